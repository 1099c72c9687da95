"""The folder runs/NAME that holds the notebooks and figures of one corpus.

runs/NAME/made-from.json names the pages that a run read, and has a checksum of every file that the run wrote.
A file with another checksum, or without one, is the user's: it is never overwritten and never removed.
"""

import hashlib
import json
import os
from pathlib import Path

from helpers.corpus.messages import ACTING

RECORD = "made-from.json"
NAME_BYTES = 180  # file systems allow 255 bytes; the rest is for the longest digest
DIGESTS = (8, 16, 32, 64)  # characters of a digest behind a name that is taken: 8 are nearly always enough
WRITTEN = ("notebooks/*.ipynb", "figures/*.png", "figures/*.csv")


class RunFolder:
    """A folder of results. `corpus` names the pages, `files` has checksums of the files that an earlier run wrote."""

    def __init__(self, path: Path, corpus: str):
        self.path = path
        self.corpus = corpus
        self._before = self._stamps()
        recorded = _record(path).get("files", {})
        self.files = {name: digest for name, digest in recorded.items() if name in self._before}

    def prepare(self, names) -> dict[str, str]:
        """Make the folder ready for a run. Return the files of the user, each with its new name.

        `names` are the files that the run will write. A file of such a name that no run wrote gets another name.
        """
        kept = {}
        for name in sorted({*names, *self.files}):
            file = self.path / name
            if os.path.lexists(file) and _checksum(file) != self.files.get(name):
                aside = _free_name(file)
                file.rename(aside)
                kept[name] = aside.name
        self.files = {name: digest for name, digest in self.files.items() if name not in kept}
        for folder in ("notebooks", "figures"):
            (self.path / folder).mkdir(parents=True, exist_ok=True)
        self._before = self._stamps()
        self.save()
        return kept

    def record(self) -> list[str]:
        """Store checksums of the files written since `prepare`. Return the files of earlier runs beside them."""
        now = self._stamps()
        written = {name for name, stamp in now.items() if self._before.get(name) != stamp}
        left = sorted(name for name in self.files if name in now and name not in written)
        self.files = {name: self.files[name] for name in left}
        self.files |= {name: _checksum(self.path / name) for name in written}
        self.save()
        return left

    def remove(self, names: list[str]) -> None:
        """Remove files of an earlier run that no notebook writes any more."""
        for name in names:
            (self.path / name).unlink(missing_ok=True)
            del self.files[name]
        self.save()

    def save(self) -> None:
        """Write made-from.json."""
        record = {"corpus": self.corpus, "files": dict(sorted(self.files.items()))}
        write(self.path / RECORD, json.dumps(record, ensure_ascii=False, indent=1) + "\n")

    def _stamps(self) -> dict[str, tuple]:
        """Return the time and identity of each notebook, figure and table, which change when a file is written."""
        found = {}
        for pattern in WRITTEN:
            for file in self.path.glob(pattern):
                status, name = file.lstat(), file.relative_to(self.path).as_posix()
                found[name] = (status.st_mtime_ns, status.st_ino, status.st_size)
        return found


def find(root: Path, corpus: Path) -> RunFolder:
    """Return the folder of a corpus: the one that it has, else runs/NAME or, if taken, runs/NAME-DIGEST.

    Args:
        root: the project's folder.
        corpus: a folder or file of pages, resolved.

    """
    inside = corpus.is_relative_to(root)  # so that a project can be moved together with its pages
    pages = corpus.relative_to(root).as_posix() if inside else str(corpus)
    name = name_of(corpus.stem if corpus.is_file() else corpus.name)
    digest = hashlib.sha256(pages.encode()).hexdigest()
    runs = (root / "runs").resolve()
    folders = [runs / name, *(runs / f"{name}-{digest[:length]}" for length in DIGESTS)]
    mine = (folder for folder in folders if _record(folder).get("corpus") == pages)
    free = (folder for folder in folders if _is_free(folder))
    return RunFolder(next(mine, None) or next(free), pages)


def name_of(name: str) -> str:
    r"""Return a name for a folder in runs/: visible, on one line, and not too long.

    >>> name_of("صفحاتي (1)"), name_of(".خفي."), name_of(""), name_of("سطر\nآخر"), len(name_of("م" * 300))
    ('صفحاتي (1)', 'خفي', 'pages', 'سطر_آخر', 90)
    """
    shown = ACTING.sub("_", name).encode()[:NAME_BYTES].decode(errors="ignore")
    return shown.strip(" .") or "pages"


def write(path: Path, text: str) -> None:
    """Write a text file as a whole: if that fails, the file that was there stays."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8", newline="\n")
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def _record(folder: Path) -> dict:
    """Return the contents of made-from.json of a folder; empty if there is no such file, or another."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    sound = isinstance(record, dict) and isinstance(record.get("files"), dict)
    return record if sound else {}


def _is_free(folder: Path) -> bool:
    return not os.path.lexists(folder) or folder.is_dir() and not any(folder.iterdir())


def _checksum(file: Path) -> str | None:
    """Return the checksum of a file; None for a link or a folder, which no run writes."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() and not file.is_symlink() else None


def _free_name(file: Path) -> Path:
    """Return a name for a file of the user beside that of the run: 01-load-kept-1.ipynb."""
    number = 1
    while os.path.lexists(aside := file.with_name(f"{file.stem}-kept-{number}{file.suffix}")):
        number += 1
    return aside
