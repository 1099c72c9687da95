"""The constructions of reported speech, as rules.

The tables say which words are cues, what shows reported words, and who says what how.

To teach the helpers another way of reporting speech, add a row to one of the tables, with a sentence that it
decides and a similar one that it must not decide; the first row that holds decides. Predicates have no words
in them: those are in the lexicons.
"""

from collections.abc import Iterator
from typing import NamedTuple

from helpers.lexicons import (
    AND_SO,
    BY,
    FEMININE,
    FIRST_PERSON,
    INDEFINITE,
    Cue,
    is_definite,
    is_preposition,
    is_preposition_with_pronoun,
    is_that,
    may_show_words,
    names_content,
    particles,
    that,
    without_article,
    words_of,
)
from helpers.quotations import speakers
from helpers.quotations.attribution import NAME_WORDS
from helpers.quotations.sentence import ASIDE, CLAUSE_SIGN, LONG_NAME, PAUSE, REACH, Sentence
from helpers.quotations.speaker_phrases import is_mute, is_scripture, name
from helpers.rules import Rule, first_match
from helpers.text import Mark

NO_CUE = "no cue"
BEHIND = 3  # words, at least, between a verb that describes the speaker and the «إن» of the verb before it


# Words that look like a cue and are none --------------------------------------------------------------------
# Each predicate takes a sentence, the number of a word, and the cue that this word may be.


def is_inside_quotation(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether somebody else says the word."""
    start = sentence.words[k].start
    return any(mark.closed and mark.start <= start < mark.end for mark in sentence.marks)


def is_office(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a verb only describes an office."""
    return sentence.word(k + 1) in particles("on behalf")


def is_false_friend(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a verb is part of a phrase that the lexicon lists as none."""
    return sentence.listed(k, "not cue") > 0


def is_predicate(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a participle follows «كان» or «ليس»: nobody expects."""
    return sentence.follows(k, particles("copula"))


def is_governed(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a preposition governs the word: it is a noun."""
    return sentence.follows(k, particles("simple preposition"))


def is_adjective(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a participle describes the feminine noun before it."""
    return sentence.agrees_with_noun_before(k)


def is_feminine_noun(sentence: Sentence, k: int, cue: Cue) -> bool:
    """Return whether a feminine participle has no reported words right after it: it is a noun."""
    if sentence.word(k)[-1] != FEMININE or k == 0 or sentence.gap(k).strip() or sentence.goes_on(k):
        return False
    after = sentence.word(k + 1)
    reports = sentence.that(k + 1) or after in cue.takes or after in particles("in")
    return not reports and sentence.word(k) not in particles("telling")


def is_wished(sentence: Sentence, k: int, cue: Cue) -> bool:
    """Return whether the first person only may or should say something."""
    return cue.kind == "own" and sentence.word(k - 1) in particles("unsaid")


def is_first_person(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a verb after «أن» is «أعلن» in the first person, not in the past."""
    return (
        sentence.word(k - 1) == that()
        and sentence.word(k)[0] == FIRST_PERSON
        and sentence.word(k - 2) not in particles("no clause before", "past before")
    )


def is_inside_clause(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a cue does not begin its clause: it is the preposition."""
    joined = sentence.word(k)[0] in AND_SO or sentence.word(k - 1) in particles("perfect")
    begins = k == 0 or sentence.begins_clause(k - 1) or sentence.gap(k).strip()
    return not (joined or begins or is_preposition_with_pronoun(sentence.word(k + 1)))


def lacks_particle(sentence: Sentence, k: int, cue: Cue) -> bool:
    """Return whether a cue has neither its particle in its clause nor «أن» at the head of the next."""
    far = sentence.words[min(k + REACH // 3, len(sentence.words)) - 1]
    near, *rest = PAUSE.split(sentence.text[sentence.words[k].end : far.end])
    heads = [part.strip().split(" ")[0] for part in rest]
    return not any(word in cue.takes or is_that(word) for word in near.split()) and not any(map(is_that, heads))


def is_second_between(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a cue repeats the preposition: «بينهم وبين»."""
    return sentence.word(k - 1).startswith(tuple(particles("between")))


def is_denied(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether nothing was said."""
    before = sentence.word(k - 1)
    return before in words_of("denial") or before[:1] in AND_SO and before[1:] in words_of("denial")


def is_in_remark(sentence: Sentence, k: int, cue: Cue) -> bool:
    """Return whether a cue lies in a remark between commas, between an earlier cue and its «إن».

    A credit counts.
    """
    if cue.kind == "credit" or not any(sentence.that(j) for j in range(k + 1, k + ASIDE + 1)):
        return False  # a remark ends before an «إن», and is no longer than ASIDE
    return any(_separates(sentence, pause, k) for pause in sentence.pauses if k - REACH < pause <= k)


def _separates(sentence: Sentence, pause: int, k: int) -> bool:
    """Return whether word k lies in a remark between a cue and its «إن»; the remark begins at a pause."""
    end = sentence.aside(pause)
    return (
        k < end
        and sentence.that(end)
        and any(sentence.cues[max(0, pause - REACH) : pause])
        and not any(sentence.that(j) for j in range(pause, end))
    )


def describes_speaker(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a verb after «الذي» only describes the speaker.

    A cue that takes «إن» comes before it, and the «إن» behind it.
    """
    if not k or not sentence.listed(k - 1, "relative"):
        return False
    before = next((j for j in range(k - 1, max(-1, k - REACH), -1) if _is_cue_or_that(sentence, j)), None)
    after = next((j for j in range(k + 1, min(k + REACH, len(sentence.words))) if _is_cue_or_that(sentence, j)), k)
    return (
        before is not None
        and after >= k + BEHIND
        and sentence.that(after)
        and sentence.cues[before] is not None
        and that() in sentence.cues[before].takes
        and not PAUSE.search(sentence.gap(after))
    )


def _is_cue_or_that(sentence: Sentence, k: int) -> bool:
    return sentence.cues[k] is not None or sentence.that(k)


QUOTED = Rule(
    "inside a quotation",
    "«هل قال العمدة إن السوق مغلق؟» عنوان المقال.",
    NO_CUE,
    "قال العمدة إن السوق «آمن».",
    is_inside_quotation,
)
OFFICE = Rule(
    "an office",
    "وصل خالد الدوري، الذي يتحدث باسم الوزارة، إلى الميناء.",
    NO_CUE,
    "تحدث العمدة عن اسم الشارع الجديد.",
    is_office,
)
FALSE_FRIEND = Rule(
    "a phrase that is no cue", "كان رد فعل السوق سريعا.", NO_CUE, "رد العمدة بأن السوق آمن.", is_false_friend
)
FIRST_PERSON_SAYS = Rule(
    "the first person after «أن»",
    "يسرني أن أعلن لكم أن المعرض مفتوح.",
    NO_CUE,
    "غادر بعد أن أعلن العمدة أن المعرض مفتوح.",
    is_first_person,
)
VETOES_OF_NOUNS = (QUOTED,)  # «قوله», «بحسب», «تحذير»
VETOES_OF_PARTICIPLES = (
    QUOTED,
    OFFICE,
    FALSE_FRIEND,
    Rule("a predicate", "لم يكن متوقعا أن يفوز الضيوف.", NO_CUE, "غادر العمدة متوقعا أن يفوز الضيوف.", is_predicate),
    Rule(
        "a participle after a preposition",
        "وصل الخبر من متحدثين لا نعرفهم.",
        NO_CUE,
        "خرج العمدة متحدثا عن السوق.",
        is_governed,
    ),
    Rule(
        "an adjective", "وصلت إلى الحي معلومة مؤكدة عن السوق.", NO_CUE, "غادرت سلمى مؤكدة أن السوق آمن.", is_adjective
    ),
    Rule(
        "a feminine participle without reported words",
        "هناك متابعة لكل المشاريع في المنطقة.",
        NO_CUE,
        "وخرجت الطبيبة، مؤكدة أن اللقاح متوفر.",
        is_feminine_noun,
    ),
)
VETOES_OF_VERBS = (
    QUOTED,
    OFFICE,
    FALSE_FRIEND,
    Rule("what we may say", "يمكن أن نقول إن الطقس جميل.", NO_CUE, "قلنا إن الطقس جميل.", is_wished),
    FIRST_PERSON_SAYS,
    Rule("a denial", "لم يعلن الحزب أنه سيشارك.", NO_CUE, "أعلن الحزب أنه سيشارك.", is_denied),
    Rule(
        "a noun after a preposition",
        "دار الحوار في رد الوزارة على السؤال.",
        NO_CUE,
        "رد الوزير بأن السوق آمن.",
        is_governed,
    ),
)
VETOES_OF_PREPOSITIONS = (  # of بيّن and عبّر, which are spelled like them
    QUOTED,
    OFFICE,
    FALSE_FRIEND,
    FIRST_PERSON_SAYS,
    Rule(
        "a preposition inside a clause",
        "تقع القرية عبر الجسر الجديد بين جبلين.",
        NO_CUE,
        "وعبر العمدة عن أسفه للحادث.",
        is_inside_clause,
    ),
    Rule(
        "no particle and no «أن» near",
        "وبين القرية والسوق طريق ترابي قديم.",
        NO_CUE,
        "وبين العمدة أن السوق آمن.",
        lacks_particle,
    ),
    Rule(
        "«بين» a second time",
        "لا خلاف بينهم وبين العمدة على أن السوق آمن.",
        NO_CUE,
        "وبين العمدة أن السوق آمن.",
        is_second_between,
    ),
)
VETOES_IN_REMARKS = (  # once the cues before it are known
    Rule(
        "a remark between a cue and its «إن»",
        "قالت سلمى، التي ذكرت بعملها في السوق، إن المعبر مفتوح.",
        NO_CUE,
        "قالت سلمى إن المعبر مفتوح، وذكرت أن السوق آمن.",
        is_in_remark,
    ),
)
VETOES_IN_DESCRIPTIONS = (  # once the cues behind it are known as well
    Rule(
        "a verb that describes the speaker",
        "وقال المسؤول الذي تحدث إلى الصحافيين إن المفاوضات انتهت.",
        NO_CUE,
        "وغادر المسؤول الذي تحدث إلى الصحافيين عن المفاوضات.",
        describes_speaker,
    ),
)


def vetoes_of(cue: Cue) -> tuple[Rule, ...]:
    """Return the vetoes that a cue may meet before the other cues of its sentence are known."""
    if not cue.is_verb:
        return VETOES_OF_NOUNS
    if cue.participle:
        return VETOES_OF_PARTICIPLES
    return VETOES_OF_PREPOSITIONS if cue.place == "first" else VETOES_OF_VERBS


def read_cues(sentence: Sentence) -> Sentence:
    """Return the sentence without the cues that a veto refuses; they are kept in `refused` with the rule."""
    places = [(k, cue) for k, cue in enumerate(sentence.cues) if cue]
    sentence = _vetoed(sentence, [(k, cue, vetoes_of(cue)) for k, cue in places])
    if sentence.pauses:
        sentence = _vetoed(sentence, [(k, cue, VETOES_IN_REMARKS) for k, cue in places])
    return _vetoed(sentence, [(k, cue, VETOES_IN_DESCRIPTIONS) for k, cue in places])


def _vetoed(sentence: Sentence, places: list[tuple[int, Cue, tuple[Rule, ...]]]) -> Sentence:
    for k, cue, rules in places:
        rule = first_match(rules, sentence, k, cue)[0] if sentence.cues[k] else None
        if rule:
            sentence = sentence.without((k,), ((k, rule),))
    return sentence


# Signs of reported words ------------------------------------------------------------------------------------


class Place(NamedTuple):
    """Word j behind a cue, word k, where reported words may begin.

    mark: the quotation that opens before it. colon: whether a colon is before it. far: whether the cue needs
    its words close behind it, and they are not.
    """

    sentence: Sentence
    k: int
    cue: Cue
    j: int
    text: str
    mark: Mark | None
    colon: bool
    far: bool

    @property
    def start(self) -> int:
        return self.sentence.words[self.j].start

    @property
    def end(self) -> int:
        return self.sentence.words[self.j].end


Found = tuple[int, int | None]  # where reported words start and, if that is known, end


class Sign(NamedTuple):
    """What shows reported words: the word where it is, their form, start and, if known, end.

    The form is None where nothing shows any.
    """

    at: int
    form: str | None = None
    start: int = 0
    end: int | None = None
    rule: str = ""


def is_too_far(place: Place) -> bool:
    """«زاد الإنتاج هذا العام في مصنع «النور والأمل والعمل»»"""
    return place.far and not place.colon


def quotation(place: Place) -> Found | None:
    """Return what is between marks, if it is surely speech: behind a colon or ب, or too long for a name."""
    mark = place.mark
    if not mark or place.cue.kind == "masdar":
        return None
    by = BY in place.cue.takes and place.sentence.word(place.j - 1) == BY
    return (mark.start, mark.end) if place.colon or by or _is_too_long_for_name(place) else None


def _is_too_long_for_name(place: Place) -> bool:
    sentence, j = place.sentence, place.j
    of_outlet = sentence.is_source(j - 1, ("outlet",))
    return (
        sentence.has_words(place.mark, LONG_NAME - 1)
        and not is_titled(sentence, j - 1)
        and not (of_outlet and not sentence.has_words(place.mark, LONG_NAME))
    )


def short_quotation(place: Place) -> Found | None:
    """Return what is between marks, if it is short and no title or name.

    Not in «وأعلنت "الأفق" أن», but in «وقال "لا".».
    """
    mark = place.mark
    return (mark.start, mark.end) if mark and place.cue.kind != "masdar" and not _is_name(place) else None


def _is_name(place: Place) -> bool:
    sentence, j, mark = place.sentence, place.j, place.mark
    if not place.colon and is_titled(sentence, j - 1):
        return True
    named = not sentence.has_words(mark, 2) or sentence.is_source(j - 1, ("outlet",))
    return named and (j > place.k + 1 or bool(sentence.between(mark.close, sentence.end)))


def is_titled(sentence: Sentence, k: int) -> bool:
    """Return whether word k says that a title follows and no speech: «فيلم "…"», «بعنوان "…"»."""
    word = sentence.word(k)
    return not words_of("titled").isdisjoint((word, word[1:], without_article(word)))


def colon(place: Place) -> Found | None:
    """«قال العمدة: السوق آمن»"""
    return (place.start, None) if place.colon and not place.sentence.that(place.j) else None


def is_another_cue(place: Place) -> bool:
    """«أضاف المهاجم الهدف، وتابع الحكم …»"""
    other = place.sentence.cues[place.j]
    return bool(other and other.reports and other.kind not in ("credit", "masdar"))


def is_after_semicolon(place: Place) -> bool:
    """Return whether a semicolon ends the clause, unlike the one in «قال سالم؛ رئيس النادي، إن»."""
    return "؛" in place.sentence.gap(place.j) and not _describes_speaker_behind_semicolon(place)


def _describes_speaker_behind_semicolon(place: Place) -> bool:
    sentence, j, cue, reach = place.sentence, place.j, place.cue, 2 * LONG_NAME
    if cue.kind != "say" or cue.participle or j > place.k + reach:
        return False
    title = place.text in cue.takes or sentence.is_source(j, ("source",)) or is_preposition(place.text)
    return sentence.that(j) or title and any(sentence.that(n) for n in range(j, j + reach))


def that_clause(place: Place) -> Found | None:
    """«قال العمدة إن السوق آمن», «أقر بأن السوق مغلق»"""
    takes = that() in place.cue.takes or place.text[0] == BY and BY in place.cue.takes
    return (place.end, None) if takes and place.sentence.that(place.j) else None


def is_gesture(place: Place) -> bool:
    """«أشار العمدة بيده إلى السوق»"""
    return place.text in words_of("gesture")


def _is_particle(place: Place) -> bool:
    """Return whether a word is a particle of the cue that is no «أن».

    «عن» only near it, for it is in names as well.
    """
    word = place.text
    return word in place.cue.takes and word not in (BY, that()) and (word not in particles("about") or _is_near(place))


def _is_near(place: Place) -> bool:
    """Return whether a word is near the cue or follows the name of a person, however long.

    «كشف العقيد … | عن».
    """
    sentence, j = place.sentence, place.j
    return j - place.k <= REACH // 4 or any(
        rank == 0 and end == sentence.words[j - 1].end for _, end, rank in sentence.names
    )


def particle_and_that(place: Place) -> Found | None:
    """«أشار العمدة إلى أن السوق آمن»"""
    found = _is_particle(place) and place.sentence.that(place.j + 1)
    return (place.sentence.words[place.j + 1].end, None) if found else None


def particle(place: Place) -> Found | None:
    """«شدد العمدة على أهمية السوق»"""
    return (place.end, None) if _is_particle(place) else None


def by_noun(place: Place) -> Found | None:
    """«طالب النواب بإقالة المدير»; a name with ب is none: «ببغداد»."""
    sentence, j, word = place.sentence, place.j, place.text
    if BY not in place.cue.takes or word[0] != BY or word in words_of("no content") or sentence.begins_mention(j):
        return None
    content = len(word) > 3 or word in particles("promised") and _is_near(place)
    doubled = j == place.k + 1 and sentence.word(j + 1)[:1] == BY
    return (place.start, None) if content and not doubled else None


def indefinite_object(place: Place) -> Found | None:
    """«توقعت هيئة الأرصاد طقسا حارا»"""
    sentence, j = place.sentence, place.j
    found = (
        "indefinite" in place.cue.content
        and j > place.k + 1
        and INDEFINITE.match(place.text)
        and not sentence.listed(j, "adverb")
        and not sentence.begins_mention(j)
        and not PAUSE.search(sentence.gap(j))
    )
    return (place.start, None) if found else None


def content_noun(place: Place) -> Found | None:
    """«أكدت الجمعية التزامها بالقانون»; not «القوة المشاركة», where it describes a noun."""
    if "noun" not in place.cue.content or not names_content(place.text):
        return None
    word, before = place.text, place.sentence.word(place.j - 1)
    describes = is_definite(word) and is_definite(before) and word[-1] == FEMININE
    return None if describes or is_preposition(before) else (place.start, None)


def report_content(place: Place) -> Found | None:
    """«صدر أمس بيان يعتبر الاتفاق خرقا للدستور»"""
    reports = "report" in place.cue.content and speakers.reported_by(place.sentence, place.k)
    return (place.sentence.words[place.k].end, None) if reports else None


DIRECT, INDIRECT, UNLESS_THAT = "direct", "indirect", "indirect, if its particle is not near"
PASS, STOP = "reported words may begin further on", "no reported words"
SIGNS = (
    Rule(
        "too far behind the cue",
        "زاد الإنتاج هذا العام في مصنع «النور والأمل والعمل»، وتوسعت الأسواق.",
        PASS,
        "وزاد العمدة: «لن نغلق السوق قبل العيد».",
        is_too_far,
    ),
    Rule(
        "quotation marks",
        "قال العمدة «سنعيد بناء الجسر قبل الشتاء».",
        DIRECT,
        "أعلنت قناة «مرفأ الشرق تي في» أن السوق آمن.",
        quotation,
    ),
    Rule("a colon", "قال العمدة: السوق آمن.", DIRECT, "قال العمدة في الساعة 5:30 إن السوق آمن.", colon),
    Rule(
        "another cue",
        "أضاف المهاجم الهدف الثالث وتابع الحكم اللعب رغم الاحتجاج.",
        STOP,
        "أكدت البلدية بحسب الوزارة أن السوق آمن.",
        is_another_cue,
    ),
    Rule(
        "a semicolon",
        "أضاف المهاجم الهدف؛ لكن الحكم رأى أن الكرة خارج الملعب.",
        STOP,
        "وأوضح سالم منصور؛ رئيس البلدية، أن السوق آمن.",
        is_after_semicolon,
    ),
    Rule("أن or إن", "قال العمدة إن السوق آمن.", INDIRECT, "حث العمدة التجار على أن يعودوا.", that_clause),
    Rule("a gesture", "أشار الوزير بيده إلى الحقول الغارقة.", STOP, "أشار الوزير إلى الحقول الغارقة.", is_gesture),
    Rule("a particle and أن", "أشار العمدة إلى أن السوق آمن.", INDIRECT, "أشار العمدة إلى السوق.", particle_and_that),
    Rule("a particle", "شدد العمدة على أهمية السوق.", UNLESS_THAT, "شدد العمدة لهجته مساء.", particle),
    Rule("what is demanded, with ب", "طالب النواب بإقالة المدير.", UNLESS_THAT, "طالب النواب بذلك.", by_noun),
    Rule(
        "an indefinite object",
        "توقعت هيئة الأرصاد طقسا حارا في الجنوب.",
        UNLESS_THAT,
        "توقعت هيئة الأرصاد مساء.",
        indefinite_object,
    ),
    Rule(
        "a noun of content",
        "أكدت الجمعية التزامها بالقانون.",
        UNLESS_THAT,
        "أعلنت اللجنة أسماء الأفلام المشاركة.",
        content_noun,
    ),
)
SIGNS_IN_RESERVE = (  # where no other sign comes
    Rule(
        "a short quotation", "وقال العمدة «لن أعود» ثم غادر.", DIRECT, "وأعلنت «الأفق» افتتاح فرعها.", short_quotation
    ),
)
SIGNS_OF_REPORTS = (  # where there is no sign at all
    Rule(
        "what a report says something is",
        "صدر أمس بيان يعتبر الاتفاق خرقا للدستور.",
        INDIRECT,
        "صدر أمس قرار يعتبر الاتفاق خرقا للدستور.",
        report_content,
    ),
)


def places(sentence: Sentence, k: int, cue: Cue) -> Iterator[tuple[int, Place | None]]:
    """Yield the words behind a cue, word k, each with its place if reported words may begin there.

    Remarks between commas are passed over.
    """
    words, j, near, far = sentence.words, k + len(cue.tail), cue.place == "near", False
    while (j := j + 1) < min(k + REACH, len(words)):
        if j in sentence.paused and words[j].text not in cue.takes:
            j = sentence.aside(j)
        word, gap = words[j].text, sentence.gap(j)
        if gap == " " and not near and not sentence.cues[j] and not may_show_words(word):
            yield j, None
            continue
        mark, before = sentence.mark_between(words[j - 1].end, words[j].start), words[j - 1].end
        colon = ":" in gap[: mark.open - before if mark else None] and not word.isdigit()
        far = far or near and (j > k + LONG_NAME or gap.strip() == "،")
        yield j, Place(sentence, k, cue, j, word, mark, colon, far)


def find_sign(sentence: Sentence, k: int, cue: Cue) -> Sign:
    """Return the sign of the reported words of a cue, word k.

    أن comes first where the cue takes it, else the cue's own particle; a short quotation counts if there is
    nothing else.
    """
    link = reserve = None
    for j, place in places(sentence, k, cue):
        rule, found = first_match(SIGNS, place) if place else (None, None)
        verdict = rule.verdict if rule else None
        if verdict in (DIRECT, INDIRECT):
            return Sign(j, verdict, *found, rule.name)
        if place and verdict != PASS and not reserve:
            reserve = _reserve(place)
        if verdict == UNLESS_THAT and not link:
            link = Sign(j, INDIRECT, *found, rule.name)
        if verdict == STOP or verdict != PASS and link and _is_enough(cue, link, j):
            break
    return link or reserve or _of_report(sentence, k, cue)


def _reserve(place: Place) -> Sign | None:
    rule, found = first_match(SIGNS_IN_RESERVE, place) if place.mark else (None, None)
    return Sign(place.j, rule.verdict, *found, rule.name) if rule else None


def _is_enough(cue: Cue, link: Sign, j: int) -> bool:
    """Return whether no «أن» is looked for behind a particle or noun.

    So it is if the cue prefers another particle, or if «أن» would be too far away.
    """
    return cue.takes[:1] != (that(),) or j > link.at + REACH // 3


def _of_report(sentence: Sentence, k: int, cue: Cue) -> Sign:
    rule, found = first_match(SIGNS_OF_REPORTS, Place(sentence, k, cue, k, "", None, False, False))
    return Sign(k + 1, rule.verdict, *found, rule.name) if rule else Sign(len(sentence.words))


# Who says what, and how -------------------------------------------------------------------------------------
# Each predicate takes a `reader.Case`: a cue in its sentence, with what has been read before it.


def is_nested(case) -> bool:
    """Return whether a cue is part of a reported clause and not of the page.

    A cue that goes on with و, a participle and a new clause are not; «قال إن الوزير أكد أن» is the
    minister's.
    """
    sentence, k, cue, inside = case.sentence, case.k, case.cue, case.open_clause
    if (
        cue.kind == "saying"
        or not inside
        or cue.participle
        or _begins_clause(sentence, k)
        or inside.cue[0] == sentence.words[k].start
    ):
        return False
    first = sentence.after(inside.start)
    return not _has_new_clause(sentence, k) and not _has_own_subject(sentence, first, k)


def _begins_clause(sentence: Sentence, k: int) -> bool:
    return (
        sentence.goes_on(k)
        or sentence.begins_clause(k - 1)
        or ":" in sentence.gap(k + 1)
        or CLAUSE_SIGN.search(sentence.gap(k)) is not None
    )


def _has_new_clause(sentence: Sentence, k: int) -> bool:
    """Return whether the subject before a cue begins a clause of its own: «وسط تقارير تحدثت عن …»."""
    subject = speakers.before(sentence, k)
    joint = len(sentence.between(sentence.start, subject[0])) - 1 if subject else -1
    return sentence.begins_clause(joint) and not sentence.that(joint)


def _has_own_subject(sentence: Sentence, first: int, k: int) -> bool:
    """Return whether the clause that begins with word `first` is a name and the cue.

    «قال إن | الوزير | أكد أن».
    """
    acting = name(sentence, first, k)
    return (
        bool(acting)
        and sentence.between(*acting)[-1:] == sentence.words[k - 1 : k]
        and (is_definite(sentence.word(first)) or sentence.begins_mention(first))
    )


def is_credit(case) -> bool:
    """«بحسب رويترز»"""
    return case.credit is not None and case.credit.source is not None


def is_credit_passed_on(case) -> bool:
    """«بحسب ما نقلت الوكالة عن مسؤول أمني»"""
    return is_credit(case) and case.passed_on_from is not None


def is_relayed(case) -> bool:
    """«نقلت شبكة … عن … قوله إن», «نسبت وكالة … إلى … أنه»"""
    return case.relay is not None and case.relay.sign.form is not None


def is_masdar(case) -> bool:
    """«مع تحذير خبراء من أن …»"""
    if case.sign.form is None:
        return False
    at = case.sign.at
    return bool(case.noun_speaker) and (case.sentence.that(at) or case.sentence.that(at + 1))


def lacks_source(case) -> bool:
    """«أظهر اللاعب مهارته»"""
    return case.cue.speaker == "source" and not case.sentence.is_source(case.k + 1 + len(case.cue.tail))


def is_circumstance(case) -> bool:
    """«وهو يشير إلى الباب»"""
    sentence, at = case.sentence, case.sign.at
    return (
        case.sign.form == INDIRECT
        and sentence.word(case.k - 1) in particles("circumstance")
        and not sentence.that(at)
        and not sentence.that(at + 1)
    )


def is_named_later(case) -> bool:
    """«نقول إن الوقت حان، هكذا تختم سلمى حديثها»"""
    return case.cue.later and case.sign.form is not None and case.later_speaker is not None


def is_own_words(case) -> bool:
    """«أقول: الشارع ليس ملعبا»"""
    return case.cue.later


def lacks_subject(case) -> bool:
    """«يروى أن البناء طال»"""
    return case.cue.speaker == "named" and not case.named


def is_of_nobody(case) -> bool:
    """«كما يقول المثل»"""
    return bool(case.speaker) and is_mute(case.sentence, case.speaker)


def is_cited(case) -> bool:
    """«ردا على سالم الذي قال إن», «قال الله تعالى»"""
    sentence = case.sentence
    remark = sentence.listed(case.k - 1, "relative") and case.last_speaker
    return case.sign.form is not None and bool(
        remark or sentence.listed(case.first, "blessing") or case.speaker and is_scripture(sentence, case.speaker)
    )


def is_far_from_name(case) -> bool:
    """Return whether a name without reported words is so far behind a cue that it does not speak."""
    if case.sign.form is not None or not case.named:
        return False
    return len(case.sentence.between(case.sentence.words[case.k].end, case.named[0])) > NAME_WORDS


def is_said(case) -> bool:
    """«قال العمدة إن السوق آمن»"""
    return case.sign.form is not None


def is_said_before(case) -> Mark | None:
    """Return the quotation before a cue: «لن نغادر أرضنا»، يقول المزارع."""
    sentence, start = case.sentence, case.sentence.words[case.k].start
    mark = next((mark for mark in reversed(sentence.marks) if mark.close <= start), None)
    if not mark or len(sentence.between(mark.close, start)) > NAME_WORDS:
        return None
    speech = sentence.has_words(mark, NAME_WORDS + 1) or sentence.text[mark.end - 1] in "؟?!"
    return mark if speech else None


def is_quotation_alone(turn) -> bool:
    """Return whether a sentence is a quotation as a whole, and somebody spoke before it."""
    sentence = turn.sentence
    mark = sentence.marks[0] if sentence.marks and not turn.said and turn.context.memory.last else None
    return (
        mark is not None
        and mark.start == sentence.start
        and sentence.has_words(mark, NAME_WORDS + 2)
        and not sentence.between(mark.close, sentence.end)
    )


def is_anything_else(_) -> bool:
    """Return True: the last rule of a table decides every cue that no other rule does."""
    return True


CREDITED, PASSED_ON, RELAYED, NAMED_BY_NOUN = "credited", "credited, passed on", "relayed", "said in a noun"
LATER, CITED, SAID, SAID_BEFORE = "said, named later", "cited in passing", "said", "said before the cue"
SILENT = "no cue, but its subject may go on to speak"
NESTED = Rule(
    "a cue inside a reported clause",
    "أعلن المجلس أن لديه تقارير تصف الوضع بأنه خطير.",
    NO_CUE,
    "قال الوزير إن الرئيس أكد أن الاتفاق قائم.",
    is_nested,
)
CREDITS = (  # «بحسب», «على ما ذكرت»
    Rule(
        "a credit that passes on another's words",
        "وبحسب ما نقلت وكالة رويترز عن مسؤول أمني، فإن الحدود مغلقة.",
        PASSED_ON,
        "وبحسب ما نقلت وكالة رويترز، فإن الحدود مغلقة.",
        is_credit_passed_on,
    ),
    Rule(
        "a credit", "وصلت السفينة إلى الميناء، حسب رويترز.", CREDITED, "وارتفع الإنتاج حسب الموسم والمنطقة.", is_credit
    ),
    Rule(
        "a credit that names no source",
        "وفق المعطيات الراهنة لا تبدو العودة قريبة.",
        NO_CUE,
        "وفق معطيات الوزارة لا تبدو العودة قريبة.",
        is_anything_else,
    ),
)
RELAYS = (  # «نقل»
    Rule(
        "an outlet that passes on another's words",
        "نقلت قناة «الأفق» عن العمدة قوله إن الجسر آمن.",
        RELAYED,
        "ينقل القطار الركاب إلى الميناء.",
        is_relayed,
    ),
    Rule(
        "something else that is passed on",
        "ينقل القطار الركاب إلى الميناء.",
        NO_CUE,
        "نقلت قناة «الأفق» عن العمدة أن الجسر آمن.",
        is_anything_else,
    ),
)
NOUNS = (  # «تحذير»
    NESTED,
    Rule(
        "the noun of a cue", "وسط تحذير خبراء من أن السد ضعيف.", NAMED_BY_NOUN, "وسط تحذير جديد من السيول.", is_masdar
    ),
    Rule(
        "a noun without reported words",
        "وسط تحذير جديد من السيول.",
        NO_CUE,
        "وسط تحذير خبراء من أن السد ضعيف.",
        is_anything_else,
    ),
)
VERBS = (  # «قال», «قوله»
    NESTED,
    Rule(
        "a cue that needs a source", "أظهر اللاعب مهارته في الملعب.", NO_CUE, "أظهرت دراسة أن المشي مفيد.", lacks_source
    ),
    Rule(
        "a circumstance",
        "وكان العجوز يبتسم وهو يشير إلى خيمته.",
        NO_CUE,
        "وكان العجوز يشير إلى أن السد ضعيف.",
        is_circumstance,
    ),
    Rule(
        "the first person, named later",
        "نحن نقول إن السوق بخير، هكذا تختم البائعة رجاء نصار حديثها.",
        LATER,
        "ومن هنا نقول إن الرصيف حق للمشاة.",
        is_named_later,
    ),
    Rule(
        "the first person of the page itself",
        "ومن هنا نقول إن الرصيف حق للمشاة.",
        NO_CUE,
        "قلنا إن الرصيف للمشاة.",
        is_own_words,
    ),
    Rule(
        "a cue that needs a name behind it",
        "يقال إن القلعة قديمة، ويروى أن البناء طال.",
        NO_CUE,
        "روى البحار أن السفينة غرقت.",
        lacks_subject,
    ),
    Rule(
        "what cannot speak", "وكل الظروف تؤكد أن الموسم صعب.", NO_CUE, "وكل الوزراء يؤكدون أن الموسم صعب.", is_of_nobody
    ),
    Rule(
        "words cited in passing",
        "قالت الهيئة إن الصوم عبادة. قال الله تعالى: «وأن تصوموا خير لكم».",
        CITED,
        "قال عبد الله: «الصوم خير لكم».",
        is_cited,
    ),
    Rule(
        "a name too far behind the cue",
        "تابع في مدينة الرياض أمس الأول رئيس النادي المباراة.",
        NO_CUE,
        "تابع رئيس النادي المباراة.",
        is_far_from_name,
    ),
    Rule("a cue and reported words", "قال العمدة إن السوق آمن.", SAID, "زار العمدة السوق.", is_said),
    Rule(
        "a quotation before its cue",
        "«لن نغادر أرضنا مهما حدث»، يقول المزارع العجوز.",
        SAID_BEFORE,
        "«عرس الزين»، رواية يقرؤها المزارع.",
        is_said_before,
    ),
    Rule(
        "no reported words",
        "أوضحت بلدية المرفأ ملابسات الحادث.",
        SILENT,
        "أوضحت بلدية المرفأ أن السوق آمن.",
        is_anything_else,
    ),
)
CONSTRUCTIONS = {
    "credit": CREDITS,
    "credit clause": CREDITS,
    "relay": RELAYS,
    "masdar": NOUNS,
    "saying": VERBS,
    "own": VERBS,
    "say": VERBS,
}  # by the kind of cue
# Of the speaker before, in a sentence that has no cue; the predicate takes a `reader.Turn`.
CONTINUATIONS = (
    Rule(
        "a quotation in a sentence of its own",
        "قال العمدة إن السوق آمن. «لن نغلقه قبل العيد أبدا».",
        DIRECT,
        "قال العمدة إن السوق آمن. «النهاية السعيدة» فيلم قديم.",
        is_quotation_alone,
    ),
)
