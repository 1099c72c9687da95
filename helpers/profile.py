"""What only the whole corpus can tell: lines that recur within an outlet, how common words are, full names of persons.

A profile is counts. It is small beside the pages and adds up over parts, so it can be made batch by batch, by several
workers, and kept: `profile(a) + profile(b)` is the profile of a and b together. No page is counted in it twice.
"""
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from helpers import bearers, letters

LINE_CHARACTERS = 200  # page furniture is short; a longer line is a paragraph, and need not be remembered


@dataclass(frozen=True, eq=False)
class Profile:
    """Counts over a corpus, each frame sorted by its keys; profiles add up with +.

    pages  one row an outlet: outlet ('' where a page has none), pages
    lines  one row a line of up to 200 characters: outlet, line (folded, without blanks around it), pages (how many
           pages of the outlet have it)
    words  one row a folded word: word, pages (how many pages have it)
    names  one row a person's full name, as written, that a title or its looks confirm: name, pages
    titles one row a title right before such a name: name, title (folded, without articles), pages
    beside one row two such names of like spelling on one page, which are two persons: name, other, pages
    """

    pages: pd.DataFrame
    lines: pd.DataFrame
    words: pd.DataFrame
    names: pd.DataFrame
    titles: pd.DataFrame
    beside: pd.DataFrame

    def __add__(self, other: "Profile") -> "Profile":
        return total([self, other])

    def __eq__(self, other) -> bool:
        return isinstance(other, Profile) and all(getattr(self, name).equals(getattr(other, name)) for name in KEYS)

    def __len__(self) -> int:
        """How many pages were counted."""
        return int(self.pages["pages"].sum())

    @cached_property
    def bearers(self) -> bearers.Bearers:
        """The persons whom the names confirm."""
        return bearers.bearers(self.names, self.titles, self.beside, self.words)

    def save(self, folder):
        """Write the counts to a folder, one Parquet file each."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name in KEYS:
            getattr(self, name).to_parquet(Path(folder) / f"{name}.parquet", index=False)


KEYS = {"pages": ["outlet"], "lines": ["outlet", "line"], "words": ["word"], "names": ["name"],
        "titles": ["name", "title"], "beside": ["name", "other"]}


def _counts(name: str, rows: dict) -> pd.DataFrame:
    keys = KEYS[name]
    frame = pd.DataFrame([key if isinstance(key, tuple) else (key,) for key in rows], columns=keys, dtype="str")
    return frame.assign(pages=pd.Series(list(rows.values()), dtype="int64")).sort_values(keys, ignore_index=True)


EMPTY = Profile(*(_counts(name, {}) for name in KEYS))


def profile(articles: pd.DataFrame) -> Profile:
    """The profile of some pages: `articles` with article, text and, where it is known, outlet.

    >>> pages = pd.DataFrame({"article": ["1", "2"], "outlet": "النهار الجديد",
    ...                       "text": ["شارك الخبر\\nوصل الوزير إلى عمّان", "شارك الخبر\\nغادر الوفد"]})
    >>> profile(pages).lines.query("pages > 1").line.tolist()
    ['شارك الخبر']
    """
    counts = pages, lines, words, names, titles, beside = tuple(Counter() for _ in KEYS)
    outlets = articles["outlet"].fillna("") if "outlet" in articles else [""] * len(articles)
    for outlet, text in zip(outlets, articles["text"].fillna("")):
        folded = letters.fold(text)
        stripped = {line.strip() for line in folded.splitlines()}
        pages[outlet] += 1
        lines.update((outlet, line) for line in stripped if 0 < len(line) <= LINE_CHARACTERS)
        words.update({word for word, _, _ in letters.words(folded)})
    for confirmed in bearers.confirmed(articles["text"].fillna("")):
        for table, found in zip((names, titles, beside), confirmed):
            table.update(found)
    return Profile(*(_counts(name, rows) for name, rows in zip(KEYS, counts)))


def total(profiles: Iterable[Profile]) -> Profile:
    """The sum of many profiles. Parts of like size are added first: a large table is not copied for each small one."""
    parts = []
    for part in profiles:
        parts.append(part)
        while len(parts) > 1 and len(parts[-2].lines) <= 2 * len(parts[-1].lines):
            parts[-2:] = [_sum(parts[-2:])]
    return _sum(parts) if parts else EMPTY


def _sum(parts: list[Profile]) -> Profile:
    frames = {name: pd.concat([getattr(part, name) for part in parts]) for name in KEYS}
    return Profile(*(frames[name].groupby(keys, as_index=False)["pages"].sum() for name, keys in KEYS.items()))


def read(folder) -> Profile:
    """The profile that `Profile.save` wrote to a folder. Raises FileNotFoundError where there is none."""
    missing = [name for name in KEYS if not (Path(folder) / f"{name}.parquet").is_file()]
    if missing:
        raise FileNotFoundError(f"{folder}: there is no profile here ({missing[0]}.parquet is missing); "
                         "give the folder profile/ of an earlier run")
    return Profile(*(pd.read_parquet(Path(folder) / f"{name}.parquet").astype({key: "str" for key in keys})
                     for name, keys in KEYS.items()))
