"""The tables and the profile: their names, columns, types and order, on which readers of the output rely."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

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
# Columns repeated from the block of a row, so that each table can be counted by itself.
ITEM = {"role": "str", "item": "Int64"}
# The columns of every table, in this order and of these types; others may follow them.
TYPES: dict[str, dict[str, str]] = {
    "articles": dict.fromkeys(ARTICLES, "str"),
    "blocks": SPAN | {"role": "str", "kind": "str", "item": "Int64"},
    "mentions": SPAN | dict.fromkeys(["surface", "actor", "name", "kind", "form", "country"], "str") | ITEM,
    "dates": SPAN | dict.fromkeys(["surface", "value", "first", "last", "grain", "anchor"], "str") | ITEM,
    "quotations": SPAN | dict.fromkeys(["cue", "speaker", "actor", "form"], "str") | ITEM,
    "passages": PASSAGES,
    "near_duplicates": NEAR_DUPLICATES,
    "errors": dict.fromkeys(ERRORS, "str") | {"row": "Int64"},
}
# The tables of a profile, each with its keys: text columns, before the column pages.
COUNTED = {
    "pages": ["outlet"],
    "lines": ["outlet", "line"],
    "words": ["word"],
    "names": ["name"],
    "texts": ["name", "text"],
    "titles": ["name", "title"],
    "beside": ["name", "other"],
}
# Tables of which only the first rows of each value of the first key are kept, and how many: so they add up, and a value
# that very many pages have takes no more room than one that few have.
KEPT = {"texts": 2}
Counts = dict[str, Counter]  # tables of a profile while they are counted: pages by key, a tuple if there are two keys
Derived = TypeVar("Derived")


class Tables(NamedTuple):
    """The tables of a set of pages. Offsets are code points into the text of the article, end exclusive.

    `errors` has one row for each page that could not be read and each step that failed on a page.
    """

    articles: pd.DataFrame
    blocks: pd.DataFrame
    mentions: pd.DataFrame
    dates: pd.DataFrame
    quotations: pd.DataFrame
    errors: pd.DataFrame


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with the columns and types of `table`; other columns follow them."""
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
    """Return the rows of all frames, columns and types as they are; with no frame, the empty table."""
    if len(frames) == 1:
        return frames[0]
    kept = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(kept, ignore_index=True) if kept else empty(table)


# The profile ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Profile:
    """Counts over a corpus, each frame sorted by its keys; profiles add up with +.

    pages  one row an outlet: outlet ('' if a page has none), pages
    lines  one row a line of up to 200 characters: outlet, line (folded, without blanks around it), pages (how many
           pages of the outlet have it)
    words  one row a folded word: word, pages (how many pages have it)
    names  one row a person's full name, as written, that a title or its looks confirm: name, pages
    texts  one row such a name and a hash of the words of a page with it, of each name the two smallest hashes: name,
           text, pages (how many pages with these very words have the name)
    titles one row a title right before such a name: name, title (folded, without articles), pages
    beside one row two such names of similar spelling on one page, which are two persons: name, other, pages
    """

    pages: pd.DataFrame
    lines: pd.DataFrame
    words: pd.DataFrame
    names: pd.DataFrame
    texts: pd.DataFrame
    titles: pd.DataFrame
    beside: pd.DataFrame
    _derived: dict = field(default_factory=dict, repr=False)

    def __add__(self, other: "Profile") -> "Profile":
        return sum_profiles([self, other])

    def __sub__(self, part: "Profile") -> "Profile":
        """Return the profile of the other pages: `part` is that of some of the pages counted here."""
        frames = (
            (keys, pd.concat([getattr(self, name), getattr(part, name).assign(pages=lambda f: -f["pages"])]))
            for name, keys in COUNTED.items()
        )
        left = (frame.groupby(keys, as_index=False)["pages"].sum() for keys, frame in frames)
        # Less than 0 are texts of the part that are not among those which the whole keeps.
        return Profile(*(frame[frame["pages"] > 0].reset_index(drop=True) for frame in left))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and all(getattr(self, name).equals(getattr(other, name)) for name in COUNTED)

    def __len__(self) -> int:
        """Return the number of pages that were counted."""
        return int(self.pages["pages"].sum())

    def once(self, derive: "Callable[[Profile], Derived]") -> Derived:
        """Return what `derive` makes of the counts; it is called only the first time, not for each batch."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        return self._derived[derive]


def as_profile(counts: Counts) -> Profile:
    """Return counts as a profile; a table without counts is empty."""
    return Profile(*(_kept(name, _frame(keys, counts.get(name, {}))) for name, keys in COUNTED.items()))


def _frame(keys: list[str], rows: dict[Any, int]) -> pd.DataFrame:
    """Return one table of a profile, sorted by its keys."""
    frame = pd.DataFrame([key if isinstance(key, tuple) else (key,) for key in rows], columns=keys, dtype="str")
    return frame.assign(pages=pd.Series(list(rows.values()), dtype="int64")).sort_values(keys, ignore_index=True)


def _kept(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a sorted table that a profile keeps: all, or the first ones of each value of the first key."""
    if name not in KEPT:
        return frame
    return frame.groupby(COUNTED[name][0], sort=False).head(KEPT[name]).reset_index(drop=True)


NO_PROFILE = as_profile({})


def sum_profiles(profiles: Iterable[Profile]) -> Profile:
    """Return the sum of many profiles.

    Parts of similar size are added first, so that a large table is not copied for each small one.
    """
    parts: list[Profile] = []
    for part in profiles:
        parts.append(part)
        while len(parts) > 1 and len(parts[-2].lines) <= 2 * len(parts[-1].lines):
            parts[-2:] = [_sum(parts[-2:])]
    return _sum(parts) if parts else NO_PROFILE


def _sum(parts: list[Profile]) -> Profile:
    """Return the sum of a few profiles."""
    frames = {name: pd.concat([getattr(part, name) for part in parts]) for name in COUNTED}
    sums = ((name, frames[name].groupby(keys, as_index=False)["pages"].sum()) for name, keys in COUNTED.items())
    return Profile(*(_kept(name, frame) for name, frame in sums))
