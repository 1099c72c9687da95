"""Files of pages as rows: .txt with a catalogue, .csv, .jsonl, .parquet. A bad row carries what is wrong with it."""
import codecs
import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

PAGE_FILES = (".txt", ".csv", ".jsonl", ".parquet")
# Files that probably hold pages, in a form that is not read: to pass over them in silence would lose pages.
OTHER_FILES = (".html", ".htm", ".xml", ".json", ".tsv", ".xlsx", ".xls", ".doc", ".docx", ".pdf", ".gz", ".zip")
PARQUET_ROWS = 500  # read at a time
CSV_FIELD = 2**31 - 1  # Python's own limit, 131,072 characters, is shorter than some pages

NOT_TEXT = re.compile(r"\s*(?:<!doctype\s|<html[\s>]|<\?xml\s|%PDF-|\{\\rtf)", re.I)
SURROGATE = re.compile("[\ud800-\udfff]")
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
AS_UTF8 = "save the file as UTF-8 (an old Arabic file: iconv -f WINDOWS-1256 -t UTF-8 FILE > NEW)"


class Problem(Exception):
    """What is wrong with one row, and what to do about it."""

    def __init__(self, message: str, cure: str, article: str | None = None):
        self.message, self.cure, self.article = message, cure, article
        super().__init__(message)


class Row(NamedTuple):
    """A row of a file: its fields, or the problem that stands in their place. The header of a .csv is its row 1."""

    file: Path
    number: int | None
    fields: dict | Problem


def rows(path: Path) -> Iterator[Row]:
    """The rows of all files of the input, in the order of their names. Raises Problem where there are no such files."""
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
    elif path.exists():
        files = [path]
    else:
        raise Problem("there is no such file or folder", "check the path")
    if not any(file.suffix.lower() in PAGE_FILES for file in files):
        raise Problem("holds no pages", f"give a folder or a file of pages: {', '.join(PAGE_FILES)}")
    catalogue = _catalogue(path, files)
    facts, bad = _facts(catalogue) if catalogue else (None, [])
    yield from bad
    for file in files:
        kind = file.suffix.lower()
        if kind == ".txt":
            yield from told(file, _text_rows(file, facts, catalogue))
        elif kind in TABLES and file != catalogue:
            yield from told(file, TABLES[kind](file))
        elif kind in OTHER_FILES:
            yield Row(file, None, Problem("not a file of pages", f"save its text as one of {', '.join(PAGE_FILES)}"))
    for article, row in (facts or {}).items():
        cure = f"add {article}.txt or delete the row"
        yield row._replace(fields=Problem("there is no page for this row", cure, article))


def told(file: Path, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows of a file, and at their end a row that tells what kept the file from being read further."""
    try:
        yield from rows
    except FileNotFoundError:
        yield Row(file, None, Problem("there is no such file", "check the path"))
    except (OSError, pa.ArrowException) as error:
        problem = f"cannot be read: {str(error).splitlines()[0]}"
        yield Row(file, None, Problem(problem, "check its permissions, or write it again"))


def _catalogue(path: Path, files: list[Path]) -> Path | None:
    """The catalogue of a folder of .txt files, if it has one: articles.csv in it, or FOLDER.csv beside it."""
    if not path.is_dir() or not any(file.suffix.lower() == ".txt" for file in files):
        return None
    folder = path.resolve()
    return next((c for c in (path / "articles.csv", folder.with_name(f"{folder.name}.csv")) if c.is_file()), None)


def _facts(catalogue: Path) -> tuple[dict[str, Row] | None, list[Row]]:
    """The row of each article, and the bad rows. Where the header is bad, None: the pages stand alone then."""
    facts, bad = {}, []
    for row in told(catalogue, csv_rows(catalogue)):
        try:
            fields = fields_of(row)
            if "article" not in fields:
                row = row._replace(number=1)
                raise Problem("there is no column article", "add one that names each .txt file, without .txt")
            article = unicodedata.normalize("NFC", fields["article"].strip())
            if not article:
                raise Problem("the column article is empty", "name the .txt file, without .txt")
            if article in facts:
                raise Problem("this article stands a second time", "delete one of the rows", article)
            facts[article] = row
        except Problem as problem:
            bad.append(row._replace(fields=problem))
            if row.number in (None, 1):
                return None, bad
    return facts, bad


def _text_rows(file: Path, facts: dict[str, Row] | None, catalogue: Path | None) -> Iterator[Row]:
    """The row of a .txt file, with what the catalogue says of it, which is then taken out of `facts`."""
    article = unicodedata.normalize("NFC", file.stem)
    said = facts.pop(article, None) if facts else None
    try:
        if facts is not None and not said:
            raise Problem("the catalogue has no row for this page", f"add it to {catalogue}")
        page = {"article": article, "text": checked(_decoded(file.read_bytes()))}
        yield said._replace(fields=said.fields | page) if said else Row(file, None, page)
    except Problem as problem:
        yield Row(file, None, Problem(problem.message, problem.cure, article))


def _decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 where a byte order mark says so; the mark itself is dropped."""
    encoding = "utf-16" if data.startswith(UTF16_MARKS) else "utf-8"
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        raise Problem(f"not {encoding.upper()} at byte {mark + error.start:,}", AS_UTF8) from None


def csv_rows(path: Path, header_too: bool = False) -> Iterator[Row]:
    """The rows of a .csv below its header, as dicts of strings; with `header_too` the header too, and empty rows."""
    csv.field_size_limit(CSV_FIELD)
    header = None
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        for number in count(1):
            try:
                cells = next(reader, None)
                if cells is None and number > 1:
                    return
                if header is None:
                    header = _header(cells)
                    cells = header if header_too else []
                if not cells and header_too:
                    raise Problem("the row is empty", "delete it")
                if cells:
                    yield Row(path, number, dict(zip(header, _cells(cells, len(header)))))
            except csv.Error as error:
                yield Row(path, number, Problem(f"not a row of a .csv: {error}", 'double each " within a quoted cell'))
            except Problem as problem:
                yield Row(path, number, problem)
            if header is None:
                return


def _header(cells: list[str] | None) -> list[str]:
    """The names of the columns."""
    if not cells:
        raise Problem("there is no header", "name the columns in the first row")
    header = [name.strip() for name in _cells(cells, len(cells))]
    if len(header) == 1 and re.search(r"[;\t]", header[0]):
        raise Problem("cells are parted by semicolons or tabs", "save it with commas between the cells")
    if len(set(header)) < len(header) or not all(header):
        raise Problem("a column has no name, or two have the same", "give each column a name of its own")
    return header


def _cells(cells: list[str], width: int) -> list[str]:
    """The cells themselves. Raises Problem where bytes were not UTF-8, or the row is not as wide as the header."""
    if SURROGATE.search("".join(cells)):
        raise Problem("not UTF-8", AS_UTF8)
    if len(cells) != width:
        problem = f"the row has {len(cells)} cells and the header {width}"
        raise Problem(problem, "part cells by commas, with double quotes around a cell that holds one")
    return cells


def _jsonl_rows(path: Path) -> Iterator[Row]:
    """The rows of a .jsonl file, one object a line; numbers stay as they are written."""
    with open(path, "rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.startswith(UTF16_MARKS):
                yield Row(path, number, Problem("not UTF-8 but UTF-16", "save the file as UTF-8"))
                return
            if line.strip():
                yield Row(path, number, _object(line))


def _object(line: bytes) -> dict | Problem:
    try:
        fields = json.loads(_decoded(line), parse_int=str, parse_float=str)
    except Problem as problem:
        return problem
    except (ValueError, RecursionError) as error:
        return Problem(f"not JSON: {error}", 'write one object {"article": …, "text": …} on each line')
    return fields if isinstance(fields, dict) else Problem("not a JSON object", 'write {"article": …, "text": …}')


def _parquet_rows(path: Path) -> Iterator[Row]:
    """The rows of a .parquet file."""
    with pq.ParquetFile(path) as table:
        number = 0
        for batch in table.iter_batches(PARQUET_ROWS):
            for i in range(batch.num_rows):
                number += 1
                try:
                    yield Row(path, number, {name: batch[name][i].as_py() for name in batch.schema.names})
                except UnicodeDecodeError:
                    yield Row(path, number, Problem("not UTF-8", "write the strings of the file again as UTF-8"))


TABLES = {".csv": csv_rows, ".jsonl": _jsonl_rows, ".parquet": _parquet_rows}


def fields_of(row: Row) -> dict:
    """The fields of a row. Raises the Problem that stands in their place."""
    if isinstance(row.fields, Problem):
        raise row.fields
    return row.fields


def checked(text: str | None) -> str:
    """The text itself. Raises Problem where it is empty, or no text at all."""
    if not text or text.isspace():
        raise Problem("the page is empty", "scrape it again, or take it away")
    if "\0" in text or NOT_TEXT.match(text):
        raise Problem("not plain text", "give the page's text alone, without HTML or binary data")
    return text
