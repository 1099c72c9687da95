"""Read pages from text files or tables, check them, and never change them.

A page that cannot be read becomes a row of an errors table: file, row, article, step, message and cure. `load` stops
at such a row, `read` returns it beside the good pages, and `batches` does so with only a few pages in memory.
A page that was read in an unusual way (another encoding, semicolons for commas) gives a note, which is logged.
"""

import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.corpus.columns import KNOWN, missing_column
from helpers.corpus.damage import checked, left_over
from helpers.corpus.files import rows
from helpers.corpus.messages import Refused, plain
from helpers.corpus.problems import SURROGATE, Note, Problem, Row, fields_of, is_invisible, spelled, visible
from helpers.corpus.records import Number
from helpers.schema import ARTICLES, ERRORS

ORIGIN_COLUMNS = ["file", "row"]
READ = "read"  # the step of errors.csv in which input is refused; all others are steps of annotate
PUBLISHED_FROM = ("catalogue", "page", "inferred")

BATCH_PAGES = 500  # some seconds of work for one process, and a good size for a row group of Parquet
BATCH_CHARACTERS = 20_000_000  # so that a batch of very long pages still fits into memory
MESSAGE_ROWS = 20  # problems in an error message; all of them are in its .errors

LOG = logging.getLogger(__name__)  # a warning is shown in the terminal and in notebooks without any setting
NOTE_FILES = 20  # files for which a note is repeated; the others are only counted

DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T\s].*)?", re.S)
HOST = re.compile(r"https?://(?:www\.)?([^/:?#@]+)", re.I)

Source = str | Path  # a folder or a file
TakesNote = Callable[[str], None]


class BadPages(Refused):
    """Pages that cannot be read. `errors` has a row for each problem: file, row, article, step, message, cure."""

    def __init__(self, errors: pd.DataFrame):
        self.errors = errors
        lines = [describe(error) for error in errors.head(MESSAGE_ROWS).to_dict("records")]
        more = len(errors) - len(lines)
        super().__init__("\n".join(lines + [f"… and {more:,} more"] * (more > 0)))


class Part(NamedTuple):
    """Pages of the input: the good ones, the errors, and the origin of each good page (columns file and row)."""

    articles: pd.DataFrame
    errors: pd.DataFrame
    origins: pd.DataFrame

    def without(self, ids: Iterable[str]) -> "Part":
        """Return the part without the pages of these ids."""
        kept = ~self.articles["article"].isin(list(ids))
        if kept.all():
            return self
        articles, origins = (frame[kept].reset_index(drop=True) for frame in (self.articles, self.origins))
        return self._replace(articles=articles, origins=origins)


def load(path: Source) -> pd.DataFrame:
    """Return all pages of a folder or file.

    Args:
        path: a folder of .txt files (one page a file), a .csv, .jsonl or .parquet file with a column `text`, or a
            folder of such files. A catalogue for .txt files, `articles.csv` in the folder or `FOLDER.csv` beside it,
            has a column `article` (the name of the file) and any others; all of them are kept.

    Returns:
        One row a page, with these columns and any others of the input:

        article         a string, as written ('007'); where none is given FILE for a .txt, FILE-ROW in a table
        outlet          as given, else the host of the column `url`, else missing
        published       YYYY-MM-DD, or missing
        published_from  `catalogue` if published is given (`page` or `inferred` if the input says so), else missing
        title           as given, or missing
        text            the decoded file without its byte order mark, line endings as they are

    Raises:
        BadPages: a page or file cannot be read; the exception lists every problem of every file.
    """
    articles, errors = read(path)
    if len(errors):
        raise BadPages(errors)
    return articles


def read(path: Source, note: TakesNote = LOG.warning) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the good pages, as `load` does, and the errors: file, row, article, step, message, cure.

    The errors count rows as a spreadsheet does: the header of a .csv is row 1. `note` is called with each note, one
    line of text; the `append` of a list collects them. Raises BadPages if there is nothing to read.
    """
    whole = gathered(path, note)
    return whole.articles, whole.errors


def gathered(path: Source, note: TakesNote = LOG.warning) -> Part:
    """Return the whole input as one part; it must fit into memory."""
    articles, errors, origins = (pd.concat(frames, ignore_index=True) for frames in zip(*parts(path, note=note)))
    return Part(articles.astype("str"), errors, origins)


def batches(
    path: Source, size: int = BATCH_PAGES, note: TakesNote = LOG.warning, seen: dict | None = None
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Yield articles and errors as `read` returns them, up to `size` pages at a time; at least one, maybe empty, batch.

    Only the ids of earlier batches are kept, so that an id that occurs a second time is an error anywhere.

    Args:
        path: as for `load`.
        size: the most pages of a batch.
        note: called with each note, one line of text.
        seen: to read the same pages twice, the same dict both times, {} at first. In the second pass a file
            that has gone or changed is an error, and notes are not repeated.

    """
    return ((part.articles, part.errors) for part in parts(path, size, note, seen))


def parts(
    path: Source, size: int = BATCH_PAGES, note: TakesNote = LOG.warning, seen: dict | None = None
) -> Iterator[Part]:
    """Yield the batches of `batches`, each with the file and the row of its good pages."""
    ids, notes = Ids(), Notes(ignore if seen else note)
    articles: list[dict] = []
    errors: list[dict] = []
    origins: list[dict] = []
    characters, empty = 0, True
    for row in _rows(Path(path), seen):
        try:
            if isinstance(row.fields, Note):
                notes.add(row, row.fields.message)
                continue
            articles.append(_article(row, ids))
            origins.append({"file": _storable(str(row.file)), "row": row.number})
            characters += len(articles[-1]["text"])
            for message in _oddities(articles[-1]):
                notes.add(row, message)
        except Problem as problem:
            errors.append(_error(row, problem))
        if len(articles) + len(errors) >= size or characters >= BATCH_CHARACTERS:
            yield _part(articles, errors, origins)
            articles, errors, origins, characters, empty = [], [], [], 0, False
    notes.close()
    if articles or errors or empty:
        yield _part(articles, errors, origins)


def _part(articles: list[dict], errors: list[dict], origins: list[dict]) -> Part:
    return Part(
        _frame(articles, ARTICLES), _frame(errors, ERRORS, row="Int64"), _frame(origins, ORIGIN_COLUMNS, row="Int64")
    )


def ignore(note: str) -> None:
    """Do nothing with a note."""


class Notes:
    """Pass on each kind of note once a file, with the count of its rows; after NOTE_FILES files only count it."""

    def __init__(self, note: TakesNote):
        self.note = note
        self.file: Path | None = None
        self.rows: dict[str, tuple[int | None, int]] = {}  # of the file: by message the first row, and their count
        self.files: Counter[str] = Counter()

    def add(self, row: Row, message: str) -> None:
        """Add the note of a row; the notes of the file before are passed on when a new file begins."""
        if row.file != self.file:
            self.finish_file()
            self.file = row.file
        first, n = self.rows.get(message, (row.number, 0))
        self.rows[message] = (first, n + 1)

    def finish_file(self) -> None:
        """Pass on the notes of a file."""
        for message, (first, n) in self.rows.items():
            self.files[message] += 1
            if self.files[message] <= NOTE_FILES:
                row = f", row {first}" if first else ""
                more = f" and {n - 1:,} more" * (n > 1)
                self.note(plain(f"note: {self.file}{row}{more}: {message}"))
        self.rows = {}

    def close(self) -> None:
        """Pass on the notes of the last file, and say in how many other files a note was repeated."""
        self.finish_file()
        for message, n in self.files.items():
            if n > NOTE_FILES:
                self.note(plain(f"note: … and {n - NOTE_FILES:,} more files: {message}"))


class Ids:
    """The ids of the pages so far."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.look: set[str] = set()  # the visible part of ids with invisible characters

    def add(self, article: str) -> None:
        """Add an id. Raises Problem if it occurs a second time, or looks like an earlier one."""
        if article in self.seen:
            raise Problem("this id occurs a second time", "give each page an id of its own")
        look = visible(article)
        if look in self.look or look != article and look in self.seen:
            message = f"this id ({spelled(article)}) differs from another one only in characters that cannot be seen"
            raise Problem(message, "delete them, and give each page an id of its own")
        self.seen.add(article)
        if look != article:
            self.look.add(look)


def describe(error: dict) -> str:
    """Return a row of an errors table as one line: file, row, article, message, cure; safe to print in a terminal.

    >>> describe({"file": "صحف.csv", "row": 7, "article": None, "message": "the page is empty", "cure": "take it away"})
    'صحف.csv, row 7: the page is empty; take it away'
    """
    known = {name: value for name, value in error.items() if pd.notna(value)}
    article = f"article {known['article']}" if "article" in known else ""
    row = f", row {known['row']}" if "row" in known else ""
    place = f"{known['file']}{row}{article and f' ({article})'}" if "file" in known else article
    return plain(f"{place}: {error['message']}; {error['cure']}")


def _rows(path: Path, seen: dict | None) -> Iterator[Row]:
    try:
        yield from rows(path, seen)
    except Problem as problem:
        error = _error(Row(path, None, problem), problem)
        raise BadPages(_frame([error], ERRORS, row="Int64")) from None


def _article(row: Row, ids: Ids) -> dict:
    """Return the checked fields of a page, and add its id to `ids`. Raises Problem."""
    given = fields_of(row)
    article = given.get("article", f"{row.file.stem}-{row.number}")
    try:
        fields = {name: _string(name, value) for name, value in given.items()}
        if "text" not in fields:
            raise missing_column("text", fields)
        fields["article"] = article = fields.get("article", article)
        checked(fields["text"])
        if not article:
            raise Problem("the page has no id", "fill the column article, or delete the whole column")
        fields["published"] = _day(fields.get("published"))
        source = fields.get("published_from") or "catalogue"
        if source not in PUBLISHED_FROM:
            raise Problem(f"published_from is {source}", f"write one of {', '.join(PUBLISHED_FROM)}, or nothing")
        fields["published_from"] = source if fields["published"] else None
        ids.add(article)
    except Problem as problem:
        raise Problem(problem.message, problem.cure, article if isinstance(article, str) else None) from None
    if not fields.get("outlet"):
        host = HOST.match(fields.get("url") or "")
        fields["outlet"] = host and host[1].lower()
    return fields


def _oddities(fields: dict) -> Iterator[str]:
    """Yield the notes about a page that is read."""
    if markup := left_over(fields["text"]):
        yield f"{markup} are left in the text; they are read as words"
    if any(map(is_invisible, fields["article"])):
        yield f"the id {spelled(fields['article'])} holds characters that cannot be seen"


def _string(name: str, value: Any) -> str | None:
    """Return a field as a string, or None if it is empty. Raises Problem for what no table can store as text."""
    if value is None or value != value or value == "":
        return None
    if not _is_sensible(name, value):
        cure = f"write {spelled(name)} as one string"
        raise Problem(f"{spelled(name)} is {_kind(value)}, not a string", cure)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    wrong = SURROGATE.search(text) or SURROGATE.search(name)
    if wrong:
        problem = f"half a character (a lone surrogate) at character {wrong.start():,} of {name}"
        raise Problem(problem, "take it out, or scrape the page again")
    return text if name == "text" else text.strip() or None


def _is_sensible(name: str, value: Any) -> bool:
    """Return whether a column may hold a value: text is a string, other known columns may hold numbers or days."""
    if name == "text":
        return isinstance(value, str) and not isinstance(value, Number)
    return name not in KNOWN or not isinstance(value, (bool, list, dict))


def _kind(value: Any) -> str:
    kinds = {bool: "true or false", list: "a list", dict: "an object", Number: "a number"}
    return next((name for kind, name in kinds.items() if isinstance(value, kind)), type(value).__name__)


def _day(published: str | None) -> str | None:
    """Return a date as YYYY-MM-DD, without a time of day after it. Raises Problem."""
    if not published:
        return None
    form, problem = DATE.fullmatch(published), "is not a date of the form YYYY-MM-DD"
    if form:
        try:
            return date(int(form[1]), int(form[3]), int(form[4])).isoformat()
        except ValueError:
            problem = "is no day of the calendar"
    raise Problem(f"published {published} {problem}", "write it as YYYY-MM-DD, or leave it empty")


def _error(row: Row, problem: Problem) -> dict:
    values = [str(row.file), row.number, problem.article, READ, problem.message, problem.cure]
    return {name: _storable(value) if isinstance(value, str) else value for name, value in zip(ERRORS, values)}


def _storable(value: str) -> str:
    """Return a string with its lone surrogates, which the name of a file may have, as escapes."""
    return value.encode("utf8", "backslashreplace").decode()


def _frame(rows: list[dict], columns: list[str], **types: str) -> pd.DataFrame:
    """Return rows as a frame of strings with `columns` first, other columns after them."""
    columns = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    return pd.DataFrame(rows, columns=columns, dtype=object).astype({name: types.get(name, "str") for name in columns})
