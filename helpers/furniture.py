"""Furniture: what the lines beside a line, and the place where it stands, tell of it when its own words do not.

A menu is a column of short labels, in whatever words; a title that stands twice is told once; a name below the title is
a byline; what stands below «التعليقات» was written by readers. Headlines and stories are told apart in `blocks`.
"""
import re
from collections import Counter
from itertools import groupby, takewhile

from helpers.forms import key, lexicon
from helpers.lines import HEAD, LABEL_WORDS, LIVELY, PARAGRAPH_WORDS, TEXT, WIDGET_WORDS, Line, goes_on, has_two_names

FIRM = ("widget", "section", "tags", "advert")  # kinds that stand in menus and rows of buttons
AROUND = (*FIRM, "other", "edge")               # kinds that stand around a notice
COLUMN_LINES = 4      # so many labels, buttons among them, are a menu; between two buttons one is enough
BARE_LINES = 5        # so many with no button known among them: a story may have a list of a few short lines
FOOT_LINES = 3        # below headlines, with nothing after them, so many are enough
ALTERNATING = 2       # so many names of sections above headlines show that others stand there too
BARE_WORDS = 2.5      # and so few words on average: verses and names have more
LINK_WORDS = 5        # a link amid labels may be as long: «انضم إلى قناتنا على تلغرام»
TITLE_TOLD = 2        # a line of which so many words are told below may be the title
NEAR = 30             # lines below a menu among which the title is looked for
STORY_TOLD = 3        # a title below the comments is another story's
TOLD_PARAGRAPHS = 6   # paragraphs below a line that are asked whether they tell its words again
NAME_WORDS = 4        # a source or a reporter
STRAY_WORDS = 45      # a longer paragraph amid furniture is a story
STRAY_SHARED = 0.1    # and so is one that shares more of its words with what was told
READER_HEADLINES = 3  # so many lines of headline length below the comments are a list
ARABIC = re.compile("[\u0621-\u064a]")
RHYMES = 3            # so many lines, and half of all, that end in the same two letters are verse
VOWELS = re.compile("[\u064c-\u0650\u0652]")  # without tanwin fath and shadda, which headlines have too
BEFORE_CREDIT = re.compile("[-–—/|(]")
CREDIT = re.compile(r"\s*[\w .]{2,20}\)?\s*")  # what may follow such a sign: «(رويترز)», «- اسم ولقب»
SEPARATOR = re.compile(r"\s+[-–—|»›>/]+\s+|\s*\|\s*|:\s+")


def settle(lines: list[Line], recurring: set[str]):
    """Make boilerplate of what is furniture by its place; `recurring` holds lines of many pages of the outlet."""
    for line in lines:
        if line.kind in TEXT and line.core in recurring:
            line.be_boilerplate("other", "stands on many pages of the outlet")
    _settle_foreign(lines)
    _settle_headers(lines)
    _settle_repeats(lines)
    _settle_columns(lines)
    _settle_alternating(lines)
    _settle_labels(lines)
    _settle_comments(lines)
    _settle_strays(lines)


def is_label(line: Line) -> bool:
    """Whether a line is so short that it may name a section, a button, a place or a person."""
    return line.kind == "short" and line.count <= LABEL_WORDS and not LIVELY.search(line.text)


def without_credits(core: str) -> str:
    """Return the core of a caption without the names at its end, each behind a dash, a slash, a bar or a bracket.

    >>> without_credits("جانب من الحفل - سالم الحداد (رويترز"), without_credits("جانب من الحفل - الحداد، أمس")
    ('جانب من الحفل', 'جانب من الحفل - الحداد، أمس')
    """
    cut = len(core)  # from the last sign up: a pattern for the whole row would try each blank on either side of a sign
    for sign in reversed(list(BEFORE_CREDIT.finditer(core))):
        if not CREDIT.fullmatch(core, sign.end(), cut):
            break
        cut = sign.start()
    return core[:cut].rstrip() if cut < len(core) else core


def is_verse(lines: list[Line]) -> bool:
    """Whether lines are a poem's: vocalised, going on from one another, or ending alike, as headlines are not."""
    rhymes = Counter(line.core[-2:] for line in lines).most_common(1)
    return (sum(len(VOWELS.findall(line.text)) for line in lines) > 2 * len(lines)
            or sum(map(goes_on, lines[1:])) * 4 >= len(lines)
            or bool(rhymes) and rhymes[0][1] >= max(RHYMES, len(lines) / 2))


def stems(lines: list[Line]) -> Counter:
    """How often each word of these lines stands in them, as `Line.stems` counts."""
    total = Counter()
    for line in lines:
        total.update(line.stems)
    return total


def told_below(line: Line, paragraphs: list[Line]) -> int:
    """How many words of a line the first of these paragraphs tell again."""
    return sum(any(word in paragraph.stems for paragraph in paragraphs[:TOLD_PARAGRAPHS]) for word in line.stems)


def _ahead(lines: list[Line]) -> list[list[Line]]:
    """For each line, and for the end of the page, the next paragraphs from there on."""
    ahead = [[]]
    for line in reversed(lines):
        ahead.append([line, *ahead[-1][:TOLD_PARAGRAPHS - 1]] if line.kind == "paragraph" else ahead[-1])
    return ahead[::-1]


def _settle_foreign(lines: list[Line]):
    """Short lines in other letters on an Arabic page: names of networks, buttons, copyright."""
    if sum(bool(ARABIC.search(line.text)) for line in lines) * 2 > len(lines):
        for line in lines:
            if line.kind in TEXT and line.count < PARAGRAPH_WORDS and not ARABIC.search(line.text):
                line.be_boilerplate("other", "no Arabic letter, on an Arabic page")


def _settle_headers(lines: list[Line]):
    """The name of the site or a path of sections, beside the title that stands below alone."""
    last = {line.core: i for i, line in enumerate(lines) if line.kind == "short" and line.count >= LABEL_WORDS}
    for i, line in enumerate(lines):
        if line.kind == "paragraph" and line.final:
            break
        parts = [key(part) for gap in SEPARATOR.finditer(line.text, 0, HEAD) if line.kind in TEXT
                 for part in (line.text[:gap.start()], line.text[gap.end():HEAD])]
        if any(last.get(part, -1) > i for part in parts):
            line.be_boilerplate("other", "the name of the site or a section, with the title that stands below")


def _settle_repeats(lines: list[Line]):
    """Captions that stand twice, and the title of the page where it stands again before the story, are duplicates."""
    captions, titles, paragraphs = set(), set(), 0
    verse = is_verse([line for line in lines if line.kind == "short"])
    for line in lines:
        paragraphs += line.kind == "paragraph"
        core = without_credits(line.core) if line.kind == "caption" else line.core
        if line.kind == "caption":
            again = core in captions
            captions.add(core)
        elif line.kind == "short":
            again = paragraphs < 2 and core in titles and not verse or paragraphs > 0 and core in captions
            titles.add(core)
        else:
            again = False
        if again and line.count > 1:
            line.be_boilerplate("duplicate", "stands on the page before")


# Columns of labels ----------------------------------------------------------------------------------------------------

def _settle_columns(lines: list[Line]):
    """Labels one below the other, or amid buttons, are a menu, a row of buttons or the foot of a page."""
    loose, ahead = [line.kind not in TEXT or is_label(line) for line in lines], _ahead(lines)
    texts = [i for i, line in enumerate(lines) if line.kind in TEXT]

    def in_column(i: int) -> bool:
        if lines[i].kind == "marker":
            return loose[i + 1:i + 3] == [True, True]
        return loose[i] or _is_link(lines[i], loose[max(i - 2, 0):i] + loose[i + 1:i + 3], ahead[i])

    for inside, column in groupby(range(len(lines)), in_column):
        if inside:
            column = list(column)
            start, end = column[0], column[-1] + 1
            labels = _without_title(lines[start:end], lines[end:end + NEAR], ahead[end])
            foot = start > 0 and lines[start - 1].kind != "paragraph" and texts and texts[-1] < end
            if labels and _is_column(labels, sum(line.kind in FIRM for line in lines[start:end]), foot):
                for label in labels:
                    label.be_boilerplate("section", "in a column of labels")


def _is_link(line: Line, beside: list[bool], paragraphs: list[Line]) -> bool:
    """Whether a line stands amid labels, two above it and two below, and is no title of the paragraphs below."""
    return (line.kind == "short" and line.count <= LINK_WORDS and not LIVELY.search(line.text)
            and len(beside) > 2 and all(beside) and told_below(line, paragraphs) < TITLE_TOLD)


def _without_title(column: list[Line], below: list[Line], paragraphs: list[Line]) -> list[Line]:
    """The labels of a column above a story without its title, where none of the longer lines below can be that."""
    labels = [line for line in column if line.kind == "short"]
    above = list(takewhile(lambda line: line.kind != "paragraph", below))
    told = any(line.kind == "short" and told_below(line, paragraphs) for line in above)
    if not labels or told or len(above) == len(below):
        return labels
    named = [told_below(label, paragraphs) for label in labels]
    title = len(named) - 1 - named[::-1].index(max(named))
    return labels[:title] + labels[title + 1:]


def _is_column(labels: list[Line], buttons: int, foot: bool) -> bool:
    length = sum(label.count for label in labels) / len(labels)
    if buttons > 1:
        return buttons + len(labels) >= COLUMN_LINES
    least = FOOT_LINES if foot else BARE_LINES
    return buttons + len(labels) >= least and length <= BARE_WORDS and not is_verse(labels)


def _settle_alternating(lines: list[Line]):
    """Labels between headlines that have the name of their section above each of them."""
    triples = [(a, b, c) for a, b, c in zip(lines, lines[1:], lines[2:]) if a.kind == "short" == c.kind
               and (b.kind == "section" or is_label(b)) and not is_label(a) and not is_label(c)]
    if sum(b.kind == "section" for _, b, _ in triples) >= ALTERNATING:
        for _, label, _ in triples:
            if label.kind == "short":
                label.be_boilerplate("section", "above a headline, as the names of sections are on this page")


# Labels that stand alone ----------------------------------------------------------------------------------------------

def _settle_labels(lines: list[Line]):
    """Bylines above a story, lines amid widgets; and headings that are named like a section."""
    lines = [line for line in lines if line.kind != "advert"]
    ahead = _ahead(lines)
    below = [""]  # the kind of the next text below each line, from the last line up
    for line in reversed(lines):
        below.append(line.kind if line.kind in TEXT else below[-1])
    before, titled, told, author, named = "", False, False, False, False
    for i, (line, after, text_after) in enumerate(zip(lines, [*(line.kind for line in lines[1:]), ""], below[-2::-1])):
        if line.kind == "section" and before == after == "paragraph":
            line.kind = "short"
        elif line.kind not in TEXT:
            pass
        elif (line.kind == "short" and line.count <= WIDGET_WORDS
              and before in ("widget", "byline") and after in ("widget", "other")
              and told_below(line, ahead[i]) < TITLE_TOLD):
            line.be_boilerplate("widget", "stands amid widgets")
        elif titled and (text_after == "paragraph" or not told) and has_two_names(line):
            line.be_boilerplate("byline", "two names with a dash, above a paragraph")
        elif named and line.count <= NAME_WORDS:
            line.be_boilerplate(before, "a name below a label and a colon")
        elif author and line.count <= STRAY_WORDS:
            line.be_boilerplate("byline", "below the label of the author")
        before, titled, told = line.kind, titled or line.kind == "short", told or line.kind == "paragraph"
        author, named = line.core in lexicon().author, line.kind in ("source", "byline") and line.tail.endswith(":")


# What stands below a story --------------------------------------------------------------------------------------------

def _settle_comments(lines: list[Line]):
    """What readers wrote: the text below the label of the comments, up to a marker, headlines or another story."""
    at = next((i for i, line in enumerate(lines) if line.core in lexicon().readers), None)
    if at is None or not any(line.kind == "paragraph" for line in lines[:at]):
        return
    comments, headlines, ahead = [], 0, _ahead(lines)
    for i, line in enumerate(lines[at + 1:], at + 1):
        headlines = headlines + 1 if line.kind == "short" and not is_label(line) else 0
        if (line.kind == "marker" or headlines >= READER_HEADLINES
                or line.kind == "short" and told_below(line, ahead[i]) >= STORY_TOLD):
            break
        if line.kind in TEXT:
            comments.append(line)
    if sum(line.count for line in comments) < sum(line.count for line in lines[:at] if line.kind == "paragraph"):
        for line in comments:
            line.be_boilerplate("widget", "below the label of the comments")


def _settle_strays(lines: list[Line]):
    """Notices: short paragraphs alone amid furniture that tell nothing of the story, or have words of a notice."""
    kinds, forms = ["edge", *(line.kind for line in lines), "edge"], lexicon()
    told, counted = Counter(), 0  # the words of the paragraphs above, counted up to a line
    for i, (line, before, after) in enumerate(zip(lines, kinds, kinds[2:])):
        amid = (before in AROUND) + (after in AROUND)
        if line.kind not in TEXT or line.count > STRAY_WORDS or not amid or "paragraph" in (before, after):
            continue
        notice = forms.within.search(line.core)
        if notice:
            line.be_boilerplate("other", f"has «{notice[0]}» in it and stands amid furniture")
        elif line.kind == "paragraph" and amid == 2 and before != "edge" and not goes_on(line):
            told.update(stems([other for other in lines[counted:i] if other.kind == "paragraph"]))
            counted = i
            if told and len(line.stems.keys() & told.keys()) <= STRAY_SHARED * len(line.stems):
                line.be_boilerplate("other", "a paragraph alone amid furniture, its words not told above")
