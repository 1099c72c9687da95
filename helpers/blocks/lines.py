"""Lines: one line of a page, and the questions that it answers without looking at other lines.

`splitting` cuts a page into lines. A line has a shape, which `line_rules` gives it by its content, and a kind, a role
and an item, which its place on the page decides. Lines never change: a decision makes a new line. A new question
about a single line belongs here, as a property of `Line`.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from helpers.lexicons import Form, light_stem, line_key, markers
from helpers.text import Folded, core_of, fold, words

TEXT = ("paragraph", "short")  # the kinds of text; all others are boilerplate
HEAD = 400  # characters at the start of a line that patterns read; markers and titles are shorter
TAIL = 40  # characters at its end that show how it ends; no credit is longer
SAMPLE = 3000  # characters that show the subject of a line: a page may be one line of any length
LABEL_WORDS = 3  # the name of a section, a place or an agency has no more words
NOTICE_WORDS = 45  # a longer paragraph amid boilerplate is a story
NAME_PARTS = (2, 3)  # reporter and paper, or reporter, paper and place
CAPTION_WORDS = 60  # a longer line that ends with an agency is a paragraph
NUMBER_WORDS = 4  # a telephone number, or the paper that a story is credited to, has no more
REPEAT_PARAGRAPHS = 6  # the lead repeats the words of the title; later paragraphs share words by chance
STEM_LETTERS = 3  # shorter words are particles and numbers
PROSE = 0.25  # the share of function words in Arabic prose; headlines leave them out
TRAILING = ("..", "…", ":", "،", "؛", "؟", "?")  # how few titles end, but many lines of a column
CUT_OFF = ("...", "…", "[…]", "[...]")  # how the beginning of a story ends in a list

LIVELY = re.compile('[.!؟?…:؛«»"“”()]')  # signs that headlines have and labels have not
FINAL = re.compile(r"(?<!\.)(?<!…)[.:؛;][\s\"'»”’)\]]*$")
DASH = re.compile(r"\s*[-–—/|\\]\s*|\s+ـ+\s+")
BULLET = re.compile(r"\W*[-–—•*▪●]\s*\w|\d+\s*[-–.)]")  # the beginning of a point in a list
WORD = re.compile(r"[^\W_]+")  # of folded text, which has no vowel signs to keep inside a word


@dataclass(frozen=True)
class Line:
    """A line of a page: its text, its shape, and the decisions about it so far."""

    start: int  # offset in the page, in code points
    end: int
    text: str  # its first SAMPLE characters
    tail: str  # its last TAIL characters
    folded: str  # its text, folded
    core: str  # the first HEAD characters of that: blanks made one, signs at the edges dropped
    count: int  # words
    ends_sentence: bool  # it ends with a full stop, a colon or a semicolon
    shape: str = ""  # as read: paragraph, short, or a kind of boilerplate
    kind: str = ""  # the shape, until a rule about its context or a story decides otherwise
    reason: str = ""  # the last decision, those before it in brackets
    role: str = "boilerplate"  # until a story takes it
    item: int | None = None
    seam: bool = False  # another story seems to begin here, on the line of the one before

    @property
    def is_text(self) -> bool:
        """Return whether the line may be part of a story."""
        return self.kind in TEXT

    @property
    def is_short(self) -> bool:
        """Return whether the line may be a title, a heading, a headline or a label."""
        return self.kind == "short"

    @property
    def is_paragraph(self) -> bool:
        """Return whether the line is a paragraph of a story."""
        return self.kind == "paragraph"

    @property
    def is_plain(self) -> bool:
        """Return whether the line has none of the signs that headlines have and labels have not."""
        return not LIVELY.search(self.text)

    @property
    def is_label(self) -> bool:
        """Return whether the line is so short that it may name a section, a button, a place or a person."""
        return self.is_short and self.count <= LABEL_WORDS and self.is_plain

    @property
    def is_headline(self) -> bool:
        """Return whether the line is short, but longer or livelier than a label."""
        return self.is_short and not self.is_label

    @property
    def is_phrase(self) -> bool:
        """Return whether the line is short, but has more than one word."""
        return self.is_short and self.count > 1

    @property
    def is_brief_text(self) -> bool:
        """Return whether the line is text, and no longer than a notice."""
        return self.is_text and self.count <= NOTICE_WORDS

    @property
    def may_be_title(self) -> bool:
        """Return whether the line neither trails off nor continues the line above, and is no point of a list."""
        return not self.tail.endswith(TRAILING) and not BULLET.match(self.text) and not self.continues_story

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs of neighbouring words of the line, without those of two function words."""
        found, function = WORD.findall(self.folded), markers().function
        return frozenset((a, b) for a, b in pairwise(found) if a not in function or b not in function)

    @property
    def is_cut_off(self) -> bool:
        """Return whether the line is the beginning of a story, cut off as in a list of stories."""
        return self.tail.endswith(CUT_OFF) and not self.continues_story

    @property
    def continues_story(self) -> bool:
        """Return whether the line opens as a later line of a story does: «وأضاف», «من جهته»; not «وزير»."""
        opening = self.folded[:HEAD]
        return bool(markers().connective.match(opening)) and words(opening)[0][0] not in markers().own_waw

    @property
    def is_prose(self) -> bool:
        """Return whether the line has as many function words as sentences have."""
        found = [word for word, _, _ in words(self.folded)]
        return sum(map(markers().function.__contains__, found)) >= PROSE * max(len(found), 1)

    @property
    def has_two_names(self) -> bool:
        """Return whether the line may be «reporter – paper» or «paper – place»: brief parts, no figure."""
        if not self.is_short or self.ends_sentence or not DASH.search(self.text):
            return False
        parts = list(filter(None, map(line_key, DASH.split(self.text))))
        names = len(parts) in NAME_PARTS and are_brief(parts, NUMBER_WORDS)
        return names and not any(map(_is_in_no_name, self.core.split()))

    @property
    def ends_within_sentence(self) -> bool:
        """Return whether the line stops at a comma, or at a word that no sentence ends with."""
        return self.tail[-1] in "،," or fold(self.tail.split()[-1]) in markers().unfinished

    @cached_property
    def ends_with_credit(self) -> bool:
        """Whether an agency ends the line, which is no longer than a caption and no sentence."""
        brief = self.count <= CAPTION_WORDS and not self.ends_sentence
        return brief and bool(markers().credit.search(self.folded))

    @cached_property
    def first_form(self) -> Form | None:
        """The form of markers.csv at the start of the line, with a sign or a number behind it."""
        found = markers().starts.match(self.core)
        return Form(found[1], markers().starting[line_key(found[1])]) if found else None

    @cached_property
    def stems(self) -> Counter[str]:
        """The count of each word of the line as a stem, without function words and numbers."""
        return Counter(filter(None, map(_stem_of_content_word, WORD.findall(self.folded))))

    def repeated_in(self, stems: Counter[str]) -> int:
        """Return how many words of the line are among these stems."""
        return len(self.stems.keys() & stems.keys())

    def repeated_below(self, paragraphs: list["Line"]) -> int:
        """Return how many words of the line the first of these paragraphs repeat."""
        near = paragraphs[:REPEAT_PARAGRAPHS]
        return sum(any(word in paragraph.stems for paragraph in near) for word in self.stems)

    def shaped(self, shape: str, reason: str) -> "Line":
        """Return the line with its shape, and the rule that gave it."""
        return self._with(shape=shape, kind=shape, reason=reason)

    def classify(self, kind: str, reason: str, role: str = "boilerplate", item: int | None = None) -> "Line":
        """Return the line with a decision about it; the reason for the decision before goes into brackets."""
        return self._with(kind=kind, role=role, item=item, reason=f"{reason} ({self.reason})")

    def beyond_seam(self) -> "Line":
        """Return the line as the beginning of another story on the line of the one before."""
        return self._with(seam=True)

    def _with(self, **changes: object) -> "Line":
        """Return a copy with other fields; it keeps cached properties, as `dataclasses.replace` does not."""
        line = object.__new__(Line)
        vars(line).update(vars(self) | changes)
        return line


def line_at(page: Folded, start: int, end: int) -> Line:
    """Return the line between two raw offsets of a page, without a shape."""
    first, last = bisect_left(page.starts, start), bisect_left(page.starts, min(end, start + SAMPLE))
    folded, tail = page.text[first:last], page.raw[max(start, end - TAIL) : end]
    count = len(folded.split()) if end - start <= SAMPLE else page.raw.count(" ", start, end) + 1
    text, core = page.raw[start : min(end, start + SAMPLE)], core_of(folded[:HEAD])
    return Line(start, end, text, tail, folded, core, count, bool(FINAL.search(tail)))


def stems(lines: Iterable[Line]) -> Counter[str]:
    """Return the count of each word of some lines, as `Line.stems` counts."""
    total: Counter[str] = Counter()
    for line in lines:
        total.update(line.stems)
    return total


def count_of(lines: Iterable[Line]) -> int:
    """Return the count of words of some lines."""
    return sum(line.count for line in lines)


def are_brief(parts: list[str], most: int = LABEL_WORDS) -> bool:
    """Return whether each part of a line has so few words that it may be a name or a label."""
    return all(len(part.split()) <= most for part in parts)


@lru_cache(100_000)  # a few words make up most of any text
def _stem_of_content_word(word: str) -> str:
    """Return the stem of a folded word, '' if it is short, a number or a function word."""
    if len(word) < STEM_LETTERS or word[0].isdigit() or word in markers().function:
        return ""
    return light_stem(word)


def _is_in_no_name(word: str) -> bool:
    return word.isdigit() or word in markers().unfinished
