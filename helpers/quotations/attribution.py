"""Attribution: text that a page credits to another source («بحسب رويترز»), and the source.

Functions work on the words of a `sentence.Sentence`, in offsets of the folded text, and change nothing: the cues that
are part of a credit are returned.
"""

from typing import NamedTuple

from helpers.lexicons import (
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
    """The source that a credit names, or None, and the words of the credit, which are no cues of their own."""

    source: Span | None
    consumed: range


def find_credit(sentence: Sentence, k: int, verb: bool = False) -> Credit:
    """Return the source of a credit, word k: «بحسب رويترز», «وفقا لما ذكرت الوكالة»; none for «حسب الخطة».

    verb: a verb of telling follows the credit, as in «على ما ذكرت».
    """
    link = _past(sentence, k + 1, "link to source", "link to verb")
    verb = verb or _links_to_verb(sentence, k, link)
    consumed = range(k + 1, link + verb)
    sentence = sentence.without(consumed)
    first = _past(sentence, consumed.stop, "with pronoun")  # «نقلته عنه قناة …»
    source = _source(sentence, first, verb)
    if source is None:
        return Credit(None, consumed)
    told = verb and (_tells(sentence.word(link)) or is_named(sentence, first))
    if not told and not _is_credible(sentence, first, source):
        return Credit(None, consumed)
    source = _shortened(sentence, _without_name_behind(sentence, source))
    joined = not verb and sentence.word(k).endswith(INDEFINITE_ENDING) and _has_proclitic(sentence, source)
    return Credit(past_proclitic(sentence, source) if joined else source, consumed)


def _past(sentence: Sentence, k: int, *kinds: str) -> int:
    """Return the first word from k on that is of none of these kinds."""
    while sentence.is_kind(k, *kinds):
        k += 1
    return k


def _links_to_verb(sentence: Sentence, k: int, link: int) -> bool:
    """Return whether a credit, word k, takes a verb: «وفق ما», «حسبما»; its particles end before word `link`."""
    if link > k + 1 and sentence.is_kind(link - 1, "link to verb"):
        return True
    return sentence.word(k).endswith(tuple(particles("verb link ending")))


def _has_proclitic(sentence: Sentence, source: Span) -> bool:
    """Return whether a source begins with a «ل» that is not part of it: «وفقا لوكالة», but «وفقا للوكالة»."""
    head = sentence.index(source[0])
    return sentence.is_kind(head, "with ل") and not sentence.is_kind(head, "definite after ل")


def _source(sentence: Sentence, first: int, verb: bool) -> Span | None:
    """Return the name that a credit gives from word `first` on, or None: «بحسب ما نقلت | الوكالة | عن …»."""
    count = len(sentence.words)
    searched = range(first, count if verb else first)
    limit = next((j for j in searched if sentence.is_kind(j, "about")), count)
    source = name(sentence, first, limit, credit=True)
    if source is None or is_mute(sentence, source):
        return None
    return None if _is_state_of_things(sentence, first) else source


def _is_state_of_things(sentence: Sentence, k: int) -> bool:
    """Return whether a credit names only a state of things: «وفق المعطيات الراهنة»."""
    return sentence.is_kind(k + 1, "current") and sentence.is_kind(k, "definite", "definite after ل")


def _is_credible(sentence: Sentence, first: int, source: Span) -> bool:
    """Return whether a name can be a source: an office, an outlet, an actor, or one with «فإن» behind it."""
    if source[0] in sentence.named or source[0] + 1 in sentence.named:
        return True
    if sentence.is_kind(sentence.after(source[1]), "answer") or sentence.is_source(first, ("source",)):
        return True
    return is_outlet(sentence, source)


def _without_name_behind(sentence: Sentence, source: Span) -> Span:
    """Return a source that ends with the marks in it: «بحسب شبكة "الجسر اليوم" | وصلت السفينة»."""
    inside = [mark for mark in sentence.marks if mark.closed and source[0] <= mark.open < mark.close < source[1]]
    if not inside or sentence.is_kind(sentence.index(inside[0].close), "definite"):
        return source
    return source[0], inside[0].close


def _shortened(sentence: Sentence, source: Span) -> Span:
    """Return a source up to the marks or the mention in it, if it is too long for a name."""
    named = sentence.between(*source)
    if len(named) <= CREDIT_WORDS:
        return source
    ends = [mark.close for mark in sentence.marks if source[0] <= mark.open < source[1]]
    ends += [end for start, end, _ in sentence.names if source[0] <= start < source[1]]
    return source[0], (ends or [named[LONGEST_KEPT - 1].end])[0]


def _tells(word: str) -> bool:
    """Return whether a verb after «بحسب ما» tells something: «ذكرت», «نشرته»; never «تقتضيه»."""
    forms = word, without_object(word)
    return any(map(readings, forms)) or not words_of("tells").isdisjoint(forms)


def find_credit_clause(sentence: Sentence, k: int) -> Credit | None:
    """Return the credit with a verb that begins with word k («…، على ما ذكرت وكالة الشمس»), or None.

    Its words are common, so it counts only with an outlet, and at the end of a clause.
    """
    at = k + sentence.credit_clause(k)
    begins = k == 0 or sentence.gap(k).strip()
    if not begins or at < k + 2 and not sentence.cue(at):
        return None
    credit = find_credit(sentence, at - 1, verb=True)
    source = credit.source
    if not source or not _ends_clause(sentence, source):
        return None
    sure = sentence.is_kind(k, "sure credit clause") and sentence.word(k)[0] != "و"
    return credit if sure or is_outlet(sentence, source) else None


def _ends_clause(sentence: Sentence, source: Span) -> bool:
    """Return whether nothing but a time comes between a source and the end of its clause."""
    after = sentence.index(source[1])
    while count := sentence.length(after, "adverb"):
        after += count
    return after >= len(sentence.words) or after in sentence.paused


def credited_words(sentence: Sentence, k: int, source: Span) -> list[Saying]:
    """Return what a credit, word k, attributes to a source: the words after a credit at the head, else those before."""
    words, after = sentence.words, sentence.after(source[1])
    start, end = sentence.start, sentence.end
    if after < len(words) and _comes_first(sentence, k):
        start = words[min(after + sentence.is_kind(after, "opening"), len(words) - 1)].start
    elif sentence.cue(after) or _is_last(sentence, k, source, len(words) - after):
        end = words[k - (k > 1 and sentence.is_kind(k - 1, "that is"))].start
    form = "agency" if is_outlet(sentence, source) else "indirect"
    return [Saying(form, words[k][1:], start, end, source)] if start < end else []


def _comes_first(sentence: Sentence, k: int) -> bool:
    return k == 0 or k <= NAME_WORDS and k in sentence.paused


def _is_last(sentence: Sentence, k: int, source: Span, count: int) -> bool:
    """Return whether at most a few words of the same clause, `count`, follow a source."""
    if not count:
        return True
    return count <= CREDIT_WORDS < k and not PAUSE.search(sentence.text[source[1] : sentence.end])
