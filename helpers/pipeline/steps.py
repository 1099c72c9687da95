"""The steps: the table of each, what it needs, what it counts, and what a page loses on which it fails.

A step has two verbs. `count` gives its part of the profile, from the texts of a batch alone; `annotate` gives its table
from the batch, the tables of the steps that it needs, and the profile. What both read from the texts they take from the
batch (`Batch.once`), so that it is read once, by whichever asks first.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import _lru_cache_wrapper, cache, partial
from inspect import signature
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple, TypeVar

import pandas as pd

from helpers.actors import count_persons, find_mentions
from helpers.blocks import count_lines, find_blocks
from helpers.corpus import Refused
from helpers.dates import find_dates, find_published
from helpers.lexicons import check_lexicons
from helpers.quotations import find_quotations
from helpers.schema import ERRORS, ITEM, NO_PROFILE, Counts, Profile, concatenated, typed
from helpers.text import Batch

Result = TypeVar("Result")
Found = dict[str, pd.DataFrame]  # the tables of earlier steps for the same pages, by the name of the step

PROFILE = "profile"  # the step of errors.csv in which pages are counted
CURE = "report it with this page: it is a fault of the program; {kept}"
KEPT = "its rows of other steps and all other pages are whole"
LEFT_OUT = "the page is left out, and all other pages are whole"

# Modules of these packages read lexicons.
READERS = tuple(f"helpers.{package}." for package in ("lexicons", "blocks", "names", "dates", "actors", "quotations"))


def count_nothing(batch: Batch) -> Counts:
    """Return no counts: most steps ask the profile for nothing."""
    return {}


@dataclass(frozen=True)
class Step:
    """One step of annotate.

    name      the name in errors.csv
    table     the table of schema.py that it makes
    needs     the steps before it whose tables it reads
    annotate  its table for a batch, given the tables that it needs and the profile
    count     its part of the profile for a batch; no two steps count one table
    """

    name: str
    table: str
    needs: tuple[str, ...]
    annotate: Callable[[Batch, Found, Profile], pd.DataFrame]
    count: Callable[[Batch], Counts] = count_nothing


# Each verb below is looked up when the step runs, so that a test can put a failing function in its place.
STEPS = (
    Step(
        "blocks",
        table="blocks",
        needs=(),
        annotate=lambda batch, found, profile: find_blocks(batch, profile),
        count=lambda batch: count_lines(batch),
    ),
    Step(
        "publication",
        table="articles",
        needs=("blocks",),
        annotate=lambda batch, found, profile: find_published(batch.articles, found["blocks"]),
    ),
    Step(
        "mentions",
        table="mentions",
        needs=("blocks",),
        annotate=lambda batch, found, profile: find_mentions(batch, found["blocks"], profile),
        count=lambda batch: count_persons(batch),
    ),
    Step(
        "dates",
        table="dates",
        needs=("blocks", "publication"),
        annotate=lambda batch, found, profile: find_dates(batch.with_articles(found["publication"]), found["blocks"]),
    ),
    Step(
        "quotations",
        table="quotations",
        needs=("blocks", "mentions"),
        annotate=lambda batch, found, profile: find_quotations(batch, found["blocks"], found["mentions"]),
    ),
)


class Failure(NamedTuple):
    """An exception inside a page."""

    article: str
    step: str
    error: Exception


def attempt(work: Callable[[Batch], Result], batch: Batch, step: str) -> tuple[list[Result], list[Failure]]:
    """Return the results of `work` for the pages, one result if it succeeds, and the pages on which it fails.

    If it fails, each half of the pages is tried by itself, down to single pages. MemoryError and Refused are raised:
    they are about the machine, or about a lexicon or another input of all pages, and not about one page.

    >>> batch = Batch(pd.DataFrame({"article": ["1", "2", "3"], "text": ["خبر", "", "آخر"]}))
    >>> parts, failures = attempt(lambda some: [text[0] for text in some.texts], batch, "blocks")
    >>> parts, [(failure.article, type(failure.error).__name__) for failure in failures]
    ([['خ'], ['آ']], [('2', 'IndexError')])
    """
    try:
        return [work(batch)], []
    except (MemoryError, Refused):
        raise
    except Exception as error:
        if not len(batch):
            raise
        if len(batch) == 1:
            return [], [Failure(batch.ids[0], step, error)]
    first, second = batch.halves()
    parts, failures = attempt(work, first, step)
    more, others = attempt(work, second, step)
    return parts + more, failures + others


def run(pages: pd.DataFrame | Batch, profile: Profile | None) -> tuple[Found, list[Failure]]:
    """Return the table of each step, by the step's name, and the failures.

    A page on which a step fails has no rows of that step, nor of those that need it.
    """
    batch, counts = Batch.of(pages), NO_PROFILE if profile is None else profile
    raw: Found = {}
    tables: Found = {}
    failures: list[Failure] = []
    missing: dict[str, set[str]] = {}
    for step in STEPS:
        without = set().union(*(missing[need] for need in step.needs))
        work = partial(_annotated, step, raw=raw, profile=counts)
        parts, failed = attempt(work, batch.without(without), step.name)
        failures += failed
        missing[step.name] = without | {failure.article for failure in failed}
        raw[step.name] = concatenated(step.table, [part for part, _ in parts])
        tables[step.name] = concatenated(step.table, [part for _, part in parts])
    return tables, failures


def _annotated(step: Step, batch: Batch, raw: Found, profile: Profile) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows as the step makes them, for steps after it, and with role and item of their block, to keep."""
    found = {need: _of(raw[need], batch) for need in step.needs}
    rows = step.annotate(batch, found, profile)
    if step.table in ("articles", "blocks"):
        return rows, typed(step.table, rows)
    placed = rows.merge(found["blocks"][["article", "block", *ITEM]], on=["article", "block"], how="left")
    return rows, typed(step.table, placed)


def _of(frame: pd.DataFrame, batch: Batch) -> pd.DataFrame:
    """Return the rows of the pages of a batch; the frame itself if it has no others."""
    here = frame["article"].isin(batch.ids)
    return frame if here.all() else frame[here].reset_index(drop=True)


def errors(failures: list[Failure]) -> pd.DataFrame:
    """Return the failures as rows of the table of errors; the caller fills file and row."""
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


@cache
def check() -> None:
    """Raise Refused if a lexicon has a mistake, so that it is reported once, before any page is read."""
    check_lexicons()
    for build in tables_of_words():
        try:
            build()
        except (ValueError, OSError) as error:
            raise error if isinstance(error, Refused) else Refused(str(error)) from error


def tables_of_words() -> list[Callable[[], object]]:
    """Return the functions that build tables and patterns from lexicons: all that are cached and take no arguments.

    A package has nothing to declare: it keeps what it builds once in such a function.

    >>> from helpers.lexicons import gazetteer
    >>> gazetteer in tables_of_words()
    True
    """
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith(READERS)]
    values = dict.fromkeys(value for module in modules for value in vars(module).values() if is_cached(value))
    return [value for value in values if not signature(value).parameters]


def is_cached(value: object) -> bool:
    """Return whether a value is a function with @cache."""
    return isinstance(value, _lru_cache_wrapper)
