"""What only a comparison of pages shows: one saying in two mouths, the spelling that a page takes from its source."""

import pandas as pd

from helpers.actors import outlet_id
from helpers.analysis.keyness import stem_of
from helpers.analysis.mentions import conventions
from helpers.paths import DATA
from helpers.text import words

LARGER_RUN = DATA / "larger_run.csv"
ALIKE = 0.5  # of the words of two reported clauses are the same: below, two clauses of one sentence meet by chance


def same_sayings(articles: pd.DataFrame, passages: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of quotations in which two pages report the same words.

    Columns: passage (its place in the table), a, start_a, speaker_a, actor_a, said_a, the same of b, likeness.

    Both overlap one passage; of the words of both, as stems, at least ALIKE are the same (Dice's coefficient:
    `likeness`). Quotations without a speaker are among them, with the speaker missing.
    """
    told = quotations[["article", "start", "end", "speaker", "actor"]]
    both = passages.reset_index(drop=True).rename_axis("passage").reset_index()
    texts = dict(zip(articles["article"], articles["text"]))
    for side in "ab":
        both = both.merge(told.add_suffix(f"_{side}"), left_on=side, right_on=f"article_{side}")
        both = both[(both[f"start_{side}"] < both[f"{side}_end"]) & (both[f"{side}_start"] < both[f"end_{side}"])]
        both[f"said_{side}"] = pd.Series(
            [
                texts[article][start:end]
                for article, start, end in zip(both[side], both[f"start_{side}"], both[f"end_{side}"])
            ],
            index=both.index,
            dtype="str",
        )
    both["likeness"] = [_likeness(*said) for said in zip(both["said_a"], both["said_b"])]
    both = both[both["likeness"] >= ALIKE].sort_values(["passage", "likeness"], ascending=[True, False])
    sides = [[side, *(f"{name}_{side}" for name in ("start", "speaker", "actor", "said"))] for side in "ab"]
    return both[["passage", *sides[0], *sides[1], "likeness"]].reset_index(drop=True)


def one_speaker(sayings: pd.DataFrame) -> pd.Series:
    """Of each row of `same_sayings` that has both speakers whether they are one: one actor, or a word in common."""
    alike = [_likeness(*speakers) > 0 for speakers in zip(sayings["speaker_a"], sayings["speaker_b"])]
    same = sayings["actor_a"].notna() & (sayings["actor_a"] == sayings["actor_b"])
    return same | pd.Series(alike, sayings.index, dtype=bool)


def conflicting_speakers(articles: pd.DataFrame, passages: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """Return the shared passages that two pages attribute to two speakers, the likest first.

    Columns: as `same_sayings`, with a_start, a_end, b_start and b_end of the passage.

    The speakers have another actor and no word in common, and neither saying is the other speaker's as well: an agency
    may report what a minister said. One row a passage.
    """
    both = same_sayings(articles, passages, quotations).dropna(subset=["speaker_a", "speaker_b"])
    one = one_speaker(both)
    for side, other in ("ab", "ba"):
        said = [side, f"start_{side}", other]
        one |= pd.MultiIndex.from_frame(both[said]).isin(pd.MultiIndex.from_frame(both.loc[one, said]))
    apart = both[~one].sort_values(["likeness", "passage"], ascending=[False, True]).drop_duplicates("passage")
    places = passages.reset_index(drop=True)[["a_start", "a_end", "b_start", "b_end"]]
    return apart.join(places, on="passage").drop(columns="passage").reset_index(drop=True)


def _likeness(one: str, other: str) -> float:
    """Dice's coefficient of the stems of two texts.

    >>> _likeness("الناطق باسم وزير الدفاع", "ناطق باسم الوزير")
    0.8571428571428571
    """
    a, b = ({stem_of(word) for word, _, _ in words(text)} for text in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def spelling_vs_source(articles: pd.DataFrame, mentions: pd.DataFrame, credits: pd.DataFrame) -> pd.DataFrame:
    """How a page spells names, beside the outlet that its source line credits: article, outlet, name, form, page, own.

    One row for each name that the page and the outlet's own pages have, and that the corpus spells in several ways;
    `page` and `own` are the spellings that they use most. No row where no page is by an outlet that another credits.
    """
    outlets = articles["outlet"].map(outlet_id, na_action="ignore").astype("str")
    own = articles.assign(outlet=outlets)[["article", "outlet"]].dropna()
    by_page = conventions(mentions.assign(outlet=mentions["article"])).rename(columns={"outlet": "article"})
    signed = credits.loc[credits["place"] == "source", ["article", "outlet"]]
    keys = ["outlet", "actor", "name", "form"]
    theirs = _commonest(by_page.merge(own, on="article"), keys).rename(columns={"variant": "own"})
    pages = _commonest(by_page.merge(signed, on="article"), ["article", *keys]).rename(columns={"variant": "page"})
    return pages.merge(theirs, on=keys)[["article", "outlet", "name", "form", "page", "own"]]


def _commonest(spellings: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The commonest variant for each of the keys."""
    counts = spellings.groupby([*keys, "variant"])["mentions"].sum().reset_index()
    counts = counts.sort_values([*keys, "mentions", "variant"], ascending=[True] * len(keys) + [False, True])
    return counts.drop_duplicates(keys).drop(columns="mentions")


def counts(
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    quotations: pd.DataFrame,
    passages: pd.DataFrame,
    near_duplicates: pd.DataFrame,
    credits: pd.DataFrame,
) -> pd.DataFrame:
    """The answers to the questions of a comparison in numbers, to set one corpus beside another: question, count, of.

    Of mentions and quotations those in main stories are counted. `share` is count / of, missing where `of` is 0.
    """
    named = mentions[mentions["role"] == "main"]
    said = quotations[quotations["role"] == "main"]
    heard = said.assign(who=said["actor"].fillna(said["speaker"])).groupby("who")["article"].nunique()
    kept = conventions(named, articles).groupby(["outlet", "actor", "form"])["variant"].nunique()
    near = near_duplicates[near_duplicates["kind"] == "near-duplicate"]
    by = articles.set_index("article")["outlet"]
    outlets = near["a"].map(by).fillna("").ne(near["b"].map(by).fillna(""))
    pages, pairs = len(articles), passages[["a", "b"]].drop_duplicates()
    alone = named.groupby("actor")["article"].nunique()
    rows = [
        ("actors that one page alone names", (alone == 1).sum(), len(alone)),
        ("speakers whom one page alone quotes", (heard == 1).sum(), len(heard)),
        ("quotations in direct speech", (said["form"] == "direct").sum(), len(said)),
        ("pages that credit an agency or an outlet", credits["article"].nunique(), pages),
        ("names that an outlet spells in one way", (kept == 1).sum(), len(kept)),
        ("pairs of pages that share a passage", len(pairs), pages * (pages - 1) // 2),
        ("passages put into two mouths", len(conflicting_speakers(articles, passages, quotations)), len(passages)),
        ("pairs of stories in one form, of two events", (near_duplicates["kind"] == "template").sum(), len(pairs)),
        ("near-duplicates", len(near), len(pairs)),
        ("… that stand in two outlets", outlets.sum(), len(near)),
        ("… of which something tells the source", near["source"].notna().sum(), len(near)),
    ]
    frame = pd.DataFrame(rows, columns=["question", "count", "of"]).astype({"count": "int64", "of": "int64"})
    return frame.assign(share=(frame["count"] / frame["of"].where(frame["of"] > 0)).round(4))


def larger_run() -> pd.DataFrame:
    """The `counts` of a larger corpus, to set one's own beside (data/README.md says which): question, count, of, share.

    >>> larger_run().columns.tolist()
    ['question', 'count', 'of', 'share']
    """
    return pd.read_csv(LARGER_RUN)
