"""Reported words: one thing said, and where it begins and ends in its sentence; in offsets of the folded text."""
import re
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

    Where two cues lead to the same words («واختتم حديثه بقوله: …»), those of the nearer one count.
    """
    nearest = {}
    for saying in said:
        words = text[saying.start:saying.end]
        saying.end -= len(words) - len(words.rstrip() if saying.form == "direct" else words.rstrip(TRIM))
        saying.start += len(words) - len(words.lstrip())
        place = saying.start, saying.end, saying.form
        if saying.start < saying.end and (place not in nearest or _distance(saying) < _distance(nearest[place])):
            nearest[place] = saying
    kept = {id(saying) for saying in nearest.values()}
    return [saying for saying in said if id(saying) in kept]


def _distance(saying: Saying) -> float:
    """How far the cue stands from what is said; a quotation that goes on from the block before has no cue."""
    if not saying.cue:
        return float("inf")
    return max(saying.start - saying.cue[1], saying.cue[0] - saying.end)
