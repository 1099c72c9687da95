"""Phrases: the words around a verb of saying that name somebody, who speaks and who is spoken to.

Arabic sets when, where and to whom something was said anywhere between the verb and the name. Works on the words of a
`clauses.Sentence`, in offsets of the folded text.
"""
import re
from bisect import bisect_left
from functools import cache

from helpers.clauses import COMMA, LONG_NAME, PAUSE, PREPOSITIONS, REACH, WITH_PRONOUN, Sentence
from helpers.corpus import lexicon
from helpers.cues import OBJECT, Cue, readings
from helpers.letters import fold

PLACE_WORDS = 9   # words in which a place or an occasion is told before the speaker is named
MOST_TITLES = 3   # between commas before the name of him who has them
PLURAL = 6        # letters of a word in ين that may be a singular: الأمين
NAME_END = re.compile(r"[،,؛;:(/]|\s[-–—ـ]")
SUFFIX = re.compile(r"\w{3,}(?:ها|هم|هما|ه)$")
SON = {"بن", "بنت", "ابن"}
ALONE = {"ال", "وال", "لل", *"وفبلك"}  # the article and proclitics, which name nobody by themselves
ALL = {"كل", "جميع", "كافه", "معظم", "ساير"}
WHILE = ("وهو", "وهي", "وهم", "وهما")
JOINED = re.compile(r"(?:ها|هم|هما)$")  # «حثهم الوزير على»: the object is the pronoun

Span = tuple[int, int]


@cache
def given_names() -> frozenset[str]:
    """The given names of the lexicon, folded."""
    return frozenset(lexicon("given_names")["name"].map(fold))


@cache
def month_names() -> frozenset[str]:
    """The names of months of the lexicon that are one word, folded."""
    return frozenset(lexicon("months")["name"].map(fold))


def name(sentence: Sentence, first: int, limit: int, credit: bool = False) -> Span | None:
    """Where the words from number `first` on name a speaker: before `limit`, a comma, what ends a name; or none."""
    last = first
    for k in range(first, min(limit, first + REACH, len(sentence.words))):
        if not _inside_mark(sentence, k) and _ends_name(sentence, first, k, credit):
            break
        last = k + 1
    while last > first and sentence.word(last - 1) in PREPOSITIONS:
        last -= 1
    word = sentence.word(first) if first < len(sentence.words) else ""
    with_article = word[:3] == "بال" and sentence.words[first].start not in sentence.starts
    purpose = len(word) > 3 and word[0] == "ل" and readings(word[1:])  # «لتؤكد»
    nobody = last == first + 1 and word in ALONE  # «قال الـ إن»: the name was lost
    if last == first or word in PREPOSITIONS or with_article or purpose or nobody:
        return None
    last = _apposition(sentence, last, limit)
    start, end = sentence.words[first].start, sentence.words[last - 1].end
    mark = next((mark for mark in sentence.marks if start < mark.start and mark.end == end), None)
    return start, mark.close if mark else end


def past_proclitic(sentence: Sentence, phrase: Span) -> Span | None:
    """Return a phrase without the first letter of it, a proclitic, and the blanks behind that; None if nothing is left.

    >>> from helpers.clauses import Word
    >>> text = "ل رويترز"
    >>> past_proclitic(Sentence(text, [Word("ل", 0, 1), Word("رويترز", 2, 8)], 8, [], [], set()), (0, 8))
    (2, 8)
    """
    rest = sentence.text[phrase[0] + 1:phrase[1]]
    return (phrase[1] - len(rest.lstrip()), phrase[1]) if rest.strip() else None


def _inside_mark(sentence: Sentence, k: int) -> bool:
    """Whether word k goes on with a name between quotation marks: «شبكة "الجسر | اليوم"»."""
    start, end = sentence.words[k].start, sentence.words[k].end
    return any(mark.closed and mark.start < start and end <= mark.end and not sentence.has_words(mark, LONG_NAME)
               for mark in sentence.marks)


def _apposition(sentence: Sentence, k: int, limit: int) -> int:
    """Past a name between commas that tells who the speaker is: «قال الناطق باسم الشرطة، العقيد سالم منصور، إن»."""
    if k >= limit or not COMMA.search(sentence.gap(k)) or not sentence.names:
        return k
    people, at = {start for start, _, rank in sentence.names if rank == 0}, k
    for _ in range(MOST_TITLES):
        named = people & {word.start for word in sentence.words[at:at + 2]}
        reach = LONG_NAME + (0 if named else LONG_NAME)
        end = next((j for j in sentence.pauses if at < j <= min(at + reach, limit)), 0)
        if named or not end or not sentence.is_source(at, ("source",)) or sentence.word(at)[:2] == "ال":
            break
        at = end  # «، رئيس المجلس، | الدكتور سالم،»
    return end if end and named and (end == limit or sentence.that(end)) else k


def _ends_name(sentence: Sentence, first: int, k: int, credit: bool) -> bool:
    """Whether word k is no longer of the name that begins at word `first`: «الوزير | أمس», «سالم | لرويترز»."""
    word = sentence.word(k)
    if k > first and NAME_END.search(sentence.gap(k)) or sentence.that(k) or WITH_PRONOUN.match(word):
        return True
    report = k == first + 1 and sentence.word(first) in sentence.lists["report"] and word[0] == "ل"  # «تقرير لوكالة …»
    stops = sentence.listed(k, "stop", "adverb", "preposition") or sentence.listed(k, "relative") or \
        word == "في" and sentence.listed(k + 1, "statement", "message")
    stops |= word in PREPOSITIONS and any(mark.closed and mark.close == sentence.words[k - 1].end + 1
                                          for mark in sentence.marks)  # «رد "الأفق" | على»
    spoken_to = word[0] == "ل" and sentence.words[k].start + 1 in sentence.starts and not _of_office(sentence, first, k)
    stops |= k > first and OBJECT.sub("", word) != word and OBJECT.sub("", word) in sentence.lists["statement"]
    stops |= is_attention(sentence, k) or sentence.listed(k, "blessing") == 2
    if credit and k == first:  # «وفقا لوكالة …»
        stops = spoken_to = False
    quoted = any(mark.start == sentence.words[k].start and sentence.has_words(mark, LONG_NAME)
                 for mark in sentence.marks)
    quoted |= word[0] == "ب" and word not in SON and any(
        end == sentence.words[k - 1].end and rank == 0 for _, end, rank in sentence.names)
    other = sentence.cues[k]
    return bool(not report and (stops or spoken_to) or quoted or other and other.kind != "masdar")


def _of_office(sentence: Sentence, first: int, k: int) -> bool:
    """Whether «ل», word k, tells whose office it is: «الأمين العام | لمجلس الأمن», but «الأمين العام | لرويترز»."""
    return k > first + 1 and sentence.is_source(first, ("source",)) and not sentence.is_source(k, ("outlet",)) and \
        any(start == sentence.words[k].start + 1 and rank for start, _, rank in sentence.names)


def subject(sentence: Sentence, first: int, limit: int, bound: bool = False) -> Span | None:
    """The speaker named between a verb and what is said, past when, where and to whom it was said; or none.

    `bound`: the verb goes on («وأضاف»), so only what is surely a name counts after a place: «وأضاف في كلمة ألقاها».
    """
    k, placed = first, False
    while k < limit:
        end, count = sentence.aside(k), sentence.listed(k, "adverb", "relative")
        if end == k and sentence.word(k) in WHILE and k == first:  # «يضيف وهو يبتسم: …»
            return None
        if end == k and count and not is_named(sentence, k):
            end = k + count
        end += end == k and is_attention(sentence, k)
        if end == k and (WITH_PRONOUN.match(sentence.word(k)) or sentence.word(k).isdigit()):
            end = k + 1 + (sentence.word(k).isdigit() and sentence.word(k + 1) in month_names())
        if end == k and sentence.word(k) == "لي" and k + 1 == limit:  # «قال لي إن», but «قال لي كوان إن»
            return None
        if end == k and begins_place(sentence, k):
            end, placed = _after_place(sentence, k, limit, bound), True
        if end == k:
            break
        k = end
    apart = k < limit and PAUSE.search(sentence.gap(k)) and sentence.word(k)[0] not in "وف"  # «لـ"الأفق"، جون تايلر»
    if k >= limit or placed and not apart and not is_named(sentence, k) and (bound or sentence.word(k)[:2] != "ال"):
        return None
    return name(sentence, k, limit)


def is_named(sentence: Sentence, k: int) -> bool:
    """Whether word k surely begins a name: an actor, an office, an outlet, a given name."""
    return sentence.words[k].start in sentence.starts or sentence.is_source(k) and sentence.word(k)[:2] != "لل" or \
        sentence.word(k) in given_names()


def is_statement(sentence: Sentence, phrase: Span) -> bool:
    """Whether a phrase is what was said and not who said it: «واختتمت حديثها بالقول»."""
    words = [OBJECT.sub("", word.text) for word in sentence.between(*phrase)]
    return len(words) == 1 and not sentence.lists["statement"].isdisjoint((words[0], words[0][:-1] + "ه"))


def is_attention(sentence: Sentence, k: int) -> bool:
    """Whether word k is what a verb draws to something: «ولفت الوزير | الانتباه إلى»."""
    near = range(k - 1, max(-1, k - REACH // 2), -1)
    cue = next((sentence.cues[j] for j in near if sentence.cues[j]), None) if sentence.listed(k, "attention") else None
    return bool(cue and "الي" in cue.takes)


def is_mute(sentence: Sentence, phrase: Span) -> bool:
    """Whether what a phrase names cannot speak: «تقتضي المصلحة», «كل الظروف», «كما يقول المثل»."""
    k = bisect_left(sentence.begins, phrase[0])
    return bool(sentence.listed(k + (sentence.word(k).removeprefix("و") in ALL), "nobody"))


def is_scripture(sentence: Sentence, phrase: Span) -> bool:
    """Whether a phrase names whom a text cites in passing: «قال الله تعالى», «في الحديث»; he who cites them goes on."""
    k = bisect_left(sentence.begins, phrase[0])
    whole = len(sentence.between(*phrase)) <= 2 or sentence.listed(k + 1, "blessing")
    return bool(whole and sentence.listed(k, "scripture"))


def begins_place(sentence: Sentence, k: int) -> bool:
    """Whether word k begins where or to whom it was said: «في بيان», «أمام الصحفيين», «لوكالة …», «لرويترز»."""
    word = sentence.word(k)
    return bool(word in PREPOSITIONS or sentence.listed(k, "preposition") or word == "ل" or
                word[0] == "ل" and (sentence.words[k].start + 1 in sentence.starts or word[:2] == "لل"))


def _after_place(sentence: Sentence, k: int, limit: int, bound: bool) -> int:
    """The word after a place or an occasion, past the noun and what belongs to it.

    «في مؤتمر صحفي | الوزير», «أمام الصحفيين | سالم», but «في ختام الاجتماع», «مع قناة كذا» as a whole.
    """
    at = k + (sentence.listed(k, "preposition") == 2 or sentence.word(k) in PREPOSITIONS or
              sentence.word(k)[0] != "ل" or sentence.word(k) == "ل") * 1
    for j in range(at + 1, min(k + PLACE_WORDS, limit)):
        before, word = sentence.word(j - 1), sentence.word(j)
        if PAUSE.search(sentence.gap(j)) or begins_place(sentence, j):
            return j
        whole = before[:2] in ("ال", "لل") or before.isdigit() or WITH_PRONOUN.match(before) or \
            sentence.listed(j - 1, "adverb", "occasion") or not bound and sentence.listed(j - 1, "statement")
        if whole and (is_named(sentence, j) or word[:2] != "ال" and word not in sentence.lists["occasion"] and
                      not WITH_PRONOUN.match(word) and not sentence.listed(j, "adverb")):
            return j
    return limit


def addressed(sentence: Sentence, k: int, cue: Cue, phrase: Span, last: bool, woman: bool) -> Span | None:
    """Who speaks, of a verb that takes somebody as its object; none where the phrase after it names only the object.

    «أبلغ مسؤول محلي صحيفة المدينة», «اتهم البيت الأبيض طهران»: the first. «وحث الحكومة», «ووصف الخطوة بأنها»: none, if
    somebody spoke before and the verb goes on or does not agree with the noun. `woman`: the last verb was feminine.
    """
    begin = bisect_left(sentence.begins, phrase[0])
    if sentence.listed(begin + (sentence.word(begin) in ALL), "called"):
        return None
    if JOINED.search(sentence.word(k)) and sentence.word(k) not in sentence.forms and \
            sentence.word(k)[1:] not in sentence.forms:
        return phrase
    first = next(n for n, word in enumerate(sentence.words) if word.start >= phrase[0])
    quoted = next((mark for mark in sentence.marks if mark.start == phrase[0] and mark.close < phrase[1]), None)
    if quoted:  # «أبلغ "الأفق" المهندس سالم»
        count = len(sentence.words)
        return name(sentence, count - len(sentence.between(quoted.close, sentence.end)), count)
    head = sentence.word(first)
    person = any(start == phrase[0] and rank == 0 for start, _, rank in sentence.names) or head in given_names()
    disagrees = not person and not cue.feminine and head[:2] == "ال" and head.endswith(("ه", "ات")) or \
        head.endswith(("ها", "هم")) and SUFFIX.match(head) or \
        not person and head[:2] == "ال" and head.endswith("ين") and len(head) > PLURAL  # «وحذرت المواطنين»
    if disagrees and (last or sentence.bound(k)):
        return None
    end = second_name(sentence, phrase)
    of_pronoun = sentence.word(k) not in sentence.forms and OBJECT.search(sentence.word(k))  # «الذي يتهمه الحكم»
    if sentence.listed(k - 1, "relative") and end == phrase[1] and not of_pronoun:  # «المدرب الذي اتهم الحكم»
        return None
    goes_on = cue.needs == "object" and sentence.bound(k) and woman == cue.feminine and end == phrase[1]
    return None if last and goes_on and not person else (phrase[0], end)


def second_name(sentence: Sentence, phrase: Span) -> int:
    """Where the first name of a phrase ends: before a second one, an actor, an office or an outlet, else at its end.

    «مسؤول محلي | صحيفة المدينة», «رئيس البلدية | وزير المالية», but «نائب رئيس البلدية» is one.
    """
    words = [n for n, word in enumerate(sentence.words) if phrase[0] <= word.start and word.end <= phrase[1]]
    named, person_named = next((end for start, end, _ in sentence.names if start == phrase[0]), None), False
    for n in words[1:]:
        before, word = sentence.word(n - 1), sentence.word(n)
        person_named |= before[:2] == "ال" and word[:2] != "ال" and word[0] not in "لبو"  # «وزير العدل | سالم منصور»
        if person_named and word[:2] == "ال" and word[-1] != "ي" and sentence.words[n].start not in sentence.starts:
            return sentence.words[n - 1].end  # «وزير العدل سالم منصور | الاتفاق», but «سالم الجبوري»
        if named is None and before[:2] == word[:2] == "ال" and (
                n == words[0] + 1 and (word[-1] == "ه") != (before[-1] == "ه") or  # «الوزير المعارضة»
                len(word) > PLURAL and word.endswith("ين") and not before.endswith("ين")):  # «الوزير الصحفيين»
            return sentence.words[n - 1].end
        whole = before[:2] == "ال" or n - 1 > words[0] and before.endswith(("ي", "يه", "يون", "يين")) or \
            named is not None and sentence.words[n - 1].end >= named
        actor = any(start == sentence.words[n].start and (rank < 2 or word[:2] != "ال")
                    for start, _, rank in sentence.names)
        apart = word[:2] != "ال" or before[:2] != "ال" or named is not None
        title = sentence.is_source(n) and word[:2] != "لل" and apart
        person = any(start == sentence.words[n].start and rank == 0 for start, _, rank in sentence.names)
        appositive = person and named is None and sentence.is_source(words[0], ("source",))
        if whole and (actor and not appositive or title and (named is None or sentence.is_source(n, ("outlet",)))):
            return sentence.words[n - 1].end
        if named is not None and sentence.words[n - 1].end >= named and (word[:2] == "ال" or SUFFIX.match(word)):
            return sentence.words[n - 1].end
        if named is None and actor and not whole and appositive:
            named = next(end for start, end, rank in sentence.names if start == sentence.words[n].start)
    return phrase[1]
