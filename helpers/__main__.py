"""The command line: read a corpus of pages, batch by batch, and write its tables as Parquet files."""

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) == signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while libraries are loaded ends the program silently

import argparse
import os
import sys
import time
from pathlib import Path

from helpers.corpus import Refused, plain
from helpers.corpus import pages as corpus
from helpers.pipeline import commands as verbs
from helpers.pipeline import output
from helpers.pipeline.parallel import WorkerLost, say
from helpers.pipeline.stops import caught

GOOD, BAD_PAGES, REFUSED, BROKEN, BY_SIGNAL = 0, 1, 2, 3, 128  # exit statuses
STATUS_HELP = """exit status:
  0      every page was read and annotated
  1      some pages were not, or not wholly; errors.csv in OUT lists them, all others are written
  2      nothing was read or nothing could be written; OUT is as it was
  3      a worker process was killed, or memory ran out; OUT is as it was
  128+n  signal n ended the run (130: Ctrl-C, 143: kill, 129: the terminal was closed); OUT is as it was"""
PAGES_HELP = "a folder of .txt files, a .csv, .jsonl or .parquet file with a column text, or a folder of such files"
NO_MEMORY = "there is too little memory; nothing was written: give fewer --workers, or fewer pages at once"


def main(arguments: list[str] | None = None) -> int:
    """Run a verb and return the exit status."""
    options, started = _parser().parse_args(arguments), time.monotonic()
    try:
        with caught():
            report = options.run(options)
    except Refused as error:
        return _end(REFUSED, *str(error).splitlines())
    except OSError as error:
        return _end(REFUSED, output.sentence(error, options.out))
    except WorkerLost as error:
        return _end(BROKEN, str(error))
    except MemoryError:
        return _end(BROKEN, NO_MEMORY)
    except KeyboardInterrupt as stop:
        return _end(BY_SIGNAL + getattr(stop, "number", signal.SIGINT), "stopped: nothing was written")
    _print(report.summary | {"seconds": f"{time.monotonic() - started:.1f}"})
    for error in report.errors.head(corpus.MESSAGE_ROWS).to_dict("records"):
        say(corpus.describe(error))
    if len(report.errors) > corpus.MESSAGE_ROWS:
        say(plain(f"… all {len(report.errors):,} in {options.out / output.ERRORS}"))
    return BAD_PAGES if len(report.errors) else GOOD


def _end(status: int, *lines: str) -> int:
    """Print lines to standard error and return the exit status."""
    for line in lines:
        say(plain(line))
    return status


def _print(summary: dict[str, str]) -> None:
    """Print the summary. The tables are written, so a closed pipe, as by head, is no error."""
    try:
        print("\n".join(f"{name:<11} {plain(value)}" for name, value in summary.items()), flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python reports it at exit


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; the option `run` calls the verb."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers",
        description=__doc__,
        epilog=STATUS_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs_of = parser.add_subparsers(required=True, metavar="VERB")
    like = {"epilog": STATUS_HELP, "formatter_class": argparse.RawDescriptionHelpFormatter}
    one = verbs_of.add_parser(
        "annotate",
        help="write articles, blocks, mentions, dates and quotations .parquet",
        description="Write articles, blocks, mentions, dates and quotations .parquet,\nand profile/.",
        **like,
    )
    one.set_defaults(
        run=lambda options: verbs.annotate_pages(options.pages, options.out, options.profile, options.workers)
    )
    two = verbs_of.add_parser(
        "reuse",
        help="write passages.parquet, the text that two pages share",
        description="Write passages.parquet, the text that two pages share, and, with the\n"
        "tables of an earlier run, near_duplicates.parquet.",
        **like,
    )
    two.set_defaults(run=lambda options: verbs.reuse_pages(options.pages, options.out, options.tables))
    for verb in (one, two):
        verb.add_argument("pages", metavar="PAGES", type=Path, help=PAGES_HELP)
        verb.add_argument(
            "out",
            metavar="OUT",
            type=Path,
            help="the folder for the tables; errors.csv in it lists bad pages, tables.json "
            "says that the tables are whole",
        )
    two.add_argument(
        "--tables", metavar="DIR", type=Path, help="the OUT of annotate: write near_duplicates.parquet as well"
    )
    one.add_argument(
        "--profile", metavar="DIR", type=Path, help="use this profile (OUT/profile of an earlier run), make none"
    )
    one.add_argument("--workers", metavar="N", type=_workers, default=1, help="processes that share the work (1)")
    return parser


def _workers(text: str) -> int:
    """Return the number of worker processes, or raise the error of argparse."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(plain(f"{text} is not a number of processes; give 1 or more"))
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
