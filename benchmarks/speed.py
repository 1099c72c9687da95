"""Compare the speed of the working tree with that of an earlier commit: CPU seconds of `python -m helpers annotate`.

    python benchmarks/speed.py PAGES                  PAGES: what annotate reads, such as pages.jsonl
    python benchmarks/speed.py PAGES --runs 5         more runs of each (3)
    python benchmarks/speed.py PAGES --against HEAD   another commit (3e58a38)

The commit is unpacked into a temporary folder and run with this Python and its packages. The two run in turn, with one
worker, each run in a process of its own, so that nothing is remembered from the run before. CPU seconds are those of
the process, user and system. Start-up is a run on a single page: imports and lexicons. It is measured as often, and the
ratio is printed with it and without it: a large corpus does not notice it, a small one does.

A few thousand pages take a minute or two a run. The machine should be idle: a second process slows both by sharing
caches, though not equally. Trust the minimum; a median far above it says that the machine was busy.
"""

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import NamedTuple
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
BASE = "3e58a38"  # the last commit before helpers/ was divided into packages
RUNS = 3
ONE_PAGE = {"article": "1", "text": "وصل الوفد أمس إلى الميناء.\n"}
READABLE = (0, 1)  # exit statuses of a run that wrote its tables; 1: some pages were bad
# One thread, and one order of sets: otherwise two runs of the same code differ by more than the changes to measure.
STEADY = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1") | {"PYTHONHASHSEED": "0"}
STEPS_OPTION = "--steps"


class Times(NamedTuple):
    """CPU seconds of the runs of one version: on the pages, and on a single page."""

    pages: list[float]
    start: list[float]


def unpack(commit: str, folder: Path) -> None:
    """Write the files of a commit to a folder. Raises SystemExit if this clone does not have the commit."""
    done = subprocess.run(["git", "-C", ROOT, "archive", commit], capture_output=True)
    if done.returncode:
        raise SystemExit(f"{commit}: this clone does not have it; git fetch --unshallow, or name another --against")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as files:
        files.extractall(folder, filter="data")


def cpu_seconds(code: Path, pages: Path) -> float:
    """Return the CPU seconds of one run of annotate with the helpers of a folder."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "helpers", "annotate", str(pages), f"{out}/tables"]
        with subprocess.Popen(
            command, cwd=code, env=_environment(code), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as run:
            said = run.stderr.read() if run.stderr else b""
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode not in READABLE:
        raise SystemExit(said.decode("utf-8", "replace"))
    return used.ru_utime + used.ru_stime


def _environment(code: Path) -> dict[str, str]:
    return os.environ | STEADY | {"PYTHONPATH": str(code)}


def check_origin(code: Path) -> None:
    """Raise SystemExit if a process in a folder imports other helpers than those of the folder."""
    command = [sys.executable, "-c", "import helpers; print(helpers.__file__)"]
    found = subprocess.run(command, cwd=code, env=_environment(code), capture_output=True, text=True, check=True).stdout
    if not Path(found.strip()).resolve().is_relative_to(code.resolve()):
        raise SystemExit(f"{code}: the helpers come from {found.strip()}")


def compare(versions: dict[str, Path], pages: Path, runs: int) -> dict[str, Times]:
    """Return the times of each version, which run in turn; a first run that compiles the modules is not counted."""
    times = {name: Times([], []) for name in versions}
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.jsonl"
        one.write_text(json.dumps(ONE_PAGE) + "\n", "utf-8")
        for code in versions.values():
            check_origin(code)
            cpu_seconds(code, one)
        for _ in range(runs):
            for name, code in versions.items():
                times[name].start.append(cpu_seconds(code, one))
                times[name].pages.append(cpu_seconds(code, pages))
    return times


def table(times: dict[str, Times]) -> str:
    """Return a table of the times, and the ratio of the first version to the second.

    >>> print(table({"old": Times([9.0, 10.0], [1.0, 1.0]), "new": Times([5.0, 5.0], [1.0, 1.0])}))
                  minimum   median start-up  without
    old               9.0      9.5      1.0      8.0
    new               5.0      5.0      1.0      4.0
    ratio            1.80     1.90     1.00     2.00
    """
    rows = {name: _row(of) for name, of in times.items()}
    old, new = rows.values()
    lines = [f"{'':<12}" + "".join(f"{head:>9}" for head in ("minimum", "median", "start-up", "without"))]
    lines += [f"{name:<12}" + "".join(f"{seconds:>9.1f}" for seconds in row) for name, row in rows.items()]
    lines.append(f"{'ratio':<12}" + "".join(f"{a / b:>9.2f}" for a, b in zip(old, new)))
    return "\n".join(lines)


def _row(times: Times) -> tuple[float, float, float, float]:
    """Return the minimum and the median of the runs, the start-up, and the minimum without the start-up."""
    least = min(times.pages)
    return least, median(times.pages), min(times.start), least - min(times.start)


def seconds_of_steps(pages: Path) -> Counter[str]:
    """Return the CPU seconds of each step of the working tree: counting and annotating all pages as one batch."""
    from helpers.corpus import gathered
    from helpers.pipeline import annotate, steps
    from helpers.schema import as_profile
    from helpers.text import Batch

    spent: Counter[str] = Counter()

    def timed(name: str, work: Callable) -> Callable:
        def run(*given: object) -> object:
            start = time.process_time()
            try:
                return work(*given)
            finally:
                spent[name] += time.process_time() - start

        return run

    steps.check()
    batch = Batch(gathered(pages).articles)
    counts: dict[str, Counter] = {}
    for step in steps.STEPS:
        counts |= timed(f"count {step.name}", step.count)(batch)
    measured = tuple(replace(step, annotate=timed(step.name, step.annotate)) for step in steps.STEPS)
    with patch.object(steps, "STEPS", measured):
        annotate(batch.articles, as_profile(counts))
    return spent


def print_steps(pages: Path) -> None:
    """Print the seconds of each step that takes any."""
    for name, seconds in seconds_of_steps(pages).items():
        if seconds >= 0.05:
            print(f"{name:<20}{seconds:>6.1f}")


def main() -> None:
    """Compare the two versions, and print the seconds of each step of the working tree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", metavar="PAGES", type=lambda path: Path(path).resolve())
    parser.add_argument("--runs", metavar="N", type=int, default=RUNS, help=f"runs of each ({RUNS})")
    parser.add_argument("--against", metavar="COMMIT", default=BASE, help=f"the commit to compare with ({BASE})")
    parser.add_argument(STEPS_OPTION, action="store_true", help="print only the seconds of each step")
    given = parser.parse_args()
    if given.steps:
        print_steps(given.pages)
        return
    with tempfile.TemporaryDirectory() as folder:
        unpack(given.against, Path(folder))
        versions = {given.against: Path(folder), "present": ROOT}
        print(table(compare(versions, given.pages, given.runs)))
    print("\nCPU seconds of each step of the present code, all pages as one batch:")
    sys.stdout.flush()
    command = [sys.executable, __file__, str(given.pages), STEPS_OPTION]
    subprocess.run(command, cwd=ROOT, env=_environment(ROOT), check=True)


if __name__ == "__main__":
    main()
