"""The sentence: its words, the cues among them, and questions about them that change nothing.

Works on folded text, in offsets of that text.
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from helpers.lexicons import (
    CREDIT_CLAUSES,
    FEMININE,
    Cue,
    first_words,
    forms,
    particles,
    readings,
    without_and,
    words_of,
)
from helpers.quotations.kinds import BEGINS_PHRASE, PREPOSITION, heads_of, kinds_of, kinds_of_pair, phrases_of
from helpers.rules import Rule
from helpers.text import Mark, has_words

REACH = 40  # words from a cue to what was said: a name with titles, a place and an occasion come between
ASIDE = 20  # words of a remark between commas
DATE_WORDS = 5  # words of a date: «، يوم الأحد 3 مايو الماضي،»
LONG_NAME = 5  # words between marks that are too many for a name
PERSON, ORGANISATION, STATE = 0, 1, 2  # ranks of actors: the best one in the name of a speaker is the actor
NOBODY = (None, None)  # end and rank where no name of an actor begins
OUTLET_WORDS = 3  # words of the longest name of an outlet in the lexicon: «سي إن إن»
PAUSE = re.compile("[،,؛;:]")
COMMA = re.compile("[،,]")
CLAUSE_SIGN = re.compile("[،,؛;]")


class Word(NamedTuple):
    """A folded word and its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, eq=False, slots=True)
class Sentence:
    """The words of a sentence and the cues among them.

    texts: the words without their places. names: the actors in it, (start, end, rank), and named: end and rank by
    start. starts: the places where any mention begins. begins: the start of each word. pauses: the words with a
    comma, colon or semicolon before them, in order; paused: the same as a set. cues: for each word the cue that it
    is, or None. refused: the words that look like a cue and are none, each with the rule that says so.
    """

    text: str
    words: tuple[Word, ...]
    texts: tuple[str, ...]
    start: int
    end: int
    marks: tuple[Mark, ...]
    names: tuple[tuple[int, int, int], ...]
    named: dict[int, tuple[int, int]]
    starts: frozenset[int]
    begins: tuple[int, ...]
    pauses: tuple[int, ...]
    paused: frozenset[int]
    cues: tuple[Cue | None, ...]
    refused: tuple[tuple[int, Rule], ...] = ()

    @classmethod
    def of(
        cls,
        text: str,
        words: Iterable[Word],
        end: int,
        marks: Iterable[Mark] = (),
        names: Iterable[tuple[int, int, int]] = (),
        starts: frozenset[int] = frozenset(),
    ) -> "Sentence":
        """Return a sentence in which every word that can be a cue is one; `constructions.read_cues` refuses some."""
        words = tuple(words)
        texts, begins = tuple([word.text for word in words]), tuple([word.start for word in words])
        paused = frozenset(bisect(begins, sign.start()) for sign in PAUSE.finditer(text, begins[0], begins[-1]))
        cues = tuple([_reading(texts, k, found) if (found := readings(word)) else None for k, word in enumerate(texts)])
        return cls(
            text=text,
            words=words,
            texts=texts,
            start=begins[0],
            end=end,
            marks=tuple(marks),
            names=tuple(names),
            named={start: (stop, rank) for start, stop, rank in names},
            starts=starts,
            begins=begins,
            pauses=tuple(sorted(paused)),
            paused=paused,
            cues=cues,
        )

    def without(self, ks: Iterable[int], refused: tuple[tuple[int, Rule], ...] = ()) -> "Sentence":
        """Return the sentence in which these words are no cues."""
        dropped = frozenset(ks)
        cues = tuple([None if k in dropped else cue for k, cue in enumerate(self.cues)])
        return replace(self, cues=cues, refused=self.refused + refused) if cues != self.cues or refused else self

    def word(self, k: int) -> str:
        """Return word k, or an empty string outside the sentence."""
        return self.texts[k] if 0 <= k < len(self.texts) else ""

    def cue(self, k: int) -> Cue | None:
        """Return the cue that word k is, None outside the sentence."""
        return self.cues[k] if k < len(self.cues) else None

    def gap(self, k: int) -> str:
        """Return the characters between word k and the one before it."""
        return self.text[self.words[k - 1].end : self.words[k].start] if 0 < k < len(self.words) else ""

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words that lie between two offsets as a whole."""
        first = bisect_left(self.begins, start)
        last = bisect_left(self.begins, end, first)
        return self.words[first : last - (last > first and self.words[last - 1].end > end)]

    def index(self, offset: int) -> int:
        """Return the number of the first word at an offset or after it."""
        return bisect_left(self.begins, offset)

    def after(self, offset: int) -> int:
        """Return the number of the first of the words that lie between an offset and the end as a whole."""
        return len(self.words) - len(self.between(offset, self.end))

    def has_words(self, mark: Mark, count: int) -> bool:
        """Return whether a quotation has at least `count` words."""
        return has_words(self.text, mark.start, mark.end, count)

    def mark_between(self, start: int, end: int) -> Mark | None:
        """Return the first quotation that opens between two offsets, or None."""
        return next((mark for mark in self.marks if start <= mark.open <= end), None) if self.marks else None

    def mark_at(self, k: int) -> Mark | None:
        """Return the quotation that begins with word k, or None."""
        start = self.words[k].start
        return next((mark for mark in self.marks if mark.start == start), None)

    def mark_around(self, k: int) -> Mark | None:
        """Return the closed quotation that word k begins in, or None."""
        start = self.words[k].start
        return next((mark for mark in self.marks if mark.closed and mark.start <= start < mark.end), None)

    def is_kind(self, k: int, *kinds: str) -> bool:
        """Return whether word k, or the phrase that begins with it, is of one of these kinds (kinds.py)."""
        of_word = kinds_of(self.word(k))
        if not of_word.isdisjoint(kinds):
            return True
        return BEGINS_PHRASE in of_word and not kinds_of_pair(self.word(k), self.word(k + 1)).isdisjoint(kinds)

    def length(self, k: int, *kinds: str) -> int:
        """Return the number of words from k on that are a phrase of these kinds: 2, 1 or 0."""
        word = self.word(k)
        if not kinds_of_pair(word, self.word(k + 1)).isdisjoint(kinds):
            return 2
        return int(not kinds_of(word).isdisjoint(kinds))

    def follows(self, k: int, kind: str) -> bool:
        """Return whether a word of this kind comes right before word k, with no sign between."""
        return self.is_kind(k - 1, kind) and not self.gap(k).strip()

    def begins_mention(self, k: int) -> bool:
        """Return whether a mention of an actor begins with word k."""
        return self.words[k].start in self.starts

    def rank(self, start: int) -> int | None:
        """Return the rank of the actor whose name begins at an offset (PERSON, …), or None."""
        return self.named.get(start, NOBODY)[1]

    def is_person(self, start: int) -> bool:
        """Return whether the name of a person begins at an offset."""
        return self.rank(start) == PERSON

    def ends_person(self, k: int) -> bool:
        """Return whether the name of a person ends with word k."""
        return (self.words[k].end, PERSON) in self.named.values()

    def continues(self, k: int) -> bool:
        """Return whether a cue has و or ف before it: the last speaker continues."""
        return self.word(k).startswith(("و", "ف")) and self.word(k) not in forms()

    def topic_before(self, k: int) -> int | None:
        """Return the «أما» that word k answers («أما الوزارة فأوضحت أن», «أما سالم فقد قال»), or None."""
        if not self.word(k).startswith("ف") and not self.is_kind(k - 1, "topic answer"):
            return None
        return max((j for j in range(k) if self.texts[j] in particles("topic")), default=None)

    def begins_clause(self, k: int) -> bool:
        """Return whether word k begins a clause of its own: «فيما», «حيث», «وكان»."""
        word = self.word(k)
        return not words_of("clause").isdisjoint((word, without_and(word)))

    def that(self, k: int) -> bool:
        """Return whether word k is the أن or إن before reported words, and no letter: «سي إن إن»."""
        if "that" not in kinds_of(self.word(k)) or self.is_kind(k - 1, "no clause before"):
            return False
        return not self._is_if(k) and not self._is_letter(k)

    def _is_if(self, k: int) -> bool:
        """Return whether word k is إن before a condition: «إن لم يصل»."""
        return self.is_kind(k, "particle that") and self.is_kind(k + 1, "condition after")

    def _is_letter(self, k: int) -> bool:
        """Return whether word k is a letter of «سي إن إن» or «إن بي سي»."""
        first = self.is_kind(k - 1, "spelled after") and self.is_kind(k + 1, "particle that")
        second = self.is_kind(k - 2, "spelled after") and self.is_kind(k - 1, "particle that")
        return first or second or self.is_kind(k + 1, "spelled before")

    def credit_clause(self, k: int) -> int:
        """Return the number of words from k on that begin a credit with a verb («على ما ذكرت»): 2, 1 or 0."""
        return self.length(k, *CREDIT_CLAUSES)

    def is_source(self, k: int, kinds: tuple[str, ...] = ("outlet", "source")) -> bool:
        """Return whether word k begins what can be credited, with the article or «ل» before it."""
        heads = heads_of(self.word(k))
        if heads.isdisjoint(first_words(kinds)):
            return False
        longer = [" ".join(("", *self.texts[k + 1 : k + n])).rstrip() for n in range(1, OUTLET_WORDS + 1)]
        phrases = {head + rest for head in heads for rest in longer}
        return not phrases.isdisjoint(phrases_of(kinds)) and phrases.isdisjoint(words_of("not outlet"))

    def aside(self, k: int) -> int:
        r"""Return the end of a remark between commas that begins at word k («، نقلا عن …،»); without one, k.

        >>> text = "قال سالم، نقلا عن تقارير، ان الجسر مغلق"
        >>> words = [Word(m[0], m.start(), m.end()) for m in re.finditer(r"\w+", text)]
        >>> Sentence.of(text, words, len(text)).aside(2)
        5
        """
        if k not in self.paused or not COMMA.search(self.gap(k)):
            return k
        reach = ASIDE if self._begins_remark(k) else DATE_WORDS * self.is_kind(k, "adverb")
        end = self.pause_after(k)
        return end if end <= k + reach else k

    def pause_after(self, k: int) -> int:
        """Return the first word behind word k with a pause before it; without one, a number behind all words."""
        following = bisect(self.pauses, k)
        return self.pauses[following] if following < len(self.pauses) else len(self.words) + REACH

    def pause_before(self, k: int) -> int:
        """Return the last word up to word k with a pause before it, 0 without one."""
        before = bisect(self.pauses, k)
        return self.pauses[before - 1] if before else 0

    def _begins_remark(self, k: int) -> bool:
        if self.is_kind(k, "relative", *PREPOSITION) or self.credit_clause(k) == 2:
            return True
        cue = forms().get(self.word(k))
        return cue is not None and cue.kind == "credit"

    def agrees_with_noun_before(self, k: int) -> bool:
        """Return whether word k and the noun before it are feminine: «معلومة مؤكدة»."""
        return self.word(k)[-1] == self.word(k - 1)[-1:] == FEMININE and self.gap(k) == " "


def _reading(texts: tuple[str, ...], k: int, found: tuple[Cue, ...]) -> Cue | None:
    """Return the first of the cues found for word k that has the words it needs behind it, or None."""
    return next((cue for cue in found if texts[k + 1 : k + 1 + len(cue.tail)] == cue.tail), None)
