"""CLDR, the Unicode locale data, through Babel: names of months, weekdays, cities and states.

Arab countries have different names for the solar months, so the names of all Arabic locales are taken together. No
other module asks Babel.
"""

from collections.abc import Iterator
from functools import cache

import pycountry
from babel import Locale, localedata

from helpers.lexicons.cells import KOSOVO
from helpers.text import SIGN


@cache
def arabic_locales() -> tuple[str, ...]:
    """Return the Arabic locales by name, the general one first: ar, ar_AE and so on."""
    return tuple(sorted(name for name in localedata.locale_identifiers() if name.split("_")[0] == "ar"))


def months() -> Iterator[tuple[int, str]]:
    """Yield the number and the name of each month in each Arabic locale.

    >>> sorted({name for number, name in months() if number == 4})
    ['أبريل', 'أفريل', 'إبريل', 'نيسان']
    """
    for locale in arabic_locales():
        yield from Locale.parse(locale).months["format"]["wide"].items()


def calendar_words(*subjects: str) -> set[str]:
    """Return all names of months or days, full and short, in the Arabic locales and in English.

    Args: the subjects, "months" or "days".

    >>> {"نيسان", "June", "Tue", "السبت"} <= calendar_words("months", "days")
    True
    """
    locales = [Locale.parse(name) for name in (*arabic_locales(), "en")]
    return {
        name
        for locale in locales
        for subject in subjects
        for width in ("wide", "abbreviated")
        for name in getattr(locale, subject)["format"][width].values()
    }


def weekdays() -> dict[int, str]:
    """Return the names of the weekdays, by number from Monday as 0.

    >>> weekdays()[4]
    'الجمعة'
    """
    return dict(Locale.parse("ar").days["format"]["wide"].items())


def english(subject: str) -> Iterator[tuple[int, str]]:
    """Yield each number with the full and with the short English name; the subject is "months" or "days".

    >>> [name for number, name in english("months") if number == 9]
    ['September', 'Sep']
    """
    for width in ("wide", "abbreviated"):
        yield from getattr(Locale("en"), subject)["format"][width].items()


def cities() -> list[str]:
    """Return the cities after which time zones are named."""
    return [zone["city"] for zone in Locale.parse("ar").time_zones.values() if "city" in zone]


def states() -> dict[str, list[str]]:
    """Return the names of each state by its ISO 3166-1 alpha-3 code, that of the general locale first.

    >>> states()["PRK"], states()["URY"]
    (['كوريا الشمالية'], ['أورغواي', 'أوروغواي'])
    """
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": KOSOVO}
    names: dict[str, dict[str, None]] = {code: {} for code in codes.values()}  # dicts keep the order
    for locale in arabic_locales():
        territories = Locale.parse(locale).territories
        for alpha_2 in codes.keys() & territories.keys():
            names[codes[alpha_2]][SIGN.sub("", territories[alpha_2].split(" (")[0].replace(" - ", " "))] = None
    return {code: list(forms) for code, forms in names.items() if forms}
