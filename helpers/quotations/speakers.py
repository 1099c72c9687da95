"""Speakers: who speaks where the sentence does not name them right after the verb.

Functions work on the words of a `sentence.Sentence`, in offsets of the folded text.
"""

from helpers.lexicons import (
    BY,
    FEMININE,
    FEMININE_PAST,
    FOR,
    PRESENT,
    has_owner,
    is_definite,
    is_preposition,
    is_preposition_with_pronoun,
    is_subject_pronoun,
    particles,
    refers_to_message,
    without_and,
    words_of,
)
from helpers.quotations.sentence import LONG_NAME, PAUSE, REACH, Sentence
from helpers.quotations.speaker_phrases import (
    Span,
    begins_place,
    given_names,
    is_named,
    is_statement,
    name,
    past_proclitic,
    subject,
)

OUTLET_REACH = 4  # words of a phrase in which the outlet is named: «العديد من الصحف»


# Who is named before the verb -------------------------------------------------------------------------------


def before(sentence: Sentence, k: int) -> Span | None:
    """Return the subject before its verb, word k, or None.

    «لكن الوزير قال», «الوزير الذي أكد», «أما الوزارة فأوضحت».
    """
    if k > 1 and sentence.word(k - 1) in particles("as", "circumstance"):  # «والوزارة إذ تعلن ذلك»
        k -= 1
    if refers_to_message(sentence.word(k + 1)) and (sender := _sender(sentence, k)):
        return sender
    if (topic_word := sentence.topic_before(k)) is not None:
        return name(sentence, topic_word + 1, k)
    last = k - (sentence.word(k - 1) in particles("perfect"))
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
    first = last
    while (
        first > 0
        and last - first < REACH // 2
        and not (first < k and PAUSE.search(sentence.gap(first)))
        and not _ends_clause(sentence, first - 1)
    ):
        first -= 1
    return first


def _ends_clause(sentence: Sentence, k: int) -> bool:
    return sentence.begins_clause(k) or sentence.cues[k] is not None or sentence.that(k)


def _is_cut_off(sentence: Sentence, first: int, last: int, k: int) -> bool:
    """Return whether a comma cuts the words before a verb off from it: they are another clause."""
    if not PAUSE.search(sentence.gap(k)):
        return False
    inner = first > 0 and not sentence.that(first - 1)
    return inner or last - first > LONG_NAME or is_preposition_with_pronoun(sentence.word(first))


def _past_verbs(sentence: Sentence, first: int, last: int) -> int:
    """Return the first word that is no preposition with a pronoun and no verb in the feminine past."""
    while first < last and (
        is_preposition_with_pronoun(sentence.word(first))
        or FEMININE_PAST.match(sentence.word(first))
        and not is_named(sentence, first)
    ):
        first += 1
    return first


def _begins_no_subject(sentence: Sentence, k: int) -> bool:
    """Return whether a clause begins with a verb or a preposition: «يعني ذلك أن …», «وحول الأسعار نفى أن»."""
    head = without_and(sentence.word(k))
    verb = PRESENT.match(head) and not is_named(sentence, k)
    return bool(verb) or is_preposition(head) or head in words_of("preposition") or head in words_of("name end")


def _is_joined(sentence: Sentence, k: int, phrase: Span) -> bool:
    """Return whether the name that begins with word k has «و» before it: «و | الوزارة إذ تعلن»."""
    head = without_and(sentence.word(k))
    known = is_definite(head) or head in words_of("source") or phrase[0] + 1 in sentence.starts
    return known and head != sentence.word(k) and not sentence.is_source(k)


def _sender(sentence: Sentence, k: int) -> Span | None:
    """Return the sender of the message that a verb, word k, refers to.

    «تلقى اتصالا هاتفيا من | سالم | عبر فيه عن …».
    """
    for j in range(k - 1, max(0, k - REACH // 2), -1):
        if sentence.word(j) in particles("from") and any(
            sentence.listed(n, "message") for n in range(max(0, j - LONG_NAME), j)
        ):
            return name(sentence, j + 1, k)
    return None


def reported_by(sentence: Sentence, k: int) -> int | None:
    """Return the report that a verb, word k, belongs to («صدر أمس بيان يعتبر …»).

    None where a comma is between.
    """
    near = range(k - 1, max(0, k - LONG_NAME, *(j - 1 for j in sentence.pauses if j <= k)), -1)
    return next((j for j in near if sentence.word(j) in words_of("report")), None)


# Who acts in another clause ---------------------------------------------------------------------------------


def fronted(sentence: Sentence, k: int) -> Span | None:
    """Return who acts in the clause before a comma and a verb, word k.

    «في رسالة كتبها سالم إلى منير، قال إن»: سالم.
    """
    if not sentence.pauses or sentence.goes_on(k) or sentence.cues[k].participle:
        return None
    end = max((j for j in sentence.pauses if j <= k), default=0)
    if k - end > 1 or not end:
        return None
    return _subject_of_first_verb(sentence, end) or _subject_of_relative(sentence, end) or _free_actor(sentence, end)


def _subject_of_first_verb(sentence: Sentence, end: int) -> Span | None:
    """«وأصدر النائب بيانا، قال فيه»"""
    if begins_place(sentence, 0) or is_preposition(without_and(sentence.word(0))) or sentence.cues[0] is not None:
        return None
    phrase = subject(sentence, 1, end)
    named = phrase and any(is_named(sentence, j) for j in range(end) if sentence.words[j].start == phrase[0])
    return phrase if named else None


def _subject_of_relative(sentence: Sentence, end: int) -> Span | None:
    """«في رسالة كتبها سالم إلى منير، قال إن»"""
    for j in range(1, end):
        verb = has_owner(sentence.word(j)) and (sentence.word(j)[-1] != FEMININE or is_named(sentence, j + 1))
        before = sentence.word(j - 1)
        if (
            verb
            and not is_definite(before)
            and not is_preposition(before)
            and (phrase := subject(sentence, j + 1, end))
        ):
            return _until_preposition(sentence, phrase)
    return None


def _free_actor(sentence: Sentence, end: int) -> Span | None:
    """Return the first person or organisation before word `end` that no preposition governs."""
    for start, stop, rank in sentence.names:
        word = sentence.index(start)
        if (
            rank < 2
            and 0 < word < end
            and sentence.words[word].start == start
            and stop <= sentence.words[end - 1].end
            and not is_preposition(sentence.word(word - 1))
            and not sentence.listed(word - 1, "preposition")
        ):
            return start, stop
    return None


def _until_preposition(sentence: Sentence, phrase: Span) -> Span:
    """Return a phrase up to «إلى» or «عن»: in «كتبها سالم إلى منير» it is سالم who wrote."""
    words = sentence.between(*phrase)
    stop = next((n for n, word in enumerate(words) if word.text in particles("to", "about")), len(words))
    return (phrase[0], words[stop - 1].end) if stop else phrase


def topic(sentence: Sentence, k: int) -> Span | None:
    """Return who a participle, word k, may be said of.

    It is the first actor before it, or what follows the first verb.
    """
    begin = sentence.words[k].start
    actor = next(
        (
            (start, end)
            for start, end, rank in sentence.names
            if rank < 2 and end <= begin and not _is_governed(sentence, start)
        ),
        None,
    )
    if actor or sentence.cues[0] and sentence.cues[0].kind != "credit":
        return actor
    first = next((j for j in sentence.pauses if j < min(LONG_NAME, k)), 0)  # after «من جهته،», «بحسب …،»
    while first < k - 1 and (sentence.begins_clause(first) or sentence.word(first) in particles("fronted particle")):
        first += 1
    if is_subject_pronoun(sentence.word(first)):  # «لكنهم يصرون على القول إن»
        return None
    first += not is_definite(sentence.word(first))
    last = min(k, first + LONG_NAME)
    phrase = subject(sentence, first, last, goes_on=True) or name(sentence, first, last)
    return None if phrase and is_statement(sentence, phrase) else phrase


def acting(sentence: Sentence, k: int, feminine: bool) -> Span | None:
    """Return who acts in the verb that begins the sentence and goes on to word k.

    «نشرت الفنانة صورة | وعلقت عليها: …».

    Where it happened may come before the verb: «وفي ختام اللقاء، كرمت الفنانة … | وأضافت».
    """
    first = 0
    if begins_place(sentence, 0) or is_preposition(without_and(sentence.word(0))):
        first = next((j for j in sentence.pauses if j < LONG_NAME + 1), 0)
    if k < first + 2 or not _is_verb_with_subject(sentence, first, feminine):
        return None
    phrase = subject(sentence, first + 1, min(k, first + 1 + LONG_NAME))
    return until_object(sentence, phrase) if phrase else None


def _is_verb_with_subject(sentence: Sentence, k: int, feminine: bool) -> bool:
    """Return whether word k is a verb of this gender with a subject after it: «كرمت | الفنانة»."""
    if bool(FEMININE_PAST.match(sentence.word(k))) != feminine or is_named(sentence, k):
        return False
    return is_named(sentence, k + 1) or feminine and is_definite(sentence.word(k + 1))


def until_object(sentence: Sentence, phrase: Span) -> Span:
    """Return a phrase up to what is done: «الفنانة | صورة», «سفارة الأردن | ما جرى», «سالم منصور | كتابه»."""
    words = sentence.between(*phrase)
    last = next(
        (
            a
            for a, b in zip(words, words[1:])
            if is_definite(a.text)
            and not is_definite(b.text)
            and b.start not in sentence.starts
            and b.text not in given_names()
            and b.text not in words_of("source")
        ),
        None,
    )
    end = last.end if last else phrase[1]
    people = (stop for start, stop, rank in sentence.names if rank == 0 and phrase[0] <= start < stop < end)
    return phrase[0], next(
        (stop for stop in people if sentence.word(sentence.index(stop)) not in particles("son")), end
    )


def _is_governed(sentence: Sentence, start: int) -> bool:
    """Return whether a name is no subject: «برئاسة الطبيب سالم», «التي يرأسها سالم», «أن سالم …»."""
    k = sentence.index(start)
    for j in range(k - 1, max(-1, k - 1 - REACH // 4), -1):
        if PAUSE.search(sentence.gap(j + 1)) or sentence.cues[j] or sentence.begins_clause(j):
            return False
        if _governs(sentence, j):
            return True
    return False


def _governs(sentence: Sentence, k: int) -> bool:
    word = sentence.word(k)
    clitic = word[0] in BY + FOR and len(word) > 3 and not sentence.begins_mention(k) and word not in given_names()
    return bool(clitic or is_preposition(word) or sentence.listed(k, "preposition", "relative") or sentence.that(k))


def is_outlet(sentence: Sentence, span: Span) -> bool:
    """Return whether a news outlet is named in the first words of a phrase.

    None is in «دراسة نشرت في صحيفة».
    """
    start = span[0] - 1  # the name may follow «ل»
    first = sentence.index(start)
    words = [word.text for word in sentence.between(start, span[1])]
    reach = OUTLET_REACH + (bool(words) and words[0] in words_of("report"))
    ends = (
        n
        for n, word in enumerate(words)
        if is_preposition(word) and word not in particles("from") or n and FEMININE_PAST.match(word)
    )
    last = min(reach, next(ends, reach), len(words))
    return any(sentence.is_source(k, ("outlet",)) for k in range(first, first + last))
