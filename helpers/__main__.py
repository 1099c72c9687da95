"""The command line: find everything in a corpus of pages, batch by batch, and write it as Parquet tables."""
import argparse
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers import corpus, profile
from helpers.annotate import annotate_batch, typed
from helpers.media import find_credits
from helpers.near_duplicates import find_near_duplicates
from helpers.passages import find_passages

GOOD, BAD_PAGES, NO_PAGES, STOPPED = 0, 1, 2, 130  # exit statuses
PAGES_HELP = "a folder of .txt files, a .csv, .jsonl or .parquet file with a column text, or a folder of such files"


def main(arguments: list[str] | None = None) -> int:
    """Run a verb. The exit status is 0 only if every page was read, 1 if some were not, 2 if none could be."""
    options = _parser().parse_args(arguments)
    out, started = Path(options.out), time.monotonic()
    if out.resolve() == Path(options.pages).resolve():
        print(f"{out}: the tables would lie among the pages; name another folder for them", file=sys.stderr)
        return NO_PAGES
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out, prefix=".") as folder:
            errors, summary = options.run(options, Path(folder))
            _publish(Path(folder), out, errors)
    except (corpus.BadPages, OSError) as error:
        print(error, file=sys.stderr)
        return NO_PAGES
    except KeyboardInterrupt:
        print("stopped: nothing was written", file=sys.stderr)
        return STOPPED
    summary["seconds"] = f"{time.monotonic() - started:.1f}"
    print("\n".join(f"{name:<12}{value}" for name, value in summary.items()))
    for error in errors.head(corpus.MESSAGE_ROWS).to_dict("records"):
        print(corpus.describe(error), file=sys.stderr)
    if len(errors) > corpus.MESSAGE_ROWS:
        print(f"… all {len(errors):,} in {out / 'errors.csv'}", file=sys.stderr)
    return BAD_PAGES if len(errors) else GOOD


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m helpers", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    one = verbs.add_parser("annotate", help="write articles, blocks, mentions, dates and quotations .parquet",
                           description="Write articles, blocks, mentions, dates and quotations .parquet, and profile/.")
    one.set_defaults(run=_annotate)
    two = verbs.add_parser("reuse", help="write passages.parquet, the text that two pages share",
                           description="Write passages.parquet, the text that two pages share, and, with the tables "
                                       "of an earlier run, near_duplicates.parquet.")
    two.set_defaults(run=_reuse)
    for verb in (one, two):
        verb.add_argument("pages", metavar="PAGES", help=PAGES_HELP)
        verb.add_argument("out", metavar="OUT", help="the folder for the tables; errors.csv in it lists bad pages")
    two.add_argument("--tables", metavar="DIR", help="the OUT of annotate: write near_duplicates.parquet as well, the "
                                                    "stories that stand on two pages")
    one.add_argument("--profile", metavar="DIR", help="use this profile (OUT/profile of an earlier run), make none")
    one.add_argument("--workers", metavar="N", type=_workers, default=1, help="processes that share the work (1)")
    return parser


def _workers(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text} is no number of processes; give 1 or more")
    return int(text)


def _annotate(options, folder: Path) -> tuple[pd.DataFrame, dict]:
    """Write all tables of the pages to a folder; the errors and the summary come back."""
    saved = str(folder / "profile")
    errors, columns, known = [], dict.fromkeys(corpus.COLUMNS), Counter()

    def pages(first_pass: bool) -> Iterator[pd.DataFrame]:
        for articles, bad in corpus.batches(options.pages):
            if first_pass:
                errors.append(bad)
                columns.update(dict.fromkeys(articles.columns))
                known["pages"] += len(articles)
            yield articles.reindex(columns=list(columns)).astype("str")

    if options.profile:
        profile.read(options.profile).save(saved)
        for _ in pages(first_pass=True):
            pass
    else:
        counts = _each(profile.profile, pages(first_pass=True), options.workers)
        profile.total(_progress(counts, "profile", len)).save(saved)
    done = _each(partial(annotate_batch, folder=saved), pages(first_pass=False), options.workers)
    done = _progress(done, "annotate", lambda tables: len(tables.articles), known["pages"])
    rows, characters = _write(folder, (tables._asdict() for tables in done))
    errors = pd.concat(errors, ignore_index=True)
    whole = sum(characters.values()) or 1
    return errors, {
        "pages": f"{known['pages']:,}", "bad pages": f"{len(errors):,}",
        "characters": ", ".join(f"{role} {n:,} ({n / whole:.1%})" for role, n in characters.items()) or "none",
        "rows": ", ".join(f"{name} {n:,}" for name, n in rows.items() if name != "articles"),
    }


def _reuse(options, folder: Path) -> tuple[pd.DataFrame, dict]:
    """Write the passages that pages share to a folder; the errors and the summary come back."""
    articles, errors = corpus.read(options.pages)
    passages = typed("passages", find_passages(articles))
    found = {"passages": passages}
    if options.tables:
        found["near_duplicates"] = _near_duplicates(articles, passages, Path(options.tables))
    rows, _ = _write(folder, _progress([found], "reuse", lambda _: len(articles)))
    return errors, {"pages": f"{len(articles):,}", "bad pages": f"{len(errors):,}",
                    "rows": ", ".join(f"{name} {n:,}" for name, n in rows.items())}


def _near_duplicates(articles: pd.DataFrame, passages: pd.DataFrame, tables: Path) -> pd.DataFrame:
    """The near-duplicates among the pages that share passages, by what annotate wrote of them to a folder."""
    missing = [name for name in ("articles", "blocks", "mentions", "quotations")
               if not (tables / f"{name}.parquet").is_file()]
    if missing:
        raise FileNotFoundError(f"{tables}: there are no tables here ({missing[0]}.parquet is missing); "
                                "give the folder OUT of python -m helpers annotate PAGES OUT")
    pages = sorted({*passages["a"], *passages["b"]})
    known, blocks, mentions, quotations = (
        typed(name, pd.read_parquet(tables / f"{name}.parquet", filters=[("article", "in", pages)]))
        for name in ("articles", "blocks", "mentions", "quotations"))
    shared = articles[articles["article"].isin(pages)].reset_index(drop=True)
    known = shared[["article"]].merge(known, on="article", how="left")
    if len(strange := known[known["text"].ne(shared["text"])]):
        raise FileNotFoundError(f"{tables}: these are tables of other pages (see {strange['article'].iloc[0]}); "
                                "give the folder OUT of python -m helpers annotate PAGES OUT")
    credits = find_credits(known, blocks, mentions, quotations)
    return typed("near_duplicates", find_near_duplicates(known, blocks, mentions, passages, credits))


def _each(function: Callable, batches: Iterable, workers: int) -> Iterator:
    """What a function makes of each batch, in order; with more workers, only some batches are under way at a time."""
    if workers == 1:
        yield from map(function, batches)
        return
    # Ctrl-C ends the workers at once and without a word; what to say of it is said by the process that started them.
    # A fresh process each: a fork of one that runs threads, as Arrow's, may wait for ever.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, signal.signal, (signal.SIGINT, signal.SIG_DFL)) as pool:
        waiting = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(function, batch))
                if len(waiting) > 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:  # what nobody waits for any longer is not begun
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _progress(results: Iterable, verb: str, pages: Callable, known: int | None = None) -> Iterator:
    """The results as they come, told on one line of standard error, which is rewritten where it is a terminal."""
    done, live = 0, sys.stderr.isatty()
    of = f" of {known:,}" if known else ""
    for result in results:
        done += pages(result)
        if live:
            print(f"\r{verb:<12}{done:,}{of} pages", end="", file=sys.stderr, flush=True)
        yield result
    print("" if live else f"{verb:<12}{done:,}{of} pages", file=sys.stderr, flush=True)


def _write(folder: Path, results: Iterable[dict[str, pd.DataFrame]]) -> tuple[Counter, Counter]:
    """Write tables batch by batch, NAME.parquet each; the rows of each and the characters of each role come back."""
    rows, characters, writers = Counter(), Counter(), {}
    with ExitStack() as stack:
        for tables in results:
            for name, frame in tables.items():
                table = pa.Table.from_pandas(frame, preserve_index=False)
                if name not in writers:
                    writers[name] = stack.enter_context(pq.ParquetWriter(folder / f"{name}.parquet", table.schema))
                writers[name].write_table(table)
                rows[name] += len(frame)
            if "blocks" in tables:
                blocks = tables["blocks"]
                characters.update((blocks["end"] - blocks["start"]).groupby(blocks["role"]).sum().to_dict())
    return rows, characters


def _publish(folder: Path, out: Path, errors: pd.DataFrame):
    """Give the finished tables their names in OUT, all at the end, so that a broken run leaves the last good one."""
    if len(errors):
        errors.to_csv(folder / "errors.csv", index=False)
    else:
        (out / "errors.csv").unlink(missing_ok=True)
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        target = out / file.relative_to(folder)
        target.parent.mkdir(exist_ok=True)
        os.replace(file, target)


if __name__ == "__main__":
    sys.exit(main())
