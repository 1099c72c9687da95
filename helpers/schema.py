"""The tables: names, columns, types and order, which are a contract with whoever reads them."""

from typing import NamedTuple

import pandas as pd

ARTICLES = ["article", "outlet", "published", "published_from", "title", "text"]
ERRORS = ["file", "row", "article", "step", "message", "cure"]
PASSAGES = {
    "a": "str",
    "a_start": "int64",
    "a_end": "int64",
    "b": "str",
    "b_start": "int64",
    "b_end": "int64",
    "words": "int64",
    "similarity": "float64",
}
NEAR_DUPLICATES = {
    "a": "str",
    "a_item": "Int64",
    "b": "str",
    "b_item": "Int64",
    "kind": "str",
    "words": "int64",
    "a_share": "float64",
    "b_share": "float64",
    "similarity": "float64",
    "source": "str",
    "evidence": "str",
}

SPAN = {"article": "str", "block": "Int64", "start": "int64", "end": "int64"}
# Of the block that a row lies in, so that each table can be counted by itself.
ITEM = {"role": "str", "item": "Int64"}
# What every table promises: these columns, in this order and of these types, before any others.
TYPES = {
    "articles": dict.fromkeys(ARTICLES, "str"),
    "blocks": SPAN | {"role": "str", "kind": "str", "item": "Int64"},
    "mentions": SPAN | dict.fromkeys(["surface", "actor", "name", "kind", "form", "country"], "str") | ITEM,
    "dates": SPAN | dict.fromkeys(["surface", "value", "first", "last", "grain", "anchor"], "str") | ITEM,
    "quotations": SPAN | dict.fromkeys(["cue", "speaker", "actor", "form"], "str") | ITEM,
    "passages": PASSAGES,
    "near_duplicates": NEAR_DUPLICATES,
    "errors": dict.fromkeys(ERRORS, "str") | {"row": "Int64"},
}


class Tables(NamedTuple):
    """The tables of some pages. Offsets are code points into the text of the article, end exclusive.

    `errors` has one row a page that could not be read, or a step that failed on it; normally it is empty.
    """

    articles: pd.DataFrame
    blocks: pd.DataFrame
    mentions: pd.DataFrame
    dates: pd.DataFrame
    quotations: pd.DataFrame
    errors: pd.DataFrame


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with the columns and types that `table` promises; others follow."""
    promised = TYPES[table]
    others = {name: "str" for name in frame.columns.difference(promised) if frame[name].dtype == object}
    columns = [*promised, *(name for name in frame.columns if name not in promised)]
    return frame[columns].astype(promised | others).reset_index(drop=True)


def empty(table: str) -> pd.DataFrame:
    """Return the table without rows.

    >>> empty("errors").columns.tolist()
    ['file', 'row', 'article', 'step', 'message', 'cure']
    """
    return typed(table, pd.DataFrame(columns=list(TYPES[table])))


def joined(table: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all frames as one table; with none, the empty table."""
    return typed(table, concatenated(table, frames))


def concatenated(table: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all frames with the columns that they have; with no frame, the empty table."""
    if len(frames) == 1:
        return frames[0]
    kept = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(kept, ignore_index=True) if kept else empty(table)
