"""Splitting: cut a page into lines, each with the shape that its own words give it.

Lines that were run together are parted, and a sentence that was broken over two lines is joined. The forms to
look for are rows of the lexicons markers.csv and function_words.csv.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from helpers.blocks.line_rules import PARAGRAPH_WORDS, shaped
from helpers.blocks.lines import FINAL, HEAD, TAIL, TEXT, Line, line_at, stems
from helpers.lexicons import markers
from helpers.text import LINE_BREAK, Folded, find_marks, find_sentences, fold, fold_map

HALF_WORDS = 8  # half a sentence at the end of a line has as many; a headline may end with «غير»
STORY_STEMS = 30  # two sides of a seam with fewer words share none by chance
SEAM_SHARED = 0.04  # half of all pairs of stories share less; of 1500 stories 3 share so little within
LONGEST_STORY = 30_000  # characters; a longer line is no page of news


def find_lines(text: str) -> list[Line]:
    """Return the lines of a page in order, with shape and reason; `short` and `paragraph` are text.

    >>> [(line.shape, line.text) for line in find_lines("عنوان الخبر\\nإعلانوقال الوزير إن العمل انتهى.")]
    [('short', 'عنوان الخبر'), ('advert', 'إعلان'), ('paragraph', 'وقال الوزير إن العمل انتهى.')]
    """
    return lines_of(fold_map(text))


def lines_of(folded: Folded) -> list[Line]:
    """Return the lines of a folded page, as `find_lines` does."""
    page, start = folded.raw, 0
    lines: list[Line] = []
    for end in [*(gap.start() for gap in LINE_BREAK.finditer(page)), len(page)]:
        for span in _parts(folded, *_strip(page, start, end)):
            line = shaped(line_at(folded, *span))
            if lines and _is_broken(lines[-1], line):
                whole = line_at(folded, lines.pop().start, line.end)
                line = whole.shaped("paragraph", "a sentence broken over two lines")
            lines.append(line)
        start = end
    if len(page) > LONGEST_STORY or LINE_BREAK.search(page.strip()):
        return lines
    return [part for line in lines for part in _stories(folded, line, {})]


def runs_together(page: str, at: int) -> bool:
    """Return whether a page has run two words together at an offset: a marker or a heading, and the next.

    >>> runs_together("إعلانوقال الوزير", 5), runs_together("للدورات", 3)
    (True, False)
    """
    forms, before, after = markers(), fold(page[max(0, at - HEAD) : at]), fold(page[at : at + HEAD])
    if forms.run_on.search(before) and forms.run_in.match(after):
        return True
    return bool(forms.told_on.match(after) and forms.heading_end.search(before))


def _parts(page: Folded, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a line: one for each marker run into it, one for a heading run into a paragraph."""
    forms, text = markers(), page.raw
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


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_broken(line: Line, after: Line) -> bool:
    """Return whether a line stops in mid-sentence and the next goes on, to its end if the line is short."""
    if line.ends_sentence or line.shape not in TEXT or after.shape not in TEXT:
        return False
    whole = line.shape == "paragraph" or after.ends_sentence
    return whole and line.count >= HALF_WORDS and line.ends_within_sentence


# Stories on one line ----------------------------------------------------------------------------------------


def _stories(page: Folded, line: Line, known: dict[tuple[int, int], Line]) -> list[Line]:
    """Return the stories on a line, cut where the text on either side shares next to no words.

    `known` holds sentences by their span: the words of each are counted once, however often its line is cut.
    """
    if line.shape != "paragraph":
        return [line]
    shared, cut = min(_seams(_sentences(page, line, known)), default=(1, 0))
    if shared > SEAM_SHARED:
        return [line]
    reason = f"shares {shared:.0%} of its words with what stands on the line"
    first, second = (
        line_at(page, *_strip(page.raw, *span)).shaped("paragraph", reason)
        for span in ((line.start, cut), (cut, line.end))
    )
    first = first.beyond_seam() if line.seam else first
    return [*_stories(page, first, known), *_stories(page, second.beyond_seam(), known)]


def _sentences(page: Folded, line: Line, known: dict[tuple[int, int], Line]) -> list[Line]:
    """Return the sentences of a line, those that are known as they are."""
    text = page.raw[line.start : line.end]
    spans = [(line.start + start, line.start + end) for start, end in find_sentences(text, find_marks(text))]
    for span in spans:
        if span not in known:
            known[span] = line_at(page, *span)
    return [known[span] for span in spans]


def _seams(sentences: list[Line]) -> Iterator[tuple[float, int]]:
    """Yield for each place where a story may end the share of words common to both sides, and the place."""
    before, after = Counter(), stems(sentences)
    told, to_tell, both = 0, after.total(), 0
    for last, sentence in zip(sentences, sentences[1:]):
        for word, n in last.stems.items():
            both -= min(before[word], after[word])
            before[word] += n
            after[word] -= n
            both += min(before[word], after[word])
            told, to_tell = told + n, to_tell - n
        least = min(told, to_tell)
        if least >= STORY_STEMS and not sentence.continues_story:
            yield both / least, sentence.start
