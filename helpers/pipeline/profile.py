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
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.actors import Bearers, bearers, confirmed_persons
from helpers.corpus import Refused
from helpers.text import fold
from helpers.text import words as words_of

VERSION = 1  # of what is counted, and how: raised with every change, so that counts of two kinds are never mixed
VERSION_KEY = b"arabic-news-pages profile"  # in the metadata of each file
GIVE = "give the folder profile/ of an earlier run"
LINE_CHARACTERS = 200  # page furniture is short; a longer line is a paragraph, and need not be remembered


class BadProfile(Refused):
    """A folder that holds no profile that this version can use."""


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
        return sum_profiles([self, other])

    def __sub__(self, part: "Profile") -> "Profile":
        """Return the profile of the pages that are left when those of `part`, which were counted, are taken off."""
        frames = (
            (keys, pd.concat([getattr(self, name), getattr(part, name).assign(pages=lambda f: -f["pages"])]))
            for name, keys in KEYS.items()
        )
        left = (frame.groupby(keys, as_index=False)["pages"].sum() for keys, frame in frames)
        return Profile(*(frame[frame["pages"] != 0].reset_index(drop=True) for frame in left))

    def __eq__(self, other) -> bool:
        return isinstance(other, Profile) and all(getattr(self, name).equals(getattr(other, name)) for name in KEYS)

    def __len__(self) -> int:
        """How many pages were counted."""
        return int(self.pages["pages"].sum())

    @cached_property
    def bearers(self) -> Bearers:
        """The persons whom the names confirm."""
        return bearers(self.names, self.titles, self.beside, self.words)

    def save(self, folder):
        """Write the counts to a folder, one Parquet file each."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name in KEYS:
            table = pa.Table.from_pandas(getattr(self, name), preserve_index=False)
            table = table.replace_schema_metadata({**table.schema.metadata, VERSION_KEY: str(VERSION)})
            pq.write_table(table, Path(folder) / f"{name}.parquet")


KEYS = {
    "pages": ["outlet"],
    "lines": ["outlet", "line"],
    "words": ["word"],
    "names": ["name"],
    "titles": ["name", "title"],
    "beside": ["name", "other"],
}


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
        folded = fold(text)
        stripped = {line.strip() for line in folded.splitlines()}
        pages[outlet] += 1
        lines.update((outlet, line) for line in stripped if 0 < len(line) <= LINE_CHARACTERS)
        words.update({word for word, _, _ in words_of(folded)})
    for confirmed in confirmed_persons(articles["text"].fillna("")):
        for table, found in zip((names, titles, beside), confirmed):
            table.update(found)
    return Profile(*(_counts(name, rows) for name, rows in zip(KEYS, counts)))


def sum_profiles(profiles: Iterable[Profile]) -> Profile:
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


def read_profile(folder) -> Profile:
    """Return the profile that `Profile.save` wrote to a folder. Raises BadProfile where there is none, or another."""
    frames = {}
    for name, keys in KEYS.items():
        path = Path(folder) / f"{name}.parquet"
        try:
            table = pq.read_table(path)
        except FileNotFoundError:
            raise BadProfile(f"{folder}: there is no profile here ({path.name} is missing); {GIVE}") from None
        except (OSError, pa.ArrowException) as error:
            raise BadProfile(f"{path}: cannot be read as a profile ({str(error).splitlines()[0]}); {GIVE}") from None
        version = (table.schema.metadata or {}).get(VERSION_KEY, b"").decode("utf-8", "replace")
        if version != str(VERSION) or table.schema.names != [*keys, "pages"]:
            known = f"of version {version}" if version else "of an earlier version, or no profile"
            raise BadProfile(f"{path}: is {known}; make it again from its pages: leave out --profile")
        frames[name] = table.to_pandas().astype(dict.fromkeys(keys, "str"))
    return Profile(**frames)
