"""Quotations: who says what on a page, in direct and in indirect speech, and whose news the page says that it is.

Arabic news puts the verb first: cue, speaker, then «أن», a colon or a quotation mark, then what was said. Each sentence
is read for the cues of data/lexicons/cues.csv; from the cue on, the first sign of reported words decides. Everything is
read on folded text and told in raw offsets.
"""
import re
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.cues import CREDIT_WORDS, MOST_WORDS, PAUSE, REACH, Cue, Sentence, Word
from helpers.letters import WORD, fold_map
from helpers.sentences import Mark, find_marks, find_sentences

COLUMNS = {"article": "str", "block": "int64", "start": "int64", "end": "int64",
           "cue": "str", "speaker": "str", "actor": "str", "form": "str"}
NAME_WORDS = 3    # a shorter quotation inside a sentence is a name or a word held at arm's length: وكالة "تاس"
RANK = {"person": 0, "organisation": 1, "state": 2}  # which mention in a speaker's name is the actor
AFTER = re.compile(r"[\s.،,؛;:…\-–—]*")
TRIM = " \t\r\n\xa0.،,؛;:-–—(ـ"
# «المتحدث باسم رئيس الوزراء …»: the name that follows is of somebody else
SPOKESMAN = re.compile(r"باسم (?:(?:ال)?(?:رئيس|وزير|أمين|زعيم|ملك|مرشد|مستشار)(?: \w+){0,2} )?$")


@dataclass
class Saying:
    """One thing said, in folded offsets; `end` waits until the sentence is read; `cuts`: it ends what came before."""

    form: str
    cue: tuple[int, int] | None
    start: int
    end: int | None = None
    speaker: tuple[int, int] | None = None
    cuts: bool = False


def find_quotations(articles: pd.DataFrame, blocks: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """What somebody is reported to say: article, block, start, end, cue, speaker, actor, form.

    form: direct, indirect or agency (credited to a news outlet).
    start, end: code points into the raw text, end exclusive: between the marks where there are any, else the clause
    without cue and speaker; of an agency, what is credited to it. `speaker` is the phrase as it stands, from earlier in
    the same story where the sentence has none, else missing; `actor` the mention in it: a person, else an organisation,
    else a state by its name, capital or seat. Blocks of role main and appended are read. Where an outlet tells what
    somebody said, there are two rows, one of the speaker and one, of form agency, of the outlet.

    >>> text = "قالت وزيرة الصحة ليلى حداد إن اللقاح متوفر. وأضافت: «سنبدأ غدا في كل المدن»."
    >>> pages = pd.DataFrame({"article": ["1"], "text": [text]})
    >>> blocks = pd.DataFrame({"article": ["1"], "block": 0, "start": 0, "end": len(text), "role": "main", "item": 0})
    >>> none = pd.DataFrame(columns=["article", "start", "end", "actor", "kind", "form"])
    >>> for row in find_quotations(pages, blocks, none).itertuples():
    ...     print(row.cue, row.speaker, row.form, text[row.start:row.end], sep=" | ")
    قالت | وزيرة الصحة ليلى حداد | indirect | اللقاح متوفر
    وأضافت | وزيرة الصحة ليلى حداد | direct | سنبدأ غدا في كل المدن
    """
    told = {article: rows for article, rows in blocks[blocks["role"].isin(["main", "appended"])].groupby("article")}
    named = {article: rows for article, rows in mentions.groupby("article")}
    found = []
    for article, text in zip(articles["article"], articles["text"]):
        if article in told:
            found += [(article, *row) for row in _page(text, told[article], named.get(article, mentions[:0]))]
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS)


def _page(text: str, blocks: pd.DataFrame, mentions: pd.DataFrame) -> list[tuple]:
    """The rows of one page, without its id."""
    folded = fold_map(text)
    actors = sorted((mention.start, mention.end, RANK[mention.kind], mention.actor) for mention in mentions.itertuples()
                    if mention.kind in RANK and mention.form != "demonym")
    names = sorted((*np.searchsorted(folded.starts, span).tolist(), rank) for *span, rank, _ in actors)
    starts = set(np.searchsorted(folded.starts, mentions["start"].to_numpy(dtype=np.int64)).tolist())
    reader, last, known, rows = Reader(folded.text, names, starts), {}, {}, []
    for block in blocks.sort_values("start").itertuples():
        reader.last = last.get(block.item)
        sayings = reader.read(*np.searchsorted(folded.starts, (block.start, block.end)).tolist())
        last[block.item] = reader.last
        for saying in sorted(sayings, key=lambda saying: (saying.start, saying.end)):
            cue, speaker = (folded.span(*span) if span else None for span in (saying.cue, saying.speaker))
            phrase = text[slice(*speaker)] if speaker else None
            actor = _actor(text, speaker, actors, known) if speaker else None
            known.update(dict.fromkeys(phrase.split() if actor else (), actor))
            rows.append((block.block, *folded.span(saying.start, saying.end), text[slice(*cue)] if cue else None,
                         phrase, actor, saying.form))
    return rows


def _actor(text: str, speaker: tuple[int, int], actors: list[tuple], known: dict[str, str]) -> str | None:
    """The best mention in the speaker's name; of «الوكالة» alone, the agency that spoke before."""
    inside = actors[bisect_left(actors, (speaker[0],)):bisect_left(actors, (speaker[1],))]
    fit = [(rank, start, actor) for start, end, rank, actor in inside
           if end <= speaker[1] and not SPOKESMAN.search(text[speaker[0]:start])]
    phrase = text[slice(*speaker)]
    alone = phrase.startswith("ال") and " " not in phrase
    return min(fit)[2] if fit else known.get(phrase[2:]) or known.get(phrase) if alone else None


class Reader:
    """Reads a page sentence by sentence; who spoke last is remembered in `last`, within a sentence in `pending`."""

    def __init__(self, text: str, names: list[tuple[int, int, int]], starts: set[int]):
        self.text, self.names, self.starts, self.last, self.pending = text, names, starts, None, None

    def read(self, start: int, end: int) -> list[Saying]:
        """What is said between two offsets of the folded page, in one or several lines."""
        said = []
        for line in re.finditer(r"[^\n]+", self.text[start:end]):
            shift = start + line.start()
            marks = find_marks(line[0])
            left = [Mark(*(at + shift for at in mark[:4]), mark.closed) for mark in reversed(marks)]
            for first, last in find_sentences(line[0], marks):
                here = []
                while left and left[-1].open < last + shift:
                    here.append(left.pop())
                words = [Word(m[0], m.start(), m.end()) for m in WORD.finditer(self.text, first + shift, last + shift)]
                for k in range(0, len(words), MOST_WORDS):
                    part = words[k:k + MOST_WORDS]
                    stop = last + shift if part[-1] is words[-1] else part[-1].end
                    upto = bisect_left(here, (stop,))
                    said += self._sentence(part, stop, here[:upto])
                    del here[:upto]
        return said

    def _sentence(self, words: list[Word], end: int, marks: list[Mark]) -> list[Saying]:
        start = words[0].start
        names = self.names[bisect_left(self.names, (start,)):bisect_left(self.names, (end,))]
        self.sentence = Sentence(self.text, words, end, marks, names, self.starts)
        self.pending, said = None, []
        for k in range(len(words)):
            if cue := self.sentence.cues[k]:
                said += {"credit": self._credit, "relay": self._relay}.get(cue.kind, self._say)(k, cue)
        mark = marks[0] if marks and marks[0].start == start and not said and self.last else None
        if mark and self.sentence.has_words(mark, NAME_WORDS + 2) and not self.sentence.between(mark.close, end):
            return [Saying("direct", None, mark.start, mark.end, self.last)]  # it goes on in a sentence of its own
        return self._ended(said)

    def _say(self, k: int, cue: Cue) -> list[Saying]:
        """«قال X إن …», «وأضاف: …», «مؤكدا أن …»."""
        sentence, first = self.sentence, k + 1 + len(cue.tail)
        if cue.needs == "source" and not sentence.is_source(first):
            return []
        at, form, start, end = self._said(k, cue)
        first += sentence.word(first) == "ذلك"
        phrase = None if cue.participle else sentence.phrase(first, at)
        if phrase and cue.needs == "object":
            phrase = sentence.subject(*phrase)
        speaker = phrase or self._before(k, cue) or self.last
        if form or not self.pending:
            self.pending = speaker
        if form is None:
            return self._said_before(k, speaker)
        self.last = speaker
        if form == "indirect" and speaker and sentence.is_outlet(speaker, 1):
            form = "agency"
        begins = k
        while not phrase and speaker and begins and speaker[0] <= sentence.words[begins - 1].start < speaker[1]:
            begins -= 1  # the speaker stands before the verb
        cuts = sentence.bound(k) or cue.participle or sentence.joins(begins - 1)
        return [Saying(form, sentence.words[k][1:], start, end, speaker, cuts)]

    def _said(self, k: int, cue: Cue) -> tuple[int, str | None, int, int | None]:
        """The word at the sign of reported words, the form, where they start, and where they end if that is known.

        أن comes first where the cue takes it, else the cue's own particle; a short quotation counts if nothing else.
        """
        sentence, words = self.sentence, self.sentence.words
        link = short = None
        for j in range(k + 1 + len(cue.tail), min(k + REACH, len(words))):
            gap, start, end = words[j - 1].end, words[j].start, words[j].end
            mark = next((m for m in sentence.marks if gap <= m.open <= start), None)
            colon = ":" in self.text[gap:mark.open if mark else start] and not sentence.word(j).isdigit()
            by = "ب" in cue.takes and sentence.word(j - 1) == "ب"
            if mark and (colon or by or sentence.has_words(mark, NAME_WORDS + 1)):
                return j, "direct", mark.start, mark.end
            named = mark and (not sentence.has_words(mark, 2) or sentence.is_source(j - 1, ("outlet",)))
            if mark and not short and (j == k + 1 or not named):
                short = j, "direct", mark.start, mark.end
            if colon and not sentence.that(j):
                return j, "direct", start, None
            if "؛" in sentence.gap(j) or sentence.cues[j] and sentence.cues[j].takes:
                break
            if sentence.that(j) and ("ان" in cue.takes or sentence.word(j)[0] == "ب" and "ب" in cue.takes):
                return j, "indirect", end, None
            if sentence.word(j) in set(cue.takes) - {"ب"} and (sentence.word(j) != "عن" or j - k <= REACH // 4):
                if sentence.that(j + 1):
                    return j, "indirect", words[j + 1].end, None
                link = link or (j, "indirect", end, None)
            elif sentence.is_content(j, k, cue.takes):
                link = link or (j, "indirect", start, None)
            if link and (cue.takes[0] != "ان" or j > link[0] + REACH // 3):
                return link
        return link or short or (len(words), None, 0, None)

    def _before(self, k: int, cue: Cue) -> tuple[int, int] | None:
        """The speaker where none follows the cue: named before the verb, or whoever the sentence is about."""
        sentence = self.sentence
        if sentence.bound(k) or self.pending and (cue.participle or cue.kind == "saying"):
            return self.pending
        return (sentence.topic(k) if cue.participle else sentence.before(k)) or self.pending

    def _said_before(self, k: int, speaker) -> list[Saying]:
        """A quotation that stands before its cue: «…»، قال الوزير."""
        sentence, word = self.sentence, self.sentence.words[k]
        mark = next((m for m in reversed(sentence.marks) if m.close <= word.start), None)
        near = mark and len(sentence.between(mark.close, word.start)) <= NAME_WORDS
        if near and sentence.has_words(mark, NAME_WORDS + 1):
            self.last = speaker
            return [Saying("direct", word[1:], mark.start, mark.end, speaker)]
        return []

    def _relay(self, k: int, cue: Cue) -> list[Saying]:
        """«نقلت شبكة … عن … قوله إن»: what somebody said, and the outlet whose news it is."""
        sentence, words = self.sentence, self.sentence.words
        about = next((j for j in range(k + 1, min(k + REACH, len(words))) if words[j].text == "عن"), None)
        if about is None:
            return []
        outlet = sentence.phrase(k + 1, about) or self._before(k, cue) or self.last
        at = next((j for j in range(about + 1, len(words)) if sentence.cues[j]), len(words))
        saying = at < len(words) and sentence.cues[at].kind == "saying"
        _, form, start, end = self._said(at if saying else about, Cue("say", ("ان",)))
        if form is None:
            return []
        said = [Saying("agency", words[k][1:], start, end, outlet, sentence.bound(k))]
        if saying:
            self.pending = self.last = sentence.phrase(about + 1, at)
            said.append(Saying(form, words[at][1:], start, end, self.last))
            sentence.cues[at] = None
        return said

    def _credit(self, k: int, cue: Cue) -> list[Saying]:
        """«بحسب رويترز», «وفق ما ذكرت الوكالة»: the clause or sentence that is credited."""
        sentence, words = self.sentence, self.sentence.words
        phrase = sentence.credited(k)
        if phrase is None:
            return []
        if sentence.word(k + 1) == "عن":
            self.pending = phrase
        form = "agency" if sentence.is_outlet(phrase) else "indirect"
        saying = Saying(form, words[k][1:], sentence.start, sentence.end, phrase)
        rest = sentence.between(phrase[1], sentence.end)
        after = len(words) - len(rest)
        trails = not rest or sentence.cues[after] or \
            len(rest) <= CREDIT_WORDS < k and not PAUSE.search(self.text[phrase[1]:sentence.end])
        if rest and k <= NAME_WORDS and (k == 0 or PAUSE.search(sentence.gap(k))):  # stands before what is credited
            saying.start = words[after + (rest[0].text in ("فقد", "فان"))].start
        elif trails:
            saying.end = words[k].start
        return [saying] if saying.start < saying.end else []

    def _ended(self, said: list[Saying]) -> list[Saying]:
        """The sayings of a sentence with their ends: where the next one begins that is not told inside them."""
        sentence, edges = self.sentence, []
        for saying in said:
            if saying.cuts or saying.start == sentence.start and saying.end and saying.end < sentence.end:
                at, speaker = saying.cue[0], saying.speaker
                if speaker and sentence.start <= speaker[0] < at and len(sentence.between(speaker[1], at)) <= 1:
                    at = speaker[0]
                k = len(sentence.between(sentence.start, at))
                while k and sentence.joins(k - 1):
                    k -= 1
                    at = sentence.words[k].start
                edges.append(at)
        for saying in said:
            if saying.end is None:
                saying.end = min((edge for edge in edges if edge > saying.start), default=sentence.end)
                saying.start = AFTER.match(self.text, saying.start).end()
                mark = next((m for m in sentence.marks if m.open == saying.start), None)
                if mark and not sentence.between(mark.close, saying.end):  # all of it stands between marks
                    saying.start, saying.end = mark.start, mark.end
                    saying.form = saying.form.replace("indirect", "direct")
            text = self.text[saying.start:saying.end]
            saying.end -= len(text) - len(text.rstrip() if saying.form == "direct" else text.rstrip(TRIM))
            saying.start += len(text) - len(text.lstrip())
        return [saying for saying in said if saying.start < saying.end]
