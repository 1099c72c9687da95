"""Files of pages as rows: .txt with a catalogue, .csv, .jsonl, .parquet; anything else in a folder is reported."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from helpers.corpus.columns import KNOWN
from helpers.corpus.damage import checked
from helpers.corpus.delimited import table_rows
from helpers.corpus.encodings import NAMES, UTF8, decoded, encoding_of
from helpers.corpus.problems import Note, Problem, Row, fields_of, spelled, visible
from helpers.corpus.records import jsonl_rows, parquet_rows

TABLES = {".csv": table_rows, ".tsv": table_rows, ".jsonl": jsonl_rows, ".ndjson": jsonl_rows, ".parquet": parquet_rows}
PAGE_FILES = (".txt", *TABLES)
FORMS = ", ".join(PAGE_FILES)

# What to do with files of other formats; to skip them silently would lose pages.
SAVE_TEXT = f"save its text as one of {FORMS}"
UNPACK = "unpack it, and give the files in it"
CURES = {
    **dict.fromkeys((".gz", ".tgz", ".bz2", ".xz", ".zst", ".lz4", ".zip", ".7z", ".rar", ".tar"), UNPACK),
    **dict.fromkeys((".xlsx", ".xls", ".ods"), "save its sheet as «CSV UTF-8»"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xml", ".pdf", ".doc", ".docx", ".rtf", ".warc"), SAVE_TEXT),
    **dict.fromkeys((".text", ".md"), "rename it to .txt if it is a page, else move it out of the folder"),
    ".json": "write one object on each line and name it .jsonl",
}
OTHER = f"{SAVE_TEXT}, or move it out of the folder if it holds none"
README_FILES = ("", ".md", ".rst")
HEADER = 1000  # bytes that are enough for the names of all known columns
FEW = 5  # names that a message spells out
KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
OUTPUT = {"blocks.parquet", "passages.parquet"}  # tables that only a run of annotate or reuse writes
Stamp = tuple[int, int]  # size and time of the last change of a file


def rows(path: Path, seen: dict[Path, Stamp] | None = None) -> Iterator[Row]:
    """Return the rows of all files of the input, in the order of their names.

    Args:
        path: a folder or a file.
        seen: the files of an earlier pass over the same input, {} in the first pass, which fills it. A file
            that was deleted or changed since then is a problem.

    Raises:
        Problem: there is nothing to read.
    """
    seen = {} if seen is None else seen
    before = {*seen}
    files, others = _listed(path)
    catalogue = _catalogue(path, files)
    facts, bad = _facts(catalogue, files, seen) if catalogue else (None, [])
    yield from bad
    yield from others
    for file in files:
        if file != catalogue:
            yield from _watched(file, _rows_of(file, facts, catalogue), seen)
    for file in sorted(before - {*files, catalogue}):
        article = _id(file)
        if facts and article:
            facts.pop(article, None)
        gone = Problem("the file has gone during the run", "put it back, and run again", article)
        yield Row(file, None, gone)
    for article, row in (facts or {}).items():
        yield row._replace(fields=_no_page(article))


def until_error(file: Path, rows: Iterator[Row]) -> Iterator[Row]:
    """Yield the rows of a file; where reading fails, a row with the problem comes last."""
    try:
        yield from rows
    except FileNotFoundError:
        yield Row(file, None, Problem("there is no such file", "check the path"))
    except PermissionError:
        yield Row(file, None, Problem("cannot be read: no permission", "allow it: chmod u+r FILE"))
    except UnicodeError as error:
        yield Row(file, None, Problem(f"cannot be read to its end: {error}", "save the file again as UTF-8"))
    except (OSError, pa.ArrowException) as error:
        message = str(error).splitlines()[0] if str(error) else type(error).__name__
        cure = "write the file again, or copy it again if it was cut short"
        yield Row(file, None, Problem(f"cannot be read: {message}", cure))


def _listed(path: Path) -> tuple[list[Path], list[Row]]:
    """Return the files of pages of the input, and a row for anything else in it. Raises Problem."""
    try:
        if not path.is_dir():
            path.stat()
            if isinstance(problem := _strange(path), Problem):
                raise problem
            return [path], []
        entries = sorted(entry for entry in path.iterdir() if not _is_passed_over(entry))
    except FileNotFoundError:
        raise Problem("there is no such file or folder", "check the path") from None
    except OSError as error:
        raise Problem(f"cannot be read: {error.strerror}", "check the path and its permissions") from None
    strange = {entry: _strange(entry, path) for entry in entries}
    files = [entry for entry, row in strange.items() if not row]
    if not files:
        names = [entry.name for entry in entries[:FEW]] + ["…"] * (len(entries) > FEW)
        what = f"holds no pages ({', '.join(names)})" if names else "holds no pages"
        raise Problem(what, f"give a folder or a file of pages: {FORMS}")
    return files, [Row(entry, None, row) for entry, row in strange.items() if row]


def _is_passed_over(file: Path) -> bool:
    """Return whether the name of a file shows that it is no page: hidden, or a description of the folder."""
    return file.name.startswith(".") or file.stem.upper() == "README" and file.suffix.lower() in README_FILES


def _strange(file: Path, folder: Path | None = None) -> Problem | Note | None:
    """Return why an entry of a folder is not read, or None if it is. Nothing is opened to find out."""
    if folder and file.name.upper() == "README.TXT":
        return Note("describes the folder by its name; it is not read as a page")
    try:
        if folder and file.is_symlink() and not file.resolve(strict=True).is_relative_to(folder.resolve()):
            cure = "put the file itself into the folder"
            return Problem("a link that leaves the folder; it is not followed", cure)
        mode = file.stat().st_mode
    except FileNotFoundError:
        return Problem("a link to nothing", "delete it, or put the file itself into the folder")
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        return Problem(f"cannot be read: {reason}", "check the link and its permissions")
    if stat.S_ISDIR(mode):
        return _subfolder(file)
    if not stat.S_ISREG(mode):
        return Problem(f"no file but {KINDS.get(stat.S_IFMT(mode), 'a device')}; it is not opened", SAVE_TEXT)
    suffix = file.suffix.lower()
    if suffix not in PAGE_FILES:
        return Problem("not a file of pages", CURES.get(suffix, OTHER))
    return None


def _subfolder(folder: Path) -> Problem | Note:
    """Return the problem of a subfolder, or a note if no page is lost: it is empty, or the output of a run."""
    try:
        names = {entry.name for entry in folder.iterdir() if not _is_passed_over(entry)}
    except OSError as error:
        return Problem(f"a subfolder that cannot be read: {error.strerror}", "check its permissions")
    if not names:
        return Note("an empty subfolder")
    if names & OUTPUT:
        return Note("a subfolder with the tables of an earlier run; they are not read as pages")
    cure = "give it as PAGES by itself, or put all files into one folder"
    return Problem("a subfolder; its pages are not read", cure)


def _watched(file: Path, rows: Iterator[Row], seen: dict[Path, Stamp]) -> Iterator[Row]:
    """Yield the rows of a file, and a problem if it has changed meanwhile or since the pass before."""
    before = seen.get(file) or _stamp(file)
    for row in until_error(file, rows):
        if row.number is None and isinstance(row.fields, Problem) and not row.fields.article:
            row.fields.article = _id(file)
        yield row
    after = _stamp(file)
    seen[file] = before or (0, 0)
    if before and after and before != after:
        message = "the file has changed during the run; some of its rows may be missing"
        yield Row(file, None, Problem(message, "let nothing write to it, and run again"))


def _id(file: Path) -> str | None:
    """Return the id of the page in a .txt file, or None for a table."""
    return unicodedata.normalize("NFC", file.stem) if file.suffix.lower() == ".txt" else None


def _stamp(file: Path) -> Stamp | None:
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _rows_of(file: Path, facts: dict[str, Row] | None, catalogue: Path | None) -> Iterator[Row]:
    if file.suffix.lower() in TABLES:
        return TABLES[file.suffix.lower()](file)
    return _text_rows(file, facts, catalogue)


def _is_table(data: bytes) -> bool:
    """Return whether a .txt is a table with tabs: its first line has only names of columns."""
    head = data[:HEADER]
    if b"\t" not in head or b"text" not in head.replace(b"\0", b""):
        return False
    names = {name.strip() for name in head.decode(encoding_of(head), "ignore").split("\n")[0].split("\t")}
    return "text" in names and len(names) > 1 and names <= {*KNOWN, ""}


def _catalogue(path: Path, files: list[Path]) -> Path | None:
    """Return the catalogue of a folder of .txt files, if any: articles.csv in it, or FOLDER.csv beside it."""
    if not path.is_dir() or not any(file.suffix.lower() == ".txt" for file in files):
        return None
    folder = path.resolve()
    places = (path / "articles.csv", folder.with_name(f"{folder.name}.csv"))
    return next((place for place in places if place.is_file()), None)


def _facts(catalogue: Path, files: list[Path], seen: dict[Path, Stamp]) -> tuple[dict[str, Row] | None, list[Row]]:
    """Return the row of each article (None if the header is bad), and the bad rows and notes."""
    pages = {_id(file) for file in files}
    facts, others = {}, []
    for row in _watched(catalogue, table_rows(catalogue, needed="article"), seen):
        if isinstance(row.fields, Note):
            others.append(row)
            continue
        try:
            written = fields_of(row)["article"].strip()
            article = _page_of(written, pages)
            if not article:
                raise Problem("the column article is empty", "name the .txt file, without .txt")
            if article in facts:
                raise Problem("this article occurs a second time", "delete one of the rows", article)
            if article == visible(written).removesuffix(".txt") and spelled(written) != written:
                others.append(row._replace(fields=Note(f"the id {spelled(written)} is read as {article}")))
            facts[article] = row
        except Problem as problem:
            others.append(row._replace(fields=problem))
            if row.number in (None, 1):
                return None, others
    return facts, others


def _page_of(written: str, pages: set[str | None]) -> str:
    """Return the id of the page that a row of the catalogue names, with or without .txt and invisible characters.

    >>> _page_of("خبر.txt", {"خبر"})
    'خبر'
    """
    article = unicodedata.normalize("NFC", written)
    names = (article, article.removesuffix(".txt"), visible(article), visible(article).removesuffix(".txt"))
    return next((name for name in names if name in pages), article)


def _no_page(article: str) -> Problem:
    """Return the problem of a row of the catalogue that has no .txt file."""
    name = visible(article).removesuffix(".txt")
    holds = f" (its id is {spelled(article)})" if spelled(article) != article else ""
    return Problem(f"there is no page for this row{holds}", f"add {name}.txt or delete the row", article)


def _text_rows(file: Path, facts: dict[str, Row] | None, catalogue: Path | None) -> Iterator[Row]:
    """Yield the row of a .txt file with its row of the catalogue, which is removed from `facts`."""
    article = _id(file)
    said = facts.pop(article, None) if facts and article else None
    data = file.read_bytes()
    if not said and _is_table(data):
        yield Row(file, None, Note("read as a table"))
        yield from table_rows(file)
        return
    try:
        if facts is not None and not said:
            raise Problem("the catalogue has no row for this page", f"add it to {catalogue}")
        text, encoding = decoded(data)
        page = {"article": article, "text": checked(text)}
        if encoding != UTF8:
            yield Row(file, None, Note(f"read as {NAMES[encoding]}"))
        yield said._replace(fields=fields_of(said) | page) if said else Row(file, None, page)
    except Problem as problem:
        yield Row(file, None, Problem(problem.message, problem.cure, article))
