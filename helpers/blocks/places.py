"""Places: a line in its context, and facts about the page around it.

`Page` holds facts about all lines, `Above` the decisions about those above a line, and `Place` joins both with the
line. The predicates of `boilerplate` and the questions of `menus` are asked about them.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from helpers.blocks.line_rules import ARABIC
from helpers.blocks.lines import LABEL_WORDS, REPEAT_PARAGRAPHS, Line
from helpers.blocks.verse import is_verse
from helpers.lexicons import markers

PROSE_WORDS = 16  # few notices have as many words, and few last paragraphs fewer
EDGE_OF_PAGE = "edge"  # the kind above the first line and below the last


class Page:
    """The lines of a page before a pass, and facts about the whole page, each computed once if at all."""

    def __init__(self, lines: list[Line], recurring: Collection[str] = ()):
        self.lines, self.recurring = lines, recurring
        self._answers: dict[Callable, Any] = {}

    def changed(self, decided: dict[int, Line]) -> "Page":
        """Return the page with other lines at some places; it is the same page, its facts kept, if there are none."""
        if not decided:
            return self
        return Page([decided.get(i, line) for i, line in enumerate(self.lines)], self.recurring)

    def once(self, question: Callable[["Page"], Any]) -> Any:
        """Return the answer to a question about the page, which is computed the first time it is asked."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return self._answers[question]

    def places_of(self, has_property: Callable[[Line], bool]) -> list[int]:
        """Return the places of the lines that have a property."""
        return [i for i, line in enumerate(self.lines) if has_property(line)]

    def lines_at(self, places: Iterable[int]) -> list[Line]:
        """Return the lines at some places."""
        return [self.lines[i] for i in places]

    @cached_property
    def texts(self) -> list[int]:
        """The places of the lines of text."""
        return self.places_of(attrgetter("is_text"))

    @cached_property
    def short_lines(self) -> list[int]:
        """The places of the short lines."""
        return self.places_of(attrgetter("is_short"))

    @cached_property
    def paragraphs(self) -> list[int]:
        """The places of the paragraphs."""
        return self.places_of(attrgetter("is_paragraph"))

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of all lines, with the edges of the page around them."""
        return [EDGE_OF_PAGE, *map(attrgetter("kind"), self.lines), EDGE_OF_PAGE]

    def beside(self, i: int) -> tuple[str, str]:
        """Return the kinds of the lines above and below a line."""
        return self.kinds[i], self.kinds[i + 2]

    @cached_property
    def last_paragraph(self) -> int:
        """The place of the last paragraph, -1 if there is none."""
        return max(self.paragraphs, default=-1)

    @cached_property
    def last_prose(self) -> int:
        """The place of the last paragraph that is longer than most notices, -1 if there is none."""
        return max((i for i in self.paragraphs if self.lines[i].count >= PROSE_WORDS), default=-1)

    @cached_property
    def paragraphs_from(self) -> list[list[Line]]:
        """For each line, and for the end of the page, the next paragraphs from there on."""
        ahead: list[list[Line]] = [[]]
        for line in reversed(self.lines):
            ahead.append([line, *ahead[-1][: REPEAT_PARAGRAPHS - 1]] if line.is_paragraph else ahead[-1])
        return ahead[::-1]

    def next_paragraph(self, start: int) -> int:
        """Return the place of the first paragraph from a place on, or the end of the page."""
        at = bisect_left(self.paragraphs, start)
        return self.paragraphs[at] if at < len(self.paragraphs) else len(self.lines)

    def title_words(self, i: int) -> int:
        """Return how many words of a short line the next paragraphs repeat, 0 for any other line."""
        line = self.lines[i]
        return line.repeated_below(self.paragraphs_from[i]) if line.is_short else 0

    @cached_property
    def is_arabic(self) -> bool:
        """Whether most lines have an Arabic letter."""
        return sum(bool(ARABIC.search(line.text)) for line in self.lines) * 2 > len(self.lines)

    @cached_property
    def has_verse(self) -> bool:
        """Whether the short lines of the page are a poem."""
        return is_verse(self.lines_at(self.short_lines))

    @cached_property
    def first_sentence(self) -> int:
        """The place of the first paragraph that is a whole sentence, or the end of the page."""
        return next((i for i in self.paragraphs if self.lines[i].ends_sentence), len(self.lines))

    @cached_property
    def second_paragraph(self) -> int:
        """The place of the second paragraph, or the end of the page."""
        return self.paragraphs[1] if len(self.paragraphs) > 1 else len(self.lines)

    @cached_property
    def last_titles(self) -> dict[str, int]:
        """The last place of each short line that is long enough for a title, by its core."""
        return {self.lines[i].core: i for i in self.short_lines if self.lines[i].count >= LABEL_WORDS}

    @cached_property
    def first_titles(self) -> dict[str, int]:
        """The first place of each short line, by its core."""
        return {self.lines[i].core: i for i in reversed(self.short_lines)}

    @cached_property
    def below(self) -> list[str]:
        """For each line, the kind of the next line that is no advert."""
        return self._next_kinds(lambda line: line.kind != "advert")

    @cached_property
    def text_below(self) -> list[str]:
        """For each line, the kind of the next line of text."""
        return self._next_kinds(attrgetter("is_text"))

    def _next_kinds(self, is_seen: Callable[[Line], bool]) -> list[str]:
        """Return for each line the kind of the next line that is seen, '' below the last."""
        below = [""]
        for line in reversed(self.lines):
            below.append(line.kind if is_seen(line) else below[-1])
        return below[-2::-1]


class Above(NamedTuple):
    """The decisions about the lines above a line, adverts left out."""

    line: Line | None = None  # the last one
    titled: bool = False  # one of them is a short line
    begun: bool = False  # one of them is a paragraph

    @property
    def kind(self) -> str:
        """The kind of the last one."""
        return self.line.kind if self.line else EDGE_OF_PAGE

    @property
    def is_author(self) -> bool:
        """Return whether the last one is the label of the author."""
        return self.line is not None and self.line.core in markers().author

    @property
    def is_label_of_name(self) -> bool:
        """Return whether the last one is a label of the source or the reporter, and a colon."""
        return self.kind in ("source", "byline") and self.line.tail.endswith(":")

    def followed_by(self, line: Line) -> "Above":
        """Return the decisions above the next line."""
        if line.kind == "advert":
            return self
        return Above(line, self.titled or line.kind == "short", self.begun or line.kind == "paragraph")


class Place(NamedTuple):
    """A line in its context, as the predicates of the rules take it."""

    line: Line
    i: int
    page: Page
    above: Above

    @property
    def title_words(self) -> int:
        """How many words of a short line the next paragraphs repeat."""
        return self.page.title_words(self.i)
