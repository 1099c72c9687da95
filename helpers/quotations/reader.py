"""The reader: the quotations of a block, sentence by sentence, with their speakers.

Each cue is a `Case` that the rules of `constructions` decide; a function for each verdict makes the sayings. Nothing is
changed in place: a `Memory` is passed in and returned. Works on folded text, in offsets of that text.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple

from helpers.lexicons import (
    CREDIT_CLAUSE,
    Cue,
    credit_clause_starts,
    may_report,
    particles,
    passed_on,
    readings,
    without_object,
)
from helpers.quotations import constructions, speakers
from helpers.quotations.attribution import Credit, credited_words, find_credit, find_credit_clause
from helpers.quotations.constructions import Sign, find_sign, read_cues
from helpers.quotations.content import Saying, settled, with_ends
from helpers.quotations.coreference import WORD, Context, Memory, Page, named_before, who_speaks
from helpers.quotations.sentence import LONG_NAME, REACH, Sentence
from helpers.quotations.speaker_phrases import Span, is_named, name, subject
from helpers.rules import Rule, first_match
from helpers.text import Mark, find_close, find_marks, find_sentences

MOST_WORDS = 250  # words read as one sentence: longer ones are lists and text without punctuation
LEFT_OPEN = "a quotation that the previous block left open"


class Block(NamedTuple):
    """A block of a story: start, end, and the spans of the blocks of the same story that follow it."""

    start: int
    end: int
    following: tuple[Span, ...] = ()


class Refused(NamedTuple):
    """A word that looks like a cue and is none, and the rule that says so."""

    cue: Span
    rule: str


class Relay(NamedTuple):
    """Words that an outlet passes on: the numbers of the preposition and of «قوله», if there is one, and the sign."""

    about: int
    saying: int | None
    at: int
    sign: Sign


class Turn(NamedTuple):
    """A sentence as far as it has been read: the sayings in it, and the cues that were refused."""

    context: Context
    said: tuple[Saying, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.context.sentence

    def says(self, *said: Saying, **context: object) -> "Turn":
        """Return the turn after these sayings, with new values in its context."""
        return self._replace(said=self.said + said, context=self.context._replace(**context))


class Case:
    """A cue, word k, with everything read before it. Each property is found when a rule first needs it."""

    def __init__(self, turn: Turn, k: int, cue: Cue):
        self.turn, self.k, self.cue = turn, k, cue
        self.context, self.sentence = turn.context, turn.sentence

    @property
    def span(self) -> Span:
        """The place of the cue."""
        return self.sentence.words[self.k][1:]

    @property
    def open_clause(self) -> Saying | None:
        """The last reported clause whose end is not known yet."""
        unfinished = [saying for saying in self.turn.said if saying.form == "indirect" and saying.end is None]
        return unfinished[-1] if unfinished else None

    @property
    def last_speaker(self) -> Span | None:
        """The last speaker before the cue."""
        return self.context.last

    @cached_property
    def sign(self) -> Sign:
        """The sign of the reported words."""
        return find_sign(self.sentence, self.k, self.cue)

    @cached_property
    def first(self) -> int:
        """The first word behind the cue and «ذلك»."""
        first = self.k + 1 + len(self.cue.tail)
        return first + (self.sentence.word(first) in particles("reference"))

    @cached_property
    def _speakers(self) -> tuple[Span | None, Span | None]:
        return who_speaks(self.context, self.k, self.cue, self.first, self.sign.at)

    @property
    def speaker(self) -> Span | None:
        """The speaker."""
        return self._speakers[0]

    @property
    def named(self) -> Span | None:
        """The speaker, if named behind the cue."""
        return self._speakers[1]

    @cached_property
    def _later(self) -> tuple[Span | None, int]:
        """The speaker named behind a later cue, and the start of its clause.

        «نقول إن الوقت حان، | هكذا تختم سلمى حديثها».
        """
        sentence, count = self.sentence, len(self.sentence.words)
        verbs = [j for j in range(self.k + 1, count) if _is_new_verb(sentence, j)]
        named = ((j, subject(sentence, j + 1, count)) for j in verbs)
        verb, phrase = next((found for found in named if found[1]), (0, None))
        pause = sentence.pause_before(verb)
        return phrase, sentence.words[pause if pause > self.k else verb].start

    @property
    def later_speaker(self) -> Span | None:
        """The speaker named behind a later cue."""
        return self._later[0]

    @property
    def later_start(self) -> int:
        """The start of the clause of that cue."""
        return self._later[1]

    @cached_property
    def noun_speaker(self) -> Span | None:
        """The speaker of a noun of saying: «تحذير | خبراء | من أن»."""
        at = self.sign.at
        return name(self.sentence, self.k + 1, at - (self.sentence.word(at - 1) in self.cue.takes))

    @cached_property
    def credit(self) -> Credit | None:
        """The credit that the cue is; None for «كما» and its like where it is none."""
        if self.cue is CREDIT_CLAUSE:
            return find_credit_clause(self.sentence, self.k)
        return find_credit(self.sentence, self.k)

    @cached_property
    def passed_on_from(self) -> Span | None:
        """The speaker whom the source of a credit quotes: «بحسب ما نقلت الوكالة عن | مسؤول أمني»."""
        if self.cue is CREDIT_CLAUSE:
            return None
        sentence = self.sentence.without(self.credit.consumed)
        after = sentence.after(self.credit.source[1])
        return name(sentence, after + 1, len(sentence.words)) if sentence.word(after) in particles("about") else None

    @cached_property
    def relay(self) -> Relay | None:
        """The words that a verb of passing on («نقل») leads to, None for other cues."""
        if self.cue.kind != "relay":
            return None
        sentence, count = self.sentence, len(self.sentence.words)
        near = range(self.k + 1, min(self.k + REACH, count))
        about = next((j for j in near if without_object(sentence.texts[j]) in self.cue.takes), None)
        if about is None:
            return None
        at = next((j for j in range(about + 1, count) if sentence.cues[j] or sentence.that(j)), count)
        cue = sentence.cue(at)
        if cue and cue.kind == "saying":
            return Relay(about, at, at, find_sign(sentence, at, cue))
        return Relay(about, None, at, find_sign(sentence, about, passed_on()))


def _is_new_verb(sentence: Sentence, k: int) -> bool:
    """Return whether word k is a verb of saying that does not continue an earlier one."""
    cue = sentence.cues[k]
    return cue is not None and cue.kind == "say" and not sentence.continues(k)


# Reading ----------------------------------------------------------------------------------------------------


def read(page: Page, block: Block, memory: Memory) -> tuple[list[Saying], list[Refused], Memory]:
    """Return the sayings of a block, the words that are no cues, and the memory at its end.

    Up to `memory.until` the block continues a quotation that an earlier block has left open.
    """
    said, refused = [], []
    if block.start < memory.until:
        said = [Saying("direct", None, block.start, min(block.end, memory.until), memory.last, rule=LEFT_OPEN)]
    start = min(max(block.start, memory.until), block.end)
    text = page.text[start : block.end]
    inner = find_marks(text)
    marks = [Mark(*(offset + start for offset in mark[:4]), mark.closed) for mark in inner]
    previous = memory.previous
    for span, here in _with_marks(_sentences(text, inner, start), marks):
        for sentence in _parts(page, span, here, memory):
            turn = _read_sentence(page, sentence, memory._replace(previous=previous))
            said += turn.said
            refused += turn.refused
            memory = turn.context.memory
        previous = span
    said = settled(page.text, said)
    until = _until(page, block, said, marks) or memory.until
    return said, refused, memory._replace(previous=previous, until=until)


def _sentences(text: str, marks: list[Mark], start: int) -> list[Span]:
    """Return the sentences of a block; a quoted sentence and the verb behind it are one: «كيف أعود؟» تسأل سلمى."""
    spans: list[Span] = []
    closes = {mark.close for mark in marks}
    for first, last in find_sentences(text, marks):
        follows_quotation = bool(spans) and spans[-1][1] in closes
        if follows_quotation and _begins_with_new_cue(text, first, last):
            first = spans.pop()[0]
        spans.append((first, last))
    return [(first + start, last + start) for first, last in spans]


def _begins_with_new_cue(text: str, first: int, last: int) -> bool:
    word = WORD.match(text, first, last)
    return word is not None and not word[0].startswith(("و", "ف")) and bool(readings(word[0]))


def _with_marks(spans: list[Span], marks: list[Mark]) -> Iterator[tuple[Span, list[Mark]]]:
    """Yield each sentence with the quotation marks that open in it."""
    first = 0
    for span in spans:
        last = bisect_left(marks, (span[1],), first)
        yield span, marks[first:last]
        first = last


def _parts(page: Page, span: Span, marks: list[Mark], memory: Memory) -> Iterator[Sentence]:
    """Yield a sentence that may report something, in parts of at most MOST_WORDS words."""
    if not (marks and memory.last) and not any(map(may_report, WORD.findall(page.text, *span))):
        return
    words, first = page.words(*span), 0
    for k in range(0, len(words), MOST_WORDS):
        part = words[k : k + MOST_WORDS]
        end = span[1] if part[-1] is words[-1] else part[-1].end
        upto = bisect_left(marks, (end,), first)
        names = page.names_in(part[0].start, end)
        yield read_cues(Sentence.of(page.text, part, end, marks[first:upto], names, page.starts))
        first = upto


def _until(page: Page, block: Block, said: list[Saying], marks: list[Mark]) -> int:
    """Return the end of a quotation that this block leaves open; 0 without one, or if it does not close nearby."""
    if not marks or marks[-1].closed or marks[-1].start not in {saying.start for saying in said}:
        return 0
    return find_close(page.text, list(takewhile(lambda span: not _begins_with_cue(page, span), block.following)))


def _begins_with_cue(page: Page, span: Span) -> bool:
    """Return whether one of the first words of a block may be a cue: «وعن الموعد، أوضح أنه»."""
    first = islice(WORD.finditer(page.text, *span), LONG_NAME)
    return any(not cue.tail for word in first for cue in readings(word[0]))


def _read_sentence(page: Page, sentence: Sentence, memory: Memory) -> Turn:
    """Return the turn at the end of a sentence."""
    turn = Turn(
        Context(page, sentence, memory),
        refused=tuple(Refused(sentence.words[k][1:], rule.name) for k, rule in sentence.refused),
    )
    starts = credit_clause_starts()
    for k in [k for k, word in enumerate(sentence.texts) if sentence.cues[k] or word in starts]:
        cue = turn.sentence.cues[k] or _credit_clause(sentence, k)
        if cue:
            case = Case(turn, k, cue)
            rule, found = first_match(constructions.CONSTRUCTIONS[cue.kind], case)
            turn = STEPS[rule.verdict](case, rule, found)
    goes_on, found = first_match(constructions.CONTINUATIONS, turn)
    if goes_on:
        mark = sentence.marks[0]
        said = (Saying("direct", None, mark.start, mark.end, turn.context.memory.last, rule=goes_on.name),)
        return turn._replace(said=said)
    return turn._replace(said=tuple(with_ends(turn.sentence, turn.said)))


def _credit_clause(sentence: Sentence, k: int) -> Cue | None:
    return CREDIT_CLAUSE if sentence.texts[k] in credit_clause_starts() and sentence.credit_clause(k) else None


# A function for each verdict --------------------------------------------------------------------------------
# Each takes a case, its rule and what the predicate found, and returns the turn after it.


def _refuse(case: Case, rule: Rule, _) -> Turn:
    """Return the turn after a word that is no cue; the words of a credit are no cues either."""
    credit = case.credit if case.cue.kind in ("credit", "credit clause") else None
    sentence = case.sentence.without(credit.consumed) if credit else case.sentence
    refused = () if case.cue is CREDIT_CLAUSE else (Refused(case.span, rule.name),)
    return case.turn._replace(refused=case.turn.refused + refused, context=case.context._replace(sentence=sentence))


def _credited(case: Case, rule: Rule, _) -> Turn:
    """Return the turn after a credit: its clause or sentence is credited: «بحسب رويترز», «وفق ما ذكرت الوكالة»."""
    sentence = case.sentence.without(case.credit.consumed)
    said = [saying._replace(rule=rule.name) for saying in credited_words(sentence, case.k, case.credit.source)]
    return case.turn.says(*said, sentence=sentence, pending=_pending_source(case))


def _pending_source(case: Case) -> Span | None:
    """Return the source of a credit with «عن», which may speak next: «نقلا عن الوزير»."""
    about = case.cue.kind == "credit" and case.sentence.word(case.k + 1) in particles("about")
    return case.context.pending or (case.credit.source if about else None)


def _passed_on(case: Case, rule: Rule, _) -> Turn:
    """Return the turn after a credit whose source quotes somebody: two sayings of the same words.

    «بحسب ما نقلت الوكالة عن …».
    """
    sentence, source, origin = (
        case.sentence.without(case.credit.consumed),
        case.credit.source,
        case.passed_on_from,
    )
    said = []
    for saying in credited_words(sentence, case.k, (source[0], origin[1]))[:1]:
        saying = saying._replace(speaker=source, rule=rule.name)
        said = [saying, saying._replace(form="indirect", speaker=origin, cuts=False)]
    return case.turn.says(*said, sentence=sentence, pending=_pending_source(case))


def _relayed(case: Case, rule: Rule, _) -> Turn:
    """Return the turn after an outlet passed on the words of somebody: both speak: «نقلت شبكة … عن … قوله إن»."""
    sentence, context, k = case.sentence, case.context, case.k
    about, saying, at, (_, form, start, end, sign) = case.relay
    of_pronoun = sentence.word(about) not in case.cue.takes  # «نقلت عنه وكالة …»
    outlet = (
        subject(sentence, k + 1, at if of_pronoun else about)
        or named_before(context, k, case.cue)
        or context.memory.last
    )
    said = [Saying("agency", case.span, start, end, outlet, sentence.continues(k), rule.name, sign)]
    speaker = context.last if of_pronoun else name(sentence, about + 1, at)
    memory, pending = context.memory, context.pending
    if speaker:
        memory, pending = memory._replace(last=speaker), speaker
        cue = case.span if saying is None else sentence.words[saying][1:]
        said.append(Saying(form, cue, start, end, speaker, rule=rule.name, sign=sign))
    sentence = sentence.without(() if saying is None else (saying,))
    return case.turn.says(*said, sentence=sentence, memory=memory, pending=pending)


def _said_in_noun(case: Case, rule: Rule, _) -> Turn:
    """Return the turn after a noun of saying: «مع تحذير خبراء من أن …»."""
    speaker = case.noun_speaker
    return case.turn.says(
        _saying(case, rule, speaker), memory=case.context.memory._replace(last=speaker), pending=speaker
    )


def _named_later(case: Case, rule: Rule, _) -> Turn:
    """Return the turn after a first person who is named further on: «نقول إن الوقت حان، هكذا تختم سلمى حديثها»."""
    saying = _saying(case, rule, case.later_speaker)
    return case.turn.says(saying._replace(end=saying.end or case.later_start))


def _cited(case: Case, rule: Rule, _) -> Turn:
    """Return the turn after a citation; the speaker before it stays the last one: «قال الله تعالى»."""
    return case.turn.says(_saying(case, rule, case.speaker, case.sentence.continues(case.k)))


def _said(case: Case, rule: Rule, _) -> Turn:
    """Return the turn after a cue with reported words behind it: «قال X إن …», «وأضاف: …», «مؤكدا أن …»."""
    speaker, cue, context, form = case.speaker, case.cue, case.context, case.sign.form
    memory = context.memory if cue.participle or cue.kind == "own" else context.memory.hear(speaker, cue.feminine)
    if form == "indirect" and speaker and speakers.is_outlet(case.sentence, speaker):
        form = "agency"
    return case.turn.says(
        _saying(case, rule, speaker, _ends_clause_before(case))._replace(form=form),
        memory=memory,
        pending=speaker,
        unknown=context.unknown or speaker is None,
    )


def _ends_clause_before(case: Case) -> bool:
    """Return whether the saying before ends at a cue, or at the speaker before the cue."""
    sentence, at = case.sentence, case.k
    if case.cue.participle or sentence.continues(at):
        return True
    if at and not case.named and _contains(case.speaker, sentence.words[at - 1].start):
        at = sentence.index(case.speaker[0])
    return sentence.begins_clause(at - 1)


def _contains(span: Span | None, offset: int) -> bool:
    return span is not None and span[0] <= offset < span[1]


def _said_before(case: Case, rule: Rule, mark: Mark) -> Turn:
    """Return the turn after a cue with a quotation before it: «…»، قال الوزير."""
    turn = _remember(case)
    saying = Saying("direct", case.span, mark.start, mark.end, case.speaker, rule=rule.name)
    return turn.says(saying, memory=turn.context.memory._replace(last=case.speaker))


def _silent(case: Case, rule: Rule, _) -> Turn:
    turn = _remember(case)
    return turn._replace(refused=turn.refused + (Refused(case.span, rule.name),))


def _remember(case: Case) -> Turn:
    """Keep who acts in a verb that reports nothing: they may go on to speak.

    «أوضحت السفارة ما جرى. | وأضافت أن»
    """
    sentence, context, named = case.sentence, case.context, case.named
    memory = context.memory
    if named and not memory.last and is_named(sentence, sentence.index(named[0])):
        memory = memory._replace(last=speakers.until_object(sentence, named), woman=case.cue.feminine)
    return case.turn.says(memory=memory, pending=context.pending or case.speaker)


def _saying(case: Case, rule: Rule, speaker: Span | None, cuts: bool = False) -> Saying:
    _, form, start, end, sign = case.sign
    return Saying(form, case.span, start, end, speaker, cuts, rule.name, sign)


STEPS: dict[str, Callable[[Case, Rule, object], Turn]] = {
    constructions.NO_CUE: _refuse,
    constructions.CREDITED: _credited,
    constructions.PASSED_ON: _passed_on,
    constructions.RELAYED: _relayed,
    constructions.NAMED_BY_NOUN: _said_in_noun,
    constructions.LATER: _named_later,
    constructions.CITED: _cited,
    constructions.SAID: _said,
    constructions.SAID_BEFORE: _said_before,
    constructions.SILENT: _silent,
}
