"""Columns of a table of pages: known ones, missing ones, and those that are probably misspelt."""

from collections.abc import Iterable
from difflib import get_close_matches

from helpers.corpus.problems import Note, Problem, spelled, visible

KNOWN = ("article", "outlet", "published", "published_from", "title", "text", "url")
CLOSE = 0.75  # similarity of difflib: a letter or two too many, missing or exchanged


def nearest(name: str, missing: Iterable[str]) -> str | None:
    """Return the known column that a name was probably meant to be, or None.

    >>> nearest("publishd", ["published", "title"])
    'published'
    """
    close = get_close_matches(visible(name).casefold(), list(missing), 1, CLOSE)
    return close[0] if close else None


def missing_column(wanted: str, names: Iterable[str]) -> Problem:
    """Return the problem of a table that lacks a column, with the nearest of its columns."""
    names = list(names)
    meant = next((name for name in names if name not in KNOWN and nearest(name, [wanted])), None)
    says = {"text": "the pages", "article": "each .txt file, without .txt"}[wanted]
    cure = f"rename {spelled(meant)} to {wanted}" if meant else f"name the column of {says} `{wanted}`"
    return Problem(f"there is no column {wanted} among {', '.join(map(spelled, names))}", cure)


def misspelt(names: Iterable[str]) -> list[Note]:
    """Return a note for each unknown column that looks like a known one which is not there.

    >>> misspelt(["text", "publishd"])[0].message
    'the column publishd is kept as it is; if published is meant, rename it'
    """
    names = list(names)
    missing = [name for name in KNOWN if name not in names]
    meant = {name: nearest(name, missing) for name in names if name not in KNOWN}
    return [
        Note(f"the column {spelled(name)} is kept as it is; if {known} is meant, rename it")
        for name, known in meant.items()
        if known
    ]
