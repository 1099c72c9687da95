"""Recurring lines: what many pages of one outlet repeat is boilerplate, whatever its words are."""

from collections import Counter

from helpers.lexicons import line_key
from helpers.schema import Counts, Profile
from helpers.text import Batch

LINE_CHARACTERS = 200  # boilerplate is short; a longer line is a paragraph, and need not be remembered
RECURRING_PAGES = 10  # a line on as many pages of one outlet is boilerplate


def count_lines(batch: Batch) -> Counts:
    """Return the pages of each outlet, and of each of its short lines, folded: a part of the profile."""
    pages: Counter = Counter(batch.outlets)
    lines: Counter = Counter()
    for outlet, folded in zip(batch.outlets, batch.folded):
        stripped = {line.strip() for line in folded.text.splitlines()}
        lines.update((outlet, line) for line in stripped if 0 < len(line) <= LINE_CHARACTERS)
    return {"pages": pages, "lines": lines}


def recurring_lines(profile: Profile) -> dict[str, set[str]]:
    """Return for each outlet the keys of the lines that occur on many of its pages."""
    often = profile.lines[profile.lines["pages"] >= RECURRING_PAGES]
    return {outlet: set(map(line_key, lines)) for outlet, lines in often.groupby("outlet")["line"]}
