"""Clauses: the words of one sentence, the cues among them, and where what was said begins.

Works on folded text, in offsets of that text.
"""
import re
from bisect import bisect, bisect_left
from typing import NamedTuple

from helpers.cues import OBJECT, Cue, cues, readings, word_lists
from helpers.sentences import Mark, has_words

REACH = 40        # words from a cue to what was said: a name with titles, a place and an occasion stand between
ASIDE = 20        # words of a remark between commas
DATE_WORDS = 5    # words of a date: «، يوم الأحد 3 مايو الماضي،»
LONG_NAME = 5     # words between marks that are too many for a name
THAT = re.compile(r"ب?ان(?:ه|ها|هم|هما|نا|ني|ي|ك|كم)?$")  # أن, إن, بأن, أنه …, folded
# «إلا أن», «يجب أن»: nothing is said
NOT_THAT = {"الا", "غير", "رغم", "بيد", "مجرد", "يجب", "يمكن", "ينبغي", "بعد", "قبل", "دون", "مع", "بمجرد", "قبيل"}
AFTER_WHICH_PAST = {*NOT_THAT, "منذ", "سبق", "الي", "حدث", "فما", "وما", "وسبق"}  # «سبق أن أعلن الوزير»
UNLESS = {"لم", "شاء", "صح", "امكن", "وجد", "وجدت"}  # «إن لم يصل»
PREDICATE = {"يكن", "تكن", "كان", "كانت", "يكون", "ليس", "ليست", "اصبح", "بات"}  # «لم يكن متوقعا»: nobody expects
OF_NOUNS = {"غير"}  # «لا غير قالت»: it denies no verb
PAUSE = re.compile("[،,؛;:]")
COMMA = re.compile("[،,]")
PREPOSITIONS = {"في", "من", "الي", "علي", "عن", "مع", "ذلك"}
# «إليها», «عنه», «لفخامتكم»: whom or what it is about or said to, never who speaks
WITH_PRONOUN = re.compile(r"(?:ل|ب|في|من|عن|الي|علي|لدي|مع|حول|بشان|ضد|تجاه|امام|خلال|اثناء|بعد|قبل|عند|بين)"
                          r"(?:ه|ها|هم|هما|هن|نا|كم)$|ل(?!ل)\w{3,}كم$")
INDEFINITE = re.compile(r"\w{2,}[^ه]ا$")  # «توقعت الهيئة طقسا باردا»


class Word(NamedTuple):
    """A folded word and where it stands."""

    text: str
    start: int
    end: int


class Sentence:
    """The words of a sentence, the cues among them, and questions about them.

    `names` are the actors in it, (start, end, rank), `starts` the places where any mention begins.
    """

    def __init__(self, text: str, words: list[Word], end: int, marks: list[Mark], names: list[tuple], starts: set[int]):
        self.text, self.words, self.marks, self.names, self.starts = text, words, marks, names, starts
        self.start, self.end = words[0].start, end
        self.forms, self.lists = cues()
        self.begins = [word.start for word in words]
        signs = PAUSE.finditer(text, self.start, self.begins[-1])
        self.paused = {bisect(self.begins, sign.start()) for sign in signs}  # words before which the sentence pauses
        self.pauses = sorted(self.paused)
        self.cues = [self._cue(k, found) if (found := readings(word.text)) else None for k, word in enumerate(words)]
        self._mute_asides()

    def word(self, k: int) -> str:
        return self.words[k].text if 0 <= k < len(self.words) else ""

    def gap(self, k: int) -> str:
        """What stands between word k and the one before it."""
        return self.text[self.words[k - 1].end:self.words[k].start] if 0 < k < len(self.words) else ""

    def between(self, start: int, end: int) -> list[Word]:
        first = bisect_left(self.begins, start)
        last = bisect_left(self.begins, end, first)
        return self.words[first:last - (last > first and self.words[last - 1].end > end)]

    def has_words(self, mark: Mark, count: int) -> bool:
        return has_words(self.text, mark.start, mark.end, count)

    def bound(self, k: int) -> bool:
        """Whether a cue stands with و or ف before it: the one who spoke last goes on."""
        return self.word(k)[0] in "وف" and self.word(k) not in self.forms

    def about(self, k: int) -> int | None:
        """The «أما» that word k answers: «أما الوزارة فأوضحت أن», «أما سالم فقد قال»."""
        answers = self.word(k)[:1] == "ف" or self.word(k - 1) == "فقد"
        return next((j for j in range(k - 1, -1, -1) if answers and self.word(j) in ("اما", "واما")), None)

    def joins(self, k: int) -> bool:
        """Whether word k begins a clause of its own: فيما, حيث, وكان …"""
        return bool({self.word(k), self.word(k).removeprefix("و")} & self.lists["clause"])

    def that(self, k: int) -> bool:
        """Whether word k is the أن or إن before reported words, and not a letter spelled out: «سي إن إن»."""
        if not 0 <= k < len(self.words) or not THAT.match(self.word(k)) or self.word(k - 1) in NOT_THAT:
            return False
        if self.word(k) == "ان" and self.word(k + 1) in UNLESS:
            return False
        around = [self.word(j) for j in (k - 2, k - 1, k + 1)]
        return around[1:] != ["سي", "ان"] and around[:2] != ["سي", "ان"] and around[2] not in ("بي", "تي")

    def listed(self, k: int, *kinds: str) -> int:
        """How many words from k on stand in lists of cues.csv: 2, 1 or 0."""
        word, (alone, firsts, pairs) = self.word(k), word_lists(kinds)
        bare = word.removeprefix("و")
        if (word in firsts or bare in firsts) and not pairs.isdisjoint(f"{w} {self.word(k + 1)}" for w in (word, bare)):
            return 2
        return int(word in alone or kinds == ("relative",) and bare in alone)

    def is_source(self, k: int, kinds: tuple[str, ...] = ("outlet", "source")) -> bool:
        """Whether word k begins what can be credited, with the article or «ل» before it."""
        bare = {self.word(k), *(self.word(k).removeprefix(prefix) for prefix in ("ال", "لل", "ل"))}
        longer = {" ".join([word, *(w.text for w in self.words[k + 1:k + n])]) for word in bare for n in (1, 2, 3)}
        return any(longer & self.lists[kind] for kind in kinds) and not longer & self.lists["not outlet"]

    def aside(self, k: int) -> int:
        """Where a remark between commas ends that begins at word k: «، الذي يتحدث باسم …،», «، نقلا عن …،»; else k.

        >>> text = "قال سالم، نقلا عن تقارير، ان الجسر مغلق"
        >>> words = [Word(m[0], m.start(), m.end()) for m in re.finditer(r"\\w+", text)]
        >>> Sentence(text, words, len(text), [], [], set()).aside(2)
        5
        """
        if k not in self.paused or not COMMA.search(self.gap(k)):
            return k
        cue = self.forms.get(self.word(k))
        remark = self.listed(k, "relative", "preposition") or self.word(k) in PREPOSITIONS or \
            cue and cue.kind == "credit" or self.listed(k, "told") == 2
        reach = ASIDE if remark else DATE_WORDS if self.listed(k, "adverb") else 0
        return next((j for j in self.pauses if k < j <= k + reach), k)

    def _mute_asides(self) -> None:
        """Takes away the cues in a remark that stands before «إن»: «قالت سلمى، التي ذكرت بعملها، إن …»."""
        for k in self.pauses:
            end = self.aside(k)
            if k < end and self.that(end) and any(self.cues[max(0, k - REACH):k]) and \
                    not any(self.that(j) for j in range(k, end)):
                self.cues[k:end] = [cue if cue and cue.kind == "credit" else None for cue in self.cues[k:end]]
        for k, cue in enumerate(self.cues):
            if cue and k and self.listed(k - 1, "relative") and self._remark(k):
                self.cues[k] = None

    def _remark(self, k: int) -> bool:
        """Whether a verb only tells who speaks: «قال المسؤول الذي | تحدث إلى الصحافيين إن …»."""
        before = next((j for j in range(k - 1, max(-1, k - REACH), -1) if self.cues[j] or self.that(j)), None)
        after = next((j for j in range(k + 1, min(k + REACH, len(self.words))) if self.cues[j] or self.that(j)), None)
        return before is not None and after is not None and after > k + 2 and self.that(after) and \
            self.cues[before] is not None and "ان" in self.cues[before].takes and not PAUSE.search(self.gap(after))

    def _cue(self, k: int, found: tuple[Cue, ...]) -> Cue | None:
        """The cue that word k is, of those found for it by itself, or none."""
        for cue in found:
            if tuple(w.text for w in self.words[k + 1:k + 1 + len(cue.tail)]) == cue.tail:
                return cue if self._stands(k, cue) else None
        return None

    def _stands(self, k: int, cue: Cue) -> bool:
        """Whether the cue is one here: no noun after a preposition, not denied, not inside a quotation."""
        before = self.word(k - 1)
        if any(mark.closed and mark.start <= self.words[k].start < mark.end for mark in self.marks):
            return False
        if cue.kind in ("saying", "credit", "masdar"):
            return True
        governed = before in PREPOSITIONS and before != "ذلك" and not self.gap(k).strip()  # «في رد», «إلى ذلك، قال»
        if self.word(k + 1) in ("باسم", "باسمه", "باسمها") or self.listed(k, "not cue"):
            return False  # «التي تتحدث باسم البلدية» is an office
        if cue.participle:
            if before in PREDICATE and not self.gap(k).strip():
                return False
            adjective = self.word(k)[-1] == before[-1:] == "ه" and self.gap(k) == " "  # «معلومة مؤكدة»
            noun = self.word(k)[-1] == "ه" and not self.gap(k).strip() and k and \
                not (self.that(k + 1) or self.word(k + 1) in {*cue.takes, "في"} or self.word(k) == "قاءله")
            return not governed and not adjective and not (noun and not self.bound(k))  # «متابعة لكل …»
        if cue.kind == "own" and before in ("ان", "دعونا"):
            return False  # «يمكن أن نقول»
        if before == "ان" and self.word(k)[0] == "ا" and self.word(k - 2) not in AFTER_WHICH_PAST:
            return False  # «يسرني أن أعلن», the first person; but «بعد أن أعلن»
        if cue.needs == "first":  # بيّن and عبّر are spelled like prepositions
            begins = self.word(k)[0] in "وف" or before in ("", "قد", "وقد") or self.joins(k - 1) or \
                self.gap(k).strip() or WITH_PRONOUN.match(self.word(k + 1))
            near, *rest = PAUSE.split(self.text[self.words[k].end:self.words[k:][:REACH // 3][-1].end])
            takes = any(word in cue.takes or THAT.match(word) for word in near.split()) or \
                any(THAT.match(part.strip().split(" ")[0]) for part in rest)  # «وبين الناطق، سالم منصور، أن»
            return bool(begins) and takes and not before.startswith("بين")
        return not ({before, before[1:] if before[:1] in ("و", "ف") else before} & self.lists["not"] - OF_NOUNS) and \
            not governed

    def sign(self, k: int) -> tuple[int, str | None, int, int | None]:
        """The word at the sign of reported words after the cue, word k; the form, where they start and, if known, end.

        أن comes first where the cue takes it, else the cue's own particle; a short quotation counts if nothing else.
        """
        cue, words = self.cues[k], self.words
        takes, link, short, far, j = cue.takes, None, None, False, k + len(cue.tail)
        while (j := j + 1) < min(k + REACH, len(words)):
            j = self.aside(j) if words[j].text not in takes else j
            word, start, end = words[j]
            mark = next((m for m in self.marks if words[j - 1].end <= m.open <= start), None)
            colon = ":" in self.text[words[j - 1].end:mark.open if mark else start] and not word.isdigit()
            far = far or "near" in cue.needs and (j > k + LONG_NAME or self.gap(j).strip() == "،")
            if far and not colon:
                continue
            if mark and cue.kind != "masdar" and self._is_speech(mark, j, cue, colon):
                return j, "direct", mark.start, mark.end
            if mark and not short and not self._is_name(mark, j, k, colon):
                short = j, "direct", mark.start, mark.end
            if colon and not self.that(j):
                return j, "direct", start, None
            other = self.cues[j]
            if other and other.takes and other.kind not in ("credit", "masdar") or \
                    "؛" in self.gap(j) and not self._title(j, k):
                break
            if self.that(j) and ("ان" in takes or word[0] == "ب" and "ب" in takes):
                return j, "indirect", end, None
            if word in self.lists["gesture"]:  # «أشار بيده إلى …»
                break
            if word in takes and word not in ("ب", "ان") and (word != "عن" or self._near(j, k)):
                if self.that(j + 1):
                    return j, "indirect", words[j + 1].end, None
                link = link or (j, "indirect", end, None)
            elif self.is_content(j, k, takes):
                link = link or (j, "indirect", start, None)
            if link and (takes[0] != "ان" or j > link[0] + REACH // 3):
                break
        return link or (short if cue.kind != "masdar" else None) or (len(words), None, 0, None)

    def _title(self, k: int, cue: int) -> bool:
        """Whether what follows a semicolon tells who spoke: «قال سالم؛ | رئيس النادي، إن», «أوضح سالم؛ | أن»."""
        near = self.cues[cue].kind == "say" and not self.cues[cue].participle and k <= cue + 2 * LONG_NAME
        title = self.word(k) in self.cues[cue].takes or self.is_source(k, ("source",)) or self.word(k) in PREPOSITIONS
        return near and (self.that(k) or title and any(self.that(n) for n in range(k, k + 2 * LONG_NAME)))

    def _is_speech(self, mark: Mark, k: int, cue: Cue, colon: bool) -> bool:
        """Whether a quotation before word k is surely what was said: behind a colon or ب, or too long for a name."""
        by = "ب" in cue.takes and self.word(k - 1) == "ب"
        return colon or by or self.has_words(mark, LONG_NAME - 1) and not self._titled(k - 1) and \
            not (self.is_source(k - 1, ("outlet",)) and not self.has_words(mark, LONG_NAME))

    def _is_name(self, mark: Mark, k: int, cue: int, colon: bool) -> bool:
        """Whether a short quotation before word k is a title or a name: «وأعلنت "الأفق" أن», but «وقال "لا".»."""
        if not colon and self._titled(k - 1):
            return True
        named = not self.has_words(mark, 2) or self.is_source(k - 1, ("outlet",))
        return bool(named and (k > cue + 1 or self.between(mark.close, self.end)))

    def _titled(self, k: int) -> bool:
        """Whether word k says that a title follows and no speech: «فيلم "…"», «بعنوان "…"»."""
        word = self.word(k)
        return not self.lists["titled"].isdisjoint((word, word[1:], word.removeprefix("ال")))

    def _near(self, k: int, cue: int) -> bool:
        """Whether word k is near the cue or follows the name of a person, be it ever so long: «كشف العقيد … | عن»."""
        return k - cue <= REACH // 4 or any(rank == 0 and end == self.words[k - 1].end for _, end, rank in self.names)

    def is_content(self, k: int, cue: int, takes: tuple[str, ...]) -> bool:
        """Whether word k begins what is said without أن: «بالرد», no name with ب; «رفضه» where the cue takes nouns."""
        word = self.word(k)
        if "ب" in takes and word[0] == "ب" and (len(word) > 3 or word == "بما" and self._near(k, cue)) and \
                word not in self.lists["not said"] and \
                self.words[k].start not in self.starts and not (k == cue + 1 and self.word(k + 1)[:1] == "ب"):
            return True
        if "نكره" in takes and k > cue + 1 and INDEFINITE.match(word) and not self.listed(k, "adverb"):
            return self.words[k].start not in self.starts and not PAUSE.search(self.gap(k))
        before = self.word(k - 1)
        agrees = word[:2] == before[:2] == "ال" and word[-1] == "ه"  # «القوة المشاركة», «الأفلام المشاركة»
        if "اسم" not in takes or agrees or before in PREPOSITIONS:
            return False
        bare = {word, word.removeprefix("ال")}
        stems = {OBJECT.sub("", form) for form in bare}
        forms = bare | stems | {stem[:-1] + "ه" for stem in stems if stem.endswith("ت")}
        return bool(forms & self.lists["what"])
