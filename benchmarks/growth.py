"""Measure how the time of each step grows with the length of a page: no step may be worse than n·log n.

    python benchmarks/growth.py                  every input, at 50,000, 100,000 and 200,000 characters
    python benchmarks/growth.py --only names     inputs whose name contains this
    python benchmarks/growth.py --no-page        without the page of 3 MB

The inputs are made to be hard: one thing repeated until the page is full. The table has for each of them
and each step

    s        CPU seconds at the largest size, the least of several runs
    order    the exponent k of time ~ size^k between the smallest and the largest size; '' if the
             time is too short
    rows     the number of rows at the largest size, and its ratio to that at half the size

The last row compares a page of 3 MB with one of 300 kB, both made of the shipped pages, per character.
The exit status is 1 if an order is above 1.3, a step takes more than 4 s, an input that repeats itself
does not have twice as many rows on twice as many characters, or the page of 3 MB is more than 1.5 times as slow.
"""

import argparse
import math
import multiprocessing
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, count, cycle
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.actors import find_mentions, known_persons
from helpers.blocks import find_blocks
from helpers.dates import find_dates, find_published
from helpers.lexicons import vocabulary
from helpers.pipeline.profile import profile
from helpers.quotations import find_quotations

SIZES = (50_000, 100_000, 200_000)
MOST_ORDER = 1.3  # n·log n has 1.1 here
MOST_SECONDS = 4.0  # of a step at the largest size
SHORTEST = 0.02  # seconds; a shorter time says nothing about the order
BRIEF_SECONDS = 0.4  # a step that is shorter is run RUNS times
RUNS = 3
AGAIN = 2  # repetitions if an order is above MOST_ORDER: the machine may have been busy
NEVER = 600  # seconds after which an input is given up
TWICE = 1.8, 2.2  # twice as many rows
FEW_ROWS = 40  # with fewer rows the ratio says nothing
LARGE, SMALL = 3_000_000, 300_000  # bytes of UTF-8
MOST_RATIO = 1.5
ARTICLES = Path(__file__).parents[1] / "data" / "articles"


# Inputs ----------------------------------------------------------------------------------------------------


def repeated(unit: str) -> Callable[[int], str]:
    """Return a maker of pages that repeat one text."""
    return lambda size: (unit * (size // len(unit) + 1))[: size // len(unit) * len(unit)]


def joined(parts: Iterator[str], size: int, sign: str) -> str:
    """Return as many of these parts as fill a page, with a sign between them."""
    taken, length = [], 0
    for part in parts:
        length += len(part) + len(sign)
        if length > size:
            break
        taken.append(part)
    return sign.join(taken)


@cache
def _names() -> list[list[str]]:
    """Return given and family names that many people have."""
    lists = vocabulary()
    often = [
        [name for name, people in counts.items() if people > 4 and len(name) > 3]
        for counts in (lists.given, lists.family)
    ]
    return [sorted(names, key=lambda name: name[::-1]) for names in often]


def people(sign: str, size_of_name: int = 2) -> Callable[[int], str]:
    """Return a maker of pages of different full names, with a sign between them."""

    def page(size):
        draw, (given, family) = random.Random(1), _names()
        full = ([*draw.choices(given, k=size_of_name - 1), draw.choice(family)] for _ in count())
        return joined(map(" ".join, full), size, sign)

    return page


def families(size: int) -> str:
    return joined(cycle(["قال الوزير هاني المرواني إنه وصل."] + _names()[1]), size, " ")


@cache
def _story() -> list[str]:
    """Return the paragraphs of the shipped pages."""
    pages = [path.read_text(encoding="utf8") for path in sorted(ARTICLES.glob("*.txt"))]
    lines = chain.from_iterable(page.splitlines() for page in pages)
    return [line.strip() for line in lines if len(line.split()) > 12]


def story(sign: str, stops: bool = True) -> Callable[[int], str]:
    """Return a maker of pages that repeat the shipped pages, with a sign between their paragraphs."""

    def page(size):
        return joined(cycle(_story() if stops else [part.replace(".", "") for part in _story()]), size, sign)

    return page


def varied(size: int) -> str:
    """Return the shipped paragraphs repeated up to a size in bytes, each time with other persons and numbers."""
    pages = pd.DataFrame({"article": [str(n) for n in range(len(_story()))], "text": _story()})
    blocks = find_blocks(pages)
    mentions = find_mentions(pages, blocks)
    named = mentions[(mentions["kind"] == "person") & (mentions["form"] == "name")].groupby("article")
    spans = {article: list(zip(rows["start"], rows["end"])) for article, rows in named}
    draw, (given, family), lines, length = random.Random(1), _names(), [], 0
    paragraphs = cycle(zip(pages["article"], pages["text"]))
    while length <= size:
        article, line = next(paragraphs)
        for start, end in reversed(spans.get(article, [])):
            line = f"{line[:start]}{draw.choice(given)} {draw.choice(family)}{line[end:]}"
        lines.append(re.sub(r"\d", lambda digit: str(draw.randint(1, 9)), line))
        length += len(lines[-1].encode()) + 1
    return "\n".join(lines[:-1])


def words(*forms: str) -> Callable[[int], str]:
    return repeated(" ".join(forms) + " ")


INPUTS: dict[str, Callable[[int], str]] = {
    # Names
    "full names, a comma between them": people("، "),
    "full names, a blank between them": people(" "),
    "full names, one a line": people("\n"),
    "full names, و between them": people(" و"),
    "full names of four words": people("، ", 4),
    "full names with a title": lambda size: "الوزير " + people("، والوزير ")(size - 7),
    "one full name": repeated("هاني المرواني، "),
    "one full name, its bearer a minister": repeated("الوزير هاني المرواني وصل. "),
    "family names alone": families,
    "given names alone": lambda size: joined(cycle(_names()[0]), size, " "),
    "listed persons": words("فلاديمير بوتين،", "دونالد ترامب،", "بوتين،", "ترامب،"),
    "listed states": words("روسيا", "الصين", "الرياض", "السعودية"),
    "titles": words("الرئيس", "الوزير"),
    "one family": lambda size: joined((f"{name} المرواني" for name in cycle(_names()[0])), size, "، "),
    "one given name": lambda size: joined((f"هاني {name}" for name in cycle(_names()[1])), size, "، "),
    "one family of three names": lambda size: joined(
        (f"هاني {name} المرواني" for name in cycle(_names()[0])), size, "، "
    ),
    "one house": lambda size: joined((f"الأمير هاني بن {name}" for name in cycle(_names()[0])), size, "، "),
    "families amid full names": lambda size: joined(
        chain.from_iterable((f"هاني {name}", name) for name in cycle(_names()[1])), size, "، "
    ),
    "titles without article": words("رئيس", "وزير", "نائب"),
    "بن": words("بن"),
    "عبد": words("عبد"),
    "abu": words("أبو", "آل"),
    # Dates
    "أمس in one line": words("أمس"),
    "أمس, one a line": repeated("أمس\n"),
    "weekdays": words("الأحد", "الاثنين", "يوم", "الثلاثاء"),
    "months": words("مايو", "أيار/مايو", "يونيو"),
    "figures": words("1/1/20"),
    "figures with a day": words("السبت", "13/9/2023"),
    "days and months": words("في", "3", "مايو", "2030"),
    "Hijri dates": words("27", "رمضان", "1444", "هـ"),
    "Hijri years": words("1444"),
    "ranges": words("من", "3", "إلى", "5", "مايو", "2030"),
    "years with dashes": repeated("2014-"),
    "numbers, written": words("ثلاثة", "وعشرين", "ألفاً", "ومئة"),
    "numbers in figures": words("12", "345", "6.7", "1,000"),
    "digits": repeated("1234567890"),
    "figures without white space": repeated("1/1/20"),
    "weeks, months and years": words("الأسبوع", "الماضي", "العام", "المقبل"),
    "الأول": words("الأول"),
    "ordinary dates in one line": repeated("وصل الوفد أمس إلى المدينة، ويغادر الأحد المقبل "),
    # Quotations
    "marks, open only": words("«قال"),
    "marks, closed": words("«نعم»"),
    "marks, closed, long": words("قال", "الوزير:", "«سنصل", "إلى", "المدينة", "غدا", "مع", "الوفد»."),
    "marks, nested": lambda size: "«نعم " * (size // 10) + "نعم» " * (size // 10),
    "marks, alternating": words("«نعم", "“نعم", '"نعم'),
    "marks, straight": repeated('" '),
    "marks, straight, without white space": repeated('"'),
    "marks, closing only": repeated("نعم» "),
    "statements": words("قال", "البيان", "إن", "الجسر", "مغلق."),
    "statements without full stops": words("قال", "البيان", "إن", "الجسر", "مغلق"),
    "attribution at the end": words("الجسر", "مغلق،", "بحسب", "رويترز."),
    "attribution at the end, one sentence": words("الجسر", "مغلق،", "بحسب", "رويترز،"),
    "statements of an outlet": words("نقلت", "الوكالة", "عن", "الوزير", "قوله", "إن", "الجسر", "مغلق."),
    "titles with a pronoun": repeated("معالي الوزير هاني المرواني وصل. وقال معاليه إنه سعيد. "),
    "the agency": repeated("قالت الوكالة إن صحيفة المدينة وصلت. وأكدت الصحيفة أنها بخير. "),
    "قال": words("قال"),
    "verbs of saying": words("قال", "وأكد", "مضيفا", "أعلن", "موضحا"),
    "verbs of saying with commas": repeated("قال، "),
    "أن": words("قال", "أن"),
    "pronouns": words("هو", "هي", "أنه", "أنها", "وهو"),
    "prepositions": words("في", "من"),
    "particles": words("قد", "لم", "إن", "أن", "ما"),
    # Stories
    "a story in one line": story(" "),
    "a story in one line, no full stop": story(" ", False),
    "a story in lines": story("\n"),
    "a story, a blank line between paragraphs": story("\n\n"),
    "lines broken at commas": repeated("وصل الوفد الكبير إلى المدينة القديمة صباح اليوم مع الوزير،\n"),
    "verses": repeated("يا ليل طال بنا المدى\nوالقلب يهوى موعدا\n"),
    "lines of one word": repeated("كلمة\n"),
    "lines of other single words": lambda size: joined(cycle(_names()[1]), size, "\n"),
    "headlines": repeated("الوزير يفتتح المعرض الجديد في العاصمة\n"),
    "other headlines": lambda size: joined(cycle([" ".join(part.split()[:7]) for part in _story()]), size, "\n"),
    "markers": repeated("اقرأ أيضاً\n"),
    "markers in one line": words("اقرأ", "أيضاً:"),
    "markers run in": repeated("وصل الوفد.اقرأ أيضاًوقال "),
    "markers with a headline": repeated("اقرأ أيضاً: الوزير يفتتح المعرض\n"),
    "captions": repeated("صورة من الأرشيف - هاني المرواني - سالم الحداد (رويترز)\n"),
    "one caption of dashes": lambda size: "صورة" + " - اسم ولقب" * (size // 11) + " (رويترز)",
    "captions of dashes": repeated("صورة" + " - اسم ولقب" * 18 + "، الأرشيف: رويترز\n"),
    "captions of slashes": repeated("صورة" + " / اسم ولقب" * 18 + "، الأرشيف /رويترز\n"),
    "captions of bars": repeated("صورة" + "|اسم ولقب" * 18 + "، الأرشيف|رويترز\n"),
    "captions of brackets": repeated("صورة" + " (اسم ولقب)" * 18 + "، الأرشيف (رويترز)\n"),
    "captions of agencies": repeated("صورة " + "/رويترز" * 300 + "/كلمة/رويترز\n"),
    "comments": lambda size: "\n".join([*_story()[:3], "التعليقات", repeated("رأيي أن هذا جيد\n")(size)]),
    "tags": lambda size: "كلمات دلالية: " + repeated("سياسة رياضة ")(size),
    "a table of two columns": repeated("سالم | المدينة\n"),
    # Signs, letters, other scripts
    "dashes": repeated("- "),
    "dashes without white space": repeated("-"),
    "dashes between words": repeated("اسم - "),
    "colons": repeated(": "),
    "colons between words": repeated("اسم: "),
    "commas": repeated("، "),
    "commas between words": repeated("اسم، "),
    "semicolons between words": repeated("اسم؛ "),
    "brackets": repeated("("),
    "brackets, closed": repeated("(اسم) "),
    "dots": repeated("."),
    "dots between words": repeated("اسم. "),
    "dots between letters": repeated("ا."),
    "question marks": repeated("؟ "),
    "slashes between words": repeated("اسم/"),
    "bars between words": repeated("اسم | "),
    "arrows between words": repeated("اسم > "),
    "angle brackets": repeated("<"),
    "tags of HTML left open": repeated("<a "),
    "tatweel": repeated("ـ"),
    "tatweel between words": repeated("اسم ـ "),
    "vowel signs": repeated("َ"),
    "one letter": repeated("و"),
    "one letter, often": repeated("و "),
    "one word without white space": repeated("الوزير"),
    "blanks": lambda size: "وصل" + " " * size + "الوفد",
    "pairs of blanks": repeated("اسم  "),
    "line ends": lambda size: "وصل" + "\n" * size + "الوفد",
    "no-break spaces": lambda size: "وصل" + "\N{NO-BREAK SPACE}" * size + "الوفد",
    "zero-width spaces": lambda size: "وصل" + "\N{ZERO WIDTH SPACE}" * size + "الوفد",
    "hashtags": repeated("#خبر "),
    "hashtags without white space": repeated("#خبر"),
    "addresses": repeated("https://example.org/a/b?c=1 "),
    "addresses without white space": repeated("https://example.org/a/b?c=1"),
    "an address and its path": lambda size: "https://example.org/" + "ab/" * (size // 3),
    "mail addresses": repeated("salem@example.org "),
    "lines of signs and a mail address": repeated("-@.-" * 700 + " اسم\n"),
    "lines of 3,000 characters": repeated(("a:" * 1400 + "@") + " اسم\n"),
    "lines of HTML left open": repeated("<a " * 900 + "اسم\n"),
    "mail addresses without white space": repeated("salem@example.org"),
    "at signs": repeated("@"),
    "letters, then no at sign": lambda size: "a" * size,
    "Latin words": words("news", "of", "the", "day"),
    "emoji": repeated("😀 "),
    "ligatures": repeated("ﻻ"),
    "mixed": repeated("قال «هاني» المرواني - أمس (1/1/20): إن #خبر https://example.org، و3 مايو؟ "),
}
COUNTED = ("profile", "persons")  # these have a row for each name, however often it occurs
# In these, twice the length does not make twice the rows.
UNEVEN = ("names", "caption", "story", "marks", "headlines", "comments")


# Steps -----------------------------------------------------------------------------------------------------

STEPS: dict[str, Callable[[dict], object]] = {  # each gets the results of the steps before it, by their names
    "profile": lambda found: profile(found["articles"]),
    "persons": lambda found: known_persons(found["profile"]),
    "blocks": lambda found: find_blocks(found["articles"], found["profile"]),
    "publication": lambda found: find_published(found["articles"].drop(columns="published"), found["blocks"]),
    "mentions": lambda found: find_mentions(found["articles"], found["blocks"], found["profile"]),
    "dates": lambda found: find_dates(found["articles"], found["blocks"]),
    "quotations": lambda found: find_quotations(found["articles"], found["blocks"], found["mentions"]),
}


def run(text: str, runs: int = RUNS) -> dict[str, tuple[float, int]]:
    """Return for each step on a page its CPU seconds, the least of several runs, and its number of rows."""
    articles = pd.DataFrame({"article": ["1"], "text": [text], "published": ["2031-05-16"]})
    found, measured = {"articles": articles}, {}
    for name, step in STEPS.items():
        best = math.inf
        for _ in range(runs):
            start = time.process_time()
            found[name] = step(found)
            best = min(best, time.process_time() - start)
            if best > BRIEF_SECONDS:
                break
        if name == "profile":
            found[name].once(known_persons)  # counted as the step `persons`, not again in mentions
        rows = found[name] if isinstance(found[name], pd.DataFrame) else found[name].names
        measured[name] = best, len(rows)
    return measured


def measure(page: Callable[[int], str]) -> dict[str, list[tuple[float, int]]]:
    """Return for each step the seconds and rows at each size."""
    measured = [run(page(size)) for size in SIZES]
    return {name: [sizes[name] for sizes in measured] for name in STEPS}


def order(times: list[float]) -> float | None:
    """Return the exponent of growth from the smallest to the largest size; None if the time is too short."""
    if times[-1] < SHORTEST:
        return None
    return math.log(times[-1] / max(times[0], 1e-4)) / math.log(SIZES[-1] / SIZES[0])


class Row(NamedTuple):
    """A step on an input: CPU seconds, order, rows, and the ratio of these to those at half the size."""

    name: str
    step: str
    seconds: float
    order: float | None
    rows: int
    times: float

    def __str__(self) -> str:
        told = "" if self.order is None else f"{self.order:.2f}"
        return f"{self.name:44} {self.step:12} {self.seconds:7.3f} {told:>6} {self.rows:7} {self.times:6.2f}"

    def faults(self) -> Iterator[str]:
        """Return the faults of the row, in words."""
        if self.order is not None and self.order > MOST_ORDER:
            yield f"{self.name}, {self.step}: order {self.order:.2f}"
        if self.seconds > MOST_SECONDS:
            yield f"{self.name}, {self.step}: {self.seconds:.1f} s at {SIZES[-1]:,} characters"
        even = self.step not in COUNTED and not any(word in self.name for word in UNEVEN)
        if even and self.rows > FEW_ROWS and not TWICE[0] <= self.times <= TWICE[1]:
            yield f"{self.name}, {self.step}: {self.times:.2f} times the rows on twice the characters"


def growth(name: str) -> list[Row]:
    """Return a row for each step of an input."""
    table = {}
    for _ in range(1 + AGAIN):
        for step, found in measure(INPUTS[name]).items():
            before = table.get(step, found)
            table[step] = [(min(a[0], b[0]), b[1]) for a, b in zip(before, found)]
        if all((order([s for s, _ in found]) or 0) <= MOST_ORDER for found in table.values()):
            break
    return [
        Row(name, step, found[-1][0], order([s for s, _ in found]), found[-1][1], found[-1][1] / max(found[-2][1], 1))
        for step, found in table.items()
    ]


def _child(pipe, function, *args):
    pipe.send(function(*args))


def apart(function: Callable, *args):
    """Return the result of a function in a process of its own, which can be ended if it hangs; None if it does."""
    ours, theirs = multiprocessing.get_context("fork").Pipe()
    process = multiprocessing.get_context("fork").Process(target=_child, args=(theirs, function, *args))
    process.start()
    found = ours.recv() if ours.poll(NEVER) else None
    process.kill()
    process.join()
    return found


def page_seconds(size: int) -> tuple[int, float]:
    """Return the number of characters of a page of this many bytes, and the CPU seconds of all steps."""
    text = varied(size)
    return len(text), sum(seconds for seconds, _ in run(text, 1).values())


def compare_pages() -> Iterator[str]:
    """Print the ratio of a page of 3 MB to one of 300 kB; return the faults, in words."""
    (short, brief), (long, time_of_long) = apart(page_seconds, SMALL), apart(page_seconds, LARGE)
    ratio = time_of_long / long / (brief / short)
    print(f"a page of 3 MB: {time_of_long:.1f} s, of 300 kB: {brief:.2f} s, per character {ratio:.2f} times")
    if ratio > MOST_RATIO:
        yield f"a page of 3 MB is {ratio:.2f} times as slow per character"


def main(given) -> int:
    faults = []
    run("\n".join(_story()))  # lexicons are read, the words of the pages are known
    print(f"{'input':44} {'step':12} {'s':>7} {'order':>6} {'rows':>7} {'times':>6}")
    for name in [name for name in INPUTS if given.only in name]:
        rows = apart(growth, name)
        if rows is None:
            faults.append(f"{name}: not done after {NEVER} s")
        for row in rows or ():
            print(row, flush=True)
            faults += row.faults()
    if not given.no_page and not given.only:
        faults += compare_pages()
    print(*faults or ["every step grows as the page does"], sep="\n")
    return bool(faults)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="")
    parser.add_argument("--no-page", action="store_true")
    sys.exit(main(parser.parse_args()))
