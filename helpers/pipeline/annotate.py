"""The second pass: all tables of some pages; each row points back into a page."""

import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.corpus import BadPages, Part, describe, gathered
from helpers.pipeline import output, steps
from helpers.pipeline.profile import profile as profile_of
from helpers.pipeline.profile import read_profile
from helpers.schema import ARTICLES, Profile, Tables, joined, sum_profiles, typed
from helpers.text import Batch

KEPT_CHARACTERS = 5_000_000  # of some thousand pages: up to 200 MB
NOTICE_ROWS = 5  # errors written out; tables.errors has them all


def annotate(articles: pd.DataFrame, profile: Profile | None = None) -> Tables:
    r"""Return all tables of some pages; if `published` is missing it is filled from the page.

    What is found in a page depends on that page and the profile alone: other pages beside it, and their order, change
    nothing. An exception inside a page is a row of `errors`. The page then has no rows of the step that failed, nor of
    those that need it (steps.STEPS); if its blocks fail, it is in no other table.

    Args:
        articles: pages with article (each id once) and text; outlet, published, published_from and title are used if
            they are there.
        profile: counts of the corpus (`pipeline.profile`). Without one each page is read by itself.

    Raises:
        ValueError: a column is missing, an id occurs twice or a page has no text.
        BadLexicon: a lexicon has a mistake.

    >>> text = "عودة الوفد\nعاد الوفد من بغداد أمس."
    >>> page = pd.DataFrame({"article": ["1"], "published": ["2023-09-13"], "text": [text]})
    >>> annotate(page).dates[["surface", "value", "anchor"]].values.tolist()
    [['أمس', '2023-09-12', 'published']]
    """
    steps.check()
    return _tables(_batch(articles), profile)


def _batch(articles: pd.DataFrame) -> Batch:
    """Return pages as a batch, with all columns of the table of articles."""
    for column in ("article", "text"):
        if column not in articles or articles[column].isna().any():
            raise ValueError(f"articles: every page needs {column}; corpus.load reads pages that have it")
    twice = articles.loc[articles["article"].duplicated(), "article"]
    if len(twice):
        raise ValueError(f"articles: {twice.iloc[0]} occurs twice in column article; give each page an id of its own")
    columns = list(dict.fromkeys([*ARTICLES, *articles.columns]))
    return Batch(typed("articles", articles.reindex(columns=columns)))


def _tables(batch: Batch, profile: Profile | None) -> Tables:
    """Return all tables of a batch."""
    found, failures = steps.run(batch, profile)
    return Tables(
        articles=_with_failed(found["publication"], batch.articles, failures),
        blocks=found["blocks"],
        mentions=found["mentions"],
        dates=found["dates"],
        quotations=found["quotations"],
        errors=steps.errors(failures),
    )


def _with_failed(published: pd.DataFrame, articles: pd.DataFrame, failures: list[steps.Failure]) -> pd.DataFrame:
    """Return articles in their order; if the step publication failed on a page, the page is as it was given."""
    failed = {failure.article for failure in failures if failure.step == "publication"}
    if not failed:
        return published
    rows = pd.concat([published, articles[articles["article"].isin(failed)]], ignore_index=True)
    order = dict(zip(articles["article"], range(len(articles))))
    return typed("articles", rows.sort_values("article", key=lambda ids: ids.map(order), ignore_index=True))


class Counted(NamedTuple):
    """The profile of some pages, and the pages that could not be counted as rows of the table of errors."""

    profile: Profile
    errors: pd.DataFrame


class Kept:
    """Batches that were counted, for the pass that annotates them: what was read from their texts is there.

    Their number of characters is limited, so that a run of any size needs little more memory than one batch.
    """

    def __init__(self, characters: int = KEPT_CHARACTERS) -> None:
        self._batches: dict[tuple[str, ...], Batch] = {}  # by the ids of their pages
        self._free = characters

    def add(self, batch: Batch) -> None:
        """Keep a batch if there is room for it."""
        characters = sum(map(len, batch.texts))
        if characters <= self._free:
            self._batches[tuple(batch.ids)] = batch
            self._free -= characters

    def take(self, batch: Batch) -> Batch:
        """Return a batch with what is known of its pages, which is dropped; without if there is nothing."""
        known = self._batches.pop(tuple(batch.ids), None)
        return known.with_articles(batch.articles) if known and known.texts == batch.texts else batch


def count(part: Part, kept: Kept | None = None) -> Counted:
    """Return the profile of the pages of a part, which are kept for `annotate_part` if there is room."""
    batch = Batch(part.articles)
    counted = _counted(batch, part)
    if kept:
        kept.add(batch)
    return counted


def _counted(batch: Batch, part: Part) -> Counted:
    counts, failures = steps.attempt(profile_of, batch, steps.PROFILE)
    return Counted(sum_profiles(counts), located(steps.errors(failures), part))


class Annotated(NamedTuple):
    """The tables of some pages, and the profile of pages that are in none of them: it is to be subtracted."""

    tables: Tables
    lost: Profile


def annotate_part(part: Part, profile: Profile | None, kept: Kept | None = None) -> Annotated:
    """Return the tables of a part of the pages, some of which `count` may have kept."""
    steps.check()  # in a worker nothing is built yet
    batch = _batch(part.articles)
    return _annotated(kept.take(batch) if kept else batch, part, profile)


def _annotated(batch: Batch, part: Part, profile: Profile | None) -> Annotated:
    tables = _tables(batch, profile)
    lost = batch.without(tables.articles["article"])
    counted = steps.attempt(profile_of, lost, steps.PROFILE)[0] if len(lost) else []
    return Annotated(tables._replace(errors=located(tables.errors, part)), sum_profiles(counted))


def annotate_with(part: Part, folder: str) -> Annotated:
    """Return the tables of a part, with the profile saved in a folder, so that little is sent to a worker."""
    return annotate_part(part, _profile(folder))


@cache
def _profile(folder: str) -> Profile:
    return read_profile(folder)


def located(errors: pd.DataFrame, part: Part) -> pd.DataFrame:
    """Return the errors with the file and the row of each page."""
    if not len(errors):
        return errors
    origins = part.origins.set_axis(part.articles["article"])
    return typed("errors", errors.assign(**origins.loc[errors["article"]].reset_index(drop=True)))


def tables_of(path: str | Path, profile: Profile | None = None) -> Tables:
    """Return all tables of the pages in a folder or file that fits into memory, with their own profile.

    Pages that cannot be read, or on which a step fails, are rows of `errors`; their number and the first reasons go to
    standard error, which a notebook shows. The command line does the same for any number of pages.

    Args:
        path: what `corpus.load` reads, or a folder that the command line wrote tables to, which are then read and not
            computed again.
        profile: the profile of other pages, instead of one of these.

    Raises:
        BadPages: no page can be read.
        BadOutput: a folder holds tables of an unfinished run.
        BadLexicon: a lexicon has a mistake.
    """
    if (known := output.read_tables(Path(path))) is not None:
        if profile is not None:
            raise ValueError(f"{path}: these tables are made already; a profile needs the pages")
        return _reported(known)
    steps.check()
    part = gathered(path)
    if len(part.errors) and not len(part.articles):
        raise BadPages(part.errors)
    return _reported(_whole(part, profile))


def _reported(tables: Tables) -> Tables:
    """Return the tables, and report errors on standard error: rows that are missing must not pass unnoticed."""
    if len(tables.errors):
        print(notice(tables), file=sys.stderr)
    return tables


def _whole(part: Part, given: Profile | None) -> Tables:
    """Return the tables of all pages; a page that is in none of them does not count in the profile either.

    The pages are one batch: what counting reads from their texts is there when they are annotated.
    """
    batch, errors = _batch(part.articles), [part.errors]
    if given is not None:
        tables, _ = _annotated(batch, part, given)
        return tables._replace(errors=joined("errors", [*errors, tables.errors]))
    profile, uncounted = _counted(batch, part)
    errors.append(uncounted)
    batch = batch.without(uncounted["article"])
    tables, lost = _annotated(batch, part, profile)
    while len(lost):
        failed = tables.errors[tables.errors["step"] == "blocks"]
        errors.append(failed)
        batch, profile = batch.without(failed["article"]), profile - lost
        tables, lost = _annotated(batch, part, profile)
    return tables._replace(errors=joined("errors", [*errors, tables.errors]))


def notice(tables: Tables) -> str:
    """Return the message about pages that could not be read, or not wholly."""
    rows = tables.errors.head(NOTICE_ROWS).to_dict("records")
    more = len(tables.errors) - len(rows)
    problems = "1 problem" if len(tables.errors) == 1 else f"{len(tables.errors):,} problems"
    return "\n".join(
        [
            f"{len(tables.articles):,} pages are read; {problems} (tables.errors):",
            *(f"  {describe(row)}" for row in rows),
            *[f"  … and {more:,} more"] * (more > 0),
        ]
    )
