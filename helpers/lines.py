"""Lines: a scraped page parted into lines, and what each is by its own words: a marker, a date, a caption, or text.

Lines that were run together are parted, and a sentence that was broken over two lines is made whole. What a line is
among its neighbours, and which story it tells, `blocks` decides. The words to look for stand in the lexicons
markers.csv and function_words.csv.
"""
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from helpers.forms import key, lexicon, light_stem
from helpers.letters import EDGE, LINE_BREAK, Folded, core_of, fold, fold_map, words
from helpers.sentences import find_marks, find_sentences

TEXT = ("paragraph", "short")  # the kinds that tell a story; all others are boilerplate
HEAD = 400            # characters at the start of a line that are looked at; markers and titles are shorter
TAIL = 40             # characters at its end
SAMPLE = 3000         # characters that speak for its subject: a page may be one line of any length
PARAGRAPH_WORDS = 18  # an unfinished line of fewer words is a title, a heading or a headline
SENTENCE_WORDS = 5    # a line that ends with a full stop is a paragraph from here on
HALF_WORDS = 8        # half a sentence, broken off at the end of a line, has as many; a headline may end with «غير»
LABEL_WORDS = 3       # the name of a section, a place or an agency has no more words
NUMBER_WORDS = 4      # nor has a telephone number, or the paper that a story is credited to
WIDGET_WORDS = 10     # a longer line that has the words of a widget in it is a sentence about one
ROW_WORDS = 60        # a menu on one line has no more words
ROW_LABELS = 4        # and so many labels that are known, which make up so much of it
ROW_KNOWN = 0.5
DATE_WORDS = 24       # two calendars and the time of day in two places
DATE_LETTERS = 160    # which are no longer than that
DATE_LABEL_WORDS = 2  # words beside a full date that no lexicon has: «النسخة الورقية»
CAPTION_WORDS = 60    # a longer line that ends with an agency is a paragraph
STORY_STEMS = 30      # fewer words that tell of a subject are too few to part a line into stories
SEAM_SHARED = 0.04    # half of all pairs of stories share less; of 1500 stories 3 share so little with themselves
LONGEST_STORY = 30_000  # characters; a longer line is no page of news
ROOM = {"source": 6, "byline": 4, "widget": 8, "caption": 40, "marker": 2}  # words after a form that belong to it

LIVELY = re.compile("[.!؟?…:؛«»\"“”()]")  # signs that headlines have and labels have not
FINAL = re.compile(r"(?<!\.)(?<!…)[.:؛;][\s\"'»”’)\]]*$")
CLOSED = re.compile(r"[.؟!][\s\"'»”]*[-–—/|(][^.؟!]*$")
CREDIT_MARK = re.compile(r"\s*[-–—/|©]")
# A «>» anywhere behind the first tag that is opened; a search from each of them would read on to the end of the line.
HTML = re.compile(r"^(?>.*?</?[a-zA-Z]).*>|/>\s*$|^\w+=[\"']", re.S)
HASHTAGS = re.compile(r"(?:#[\w]+\s*)+")
LINK = re.compile(r"\W*+(?:https?://|www\.)\S++\W*+")
# A mail address or the name of an account, with signs around it: `\W*\S*@[\w.-]+\W*`, read from its end. There one
# place alone can be its @ (with no letter behind it, the first place is as good as any), so nothing is tried twice.
MAIL_BACKWARDS = re.compile(r"(?>\W*+\w[\w.-]*+@|\W*[.-]@)\S*+\W*+")
PATH = re.compile(r"\s+[»›>]\s+|\s*>+\s*")
ROW = re.compile(r"\s*[|•·]\s*")
DASH = re.compile(r"\s*[-–—/|\\]\s*|\s+ـ+\s+")
WORD = re.compile(r"[^\W_]+")  # of folded text, which has no vowel signs for letters.WORD to hold together
NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?")
TIME = re.compile(r"\b(?:19|20)\d\d\b|\d:\d\d|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b")
AGO = re.compile(r"^(?:منذ|قبل|ما يقرب من)\s|\s(?:قبل|مضت)$")
DAY = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b")


@dataclass
class Line:
    """A line of a page, on its way to becoming a block."""

    start: int
    end: int
    text: str    # its first characters
    tail: str    # its last characters
    folded: str  # its first characters, folded
    core: str    # the first of these, blanks made one, signs at the edges dropped
    count: int   # words
    final: bool  # it ends as a sentence does
    kind: str = ""
    reason: str = ""
    role: str = "boilerplate"
    item: int | None = None
    seam: bool = False  # another story seems to begin here, on the line of the one before

    @cached_property
    def stems(self) -> Counter:
        """How often each word that tells of a subject stands in it, as a stem; function words and numbers do not."""
        function = lexicon().function
        return Counter([light_stem(word) for word in WORD.findall(self.folded)
                        if len(word) > 2 and word not in function and not word[0].isdigit()])

    def settle(self, role: str, kind: str, item: int | None, reason: str):
        """Give the line its role, kind and item; the reason before goes into brackets."""
        self.role, self.kind, self.item, self.reason = role, kind, item, f"{reason} ({self.reason})"

    def be_boilerplate(self, kind: str, reason: str):
        self.settle("boilerplate", kind, None, reason)


def find_lines(page: str) -> list[Line]:
    """The lines of a page in order, with kind and reason; `short` and `paragraph` are text.

    >>> [(line.kind, line.text) for line in find_lines("عنوان الخبر\\nإعلانوقال الوزير إن العمل انتهى.")]
    [('short', 'عنوان الخبر'), ('advert', 'إعلان'), ('paragraph', 'وقال الوزير إن العمل انتهى.')]
    """
    lines, start, folded = [], 0, fold_map(page)
    for end in [*(gap.start() for gap in LINE_BREAK.finditer(page)), len(page)]:
        for span in _parts(folded, *_strip(page, start, end)):
            line = _line(folded, *span)
            line.kind, line.reason = _kind(line)
            if lines and _is_broken(lines[-1], line):
                line = _line(folded, lines.pop().start, line.end)
                line.kind, line.reason = "paragraph", "a sentence broken over two lines"
            lines.append(line)
        start = end
    if len(page) > LONGEST_STORY or LINE_BREAK.search(page.strip()):
        return lines
    return [part for line in lines
            for part in (_part_stories(folded, line, {}) if line.kind == "paragraph" else [line])]


def _part_stories(page: Folded, line: Line, known: dict[tuple[int, int], Line]) -> list[Line]:
    """The stories of a page whose line breaks are gone, cut between sentences whose sides share next to no words.

    `known` holds sentences by their span, so that the words of each are found once however often its line is parted.
    """
    text = page.raw[line.start:line.end]
    sentences = []
    for start, end in find_sentences(text, find_marks(text)):
        span = line.start + start, line.start + end
        if span not in known:
            known[span] = _line(page, *span)
        sentences.append(known[span])
    shared, cut = min(_seams(sentences), default=(1, 0))
    if shared > SEAM_SHARED:
        return [line]
    parts = [_line(page, *_strip(page.raw, *span)) for span in ((line.start, cut), (cut, line.end))]
    for part in parts:
        part.kind, part.reason = "paragraph", f"shares {shared:.0%} of its words with what stands on the line"
        part.seam = True
    parts[0].seam = line.seam
    return [story for part in parts for story in _part_stories(page, part, known)]


def _seams(sentences: list[Line]) -> Iterator[tuple[float, int]]:
    """For each place where a story may end, the share of words that both sides have, and where the next one begins."""
    before, after = Counter(), Counter()
    for sentence in sentences:
        after.update(sentence.stems)
    told, to_tell, both = 0, after.total(), 0
    for last, sentence in zip(sentences, sentences[1:]):
        for word, n in last.stems.items():
            both -= min(before[word], after[word])
            before[word] += n
            after[word] -= n
            both += min(before[word], after[word])
            told, to_tell = told + n, to_tell - n
        if min(told, to_tell) >= STORY_STEMS and not goes_on(sentence):
            yield both / min(told, to_tell), sentence.start


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _line(page: Folded, start: int, end: int) -> Line:
    first, last = bisect_left(page.starts, start), bisect_left(page.starts, min(end, start + SAMPLE))
    folded, tail = page.text[first:last], page.raw[max(start, end - TAIL):end]
    count = len(folded.split()) if end - start <= SAMPLE else page.raw.count(" ", start, end) + 1
    return Line(start, end, page.raw[start:min(end, start + SAMPLE)], tail, folded, core_of(folded[:HEAD]), count,
                bool(FINAL.search(tail)))


def _parts(page: Folded, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of a line: markers run into it stand alone, and so does a heading that was run into its paragraph."""
    forms, text = lexicon(), page.raw
    while start < end:
        at, stop = bisect_left(page.starts, start), bisect_left(page.starts, min(end, start + HEAD))
        found = forms.announcing.match(page.text, at, stop) or forms.glued.match(page.text, at, stop)
        inside = None if found else forms.inside.search(page.text, at, bisect_left(page.starts, end))
        if inside:
            marker = page.span(*inside.span(inside.lastindex))
            yield _strip(text, start, marker[0])
            yield marker
            cut = marker[1]
        else:
            if not found and FINAL.search(text, max(start, end - TAIL), end):
                found = forms.glued_heading.match(page.text, at, stop)
                found = found if len(page.text[at:stop].split()) > PARAGRAPH_WORDS else None
            cut = end if not found or found.end() == stop else int(page.starts[found.end()])
            yield _strip(text, start, cut)
        start, _ = _strip(text, cut, end)


def _is_broken(line: Line, after: Line) -> bool:
    """Whether a line stops in mid-sentence: at a comma, or at a word that no sentence ends with."""
    if line.final or line.kind not in TEXT or after.kind not in TEXT or line.kind == "short" and not after.final:
        return False
    return line.count >= HALF_WORDS and (line.tail[-1] in "،," or fold(line.tail.split()[-1]) in lexicon().unfinished)


# What a line is by its own words --------------------------------------------------------------------------------------

def _kind(line: Line) -> tuple[str, str]:
    """The kind of a line, and the rule that says so."""
    forms, core, count = lexicon(), line.core, line.count
    if not core:
        return "other", "no letter and no digit"
    if core in forms.credits and CREDIT_MARK.match(line.text):
        return "caption", "a credit alone"
    if core in forms.lines:
        return forms.lines[core], f"markers.csv has «{EDGE.sub('', line.text)}»"
    if HASHTAGS.fullmatch(line.text):
        return "tags", "hashtags and nothing else"
    if HTML.search(line.text):
        return "other", "HTML in it"
    if _is_address(line.text):
        return "byline" if "@" in line.text else "widget", "a bare address"
    named = forms.starts.match(core)
    kind = forms.starting[key(named[1])] if named else ""
    if _is_date(core[named.end():] if kind == "published" else core, kind == "published"):
        return "published", "a date and little else"
    if _is_path(core):
        return "section", "a path or a row of sections"
    if kind == "tags" or kind in ROOM and not line.final and count <= ROOM[kind] + len(named[1].split()):
        return kind, f"begins with «{named[1]}»"
    opening = forms.opening.match(core)
    if opening and count <= ROOM[forms.openings[opening[0]]] + len(opening[0].split()) and not line.final:
        return forms.openings[opening[0]], f"opens with «{opening[0]}»"
    widget = forms.within.search(core) if count <= WIDGET_WORDS else None
    if widget:
        return "widget", f"has «{widget[0]}» in it"
    bare = key(re.sub(r"\d+", "", core)) if count <= NUMBER_WORDS and re.search(r"\d", core) else ""
    if bare in forms.lines or bare and forms.within.fullmatch(bare):
        return "widget", "a label and a number"
    if count <= LABEL_WORDS + 1 and not LIVELY.search(line.text):
        for kind, vocabulary in forms.vocabulary.items():
            if line.stems and all(stem in vocabulary for stem in line.stems) and (kind == "widget" or not bare):
                return kind, f"a label made of the words of {kind}s"
    if not line.final and count <= ROW_WORDS and _is_row(core.split()):
        return "widget", "labels and little else"
    if len(core) <= 2:
        return "other", "a letter or two"
    if count <= NUMBER_WORDS and re.search(r"\d", core) and not re.search(r"[ء-ي]", core):
        return "other", "a number and no Arabic word"
    if count <= NUMBER_WORDS and line.tail[-1] in "/\\":
        return "byline", "ends with a slash"
    if count <= CAPTION_WORDS and not line.final and forms.credit.search(line.folded):
        return _credited(line)
    names = DASH.split(core) if count <= CAPTION_WORDS and not line.final else []
    if len(names) > 2 and all(0 < len(name.split()) <= LABEL_WORDS for name in names) and not re.search(r"\d", core):
        return "section", "names and labels with signs between them"
    shape = f"{count} words, a full stop" if line.final else f"{count} words"
    return "paragraph" if count >= PARAGRAPH_WORDS or line.final and count >= SENTENCE_WORDS else "short", shape


def _is_address(text: str) -> bool:
    """Whether a line is a link, a mail address or an account, and nothing else.

    >>> [_is_address(line) for line in ("(news@example.org)", "https://example.org/a", "كتب @salem عن الجسر")]
    [True, True, False]
    """
    return bool(LINK.fullmatch(text) or "@" in text and MAIL_BACKWARDS.fullmatch(text[::-1]))


def _is_path(core: str) -> bool:
    """Whether a line is a path or a row of short labels with signs between them."""
    for sign, least in ((PATH, 2), (ROW, 3)):
        parts = sign.split(core) if sign.search(core) else []
        if len(parts) >= least and all(len(part.split()) <= LABEL_WORDS for part in parts):
            return True
    first, *others = DASH.split(core) if len(core) <= DATE_LETTERS else [core]
    return lexicon().lines.get(first) == "section" and len(others) > 0 and all(
        len(part.split()) <= LABEL_WORDS for part in others)


def _is_row(row: list[str]) -> bool:
    """Whether most words of a line are known labels, one after the other with no sign between them."""
    at, labels, known = 0, 0, 0
    while at < len(row):
        length = next((n for n in range(LABEL_WORDS, 0, -1) if " ".join(row[at:at + n]) in lexicon().lines), 0)
        labels, known, at = labels + bool(length), known + min(length, len(row) - at), at + max(length, 1)
    return known == len(row) or labels >= ROW_LABELS and known >= ROW_KNOWN * len(row)


def _is_date(core: str, named: bool) -> bool:
    """Whether a line, or what follows «نشر في» in one, is a date and nothing else."""
    if len(core) > DATE_LETTERS:
        return False
    found, known = re.findall(r"[^\W\d_]+|\d+(?:st|nd|rd|th)?", core), lexicon().date_words
    strange = sum(not (word in known or NUMBER.fullmatch(word) or word[1:] in known) for word in found)
    if len(found) > DATE_WORDS or strange > (DATE_LABEL_WORDS if DAY.search(core) or lexicon().day.search(core) else 0):
        return False
    number = any(word[0].isdigit() for word in found)
    day = number and len(found) <= LABEL_WORDS and any(word in lexicon().months for word in found)
    return bool(AGO.search(core)) and len(found) > 1 or number and (named or day or bool(TIME.search(core)))


def _credited(line: Line) -> tuple[str, str]:
    """A line that ends with an agency: places before it make a dateline, a sentence makes a caption, and one that had
    ended before the agency closes a story.
    """
    if line.count >= PARAGRAPH_WORDS and CLOSED.search(line.tail):
        return "paragraph", "an agency behind a full stop"
    places = [part for part in DASH.split(re.sub(r"\([^()]*\)", "", line.core)) if part]
    if len(places) > 1 and all(len(part.split()) <= LABEL_WORDS for part in places):
        return "dateline", "places or names, then an agency"
    return "caption", "ends with a credit"


def has_two_names(line: Line) -> bool:
    """Whether a line may be «reporter – paper» or «paper – place»: two short parts, no sentence, no figure."""
    parts = [part for part in map(key, DASH.split(line.text)) if part]
    return (line.kind == "short" and not line.final
            and len(parts) in (2, 3) and all(len(part.split()) <= NUMBER_WORDS for part in parts)
            and not any(word in lexicon().unfinished or word.isdigit() for word in line.core.split()))


def runs_together(page: str, at: int) -> bool:
    """Return whether a page has run two words together at an offset: a marker and the next, or a heading and «وقال».

    >>> runs_together("إعلانوقال الوزير", 5), runs_together("للدورات", 3)
    (True, False)
    """
    forms, before, after = lexicon(), fold(page[max(0, at - HEAD):at]), fold(page[at:at + HEAD])
    if forms.run_on.search(before) and forms.run_in.match(after):
        return True
    return bool(forms.told_on.match(after) and forms.heading_end.search(before))


def goes_on(line: Line) -> bool:
    """Whether a line opens as the next one of a story does: «وأضاف», «من جهته»; «وزير» does not."""
    opening = line.folded[:HEAD]
    return bool(lexicon().connective.match(opening)) and words(opening)[0][0] not in lexicon().own_waw
