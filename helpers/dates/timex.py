"""The TIMEX3 value of a temporal expression, and the calendars that dates are counted in.

Hijri dates follow the Umm al-Qura calendar of Saudi Arabia (hijridate), which covers the years 1343 to 1500.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from hijridate import Gregorian, Hijri

AGAINST_TENSE = 6  # the tense of a verb nearby is evidence, no proof: «انخفض القطن لعقود ديسمبر»
FUTURE_WEIGHT = 2  # without a tense: most news is about the past, and says «المقبل» where it is not
MOON = 30  # days of the longest Hijri month; a sighting of the moon may add a day to a month of Umm al-Qura
HIJRI_MONTHS = 12
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}

NO_SUCH_DAY = "no such day in the calendar"
NO_SUCH_YEAR = "no such year"
OUT_OF_RANGE = "outside the years 1343 to 1500 of the Umm al-Qura calendar"
ELSEWHERE = "points to another day that the text does not name"
VAGUE = "vague"
STRETCH = "a stretch of time without a fixed day"
RECURRING = "a day that recurs"
AFTER_SOMETHING = "counted from something else than the day of publication"
BEFORE_ERA = "before the common era"
HIJRI_CENTURY = "a century of the Hijri calendar"


class Timex(NamedTuple):
    """The result of a rule: a grain and a day of its span, or the reason why there is none."""

    grain: str | None = None
    day: date | None = None
    anchor: str = "page"  # explicit, page (counted from the publication date) or context (from a day nearby)
    reason: str | None = None
    last: date | None = None  # the last day of a span of the Hijri calendar, a month or a year


class At(NamedTuple):
    """What is known at the place of an expression."""

    today: date | None  # the publication date
    unknown: str | None  # the reason why that is not known
    context: date | None  # the last day that the text named before
    alone: bool  # its block holds nothing else
    direction: Callable[[], int | None]  # 1 if the words around look ahead, -1 if they look back


def no_value(reason: str) -> Timex:
    """Return the result of a rule that finds no day."""
    return Timex(reason=reason)


def dated(grain: str, day: date | None, anchor: str = "page", last: date | None = None) -> Timex:
    """Return the day, week, month … of which `day` is part, or no value outside the calendar."""
    return Timex(grain, day, anchor, last=last) if day and span(grain, day, last) else no_value(NO_SUCH_YEAR)


def shift(day: date | None, unit: str, by: int) -> date | None:
    """Return the day that is `by` units away; for months and longer units, the first day of that month.

    None if the day is None, and outside the years 1 to 9999 of the calendar.

    >>> shift(date(2031, 5, 16), "week", -1), shift(date(2031, 5, 16), "year", 7976)
    (datetime.date(2031, 5, 9), None)
    """
    if day is None:
        return None
    if unit in ("day", "week"):
        number = day.toordinal() + by * (7 if unit == "week" else 1)
        return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None
    months = day.year * 12 + day.month - 1 + by * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    return day_or_none(months // 12, months % 12 + 1, 1)


def span(grain: str, day: date, last: date | None = None) -> tuple[str, date, date] | None:
    """Return the TIMEX3 value of the day, week, month … of which `day` is part, with its first and its last day.

    None if it begins before the year 1 or ends after 9999: the first decade has no year 0.

    Args:
        grain: day, week, month, quarter, season, half, year, decade or century.
        day: any day of the span; of a season the first, for it counts whole months: winter 2022 is December 2022
            to February 2023.
        last: the last day of a Hijri month or year that begins on `day`; its value is an ISO 8601 interval.

    >>> span("week", date(2024, 5, 8))
    ('2024-W19', datetime.date(2024, 5, 6), datetime.date(2024, 5, 12))
    >>> span("century", date(1850, 1, 1))[0]
    '18'
    >>> span("month", date(2023, 3, 23), date(2023, 4, 20))[0]
    '2023-03-23/2023-04-20'
    """
    year, month = day.year, day.month
    if last:
        return f"{day}/{last}", day, last
    if grain == "day":
        return day.isoformat(), day, day
    if grain == "week":
        iso = day.isocalendar()
        monday = shift(day, "day", -day.weekday())
        return _whole(f"{iso.year:04d}-W{iso.week:02d}", monday, shift(monday, "day", 6))
    value, first, months = {
        "month": (f"{year:04d}-{month:02d}", (year, month), 1),
        "quarter": (f"{year:04d}-Q{(month + 2) // 3}", (year, (month - 1) // 3 * 3 + 1), 3),
        "season": (f"{year:04d}-{SEASONS.get(month)}", (year, month), 3),
        "half": (f"{year:04d}-H{1 if month < 7 else 2}", (year, 1 if month < 7 else 7), 6),
        "year": (f"{year:04d}", (year, 1), 12),
        "decade": (f"{year // 10:03d}", (year // 10 * 10, 1), 120),
        "century": (f"{year // 100:02d}", (year // 100 * 100, 1), 1200),
    }[grain]
    begin = day_or_none(*first, 1)
    return _whole(value, begin, _last_of_month(shift(begin, "month", months - 1)))


def _whole(value: str, first: date | None, last: date | None) -> tuple[str, date, date] | None:
    """Return a span if the calendar has its first and its last day, else None."""
    return (value, first, last) if first and last else None


def _last_of_month(day: date | None) -> date | None:
    """Return the last day of a month; December 9999 has one, though no month follows it."""
    return day and day.replace(day=monthrange(day.year, day.month)[1])


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, or None if it has no such year, month or day.

    >>> day_or_none(2024, 2, 30), day_or_none(-30, 1, 1), day_or_none(10 ** 30, 1, 1)
    (None, None, None)
    """
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def on_day(day: date | None, anchor: str = "page") -> Timex:
    """Return a day as the result of a rule, or no value if the calendar has no such day."""
    return dated("day", day, anchor) if day else no_value(NO_SUCH_DAY)


def from_hijri(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Hijri date; the 30th is the day after the 29th, whatever the length of the month.

    None if no month has such a day, and outside the years that hijridate covers.

    >>> from_hijri(1445, 1, 1), from_hijri(1445, 1, 31), from_hijri(1600, 1, 1)
    (datetime.date(2023, 7, 19), None, None)
    """
    first = days_of_month(year, month)
    return shift(first[0], "day", day - 1) if first and 1 <= day <= MOON else None


def days_of_month(year: int, month: int) -> tuple[date, date] | None:
    """Return the first and last Gregorian day of a Hijri month, or None outside the years that hijridate covers."""
    try:
        first = Hijri(year, month, 1)
    except (OverflowError, ValueError):
        return None
    day = date(*first.to_gregorian().datetuple())
    return day, shift(day, "day", first.month_length() - 1)


def hijri_year_of(day: date) -> int | None:
    """Return the Hijri year of a Gregorian day, or None outside the years that hijridate covers."""
    try:
        return Gregorian(day.year, day.month, day.day).to_hijri().year
    except OverflowError:
        return None


def nearest(days: Iterable[date | None], today: date, direction: int | None, strict: bool) -> date | None:
    """Return the day that is nearest to today, or None if there is none.

    A day in the other direction than that of the tense counts as AGAINST_TENSE times as far; without a tense, a day in
    the future as FUTURE_WEIGHT times as far.

    Args:
        days: the candidates; None among them is left out.
        today: the publication date.
        direction: 1 ahead, -1 back, 0 the present, None not known.
        strict: whether only days in this direction count.
    """
    far = {day: (day - today).days for day in days if day}
    if strict and direction:
        far = {day: distance for day, distance in far.items() if distance * direction > 0}
    return min(far, key=lambda day: _weighted(far[day], direction), default=None)


def _weighted(far: int, direction: int | None) -> int:
    """Return a distance in days as it counts against others."""
    if direction is None:
        return abs(far) * (FUTURE_WEIGHT if far > 0 else 1)
    return abs(far) * (AGAINST_TENSE if far * direction < 0 else 1)


def hijri(year: int, month: int, day: int) -> Timex:
    """Return the Gregorian day of a Hijri date as the result of a rule, or no value with the reason."""
    if not (1 <= month <= HIJRI_MONTHS and 1 <= day <= MOON):
        return no_value(NO_SUCH_DAY)
    found = from_hijri(year, month, day)
    return on_day(found, "explicit") if found else no_value(OUT_OF_RANGE)
