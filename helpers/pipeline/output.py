"""The folder OUT of a run: written beside its place, made visible at once, and marked as whole.

Tables are written into a hidden folder of the same file system. A new OUT is that folder, renamed. In an
existing OUT the marker is removed first, the files are exchanged, and a new marker comes last, so that tables of
two runs are never mistaken for those of one. The marker is tables.json: each file with its size and digest, and
the settings of the runs.
"""

import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.corpus import Refused
from helpers.pipeline.stops import held
from helpers.schema import TYPES, Tables, empty, typed
from helpers.spreadsheets import ENCODING, write_csv

MARKER, ERRORS, PROFILE = "tables.json", "errors.csv", "profile"
FORMAT = 1  # of the marker and of the tables: raised when a reader of this version would misread them
WORK, LOCK = ".run", "lock"
LONG_NAME = 200  # bytes; most file systems allow 255, and the name of the hidden folder is a little longer
DIGEST_BYTES = 16

ANNOTATE, REUSE = "annotate", "reuse"
TABLES = {ANNOTATE: ("articles", "blocks", "mentions", "dates", "quotations"), REUSE: ("passages", "near_duplicates")}
# The tables that a table was made from: it is removed when they change.
SOURCES = {
    "near_duplicates.parquet": [
        f"{name}.parquet" for name in ("articles", "blocks", "mentions", "quotations", "passages")
    ]
}
AGAIN = "run python -m helpers annotate PAGES OUT again"


class BadOutput(Refused):
    """A folder that cannot be written to, or tables that cannot be trusted."""


# Where tables may be written -----------------------------------------------------------------------------------------


def check_place(pages: Path, out: Path) -> None:
    """Raise BadOutput if the tables would lie among the pages, or replace one of them."""
    if not pages.exists():
        return
    if out.exists() and not out.is_dir():
        raise BadOutput(f"{out}: this is a file; name a folder for the tables")
    real, home = Path(os.path.realpath(pages)), Path(os.path.realpath(out))
    # A reader of PAGES skips a folder of tables right below PAGES, but not a deeper one.
    if pages.is_dir() and (real == home or real in home.parent.parents):
        raise BadOutput(f"{out}: the tables would lie among the pages; name another folder for them")
    if home in real.parents and _is_target(real.relative_to(home)):
        raise BadOutput(f"{pages}: the tables would be written over these pages; name another folder")
    if holds_tables(pages):
        raise BadOutput(
            f"{pages}: these are the tables of an earlier run, not pages; "
            f"give the pages that they were made from, or {pages / 'articles.parquet'}"
        )


def _is_target(name: Path) -> bool:
    """Return whether a run may write a file of this name into OUT."""
    tables = {f"{table}.parquet" for table in TYPES} | {ERRORS, MARKER}
    return name.parts[0] in (PROFILE, WORK) or len(name.parts) == 1 and name.name in tables


@contextmanager
def workspace(out: Path) -> Iterator[Path]:
    """Yield an empty hidden folder for the files of a run; it is removed at the end of the block.

    Files that a killed run left there are removed.

    Raises:
        BadOutput: another run is writing to the same OUT.
    """
    out = Path(os.path.realpath(out))
    made = [folder for folder in out.parents if not folder.exists()]
    out.parent.mkdir(parents=True, exist_ok=True)
    sibling = out.parent / _hidden(out.name)
    inside = out / WORK
    work = inside if out.is_dir() else sibling
    lock = None
    try:
        if work is inside and sibling.exists():  # left by a run that began before OUT existed
            _release(sibling, _locked(sibling, out))
        lock = _locked(work, out)
        folder = work / "tables"
        folder.mkdir()
        yield folder
    finally:
        with held():
            if lock is not None:
                _release(work, lock)
            for folder in made:  # from the innermost outwards; one that is not empty stays
                with suppress(OSError):
                    folder.rmdir()


def _hidden(name: str) -> str:
    """Return the name of the hidden folder beside a new OUT."""
    data = os.fsencode(name)
    short = name if len(data) < LONG_NAME else hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()
    return f".{short}{WORK}"


def _locked(work: Path, out: Path) -> int:
    """Make and empty a hidden folder, and return its lock. Raises BadOutput if another run holds it."""
    while True:
        with suppress(FileNotFoundError):  # another run has just removed the folder
            work.mkdir(exist_ok=True)
            lock = os.open(work / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                owner = os.read(lock, 20).decode("ascii", "replace").strip()
                os.close(lock)
                raise BadOutput(
                    f"{out}: another run is writing here (process {owner}); "
                    "wait until it has ended, or name another folder"
                ) from None
            except OSError:
                pass  # a file system without locks: there the user must not start two runs at once
            if _same(lock, work / LOCK):
                break
            os.close(lock)
    os.ftruncate(lock, 0)
    os.write(lock, f"{os.getpid()}\n".encode())
    for left in work.iterdir():
        if left.name != LOCK:
            shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
    return lock


def _same(lock: int, path: Path) -> bool:
    """Return whether the lock that is held is still the file that other runs find."""
    return os.path.exists(path) and os.path.samestat(os.fstat(lock), os.stat(path))


def _release(work: Path, lock: int) -> None:
    """Remove a hidden folder, the lock in it last."""
    for left in [file for file in work.iterdir() if file.name != LOCK] if work.exists() else []:
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)
    with suppress(OSError):
        (work / LOCK).unlink()
        work.rmdir()
    os.close(lock)


# Writing --------------------------------------------------------------------------------------------------------------


def publish(folder: Path, out: Path, verb: str, corpus: str, settings: dict) -> list[str]:
    """Move the files of a hidden folder to OUT; return the names of stale tables that were removed there.

    Args:
        folder: the folder that `workspace` yielded; its files are those of one run.
        out: the folder OUT.
        verb: annotate or reuse.
        corpus: the digest of the pages. Tables of other pages in OUT are stale.
        settings: what the marker keeps about the run, for its reader.
    """
    out = Path(os.path.realpath(out))
    files = {name: _fingerprint(folder / name) for name in _names(folder)}
    record: dict[str, Any] = {"format": FORMAT, "corpus": corpus, "runs": {verb: settings}, "files": files}
    _sync(folder, *(inner for inner in folder.rglob("*") if inner.is_dir()))
    if not out.exists() and _renamed(folder, out, record):
        return []
    old = _record(out) or {"corpus": None, "runs": {}, "files": {}}
    kept = [name for name in _true(old, record, verb) if _fits(out / name, old["files"][name])]
    gone = [name for name in {*old["files"], *_tables_in(out)} if name not in files and name not in kept]
    record["runs"] = {other: run for other, run in old["runs"].items() if _has(other, kept)} | record["runs"]
    record["files"] = {name: old["files"][name] for name in kept} | files
    _write_marker(folder.parent / MARKER, record)
    with held():
        _exchange(folder, out, [*files], gone)
    return sorted(name for name in gone if name != ERRORS)


def _renamed(folder: Path, out: Path, record: dict) -> bool:
    """Rename a hidden folder to a new OUT; return False if another process has made OUT meanwhile."""
    _write_marker(folder / MARKER, record)
    _sync(folder)
    with held():
        try:
            os.rename(folder, out)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
            (folder / MARKER).unlink()
            return False
        _sync(out.parent)
    return True


def _true(old: dict, new: dict, verb: str) -> list[str]:
    """Return the files of the old marker that stay valid: of the same pages, and of another verb."""
    together = old["files"] | new["files"]

    def holds(name: str) -> bool:
        by_another = _owner(name) != verb and _owner(name) in old["runs"]
        unchanged = all(together.get(source) == old["files"].get(source) for source in SOURCES.get(name, ()))
        return (by_another or name in SOURCES) and unchanged

    same_pages = old["corpus"] == new["corpus"]
    return [name for name in old["files"] if same_pages and name not in new["files"] and holds(name)]


def _owner(name: str) -> str:
    """Return the verb that writes a file."""
    return REUSE if name.removesuffix(".parquet") in TABLES[REUSE] else ANNOTATE


def _has(verb: str, names: list[str]) -> bool:
    """Return whether any of the files is a table of a verb."""
    return any(f"{table}.parquet" in names for table in TABLES[verb])


def _exchange(folder: Path, out: Path, names: list[str], gone: list[str]) -> None:
    """Replace files of OUT by those of a hidden folder: the old marker goes first, the new one comes last.

    After an error all files are as they were.
    """
    aside = folder.parent / "old"
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.rename(source, target)
        moved.append((source, target))

    try:
        for name in [MARKER, *names, *gone]:
            if os.path.lexists(out / name):
                move(out / name, aside / name)
                if name == MARKER:
                    _sync(out)
        for name in names:
            move(folder / name, out / name)
        for inner in {(out / name).parent for name in names}:
            _sync(inner)
        move(folder.parent / MARKER, out / MARKER)
        _sync(out)
    except BaseException:
        for source, target in reversed(moved):
            os.rename(target, source)
        raise


def _names(folder: Path) -> list[str]:
    """Return the files of a folder and its subfolders, by relative path."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _fingerprint(path: Path) -> dict:
    """Return size and digest of a file, after writing it through to the disk."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=DIGEST_BYTES)).hexdigest()
    return {"size": path.stat().st_size, "blake2b": digest}


def _write_marker(path: Path, record: dict) -> None:
    with open(path, "w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())


def _sync(*folders: Path) -> None:
    """Write the file names of some folders through to the disk."""
    for folder in folders:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some file systems cannot do it
                raise
        finally:
            os.close(handle)


def write_errors(errors: pd.DataFrame, folder: Path) -> None:
    """Write errors.csv, if there are any errors."""
    if len(errors):
        write_csv(errors, folder / ERRORS)


# Reading --------------------------------------------------------------------------------------------------------------


def check(folder: Path) -> dict | None:
    """Return the marker of a folder of tables, or None if the folder holds no tables of this project.

    Raises:
        BadOutput: the marker is missing or does not match the tables.
    """
    record = _record(folder)
    if record is None:
        if _tables_in(folder):
            raise BadOutput(
                f"{folder}: there are tables here, but no marker ({MARKER}) that fits: a run "
                f"was not finished, or was one of another version; {AGAIN}"
            )
        return None
    wrong = next((name for name, known in record["files"].items() if not _fits(folder / name, known)), None)
    if wrong:
        raise BadOutput(f"{folder}: {wrong} is not as the run left it that wrote {MARKER}; {AGAIN}")
    return record


def holds_tables(folder: Path) -> bool:
    """Return whether a folder is the OUT of a run, finished or not."""
    return folder.is_dir() and (_record(folder) is not None or bool(_tables_in(folder)))


def read_tables(folder: Path) -> Tables | None:
    """Return the tables that annotate wrote to a folder, or None. Raises BadOutput as `check`."""
    if not folder.is_dir() or (record := check(folder)) is None:
        return None
    if ANNOTATE not in record["runs"]:
        raise BadOutput(f"{folder}: there are tables of reuse alone here; {AGAIN}")
    tables = {name: typed(name, pd.read_parquet(folder / f"{name}.parquet")) for name in TABLES[ANNOTATE]}
    return Tables(**tables, errors=read_errors(folder) if ERRORS in record["files"] else empty("errors"))


def read_errors(folder: Path) -> pd.DataFrame:
    """Return errors.csv of a folder of tables; the empty table if there is none."""
    if not (folder / ERRORS).is_file():
        return empty("errors")
    return typed("errors", pd.read_csv(folder / ERRORS, dtype="str", encoding=ENCODING))


def _record(folder: Path) -> dict | None:
    """Return the marker of a folder, or None if there is none that this version can read."""
    try:
        record = json.loads((folder / MARKER).read_text("utf-8"))
        return record if record["format"] == FORMAT and {"corpus", "runs", "files"} <= set(record) else None
    except (OSError, ValueError, TypeError, LookupError):
        return None


def _fits(path: Path, known: dict) -> bool:
    """Return whether a file has the size and the digest of the marker."""
    return path.is_file() and path.stat().st_size == known["size"] and _fingerprint(path) == known


def _tables_in(folder: Path) -> list[str]:
    """Return the files of a folder that are tables of this project, judged by name and columns.

    articles.parquet alone is not: pages may be kept under that name.
    """
    names = [f"{table}.parquet" for tables in TABLES.values() for table in tables]
    found = [name for name in names if _has_columns(folder / name, [*TYPES[Path(name).stem]])]
    return found if found != ["articles.parquet"] else []


def _has_columns(path: Path, promised: list[str]) -> bool:
    try:
        return pq.read_schema(path).names[: len(promised)] == promised
    except (OSError, pa.ArrowException):
        return False


def sentence(error: OSError, out: Path) -> str:
    """Return the message for a reader if the system refuses to write."""
    place = error.filename or out
    reason = os.strerror(error.errno) if error.errno else str(error).splitlines()[0]
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        place, cure = out, "make room, or name a folder on another disk"
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        cure = "name a folder in which you may write"
    elif error.errno in (errno.ENOTDIR, errno.EEXIST):
        cure = "a file lies in its path; name another folder"
    else:
        cure = "check the path, or name another folder"
    return f"{place}: {reason}; {cure}. Earlier tables are as they were"
