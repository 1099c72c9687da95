"""Coreference: the speaker who continues from the text before, and the actor that a speaker's name refers to.

What a reader remembers is a `Memory`, a value that is passed in and returned. Works on folded text.
"""

import re
from bisect import bisect_left, insort
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from helpers.actors import media
from helpers.lexicons import (
    FEMININE,
    Cue,
    affix,
    affixes,
    any_of,
    is_definite,
    lexicon,
    outlet_classes,
    particles,
)
from helpers.quotations import speakers
from helpers.quotations.constructions import read_cues
from helpers.quotations.sentence import ORGANISATION, PERSON, REACH, STATE, Sentence, Word
from helpers.quotations.speaker_phrases import Span, addressed, is_statement, subject
from helpers.text import fold

WORD = re.compile(r"[^\W_]+")  # a folded word has no signs on it
RANK = {"person": PERSON, "organisation": ORGANISATION, "state": STATE}
RANK_WORDS = 16  # from «معالي» to the name of the holder: an office and its ministry come between
MOST_RANKS = 5  # of the titles before «معاليه» that are tried, and of the mentions behind each
# Up to where such a name may begin: so many words on, or at a stop.
FAR = re.compile(rf"(?:[^ .!؟\n]*+ ){{0,{RANK_WORDS - 1}}}+[^ .!؟\n]*+")


_word = partial(tuple.__new__, Word)  # as Word._make, at half the time: most of a page are words


class Page(NamedTuple):
    """A folded page: its text, its actors (start, end, rank), and the places where any mention begins."""

    text: str
    names: list[tuple[int, int, int]]
    starts: frozenset[int]

    def words(self, start: int, end: int) -> list[Word]:
        """Return the words between two offsets."""
        return list(map(_word, [(m[0], m.start(), m.end()) for m in WORD.finditer(self.text, start, end)]))

    def names_in(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return the actors that begin between two offsets."""
        return self.names[bisect_left(self.names, (start,)) : bisect_left(self.names, (end,))]


class Memory(NamedTuple):
    """What a reader of a story remembers at the end of a block."""

    last: Span | None = None  # the last speaker
    woman: bool = False  # whether the last verb was feminine
    heard: tuple[tuple[bool, Span | None], ...] = ()  # pairs: whether a verb is feminine, and its last speaker
    previous: Span = (0, 0)  # the sentence before
    until: int = 0  # the end of a quotation that a block has left open

    def hear(self, speaker: Span | None, woman: bool) -> "Memory":
        """Return the memory after somebody spoke in a verb of this gender."""
        heard = dict(self.heard) | {woman: speaker}
        return self._replace(last=speaker, woman=woman, heard=tuple(heard.items()))


class Context(NamedTuple):
    """A sentence as far as it has been read.

    pending: its last speaker, or its subject. unknown: whether somebody spoke whom the page does not name.
    """

    page: Page
    sentence: Sentence
    memory: Memory
    pending: Span | None = None
    unknown: bool = False

    @property
    def last(self) -> Span | None:
        """The last speaker, in this sentence or before it."""
        return self.pending or self.memory.last


# The speaker of a cue ---------------------------------------------------------------------------------------


def who_speaks(context: Context, k: int, cue: Cue, first: int, at: int) -> tuple[Span | None, Span | None]:
    """Return the speaker of a cue, word k, and the same again if it is named behind the cue.

    The name is between word `first` and the sign of reported words, word `at`.
    """
    sentence = context.sentence
    if cue.kind == "own" or sentence.is_kind(first, "blessing"):
        return None, None
    if sentence.is_kind(k - 1, "subject pronoun") and not sentence.that(k - 1):
        return context.last, None
    named = None if cue.participle else _named_behind(context, k, cue, first, at)
    if named:
        return named, named
    return _agreeing(context, k, cue, named_before(context, k, cue) or context.memory.last), None


def _named_behind(context: Context, k: int, cue: Cue, first: int, at: int) -> Span | None:
    sentence, memory = context.sentence, context.memory
    phrase = subject(sentence, first, at, sentence.continues(k))
    if not phrase or is_statement(sentence, phrase):
        return None
    return addressed(sentence, k, cue, phrase, bool(memory.last), memory.woman) if cue.object else phrase


def _agreeing(context: Context, k: int, cue: Cue, speaker: Span | None) -> Span | None:
    """Return the speaker who agrees in gender with a verb or participle: a minister with «مضيفا», figures not."""
    word, memory = context.sentence.word(k), context.memory
    if not speaker or speaker != memory.last or word.endswith(affix("oblique plural")):
        return speaker
    woman = word.endswith(FEMININE) if cue.participle else cue.feminine
    return speaker if woman == memory.woman else dict(memory.heard).get(woman, speaker)


def named_before(context: Context, k: int, cue: Cue) -> Span | None:
    """Return the speaker if none follows the cue: the name before the verb, or the subject of the sentence."""
    sentence, pending = context.sentence, context.pending
    if cue.participle:
        return pending or (None if context.unknown else speakers.topic(sentence, k))
    if sentence.continues(k) and sentence.topic_before(k) is None:
        return pending or speakers.acting(sentence, k, cue.feminine) or _acting_before(context, cue.feminine)
    if cue.kind == "saying":  # «ومضى بالقول»
        return pending or (speakers.topic(sentence, k) if k > 1 else None)
    return speakers.before(sentence, k) or speakers.fronted(sentence, k) or pending


def _acting_before(context: Context, feminine: bool) -> Span | None:
    """Return the subject of the sentence before, if nobody has spoken yet: «استقبل الوزير الوفد. | وأكد أن»."""
    page = context.page
    if context.memory.last or context.unknown:
        return None
    words = [Word(m[0], *m.span()) for m in islice(WORD.finditer(page.text, *context.memory.previous), REACH)]
    if len(words) < 2:
        return None
    names = page.names_in(words[0].start, words[-1].end)
    before = read_cues(Sentence.of(page.text, words, words[-1].end, (), names, page.starts))
    return speakers.acting(before, len(words), feminine)


# Which actor that is ----------------------------------------------------------------------------------------


@cache
def _class_patterns() -> tuple[re.Pattern, re.Pattern]:
    """Return the patterns for «الوكالة» or «تقرير الصحيفة», and for «صحيفة المدينة»."""
    classes = "|".join(outlet_classes())
    return re.compile(rf"(?:^|\s)(?:{any_of(affixes('article', 'article after ل'))})({classes})$"), re.compile(
        rf"({classes})\s"
    )


@cache
def honorifics() -> dict[str, re.Pattern]:
    """Return the pattern for the words before the name of a title's holder: for «معاليه», «معالي» and «وزير»."""
    rows = lexicon("honorifics")
    return {
        fold(title): re.compile(rf"(?<!\w)[وبل]?(?:{'|'.join(map(re.escape, fold(words).split('|')))})(?!\w)")
        for title, words in zip(rows["honorific"], rows["titles"])
    }


@cache
def _issued_texts() -> dict[str, re.Pattern]:
    """Return the pattern for the text that «البيان» refers to, and that was named before."""
    return {affix("article") + word: re.compile(rf"(?<!\w)[وبل]?{word}(?!\w)") for word in particles("issued text")}


@cache
def _spokesman() -> re.Pattern:
    """Return the pattern for the words between a spokesman and whom he speaks for.

    «المتحدث باسم رئيس الوزراء الكندي |».
    """
    offices = "|".join(sorted(particles("spoken for")))
    behalf = "|".join(particles("spokesman"))
    return re.compile(rf"(?:{behalf}) (?:(?:{affix('article')})?(?:{offices}){FEMININE}?(?: \w+){{0,3}} )?$")


class Actors:
    """The actors of one page; `resolve` returns the one that a speaker's name refers to, and remembers the name.

    Works on folded text, in offsets of that text.
    """

    def __init__(self, text: str, mentions: list[tuple[int, int, str, str]]):
        self.text = text
        self.known: dict[str, str] = {}  # phrases that have named an actor
        self.titled: dict[str, tuple[list[int], list[int]]] = {}  # where a title ends, and how far a name may be
        self.issued: dict[str, list[Span]] = {}  # where a text that «البيان» refers to is named
        self.issuer: tuple[int, str | None] = (0, None)  # the last speaker, and where it was named
        self.mentions = sorted((start, end, RANK[kind], actor) for start, end, kind, actor in mentions if kind in RANK)
        # for each class of outlets: where they are named, and their ids
        self.outlets: dict[str, list[tuple[int, str | None]]] = {}
        for start, _, _, actor in self.mentions:
            if actor in media():  # «الوكالة» is never a photo agency: no word of the lexicon is for one
                self.outlets.setdefault(media()[actor], []).append((start, actor))

    def resolve(self, span: Span) -> str | None:
        """Return the actor of a speaker's name, and remember it.

        It is a person, else an organisation or a state in the name, else the antecedent of the name.
        """
        phrase = self.text[slice(*span)]
        words = phrase.removeprefix(affix("article")).split()
        if not words:
            return None
        actor = self._named(span) or self._antecedent(phrase, words, span[0])
        if actor:
            self._remember(phrase, words[0], actor)
            self.issuer = span[0], actor
        else:
            self._remember_outlet(phrase, span[0])
        return actor

    def _antecedent(self, phrase: str, words: list[str], at: int) -> str | None:
        """Return the actor that a phrase without a mention refers to."""
        known = self._outlet(phrase, at) or self._titled(phrase, at) or self.known.get(phrase)
        actor = known or self._issuer(phrase, at)
        if actor or len(words) > 1 or not is_definite(phrase):
            return actor
        return self.known.get(words[0])  # «الوزير», after «وزير المالية سالم …»

    def _remember_outlet(self, phrase: str, at: int) -> None:
        """Keep the place of an outlet that no lexicon lists: «صحيفة المدينة»."""
        unlisted = _class_patterns()[1].match(phrase)
        if unlisted:
            named = self.outlets.setdefault(outlet_classes()[unlisted[1]], [])
            insort(named, (at, None), key=lambda named: named[0])

    def _remember(self, phrase: str, head: str, actor: str) -> None:
        """Keep an actor for a phrase and its words: «رئيس الغرفة» is known after «رئيس الغرفة سالم منصور»."""
        words = phrase.split()
        self.known |= {phrase: actor, head: actor}
        self.known |= dict.fromkeys((word for word in words if not is_definite(word)), actor)
        for n in range(2, len(words)):
            self.known.setdefault(" ".join(words[:n]), actor)

    def _titled(self, phrase: str, at: int) -> str | None:
        """Return, for «معاليه», the last person before it with that title."""
        title = phrase.split()[0]
        if title not in honorifics():
            return None
        if title not in self.titled:
            ends = [found.end() for found in honorifics()[title].finditer(self.text)]
            self.titled[title] = ends, [FAR.match(self.text, end).end() for end in ends]
        ends, reach = self.titled[title]
        last = bisect_left(ends, at) - 1
        for k in range(last, max(last - MOST_RANKS, -1), -1):
            first = bisect_left(self.mentions, (ends[k],))
            for start, _, rank, actor in self.mentions[first : first + MOST_RANKS]:
                if rank == PERSON and start < at and start <= reach[k]:
                    return actor
        return None

    def _issuer(self, phrase: str, at: int) -> str | None:
        """Return, for «البيان», the last speaker before it, if a statement was named since."""
        begin, actor = self.issuer
        if phrase not in _issued_texts():
            return None
        if phrase not in self.issued:
            self.issued[phrase] = [found.span() for found in _issued_texts()[phrase].finditer(self.text)]
        k = bisect_left(self.issued[phrase], (begin,))
        return actor if k < len(self.issued[phrase]) and self.issued[phrase][k][1] <= at else None

    def _named(self, span: Span) -> str | None:
        """Return the best mention in a name; the first of two states: «السفير الروسي لدى طوكيو»."""
        first = bisect_left(self.mentions, (span[0],))
        inside = self.mentions[first : bisect_left(self.mentions, (span[1],))]
        fit = [(rank, start, actor) for start, end, rank, actor in inside if end <= span[1]]
        if fit and min(fit)[0] == PERSON and _spokesman().search(self.text[span[0] : min(fit)[1]]):
            fit.remove(min(fit))
        return min(fit)[2] if fit else None

    def _outlet(self, phrase: str, at: int) -> str | None:
        """Return, for «الوكالة» alone, the last agency before it."""
        alone = _class_patterns()[0].search(phrase)
        named = self.outlets.get(outlet_classes()[alone[1]], []) if alone else []
        k = bisect_left(named, at, key=lambda named: named[0])
        return named[k - 1][1] if k else None
