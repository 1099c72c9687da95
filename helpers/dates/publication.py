"""The publication date of a page: read from its publication line, or inferred from its main story."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pandas as pd

from helpers.dates.matching import Expression, expressions
from helpers.dates.printed import printed_day
from helpers.dates.timex import Timex, day_or_none, shift, span
from helpers.dates.tokens import stretches
from helpers.rules import Rule, first_match
from helpers.text import Folded, fold_map

WINDOW = 300  # days after the last dated event in which a page may have been published
WIDEST = 31  # days: a wider range is of no use to a reader
HALF_YEAR = 183  # days: a day and month without a year is the nearest one
YEARS_NEAR = range(-1, 3)  # from the year of the last dated event to those that WINDOW and HALF_YEAR reach
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


# The publication line -------------------------------------------------------------------------------------------------


def find_published(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """Return the articles, with `published` and `published_from` filled from the publication line if missing.

    The place of a line among the blocks, its words, and the label beside its day decide (printed.py).
    """
    articles = articles.copy()
    for column in ("published", "published_from"):
        articles[column] = articles.get(column, pd.Series(index=articles.index, dtype="str")).astype("str")
    undated = articles[articles["published"].isna()]
    pages = _blocks_of(undated, blocks)
    for i, article, text in zip(undated.index, undated["article"], undated["text"]):
        if day := printed_day(text, pages.get(article, [])):
            articles.loc[i, ["published", "published_from"]] = day.isoformat(), "page"
    return articles


def _blocks_of(articles: pd.DataFrame, blocks: pd.DataFrame) -> dict[str, list[dict]]:
    """Return for each article its blocks in the order of the page."""
    pages: dict[str, list[dict]] = {}
    if not {"start", "end", "role"} <= set(blocks):
        return pages
    columns = [name for name in ("article", "start", "end", "role", "kind") if name in blocks]
    rows = blocks.loc[blocks["article"].isin(articles["article"]), columns].sort_values("start", kind="stable")
    for block in rows.to_dict("records"):
        pages.setdefault(block["article"], []).append(block)
    return pages


# The date inferred from the story -------------------------------------------------------------------------------------


class PageDate(NamedTuple):
    """The first and last possible day of publication, the day if there is only one, and the reasons."""

    first: date | None
    last: date | None
    day: date | None
    reasons: list[str]


class Demand(NamedTuple):
    """What an expression demands of the day of publication: in words, and as a test of a day."""

    words: str
    holds: Callable[[date], bool]


class Said(NamedTuple):
    """An expression of the main story, and the last event that is dated there."""

    one: Expression
    latest: Timex

    @property
    def days_ahead(self) -> int:
        """The days from publication to «أمس», «غدا», 0 without such a word."""
        relative = self.one.groups["relative"]
        return relative[0].value if relative else 0

    @property
    def weekday(self) -> int | None:
        """The number of the weekday in the expression, if any; Monday is 0."""
        weekday = self.one.groups["weekday"]
        return weekday[0].value if weekday else None

    @property
    def is_explicit(self) -> bool:
        """Whether the expression names a day or month with its year."""
        return _is_explicit(self.one)


def day_counted_from_a_date(said: Said) -> Demand | None:
    """Return the demand of «أمس الخميس 3 أبريل 2031»: one day."""
    found = said.one.found
    if not said.one.groups["relative"] or not found.day or found.anchor != "explicit":
        return None
    wanted = shift(found.day, "day", -said.days_ahead)
    return Demand(f"published on {wanted}", lambda day: day == wanted)


def weekday_of_today(said: Said) -> Demand | None:
    """Return the demand of «اليوم الجمعة»: a weekday."""
    if not said.one.groups["relative"] or said.weekday is None:
        return None
    weekday = (said.weekday - said.days_ahead) % 7
    return Demand(f"published on a {DAYS[weekday]}", lambda day: day.weekday() == weekday)


def day_ahead(said: Said) -> Demand | None:
    """Return the demand of «سيغلق الجسر في 10 أبريل 2031»: not after it."""
    if not said.is_explicit or said.one.direction() != 1:
        return None
    _, _, last = span(said.one.found.grain, said.one.found.day)
    return Demand(f"not after {last}", lambda day: day <= last)


def month_of_today(said: Said) -> Demand | None:
    """Return the demand of «أبريل الجاري»: a month."""
    if said.one.rule.name != "month" or [token.value for token in said.one.groups["shift"]] != [0]:
        return None
    month = said.one.groups["month"][0].value
    return Demand(f"in the month {month}", lambda day: day.month == month)


def half_a_year_around(said: Said) -> Demand | None:
    """Return the demand of «الأحد 8 يونيو»: the 8th of June is a Sunday in the nearest year."""
    if said.one.rule.name != "day and month" or said.weekday is None or said.one.found.day:
        return None
    month, number = (said.one.groups[name][0].value for name in ("month", "day"))
    days = [day_or_none(said.latest.day.year + n, month, number) for n in YEARS_NEAR]
    near = [day for day in days if day and day.weekday() == said.weekday]
    words = f"half a year around a {DAYS[said.weekday]}, {number}/{month}"
    return Demand(words, lambda day: any(abs((day - other).days) <= HALF_YEAR for other in near))


def bare_weekday_of_the_last_event(said: Said) -> Demand | None:
    """Return the demand of a bare «الأربعاء» on a page whose last event was on a Wednesday: less than a week later."""
    latest = said.latest
    if said.one.rule.name != "weekday" or said.one.groups["shift"]:
        return None
    if latest.grain != "day" or said.weekday != latest.day.weekday() or said.one.direction() == 1:
        return None
    last = shift(latest.day, "day", 6)
    return Demand(f"a bare weekday of the past, that of {latest.day}: not after {last}", lambda day: day <= last)


# The verdict of a rule is the demand that its example makes, of the day of a page whose last event the example dates.
DEMANDS = (
    Rule(
        "a relative day beside its date",
        "افتتح الجسر أمس الخميس 3 أبريل 2031.",
        "published on 2031-04-04",
        "افتتح الجسر الخميس 3 أبريل 2031.",
        day_counted_from_a_date,
    ),
    Rule(
        "a relative day beside its weekday",
        "افتتح الجسر في 3 أبريل 2031. وقالت البلدية اليوم الجمعة إن الإقبال كبير.",
        "published on a Friday",
        "افتتح الجسر في 3 أبريل 2031. وقالت البلدية اليوم إن الإقبال كبير.",
        weekday_of_today,
    ),
    Rule(
        "a dated day ahead",
        "افتتح الجسر في 3 أبريل 2031. وسيغلق الجسر في 10 أبريل 2031.",
        "not after 2031-04-10",
        "افتتح الجسر في 3 أبريل 2031. وأغلق الجسر في 10 أبريل 2031.",
        day_ahead,
    ),
    Rule(
        "the month of publication",
        "افتتح الجسر في 3 أبريل 2031. والإقبال كبير في أبريل الجاري.",
        "in the month 4",
        "افتتح الجسر في 3 أبريل 2031. والإقبال كبير في أبريل الماضي.",
        month_of_today,
    ),
    Rule(
        "a weekday with day and month",
        "افتتح الجسر في 3 أبريل 2031. ويعود الوفد الأحد 8 يونيو.",
        "half a year around a Sunday, 8/6",
        "افتتح الجسر في 3 أبريل 2031. ويعود الوفد في 8 يونيو.",
        half_a_year_around,
    ),
    Rule(
        "the weekday of the last event",
        "وقع الاتفاق الأربعاء 2 أبريل 2031. وقال الوزير الأربعاء إنه راض.",
        "a bare weekday of the past, that of 2031-04-02: not after 2031-04-08",
        "وقع الاتفاق الأربعاء 2 أبريل 2031. وقال الوزير الخميس إنه راض.",
        bare_weekday_of_the_last_event,
    ),
)


def date_page(page: dict, blocks: pd.DataFrame | None = None) -> PageDate:
    """Return the possible days of publication of a page by its main story: first, last, day and reasons.

    No step calls this, since the page does not state what it finds. Whoever uses a day fills `published` with it and
    `published_from` with «inferred»; find_dates then gives `inferred` as the anchor of what it counts from there.

    Args:
        page: a row of articles (a dict or Series with article and text).
        blocks: its blocks; without them the whole text counts as the main story.

    Returns:
        `day` is None unless only one day is possible; all three are None if no day is, or more than WIDEST days are.
        `reasons` say what each expression demands.

    >>> text = "افتتح المعرض الخميس 3 أبريل 2031. وقال المدير اليوم الجمعة إن الإقبال كبير في أبريل الجاري."
    >>> found = date_page({"article": "a", "text": text})
    >>> found.first, found.last, found.day
    (datetime.date(2031, 4, 4), datetime.date(2031, 4, 25), None)
    >>> date_page({"article": "a", "text": text.replace("الخميس 3", "أمس الخميس 3")}).day
    datetime.date(2031, 4, 4)
    """
    text = fold_map(page["text"])
    places = stretches(text, _main_story(page, blocks))
    found = [one for _, start, end in places for one in expressions(text.text, start, end, None)]
    past = [one for one in found if _is_explicit(one) and one.direction() != 1]
    if not past:
        return PageDate(None, None, None, ["no day or month of the past is named with its year"])
    latest = max(past, key=lambda one: one.found.day)
    start = latest.found.day
    demands = [(latest, Demand(f"not before {start}", lambda day: day >= start))]
    demands += [(one, demand) for one in found if (demand := first_match(DEMANDS, Said(one, latest.found))[1])]
    window = (shift(start, "day", n) for n in range(WINDOW))
    days = [day for day in window if all(demand.holds(day) for _, demand in demands)]
    reasons = dict.fromkeys(f"{_surface(text, one)}: {demand.words}" for one, demand in demands)
    return _narrowed(days, list(reasons))


def _narrowed(days: list[date], reasons: list[str]) -> PageDate:
    """Return the possible days of publication as a range, unless there is none or it is too wide."""
    if not days:
        return PageDate(None, None, None, [*reasons, "no day meets all of these"])
    if (days[-1] - days[0]).days >= WIDEST:
        return PageDate(None, None, None, [*reasons, f"{len(days)} days meet all of these, too many to choose from"])
    return PageDate(days[0], days[-1], days[0] if len(days) == 1 else None, reasons)


def _main_story(page: dict, blocks: pd.DataFrame | None) -> list[dict]:
    """Return the blocks of the main story of a page with its captions; without blocks, the whole text as one."""
    if blocks is None:
        return [{"start": 0, "end": len(page["text"])}]
    is_story = blocks["role"].eq("main") | blocks["kind"].eq("caption")
    return blocks[is_story & blocks["article"].eq(page["article"])].to_dict("records")


def _is_explicit(one: Expression) -> bool:
    """Return whether an expression names a day or month with its year."""
    return one.found.anchor == "explicit" and one.found.grain in ("day", "month")


def _surface(text: Folded, one: Expression) -> str:
    """Return the raw text of an expression in quotation marks."""
    start, end = text.span(one.start, one.end)
    return f"«{text.raw[start:end]}»"
