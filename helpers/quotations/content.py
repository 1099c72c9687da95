"""Reported words: one thing said, with its place in the text; in offsets of the folded text."""

import re
import sys
from collections.abc import Iterable
from typing import NamedTuple

from helpers.quotations.sentence import COMMA, Sentence
from helpers.quotations.speaker_phrases import Span

AFTER = re.compile(r"[\s.،,؛;:…\-–—]*")
BLANKS = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
TRIM = BLANKS + ".،,؛;:-–—(ـ"


class Saying(NamedTuple):
    """One thing said, in folded offsets.

    end: None until the sentence has been read. cuts: what was said before ends at its cue. rule: the
    construction that found it. sign: the sign of reported words, '' where the construction has none.
    """

    form: str
    cue: Span | None
    start: int
    end: int | None = None
    speaker: Span | None = None
    cuts: bool = False
    rule: str = ""
    sign: str = ""


def with_ends(sentence: Sentence, said: Iterable[Saying]) -> list[Saying]:
    """Return the sayings of a sentence with their ends.

    A saying ends where the next one begins that is not reported inside it.
    """
    said = tuple(said)
    edges = [_edge(sentence, saying) for saying in said if _ends_others(sentence, saying)]
    return [_between_marks(sentence, _with_end(sentence, saying, edges)) for saying in said]


def settled(text: str, said: Iterable[Saying]) -> list[Saying]:
    """Return the sayings of a block without blanks at their ends, none empty and none twice.

    Where two cues lead to the same words («واختتم حديثه بقوله: …»), the one counts that `_fitness` puts
    first.
    """
    trimmed = [saying for saying in (_trimmed(text, saying) for saying in said) if saying.start < saying.end]
    best = {}
    for k, saying in enumerate(trimmed):
        place = saying.start, saying.end, saying.form
        if place not in best or _fitness(saying) < _fitness(trimmed[best[place]]):
            best[place] = k
    kept = set(best.values())
    return [saying for k, saying in enumerate(trimmed) if k in kept]


def _fitness(saying: Saying) -> tuple[bool, bool, int]:
    """Return a key by which the likeliest of several cues to the same words comes first.

    It is the one that names its speaker between itself and the words, then one before them, as Arabic puts
    the verb, then the nearest; a quotation that goes on from the block before has no cue, and comes last.
    """
    if not saying.cue:
        return True, True, sys.maxsize
    begin, end = saying.cue
    names = saying.speaker is not None and end <= saying.speaker[0] and saying.speaker[1] <= saying.start
    return not names, end > saying.start, max(saying.start - end, begin - saying.end)


def _ends_others(sentence: Sentence, saying: Saying) -> bool:
    """Return whether what was said before ends at the cue of a saying: «…، مؤكدا أن …», «…، بحسب رويترز»."""
    return saying.cuts or bool(saying.start == sentence.start and saying.end and saying.end < sentence.end)


def _edge(sentence: Sentence, saying: Saying) -> int:
    """Return where a cue begins with its speaker and the words that join it: «… | كما أكد»."""
    at, speaker = saying.cue[0], saying.speaker
    if speaker and sentence.start <= speaker[0] < at and len(sentence.between(speaker[1], at)) <= 1:
        at = speaker[0]
    k = len(sentence.between(sentence.start, at))
    while k and sentence.begins_clause(k - 1) and not COMMA.search(sentence.gap(k)):  # «لم يصل بعد، مؤكدا»
        k -= 1
        at = sentence.words[k].start
    return at


def _with_end(sentence: Sentence, saying: Saying, edges: list[int]) -> Saying:
    if saying.end is not None:
        return saying
    end = min((edge for edge in edges if edge > saying.start), default=sentence.end)
    return saying._replace(start=AFTER.match(sentence.text, saying.start).end(), end=end)


def _between_marks(sentence: Sentence, saying: Saying) -> Saying:
    """Return a saying that lies between marks as a whole as a direct one, without them."""
    mark = next((m for m in sentence.marks if saying.start in (m.open, m.start)), None)
    if not mark or sentence.between(mark.close, saying.end):
        return saying
    return saying._replace(start=mark.start, end=mark.end, form=saying.form.replace("indirect", "direct"))


def _trimmed(text: str, saying: Saying) -> Saying:
    words = text[saying.start : saying.end]
    after = len(words) - len(words.rstrip() if saying.form == "direct" else words.rstrip(TRIM))
    return saying._replace(start=saying.start + len(words) - len(words.lstrip()), end=saying.end - after)
