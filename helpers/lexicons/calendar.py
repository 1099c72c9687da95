"""The words of the calendar: each folded phrase with its kind, its value and the length of its proclitic.

Names of months and weekdays are CLDR's, for every Arab country. What CLDR lacks is in data/lexicons: months.csv
(spellings, Hijri months, names that are other words as well), numbers.csv, and calendar.csv for all the rest.
"""

import re
from functools import cache

from babel import Locale, localedata

from helpers.lexicons.declarations import CALENDAR
from helpers.lexicons.load import lexicon
from helpers.text import fold

# Of what no table knows: other words, what digits and written-out numbers are, and signs.
OTHER_KINDS = "word and number written year hijri_year numeral numeric line comma slash dash open close sign".split()
KINDS = [*CALENDAR, *OTHER_KINDS]
NO_CLITICS = set("about counted bare_weekday epithet named_for our_era before_era hijri_mark".split())
PROCLITICS = ("و", "ف", "ب", "ل", "ك", "ول", "وب", "فل", "فب")


@cache
def calendar() -> tuple[dict, dict]:
    """Each folded phrase with kind, value and length of its proclitic; and the most words of a phrase by its first."""
    phrases = {}

    def add(phrase, kind, value, clitics=True):
        phrase = fold(phrase)
        phrases.setdefault(phrase, (kind, value, 0))
        for clitic in ("و",) if kind == "unsure_month" else PROCLITICS if clitics else ():  # باب is not «in August»
            phrases.setdefault(clitic + phrase, (kind, value, len(clitic)))
        if clitics and phrase.startswith("ال"):
            for clitic in ("", "و", "ف"):  # للأحد: the article loses its alef
                phrases.setdefault(clitic + "لل" + phrase[2:], (kind, value, len(clitic)))

    for row in lexicon("calendar").itertuples():
        add(
            row.phrase,
            row.kind,
            int(row.value) if re.fullmatch(r"-?\d+", row.value) else row.value,
            clitics=row.kind not in NO_CLITICS,
        )
    for row in lexicon("months").itertuples():
        kinds = {"hijri": ("hijri", "sure_hijri"), "gregorian": ("unsure_month", "month")}[row.calendar]
        add(row.name, kinds[row.alone == "yes"], int(row.month))
    for name in sorted(localedata.locale_identifiers()):
        if name == "ar" or name.startswith("ar_"):
            for number, month in Locale.parse(name).months["format"]["wide"].items():
                if fold(month) not in phrases:  # months.csv knows which of them are other words as well
                    add(month, "month", number)
    for width in ("wide", "abbreviated"):
        for number, month in Locale("en").months["format"][width].items():
            add(month, "unsure_month", number, clitics=False)
        for number, day in Locale("en").days["format"][width].items():
            add(day, "weekday", number, clitics=False)
    for number, day in Locale("ar").days["format"]["wide"].items():
        add(day, "weekday", number)
    longest = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        longest[first] = max(longest.get(first, 0), len(rest) + 1)
    return phrases, longest


@cache
def given_names() -> set[str]:
    """Given names, folded."""
    return {fold(name) for name in lexicon("given_names")["name"]}


@cache
def numbers() -> dict[str, int]:
    """Each written-out number by its folded word, tens and hundreds with the article too."""
    table = {fold(row.word): int(row.value) for row in lexicon("numbers").itertuples()}
    return table | {"ال" + word: value for word, value in table.items() if not word.startswith("ال")}
