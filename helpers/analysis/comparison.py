"""Comparison of pages: conflicting speakers of the same words, and spellings beside those of the credited outlet."""

import pandas as pd

from helpers.actors import outlet_id
from helpers.analysis.keyness import stem_of
from helpers.analysis.mentions import conventions
from helpers.paths import DATA
from helpers.text import words

LARGER_RUN = DATA / "larger_run.csv"
ALIKE = 0.5  # least similarity of two quotations of the same words: different clauses of one sentence have less


def same_quotations(articles: pd.DataFrame, passages: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of quotations in which two pages report the same words.

    Both quotations overlap one passage, and their similarity is at least ALIKE. Quotations without a speaker are
    included.

    Returns a frame with one row a pair: passage (the number of its row), a, start_a, speaker_a, actor_a, said_a (the
    reported words), the same for b, and similarity (Dice's coefficient of the stems).
    """
    spoken = quotations[["article", "start", "end", "speaker", "actor"]]
    both = passages.reset_index(drop=True).rename_axis("passage").reset_index()
    texts = dict(zip(articles["article"], articles["text"]))
    for side in "ab":
        both = both.merge(spoken.add_suffix(f"_{side}"), left_on=side, right_on=f"article_{side}")
        both = both[(both[f"start_{side}"] < both[f"{side}_end"]) & (both[f"{side}_start"] < both[f"end_{side}"])]
        both[f"said_{side}"] = pd.Series(
            [
                texts[article][start:end]
                for article, start, end in zip(both[side], both[f"start_{side}"], both[f"end_{side}"])
            ],
            index=both.index,
            dtype="str",
        )
    both["similarity"] = [_similarity(*said) for said in zip(both["said_a"], both["said_b"])]
    both = both[both["similarity"] >= ALIKE].sort_values(["passage", "similarity"], ascending=[True, False])
    sides = [[side, *(f"{name}_{side}" for name in ("start", "speaker", "actor", "said"))] for side in "ab"]
    return both[["passage", *sides[0], *sides[1], "similarity"]].reset_index(drop=True)


def have_one_speaker(pairs: pd.DataFrame) -> pd.Series:
    """Return the mask of rows of `same_quotations` with one speaker: one actor, or names with a word in common.

    Rows must have both speakers.
    """
    alike = [_similarity(*speakers) > 0 for speakers in zip(pairs["speaker_a"], pairs["speaker_b"])]
    same = pairs["actor_a"].notna() & (pairs["actor_a"] == pairs["actor_b"])
    return same | pd.Series(alike, pairs.index, dtype=bool)


def conflicting_speakers(articles: pd.DataFrame, passages: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """Return the shared passages that two pages attribute to different speakers, the most similar quotations first.

    The speakers are different actors without a word in common, and neither page attributes its words to the other
    speaker as well, as an agency that reports what a minister said.

    Returns a frame with one row a passage: the columns of `same_quotations` but passage, and a_start, a_end, b_start,
    b_end of the passage.
    """
    both = same_quotations(articles, passages, quotations).dropna(subset=["speaker_a", "speaker_b"])
    one = have_one_speaker(both)
    for side, other in ("ab", "ba"):
        said = [side, f"start_{side}", other]
        one |= pd.MultiIndex.from_frame(both[said]).isin(pd.MultiIndex.from_frame(both.loc[one, said]))
    apart = both[~one].sort_values(["similarity", "passage"], ascending=[False, True]).drop_duplicates("passage")
    places = passages.reset_index(drop=True)[["a_start", "a_end", "b_start", "b_end"]]
    return apart.join(places, on="passage").drop(columns="passage").reset_index(drop=True)


def _similarity(one: str, other: str) -> float:
    """Return Dice's coefficient of the stems of two texts.

    >>> _similarity("الناطق باسم وزير الدفاع", "ناطق باسم الوزير")
    0.8571428571428571
    """
    a, b = ({stem_of(word) for word, _, _ in words(text)} for text in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def spelling_vs_source(articles: pd.DataFrame, mentions: pd.DataFrame, credits: pd.DataFrame) -> pd.DataFrame:
    """Return the spellings of names on pages beside those of the outlet that their source line credits.

    Returns a frame with one row for each name that is on the page and on the outlet's own pages, and that the corpus
    spells in several ways: article, outlet, name, form, page and own (the commonest spelling of each side).
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
    """Return the commonest variant for each of the keys."""
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
    """Return numbers that describe a corpus, to compare it with another: question, count, of, share.

    Mentions and quotations count in main stories only. `share` is count / of, missing if `of` is 0.
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
        ("actors named on only one page", (alone == 1).sum(), len(alone)),
        ("speakers quoted on only one page", (heard == 1).sum(), len(heard)),
        ("quotations in direct speech", (said["form"] == "direct").sum(), len(said)),
        ("pages that credit an agency or an outlet", credits["article"].nunique(), pages),
        ("names that an outlet spells in one way", (kept == 1).sum(), len(kept)),
        ("pairs of pages that share a passage", len(pairs), pages * (pages - 1) // 2),
        (
            "passages with two different speakers",
            len(conflicting_speakers(articles, passages, quotations)),
            len(passages),
        ),
        ("pairs of stories with one template", (near_duplicates["kind"] == "template").sum(), len(pairs)),
        ("near-duplicates", len(near), len(pairs)),
        ("… in two outlets", outlets.sum(), len(near)),
        ("… with a known source", near["source"].notna().sum(), len(near)),
    ]
    frame = pd.DataFrame(rows, columns=["question", "count", "of"]).astype({"count": "int64", "of": "int64"})
    return frame.assign(share=(frame["count"] / frame["of"].where(frame["of"] > 0)).round(4))


def larger_run() -> pd.DataFrame:
    """Return the `counts` of a larger corpus, to compare with (see data/README.md): question, count, of, share.

    >>> larger_run().columns.tolist()
    ['question', 'count', 'of', 'share']
    """
    return pd.read_csv(LARGER_RUN)
