"""The words of the calendar: each folded phrase with its kind, its value and the length of its proclitic.

Names of months and weekdays are CLDR's, for every Arab country. What CLDR lacks is in data/lexicons: months.csv
(spellings, Hijri months, names that are other words as well), numbers.csv, and calendar.csv for all the rest.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from helpers.lexicons import cldr
from helpers.lexicons.declarations import CALENDAR
from helpers.lexicons.load import lexicon
from helpers.lexicons.morphology import AND, AND_SO, affix, is_definite
from helpers.text import fold

# Kinds of tokens that are in no table: other words, numbers in digits and in words, and signs.
OTHER_KINDS = (
    "word and number written year old_year hijri_year numeral numeric line comma slash dash open close sign".split()
)
KINDS = [*CALENDAR, *OTHER_KINDS]
CLITICS = (AND, "ف", "ب", "ل", "ك", *(joining + before for joining in AND_SO for before in ("ل", "ب")))
MONTH_KINDS = {  # by the columns calendar and alone of months.csv
    ("hijri", "yes"): "sure_hijri",
    ("hijri", "no"): "hijri",
    ("gregorian", "yes"): "month",
    ("gregorian", "no"): "unsure_month",
}
NO_CLITICS = set("about counted bare_weekday epithet named_for our_era before_era hijri_mark of_it called".split())


class Phrase(NamedTuple):
    """A phrase of the calendar without clitics."""

    words: str
    kind: str
    value: object
    clitics: bool = True  # whether clitics may be before it


@cache
def calendar() -> tuple[dict, dict]:
    """Return the phrases of the calendar, and for each first word the most words of a phrase.

    Each folded phrase has its kind, its value, and the length of the clitic before it. Of two equal phrases the first
    counts.
    """
    phrases: dict[str, tuple] = {}
    longest: dict[str, int] = {}
    for phrase in _phrases(phrases):
        for clitic, words in _with_clitics(phrase):
            phrases.setdefault(clitic + words, (phrase.kind, phrase.value, len(clitic)))
    for words in phrases:
        first, *rest = words.split()
        longest[first] = max(longest.get(first, 0), len(rest) + 1)
    return phrases, longest


def _phrases(known: dict) -> Iterator[Phrase]:
    """Yield the phrases of the lexicons, then those of CLDR; `known` has the earlier ones with their clitics."""
    for row in lexicon("calendar").itertuples():
        value = int(row.value) if re.fullmatch(r"-?\d+", row.value) else row.value
        yield Phrase(row.phrase, row.kind, value, row.kind not in NO_CLITICS)
    for row in lexicon("months").itertuples():
        yield Phrase(row.name, MONTH_KINDS[row.calendar, row.alone], int(row.month))
    for number, month in cldr.months():
        if fold(month) not in known:  # months.csv knows which of them are other words as well
            yield Phrase(month, "month", number)
    for number, month in cldr.english("months"):
        yield Phrase(month, "unsure_month", number, clitics=False)
    for number, day in cldr.english("days"):
        yield Phrase(day, "weekday", number, clitics=False)
    for number, day in cldr.weekdays().items():
        yield Phrase(day, "weekday", number)


def _with_clitics(phrase: Phrase) -> Iterator[tuple[str, str]]:
    """Yield a folded phrase after each clitic that may be before it: first none, then و, ب, وب and so on."""
    words, article = fold(phrase.words), affix("article")
    yield "", words
    if phrase.kind == "unsure_month":
        yield AND, words  # باب is not «in August»
    elif phrase.clitics:
        yield from ((clitic, words) for clitic in CLITICS)
    if phrase.clitics and words.startswith(article):
        for clitic in ("", *AND_SO):  # للأحد: the article loses its alef
            yield clitic, affix("article after ل") + words.removeprefix(article)


@cache
def month_names() -> frozenset[str]:
    """Return the Arabic names of months, folded: those of months.csv, Hijri ones too, and of CLDR.

    >>> {"نيسان", "ابريل", "رمضان"} <= month_names()
    True
    """
    return frozenset(map(fold, [*lexicon("months")["name"], *(name for _, name in cldr.months())]))


@cache
def weekday_names() -> frozenset[str]:
    """Return the Arabic names of weekdays, folded."""
    return frozenset(map(fold, cldr.weekdays().values()))


@cache
def numbers() -> dict[str, int]:
    """Return each written-out number by its folded word, with the article and without."""
    table = {fold(row.word): int(row.value) for row in lexicon("numbers").itertuples()}
    return table | {affix("article") + word: value for word, value in table.items() if not is_definite(word)}
