"""Near-duplicates: stories that two pages have in nearly the same words, and the source of each.

Not every pair that shares most of its words is one story: reports on markets or court sentences follow a template. Such
pairs differ in their facts: numbers, actors, the day.
"""

import re
from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.actors import credit_lines, is_agency, outlet_id
from helpers.lexicons import light_affixes
from helpers.schema import NEAR_DUPLICATES
from helpers.text import fold, hashed_words

HALF = 0.5  # share of a story's words in passages shared with the other story: "roughly the same" (Broder 1997)
NEAR, CONTAINED, TEMPLATE = "near-duplicate", "contained", "template"
# A template of two events: fewer than half of the facts are the same, and the wording is changed; or the days are far
# apart, and the wording is not that of a story printed again. (In 3,000 stories the mean similarity is 0.92 for pairs
# of one day, and 0.79 for pairs more than three days apart.)
SAME_FACTS, CHANGED = 0.5, 0.8
DAYS, AGAIN = 3, 0.9
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NO_ITEM = -1  # the item of words in boilerplate, or in no block


class Side(NamedTuple):
    """The evidence on one page for the source of a story."""

    article: str
    item: int
    outlet: str | None
    credits: set[str]  # ids of the outlets that the page credits
    lines: set[str]  # those that it credits in a credit line
    day: str | None  # of publication, if the page or the catalogue gives it


def find_near_duplicates(
    articles: pd.DataFrame, blocks: pd.DataFrame, mentions: pd.DataFrame, passages: pd.DataFrame, credits: pd.DataFrame
) -> pd.DataFrame:
    """Return the pairs of stories in which most of one story is part of the other.

    Args:
        articles: the pages.
        blocks: their blocks, for the item of each word.
        mentions: their mentions, which are facts.
        passages: rows of `find_passages` on these articles.
        credits: rows of `actors.find_credits`.

    Returns a frame with one row a pair:
        a, a_item, b, b_item: the two stories: an article and an item of it, 0 for its main story; a comes before b in
            the input.
        kind: `near-duplicate`, if at least half of each story is in the other; `contained`, if that holds for one
            story (resemblance and containment of Broder 1997); `template`, if the wording is similar and the facts
            are not: other numbers and actors, or another day.
        words: number of words in shared passages, on the side with fewer.
        a_share, b_share: share of these words among all words of the story.
        similarity: mean similarity of the shared passages, weighted by their words.
        source: id of the article or agency that the story comes from; missing if there is no evidence, and for a
            template.
        evidence: the strongest evidence for the source. In this order:
            appended: the other page has the story among its appended items.
            credit: the other page credits the outlet of this page.
            agency: both pages credit one agency, or one of two near-duplicates does in its credit line.
            published: the other page was published on a later day, by the page or the catalogue.
    """
    words = _words(articles, blocks)
    shared = _shared(words, articles, passages)
    totals = words[words["item"] != NO_ITEM].groupby(["page", "item"]).size()
    for side in "ab":
        keys = pd.MultiIndex.from_frame(shared[[f"{side}_page", f"{side}_item"]])
        shared[f"{side}_share"] = (shared[f"{side}_words"] / totals.reindex(keys).to_numpy()).round(4)
    shares = shared[["a_share", "b_share"]]
    shared = shared[shares.max(axis=1) >= HALF].reset_index(drop=True)
    names = articles["article"].to_numpy()
    found = shared.assign(
        a=names[shared["a_page"]], b=names[shared["b_page"]], words=shared[["a_words", "b_words"]].min(axis=1)
    )
    found["similarity"], facts = _agreement(articles, mentions, passages, found)
    sides = _sides(articles, credits, found)
    apart = _days_apart(sides)
    template = (facts < SAME_FACTS) & (found["similarity"] < CHANGED) | (apart > DAYS) & (found["similarity"] < AGAIN)
    near = found[["a_share", "b_share"]].min(axis=1) >= HALF
    found["kind"] = np.select([template, near], [TEMPLATE, NEAR], CONTAINED)
    sources = [_source(a, b, kind) for a, b, kind in zip(*sides, found["kind"])]
    found = found.assign(source=[source for source, _ in sources], evidence=[evidence for _, evidence in sources])
    return found[list(NEAR_DUPLICATES)].astype(NEAR_DUPLICATES)


def _words(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """Return the words of all pages in order: page (its number), start (code points), item."""
    words = hashed_words(articles["text"].fillna("").tolist(), light_affixes())
    page, start = words.page, words.start
    number = pd.Series(np.arange(len(articles)), index=articles["article"])
    at = blocks.assign(page=number.reindex(blocks["article"]).to_numpy()).sort_values(["page", "start"])
    begins, ends = (at["page"].to_numpy(np.int64) << 32 | at[edge].to_numpy(np.int64) for edge in ("start", "end"))
    place = page.astype(np.int64) << 32 | start
    block = np.searchsorted(begins, place, side="right") - 1
    item = np.append(at["item"].fillna(NO_ITEM).to_numpy(np.int64), NO_ITEM)  # the last is for words before any block
    inside = place < np.append(ends, 0)[block]
    return pd.DataFrame({"page": page, "start": start, "item": np.where(inside, item[block], NO_ITEM)})


def _shared(words: pd.DataFrame, articles: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of stories that share passages: a_page, a_item, a_words, and the same for b.

    A passage belongs to the item that has most of its words on a page; a word in two passages counts once.
    """
    number = pd.Series(np.arange(len(articles)), index=articles["article"])
    places = words["page"].to_numpy(np.int64) << 32 | words["start"].to_numpy(np.int64)
    inside, pairs = {}, {}
    for side in "ab":
        page = number.reindex(passages[side]).to_numpy(np.int64)
        first, last = (
            np.searchsorted(places, page << 32 | passages[f"{side}_{end}"].to_numpy(np.int64))
            for end in ("start", "end")
        )
        passage = np.repeat(np.arange(len(page)), last - first)
        word = np.arange(len(passage)) + np.repeat(last - np.cumsum(last - first), last - first)
        inside[side] = pd.DataFrame({"passage": passage, "word": word, "item": words["item"].to_numpy()[word]})
        counts = inside[side].value_counts(["passage", "item"]).reset_index()
        counts = counts.sort_values(["passage", "count", "item"], ascending=[True, False, True])
        mostly = counts.drop_duplicates("passage").set_index("passage")["item"]
        pairs |= {f"{side}_page": page, f"{side}_item": mostly.reindex(range(len(page)), fill_value=NO_ITEM)}
    pairs = pd.DataFrame(pairs)
    pairs = pairs[(pairs["a_item"] != NO_ITEM) & (pairs["b_item"] != NO_ITEM)]
    stories, counts = list(pairs), []
    for side in "ab":
        shared = inside[side].merge(pairs, left_on="passage", right_index=True)
        shared = shared[shared["item"] == shared[f"{side}_item"]].drop_duplicates([*stories, "word"])
        counts.append(shared.groupby(stories).size().rename(f"{side}_words"))
    return pd.concat(counts, axis=1, join="inner").reset_index()


def _agreement(
    articles: pd.DataFrame, mentions: pd.DataFrame, passages: pd.DataFrame, found: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """Return, for each pair of stories, the mean similarity of their passages and the share of facts in common.

    A fact is a number or an actor. The share is that of the side with fewer facts, NaN if a side has none.
    """
    texts = dict(zip(articles["article"], articles["text"]))
    named, shared = defaultdict(list), defaultdict(list)
    for article, start, actor in zip(mentions["article"], mentions["start"], mentions["actor"]):
        named[article].append((start, actor))
    for row in passages.itertuples():
        shared[row.a, row.b].append(row)

    def facts(article, spans):
        numbers = {number for start, end in spans for number in NUMBER.findall(fold(texts[article][start:end]))}
        return numbers | {actor for place, actor in named[article] if any(start <= place < end for start, end in spans)}

    similarity, same = np.zeros(len(found)), np.full(len(found), np.nan)
    for n, (a, b) in enumerate(zip(found["a"], found["b"])):
        rows = shared[a, b]
        similarity[n] = np.average([row.similarity for row in rows], weights=[row.words for row in rows]).round(4)
        of_a = facts(a, [(row.a_start, row.a_end) for row in rows])
        of_b = facts(b, [(row.b_start, row.b_end) for row in rows])
        if of_a and of_b:
            same[n] = len(of_a & of_b) / min(len(of_a), len(of_b))
    return similarity, same


# The source of a story ------------------------------------------------------------------------------------------------


def _sides(articles: pd.DataFrame, credits: pd.DataFrame, found: pd.DataFrame) -> list[list[Side]]:
    """Return the evidence for the source of each pair, for a and for b."""
    pages = articles.set_index("article")
    lines = credit_lines(credits)
    named, signed = (table.groupby("article")["outlet"].agg(set).to_dict() for table in (credits, lines))
    own = {label: outlet_id(label) for label in articles["outlet"].dropna().unique()}
    sides = []
    for side in "ab":
        page = pages.loc[found[side]]
        day = page["published"].where(page["published_from"] != "inferred").astype("str")
        sides.append(
            [
                Side(article, item, own.get(outlet), named.get(article, set()), signed.get(article, set()), day)
                for article, item, outlet, day in zip(found[side], found[f"{side}_item"], page["outlet"], day)
            ]
        )
    return sides


def _days_apart(sides: list[list[Side]]) -> np.ndarray:
    """Return the days between the two stories of each pair; NaN if one is appended or has no day."""
    one, other = (
        pd.to_datetime(pd.Series([None if side.item else side.day for side in stories], dtype="str"), errors="coerce")
        for stories in sides
    )
    return (one - other).abs().dt.days.to_numpy(float)


def _source(a: Side, b: Side, kind: str) -> tuple[str | None, str | None]:
    """Return the source of a story that is on two pages, and the evidence; None and None without evidence."""
    if kind == TEMPLATE:
        return None, None
    if (a.item > 0) != (b.item > 0):
        return (b if a.item else a).article, "appended"
    if a.item:  # credits and dates of a page are about its main story, not about appended items
        return None, None
    if (a.outlet in b.credits) != (b.outlet in a.credits):
        return (a if a.outlet in b.credits else b).article, "credit"
    common = a.credits & b.credits | (a.lines | b.lines if kind == NEAR else set())
    agencies = sorted(outlet for outlet in common - {a.outlet, b.outlet} if is_agency(outlet))
    if agencies:
        return agencies[0], "agency"
    if pd.notna(a.day) and pd.notna(b.day) and a.day != b.day:
        return min(a, b, key=lambda side: side.day).article, "published"
    return None, None
