"""Content: the reported words of a quotation, and where they begin and end; in offsets of the folded text."""

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
    """Reported words, in folded offsets.

    end: None until the sentence has been read. cuts: the saying before it ends at its cue. rule: the construction that
    found it. sign: the sign of reported words, empty if the construction has none.
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
    """Return the sayings of a sentence with their ends; each ends before the next one that is not nested in it."""
    said = tuple(said)
    edges = [_edge(sentence, saying) for saying in said if _ends_others(sentence, saying)]
    return [_between_marks(sentence, _with_end(sentence, saying, edges)) for saying in said]


def settled(text: str, said: Iterable[Saying]) -> list[Saying]:
    """Return the sayings of a block without blanks at their ends, none empty and none twice.

    If two cues lead to the same words («واختتم حديثه بقوله: …»), the one that `_fitness` puts first counts.
    """
    trimmed = [_trimmed(text, saying) for saying in said]
    best: dict[tuple, Saying] = {}
    for saying in sorted(trimmed, key=_fitness):
        best.setdefault((saying.start, saying.end, saying.form), saying)
    kept = set(map(id, best.values()))
    return [saying for saying in trimmed if saying.start < saying.end and id(saying) in kept]


def _fitness(saying: Saying) -> tuple[bool, bool, int]:
    """Return a sorting key that puts the likeliest of several cues to the same words first.

    That is a cue with its speaker between itself and the words, then one before the words, then the nearest. A
    quotation that continues from the block before has no cue, and comes last.
    """
    if not saying.cue:
        return True, True, sys.maxsize
    begin, end = saying.cue
    names = saying.speaker is not None and end <= saying.speaker[0] and saying.speaker[1] <= saying.start
    return not names, end > saying.start, max(saying.start - end, begin - saying.end)


def _ends_others(sentence: Sentence, saying: Saying) -> bool:
    """Return whether the saying before ends at the cue of this one: «…، مؤكدا أن …», «…، بحسب رويترز»."""
    if saying.cuts or saying.start != sentence.start or saying.end is None:
        return saying.cuts
    return saying.end < sentence.end


def _edge(sentence: Sentence, saying: Saying) -> int:
    """Return the beginning of a cue, including its speaker and conjunctions: «… | كما أكد»."""
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
    """Return a saying that is wholly between marks as a direct one, without the marks."""
    mark = next((m for m in sentence.marks if saying.start in (m.open, m.start)), None)
    if not mark or sentence.between(mark.close, saying.end):
        return saying
    return saying._replace(start=mark.start, end=mark.end, form=saying.form.replace("indirect", "direct"))


def _trimmed(text: str, saying: Saying) -> Saying:
    words = text[saying.start : saying.end]
    after = len(words) - len(words.rstrip() if saying.form == "direct" else words.rstrip(TRIM))
    return saying._replace(start=saying.start + len(words) - len(words.lstrip()), end=saying.end - after)
