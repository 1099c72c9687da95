"""Reported words: one thing said, and where it begins and ends in its sentence; in offsets of the folded text."""
import re
import sys
from dataclasses import dataclass

from helpers.clauses import COMMA, Sentence
from helpers.phrases import Span

AFTER = re.compile(r"[\s.،,؛;:…\-–—]*")
BLANKS = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
TRIM = BLANKS + ".،,؛;:-–—(ـ"


@dataclass
class Saying:
    """One thing said, in folded offsets; `end` waits until the sentence is read; `cuts`: it ends what came before."""

    form: str
    cue: Span | None
    start: int
    end: int | None = None
    speaker: Span | None = None
    cuts: bool = False


def ended(sentence: Sentence, said: list[Saying]) -> list[Saying]:
    """The sayings of a sentence with their ends: where the next one begins that is not told inside them."""
    edges = []
    for saying in said:
        if saying.cuts or saying.start == sentence.start and saying.end and saying.end < sentence.end:
            at, speaker = saying.cue[0], saying.speaker
            if speaker and sentence.start <= speaker[0] < at and len(sentence.between(speaker[1], at)) <= 1:
                at = speaker[0]
            k = len(sentence.between(sentence.start, at))
            while k and sentence.joins(k - 1) and not COMMA.search(sentence.gap(k)):  # «لم يصل بعد، مؤكدا»
                k -= 1
                at = sentence.words[k].start
            edges.append(at)
    for saying in said:
        if saying.end is None:
            saying.end = min((edge for edge in edges if edge > saying.start), default=sentence.end)
            saying.start = AFTER.match(sentence.text, saying.start).end()
        mark = next((m for m in sentence.marks if saying.start in (m.open, m.start)), None)
        if mark and not sentence.between(mark.close, saying.end):  # all of it stands between marks
            saying.start, saying.end = mark.start, mark.end
            saying.form = saying.form.replace("indirect", "direct")
    return said


def settled(text: str, said: list[Saying]) -> list[Saying]:
    """Return the sayings of a block without blanks at their ends, none empty and none twice.

    Where two cues lead to the same words («واختتم حديثه بقوله: …»), the one counts that `_fitness` likes best.
    """
    best = {}
    for saying in said:
        words = text[saying.start:saying.end]
        saying.end -= len(words) - len(words.rstrip() if saying.form == "direct" else words.rstrip(TRIM))
        saying.start += len(words) - len(words.lstrip())
        place = saying.start, saying.end, saying.form
        if saying.start < saying.end and (place not in best or _fitness(saying) < _fitness(best[place])):
            best[place] = saying
    kept = {id(saying) for saying in best.values()}
    return [saying for saying in said if id(saying) in kept]


def _fitness(saying: Saying) -> tuple[bool, bool, int]:
    """Return a key by which the likeliest of several cues to the same words comes first.

    It is the one that names its speaker between itself and the words, then one before them, as Arabic puts the verb,
    then the nearest; a quotation that goes on from the block before has no cue, and comes last.
    """
    if not saying.cue:
        return True, True, sys.maxsize
    begin, end = saying.cue
    names = saying.speaker is not None and end <= saying.speaker[0] and saying.speaker[1] <= saying.start
    return not names, end > saying.start, max(saying.start - end, begin - saying.end)
