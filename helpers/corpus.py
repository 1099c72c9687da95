"""The pages: read from text files or tables, checked, and never changed; and the lexicons, read with the same care.

What cannot be read is told as a row of an errors table: file, row, article, step, message and cure. `load` stops at such a
row, `read` hands it back beside the good pages, and `batches` does so without holding more than a few pages at a time.
"""
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.files import SURROGATE, Problem, Row, checked, csv_rows, fields_of, rows, told
from helpers.messages import Refused, plain

COLUMNS = ["article", "outlet", "published", "published_from", "title", "text"]
ERROR_COLUMNS = ["file", "row", "article", "step", "message", "cure"]
ORIGIN_COLUMNS = ["file", "row"]
READ = "read"  # the step of errors.csv in which input is refused; the others are the steps of annotate
PUBLISHED_FROM = ("catalogue", "page", "inferred")
LEXICONS = Path(__file__).parents[1] / "data" / "lexicons"

BATCH_PAGES = 500  # some seconds of work for one process, and a fair size for a row group of Parquet
BATCH_CHARACTERS = 20_000_000  # so that a batch of very long pages still fits into memory
MESSAGE_ROWS = 20  # problems that an error message spells out; all of them are in its .errors

DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T\s].*)?", re.S)
HOST = re.compile(r"https?://(?:www\.)?([^/:?#@]+)", re.I)


class BadPages(Refused):
    """Pages that cannot be read. `errors` is a frame with one row a problem: file, row, article, step, message, cure."""

    def __init__(self, errors: pd.DataFrame):
        self.errors = errors
        lines = [describe(error) for error in errors.head(MESSAGE_ROWS).to_dict("records")]
        more = len(errors) - len(lines)
        super().__init__("\n".join(lines + [f"… and {more:,} more"] * (more > 0)))


class Part(NamedTuple):
    """Some pages of the input: the good ones, the errors, and the origin of each good page (columns file and row)."""

    articles: pd.DataFrame
    errors: pd.DataFrame
    origins: pd.DataFrame


def load(path) -> pd.DataFrame:
    """All pages of a folder or file: article, outlet, published, published_from, title, text, and what else is given.

    `path` is a folder of .txt files (one page a file), a .csv, .jsonl or .parquet file with a column `text`, or a
    folder of such files. What .txt files do not say stands in a catalogue, `articles.csv` in the folder or `FOLDER.csv`
    beside it, with a column `article` (the name of the file without .txt) and any others; all of them are kept.

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
    """The good pages as `load` gives them, and the errors: file, row, article, step, message, cure.

    `row` counts as a spreadsheet does: the header of a .csv is row 1. Raises BadPages where there is nothing to read.
    """
    articles, errors = zip(*batches(path))
    return (pd.concat(articles, ignore_index=True).astype("str"),
            pd.concat(errors, ignore_index=True))


def batches(path, size: int = BATCH_PAGES) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Articles and errors as `read` gives them, some `size` pages at a time; at least one batch, which may be empty.

    Of earlier batches only the ids are kept, so an id that stands a second time is an error however far off.
    """
    return ((part.articles, part.errors) for part in parts(path, size))


def parts(path, size: int = BATCH_PAGES) -> Iterator[Part]:
    """Yield what `batches` yields, and with it the file and the row of each good page, in the order of the pages."""
    ids, articles, errors, origins, characters, empty = set(), [], [], [], 0, True
    for row in _rows(Path(path)):
        try:
            articles.append(_article(row, ids))
            origins.append({"file": _storable(str(row.file)), "row": row.number})
            characters += len(articles[-1]["text"])
        except Problem as problem:
            errors.append(_error(row, problem))
        if len(articles) + len(errors) >= size or characters >= BATCH_CHARACTERS:
            yield _part(articles, errors, origins)
            articles, errors, origins, characters, empty = [], [], [], 0, False
    if articles or errors or empty:
        yield _part(articles, errors, origins)


def _part(articles: list[dict], errors: list[dict], origins: list[dict]) -> Part:
    return Part(_frame(articles, COLUMNS), _frame(errors, ERROR_COLUMNS, row="Int64"),
                _frame(origins, ORIGIN_COLUMNS, row="Int64"))


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
    for row in told(Path(path), csv_rows(Path(path), header_too=True)):
        try:
            values = tuple(value.strip() for value in fields_of(row).values())
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
    """One line that tells a row of an errors table: file, row, article, message, cure; nothing in it acts on a terminal.

    >>> describe({"file": "صحف.csv", "row": 7, "article": None, "message": "the page is empty", "cure": "take it away"})
    'صحف.csv, row 7: the page is empty; take it away'
    """
    known = {name: value for name, value in error.items() if pd.notna(value)}
    article = f"article {known['article']}" if "article" in known else ""
    row = f", row {known['row']}" if "row" in known else ""
    place = f"{known['file']}{row}{article and f' ({article})'}" if "file" in known else article
    return plain(f"{place}: {error['message']}; {error['cure']}")


def _rows(path: Path) -> Iterator[Row]:
    try:
        yield from rows(path)
    except Problem as problem:
        error = _error(Row(path, None, problem), problem)
        raise BadPages(_frame([error], ERROR_COLUMNS, row="Int64")) from None


def _article(row: Row, ids: set[str]) -> dict:
    """The checked fields of a page; its id is added to `ids`. Raises Problem."""
    fields = {name: _string(name, value) for name, value in fields_of(row).items()}
    if "text" not in fields:
        raise Problem(f"there is no column text among {', '.join(fields)}", "name the column of the pages `text`")
    fields["article"] = article = fields.get("article", f"{row.file.stem}-{row.number}")
    try:
        checked(fields["text"])
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
        raise Problem(problem.message, problem.cure, article) from None
    ids.add(article)
    if not fields.get("outlet"):
        host = HOST.match(fields.get("url") or "")
        fields["outlet"] = host and host[1].lower()
    return fields


def _string(name: str, value) -> str | None:
    """A field as a string without lone surrogates, which no table can store; missing where it is empty."""
    if value is None or value != value or value == "":
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    wrong = SURROGATE.search(text) or SURROGATE.search(name)
    if wrong:
        problem = f"half a character (a lone surrogate) at character {wrong.start():,} of {name}"
        raise Problem(problem, "take it out, or scrape the page again")
    return text if name == "text" else text.strip() or None


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


def _error(row: Row, problem: Problem) -> dict:
    values = [str(row.file), row.number, problem.article, READ, problem.message, problem.cure]
    return {name: _storable(value) if isinstance(value, str) else value for name, value in zip(ERROR_COLUMNS, values)}


def _storable(value: str) -> str:
    """The string with each lone surrogate, of the name of a file for instance, as its escape."""
    return value.encode("utf8", "backslashreplace").decode()


def _frame(rows: list[dict], columns: list[str], **types: str) -> pd.DataFrame:
    """Rows as a frame of strings with `columns` first, other columns after them."""
    columns = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    return pd.DataFrame(rows, columns=columns, dtype=object).astype({name: types.get(name, "str") for name in columns})
