"""Sentences and quotation marks: find where sentences end, and the text between quotation marks.

Both work on one block of a page, raw or folded, and return offsets into the text that they are given. A line
break inside a block counts as a blank, because blocks have joined the lines that belong together.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import islice
from typing import NamedTuple

from helpers.text.words import WORD

STOPS = re.compile("[.!?؟…]+")
AFTER_STOP = '"”»’)'
INITIAL = re.compile(r"\W\w$")
GLUED = re.compile(r"\w\w\w\.[^\W\d_a-z]{2}")
LETTERS = re.compile(r"\w{1,3}\.\w")
MARK = re.compile('[«»“”„"″‘’]')
CLAUSE_END = re.compile(r"\s*(?:[.،,؛]|$)", re.M)
CLOSES = {"«": "»", "‘": "’", "“": "”"}
ANY_DOUBLE = '"”“″'  # pages close a quotation with whichever of these the keyboard gave
PARAGRAPH = 1500  # characters; longer quotations without a closing mark come from pages that lost their line breaks
MOST_OPEN = 10  # unclosed marks of a block; each costs one more pass over the rest, and more are no quotations


class Mark(NamedTuple):
    """A passage between quotation marks, by its offsets."""

    open: int  # of the opening mark
    start: int  # of the passage
    end: int
    close: int  # behind the closing mark
    closed: bool  # whether there is a closing mark


def has_words(text: str, start: int, end: int, count: int) -> bool:
    """Return whether at least `count` words are between two offsets.

    No more words are read than needed, because the passage behind an unclosed mark may be very long.

    >>> has_words("بين جبلين وواد", 0, 9, 2), has_words("بين جبلين وواد", 0, 9, 3)
    (True, False)
    """
    return sum(1 for _ in islice(WORD.finditer(text, start, end), count)) == count


def find_marks(text: str) -> list[Mark]:
    """Find the outermost passages between quotation marks of any kind.

    A passage without a closing mark runs to the end of the block; in a block longer than a paragraph, to the end of
    the sentence.

    >>> line = 'قال: «نريد "السلام" الآن» ثم أضاف: "سنعود'
    >>> [(line[m.start:m.end], m.closed) for m in find_marks(line)]
    [('نريد "السلام" الآن', True), ('سنعود', False)]
    """
    signs = [(found[0], found.start()) for found in MARK.finditer(text)]
    last, marks, k = {sign: text.rfind(close) for sign, close in CLOSES.items()}, [], 0
    for _ in range(MOST_OPEN):
        closed, left = _pair(text, signs[k:], last)
        marks += closed
        if left is None:
            break
        end = len(text.rstrip())
        if end - left > PARAGRAPH:
            end = next((stop.end() for stop in STOPS.finditer(text, left) if _ends_sentence(text, *stop.span())), end)
        marks.append(Mark(left, left + 1, end, end, False))
        k = bisect_left(signs, end, key=lambda sign: sign[1])
    return [mark for mark in marks if text[mark.start : mark.end].strip()]


def _pair(text: str, signs: list[tuple[str, int]], last: dict[str, int]) -> tuple[list[Mark], int | None]:
    """Return the outermost passages that are closed, and the offset of an opening mark that is not, or None.

    Args: the quotation marks with their offsets; for each opening mark the last offset of its closing mark.
    """
    marks, opened, closing, depth, inner = [], None, "", 0, 0
    for sign, at in signs:
        if sign in "‘’" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
            continue  # an apostrophe
        if opened is None:
            if sign not in "»’″":
                opened, depth, inner = at, 0, 0
                closing = CLOSES[sign] if last.get(sign, -1) > at else ANY_DOUBLE + "»"
        elif sign == text[opened] != '"':
            depth += 1
        elif sign == "«":
            inner += 1
        elif sign == "»" and inner:
            inner -= 1
        elif sign in closing and depth:
            depth -= 1
        elif sign in closing and (sign in (text[opened], CLOSES.get(text[opened])) or text[at - 1] != " "):
            marks.append(Mark(opened, opened + 1, at, at + 1, True))
            opened = None
    return marks, opened


def find_sentences(text: str, marks: list[Mark]) -> list[tuple[int, int]]:
    """Find the start and end of each sentence of a block.

    Of the full stops between quotation marks only the last one can end a sentence.

    >>> line = 'وصل الوفد. قال الناطق: "وصلنا. سنبقى." وغادر د. سالم.'
    >>> [line[start:end] for start, end in find_sentences(line, find_marks(line))]
    ['وصل الوفد.', 'قال الناطق: "وصلنا. سنبقى."', 'وغادر د. سالم.']
    """
    opens, ends = [mark.open for mark in marks], [0]
    last = [mark.start + len(text[mark.start : mark.end].rstrip()) for mark in marks]  # of the words between them
    for found in STOPS.finditer(text):
        if not _ends_sentence(text, found.start(), found.end()):
            continue
        k = bisect_right(opens, found.start()) - 1
        mark = marks[k] if k >= 0 else None
        if not mark or not mark.closed or not mark.open < found.start() < mark.end:
            ends.append(found.end())
        elif found.end() >= last[k]:
            ends.append(mark.close)
    spans = zip(ends, [*ends[1:], len(text)])
    return [(end - len(text[start:end].lstrip()), end) for start, end in spans if text[start:end].strip()]


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Return whether stops end a sentence: not in «د. سالم», «3.5», «bbc.com»; yet in «أمس.وقال» (no blank)."""
    before, after = text[max(0, start - 3) : start], text[end : end + 2]
    if not after or after[0].isspace() or after[0] in AFTER_STOP:
        return end - start > 1 or not INITIAL.search(before)
    glued = GLUED.match(before + text[start:end] + after) and not LETTERS.match(text, end)  # «قناة (سما.تي.في)»
    return end - start == 1 and bool(glued)


def find_close(text: str, blocks: list[tuple[int, int]]) -> int:
    """Return the offset at which a quotation closes that was opened before these blocks, or 0.

    The first mark decides: if it opens a quotation, the earlier one was never closed. A straight mark closes only at
    the end of a clause.

    >>> line = "نريد السلام. سنعود غدا»، قال العمدة."
    >>> line[:find_close(line, [(0, 12), (13, len(line))])]
    'نريد السلام. سنعود غدا'
    """
    for start, end in blocks:
        if found := MARK.search(text, start, end):
            closes = found[0] in "»”" or found[0] == '"' and CLAUSE_END.match(text, found.end())
            return found.start() if closes else 0
    return 0
