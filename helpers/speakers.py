"""Speakers: who speaks where the sentence does not name them after the verb, and the actor that a name stands for.

Functions work on the words of a `clauses.Sentence`, in offsets of the folded text; `Actors` on a folded page.
"""
import re
from bisect import bisect_left, insort
from functools import cache

from helpers.clauses import LONG_NAME, PAUSE, PREPOSITIONS, REACH, WITH_PRONOUN, Sentence
from helpers.corpus import lexicon
from helpers.letters import fold
from helpers.media import AGENCY, media
from helpers.phrases import (SON, SUFFIX, WHILE, Span, begins_place, given_names, is_named, is_statement, name,
                             past_proclitic, subject)

# «لكنه دعا إيران إلى»: he who spoke last
PRONOUN = re.compile(r"[وف]?(?:لكن|ل?ان)(?:ه|ها|هم|هما)$|[وف]?(?:هو|هي|هم)$")
AS = ("اذ", *WHILE)
MESSAGE = re.compile(r"(?:في|خلال)(?:ه|ها|هما|هم)$")  # «عبر فيه عن»
VERB = re.compile(r"\w+[^ا]ت$")  # «أثارت», never «قوات»
PRESENT = re.compile(r"ي\w{3}")  # a verb that a clause begins with, or a name, which is one of a lexicon
RANK = {"person": 0, "organisation": 1, "state": 2}  # which mention in a speaker's name is the actor
# «المتحدث باسم رئيس الوزراء الكندي …»: the name that follows is of the one whom he speaks for
SPOKESMAN = re.compile(r"باسم (?:(?:ال)?(?:رءيس|وزير|امين|زعيم|ملك|مرشد|مستشار)ه?(?: \w+){0,3} )?$")
CLASSES = {"وكاله": AGENCY, "صحيفه": "newspaper", "جريده": "newspaper", "يوميه": "newspaper", "شبكه": "broadcaster",
           "قناه": "broadcaster", "محطه": "broadcaster", "اذاعه": "broadcaster", "تلفزيون": "broadcaster",
           "موقع": "news site"}
RANK_WORDS = 16   # from «معالي» to the name of him who has the title: an office and its ministry stand between
# Up to where such a name may begin: so many words on, or at a stop.
FAR = re.compile(rf"(?:[^ .!؟\n]*+ ){{0,{RANK_WORDS - 1}}}+[^ .!؟\n]*+")
MOST_RANKS = 5    # of the titles before «معاليه» that are tried, and of the mentions behind each
# the statement of one who spoke before it
ISSUED = {word: re.compile(rf"(?<!\w)[وبل]?{word[2:]}(?!\w)") for word in ("البيان", "البلاغ")}
# «الوكالة», «تقرير الصحيفة»
OF_CLASS = re.compile(rf"(?:^|\s)(?:ال|لل)({'|'.join(CLASSES)})$")
ONE_OF_CLASS = re.compile(rf"({'|'.join(CLASSES)})\s")  # «صحيفة المدينة»


def before(sentence: Sentence, k: int) -> Span | None:
    """The subject that stands before its verb, word k: «لكن الوزير قال», «الوزير الذي أكد», «أما الوزارة فأوضحت»."""
    if sentence.word(k - 1) in AS and k > 1:  # «والوزارة إذ تعلن ذلك»
        k -= 1
    if MESSAGE.match(sentence.word(k + 1)) and (sender := _sender(sentence, k)):
        return sender
    if (about := sentence.about(k)) is not None:
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
    if PRESENT.match(head) and not is_named(sentence, first):
        return None  # «يعني ذلك أن المدينة تدعو إلى …»
    if first < last and (head in PREPOSITIONS or head in sentence.lists["preposition"] | sentence.lists["stop"]):
        return None  # «وحول الأسعار نفى أن»
    phrase = name(sentence, first, last) if first < last else None
    joined = phrase and head != sentence.word(first) and not sentence.is_source(first) and \
        (head[:2] == "ال" or head in sentence.lists["source"] or phrase[0] + 1 in sentence.starts)
    return past_proclitic(sentence, phrase) if joined else phrase  # «و | الوزارة إذ تعلن»


def _sender(sentence: Sentence, k: int) -> Span | None:
    """Whom a message is from that a verb, word k, refers to: «تلقى اتصالا هاتفيا من | سالم | عبر فيه عن …»."""
    for j in range(k - 1, max(0, k - REACH // 2), -1):
        if sentence.word(j) == "من" and any(sentence.listed(n, "message") for n in range(max(0, j - LONG_NAME), j)):
            return name(sentence, j + 1, k)
    return None


def reported_by(sentence: Sentence, k: int) -> int | None:
    """The report that a verb, word k, belongs to: «صدر أمس بيان يعتبر …»; none where a comma parts them."""
    near = range(k - 1, max(0, k - LONG_NAME, *(j - 1 for j in sentence.pauses if j <= k)), -1)
    return next((j for j in near if sentence.word(j) in sentence.lists["report"]), None)


def fronted(sentence: Sentence, k: int) -> Span | None:
    """Who acts in the clause before a verb, word k, and a comma: «في رسالة كتبها سالم إلى منير، قال إن»: سالم."""
    if not sentence.pauses or sentence.bound(k) or sentence.cues[k].participle:
        return None
    end = max((j for j in sentence.pauses if j <= k), default=0)
    if k - end > 1 or not end:
        return None
    placed = begins_place(sentence, 0) or sentence.word(0).removeprefix("و") in PREPOSITIONS
    if not placed and sentence.cues[0] is None:
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
    begin = sentence.words[k].start
    actor = next(((start, end) for start, end, rank in sentence.names
                  if rank < 2 and end <= begin and not _governed(sentence, start)), None)
    if actor or sentence.cues[0] and sentence.cues[0].kind != "credit":
        return actor
    first = next((j for j in sentence.pauses if j < min(LONG_NAME, k)), 0)  # after «من جهته،», «بحسب …،»
    while first < k - 1 and (sentence.joins(first) or sentence.word(first) in ("قد", "فقد")):
        first += 1
    if PRONOUN.match(sentence.word(first)):  # «لكنهم يصرون على القول إن»
        return None
    first += not sentence.word(first).startswith("ال")
    last = min(k, first + LONG_NAME)
    phrase = subject(sentence, first, last, bound=True) or name(sentence, first, last)
    return None if phrase and is_statement(sentence, phrase) else phrase


def acting(sentence: Sentence, k: int, feminine: bool) -> Span | None:
    """Who acts in the verb that begins the sentence and goes on to word k: «نشرت الفنانة صورة | وعلقت عليها: …».

    Where it happened may stand before the verb: «وفي ختام اللقاء، كرمت الفنانة … | وأضافت».
    """
    first = 0
    if begins_place(sentence, 0) or sentence.word(0).removeprefix("و") in PREPOSITIONS:  # «وفي ختام اللقاء، استقبل …»
        first = next((j for j in sentence.pauses if j < LONG_NAME + 1), 0)
    if k < first + 2 or bool(VERB.match(sentence.word(first))) != feminine or is_named(sentence, first) or \
            not (is_named(sentence, first + 1) or feminine and sentence.word(first + 1)[:2] == "ال"):
        return None
    phrase = subject(sentence, first + 1, min(k, first + 1 + LONG_NAME))
    return until_object(sentence, phrase) if phrase else None


def until_object(sentence: Sentence, phrase: Span) -> Span:
    """A phrase after a verb up to what is done: «الفنانة | صورة», «سفارة الأردن | ما جرى», «سالم منصور | كتابه»."""
    words = sentence.between(*phrase)
    last = next((a for a, b in zip(words, words[1:]) if a.text[:2] == "ال" and b.text[:2] != "ال" and
                 b.start not in sentence.starts and b.text not in given_names() | sentence.lists["source"]), None)
    end = last.end if last else phrase[1]
    people = (stop for start, stop, rank in sentence.names if rank == 0 and phrase[0] <= start < stop < end)
    return phrase[0], next((stop for stop in people if sentence.word(bisect_left(sentence.begins, stop)) not in SON), end)


def _governed(sentence: Sentence, start: int) -> bool:
    """Whether a name is not the subject: «برئاسة الطبيب سالم», «مع مدربه سالم», «التي يرأسها سالم», «أن سالم …»."""
    k = bisect_left(sentence.begins, start)
    for j in range(k - 1, max(-1, k - 1 - REACH // 4), -1):
        word = sentence.word(j)
        if PAUSE.search(sentence.gap(j + 1)) or sentence.cues[j] or sentence.joins(j):
            return False
        clitic = word[0] in "بل" and len(word) > 3 and sentence.words[j].start not in sentence.starts and \
            word not in given_names()
        if clitic or word in PREPOSITIONS or sentence.listed(j, "preposition", "relative") or sentence.that(j):
            return True
    return False


def is_outlet(sentence: Sentence, span: Span, reach: int = 4) -> bool:
    """Whether a news outlet is named in the first words of a phrase: «العديد من الصحف», never «دراسة نشرت في صحيفة»."""
    start = span[0] - 1  # the name may follow «ل»
    inside = [k for k, word in enumerate(sentence.words) if start <= word.start and word.end <= span[1]]
    reach += bool(inside) and sentence.word(inside[0]) in sentence.lists["report"]
    words = [sentence.word(k) for k in inside]
    ends = (n for n, word in enumerate(words) if word in PREPOSITIONS - {"من"} or n and VERB.match(word))
    return any(sentence.is_source(k, ("outlet",)) for k in inside[:min(reach, next(ends, reach))])


@cache
def ranks() -> dict[str, re.Pattern]:
    """What stands before the name of him whom a title with a pronoun means: of «معاليه», «معالي» and «وزير»."""
    rows = lexicon("cues").query("kind == 'rank'")
    return {fold(title): re.compile(rf"(?<!\w)[وبل]?(?:{'|'.join(map(re.escape, fold(words).split()))})(?!\w)")
            for title, words in zip(rows["cue"], rows["takes"])}


class Actors:
    """The actors of one page, and whom a speaker's name stands for; remembers who was called what.

    Works on folded text, in offsets of that text.
    """

    def __init__(self, text: str, mentions: list[tuple[int, int, str, str]]):
        self.text, self.known, self.titled, self.issued, self.issuer = text, {}, {}, {}, (0, None)
        self.mentions = sorted((start, end, RANK[kind], actor) for start, end, kind, actor in mentions if kind in RANK)
        self.outlets = {}  # of each class: where its outlets are named, and which
        for start, _, _, actor in self.mentions:
            if actor in media():  # «الوكالة» is never a photo agency: no word of CLASSES stands for one
                self.outlets.setdefault(media()[actor], []).append((start, actor))

    def of(self, span: Span) -> str | None:
        """The person in a speaker's name; else an organisation, a state, who had it, whom a title stands for."""
        phrase = self.text[slice(*span)]
        if not phrase.removeprefix("ال").split():
            return None
        actor = self._named(span) or self._outlet(phrase, span[0]) or self._of_rank(phrase, span[0]) or \
            self.known.get(phrase) or self._issuer(phrase, span[0])
        head, *more = phrase.removeprefix("ال").split()
        if not actor and not more and phrase.startswith("ال"):
            actor = self.known.get(head)  # «الوزير», after «وزير المالية سالم …»
        if not actor and (other := ONE_OF_CLASS.match(phrase)):  # an outlet that the lexicon does not know
            insort(self.outlets.setdefault(CLASSES[other[1]], []), (span[0], None), key=lambda named: named[0])
        if actor:
            self.known |= {phrase: actor, head: actor}
            words = phrase.split()
            self.known |= dict.fromkeys((word for word in words if not word.startswith("ال")), actor)
            for n in range(2, len(words)):  # «رئيس الغرفة», after «رئيس الغرفة سالم منصور»
                self.known.setdefault(" ".join(words[:n]), actor)
            self.issuer = span[0], actor
        return actor

    def _of_rank(self, phrase: str, at: int) -> str | None:
        """Of «معاليه», the person named last before it with that title."""
        title = phrase.split()[0]
        if title not in ranks():
            return None
        if title not in self.titled:
            ends = [found.end() for found in ranks()[title].finditer(self.text)]
            self.titled[title] = ends, [FAR.match(self.text, end).end() for end in ends]
        ends, reach = self.titled[title]
        last = bisect_left(ends, at) - 1
        for k in range(last, max(last - MOST_RANKS, -1), -1):
            first = bisect_left(self.mentions, (ends[k],))
            for start, _, rank, actor in self.mentions[first:first + MOST_RANKS]:
                if rank == 0 and start < at and start <= reach[k]:
                    return actor
        return None

    def _issuer(self, phrase: str, at: int) -> str | None:
        """Of «البيان», who spoke last before it, where a statement is named between."""
        begin, actor = self.issuer
        if phrase not in ISSUED:
            return None
        if phrase not in self.issued:
            self.issued[phrase] = [found.span() for found in ISSUED[phrase].finditer(self.text)]
        k = bisect_left(self.issued[phrase], (begin,))
        return actor if k < len(self.issued[phrase]) and self.issued[phrase][k][1] <= at else None

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
