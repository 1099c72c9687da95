"""Attribution: text that a page credits to another source («بحسب رويترز»), and the source.

Functions work on the words of a `sentence.Sentence`, in offsets of the folded text, and change nothing: the
cues that are part of a credit are handed back.
"""

from typing import NamedTuple

from helpers.lexicons import (
    AND,
    FOR,
    affix,
    is_definite,
    is_preposition_with_pronoun,
    particles,
    readings,
    without_object,
    words_of,
)
from helpers.quotations.content import Saying
from helpers.quotations.sentence import PAUSE, Sentence
from helpers.quotations.speaker_phrases import Span, is_mute, is_named, name, past_proclitic
from helpers.quotations.speakers import is_outlet

CREDIT_WORDS = 8  # words that name an outlet when no comma ends the name
LONGEST_KEPT = 4  # words of a longer name that are kept where no mark and no mention ends it
NAME_WORDS = 3  # a shorter quotation inside a sentence is a name or scare quotes: وكالة "تاس"
INDEFINITE_ENDING = "ا"  # «وفقا», «طبقا», «نقلا»


class Credit(NamedTuple):
    """The source that a credit names, or None, and its words that are no cues any more."""

    source: Span | None
    consumed: range


def find_credit(sentence: Sentence, k: int, verb: bool = False) -> Credit:
    """Return what a credit, word k, names: «بحسب رويترز», «وفقا لما ذكرت الوكالة»; no source for «حسب الخطة».

    verb: a verb of telling follows the credit, as in «على ما ذكرت».
    """
    first = k + 1
    while sentence.word(first) in particles("link to source", "link to verb"):
        first += 1
    verb = (
        verb
        or first > k + 1
        and sentence.word(first - 1) in particles("link to verb")
        or sentence.word(k).endswith(tuple(particles("verb link ending")))
    )
    teller = sentence.word(first)
    first += verb
    consumed = range(k + 1, first)
    sentence = sentence.without(consumed)
    while is_preposition_with_pronoun(sentence.word(first)):  # «نقلته عنه قناة …»
        first += 1
    source = _source(sentence, first, verb)
    if source is None or not (
        verb and (_tells(teller) or is_named(sentence, first)) or _is_credible(sentence, first, source)
    ):
        return Credit(None, consumed)
    source = _shortened(sentence, _without_name_behind(sentence, source))
    head = sentence.between(*source)[0].text
    joined = (
        head[0] == FOR
        and not head.startswith(affix("article after ل"))
        and not verb
        and sentence.word(k).endswith(INDEFINITE_ENDING)
    )
    return Credit(past_proclitic(sentence, source) if joined else source, consumed)  # «وفقا لوكالة», «وفقا للوكالة»


def _source(sentence: Sentence, first: int, verb: bool) -> Span | None:
    """Return the name that a credit gives from word `first` on, or None: «بحسب ما نقلت | الوكالة | عن …»."""
    count = len(sentence.words)
    limit = next((j for j in range(first, count) if verb and sentence.word(j) in particles("about")), count)
    source = name(sentence, first, limit, credit=True)
    return None if source is None or is_mute(sentence, source) or _is_state_of_things(sentence, first) else source


def _is_state_of_things(sentence: Sentence, k: int) -> bool:
    """Return whether what is credited is only how things are: «وفق المعطيات الراهنة»."""
    return sentence.is_kind(k + 1, "current") and sentence.is_kind(k, "definite", "definite after ل")


def _is_credible(sentence: Sentence, first: int, source: Span) -> bool:
    """Return whether a name can be a source: an office, an outlet, an actor, or one with «فإن» behind it."""
    return (
        sentence.word(sentence.after(source[1])) in particles("answer")
        or sentence.is_source(first, ("source",))
        or is_outlet(sentence, source)
        or any(start in (source[0], source[0] + 1) for start, _, _ in sentence.names)
    )


def _without_name_behind(sentence: Sentence, source: Span) -> Span:
    """Return a source that ends with the marks in it: «بحسب شبكة "الجسر اليوم" | وصلت السفينة»."""
    mark = next(
        (mark for mark in sentence.marks if mark.closed and source[0] <= mark.open < mark.close < source[1]), None
    )
    ends = mark and not is_definite(sentence.word(sentence.index(mark.close)))
    return (source[0], mark.close) if ends else source


def _shortened(sentence: Sentence, source: Span) -> Span:
    """Return a source that is too long for a name only up to the marks or the mention in it."""
    named = sentence.between(*source)
    if len(named) <= CREDIT_WORDS:
        return source
    ends = [mark.close for mark in sentence.marks if source[0] <= mark.open < source[1]]
    ends += [end for start, end, _ in sentence.names if source[0] <= start < source[1]]
    return source[0], (ends or [named[LONGEST_KEPT - 1].end])[0]


def _tells(word: str) -> bool:
    """Return whether a verb after «بحسب ما» tells something: «ذكرت», «نشرته»; never «تقتضيه»."""
    bare = without_object(word)
    return bool(readings(word) or readings(bare)) or not words_of("tells").isdisjoint((word, bare))


def find_credit_clause(sentence: Sentence, k: int) -> Credit | None:
    """Return a credit with a verb that begins with word k: «…، على ما ذكرت وكالة الشمس».

    None where it is none.

    Its words are common, and so it counts only with an outlet, and where a clause ends.
    """
    at = k + sentence.credit_clause(k)
    if not sentence.gap(k).strip() and k or not _has_teller(sentence, k, at):
        return None
    credit = find_credit(sentence, at - 1, verb=True)
    source = credit.source
    if not source or not _ends_clause(sentence, source):
        return None
    sure = sentence.is_kind(k, "sure credit clause") and sentence.word(k)[0] != AND
    return credit if sure or is_outlet(sentence, source) else None


def _has_teller(sentence: Sentence, k: int, at: int) -> bool:
    return at - k == 2 or at < len(sentence.words) and sentence.cues[at] is not None


def _ends_clause(sentence: Sentence, source: Span) -> bool:
    """Return whether nothing but a time comes between a source and the end of its clause."""
    after = sentence.index(source[1])
    while count := sentence.length(after, "adverb"):
        after += count
    return after >= len(sentence.words) or PAUSE.search(sentence.gap(after)) is not None


def credited_words(sentence: Sentence, k: int, source: Span) -> list[Saying]:
    """Return what a credit, word k, gives to a source.

    It is the sentence after the credit if the credit comes first, else the sentence before.
    """
    words, rest = sentence.words, sentence.between(source[1], sentence.end)
    after = len(words) - len(rest)
    start, end = sentence.start, sentence.end
    if rest and k <= NAME_WORDS and (k == 0 or PAUSE.search(sentence.gap(k))):
        start = words[min(after + (rest[0].text in particles("opening")), len(words) - 1)].start
    elif not rest or sentence.cues[after] or _is_last(sentence, k, source, rest):
        end = words[k - (k > 1 and words[k - 1].text in particles("that is"))].start
    form = "agency" if is_outlet(sentence, source) else "indirect"
    return [Saying(form, words[k][1:], start, end, source)] if start < end else []


def _is_last(sentence: Sentence, k: int, source: Span, rest: tuple) -> bool:
    """Return whether only a few words of the same clause follow a source."""
    return len(rest) <= CREDIT_WORDS < k and not PAUSE.search(sentence.text[source[1] : sentence.end])
