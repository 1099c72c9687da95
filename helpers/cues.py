"""Cues: the words of a sentence that tell that somebody speaks, and what stands around them.

The cues are those of data/lexicons/cues.csv, a table of base forms; the forms in which they stand on a page are made
from it here. Works on folded text, in offsets of that text.
"""
import re
from functools import cache
from typing import NamedTuple

from helpers.corpus import lexicon
from helpers.letters import WORD, fold
from helpers.sentences import Mark

REACH = 40        # words from a cue to what was said: a name with titles, a place and an occasion stand between
LONG_NAME = 5     # words between marks that are too many for a name
CREDIT_WORDS = 8  # words that name an outlet when no comma ends the name
MOST_WORDS = 250  # words read as one sentence: longer ones are lists and text without punctuation
THAT = re.compile(r"ب?ان(?:ه|ها|هم|هما|نا|ني|ي|ك|كم)?$")  # أن, إن, بأن, أنه …, folded
# «إلا أن», «يجب أن»: nothing is said
NOT_THAT = {"الا", "غير", "رغم", "بيد", "مجرد", "يجب", "يمكن", "ينبغي", "بعد", "قبل", "دون"}
OBJECT = re.compile(r"(?:ها|هم|هما|نا|ني|ه)$")             # «حثهم على»
PAUSE = re.compile("[،,؛;:]")
NAME_END = re.compile(r"[،,؛;:(/]|\s[-–—ـ]")
PREPOSITIONS = {"في", "من", "الي", "علي", "عن", "مع", "ذلك"}
REPORTS = {"تقرير", "بيان"}


class Word(NamedTuple):
    """A folded word and where it stands."""

    text: str
    start: int
    end: int


class Cue(NamedTuple):
    """What a form of a cue stands for: kind, particles before reported words, what it needs, its other words."""

    kind: str
    takes: tuple[str, ...]
    needs: str = ""
    participle: bool = False
    tail: tuple[str, ...] = ()


@cache
def cues() -> tuple[dict[str, Cue], dict[str, frozenset]]:
    """The cue that each folded form stands for; and the other words of cues.csv, folded, by kind."""
    forms, lists = {}, {}
    for row in lexicon("cues").itertuples():
        first, *tail = fold(row.cue).split()
        if row.kind in ("say", "relay"):
            cue = Cue(row.kind, tuple(fold(row.takes).split()), row.needs, False, tuple(tail))
            for form in _conjugated(first, fold(row.present)):
                forms.setdefault(form, cue)
            for form in _declined(fold(row.participle)):
                forms.setdefault(form, cue._replace(participle=True))
        elif row.kind in ("saying", "credit"):
            forms[first] = Cue(row.kind, ("ان",))
        else:
            lists.setdefault(row.kind, set()).add(fold(row.cue))
    return forms, {kind: frozenset(words) for kind, words in lists.items()}


def _conjugated(past: str, present: str) -> list[str]:
    """The third persons of a verb, from its folded past and present.

    >>> _conjugated("اكد", "يءكد")
    ['اكد', 'اكدت', 'اكدوا', 'اكدا', 'اكدتا', 'يءكد', 'تءكد', 'يءكدون', 'يءكدان']
    >>> _conjugated("نفي", "ينفي")
    ['نفي', 'نفت', 'نفوا', 'نفتا', 'ينفي', 'تنفي', 'ينفون', 'ينفيان']
    """
    stem = past[:-1] if past[-1] in "اي" else past
    forms = [past] + [stem + ending for ending in (("ت", "وا", "تا") if stem != past else ("ت", "وا", "ا", "تا"))]
    if present:
        stem = present[:-1] if present[-1] in "يوا" else present
        forms += [present, "ت" + present[1:], stem + "ون", present + "ان"]
    return forms


def _declined(participle: str) -> list[str]:
    """The forms of a participle that stand beside the speaker: مؤكدا, مؤكدة, مؤكدين, مؤكدتين, folded."""
    stem = participle[:-1]
    return [participle, stem + "ه", stem.removesuffix("ي") + "ين", stem + "تين"] if participle else []


class Sentence:
    """The words of a sentence, the cues among them, and questions about them.

    `names` are the actors in it, (start, end, rank), `starts` the places where any mention begins.
    """

    def __init__(self, text: str, words: list[Word], end: int, marks: list[Mark], names: list[tuple], starts: set[int]):
        self.text, self.words, self.marks, self.names, self.starts = text, words, marks, names, starts
        self.start, self.end = words[0].start, end
        self.forms, self.lists = cues()
        self.cues = [self._cue(k) for k in range(len(words))]

    def word(self, k: int) -> str:
        return self.words[k].text if 0 <= k < len(self.words) else ""

    def gap(self, k: int) -> str:
        """What stands between word k and the one before it."""
        return self.text[self.words[k - 1].end:self.words[k].start] if 0 < k < len(self.words) else ""

    def between(self, start: int, end: int) -> list[Word]:
        return [word for word in self.words if start <= word.start and word.end <= end]

    def has_words(self, mark: Mark, count: int) -> bool:
        return len(WORD.findall(self.text, mark.start, mark.end)) >= count

    def bound(self, k: int) -> bool:
        """Whether a cue stands with و or ف before it: the one who spoke last goes on."""
        return self.word(k)[0] in "وف" and self.word(k) not in self.forms

    def joins(self, k: int) -> bool:
        """Whether word k begins a clause of its own: فيما, حيث, وكان …"""
        return bool({self.word(k), self.word(k).removeprefix("و")} & self.lists["clause"])

    def that(self, k: int) -> bool:
        """Whether word k is the أن or إن before reported words, and not a letter spelled out: «سي إن إن»."""
        if k >= len(self.words) or not THAT.match(self.word(k)) or self.word(k - 1) in NOT_THAT:
            return False
        around = [self.word(j) for j in (k - 2, k - 1, k + 1)]
        return around[1:] != ["سي", "ان"] and around[:2] != ["سي", "ان"] and around[2] not in ("بي", "تي")

    def _cue(self, k: int) -> Cue | None:
        """The cue that word k is, clitics and object pronouns aside, or none."""
        word = self.word(k)
        for form in (word, word[1:]) if word[0] in "وف" else (word,):
            cue, addressed = self.forms.get(form), self.forms.get(OBJECT.sub("", form))
            cue = cue or (addressed if addressed and addressed.needs == "object" else None)
            if cue and tuple(w.text for w in self.words[k + 1:k + 1 + len(cue.tail)]) == cue.tail:
                return cue if self._stands(k, cue) else None
        return None

    def _stands(self, k: int, cue: Cue) -> bool:
        """Whether the cue is one here: no noun after a preposition, not denied, not inside a quotation."""
        before = self.word(k - 1)
        if any(mark.closed and mark.start <= self.words[k].start < mark.end for mark in self.marks):
            return False
        if cue.kind in ("saying", "credit"):
            return True
        if cue.participle:
            adjective = self.word(k)[-1] == before[-1:] == "ه" and self.gap(k) == " "  # «معلومة مؤكدة»
            return before not in PREPOSITIONS and not adjective
        if cue.needs == "first":  # بيّن and عبّر are spelled like prepositions
            begins = self.word(k)[0] in "وف" or before in ("", "قد", "وقد") or self.joins(k - 1) or self.gap(k).strip()
            near = PAUSE.split(self.text[self.words[k].end:self.words[k:][:REACH // 3][-1].end])[0]
            takes = any(word in cue.takes or THAT.match(word) for word in near.split())
            return bool(begins) and takes and not before.startswith("بين")
        return before not in self.lists["not"] and before not in PREPOSITIONS

    def phrase(self, first: int, limit: int, most: int = REACH, credit: bool = False) -> tuple[int, int] | None:
        """Where the words from number `first` on name a speaker: before `limit`, a comma, what ends a name; or none."""
        last, stops = first, self.lists["stop"]
        for k in range(first, min(limit, first + most, len(self.words))):
            word = self.word(k)
            stop = word in stops and not (credit and k == first) and not (word[0] == "ل" and self._report(first, k - 1))
            spoken_to = not credit and word[0] == "ل" and self.words[k].start + 1 in self.starts
            quoted = any(mark.start == self.words[k].start and self.has_words(mark, LONG_NAME) for mark in self.marks)
            if stop or spoken_to or quoted or NAME_END.search(self.gap(k)) or f"{word} {self.word(k + 1)}" in stops or \
                    self.that(k) or self.cues[k]:
                break
            last = k + 1
        if last == first or self.word(first) in PREPOSITIONS:
            return None
        start, end = self.words[first].start, self.words[last - 1].end
        mark = next((mark for mark in self.marks if start < mark.start and mark.end == end), None)
        return start, mark.close if mark else end

    def _report(self, first: int, k: int) -> bool:
        """Whether word k, the first of a phrase, is a report of somebody named next: «تقرير للوكالة»."""
        return k == first and self.word(k) in REPORTS

    def is_source(self, k: int, kinds: tuple[str, ...] = ("outlet", "source")) -> bool:
        """Whether word k begins what can be credited, with the article or «ل» before it."""
        bare = {self.word(k), *(self.word(k).removeprefix(prefix) for prefix in ("ال", "لل", "ل"))}
        longer = {" ".join([word, *(w.text for w in self.words[k + 1:k + n])]) for word in bare for n in (1, 2, 3)}
        return any(longer & self.lists[kind] for kind in kinds) and not longer & self.lists["not outlet"]

    def is_outlet(self, span: tuple[int, int], reach: int = 4) -> bool:
        """Whether a news outlet is named in the first words of a phrase: «العديد من الصحف»."""
        start = span[0] - 1  # the name may follow «ل»
        inside = [k for k, word in enumerate(self.words) if start <= word.start and word.end <= span[1]]
        reach += bool(inside) and self._report(inside[0], inside[0])
        return any(self.is_source(k, ("outlet",)) for k in inside[:reach])

    def subject(self, start: int, end: int) -> tuple[int, int]:
        """The one who speaks without the one spoken of, where actors in the phrase tell: «اتهم البيت الأبيض طهران»."""
        for first, last, rank in self.names:
            before = self.between(start, first)
            if start <= first < end and rank < 2:
                return start, min(last, end)
            if start < first < end and before and before[-1].text.startswith("ال"):
                return start, before[-1].end
        return start, end

    def is_content(self, k: int, cue: int, takes: tuple[str, ...]) -> bool:
        """Whether word k begins what is said without أن: «بالرد», no name with ب; «رفضه» where the cue takes nouns."""
        word = self.word(k)
        if "ب" in takes and word[0] == "ب" and len(word) > 3 and word not in self.lists["not said"] and \
                self.words[k].start not in self.starts and not (k == cue + 1 and self.word(k + 1)[:1] == "ب"):
            return True
        bare = word.removeprefix("ال")
        stem = OBJECT.sub("", bare)
        forms = {bare, stem, stem[:-1] + "ه" if stem.endswith("ت") else stem}
        return "اسم" in takes and bool(forms & self.lists["what"])

    def topic(self, k: int) -> tuple[int, int] | None:
        """Whom a participle, word k, may be said of: the first actor before it, or what follows the first verb."""
        name = next((span for *span, rank in self.names if rank < 2 and span[1] <= self.words[k].start), None)
        if name or self.cues[0]:
            return name
        first = next((j for j in range(1, min(4, k)) if PAUSE.search(self.gap(j))), 0)  # after «من جهته،»
        while first < k - 1 and (self.joins(first) or self.word(first) in ("قد", "فقد")):
            first += 1
        return self.phrase(first + (not self.word(first).startswith("ال")), k, LONG_NAME)

    def before(self, k: int) -> tuple[int, int] | None:
        """The subject that stands before its verb, word k: «لكن الوزير قال», «الوزير الذي أكد»."""
        last = first = k - (self.word(k - 1) in ("قد", "وقد"))
        while 0 < first and last - first < REACH // 2 and not (first < k and PAUSE.search(self.gap(first))) and \
                not (self.joins(first - 1) or self.cues[first - 1] or self.that(first - 1)):
            first -= 1
        if PAUSE.search(self.gap(k)) and (first and not self.that(first - 1) or last - first > LONG_NAME):
            return None  # what stands before the comma is another clause
        return self.phrase(first, last) if first < last else None

    def credited(self, k: int) -> tuple[int, int] | None:
        """The source that a credit, word k, names: «بحسب رويترز», «وفقا لما ذكرت الوكالة»; none for «حسب الخطة»."""
        first = k + 1
        while self.word(first) in ("عن", "ما", "لما", "به"):
            first += 1
        verb = first > k + 1 and self.word(first - 1) != "عن" or self.word(k).endswith("ما")
        first += verb
        self.cues[k + 1:first] = [None] * len(self.cues[k + 1:first])
        phrase = self.phrase(first, len(self.words), credit=True)
        if phrase is None or not (verb or self.is_source(first, ("source",)) or self.is_outlet(phrase) or
                                  any(name[0] == phrase[0] for name in self.names)):
            return None
        named = self.between(*phrase)
        if len(named) > CREDIT_WORDS:
            ends = [mark.close for mark in self.marks if phrase[0] <= mark.open < phrase[1]]
            ends += [end for start, end, _ in self.names if phrase[0] <= start < phrase[1]]
            phrase = phrase[0], (ends or [named[3].end])[0]
        of = re.match("ل(?!ل)", named[0].text) and self.word(k).endswith("ا")  # «وفقا لوكالة», but «وفقا للوكالة»
        return phrase[0] + bool(of), phrase[1]
