"""Tense: whether the words around a temporal expression look ahead or back.

Arabic news dates by bare weekdays: «يصل الأحد» is a Sunday to come, «وصل الأحد» one that has been. The nearest verb
decides. FORMS gives the tense of one word, CLUES the direction of an expression by the words before it, from the
nearest to the farthest. The words are rows of data/lexicons/tenses.csv and particles.csv, the affixes rows of
affixes.csv. A row of tenses.csv has a word, its tense, and words (separated by |) one of which must occur with it:

future, past   it decides by itself («المقرر», «أعلن»)
present        looks ahead («تبدأ»), unless «كان» precedes it
until          leads to what lies ahead («حتى», «ابتداء»), unless something `lasted` («استمر») until then
ahead          a past verb whose object lies ahead («دعا إلى», «حدد جلسة»)
planned        a noun for what is arranged beforehand («جلسة», «قرعة»)
mishap         a noun for what nobody arranges; headlines report it in the present («حريق يلتهم سوقاً»)
none           looks like a verb but is not one («تونس»), or a verb that says nothing about the day («يؤكد»)
"""

import re
from functools import cache
from typing import NamedTuple

from helpers.lexicons import affixes, any_of, calendar, is_definite, listed_tenses, particles, tense_entry
from helpers.rules import Rule, first_match

REACH = 60  # words before an expression that may decide its direction
PRESENT_REACH = 15  # a present farther off seldom speaks of the day
WAS_REACH = 6  # words between «كان» and the present that it puts into the past
CHARACTERS = 500  # the length of REACH words
BEHIND_WORDS = 3  # words behind an expression that are read if it opens its sentence,
BEHIND = 60  # and their length
ASIDE = 4  # words between «الذي» and the expression from which on its verb does not speak of the day
SENTENCE_END = re.compile(r"[.!?؟؛\n](?!\d)")
WORD = re.compile(r"[^\W\d_]+|[،,:]")
SIGNS = "،,:"
CONJUNCTIONS = re.compile(r"\A[وف]+")
VERB_LETTERS = frozenset("سيت")  # with which a present or a future begins
INSIDE = "*"  # before a word whose neighbour is not read: it does not open its clause


class VerbForms(NamedTuple):
    """Patterns of folded words: forms of verbs, and what is next to them."""

    future: re.Pattern  # «سيصل», not «سيرجيو»
    he: re.Pattern  # a present, «يصل», not «يمنية», «يوروفرست»
    she: re.Pattern  # a present, «تصل», not «تقرير», «تصريحات», «تجربة»
    he_did: re.Pattern  # a past, «انسحب», «استهدف», «اجتمع», not «انسحاب»
    she_did: re.Pattern  # a past, «هبطت», «تراجعت», or the plural, «خرجوا»
    feminine: re.Pattern  # a feminine noun
    with_pronoun: re.Pattern  # a noun or verb with a pronoun at its end


@cache
def verb_forms() -> VerbForms:
    """Return the patterns of verbs, with the affixes of affixes.csv."""
    article, plural_past = any_of(affixes("article")), any_of(affixes("plural past"))
    no_verb, no_future = affixes("ending of no verb"), affixes("ending of no verb", "ending of no future")
    return VerbForms(
        future=re.compile(rf"س[يتن](?!\w*(?:{any_of(no_future)}|[^ادجش]ا)$)\w\w+"),
        he=re.compile(rf"(?!{any_of(affixes('beginning of no present'))})ي(?!\w*(?:{any_of(no_verb)})$)\w\w"),
        she=re.compile(r"ت(?:ت\w|(?!\w\wي\w$|\w*ا[ته]?$|\w*ه$)\w)\w"),
        he_did=re.compile(r"ا(?:ن|\wت)(?!\w*ا\w$)\w{2,3}(?<![اهيتنم])$"),
        she_did=re.compile(
            rf"(?!{article}|[تي]|س[يت])\w\w+[^ايو]ت$|(?!{article})\w{{3,}}(?:{plural_past})$|ت\w{{2,}}[^ايو]ت$"
        ),
        feminine=re.compile(rf"\w(?:ه|{any_of(affixes('feminine plural'))})$"),
        with_pronoun=re.compile(rf"\w{{3,}}(?:{any_of(affixes('pronoun'))})$"),
    )


# The tense of one word ------------------------------------------------------------------------------------------------


class Form(NamedTuple):
    """A folded word with the words beside it, which may decide its tense."""

    word: str
    bare: str  # without a conjunction before it
    before: str
    after: str
    near: bool  # near enough to an expression for a present to speak of it
    next_to: bool  # with nothing between it and the expression


def without_conjunction(word: str) -> str:
    """Return a folded word without و or ف before it, if enough letters of a verb remain."""
    if word[0] == "و" and len(word) > 4:
        return word[1:]
    return word[1:] if word[0] == "ف" and word[1:2] in VERB_LETTERS and len(word) > 5 else word


def is_present_with_feminine_subject(form: Form) -> bool:
    """Return whether a listed past is a present here: «تقدم الحكومة», but «تقدم الوزير»."""
    if not verb_forms().feminine.search(form.after) or listed_tense(form) not in ("past", "ahead"):
        return False
    return CONJUNCTIONS.sub("", form.word).startswith("ت") and not form.word.endswith("ت")


def listed_tense(form: Form) -> str:
    """Return the tense of a word in tenses.csv, or an empty string."""
    return (tense_entry(form.word) or ("",))[0]


def has_future_prefix(form: Form) -> bool:
    """Return whether a word has the form of a future."""
    return bool(verb_forms().future.match(form.bare))


def has_past_form(form: Form) -> bool:
    """Return whether a word has the form of a past."""
    return bool(verb_forms().he_did.match(form.bare) or verb_forms().she_did.match(form.bare))


def is_denied_present(form: Form) -> bool:
    """Return whether a word is a present behind «لم», which is a past."""
    return form.before in particles("denial") and has_present_form(form)


def has_present_form(form: Form) -> bool:
    """Return whether a word has the form of a present, near enough to the expression to speak of its day."""
    if not form.near:
        return False
    return bool(verb_forms().he.match(form.bare) or verb_forms().she.match(form.bare) and _may_be_a_verb(form))


def _may_be_a_verb(form: Form) -> bool:
    """Return whether a word with ت before it is at a place for verbs: behind a particle, a sign or a definite noun."""
    if _opens_clause(form.before) or form.bare != form.word:
        return True
    behind_noun = is_definite(form.before) and len(form.before) > 4  # an adjective would have the article too
    return behind_noun or form.next_to and len(form.bare) > 3


def _opens_clause(before: str) -> bool:
    """Return whether the word before a verb lets it open a clause: none, a sign or a particle."""
    return not before or before in SIGNS or before in particles("opener")


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
    """Return the tense of a folded word by itself, or None: future, present, past, or one of tenses.csv.

    Args:
        word: a folded word.
        before: the word before it.
        after: the word after it.
        near: whether a temporal expression is near enough for a present to speak of it.
        next_to: whether nothing is between the word and the expression.

    >>> from helpers.text import fold
    >>> [tense(fold(word)) for word in ("سيصل", "يصل", "هبطت", "المقرر", "انسحب", "وزير")]
    ['future', 'present', 'past', 'future', 'past', None]
    """
    rule, found = first_match(FORMS, Form(word, without_conjunction(word), before, after, near, next_to))
    return found if rule and rule.verdict == LISTED else rule and rule.verdict


# Clues: the words before an expression --------------------------------------------------------------------------------


class Clue(NamedTuple):
    """A word before a temporal expression, its tense there, and what was read between the two."""

    words: list[str]  # of the sentence, up to the expression
    at: int  # the number of the word
    tense: str | None
    clause: int  # the first word of the clause
    opening: str | None  # the tense of that word
    planned: bool  # a noun between is for what is arranged beforehand
    aside: bool  # a relative clause between has its own verb
    next_to: bool  # only words of the calendar are between

    @property
    def word(self) -> str:
        """The word itself."""
        return self.words[self.at]

    @property
    def before(self) -> str:
        """The word before it, if any."""
        return self.words[self.at - 1] if self.at else ""

    @property
    def distance(self) -> int:
        """The count of words between it and the expression."""
        return len(self.words) - self.at - 1


def leads_to_the_end_of_something(clue: Clue) -> bool:
    """Return whether «حتى» leads to the end of what lasted until then: «استمر حتى الأحد»."""
    return leads_ahead(clue) and any(tense(other) == "lasted" for other in clue.words[: clue.at])


def has_begun(clue: Clue) -> bool:
    """Return whether «ابتداء من» follows a past verb: «جرائم ارتكبت ابتداء من الأحد»."""
    return leads_ahead(clue) and clue.word in particles("start") and bool(clue.before) and tense(clue.before) == "past"


def leads_ahead(clue: Clue) -> bool:
    """Return whether «حتى», «إلى» or «ابتداء» leads to the expression."""
    return clue.tense == "until" and clue.next_to


def has_happened(clue: Clue) -> bool:
    """Return whether a noun behind «بعد» names what has happened: «بعد نجاحه»."""
    is_open = clue.tense in (None, "planned")
    return is_open and clue.before in particles("after") and bool(verb_forms().with_pronoun.match(clue.word))


def opens_with_a_plan(clue: Clue) -> bool:
    """Return whether the first word of the clause is a noun for what is planned."""
    return is_planned(clue) and clue.at == clue.clause


def is_planned(clue: Clue) -> bool:
    """Return whether a word is a noun for what is planned, and no occasion: «في جلسة»."""
    return clue.tense == "planned" and clue.before not in particles("within", "after")


def has_object_ahead(clue: Clue) -> bool:
    """Return whether a word is a past verb whose object is in the future."""
    return clue.tense == "ahead"


def is_present_in_the_past(clue: Clue) -> bool:
    """Return whether «كان», or a past that opens the clause, puts a present into the past."""
    if not is_present(clue):
        return False
    return _was(clue.words[max(0, clue.at - WAS_REACH) : clue.at]) or clue.opening == "past" and _describes(clue.before)


def is_mishap_in_the_present(clue: Clue) -> bool:
    """Return whether a headline reports a mishap in the present."""
    return is_present_of_the_day(clue) and clue.opening == "mishap"


def is_present_of_the_day(clue: Clue) -> bool:
    """Return whether a present speaks of the day, and not of a noun far before it."""
    return is_present(clue) and (clue.before not in particles("which") or clue.distance < ASIDE)


def is_present(clue: Clue) -> bool:
    """Return whether a word is a present, or a participle such as «مقرر»."""
    return clue.tense == "present" or clue.word in particles("due")


def is_future(clue: Clue) -> bool:
    """Return whether a word is a future."""
    return clue.tense == "future"


def is_past(clue: Clue) -> bool:
    """Return whether a word is a past."""
    return clue.tense in ("past", "lasted")


def opens_a_relative_clause(clue: Clue) -> bool:
    """Return whether a word opens a relative clause without a verb."""
    return clue.word in particles("which") and not clue.aside


def _was(before: list[str]) -> bool:
    """Return whether «كان» is among the words before a present, with no other past between."""
    was = [i for i, word in enumerate(before) if CONJUNCTIONS.sub("", word) in particles("was")]
    between = before[was[-1] + 1 :] if was else []
    return bool(was) and not any(tense(word) == "past" for word in between if word not in particles("after was"))


def _describes(before: str) -> bool:
    """Return whether a present describes the noun before it, without «الذي»: «انقلب قارب يقل صيادين»."""
    return not _opens_clause(before.removeprefix("و")) and not is_definite(before)


AHEAD, BACK = "ahead", "back"
SIGN_OF = {AHEAD: 1, BACK: -1}
PLANNED, ASIDE_CLAUSE = "what follows is planned", "the clause is an aside"  # the words before them decide
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
    Rule(
        "the beginning of what has happened",
        "في مخالفات ارتكبت ابتداء من |الأحد|",
        BACK,
        "أغلقت الأبواب ابتداء من |الأحد|",
        has_begun,
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


# Direction ------------------------------------------------------------------------------------------------------------


class Direction(NamedTuple):
    """The direction of an expression, 1, -1 or None, and the clues for it: (word, name of the rule)."""

    sign: int | None
    clues: list[tuple[str, str]]


class DirectionOf:
    """The direction in time of a stretch of a folded text, found when a resolver asks for it.

    >>> from helpers.text import fold
    >>> direction = DirectionOf(fold("وصل الأحد"), 4, 9)
    >>> direction(), direction.found.clues
    (-1, [('وصل', 'a past')])
    """

    def __init__(self, text: str, start: int, end: int):
        self.place = text, start, end
        self.found: Direction | None = None  # until it is asked for

    def __call__(self) -> int | None:
        """Return 1 if the words around look ahead, -1 if they look back, else None."""
        self.found = self.found or explain_direction(*self.place)
        return self.found.sign


def direction(text: str, start: int, end: int) -> int | None:
    """Return 1 if the words around a stretch of a folded text look ahead, -1 if they look back, else None.

    The nearest verb before the stretch decides, or, if the stretch opens its sentence, the words behind it.

    >>> from helpers.text import fold
    >>> sentences = ["تصل الباخرة الأحد", "وصلت الباخرة الأحد", "دعا المجلس إلى جلسة الأحد", "لم يصل أحد الأحد"]
    >>> [direction(text, len(text) - 5, len(text)) for text in map(fold, sentences)]
    [1, -1, 1, -1]
    """
    return explain_direction(text, start, end).sign


def explain_direction(text: str, start: int, end: int) -> Direction:
    """Return the direction in time of a stretch of a folded text with the rules that decided it."""
    words, after = _words_around(text, start, end)
    clause = len(words) - words[::-1].index(":") if ":" in words else 0
    opening = tense(words[clause], after="".join(words[clause + 1 : clause + 2])) if words[clause:] else None
    clues, planned, aside, next_to = [], False, False, True
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if _has_no_tense(word):  # «ابتداء من» leads to the expression as «حتى» does; a comma separates them
            next_to = next_to and len(word) > 1
            continue
        tense_here = _tense_before(words, at, after, planned)
        rule, _ = first_match(CLUES, Clue(words, at, tense_here, clause, opening, planned, aside, next_to))
        verdict = rule and rule.verdict
        if rule:
            clues.append((word, rule.name))
        if verdict in SIGN_OF:
            return Direction(SIGN_OF[verdict], clues)
        next_to, planned, aside = False, planned or verdict == PLANNED, aside or verdict == ASIDE_CLAUSE
    if aside:
        return Direction(1, clues)
    if opening == "present":  # far from the expression: «ترسو الباخرة التي تنقل القمح … الأحد»
        return Direction(1, [*clues, (words[clause], "a present opens the clause")])
    decided = _behind(after, not "".join(words).strip(SIGNS))
    return Direction(decided.sign, clues + decided.clues)


def _words_around(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """Return the words of the sentence before a stretch of a text, and the first words behind it."""
    begin = max(0, start - CHARACTERS)
    ends = [m.end() for m in SENTENCE_END.finditer(text, begin, start)]
    before = WORD.findall(text, ends[-1] if ends else begin, start)[-REACH:]
    return before, WORD.findall(text, end, end + BEHIND)[:BEHIND_WORDS]


def _tense_before(words: list[str], at: int, after: list[str], planned: bool) -> str | None:
    """Return the tense of a word before an expression, by its neighbours and by the words that it needs."""
    word, before, distance = words[at], words[at - 1] if at else "", len(words) - at - 1
    found = tense(word, before, words[at + 1] if distance else "", distance < PRESENT_REACH, not distance)
    if found in ("past", "present", "lasted") and before in particles("preposition"):
        return None
    _, needed = tense_entry(word) or ("", [])
    if found == "ahead":
        return "ahead" if planned or _has_one_of(needed, words[at + 1 :]) else "past"
    return None if found and needed and not _has_one_of(needed, words + after) else found


def _has_one_of(needed: list[str], words: list[str]) -> bool:
    """Return whether a needed word is among some words; one letter is a proclitic («ب» in «بوقف العمل»)."""
    return any(
        word == need or len(need) == 1 and word.startswith(need) and len(word) > 3 for need in needed for word in words
    )


def _has_no_tense(word: str) -> bool:
    """Return whether a word is a single letter or sign, or a word of the calendar without a tense."""
    kind = calendar()[0].get(word, (None,))[0]
    return len(word) == 1 or kind not in (None, "ago", "hence") and word not in listed_tenses()


def _behind(after: list[str], opens: bool) -> Direction:
    """Return the direction by the words behind an expression: only the next one, unless it opens its sentence.

    «الأحد، يلتقي الفريقان» looks ahead.
    """
    for i, word in enumerate(after if opens else after[:1]):
        before = "".join(after[:i][-1:]) if opens else INSIDE
        found = tense(word, before, "".join(after[i + 1 : i + 2]) if opens else "")
        if found in ("future", "present") or opens and found == "planned" and i == 0:
            return Direction(1, [(word, "a verb or a plan behind it")])
        if opens and found == "past":
            return Direction(-1, [(word, "a past behind it")])
    return Direction(None, [])
