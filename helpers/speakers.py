"""Speakers: the words of a sentence that name who speaks, and the actor that they name.

Arabic news names the speaker after the verb, before it, or not at all, and sets when, where and to whom it was said
anywhere between. Offsets are those of the folded text, except in `Actors`, which reads the page as it stands.
"""
import re
from bisect import bisect_left, insort
from functools import cache

from helpers.corpus import lexicon
from helpers.cues import LONG_NAME, PAUSE, PREPOSITIONS, REACH, WITH_PRONOUN, Cue, Sentence
from helpers.letters import fold

CREDIT_WORDS = 8  # words that name an outlet when no comma ends the name
PLACE_WORDS = 9   # words in which a place or an occasion is told before the speaker is named
NAME_END = re.compile(r"[،,؛;:(/]|\s[-–—ـ]")
# «لكنه دعا إيران إلى»: he who spoke last
PRONOUN = re.compile(r"[وف]?(?:لكن|ل?ان)(?:ه|ها|هم|هما)$|[وف]?(?:هو|هي|هم)$")
VERB = re.compile(r"\w+[^ا]ت$")  # «أثارت», never «قوات»
REPORTS = {"تقرير", "بيان", "كتاب", "رساله", "مذكره", "وثيقه", "دراسه"}
STATEMENTS = {"بيان", "تصريح", "تصريحات", "كلمه"}
SUFFIX = re.compile(r"\w{3,}(?:ها|هم|هما|ه)$")
# «في بيان صحفي»: adjectives that stand with the occasion
OCCASION = {"صحفي", "صحافي", "صحفيه", "صحافيه", "رسمي", "رسميه", "مشترك", "مشتركه", "مقتضب", "متلفز", "متلفزه",
            "مكتوب", "خطي", "منفصل", "لاحق", "سابق", "هاتفي", "هاتفيه", "تلفزيوني", "تلفزيونيه", "خاص", "خاصه"}
RANK = {"person": 0, "organisation": 1, "state": 2}  # which mention in a speaker's name is the actor
# «المتحدث باسم رئيس الوزراء الكندي …»: the name that follows is of the one whom he speaks for
SPOKESMAN = re.compile(r"باسم (?:(?:ال)?(?:رئيس|وزير|أمين|زعيم|ملك|مرشد|مستشار)ة?(?: \w+){0,3} )?$")
CLASSES = {"وكاله": "agency", "صحيفه": "newspaper", "جريده": "newspaper", "يوميه": "newspaper", "شبكه": "broadcaster",
           "قناه": "broadcaster", "محطه": "broadcaster", "اذاعه": "broadcaster", "تلفزيون": "broadcaster",
           "موقع": "site"}
# «الوكالة», «تقرير الصحيفة»
OF_CLASS = re.compile(rf"(?:^|\s)(?:ال|لل)({'|'.join(CLASSES)})$")
ONE_OF_CLASS = re.compile(rf"({'|'.join(CLASSES)})\s")  # «صحيفة المدينة»

Span = tuple[int, int]


@cache
def given_names() -> frozenset[str]:
    """The given names of the lexicon, folded."""
    return frozenset(lexicon("given_names")["name"].map(fold))


@cache
def month_names() -> frozenset[str]:
    """The names of months of the lexicon that are one word, folded."""
    return frozenset(lexicon("months")["name"].map(fold))


@cache
def outlet_classes() -> dict[str, str]:
    """The class of each news outlet of actors.csv: agency, newspaper, broadcaster, site."""
    notes = lexicon("actors").set_index("actor")["note"]
    return {actor: note.split()[-1] for actor, note in notes.items() if note.split()[-1:] and
            note.split()[-1] in CLASSES.values()}


def name(sentence: Sentence, first: int, limit: int, credit: bool = False) -> Span | None:
    """Where the words from number `first` on name a speaker: before `limit`, a comma, what ends a name; or none."""
    last = first
    for k in range(first, min(limit, first + REACH, len(sentence.words))):
        if _ends_name(sentence, first, k, credit):
            break
        last = k + 1
    while last > first and sentence.word(last - 1) in PREPOSITIONS:
        last -= 1
    if last == first or sentence.word(first) in PREPOSITIONS:
        return None
    start, end = sentence.words[first].start, sentence.words[last - 1].end
    mark = next((mark for mark in sentence.marks if start < mark.start and mark.end == end), None)
    return start, mark.close if mark else end


def _ends_name(sentence: Sentence, first: int, k: int, credit: bool) -> bool:
    """Whether word k is no longer of the name that begins at word `first`: «الوزير | أمس», «سالم | لرويترز»."""
    word = sentence.word(k)
    if k > first and NAME_END.search(sentence.gap(k)) or sentence.that(k) or WITH_PRONOUN.match(word):
        return True
    report = k == first + 1 and sentence.word(first) in REPORTS and word[0] == "ل"  # «تقرير لوكالة …»
    stops = sentence.listed(k, "stop", "adverb", "preposition") or sentence.listed(k, "relative")
    spoken_to = word[0] == "ل" and sentence.words[k].start + 1 in sentence.starts
    if credit and k == first:  # «وفقا لوكالة …»
        stops = spoken_to = False
    quoted = any(mark.start == sentence.words[k].start and sentence.has_words(mark, LONG_NAME)
                 for mark in sentence.marks)
    other = sentence.cues[k]
    return bool(not report and (stops or spoken_to) or quoted or other and other.kind != "masdar")


def subject(sentence: Sentence, first: int, limit: int, bound: bool = False) -> Span | None:
    """The speaker named between a verb and what is said, past when, where and to whom it was said; or none.

    `bound`: the verb goes on («وأضاف»), so only what is surely a name counts after a place: «وأضاف في كلمة ألقاها».
    """
    k, placed = first, False
    while k < limit:
        end = sentence.aside(k)
        if end == k and (WITH_PRONOUN.match(sentence.word(k)) or sentence.word(k).isdigit()):
            end = k + 1 + (sentence.word(k).isdigit() and sentence.word(k + 1) in month_names())
        if end == k and sentence.word(k) == "لي" and k + 1 == limit:  # «قال لي إن», but «قال لي كوان إن»
            return None
        if end == k and (count := sentence.listed(k, "adverb", "relative")) and not is_named(sentence, k):
            end = k + count
        if end == k and _begins_place(sentence, k):
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


def _begins_place(sentence: Sentence, k: int) -> bool:
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
        if PAUSE.search(sentence.gap(j)) or _begins_place(sentence, j):
            return j
        whole = before[:2] in ("ال", "لل") or before in OCCASION or before.isdigit() or WITH_PRONOUN.match(before) or \
            sentence.listed(j - 1, "adverb") or not bound and before in STATEMENTS
        if whole and (is_named(sentence, j) or word[:2] != "ال" and word not in OCCASION and
                      not WITH_PRONOUN.match(word) and not sentence.listed(j, "adverb")):
            return j
    return limit


def addressed(sentence: Sentence, k: int, cue: Cue, phrase: Span, last: bool, woman: bool) -> Span | None:
    """Who speaks, of a verb that takes somebody as its object; none where the phrase after it names only the object.

    «أبلغ مسؤول محلي صحيفة المدينة», «اتهم البيت الأبيض طهران»: the first. «وحث الحكومة», «ووصف الخطوة بأنها»: none, if
    somebody spoke before and the verb goes on or does not agree with the noun. `woman`: the last verb was feminine.
    """
    if OBJECT_JOINED.search(sentence.word(k)) and sentence.word(k) not in sentence.forms and \
            sentence.word(k)[1:] not in sentence.forms:
        return phrase
    first = next(n for n, word in enumerate(sentence.words) if word.start >= phrase[0])
    end = second_name(sentence, phrase)
    if end < phrase[1]:
        return phrase[0], end
    head = sentence.word(first)
    person = any(start == phrase[0] and rank == 0 for start, _, rank in sentence.names)
    feminine = head[-1] == "ه" and head not in given_names()
    disagrees = not person and (not cue.feminine and not cue.participle and feminine and head[:2] == "ال" or
                                SUFFIX.match(head) and not feminine)
    goes_on = cue.needs == "object" and sentence.bound(k) and woman == cue.feminine and \
        (not cue.feminine or feminine or sentence.listed(first, "source") or cue.needs == "object")
    return None if disagrees and (last or sentence.bound(k)) or last and goes_on and not person else phrase


OBJECT_JOINED = re.compile(r"(?:ها|هم|هما)$")  # «حثهم الوزير على»: the object is the pronoun


def second_name(sentence: Sentence, phrase: Span) -> int:
    """Where the first name of a phrase ends: before a second one, an actor, an office or an outlet, else at its end.

    «مسؤول محلي | صحيفة المدينة», «رئيس البلدية | وزير المالية», but «نائب رئيس البلدية» is one.
    """
    words = [n for n, word in enumerate(sentence.words) if phrase[0] <= word.start and word.end <= phrase[1]]
    named = next((end for start, end, rank in sentence.names if start == phrase[0] and rank < 2), None)
    for n in words[1:]:
        if n == words[0] + 1 and sentence.word(n)[:2] == sentence.word(n - 1)[:2] == "ال" and \
                (sentence.word(n)[-1] == "ه") != (sentence.word(n - 1)[-1] == "ه"):  # «الوزير المعارضة»
            return sentence.words[n - 1].end
        before, word = sentence.word(n - 1), sentence.word(n)
        whole = before[:2] == "ال" or n - 1 > words[0] and before.endswith(("ي", "يه", "يون", "يين")) or \
            named is not None and sentence.words[n - 1].end >= named
        actor = any(start == sentence.words[n].start and (rank < 2 or word[:2] != "ال")
                    for start, _, rank in sentence.names)
        title = sentence.is_source(n) and (word[:2] != "ال" or before[:2] != "ال" or named is not None)
        appositive = actor and any(start == sentence.words[n].start and rank == 0 for start, _, rank in sentence.names) \
            and named is None and sentence.is_source(words[0], ("source",))
        if whole and (actor and not appositive or title and (named is None or sentence.is_source(n, ("outlet",)))):
            return sentence.words[n - 1].end
        if named is not None and sentence.words[n - 1].end >= named and word[:2] == "ال":
            return sentence.words[n - 1].end
    return phrase[1]


def before(sentence: Sentence, k: int) -> Span | None:
    """The subject that stands before its verb, word k: «لكن الوزير قال», «الوزير الذي أكد», «أما الوزارة فأوضحت»."""
    about = next((j for j in range(k - 1, -1, -1) if sentence.word(j) in ("اما", "واما")), None)
    if about is not None and sentence.word(k)[0] == "ف":
        return name(sentence, about + 1, k)
    last = first = k - (sentence.word(k - 1) in ("قد", "وقد"))
    while 0 < first and last - first < REACH // 2 and not (first < k and PAUSE.search(sentence.gap(first))) and \
            not (sentence.joins(first - 1) or sentence.cues[first - 1] or sentence.that(first - 1)):
        first -= 1
    if PAUSE.search(sentence.gap(k)) and (first and not sentence.that(first - 1) or last - first > LONG_NAME or
                                          WITH_PRONOUN.match(sentence.word(first))):
        return None  # what stands before the comma is another clause
    first = reported_by(sentence, k) or first
    while first < last and (WITH_PRONOUN.match(sentence.word(first)) or
                            VERB.match(sentence.word(first)) and not is_named(sentence, first)):
        first += 1
    head = sentence.word(first).removeprefix("و")
    if first < last and (head in PREPOSITIONS or head in sentence.lists["preposition"] | sentence.lists["stop"]):
        return None  # «وحول الأسعار نفى أن»
    return name(sentence, first, last) if first < last else None


def reported_by(sentence: Sentence, k: int) -> int | None:
    """The report that a verb, word k, belongs to: «صدر أمس بيان يعتبر …»; none where a comma parts them."""
    near = range(k - 1, max(0, k - LONG_NAME, *(j - 1 for j in sentence.pauses if j <= k)), -1)
    return next((j for j in near if sentence.word(j) in REPORTS), None)


def fronted(sentence: Sentence, k: int) -> Span | None:
    """Who acts in the clause before a verb, word k, and a comma: «في رسالة كتبها سالم إلى منير، قال إن»: سالم."""
    if not sentence.pauses or sentence.bound(k) or sentence.cues[k].participle:
        return None
    end = max((j for j in sentence.pauses if j <= k), default=0)
    if k - end > 1 or not end:
        return None
    if not (_begins_place(sentence, 0) or sentence.word(0).removeprefix("و") in PREPOSITIONS) and sentence.cues[0] is None:
        phrase = subject(sentence, 1, end)  # «وأصدر النائب بيانا، قال فيه»
        if phrase and any(is_named(sentence, j) for j in range(end) if sentence.words[j].start == phrase[0]):
            return phrase
    for j in range(1, end):
        verb = SUFFIX.match(sentence.word(j)) and (sentence.word(j)[-1] != "ه" or is_named(sentence, j + 1))
        if verb and sentence.word(j - 1)[:2] != "ال" and sentence.word(j - 1) not in PREPOSITIONS:
            if phrase := subject(sentence, j + 1, end):
                return _until_preposition(sentence, phrase)
    for start, stop, rank in sentence.names:
        word = next((n for n, word in enumerate(sentence.words) if word.start == start), None)
        if rank < 2 and stop <= sentence.words[end - 1].end and word is not None and word and \
                sentence.word(word - 1) not in PREPOSITIONS and not sentence.listed(word - 1, "preposition"):
            return start, stop
    return None


def _until_preposition(sentence: Sentence, phrase: Span) -> Span:
    """A phrase up to «إلى …»: in «كتبها سالم إلى منير» it is سالم who wrote."""
    words = sentence.between(*phrase)
    stop = next((n for n, word in enumerate(words) if word.text in ("الي", "عن")), len(words))
    return (phrase[0], words[stop - 1].end) if stop else phrase


def topic(sentence: Sentence, k: int) -> Span | None:
    """Whom a participle, word k, may be said of: the first actor before it, or what follows the first verb."""
    actor = next(((start, end) for start, end, rank in sentence.names if rank < 2 and end <= sentence.words[k].start), None)
    if actor or sentence.cues[0] and sentence.cues[0].kind != "credit":
        return actor
    first = next((j for j in sentence.pauses if j < min(LONG_NAME, k)), 0)  # after «من جهته،», «بحسب …،»
    while first < k - 1 and (sentence.joins(first) or sentence.word(first) in ("قد", "فقد")):
        first += 1
    first += not sentence.word(first).startswith("ال")
    return subject(sentence, first, min(k, first + LONG_NAME), bound=True) or name(sentence, first, min(k, first + LONG_NAME))


def credited(sentence: Sentence, k: int, verb: bool) -> Span | None:
    """The source that a credit, word k, names: «بحسب رويترز», «وفقا لما ذكرت الوكالة»; none for «حسب الخطة».

    `verb`: the credit ends in «ما» and a verb of telling follows it.
    """
    first = k + 1
    while sentence.word(first) in ("عن", "ما", "لما", "به", "في"):
        first += 1
    verb = verb or first > k + 1 and sentence.word(first - 1) not in ("عن", "في") or sentence.word(k).endswith("ما")
    first += verb
    sentence.cues[k + 1:first] = [None] * len(sentence.cues[k + 1:first])
    while WITH_PRONOUN.match(sentence.word(first)):  # «نقلته عنه قناة …»
        first += 1
    phrase = name(sentence, first, len(sentence.words), credit=True)
    if phrase is None:
        return None
    after = len(sentence.words) - len(sentence.between(phrase[1], sentence.end))
    answered = sentence.word(after) in ("فان", "فانه", "فانها", "فقد")  # «بحسب الرئيس، فإن …»
    if not (verb or answered or sentence.is_source(first, ("source",)) or is_outlet(sentence, phrase) or
            any(start in (phrase[0], phrase[0] + 1) for start, _, _ in sentence.names)):
        return None
    named = sentence.between(*phrase)
    if len(named) > CREDIT_WORDS:
        ends = [mark.close for mark in sentence.marks if phrase[0] <= mark.open < phrase[1]]
        ends += [end for start, end, _ in sentence.names if phrase[0] <= start < phrase[1]]
        phrase = phrase[0], (ends or [named[3].end])[0]
    of = named[0].text[0] == "ل" and sentence.word(k).endswith("ا") and not verb  # «وفقا لوكالة», «وفقا للوكالة»
    return phrase[0] + (of and named[0].text[:2] != "لل"), phrase[1]


def is_outlet(sentence: Sentence, span: Span, reach: int = 4) -> bool:
    """Whether a news outlet is named in the first words of a phrase: «العديد من الصحف»."""
    start = span[0] - 1  # the name may follow «ل»
    inside = [k for k, word in enumerate(sentence.words) if start <= word.start and word.end <= span[1]]
    reach += bool(inside) and sentence.word(inside[0]) in REPORTS
    return any(sentence.is_source(k, ("outlet",)) for k in inside[:reach])


class Actors:
    """The actors of one page, and whom a speaker's name stands for; remembers who was called what."""

    def __init__(self, text: str, mentions):
        self.text, self.known = text, {}
        self.mentions = sorted((m.start, m.end, RANK[m.kind], m.actor) for m in mentions.itertuples() if m.kind in RANK)
        self.outlets = {}  # of each class: where its outlets are named, and which
        for start, _, _, actor in self.mentions:
            if actor in outlet_classes():
                self.outlets.setdefault(outlet_classes()[actor], []).append((start, actor))

    def of(self, span: Span) -> str | None:
        """The person in the speaker's name; else an organisation; else a state; else who was last called so."""
        phrase = fold(self.text[slice(*span)])
        actor = self._named(span) or self._outlet(phrase, span[0]) or self.known.get(phrase)
        head, *more = phrase.removeprefix("ال").split()
        if not actor and not more and phrase.startswith("ال"):
            actor = self.known.get(head)  # «الوزير», after «وزير المالية سالم …»
        if not actor and (other := ONE_OF_CLASS.match(phrase)):  # an outlet that the lexicon does not know
            insort(self.outlets.setdefault(CLASSES[other[1]], []), (span[0], None), key=lambda named: named[0])
        if actor:
            self.known |= {phrase: actor, head: actor}
            self.known |= dict.fromkeys((word for word in phrase.split() if not word.startswith("ال")), actor)
        return actor

    def _named(self, span: Span) -> str | None:
        """The best mention in a name; the first of two states: «السفير الروسي لدى طوكيو»."""
        first = bisect_left(self.mentions, (span[0],))
        inside = self.mentions[first:bisect_left(self.mentions, (span[1],))]
        fit = [(rank, start, actor) for start, end, rank, actor in inside if end <= span[1]]
        person = min(fit, default=None)
        if person and person[0] == 0 and SPOKESMAN.search(self.text[span[0]:person[1]]):
            fit.remove(person)
        return min(fit)[2] if fit else None

    def _outlet(self, phrase: str, at: int) -> str | None:
        """Of «الوكالة» alone, the agency named last before it."""
        alone = OF_CLASS.search(phrase)
        named = self.outlets.get(CLASSES[alone[1]], []) if alone else []
        k = bisect_left(named, at, key=lambda named: named[0])
        return named[k - 1][1] if k else None
