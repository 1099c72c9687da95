"""The lexicons: each row that is bad is named with file, row, column and cure; each that is shipped is good."""
import csv
import io
import pickle
import re
import shutil
import subprocess
import sys
from functools import cache

import pytest

from helpers import cells, corpus, gazetteer
from helpers.lexicons import CALENDAR, LEXICONS
from helpers.name_words import CLASSES
from helpers.tables import BadLexicon, read_table

FILES = sorted(corpus.LEXICONS.glob("*.csv"))
README = (corpus.LEXICONS / "README.md").read_text(encoding="utf-8")
SECTIONS = {section.splitlines()[0]: section for section in README.split("\n### ")[1:]}
COLUMNS = [(name, column) for name, lexicon in LEXICONS.items() for column in lexicon.columns]


@cache
def shipped(name):
    """The rows of a lexicon as they are shipped, the header first."""
    with open(corpus.LEXICONS / f"{name}.csv", encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def written(path, rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def faults(tmp_path, name, rows):
    """What is told of a lexicon with these rows."""
    try:
        read_table(written(tmp_path / f"{name}.csv", rows), LEXICONS[name])
    except BadLexicon as bad:
        return bad.faults
    return []


def with_row(tmp_path, name, **cells):
    """What is told of a lexicon with two rows: one as it is shipped, and one like another, but with these cells."""
    header, first, *rows = shipped(name)
    row = dict(zip(header, next((row for row in rows if not cells.keys() - {c for c, v in zip(header, row) if v}), rows[0])))
    return faults(tmp_path, name, [header, first, list((row | cells).values())])


def told(found):
    return [(fault.row, fault.column) for fault in found]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_lexicon_that_is_shipped_agrees_with_its_declaration(path):
    assert len(read_table(path, LEXICONS[path.stem]))


def wrong_value(holds):
    """A value that a type of cell must not hold."""
    if isinstance(holds, cells.Words | cells.Nothing):
        return "ـــ"
    return {cells.Note: "news agancy", cells.Latin: "كيم", cells.Id: "كيم"}.get(type(holds), "lunar")


@pytest.mark.parametrize("name, column", COLUMNS, ids=[f"{name}-{column.name}" for name, column in COLUMNS])
def test_a_value_of_the_wrong_type_is_told_with_file_row_and_column(tmp_path, name, column):
    header, *rows = shipped(name)
    for kind, holds in (column.holds.items() if column.by else [(None, column.holds)]):
        row = dict(zip(header, rows[0])) | ({column.by: kind} if column.by else {}) | {column.name: wrong_value(holds)}
        if isinstance(holds, cells.Note) and not holds.marks:
            continue  # a note may be anything
        found = faults(tmp_path, name, [header, *rows[1:2], list(row.values())])
        assert (3, column.name) in told(found) and all(fault.cure for fault in found)
        assert {fault.file for fault in found} == {str(tmp_path / f"{name}.csv")}


@pytest.mark.parametrize("name, column", COLUMNS, ids=[f"{name}-{column.name}" for name, column in COLUMNS])
def test_a_misspelt_column_is_told_with_the_right_one(tmp_path, name, column):
    header, *rows = shipped(name)
    misspelt = [f"{title.title()}_" if title == column.name else title for title in header]
    [fault] = faults(tmp_path, name, [misspelt, *rows[:2]])
    assert (fault.row, fault.column, fault.cure) == (1, f"{column.name.title()}_", f"rename it to {column.name}")


@pytest.mark.parametrize("name, lexicon", LEXICONS.items(), ids=LEXICONS)
def test_a_missing_and_an_unknown_column_are_told(tmp_path, name, lexicon):
    header, *rows = shipped(name)
    found = faults(tmp_path, name, [["مصدر", *header[1:]], *rows[:2]])
    assert [(fault.column, fault.message) for fault in found] == [
        ("مصدر", "the column is not known"), (header[0], "the column is missing")]
    assert all(",".join(header) in fault.cure for fault in found)
