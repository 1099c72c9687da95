"""Results of reading files: rows, problems in the place of rows, and notes about rows that were read."""

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

SURROGATE = re.compile("[\ud800-\udfff]")
BLANKS = {"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "}  # blanks that look like a plain one


class Problem(Exception):
    """An error of one row: what is wrong, and what to do about it."""

    def __init__(self, message: str, cure: str, article: str | None = None):
        self.message, self.cure, self.article = message, cure, article
        super().__init__(message)


class Note(NamedTuple):
    """A remark about a file or row that was read all the same; it is no error."""

    message: str


class Row(NamedTuple):
    """A row of a file: its fields, or a problem or a note instead. The header of a .csv is its row 1."""

    file: Path
    number: int | None
    fields: dict | Problem | Note


def fields_of(row: Row) -> dict:
    """Return the fields of a row. Raises the Problem that the row holds instead."""
    if isinstance(row.fields, Problem):
        raise row.fields
    if isinstance(row.fields, Note):
        raise TypeError("a note has no fields")
    return row.fields


def is_invisible(character: str) -> bool:
    """Return whether a character is invisible (marks of direction, joiners) or looks like a plain blank."""
    return character in BLANKS or unicodedata.category(character) == "Cf"


def visible(name: str) -> str:
    r"""Return a name as it looks: without invisible characters.

    >>> visible("خبر-7\u200f")
    'خبر-7'
    """
    return "".join(BLANKS.get(c, "") if is_invisible(c) else c for c in name).strip()


def spelled(name: str) -> str:
    r"""Return a name in which invisible characters are spelled out.

    >>> spelled("خبر-7\u200f")
    'خبر-7‹U+200F›'
    """
    return "".join(f"‹U+{ord(c):04X}›" if is_invisible(c) else c for c in name)
