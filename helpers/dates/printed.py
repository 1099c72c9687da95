"""The day of publication that a page prints: in a line of its own, in a dateline, a signature or the first sentences.

A page prints many days: that of its reader, of other stories, of comments, of captions. The place of a line among the
blocks decides whether its day can be the page's own (PLACES), its words whether it states a day at all (STATEMENTS),
and the label beside the day how far that can be trusted.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from helpers.dates.matching import Expression, expressions
from helpers.dates.tense import tense
from helpers.dates.timex import shift
from helpers.lexicons import any_of, lexicon, markers
from helpers.rules import Rule, first_match
from helpers.text import fold, fold_map

MAX_LINE = 100  # characters of a line that holds only a date; a longer one is a sentence of the story
LEAD = 140  # characters at the beginning of a story in which its dateline ends
SENTENCES = 2  # paragraphs of a story that may say «اليوم» beside its date
BODY = 2  # paragraphs of a story, some of them a summary, behind which its publication line may follow
NAME_WORDS = 5  # words of a person or an outlet beside a day
PLACE_WORDS = 4  # words of a dateline before its day
INITIALS = 3  # letters of the initials with which an editor signs
PLACES = ("astray", "above", "behind", "foot", "body", "dateline", "head")  # the last is the surest
ASTRAY = 0  # a lone publication line among the items above a story, whose title may have been taken for one of them
READING, UPDATED, PUBLISHED = 0, 1, 2  # a day above the title is that of the reader, unless a label says otherwise
IN_FIGURES, IN_WORDS, STATED = 1, 2, 3  # figures are often the day of the crawl
SIGNING = frozenset(("byline", "dateline", "source"))  # kinds of lines in which a name may be beside the day
PLAIN = frozenset(("published", "byline", "dateline", "source", "other", "heading", "title", "caption"))
UNREAD = frozenset(("headline_list", "advert"))

PIECE = re.compile(r"\n|[ \t]{2,}")  # where line breaks are gone, blanks are left of them
NUMERIC = re.compile(r"\d ?[/.-] ?\d")
YEAR = re.compile(r"\d\d")
NO_LETTERS = re.compile(r"\W|\d|_")
CLOCK = re.compile(r"\bt\d\d:\d\d[\d:.]*(?:z|[+-]\d\d:?\d\d)?")  # of a stamp in ISO 8601
DEGREES = re.compile("[°@#]")  # the weather beside the day of reading, accounts and numbers of comments
CLOSED = re.compile(r"\s*(?:\([^()]{1,40}\)\s*[-–—:ـ/]|/[^/]{1,40}/)\s*$")  # a dateline, and no credit of a photo
DATELINE_END = re.compile(r"\s*م?\s*(?:\([^()]{1,40}\)\s*(?:[-–—:ـ/]|$)|/[^/]{1,40}/|[-–—ـ:])")


class Printed(NamedTuple):
    """A line of a page that names a day with its year."""

    kind: str | None  # of its block
    place: str
    before: str  # the folded text before its first day,
    after: str  # and behind its last day
    rest: str  # all of it but the days

    @property
    def others(self) -> list[str]:
        """The words beside the days that are no words of dates."""
        return _without_date_words(self.rest)


class Stated(NamedTuple):
    """A day that a page prints, and how far it can be trusted as the day of publication; the greatest is the surest."""

    trust: int
    place: int
    form: int
    first: int  # of equals the first counts: the number of the line, negated
    day: date


# Statements -----------------------------------------------------------------------------------------------------------


def has_only_a_label(line: Printed) -> bool:
    """Return whether the text beside a day is only «تاريخ النشر», «الساعة» and the like."""
    return not line.others


def opens_with_a_label(line: Printed) -> bool:
    """Return whether a label of publication opens a line: «نشر في الميناء يوم», «بتاريخ … بواسطة»."""
    return bool(_label("stated", "updated").match(line.before.strip())) and len(line.others) <= NAME_WORDS


def is_signed_line(line: Printed) -> bool:
    """Return whether a line is one with a name, by its block, and has little else beside its day."""
    return line.kind in SIGNING and len(line.others) <= NAME_WORDS


def is_dateline(line: Printed) -> bool:
    """Return whether a place precedes a day, and the sign of a dateline follows it."""
    words = NO_LETTERS.sub(" ", line.before).split()
    if not words or len(words) > PLACE_WORDS or line.before.rstrip().endswith(":"):
        return False
    return bool(DATELINE_END.match(line.after)) and tense(words[0]) is None


def is_signature(line: Printed) -> bool:
    """Return whether initials precede a day, and only its hour follows."""
    initials = NO_LETTERS.sub(" ", line.before).split()
    return bool(initials) and all(len(word) <= INITIALS for word in initials) and not _without_date_words(line.after)


# The verdict is the place at which a line of the main story is read for its day.
STATEMENTS = (
    Rule(
        "only a label beside the day",
        "الأحد 5 مايو 2030 - الساعة 10:15",
        "line",
        "الميناء يفتح الأحد 5 مايو 2030",
        has_only_a_label,
    ),
    Rule(
        "a label of publication opens the line",
        "بتاريخ الأحد 5 مايو 2030 بواسطة سلمى الحداد",
        "line",
        "الميناء يفتح بتاريخ 5 مايو 2030",
        opens_with_a_label,
    ),
    Rule(
        "a place, a day and the sign of a dateline",
        "الميناء 5 مايو 2030 (وكالة الجبل) - افتتح الوزير الخط",
        "dateline",
        "افتتح الخط في 5 مايو 2030 (الأحد) - بعد تأخير",
        is_dateline,
    ),
    Rule(
        "initials before a day and its hour", "س ح / م ن 05/05/2030 10:15:20", "line", "قطار 05/05/2030", is_signature
    ),
)


def statement(line: Printed) -> str | None:
    """Return how a line states its day, «line» or «dateline», or None if it only mentions it."""
    if line.kind == "caption":
        return "dateline" if is_dateline(line) and CLOSED.match(line.after) else None
    if line.place == "behind":
        return "line" if is_signature(line) else None
    if line.kind == "published" or is_signed_line(line):
        return "line"
    rule, _ = first_match(STATEMENTS, line)
    return rule and rule.verdict if not DEGREES.search(line.rest) else None


def _without_date_words(folded: str) -> list[str]:
    """Return the words of a folded text that no line with a date needs."""
    known = markers().date_words
    words = NO_LETTERS.sub(" ", CLOCK.sub(" ", folded)).split()
    return [word for word in words if word not in known and word[1:] not in known]


@cache
def _label(*positions: str) -> re.Pattern:
    """Return a pattern for the words of markers.csv that are part of the label of a date, at the start of a text."""
    rows = lexicon("markers")
    forms = rows.loc[rows["kind"].eq("published") & rows["position"].isin(positions), "form"]
    return re.compile(rf"\W*(?:\w{{1,3}} )?\w{{0,2}}(?:{any_of(map(fold, forms))})")


@cache
def _label_within(position: str) -> re.Pattern:
    """Return a pattern for the same words anywhere in a text."""
    rows = lexicon("markers")
    forms = rows.loc[rows["kind"].eq("published") & rows["position"].eq(position), "form"]
    return re.compile(any_of(map(fold, forms)))


# Places ---------------------------------------------------------------------------------------------------------------


def printed_day(text: str, blocks: list[dict]) -> date | None:
    """Return the day of publication that a page prints, or None.

    Args:
        text: the page.
        blocks: its blocks in order: start, end, role and, if it is known, kind.
    """
    blocks = blocks or _lines_as_blocks(text)
    lines = list(_lines(text, blocks))
    stated = [one for number, line in enumerate(lines) for one in _stated(*line, -number)]
    if len({one.day for one in stated if one.place == ASTRAY and one.trust == PUBLISHED}) > 1:
        stated = [one for one in stated if one.place != ASTRAY]
    if stated and max(stated).trust > READING:
        return max(stated).day
    said = next(filter(None, map(_day_of_today, _opening(text, blocks))), None)
    return said or (max(stated).day if stated else None)


def _lines_as_blocks(text: str) -> list[dict]:
    """Return the lines of a page without blocks as its main story."""
    blocks, start = [], 0
    for line in text.split("\n"):
        kind = "paragraph" if len(line) > MAX_LINE else "heading"
        blocks.append({"start": start, "end": start + len(line), "role": "main", "kind": kind})
        start += len(line) + 1
    return blocks


def _lines(text: str, blocks: list[dict]) -> Iterator[tuple[str, str | None, str]]:
    """Yield the lines of a page that may state its day: their text, the kind of their block, their place."""
    for block, place in _places(blocks):
        for piece in PIECE.split(text[block["start"] : block["end"]]):
            if YEAR.search(piece):
                yield piece, block.get("kind"), place
            if len(piece) > MAX_LINE:
                break


class Outline(NamedTuple):
    """The numbers of blocks that mark the parts of a page."""

    first: int  # the first block of the story
    lead: int  # its first paragraph
    body_end: int  # the end of the paragraphs among which the day may be printed
    last: int  # its last paragraph
    has_story: bool


def _outline(blocks: list[dict]) -> Outline:
    """Return the parts of a page; without a paragraph or a story they are as wide as they can be."""
    story = [n for n, block in enumerate(blocks) if block["role"] == "main"]
    paragraphs = [n for n in story if _is_paragraph(blocks[n])]
    last = (paragraphs or story or [len(blocks)])[-1]
    body_end = [*paragraphs[BODY : BODY + 1], last][0]
    return Outline((story or [0])[0], (paragraphs or [len(blocks)])[0], body_end, last, bool(story))


def _places(blocks: list[dict]) -> Iterator[tuple[dict, str]]:
    """Yield the blocks of a page that may print its day, each with its place, from top to bottom.

    Another story, a list, a comment and whatever follows them are left out, and so is a line right behind them.
    """
    outline, strange = _outline(blocks), False  # whether the block before is of another story
    for number, block in enumerate(blocks):
        if number > outline.last and outline.has_story and _ends_page(block):
            if number == outline.last + 1:
                yield block, "behind"
            return
        is_other = _is_other(block)
        place = None if is_other else _place(number, block, outline, strange)
        if place:
            yield block, place
        strange = is_other or strange and block.get("kind") == "published"


def _place(number: int, block: dict, outline: Outline, strange: bool) -> str | None:
    """Return the place of a block of the page's own, or None where no day of publication is printed."""
    published = block.get("kind") == "published"
    if number < outline.first and strange:
        return "astray" if published else None
    if number < outline.first:
        return "above"
    if number < outline.lead and not strange:
        return "head"
    if number == outline.lead:
        return "dateline"
    if number > outline.last:
        return "foot"
    return "body" if published and not strange and number < outline.body_end else None


def _is_other(block: dict) -> bool:
    """Return whether a block is of another story, or of a kind that is not read."""
    return block["role"] == "appended" or block.get("kind") in UNREAD


def _ends_page(block: dict) -> bool:
    """Return whether nothing below a block is the page's own, if the story has ended."""
    return block["role"] == "appended" or block.get("kind") not in PLAIN


def _is_paragraph(block: dict) -> bool:
    """Return whether a block is a paragraph, or one of unknown kind."""
    return block.get("kind") in (None, "paragraph")


def _stated(piece: str, kind: str | None, place: str, first: int) -> Iterator[Stated]:
    """Yield the days that a line states as the day of publication."""
    folded = fold_map(piece[:LEAD]).text
    days = _dated_days(expressions(folded, 0, len(folded), None))
    if not days or len(piece) > MAX_LINE and place != "dateline":
        return
    start, end = days[0].start, days[-1].end
    line = Printed(kind, place, folded[:start], folded[end:], _without(folded, days))
    how = statement(line)
    if how is None or place == "dateline" and how != "dateline" and len(piece) > MAX_LINE:
        return
    before = 0
    for one in days:
        label = folded[before : one.start]
        form = _form(label, folded[one.start : one.end])
        trust, day = _trust(label, place, form), one.found.day
        # Of two days of a change the earlier one is nearer to publication.
        rank = (PLACES.index(place), form, first) if trust != UPDATED else (0, 0, -day.toordinal())
        yield Stated(trust, *rank, day)
        before = one.end


def _without(folded: str, days: list[Expression]) -> str:
    """Return a text without the days that it names."""
    ends = [0, *(one.end for one in days)]
    starts = [*(one.start for one in days), len(folded)]
    return " ".join(folded[end:start] for end, start in zip(ends, starts))


def _dated_days(found: Iterator[Expression]) -> list[Expression]:
    """Return the expressions that name a day with its year."""
    return [one for one in found if one.found.grain == "day" and one.found.anchor == "explicit"]


def _form(label: str, surface: str) -> int:
    """Return how far the form of a day can be trusted: a label first, then the month in words."""
    if _label_within("stated").search(label):
        return STATED
    return IN_FIGURES if NUMERIC.search(surface) else IN_WORDS


def _trust(label: str, place: str, form: int) -> int:
    """Return whether a day is that of publication, of a later change or, above the title, of the reader."""
    if _label_within("updated").search(label):
        return UPDATED
    return READING if place == "above" and form < STATED else PUBLISHED


# The first sentences --------------------------------------------------------------------------------------------------


def _opening(text: str, blocks: list[dict]) -> list[str]:
    """Return the first paragraphs of the main story."""
    story = [block for block in blocks if block["role"] == "main" and _is_paragraph(block)]
    return [text[block["start"] : block["end"]] for block in story[:SENTENCES]]


def _day_of_today(paragraph: str) -> date | None:
    """Return the day of writing by «اليوم» or «أمس» beside its date, or None."""
    if not YEAR.search(paragraph):
        return None
    folded = fold_map(paragraph).text
    for one in _dated_days(expressions(folded, 0, len(folded), None)):
        if one.groups["relative"]:
            return shift(one.found.day, "day", -one.groups["relative"][0].value)
    return None
