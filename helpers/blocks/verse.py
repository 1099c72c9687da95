"""Verse: recognise a poem, whose lines are as short as headlines and labels, by signs of all its lines."""

import re
from collections import Counter

from helpers.blocks.lines import Line

VOWELS = re.compile("[\u064c-\u0650\u0652]")  # without tanwin fath and shadda, which headlines have too
VERSE_VOWELS = 2  # more of them a line are a poet's; a headline has one to keep two words apart
CONTINUED = 4  # verse has one line in CONTINUED that continues the line before; headlines do not
RHYMES = 3  # as many lines, and half of all, that end in the same two letters are verse


def is_verse(lines: list[Line]) -> bool:
    """Return whether lines are a poem's: vocalised, continuing one another, or with one rhyme."""
    return is_vocalised(lines) or is_continued(lines) or is_rhymed(lines)


def is_vocalised(lines: list[Line]) -> bool:
    """Return whether the lines have more vowel signs than headlines have."""
    return sum(len(VOWELS.findall(line.text)) for line in lines) > VERSE_VOWELS * len(lines)


def is_continued(lines: list[Line]) -> bool:
    """Return whether many of the lines continue the line before."""
    return sum(line.continues_story for line in lines[1:]) * CONTINUED >= len(lines)


def is_rhymed(lines: list[Line]) -> bool:
    """Return whether most lines end in the same two letters."""
    rhymes = Counter(line.core[-2:] for line in lines)
    return max(rhymes.values(), default=0) >= max(RHYMES, len(lines) / 2)
