"""Reported words: one thing said, and where it begins and ends in its sentence; in offsets of the folded text."""
import re
from dataclasses import dataclass

from helpers.clauses import COMMA, Sentence
from helpers.phrases import Span

AFTER = re.compile(r"[\s.،,؛;:…\-–—]*")
TRIM = " \t\r\n\xa0.،,؛;:-–—(ـ"


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
        text = sentence.text[saying.start:saying.end]
        saying.end -= len(text) - len(text.rstrip() if saying.form == "direct" else text.rstrip(TRIM))
        saying.start += len(text) - len(text.lstrip())
    return [saying for saying in said if saying.start < saying.end]
