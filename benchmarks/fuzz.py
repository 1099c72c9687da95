"""Look for pages that raise, break an invariant of the tables, or take far longer than others.

    python benchmarks/fuzz.py                          100,000 odd pages (benchmarks/odd_pages.py), in two processes
    python benchmarks/fuzz.py --pages PAGES.jsonl      mutate pages of your own: a line of JSON with `text` each
    python benchmarks/fuzz.py --dates 1000000          also a million temporal expressions, every rule with every word
    python benchmarks/fuzz.py --state FOLDER --resume  continue an earlier run with this folder

Each failure is shrunk as long as it stays the same, and printed with its minimal page. Exit status 1 if there is any.
Page number n of a seed is the same page on every run. The promises are in helpers/pipeline/invariants.py.
"""

import argparse
import json
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.odd_pages import date_expression, odd_page
from helpers.dates import span
from helpers.dates.matching import expressions
from helpers.pipeline.annotate import annotate
from helpers.pipeline.invariants import broken_invariants
from helpers.pipeline.profile import profile
from helpers.schema import ARTICLES
from helpers.text import fold

CHUNK = 500  # pages of one task, after which a run can be resumed
BATCH = 50  # pages of one call of annotate: a call has a cost of its own
SLOW = 25  # times the CPU time for a character that is usual here
SLOW_SECONDS = 0.25  # of one page, at least: less is noise
EXAMPLES = 1  # of failures of one sign that are shrunk, the shortest first
SHRINK_TRIES = 400  # pages tried while one failure is shrunk
DAYS = ("2023-09-13", "1800-01-01", "2099-12-31", "2024-02-29", None, None, "2031-05-16")


class Failure(dict):
    """A failure of a page: sort (exception, invariant, slow), sign (its kind), detail, page, published."""


def articles_of(pages: list[tuple[str, str | None]]) -> pd.DataFrame:
    """Return pages, each a text and a publication date, as articles."""
    frame = pd.DataFrame(pages, columns=["text", "published"], dtype=object)
    source = frame["published"].map(lambda day: "catalogue" if day else None)
    frame = frame.assign(article=[f"p{n}" for n in range(len(frame))], outlet="fuzz", title=None, published_from=source)
    return frame[ARTICLES].astype("str")


def failures(pages: list[tuple[str, str | None]], counted: bool = False) -> list[Failure]:
    """Return the failures of some pages in one call; `counted`: with the profile of these pages."""
    articles = articles_of(pages)
    try:
        tables = annotate(articles, profile(articles) if counted else None)
        broken = broken_invariants(articles, tables)
    except Exception as error:  # any: it is what is looked for
        return [_raised(error, pages[0])]
    found = [_failed(row, pages) for row in tables.errors.to_dict("records")]
    for sentence in broken:
        number, _, rest = sentence.partition(": ")
        text, published = pages[int(number[1:])] if re.fullmatch(r"p\d+", number) else pages[0]
        sign = re.sub(r"«.*?»(?=\W|$)|'[^']*'|\d+", "…", rest, flags=re.S)
        found.append(Failure(sort="invariant", sign=sign, detail=rest, page=text, published=published))
    return found


def _raised(error: Exception, page: tuple[str, str | None]) -> Failure:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "helpers" in frame.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return Failure(
        sort="exception", sign=f"{type(error).__name__} in {place}", detail=f"{error}", page=page[0], published=page[1]
    )


def _failed(row: dict, pages: list) -> Failure:
    """Return an exception that annotate turned into a row of errors."""
    text, published = pages[int(str(row["article"])[1:])]
    sign = f"{row['step']}: {re.sub(r'[0-9]+', '…', str(row['message']))}"
    return Failure(sort="exception", sign=sign, detail=str(row["message"]), page=text, published=published)


def all_failures(pages: list[tuple[str, str | None]], counted: bool) -> list[Failure]:
    """Return the failures of some pages: in one call, or page by page if that call raises."""
    found = failures(pages, counted)
    if not any(failure["sort"] == "exception" for failure in found):
        return found
    single = [failure for page in pages for failure in failures([page], counted)]
    if any(failure["sort"] == "exception" for failure in single):
        return single
    together = "\n\n".join(text for text, _ in pages)  # only together do they raise: through their profile
    return single + [Failure(failure, page=together, sign="together: " + failure["sign"]) for failure in found]


def slow_pages(pages: list[tuple[str, str | None]], usual: float) -> Iterator[Failure]:
    """Yield the pages that take more than SLOW times the usual CPU time for a character, in the better of two runs."""
    for text, published in pages:
        seconds = min(cpu_of([(text, published)]) for _ in range(2))
        if seconds > max(SLOW_SECONDS, SLOW * usual * len(text)):
            detail = f"{1000 * seconds / len(text):.2f} s per 1,000 characters; usual is {1000 * usual:.3f}"
            yield Failure(sort="slow", sign="slow", detail=detail, page=text, published=published)


def cpu_of(pages: list[tuple[str, str | None]]) -> float:
    start = time.process_time()
    failures(pages)
    return time.process_time() - start


def pages_of(seed: int, chunk: int, count: int, own: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """Return the pages of one chunk, each from a random state of its own."""
    made = []
    for number in range(chunk * CHUNK, min(count, (chunk + 1) * CHUNK)):
        random = Random(f"{seed} {number}")
        made.append((odd_page(random, own), random.choice(DAYS)))
    return made


def run_chunk(seed: int, chunk: int, count: int, own: tuple[str, ...]) -> dict:
    """Return the number of pages and characters of a chunk, the CPU seconds that it took, and its failures."""
    pages, found, seconds = pages_of(seed, chunk, count, own), [], 0.0
    times = []
    for at in range(0, len(pages), BATCH):
        batch = pages[at : at + BATCH]
        start = time.process_time()
        found += all_failures(batch, counted=at // BATCH % 2 == 1)
        times.append((time.process_time() - start, sum(len(text) for text, _ in batch), batch))
        seconds += times[-1][0]
    usual = sorted(took / size for took, size, _ in times)[len(times) // 2]
    for took, size, batch in times:
        if took > 3 * usual * size + SLOW_SECONDS:
            found += slow_pages(batch, usual)
    return {
        "chunk": chunk,
        "pages": len(pages),
        "characters": sum(len(text) for text, _ in pages),
        "seconds": round(seconds, 2),
        "failures": found,
    }


# Temporal expressions by themselves -----------------------------------------------------------------------------------


def run_dates(seed: int, chunk: int, count: int) -> dict:
    """Return the failures of temporal expressions: exceptions, and days without a value of their grain."""
    found, characters, start = [], 0, time.process_time()
    numbers = range(chunk * CHUNK * 20, min(count, (chunk + 1) * CHUNK * 20))
    for number in numbers:
        random = Random(f"dates {seed} {number}")
        text, published = date_expression(random), random.choice(DAYS)
        characters += len(text)
        found += date_failures(text, published)
    return {
        "chunk": f"dates {chunk}",
        "pages": len(numbers),
        "characters": characters,
        "seconds": round(time.process_time() - start, 2),
        "failures": found,
    }


def date_failures(text: str, published: str | None) -> list[Failure]:
    """Return the failures of a text of one temporal expression, without and with a publication date."""
    today, folded, found = published and date.fromisoformat(published), fold(text), []
    try:
        for context in (None, today):
            for one in expressions(folded, 0, len(folded), today, None if today else "not known", context, True):
                if one.found.day:
                    span(one.found.grain, one.found.day, one.found.last)[0]
                elif not one.found.reason:
                    found.append(
                        Failure(
                            sort="invariant",
                            sign=f"no value and no reason: {one.rule.name}",
                            detail="",
                            page=text,
                            published=published,
                        )
                    )
    except Exception as error:  # any: it is what is looked for
        found.append(_raised(error, (text, published)))
    return found


# Shrinking ------------------------------------------------------------------------------------------------------------


def shrunk(page: str, fails: Callable[[str], bool], tries: int = SHRINK_TRIES) -> str:
    """Return the page without the parts that the failure does not need: halves, then smaller parts, then characters.

    >>> shrunk("وصل الوفد أمس إلى المدينة", lambda page: "أمس" in page)
    'أمس'
    """
    size = len(page)
    while size and tries > 0:
        at, smaller = 0, page
        while at < len(smaller) and tries > 0:
            shorter = smaller[:at] + smaller[at + size :]
            tries -= 1
            if shorter.strip() and fails(shorter):
                smaller = shorter
            else:
                at += size
        size = size if size == 1 and smaller != page else size // 2
        page = smaller
    return page


def small(failure: Failure) -> Failure:
    """Return a failure with its page shrunk as far as a failure of the same sign is left."""
    published, sign = failure["published"], failure["sign"]
    if failure["sort"] == "slow" or sign.startswith("together"):
        return failure

    def fails(page: str) -> bool:
        tried = failures([(page, published)]) + failures([(page, published)], counted=True)
        return any(other["sign"] == sign for other in tried + date_failures(page, published))

    return Failure(failure, page=shrunk(failure["page"], fails)) if fails(failure["page"]) else failure


# The run --------------------------------------------------------------------------------------------------------------


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=100_000, help="pages (%(default)s)")
    parser.add_argument("--dates", type=int, default=0, help="temporal expressions (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--pages", type=Path, help="a .jsonl file whose pages are mutated beside the shipped ones")
    parser.add_argument("--state", type=Path, help="a folder for what is done, so that a run can be resumed")
    parser.add_argument("--resume", action="store_true", help="leave out what the folder of --state has")
    return parser.parse_args()


def own_pages(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    with path.open(encoding="utf-8") as lines:
        return tuple(json.loads(line)["text"] for line in lines if line.strip())


def finished(state: Path | None, resume: bool) -> list[dict]:
    """Return the results of an earlier run with this folder; without `resume` the folder is emptied."""
    if state is None:
        return []
    state.mkdir(parents=True, exist_ok=True)
    done = state / "done.jsonl"
    if not resume:
        done.unlink(missing_ok=True)
    if not done.exists():
        return []
    lines = done.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.endswith("}")]  # the last one may have been cut off


def run(options: argparse.Namespace) -> list[dict]:
    """Run the chunks that are not yet done, and return the results of all."""
    done, own = finished(options.state, options.resume), own_pages(options.pages)
    known = {result["chunk"] for result in done}
    with ProcessPoolExecutor(options.processes) as pool:
        tasks = [
            pool.submit(run_chunk, options.seed, chunk, options.count, own)
            for chunk in range(-(-options.count // CHUNK))
            if chunk not in known
        ]
        tasks += [
            pool.submit(run_dates, options.seed, chunk, options.dates)
            for chunk in range(-(-options.dates // (20 * CHUNK)))
            if f"dates {chunk}" not in known
        ]
        for task in as_completed(tasks):
            done.append(task.result())
            if options.state:
                with (options.state / "done.jsonl").open("a", encoding="utf-8") as log:
                    log.write(json.dumps(done[-1], ensure_ascii=True) + "\n")
            _tell(done)
    print(file=sys.stderr)
    return done


def _tell(done: list[dict]):
    pages, found = (sum(values) for values in zip(*((one["pages"], len(one["failures"])) for one in done)))
    print(f"\r{pages:,} pages, {found:,} failures", end="", file=sys.stderr, flush=True)


def report(done: list[dict]) -> bool:
    """Print the counts and each sort of failure with its smallest page; return whether there is any."""
    signs = {}
    for failure in (Failure(failure) for result in done for failure in result["failures"]):
        signs.setdefault((failure["sort"], failure["sign"]), []).append(failure)
    for sort, name in (("exception", "exceptions"), ("invariant", "broken invariants"), ("slow", "slow pages")):
        print(f"{name}: {sum(len(found) for (other, _), found in signs.items() if other == sort):,}")
    for (sort, sign), found in sorted(signs.items(), key=lambda item: -len(item[1])):
        example = min(
            (small(failure) for failure in sorted(found, key=lambda one: len(one["page"]))[:EXAMPLES]),
            key=lambda failure: len(failure["page"]),
        )
        print(
            f"\n{sort} · {sign} · {len(found):,} times\n  {example['detail'][:200]!r}\n"
            f"  page {example['page'][:1000]!r}, published {example['published']}"
        )
    return bool(signs)


def main() -> int:
    done = run(arguments())
    pages, characters, seconds = (sum(result[name] for result in done) for name in ("pages", "characters", "seconds"))
    print(
        f"{pages:,} pages of {characters / max(pages, 1):,.0f} characters, "
        f"{1e6 * seconds / max(characters, 1):,.1f} CPU s per million characters"
    )
    return int(report(done))


if __name__ == "__main__":
    sys.exit(main())
