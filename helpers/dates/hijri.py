"""Resolvers of the Hijri calendar: the functions with which rules find a day, month or year of Umm al-Qura.

A Hijri month or year is a span of Gregorian days: its value is the ISO 8601 interval of the first and the last.
"""

from helpers.dates.resolvers import Groups, direction_of, nth, on_weekday, rank_of, value
from helpers.dates.timex import (
    ELSEWHERE,
    HIJRI_CENTURY,
    HIJRI_MONTHS,
    OUT_OF_RANGE,
    At,
    Timex,
    dated,
    days_of_month,
    from_hijri,
    hijri,
    hijri_year_of,
    nearest,
    no_value,
    on_day,
    shift,
)


def _years_around(at: At) -> list[int]:
    """Return the Hijri years around the publication date; none outside the years of Umm al-Qura."""
    year = hijri_year_of(at.today)
    return [year - 1, year, year + 1] if year else []


def hijri_day(g: Groups, at: At) -> Timex:
    """Return «27 رمضان 1444»; without a year, the nearest one that fits weekday and tense."""
    day, month = value(g, "hijri_day"), value(g, "hijri")
    if g["hijri_year"]:
        return hijri(value(g, "hijri_year"), month, day)
    if not at.today:
        return no_value(at.unknown)
    years = _years_around(at)
    if not years:
        return no_value(OUT_OF_RANGE)
    days = [found for year in years if (found := hijri(year, month, day).day)]
    return on_day(nearest(on_weekday(days, g), at.today, *direction_of(g["hijri_shift"], at)))


def hijri_month(g: Groups, at: At) -> Timex:
    """Return a Hijri month; without a year, the nearest one that fits the tense."""
    month, year = value(g, "hijri", "hijri_in", "hijri_of"), value(g, "hijri_year")
    if year:
        return month_span(year, month, "explicit")
    if not at.today:
        return no_value(at.unknown)
    months = [found for year in _years_around(at) if (found := month_span(year, month, "page")).day]
    if not months:
        return no_value(OUT_OF_RANGE)
    direction, strict = direction_of(g["hijri_shift"], at)
    # Of each month its day that is nearest to today: a month that is not over counts as today.
    near = {min(max(found.day, at.today), found.last): found for found in months}
    return near.get(nearest(near, at.today, direction, strict), no_value(ELSEWHERE))


def nth_weekday(g: Groups, at: At) -> Timex:
    """Return «آخر جمعة من رمضان»."""
    month = hijri_month(g, at)
    if not month.day:
        return month
    wanted = value(g, "weekday", "weekday_last")
    days = [shift(month.day, "day", n) for n in range((month.last - month.day).days + 1)]
    return on_day(nth([day for day in days if day.weekday() == wanted], rank_of(g)), month.anchor)


def month_span(year: int, month: int, anchor: str) -> Timex:
    """Return the Gregorian days of a Hijri month, or no value outside the years that hijridate covers."""
    days = days_of_month(year, month)
    return dated("month", days[0], anchor, last=days[1]) if days else no_value(OUT_OF_RANGE)


def hijri_year(g: Groups, at: At) -> Timex:
    """Return a Hijri year."""
    year = value(g, "hijri_year", "hijri_year_after", "hijri_year_alone")
    first = from_hijri(year, 1, 1)
    return dated("year", first, "explicit", days_of_month(year, HIJRI_MONTHS)[1]) if first else no_value(OUT_OF_RANGE)


def hijri_century(g: Groups, at: At) -> Timex:
    """Return that a century of the Hijri calendar has no TIMEX3 value."""
    return no_value(HIJRI_CENTURY)
