"""Splitting: cut a page into lines, each with the shape that its content gives it.

Cuts are at line breaks, at markers and headings that were run into the next word, and, on a page without line breaks,
where another story begins. A sentence that was broken over two lines is joined. The forms to look for are rows of the
lexicons markers.csv and function_words.csv.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from helpers.blocks.line_rules import PARAGRAPH_WORDS, shaped
from helpers.blocks.lines import FINAL, HEAD, TAIL, TEXT, Line, line_at, stems
from helpers.blocks.notices import calls
from helpers.lexicons import markers
from helpers.text import LINE_BREAK, Folded, find_marks, find_sentences, fold, fold_map

HALF_WORDS = 8  # half a sentence at the end of a line has as many; a headline may end with «غير»
STORY_STEMS = 30  # two sides of a seam with fewer words share none by chance
SEAM_SHARED = 0.04  # half of all pairs of stories share less; of 1500 stories 3 share so little within
LONGEST_STORY = 30_000  # characters; a longer line is no page of news

Span = tuple[int, int]  # raw offsets of a page, the end exclusive


def find_lines(text: str) -> list[Line]:
    r"""Return the lines of a page in order, with shape and reason; `short` and `paragraph` are text.

    >>> [(line.shape, line.text) for line in find_lines("عنوان الخبر\nإعلانوقال الوزير إن العمل انتهى.")]
    [('short', 'عنوان الخبر'), ('advert', 'إعلان'), ('paragraph', 'وقال الوزير إن العمل انتهى.')]
    """
    return lines_of(fold_map(text))


def lines_of(page: Folded) -> list[Line]:
    """Return the lines of a folded page, as `find_lines` does."""
    lines: list[Line] = []
    for span in _spans(page, lines):
        line = shaped(line_at(page, *span))
        if lines and _is_broken(lines[-1], line):
            whole = line_at(page, lines.pop().start, line.end)
            line = whole.shaped("paragraph", "a sentence broken over two lines")
        lines.append(line)
    if len(page.raw) > LONGEST_STORY or LINE_BREAK.search(page.raw.strip()):
        return lines
    return [part for line in lines for part in _stories(page, line, {})]


def runs_together(page: str, at: int) -> bool:
    """Return whether a page has run two words together at an offset: a marker or a heading, and the next.

    >>> runs_together("إعلانوقال الوزير", 5), runs_together("للدورات", 3)
    (True, False)
    """
    forms, before, after = markers(), fold(page[max(0, at - HEAD) : at]), fold(page[at : at + HEAD])
    if forms.run_on.search(before) and forms.run_in.match(after):
        return True
    return bool(forms.told_on.match(after) and forms.heading_end.search(before))


def _spans(page: Folded, lines: list[Line]) -> Iterator[Span]:
    """Yield the spans of the lines of a page, without white space at their ends; `lines` are those read so far.

    Below a paragraph, plain words such as «شاهد:» are cut from the headline behind them; a title keeps them.
    """
    begun = False
    breaks = (gap.start() for gap in LINE_BREAK.finditer(page.raw))
    for line in pairwise([0, *breaks, len(page.raw)]):
        start, end = _strip(page.raw, *line)
        begun = begun or bool(lines) and lines[-1].is_paragraph
        while start < end:
            for span in _up_to_cut(page, start, end, begun):
                yield span
                start, _ = _strip(page.raw, span[1], end)


def _up_to_cut(page: Folded, start: int, end: int, begun: bool) -> list[Span]:
    """Return the spans of a line up to its first cut: at a marker or a heading run into the next word."""
    forms = markers()
    at, stop = bisect_left(page.starts, start), bisect_left(page.starts, min(end, start + HEAD))
    marker = forms.announcing.match(page.text, at, stop) or forms.glued.match(page.text, at, stop)
    marker = marker or begun and calls().match(page.text, at, stop)
    if marker:
        return [_strip(page.raw, start, _offset(page, marker.end(), stop, end))]
    inside = forms.inside.search(page.text, at, bisect_left(page.starts, end))
    if inside:
        span = page.span(*inside.span(inside.lastindex))
        return [_strip(page.raw, start, span[0]), span]
    heading = _glued_heading(page, start, end, at, stop)
    return [_strip(page.raw, start, heading)]


def _glued_heading(page: Folded, start: int, end: int, at: int, stop: int) -> int:
    """Return where a heading run into a paragraph ends, or the end of the line if it has none.

    Args: the line in raw offsets; its head, which is searched, in offsets of the folded text.
    """
    is_sentence = FINAL.search(page.raw, max(start, end - TAIL), end)
    heading = is_sentence and markers().glued_heading.match(page.text, at, stop)
    if not heading or len(page.text[at:stop].split()) <= PARAGRAPH_WORDS:
        return end
    return _offset(page, heading.end(), stop, end)


def _offset(page: Folded, cut: int, stop: int, end: int) -> int:
    """Return the raw offset of a cut in the folded text; a cut where the searched text stops is none."""
    return end if cut == stop else int(page.starts[cut])


def _strip(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_broken(line: Line, after: Line) -> bool:
    """Return whether a line stops in mid-sentence and the next continues it, to its end if the line is short."""
    if line.ends_sentence or not {line.shape, after.shape} <= set(TEXT):
        return False
    whole = line.shape == "paragraph" or after.ends_sentence
    return whole and line.count >= HALF_WORDS and line.ends_within_sentence


# Stories on one line ----------------------------------------------------------------------------------------


def _stories(page: Folded, line: Line, known: dict[Span, Line]) -> list[Line]:
    """Return the stories on a line, cut where the text on either side shares next to no words.

    `known` holds sentences by their span: the words of each are counted once, however often its line is cut.
    """
    if line.shape != "paragraph":
        return [line]
    shared, cut = min(_seams(_sentences(page, line, known)), default=(1, 0))
    if shared > SEAM_SHARED:
        return [line]
    reason = f"shares {shared:.0%} of its words with the rest of the line"
    first, second = (
        line_at(page, *_strip(page.raw, *span)).shaped("paragraph", reason)
        for span in pairwise([line.start, cut, line.end])
    )
    first = first.beyond_seam() if line.seam else first
    return [*_stories(page, first, known), *_stories(page, second.beyond_seam(), known)]


def _sentences(page: Folded, line: Line, known: dict[Span, Line]) -> list[Line]:
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
    count, total, shared = 0, after.total(), 0
    for last, sentence in pairwise(sentences):
        for word, n in last.stems.items():
            shared -= min(before[word], after[word])
            before[word] += n
            after[word] -= n
            shared += min(before[word], after[word])
            count += n
        least = min(count, total - count)
        if least >= STORY_STEMS and not sentence.continues_story:
            yield shared / least, sentence.start
