"""Resolvers: the functions with which rules find the day, week, month … of a temporal expression.

Each takes the tokens of the groups of a rule's pattern (`g["month"][0].value`) and what is known at the place of the
expression (`at`). It returns a `Timex`: a day with its grain, or the reason why there is none; None if the words are no
temporal expression after all. The resolvers of the Hijri calendar are in hijri.py.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from helpers.dates.timex import (
    AFTER_SOMETHING,
    BEFORE_ERA,
    ELSEWHERE,
    NO_SUCH_DAY,
    NO_SUCH_YEAR,
    OUT_OF_RANGE,
    RECURRING,
    SEASONS,
    STRETCH,
    VAGUE,
    At,
    Timex,
    dated,
    day_or_none,
    hijri,
    nearest,
    no_value,
    on_day,
    shift,
    span,
)
from helpers.dates.tokens import FIRST_HIJRI, FIRST_YEAR, LAST_HIJRI, LAST_YEAR, Token
from helpers.lexicons import given_names, is_definite, lexicon, particles, without_and

Groups = dict[str, list[Token]]  # the tokens of each group of a pattern; a group that matched nothing has none

WEEKDAY_SLACK = 3  # days by which «اليوم السبت» may differ from the publication date: pages go online late
YEARS_TRIED = (-1, 0, 1)  # around the publication date, for a day and month without a year
LAST_NTH = 5  # a month has no sixth Friday: «السبت السادس من مايو» is the 6th
LAST = -1  # the rank of «الأخير» and «آخر»
LAST_DAY = 31
CENTURY_TURN = 50  # years of two digits up to here are of the 2000s, from here on of the 1900s
LEAP_YEAR = 2000
MONTHS_OF_PART = {"quarter": 3, "half": 6}
SEASON_BEGINS = {season: month for month, season in SEASONS.items()}
LAST_CENTURY = 2100
CENTURY = 100
SOLAR_HIJRI = 622  # the Gregorian year in which both Hijri calendars begin
LUNAR_YEAR = 0.97  # of a solar year
SPAN_OPENERS = frozenset(("in", "many", "year_name", "year_word", "event", "from", "part"))
BREAKS = ("comma", "line", "sign")

# The values of groups -------------------------------------------------------------------------------------------------


def value(g: Groups, *names: str) -> Any:
    """Return the value of the last token of the first of these groups that is not empty, or None."""
    return next((g[name][-1].value for name in names if g[name]), None)


def rank_of(g: Groups) -> int:
    """Return the number of «الثالث», or LAST for «الأخير» and «آخر»."""
    rank = value(g, "rank", "rank_first")
    return rank if isinstance(rank, int) else LAST


def nth(items: Sequence, rank: int) -> Any:
    """Return the item of a rank that counts from 1, the last one for LAST; None if there are not as many.

    >>> nth([7, 14], 2), nth([7, 14], LAST), nth([7, 14], 3)
    (14, 14, None)
    """
    return next(iter(items[-1:] if rank == LAST else items[rank - 1 : rank]), None)


def direction_of(shifts: list[Token], at: At, has_begun: bool = False) -> tuple[int | None, bool]:
    """Return the direction in time of an expression, and whether that excludes the present («الماضي», «المقبل»)."""
    if has_begun and not shifts:
        return -1, True
    if not shifts:
        return at.direction(), False
    by = shifts[-1].value
    return (by > 0) - (by < 0), True


def _has_begun(g: Groups) -> bool:
    """Return whether «منذ» precedes an expression, which then is in the past."""
    return bool(g["before"]) and g["before"][-1].word in particles("since")


def _unit(group: list[Token]) -> tuple[str, int]:
    """Return the unit and the shift of «الأسبوع الماضي», «هذا العام»."""
    name, by = sorted((token.value for token in group), key=lambda value: isinstance(value, int))
    return name, by


def _year(g: Groups, at: At) -> tuple[int | None, str]:
    """Return the year that an expression names or points to («العام الماضي»), and its anchor."""
    if g["year"]:
        return value(g, "year"), "explicit"
    if g["year_unit"] and at.today:
        return at.today.year + _unit(g["year_unit"])[1], "page"
    return None, "page"


def _month_of(g: Groups, at: At) -> tuple[date | None, str, str | None]:
    """Return the first day of the month of an expression, its anchor, and the reason if there is none."""
    year, anchor = _year(g, at)
    if g["unit"]:  # «الشهر الجاري»
        first = shift(at.today, *_unit(g["unit"]))
        return first and first.replace(day=1), anchor, at.unknown or NO_SUCH_YEAR
    month = value(g, "month")
    if year:
        return day_or_none(year, month, 1), anchor, NO_SUCH_YEAR
    if not at.today:
        return None, anchor, at.unknown
    months = _in_years_around(at.today, month, 1)
    return nearest(months, at.today.replace(day=1), *direction_of(g["shift"], at, _has_begun(g))), anchor, ELSEWHERE


# Candidates -----------------------------------------------------------------------------------------------------------


def _in_years_around(today: date, month: int, day: int) -> list[date]:
    """Return a day of a month in each of the years around the publication date."""
    return _days((today.year + n, month, day) for n in YEARS_TRIED)


def _days_on(weekday: int, first: date) -> list[date]:
    """Return the days of a month that fall on a weekday."""
    days = _days((first.year, first.month, day) for day in range(1, LAST_DAY + 1))
    return [day for day in days if day.weekday() == weekday]


def _days(dates: Iterable[tuple[int, int, int]]) -> list[date]:
    """Return the days of the calendar among some dates."""
    return [day for one in dates if (day := day_or_none(*one))]


def on_weekday(days: list[date], g: Groups) -> list[date]:
    """Return the days that fall on the weekday of an expression; all of them if none does or it has no weekday."""
    return [day for day in days if day.weekday() == value(g, "weekday")] or days


# Days -----------------------------------------------------------------------------------------------------------------


def day_month(g: Groups, at: At) -> Timex | None:
    """Return a day of a month; without a year, the nearest one that fits weekday and tense.

    None for a number before «لشهر»: «الدفعة 19 لشهر مارس».
    """
    if any(token.kind == "month_word" and token.word.startswith("ل") for token in g["whole"]):
        return None
    day, month = value(g, "day"), value(g, "month")
    year, anchor = _year(g, at)
    if year:
        return on_day(day_or_none(year, month, day), anchor)
    if not at.today:
        return no_value(at.unknown if day_or_none(LEAP_YEAR, month, day) else NO_SUCH_DAY)
    days = on_weekday(_in_years_around(at.today, month, day), g)
    return on_day(nearest(days, at.today, *direction_of(g["shift"], at, _has_begun(g))))


def named_day(g: Groups, at: At) -> Timex | None:
    """Return the day after which an event is named: «هجمات 11 سبتمبر»; None if no event of the past is."""
    month, day = value(g, "month"), value(g, "day")
    found = day_or_none(_named_days().get((month, day), 0), month, day)
    return on_day(found, "explicit") if found and not (at.today and at.today < found) else None


@cache
def _named_days() -> dict[tuple[int, int], int]:
    """Return the year of each day in named_days.csv, by its month and day."""
    rows = lexicon("named_days")
    return {(int(row.month), int(row.day)): int(row.year) for row in rows.itertuples()}


def day_of_that_month(g: Groups, at: At) -> Timex:
    """Return a day of the month that the text named before: «9 منه»."""
    month = at.context
    return on_day(day_or_none(month.year, month.month, value(g, "day")), "context") if month else no_value(ELSEWHERE)


def numeric(g: Groups, at: At) -> Timex:
    """Return a day in figures, with the day or the year first; a year before 1500 is one of the Hijri calendar."""
    first, month, last = (int(part) for part in re.findall(r"\d+", g["numeric"][0].word))
    day, year = (last, first) if first > LAST_DAY else (first, _full_year(last))
    if FIRST_HIJRI <= year <= LAST_HIJRI:
        is_solar = not g["mark"] and at.today and _is_solar(year, at.today)
        return no_value(OUT_OF_RANGE) if is_solar else hijri(year, month, day)
    return on_day(day_or_none(year, month, day), "explicit") if _is_year_of_news(year) else no_value(NO_SUCH_YEAR)


def _is_solar(year: int, today: date) -> bool:
    """Return whether a year is nearer to the page as one of the Solar Hijri calendar than as one of the Hijri."""
    return abs(year + SOLAR_HIJRI - today.year) < abs(int(year * LUNAR_YEAR) + SOLAR_HIJRI - today.year)


def _full_year(year: int) -> int:
    """Return a year with its century: 31 is 2031, 85 is 1985."""
    if year > 99:
        return year
    return year + (2000 if year < CENTURY_TURN else 1900)


def _is_year_of_news(year: int) -> bool:
    """Return whether news may be about a year; other numbers are no years."""
    return FIRST_YEAR <= year <= LAST_YEAR


def no_year(g: Groups, at: At) -> Timex | None:
    """Return that there is no such year; «في مايو 300» counts something."""
    return no_value(NO_SUCH_YEAR) if len(g["numeral"][0].word) > 4 else None


def no_day(g: Groups, at: At) -> Timex | None:
    """Return that there is no such day; «فاز 300 في مايو» counts something."""
    return no_value(NO_SUCH_DAY) if len(g["numeral"][0].word) == 2 else None


def day_of_shifted_month(g: Groups, at: At) -> Timex:
    """Return a day of the month that the words point to: «20 من الشهر الجاري», «20 من الشهر نفسه»."""
    if g["other"]:
        month, anchor, reason = shift(at.context, "month", value(g, "other")), "context", ELSEWHERE
    else:
        month, anchor, reason = shift(at.today, *_unit(g["unit"])), "page", at.unknown or NO_SUCH_YEAR
    return on_day(day_or_none(month.year, month.month, value(g, "day")), anchor) if month else no_value(reason)


def day_of_this_month(g: Groups, at: At) -> Timex | None:
    """Return a day of the month of publication: «20 الجاري»; «12 المقبل» names no month."""
    if value(g, "current"):
        return None
    return on_day(day_or_none(at.today.year, at.today.month, value(g, "day"))) if at.today else no_value(at.unknown)


def weekday_with_day(g: Groups, at: At) -> Timex | None:
    """Return the nearest «الخميس 22»; None if the 22nd is no Thursday in this month and those beside it."""
    if not at.today:
        return no_value(at.unknown)
    months = [shift(at.today, "month", n) for n in (-1, 0, 1)]
    days = _days((month.year, month.month, value(g, "day")) for month in months if month)
    days = [day for day in days if day.weekday() == value(g, "weekday")]
    return on_day(nearest(days, at.today, at.direction(), False)) if days else None


def relative_day(g: Groups, at: At) -> Timex:
    """Return a day counted from the publication date, corrected by the weekday beside it."""
    if not at.today:
        return no_value(at.unknown)
    day = shift(at.today, "day", value(g, "relative"))
    near = [shift(day, "day", n) for n in range(-WEEKDAY_SLACK, WEEKDAY_SLACK + 1)]
    return on_day(nearest(on_weekday(near, g), day, 0, False))


def weekday(g: Groups, at: At) -> Timex | None:
    """Return the last such weekday up to the publication date, or the next one if the words look ahead."""
    if len(g["whole"]) == 1 and _is_family_name(g["before"]):
        return None
    if not at.today:
        return no_value(at.unknown)
    if day := _weekday_nearby(g, at):
        return on_day(day, "context")
    days = value(g, "weekday") - at.today.weekday()
    if g["this"] or g["unit"]:
        weeks = _unit(g["unit"])[1] if g["unit"] else 0
        return _counted_from_today(at, "day", days + 7 * weeks)
    by = value(g, "shift", "both") or 0
    sign = 1 if by > 0 or not by and at.direction() == 1 else -1
    away = sign * days % 7 or 7 * bool(by)  # «الجمعة الماضي» is not today
    return _counted_from_today(at, "day", sign * (away + 7 * (abs(by) > 1)))


def _weekday_nearby(g: Groups, at: At) -> date | None:
    """Return the day to come of a weekday by the day that the text named before, or None.

    «السبت 25 مايو … السبت» is that Saturday; of «الأحد والاثنين المقبلين» Monday is the day behind that Sunday.
    """
    if not (at.context and at.today and at.context > at.today) or g["this"] or g["unit"] or g["shift"]:
        return _next_in_list(g, at)
    is_same = at.context.weekday() == value(g, "weekday") and (at.context - at.today).days <= LAST_DAY
    return at.context if is_same and at.direction() == 1 else _next_in_list(g, at)


def _next_in_list(g: Groups, at: At) -> date | None:
    """Return the day of a weekday behind another one to which the same «المقبلين» belongs, or None."""
    by = value(g, "shift", "both") or 0
    if by <= 0 or not at.context or not any(token.kind == "weekday" for token in g["before"][-1:]):
        return None
    return shift(at.context, "day", (value(g, "weekday") - at.context.weekday()) % 7 or 7)


def _is_family_name(before: list[Token]) -> bool:
    """Return whether a weekday is a family name: «الكاتب محمد الخميس»; «الأمير محمد الخميس» did something that day."""
    if not before:
        return False
    word, bare = before[-1].word, without_and(before[-1].word)
    if bare != word and bare in given_names():  # «محمد الأحد وأحمد الخميس»
        return True
    return word in given_names() and _is_no_ruler(before[:-1])


def _is_no_ruler(before: list[Token]) -> bool:
    """Return whether the given name behind a word is not that of a ruler: «الأمير محمد» has no family name."""
    return not before or before[0].kind in BREAKS or before[0].kind == "word" and is_definite(before[0].word)


def nth_weekday(g: Groups, at: At) -> Timex:
    """Return «ثالث خميس من نوفمبر», «الجمعة الأخيرة من مارس».

    The ordinal may be that of the day: «الثلاثاء الأول من مايو» is the 1st if that is a Tuesday, and no month has a
    sixth Monday: «الاثنين السادس من الشهر الجاري».
    """
    first, anchor, reason = _month_of(g, at)
    if not first:
        return no_value(reason)
    wanted, rank = value(g, "weekday", "weekday_last"), rank_of(g)
    if rank > LAST_NTH:
        return _ranked_day(g, at, first, anchor)
    fit = [day for day in _ranked_days(g, first, anchor) if day.weekday() == wanted]
    return on_day(fit[0] if fit else nth(_days_on(wanted, first), rank), anchor)


def _ranked_day(g: Groups, at: At, first: date, anchor: str) -> Timex:
    """Return the day of a month by a high ordinal behind a weekday; «سادس جمعة» does not exist."""
    if not g["rank"]:
        return no_value(NO_SUCH_DAY)
    if g["unit"]:
        return on_day(day_or_none(first.year, first.month, rank_of(g)), anchor)
    return day_month(g | {"day": g["rank"]}, at)


def _ranked_days(g: Groups, first: date, anchor: str) -> list[date]:
    """Return the days of a month that the ordinal behind a weekday may name, the likeliest first."""
    if not g["rank"]:
        return []
    is_fixed = anchor == "explicit" or g["shift"] or g["unit"]
    return _days((first.year + n, first.month, rank_of(g)) for n in ((0,) if is_fixed else (0, 1, -1)))


def nth_week(g: Groups, at: At) -> Timex:
    """Return a week of a month: the one to which its Thursday belongs, as in ISO 8601."""
    if rank_of(g) > LAST_NTH:
        return no_value(NO_SUCH_DAY)
    thursday = nth_weekday(g | {"weekday": [(g["month"] or g["unit"])[0]._replace(value=3)]}, at)
    return dated("week", thursday.day, thursday.anchor) if thursday.day else thursday


def nth_day(g: Groups, at: At) -> Timex:
    """Return «آخر يوم من عام 2029», «أول يوم من مايو»."""
    grain, day, anchor = _unit_with_days(g, at)
    whole = span(grain, day) if day else None
    if not whole:
        return no_value(at.unknown or NO_SUCH_YEAR)
    _, first, last = whole
    found = last if rank_of(g) == LAST else shift(first, "day", rank_of(g) - 1)
    return on_day(found if found and found <= last else None, anchor)


def _unit_with_days(g: Groups, at: At) -> tuple[str, date | None, str]:
    """Return the week, month or year whose days are counted: its grain, one of its days, and the anchor."""
    if g["year_of"]:
        return "year", day_or_none(value(g, "year_of"), 1, 1), "explicit"
    if g["unit"]:
        grain, by = _unit(g["unit"])
        return grain, shift(at.today, grain, by), "page"
    first, anchor, _ = _month_of(g, at)
    return "month", first, anchor


# Weeks, months, years -------------------------------------------------------------------------------------------------


def month(g: Groups, at: At) -> Timex:
    """Return a month; without a year, the nearest one that fits the tense.

    A month of a list has the year of its last month, or the one before it: «ديسمبر ويناير 2031».
    """
    names = {"month": "month_listed", "last_month": "month_behind", "year": "year_behind", "shift": "shift_behind"}
    g = g | {name: g[name] or g[behind] for name, behind in names.items()}
    first, anchor, reason = _month_of(g, at)
    if first and g["year"] and g["last_month"] and value(g, "last_month") < first.month:
        first = shift(first, "year", -1).replace(month=first.month)
    return dated("month", first, anchor) if first else no_value(reason)


def unit(g: Groups, at: At) -> Timex:
    """Return the week, month, year … of the publication date, or one counted from it."""
    return _counted_from_today(at, *_unit(g["unit"]))


def _counted_from_today(at: At, grain: str, by: int) -> Timex:
    """Return the day, week, month … that is `by` units away from publication."""
    return dated(grain, shift(at.today, grain, by)) if at.today else no_value(at.unknown)


def this_unit(g: Groups, at: At) -> Timex | None:
    """Return the year, month … of publication: «مطلع العام»; «نهاية العام الدراسي» is in another year."""
    if any(token.kind == "word" and is_definite(token.word) for token in g["next"]):
        return None
    return dated(value(g, "unit"), at.today) if at.today else no_value(at.unknown)


def counted_unit(g: Groups, at: At) -> Timex:
    """Return the day, week, month or year at a distance: «قبل ثلاثة أيام»; no value if the number is vague.

    «بعد عام» counts from something else, unless the sentence looks ahead.
    """
    unit, by = g["unit"][0], -1 if value(g, "way") == "" else value(g, "way")  # «من شهرين» has no direction of its own
    count = value(g, "count") or (2 if unit.kind == "two" else 1)
    if g["about"] or g["after"] or not g["count"] and unit.kind == "few":
        return no_value(VAGUE)
    if by > 0 and not at.alone and at.direction() != 1:
        return no_value(AFTER_SOMETHING)
    return _counted_from_today(at, unit.value, count * by)


def year(g: Groups, at: At) -> Timex | None:
    """Return a year; a round number before a word without the article may count things: «في 2000 قرية»."""
    is_round = len(g["year"]) == 1 and value(g, "year") % 100 == 0
    if is_round and any(token.kind == "word" and not is_definite(token.word) for token in g["next"]):
        return None
    return dated("year", day_or_none(value(g, "year"), 1, 1), "explicit")


def month_in_figures(g: Groups, at: At) -> Timex | None:
    """Return «3/2030»; None if there is no such month."""
    first = day_or_none(value(g, "year"), value(g, "month"), 1)
    return dated("month", first, "explicit") if first else None


def first_year_of_span(g: Groups, at: At) -> Timex | None:
    """Return the first year of «2014-2016»; None if the figures count something."""
    return year(g, at) if _is_span(g["before"][-1:], value(g, "year"), value(g, "until"), g["behind"]) else None


def last_year_of_span(g: Groups, at: At) -> Timex | None:
    """Return the last year of «2014-2016»; None if the figures count something."""
    return year(g, at) if _is_span(g["at"], value(g, "since"), value(g, "year"), g["behind"]) else None


def _is_span(before: list[Token], first: int, last: int, behind: list[Token]) -> bool:
    """Return whether two years with a dash between them are a span of time, in brackets or behind a definite noun."""
    if not before or not first < last <= first + CENTURY:
        return False
    if before[0].kind == "open":
        return True
    counts = any(token.kind == "word" and not is_definite(token.word) for token in behind)
    return not counts and (before[0].kind in SPAN_OPENERS or before[0].kind == "word" and is_definite(before[0].word))


def year_beside_hijri(g: Groups, at: At) -> Timex:
    """Return the Gregorian year of «سنة 945 هـ/1538 م»."""
    return dated("year", day_or_none(value(g, "year"), 1, 1), "explicit")


def part_of_year(g: Groups, at: At) -> Timex:
    """Return a season, quarter or half of a year."""
    year, anchor = _year(g, at)
    grain, month = _part(g)
    if not month:
        return no_value(NO_SUCH_DAY)
    if year:
        return dated(grain, day_or_none(year, month, 1), anchor)
    if not at.today:
        return no_value(at.unknown)
    return dated(grain, nearest(_in_years_around(at.today, month, 1), at.today, *direction_of(g["shift"], at)))


def _part(g: Groups) -> tuple[str, int | None]:
    """Return the grain of a part of a year and its first month; no month if a year has no such part."""
    if g["season"]:
        return "season", SEASON_BEGINS[value(g, "season")]
    grain = value(g, "part")
    return grain, nth(range(1, 13, MONTHS_OF_PART[grain]), rank_of(g))


def century(g: Groups, at: At) -> Timex:
    """Return a century."""
    if g["before_era"]:
        return no_value(BEFORE_ERA)
    first = (value(g, "rank") - 1) * 100
    return dated("century", day_or_none(first, 1, 1), "explicit") if first < LAST_CENTURY else no_value(NO_SUCH_YEAR)


def decade(g: Groups, at: At) -> Timex:
    """Return a decade; without the number of its century, one of the century before that of publication."""
    if g["rank"]:
        hundred = (value(g, "rank") - 1) * 100
    else:
        hundred = at.today.year // 100 * 100 - 100 if at.today else 1900
    first = day_or_none(hundred + value(g, "decade") * 10, 1, 1)
    return dated("decade", first, "page" if g["shift"] else "explicit")


# Expressions that point to another day, or to none --------------------------------------------------------------------


def nearby(g: Groups, at: At) -> Timex:
    """Return «اليوم التالي», «الشهر نفسه»: counted from the last day that the text named; alone, from publication."""
    start, anchor = (at.context, "context") if at.context else (at.today if at.alone else None, "page")
    by = value(g, "other")
    if not start or not isinstance(by, int):
        return no_value(ELSEWHERE)
    if g["weekday"]:
        days = (value(g, "weekday") - start.weekday()) % 7
        days -= 7 * (by < 0) - 7 * (by > 0 and days == 0)  # «الأحد التالي» of a Sunday is a week later
        return dated("day", shift(start, "day", days), anchor)
    name = "day" if g["unit"][0].kind == "day" else g["unit"][0].value
    return dated(name, shift(start, name, by), anchor)


def elsewhere(g: Groups, at: At) -> Timex | None:
    """Return that «ذلك اليوم» is named elsewhere; «وذلك أمس» is yesterday."""
    return no_value(ELSEWHERE) if is_definite(g["pointed"][0].word) else None


def recurring(g: Groups, at: At) -> Timex | None:
    """Return that a weekday recurs: «أيام الخميس»; «إضرابا عاما الخميس» is one Thursday."""
    days = g["days"][0] if g["days"] else None
    is_plural = not days or days.value == "day" and not days.word.endswith("ا")  # «يوما» is one day
    return no_value(RECURRING) if is_plural else None


def stretch(g: Groups, at: At) -> Timex:
    """Return that a stretch of time has no fixed day."""
    return no_value(STRETCH)


def vague(g: Groups, at: At) -> Timex:
    """Return that an expression is vague."""
    return no_value(VAGUE)
