"""Sayings: what a block reports, sentence by sentence: who says it, in which form, and where it begins and ends.

From a cue on, the first sign of reported words decides. Works on folded text, in offsets of that text.
"""
import re
from bisect import bisect_left
from itertools import islice

from helpers import credits, speakers
from helpers.clauses import LONG_NAME, REACH, Sentence, Word
from helpers.cues import OBJECT, Cue, first_words, may_report, readings
from helpers.credits import NAME_WORDS
from helpers.phrases import WHILE, Span, addressed, is_mute, is_named, is_scripture, is_statement, name, subject
from helpers.reported import Saying, ended, settled
from helpers.sentences import find_marks, find_sentences

MOST_WORDS = 250  # words read as one sentence: longer ones are lists and text without punctuation
WORD = re.compile(r"[^\W_]+")  # a folded word has no signs on it


class Reader:
    """Reads a page sentence by sentence; who spoke last is remembered in `last`, within a sentence in `pending`."""

    def __init__(self, text: str, names: list[tuple[int, int, int]], starts: set[int]):
        self.text, self.names, self.starts = text, names, starts
        self.last, self.pending, self.woman = None, None, False  # woman: the last verb was feminine
        self.previous = 0, 0  # the sentence before this one
        self.heard = {}  # who spoke last in a verb of either gender
        self.unknown = False  # whether somebody whom the page does not name has spoken in the sentence
        self.left_open = None  # where a mark opens in the block that is not closed in it

    def begins_with_cue(self, start: int, end: int) -> bool:
        """Whether one of the first words of a block may be a cue: «وعن الموعد، أوضح أنه»."""
        first = islice(WORD.finditer(self.text, start, end), LONG_NAME)
        return any(not cue.tail for word in first for cue in readings(word[0]))

    def read(self, start: int, end: int, until: int = 0) -> list[Saying]:
        """What is said in a block, given by its offsets in the folded page; up to `until` the last speaker goes on."""
        said = [Saying("direct", None, start, min(end, until), self.last)] if start < until else []
        start = min(max(start, until), end)
        block = self.text[start:end]
        marks = find_marks(block)
        left = [mark._replace(open=mark.open + start, start=mark.start + start, end=mark.end + start,
                              close=mark.close + start) for mark in reversed(marks)]
        self.left_open = left[0].start if left and not left[0].closed else None
        for first, last in self._sentences(block, marks):
            here = []
            while left and left[-1].open < last + start:
                here.append(left.pop())
            texts = WORD.findall(self.text, first + start, last + start)
            span = first + start, last + start
            if not (here and self.last) and not any(map(may_report, texts)):
                self.previous = span
                continue
            words = [Word(m[0], *m.span()) for m in WORD.finditer(self.text, first + start, last + start)]
            for k in range(0, len(words), MOST_WORDS):
                part = words[k:k + MOST_WORDS]
                stop = last + start if part[-1] is words[-1] else part[-1].end
                upto = bisect_left(here, (stop,))
                said += self._sentence(part, stop, here[:upto])
                del here[:upto]
            self.previous = span
        return settled(self.text, said)

    @staticmethod
    def _sentences(block: str, marks: list) -> list[Span]:
        """The sentences of a block; one that is quoted goes on in the verb behind it: «كيف أعود؟» تسأل سلمى."""
        spans, closes = [], {mark.close for mark in marks}
        for start, end in find_sentences(block, marks):
            word = WORD.search(block, start, end)
            if spans and spans[-1][1] in closes and word and word.start() == start and word[0][0] not in "وف" and \
                    readings(word[0]):
                start = spans.pop()[0]
            spans.append((start, end))
        return spans

    def _sentence(self, words: list[Word], end: int, marks: list) -> list[Saying]:
        start = words[0].start
        names = self.names[bisect_left(self.names, (start,)):bisect_left(self.names, (end,))]
        self.sentence = Sentence(self.text, words, end, marks, names, self.starts)
        self.pending, self.unknown, said = None, False, []
        read = {"credit": self._credit, "relay": self._relay, "masdar": self._masdar}
        told = first_words("told")
        for k, word in enumerate(words):
            if cue := self.sentence.cues[k]:
                if not (cue.kind in ("say", "own", "masdar") and self._nested(k, cue, said)):
                    said += read.get(cue.kind, self._say)(k, cue)
            elif word.text in told and self.sentence.listed(k, "told"):
                said += credits.told(self.sentence, k)
        mark = marks[0] if marks and marks[0].start == start and not said and self.last else None
        if mark and self.sentence.has_words(mark, NAME_WORDS + 2) and not self.sentence.between(mark.close, end):
            return [Saying("direct", None, mark.start, mark.end, self.last)]  # it goes on in a sentence of its own
        return ended(self.sentence, said)

    def _nested(self, k: int, cue: Cue, said: list[Saying]) -> bool:
        """Whether a cue is part of a reported clause and not of the page: «أعلن أن لديه تقارير تصف الوضع بأنه …».

        A cue that goes on with و, a participle and a new clause are not; «قال إن الوزير أكد أن» tells of the minister.
        """
        sentence = self.sentence
        inside = next((saying for saying in reversed(said) if saying.form == "indirect" and saying.end is None), None)
        if not inside or cue.participle or sentence.bound(k) or sentence.joins(k - 1) or \
                set(sentence.gap(k)) & set("؛;،,") or inside.cue[0] == sentence.words[k].start:
            return False
        if ":" in sentence.gap(k + 1):
            return False
        first = len(sentence.words) - len(sentence.between(inside.start, sentence.end))
        who = speakers.before(sentence, k)
        joint = len(sentence.between(sentence.start, who[0])) - 1 if who else -1
        if sentence.joins(joint) and not sentence.that(joint):
            return False  # «وسط تقارير تحدثت عن …»
        acting = name(sentence, first, k)
        return not (acting and sentence.between(*acting)[-1:] == sentence.words[k - 1:k] and
                    (sentence.word(first)[:2] == "ال" or sentence.words[first].start in sentence.starts))

    def _say(self, k: int, cue: Cue) -> list[Saying]:
        """«قال X إن …», «وأضاف: …», «مؤكدا أن …»."""
        sentence, first = self.sentence, k + 1 + len(cue.tail)
        if cue.needs == "source" and not sentence.is_source(first):
            return []
        at, form, start, end = sentence.sign(k)
        if form is None and "خبر" in cue.takes and speakers.reported_by(sentence, k):  # «بيان يعتبر الاتفاق خرقا»
            at, form, start = k + 1, "indirect", sentence.words[k].end
        if form == "indirect" and sentence.word(k - 1) in WHILE and not sentence.that(at) and not sentence.that(at + 1):
            return []  # «وهو يشير إلى الباب»
        if "now" in cue.needs:
            speaker, until = self._after(k)
            return [Saying(form, sentence.words[k][1:], start, end or until, speaker)] if form and speaker else []
        first += sentence.word(first) == "ذلك"
        speaker, phrase = self._speaker(k, cue, first, at)
        if "subject" in cue.needs and not phrase or speaker and is_mute(sentence, speaker):
            return []  # «كما يقول المثل»
        remark = sentence.listed(k - 1, "relative") and (self.pending or self.last)  # «ردا على سالم الذي قال إن»
        cited = remark or sentence.listed(first, "blessing") or speaker and is_scripture(sentence, speaker)
        if form and cited:
            return [Saying(form, sentence.words[k][1:], start, end, speaker, sentence.bound(k))]
        if form is None and phrase and len(sentence.between(sentence.words[k].end, phrase[0])) > NAME_WORDS:
            return []
        if form or not self.pending:
            self.pending = speaker
        if not form and phrase and not self.last and is_named(sentence, bisect_left(sentence.begins, phrase[0])):
            self.last, self.woman = speakers.until_object(sentence, phrase), cue.feminine  # «أوضحت السفارة ما جرى»
        if form is None:
            return self._said_before(k, speaker)
        self.unknown |= speaker is None
        if not cue.participle and cue.kind != "own":
            self.last, self.woman = speaker, cue.feminine
            self.heard[cue.feminine] = speaker
        if form == "indirect" and speaker and speakers.is_outlet(sentence, speaker):
            form = "agency"
        begins = k
        while not phrase and speaker and begins and speaker[0] <= sentence.words[begins - 1].start < speaker[1]:
            begins -= 1  # the speaker stands before the verb
        cuts = sentence.bound(k) or cue.participle or sentence.joins(begins - 1)
        return [Saying(form, sentence.words[k][1:], start, end, speaker, cuts)]

    def _speaker(self, k: int, cue: Cue, first: int, at: int) -> tuple[Span | None, Span | None]:
        """Who speaks, and the same if it is named after the cue: word k; `at` is the sign of what is said."""
        if cue.kind == "own" or self.sentence.listed(first, "blessing"):
            return None, None
        phrase, pronoun = None, speakers.PRONOUN.match(self.sentence.word(k - 1))
        if pronoun and not self.sentence.that(k - 1):
            return self.pending or self.last, None
        if not cue.participle:
            phrase = subject(self.sentence, first, at, self.sentence.bound(k))
            phrase = None if phrase and is_statement(self.sentence, phrase) else phrase
        if phrase and "object" in cue.needs:
            phrase = addressed(self.sentence, k, cue, phrase, bool(self.last), self.woman)
        return phrase or self._agreeing(k, cue, self._before(k, cue) or self.last), phrase

    def _after(self, k: int) -> tuple[Span | None, int]:
        """Who is named after a later cue, and where it begins: «نقول إن الوقت حان، | هكذا تختم سلمى حديثها»."""
        sentence = self.sentence
        for j in range(k + 1, len(sentence.words)):
            if (cue := sentence.cues[j]) and cue.kind == "say" and not sentence.bound(j) and \
                    (phrase := subject(sentence, j + 1, len(sentence.words))):
                begin = max((pause for pause in sentence.pauses if k < pause <= j), default=j)
                return phrase, sentence.words[begin].start
        return None, 0

    def _acted(self, feminine: bool) -> Span | None:
        """Who acts in the sentence before: «استقبل الوزير الوفد. | وأكد أن»."""
        words = [Word(m[0], *m.span()) for m in islice(WORD.finditer(self.text, *self.previous), REACH)]
        if len(words) < 2:
            return None
        names = self.names[bisect_left(self.names, (words[0].start,)):bisect_left(self.names, (words[-1].end,))]
        return speakers.acting(Sentence(self.text, words, words[-1].end, [], names, self.starts), len(words), feminine)

    def _agreeing(self, k: int, cue: Cue, speaker: Span | None) -> Span | None:
        """Who goes on in a verb or participle that agrees with him: a minister in «مضيفا», not figures before it."""
        woman = self.sentence.word(k)[-1] == "ه" if cue.participle else cue.feminine
        agrees = not speaker or speaker != self.last or woman == self.woman or self.sentence.word(k).endswith("ين")
        return speaker if agrees else self.heard.get(woman, speaker)

    def _before(self, k: int, cue: Cue) -> Span | None:
        """The speaker where none follows the cue: named before the verb, or whoever the sentence is about."""
        sentence = self.sentence
        goes_on = sentence.bound(k) and sentence.about(k) is None
        if self.pending and (goes_on or cue.participle or cue.kind == "saying"):
            return self.pending
        if goes_on and not cue.participle:
            acting = speakers.acting(sentence, k, cue.feminine)
            return acting or (None if self.last or self.unknown else self._acted(cue.feminine))
        if cue.participle:
            return None if self.unknown else speakers.topic(sentence, k)
        if cue.kind == "saying":  # «ومضى بالقول»
            return speakers.topic(sentence, k) if k > 1 else None
        return speakers.before(sentence, k) or speakers.fronted(sentence, k) or self.pending

    def _said_before(self, k: int, speaker: Span | None) -> list[Saying]:
        """A quotation that stands before its cue: «…»، قال الوزير."""
        sentence, word = self.sentence, self.sentence.words[k]
        mark = next((m for m in reversed(sentence.marks) if m.close <= word.start), None)
        near = mark and len(sentence.between(mark.close, word.start)) <= NAME_WORDS
        if near and (sentence.has_words(mark, NAME_WORDS + 1) or self.text[mark.end - 1] in "؟?!"):
            self.last = speaker
            return [Saying("direct", word[1:], mark.start, mark.end, speaker)]
        return []

    def _masdar(self, k: int, cue: Cue) -> list[Saying]:
        """«مع تحذير خبراء من أن …»: the noun of a verb of saying, and who says it."""
        at, form, start, end = self.sentence.sign(k)
        speaker = name(self.sentence, k + 1, at - (self.sentence.word(at - 1) in cue.takes))
        if form is None or not speaker or not self.sentence.that(at) and not self.sentence.that(at + 1):
            return []
        self.last = self.pending = speaker
        return [Saying(form, self.sentence.words[k][1:], start, end, speaker)]

    def _relay(self, k: int, cue: Cue) -> list[Saying]:
        """«نقلت شبكة … عن … قوله إن», «نسبت وكالة … إلى … أنه»: what somebody said, and the outlet whose news it is."""
        sentence, words = self.sentence, self.sentence.words
        near = range(k + 1, min(k + REACH, len(words)))
        about = next((j for j in near if OBJECT.sub("", words[j].text) in cue.takes), None)
        if about is None:
            return []
        at = next((j for j in range(about + 1, len(words)) if sentence.cues[j] or sentence.that(j)), len(words))
        saying = at < len(words) and sentence.cues[at] and sentence.cues[at].kind == "saying"
        if not saying:
            sentence.cues[about] = Cue("say", ("ان",))
        _, form, start, end = sentence.sign(at if saying else about)
        if form is None:
            sentence.cues[about] = None
            return []
        of_him = words[about].text not in cue.takes  # «نقلت عنه وكالة …»
        outlet = subject(sentence, k + 1, at if of_him else about) or self._before(k, cue) or self.last
        said = [Saying("agency", words[k][1:], start, end, outlet, sentence.bound(k))]
        if speaker := self.pending or self.last if of_him else name(sentence, about + 1, at):
            self.pending = self.last = speaker
            said.append(Saying(form, words[at if saying else k][1:], start, end, speaker))
        sentence.cues[at if saying else about] = None
        return said

    def _credit(self, k: int, cue: Cue) -> list[Saying]:
        """«بحسب رويترز», «وفق ما ذكرت الوكالة»: the clause or sentence that is credited."""
        phrase = credits.credited(self.sentence, k, False)
        if phrase is None:
            return []
        if self.sentence.word(k + 1) == "عن":
            self.pending = self.pending or phrase
        after = len(self.sentence.words) - len(self.sentence.between(phrase[1], self.sentence.end))
        source = name(self.sentence, after + 1, len(self.sentence.words))
        if not source or self.sentence.word(after) != "عن":
            return credits.said_of(self.sentence, k, phrase)
        said = credits.said_of(self.sentence, k, (phrase[0], source[1]))  # «بحسب ما نقلت الوكالة عن …»
        for saying in said[:1]:
            saying.speaker = phrase
            said.append(Saying("indirect", saying.cue, saying.start, saying.end, source))
        return said
