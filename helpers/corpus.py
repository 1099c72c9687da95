"""The pages: read from text files or tables, checked, and never changed; and the lexicons, read with the same care.

What cannot be read is told as a row of an errors table: file, row, article, problem and cure. `load` stops at such a
row, `read` hands it back beside the good pages, and `batches` does so without holding more than a few pages at a time.
"""
import codecs
import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

COLUMNS = ["article", "outlet", "published", "published_from", "title", "text"]
ERROR_COLUMNS = ["file", "row", "article", "problem", "cure"]
PUBLISHED_FROM = ("catalogue", "page", "inferred")
LEXICONS = Path(__file__).parents[1] / "data" / "lexicons"

PAGE_FILES = (".txt", ".csv", ".jsonl", ".parquet")
# Files that probably hold pages, in a form that is not read: to pass over them in silence would lose pages.
OTHER_FILES = (".html", ".htm", ".xml", ".json", ".tsv", ".xlsx", ".xls", ".doc", ".docx", ".pdf", ".gz", ".zip")
BATCH_PAGES = 1000
BATCH_CHARACTERS = 20_000_000  # so that a batch of very long pages still fits into memory
MESSAGE_ROWS = 20  # problems that an error message spells out; all of them are in its .errors
CSV_FIELD = 2**31 - 1  # Python's own limit, 131,072 characters, is shorter than some pages

DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T\s].*)?", re.S)
NOT_TEXT = re.compile(r"\s*(?:<!doctype\s|<html[\s>]|<\?xml\s|%PDF-|\{\\rtf)", re.I)
SURROGATE = re.compile("[\ud800-\udfff]")
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
AS_UTF8 = "save the file as UTF-8 (an old Arabic file: iconv -f WINDOWS-1256 -t UTF-8 FILE > NEW)"


class BadPages(ValueError):
    """Pages that cannot be read. `errors` is a frame with one row a problem: file, row, article, problem, cure."""

    def __init__(self, errors: pd.DataFrame):
        self.errors = errors
        lines = [describe(error) for error in errors.head(MESSAGE_ROWS).to_dict("records")]
        more = len(errors) - len(lines)
        super().__init__("\n".join(lines + [f"… and {more:,} more"] * (more > 0)))


class Problem(Exception):
    """What is wrong with one row, and what to do about it."""

    def __init__(self, problem: str, cure: str, article: str | None = None):
        self.problem, self.cure, self.article = problem, cure, article
        super().__init__(problem)


class Row(NamedTuple):
    """A row of a file: its fields, or the problem that stands in their place. The header of a .csv is its row 1."""

    file: Path
    number: int | None
    fields: dict | Problem


def load(path) -> pd.DataFrame:
    """All pages of a folder or file: article, outlet, published, published_from, title, text, and what else is given.

    `path` is a folder of .txt files (one page a file), a .csv, .jsonl or .parquet file with a column `text`, or a folder
    of such files. What .txt files do not say stands in a catalogue, `articles.csv` in the folder or `FOLDER.csv` beside
    it, with a column `article` (the name of the file without .txt) and any others; all of them are kept.

    article         a string, as written ('007'); where none is given FILE for a .txt, FILE-ROW in a table
    outlet          as given, else the host of the column `url`, else missing
    published       YYYY-MM-DD, or missing
    published_from  `catalogue` where published is given (`page` or `inferred` where the input says so), else missing
    text            the decoded file without its byte order mark, line endings as they are

    Raises BadPages, which lists every problem of every file.
    """
    articles, errors = read(path)
    if len(errors):
        raise BadPages(errors)
    return articles


def read(path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The good pages as `load` gives them, and the errors: file, row, article, problem, cure.

    `row` counts as a spreadsheet does: the header of a .csv is row 1. Raises BadPages where there is nothing to read.
    """
    articles, errors = zip(*batches(path))
    return (pd.concat(articles, ignore_index=True).astype("str"),
            pd.concat(errors, ignore_index=True))


def batches(path, size: int = BATCH_PAGES) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Articles and errors as `read` gives them, some `size` pages at a time; at least one batch, which may be empty.

    Of earlier batches only the ids are kept, so an id that stands a second time is an error however far off the first is.
    """
    ids, articles, errors, characters, empty = set(), [], [], 0, True
    for row in _rows(Path(path)):
        try:
            articles.append(_article(row, ids))
            characters += len(articles[-1]["text"])
        except Problem as problem:
            errors.append(_error(row, problem))
        if len(articles) + len(errors) >= size or characters >= BATCH_CHARACTERS:
            yield _frame(articles, COLUMNS), _frame(errors, ERROR_COLUMNS, row="Int64")
            articles, errors, characters, empty = [], [], 0, False
    if articles or errors or empty:
        yield _frame(articles, COLUMNS), _frame(errors, ERROR_COLUMNS, row="Int64")


def lexicon(name: str) -> pd.DataFrame:
    """The table data/lexicons/NAME.csv: strings, '' for an empty cell. Raises ValueError as `read_table` does."""
    return _lexicon(name).copy(deep=False)


@cache
def _lexicon(name: str) -> pd.DataFrame:
    return read_table(LEXICONS / f"{name}.csv")


def read_table(path) -> pd.DataFrame:
    """A .csv file as strings, '' for an empty cell, blanks around a cell dropped.

    Raises ValueError that names file, row and cure: a missing file, one that a spreadsheet saved in another encoding or
    with semicolons for commas, an empty row, one with too many or too few cells, one that stands there a second time.
    """
    cells, first = [], {}
    for row in _told(Path(path), _csv_rows(Path(path), header_too=True)):
        try:
            values = tuple(value.strip() for value in _fields(row).values())
            if not any(values):
                raise Problem("the row is empty", "delete it")
            if values in first:
                raise Problem(f"the row is the same as row {first[values]}", "delete one of them")
        except Problem as problem:
            raise ValueError(describe(_error(row, problem))) from None
        first[values] = row.number
        cells.append(values)
    return pd.DataFrame(cells[1:], columns=cells[0], dtype="str")


def describe(error: dict) -> str:
    """One line that tells an error: file, row, problem, cure."""
    row = f", row {error['row']}" if pd.notna(error["row"]) else ""
    article = f" (article {error['article']})" if pd.notna(error["article"]) else ""
    return f"{error['file']}{row}{article}: {error['problem']}; {error['cure']}"


# From files to rows ---------------------------------------------------------------------------------------------------

def _rows(path: Path) -> Iterator[Row]:
    """The rows of all files of the input, files in the order of their names."""
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
    elif path.exists():
        files = [path]
    else:
        _stop(path, "there is no such file or folder", "check the path")
    if not any(file.suffix.lower() in PAGE_FILES for file in files):
        _stop(path, "holds no pages", f"give a folder or a file of pages: {', '.join(PAGE_FILES)}")
    catalogue = _catalogue(path, files)
    facts, bad = _facts(catalogue) if catalogue else (None, [])
    yield from bad
    for file in files:
        kind = file.suffix.lower()
        if kind == ".txt":
            yield from _told(file, _text_rows(file, facts, catalogue))
        elif kind in TABLES and file != catalogue:
            yield from _told(file, TABLES[kind](file))
        elif kind in OTHER_FILES:
            yield Row(file, None, Problem("not a file of pages", f"save its text as one of {', '.join(PAGE_FILES)}"))
    for article, row in (facts or {}).items():
        yield row._replace(fields=Problem("there is no page for this row", f"add {article}.txt or delete the row", article))


def _told(file: Path, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows of a file, and at their end a row that tells what kept the file from being read further."""
    try:
        yield from rows
    except FileNotFoundError:
        yield Row(file, None, Problem("there is no such file", "check the path"))
    except (OSError, pa.ArrowException) as error:
        yield Row(file, None, Problem(f"cannot be read: {str(error).splitlines()[0]}", "check its permissions, write it again"))


def _stop(path: Path, problem: str, cure: str):
    raise BadPages(_frame([_error(Row(path, None, {}), Problem(problem, cure))], ERROR_COLUMNS, row="Int64"))


def _catalogue(path: Path, files: list[Path]) -> Path | None:
    """The catalogue of a folder of .txt files, if it has one: articles.csv in it, or FOLDER.csv beside it."""
    if not path.is_dir() or not any(file.suffix.lower() == ".txt" for file in files):
        return None
    folder = path.resolve()
    return next((c for c in (path / "articles.csv", folder.with_name(f"{folder.name}.csv")) if c.is_file()), None)


def _facts(catalogue: Path) -> tuple[dict[str, Row] | None, list[Row]]:
    """The row of each article, and the bad rows. No rows at all (None) where the header is bad: the pages stand alone then."""
    facts, bad = {}, []
    for row in _told(catalogue, _csv_rows(catalogue)):
        try:
            fields = _fields(row)
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
        page = {"article": article, "text": _checked(_decoded(file.read_bytes()))}
        yield said._replace(fields=said.fields | page) if said else Row(file, None, page)
    except Problem as problem:
        yield Row(file, None, Problem(problem.problem, problem.cure, article))


def _decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 where a byte order mark says so; the mark itself is dropped."""
    encoding = "utf-16" if data.startswith(UTF16_MARKS) else "utf-8"
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        raise Problem(f"not {encoding.upper()} at byte {mark + error.start:,}", AS_UTF8) from None


def _csv_rows(path: Path, header_too: bool = False) -> Iterator[Row]:
    """The rows of a .csv below its header, each a dict of strings; with `header_too` the header, and empty rows are told."""
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
        for batch in table.iter_batches(BATCH_PAGES):
            for i in range(batch.num_rows):
                number += 1
                try:
                    yield Row(path, number, {name: batch[name][i].as_py() for name in batch.schema.names})
                except UnicodeDecodeError:
                    yield Row(path, number, Problem("not UTF-8", "write the strings of the file again as UTF-8"))


TABLES = {".csv": _csv_rows, ".jsonl": _jsonl_rows, ".parquet": _parquet_rows}


# From rows to articles ------------------------------------------------------------------------------------------------

def _fields(row: Row) -> dict:
    if isinstance(row.fields, Problem):
        raise row.fields
    return row.fields


def _article(row: Row, ids: set[str]) -> dict:
    """The checked fields of a page; its id is added to `ids`. Raises Problem."""
    fields = {name: _string(name, value) for name, value in _fields(row).items()}
    if "text" not in fields:
        raise Problem(f"there is no column text among {', '.join(fields)}", "name the column with the pages' text `text`")
    fields["article"] = article = fields.get("article", f"{row.file.stem}-{row.number}")
    try:
        _checked(fields["text"])
        if not article:
            raise Problem("the page has no id", "fill the column article, or leave it out altogether")
        if article in ids:
            raise Problem("this id stands a second time", "give each page an id of its own")
        fields["published"] = _day(fields.get("published"))
        source = fields.get("published_from") or "catalogue"
        if source not in PUBLISHED_FROM:
            raise Problem(f"published_from is {source}", f"write one of {', '.join(PUBLISHED_FROM)}, or nothing")
        fields["published_from"] = source if fields["published"] else None
    except Problem as problem:
        raise Problem(problem.problem, problem.cure, article) from None
    ids.add(article)
    fields["outlet"] = fields.get("outlet") or _host(fields.get("url"))
    return fields


def _string(name: str, value) -> str | None:
    """A field as a string without lone surrogates, which no table can store; missing where it is empty."""
    if value is None or value != value or value == "":
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    wrong = SURROGATE.search(text)
    if wrong:
        raise Problem(f"half a character (a lone surrogate) at character {wrong.start():,} of {name}", AS_UTF8)
    return text if name == "text" else text.strip() or None


def _checked(text: str | None) -> str:
    """The text itself. Raises Problem where it is empty, or no text at all."""
    if not text or text.isspace():
        raise Problem("the page is empty", "scrape it again, or take it away")
    if "\0" in text or NOT_TEXT.match(text):
        raise Problem("not plain text", "give the page's text alone, without HTML or binary data")
    return text


def _day(published: str | None) -> str | None:
    """A date as YYYY-MM-DD; a time of day after it is dropped."""
    if not published:
        return None
    form = DATE.fullmatch(published)
    try:
        return date(*map(int, form.group(1, 3, 4))).isoformat()
    except (AttributeError, ValueError):
        problem = "is no day of the calendar" if form else "is not a date of the form YYYY-MM-DD"
        raise Problem(f"published {published} {problem}", "write it as YYYY-MM-DD, or leave it empty") from None


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _error(row: Row, problem: Problem) -> dict:
    values = [str(row.file), row.number, problem.article, problem.problem, problem.cure]
    return {name: value.encode("utf8", "backslashreplace").decode() if isinstance(value, str) else value
            for name, value in zip(ERROR_COLUMNS, values)}


def _frame(rows: list[dict], columns: list[str], **types: str) -> pd.DataFrame:
    """Rows as a frame of strings with `columns` first, other columns after them."""
    columns = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    return pd.DataFrame(rows, columns=columns, dtype=object).astype({name: types.get(name, "str") for name in columns})
