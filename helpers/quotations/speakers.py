"""Speakers that the sentence does not name right after the verb.

Functions work on the words of a `sentence.Sentence`, in offsets of the folded text.
"""

from helpers.lexicons import is_preposition, particles, without_and
from helpers.quotations.kinds import PREPOSITION, SIMPLE_PREPOSITION, kinds_of
from helpers.quotations.sentence import LONG_NAME, PERSON, REACH, STATE, Sentence
from helpers.quotations.speaker_phrases import (
    Span,
    begins_place,
    is_named,
    is_statement,
    name,
    past_proclitic,
    subject,
)

OUTLET_REACH = 4  # words of a phrase in which the outlet is named: «العديد من الصحف»


# The name before the verb -------------------------------------------------------------------------------


def before(sentence: Sentence, k: int) -> Span | None:
    """Return the subject before its verb, word k, or None.

    «لكن الوزير قال», «الوزير الذي أكد», «أما الوزارة فأوضحت».
    """
    k -= k > 1 and sentence.is_kind(k - 1, "as", "circumstance")  # «والوزارة إذ تعلن ذلك»
    sender = _sender(sentence, k) if sentence.is_kind(k + 1, "in message") else None
    if sender:
        return sender
    topic_word = sentence.topic_before(k)
    if topic_word is not None:
        return name(sentence, topic_word + 1, k)
    last = k - sentence.is_kind(k - 1, "perfect")
    first = _clause_start(sentence, k, last)
    if _is_cut_off(sentence, first, last, k):
        return None
    first = _past_verbs(sentence, reported_by(sentence, k) or first, last)
    if first >= last or _begins_no_subject(sentence, first):
        return None
    phrase = name(sentence, first, last)
    return past_proclitic(sentence, phrase) if phrase and _is_joined(sentence, first, phrase) else phrase


def _clause_start(sentence: Sentence, k: int, last: int) -> int:
    """Return the first word of the clause before a verb, word k; the words before it end at word `last`."""
    near = range(last, max(0, last - REACH // 2), -1)
    return next((first for first in near if _begins_after(sentence, first, k)), near.stop)


def _begins_after(sentence: Sentence, first: int, k: int) -> bool:
    """Return whether the clause of a verb, word k, begins with word `first`: a pause or «فيما» comes before it."""
    if first in sentence.paused and first < k or sentence.cues[first - 1]:
        return True
    return sentence.begins_clause(first - 1) or sentence.that(first - 1)


def _is_cut_off(sentence: Sentence, first: int, last: int, k: int) -> bool:
    """Return whether a comma separates the words before a verb from it: they are another clause."""
    if k not in sentence.paused:
        return False
    if last - first > LONG_NAME or sentence.is_kind(first, "with pronoun"):
        return True
    return first > 0 and not sentence.that(first - 1)


def _past_verbs(sentence: Sentence, first: int, last: int) -> int:
    """Return the first word that is no preposition with a pronoun and no verb in the feminine past."""
    return next((k for k in range(first, last) if not _is_verb_or_pronoun(sentence, k)), max(first, last))


def _is_verb_or_pronoun(sentence: Sentence, k: int) -> bool:
    if sentence.is_kind(k, "with pronoun"):
        return True
    return sentence.is_kind(k, "feminine past") and not is_named(sentence, k)


def _begins_no_subject(sentence: Sentence, k: int) -> bool:
    """Return whether a clause begins with a verb or a preposition: «يعني ذلك أن …», «وحول الأسعار نفى أن»."""
    kinds = kinds_of(without_and(sentence.word(k)))
    if not kinds.isdisjoint((*PREPOSITION, "name end")):
        return True
    return "present" in kinds and not is_named(sentence, k)


def _is_joined(sentence: Sentence, k: int, phrase: Span) -> bool:
    """Return whether the name that begins with word k has «و» before it: «و | الوزارة إذ تعلن»."""
    head = without_and(sentence.word(k))
    if head == sentence.word(k) or sentence.is_source(k):
        return False
    return phrase[0] + 1 in sentence.starts or not kinds_of(head).isdisjoint(("definite", "source"))


def _sender(sentence: Sentence, k: int) -> Span | None:
    """Return the sender of the message that a verb, word k, refers to.

    «تلقى اتصالا هاتفيا من | سالم | عبر فيه عن …».
    """
    near = range(k - 1, max(0, k - REACH // 2), -1)
    found = (j for j in near if sentence.is_kind(j, "from") and _follows_message(sentence, j))
    origin = next(found, None)
    return None if origin is None else name(sentence, origin + 1, k)


def _follows_message(sentence: Sentence, k: int) -> bool:
    return any(sentence.is_kind(j, "message") for j in range(max(0, k - LONG_NAME), k))


def reported_by(sentence: Sentence, k: int) -> int | None:
    """Return the report that a verb, word k, belongs to («صدر أمس بيان يعتبر …»); None if a comma is between."""
    near = range(k - 1, max(0, k - LONG_NAME, sentence.pause_before(k) - 1), -1)
    return next((j for j in near if sentence.is_kind(j, "report")), None)


# The subject of another clause ---------------------------------------------------------------------------------


def fronted(sentence: Sentence, k: int) -> Span | None:
    """Return the subject of the clause before a comma and a verb, word k.

    «في رسالة كتبها سالم إلى منير، قال إن»: سالم.
    """
    end = sentence.pause_before(k)
    if not end or k - end > 1 or sentence.continues(k) or sentence.cues[k].participle:
        return None
    return _subject_of_first_verb(sentence, end) or _subject_of_relative(sentence, end) or _free_actor(sentence, end)


def _subject_of_first_verb(sentence: Sentence, end: int) -> Span | None:
    """Return the subject of the verb that begins the sentence: «وأصدر النائب بيانا، قال فيه»."""
    if sentence.cues[0] or _begins_with_place(sentence):
        return None
    phrase = subject(sentence, 1, end)
    return phrase if phrase and is_named(sentence, sentence.index(phrase[0])) else None


def _begins_with_place(sentence: Sentence) -> bool:
    return begins_place(sentence, 0) or is_preposition(without_and(sentence.word(0)))


def _subject_of_relative(sentence: Sentence, end: int) -> Span | None:
    """Return the subject of a relative verb: «في رسالة كتبها سالم إلى منير، قال إن»."""
    verbs = (j for j in range(1, end) if _is_relative_verb(sentence, j))
    phrases = (subject(sentence, j + 1, end) for j in verbs)
    phrase = next(filter(None, phrases), None)
    return _until_preposition(sentence, phrase) if phrase else None


def _is_relative_verb(sentence: Sentence, k: int) -> bool:
    """Return whether a word behind an indefinite noun ends in a pronoun as a verb does: «رسالة | كتبها»."""
    if not sentence.is_kind(k, "with owner") or sentence.is_kind(k - 1, "definite", *SIMPLE_PREPOSITION):
        return False
    return not sentence.is_kind(k, "feminine") or is_named(sentence, k + 1)


def _free_actor(sentence: Sentence, end: int) -> Span | None:
    """Return the first person or organisation before word `end` that no preposition governs."""
    last = sentence.words[end - 1].end
    actors = (
        (start, stop) for start, stop, rank in sentence.names if rank < STATE and sentence.start < start < stop <= last
    )
    return next((actor for actor in actors if _is_free(sentence, actor[0])), None)


def _is_free(sentence: Sentence, start: int) -> bool:
    """Return whether a name begins with a word, and no preposition comes before it."""
    k = sentence.index(start)
    return sentence.words[k].start == start and not sentence.is_kind(k - 1, *PREPOSITION)


def _until_preposition(sentence: Sentence, phrase: Span) -> Span:
    """Return a phrase up to «إلى» or «عن»: in «كتبها سالم إلى منير» it is سالم who wrote."""
    words = sentence.between(*phrase)
    stop = next((n for n, word in enumerate(words) if word.text in particles("to", "about")), len(words))
    return (phrase[0], words[stop - 1].end) if stop else phrase


def topic(sentence: Sentence, k: int) -> Span | None:
    """Return the subject of a participle, word k: the first actor before it, or the name after the first verb."""
    begin = sentence.words[k].start
    before = ((start, end) for start, end, rank in sentence.names if rank < STATE and end <= begin)
    actor = next((actor for actor in before if not _is_governed(sentence, actor[0])), None)
    if actor or sentence.cues[0] and sentence.cues[0].kind != "credit":
        return actor
    first = _past_opening(sentence, k)
    if sentence.is_kind(first, "subject pronoun"):  # «لكنهم يصرون على القول إن»
        return None
    first += not sentence.is_kind(first, "definite")
    last = min(k, first + LONG_NAME)
    phrase = subject(sentence, first, last, goes_on=True) or name(sentence, first, last)
    return None if phrase and is_statement(sentence, phrase) else phrase


def _past_opening(sentence: Sentence, k: int) -> int:
    """Return the word after «من جهته،» or «بحسب …،» and after particles, before word k."""
    pause = sentence.pause_after(-1)
    first = pause if pause < min(LONG_NAME, k) else 0
    while first < k - 1 and (sentence.begins_clause(first) or sentence.is_kind(first, "fronted particle")):
        first += 1
    return first


def acting(sentence: Sentence, k: int, feminine: bool) -> Span | None:
    """Return the subject of the first verb of a sentence, if word k continues it.

    «نشرت الفنانة صورة | وعلقت عليها: …». A place may come before the verb: «وفي ختام اللقاء، كرمت الفنانة … | وأضافت».
    """
    pause = sentence.pause_after(-1)
    first = pause if pause <= LONG_NAME and _begins_with_place(sentence) else 0
    if k < first + 2 or not _is_verb_with_subject(sentence, first, feminine):
        return None
    phrase = subject(sentence, first + 1, min(k, first + 1 + LONG_NAME))
    return until_object(sentence, phrase) if phrase else None


def _is_verb_with_subject(sentence: Sentence, k: int, feminine: bool) -> bool:
    """Return whether word k is a verb of this gender with a subject after it: «كرمت | الفنانة»."""
    if sentence.is_kind(k, "feminine past") != feminine or is_named(sentence, k):
        return False
    return is_named(sentence, k + 1) or feminine and sentence.is_kind(k + 1, "definite")


def until_object(sentence: Sentence, phrase: Span) -> Span:
    """Return a phrase up to its object: «الفنانة | صورة», «سفارة الأردن | ما جرى», «سالم منصور | كتابه»."""
    first, count = sentence.index(phrase[0]), len(sentence.between(*phrase))
    title = next((k for k in range(first, first + count - 1) if _ends_title(sentence, k)), None)
    end = phrase[1] if title is None else sentence.words[title].end
    people = [stop for start, stop, rank in sentence.names if rank == PERSON and phrase[0] <= start < stop < end]
    ends = [stop for stop in people if not sentence.is_kind(sentence.index(stop), "son")]
    return phrase[0], min(ends, default=end)


def _ends_title(sentence: Sentence, k: int) -> bool:
    """Return whether word k is definite, and the word behind it continues neither a title nor a name."""
    if not sentence.is_kind(k, "definite") or sentence.begins_mention(k + 1):
        return False
    return not sentence.is_kind(k + 1, "definite", "given name", "source")


def _is_governed(sentence: Sentence, start: int) -> bool:
    """Return whether a name is no subject: «برئاسة الطبيب سالم», «التي يرأسها سالم», «أن سالم …»."""
    k = sentence.index(start)
    for j in range(k - 1, max(-1, k - 1 - REACH // 4), -1):
        if j + 1 in sentence.paused or sentence.cues[j] or sentence.begins_clause(j):
            return False
        if _governs(sentence, j):
            return True
    return False


def _governs(sentence: Sentence, k: int) -> bool:
    if sentence.is_kind(k, "relative", *PREPOSITION) or sentence.that(k):
        return True
    if len(sentence.word(k)) <= 3 or not sentence.is_kind(k, "with ب", "with ل"):
        return False
    return not sentence.begins_mention(k) and not sentence.is_kind(k, "given name")


def is_outlet(sentence: Sentence, span: Span) -> bool:
    """Return whether a news outlet is named in the first words of a phrase; none is in «دراسة نشرت في صحيفة»."""
    start = span[0] - 1  # the name may follow «ل»
    first = sentence.index(start)
    last = first + min(OUTLET_REACH + sentence.is_kind(first, "report"), len(sentence.between(start, span[1])))
    end = next((k for k in range(first, last) if _ends_outlet(sentence, first, k)), last)
    return any(sentence.is_source(k, ("outlet",)) for k in range(first, end))


def _ends_outlet(sentence: Sentence, first: int, k: int) -> bool:
    """Return whether word k ends the words that may name an outlet: a preposition but «من», or a verb."""
    if sentence.is_kind(k, *SIMPLE_PREPOSITION):
        return not sentence.is_kind(k, "from")
    return k > first and sentence.is_kind(k, "feminine past")
