"""Tables of mentions: concordance, shares, co-occurrence, spelling conventions of outlets."""

import re

import numpy as np
import pandas as pd

from helpers.lexicons import gazetteer
from helpers.names import skeleton

Z = 1.96  # standard deviations on either side that hold 95 per cent of a normal distribution


def conventions(mentions: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the spellings that each outlet uses for names that the corpus spells in several ways.

    Spellings are compared if they differ only in transliteration (`skeleton`): أمريكا with أميركا, not with
    الولايات المتحدة.

    Args:
        mentions: rows of `find_mentions`.
        articles: gives the outlet of each page; without it `mentions` must have a column outlet.

    Returns a frame with one row a spelling of an outlet: outlet, actor, name, form, variant, mentions (their number)
    and share (among the outlet's mentions of that name).
    """
    if articles is not None:
        mentions = mentions.merge(articles[["article", "outlet"]], on="article", how="left")
    mentions = mentions.assign(skeleton=mentions["variant"].map(skeleton))
    name = ["actor", "form", "skeleton"]
    several = mentions.groupby(name)["variant"].transform("nunique") > 1
    counts = (
        mentions[several]
        .groupby(["outlet", *name, "variant"], dropna=False)
        .agg(name=("name", "first"), mentions=("variant", "size"))
        .reset_index()
    )
    counts["share"] = counts["mentions"] / counts.groupby(["outlet", *name], dropna=False)["mentions"].transform("sum")
    return counts[["outlet", "actor", "name", "form", "variant", "mentions", "share"]]


def concordance(articles: pd.DataFrame, mentions: pd.DataFrame, actor: str, width: int = 40) -> pd.DataFrame:
    """Return each mention of an actor in its context: article, start, end, before, surface, after.

    before and after: up to `width` characters of the page, with spaces for line ends.

    Raises ValueError for an actor that is neither in the mentions nor in the lexicons.
    """
    here = mentions[mentions["actor"] == actor]
    if here.empty and actor not in gazetteer().actors:
        raise ValueError(f"unknown actor {actor!r}: give an id of data/lexicons/actors.csv or a state's alpha-3 code")
    texts = dict(zip(articles["article"], articles["text"]))
    rows = [
        (
            article,
            start,
            end,
            re.sub(r"\s", " ", texts[article][max(start - width, 0) : start]),
            surface,
            re.sub(r"\s", " ", texts[article][end : end + width]),
        )
        for article, start, end, surface in zip(here["article"], here["start"], here["end"], here["surface"])
    ]
    return pd.DataFrame(rows, columns=["article", "start", "end", "before", "surface", "after"])


def shares(mentions: pd.DataFrame, by: str = "name") -> pd.DataFrame:
    """Return the share of each value of the column `by` among all mentions, the largest first.

    Returns a frame: the column `by`, mentions, of, share, low and high. low and high are the 95 per cent interval of
    Wilson (1927), which is valid for small counts too: do not compare shares whose intervals overlap.

    >>> shares(pd.DataFrame({"name": ["تونس"] * 3 + ["ليبيا"]})).round(2).values.tolist()
    [['تونس', 3, 4, 0.75, 0.3, 0.95], ['ليبيا', 1, 4, 0.25, 0.05, 0.7]]
    """
    counts = mentions[by].value_counts().rename("mentions").rename_axis(by).reset_index()
    counts = counts.sort_values(["mentions", by], ascending=[False, True], ignore_index=True).assign(of=len(mentions))
    share, n = counts["mentions"] / counts["of"], counts["of"]
    middle, spread = share + Z**2 / (2 * n), Z * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    scale = 1 + Z**2 / n
    return counts.assign(share=share, low=(middle - spread) / scale, high=(middle + spread) / scale)


def co_occurrences(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of actors named in one block: one, other, blocks (the number that name both), most first.

    >>> rows = [("1", 0, "تونس"), ("1", 0, "ليبيا"), ("1", 1, "تونس"), ("1", 2, "ليبيا"), ("1", 2, "تونس")]
    >>> co_occurrences(pd.DataFrame(rows, columns=["article", "block", "name"])).values.tolist()
    [['تونس', 'ليبيا', 2]]
    """
    named = mentions[["article", "block", "name"]].drop_duplicates()
    both = named.merge(named, on=["article", "block"], suffixes=("", "_other"))
    both = both[both["name"] < both["name_other"]]
    pairs = both.groupby(["name", "name_other"]).size().rename("blocks").reset_index()
    pairs = pairs.rename(columns={"name": "one", "name_other": "other"})
    return pairs.sort_values(["blocks", "one", "other"], ascending=[False, True, True], ignore_index=True)
