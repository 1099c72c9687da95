"""Segments: short lines with the paragraphs below them, and their distance from a story.

A segment continues a story if its words occur in the story, and begins another story if they do not. Below a headline
that says little: a second story may be about the same people and events. What counts then is whether the segment
opens as a story does. UNTITLED and TITLED are the tables of the features that decide and of their weights, which
`benchmarks/fit_seam.py` fits and checks.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import NamedTuple

from helpers.blocks.lines import Line, count_of, stems

CLOSING = ("source", "tags", "widget")  # kinds below a finished story
TITLE_NEAR = 3  # below a ticker, the title is one of the last lines above the story
REPEATED_MOST = 5  # more words of a title below it are no further sign
TITLE_WORDS = 4  # a headline has as many words, which few subheadings have
LONG_TITLE = 8  # more words of a title are no further sign
ECHOES = 8  # more pairs of words in two first paragraphs are no further sign
HEADS_MOST = 3  # more short lines above the text are no further sign
TICKER_LINES = 3  # as many headlines above the title are a ticker; fewer may belong to the title


@dataclass
class Segment:
    """Short lines and the paragraphs below them; and whether a marker or the end of a story is before them."""

    heads: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    marker: bool = False
    below_end: bool = False

    def add(self, line: Line, closes: bool) -> None:
        """Add a line of text; or a line that closes the story above, which is before the segment."""
        self.below_end |= line.seam
        if closes:
            self.marker = line.kind == "marker"
            self.below_end |= not self.marker
        elif line.is_paragraph:
            self.body.append(line)
        elif line.is_short:
            self.heads.append(line)

    def is_ended_by(self, line: Line, closes: bool) -> bool:
        """Return whether a line begins the next segment: a short one below text, or one beyond a seam."""
        begins = closes or line.seam or line.is_short and bool(self.body)
        return begins and not self.is_empty

    @cached_property
    def stems(self) -> Counter[str]:
        """The count of each word in the paragraphs."""
        return stems(self.body)

    @property
    def is_teaser(self) -> bool:
        """Return whether it is a title and the beginning of a story, cut off."""
        return bool(self.heads) and len(self.body) == 1 and self.body[0].is_cut_off

    @property
    def may_be_headlines(self) -> bool:
        """Return whether the text is one line, no sentence and no prose, that repeats no line above it."""
        if len(self.body) != 1 or self.is_titled:
            return False
        return not self.body[0].ends_sentence and not self.body[0].is_prose

    @property
    def is_apart(self) -> bool:
        """Return whether something before it ends the story above."""
        return self.marker or self.below_end

    @property
    def is_empty(self) -> bool:
        """Return whether it has no line yet."""
        return not self.heads and not self.body

    @property
    def is_titled(self) -> bool:
        """Return whether the paragraphs repeat a word of a short line above them."""
        return any(self.repeated)

    @property
    def head(self) -> Line:
        """Return the short line that may be the title."""
        return self.heads[self.title]

    @property
    def has_headline(self) -> bool:
        """Return whether a short line above the text has the words of a headline."""
        return bool(self.heads) and self.head.count >= TITLE_WORDS

    @property
    def count(self) -> int:
        """The count of words in the paragraphs."""
        return count_of(self.body)

    @cached_property
    def repeated(self) -> list[int]:
        """For each short line, how many of its words the paragraphs repeat."""
        return [head.repeated_in(self.stems) for head in self.heads]

    @cached_property
    def title(self) -> int:
        """The place of the title: the head most repeated; of equals the first, or below a ticker the last."""
        first = len(self.heads) - TITLE_NEAR if len(self.heads) > TICKER_LINES else 0
        places = range(first, len(self.heads))
        from_below = self.marker or first > 0
        return max(places[::-1] if from_below else places, key=self.repeated.__getitem__, default=0)


def find_segments(lines: list[Line]) -> list[Segment]:
    """Return the text of a page as segments; a short line, a marker, or boilerplate below a story ends one."""
    segments, has_story = [Segment()], False
    for line in lines:
        closes = line.kind == "marker" or has_story and line.kind in CLOSING
        if segments[-1].is_ended_by(line, closes):
            segments.append(Segment())
        segments[-1].add(line, closes)
        has_story = has_story or line.is_paragraph
    return [segment for segment in segments if not segment.is_empty]


# The distance of a segment from a story ---------------------------------------------------------------------


class Story(NamedTuple):
    """A story above a segment: the count of each of its stems, and its first paragraph."""

    words: Counter[str]
    lead: Line | None = None


class Feature(NamedTuple):
    """A feature of a segment beside a story: a positive weight is a sign of another story."""

    name: str  # as `explain` prints it
    weight: float
    value: Callable[[Segment, Story], float]


def shared_words(segment: Segment, story: Story) -> float:
    """Return the root of the share of words that the story has; a word that it has once counts half."""
    shared = sum(min(story.words[word], 2) for word in segment.stems) / 2
    return (shared / max(len(segment.stems), 1)) ** 0.5


def continues_story(segment: Segment, story: Story) -> float:
    """Return 1 if the text opens as a later line of a story does, else 0."""
    return segment.body[0].continues_story


def title_words(segment: Segment, story: Story) -> float:
    """Return how many words of the title are repeated below it, at most REPEATED_MOST."""
    return min(max(segment.repeated, default=0), REPEATED_MOST)


def is_below_marker(segment: Segment, story: Story) -> float:
    """Return 1 if a marker is before the segment, else 0."""
    return segment.marker


def is_below_end(segment: Segment, story: Story) -> float:
    """Return 1 if a source, tags or a widget are before the segment, else 0."""
    return segment.below_end


def log_of_words(segment: Segment, story: Story) -> float:
    """Return the logarithm of the number of different words."""
    return log(max(len(segment.stems), 1))


def log_of_story(segment: Segment, story: Story) -> float:
    """Return the logarithm of the number of different words of the story: of more words, more occur by chance."""
    return log(max(len(story.words), 1))


def is_headed(segment: Segment, story: Story) -> float:
    """Return 1 if a short line is above the text, else 0."""
    return bool(segment.heads)


def words_in_lead(segment: Segment, story: Story) -> float:
    """Return how many words of the title the first paragraph repeats, at most REPEATED_MOST."""
    return min(segment.head.repeated_in(segment.body[0].stems), REPEATED_MOST)


def known_title(segment: Segment, story: Story) -> float:
    """Return the share of the words of the title that the story has."""
    return segment.head.repeated_in(story.words) / max(len(segment.head.stems), 1)


def echoes(segment: Segment, story: Story) -> float:
    """Return how many pairs of neighbouring words both first paragraphs have, at most ECHOES: names with titles."""
    return min(len(segment.body[0].pairs & story.lead.pairs), ECHOES) if story.lead else 0


def short_lines(segment: Segment, story: Story) -> float:
    """Return the count of short lines above the text, at most HEADS_MOST: of several, most are of a list."""
    return min(len(segment.heads), HEADS_MOST)


def is_no_title(segment: Segment, story: Story) -> float:
    """Return 1 if the title begins or ends as no title does, else 0."""
    return not segment.head.may_be_title


def length_of_title(segment: Segment, story: Story) -> float:
    """Return the count of words of the title, at most LONG_TITLE."""
    return min(segment.head.count, LONG_TITLE)


def repeated_title(segment: Segment, story: Story) -> float:
    """Return how many words of the title are repeated below it, at most REPEATED_MOST."""
    return min(segment.repeated[segment.title], REPEATED_MOST)


# The weights of a logistic regression over the segments of some 600 news pages of nine outlets of which it was known
# where stories change. On outlets left out of the fit, 10 of 565 decisions were wrong (benchmarks/fit_seam.py repeats
# both).
UNTITLED = (
    Feature("constant", -8.0, lambda segment, story: 1.0),
    Feature("shared words", -13.5, shared_words),
    Feature("opens as a later line", -3.4, continues_story),
    Feature("title repeated below", 1.2, title_words),
    Feature("below a marker", 1.75, is_below_marker),
    Feature("below the end of a story", 1.65, is_below_end),
    Feature("length", 0.4, log_of_words),
    Feature("length of the story", 1.65, log_of_story),
    Feature("has a short line above", -1.0, is_headed),
)
# The same over 5,310 segments with a headline above them, most of them of pages composed of stories that are about the
# same people and events. On outlets left out of the fit, 143 decisions were wrong (benchmarks/fit_seam.py --stories).
TITLED = (
    Feature("constant", -1.8, lambda segment, story: 1.0),
    Feature("shared words", -3.4, shared_words),
    Feature("opens as a later line", -5.4, continues_story),
    Feature("below the end of a story", 3.1, is_below_end),
    Feature("length of the story", 1.55, log_of_story),
    Feature("title repeated below", 0.9, repeated_title),
    Feature("title repeated in the first paragraph", 0.8, words_in_lead),
    Feature("title known from the story", -2.3, known_title),
    Feature("first paragraphs alike", 0.37, echoes),
    Feature("short lines above", -1.6, short_lines),
    Feature("no title by its form", -3.2, is_no_title),
    Feature("length of the title", -0.5, length_of_title),
)


def table_of(segment: Segment) -> tuple[Feature, ...]:
    """Return the table that decides about a segment: TITLED if a headline is above it."""
    return TITLED if segment.has_headline else UNTITLED


def features(segment: Segment, story: Story) -> dict[str, float]:
    """Return the values of the features of a segment beside a story, by their names in its table."""
    return {feature.name: float(feature.value(segment, story)) for feature in table_of(segment)}


def story_distance(segment: Segment, story: Story) -> tuple[float, str]:
    """Return the distance of a segment from a story, above 0 for another story; and its parts.

    Args: a segment with a paragraph; the story.
    """
    values = [(feature.name, feature.weight * feature.value(segment, story)) for feature in table_of(segment)]
    parts = [f"{name} {value:+.1f}" for name, value in values if value]
    distance = sum(value for _, value in values)
    return distance, f"distance {distance:+.1f} ({', '.join(parts)})"
