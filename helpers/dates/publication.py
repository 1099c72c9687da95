"""The day on which a page was published: read from its publication line, or worked out from what it tells."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pandas as pd

from helpers.dates.matching import Expression, expressions
from helpers.dates.timex import Timex, day_or_none, shift, span
from helpers.dates.tokens import stretches
from helpers.text import Folded, fold_map

EDGE_LINES = 4  # at either end of a page, that may state its date
MAX_LINE = 100  # characters of a line that is a date and nothing more
STATED = re.compile("نشر|تاريخ|كتب|posted|published")
NUMERIC = re.compile(r"\d ?[/.-] ?\d")
UPDATED = re.compile("تحديث|محدث|updated")
LINE_WORDS = set(
    "تاريخ النشر نشر في نشرت كتب بتاريخ الخبر الموافق يوم الساعه اخر تحديث بتوقيت غرينتش جرينتش ص م صباحا "
    "مساء ه gmt utc am pm".split()
)  # all that a line may say besides its date, folded
WINDOW = 300  # days after the last event with a date on which a page may still have been published
WIDEST = 31  # days: a wider range says nothing that a reader could use
HALF_YEAR = 183  # days: a day and month without a year is one of the nearest
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class PageDate(NamedTuple):
    """The first and last day on which a page can have been published, the day if one alone is left, and the reasons."""

    first: date | None
    last: date | None
    day: date | None
    reasons: list[str]


def find_published(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """The articles, with `published` and `published_from` filled from the page's own publication line where missing.

    Lines of kind `published` are read, and where a page has none those that begin or end it and hold a date alone. A
    line that names the date of publication wins over one without a label, a date with its month in words over figures
    (often the day on which the page was fetched), and all over «آخر تحديث»; then the first wins.
    """
    articles = articles.copy()
    for column in ("published", "published_from"):
        if column not in articles:
            articles[column] = None
        articles[column] = articles[column].astype("str")
    lines = {}
    for block in blocks.to_dict("records"):
        lines.setdefault(block["article"], []).append(block)
    for i in articles.index[articles["published"].isna()]:
        article, text = articles.at[i, "article"], articles.at[i, "text"]
        stated = [text[b["start"] : b["end"]] for b in lines.get(article, []) if b.get("kind") == "published"]
        found = [day for line in stated for day in _stated_days(line, alone=False)]
        if not found:
            edge = [line for line in text.split("\n") if line.strip()]
            edge = edge[:EDGE_LINES] + edge[EDGE_LINES:][-EDGE_LINES:]
            found = [day for line in edge for day in _stated_days(line, alone=True)]
        if found:
            articles.loc[i, ["published", "published_from"]] = max(found, key=lambda day: day[0])[1].isoformat(), "page"
    return articles


def _stated_days(text: str, alone: bool) -> list[tuple[int, date]]:
    """The days that the lines of a text state, each with how far (0 to 3) it can be trusted as that of publication."""
    days = []
    for line in text.split("\n") if len(text) < MAX_LINE or not alone else ():
        folded, before = fold_map(line), 0
        for one in expressions(folded.text, 0, len(folded.text), None):
            found = one.found
            if (
                found.grain != "day"
                or found.anchor != "explicit"
                or alone
                and not _is_label(folded.text[: one.start] + " " + folded.text[one.end :])
            ):
                continue
            label, before = folded.text[before : one.start], one.end
            trust = (
                0
                if UPDATED.search(label)
                else 3
                if STATED.search(label)
                else 1
                if NUMERIC.search(folded.text[one.start : one.end])
                else 2
            )
            days.append((trust, found.day))
    return days


def _is_label(folded: str) -> bool:
    """Whether what a line says besides its date is no more than «تاريخ النشر», «الساعة» and the like."""
    return LINE_WORDS.issuperset(re.sub(r"\W|\d|_", " ", folded).split())


def date_page(page: dict, blocks: pd.DataFrame | None = None) -> PageDate:
    """The days on which a page can have been published, by what its main story tells: first, last, day, reasons.

    `page` is a row of articles (a dict or Series with article and text), `blocks` its blocks; without them the whole
    text counts as the main story. `day` is missing unless one day alone is left, and all three are where the story
    leaves more than WIDEST days, or none; `reasons` say in plain words what each expression demands. Nothing calls this
    by itself, for nothing that it finds is stated by the page: whoever uses a day fills `published` with it and
    `published_from` with «inferred», and find_dates then says `inferred` where it counts from there.

    >>> text = "افتتح المعرض الخميس 3 أبريل 2031. وقال المدير اليوم الجمعة إن الإقبال كبير في أبريل الجاري."
    >>> found = date_page({"article": "a", "text": text})
    >>> found.first, found.last, found.day
    (datetime.date(2031, 4, 4), datetime.date(2031, 4, 25), None)
    >>> date_page({"article": "a", "text": text.replace("الخميس 3", "أمس الخميس 3")}).day
    datetime.date(2031, 4, 4)
    """
    text = fold_map(page["text"])
    if blocks is None:
        spans = [{"start": 0, "end": len(page["text"])}]
    else:
        told = blocks["role"].eq("main") | blocks["kind"].eq("caption")
        spans = blocks[told & blocks["article"].eq(page["article"])].to_dict("records")
    found = [one for _, start, end in stretches(text, spans) for one in expressions(text.text, start, end, None)]
    stated = [one for one in found if one.found.anchor == "explicit" and one.found.grain in ("day", "month")]
    past = [one for one in stated if one.way() != 1]
    if not past:
        return PageDate(None, None, None, ["no day or month of the past is named with its year"])
    latest = max(past, key=lambda one: one.found.day)
    start = latest.found.day
    days, reasons = [shift(start, "day", n) for n in range(WINDOW)], [f"{_words(text, latest)}: not before {start}"]
    for one in found:
        for demand, holds in _demands(one, latest.found):
            days = [day for day in days if holds(day)]
            reasons.append(f"{_words(text, one)}: {demand}")
    reasons = list(dict.fromkeys(reasons))
    if not days:
        return PageDate(None, None, None, [*reasons, "no day meets all of these"])
    if (days[-1] - days[0]).days >= WIDEST:
        return PageDate(None, None, None, [*reasons, f"{len(days)} days meet all of these, too many to choose from"])
    return PageDate(days[0], days[-1], days[0] if len(days) == 1 else None, reasons)


def _words(text: Folded, one: Expression) -> str:
    start, end = text.span(one.start, one.end)
    return f"«{text.raw[start:end]}»"


def _demands(one: Expression, latest: Timex) -> list[tuple[str, Callable[[date], bool]]]:
    """What an expression demands of the day of publication: in words, and as a test of a day."""
    g, found = one.groups, one.found
    by, name = (g["relative"][0].value if g["relative"] else 0), (g["weekday"][0].value if g["weekday"] else None)
    demands = []
    if g["relative"] and found.day and found.anchor == "explicit":
        wanted = shift(found.day, "day", -by)
        demands.append((f"published on {wanted}", lambda day: day == wanted))
    elif g["relative"] and name is not None:
        weekday = (name - by) % 7
        demands.append((f"published on a {DAYS[weekday]}", lambda day: day.weekday() == weekday))
    elif found.day and found.anchor == "explicit" and found.grain in ("day", "month") and one.way() == 1:
        last = span(found.grain, found.day)[2]
        demands.append((f"not after {last}", lambda day: day <= last))
    elif one.rule.name == "month" and g["shift"] and g["shift"][0].value == 0:
        month = g["month"][0].value
        demands.append((f"in the month {month}", lambda day: day.month == month))
    elif one.rule.name == "day and month" and name is not None and not found.day:
        month, of_month = g["month"][0].value, g["day"][0].value
        near = {
            day
            for year in range(latest.day.year - 1, latest.day.year + 3)
            if (day := day_or_none(year, month, of_month)) and day.weekday() == name
        }
        demands.append(
            (
                f"half a year around a {DAYS[name]}, {of_month}/{month}",
                lambda day: any(abs((day - other).days) <= HALF_YEAR for other in near),
            )
        )
    elif (
        one.rule.name == "weekday"
        and not g["shift"]
        and (latest.grain, name) == ("day", latest.day.weekday())
        and one.way() != 1
    ):
        last = shift(latest.day, "day", 6)
        demands.append((f"a bare weekday of the past, that of {latest.day}: not after {last}", lambda day: day <= last))
    return demands
