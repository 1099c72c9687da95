"""Print the differences between the five pages of data/articles/ and the published pages that they follow.

    python scripts/compare_pages.py FOLDER          FOLDER holds the five published pages, 000….txt to 004….txt

Compared page by page: the sequence of block roles; how often each actor is named in each role, which may differ by one,
or by 15 per cent; and the dated expressions. One line for each difference; the exit status is 1 if there is any.
"""

import sys
from collections import Counter
from itertools import groupby
from pathlib import Path

import pandas as pd

from helpers.corpus import pages as corpus
from helpers.dates.timex import VAGUE
from helpers.pipeline.annotate import annotate
from helpers.schema import Tables
from helpers.text import fold

OURS = Path(__file__).resolve().parents[1] / "data" / "articles"
NUMBER = 3  # characters of a page's id that identify it: 000 to 004
MOST, SHARE = 1, 0.15  # allowed difference of a count


def tables_by_number(folder) -> Tables:
    """Return the tables of a folder of pages, each page under its number, and without a profile."""
    articles = corpus.load(folder)
    articles["article"] = articles["article"].str[:NUMBER]
    return annotate(articles)


def actor_counts(tables: Tables) -> Counter:
    """Return how often each page names each actor in each role."""
    return Counter(tables.mentions[["article", "role", "actor"]].itertuples(index=False, name=None))


def expressions(dates: pd.DataFrame, page: str) -> set[str]:
    """Return the temporal expressions of a page, in folded spelling, without vague ones: they are not facts to keep."""
    here = dates[(dates["article"] == page) & dates["reason"].ne(VAGUE)]
    return {fold(surface) for surface in here["surface"]}


def role_sequence(blocks: pd.DataFrame, page: str) -> list[str]:
    """Return the roles of a page from top to bottom, neighbours of one role and kind as one."""
    rows = blocks[blocks["article"] == page]
    return [f"{role} {kind}" for (role, kind), _ in groupby(zip(rows["role"], rows["kind"]))]


def differences(ours: Tables, theirs: Tables):
    """Yield one line for each difference between our pages and theirs."""
    a, b = actor_counts(ours), actor_counts(theirs)
    for page, role, actor in sorted(a | b):
        n, m = a[page, role, actor], b[page, role, actor]
        if abs(n - m) > max(MOST, SHARE * m):
            yield f"{page} {role}: {actor} is named {n} times, on the published page {m}"
    for page in sorted(set(theirs.articles["article"])):
        for surface in sorted(expressions(ours.dates, page) ^ expressions(theirs.dates, page)):
            yield f"{page}: «{surface}» occurs on one of the pages only"
        if role_sequence(ours.blocks, page) != role_sequence(theirs.blocks, page):
            yield f"{page}: blocks\n    {role_sequence(ours.blocks, page)}\n    {role_sequence(theirs.blocks, page)}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = list(differences(tables_by_number(OURS), tables_by_number(sys.argv[1])))
    print("\n".join(found) or "no differences")
    sys.exit(bool(found))
