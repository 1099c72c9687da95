"""Segments: short lines with the paragraphs below them, and their distance from a story.

A segment belongs to the story before it if its words come back in it, and begins another if they do not. How
much each sign counts is in SEAM, a table of weights that `benchmarks/fit_seam.py` fits and checks.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from helpers.blocks.lines import Line, stems

CLOSING = ("source", "tags", "widget")  # kinds below a finished story
TITLE_NEAR = 3  # below a ticker, the title is one of the last lines above the story
NAMED_MOST = 5  # more words of a title below it show no more
CUT_OFF = ("...", "…", "[…]", "[...]")  # how the beginning of a story ends in a list
TICKER_LINES = 3  # as many headlines above the title are a ticker; fewer may belong to the title
# The distance of a segment from a story, above 0 for another story: the weights of a logistic regression over
# the segments of some 600 news pages of nine outlets of which it was known where stories change. On outlets
# left out of the fit, 10 of 565 decisions were wrong (benchmarks/fit_seam.py repeats both).
SEAM = {
    "constant": -8.0,
    "shared": -13.5,  # root of the share of its words that the story has used; used once counts half
    "goes_on": -3.4,  # it opens as a story goes on
    "named_below": 1.2,  # words of its title that are repeated below it, at most NAMED_MOST
    "marker": 1.75,  # a marker is before it
    "over": 1.65,  # a source, tags or a widget are before it
    "words": 0.4,  # log of the number of its words
    "told": 1.65,  # log of the number of words of the story: the more, the likelier they come back
    "headed": -1.0,
}  # a short line is above it


@dataclass
class Segment:
    """Short lines and the paragraphs below them; and whether a marker or a story's end is before them."""

    heads: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    marker: bool = False
    over: bool = False

    @cached_property
    def stems(self) -> Counter:
        """The count of each word in the paragraphs."""
        return stems(self.body)

    @property
    def is_teaser(self) -> bool:
        """Return whether it is a title and the beginning of a story, cut off."""
        cut_off = bool(self.heads) and len(self.body) == 1 and self.body[0].tail.endswith(CUT_OFF)
        return cut_off and not self.body[0].continues_story

    @property
    def is_apart(self) -> bool:
        """Return whether something before it ends the story above."""
        return self.marker or self.over

    @property
    def is_empty(self) -> bool:
        """Return whether it has no line yet."""
        return not self.heads and not self.body

    def is_ended_by(self, line: Line) -> bool:
        """Return whether a line begins the next segment: a short one below text, or one beyond a seam."""
        return bool(self.body) and line.is_short or line.seam and not self.is_empty

    def repeated(self, head: Line) -> int:
        """Return how many words of a short line the paragraphs repeat."""
        return len(head.stems.keys() & self.stems.keys())

    @cached_property
    def named_below(self) -> list[int]:
        """For each short line, how many of its words the paragraphs repeat."""
        return [self.repeated(head) for head in self.heads]

    @cached_property
    def title(self) -> int:
        """The place of the title: the head most repeated; of equals the first, or below a ticker the last."""
        named = self.named_below
        near = max(0, len(named) - TITLE_NEAR) if len(named) > TICKER_LINES else 0
        most = max(named[near:], default=0)
        best = [i for i, n in enumerate(named) if i >= near and n == most] or [0]
        return best[-1] if self.marker or near else best[0]


def find_segments(lines: list[Line]) -> list[Segment]:
    """Return the text of a page as segments; a short line, a marker, or furniture below a story ends one."""
    segments, told = [Segment()], False
    for line in lines:
        ends = line.kind == "marker" or line.kind in CLOSING and told
        if segments[-1].is_ended_by(line) or ends and not segments[-1].is_empty:
            segments.append(Segment())
        segment = segments[-1]
        segment.over = segment.over or line.seam
        if ends:
            segment.marker, segment.over = line.kind == "marker", segment.over or line.kind != "marker"
        elif line.is_paragraph:
            segment.body.append(line)
            told = True
        elif line.is_short:
            segment.heads.append(line)
    return [segment for segment in segments if not segment.is_empty]


def features(segment: Segment, story: Counter) -> dict[str, float]:
    """Return the features of a segment beside a story with these words, by their names in SEAM."""
    body = segment.stems
    shared = sum(min(story[word], 2) / 2 for word in body) / max(len(body), 1)
    named = max(segment.named_below, default=0)
    return {
        "constant": 1,
        "shared": shared**0.5,
        "goes_on": segment.body[0].continues_story,
        "marker": segment.marker,
        "over": segment.over,
        "headed": bool(segment.heads),
        "named_below": min(named, NAMED_MOST),
        "words": log(max(len(body), 1)),
        "told": log(max(len(story), 1)),
    }


def story_distance(segment: Segment, story: Counter) -> tuple[float, str]:
    """Return the distance of a segment from a story with these words, above 0 for another; and why."""
    found = features(segment, story)
    why = [f"{found['shared'] ** 2:.0%} of its words in the story before"]
    why += [f"{found['named_below']} words of its title below it"] if segment.heads else []
    why += ["opens as a story goes on"] if found["goes_on"] else []
    why += ["after a marker"] if segment.marker else ["below the end of a story"] if segment.over else []
    return sum(SEAM[name] * value for name, value in found.items()), ", ".join(why)
