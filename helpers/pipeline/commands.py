"""The verbs of the command line: read a corpus of any size, batch by batch, and write its tables to a folder OUT."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.actors import find_credits
from helpers.corpus import READ, Part, gathered, parts
from helpers.pipeline import output, steps
from helpers.pipeline.annotate import Annotated, Counted, Kept, annotate_part, annotate_with, count, located
from helpers.pipeline.comparing import compare
from helpers.pipeline.output import ANNOTATE, REUSE, BadOutput
from helpers.pipeline.parallel import each, progress, say
from helpers.pipeline.profile import read_profile, save_profile
from helpers.reuse import find_near_duplicates, find_passages
from helpers.schema import ARTICLES, ERRORS, Profile, joined, sum_profiles, typed

GIVE_OUT = "give the folder OUT of python -m helpers annotate PAGES OUT"
PASSAGES, NEAR_DUPLICATES = output.TABLES[REUSE]  # the names of the steps of reuse, in errors.csv
LATE, LATE_CURE = "this page came after the run began", "run it again when nothing writes to the pages"


class Report(NamedTuple):
    """The result of a run for its user: the errors, and the lines of the summary."""

    errors: pd.DataFrame
    summary: dict[str, str]


def annotate_pages(pages: Path, out: Path, profile: Path | None = None, workers: int = 1) -> Report:
    """Write all tables of the pages, their profile and errors.csv to OUT, and return a report.

    Args:
        pages: a folder or file of pages, as `corpus.load` reads them.
        out: the folder for the tables.
        profile: the profile of an earlier run, instead of one of these pages.
        workers: processes that share the work.

    Raises:
        BadPages, BadOutput, BadProfile, OSError, WorkerLost: the tables in OUT are then as they were.
    """
    output.check_place(pages, out)
    steps.check()
    given = read_profile(profile) if profile else None
    with output.workspace(out) as folder:
        run = _Annotation(pages, folder, workers)
        if given is None:
            run.annotate(run.count(), of_these_pages=True)
        else:
            run.read()
            run.annotate(given, of_these_pages=False)
        output.write_errors(run.errors(), folder)
        settings = {"from": str(pages), "profile": str(profile) if profile else None, "pages": run.rows["articles"]}
        removed = output.publish(folder, out, ANNOTATE, run.digest.hexdigest(), settings)
    return Report(run.errors(), run.summary() | _removed(removed))


class _Annotation:
    """One run over the pages, which are read twice: once to count and once to annotate."""

    def __init__(self, pages: Path, folder: Path, workers: int):
        self.source, self.folder, self.workers = pages, folder, workers
        self.kept = Kept() if workers == 1 else None  # a batch may go to another worker the next time
        self.columns = dict.fromkeys(ARTICLES)
        self.seen: set[str] = set()  # ids of the first reading
        self.digest = _digest()
        self.files: dict = {}  # the files of the first reading, for the second
        self.refused: list[pd.DataFrame] = []  # errors of pages that are in no table
        self.known: set[tuple] = set()  # the errors of the first reading
        self.failed: list[pd.DataFrame] = []  # errors of the last pass
        self.left_out: set[str] = set()  # ids of pages that were read, and are in no table
        self.rows: Counter[str] = Counter()  # of each table
        self.characters: Counter[str] = Counter()  # of each role

    def errors(self) -> pd.DataFrame:
        """Return all errors so far."""
        return joined("errors", [*self.refused, *self.failed])

    def read(self) -> None:
        """Read the pages without counting them."""
        for _ in self._first():
            pass

    def count(self) -> Profile:
        """Return the profile of the pages; a page that cannot be counted is left out from here on."""
        with closing(each(partial(count, kept=self.kept), self._first(), self.workers)) as counted:
            return sum_profiles(self._counted(progress(counted, "profile", lambda part: len(part.profile))))

    def _counted(self, parts: Iterable[Counted]) -> Iterator[Profile]:
        for part in parts:
            self._leave_out(part.errors)
            yield part.profile

    def _leave_out(self, errors: pd.DataFrame) -> None:
        if len(errors):
            self.refused.append(errors)
            self.left_out.update(errors["article"])

    def annotate(self, profile: Profile, of_these_pages: bool) -> None:
        """Write the tables and the profile.

        Pages that turn out to be in no table must not count in the profile of the others: the pass is repeated
        without them, so that the other pages have the rows that they would have alone.
        """
        while (lost := self._pass(profile)) and of_these_pages:
            profile -= lost
            self._leave_out(joined("errors", self.failed).query("step == 'blocks'"))

    def _pass(self, profile: Profile) -> Profile:
        """Write all tables; return the profile of the pages that are in none of them."""
        saved, lost = self.folder / output.PROFILE, []
        save_profile(profile, saved)
        work = (
            partial(annotate_part, profile=profile, kept=self.kept)
            if self.workers == 1
            else partial(annotate_with, folder=str(saved))
        )
        self.failed, self.rows, self.characters = [], Counter(), Counter()

        def tables(done: Iterable[Annotated]) -> Iterator[dict[str, pd.DataFrame]]:
            for part in done:
                self.failed += [part.tables.errors] if len(part.tables.errors) else []
                lost.append(part.lost)
                blocks = part.tables.blocks
                lengths = blocks["end"] - blocks["start"]
                self.characters.update(lengths.groupby(blocks["role"]).sum().to_dict())
                yield {name: frame for name, frame in part.tables._asdict().items() if name != "errors"}

        with closing(each(work, self._again(), self.workers)) as done:
            pages = len(self.seen - self.left_out)
            shown = progress(done, "annotate", lambda part: len(part.tables.articles), pages)
            self.rows = write(self.folder, tables(shown))
        return sum_profiles(part for part in lost if len(part))

    def _first(self) -> Iterator[Part]:
        """Yield the pages, and note their ids, columns, errors and digest."""
        for part in parts(self.source, note=say, seen=self.files):
            self.refused.append(part.errors)
            self.known.update(_keys(part.errors))
            self.columns.update(dict.fromkeys(part.articles.columns))
            self.seen.update(part.articles["article"])
            _add(self.digest, part.articles)
            yield self._shaped(part)

    def _again(self) -> Iterator[Part]:
        """Yield the pages that are not left out; a page that came or went since the first reading is an error."""
        listed = {article for _, _, article, _ in self.known}
        for part in parts(self.source, note=_no_note, seen=self.files):
            new = part.articles.loc[~part.articles["article"].isin(self.seen), "article"]
            old = pd.Series([key in self.known for key in _keys(part.errors)], dtype="bool")
            self.failed.append(part.errors[~old])
            self.failed.append(located(_came_late(new[~new.isin(listed)]), part))
            yield self._shaped(part.without([*new, *self.left_out]))

    def _shaped(self, part: Part) -> Part:
        return part._replace(articles=part.articles.reindex(columns=list(self.columns)).astype("str"))

    def summary(self) -> dict[str, str]:
        """Return the lines of the summary, by name."""
        errors, whole = self.errors(), sum(self.characters.values()) or 1
        inside = errors[errors["step"] != READ]
        lines = {"pages": f"{self.rows['articles']:,}", "bad pages": f"{len(errors) - len(inside):,}"}
        lines |= _internal(inside)
        shares = [f"{role} {n:,} ({n / whole:.1%})" for role, n in self.characters.items()]
        return lines | {
            "characters": ", ".join(shares) or "none",
            "rows": _list((name, n) for name, n in self.rows.items() if name != "articles"),
        }


def _internal(errors: pd.DataFrame) -> dict[str, str]:
    """Return the line of the summary about pages on which a step failed, if there were any."""
    steps_failed = _list(errors["step"].value_counts(sort=False).items())
    line = {"pages with an internal error": f"{errors['article'].nunique():,} ({steps_failed})"}
    return line if len(errors) else {}


def _list(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {n:,}" for name, n in counts)


def _came_late(ids: pd.Series) -> pd.DataFrame:
    """Return the errors of pages that were not there at the first reading, and so are not in the profile."""
    rows = pd.DataFrame({"article": ids}).assign(step=READ, message=LATE, cure=LATE_CURE)
    return typed("errors", rows.reindex(columns=ERRORS))


def _keys(errors: pd.DataFrame) -> list[tuple]:
    """Return the columns that distinguish errors of reading, as one tuple for each."""
    columns = errors[["file", "row", "article", "message"]].astype("str")
    return list(columns.itertuples(index=False, name=None))


def _no_note(_: str) -> None:
    """Drop a note of the second reading: the first has printed it."""


def _digest() -> "hashlib.blake2b":
    return hashlib.blake2b(digest_size=output.DIGEST_BYTES)


def _add(digest: "hashlib.blake2b", articles: pd.DataFrame) -> None:
    """Add pages to the digest of a corpus, which depends on ids, texts and their order."""
    for article, text in zip(articles["article"], articles["text"]):
        digest.update(f"{article}\0{text}\0".encode())


def _removed(names: list[str]) -> dict[str, str]:
    """Return the line of the summary about stale tables, if there were any."""
    return {"removed": f"{', '.join(names)} (made from other pages or tables)"} if names else {}


def reuse_pages(pages: Path, out: Path, tables: Path | None = None) -> Report:
    """Write the passages that pages share to OUT, and with the tables of annotate the near-duplicates too.

    OUT may be that of annotate, whose tables stay; it must then be of the same pages.
    """
    output.check_place(pages, out)
    with output.workspace(out) as folder:
        record, digest = output.check(out), _digest()
        part = gathered(pages, note=say)
        articles = part.articles
        _add(digest, articles)
        annotated = record if record and ANNOTATE in record["runs"] else None
        if annotated and annotated["corpus"] != digest.hexdigest():
            raise BadOutput(f"{out}: the tables here are of other pages; annotate these first, or name another folder")
        passages, failures = compare(lambda some: typed("passages", find_passages(some)), articles, PASSAGES)
        found = {"passages": passages}
        if tables:
            found["near_duplicates"], failed = _near_duplicates(articles, passages, tables, digest.hexdigest())
            failures += failed
        failed = located(steps.errors(failures), part)
        errors = joined("errors", [part.errors, failed])
        rows = write(folder, progress([found], REUSE, lambda _: len(articles)))
        output.write_errors(_beside_annotate(failed, out, folder) if annotated else errors, folder)
        settings = {"from": str(pages), "tables": str(tables) if tables else None, "pages": len(articles)}
        removed = output.publish(folder, out, REUSE, digest.hexdigest(), settings)
    return Report(
        errors,
        {"pages": f"{len(articles):,}", "bad pages": f"{len(part.errors):,}"}
        | _internal(failed)
        | {"rows": _list(rows.items())}
        | _removed(removed),
    )


def _beside_annotate(failed: pd.DataFrame, out: Path, folder: Path) -> pd.DataFrame:
    """Return the rows for errors.csv, if OUT has one of annotate that changes; it lists the bad pages already.

    Failures of an earlier run of reuse go; if they were the only errors, an empty errors.csv is written.
    """
    known = output.read_errors(out)
    kept = known[~known["step"].isin(output.TABLES[REUSE])]
    if len(known) and not len(kept) and not len(failed):
        output.write_csv(kept, folder / output.ERRORS)
    return joined("errors", [kept, failed]) if len(failed) or len(kept) < len(known) else failed


def _near_duplicates(
    articles: pd.DataFrame, passages: pd.DataFrame, tables: Path, digest: str
) -> tuple[pd.DataFrame, list[steps.Failure]]:
    """Return the near-duplicates by passages and the tables of annotate, and the failures."""
    record = output.check(tables) if tables.is_dir() else None
    if record is None or ANNOTATE not in record["runs"]:
        raise BadOutput(f"{tables}: there are no tables here; {GIVE_OUT}")
    pages = sorted({*passages["a"], *passages["b"]})
    known, blocks, mentions, quotations = (
        typed(name, pd.read_parquet(tables / f"{name}.parquet", filters=[("article", "in", pages)]))
        for name in ("articles", "blocks", "mentions", "quotations")
    )
    if record["corpus"] == digest:  # a page that is not in the tables is one on which a step failed
        passages = passages[passages["a"].isin(known["article"]) & passages["b"].isin(known["article"])]
        passages, pages = passages.reset_index(drop=True), known["article"]
    shared = articles[articles["article"].isin(pages)].reset_index(drop=True)
    known = shared[["article"]].merge(known, on="article", how="left")
    if len(strange := known[known["text"].ne(shared["text"])]):
        page = strange["article"].iloc[0]
        raise BadOutput(f"{tables}: these are tables of other pages (see {page}); {GIVE_OUT}")

    def found(some: pd.DataFrame) -> pd.DataFrame:
        ids = some["article"]
        inside = [table[table["article"].isin(ids)] for table in (blocks, mentions, quotations)]
        pairs = passages[passages["a"].isin(ids) & passages["b"].isin(ids)].reset_index(drop=True)
        near = find_near_duplicates(some, inside[0], inside[1], pairs, find_credits(some, *inside))
        return typed("near_duplicates", near)

    return compare(found, known, NEAR_DUPLICATES)


def write(folder: Path, results: Iterable[dict[str, pd.DataFrame]]) -> Counter:
    """Write tables batch by batch, NAME.parquet each, and return the number of rows of each."""
    rows: Counter[str] = Counter()
    writers: dict[str, pq.ParquetWriter] = {}
    with ExitStack() as stack:
        for tables in results:
            for name, frame in tables.items():
                table = pa.Table.from_pandas(frame, preserve_index=False)
                if name not in writers:
                    writer = pq.ParquetWriter(folder / f"{name}.parquet", table.schema)
                    writers[name] = stack.enter_context(writer)
                writers[name].write_table(table)
                rows[name] += len(frame)
    return rows
