"""The steps of annotate, what each needs, and what a page loses on which one fails."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple, TypeVar

import pandas as pd

from helpers.actors import find_mentions
from helpers.blocks import find_blocks
from helpers.corpus import Refused
from helpers.dates import find_dates, find_published
from helpers.lexicons import check_lexicons
from helpers.pipeline.profile import EMPTY, Profile
from helpers.quotations import find_quotations
from helpers.schema import ERRORS, ITEM, concatenated, typed

Result = TypeVar("Result")
Found = dict[str, pd.DataFrame]  # what the steps before have made of the same pages, by name

PROFILE = "profile"  # the name, in the table of errors, of the pass that counts
CURE = "report it with this page: it is a fault of the program; {kept}"
KEPT = "its rows of other steps and all other pages are whole"
LEFT_OUT = "the page is left out, and all other pages are whole"


class Step(NamedTuple):
    """One step: its name, the steps whose rows it reads, its table, and the function that makes it."""

    name: str
    needs: tuple[str, ...]
    table: str
    make: Callable[[pd.DataFrame, Found, Profile | None], pd.DataFrame]


# Each name below is looked up when the step runs, so that a test can put a failing function in its place.
STEPS = (
    Step(
        "blocks",
        (),
        "blocks",
        lambda articles, found, profile: find_blocks(articles, EMPTY if profile is None else profile),
    ),
    Step(
        "publication",
        ("blocks",),
        "articles",
        lambda articles, found, profile: find_published(articles, found["blocks"]),
    ),
    Step(
        "mentions",
        ("blocks",),
        "mentions",
        lambda articles, found, profile: find_mentions(articles, found["blocks"], profile),
    ),
    Step(
        "dates",
        ("blocks", "publication"),
        "dates",
        lambda articles, found, profile: find_dates(found["publication"], found["blocks"]),
    ),
    Step(
        "quotations",
        ("blocks", "mentions"),
        "quotations",
        lambda articles, found, profile: find_quotations(articles, found["blocks"], found["mentions"]),
    ),
)


class Failure(NamedTuple):
    """An exception inside a page."""

    article: str
    step: str
    error: Exception


def attempt(
    work: Callable[[pd.DataFrame], Result], articles: pd.DataFrame, step: str
) -> tuple[list[Result], list[Failure]]:
    """Return what `work` makes of the pages, in one part if it can, and the pages on which it fails.

    Where it fails, each half of the pages is tried by itself, down to single pages. A MemoryError goes
    through, for it speaks of the machine and not of a page, and so does Refused, for it speaks of a lexicon
    or another input of all pages.

    >>> pages = pd.DataFrame({"article": ["1", "2", "3"], "text": ["خبر", "", "آخر"]})
    >>> parts, failures = attempt(lambda some: [text[0] for text in some["text"]], pages, "blocks")
    >>> parts, [(failure.article, type(failure.error).__name__) for failure in failures]
    ([['خ'], ['آ']], [('2', 'IndexError')])
    """
    try:
        return [work(articles)], []
    except (MemoryError, Refused):
        raise
    except Exception as error:
        if not len(articles):
            raise
        if len(articles) == 1:
            return [], [Failure(articles["article"].iloc[0], step, error)]
    middle = len(articles) // 2
    parts, failures = attempt(work, articles.iloc[:middle].reset_index(drop=True), step)
    more, others = attempt(work, articles.iloc[middle:].reset_index(drop=True), step)
    return parts + more, failures + others


def run(articles: pd.DataFrame, profile: Profile | None) -> tuple[Found, list[Failure]]:
    """Return the table of each step, by the step's name, and the failures.

    A page on which a step fails has no rows of that step, nor of those that need it.
    """
    raw, tables, failures, missing = {}, {}, [], {}
    for step in STEPS:
        without = set().union(*(missing[need] for need in step.needs))
        pages = _except(articles, without)
        parts, failed = attempt(lambda some: _made(step, some, raw, profile), pages, step.name)
        failures += failed
        missing[step.name] = without | {failure.article for failure in failed}
        raw[step.name] = concatenated(step.table, [part for part, _ in parts])
        tables[step.name] = concatenated(step.table, [part for _, part in parts])
    return tables, failures


def _made(step: Step, articles: pd.DataFrame, raw: Found, profile: Profile | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return rows as the step makes them and, with role and item of their block, as they are kept."""
    found = {need: _of(raw[need], articles) for need in step.needs}
    rows = step.make(articles, found, profile)
    if step.table in ("articles", "blocks"):
        return rows, typed(step.table, rows)
    placed = rows.merge(found["blocks"][["article", "block", *ITEM]], on=["article", "block"], how="left")
    return rows, typed(step.table, placed)


def _of(frame: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of some of the pages: the frame itself where it has no rows of others."""
    here = frame["article"].isin(articles["article"])
    return frame if here.all() else frame[here].reset_index(drop=True)


def _except(articles: pd.DataFrame, without: set[str]) -> pd.DataFrame:
    return articles[~articles["article"].isin(without)].reset_index(drop=True) if without else articles


def errors(failures: list[Failure]) -> pd.DataFrame:
    """Return the failures as rows of the table of errors; file and row are for whoever knows them."""
    rows = [
        {
            "article": article,
            "step": step,
            "message": f"{type(error).__name__}: {error} {_place(error)}",
            "cure": CURE.format(kept=LEFT_OUT if step in (PROFILE, "blocks") else KEPT),
        }
        for article, step, error in failures
    ]
    return typed("errors", pd.DataFrame(rows, columns=ERRORS))


def _place(error: Exception) -> str:
    """Return where the exception was raised: what a report of it needs."""
    last = extract_tb(error.__traceback__)[-1]
    return f"({Path(last.filename).name}, line {last.lineno})"


# One page of all that the steps look for; made up.
EXAMPLE = """وزيرة الزراعة تزور دمشق
السبت 5 نيسان/أبريل 2031
قالت وزيرة الزراعة سلمى الخوري أمس إن الموسم سيبدأ في الأسبوع المقبل. وأضافت: «سنوزع البذور بعد أيام».
وكان الرئيس نبيل العطار قد زار القاهرة في 14 رمضان 1452، بحسب وكالة رويترز.
اقرأ أيضاً: فرنسا تفتح معرضها
"""


@cache
def check():
    """Raise Refused where a lexicon has a mistake: it is told once, before any page is read."""
    check_lexicons()
    page = pd.DataFrame({"article": ["1"], "outlet": [None], "published": ["2031-04-06"], "text": [EXAMPLE]})
    for failure in run(page, None)[1]:
        if isinstance(failure.error, (ValueError, OSError)):
            raise Refused(str(failure.error)) from failure.error
