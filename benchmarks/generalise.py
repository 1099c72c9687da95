"""How well blocks are found on pages of outlets that nobody has read, and with words that no lexicon lists.

    python benchmarks/generalise.py SET...                 sets with answers: folders with pages.jsonl and gold.jsonl
    python benchmarks/generalise.py --composed 300         and so many pages of benchmarks/composed_pages.py
    python benchmarks/generalise.py SET --wrong 20         and the pages of a set that are most wrong
    python benchmarks/generalise.py --composed 300 --kind follow    only stretches of a kind that are wrong, to read

For each set it prints

    pages      share of pages with 99 % of their characters in the right role, and its mean over outlets
    main, …    F1 of each role, by character
    blinded    the same with half of the rows of data/lexicons/markers.csv hidden, the mean of FOLDS halves. The hash of
               the form decides which rows, so this is what an outlet gets of whose words half are not listed
    left out   the same where rows are hidden, on pages of an outlet, whose note names that outlet and no other. Rules
               (helpers/rules.py) have no note; where no note names an outlet, this says so and changes nothing

then one line an outlet. The outlets of benchmarks/unread_outlets.txt are one line together, and none of their pages is
named. For composed pages it prints which kinds of furniture are wrong most, what the layout of a page does, whether
each story and list got an item of its own, and `published`: right where a page prints its day, missing where it prints
none, and never a day of an item, a caption, a comment or a post.

Characters that are white space, or in no stretch of the answers, are not counted.
"""

import argparse
import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.composed_pages import Page, compose_pages, rows_of
from helpers.paths import LEXICONS, ROOT

FOLDS = 4
ROLES = ("main", "appended", "boilerplate")
RIGHT = 0.99  # share of a page's characters
FOUND = 0.9  # share of a stretch's or an item's characters
UNREAD = Path(__file__).with_name("unread_outlets.txt")
HOST = re.compile(r"(?<![\w.])(?:[\w-]+\.)+[a-z]{2,}(?!\w)")


class Task(NamedTuple):
    """A set: its name, pages and answers, both as rows by article; composed pages as they were composed."""

    name: str
    pages: dict[str, dict]
    answers: dict[str, list[dict]]
    composed: dict[str, Page]


class Found(NamedTuple):
    """What the helpers find: rows of blocks and the day of publication of each article."""

    blocks: dict[str, list[dict]]
    published: dict[str, str | None]


# Sets -----------------------------------------------------------------------------------------------------------------


def read_rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def by_article(rows: list[dict]) -> dict[str, list[dict]]:
    found = defaultdict(list)
    for row in rows:
        found[row["article"]].append(row)
    return found


def read_task(folder: Path) -> Task:
    pages = {page["article"]: page for page in read_rows(folder / "pages.jsonl")}
    return Task(folder.name, pages, by_article(read_rows(folder / "gold.jsonl")), {})


def composed_task(count: int, seed: int) -> Task:
    made = compose_pages(count, seed)
    articles, answers = rows_of(made)
    pages = {page["article"]: page for page in articles}
    return Task("composed", pages, by_article(answers), dict(zip(pages, made)))


def unread_outlets() -> set[str]:
    lines = UNREAD.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


# Lexicons with rows hidden --------------------------------------------------------------------------------------------


def is_hidden(row: dict, fold: int) -> bool:
    """Return whether a fold hides a row: one in two, by the hash of its form."""
    return hashlib.sha256(f"{fold} {row['form']}".encode()).digest()[0] % 2 == 0


def outlets_named(note: str) -> set[str]:
    """Return the outlets that a note names, by their hosts.

    >>> outlets_named("a widget of example.com")
    {'example.com'}
    """
    return set(HOST.findall(note))


def is_only_of(row: dict, outlet: str) -> bool:
    """Return whether the note of a row names an outlet and no other."""
    return outlets_named(row["note"]) == {outlet}


def hide_rows(folder: Path, hidden: Callable[[dict], bool]) -> Path:
    """Copy the lexicons to a folder, without the rows of markers.csv for which `hidden` is true."""
    shutil.copytree(LEXICONS, folder)
    with (LEXICONS / "markers.csv").open(encoding="utf-8", newline="") as rows:
        table = list(csv.DictReader(rows))
    with (folder / "markers.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in table if not hidden(row))
    return folder


def outlets_of_rows() -> set[str]:
    """Return the outlets that are the only one in the note of some row of markers.csv."""
    with (LEXICONS / "markers.csv").open(encoding="utf-8", newline="") as rows:
        named = [outlets_named(row["note"]) for row in csv.DictReader(rows)]
    return {outlet for outlets in named if len(outlets) == 1 for outlet in outlets}


# Runs -----------------------------------------------------------------------------------------------------------------


def run(tasks: list[Task], lexicons: Path = LEXICONS) -> dict[str, Found]:
    """Return what the helpers find on each set with the lexicons of a folder, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages.jsonl"
        rows = [
            {"article": f"{task.name} {page['article']}", "outlet": page.get("outlet"), "text": page["text"]}
            | {"set": task.name}
            for task in tasks
            for page in task.pages.values()
        ]
        pages.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.blinded", str(lexicons), str(pages), folder]
        subprocess.run(command, cwd=ROOT, check=True)
        blocks, published = (read_rows(Path(folder) / f"{name}.jsonl") for name in ("blocks", "published"))
    found = {task.name: Found(defaultdict(list), {}) for task in tasks}
    for row in blocks:
        name, article = row["article"].split(" ", 1)
        found[name].blocks[article].append(row)
    for row in published:
        name, article = row["article"].split(" ", 1)
        found[name].published[article] = row["published"]
    return found


def run_blinded(tasks: list[Task]) -> list[dict[str, Found]]:
    """Return what is found with half of the markers hidden, once for each fold."""
    found = []
    for fold in range(FOLDS):
        with tempfile.TemporaryDirectory() as folder:
            found.append(run(tasks, hide_rows(Path(folder) / "lexicons", partial(is_hidden, fold=fold))))
    return found


def run_left_out(tasks: list[Task], whole: dict[str, Found]) -> dict[str, Found]:
    """Return what is found where the rows that were written for an outlet alone are hidden on its pages."""
    found = {name: Found(dict(one.blocks), dict(one.published)) for name, one in whole.items()}
    outlets = {page.get("outlet") for task in tasks for page in task.pages.values()}
    for outlet in outlets_of_rows() & outlets:
        with tempfile.TemporaryDirectory() as folder:
            lexicons = hide_rows(Path(folder) / "lexicons", partial(is_only_of, outlet=outlet))
            again = run(tasks, lexicons)
        for task in tasks:
            for article, page in task.pages.items():
                if page.get("outlet") == outlet:
                    found[task.name].blocks[article] = again[task.name].blocks[article]
    return found


# Scores ---------------------------------------------------------------------------------------------------------------


class Letters(NamedTuple):
    """Of each character of a page the role and item that were found."""

    roles: list[str]
    items: list[int | None]


def letters(text: str, blocks: list[dict]) -> Letters:
    roles, items = ["boilerplate"] * len(text), [None] * len(text)
    for block in blocks:
        stretch = slice(block["start"], block["end"])
        size = block["end"] - block["start"]
        roles[stretch], items[stretch] = [block["role"]] * size, [block["item"]] * size
    return Letters(roles, items)


def pairs_of(text: str, answers: list[dict], found: Letters) -> Counter:
    """Return how many characters have each pair of roles: of the answers, found."""
    return Counter(
        (row["role"], found.roles[at])
        for row in answers
        for at in range(row["start"], row["end"])
        if not text[at].isspace()
    )


def share_right(pairs: Counter) -> float:
    return sum(n for (truth, said), n in pairs.items() if truth == said) / max(pairs.total(), 1)


def f1(pairs: Counter, role: str) -> float | None:
    both = sum(n for (truth, _), n in pairs.items() if truth == role)
    both += sum(n for (_, said), n in pairs.items() if said == role)
    return 2 * pairs[role, role] / both if both else None


def page_pairs(task: Task, found: Found) -> dict[str, Counter]:
    """Return the pairs of roles of each page."""
    return {
        article: pairs_of(page["text"], task.answers[article], letters(page["text"], found.blocks.get(article, [])))
        for article, page in task.pages.items()
    }


def figures(task: Task, pairs: dict[str, Counter], outlets: set | None = None) -> dict[str, float | None]:
    """Return pages right, their mean over outlets, and the F1 of each role, for some outlets or all."""
    chosen = {a: p for a, p in pairs.items() if outlets is None or task.pages[a].get("outlet") in outlets}
    right = defaultdict(list)
    for article, page in chosen.items():
        right[task.pages[article].get("outlet")].append(share_right(page) >= RIGHT)
    shares = [sum(flags) / len(flags) for flags in right.values()]
    total = sum(chosen.values(), Counter())
    return {
        "n": len(chosen),
        "outlets": len(right),
        "pages": sum(map(sum, right.values())) / max(len(chosen), 1),
        "by outlet": sum(shares) / max(len(shares), 1),
    } | {role: f1(total, role) for role in ROLES}


def mean(rows: list[dict]) -> dict:
    """Return the mean of figures of several runs."""
    return pd.DataFrame(rows).mean(numeric_only=True).to_dict() if rows else {}


# Tables ---------------------------------------------------------------------------------------------------------------


def table(rows: list[dict]) -> str:
    frame = pd.DataFrame(rows)
    for column in ("n", "outlets"):
        if column in frame:
            frame[column] = frame[column].astype("int64")
    return frame.to_string(index=False, na_rep="–", float_format="{:.3f}".format)


def set_rows(task: Task, pairs: dict, blinded: list[dict], left_out: dict | None) -> list[dict]:
    """Return the figures of a set: all outlets, those that may be read, those that stay unread; plain and blinded."""
    unread = unread_outlets() & {page.get("outlet") for page in task.pages.values()}
    read = {page.get("outlet") for page in task.pages.values()} - unread
    parts = {"all": None} | ({"read": read, "unread": unread} if unread else {})
    rows = []
    for part, outlets in parts.items():
        rows.append({"set": task.name, "part": part, "words": "listed"} | figures(task, pairs, outlets))
        if left_out:
            rows.append({"set": task.name, "part": part, "words": "left out"} | figures(task, left_out, outlets))
        folds = [figures(task, one, outlets) for one in blinded]
        rows.append({"set": task.name, "part": part, "words": "blinded"} | mean(folds))
    return rows


def outlet_rows(task: Task, pairs: dict, blinded: list[dict]) -> list[dict]:
    """Return the figures of each outlet that may be read, the worst first, with those of blinded runs beside them."""
    outlets = {page.get("outlet") for page in task.pages.values()} - unread_outlets()
    rows = []
    for outlet in outlets:
        here = figures(task, pairs, {outlet})
        del here["by outlet"], here["outlets"]
        folds = mean([figures(task, one, {outlet}) for one in blinded])
        rows.append({"outlet": outlet} | here | {"blinded": folds.get("pages")})
    return sorted(rows, key=lambda row: (row["pages"], -row["n"], row["outlet"] or ""))


def wrong_rows(task: Task, pairs: dict, most: int) -> list[dict]:
    """Return the pages that are most wrong, none of them of an unread outlet."""
    unread = unread_outlets()
    rows = [
        {"article": article, "outlet": task.pages[article].get("outlet"), "right": share_right(page)}
        for article, page in pairs.items()
        if task.pages[article].get("outlet") not in unread and share_right(page) < RIGHT
    ]
    return sorted(rows, key=lambda row: row["right"])[:most]


def kind_rows(task: Task, found: Found, blinded: list[Found]) -> list[dict]:
    """Return, for each kind of stretch, how many there are and how many have the right role; the worst first."""
    right, said = stretches_right(task, found)
    folds = [stretches_right(task, one)[0] for one in blinded]
    rows = []
    for kind, flags in right.items():
        wrong = said[kind].most_common(1)
        rows.append(
            {"kind": kind, "n": len(flags), "wrong": len(flags) - sum(flags), "right": sum(flags) / len(flags)}
            | {"blinded": sum(sum(fold[kind]) for fold in folds) / max(sum(len(fold[kind]) for fold in folds), 1)}
            | {"taken for": wrong[0][0] if wrong else ""}
        )
    return sorted(rows, key=lambda row: -row["wrong"])


def stretches_right(task: Task, found: Found) -> tuple[dict[str, list[bool]], dict[str, Counter]]:
    """Return by kind, for each stretch, whether its role was found, and which role the wrong ones got."""
    right, said = defaultdict(list), defaultdict(Counter)
    for article, page in task.pages.items():
        here = letters(page["text"], found.blocks.get(article, []))
        for row in task.answers[article]:
            pairs = pairs_of(page["text"], [row], here)
            good = share_right(pairs) >= FOUND
            right[row["kind"]].append(good)
            if not good:
                wrong = Counter({role: n for (truth, role), n in pairs.items() if role != truth})
                said[row["kind"]][wrong.most_common(1)[0][0]] += 1
    return right, said


def layout_rows(task: Task, pairs: dict, blinded: list[dict]) -> list[dict]:
    """Return the share of pages that are right, by what is unusual about their layout."""
    rows = []
    for name in sorted(set().union(*(page.layout for page in task.composed.values()))):
        articles = [article for article, page in task.composed.items() if name in page.layout]
        right = [share_right(pairs[article]) >= RIGHT for article in articles]
        folds = [share_right(fold[article]) >= RIGHT for fold in blinded for article in articles]
        rows.append(
            {"layout": name, "n": len(right), "pages": sum(right) / len(right)}
            | {"blinded": sum(folds) / max(len(folds), 1)}
        )
    return sorted(rows, key=lambda row: row["pages"])


def item_rows(task: Task, found: Found) -> list[dict]:
    """Return, for stories and lists, how many were found as appended and how many have an item of their own."""
    counts = defaultdict(lambda: [0, 0, 0])
    for article, page in task.pages.items():
        here = letters(page["text"], found.blocks.get(article, []))
        stories = defaultdict(list)
        for row in task.answers[article]:
            if row["role"] == "appended":
                stories[row["item"]].append(row)
        for rows in stories.values():
            told = {row["kind"] for row in rows}
            what = "story" if "item title" in told else "list"
            where = _places(page["text"], rows)
            elsewhere = _places(page["text"], [row for row in task.answers[article] if row not in rows])
            item, count = Counter(here.items[at] for at in where).most_common(1)[0]
            taken = sum(here.items[at] == item for at in elsewhere)
            counter = counts[f"{what}, {'marked' if rows[0]['marked'] else 'unmarked'}"]
            counter[0] += 1
            counter[1] += sum(here.roles[at] == "appended" for at in where) >= FOUND * len(where)
            own = item is not None and item > 0 and count >= FOUND * len(where)
            counter[2] += own and taken <= (1 - FOUND) * len(where)
    return [
        {"item": name, "n": n, "found": found / n, "own item": own / n}
        for name, (n, found, own) in sorted(counts.items())
    ]


def _places(text: str, rows: list[dict]) -> list[int]:
    return [at for row in rows for at in range(row["start"], row["end"]) if not text[at].isspace()]


def published_rows(task: Task, found: Found, blinded: list[Found]) -> list[dict]:
    """Return what was taken for the day of publication on pages that print one and on pages that print none."""
    rows = []
    for words, runs in (("listed", [found]), ("blinded", blinded)):
        counts = Counter()
        for one in runs:
            for article, page in task.composed.items():
                counts[bool(page.published), verdict(page, one.published.get(article))] += 1
        for printed in (True, False):
            total = sum(n for (where, _), n in counts.items() if where == printed)
            shares = {name: counts[printed, name] / max(total, 1) for name in VERDICTS}
            rows.append({"words": words, "page": "prints its day" if printed else "prints none", "n": total} | shares)
    return rows


VERDICTS = ("right", "missing", "from elsewhere", "wrong")


def verdict(page: Page, found: str | None) -> str:
    """Return whether a day that was found is right, missing, printed elsewhere on the page, or wrong."""
    if found is None or found != found:
        return "missing" if page.published else "right"
    if page.published and found == page.published.isoformat():
        return "right"
    return "from elsewhere" if found in {day.isoformat() for day in page.elsewhere} else "wrong"


def taken_rows(task: Task, found: Found) -> list[dict]:
    """Return from which furniture the days of publication were taken that are not the page's own."""
    taken = Counter(
        page.elsewhere[day]
        for article, page in task.composed.items()
        for day in page.elsewhere
        if day.isoformat() == found.published.get(article)
    )
    return [{"taken from": kind, "n": n} for kind, n in taken.most_common()]


def show_wrong(task: Task, found: Found, kind: str, most: int = 20) -> None:
    """Print stretches of a kind with a wrong role, with the lines around them."""
    shown = 0
    for article, page in task.composed.items():
        here = letters(page.text, found.blocks.get(article, []))
        for row in task.answers[article]:
            pairs = pairs_of(page.text, [row], here)
            if row["kind"] == kind and share_right(pairs) < FOUND and shown < most:
                shown += 1
                before, behind = page.text[: row["start"]].rstrip()[-60:], page.text[row["end"] :].lstrip()[:60]
                said = Counter(here.roles[row["start"] : row["end"]]).most_common(1)[0][0]
                print(f"\n{article}: {row['role']} taken for {said}\n  … {before!r}")
                print(f"  >>> {page.text[row['start'] : row['end']]!r}\n  {behind!r} …")


def report(tasks: list[Task], wrong: int) -> None:
    found, blinded = run(tasks), run_blinded(tasks)
    alone = outlets_of_rows()
    left_out = run_left_out(tasks, found) if alone else None
    if not alone:
        print("left out: no note in markers.csv names an outlet, and rules have none, so nothing is left out.\n")
    pairs = {task.name: page_pairs(task, found[task.name]) for task in tasks}
    folds = {task.name: [page_pairs(task, fold[task.name]) for fold in blinded] for task in tasks}
    rows = []
    for task in tasks:
        without = page_pairs(task, left_out[task.name]) if left_out else None
        rows += set_rows(task, pairs[task.name], folds[task.name], without)
    print(table(rows))
    for task in tasks:
        name, hidden = task.name, [fold[task.name] for fold in blinded]
        if task.composed:
            print(f"\n{name}: kinds of furniture, by how many stretches are wrong")
            print(table(kind_rows(task, found[name], hidden)))
            print(f"\n{name}: layouts\n" + table(layout_rows(task, pairs[name], folds[name])))
            print(f"\n{name}: items\n" + table(item_rows(task, found[name])))
            print(f"\n{name}: published\n" + table(published_rows(task, found[name], hidden)))
            print(table(taken_rows(task, found[name])))
        else:
            print(f"\n{name}: outlets\n" + table(outlet_rows(task, pairs[name], folds[name])))
        if wrong:
            print(f"\n{name}: pages most wrong\n" + table(wrong_rows(task, pairs[name], wrong)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--composed", type=int, default=0, metavar="PAGES")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--wrong", type=int, default=0, metavar="PAGES", help="how many wrong pages of each set are listed"
    )
    parser.add_argument("--kind", help="a kind of furniture.csv, or title, paragraph, headlines, …")
    options = parser.parse_args()
    sets = [read_task(folder) for folder in options.sets]
    sets += [composed_task(options.composed, options.seed)] if options.composed else []
    if options.kind:
        show_wrong(sets[-1], run(sets[-1:])[sets[-1].name], options.kind)
    else:
        report(sets, options.wrong)
