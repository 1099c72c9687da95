"""Dating: the functions by which rules work out a day, a week, a month ….

Each takes the tokens of a rule's groups (`g["month"][0].value`) and what is known where the words stand (`at`), and
returns a `Found`: a day with its grain, or the reason why there is none, in plain words; None where the words turn out
to be no temporal expression. Those for the Hijri calendar stand in hijri.py.
"""

import re
from datetime import date

from helpers.dates.timex import (
    AFTER_SOMETHING,
    ELSEWHERE,
    NO_SUCH_DAY,
    NO_SUCH_YEAR,
    RECURRING,
    SEASONS,
    STRETCH,
    VAGUE,
    At,
    choose,
    dated,
    day_or_none,
    hijri,
    on_day,
    shift,
    span,
    why,
)
from helpers.dates.tokens import FIRST_HIJRI, FIRST_YEAR, LAST_HIJRI, LAST_YEAR
from helpers.lexicons import given_names

WEEKDAY_SLACK = 3  # days by which «اليوم السبت» may differ from the publication date: pages go online late
YEARS_TRIED = 1  # around the publication date, for a day and month without a year
LAST_NTH = 5  # a month has no sixth Friday: «السبت السادس من مايو» is the 6th

# What the words of a group say ----------------------------------------------------------------------------------------


def value(g: dict, *names: str) -> object:
    """The value of the last token of the first of these groups that has any."""
    return next((g[name][-1].value for name in names if g[name]), None)


def _unit(group: list) -> tuple[str, int]:
    """Unit and shift of «الأسبوع الماضي», «هذا العام»."""
    name, by = sorted((token.value for token in group), key=lambda value: isinstance(value, int))
    return name, by


def _year(g: dict, at: At) -> tuple[int | None, str]:
    """The year that an expression names or points to («العام الماضي»), and the anchor that this makes."""
    if g["year"]:
        return value(g, "year"), "explicit"
    if g["year_unit"] and at.today:
        return at.today.year + _unit(g["year_unit"])[1], "page"
    return None, "page"


def way_of(g: dict, at: At) -> tuple[int | None, bool]:
    """The direction in time of an expression, and whether it leaves out the present («الماضي», «المقبل»)."""
    by = value(g, "shift")
    return (at.way(), False) if by is None else ((by > 0) - (by < 0), True)


def _weekdays(days: list[date], g: dict) -> list[date]:
    """Those days that fall on the weekday that stands beside them; all where none does or none stands there."""
    return [day for day in days if g["weekday"] and day.weekday() == value(g, "weekday")] or days


def _month_of(g: dict, at: At) -> tuple[date | None, str, str | None]:
    """The first day of the month that is named, its anchor, and why there is none."""
    year, anchor = _year(g, at)
    if g["unit"]:  # «الشهر الجاري»
        first = shift(at.today, *_unit(g["unit"]))
        return (first.replace(day=1), anchor, None) if first else (None, anchor, at.unknown or NO_SUCH_YEAR)
    month = value(g, "month")
    if year:
        return day_or_none(year, month, 1), anchor, NO_SUCH_YEAR
    if not at.today:
        return None, anchor, at.unknown
    months = [day_or_none(at.today.year + n, month, 1) for n in range(-YEARS_TRIED, YEARS_TRIED + 1)]
    return choose(months, at.today.replace(day=1), *way_of(g, at)), anchor, ELSEWHERE


# Days -----------------------------------------------------------------------------------------------------------------


def day_month(g, at):
    """Day and month; without a year, the day that weekday and tense allow."""
    day, month = value(g, "day"), value(g, "month")
    year, anchor = _year(g, at)
    if year:
        return on_day(day_or_none(year, month, day), anchor)
    if not at.today:
        return why(at.unknown) if day_or_none(2000, month, day) else why(NO_SUCH_DAY)  # 2000 has a 29 February
    days = [day_or_none(at.today.year + n, month, day) for n in range(-YEARS_TRIED, YEARS_TRIED + 1)]
    return on_day(choose(_weekdays([day for day in days if day], g), at.today, *way_of(g, at)))


def numeric(g, at):
    """Day, month and year in figures: the day first, or the year; a year before 1500 is one of the Hijra."""
    a, month, b = (int(part) for part in re.findall(r"\d+", g["numeric"][0].word))
    day, year = (b, a) if a > 31 else (a, b if b > 99 else 2000 + b if b < 50 else 1900 + b)
    if FIRST_HIJRI <= year <= LAST_HIJRI:
        return hijri(year, month, day)
    return on_day(day_or_none(year, month, day), "explicit") if FIRST_YEAR <= year <= LAST_YEAR else why(NO_SUCH_YEAR)


def no_year(g, at):
    return why(NO_SUCH_YEAR) if len(g["numeral"][0].word) > 4 else None  # «في مايو 300» counts something


def no_day(g, at):
    return why(NO_SUCH_DAY) if len(g["numeral"][0].word) == 2 else None  # «فاز 300 في مايو» counts something


def day_of_month(g, at):
    """The day of a month that the words, or the weekday, point to."""
    day = value(g, "day")
    if g["other"]:
        first = shift(at.context, "month", value(g, "other"))
        return on_day(day_or_none(first.year, first.month, day), "context") if first else why(ELSEWHERE)
    if value(g, "current"):  # «12 المقبل» names no month
        return None
    if not at.today:
        return why(at.unknown)
    if g["unit"] or g["current"]:
        first = shift(at.today, *_unit(g["unit"])) if g["unit"] else at.today
        return on_day(day_or_none(first.year, first.month, day)) if first else why(NO_SUCH_YEAR)
    months = [shift(at.today, "month", n) for n in (-1, 0, 1)]
    days = [d for d in (day_or_none(m.year, m.month, day) for m in months) if d and d.weekday() == value(g, "weekday")]
    return on_day(choose(days, at.today, at.way(), False)) if days else None


def relative_day(g, at):
    """Counted from the publication date, corrected by a weekday that stands beside it."""
    if not at.today:
        return why(at.unknown)
    day = shift(at.today, "day", value(g, "relative"))
    near = [shift(day, "day", n) for n in range(-WEEKDAY_SLACK, WEEKDAY_SLACK + 1)]
    return on_day(choose(_weekdays(near, g), day, 0, False))


def weekday(g, at):
    """The last such weekday up to the publication date, or the next one where the words look ahead."""
    if len(g["whole"]) == 1 and _family_name(g["before"]):
        return None
    if not at.today:
        return why(at.unknown)
    wanted = value(g, "weekday")
    if g["unit"] or g["this"]:
        week = shift(at.today, "week", _unit(g["unit"])[1] if g["unit"] else 0)
        return dated("day", shift(week, "day", wanted - week.weekday()))
    by = value(g, "shift", "both") or 0
    if by > 0 or not by and at.way() == 1:
        ahead = (wanted - at.today.weekday()) % 7 or 7 * (by > 0)
        return dated("day", shift(at.today, "day", ahead + 7 * (by > 1)))
    back = (at.today.weekday() - wanted) % 7 or 7 * (by < 0)
    return dated("day", shift(at.today, "day", -back - 7 * (by < -1)))


def _family_name(before: list) -> bool:
    """Whether a weekday is a family name: «الكاتب محمد الخميس»; «الأمير محمد الخميس» did something that day."""
    if before and before[-1].word.removeprefix("و") in given_names() - {before[-1].word}:  # «محمد الأحد وأحمد الخميس»
        return True
    if not before or before[-1].word not in given_names():
        return False
    title = before[0] if len(before) > 1 else None
    return not title or title.kind in ("comma", "line", "sign") or title.word.startswith("ال") and title.kind == "word"


def nth_weekday(g, at):
    """«ثالث خميس من نوفمبر», «الجمعة الأخيرة من مارس»; «الثلاثاء الأول من مايو» is the 1st where that is a Tuesday.

    A weekday with a higher ordinal is the day of the month: «الاثنين السادس من الشهر الجاري»; no month has «سادس جمعة».
    """
    first, anchor, reason = _month_of(g, at)
    if not first:
        return why(reason)
    wanted, rank = value(g, "weekday", "weekday_last"), value(g, "rank", "rank_first")
    if isinstance(rank, int) and rank > LAST_NTH:
        if not g["rank"]:
            return why(NO_SUCH_DAY)
        of_month = on_day(day_or_none(first.year, first.month, rank), anchor)
        return of_month if g["unit"] else day_month(g | {"day": g["rank"]}, at)
    years = [first.year] if anchor == "explicit" or g["shift"] or g["unit"] else [first.year + n for n in (0, 1, -1)]
    named = [day_or_none(year, first.month, rank) for year in years] if g["rank"] and isinstance(rank, int) else []
    if fit := [day for day in named if day and day.weekday() == wanted]:
        return on_day(fit[0], anchor)
    days = [day_or_none(first.year, first.month, n) for n in range(1, 32)]
    days = [day for day in days if day and day.weekday() == wanted]
    if isinstance(rank, int) and rank > len(days):
        return why(NO_SUCH_DAY)
    return on_day(days[rank - 1 if isinstance(rank, int) else -1], anchor)


def nth_week(g, at):
    """A week belongs to the month in which its Thursday lies, as ISO 8601 has it for years."""
    rank = value(g, "rank", "rank_first")
    if isinstance(rank, int) and rank > LAST_NTH:
        return why(NO_SUCH_DAY)
    thursday = nth_weekday(g | {"weekday": [(g["month"] or g["unit"])[0]._replace(value=3)]}, at)
    return dated("week", thursday.day, thursday.anchor) if thursday.day else thursday


def nth_day(g, at):
    """«آخر يوم من عام 2029», «أول يوم من مايو»."""
    rank, grain = value(g, "rank"), "month"
    if g["year_of"]:
        first, anchor, grain = day_or_none(value(g, "year_of"), 1, 1), "explicit", "year"
    elif g["unit"]:
        grain, by = _unit(g["unit"])
        first, anchor = _first_day(grain, shift(at.today, grain, by)), "page"
    else:
        first, anchor, _ = _month_of(g, at)
    if not first or not (whole := span(grain, first)):
        return why(at.unknown or NO_SUCH_YEAR)
    last = whole[2]
    day = shift(first, "day", rank - 1) if isinstance(rank, int) else last
    return on_day(day if day and day <= last else None, anchor)


def _first_day(grain: str, day: date | None) -> date | None:
    """The first day of the week, month, year … in which a day lies."""
    whole = span(grain, day) if day else None
    return whole and whole[1]


# Weeks, months, years -------------------------------------------------------------------------------------------------


def month(g, at):
    """A month; a bare one is the nearest that fits."""
    first, anchor, reason = _month_of(g, at)
    return dated("month", first, anchor) if first else why(reason)


def unit(g, at):
    """The week, month, year … of the publication date, shifted."""
    name, by = _unit(g["unit"])
    return dated(name, shift(at.today, name, by)) if at.today else why(at.unknown)


def this_unit(g, at):
    """«مطلع العام», «نهاية الشهر»: those of the publication date; «نهاية العام الدراسي» is of another year."""
    if g["next"] and g["next"][0].kind == "word" and g["next"][0].word.startswith("ال"):
        return None
    return dated(value(g, "unit"), at.today) if at.today else why(at.unknown)


def away(g, at):
    """The day, week, month or year so far away; nothing where the number is vague.

    «بعد عام» tells of a year after something else, unless the sentence looks ahead.
    """
    name, few = g["unit"][0].value, g["unit"][0].kind
    by = value(g, "way") if isinstance(value(g, "way"), int) else -1
    count = value(g, "count") or (2 if few == "two" else 1)
    if g["about"] or g["after"] or not g["count"] and few == "few":
        return why(VAGUE)
    if by > 0 and not at.alone and at.way() != 1:
        return why(AFTER_SOMETHING)
    return dated(name, shift(at.today, name, count * by)) if at.today else why(at.unknown)


def year(g, at):
    """A year; a round number before a word without the article may count things: «في 2000 قرية»."""
    bare = len(g["year"]) == 1 and value(g, "year") % 100 == 0
    if bare and g["next"] and g["next"][0].kind == "word" and not g["next"][0].word.startswith("ال"):
        return None
    return dated("year", day_or_none(value(g, "year"), 1, 1), "explicit")


def part_of_year(g, at):
    """A season, quarter or half of a year."""
    number, anchor = _year(g, at)
    if g["season"]:
        first, grain = next(month for month, season in SEASONS.items() if season == value(g, "season")), "season"
    else:
        grain = value(g, "part")
        months, rank = 3 if grain == "quarter" else 6, value(g, "rank")
        first = (rank - 1) * months + 1 if isinstance(rank, int) else 13 - months
    if first > 12:
        return why(NO_SUCH_DAY)
    if not number and not at.today:
        return why(at.unknown)
    if not number:
        firsts = [day_or_none(at.today.year + n, first, 1) for n in range(-YEARS_TRIED, YEARS_TRIED + 1)]
        return dated(grain, choose(firsts, at.today, *way_of(g, at)))
    return dated(grain, day_or_none(number, first, 1), anchor)


def century(g, at):
    """A century, or a decade, which without a century is one of the 20th."""
    hundred = (value(g, "rank") - 1) * 100 if g["rank"] else at.today.year // 100 * 100 - 100 if at.today else 1900
    if g["decade"]:
        first = day_or_none(hundred + value(g, "decade") * 10, 1, 1)
        return dated("decade", first, "page" if g["shift"] else "explicit")
    return dated("century", day_or_none(hundred, 1, 1), "explicit") if hundred < 2100 else why(NO_SUCH_YEAR)


# What points elsewhere, or nowhere ------------------------------------------------------------------------------------


def nearby(g, at):
    """«اليوم التالي», «الشهر نفسه»: counted from the last day that the text named; from today if they stand alone."""
    start, anchor = (at.context, "context") if at.context else (at.today if at.alone else None, "page")
    by = value(g, "other")
    if not start or not isinstance(by, int):
        return why(ELSEWHERE)
    if g["weekday"]:
        days = (value(g, "weekday") - start.weekday()) % 7
        return dated("day", shift(start, "day", days if by == 0 else days or 7 if by > 0 else days - 7), anchor)
    name = g["unit"][0].value if isinstance(g["unit"][0].value, str) else "day"
    return dated(name, shift(start, name, by), anchor)


def by_another(g, at):
    return why(ELSEWHERE) if g["told"][0].word.startswith("ال") else None  # «وذلك أمس» points to yesterday


def recurring(g, at):
    return None if g["days"] and not g["days"][0].word.endswith("ايام") else why(RECURRING)  # «إضرابا عاما الخميس»


def stretch(g, at):
    return why(STRETCH)


def vague(g, at):
    return why(VAGUE)
