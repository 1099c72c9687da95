"""Tables of cells: strict .csv for lexicons; .csv and .tsv as spreadsheets save them for pages."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from helpers.corpus.columns import KNOWN, missing_column, misspelt
from helpers.corpus.encodings import (
    ARABIC,
    AS_UTF8,
    NAMES,
    UTF8,
    decoded_as,
    encoding_of,
    head_encoding,
    not_decoded,
)
from helpers.corpus.problems import SURROGATE, Note, Problem, Row, spelled

CSV_FIELD = 2**31 - 1  # Python's own limit, 131,072 characters, is shorter than some pages
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\s*', re.I)  # a first line by which Excel names the separator
ICONV = "save the file as UTF-8 (an old Arabic file: iconv -f WINDOWS-1256 -t UTF-8 FILE > NEW)"
QUOTES = 'double each " within a quoted cell, and close each cell that opens with one'


def csv_rows(path: Path) -> Iterator[Row]:
    """Return the rows of a .csv in UTF-8 with commas, its header too; an empty row is a problem."""
    header = None
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        for number, cells in enumerate(_records(lines, ","), start=1):
            try:
                cells = _cells(cells)
                if SURROGATE.search("".join(cells)):
                    raise Problem("not UTF-8", ICONV)
                header = header or _header(cells)
                if not cells:
                    raise Problem("the row is empty", "delete it")
                _check_width(cells, len(header))
                yield Row(path, number, dict(zip(header, header if number == 1 else cells)))
            except Problem as problem:
                yield Row(path, number, problem)
            if header is None:
                return
    if header is None:
        yield Row(path, 1, Problem("there is no header", "name the columns in the first row"))


def table_rows(path: Path, needed: str = "text") -> Iterator[Row]:
    """Return the rows of a table as a spreadsheet may have saved it, and notes about its form.

    The encoding and the separator of the cells are recognised. Empty rows are dropped, and so are columns
    without a name and without cells. `needed` is the column that every table must have.
    """
    encoding = head_encoding(path)
    if encoding != UTF8:
        yield Row(path, None, Note(f"read as {NAMES[encoding]}"))
    header, empty = None, True
    with _open(path, encoding) as lines:
        first, skipped = _first_line(lines)
        named = SEPARATOR_LINE.fullmatch(first)
        separator, first = (named[1], next(lines, "")) if named else (separator_of(first), first)
        if separator != ",":
            yield Row(path, None, Note(f"read with {SEPARATORS[separator]} between the cells"))
        for number, cells in enumerate(_records(chain([first], lines), separator), start=1 + skipped):
            try:
                cells, note = _repaired(_cells(cells), encoding)
                if note:
                    yield Row(path, number, note)
                if header is None:
                    header = _page_header(cells, needed)
                    yield from (Row(path, number, note) for note in misspelt(filter(None, header)))
                elif any(cell.strip() for cell in cells):
                    empty = False
                    yield Row(path, number, _fields(header, cells))
            except Problem as problem:
                empty = False
                yield Row(path, number, problem)
                if header is None:
                    return
    if empty:
        cure = "write a row for each page, or take the file away"
        yield Row(path, 1, Problem("there are no rows below the header", cure))


def _open(path: Path, encoding: str) -> TextIO:
    """Open a table; bytes that cannot be decoded become lone surrogates, so that their row is known."""
    errors = "surrogateescape" if encoding == UTF8 or encoding in ARABIC else "surrogatepass"
    return open(path, encoding="utf-8-sig" if encoding == UTF8 else encoding, errors=errors, newline="")


def _first_line(lines: Iterator[str]) -> tuple[str, int]:
    """Return the first line that has cells, and the count of empty ones before it."""
    for skipped, line in enumerate(lines):
        if line.strip("\r\n\t ;,|"):
            return line, skipped
    return "", 0


def separator_of(line: str) -> str:
    r"""Return the separator that gives a header the most known names; of equals, the one that gives the most cells.

    >>> separator_of("article;text")
    ';'
    """

    def cells(separator: str) -> list[str]:
        return [cell.strip().lower() for cell in next(csv.reader([line], delimiter=separator), [])]

    return max(SEPARATORS, key=lambda separator: (len({*KNOWN} & {*cells(separator)}), len(cells(separator))))


def _records(lines: Iterable[str], separator: str) -> Iterator[list[str] | Problem]:
    """Return the cells of each row, or the problem of a row that cannot be read.

    A cell that is not closed reaches to the next quotation mark, or the end of the file. So where a row
    fails, only its first line is dropped, and the lines after it are read again.
    """
    csv.field_size_limit(CSV_FIELD)
    source = iter(lines)
    waiting: deque[str] = deque()
    used: list[str] = []

    def feed() -> Iterator[str]:
        while (line := waiting.popleft() if waiting else next(source, None)) is not None:
            used.append(line)
            yield line

    reader = csv.reader(feed(), delimiter=separator, strict=True)
    while True:
        used.clear()
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            waiting.extendleft(reversed(used[1:]))
            reader = csv.reader(feed(), delimiter=separator, strict=True)
            yield Problem(f"not a row of a .csv: {error}", QUOTES)


def _cells(cells: list[str] | Problem) -> list[str]:
    if isinstance(cells, Problem):
        raise cells
    return cells


def _header(cells: list[str]) -> list[str]:
    """Return the names of the columns. Raises Problem if one is missing, or two are the same."""
    header = [name.strip() for name in cells]
    if not header:
        raise Problem("there is no header", "name the columns in the first row")
    if len(header) == 1 and re.search(r"[;\t]", header[0]):
        raise Problem("cells are separated by semicolons or tabs", "save it with commas between the cells")
    if len(set(header)) < len(header) or not all(header):
        raise Problem("a column has no name, or two have the same", "give each column a name of its own")
    return header


def _page_header(cells: list[str], needed: str) -> list[str]:
    """Return the names of the columns of a table of pages, '' for a column without one. Raises Problem."""
    header = [name.strip() for name in cells]
    names = [name for name in header if name]
    if not names:
        raise Problem("there is no header", "name the columns in the first row")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        message = f"a column has no name, or two have the same ({spelled(twice)})"
        raise Problem(message, "give each column a name of its own")
    if needed not in names:
        raise missing_column(needed, names)
    return header


def _fields(header: list[str], cells: list[str]) -> dict[str, str]:
    """Return the cells of a row by column; a column without a name gets its number, if it has a cell.

    Behind the last column that has a name all cells must be empty: others come from a comma within a page.
    """
    last = max(i for i, name in enumerate(header, start=1) if name)
    while len(cells) > last and not cells[-1].strip():
        cells = cells[:-1]
    _check_width(cells, last)
    return {
        name or f"column {i}": cell
        for i, (name, cell) in enumerate(zip(header, cells), start=1)
        if name or cell.strip()
    }


def _check_width(cells: list[str], width: int) -> None:
    if len(cells) != width:
        problem = f"the row has {len(cells)} cells and the header {width}"
        raise Problem(problem, "separate cells by commas, with double quotes around a cell that holds one")


def _repaired(cells: list[str], encoding: str) -> tuple[list[str], Note | None]:
    """Return the cells of a row, decoded by themselves and with a note if they were not in UTF-8."""
    if not SURROGATE.search("".join(cells)):
        return cells, None
    if encoding != UTF8:
        raise Problem(f"not {NAMES[encoding]}", AS_UTF8)
    data = [cell.encode(UTF8, "surrogateescape") for cell in cells]
    own = encoding_of(b"\n".join(data))
    if own not in ARABIC:
        raise not_decoded(b"\n".join(data), UTF8)
    return [decoded_as(cell, own) for cell in data], Note(f"read as {NAMES[own]}")
