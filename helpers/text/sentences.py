"""Sentences: where they end, and what stands between quotation marks.

Both work on one block of a page, on raw or on folded text, and tell offsets of the text that they are given. A line
break inside a block is a blank: blocks have joined what belongs together.
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
PARAGRAPH = 1500  # characters; nobody is quoted for longer in one breath, but a page may have lost its line breaks
MOST_OPEN = 10  # marks left open in a block, each of which means to read on from there: more are no quotations


class Mark(NamedTuple):
    """A stretch between quotation marks: opening mark, what is inside, past the closing mark, whether there is one."""

    open: int
    start: int
    end: int
    close: int
    closed: bool


def has_words(text: str, start: int, end: int, count: int) -> bool:
    """Whether so many words stand between two offsets; no more of them are read, a mark left open may run on for pages.

    >>> has_words("بين جبلين وواد", 0, 9, 2), has_words("بين جبلين وواد", 0, 9, 3)
    (True, False)
    """
    return sum(1 for _ in islice(WORD.finditer(text, start, end), count)) == count


def find_marks(text: str) -> list[Mark]:
    """The stretches of a block between quotation marks of every kind, outermost only; one left open runs to its end.

    Where the block is longer than a paragraph, one left open runs to the end of its sentence.

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
    """The marks that are closed, outermost only, and where one opens that is not; `last`: each kind's last closing."""
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
    """The start and end of each sentence of a block; a full stop between quotation marks ends none, save the last.

    >>> line = 'وصل الوفد. قال الناطق: "وصلنا. سنبقى." وغادر د. سالم.'
    >>> [line[start:end] for start, end in find_sentences(line, find_marks(line))]
    ['وصل الوفد.', 'قال الناطق: "وصلنا. سنبقى."', 'وغادر د. سالم.']
    """
    opens, ends = [mark.open for mark in marks], [0]
    last = [mark.start + len(text[mark.start : mark.end].rstrip()) for mark in marks]  # of what stands between them
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
    """Whether stops end a sentence: not in «د. سالم», «3.5», «bbc.com»; but in «أمس.وقال», which lost its blank."""
    before, after = text[max(0, start - 3) : start], text[end : end + 2]
    if not after or after[0].isspace() or after[0] in AFTER_STOP:
        return end - start > 1 or not INITIAL.search(before)
    glued = GLUED.match(before + text[start:end] + after) and not LETTERS.match(text, end)  # «قناة (سما.تي.في)»
    return end - start == 1 and bool(glued)


def find_close(text: str, blocks: list[tuple[int, int]]) -> int:
    """Where a quotation closes that is open before these blocks of a page, given by start and end; 0 if nowhere.

    A mark that opens before one closes says that the first was never closed; a straight one must end a clause to close.

    >>> line = "نريد السلام. سنعود غدا»، قال العمدة."
    >>> line[:find_close(line, [(0, 12), (13, len(line))])]
    'نريد السلام. سنعود غدا'
    """
    for start, end in blocks:
        if found := MARK.search(text, start, end):
            closes = found[0] in "»”" or found[0] == '"' and CLAUSE_END.match(text, found.end())
            return found.start() if closes else 0
    return 0
