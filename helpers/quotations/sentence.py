"""The sentence: its words, the cues among them, and questions about them that change nothing.

Works on folded text, in offsets of that text.
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from helpers.lexicons import (
    AND,
    AND_SO,
    CREDIT_CLAUSES,
    FEMININE,
    FOR,
    Cue,
    affix,
    first_words,
    forms,
    is_preposition,
    is_that,
    particles,
    readings,
    without_and,
    without_article,
    words_by_length,
    words_of,
)
from helpers.rules import Rule
from helpers.text import Mark, has_words

REACH = 40  # words from a cue to what was said: a name with titles, a place and an occasion come between
ASIDE = 20  # words of a remark between commas
DATE_WORDS = 5  # words of a date: «، يوم الأحد 3 مايو الماضي،»
LONG_NAME = 5  # words between marks that are too many for a name
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

    texts: the words without their places. names: the actors in it, (start, end, rank). starts: the places
    where any mention begins. begins: the start of each word. pauses: the words with a comma, colon or
    semicolon before them, in order; paused: the same as a set. cues: for each word the cue that it is, or
    None. refused: the words that look like a cue and are none, each with the rule that says so.
    """

    text: str
    words: tuple[Word, ...]
    texts: tuple[str, ...]
    start: int
    end: int
    marks: tuple[Mark, ...]
    names: tuple[tuple[int, int, int], ...]
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
        names: Iterable[tuple] = (),
        starts: frozenset[int] = frozenset(),
    ) -> "Sentence":
        """Return a sentence in which every word that can be a cue is one.

        `constructions.read_cues` refuses some.
        """
        words = tuple(words)
        texts, begins = tuple([word.text for word in words]), tuple([word.start for word in words])
        paused = frozenset(bisect(begins, sign.start()) for sign in PAUSE.finditer(text, begins[0], begins[-1]))
        cues = tuple([_reading(texts, k, found) if (found := readings(word)) else None for k, word in enumerate(texts)])
        return cls(
            text,
            words,
            texts,
            begins[0],
            end,
            tuple(marks),
            tuple(names),
            starts,
            begins,
            tuple(sorted(paused)),
            paused,
            cues,
        )

    def without(self, ks: Iterable[int], refused: Iterable[tuple[int, Rule]] = ()) -> "Sentence":
        """Return the sentence in which these words are no cues."""
        ks = {k for k in ks if k < len(self.cues) and self.cues[k]}
        refused = tuple(refused)
        if not ks and not refused:
            return self
        cues = tuple(None if k in ks else cue for k, cue in enumerate(self.cues))
        return replace(self, cues=cues, refused=self.refused + refused)

    def word(self, k: int) -> str:
        """Return word k, or an empty string outside the sentence."""
        return self.texts[k] if 0 <= k < len(self.texts) else ""

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

    def follows(self, k: int, words: frozenset[str]) -> bool:
        """Return whether one of these words comes right before word k, with no sign between."""
        return self.word(k - 1) in words and not self.gap(k).strip()

    def begins_mention(self, k: int) -> bool:
        """Return whether a mention of an actor begins with word k."""
        return self.words[k].start in self.starts

    def is_person(self, start: int) -> bool:
        """Return whether the name of a person begins at an offset."""
        return any(begin == start and rank == 0 for begin, _, rank in self.names)

    def goes_on(self, k: int) -> bool:
        """Return whether a cue has و or ف before it: the last speaker goes on."""
        return self.word(k)[0] in AND_SO and self.word(k) not in forms()

    def topic_before(self, k: int) -> int | None:
        """Return the «أما» that word k answers («أما الوزارة فأوضحت أن», «أما سالم فقد قال»), or None."""
        answers = self.word(k)[:1] == AND_SO[1] or self.word(k - 1) in particles("topic answer")
        return next((j for j in range(k - 1, -1, -1) if answers and self.word(j) in particles("topic")), None)

    def begins_clause(self, k: int) -> bool:
        """Return whether word k begins a clause of its own: فيما, حيث, وكان …"""
        return bool({self.word(k), without_and(self.word(k))} & words_of("clause"))

    def that(self, k: int) -> bool:
        """Return whether word k is the أن or إن before reported words, and no letter: «سي إن إن»."""
        return (
            is_that(self.word(k))
            and self.word(k - 1) not in particles("no clause before")
            and not self._is_if(k)
            and not self._is_letter(k)
        )

    def _is_if(self, k: int) -> bool:
        """Return whether word k is إن before a condition: «إن لم يصل»."""
        return self.word(k) in particles("that") and self.word(k + 1) in particles("condition after")

    def _is_letter(self, k: int) -> bool:
        """Return whether word k is a letter of «سي إن إن» or «إن بي سي»."""
        spelled = particles("spelled after")
        return (
            self.word(k - 1) in spelled
            and self.word(k + 1) in particles("that")
            or self.word(k - 2) in spelled
            and self.word(k - 1) in particles("that")
            or self.word(k + 1) in particles("spelled before")
        )

    def listed(self, k: int, *kinds: str) -> int:
        """Return how many words from k on are a phrase of these kinds: 2, 1 or 0."""
        word, (alone, firsts, pairs) = self.word(k), words_by_length(kinds)
        bare = word.removeprefix(AND)
        if (word in firsts or bare in firsts) and not pairs.isdisjoint(f"{w} {self.word(k + 1)}" for w in (word, bare)):
            return 2
        return int(word in alone or kinds == ("relative",) and bare in alone)

    def is_credit_clause(self, k: int) -> int:
        """Return how many words from k on begin a credit with a verb («على ما ذكرت»): 2, 1 or 0."""
        return self.listed(k, *CREDIT_CLAUSES)

    def is_source(self, k: int, kinds: tuple[str, ...] = ("outlet", "source")) -> bool:
        """Return whether word k begins what can be credited, with the article or «ل» before it."""
        word = self.word(k)
        bare = {word, without_article(word), word.removeprefix(affix("article after ل")), word.removeprefix(FOR)}
        if bare.isdisjoint(first_words(kinds)):
            return False
        longer = {
            " ".join([word, *(w.text for w in self.words[k + 1 : k + n])])
            for word in bare
            for n in range(1, OUTLET_WORDS + 1)
        }
        return any(longer & words_of(kind) for kind in kinds) and not longer & words_of("not outlet")

    def aside(self, k: int) -> int:
        """Return the end of a remark between commas that begins at word k («، نقلا عن …،»); without one, k.

        >>> text = "قال سالم، نقلا عن تقارير، ان الجسر مغلق"
        >>> words = [Word(m[0], m.start(), m.end()) for m in re.finditer(r"\\w+", text)]
        >>> Sentence.of(text, words, len(text)).aside(2)
        5
        """
        if k not in self.paused or not COMMA.search(self.gap(k)):
            return k
        reach = ASIDE if self._begins_remark(k) else DATE_WORDS if self.listed(k, "adverb") else 0
        return next((j for j in range(k + 1, k + reach + 1) if j in self.paused), k)

    def _begins_remark(self, k: int) -> bool:
        cue = forms().get(self.word(k))
        return bool(
            self.listed(k, "relative", "preposition")
            or is_preposition(self.word(k))
            or cue
            and cue.kind == "credit"
            or self.is_credit_clause(k) == 2
        )

    def agrees_with_noun_before(self, k: int) -> bool:
        """Return whether word k and the noun before it are feminine: «معلومة مؤكدة»."""
        return self.word(k)[-1] == self.word(k - 1)[-1:] == FEMININE and self.gap(k) == " "


def _reading(texts: tuple[str, ...], k: int, found: tuple[Cue, ...]) -> Cue | None:
    """Return the first of the cues found for word k that has the words it needs behind it, or None."""
    return next((cue for cue in found if texts[k + 1 : k + 1 + len(cue.tail)] == cue.tail), None)
