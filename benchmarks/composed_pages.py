r"""Pages composed afresh from the shipped stories and invented furniture, with their answers.

The template of an outlet repeats itself; these pages do not. Each is a story of data/articles or of
benchmarks/rewordings.csv with furniture drawn at random from the forms of benchmarks/furniture.csv: what is above the
title, below it, between the paragraphs and at the foot, in which order, how lines are broken, and which day is printed
where. No form was copied from a page: they are what news sites of all Arab countries print, from general knowledge.

    python benchmarks/composed_pages.py FOLDER --pages 300 --seed 1     writes pages.jsonl and gold.jsonl

pages.jsonl is an input of `python -m helpers annotate` and of benchmarks/blocks.py; gold.jsonl has a stretch a line:
article, start, end, role, item, marked (a marker or label announces the item), kind (a kind of furniture.csv, or title,
heading, paragraph, headlines, item title, item paragraph). Stretches partition the page. A `random.Random` decides
everything, so a seed gives the same pages again.

Columns of furniture.csv: kind; form, with fields in braces (FIELDS below) and \n for a line break; note. A row of kind
`title` is a headline for a story of rewordings.csv, which its note names.
"""

import argparse
import csv
import json
import re
import sys
import textwrap
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from babel import Locale
from hijridate import Gregorian

ROOT = Path(__file__).resolve().parents[1]
ARTICLES, ANSWERS = ROOT / "data" / "articles", ROOT / "data" / "answers" / "blocks.csv"
FURNITURE, REWORDINGS = Path(__file__).with_name("furniture.csv"), Path(__file__).with_name("rewordings.csv")
FIRST, LAST = date(2005, 1, 1), date(2026, 12, 31)  # days of publication
SHIPPED = 0.75  # share of main stories that are whole shipped ones; the others are briefs of two paragraphs
SAME_PEOPLE = 0.6  # share of headlines about the people of the story, where it has such
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
BREAKS = (("\n", 9), ("\n\n", 7), ("\n\n\n", 1), (" \n", 1), ("\r\n", 1), ("\n \n", 1), ("\n\t", 1), ("  ", 1))
NUMBERED = "1- "
BULLETS = (("", 12), ("- ", 2), ("• ", 2), ("* ", 1), ("» ", 1), (NUMBERED, 1))
ANNOUNCED = ((": ", 8), (":", 2), (" : ", 2), (" | ", 1), (".. ", 1), (" - ", 1), ("… ", 1), (" ", 1))
UNUSUAL_TAGS = {"behind": "tags before their label", "glued": "tags run into their label"}
WRAP = 0.08  # share of pages whose paragraphs are broken at a fixed width
DAY_FORM = re.compile(r"{(?:d|dd|hijri)}")


class Form(NamedTuple):
    """A row of furniture.csv."""

    kind: str
    form: str
    note: str


class Story(NamedTuple):
    """A story: its title, then its paragraphs and headings as pairs of kind and text."""

    title: str
    body: list[tuple[str, str]]
    shipped: bool


class Piece(NamedTuple):
    """A stretch of a page before it is put together, and the break behind it if it is not the usual one."""

    text: str
    role: str
    kind: str
    item: int | None = None
    marked: bool | None = None
    gap: str | None = None


class Page(NamedTuple):
    """A composed page.

    published: the day it prints as its own, or None; elsewhere: the other days that its furniture prints (in captions,
    comments, posts, lists, second stories, at later changes), with the kind; layout: what is unusual about the page.
    """

    text: str
    answers: list[dict]
    published: date | None
    elsewhere: dict[date, str]
    layout: set[str]


# Material -------------------------------------------------------------------------------------------------------------


@cache
def forms() -> dict[str, list[Form]]:
    """Return the rows of furniture.csv by kind."""
    found = defaultdict(list)
    with FURNITURE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[row["kind"]].append(Form(row["kind"], row["form"].replace("\\n", "\n"), row["note"]))
    return dict(found)


@cache
def shipped_stories() -> tuple[Story, ...]:
    """Return the stories of data/articles, main and appended, as data/answers separates them."""
    stories = defaultdict(list)
    with ANSWERS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["item"] and row["kind"] in ("title", "heading", "paragraph"):
                text = (ARTICLES / f"{row['article']}.txt").read_text(encoding="utf-8")
                stretch = " ".join(text[int(row["start"]) : int(row["end"])].split())
                stories[row["article"], row["item"]].append((row["kind"], stretch))
    return tuple(Story(parts[0][1], parts[1:], True) for parts in stories.values())


@cache
def briefs() -> tuple[Story, ...]:
    """Return the short stories made of rewordings.csv: a headline of furniture.csv and one or two paragraphs."""
    with REWORDINGS.open(encoding="utf-8", newline="") as rows:
        pairs = list(csv.DictReader(rows))
    stories = []
    for title in forms()["title"]:
        _, row, side = title.note.split()
        pair = pairs[int(row)]
        texts = [pair["one"], pair["other"]] if pair["kind"] == "reworded" else [pair[side]]
        stories.append(Story(title.form, [("paragraph", text) for text in texts], False))
    return tuple(stories)


# Fields of the forms --------------------------------------------------------------------------------------------------


def _months(code: str) -> dict[int, str]:
    return dict(Locale.parse(code).months["format"]["wide"])


MONTHS = {
    "month": _months("ar"),
    "levant": _months("ar_SY"),
    "maghreb": _months("ar_DZ"),
    "morocco": _months("ar_MA"),
    "english": _months("en"),
}
WEEKDAYS = dict(Locale.parse("ar").days["format"]["wide"])
LETTERS = ("س ع", "ر م", "ه ش", "ك ت", "ن", "م ح", "خ ص", "ع", "ف د")
KINDS_OF_FIELDS = {  # a field that is a form of a kind of its own
    "english_name": "english name",
    "section2": "section",
    "city2": "city",
    **{
        name: name
        for name in "city person woman reader tweeter outlet agency latin hashtag section tag headline same".split()
    },
}


def _hijri(day: date) -> str:
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    return f"{hijri.day} {hijri.month_name('ar')} {hijri.year}"


FIELDS: dict[str, Callable[[Random, date], str]] = {
    "d": lambda random, day: str(day.day),
    "dd": lambda random, day: f"{day.day:02}",
    "m": lambda random, day: str(day.month),
    "mm": lambda random, day: f"{day.month:02}",
    "y": lambda random, day: str(day.year),
    **{name: lambda random, day, names=names: names[day.month] for name, names in MONTHS.items()},
    "weekday": lambda random, day: WEEKDAYS[day.weekday()],
    "hijri": lambda random, day: _hijri(day),
    "clock": lambda random, day: f"{random.randrange(24):02}:{random.randrange(60):02}",
    "hour12": lambda random, day: str(random.randint(1, 12)),
    "minute": lambda random, day: f"{random.randrange(60):02}",
    "second": lambda random, day: f"{random.randrange(60):02}",
    "half": lambda random, day: random.choice(("ص", "م", "صباحا", "مساءً")),
    "AM": lambda random, day: random.choice(("AM", "PM")),
    "n": lambda random, day: str(random.randint(2, 19)),
    "N": lambda random, day: random.choice(("{:,}", "{}")).format(random.randint(20, 40_000)),
    "letters": lambda random, day: random.choice(LETTERS),
    "letters2": lambda random, day: random.choice(LETTERS),
    "url": lambda random, day: f"https://www.example{random.randint(1, 99)}.com/news/{random.randint(1000, 99999)}",
    "mail": lambda random, day: f"desk{random.randint(1, 99)}@example.com",
    "handle": lambda random, day: (
        f"@{random.choice(('saheel', 'rewaq', 'mina', 'waha', 'afaq'))}{random.randint(1, 99)}"
    ),
    "phone": lambda random, day: f"+9{random.randint(10_000_000, 99_999_999)}",
}


class Composer:
    """One page while it is composed: the pieces so far, and what was decided for all of it."""

    def __init__(self, random: Random):
        self.random = random
        self.pieces: list[Piece] = []
        self.items = 0
        self.layout: set[str] = set()
        self.elsewhere: dict[date, str] = {}
        self.richness = random.choice((0.2, 0.5, 1.0))  # how much furniture, beside what the chances below say
        self.day = FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
        self.published: date | None = None
        self.story = random.choice(shipped_stories() if random.random() < SHIPPED else briefs())
        self.outlet = random.choice(forms()["outlet"]).form
        self.gap = self._weighted(BREAKS)
        self.width = random.randint(55, 90) if random.random() < WRAP else 0
        if self.width:
            self.gap = "\n\n"  # without a blank line nobody could say where a paragraph ends
        self.bullet = self._weighted(BULLETS)
        self.eastern = random.random() < 0.15
        self._note_layout()

    def _note_layout(self) -> None:
        if self.width:
            self.layout.add("hard-wrapped")
        if "\n" not in self.gap:
            self.layout.add("line breaks gone")
        if self.gap == "\n":
            self.layout.add("no blank lines")
        if self.bullet:
            self.layout.add("bullets")
        self.layout.add("shipped story" if self.story.shipped else "brief")
        self.layout.add({0.2: "little furniture", 0.5: "some furniture", 1.0: "much furniture"}[self.richness])

    # Drawing

    def _weighted(self, choices: tuple[tuple[str, int], ...]) -> str:
        return self.random.choices([one for one, _ in choices], [weight for _, weight in choices])[0]

    def _may(self, chance: float) -> bool:
        return self.random.random() < chance

    def _has(self, chance: float) -> bool:
        """Return whether the page has some furniture, the more often the richer it is."""
        return self._may(chance * self.richness)

    def _fill(self, form: str, day: date) -> str:
        """Return a form with its fields filled for a day; digits as the page writes them, but for ISO stamps."""

        def field(found: re.Match) -> str:
            name = found[1]
            if name == "title":
                return self.story.title
            if name == "outlet":
                return self.outlet
            if name == "actor":
                return self.random.choice(forms()["actor" if self.story.shipped else "other actor"]).form
            if name in KINDS_OF_FIELDS:
                return self.random.choice(forms()[KINDS_OF_FIELDS[name]]).form
            return FIELDS[name](self.random, day)

        text = re.sub(r"{(\w+)}", field, form)
        return text.translate(EASTERN) if self.eastern and "T{" not in form and "{AM}" not in form else text

    def _form(self, kind: str, dated: bool | None = None) -> str:
        """Return a form of a kind; `dated`: one with a day, or one without."""
        choices = [one.form for one in forms()[kind] if dated is None or bool(DAY_FORM.search(one.form)) == dated]
        return self.random.choice(choices)

    def _other_day(self, kind: str, least: int, most: int) -> date:
        """Return a day that is not the page's own, and remember it as printed elsewhere."""
        day = self.day + timedelta(days=self.random.randint(least, most))
        self.elsewhere.setdefault(day, kind)
        return day

    # Pieces

    def add(self, kind: str, day: date | None = None, dated: bool | None = None, gap: str | None = None) -> None:
        """Add furniture of a kind, a piece a line."""
        form = self._form(kind, dated)
        if day is None and DAY_FORM.search(form):
            day = self._other_day(kind, -900, -2)
        for line in self._fill(form, day or self.day).split("\n"):
            self.pieces.append(Piece(line, "boilerplate", kind, gap=gap))

    def add_headlines(self, count: int, marked: bool, dated: bool = False) -> None:
        """Add a list of headlines as an item of its own."""
        self.items += 1
        for number, headline in enumerate(self._headlines(count), 1):
            mark = f"{number}- " if self.bullet == NUMBERED else self.bullet
            text = mark + headline if count > 1 else headline
            self.pieces.append(Piece(text, "appended", "headlines", self.items, marked))
            if dated:
                day = self._other_day("day of headline", -400, -1)
                self.pieces.append(
                    Piece(self._fill(self._form("published", True), day), "boilerplate", "day of headline")
                )

    def _headlines(self, count: int) -> list[str]:
        same = [one.form for one in forms()["same"]] + [story.title for story in shipped_stories()]
        other = [one.form for one in forms()["headline"]] + [story.title for story in briefs()]
        near = same if self.story.shipped else [story.title for story in briefs()]
        chance = SAME_PEOPLE if self.story.shipped else 0.15
        drawn = [self.random.choice(near if self._may(chance) else other) for _ in range(count)]
        return [one for one in dict.fromkeys(drawn) if one != self.story.title] or [self.random.choice(other)]

    def add_announced(self) -> None:
        """Add a marker with its headline on one line, or above headlines; now and then nothing is behind it."""
        if self._may(0.1):
            self._label(self.random.choice(("marker", "list label")))
            self.layout.add("marker with nothing behind it")
        elif self._may(0.5):
            sign = self._weighted(ANNOUNCED)
            marker = self._fill(self._form("marker"), self.day)
            gap = " " if sign.endswith(" ") else ""
            self.pieces.append(Piece(marker + sign.rstrip(), "boilerplate", "marker on one line", gap=gap))
            self.add_headlines(1, True)
            self.layout.add("marker and headline on one line")
        else:
            self._label(self.random.choice(("marker", "list label")))
            self.add_headlines(self.random.randint(1, 6), True, dated=self._may(0.12))

    def _label(self, kind: str) -> None:
        colon = self._weighted((("", 3), (":", 3), (" :", 1), ("..", 1)))
        text = self._fill(self._form(kind), self.day)
        text = text.rstrip(" :|") + colon if colon else text
        self.pieces.append(Piece(text, "boilerplate", kind))

    def add_story(self) -> None:
        """Add a second story, mostly behind a marker."""
        marked = self._may(0.75)
        others = [story for story in (*shipped_stories(), *briefs()) if story.title != self.story.title]
        near = [story for story in others if story.shipped] if self._may(0.6) else others
        story = self.random.choice(near)
        self.layout.add("second story, marked" if marked else "second story, unmarked")
        if marked:
            self._label(self.random.choice(("marker", "list label")))
        self.items += 1
        self.pieces.append(Piece(story.title, "appended", "item title", self.items, marked))
        if self._may(0.5 if marked else 0.7):
            self.add("published", self._other_day("second story", -2000, -1))
        if self._may(0.3):
            self.add(self.random.choice(("byline", "dateline")), dated=False)
        for kind, text in self._part(story):
            self.pieces.append(Piece(text, "appended", f"item {kind}", self.items, marked))

    def _part(self, story: Story) -> list[tuple[str, str]]:
        """Return a story's body, or the first part of a long one; no heading ends it."""
        body = story.body
        if len(body) > 5 and self._may(0.5):
            body = body[: self.random.randint(4, len(body))]
        return body[:-1] if body[-1][0] == "heading" else body

    # Parts of the page, from the top

    def compose(self) -> None:
        plan = self.random.choices(
            ("published", "updated", "dateline", "signature", "ago", "none"), (64, 4, 4, 3, 9, 16)
        )[0]
        self.published = self.day if plan in ("published", "updated", "dateline", "signature") else None
        self._top(plan)
        self.pieces.append(Piece(self.story.title, "main", "title", 0))
        self._below_title(plan)
        self._body()
        self._closing(plan)
        self._below_story()
        self._comments()
        self._foot()

    def _top(self, plan: str) -> None:
        if self._has(0.08):
            self.add("cookie")
        if plan == "published" and self._has(0.12):
            self.add("today", self._other_day("today", 1, 30))
            self.layout.add("day of reading above the title")
        if self._has(0.25):
            self._menu()
        if self._has(0.15):
            self._label("ticker label")
            self.add_headlines(self.random.randint(1, 5), True)
            self.layout.add("ticker above the title")
        for kind, chance in (("section", 0.25), ("breadcrumb", 0.2), ("share", 0.05)):
            if self._has(chance):
                self.add(kind)

    def _menu(self) -> None:
        names = [self._form(self.random.choice(("menu", "section"))) for _ in range(self.random.randint(5, 14))]
        names = list(dict.fromkeys(names))
        if self._may(0.4):
            sign = self.random.choice((" | ", "  ", " - ", " ", " / "))
            self.pieces.append(Piece(sign.join(names), "boilerplate", "menu in one line"))
        else:
            self.pieces += [Piece(name, "boilerplate", "menu") for name in names]
        self.layout.add("menu above the title")

    def _below_title(self, plan: str) -> None:
        lines = [plan] if plan in ("published", "updated", "ago") else []
        extras = {"share": 0.2, "views": 0.15, "reading": 0.12, "tools": 0.12, "follow": 0.08, "subscribe": 0.05}
        lines += [kind for kind, chance in extras.items() if self._has(chance)]
        if plan == "published" and self._has(0.2):
            lines.append("changed")
        self.random.shuffle(lines)
        if self._has(0.35):
            lines.insert(self.random.choice((0, len(lines))), "caption")
        if self._has(0.4):
            lines.insert(self.random.randint(0, len(lines)), "byline")
        for line in lines:
            self._line_below_title(line)
        if plan == "dateline":
            self.add("dateline", self.day, dated=True)
        elif self._has(0.25):
            self.add("dateline", dated=False)

    def _line_below_title(self, line: str) -> None:
        if line in ("published", "updated"):
            self.add(line, self.day)
        elif line == "changed":
            self.add("updated", self._other_day("updated", 1, 3))
        elif line == "ago":
            self.add("ago")
        elif line == "caption":
            self._caption()
        else:
            self.add(line)

    def _caption(self) -> None:
        self.add("caption")
        if self._has(0.35):
            self.add("credit")

    def _body(self) -> None:
        body = self._part(self.story)
        breaks = self._has(0.55)
        for number, (kind, text) in enumerate(body):
            self.pieces.append(Piece(self._opening(text) if not number else text, "main", kind, 0))
            last = number == len(body) - 1 or kind == "heading"
            if breaks and not last and self._may(0.3):
                self._interrupt()

    def _opening(self, text: str) -> str:
        """Return the first paragraph, sometimes with the place and agency before it."""
        if self.pieces[-1].kind in ("dateline", "byline") or not self._has(0.25):
            return text
        self.layout.add("dateline before the first sentence")
        form = self._fill(self._form("dateline", dated=False), self.day)
        return form + (" " if form[-1] in ":-–ـ/" else self.random.choice((": ", " - ", " – "))) + text

    def _interrupt(self) -> None:
        """Add what stops a story that goes on."""
        kind = self.random.choices(
            ("announced", "advert", "tweet", "caption", "invites", "widget", "share", "invitation"),
            (10, 2, 1.5, 2, 2, 1, 1, 1),
        )[0]
        if kind == "announced":
            self.add_announced()
            self.layout.add("list in mid-story")
        elif kind == "caption":
            self._caption()
        elif kind == "invites":
            self.add(self.random.choice(("follow", "subscribe", "app", "newsletter")))
        elif kind == "advert" and self._may(0.3):
            self.add("advert", gap="")  # its label is run into the next word
            self.layout.add("advert run into the story")
        else:
            self.add(kind)

    def _closing(self, plan: str) -> None:
        if plan == "signature":
            self.add("signature", self.day, dated=True)
        elif self._has(0.2):
            self.add("signature", dated=False)
        for kind, chance in (("source", 0.2), ("author", 0.08), ("byline", 0.06), ("caption", 0.08)):
            if self._has(chance):
                self.add(kind)

    def _below_story(self) -> None:
        blocks = [self._tags] * self._has(0.35) + [self.add_announced] * self.random.choice(
            (0, 0, 1, 1, 2) if self.richness == 1 else (0, 0, 1)
        )
        blocks += [self.add_story] * self._has(0.35)
        kinds = {"share": 0.35, "follow": 0.25, "subscribe": 0.12, "app": 0.1, "newsletter": 0.12, "tools": 0.15}
        kinds |= {"views": 0.12, "disclaimer": 0.15, "invitation": 0.25, "widget": 0.1, "advert": 0.08, "tweet": 0.06}
        blocks += [lambda kind=kind: self.add(kind) for kind, chance in kinds.items() if self._has(chance)]
        self.random.shuffle(blocks)
        for block in blocks:
            block()

    def _tags(self) -> None:
        tags = list(dict.fromkeys(self._form("tag") for _ in range(self.random.randint(2, 7))))
        label = self._form("tags label")
        way = self.random.choice(("line", "line", "column", "glued", "behind", "hash"))
        if way in UNUSUAL_TAGS:
            self.layout.add(UNUSUAL_TAGS[way])
        if way == "column":
            self.pieces += [Piece(text, "boilerplate", "tags") for text in (label, *tags)]
        elif way == "behind":
            self.pieces += [Piece(text, "boilerplate", "tags") for text in (*tags, label)]
        else:
            signs = {"line": (": ", self.random.choice(("، ", " ", ", ", " - ", " | "))), "glued": ("", " ")}
            before, between = signs.get(way, (" #", " #"))
            tags = [tag.replace(" ", "_") for tag in tags] if way == "hash" else tags
            self.pieces.append(Piece(label.rstrip(":") + before + between.join(tags), "boilerplate", "tags"))

    def _comments(self) -> None:
        if not self._has(0.35):
            return
        self.layout.add("comments")
        if self._has(0.7):
            self.add("comment label")
        for _ in range(self.random.choice((0, 1, 2, 3, 4))):
            self.add("comment", self._other_day("comment", 1, 60))
        for kind, most in (("comment rules", 2), ("comment form", 5)):
            for _ in range(self.random.randint(0, most)):
                self.add(kind)

    def _foot(self) -> None:
        if self._has(0.2):
            self._label("list label")
            self.add_headlines(self.random.randint(2, 6), True)
        for kind, chance, most in (("rights", 0.3, 2), ("legal", 0.3, 5), ("menu", 0.15, 6), ("rights", 0.1, 1)):
            for _ in range(self.random.randint(1, most) if self._has(chance) else 0):
                self.add(kind)

    # Putting together

    def page(self) -> Page:
        """Return the page of all pieces."""
        text, answers = "", []
        for piece in self.pieces:
            words = self._wrapped(piece.text) if piece.kind.endswith("paragraph") else piece.text
            row = {"start": len(text), "end": len(text) + len(words), "role": piece.role, "item": piece.item}
            answers.append(row | {"marked": piece.marked, "kind": piece.kind})
            text += words + (self.gap if piece.gap is None else piece.gap)
        self.elsewhere.pop(self.day, None)
        return Page(text.rstrip(), answers, self.published, self.elsewhere, self.layout)

    def _wrapped(self, text: str) -> str:
        return "\n".join(textwrap.wrap(text, self.width, break_long_words=False)) if self.width else text


def compose(random: Random) -> Page:
    """Return a page that a random decides.

    >>> page = compose(Random(3))
    >>> [page.text[row["start"]:row["end"]] for row in page.answers if row["kind"] == "title"][0] in page.text
    True
    """
    composer = Composer(random)
    composer.compose()
    return composer.page()


def compose_pages(count: int, seed: int) -> list[Page]:
    """Return pages of a seed; page n is the same whatever the count."""
    return [compose(Random(f"{seed} {number}")) for number in range(count)]


def rows_of(pages: list[Page]) -> tuple[list[dict], list[dict]]:
    """Return pages and their answers as rows of pages.jsonl and gold.jsonl; each page has an outlet of its own."""
    names = [f"composed-{number:04}" for number in range(len(pages))]
    articles = [
        {"article": name, "outlet": f"outlet {name}", "published": None, "text": page.text}
        for name, page in zip(names, pages)
    ]
    return articles, [{"article": name} | row for name, page in zip(names, pages) for row in page.answers]


def write(folder: Path, pages: list[Page]) -> None:
    """Write pages.jsonl and gold.jsonl."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in zip(("pages", "gold"), rows_of(pages)):
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, compose_pages(options.pages, options.seed))
    sys.exit(0)
