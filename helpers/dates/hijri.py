"""Hijri dates: the functions by which rules work out a day, month or year of the Umm al-Qura calendar.

A Hijri month or year is a span of Gregorian days: its value is the ISO 8601 interval of the first and the last.
"""

from helpers.dates.resolvers import value, way_of
from helpers.dates.timex import (
    ELSEWHERE,
    HIJRI_CENTURY,
    HIJRI_MONTHS,
    NO_SUCH_DAY,
    OUT_OF_RANGE,
    At,
    Timex,
    choose,
    dated,
    days_of_month,
    from_hijri,
    hijri,
    hijri_year_of,
    on_day,
    shift,
    why,
)


def _hijri_years(at: At) -> list[int]:
    """Return the Hijri years around the publication date; none where the Umm al-Qura calendar does not reach it."""
    year = hijri_year_of(at.today)
    return [year - 1, year, year + 1] if year else []


def hijri_day(g, at):
    """«27 رمضان 1444»; without a year, the day that the tense allows."""
    day, month = value(g, "hijri_day"), value(g, "hijri")
    if g["hijri_year"]:
        return hijri(value(g, "hijri_year"), month, day)
    if not at.today:
        return why(at.unknown)
    found = [hijri(year, month, day) for year in _hijri_years(at)]
    if not found:
        return why(OUT_OF_RANGE)
    days = [one.day for one in found if one.day and (not g["weekday"] or one.day.weekday() == value(g, "weekday"))]
    days = days or [one.day for one in found if one.day]
    return on_day(choose(days, at.today, *way_of({"shift": g["hijri_shift"]}, at)))


def hijri_month(g, at):
    """A Hijri month; without a year, the one that the tense allows."""
    number, year = value(g, "hijri", "hijri_in", "hijri_of"), value(g, "hijri_year")
    if not year and not at.today:
        return why(at.unknown)
    if year:
        return month_span(year, number, "explicit")
    months = [one for year in _hijri_years(at) if (one := month_span(year, number, "page")).day]
    if not months:
        return why(OUT_OF_RANGE)
    way, strict = way_of({"shift": g["hijri_shift"]}, at)
    if value(g, "hijri_shift") == 0:
        strict = False
    # The day of each that lies nearest: a month that is not over counts as today's.
    near = {min(max(one.day, at.today), one.last): one for one in months}
    day = choose(list(near), at.today, way, strict)
    return near[day] if day else why(ELSEWHERE)


def nth_weekday(g, at):
    """«آخر جمعة من رمضان»."""
    month, rank = hijri_month(g, at), value(g, "rank", "rank_first")
    if not month.day:
        return month
    days = [shift(month.day, "day", n) for n in range((month.last - month.day).days + 1)]
    days = [day for day in days if day.weekday() == value(g, "weekday", "weekday_last")]
    number = rank - 1 if isinstance(rank, int) else -1
    return on_day(days[number], month.anchor) if number < len(days) else why(NO_SUCH_DAY)


def month_span(year: int, month: int, anchor: str) -> Timex:
    """The Gregorian days of a Hijri month, or that hijridate does not cover its year."""
    days = days_of_month(year, month)
    return dated("month", days[0], anchor, last=days[1]) if days else why(OUT_OF_RANGE)


def hijri_year(g, at):
    """A Hijri year."""
    year = value(g, "hijri_year", "hijri_year_after", "hijri_year_alone")
    first = from_hijri(year, 1, 1)
    return dated("year", first, "explicit", days_of_month(year, HIJRI_MONTHS)[1]) if first else why(OUT_OF_RANGE)


def hijri_century(g, at):
    return why(HIJRI_CENTURY)
