"""The constructions of reported speech, as rules.

The tables say which words are cues, what signals reported words, and who says what.

To add a way of reporting speech, add a row to one of the tables, with a sentence that it decides and a similar one that
it must not decide; the first row that holds decides. Predicates have no words in them: those are in the lexicons.
"""

from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from helpers.lexicons import (
    Cue,
    is_indefinite,
    is_preposition,
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
from helpers.quotations.kinds import RELATIVE, SIMPLE_PREPOSITION, kinds_of
from helpers.quotations.sentence import ASIDE, CLAUSE_SIGN, LONG_NAME, PAUSE, REACH, Sentence
from helpers.quotations.speaker_phrases import is_mute, is_scripture, name
from helpers.rules import Rule, first_match, is_any
from helpers.text import Mark

NO_CUE = "no cue"
ADJECTIVE = frozenset({"definite", "feminine"})  # kinds of an adjective after a definite noun
BEHIND = 3  # words, at least, between a verb that describes the speaker and the «إن» of the verb before it


# Words that look like a cue and are none --------------------------------------------------------------------
# Each predicate takes a sentence, the number of a word, and the cue that this word may be.


def is_inside_quotation(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether somebody else says the word."""
    return sentence.mark_around(k) is not None


def is_office(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a verb only describes an office."""
    return sentence.is_kind(k + 1, "on behalf")


def is_false_friend(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a verb is part of a phrase that the lexicon lists as none."""
    return sentence.is_kind(k, "not cue")


def is_predicate(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a participle follows «كان» or «ليس»: nobody expects."""
    return sentence.follows(k, "copula")


def is_governed(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a preposition governs the word: it is a noun."""
    return sentence.follows(k, "simple preposition")


def is_adjective(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a participle describes the feminine noun before it."""
    return sentence.agrees_with_noun_before(k)


def is_feminine_noun(sentence: Sentence, k: int, cue: Cue) -> bool:
    """Return whether a feminine participle has no reported words right after it: it is a noun."""
    if k == 0 or not sentence.is_kind(k, "feminine") or sentence.is_kind(k, "telling"):
        return False
    if sentence.gap(k).strip() or sentence.continues(k) or sentence.that(k + 1):
        return False
    return sentence.word(k + 1) not in particles("in").union(cue.takes)


def is_wished(sentence: Sentence, k: int, cue: Cue) -> bool:
    """Return whether the first person only may or should say something."""
    return cue.kind == "own" and sentence.is_kind(k - 1, "unsaid")


def is_first_person(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a verb after «أن» is «أعلن» in the first person, not in the past."""
    if sentence.word(k)[0] != "ا" or sentence.word(k - 1) != that():  # «أعلن» may be a first person
        return False
    return not sentence.is_kind(k - 2, "no clause before", "past before")


def is_inside_clause(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a cue does not begin its clause: it is the preposition."""
    if k == 0 or sentence.gap(k).strip() or sentence.begins_clause(k - 1):
        return False
    joined = sentence.is_kind(k, "with conjunction") or sentence.is_kind(k - 1, "perfect")
    return not joined and not sentence.is_kind(k + 1, "with pronoun")


def lacks_particle(sentence: Sentence, k: int, cue: Cue) -> bool:
    """Return whether a cue has neither its particle in its clause nor «أن» at the head of the next."""
    far = sentence.words[min(k + REACH // 3, len(sentence.words)) - 1]
    near, *rest = PAUSE.split(sentence.text[sentence.words[k].end : far.end])
    inside, heads = near.split(), [part.strip().split(" ")[0] for part in rest]
    return set(cue.takes).isdisjoint(inside) and not any(map(is_that, inside + heads))


def is_second_between(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a cue repeats the preposition: «بينهم وبين»."""
    return sentence.word(k - 1).startswith(tuple(particles("between")))


def is_denied(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether nothing was said."""
    before = sentence.word(k - 1)
    return before in words_of("denial") or before.startswith(("و", "ف")) and before[1:] in words_of("denial")


def is_in_remark(sentence: Sentence, k: int, cue: Cue) -> bool:
    """Return whether a cue is in a remark between commas, between an earlier cue and its «إن»; no credit is."""
    if cue.kind == "credit" or not any(map(sentence.that, range(k + 1, k + ASIDE + 1))):
        return False  # a remark ends before an «إن», and is no longer than ASIDE
    near = sentence.pauses[bisect(sentence.pauses, k - REACH) : bisect(sentence.pauses, k)]
    return any(_separates(sentence, pause, k) for pause in near)


def _separates(sentence: Sentence, pause: int, k: int) -> bool:
    """Return whether word k is in a remark between a cue and its «إن»; the remark begins at a pause."""
    end = sentence.aside(pause)
    if end <= k or not sentence.that(end) or not any(sentence.cues[max(0, pause - REACH) : pause]):
        return False
    return not any(map(sentence.that, range(pause, end)))


def describes_speaker(sentence: Sentence, k: int, _: Cue) -> bool:
    """Return whether a verb after «الذي» only describes the speaker.

    A cue that takes «إن» comes before it, and the «إن» behind it.
    """
    if not sentence.is_kind(k - 1, *RELATIVE):
        return False
    before = _next_cue_or_that(sentence, range(k - 1, max(-1, k - REACH), -1))
    after = _next_cue_or_that(sentence, range(k + 1, min(k + REACH, len(sentence.words))))
    cue = None if before is None else sentence.cues[before]
    if cue is None or that() not in cue.takes or after is None or after < k + BEHIND:
        return False
    return sentence.that(after) and after not in sentence.paused


def _next_cue_or_that(sentence: Sentence, ks: range) -> int | None:
    """Return the first of some words that is a cue or «أن», or None."""
    return next((k for k in ks if sentence.cues[k] or sentence.that(k)), None)


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
    """Return the sentence without the cues that a veto refuses; `refused` lists them with the rule."""
    places = [(k, cue) for k, cue in enumerate(sentence.cues) if cue]
    sentence = _vetoed(sentence, [(k, cue, vetoes_of(cue)) for k, cue in places])
    if sentence.pauses:
        sentence = _vetoed(sentence, [(k, cue, VETOES_IN_REMARKS) for k, cue in places])
    return _vetoed(sentence, [(k, cue, VETOES_IN_DESCRIPTIONS) for k, cue in places])


def _vetoed(sentence: Sentence, places: list[tuple[int, Cue, tuple[Rule, ...]]]) -> Sentence:
    for k, cue, rules in places:
        rule, _ = first_match(rules if sentence.cues[k] else (), sentence, k, cue)
        sentence = sentence.without((k,), ((k, rule),)) if rule else sentence
    return sentence


# Signs of reported words ------------------------------------------------------------------------------------


class Place(NamedTuple):
    """Word j behind a cue, word k, where reported words may begin.

    mark: the quotation that opens before it. colon: whether a colon comes before it. far: whether the cue needs its
    words close behind it, and they are not.
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
        """The start of word j."""
        return self.sentence.words[self.j].start

    @property
    def end(self) -> int:
        """The end of word j."""
        return self.sentence.words[self.j].end


Found = tuple[int, int | None]  # where reported words start and, if that is known, end


class Sign(NamedTuple):
    """The sign of reported words: the number of its word, and the form, start and, if known, end of the reported words.

    The form is None if there is no sign.
    """

    at: int
    form: str | None = None
    start: int = 0
    end: int | None = None
    rule: str = ""


def is_too_far(place: Place) -> bool:
    """Return whether a place is too far behind a cue that needs its words close.

    «زاد الإنتاج هذا العام في مصنع «النور والأمل والعمل»».
    """
    return place.far and not place.colon


def quotation(place: Place) -> Found | None:
    """Return the words between marks, if they are surely speech: behind a colon or ب, or too long for a name."""
    mark, before = place.mark, place.sentence.word(place.j - 1)
    if not mark or place.cue.kind == "masdar":
        return None
    introduced = place.colon or before == "ب" and "ب" in place.cue.takes
    return (mark.start, mark.end) if introduced or _is_too_long_for_name(place, mark) else None


def _is_too_long_for_name(place: Place, mark: Mark) -> bool:
    sentence, before = place.sentence, place.j - 1
    if not sentence.has_words(mark, LONG_NAME - 1) or is_titled(sentence, before):
        return False
    return sentence.has_words(mark, LONG_NAME) or not sentence.is_source(before, ("outlet",))


def short_quotation(place: Place) -> Found | None:
    """Return the words between marks, if they are few and no title or name.

    Not in «وأعلنت "الأفق" أن», but in «وقال "لا".».
    """
    mark = place.mark
    if not mark or place.cue.kind == "masdar":
        return None
    return None if _is_name(place, mark) else (mark.start, mark.end)


def _is_name(place: Place, mark: Mark) -> bool:
    sentence, j = place.sentence, place.j
    if not place.colon and is_titled(sentence, j - 1):
        return True
    if sentence.has_words(mark, 2) and not sentence.is_source(j - 1, ("outlet",)):
        return False
    return j > place.k + 1 or bool(sentence.between(mark.close, sentence.end))


def is_titled(sentence: Sentence, k: int) -> bool:
    """Return whether a title follows word k, and no speech: «فيلم "…"», «بعنوان "…"»."""
    word = sentence.word(k)
    return not words_of("titled").isdisjoint((word, word[1:], without_article(word)))


def colon(place: Place) -> Found | None:
    """Return the words behind a colon: «قال العمدة: السوق آمن»."""
    return (place.start, None) if place.colon and not place.sentence.that(place.j) else None


def is_another_cue(place: Place) -> bool:
    """Return whether another cue comes before any reported words: «أضاف المهاجم الهدف، وتابع الحكم …»."""
    other = place.sentence.cues[place.j]
    return other is not None and other.reports and other.kind not in ("credit", "masdar")


def is_after_semicolon(place: Place) -> bool:
    """Return whether a semicolon ends the clause, unlike the one in «قال سالم؛ رئيس النادي، إن»."""
    return "؛" in place.sentence.gap(place.j) and not _describes_speaker_behind_semicolon(place)


def _describes_speaker_behind_semicolon(place: Place) -> bool:
    sentence, j, cue, reach = place.sentence, place.j, place.cue, 2 * LONG_NAME
    if cue.kind != "say" or cue.participle or j > place.k + reach:
        return False
    if sentence.that(j):
        return True
    title = place.text in cue.takes or is_preposition(place.text) or sentence.is_source(j, ("source",))
    return title and any(map(sentence.that, range(j, j + reach)))


def that_clause(place: Place) -> Found | None:
    """Return the clause behind «أن», or «بأن», of a cue that takes it.

    «قال العمدة إن السوق آمن», «أقر بأن السوق مغلق».
    """
    if not place.sentence.that(place.j):
        return None
    takes = that() in place.cue.takes or place.text[0] == "ب" and "ب" in place.cue.takes
    return (place.end, None) if takes else None


def is_gesture(place: Place) -> bool:
    """Return whether the verb describes a gesture: «أشار العمدة بيده إلى السوق»."""
    return place.sentence.is_kind(place.j, "gesture")


def _is_particle(place: Place) -> bool:
    """Return whether a word is a particle of the cue, and not «أن»; «عن» must be near the cue, since names have it."""
    if place.text not in place.cue.takes or place.text in ("ب", that()):
        return False
    return place.text not in particles("about") or _is_near(place)


def _is_near(place: Place) -> bool:
    """Return whether a word is near the cue, or follows the name of a person: «كشف العقيد … | عن»."""
    return place.j - place.k <= REACH // 4 or place.sentence.ends_person(place.j - 1)


def particle_and_that(place: Place) -> Found | None:
    """Return the clause behind a particle of the cue and «أن»: «أشار العمدة إلى أن السوق آمن»."""
    found = _is_particle(place) and place.sentence.that(place.j + 1)
    return (place.sentence.words[place.j + 1].end, None) if found else None


def particle(place: Place) -> Found | None:
    """Return the words behind a particle of the cue: «شدد العمدة على أهمية السوق»."""
    return (place.end, None) if _is_particle(place) else None


def by_noun(place: Place) -> Found | None:
    """Return the words from a noun with ب on; a name with ب is none («ببغداد»): «طالب النواب بإقالة المدير»."""
    sentence, j, word = place.sentence, place.j, place.text
    if word[0] != "ب" or "ب" not in place.cue.takes or word in words_of("no content") or sentence.begins_mention(j):
        return None
    if j == place.k + 1 and sentence.is_kind(j + 1, "with ب"):
        return None
    content = len(word) > 3 or word in particles("promised") and _is_near(place)
    return (place.start, None) if content else None


def indefinite_object(place: Place) -> Found | None:
    """Return the words from an indefinite object on: «توقعت هيئة الأرصاد طقسا حارا»."""
    sentence, j = place.sentence, place.j
    if "indefinite" not in place.cue.content or j == place.k + 1 or not is_indefinite(place.text):
        return None
    other = j in sentence.paused or sentence.begins_mention(j) or sentence.is_kind(j, "adverb")
    return None if other else (place.start, None)


def content_noun(place: Place) -> Found | None:
    """Return the words from a noun of content on; one that describes a noun is none («القوة المشاركة»).

    «أكدت الجمعية التزامها بالقانون».
    """
    if "noun" not in place.cue.content or not names_content(place.text):
        return None
    before, here = (kinds_of(place.sentence.word(k)) for k in (place.j - 1, place.j))
    describes = "definite" in before and here >= ADJECTIVE
    return None if describes or not before.isdisjoint(SIMPLE_PREPOSITION) else (place.start, None)


def report_content(place: Place) -> Found | None:
    """Return the words behind the verb of a report: «صدر أمس بيان يعتبر الاتفاق خرقا للدستور»."""
    if "report" not in place.cue.content or not speakers.reported_by(place.sentence, place.k):
        return None
    return place.sentence.words[place.k].end, None


NO_SIGN = ""
DIRECT, INDIRECT, UNLESS_THAT = "direct", "indirect", "indirect, if its particle is not near"
PASS, STOP = "reported words may begin further on", "no reported words"
DECIDED = (DIRECT, INDIRECT)
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
    last = min(k + REACH, len(words)) - 1
    while j < last:
        j += 1
        if j in sentence.paused and words[j].text not in cue.takes:
            j = sentence.aside(j)
        word, gap = words[j].text, sentence.gap(j)
        if gap == " " and not near and not sentence.cues[j] and not may_show_words(word):
            yield j, None
            continue
        mark = sentence.mark_between(words[j - 1].end, words[j].start)
        before_mark = gap[: mark.open - words[j - 1].end] if mark else gap
        colon = ":" in before_mark and not word.isdigit()
        far |= near and (j > k + LONG_NAME or gap.strip() == "،")
        yield j, Place(sentence, k, cue, j, word, mark, colon, far)


def find_sign(sentence: Sentence, k: int, cue: Cue) -> Sign:
    """Return the sign of the reported words of a cue, word k.

    A sign that decides is taken at once. Else it is the first particle or noun behind which no «أن» is near, then a
    short quotation, then the noun of a report before the cue.
    """
    link = reserve = None
    for j, place in places(sentence, k, cue):
        rule, found = first_match(SIGNS if place else (), place)
        verdict = rule.verdict if rule else NO_SIGN
        if verdict in DECIDED:
            return Sign(j, verdict, *found, rule.name)
        if verdict == PASS:
            continue
        reserve = reserve or _reserve(place)
        if verdict == UNLESS_THAT:
            link = link or Sign(j, INDIRECT, *found, rule.name)
        if verdict == STOP or link and _is_enough(cue, link, j):
            break
    return link or reserve or _of_report(sentence, k, cue)


def _reserve(place: Place | None) -> Sign | None:
    rule, found = first_match(SIGNS_IN_RESERVE if place and place.mark else (), place)
    return Sign(place.j, rule.verdict, *found, rule.name) if rule else None


def _is_enough(cue: Cue, link: Sign, j: int) -> bool:
    """Return whether no «أن» is looked for behind a particle or noun.

    The cue prefers another particle, or «أن» would be too far away.
    """
    return cue.takes[:1] != (that(),) or j > link.at + REACH // 3


def _of_report(sentence: Sentence, k: int, cue: Cue) -> Sign:
    rule, found = first_match(SIGNS_OF_REPORTS, Place(sentence, k, cue, k, "", None, False, False))
    return Sign(k + 1, rule.verdict, *found, rule.name) if rule else Sign(len(sentence.words))


# The speaker and the construction ---------------------------------------------------------------------------
# Each predicate takes a `reader.Case`: a cue in its sentence, with everything read before it.


def is_nested(case) -> bool:
    """Return whether a cue is part of a reported clause and not of the page.

    A cue with و, a participle and a new clause are not; in «قال إن الوزير أكد أن» the minister speaks.
    """
    sentence, k, cue, inside = case.sentence, case.k, case.cue, case.open_clause
    if not inside or cue.participle or cue.kind == "saying" or inside.cue[0] == sentence.words[k].start:
        return False
    if _begins_clause(sentence, k) or _has_new_clause(sentence, k):
        return False
    return not _has_own_subject(sentence, sentence.after(inside.start), k)


def _begins_clause(sentence: Sentence, k: int) -> bool:
    if ":" in sentence.gap(k + 1) or CLAUSE_SIGN.search(sentence.gap(k)):
        return True
    return sentence.continues(k) or sentence.begins_clause(k - 1)


def _has_new_clause(sentence: Sentence, k: int) -> bool:
    """Return whether the subject before a cue begins a clause of its own: «وسط تقارير تحدثت عن …»."""
    subject = speakers.before(sentence, k)
    joint = len(sentence.between(sentence.start, subject[0])) - 1 if subject else -1
    return sentence.begins_clause(joint) and not sentence.that(joint)


def _has_own_subject(sentence: Sentence, first: int, k: int) -> bool:
    """Return whether the clause that begins with word `first` is a name and the cue: «قال إن | الوزير | أكد أن»."""
    acting = name(sentence, first, k)
    if not acting or sentence.between(*acting)[-1:] != sentence.words[k - 1 : k]:
        return False
    return sentence.is_kind(first, "definite") or sentence.begins_mention(first)


def is_credit(case) -> bool:
    """Return whether a credit names a source: «بحسب رويترز»."""
    return case.credit is not None and case.credit.source is not None


def is_credit_passed_on(case) -> bool:
    """Return whether the source of a credit quotes somebody: «بحسب ما نقلت الوكالة عن مسؤول أمني»."""
    return is_credit(case) and case.passed_on_from is not None


def is_relayed(case) -> bool:
    """Return whether an outlet passes on the words of another.

    «نقلت شبكة … عن … قوله إن», «نسبت وكالة … إلى … أنه».
    """
    return case.relay is not None and case.relay.sign.form is not None


def is_masdar(case) -> bool:
    """Return whether the noun of a cue has a speaker and «أن»: «مع تحذير خبراء من أن …»."""
    return case.sign.form is not None and case.noun_speaker is not None and _has_that(case)


def _has_that(case) -> bool:
    """Return whether the sign of the reported words is «أن», or a particle before it."""
    return case.sentence.that(case.sign.at) or case.sentence.that(case.sign.at + 1)


def lacks_source(case) -> bool:
    """Return whether a cue that needs a source has none: «أظهر اللاعب مهارته»."""
    return case.cue.speaker == "source" and not case.sentence.is_source(case.k + 1 + len(case.cue.tail))


def is_circumstance(case) -> bool:
    """Return whether a verb only describes a circumstance: «وهو يشير إلى الباب»."""
    circumstance = case.sentence.is_kind(case.k - 1, "circumstance")
    return circumstance and case.sign.form == INDIRECT and not _has_that(case)


def is_named_later(case) -> bool:
    """Return whether the speaker of a first person is named further on.

    «نقول إن الوقت حان، هكذا تختم سلمى حديثها».
    """
    return case.cue.later and case.sign.form is not None and case.later_speaker is not None


def is_own_words(case) -> bool:
    """Return whether the page itself speaks in the first person: «أقول: الشارع ليس ملعبا»."""
    return case.cue.later


def lacks_subject(case) -> bool:
    """Return whether a cue that needs a name behind it has none: «يروى أن البناء طال»."""
    return case.cue.speaker == "named" and not case.named


def is_of_nobody(case) -> bool:
    """Return whether the subject cannot speak: «كما يقول المثل»."""
    return bool(case.speaker) and is_mute(case.sentence, case.speaker)


def is_cited(case) -> bool:
    """Return whether the words are cited in passing: «ردا على سالم الذي قال إن», «قال الله تعالى»."""
    sentence = case.sentence
    if case.sign.form is None:
        return False
    remark = sentence.is_kind(case.k - 1, *RELATIVE) and case.last_speaker is not None
    if remark or sentence.is_kind(case.first, "blessing"):
        return True
    return case.speaker is not None and is_scripture(sentence, case.speaker)


def is_far_from_name(case) -> bool:
    """Return whether a name without reported words is so far behind a cue that it does not speak."""
    if case.sign.form is not None or not case.named:
        return False
    return len(case.sentence.between(case.sentence.words[case.k].end, case.named[0])) > NAME_WORDS


def is_said(case) -> bool:
    """Return whether a cue has reported words: «قال العمدة إن السوق آمن»."""
    return case.sign.form is not None


def is_said_before(case) -> Mark | None:
    """Return the quotation before a cue: «لن نغادر أرضنا»، يقول المزارع."""
    sentence, start = case.sentence, case.sentence.words[case.k].start
    before = [mark for mark in sentence.marks if mark.close <= start]
    if not before or len(sentence.between(before[-1].close, start)) > NAME_WORDS:
        return None
    mark = before[-1]
    speech = sentence.has_words(mark, NAME_WORDS + 1) or sentence.text[mark.end - 1] in "؟?!"
    return mark if speech else None


def is_quotation_alone(turn) -> bool:
    """Return whether a sentence is a quotation as a whole, and somebody spoke before it."""
    sentence = turn.sentence
    if turn.said or not sentence.marks or not turn.context.memory.last:
        return False
    mark = sentence.marks[0]
    whole = mark.start == sentence.start and not sentence.between(mark.close, sentence.end)
    return whole and sentence.has_words(mark, NAME_WORDS + 2)


CREDITED, PASSED_ON, RELAYED, NAMED_BY_NOUN = "credited", "credited, passed on", "relayed", "said in a noun"
LATER, CITED, SAID, SAID_BEFORE = "said, named later", "cited in passing", "said", "said before the cue"
SILENT = "no cue, but its subject may speak next"
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
        is_any,
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
        is_any,
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
        is_any,
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
        is_any,
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
