"""Types of cells of a lexicon: a word, one of some values, a whole number, a code, a note.

A type of cell finds the faults of the cells of a column, each with a cure; helpers/lexicons/declarations.py says
which column has which type.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import chain
from typing import NamedTuple

import pycountry

from helpers.corpus import spelled
from helpers.text import INVISIBLE, SIGN, fold

BAR = "|"  # between the words of a cell that holds several
KOSOVO = "XKX"  # ISO 3166 has no code for it; most data sets use this one, from the range left to users
CLOSE = 0.8  # similarity of difflib from which a value is probably a misspelt known one: a letter or two

UNSEEN = rf"[\s{INVISIBLE}]"
AROUND = re.compile(rf"^{UNSEEN}+|{UNSEEN}+$")
BESIDE_BAR = re.compile(rf"{UNSEEN}\||\|{UNSEEN}")
# Most words match this pattern and need none of the other checks, which would take much longer.
PLAIN = re.compile("[\u0621-\u063a\u0641-\u0652]+(?: [\u0621-\u063a\u0641-\u0652]+)*")
# An invisible character, or one that looks like the plain blank.
HIDDEN = re.compile(rf"[^\S ]|[\0-\x1f\x7f-\x9f{INVISIBLE}]")
BLANKS = re.compile(" {2,}")
COMMA = re.compile("[,،;؛]")
LETTER = re.compile(r"[^\W_]")
ARABIC = "[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdff\ufe70-\ufefc]"
FOREIGN = rf"(?!{ARABIC})[^\W\d_]"
FOREIGN_LETTER = re.compile(FOREIGN)
MIXED = re.compile(rf"{ARABIC}(?:{SIGN.pattern})?{FOREIGN}|{FOREIGN}{ARABIC}")
WITH_ARTICLE = re.compile(rf"[وفبلكا]{{1,4}}\u0640?(?:{FOREIGN})+")  # «الـNATO» is correct
WHOLE = re.compile(r"[-+]?\d+")
ID = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")


class Wrong(NamedTuple):
    """A fault of a cell: what is wrong, and what to do about it."""

    message: str
    cure: str


def trimmed(cell: str, several: bool = False) -> str:
    r"""Return a cell without invisible characters around it, and around each of its words if it holds several.

    >>> trimmed(" أوت\u200f"), trimmed("ماي | أوت\u00a0", several=True)
    ('أوت', 'ماي|أوت')
    """
    if several and BESIDE_BAR.search(cell):
        return BAR.join(AROUND.sub("", part) for part in cell.split(BAR))
    return cell if not cell or cell[0].isalnum() and cell[-1].isalnum() else AROUND.sub("", cell)


def folded(words: Collection[str]) -> list[str]:
    """Return the folded words. Folding a column at once is many times faster than word by word."""
    return fold("\n".join(words)).split("\n") if words else []


@cache
def country_codes() -> frozenset[str]:
    """Return the alpha-3 codes of ISO 3166-1, and that of Kosovo."""
    return frozenset(country.alpha_3 for country in pycountry.countries) | {KOSOVO}


@dataclass(frozen=True)
class Cell:
    """A cell that may hold anything."""

    empty: bool = False  # whether it may be empty too
    several: bool = False  # whether it may hold several words, with | between them

    def words(self, cell: str) -> list[str]:
        """Return the words of a cell."""
        return cell.split(BAR) if self.several else [cell]

    def faults(self, cells: list[str]) -> Iterator[tuple[int, Wrong]]:
        """Yield the faults of the cells of a column, each with its place among them."""
        parts = {cell: self.words(cell) for cell in set(cells) - {""}}
        wrong = self.wrong(set(chain.from_iterable(parts.values())) - {""})
        bad = {cell: list(self._bad(words, wrong)) for cell, words in parts.items()}
        bad[""] = [] if self.empty else [Wrong("the cell is empty", f"write {self.wanted()}")]
        if any(bad.values()):
            yield from ((at, fault) for at, cell in enumerate(cells) for fault in bad[cell])

    def _bad(self, parts: list[str], wrong: dict[str, Wrong]) -> Iterator[Wrong]:
        """Yield the faults of the words of one cell."""
        if len(set(parts)) == len(parts) and wrong.keys().isdisjoint(parts) and all(parts):
            return
        for part in dict.fromkeys(parts):
            if not part:
                yield Wrong("a word is missing before, after or between |", "delete the needless |")
            elif part in wrong:
                yield wrong[part]
            if part and parts.count(part) > 1:
                yield Wrong(f"{shown(part)} is written twice in the cell", "delete one of the two")

    def wrong(self, parts: Collection[str]) -> dict[str, Wrong]:
        """Return the faults of some words, each of which a cell holds."""
        return {part: wrong for part in parts if (wrong := self._wrong(part))}

    def _wrong(self, part: str) -> Wrong | None:
        return None

    def wanted(self) -> str:
        """Return what to write into such a cell."""
        return "something"

    def keys(self, words: list[str]) -> list[str]:
        """Return the keys by which words are compared: two words with one key are the same to the helpers."""
        return words


@dataclass(frozen=True)
class Nothing(Cell):
    """A cell that must be empty, because no helper reads it in such a row."""

    empty: bool = True

    def _wrong(self, part: str) -> Wrong:
        return Wrong(f"{shown(part)} has no use in a row of this kind", "empty it")


NOTHING = Nothing()


@dataclass(frozen=True)
class Note(Cell):
    """A free note. Some notes are marks that a helper looks for; a note that is nearly such a mark is misspelt."""

    empty: bool = True
    marks: tuple[str, ...] = ()

    def _wrong(self, part: str) -> Wrong | None:
        meant = None if part in self.marks else nearest(part, self.marks)
        if not meant:
            return None
        return Wrong(f"{shown(part)} is nearly the mark {shown(meant)}", f"write {meant}")


@dataclass(frozen=True)
class OneOf(Cell):
    """One of some values."""

    values: tuple[str, ...] = ()

    def _wrong(self, part: str) -> Wrong | None:
        meant = nearest(part, self.values)
        cure = f"write {meant}" if meant else f"write {self.wanted()}"
        return None if part in self.values else Wrong(f"{shown(part)} is not known here", cure)

    def wanted(self) -> str:
        """Return what to write instead, for the cure of a mistake."""
        return self.values[0] if len(self.values) == 1 else f"one of {', '.join(self.values)}"


@dataclass(frozen=True)
class Whole(Cell):
    """A whole number within bounds."""

    low: int = 0
    high: int = 0

    def _wrong(self, part: str) -> Wrong | None:
        if WHOLE.fullmatch(part) and self.low <= int(part) <= self.high:
            return None
        return Wrong(f"{shown(part)} is not {self.wanted()}", "correct it")

    def wanted(self) -> str:
        """Return what to write instead, for the cure of a mistake."""
        return f"a whole number from {self.low} to {self.high}"


@dataclass(frozen=True)
class Code(Cell):
    """The alpha-3 code of a state."""

    def _wrong(self, part: str) -> Wrong | None:
        if part in country_codes():
            return None
        short = pycountry.countries.get(alpha_2=part)
        meant = short.alpha_3 if short else part.upper() if part.upper() in country_codes() else None
        return Wrong(f"unknown country code {shown(part)}", f"write {meant or self.wanted()}")

    def wanted(self) -> str:
        """Return what to write instead, for the cure of a mistake."""
        return "an alpha-3 code of ISO 3166-1, such as EGY"


@dataclass(frozen=True)
class Id(Cell):
    """An id of an actor: Latin letters and digits, but not the code of a state, which is its id."""

    def _wrong(self, part: str) -> Wrong | None:
        if part in country_codes():
            return Wrong(f"the id {shown(part)} is the code of a state", "write another id")
        return None if ID.fullmatch(part) else Wrong(f"{shown(part)} is no id", f"write {self.wanted()}")

    def wanted(self) -> str:
        """Return what to write instead, for the cure of a mistake."""
        return "an id of Latin letters and digits, with - between them"


@dataclass(frozen=True)
class Words(Cell):
    """A word or several, as they are written on a page. Folded, it must still have a letter or a digit."""

    key: Callable[[str], str] = str  # what its helper makes of the folded word before it compares
    arabic: bool = False  # whether every letter must be Arabic, because endings are added, for instance
    single: bool = False  # whether it must be one word, because it is compared with words of the page
    begins: str = ""  # the beginning of the folded word, on which its helper relies
    signs: str = ""  # signs with a meaning, of which one is enough without a letter

    def wrong(self, parts: Collection[str]) -> dict[str, Wrong]:
        """Return the mistake of each part of a cell that has one."""
        strange = [part for part in parts if not PLAIN.fullmatch(part)]
        found = {part: wrong for part in strange if (wrong := self._badly_written(part))}
        parts = [part for part in parts if part not in found]
        folded_parts = zip(parts, self.keys(parts))
        return found | {part: wrong for part, word in folded_parts if (wrong := self._unfit(part, word))}

    def keys(self, words: list[str]) -> list[str]:
        """Return words as their reader compares them."""
        return [self.key(word) for word in folded(words)]

    def wanted(self) -> str:
        """Return what to write instead, for the cure of a mistake."""
        return "the words, separated by |" if self.several else "the word"

    def _badly_written(self, part: str) -> Wrong | None:
        """Return the fault of a word as it is written, or None."""
        if HIDDEN.search(part):
            return Wrong(f"{shown(part)} holds {hidden(part)}", "delete it, or write a plain blank")
        if BLANKS.search(part):
            return Wrong(f"{shown(part)} holds two blanks in a row", "write one blank")
        if BAR in part:
            return Wrong(f"{shown(part)} is several words, this column has one", "write a row for each word")
        if self.several and COMMA.search(part):
            return Wrong(f"{shown(part)} holds a comma or semicolon", "separate the words by |")
        if any(MIXED.search(word) and not WITH_ARTICLE.fullmatch(word) for word in part.split()):
            return Wrong(f"{shown(part)} mixes Arabic and other letters in a word", "write it in one script")
        return None

    def _unfit(self, part: str, word: str) -> Wrong | None:
        """Return the fault that makes a word useless to its helper, or None; `word` is what the helper compares."""
        if not LETTER.search(word) and not any(sign in part for sign in self.signs):
            message = f"{shown(part)} is empty after folding: it has no letter or digit"
            return Wrong(message, f"write {self.wanted()}")
        if self.arabic and FOREIGN_LETTER.search(part):
            return Wrong(f"{shown(part)} has letters that are not Arabic", "write it in Arabic letters")
        if self.single and " " in word:
            return Wrong(f"{shown(part)} is more than one word", "write one: words are compared one by one")
        if self.begins and not word.startswith(self.begins):
            return Wrong(f"{shown(part)} does not begin with {self.begins}", "write a form that does")
        return None


@dataclass(frozen=True)
class Adjective(Words):
    """A relative adjective without the article, from which all other forms are made."""

    arabic: bool = True

    def _unfit(self, part: str, word: str) -> Wrong | None:
        if not any(one.endswith("ي") for one in word.split()):
            return Wrong(f"{shown(part)} has no word that ends in ي", "write its masculine singular")
        return super()._unfit(part, word)


@dataclass(frozen=True)
class Latin(Cell):
    """A word in Latin letters."""

    def _wrong(self, part: str) -> Wrong | None:
        is_latin = all(unicodedata.name(c, "").startswith("LATIN") for c in part if c.isalpha())
        return (
            None
            if is_latin and LETTER.search(part)
            else Wrong(f"{shown(part)} is not in Latin letters", f"write {self.wanted()}")
        )

    def wanted(self) -> str:
        """Return what to write instead, for the cure of a mistake."""
        return "it in Latin letters"


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word of which another is probably a misspelling, or None.

    >>> nearest("news agancy", ["newspaper", "news agency"])
    'news agency'
    """
    size = len(word)
    by_fold = {name.casefold(): name for name in known if 2 * min(size, len(name)) >= CLOSE * (size + len(name))}
    close = get_close_matches(word.casefold(), list(by_fold), 1, CLOSE)
    return by_fold[close[0]] if close else None


def shown(word: str) -> str:
    r"""Return a word between quotation marks, with its invisible characters spelled out.

    >>> shown("أو\u200fت")
    '«أو‹U+200F›ت»'
    """
    return f"«{spelled(word)}»"


def hidden(word: str) -> str:
    r"""Return the names of the invisible characters in a word.

    >>> hidden("كيم\u00a0جونغ")
    'NO-BREAK SPACE (U+00A0)'
    """
    return ", ".join(
        f"{unicodedata.name(c, 'a control character')} (U+{ord(c):04X})" for c in dict.fromkeys(HIDDEN.findall(word))
    )
