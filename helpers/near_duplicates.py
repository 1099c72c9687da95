"""Near-duplicates: stories that stand on two pages in nearly the same words, and which of the two took it over."""
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.media import AGENCY, CREDIT_KINDS, media, outlet_id
from helpers.seeds import hashed_words

HALF = 0.5  # of a story's words must lie in passages that it shares with the other: "roughly the same" (Broder 1997)
NEAR, CONTAINED = "near-duplicate", "contained"
NO_ITEM = -1  # of words in boilerplate, or in no block
COLUMNS = {"a": "str", "a_item": "Int64", "b": "str", "b_item": "Int64", "kind": "str", "words": "int64",
           "a_share": "float64", "b_share": "float64", "source": "str", "evidence": "str"}


class Side(NamedTuple):
    """What tells on one page whence a story of it came."""

    article: str
    item: int
    outlet: str | None
    credits: set[str]
    lines: set[str]  # credits that are credit lines
    day: str | None


def find_near_duplicates(articles: pd.DataFrame, blocks: pd.DataFrame, passages: pd.DataFrame,
                         credits: pd.DataFrame) -> pd.DataFrame:
    """The pairs of stories of which one stands, for the most part, in the other: one row a pair; the columns are COLUMNS.

    a, a_item, …      the two stories: an article and an item of it, 0 for its main story; a stands before b in the input
    words             words of the two that lie in passages which they share, of the one that has fewer
    a_share, b_share  their share of all words of the story
    kind              `near-duplicate`, where at least half of either lies in the other; `contained`, where that is so
                      of one alone (the resemblance and the containment of Broder 1997)
    source            whence the story came: the id of an article, or of an agency; missing where nothing tells
    evidence          what tells it, the strongest first:
                      appended   it stands appended on the other page, which took it over from some outlet
                      credit     the other page credits the outlet of this one
                      agency     both credit one agency, or one of two near-duplicates does in its credit line
                      published  the other page was published on a later day, as both say or the catalogue says
    """
    words = _words(articles, blocks)
    shared = _shared(words, articles, passages)
    totals = words[words["item"] != NO_ITEM].groupby(["page", "item"]).size()
    for side in "ab":
        keys = pd.MultiIndex.from_frame(shared[[f"{side}_page", f"{side}_item"]])
        shared[f"{side}_share"] = (shared[f"{side}_words"] / totals.reindex(keys).to_numpy()).round(4)
    shares = shared[["a_share", "b_share"]]
    shared = shared[shares.max(axis=1) >= HALF].reset_index(drop=True)
    near = shared[["a_share", "b_share"]].min(axis=1) >= HALF
    names = articles["article"].to_numpy()
    found = shared.assign(
        a=names[shared["a_page"]], b=names[shared["b_page"]], words=shared[["a_words", "b_words"]].min(axis=1),
        kind=np.where(near, NEAR, CONTAINED))
    told = [_source(a, b, kind) for a, b, kind in zip(*_sides(articles, credits, found), found["kind"])]
    found = found.assign(source=[source for source, _ in told], evidence=[evidence for _, evidence in told])
    return found[list(COLUMNS)].astype(COLUMNS)


def _words(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """The words of all pages in order: page (its number), start, item."""
    _, page, start, _ = hashed_words(articles["text"].fillna("").tolist())
    number = pd.Series(np.arange(len(articles)), index=articles["article"])
    at = blocks.assign(page=number.reindex(blocks["article"]).to_numpy()).sort_values(["page", "start"])
    begins, ends = (at["page"].to_numpy(np.int64) << 32 | at[edge].to_numpy(np.int64) for edge in ("start", "end"))
    place = page.astype(np.int64) << 32 | start
    block = np.searchsorted(begins, place, side="right") - 1
    item = np.append(at["item"].fillna(NO_ITEM).to_numpy(np.int64), NO_ITEM)  # the last of words before any block
    inside = place < np.append(ends, 0)[block]
    return pd.DataFrame({"page": page, "start": start, "item": np.where(inside, item[block], NO_ITEM)})


def _shared(words: pd.DataFrame, articles: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """The pairs of stories that share passages: a_page, a_item, a_words, and the same of b.

    A passage belongs to the item of each page in which most of its words lie; words of two passages count once.
    """
    number = pd.Series(np.arange(len(articles)), index=articles["article"])
    places = words["page"].to_numpy(np.int64) << 32 | words["start"].to_numpy(np.int64)
    inside, pairs = {}, {}
    for side in "ab":
        page = number.reindex(passages[side]).to_numpy(np.int64)
        first, last = (np.searchsorted(places, page << 32 | passages[f"{side}_{end}"].to_numpy(np.int64))
                       for end in ("start", "end"))
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
        told = inside[side].merge(pairs, left_on="passage", right_index=True)
        told = told[told["item"] == told[f"{side}_item"]].drop_duplicates([*stories, "word"])
        counts.append(told.groupby(stories).size().rename(f"{side}_words"))
    return pd.concat(counts, axis=1, join="inner").reset_index()


def _sides(articles: pd.DataFrame, credits: pd.DataFrame, found: pd.DataFrame) -> list[list[Side]]:
    """What tells the direction of each pair, for a and for b."""
    pages = articles.set_index("article")
    lines = credits[credits["place"].isin(CREDIT_KINDS)]
    named, signed = (table.groupby("article")["outlet"].agg(set).to_dict() for table in (credits, lines))
    own = {label: outlet_id(label) for label in articles["outlet"].dropna().unique()}
    sides = []
    for side in "ab":
        page = pages.loc[found[side]]
        day = page["published"].where(page["published_from"] != "inferred").astype("str")
        sides.append([Side(article, item, own.get(outlet), named.get(article, set()), signed.get(article, set()), day)
                      for article, item, outlet, day in zip(found[side], found[f"{side}_item"], page["outlet"], day)])
    return sides


def _source(a: Side, b: Side, kind: str) -> tuple[str | None, str | None]:
    """The source of a story that stands on two pages, and the evidence."""
    if (a.item > 0) != (b.item > 0):
        return (b if a.item else a).article, "appended"
    if a.item:  # what a page says of itself says nothing of what it appends
        return None, None
    if (a.outlet in b.credits) != (b.outlet in a.credits):
        return (a if a.outlet in b.credits else b).article, "credit"
    common = a.credits & b.credits | (a.lines | b.lines if kind == NEAR else set())
    agencies = sorted(outlet for outlet in common - {a.outlet, b.outlet} if media().get(outlet) == AGENCY)
    if agencies:
        return agencies[0], "agency"
    if pd.notna(a.day) and pd.notna(b.day) and a.day != b.day:
        return min(a, b, key=lambda side: side.day).article, "published"
    return None, None
