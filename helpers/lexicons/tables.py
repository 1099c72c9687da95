"""Tables of words, such as the lexicons: read from a .csv, and checked against their declarations.

All problems of a file are reported at once, each with file, row, column, and what to do about it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.corpus import Problem, Refused, csv_rows, fields_of, nearest, plain, spelled, until_error
from helpers.lexicons.cells import NOTHING, Cell, OneOf, Wrong, shown, trimmed
from helpers.paths import ROOT

MESSAGE_FAULTS = 20  # faults in an error message; all of them are in its .faults
HEADER = 1  # the row of the header, as a spreadsheet counts


class Column(NamedTuple):
    """A column: its name and the type of its cells; with `by`, their type for each value of that column."""

    name: str
    holds: Cell | Mapping[str, Cell]
    by: str = ""

    def types(self) -> list[Cell]:
        """Return the types of cell that the column may have."""
        return [self.holds] if isinstance(self.holds, Cell) else list(self.holds.values())


class Lexicon(NamedTuple):
    """The declaration of a table."""

    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()  # columns in all of which no two rows may be the same
    one_of: tuple[str, ...] = ()  # columns of which a row must fill at least one

    def names(self) -> list[str]:
        """Return the names of the columns."""
        return [column.name for column in self.columns]

    def values_of(self, name: str) -> set[str]:
        """Return the values that a column may have, if it is one of values."""
        types = (holds for column in self.columns if column.name == name for holds in column.types())
        return {value for holds in types if isinstance(holds, OneOf) for value in holds.values}


class Fault(NamedTuple):
    """A fault of a table: its place, what is wrong, and what to do about it. The header is row 1."""

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
    """A table of words that cannot be used. `faults` has all of its problems, the message the first ones."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = list(faults)
        more = len(self.faults) - MESSAGE_FAULTS
        lines = [str(fault) for fault in self.faults[:MESSAGE_FAULTS]] + [f"… and {more:,} more"] * (more > 0)
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple:
        return type(self), (self.faults,)  # so that a worker process can send it to the one that started it


class Table(NamedTuple):
    """The cells of a table by column, and the number of each row in its file."""

    columns: dict[str, list[str]]
    rows: list[int | None]


def read_table(path: str | Path, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Return a .csv file as strings, '' for an empty cell, without invisible characters around a cell.

    Raises:
        BadLexicon: the file is missing, or a spreadsheet saved it in another encoding or with semicolons for
            commas; a row is empty, too wide, too narrow or repeated; with a lexicon, something does not agree with
            its declaration. The exception has all problems of the file.
    """
    path, columns = Path(path), lexicon.columns if lexicon else ()
    table, faults = _read(path, {column.name for column in columns if column.types()[0].several})
    if table.columns:
        faults += check(shown_path(path), table, lexicon)
    if faults:
        raise BadLexicon(sorted(faults, key=lambda fault: fault.row or 0))
    return pd.DataFrame(table.columns, dtype="str")


def shown_path(path: Path) -> str:
    """Return a path for a message: from the folder of the project on, if it is in there."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def _read(path: Path, several: set[str]) -> tuple[Table, list[Fault]]:
    """Return the cells of a file, and its faults as a .csv."""
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
    if not rows:
        return Table({}, []), faults
    columns = pd.DataFrame(rows[1:], columns=rows[0]).to_dict("list")
    return Table(columns, numbers[1:]), faults


def check(file: str, table: Table, lexicon: Lexicon | None = None) -> list[Fault]:
    """Return the faults of the rows, and of everything that does not agree with the declaration, if there is one."""
    if not lexicon:
        return [Fault(file, table.rows[at], column, *wrong) for at, column, wrong in _same(table)]
    header = [Fault(file, HEADER, column, *wrong) for column, wrong in _columns(list(table.columns), lexicon)]
    checks = (_cells,) if header else (_cells, _empty_rows, _same, _repeated)
    return header + [
        Fault(file, table.rows[at], column, *wrong) for check in checks for at, column, wrong in check(table, lexicon)
    ]


def _columns(names: list[str], lexicon: Lexicon) -> Iterator[tuple[str, Wrong]]:
    """Yield the faults of the header."""
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
    """Yield the faults of single cells."""
    for column in lexicon.columns:
        for holds, at in _groups(table, lexicon, column):
            cells = table.columns[column.name]
            for i, wrong in holds.faults([cells[i] for i in at]):
                yield at[i], column.name, wrong


def _groups(table: Table, lexicon: Lexicon, column: Column) -> Iterator[tuple[Cell, list[int]]]:
    """Yield the types of cell of a column, each with the places of its cells; none if the column is missing."""
    if column.name not in table.columns:
        return
    if isinstance(column.holds, Cell):
        yield column.holds, list(range(len(table.rows)))
        return
    known = lexicon.values_of(column.by)
    groups = defaultdict(list)
    for at, kind in enumerate(table.columns.get(column.by, ())):
        groups[kind].append(at)
    for kind, cells in groups.items():
        if kind in known:  # nothing is known about the cells of an unknown kind
            yield column.holds.get(kind, NOTHING), cells


def _empty_rows(table: Table, lexicon: Lexicon) -> Iterator[tuple[int, str, Wrong]]:
    """Yield the rows that say nothing: all columns are empty of which one must be filled."""
    wanted = [table.columns[name] for name in lexicon.one_of]
    for at in range(len(table.rows)):
        if wanted and not any(cells[at] for cells in wanted):
            cure = f"fill one of the columns {', '.join(lexicon.one_of)}"
            yield at, lexicon.one_of[0], Wrong("the row says nothing", cure)


def _same(table: Table, lexicon: Lexicon | None = None) -> Iterator[tuple[int, None, Wrong]]:
    """Yield the rows that occur a second time."""
    first: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(zip(*table.columns.values())):
        if first.setdefault(row, at) != at:
            other = table.rows[first[row]]
            yield at, None, Wrong(f"the row is the same as row {other}", "delete one of them")


def _repeated(table: Table, lexicon: Lexicon) -> Iterator[tuple[int, str, Wrong]]:
    """Yield the rows that have the same word, code or id as an earlier row, and are not the same row."""
    if not lexicon.unique:
        return
    columns = {column.name: column for column in lexicon.columns}
    name = lexicon.unique[0]
    first: dict[tuple[str, ...], int] = {}
    again: dict[int, int] = {}
    for at, keys in _keys(table, lexicon, [columns[name] for name in lexicon.unique]):
        for key in keys:
            if first.setdefault(key, at) != at:
                again[at] = first[key]
    for at in again.keys() - {at for at, _, _ in _same(table)} if again else ():
        message = f"{shown(table.columns[name][at])} is the same as in row {table.rows[again[at]]}"
        yield at, name, Wrong(message, "delete one of the two, or make one row of them")


def _keys(table: Table, lexicon: Lexicon, columns: list[Column]) -> Iterator[tuple[int, list[tuple]]]:
    """Yield the keys of each row: one for each word of the first column, with what the other columns hold.

    A row of an unknown kind has no keys.
    """
    compared = [_compared(table, lexicon, column) for column in columns]
    for at, (several, *others) in enumerate(zip(*compared)):
        if all(others):
            rest = tuple(one[0] for one in others)
            yield at, [(word, *rest) for word in dict.fromkeys(several) if word]


def _compared(table: Table, lexicon: Lexicon, column: Column) -> list[list[str]]:
    """Return the words of each cell of a column as they are compared; none for a row of an unknown kind."""
    compared: list[list[str]] = [[] for _ in table.rows]
    for holds, at in _groups(table, lexicon, column):
        cells = [holds.words(table.columns[column.name][i]) for i in at]
        known = sorted({word for words in cells for word in words if word and "\n" not in word})
        key = dict(zip(known, holds.keys(known)))
        for i, words in zip(at, cells):
            compared[i] = [key.get(word, word) for word in words]
    return compared
