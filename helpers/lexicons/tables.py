"""Tables of words, such as the lexicons: read from a .csv, and checked against what is declared of them.

All problems of a file are told at once, each with file, row, column, and what to do about it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.corpus import Problem, Refused, csv_rows, fields_of, nearest, plain, spelled, until_error
from helpers.lexicons.cells import BAR, NOTHING, Cell, Wrong, shown, trimmed
from helpers.paths import ROOT

MESSAGE_FAULTS = 20  # that a message spells out; all of them are in its .faults
HEADER = 1  # its row, as a spreadsheet counts


class Column(NamedTuple):
    """A column: its name and what its cells hold; with `by`, what they hold for each value of that column."""

    name: str
    holds: Cell | dict[str, Cell]
    by: str | None = None

    def types(self) -> list[Cell]:
        """Return the types of cell that the column may have."""
        return list(self.holds.values()) if self.by else [self.holds]


class Lexicon(NamedTuple):
    """A table.

    columns  its columns
    unique   those that no two rows may have alike, all of them
    one_of   those of which a row must fill at least one
    """

    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    def names(self) -> list[str]:
        """Return the names of the columns."""
        return [column.name for column in self.columns]


class Fault(NamedTuple):
    """What is wrong with a table, where, and what to do about it. The header is row 1."""

    file: str
    row: int | None
    column: str | None
    message: str
    cure: str

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return plain(f"{self.file}{row}{column}: {self.message}; {self.cure}")


class BadLexicon(Refused):
    """A table of words that cannot be used. `faults` has every problem of it, the message the first ones."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = list(faults)
        more = len(self.faults) - MESSAGE_FAULTS
        lines = [str(fault) for fault in self.faults[:MESSAGE_FAULTS]] + [f"… and {more:,} more"] * (more > 0)
        super().__init__("\n".join(lines))

    def __reduce__(self):
        return type(self), (self.faults,)  # so that a worker process can send it to the one that started it


class Table(NamedTuple):
    """The cells of a table by column, and the number of each row in its file."""

    columns: dict[str, list[str]]
    rows: list[int]


def read_table(path, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Return a .csv file as strings, '' for an empty cell, without what nobody sees around a cell.

    Raises BadLexicon with all problems of the file: a missing file, one that a spreadsheet saved in another
    encoding or with semicolons for commas, a row that is empty, too wide, too narrow or there twice; and,
    where a lexicon is given, whatever does not agree with its declaration.
    """
    path, columns = Path(path), lexicon.columns if lexicon else ()
    table, faults = _read(path, {column.name for column in columns if column.types()[0].several})
    if table.columns:
        faults += check(shown_path(path), table, lexicon)
    if faults:
        raise BadLexicon(sorted(faults, key=lambda fault: fault.row or 0))
    return pd.DataFrame(table.columns, dtype="str")


def shown_path(path: Path) -> str:
    """Return a path as a reader knows it: from the folder of the project where it lies in there."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def _read(path: Path, several: set[str]) -> tuple[Table, list[Fault]]:
    """Return the cells of a file, and what is wrong with it as a .csv."""
    rows, faults, numbers = [], [], []
    for row in until_error(path, csv_rows(path)):
        try:
            cells = [trimmed(cell, column in several) for column, cell in fields_of(row).items()]
            if not any(cells):
                raise Problem("the row is empty", "delete it")
            rows.append(cells)
            numbers.append(row.number)
        except Problem as problem:
            faults.append(Fault(shown_path(path), row.number, None, problem.message, problem.cure))
    header, *rows = rows or [[]]
    cells = zip(*rows) if rows else [()] * len(header)
    return Table({name: list(column) for name, column in zip(header, cells)}, numbers[1:]), faults


def check(file: str, table: Table, lexicon: Lexicon | None = None) -> list[Fault]:
    """Return what is wrong with the rows, and what does not agree with the declaration, if there is one."""
    if not lexicon:
        return [Fault(file, table.rows[at], column, *wrong) for at, column, wrong in _same(table)]
    header = [Fault(file, HEADER, column, *wrong) for column, wrong in _columns(list(table.columns), lexicon)]
    checks = (_cells,) if header else (_cells, _empty_rows, _same, _repeated)
    return header + [
        Fault(file, table.rows[at], column, *wrong) for check in checks for at, column, wrong in check(table, lexicon)
    ]


def _columns(names: list[str], lexicon: Lexicon) -> Iterator[tuple[str, Wrong]]:
    """Return what is wrong with the header."""
    missing = [name for name in lexicon.names() if name not in names]
    first_row = ",".join(lexicon.names())
    for name in names:
        if name not in lexicon.names():
            meant = nearest(name, missing)
            missing = [other for other in missing if other != meant]
            cure = f"rename it to {meant}" if meant else f"delete it: the first row is {first_row}"
            yield spelled(name), Wrong("the column is not known", cure)
    for name in missing:
        yield name, Wrong("the column is missing", f"add it: the first row is {first_row}")


def _cells(table: Table, lexicon: Lexicon) -> Iterator[tuple[int, str, Wrong]]:
    """Return what is wrong with single cells."""
    for column in lexicon.columns:
        for holds, at in _groups(table, lexicon, column):
            cells = table.columns[column.name]
            for i, wrong in holds.faults([cells[i] for i in at]):
                yield at[i], column.name, wrong


def _groups(table: Table, lexicon: Lexicon, column: Column) -> Iterator[tuple[Cell, list[int]]]:
    """Return the types of cell of a column, each with the places of its cells; none if it is missing."""
    if column.name not in table.columns or column.by and column.by not in table.columns:
        return
    if not column.by:
        yield column.holds, list(range(len(table.rows)))
        return
    kinds = next(other.holds.values for other in lexicon.columns if other.name == column.by)
    groups = defaultdict(list)
    for at, kind in enumerate(table.columns[column.by]):
        groups[kind].append(at)
    for kind, at in groups.items():
        if kind in kinds:  # what a row of an unknown kind may hold is not known
            yield column.holds.get(kind, NOTHING), at


def _empty_rows(table: Table, lexicon: Lexicon) -> Iterator[tuple[int, str, Wrong]]:
    """Return the rows that say nothing: all of the columns are empty that carry what the row says."""
    wanted = [table.columns[name] for name in lexicon.one_of]
    for at in range(len(table.rows)):
        if wanted and not any(cells[at] for cells in wanted):
            cure = f"fill one of the columns {', '.join(lexicon.one_of)}"
            yield at, lexicon.one_of[0], Wrong("the row says nothing", cure)


def _same(table: Table, lexicon: Lexicon | None = None) -> Iterator[tuple[int, None, Wrong]]:
    """Return the rows that are there a second time."""
    first = {}
    for at, row in enumerate(zip(*table.columns.values())):
        if first.setdefault(row, at) != at:
            other = table.rows[first[row]]
            yield at, None, Wrong(f"the row is the same as row {other}", "delete one of them")


def _repeated(table: Table, lexicon: Lexicon) -> Iterator[tuple[int, str, Wrong]]:
    """Return the rows that are for the same word, code or id as one before them, and are not the same row."""
    if not lexicon.unique:
        return
    columns = {column.name: column for column in lexicon.columns}
    first, name, again = {}, lexicon.unique[0], {}
    for at, keys in _keys(table, lexicon, [columns[name] for name in lexicon.unique]):
        for key in keys:
            if first.setdefault(key, at) != at:
                again[at] = first[key]
    for at in again.keys() - {at for at, _, _ in _same(table)} if again else ():
        message = f"{shown(table.columns[name][at])} is the same as in row {table.rows[again[at]]}"
        yield at, name, Wrong(message, "delete one of the two, or make one row of them")


def _keys(table: Table, lexicon: Lexicon, columns: list[Column]) -> Iterator[tuple[int, list[tuple]]]:
    """Return the keys of each row: one, or one for each word of its first column.

    A row with an empty key has none, nor has one of an unknown kind.
    """
    compared = [[()] * len(table.rows) for _ in columns]
    for keys, column in zip(compared, columns):
        for holds, at in _groups(table, lexicon, column):
            cells = [table.columns[column.name][i] for i in at]
            words = [cell.split(BAR) if holds.several else [cell] for cell in cells]
            known = sorted({word for several in words for word in several if word and "\n" not in word})
            key = dict(zip(known, holds.keys(known)))
            for i, several in zip(at, words):
                keys[i] = [key.get(word, word) for word in several]
    for at, (several, *others) in enumerate(zip(*compared)):
        if all(others):
            rest = tuple(one[0] for one in others)
            yield at, [(word, *rest) for word in dict.fromkeys(several) if word]
