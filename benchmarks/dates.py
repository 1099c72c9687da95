"""Compare find_dates, dateparser and chrono-node in one run: how many dates are right, and how fast.

    python benchmarks/dates.py                    all that are installed
    python benchmarks/dates.py --node FOLDER      FOLDER holds node_modules with chrono-node
    python benchmarks/dates.py --pages FOLDER     speed on pages of your own

The others are not dependencies of the project: `pip install dateparser` in this environment, and `npm install
chrono-node` in any folder. The sentences and their answers are in dates.csv, written for it: kind, publication date,
text, and the values to find: a blank between two that must both be found, | between two of which either is right. The
others return a day even if the text names a month or a year: a day within it counts as right.
"""

import argparse
import json
import shutil
import subprocess
import time
from datetime import date
from pathlib import Path

import pandas as pd

from helpers.corpus import pages as corpus
from helpers.dates import find_dates

HERE = Path(__file__).resolve().parent
SPEED_BYTES = 400_000  # of text for the speed: a tenth of a second for the fastest
CHRONO = """
const chrono = require('chrono-node/ar'), cases = JSON.parse(require('fs').readFileSync(0));
const day = d => [d.getFullYear(), d.getMonth() + 1, d.getDate()].map(n => String(n).padStart(2, '0')).join('-');
const read = ([text, published]) => chrono.parse(text, new Date(published + 'T12:00')).flatMap(
    r => [r.start, r.end].filter(Boolean).map(p => day(p.date())));
read(cases[0]);
const begin = process.hrtime.bigint(), found = cases.map(read);
console.log(JSON.stringify({found, seconds: Number(process.hrtime.bigint() - begin) / 1e9}));
"""


def ours(cases: list[tuple[str, str]]) -> tuple[list[list[str]], float]:
    """Return the values that find_dates gives each text, every text as a main story, and the seconds that it took."""
    articles = pd.DataFrame(cases, columns=["text", "published"])
    articles["article"] = [str(n) for n in range(len(articles))]
    blocks = articles[["article"]].assign(block=0, start=0, end=articles["text"].str.len(), role="main")
    find_dates(articles.head(1), blocks)  # tables of words are built once
    begin = time.perf_counter()
    rows = find_dates(articles, blocks)
    seconds = time.perf_counter() - begin
    values = rows.dropna(subset=["value"]).groupby("article")["value"].agg(list)
    return [values.get(article, []) for article in articles["article"]], seconds


def dateparser(cases: list[tuple[str, str]]) -> tuple[list[list[str]], float]:
    """Return the days that dateparser.search gives each text, and seconds. ImportError if it is not installed."""
    from dateparser.search import search_dates

    def read(text, published):
        settings = {"RELATIVE_BASE": pd.Timestamp(published).to_pydatetime()}
        return [day.date().isoformat() for _, day in search_dates(text, languages=["ar"], settings=settings) or []]

    read(*cases[0])
    begin = time.perf_counter()
    found = [read(*case) for case in cases]
    return found, time.perf_counter() - begin


def chrono(cases: list[tuple[str, str]], folder: str) -> tuple[list[list[str]], float]:
    """Return the days that the `ar` locale of chrono-node gives each text, and seconds. ImportError without it."""
    if not shutil.which("node"):
        raise ImportError("node is not installed")
    done = subprocess.run(["node", "-e", CHRONO], input=json.dumps(cases), capture_output=True, text=True, cwd=folder)
    if done.returncode:
        raise ImportError(f"no chrono-node in {folder}")
    answer = json.loads(done.stdout)
    return answer["found"], answer["seconds"]


def holds(wanted: str, value: str) -> bool:
    """Return whether a value is one of those wanted, or a day within one."""
    return any(value == one or len(one) < 10 and _in(one, value) for one in wanted.split("|"))


def _in(wanted: str, value: str) -> bool:
    """Return whether a day lies in a month, year, week, quarter, half or season."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return False
    iso = day.isocalendar()
    spring = (day.month - 3) % 12 // 3
    year = day.year - (day.month < 3)
    return wanted in (
        value[:7],
        value[:4],
        value[:3],
        value[:2],
        f"{iso.year}-W{iso.week:02d}",
        f"{day.year}-Q{(day.month + 2) // 3}",
        f"{day.year}-H{1 + day.month // 7}",
        f"{year}-{('SP', 'SU', 'FA', 'WI')[spring]}",
    )


def scores(sentences: pd.DataFrame, found: list[list[str]]) -> dict[str, str]:
    """Return for each kind of sentence how many have all their values, and how many have other values."""
    table = sentences.assign(found=found)
    table["right"] = [
        all(any(holds(one, value) for value in values) for one in wanted.split()) if wanted else not values
        for wanted, values in zip(table["values"], table["found"])
    ]
    table["other"] = [
        sum(not any(holds(one, value) for one in wanted.split()) for value in values)
        for wanted, values in zip(table["values"], table["found"])
    ]
    groups = table.groupby("kind", sort=False)
    return {
        kind: f"{group['right'].sum():4} of {len(group)} right, {group['other'].sum():3} other values"
        for kind, group in groups
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", default=str(HERE.parent / "data" / "articles"), help="pages for the speed")
    parser.add_argument("--node", default=str(HERE), help="a folder with node_modules/chrono-node")
    options = parser.parse_args()
    sentences = pd.read_csv(HERE / "dates.csv", dtype=str, keep_default_na=False)
    cases = list(sentences[["text", "published"]].itertuples(index=False, name=None))
    texts = corpus.load(options.pages)["text"].tolist()
    speed = [(text, "2023-09-15") for text in texts * (1 + SPEED_BYTES // sum(len(text.encode()) for text in texts))]
    megabytes = sum(len(text.encode()) for text, _ in speed) / 1e6
    readers = (
        ("find_dates", ours, ""),
        ("dateparser.search", dateparser, "pip install dateparser"),
        ("chrono-node ar", lambda cases: chrono(cases, options.node), "npm install chrono-node, then --node"),
    )
    for name, reader, install in readers:
        try:
            results = scores(sentences, reader(cases)[0])
            print(name)
            for kind, score in results.items():
                print(f"    {kind:11} {score}")
            print(f"    speed       {reader(speed)[1] / megabytes:.2f} seconds a megabyte")
        except ImportError as problem:
            print(f"{name}: left out, {problem} ({install})")


if __name__ == "__main__":
    main()
