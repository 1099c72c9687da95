"""Tense: whether the words around a temporal expression look ahead or back.

Arabic news dates by bare weekdays: «يصل الأحد» is a Sunday to come, «وصل الأحد» one that has been. The nearest verb
decides. Verbs whose form does not give them away, and what else tells, stand in data/lexicons/tenses.csv; the rest is
morphology. A row of that table holds a word, what it tells, and words (parted by |) one of which must stand with it:

future, past   it tells so by itself («المقرر», «أعلن»)
present        looks ahead («تبدأ»), unless «كان» stands before it
until          leads to what lies ahead («حتى», «ابتداء»), unless something `lasted` («استمر») until then
ahead          a past verb whose object lies ahead («دعا إلى», «حدد جلسة»)
planned        a noun for what is arranged beforehand («جلسة», «قرعة»)
mishap         a noun for what nobody arranges: headlines tell it in the present («حريق يلتهم سوقاً»)
none           looks like a verb and is none («تونس»), or a verb that says nothing about the day («يؤكد»)
"""
import re
from functools import cache

from helpers.calendar_words import calendar
from helpers.corpus import lexicon
from helpers.letters import fold

REACH = 60          # words before an expression that may tell its tense
PRESENT_REACH = 15  # a present further off seldom speaks of the day
WAS_REACH = 6       # words between «كان» and the present that it puts into the past
CHARACTERS = 500    # that hold REACH words
SENTENCE_END = re.compile(r"[.!?؟؛\n](?!\d)")
WORD = re.compile(r"[^\W\d_]+|[،,:]")
# Morphology of folded words.
FUTURE = re.compile(r"س[يتن](?!\w*(?:يو|يه|ات|[^ادجش]ا)$)\w\w+")  # «سيصل», not «سيرجيو»
HE = re.compile(r"ي(?!\w*يه$|ورو|ون|وتي|وفن|وسف)\w\w")  # «يصل», not «يمنية», «يوروفرست»
SHE = re.compile(r"تت\w\w|ت(?!\w\wي\w$|\w*ا[ته]?$|\w*ه$|\w*يات$)\w\w")  # «تصل», not «تقرير», «تصريحات», «تجربة»
SHE_DID = re.compile(r"(?!ال|ت|ي|س[يت])\w\w+[^ايو]ت$|(?!ال)\w{3,}وا$|ت\w{2,}[^ايو]ت$")  # «هبطت», «خرجوا», «تراجعت»
HE_DID = re.compile(r"ا(?:ن|ست|\wت)(?!\w*ا\w$)\w{2,3}(?<![اهيتنم])$")  # «انسحب», «استهدف», «اجتمع», not «انسحاب»
DUE = {"مقرر", "المقرر", "مقررا"}
WAS = {"كان", "كانت", "كانوا", "ظل", "ظلت"}
HERS = re.compile(r"\w(?:ه|ات)$")  # a feminine noun, folded
AFTER = {"بعد", "عقب", "اثر", "منذ", "غداه", "لدي"}  # «بعد فوزه» has been
OBJECT = re.compile(r"\w{3,}(?:ه|ها|هم|هما)$")
IN = {"في", "خلال", "عبر", "اثناء", *AFTER}  # what is planned is no object there
# No verb follows these; folded.
PREPOSITIONS = set("الي في علي عن مع بعد قبل خلال حول دون بين عند لدي عبر ضد منذ عقب اثر بسبب رغم".split())
ASIDE = 4           # words after which the verb behind «الذي» does not speak of the day
WHICH = {"الذي", "التي", "الذين", "ما"}
CLAUSE_OPENERS = {"", *"، , : ان حيث سوف لن لم كما فيما بينما قد لا التي بان وان ثم اذ".split()}  # a verb may follow


@cache
def _tenses() -> dict[str, tuple[str, list[str]]]:
    """Each folded word with its tense, and the words one of which must stand with it, where the table names any."""
    return {fold(row.word): (row.tense, [fold(word) for word in row.needs.split("|") if word])
            for row in lexicon("tenses").itertuples()}


def _entry(word: str) -> tuple[str, list[str]] | None:
    tenses = _tenses()
    return tenses.get(word) or (tenses.get(word[1:]) if word[0] in "وف" else None)


def _stands(needed: list[str], words: list[str]) -> bool:
    """Whether one of the needed words is among some words; one letter is a proclitic («ب» in «بوقف العمل»)."""
    return any(word == need or len(need) == 1 and word.startswith(need) and len(word) > 3
               for need in needed for word in words)


def tense(word: str, before: str = "", after: str = "", near: bool = True, next_to: bool = False) -> str | None:
    """What a folded word tells by itself: future, present, past, until, planned, ahead, lasted or nothing.

    `before` and `after` are the words beside it, `near` whether the expression is near enough for a present to speak
    of it, and `next_to` whether nothing stands between.

    >>> [tense(fold(word)) for word in ("سيصل", "يصل", "هبطت", "المقرر", "انسحب", "وزير")]
    ['future', 'present', 'past', 'future', 'past', None]
    """
    entry = _entry(word)
    if entry:
        both = entry[0] in ("past", "ahead") and word.lstrip("وف").startswith("ت") and not word.endswith("ت")
        return "present" if both and HERS.search(after) else entry[0]  # «تقدم الحكومة», but «تقدم الوزير»
    bare = word[1:] if word[0] == "و" and len(word) > 4 or word[:2] in ("فس", "في", "فت") and len(word) > 5 else word
    if FUTURE.match(bare):
        return "future"
    if HE_DID.match(bare) or SHE_DID.match(bare):
        return "past"
    after_noun = before.startswith("ال") and len(before) > 4  # an adjective would have the article too
    opens = before in CLAUSE_OPENERS or after_noun or next_to and len(bare) > 3 or bare != word
    if near and (HE.match(bare) or SHE.match(bare) and opens):
        return "past" if before == "لم" else "present"
    return None


def direction(text: str, start: int, end: int) -> int | None:
    """1 where the words before a stretch of a folded text (after it, where it goes first) look ahead, -1 back, or None.

    The nearest verb decides. «حتى», «إلى» and the like look ahead unless something lasted until then; a verb of asking,
    warning or fixing a date looks ahead to what stands behind its preposition («دعا إلى جلسة الخميس», but «دعا الخميس
    إلى جلسة»); so do nouns for what is planned («جلسة», «قرعة») in a sentence that has no verb.

    >>> sentences = ["تصل الباخرة الأحد", "وصلت الباخرة الأحد", "دعا المجلس إلى جلسة الأحد", "لم يصل أحد الأحد"]
    >>> [direction(text, len(text) - 5, len(text)) for text in map(fold, sentences)]
    [1, -1, 1, -1]
    """
    begin = max(0, start - CHARACTERS)
    ends = [m.end() for m in SENTENCE_END.finditer(text, begin, start)]
    words = WORD.findall(text, ends[-1] if ends else begin, start)[-REACH:]
    after = WORD.findall(text, end, end + 60)[:3]
    clause = len(words) - words[::-1].index(":") if ":" in words else 0
    opening = tense(words[clause], after="".join(words[clause + 1:clause + 2])) if words[clause:] else None
    planned, aside, next_to = False, False, True
    for at in range(len(words) - 1, -1, -1):
        word, before, between = words[at], words[at - 1] if at else "", words[at + 1:]
        if len(word) == 1 or _tells_nothing(word):
            next_to = next_to and len(word) > 1  # «ابتداء من» leads to the expression as «حتى» does; a comma parts them
            continue
        told = tense(word, before, "".join(between[:1]), len(between) < PRESENT_REACH, not between)
        if told in ("past", "present", "lasted") and before in PREPOSITIONS:
            told = None
        needed = (_entry(word) or ("", []))[1]
        if told == "ahead":
            if planned or _stands(needed, between):
                return 1
            told = "past"
        elif needed and not _stands(needed, words + after):
            told = None
        if told == "until" and next_to:
            return -1 if any(tense(other) == "lasted" for other in words[:at]) else 1
        if told in (None, "planned") and before in AFTER and OBJECT.match(word):
            return -1
        if told == "planned" and before not in IN:
            planned = True
            if at == clause:
                return 1
        elif told == "present" or word in DUE:
            if _was(words[max(0, at - WAS_REACH):at]) or opening == "past" and _describes(before):
                return -1
            if before not in WHICH or len(between) < ASIDE:
                return -1 if opening == "mishap" else 1
            aside = True  # «الباخرة التي تنقل ألف طن من القمح الأحد»: the verb of the sentence goes first
        elif told == "future":
            return 1
        elif told in ("past", "lasted") or word in WHICH and not aside:
            return -1
        next_to = False
    if aside or opening == "present":
        return 1
    return _behind(after) if not "".join(words).strip("،,:") else 1 if after and _looks_ahead(after[0]) else None


def _tells_nothing(word: str) -> bool:
    """Whether a word is one of the calendar and no sign of tense."""
    kind = calendar()[0].get(word, (None,))[0]
    return kind not in (None, "ago", "hence") and word not in _tenses()


def _was(before: list[str]) -> bool:
    """Whether «كان» stands among the words before a present, and no other verb of the past between."""
    was = [i for i, word in enumerate(before) if word.lstrip("وف") in WAS]
    return bool(was) and not any(tense(word) == "past" for word in before[was[-1] + 1:] if word not in ("قد", "لم"))


def _describes(before: str) -> bool:
    """Whether a present goes with the noun before it, as a relative clause without «الذي»: «انقلب قارب يقل صيادين»."""
    return before.removeprefix("و") not in CLAUSE_OPENERS and not before.startswith("ال")


def _looks_ahead(word: str) -> bool:
    return tense(word, "ال") in ("future", "present")


def _behind(after: list[str]) -> int | None:
    """What the words behind an expression tell that opens its sentence: «الأحد، يلتقي الفريقان»."""
    for i, word in enumerate(after):
        told = tense(word, after[i - 1] if i else "", "".join(after[i + 1:i + 2]))
        if told in ("future", "present") or told == "planned" and i == 0:
            return 1
        if told == "past":
            return -1
    return None
