"""Kill runs at random moments, and check what is left: in OUT, of processes, and after the next run.

    python benchmarks/kills.py [--times 10] [--copies 60] [--seed 1]

Runs of annotate with two workers, over copies of the pages of the project, get kill -TERM, kill -KILL or
Ctrl-C, or lose a worker to kill -KILL, each into a new OUT and into one that holds tables of other pages. OUT
must then be untouched, or whole (its marker fits), or, after kill -KILL of the run alone, refused as
unfinished; no process may be left after five seconds; and the next run must leave no hidden folder. The exit
status is 1 otherwise. Takes about ten minutes.
"""

import argparse
import contextlib
import hashlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from helpers.__main__ import main as run
from helpers.corpus import pages as corpus
from helpers.pipeline import output

ARTICLES = Path(__file__).resolve().parents[1] / "data" / "articles"
SECONDS = 5  # within which workers must have ended
CASES = {
    "TERM of the run": signal.SIGTERM,
    "KILL of the run": signal.SIGKILL,
    "Ctrl-C": signal.SIGINT,
    "KILL of a worker": signal.SIGKILL,
}
STATUS = {"TERM of the run": 143, "KILL of the run": -9, "Ctrl-C": 130, "KILL of a worker": 3}


def many_pages(path: Path, copies: int) -> Path:
    """Write copies of the pages of the project, each with an id of its own, and return the file."""
    pages = corpus.load(ARTICLES)
    numbered = [pages.assign(article=pages["article"] + f"-{n}") for n in range(copies)]
    pd.concat(numbered).drop(columns="published_from").to_json(path, orient="records", lines=True, force_ascii=False)
    return path


def quiet(*arguments) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return run([str(argument) for argument in arguments])


def start(pages: Path, out: Path) -> subprocess.Popen:
    """Start a run in a process group of its own."""
    command = [sys.executable, "-m", "helpers", "annotate", str(pages), str(out), "--workers", "2"]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def members(group: int) -> list[tuple[int, str]]:
    """Return the processes of a group, without those that have ended: number and command."""
    listed = subprocess.run(["ps", "-wweo", "pid=,pgid=,stat=,args="], capture_output=True, text=True).stdout
    rows = (line.split(None, 3) for line in listed.splitlines())
    return [(int(row[0]), row[3]) for row in rows if len(row) == 4 and int(row[1]) == group and row[2][0] != "Z"]


def strike(process: subprocess.Popen, case: str):
    """Send the signal of a case. If it is for a worker, wait for one; the run may end before."""
    if case == "KILL of a worker":
        while process.poll() is None:
            workers = [pid for pid, command in members(process.pid) if "spawn_main" in command]
            if workers:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(random.choice(workers), signal.SIGKILL)
                return
    elif case == "Ctrl-C":  # a terminal sends it to all processes of the group
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(CASES[case])


def left_running(group: int) -> int:
    """Return the number of processes of a group that are left after SECONDS."""
    until = time.monotonic() + SECONDS
    while members(group) and time.monotonic() < until:
        time.sleep(0.1)
    return len(members(group))


def contents(out: Path) -> dict[str, str]:
    """Return the digest of each file in OUT, without those in hidden folders."""
    files = (
        [file for file in out.rglob("*") if file.is_file() and output.WORK not in file.parts] if out.exists() else []
    )
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def state(out: Path, before: dict[str, str]) -> str:
    """Return the state of OUT after a run: untouched, whole or unfinished, as a reader of it would find."""
    if contents(out) == before:
        return "untouched"
    try:
        return "whole" if output.check(out) else "lost"
    except output.BadOutput:
        return "unfinished"


def hidden(folder: Path) -> int:
    return sum(1 for file in folder.rglob(".*"))


def attempt(case: str, existing: bool, moment: float, pages: Path, few: Path, folder: Path) -> dict[str, int]:
    """Kill one run and return the findings, as counts."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    out = folder / "out"
    if existing:
        assert quiet("annotate", few, out) == 0
    before = contents(out)
    process = start(pages, out)
    time.sleep(moment)
    strike(process, case)
    said = process.communicate()[1]
    running, strays, found = left_running(process.pid), hidden(folder), state(out, before)
    finished = process.returncode == 0 and found == "whole"
    early = case != "KILL of a worker" and process.returncode == -CASES[case]  # before Python had begun
    told = case == "KILL of the run" or early or finished or "stopped" in said or "worker process was killed" in said
    allowed = {"untouched", "whole"} | ({"unfinished"} if case == "KILL of the run" else set())
    after = quiet("annotate", few, out)
    return {
        "runs": 1,
        found: 1,
        "ended before": int(finished),
        "wrong OUT": int(found not in allowed),
        "wrong status": int(process.returncode != STATUS[case] and not finished and not early),
        "not one sentence": int(not told or "Traceback" in said),
        "left running": int(running > 0),
        "hidden left": int(strays > 0 and case != "KILL of the run"),
        "next run wrong": int(after != 0 or hidden(folder) > 0 or output.check(out) is None),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=10, help="moments for each case (10)")
    parser.add_argument("--copies", type=int, default=60, help="copies of the pages of the project (60)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (1)")
    options = parser.parse_args()
    random.seed(options.seed)
    rows = []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        pages, few = many_pages(home / "many.jsonl", options.copies), many_pages(home / "few.jsonl", 1)
        began = time.monotonic()
        start(pages, home / "whole").communicate()
        seconds = time.monotonic() - began
        print(f"{5 * options.copies} pages; a run that is left alone takes {seconds:.1f} s", flush=True)
        for case in CASES:
            for existing in (False, True):
                found = [
                    attempt(case, existing, random.uniform(0, 1.1 * seconds), pages, few, home / "runs")
                    for _ in range(options.times)
                ]
                rows.append(pd.DataFrame(found).sum().rename(f"{case}, {'existing' if existing else 'new'} OUT"))
                print(rows[-1].name, rows[-1].astype(int).to_dict(), flush=True)
    columns = [
        "runs",
        "ended before",
        "untouched",
        "whole",
        "unfinished",
        "lost",
        "wrong OUT",
        "wrong status",
        "not one sentence",
        "left running",
        "hidden left",
        "next run wrong",
    ]
    table = pd.DataFrame(rows).reindex(columns=columns).fillna(0).astype(int)
    print(table.T.to_string())
    wrong = ["lost", "wrong OUT", "wrong status", "not one sentence", "left running", "hidden left", "next run wrong"]
    sys.exit(1 if table[wrong].to_numpy().sum() else 0)


if __name__ == "__main__":
    main()
