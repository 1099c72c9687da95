"""Folding: one spelling for matching, with a map back to the characters of the page.

Arabic is written with and without vowel signs, with four kinds of alef, with Persian look-alikes and three sets of
digits. Matching compares folded text; all results are offsets into the raw text, which is never changed.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np

# Letters that writers exchange for one another, or that a keyboard of another language puts in their place.
SAME_LETTER = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ؤ": "ء",
    "ئ": "ء",
    "ک": "ك",
    "ڪ": "ك",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ۀ": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ۃ": "ه",
    "\N{NO-BREAK SPACE}": " ",
}
# Marks that control direction, joining or line breaks: a reader does not see them.
INVISIBLE = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
PRESENTATION_FORMS = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))
SIGN = re.compile(
    r"[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]+"
)
DROP, EXPAND = 0, 1  # code points that no page means as text serve as signs in the table


class Folded(NamedTuple):
    """A folded text, the raw text that it came from, and where in it each folded character starts."""

    text: str
    raw: str
    starts: np.ndarray

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Return the raw offsets of the folded characters i to j, in code points; the end has the signs on the last."""
        end = int(self.starts[j - 1]) + 1
        signs = SIGN.match(self.raw, end)
        return int(self.starts[i]), signs.end() if signs else end


@cache
def _table() -> tuple[np.ndarray, dict[int, str]]:
    """Return for each code point below 65536 its folded one, DROP or EXPAND, and the letters for each EXPAND."""
    table = np.arange(0x10000, dtype=np.uint32)
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250)):
        lower = chr(code).lower()
        table[code] = ord(lower) if len(lower) == 1 else code
    for old, new in SAME_LETTER.items():
        table[ord(old)] = ord(new)
    for zero in (0x660, 0x6F0):  # Arabic-Indic and Persian digits
        table[zero : zero + 10] = np.arange(ord("0"), ord("9") + 1)
    table[[code for code in range(0x10000) if SIGN.match(chr(code))]] = DROP
    table[[ord(c) for c in INVISIBLE]] = DROP
    expansions = {}
    for code in PRESENTATION_FORMS:
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain == chr(code):
            continue
        letters = "".join(chr(table[ord(c)]) for c in plain if table[ord(c)] > EXPAND).strip()
        table[code] = ord(letters) if len(letters) == 1 else EXPAND if letters else DROP
        if len(letters) > 1:
            expansions[code] = letters
    return table, expansions


@cache
def _changes() -> dict[int, str]:
    """Return the folded letters of each code point that folding changes, as a table for `str.translate`."""
    table, expansions = _table()
    changed = np.flatnonzero(table != np.arange(len(table))).tolist()
    letters = {code: "" if table[code] == DROP else chr(table[code]) for code in changed}
    return letters | expansions | dict.fromkeys((DROP, EXPAND), " ")


def fold_map(text: str) -> Folded:
    """Return the folded text with the raw offset of each of its characters.

    Vowel signs, tatweel and invisible marks are dropped; أ إ آ ٱ become ا, ى becomes ي, ة becomes ه, ؤ and ئ become ء;
    Persian letters, presentation forms and Eastern digits become the plain ones; Latin letters become lower case.
    Line ends stay.
    `Folded.span` leads back to the raw text; vowel signs and tatweel after a letter belong to it.

    >>> page = "زارَ وفدٌ كـوريٌّ العاصمة"
    >>> folded = fold_map(page)
    >>> folded.text
    'زار وفد كوري العاصمه'
    >>> start, end = folded.span(8, 12)
    >>> page[start:end]
    'كـوريٌّ'
    """
    table, expansions = _table()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    new = table[np.minimum(codes, 0xFFFF)]
    beyond = codes > 0xFFFF
    new[beyond] = codes[beyond]
    new[codes <= EXPAND] = ord(" ")
    starts = np.flatnonzero(new != DROP).astype(np.int32)
    new = new[starts]
    ligatures = np.flatnonzero(new == EXPAND)  # ﻻ stands for more than one letter
    if not len(ligatures):
        return Folded(new.tobytes().decode("utf-32-le", "surrogatepass"), text, starts)
    letters = [expansions[code] for code in codes[starts[ligatures]].tolist()]
    lengths = np.ones(len(new), dtype=np.int64)
    lengths[ligatures] = [len(part) for part in letters]
    inside = np.repeat(new == EXPAND, lengths)
    new = np.repeat(new, lengths)
    new[inside] = [ord(letter) for part in letters for letter in part]
    return Folded(new.tobytes().decode("utf-32-le", "surrogatepass"), text, np.repeat(starts, lengths))


def fold(text: str) -> str:
    """Return the folded text, for matching; `fold_map` describes the folding and returns the raw offsets too.

    >>> fold("أمريكا الشماليّة، ٢٠٢٣") == fold("امريكا الشمالیة، 2023")
    True
    """
    return text.translate(_changes())
