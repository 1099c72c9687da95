"""Segments: short lines with the paragraphs below them, and their distance from a story.

A segment continues a story if its words occur in the story, and begins another story if they do not. SEAM is the table
of the features that decide it and of their weights, which `benchmarks/fit_seam.py` fits and checks.
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


class Feature(NamedTuple):
    """A feature of a segment beside a story: a positive weight is a sign of another story."""

    name: str  # as `explain` prints it
    weight: float
    value: Callable[[Segment, Counter[str]], float]


def shared_words(segment: Segment, story: Counter[str]) -> float:
    """Return the root of the share of words that the story has; a word that it has once counts half."""
    shared = sum(min(story[word], 2) for word in segment.stems) / 2
    return (shared / max(len(segment.stems), 1)) ** 0.5


def continues_story(segment: Segment, story: Counter[str]) -> float:
    """Return 1 if the text opens as a later line of a story does, else 0."""
    return segment.body[0].continues_story


def title_words(segment: Segment, story: Counter[str]) -> float:
    """Return how many words of the title are repeated below it, at most REPEATED_MOST."""
    return min(max(segment.repeated, default=0), REPEATED_MOST)


def is_below_marker(segment: Segment, story: Counter[str]) -> float:
    """Return 1 if a marker is before the segment, else 0."""
    return segment.marker


def is_below_end(segment: Segment, story: Counter[str]) -> float:
    """Return 1 if a source, tags or a widget are before the segment, else 0."""
    return segment.below_end


def log_of_words(segment: Segment, story: Counter[str]) -> float:
    """Return the logarithm of the number of different words."""
    return log(max(len(segment.stems), 1))


def log_of_story(segment: Segment, story: Counter[str]) -> float:
    """Return the logarithm of the number of different words of the story: of more words, more occur by chance."""
    return log(max(len(story), 1))


def is_headed(segment: Segment, story: Counter[str]) -> float:
    """Return 1 if a short line is above the text, else 0."""
    return bool(segment.heads)


# The weights of a logistic regression over the segments of some 600 news pages of nine outlets of which it was known
# where stories change. On outlets left out of the fit, 10 of 565 decisions were wrong (benchmarks/fit_seam.py repeats
# both).
SEAM = (
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


def features(segment: Segment, story: Counter[str]) -> dict[str, float]:
    """Return the values of the features of a segment beside a story with these words, by their names in SEAM."""
    return {feature.name: float(feature.value(segment, story)) for feature in SEAM}


def story_distance(segment: Segment, story: Counter[str]) -> tuple[float, str]:
    """Return the distance of a segment from a story with these words, above 0 for another story; and its parts.

    Args: a segment with a paragraph; the count of each stem of the story.
    """
    values = [feature.weight * feature.value(segment, story) for feature in SEAM]
    parts = [f"{feature.name} {value:+.1f}" for feature, value in zip(SEAM, values) if value]
    distance = sum(values)
    return distance, f"distance {distance:+.1f} ({', '.join(parts)})"
