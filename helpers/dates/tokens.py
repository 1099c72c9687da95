"""Tokens: a folded text as a row of words, phrases, numbers and signs, each of a kind («weekday», «month», «number», …).

A word is found with و ف ب ل ك in front of it as well.
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

import ahocorasick_rs
import numpy as np

from helpers.lexicons import KINDS, calendar, numbers
from helpers.text import Folded

CODES = {kind: chr(0x4E00 + n) for n, kind in enumerate(KINDS)}  # one character a kind: a regex reads a row of them
SIGNS = {"/": "slash", ",": "comma", "،": "comma", "-": "dash", "–": "dash", "—": "dash", "(": "open", ")": "close"}
# Around these a text is parsed; the other kinds mean nothing without one of them.
TRIGGERS = set(
    """weekday month unsure_month hijri sure_hijri day yawm the_week the_month the_year the_century
    the_decade week_word month_word year_word long_word few two many vague sometime half quarter season decade
    hijri_mark""".split()
)
AROUND = 45  # characters on either side of a trigger: the longest expression has no longer stretch without one
FIRST_YEAR, LAST_YEAR = 1800, 2099  # news seldom goes further; 1718 is a resolution, 2100 a sum
HUGE_DIGITS, HUGE = 8, 10**8  # a number of so many digits counts as this: years or days that no calendar has
FIRST_HIJRI, LAST_HIJRI = 1300, 1500  # numbers in between can be Hijri years where a word says so

TOKEN = re.compile(
    r"(?P<numeric>(?<![\d/.-])(?:\d{4} ?([/.-]) ?\d{1,2} ?\2 ?\d{1,2}"
    r"|\d{1,2} ?([/.-]) ?\d{1,2} ?\3 ?(?:\d{4,5}|(?<=/)\d\d))(?!\d|[/.-]\d))"
    r"|(?P<ordinal>\d{1,2}(?=(?:st|nd|rd|th)\b))(?:st|nd|rd|th)|(?P<other>\d+(?::\d+)+|\d+(?:[.,٫٬]\d+)+%?)"
    r"|(?P<digits>\d+)|(?P<word>[^\W\d_]+)|(?P<line>\n)|(?P<sign>[^\s\w])"
)
# A year, a date in figures, «12 الجاري».
DIGITS = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|\d ?[/.-] ?\d{1,2} ?[/.-] ?\d|\d (?:من )?ال(?:جاري|حالي)")


class Token(NamedTuple):
    """A word, phrase, number or sign of a folded text: its kind («word» where no table knows it), value and place."""

    kind: str
    value: object
    start: int
    end: int
    word: str


@cache
def _triggers() -> ahocorasick_rs.AhoCorasick:
    phrases = sorted(phrase for phrase, (kind, _, _) in calendar()[0].items() if kind in TRIGGERS)
    return ahocorasick_rs.AhoCorasick(phrases, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def windows(text: str, edges: Collection[int] = ()) -> list[tuple[int, int]]:
    """The stretches of a folded text in which a temporal expression may stand, in order and apart from one another.

    Edges are places where a word ends though no blank stands there: pages glue blocks together.

    >>> from helpers.text import fold
    >>> text = fold("بلا موعد. " * 20 + "وصل الأحد. " + "ثم سكت. " * 20)
    >>> len(text), [end - start for start, end in windows(text)]
    (371, [104])
    """
    spots = [m.span() for m in DIGITS.finditer(text)]
    for _, start, end in _triggers().find_matches_as_indexes(text):
        if (start == 0 or start in edges or not text[start - 1].isalpha()) and (
            end == len(text) or end in edges or not text[end].isalpha()
        ):
            spots.append((start, end))
    found = []
    for start, end in sorted(spots):
        start, end = max(0, start - AROUND), min(len(text), end + AROUND)
        if found and end <= found[-1][1]:
            continue
        while end < len(text) and not text[end].isspace():
            end += 1
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], end
            continue
        while start and not text[start - 1].isspace():
            start -= 1
        found.append((start, end))
    return found


def _number(value: int, digits: str, start: int, end: int) -> Token:
    kind = (
        "number"
        if len(digits) < 3 and value < 32
        else "year"
        if FIRST_YEAR <= value <= LAST_YEAR
        else "hijri_year"
        if FIRST_HIJRI <= value <= LAST_HIJRI
        else "numeral"
    )
    return Token(kind, value, start, end, digits)


def _written_number(raw: list[re.Match], i: int) -> tuple[Token, int] | None:
    """The written-out number that begins at i («الثالث عشر», «ألفين وثلاثة وعشرين») and how many words it has."""
    table, total, j = numbers(), 0, i
    first = raw[i][0]
    if first not in table and not (first[0] in "وبلف" and first[1:] in table):
        return None
    while j < len(raw) and raw[j]["word"]:
        word = raw[j][0]
        if j == i or word in ("عشر", "عشره") and total % 100 in range(1, 10):
            step = table.get(word) or j == i and (table.get(word[1:]) if word[0] in "وبلف" else None)
        else:
            step = word[0] == "و" and table.get(word[1:])
        if not step or j > i and total < 20 and step < 10:  # «الأول والثاني» are two
            break
        total, j = total + step, j + 1
    start = raw[i].start() + (first not in table)
    token = _number(total, str(total), start, raw[j - 1].end())
    return token._replace(kind="written") if token.kind == "number" else token, j - i


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """A stretch of a folded text as tokens, the longest phrase that the calendar knows at each place.

    >>> from helpers.text import fold
    >>> [(token.kind, token.value) for token in tokens(fold("والثلاثاء 5 أيلول/سبتمبر 2023"))]
    [('weekday', 1), ('number', 5), ('month', 9), ('year', 2023)]
    """
    phrases, longest = calendar()
    raw, found, i = list(TOKEN.finditer(text, start, len(text) if end is None else end)), [], 0
    while i < len(raw):
        m, size = raw[i], 1
        word, group, (start, end) = m[0], m.lastgroup, m.span()
        if word == "ال" and i + 1 < len(raw) and raw[i + 1]["digits"]:  # «القرن الـ19»
            pass
        elif group == "word":
            known = None
            for size in range(min(longest.get(word, 0), len(raw) - i), 0, -1):
                known = phrases.get(word if size == 1 else " ".join([w[0] for w in raw[i : i + size]]))
                if known:
                    break
            written = _written_number(raw, i) if not known or known[0] == "counted" else None  # «سنة ألف وتسعمئة»
            if written and (not known or written[1] > 1):
                token, size = written
            elif known:
                token = Token(known[0], known[1], start + known[2], raw[i + size - 1].end(), word)
            else:
                token, size = Token("and" if word == "و" else "word", None, start, end, word), 1
            found.append(token)
        elif group in ("digits", "ordinal"):
            digits = m[group]
            found.append(_number(int(digits) if len(digits) < HUGE_DIGITS else HUGE, digits, start, end))
        else:
            kind = SIGNS.get(word, "sign") if group == "sign" else "word" if group == "other" else group
            found.append(Token(kind, word, start, end, word))
        i += size
    return _join_months(found)


def _join_months(found: list[Token]) -> list[Token]:
    """The tokens, two names of one month made one («أيلول/سبتمبر», «سبتمبر (أيلول)»); «الشهر التاسع» is one too."""
    joined = []
    for i, token in enumerate(found):
        back = 2 if len(joined) > 1 and joined[-1].kind in ("slash", "open", "dash") else 1
        before = joined[-back] if len(joined) >= back else None
        if before and {token.kind, before.kind} <= {"month", "unsure_month"} and before.value == token.value:
            sign = joined[-1].word
            del joined[-back:]
            joined.append(token._replace(kind="month", start=before.start, word=sign))
        elif token.kind == "close" and joined and joined[-1].kind == "month" and joined[-1].word == "(":
            joined[-1] = joined[-1]._replace(end=token.end)
        elif (
            token.kind == "written"
            and before
            and before.kind == "the_month"
            and token.value < 13
            and {t.kind for t in found[i + 1 : i + 3]} & {"year_word", "the_year", "year"}
        ):
            joined[-1] = token._replace(kind="month", start=before.start)
        else:
            joined.append(token)
    return joined


def stretches(folded: Folded, blocks: list[dict]) -> list[tuple[dict, int, int]]:
    """Each block of a page with the stretches of the folded page, cut at the block's ends, that are worth parsing."""
    ends = np.searchsorted(folded.starts, [(block["start"], block["end"]) for block in blocks]).reshape(-1, 2).tolist()
    found, places = [], windows(folded.text, {end for pair in ends for end in pair})
    firsts, lasts = [start for start, _ in places], [end for _, end in places]
    for block, (low, high) in zip(blocks, ends):
        here = places[bisect(lasts, low) : bisect_left(firsts, high)]
        found += [(block, max(start, low), min(end, high)) for start, end in here]
    return found
