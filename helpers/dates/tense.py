"""Tense: whether the words around a temporal expression look ahead or back.

Arabic news dates by bare weekdays: «يصل الأحد» is a Sunday to come, «وصل الأحد» one that has been. The nearest verb
decides. FORMS gives the tense of one word, CLUES what the words before an expression say of its direction, from the
nearest to the farthest. The words themselves are rows of data/lexicons/tenses.csv and particles.csv; the rest is
morphology. A row of tenses.csv holds a word, what it tells, and words (separated by |) one of which must occur with it:

future, past   it decides by itself («المقرر», «أعلن»)
present        looks ahead («تبدأ»), unless «كان» precedes it
until          leads to what lies ahead («حتى», «ابتداء»), unless something `lasted` («استمر») until then
ahead          a past verb whose object lies ahead («دعا إلى», «حدد جلسة»)
planned        a noun for what is arranged beforehand («جلسة», «قرعة»)
mishap         a noun for what nobody arranges; headlines report it in the present («حريق يلتهم سوقاً»)
none           looks like a verb and is none («تونس»), or a verb that says nothing about the day («يؤكد»)
"""

import re
from typing import NamedTuple

from helpers.lexicons import calendar, listed_tenses, particles, tense_entry
from helpers.rules import Rule, first_match

REACH = 60  # words before an expression that may tell its tense
PRESENT_REACH = 15  # a present farther off seldom speaks of the day
WAS_REACH = 6  # words between «كان» and the present that it puts into the past
CHARACTERS = 500  # that hold REACH words
BEHIND_WORDS = 3  # words behind an expression that are read where it opens its sentence,
BEHIND = 60  # and the characters that hold them
ASIDE = 4  # from so many words on, the verb behind «الذي» does not speak of the day
SENTENCE_END = re.compile(r"[.!?؟؛\n](?!\d)")
WORD = re.compile(r"[^\W\d_]+|[،,:]")
SIGNS = "،,:"
# Morphology of folded words.
FUTURE = re.compile(r"س[يتن](?!\w*(?:يو|يه|ات|[^ادجش]ا)$)\w\w+")  # «سيصل», not «سيرجيو»
HE = re.compile(r"ي(?!\w*يه$|ورو|ون|وتي|وفن|وسف)\w\w")  # «يصل», not «يمنية», «يوروفرست»
SHE = re.compile(r"تت\w\w|ت(?!\w\wي\w$|\w*ا[ته]?$|\w*ه$|\w*يات$)\w\w")  # «تصل», not «تقرير», «تصريحات», «تجربة»
SHE_DID = re.compile(r"(?!ال|ت|ي|س[يت])\w\w+[^ايو]ت$|(?!ال)\w{3,}وا$|ت\w{2,}[^ايو]ت$")  # «هبطت», «خرجوا», «تراجعت»
HE_DID = re.compile(r"ا(?:ن|ست|\wت)(?!\w*ا\w$)\w{2,3}(?<![اهيتنم])$")  # «انسحب», «استهدف», «اجتمع», not «انسحاب»
HERS = re.compile(r"\w(?:ه|ات)$")  # a feminine noun, folded
OBJECT = re.compile(r"\w{3,}(?:ه|ها|هم|هما)$")  # a noun or verb with an object pronoun


# The tense of one word ------------------------------------------------------------------------------------------------


class Form(NamedTuple):
    """A folded word with the words beside it, as far as they help to tell its tense."""

    word: str
    bare: str  # without a conjunction before it
    before: str
    after: str
    near: bool  # near enough to an expression for a present to speak of it
    next_to: bool  # with nothing between it and the expression


def without_conjunction(word: str) -> str:
    """Return a folded word without و or ف before it, where enough letters of a verb remain."""
    if word[0] == "و" and len(word) > 4 or word[:2] in ("فس", "في", "فت") and len(word) > 5:
        return word[1:]
    return word


def is_present_with_feminine_subject(form: Form) -> bool:
    """Whether a listed past is a present here: «تقدم الحكومة», but «تقدم الوزير»."""
    if not HERS.search(form.after) or listed_tense(form) not in ("past", "ahead"):
        return False
    return form.word.lstrip("وف").startswith("ت") and not form.word.endswith("ت")


def listed_tense(form: Form) -> str:
    return (tense_entry(form.word) or ("",))[0]


def has_future_prefix(form: Form) -> bool:
    return bool(FUTURE.match(form.bare))


def has_past_form(form: Form) -> bool:
    return bool(HE_DID.match(form.bare) or SHE_DID.match(form.bare))


def is_denied_present(form: Form) -> bool:
    return form.before in particles("denial") and has_present_form(form)


def has_present_form(form: Form) -> bool:
    return form.near and bool(HE.match(form.bare) or SHE.match(form.bare) and _may_be_a_verb(form))


def _may_be_a_verb(form: Form) -> bool:
    """Whether a word with ت before it stands where a verb may: behind a particle, a sign or a noun with its article."""
    opens = not form.before or form.before in SIGNS or form.before in particles("opener")
    behind_noun = form.before.startswith("ال") and len(form.before) > 4  # an adjective would have the article too
    return opens or behind_noun or form.next_to and len(form.bare) > 3 or form.bare != form.word


LISTED = "as listed"
FORMS = (
    Rule(
        "a listed past that is a present before a feminine noun",
        "تقدم| الحكومة",
        "present",
        "تقدم| الوزير",
        is_present_with_feminine_subject,
    ),
    Rule("tenses.csv has «{}»", "المقرر|", LISTED, "الوزير|", listed_tense),
    Rule("the prefix of the future", "سيصل|", "future", "سيرجيو|", has_future_prefix),
    Rule("a form of the past", "تزلجت|", "past", "انسحاب|", has_past_form),
    Rule("a present behind «لم»", "لم يصل|", "past", "قد يصل|", is_denied_present),
    Rule("a form of the present", "يصل|", "present", "تقرير|", has_present_form),
)


def tense(word: str, before: str = "", after: str = "", near: bool = True, next_to: bool = False) -> str | None:
    """Return the tense of a folded word by itself, or None: future, present, past, or what tenses.csv says.

    Args: the words beside it; whether a temporal expression is near enough for a present to speak of it; whether
    nothing lies between.

    >>> from helpers.text import fold
    >>> [tense(fold(word)) for word in ("سيصل", "يصل", "هبطت", "المقرر", "انسحب", "وزير")]
    ['future', 'present', 'past', 'future', 'past', None]
    """
    rule, found = first_match(FORMS, Form(word, without_conjunction(word), before, after, near, next_to))
    return found if rule and rule.verdict == LISTED else rule and rule.verdict


# What the words before an expression say of its direction -------------------------------------------------------------


class Clue(NamedTuple):
    """A word before a temporal expression, its tense there, and what the words between have said."""

    words: list[str]  # of the sentence, up to the expression
    at: int  # the number of the word
    tense: str | None
    clause: int  # the first word of the clause
    opening: str | None  # the tense of that word
    planned: bool  # a noun between is for what is arranged beforehand
    aside: bool  # a relative clause between has a verb of its own
    next_to: bool  # nothing but words of the calendar lies between

    @property
    def word(self) -> str:
        return self.words[self.at]

    @property
    def before(self) -> str:
        return self.words[self.at - 1] if self.at else ""

    @property
    def distance(self) -> int:
        """The words between it and the expression."""
        return len(self.words) - self.at - 1


def leads_to_the_end_of_something(clue: Clue) -> bool:
    return leads_ahead(clue) and any(tense(other) == "lasted" for other in clue.words[: clue.at])


def leads_ahead(clue: Clue) -> bool:
    return clue.tense == "until" and clue.next_to


def has_happened(clue: Clue) -> bool:
    tells_nothing = clue.tense in (None, "planned")
    return tells_nothing and clue.before in particles("after") and bool(OBJECT.match(clue.word))


def opens_with_a_plan(clue: Clue) -> bool:
    return is_planned(clue) and clue.at == clue.clause


def is_planned(clue: Clue) -> bool:
    return clue.tense == "planned" and clue.before not in particles("within", "after")


def has_object_ahead(clue: Clue) -> bool:
    return clue.tense == "ahead"


def is_present_in_the_past(clue: Clue) -> bool:
    if not is_present(clue):
        return False
    return _was(clue.words[max(0, clue.at - WAS_REACH) : clue.at]) or clue.opening == "past" and _describes(clue.before)


def is_mishap_in_the_present(clue: Clue) -> bool:
    return is_present_of_the_day(clue) and clue.opening == "mishap"


def is_present_of_the_day(clue: Clue) -> bool:
    return is_present(clue) and (clue.before not in particles("which") or clue.distance < ASIDE)


def is_present(clue: Clue) -> bool:
    return clue.tense == "present" or clue.word in particles("due")


def is_future(clue: Clue) -> bool:
    return clue.tense == "future"


def is_past(clue: Clue) -> bool:
    return clue.tense in ("past", "lasted")


def opens_a_relative_clause(clue: Clue) -> bool:
    return clue.word in particles("which") and not clue.aside


def _was(before: list[str]) -> bool:
    """Whether «كان» is among the words before a present, with no other verb of the past between."""
    was = [i for i, word in enumerate(before) if word.lstrip("وف") in particles("was")]
    between = before[was[-1] + 1 :] if was else []
    return bool(was) and not any(tense(word) == "past" for word in between if word not in particles("after was"))


def _describes(before: str) -> bool:
    """Whether a present describes the noun before it, without «الذي»: «انقلب قارب يقل صيادين»."""
    word = before.removeprefix("و")
    opens = not word or word in SIGNS or word in particles("opener")
    return not opens and not before.startswith("ال")


AHEAD, BACK = "ahead", "back"
PLANNED, ASIDE_CLAUSE = "what follows is planned", "the clause is an aside"  # the words before still decide
CLUES = (
    Rule(
        "a verb whose object lies ahead",
        "دعا المجلس إلى جلسة |الأحد|",
        AHEAD,
        "دعا المجلس |الأحد| إلى جلسة",
        has_object_ahead,
    ),
    Rule(
        "the end of what lasted until then",
        "استمر العرض حتى |الأحد|",
        BACK,
        "تظل الأبواب مغلقة حتى |الأحد|",
        leads_to_the_end_of_something,
    ),
    Rule("leads to what lies ahead", "أجلت الرحلة حتى |الأحد|", AHEAD, "وصل حتى الآن وفدان |الأحد|", leads_ahead),
    Rule("what has happened, behind «بعد»", "هو سعيد بعد نجاحه |الأحد|", BACK, "هو سعيد بنجاحه |الأحد|", has_happened),
    Rule("a plan opens the clause", "قرعة الدورة |الأحد|", AHEAD, "نتائج القرعة |الأحد|", opens_with_a_plan),
    Rule("what is planned", "يرى أن قرعة الدورة |الأحد|", PLANNED, "يرى أن سحب الدورة |الأحد|", is_planned),
    Rule(
        "a present that «كان» or a past puts into the past",
        "كان الوفد يزور المصنع |الأحد|",
        BACK,
        "إن الوفد يزور المصنع |الأحد|",
        is_present_in_the_past,
    ),
    Rule(
        "a mishap in the present of headlines",
        "حريق يلتهم مصنعا |الأحد|",
        BACK,
        "قطار يعبر الجسر |الأحد|",
        is_mishap_in_the_present,
    ),
    Rule(
        "a present",
        "إن الوفد يزور المصنع |الأحد|",
        AHEAD,
        "هذه الباخرة التي تنقل القمح من الشمال البعيد |الأحد|",
        is_present_of_the_day,
    ),
    Rule(
        "a present in a relative clause",
        "هذه الباخرة التي تنقل القمح من الشمال البعيد |الأحد|",
        ASIDE_CLAUSE,
        "الباخرة التي تنقل القمح |الأحد|",
        is_present,
    ),
    Rule("a future", "سيزور الوفد المصنع |الأحد|", AHEAD, "زار الوفد المصنع |الأحد|", is_future),
    Rule("a past", "زار الوفد المصنع |الأحد|", BACK, "سيزور الوفد المصنع |الأحد|", is_past),
    Rule("a relative clause", "الوفد الذي في المصنع |الأحد|", BACK, "الوفد في المصنع |الأحد|", opens_a_relative_clause),
)


class Direction(NamedTuple):
    """Which way the words around an expression look, 1, -1 or None, and the clues found: (word, name of the rule)."""

    way: int | None
    clues: list[tuple[str, str]]


def direction(text: str, start: int, end: int) -> int | None:
    """Return 1 if the words around a stretch of a folded text look ahead, -1 if they look back, else None.

    The nearest verb before the stretch decides, or, where it opens its sentence, the words behind it.

    >>> from helpers.text import fold
    >>> sentences = ["تصل الباخرة الأحد", "وصلت الباخرة الأحد", "دعا المجلس إلى جلسة الأحد", "لم يصل أحد الأحد"]
    >>> [direction(text, len(text) - 5, len(text)) for text in map(fold, sentences)]
    [1, -1, 1, -1]
    """
    return explain_direction(text, start, end).way


def explain_direction(text: str, start: int, end: int) -> Direction:
    """Return the direction in time of a stretch of a folded text with the rules that decided it."""
    begin = max(0, start - CHARACTERS)
    ends = [m.end() for m in SENTENCE_END.finditer(text, begin, start)]
    words = WORD.findall(text, ends[-1] if ends else begin, start)[-REACH:]
    after = WORD.findall(text, end, end + BEHIND)[:BEHIND_WORDS]
    clause = len(words) - words[::-1].index(":") if ":" in words else 0
    opening = tense(words[clause], after="".join(words[clause + 1 : clause + 2])) if words[clause:] else None
    clues, planned, aside, next_to = [], False, False, True
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if _tells_nothing(word):  # «ابتداء من» leads to the expression as «حتى» does; a comma separates them
            next_to = next_to and len(word) > 1
            continue
        told = _tense_before(words, at, after, planned)
        rule, _ = first_match(CLUES, Clue(words, at, told, clause, opening, planned, aside, next_to))
        verdict = rule and rule.verdict
        if rule:
            clues.append((word, rule.name))
        if verdict in (AHEAD, BACK):
            return Direction(1 if verdict == AHEAD else -1, clues)
        next_to, planned, aside = False, planned or verdict == PLANNED, aside or verdict == ASIDE_CLAUSE
    return Direction(_without_a_verb(words, after, aside or opening == "present"), clues)


def _tense_before(words: list[str], at: int, after: list[str], planned: bool) -> str | None:
    """Return the tense of a word before an expression, by its neighbours and by the words that it needs."""
    word, before, distance = words[at], words[at - 1] if at else "", len(words) - at - 1
    told = tense(word, before, words[at + 1] if distance else "", distance < PRESENT_REACH, not distance)
    if told is None:
        return None
    if told in ("past", "present", "lasted") and before in particles("preposition"):
        return None
    entry = tense_entry(word)
    needed = entry[1] if entry else []
    if told == "ahead":
        return "ahead" if planned or _has_one_of(needed, words[at + 1 :]) else "past"
    return None if needed and not _has_one_of(needed, words + after) else told


def _has_one_of(needed: list[str], words: list[str]) -> bool:
    """Whether a needed word is among some words; one letter is a proclitic («ب» in «بوقف العمل»)."""
    return any(
        word == need or len(need) == 1 and word.startswith(need) and len(word) > 3 for need in needed for word in words
    )


def _without_a_verb(words: list[str], after: list[str], verb_first: bool) -> int | None:
    """Return the direction where no word before the expression has decided.

    `verb_first`: the verb of the sentence opens it, far from the expression: «ترسو الباخرة التي تنقل القمح … الأحد».
    """
    if verb_first:
        return 1
    if not "".join(words).strip(SIGNS):
        return _behind(after)
    return 1 if after and _looks_ahead(after[0]) else None


def _tells_nothing(word: str) -> bool:
    """Whether a word is a single letter or sign, or a word of the calendar that has no tense."""
    kind = calendar()[0].get(word, (None,))[0]
    return len(word) == 1 or kind not in (None, "ago", "hence") and word not in listed_tenses()


def _looks_ahead(word: str) -> bool:
    return tense(word, "ال") in ("future", "present")


def _behind(after: list[str]) -> int | None:
    """Return the direction that the words behind an expression give it where it opens its sentence.

    «الأحد، يلتقي الفريقان» looks ahead.
    """
    for i, word in enumerate(after):
        told = tense(word, after[i - 1] if i else "", "".join(after[i + 1 : i + 2]))
        if told in ("future", "present") or told == "planned" and i == 0:
            return 1
        if told == "past":
            return -1
    return None
