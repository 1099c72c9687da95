"""Tokenise a folded text for the rules of dates: words, phrases, numbers and signs, each with its kind.

A word is recognised with the proclitics و ف ب ل ك as well.
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, NamedTuple

import ahocorasick_rs
import numpy as np

from helpers.lexicons import KINDS, affixes, any_of, calendar, is_definite, numbers, particles
from helpers.text import Folded

CODES = {kind: chr(0x4E00 + n) for n, kind in enumerate(KINDS)}  # one character a kind: a regex reads a row of them
SIGNS = {"/": "slash", ",": "comma", "،": "comma", "-": "dash", "–": "dash", "—": "dash", "(": "open", ")": "close"}
# The text around these is parsed; without one of them the other kinds make no expression.
TRIGGERS = set(
    """weekday month unsure_month hijri sure_hijri day yawm the_week the_month the_year the_century
    the_decade week_word month_word year_word long_word few two many vague sometime half quarter season decade
    hijri_mark""".split()
)
AROUND = 45  # characters on either side of a trigger: no expression has a longer stretch without one
FIRST_YEAR, LAST_YEAR = 1800, 2099  # news seldom goes further; 1718 is a resolution, 2100 a sum
FIRST_HIJRI, LAST_HIJRI = 1300, 1500  # numbers in between can be Hijri years where a word says so
FIRST_OLD_YEAR = 1501  # from here on a number is a year if a word says so: «عام 1720»
YEARS = {
    "year": range(FIRST_YEAR, LAST_YEAR + 1),
    "hijri_year": range(FIRST_HIJRI, LAST_HIJRI + 1),
    "old_year": range(FIRST_OLD_YEAR, FIRST_YEAR),
}
HUGE_DIGITS, HUGE = 8, 10**8  # a number of as many digits counts as this: no calendar has such years or days
SMALL_DIGITS, SMALL = 2, 31  # a number up to these may be the day of a month or count days
TEN, TWENTY, HUNDRED = 10, 20, 100
MONTHS = {"month", "unsure_month"}
YEAR_KINDS = {"year_word", "the_year", "year"}
NUMBER_CLITICS = frozenset("وبلف")

TOKEN = re.compile(
    r"(?P<numeric>(?<![\d/.\\-])(?:\d{4} ?([/.\\-]) ?\d{1,2} ?\2 ?\d{1,2}"
    r"|\d{1,2} ?([/.\\-]) ?\d{1,2} ?\3 ?(?:\d{4,5}|(?<=/)\d\d))(?!\d|[/.\\-]\d))"
    r"|(?P<ordinal>\d{1,2}(?=(?:st|nd|rd|th)\b))(?:st|nd|rd|th)|(?P<other>\d+(?::\d+)+|\d+(?:[.,٫٬]\d+)+%?)"
    r"|(?P<digits>\d+)|(?P<word>[^\W\d_]+)|(?P<line>\n)|(?P<sign>[^\s\w])"
)
BLANK_OR_END = re.compile(r"\s|\Z")


class Token(NamedTuple):
    """A word, phrase, number or sign of a folded text: its kind («word» where no table knows it), value and place."""

    kind: str
    value: Any
    start: int
    end: int
    word: str


# Which stretches of a page are parsed ---------------------------------------------------------------------------------


@cache
def _triggers() -> ahocorasick_rs.AhoCorasick:
    """Return an automaton that finds the phrases of the calendar around which a text is parsed."""
    phrases = sorted(phrase for phrase, (kind, _, _) in calendar()[0].items() if kind in TRIGGERS)
    return ahocorasick_rs.AhoCorasick(phrases, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


@cache
def _digits() -> re.Pattern:
    """Return a pattern for figures around which a text is parsed: a year, a date, a day of this month."""
    year, date = r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", r"\d ?[/.\\-] ?\d{1,2} ?[/.\\-] ?\d"
    current = [phrase for phrase, (kind, value, _) in calendar()[0].items() if (kind, value) == ("shift", 0)]
    return re.compile(rf"{year}|{date}|\d (?:(?:{any_of(particles('from'))}) )?(?:{any_of(current)})")


def windows(text: str, edges: Collection[int] = ()) -> list[tuple[int, int]]:
    """Return the stretches of a folded text that may hold a temporal expression, in order and without overlap.

    Args: the text; places where a word ends without a blank, since pages run blocks into each other.

    >>> from helpers.text import fold
    >>> text = fold("بلا موعد. " * 20 + "وصل الأحد. " + "ثم سكت. " * 20)
    >>> len(text), [end - start for start, end in windows(text)]
    (371, [104])
    """
    spots = [m.span() for m in _digits().finditer(text)]
    spots += [
        (start, end)
        for _, start, end in _triggers().find_matches_as_indexes(text)
        if _is_boundary(text, start, edges) and _is_boundary(text, end, edges)
    ]
    found = []
    for start, end in sorted(spots):
        start, end = max(0, start - AROUND), min(len(text), end + AROUND)
        if not found or start > found[-1][1]:
            found.append((_word_start(text, start), _word_end(text, end)))
        elif end > found[-1][1]:  # each character is looked at once, even on a page without blanks
            found[-1] = found[-1][0], _word_end(text, end)
    return found


def _is_boundary(text: str, at: int, edges: Collection[int]) -> bool:
    """Return whether a word may begin or end at a place: no letters meet there, or it is an edge."""
    return not text[at - 1 : at].isalpha() or not text[at : at + 1].isalpha() or at in edges


def _word_start(text: str, at: int) -> int:
    """Return the place behind the last blank before a place."""
    while at and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    """Return the place of the next blank, or the end of the text."""
    return BLANK_OR_END.search(text, at).start()


def stretches(folded: Folded, blocks: list[dict]) -> list[tuple[dict, int, int]]:
    """Return each block of a page with the stretches of the folded page that are parsed, cut at the block's ends."""
    ends = np.searchsorted(folded.starts, [(block["start"], block["end"]) for block in blocks]).reshape(-1, 2).tolist()
    places = windows(folded.text, {end for pair in ends for end in pair})
    firsts, lasts = [start for start, _ in places], [end for _, end in places]
    return [
        (block, max(start, low), min(end, high))
        for block, (low, high) in zip(blocks, ends)
        for start, end in places[bisect(lasts, low) : bisect_left(firsts, high)]
    ]


# Tokens ---------------------------------------------------------------------------------------------------------------


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return a stretch of a folded text as tokens, with the longest phrase of the calendar at each place.

    >>> from helpers.text import fold
    >>> [(token.kind, token.value) for token in tokens(fold("والثلاثاء 5 أيلول/سبتمبر 2023"))]
    [('weekday', 1), ('number', 5), ('month', 9), ('year', 2023)]
    """
    raw = list(TOKEN.finditer(text, start, len(text) if end is None else end))
    found = list(_read(raw))
    kinds = {token.kind for token in found}
    return found if kinds.isdisjoint(MONTHS | {"the_month"}) else _join_months(found)


def _read(raw: list[re.Match]) -> Iterator[Token]:
    """Yield the tokens of a row of matches of TOKEN."""
    starts, article = _starts(), affixes("article")
    i = 0
    while i < len(raw):
        m, size = raw[i], 1
        word = m[0]
        if m.lastgroup != "word":
            yield _sign_or_number(m)
        elif word in starts:
            token, size = _phrase(raw, i)
            yield token
        elif word not in article or i + 1 == len(raw) or not raw[i + 1]["digits"]:  # no token in «القرن الـ19»
            yield _plain(m)
        i += size


@cache
def _starts() -> frozenset[str]:
    """Return the folded words that may begin a phrase of the calendar or a written number."""
    numerals = {clitic + word for word in numbers() for clitic in ("", *NUMBER_CLITICS)}
    return frozenset(numerals.union(calendar()[1]))


def _plain(m: re.Match) -> Token:
    """Return a word that no table knows."""
    return Token("and" if m[0] == "و" else "word", None, *m.span(), m[0])


def _sign_or_number(m: re.Match) -> Token:
    """Return a sign, the end of a line, a date in figures or a number as a token."""
    group = m.lastgroup
    if group in ("digits", "ordinal"):
        digits = m[group]
        return _number(int(digits) if len(digits) < HUGE_DIGITS else HUGE, digits, *m.span())
    kind = {"sign": SIGNS.get(m[0], "sign"), "other": "word"}.get(group, group)
    return Token(kind, m[0], *m.span(), m[0])


def _number(value: int, digits: str, start: int, end: int) -> Token:
    """Return a number as a token whose kind says what it can count."""
    if len(digits) <= SMALL_DIGITS and value <= SMALL:
        return Token("number", value, start, end, digits)
    kind = next((kind for kind, years in YEARS.items() if value in years), "numeral")
    return Token(kind, value, start, end, digits)


def _phrase(raw: list[re.Match], i: int) -> tuple[Token, int]:
    """Return the phrase or written number that begins at a word, or the word, and the number of its words."""
    known, size = _calendar_phrase(raw, i)
    if not known or known.kind == "counted":  # «سنة ألف وتسعمئة»
        number, words = _written_number(raw, i)
        if number and (not known or words > 1):
            return number, words
    return known or _plain(raw[i]), size


def _calendar_phrase(raw: list[re.Match], i: int) -> tuple[Token | None, int]:
    """Return the longest phrase of the calendar that begins at a word, or None, and the number of its words."""
    phrases, longest = calendar()
    first = raw[i][0]
    words = [m[0] for m in raw[i : i + longest.get(first, 0)]]
    for size in range(len(words), 0, -1):
        if known := phrases.get(" ".join(words[:size])):
            kind, value, clitics = known
            return Token(kind, value, raw[i].start() + clitics, raw[i + size - 1].end(), first), size
    return None, 1


def _written_number(raw: list[re.Match], i: int) -> tuple[Token | None, int]:
    """Return the written number that begins at a word, or None, and the number of its words: «ألفين وثلاثة وعشرين»."""
    first = raw[i][0]
    clitics = int(first not in numbers() and first[0] in NUMBER_CLITICS)
    total, size = numbers().get(first[clitics:], 0), 1
    if not total:
        return None, 1
    while i + size < len(raw) and (more := _added(raw[i + size][0], total)):
        total, size = total + more, size + 1
    number = _number(total, str(total), raw[i].start() + clitics, raw[i + size - 1].end())
    return number._replace(kind="written") if number.kind == "number" else number, size


def _added(word: str, total: int) -> int:
    """Return the number that a word adds to a written number, or 0.

    >>> _added("عشر", 3), _added("وعشرين", 3), _added("والثاني", 1)
    (10, 20, 0)
    """
    table = numbers()
    if 0 < total % HUNDRED < TEN and table.get(word) == TEN:
        return 0 if is_definite(word) else TEN
    number = table.get(word[1:], 0) if word[0] == "و" else 0
    return 0 if number < TEN and total < TWENTY else number  # «الأول والثاني» are two numbers


def _join_months(found: list[Token]) -> list[Token]:
    """Return the tokens with two names of one month as one («أيلول/سبتمبر»); «الشهر التاسع» is a month as well."""
    joined = []
    for i, token in enumerate(found):
        back = 2 if len(joined) > 1 and _joins_months(joined[-1]) else 1
        before = joined[-back] if joined else None
        if not before:
            joined.append(token)
        elif {token.kind, before.kind} <= MONTHS and before.value == token.value:
            joined[-back:] = [token._replace(kind="month", start=before.start, word=joined[-1].word)]
        elif token.kind == "close" and joined[-1].kind == "month" and joined[-1].word == "(":
            joined[-1] = joined[-1]._replace(end=token.end)
        elif _is_numbered_month(before, token, found[i + 1 : i + 3]):
            joined[-1] = token._replace(kind="month", start=before.start)
        else:
            joined.append(token)
    return joined


def _joins_months(token: Token) -> bool:
    """Return whether a sign may be between two names of one month: «أيلول/سبتمبر», «أيلول| سبتمبر»."""
    return token.kind in ("slash", "open", "dash") or token.word == "|"


def _is_numbered_month(before: Token, token: Token, after: list[Token]) -> bool:
    """Return whether a number names a month: «الشهر التاسع من عام», with the year behind it."""
    if token.kind != "written" or before.kind != "the_month":
        return False
    return token.value <= 12 and not YEAR_KINDS.isdisjoint(t.kind for t in after)
