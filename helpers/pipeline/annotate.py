"""All tables of some pages at once: blocks, mentions, dates, quotations; each row points back into a page."""

import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.corpus import BadPages, Part, describe, gathered
from helpers.pipeline import output, steps
from helpers.pipeline.profile import Profile, read_profile, sum_profiles
from helpers.pipeline.profile import profile as profile_of
from helpers.schema import ARTICLES, Tables, joined, typed

NOTICE_ROWS = 5  # of the pages left out, as many as a reader takes in; tables.errors has them all


def annotate(articles: pd.DataFrame, profile: Profile | None = None) -> Tables:
    """Return all tables of some pages; where `published` is missing it is filled from the page.

    `articles` needs the columns article (each id once) and text; outlet, published, published_from and title
    are used where they are there. Without a profile each page is read by itself. What is found in a page
    depends on that page and the profile alone: other pages beside it, and their order, change nothing.

    An exception inside a page is a row of `errors`. The page then has no rows of the step that failed, nor of
    those that need it (steps.STEPS); where its blocks fail, it is in no other table.

    Raises ValueError where a column is missing, an id stands twice or a page has no text.

    >>> text = "عودة الوفد\\nعاد الوفد من بغداد أمس."
    >>> page = pd.DataFrame({"article": ["1"], "published": ["2023-09-13"], "text": [text]})
    >>> annotate(page).dates[["surface", "value", "anchor"]].values.tolist()
    [['أمس', '2023-09-12', 'published']]
    """
    for column in ("article", "text"):
        if column not in articles or articles[column].isna().any():
            raise ValueError(f"articles: every page needs {column}; corpus.load reads pages that have it")
    twice = articles.loc[articles["article"].duplicated(), "article"]
    if len(twice):
        raise ValueError(f"articles: {twice.iloc[0]} stands twice in column article; give each page an id of its own")
    steps.check()
    articles = typed("articles", articles.reindex(columns=list(dict.fromkeys([*ARTICLES, *articles.columns]))))
    found, failures = steps.run(articles, profile)
    published = _unpublished(articles, found["publication"], failures)
    return Tables(
        published, found["blocks"], found["mentions"], found["dates"], found["quotations"], steps.errors(failures)
    )


def _unpublished(articles: pd.DataFrame, published: pd.DataFrame, failures: list[steps.Failure]) -> pd.DataFrame:
    """Return articles in their order; where the step publication failed, a page is as it was given."""
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


def count(part: Part) -> Counted:
    """Return the profile of the pages of a part."""
    counts, failures = steps.attempt(profile_of, part.articles, steps.PROFILE)
    return Counted(sum_profiles(counts), located(steps.errors(failures), part))


class Annotated(NamedTuple):
    """The tables of some pages, and the profile of those that are in none: it must be taken off again."""

    tables: Tables
    lost: Profile


def annotate_part(part: Part, profile: Profile | None) -> Annotated:
    """Return the tables of a part of the pages."""
    tables = annotate(part.articles, profile)
    lost = part.articles[~part.articles["article"].isin(tables.articles["article"])]
    counted = steps.attempt(profile_of, lost, steps.PROFILE)[0] if len(lost) else []
    return Annotated(tables._replace(errors=located(tables.errors, part)), sum_profiles(counted))


def annotate_with(part: Part, folder: str) -> Annotated:
    """Return the tables of a part, with the profile saved in a folder: so a worker is sent little."""
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


def tables_of(path, profile: Profile | None = None) -> Tables:
    """Return all tables of the pages in a folder or file that fits into memory, with their own profile.

    `path` may be what `corpus.load` reads, or a folder that the command line wrote tables to, which are then
    read and not computed again. Pages that cannot be read, or on which a step fails, are rows of `errors`;
    how many they are and the first reasons go to standard error, which a notebook shows. The command line
    does the same for any number of pages.

    Raises BadPages where no page can be read, and BadOutput where a folder holds tables of an unfinished run.
    """
    if (known := output.read_tables(Path(path))) is not None:
        if profile is not None:
            raise ValueError(f"{path}: these tables are made already; a profile needs the pages")
        return _told(known)
    steps.check()
    part = gathered(path)
    if len(part.errors) and not len(part.articles):
        raise BadPages(part.errors)
    return _told(_whole(part, profile))


def _told(tables: Tables) -> Tables:
    """Return the tables. What is missing from them goes to standard error: it must not pass unnoticed."""
    if len(tables.errors):
        print(notice(tables), file=sys.stderr)
    return tables


def _whole(part: Part, profile: Profile | None) -> Tables:
    """Return the tables of all pages; a page that is in none of them does not count in the profile either."""
    errors, counts = [part.errors], profile
    if profile is None:
        counts, uncounted = count(part)
        errors.append(uncounted)
        part = part.without(uncounted["article"])
    tables, lost = annotate_part(part, counts)
    while profile is None and len(lost):
        errors.append(tables.errors[tables.errors["step"] == "blocks"])
        part = part.without(errors[-1]["article"])
        counts = counts - lost
        tables, lost = annotate_part(part, counts)
    return tables._replace(errors=joined("errors", [*errors, tables.errors]))


def notice(tables: Tables) -> str:
    """Return what a reader is told of the pages that could not be read, or not wholly."""
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
