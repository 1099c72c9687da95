"""Speaker phrases: the words around a verb of saying that name who speaks, and who is spoken to.

Arabic puts time, place and addressee anywhere between the verb and the name. Where a name ends, and where a
second name begins, is a table of rules each. Works on the words of a `sentence.Sentence`, in offsets of the
folded text.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.lexicons import (
    AND,
    AND_SO,
    BY,
    FEMININE,
    FOR,
    PLURAL_LETTERS,
    Cue,
    affix,
    affixes,
    first_words,
    forms,
    given_names,
    has_object,
    has_owner,
    has_plain_object,
    is_affix,
    is_definite,
    is_preposition,
    is_preposition_with_pronoun,
    is_that,
    month_names,
    particles,
    readings,
    without_and,
    without_object,
    words_of,
)
from helpers.quotations.sentence import COMMA, LONG_NAME, PAUSE, REACH, Sentence
from helpers.rules import Rule, first_match

PLACE_WORDS = 9  # words in which a place or an occasion is told before the speaker is named
MOST_TITLES = 3  # between commas before the name of the holder
NAME_END = re.compile(r"[،,؛;:(/]|\s[-–—ـ]")
ENDS, CONTINUES = "the name ends", "the name goes on"

Span = tuple[int, int]


# Where a name ends ------------------------------------------------------------------------------------------


class NameWord(NamedTuple):
    """A word, asked whether it belongs to the name that begins at word `first`.

    credit: the name follows «بحسب».
    """

    sentence: Sentence
    first: int
    k: int
    text: str
    credit: bool = False


def has_sign_before(at: NameWord) -> bool:
    """«الوزير، | وهو …»"""
    return at.k > at.first and bool(NAME_END.search(at.sentence.gap(at.k)))


def is_that_clause(at: NameWord) -> bool:
    """«الوزير | أن …»"""
    return at.sentence.that(at.k)


def is_about_somebody(at: NameWord) -> bool:
    """«الوزير | لهم»"""
    return is_preposition_with_pronoun(at.text)


def opens_quotation(at: NameWord) -> bool:
    """A quotation too long for a name begins: «الوزير | "…"»."""
    sentence = at.sentence
    return any(
        mark.start == sentence.words[at.k].start and sentence.has_words(mark, LONG_NAME) for mark in sentence.marks
    )


def is_content_after_person(at: NameWord) -> bool:
    """What is said, with ب, after the name of a person: «سالم منصور | بتحسين …»."""
    sentence, word = at.sentence, at.text
    return (
        word[0] == BY
        and word not in particles("son")
        and any(end == sentence.words[at.k - 1].end and rank == 0 for _, end, rank in sentence.names)
    )


def is_other_cue(at: NameWord) -> bool:
    """«الوزير | يؤكد»"""
    cue = at.sentence.cues[at.k]
    return cue is not None and cue.kind != "masdar"


def heads_credit(at: NameWord) -> bool:
    """The source itself may begin with «ل»: «وفقا | لوكالة …»."""
    return at.credit and at.k == at.first


def belongs_to_report(at: NameWord) -> bool:
    """«تقرير | لوكالة …»"""
    return at.k == at.first + 1 and at.text[0] == FOR and at.sentence.word(at.first) in words_of("report")


def is_never_in_name(at: NameWord) -> int:
    """«الوزير | أمس», «الوزير | خلال», «الوزير | الذي»"""
    return at.sentence.listed(at.k, "name end", "adverb", "preposition") or at.sentence.listed(at.k, "relative")


def is_in_statement(at: NameWord) -> bool:
    """«الوزير | في كلمة»"""
    return at.text in particles("in") and bool(at.sentence.listed(at.k + 1, "statement", "message"))


def is_preposition_after_marks(at: NameWord) -> bool:
    """«"الأفق" | على»"""
    sentence = at.sentence
    return is_preposition(at.text) and any(
        mark.closed and mark.close == sentence.words[at.k - 1].end + 1 for mark in sentence.marks
    )


def is_addressee(at: NameWord) -> bool:
    """«سالم | لرويترز», but «الأمين العام | لمجلس الأمن»."""
    return at.text[0] == FOR and at.sentence.words[at.k].start + 1 in at.sentence.starts and not _of_office(at)


def is_own_statement(at: NameWord) -> bool:
    """«الوزير | حديثه»"""
    bare = without_object(at.text)
    return at.k > at.first and bare != at.text and bare in words_of("statement")


def is_attention(at: NameWord) -> bool:
    """What the verb draws to something: «ولفت الوزير | الانتباه إلى»."""
    return draws_attention(at.sentence, at.k)


def is_blessing(at: NameWord) -> bool:
    """«النبي | صلى الله»"""
    return at.sentence.listed(at.k, "blessing") == 2


def _of_office(at: NameWord) -> bool:
    """Return whether «ل» says whose office it is.

    «الأمين العام | لمجلس الأمن», but «الأمين العام | لرويترز».
    """
    sentence, k = at.sentence, at.k
    return (
        k > at.first + 1
        and sentence.is_source(at.first, ("source",))
        and not sentence.is_source(k, ("outlet",))
        and any(start == sentence.words[k].start + 1 and rank for start, _, rank in sentence.names)
    )


NAME_ENDS = (
    Rule(
        "a sign between the words",
        "قال سالم، مدير الميناء إن الرافعة سليمة.",
        ENDS,
        "قال سالم مدير الميناء إن الرافعة سليمة.",
        has_sign_before,
    ),
    Rule("أن or إن behind the name", "بحسب البلدية أن السوق آمن.", ENDS, "بحسب البلدية السوق آمن.", is_that_clause),
    Rule(
        "a preposition with a pronoun",
        "قال العمدة لهم إن السوق آمن.",
        ENDS,
        "قال العمدة حامد إن السوق آمن.",
        is_about_somebody,
    ),
    Rule(
        "a long quotation",
        "بحسب البلدية «لن نغلق السوق قبل العيد أبدا».",
        ENDS,
        "قالت قناة «الأفق» إن السوق آمن.",
        opens_quotation,
    ),
    Rule(
        "what is said, with ب, after a person",
        "قال محمود عباس بفخر إن السوق آمن.",
        ENDS,
        "وعد محمود عباس أمس.",
        is_content_after_person,
    ),
    Rule(
        "another cue behind the name", "قال العمدة مؤكدا أن السوق آمن.", ENDS, "قال العمدة تحذير الخبراء.", is_other_cue
    ),
    Rule(
        "«ل» of the source that is credited",
        "وفقا لوكالة رويترز فإن السوق آمن.",
        CONTINUES,
        "قال لرويترز إن السوق آمن.",
        heads_credit,
    ),
    Rule(
        "«ل» that says whose report it is",
        "ذكر تقرير لوكالة الشمس أن السوق آمن.",
        CONTINUES,
        "ذكر العمدة لوكالة الشمس أن السوق آمن.",
        belongs_to_report,
    ),
    Rule(
        "a word that is in no name",
        "قال العمدة أمس إن السوق آمن.",
        ENDS,
        "قال العمدة حامد إن السوق آمن.",
        is_never_in_name,
    ),
    Rule(
        "«في» and a statement",
        "قال العمدة في مداخلة إن السوق آمن.",
        ENDS,
        "قال مسؤول في البلدية إن السوق آمن.",
        is_in_statement,
    ),
    Rule(
        "a preposition after marks",
        "رد «الأفق» على السؤال بأن السوق آمن.",
        ENDS,
        "رد مسؤول على الحدود بأن السوق آمن.",
        is_preposition_after_marks,
    ),
    Rule(
        "«ل» and the name of who is spoken to",
        "قال العمدة لموسكو إن السوق آمن.",
        ENDS,
        "قال الأمين العام للأمم المتحدة إن السوق آمن.",
        is_addressee,
    ),
    Rule(
        "a statement of the speaker",
        "اختتم العمدة حديثه بالقول إن السوق آمن.",
        ENDS,
        "اختتم العمدة زيارته بالقول إن السوق آمن.",
        is_own_statement,
    ),
    Rule(
        "attention that is drawn", "لفت العمدة الانتباه إلى ضيق السوق.", ENDS, "فقد العمدة الانتباه مساء.", is_attention
    ),
    Rule("a blessing", "قال النبي صلى الله عليه وسلم إن الصلح خير.", ENDS, "قال النبي إن الصلح خير.", is_blessing),
)


def name(sentence: Sentence, first: int, limit: int, credit: bool = False) -> Span | None:
    """Return the span of the name that begins with word `first` and ends before word `limit`, or None."""
    last = first
    for k in range(first, min(limit, first + REACH, len(sentence.words))):
        if ends_name(sentence, first, k, credit):
            break
        last = k + 1
    while last > first and is_preposition(sentence.word(last - 1)):
        last -= 1
    if last == first or _cannot_begin_name(sentence, first) or last == first + 1 and is_affix(sentence.word(first)):
        return None
    last = _past_apposition(sentence, last, limit)
    start, end = sentence.words[first].start, sentence.words[last - 1].end
    mark = next((mark for mark in sentence.marks if start < mark.start and mark.end == end), None)
    return start, mark.close if mark else end


def ends_name(sentence: Sentence, first: int, k: int, credit: bool = False) -> bool:
    """Return whether word k ends the name that begins with word `first`: «الوزير | أمس», «سالم | لرويترز»."""
    word = sentence.word(k)
    if not (sentence.marks or sentence.cues[k] or may_end_name(word)) and sentence.gap(k) == " ":
        return False
    if _is_inside_marks(sentence, k):
        return False
    rule, _ = first_match(NAME_ENDS, NameWord(sentence, first, k, word, credit))
    return rule is not None and rule.verdict == ENDS


@lru_cache(maxsize=2**16)
def may_end_name(word: str) -> bool:
    """Return whether a word can end a name by some rule of NAME_ENDS; most words cannot."""
    kinds = "name end", "adverb", "preposition", "relative", "attention", "blessing"
    return (
        word[0] in BY + FOR
        or is_that(word)
        or is_preposition_with_pronoun(word)
        or is_preposition(word)
        or not first_words(kinds).isdisjoint((word, without_and(word)))
        or without_object(word) in words_of("statement")
    )


def _cannot_begin_name(sentence: Sentence, k: int) -> bool:
    """Return whether word k begins no name: a preposition, «بالـ» or a purpose, «لتؤكد»."""
    word = sentence.word(k)
    by_the = word.startswith(BY + affix("article")) and not sentence.begins_mention(k)
    purpose = len(word) > 3 and word[0] == FOR and readings(word[1:])
    return bool(is_preposition(word) or by_the or purpose)


def past_proclitic(sentence: Sentence, phrase: Span) -> Span | None:
    """Return a phrase without its first letter, a proclitic, and the blanks behind that.

    None if nothing is left.

    >>> from helpers.quotations.sentence import Word
    >>> text = "ل رويترز"
    >>> past_proclitic(Sentence.of(text, [Word("ل", 0, 1), Word("رويترز", 2, 8)], 8), (0, 8))
    (2, 8)
    """
    rest = sentence.text[phrase[0] + 1 : phrase[1]]
    return (phrase[1] - len(rest.lstrip()), phrase[1]) if rest.strip() else None


def _is_inside_marks(sentence: Sentence, k: int) -> bool:
    """Return whether word k continues a name between quotation marks: «شبكة "الجسر | اليوم"»."""
    start, end = sentence.words[k].start, sentence.words[k].end
    return any(
        mark.closed and mark.start < start and end <= mark.end and not sentence.has_words(mark, LONG_NAME)
        for mark in sentence.marks
    )


def _past_apposition(sentence: Sentence, k: int, limit: int) -> int:
    """Return the word after a name between commas that identifies the speaker, or k.

    «قال الناطق باسم الشرطة، العقيد سالم منصور، إن»; titles may come between: «، رئيس المجلس، الدكتور سالم،».
    """
    if k >= limit or not COMMA.search(sentence.gap(k)) or not sentence.names:
        return k
    people, at = {start for start, _, rank in sentence.names if rank == 0}, k
    for _ in range(MOST_TITLES):
        named = people & {word.start for word in sentence.words[at : at + 2]}
        reach = LONG_NAME + (0 if named else LONG_NAME)
        end = next((j for j in sentence.pauses if at < j <= min(at + reach, limit)), 0)
        if named or not end or not sentence.is_source(at, ("source",)) or is_definite(sentence.word(at)):
            break
        at = end
    return end if end and named and (end == limit or sentence.that(end)) else k


# Who is named after the verb --------------------------------------------------------------------------------


def subject(sentence: Sentence, first: int, limit: int, goes_on: bool = False) -> Span | None:
    """Return the speaker named between a verb and what is said, or None.

    When, where and to whom is passed over.

    goes_on: the verb continues («وأضاف»), so that only a sure name counts after a place: «وأضاف في كلمة
    ألقاها».
    """
    k, placed = first, False
    while k < limit:
        if sentence.aside(k) == k and _leaves_unnamed(sentence, k, first, limit):
            return None
        end = _past_circumstance(sentence, k)
        if end == k and begins_place(sentence, k):
            end, placed = _past_place(sentence, k, limit, goes_on), True
        if end == k:
            break
        k = end
    if k >= limit or placed and not _is_clear_subject(sentence, k, goes_on):
        return None
    return name(sentence, k, limit)


def _leaves_unnamed(sentence: Sentence, k: int, first: int, limit: int) -> bool:
    """Return whether nobody is named: «يضيف وهو يبتسم: …», «قال لي إن», but «قال لي كوان إن»."""
    return (
        k == first
        and sentence.word(k) in particles("circumstance")
        or k + 1 == limit
        and sentence.word(k) in particles("to me")
    )


def _past_circumstance(sentence: Sentence, k: int) -> int:
    """Return the word after a remark, a time, a pronoun or a number at word k, or k."""
    end = sentence.aside(k)
    if end > k:
        return end
    if (count := sentence.listed(k, "adverb", "relative")) and not is_named(sentence, k):
        return k + count
    if draws_attention(sentence, k) or is_preposition_with_pronoun(sentence.word(k)):
        return k + 1
    return k + 1 + (sentence.word(k + 1) in month_names()) if sentence.word(k).isdigit() else k


def _is_clear_subject(sentence: Sentence, k: int, goes_on: bool) -> bool:
    """Return whether word k names the speaker although a place came before it: «لـ"الأفق"، | جون تايلر»."""
    apart = PAUSE.search(sentence.gap(k)) and sentence.word(k)[0] not in AND_SO
    return bool(apart) or is_named(sentence, k) or not goes_on and is_definite(sentence.word(k))


def is_named(sentence: Sentence, k: int) -> bool:
    """Return whether word k surely begins a name: an actor, an office, an outlet, a given name."""
    return (
        sentence.begins_mention(k)
        or sentence.is_source(k)
        and not sentence.word(k).startswith(affix("article after ل"))
        or sentence.word(k) in given_names()
    )


def is_statement(sentence: Sentence, phrase: Span) -> bool:
    """Return whether a phrase is what was said and not who said it: «واختتمت حديثها بالقول»."""
    words = [without_object(word.text) for word in sentence.between(*phrase)]
    return len(words) == 1 and not words_of("statement").isdisjoint((words[0], words[0][:-1] + FEMININE))


def draws_attention(sentence: Sentence, k: int) -> bool:
    """Return whether word k is what a verb draws to something: «ولفت الوزير | الانتباه إلى»."""
    if not sentence.listed(k, "attention"):
        return False
    near = range(k - 1, max(-1, k - REACH // 2), -1)
    cue = next((sentence.cues[j] for j in near if sentence.cues[j]), None)
    return cue is not None and not particles("to").isdisjoint(cue.takes)


def is_mute(sentence: Sentence, phrase: Span) -> bool:
    """Return whether what a phrase names cannot speak: «تقتضي المصلحة», «كل الظروف», «كما يقول المثل»."""
    k = sentence.index(phrase[0])
    return bool(sentence.listed(k + (without_and(sentence.word(k)) in particles("all")), "nobody"))


def is_scripture(sentence: Sentence, phrase: Span) -> bool:
    """Return whether a phrase names who is cited in passing: «قال الله تعالى», «في الحديث».

    The citing one goes on.
    """
    k = sentence.index(phrase[0])
    whole = len(sentence.between(*phrase)) <= 2 or sentence.listed(k + 1, "blessing")
    return bool(whole and sentence.listed(k, "scripture"))


def begins_place(sentence: Sentence, k: int) -> bool:
    """Return whether word k begins a place or an addressee: «في بيان», «أمام الصحفيين», «لرويترز»."""
    word = sentence.word(k)
    return bool(
        is_preposition(word)
        or sentence.listed(k, "preposition")
        or word == FOR
        or word[0] == FOR
        and (sentence.words[k].start + 1 in sentence.starts or word.startswith(affix("article after ل")))
    )


def _past_place(sentence: Sentence, k: int, limit: int, goes_on: bool) -> int:
    """Return the word after a place or an occasion: past the noun and what belongs to it.

    «في مؤتمر صحفي | الوزير», «أمام الصحفيين | سالم», but «في ختام الاجتماع», «مع قناة كذا» as a whole.
    """
    word = sentence.word(k)
    head = k + (sentence.listed(k, "preposition") == 2 or is_preposition(word) or word[0] != FOR or word == FOR)
    for j in range(head + 1, min(k + PLACE_WORDS, limit)):
        if PAUSE.search(sentence.gap(j)) or begins_place(sentence, j):
            return j
        if _completes_place(sentence, j - 1, goes_on) and (is_named(sentence, j) or _is_outside_place(sentence, j)):
            return j
    return limit


def _completes_place(sentence: Sentence, k: int, goes_on: bool) -> bool:
    """Return whether a place may end with word k: «الصحفيين», «صحفي», «عنها»."""
    word = sentence.word(k)
    return bool(
        word.startswith(affixes("article", "article after ل"))
        or word.isdigit()
        or is_preposition_with_pronoun(word)
        or sentence.listed(k, "adverb", "occasion")
        or not goes_on
        and sentence.listed(k, "statement")
    )


def _is_outside_place(sentence: Sentence, k: int) -> bool:
    """Return whether word k describes no place or occasion: it is no «الكبير», no «صحفي», no «أمس»."""
    word = sentence.word(k)
    return not (
        is_definite(word)
        or word in words_of("occasion")
        or is_preposition_with_pronoun(word)
        or sentence.listed(k, "adverb")
    )


# Whom the verb is about -------------------------------------------------------------------------------------


def addressed(sentence: Sentence, k: int, cue: Cue, phrase: Span, last: bool, woman: bool) -> Span | None:
    """Return who speaks, for a verb that takes an object; None if the phrase after it is the object.

    «أبلغ مسؤول محلي صحيفة المدينة», «اتهم البيت الأبيض طهران»: the first. «وحث الحكومة», «ووصف الخطوة بأنها»:
    None, if somebody spoke before (`last`) and the verb goes on or does not agree with the noun. `woman`: the
    last verb was feminine.
    """
    if _is_called_upon(sentence, phrase):
        return None
    if has_plain_object(sentence.word(k)) and not _is_form(sentence.word(k)):  # «حثهم الوزير على»
        return phrase
    outlet = next((mark for mark in sentence.marks if mark.start == phrase[0] and mark.close < phrase[1]), None)
    if outlet:  # «أبلغ "الأفق" المهندس سالم»
        return name(sentence, sentence.after(outlet.close), len(sentence.words))
    if _disagrees(sentence, cue, phrase) and (last or sentence.goes_on(k)):
        return None
    end = second_name(sentence, phrase)
    alone = end == phrase[1]
    if alone and _is_object_of_relative(sentence, k):
        return None
    same = alone and cue.object == "must" and sentence.goes_on(k) and woman == cue.feminine
    return None if last and same and not _is_person(sentence, phrase) else (phrase[0], end)


def _is_form(verb: str) -> bool:
    return verb in forms() or verb[1:] in forms()


def _is_called_upon(sentence: Sentence, phrase: Span) -> bool:
    """Return whether a phrase names who never speaks: «وطالب المجتمع الدولي بـ», «ودعا جميع الأطراف إلى»."""
    k = sentence.index(phrase[0])
    return bool(sentence.listed(k + (sentence.word(k) in particles("all")), "called"))


def _is_person(sentence: Sentence, phrase: Span) -> bool:
    return sentence.is_person(phrase[0]) or sentence.word(sentence.index(phrase[0])) in given_names()


def _disagrees(sentence: Sentence, cue: Cue, phrase: Span) -> bool:
    """Return whether the noun after a verb cannot be its subject: «أخبر أنصاره», «حذرت المواطنين»."""
    head = sentence.word(sentence.index(phrase[0]))
    if has_owner(head) and head.endswith(affixes("owner")):
        return True
    gender = not cue.feminine and head.endswith((FEMININE, affix("feminine plural")))
    case = head.endswith(affix("oblique plural")) and len(head) > PLURAL_LETTERS
    return is_definite(head) and (gender or case) and not _is_person(sentence, phrase)


def _is_object_of_relative(sentence: Sentence, k: int) -> bool:
    """Return whether one name after a verb is its object.

    «المدرب الذي اتهم | الحكم», but «الذي يتهمه الحكم».
    """
    verb = sentence.word(k)
    return bool(sentence.listed(k - 1, "relative")) and (verb in forms() or not has_object(verb))


# Where a second name begins ---------------------------------------------------------------------------------


class Joint(NamedTuple):
    """The place before word k of a phrase that begins at word `first`.

    named: the end of a full name in the phrase, or None.
    """

    sentence: Sentence
    first: int
    k: int
    named: int | None

    @property
    def before(self) -> str:
        return self.sentence.word(self.k - 1)

    @property
    def text(self) -> str:
        return self.sentence.word(self.k)

    @property
    def follows_name(self) -> bool:
        """Whether a full name of an actor has ended."""
        return self.named is not None and self.sentence.words[self.k - 1].end >= self.named

    @property
    def follows_title(self) -> bool:
        """Whether the words before it may be a name as a whole: «رئيس البلدية |», «مسؤول محلي |»."""
        relative = self.k - 1 > self.first and self.before.endswith(affixes("nisba"))
        return is_definite(self.before) or relative or self.follows_name

    @property
    def is_actor(self) -> bool:
        """Whether the name of an actor begins here; a definite state may be an adjective.

        «الرئيس | الفرنسي».
        """
        start = self.sentence.words[self.k].start
        return any(
            begin == start and (rank < 2 or not is_definite(self.text)) for begin, _, rank in self.sentence.names
        )

    @property
    def is_holder(self) -> bool:
        """Whether it is the person who has the title before: «وزير العدل | سالم منصور»."""
        return (
            self.named is None
            and self.sentence.is_person(self.sentence.words[self.k].start)
            and self.sentence.is_source(self.first, ("source",))
        )


def is_definite_after_person(at: Joint) -> bool:
    """«وزير العدل سالم منصور | الاتفاق», but «سالم الجبوري»."""
    return (
        is_definite(at.text)
        and at.text[-1] != "ي"
        and not at.sentence.begins_mention(at.k)
        and any(_turns_indefinite(at.sentence, k) for k in range(at.first + 1, at.k))
    )


def _turns_indefinite(sentence: Sentence, k: int) -> bool:
    """Return whether a word without article follows one with it: «العدل | سالم»."""
    word = sentence.word(k)
    return is_definite(sentence.word(k - 1)) and not is_definite(word) and word[0] not in (BY, FOR, AND)


def is_of_other_gender(at: Joint) -> bool:
    """«الوزير | المعارضة»"""
    return (
        at.named is None
        and at.k == at.first + 1
        and is_definite(at.before)
        and is_definite(at.text)
        and (at.text[-1] == FEMININE) != (at.before[-1] == FEMININE)
    )


def is_plural_after_singular(at: Joint) -> bool:
    """«الوزير | الصحفيين»"""
    return (
        at.named is None
        and is_definite(at.before)
        and is_definite(at.text)
        and len(at.text) > PLURAL_LETTERS
        and at.text.endswith(affix("oblique plural"))
        and not at.before.endswith(affix("oblique plural"))
    )


def is_second_actor(at: Joint) -> bool:
    """«البيت الأبيض | طهران»"""
    return at.is_actor and at.follows_title and not at.is_holder


def is_second_title(at: Joint) -> bool:
    """«رئيس البلدية | وزير المالية», but «نائب رئيس البلدية»."""
    apart = not is_definite(at.text) or not is_definite(at.before) or at.named is not None
    return (
        apart
        and at.follows_title
        and at.sentence.is_source(at.k)
        and not at.text.startswith(affix("article after ل"))
        and (at.named is None or at.sentence.is_source(at.k, ("outlet",)))
    )


def is_noun_after_name(at: Joint) -> bool:
    """«سالم منصور | الاتفاق», «سالم منصور | كتابه»"""
    return at.follows_name and (is_definite(at.text) or has_owner(at.text))


SECOND = "another name begins"
SECOND_NAMES = (
    Rule(
        "a definite noun after a person",
        "وصف وزير العدل سالم منصور الاتفاق بأنه متوازن.",
        SECOND,
        "وصف وزير العدل سالم الجبوري بأنه متوازن.",
        is_definite_after_person,
    ),
    Rule(
        "a noun of the other gender",
        "اتهم الوزير المعارضة بتعطيل القانون.",
        SECOND,
        "اتهم الوزير السابق بتعطيل القانون.",
        is_of_other_gender,
    ),
    Rule(
        "a plural after a singular",
        "أبلغ الوزير الصحفيين أن القمة تأجلت.",
        SECOND,
        "أبلغ الممثلون الرسميون أن القمة تأجلت.",
        is_plural_after_singular,
    ),
    Rule(
        "another actor",
        "اتهمت كييف موسكو بقصف الميناء.",
        SECOND,
        "اتهم الرئيس محمود عباس بقصف الميناء.",
        is_second_actor,
    ),
    Rule(
        "another title",
        "أبلغ رئيس البلدية وزير المالية بأن الخزينة فارغة.",
        SECOND,
        "أبلغ نائب رئيس البلدية بأن الخزينة فارغة.",
        is_second_title,
    ),
    Rule(
        "a noun after a full name",
        "وصف محمود عباس قراره بأنه متوازن.",
        SECOND,
        "وصف محمود عباس بأنه متوازن.",
        is_noun_after_name,
    ),
)


def second_name(sentence: Sentence, phrase: Span) -> int:
    """Return the end of the first name of a phrase: before a second one, else the end of the phrase.

    «مسؤول محلي | صحيفة المدينة», «رئيس البلدية | وزير المالية», but «نائب رئيس البلدية» is one.
    """
    first = sentence.index(phrase[0])
    named = next((end for start, end, _ in sentence.names if start == phrase[0]), None)
    for k in range(first + 1, first + len(sentence.between(*phrase))):
        at = Joint(sentence, first, k, named)
        if first_match(SECOND_NAMES, at)[0]:
            return sentence.words[k - 1].end
        if at.is_actor and not at.follows_title and at.is_holder:
            named = next(end for start, end, _ in sentence.names if start == sentence.words[k].start)
    return phrase[1]
