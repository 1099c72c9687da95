"""Speaker phrases: the words around a verb of saying that name the speaker and the addressee.

Arabic puts time, place and addressee anywhere between the verb and the name. One table of rules says where a name ends,
another where a second name begins. Works on the words of a `sentence.Sentence`, in offsets of the folded text.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.lexicons import (
    FEMININE,
    Cue,
    affix,
    affixes,
    first_words,
    forms,
    has_object,
    has_owner,
    has_plain_object,
    is_affix,
    is_definite,
    is_plural,
    is_preposition,
    is_preposition_with_pronoun,
    particles,
    readings,
    without_and,
    without_object,
    words_of,
)
from helpers.quotations.kinds import PREPOSITION, RELATIVE, SIMPLE_PREPOSITION, kinds_of
from helpers.quotations.sentence import COMMA, LONG_NAME, NOBODY, PERSON, REACH, STATE, Sentence
from helpers.rules import Rule, first_match

PLACE_WORDS = 9  # words of a place or an occasion before the name of the speaker
MOST_TITLES = 3  # between commas before the name of the holder
NAME_END = re.compile(r"[،,؛;:(/]|\s[-–—ـ]")
PLACE_ENDS = ("definite", "definite after ل", "number", "with pronoun", "adverb", "occasion")
IN_PLACE = ("definite", "occasion", "with pronoun", "adverb")
ENDS, CONTINUES = "the name ends", "the name goes on"

Span = tuple[int, int]


# Where a name ends ------------------------------------------------------------------------------------------


class NameWord(NamedTuple):
    """A word that may belong to the name that begins with word `first`; credit: the name follows «بحسب»."""

    sentence: Sentence
    first: int
    k: int
    text: str
    credit: bool = False


def has_sign_before(at: NameWord) -> bool:
    """Return whether a sign comes between the words: «الوزير، | وهو …»."""
    return at.k > at.first and bool(NAME_END.search(at.sentence.gap(at.k)))


def is_that_clause(at: NameWord) -> bool:
    """Return whether the word is «أن» or «إن»: «الوزير | أن …»."""
    return at.sentence.that(at.k)


def is_about_somebody(at: NameWord) -> bool:
    """Return whether the word is a preposition with a pronoun: «الوزير | لهم»."""
    return is_preposition_with_pronoun(at.text)


def opens_quotation(at: NameWord) -> bool:
    """Return whether a quotation too long for a name begins: «الوزير | "…"»."""
    opened = at.sentence.mark_at(at.k)
    return opened is not None and at.sentence.has_words(opened, LONG_NAME)


def is_content_after_person(at: NameWord) -> bool:
    """Return whether the content begins, with ب after the name of a person: «سالم منصور | بتحسين …»."""
    if at.text[0] != "ب" or at.text in particles("son"):
        return False
    return at.sentence.ends_person(at.k - 1)


def is_other_cue(at: NameWord) -> bool:
    """Return whether the word is another cue, and no noun: «الوزير | يؤكد»."""
    cue = at.sentence.cues[at.k]
    return cue is not None and cue.kind != "masdar"


def heads_credit(at: NameWord) -> bool:
    """Return whether the word is the first of a source, which may begin with «ل»: «وفقا | لوكالة …»."""
    return at.credit and at.k == at.first


def belongs_to_report(at: NameWord) -> bool:
    """Return whether «ل» names the source of a report: «تقرير | لوكالة …»."""
    return at.text[0] == "ل" and at.k == at.first + 1 and at.sentence.is_kind(at.first, "report")


def is_never_in_name(at: NameWord) -> bool:
    """Return whether the word is one that no name contains: «الوزير | أمس», «الوزير | خلال», «الوزير | الذي»."""
    return at.sentence.is_kind(at.k, "name end", "adverb", "preposition", *RELATIVE)


def is_in_statement(at: NameWord) -> bool:
    """Return whether the word is «في» before a statement: «الوزير | في كلمة»."""
    return at.text in particles("in") and at.sentence.is_kind(at.k + 1, "statement", "message")


def is_preposition_after_marks(at: NameWord) -> bool:
    """Return whether the word is a preposition after quotation marks: «"الأفق" | على»."""
    sentence = at.sentence
    if not is_preposition(at.text):
        return False
    closed = {mark.close for mark in sentence.marks if mark.closed}
    return sentence.words[at.k - 1].end + 1 in closed


def is_addressee(at: NameWord) -> bool:
    """Return whether «ل» and the addressee begin: «سالم | لرويترز», but «الأمين العام | لمجلس الأمن»."""
    if at.text[0] != "ل" or at.sentence.words[at.k].start + 1 not in at.sentence.starts:
        return False
    return not _of_office(at)


def is_own_statement(at: NameWord) -> bool:
    """Return whether the word is a statement of the speaker: «الوزير | حديثه»."""
    bare = without_object(at.text)
    return at.k > at.first and bare != at.text and bare in words_of("statement")


def is_attention(at: NameWord) -> bool:
    """Return whether the word is what the verb draws to something: «ولفت الوزير | الانتباه إلى»."""
    return draws_attention(at.sentence, at.k)


def is_blessing(at: NameWord) -> bool:
    """Return whether a blessing begins: «النبي | صلى الله»."""
    return at.sentence.length(at.k, "blessing") == 2


def _of_office(at: NameWord) -> bool:
    """Return whether «ل» names the body of an office: «الأمين العام | لمجلس الأمن», but «الأمين العام | لرويترز»."""
    sentence, k = at.sentence, at.k
    if k <= at.first + 1 or sentence.rank(sentence.words[k].start + 1) in (None, PERSON):
        return False
    return sentence.is_source(at.first, ("source",)) and not sentence.is_source(k, ("outlet",))


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
        "«ل» and the name of the addressee",
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
    reach = min(limit, first + REACH, len(sentence.words))
    last = next((k for k in range(first, reach) if ends_name(sentence, first, k, credit)), max(first, reach))
    while last > first and is_preposition(sentence.word(last - 1)):
        last -= 1
    if last == first or _cannot_begin_name(sentence, first):
        return None
    if last == first + 1 and is_affix(sentence.word(first)):
        return None
    last = _past_apposition(sentence, last, limit)
    start, end = sentence.words[first].start, sentence.words[last - 1].end
    closing = {mark.end: mark.close for mark in sentence.marks if start < mark.start}
    return start, closing.get(end, end)


def ends_name(sentence: Sentence, first: int, k: int, credit: bool = False) -> bool:
    """Return whether word k ends the name that begins with word `first`: «الوزير | أمس», «سالم | لرويترز»."""
    word = sentence.word(k)
    plain = sentence.gap(k) == " " and not sentence.cues[k] and not may_end_name(word)
    if sentence.marks and _is_inside_marks(sentence, k) or plain and not sentence.marks:
        return False
    rule, _ = first_match(NAME_ENDS, NameWord(sentence, first, k, word, credit))
    return rule is not None and rule.verdict == ENDS


@lru_cache(maxsize=2**16)
def may_end_name(word: str) -> bool:
    """Return whether a word can end a name by some rule of NAME_ENDS; most words cannot."""
    listed = first_words(("name end", "adverb", "preposition", "relative", "attention", "blessing"))
    if not listed.isdisjoint((word, without_and(word))) or without_object(word) in words_of("statement"):
        return True
    return not kinds_of(word).isdisjoint(("with ب", "with ل", "that", "with pronoun", *SIMPLE_PREPOSITION))


def _cannot_begin_name(sentence: Sentence, k: int) -> bool:
    """Return whether word k begins no name: a preposition, «بالـ» or a purpose, «لتؤكد»."""
    word = sentence.word(k)
    by_the = word.startswith("ب" + affix("article")) and not sentence.begins_mention(k)
    purpose = len(word) > 3 and word[0] == "ل" and readings(word[1:])
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
    mark = sentence.mark_around(k)
    if mark is None or mark.start == sentence.words[k].start or mark.end < sentence.words[k].end:
        return False
    return not sentence.has_words(mark, LONG_NAME)


def _past_apposition(sentence: Sentence, k: int, limit: int) -> int:
    """Return the word after a name between commas that identifies the speaker, or k.

    «قال الناطق باسم الشرطة، العقيد سالم منصور، إن»; titles may come between: «، رئيس المجلس، الدكتور سالم،».
    """
    if k >= limit or not sentence.names or not COMMA.search(sentence.gap(k)):
        return k
    at = k
    for _ in range(MOST_TITLES):
        end = sentence.pause_after(at)
        if any(sentence.is_person(word.start) for word in sentence.words[at : at + 2]):
            closed = end == limit or sentence.that(end)
            return end if closed and end <= min(at + LONG_NAME, limit) else k
        if end > min(at + 2 * LONG_NAME, limit) or not _is_plain_title(sentence, at):
            return k
        at = end
    return k


def _is_plain_title(sentence: Sentence, k: int) -> bool:
    return sentence.is_source(k, ("source",)) and not sentence.is_kind(k, "definite")


# The name after the verb --------------------------------------------------------------------------------


def subject(sentence: Sentence, first: int, limit: int, goes_on: bool = False) -> Span | None:
    """Return the speaker named between a verb and the reported words, or None; time, place and addressee are skipped.

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
    if k == first and sentence.is_kind(k, "circumstance"):
        return True
    return k + 1 == limit and sentence.is_kind(k, "to me")


def _past_circumstance(sentence: Sentence, k: int) -> int:
    """Return the word after a remark, a time, a pronoun or a number at word k, or k."""
    end = sentence.aside(k)
    if end > k:
        return end
    skipped = sentence.length(k, "adverb", "relative")
    if skipped and not is_named(sentence, k):
        return k + skipped
    if sentence.is_kind(k, "number"):
        return k + 1 + sentence.is_kind(k + 1, "month")
    return k + (draws_attention(sentence, k) or sentence.is_kind(k, "with pronoun"))


def _is_clear_subject(sentence: Sentence, k: int, goes_on: bool) -> bool:
    """Return whether word k names the speaker although a place came before it: «لـ"الأفق"، | جون تايلر»."""
    separated = k in sentence.paused and not sentence.is_kind(k, "with conjunction")
    if separated or is_named(sentence, k):
        return True
    return not goes_on and sentence.is_kind(k, "definite")


def is_named(sentence: Sentence, k: int) -> bool:
    """Return whether word k surely begins a name: an actor, an office, an outlet, a given name."""
    if sentence.begins_mention(k) or sentence.is_kind(k, "given name"):
        return True
    return sentence.is_source(k) and not sentence.is_kind(k, "definite after ل")


def is_statement(sentence: Sentence, phrase: Span) -> bool:
    """Return whether a phrase names a statement, not its speaker: «واختتمت حديثها بالقول»."""
    words = [without_object(word.text) for word in sentence.between(*phrase)]
    return len(words) == 1 and not words_of("statement").isdisjoint((words[0], words[0][:-1] + FEMININE))


def draws_attention(sentence: Sentence, k: int) -> bool:
    """Return whether word k is what a verb draws to something: «ولفت الوزير | الانتباه إلى»."""
    if not sentence.is_kind(k, "attention"):
        return False
    cues = [cue for cue in sentence.cues[max(0, k - REACH // 2 + 1) : k] if cue]
    return bool(cues) and not particles("to").isdisjoint(cues[-1].takes)


def is_mute(sentence: Sentence, phrase: Span) -> bool:
    """Return whether what a phrase names cannot speak: «تقتضي المصلحة», «كل الظروف», «كما يقول المثل»."""
    k = sentence.index(phrase[0])
    return sentence.is_kind(k + (without_and(sentence.word(k)) in particles("all")), "nobody")


def is_scripture(sentence: Sentence, phrase: Span) -> bool:
    """Return whether a phrase names scripture, which a speaker cites in passing: «قال الله تعالى», «في الحديث»."""
    k = sentence.index(phrase[0])
    if not sentence.is_kind(k, "scripture"):
        return False
    return len(sentence.between(*phrase)) <= 2 or sentence.is_kind(k + 1, "blessing")


def begins_place(sentence: Sentence, k: int) -> bool:
    """Return whether word k begins a place or an addressee: «في بيان», «أمام الصحفيين», «لرويترز»."""
    if sentence.word(k) == "ل" or sentence.is_kind(k, "definite after ل", *PREPOSITION):
        return True
    return sentence.is_kind(k, "with ل") and sentence.words[k].start + 1 in sentence.starts


def _past_place(sentence: Sentence, k: int, limit: int, goes_on: bool) -> int:
    """Return the word after a place or an occasion: past the noun and what belongs to it.

    «في مؤتمر صحفي | الوزير», «أمام الصحفيين | سالم», but «في ختام الاجتماع», «مع قناة كذا» as a whole.
    """
    word = sentence.word(k)
    alone = word == "ل" or is_preposition(word) or sentence.length(k, "preposition") == 2
    head = k if word[0] == "ل" and not alone else k + 1
    for j in range(head + 1, min(k + PLACE_WORDS, limit)):
        if j in sentence.paused or begins_place(sentence, j):
            return j
        if _completes_place(sentence, j - 1, goes_on) and _may_follow_place(sentence, j):
            return j
    return limit


def _completes_place(sentence: Sentence, k: int, goes_on: bool) -> bool:
    """Return whether a place may end with word k: «الصحفيين», «صحفي», «عنها»."""
    return sentence.is_kind(k, *PLACE_ENDS) or not goes_on and sentence.is_kind(k, "statement")


def _may_follow_place(sentence: Sentence, k: int) -> bool:
    """Return whether word k describes no place or occasion: it is no «الكبير», no «صحفي», no «أمس»."""
    return is_named(sentence, k) or not sentence.is_kind(k, *IN_PLACE)


# The object of the verb -------------------------------------------------------------------------------------


def addressed(sentence: Sentence, k: int, cue: Cue, phrase: Span, last: bool, woman: bool) -> Span | None:
    """Return the speaker, for a verb that takes an object; None if the phrase after it is the object.

    «أبلغ مسؤول محلي صحيفة المدينة», «اتهم البيت الأبيض طهران»: the first name. «وحث الحكومة», «ووصف الخطوة بأنها»:
    None, if somebody spoke before (`last`) and the verb continues or does not agree with the noun.

    woman: whether the last verb was feminine.
    """
    if _is_called_upon(sentence, phrase):
        return None
    if _has_object(sentence.word(k)):  # «حثهم الوزير على»
        return phrase
    outlet = sentence.mark_at(sentence.index(phrase[0]))
    if outlet and outlet.close < phrase[1]:  # «أبلغ "الأفق" المهندس سالم»
        return name(sentence, sentence.after(outlet.close), len(sentence.words))
    continues = sentence.continues(k)
    if (last or continues) and _disagrees(sentence, cue, phrase):
        return None
    end = second_name(sentence, phrase)
    if end == phrase[1] and _is_object_of_relative(sentence, k):
        return None
    same = last and continues and end == phrase[1] and cue.object == "must" and woman == cue.feminine
    return None if same and not _is_person(sentence, phrase) else (phrase[0], end)


def _has_object(verb: str) -> bool:
    """Return whether a verb ends in a pronoun as its object: «حثهم»."""
    return has_plain_object(verb) and forms().keys().isdisjoint((verb, verb[1:]))


def _is_called_upon(sentence: Sentence, phrase: Span) -> bool:
    """Return whether a phrase names those who are called upon: «وطالب المجتمع الدولي بـ», «ودعا جميع الأطراف إلى»."""
    k = sentence.index(phrase[0])
    return sentence.is_kind(k + sentence.is_kind(k, "all"), "called")


def _is_person(sentence: Sentence, phrase: Span) -> bool:
    return sentence.is_person(phrase[0]) or sentence.is_kind(sentence.index(phrase[0]), "given name")


def _disagrees(sentence: Sentence, cue: Cue, phrase: Span) -> bool:
    """Return whether the noun after a verb cannot be its subject: «أخبر أنصاره», «حذرت المواطنين»."""
    head = sentence.word(sentence.index(phrase[0]))
    if has_owner(head) and head.endswith(affixes("owner")):
        return True
    if not is_definite(head) or _is_person(sentence, phrase):
        return False
    gender = not cue.feminine and head.endswith((FEMININE, affix("feminine plural")))
    return gender or _is_oblique_plural(head)


def _is_oblique_plural(word: str) -> bool:
    return is_plural(word)


def _is_object_of_relative(sentence: Sentence, k: int) -> bool:
    """Return whether one name after a verb is its object: «المدرب الذي اتهم | الحكم», but «الذي يتهمه الحكم»."""
    verb = sentence.word(k)
    return sentence.is_kind(k - 1, *RELATIVE) and (verb in forms() or not has_object(verb))


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
        """The word before the joint."""
        return self.sentence.word(self.k - 1)

    @property
    def text(self) -> str:
        """The word behind the joint."""
        return self.sentence.word(self.k)

    @property
    def joins_definite(self) -> bool:
        """Whether the words on both sides have the article, and no full name has come."""
        return self.named is None and is_definite(self.before) and is_definite(self.text)

    @property
    def follows_name(self) -> bool:
        """Whether a full name of an actor has ended."""
        return self.named is not None and self.sentence.words[self.k - 1].end >= self.named

    @property
    def follows_title(self) -> bool:
        """Whether the words before it may be a name as a whole: «رئيس البلدية |», «مسؤول محلي |»."""
        if self.follows_name or is_definite(self.before):
            return True
        return self.k - 1 > self.first and self.before.endswith(affixes("nisba"))

    @property
    def is_actor(self) -> bool:
        """Whether the name of an actor begins here; a definite state may be an adjective: «الرئيس | الفرنسي»."""
        rank = self.sentence.rank(self.sentence.words[self.k].start)
        return rank is not None and (rank < STATE or not is_definite(self.text))

    @property
    def is_holder(self) -> bool:
        """Whether it is the person who has the title before: «وزير العدل | سالم منصور»."""
        if self.named is not None or not self.sentence.is_person(self.sentence.words[self.k].start):
            return False
        return self.sentence.is_source(self.first, ("source",))


def is_definite_after_person(at: Joint) -> bool:
    """Return whether a definite noun follows a person: «وزير العدل سالم منصور | الاتفاق», but «سالم الجبوري»."""
    if not is_definite(at.text) or at.text[-1] == "ي" or at.sentence.begins_mention(at.k):
        return False
    return any(_turns_indefinite(at.sentence, k) for k in range(at.first + 1, at.k))


def _turns_indefinite(sentence: Sentence, k: int) -> bool:
    """Return whether a word without article follows one with it: «العدل | سالم»."""
    word = sentence.word(k)
    return is_definite(sentence.word(k - 1)) and not is_definite(word) and not word.startswith(("ب", "ل", "و"))


def is_of_other_gender(at: Joint) -> bool:
    """Return whether a noun of the other gender follows the first one: «الوزير | المعارضة»."""
    genders = {at.text[-1] == FEMININE, at.before[-1] == FEMININE}
    return at.k == at.first + 1 and at.joins_definite and len(genders) == 2


def is_plural_after_singular(at: Joint) -> bool:
    """Return whether a plural follows a singular: «الوزير | الصحفيين»."""
    return at.joins_definite and _is_oblique_plural(at.text) and not at.before.endswith(affix("oblique plural"))


def is_second_actor(at: Joint) -> bool:
    """Return whether another actor begins: «البيت الأبيض | طهران»."""
    return at.is_actor and at.follows_title and not at.is_holder


def is_second_title(at: Joint) -> bool:
    """Return whether another title begins: «رئيس البلدية | وزير المالية», but «نائب رئيس البلدية»."""
    if at.joins_definite or not at.follows_title or at.sentence.is_kind(at.k, "definite after ل"):
        return False
    return at.sentence.is_source(at.k, ("outlet", "source") if at.named is None else ("outlet",))


def is_noun_after_name(at: Joint) -> bool:
    """Return whether a noun follows a full name: «سالم منصور | الاتفاق», «سالم منصور | كتابه»."""
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
    named, _ = sentence.named.get(phrase[0], NOBODY)
    for k in range(first + 1, first + len(sentence.between(*phrase))):
        at = Joint(sentence, first, k, named)
        if first_match(SECOND_NAMES, at)[0]:
            return sentence.words[k - 1].end
        if at.is_actor and not at.follows_title and at.is_holder:
            named, _ = sentence.named[sentence.words[k].start]
    return phrase[1]
