"""Boilerplate: classify lines by their place on the page, where their own words do not say what they are.

PASSES is a table of tables. Each pass reads the page from the top, line by line, and the first of its rules
that holds decides; the lines below and the next passes see what was decided. To add another kind of line, add
a Rule to the pass that knows enough: a reason, a fragment of a page with the line in question behind MARK,
the kind, a near miss, and a predicate over a `Place`. `blocks` separates headlines from stories.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import groupby, islice, takewhile
from typing import NamedTuple

from helpers.blocks.line_rules import ARABIC, AS_FORM, PARAGRAPH_WORDS, WIDGET_WORDS
from helpers.blocks.lines import HEAD, LABEL_WORDS, LIVELY, NUMBER_WORDS, REPEAT_PARAGRAPHS, TEXT, Line, stems
from helpers.lexicons import Form, line_key, markers
from helpers.rules import Rule, first_match

FIRM = ("widget", "section", "tags", "advert")  # kinds in menus and rows of buttons
AROUND = (*FIRM, "other", "edge")  # kinds around a notice
EDGE_OF_PAGE = "edge"  # the kind of what is above the first line and below the last
MARK = ">> "  # before the line in question, in the examples of rules about its place
COLUMN_LINES = 4  # as many labels and buttons are a menu; between two buttons one label is enough
BARE_LINES = 5  # as many, if no button is known among them: a story may have a list of short lines
FOOT_LINES = 3  # as many, below headlines with nothing after them
ALTERNATING = 2  # as many known sections above headlines show that unknown ones are there too
BARE_WORDS = 2.5  # labels have so few words on average: verses and names have more
LINK_WORDS = 5  # a link amid labels may be as long: «انضم إلى قناتنا على تلغرام»
TITLE_REPEATED = 2  # a line with as many words that the text below repeats may be the title
NEAR = 30  # lines below a menu among which the title is looked for
STORY_REPEATED = 3  # a title below the comments is another story's; comments repeat words by chance
STRAY_WORDS = 45  # a longer paragraph amid furniture is a story
STRAY_SHARED = 0.1  # and so is one that shares more of its words with the story above
READER_HEADLINES = 3  # as many lines of headline length below the comments are a list
RHYMES = 3  # as many lines, and half of all, that end in the same two letters are verse
GOING_ON = 4  # verse has one line in GOING_ON that goes on from the line before; headlines do not
VOWELS = re.compile("[\u064c-\u0650\u0652]")  # without tanwin fath and shadda, which headlines have too
VERSE_VOWELS = 2  # more of them a line are a poet's; a headline has one to keep two words apart
BEFORE_CREDIT = re.compile("[-–—/|(]")
CREDIT = re.compile(r"\s*[\w .]{2,20}\)?\s*")  # what may follow such a sign: «(رويترز)», «- اسم ولقب»
SEPARATOR = re.compile(r"\s+[-–—|»›>/]+\s+|\s*\|\s*|:\s+")


class Pass(NamedTuple):
    """Rules that are tried together, and why they come after those of the passes before."""

    why: str
    kinds: tuple[str, ...]  # of the lines that are asked
    rules: tuple[Rule, ...]


def classify(lines: list[Line], recurring: Collection[str] = ()) -> list[Line]:
    """Return the lines of a page with those classified that are boilerplate by their place.

    Args: the lines, as `splitting.find_lines` returns them; the cores of lines that recur within the outlet.
    """
    for step in PASSES:
        lines = _classified(Page(lines, recurring), step)
    return lines


def _classified(page: "Page", step: Pass) -> list[Line]:
    """Return the lines of a page after one pass."""
    lines, above = [], Above()
    for i, line in enumerate(page.lines):
        if line.kind in step.kinds:
            rule, found = first_match(step.rules, Place(line, i, page, above))
            line = line.classify(rule.verdict or found.kind, rule.name.format(found)) if rule else line
        lines.append(line)
        above = above.followed_by(line)
    return lines


def is_verse(lines: list[Line]) -> bool:
    """Return whether lines are a poem's: vocalised, going on from one another, or ending alike."""
    rhymes = Counter(line.core[-2:] for line in lines).most_common(1)
    return (
        sum(len(VOWELS.findall(line.text)) for line in lines) > VERSE_VOWELS * len(lines)
        or sum(line.continues_story for line in lines[1:]) * GOING_ON >= len(lines)
        or bool(rhymes)
        and rhymes[0][1] >= max(RHYMES, len(lines) / 2)
    )


def first_places(cores: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the first place of each line in a row of lines and places."""
    places = {}
    for core, i in cores:
        places.setdefault(core, i)
    return places


def without_credits(core: str) -> str:
    """Return the core of a caption without the names at its end, each behind a dash, slash, bar or bracket.

    >>> without_credits("جانب من الحفل - سالم الحداد (رويترز"), without_credits("جانب من الحفل - الحداد، أمس")
    ('جانب من الحفل', 'جانب من الحفل - الحداد، أمس')
    """
    cut = len(core)  # from the last sign up: a pattern for the whole row would try each blank on both sides
    for sign in reversed(list(BEFORE_CREDIT.finditer(core))):
        if not CREDIT.fullmatch(core, sign.end(), cut):
            break
        cut = sign.start()
    return core[:cut].rstrip() if cut < len(core) else core


# A page and a place on it -----------------------------------------------------------------------------------


class Page:
    """The lines of a page before a pass, and facts about the whole page, each computed once if at all."""

    def __init__(self, lines: list[Line], recurring: Collection[str] = ()):
        self.lines, self.recurring = lines, recurring

    @cached_property
    def short_lines(self) -> list[tuple[int, Line]]:
        """Each short line after its place."""
        return [(i, line) for i, line in enumerate(self.lines) if line.is_short]

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of all lines, with the edges of the page around them."""
        return [EDGE_OF_PAGE, *(line.kind for line in self.lines), EDGE_OF_PAGE]

    @cached_property
    def paragraphs_from(self) -> list[list[Line]]:
        """For each line, and for the end of the page, the next paragraphs from there on."""
        ahead = [[]]
        for line in reversed(self.lines):
            ahead.append([line, *ahead[-1][: REPEAT_PARAGRAPHS - 1]] if line.is_paragraph else ahead[-1])
        return ahead[::-1]

    @cached_property
    def is_arabic(self) -> bool:
        """Whether most lines have an Arabic letter."""
        return sum(bool(ARABIC.search(line.text)) for line in self.lines) * 2 > len(self.lines)

    @cached_property
    def has_verse(self) -> bool:
        """Whether the short lines of the page are a poem."""
        return is_verse([line for _, line in self.short_lines])

    @cached_property
    def first_sentence(self) -> int:
        """The place of the first paragraph that is a whole sentence, or the end of the page."""
        sentences = (i for i, line in enumerate(self.lines) if line.is_paragraph and line.ends_sentence)
        return next(sentences, len(self.lines))

    @cached_property
    def second_paragraph(self) -> int:
        """The place of the second paragraph, or the end of the page."""
        paragraphs = (i for i, line in enumerate(self.lines) if line.is_paragraph)
        return next(islice(paragraphs, 1, None), len(self.lines))

    @cached_property
    def last_text(self) -> int:
        """The place of the last line of text, -1 if there is none."""
        return max((i for i, line in enumerate(self.lines) if line.is_text), default=-1)

    @cached_property
    def last_titles(self) -> dict[str, int]:
        """The last place of each short line that is long enough for a title."""
        return {line.core: i for i, line in self.short_lines if line.count >= LABEL_WORDS}

    @cached_property
    def first_titles(self) -> dict[str, int]:
        """The first place of each short line."""
        return first_places((line.core, i) for i, line in self.short_lines)

    @cached_property
    def first_captions(self) -> dict[str, int]:
        """The first place of each caption, whoever it credits."""
        captions = [(i, line) for i, line in enumerate(self.lines) if line.kind == "caption"]
        return first_places((without_credits(line.core), i) for i, line in captions)

    @cached_property
    def menu(self) -> set[int]:
        """The places of labels in columns of labels."""
        return {i for column in _columns(self) for i in _labels_of_menu(self, column)}

    @cached_property
    def section_names(self) -> set[int]:
        """The places of labels between headlines, if the names of sections are there."""
        places = [i for i in range(1, len(self.lines) - 1) if _is_between_headlines(*self.lines[i - 1 : i + 2])]
        known = sum(self.lines[i].kind == "section" for i in places)
        return {i for i in places if self.lines[i].is_short} if known >= ALTERNATING else set()

    @cached_property
    def below(self) -> list[str]:
        """For each line, the kind of the next line that is no advert."""
        return _next_kinds(self.lines, lambda line: line.kind != "advert")

    @cached_property
    def text_below(self) -> list[str]:
        """For each line, the kind of the next line of text."""
        return _next_kinds(self.lines, lambda line: line.is_text)

    @cached_property
    def comments(self) -> set[int]:
        """The places of what readers wrote below the label of the comments, if less than the story above."""
        lines = self.lines
        at = next((i for i, line in enumerate(lines) if line.core in markers().readers), 0)
        told = sum(line.count for line in lines[:at] if line.is_paragraph)
        comments = set(_comments(self, at)) if told else set()
        return comments if sum(lines[i].count for i in comments) < told else set()

    @cached_property
    def strays(self) -> set[int]:
        """The places of paragraphs alone amid furniture that share next to no word with the story above."""
        return set(_strays(self))


class Above(NamedTuple):
    """What was decided about the lines above a line, adverts left out."""

    line: Line | None = None  # the last one
    titled: bool = False  # one of them is a short line
    begun: bool = False  # one of them is a paragraph

    @property
    def kind(self) -> str:
        """The kind of the last one."""
        return self.line.kind if self.line else EDGE_OF_PAGE

    @property
    def is_author(self) -> bool:
        """Return whether the last one is the label of the author."""
        return self.line is not None and self.line.core in markers().author

    @property
    def is_label_of_name(self) -> bool:
        """Return whether the last one is a label of the source or the reporter, and a colon."""
        return self.kind in ("source", "byline") and self.line.tail.endswith(":")

    def followed_by(self, line: Line) -> "Above":
        """Return what is above the line below this one."""
        if line.kind == "advert":
            return self
        return Above(line, self.titled or line.kind == "short", self.begun or line.kind == "paragraph")


class Place(NamedTuple):
    """A line in its context, as the predicates of the rules take it."""

    line: Line
    i: int
    page: Page
    above: Above

    @property
    def beside(self) -> tuple[str, str]:
        """The kinds of the lines above and below, as they were before the pass."""
        return self.page.kinds[self.i], self.page.kinds[self.i + 2]

    @property
    def repeated(self) -> int:
        """How many words of the line the next paragraphs repeat."""
        return self.line.repeated_below(self.page.paragraphs_from[self.i])


# Lines of the whole site ------------------------------------------------------------------------------------


def recurs(place: Place) -> bool:
    """Return whether the line recurs on pages of the outlet."""
    return place.line.core in place.page.recurring


def is_foreign(place: Place) -> bool:
    """Return whether an Arabic page has a short line in other letters: a network, a button, the copyright."""
    line = place.line
    return line.count < PARAGRAPH_WORDS and not ARABIC.search(line.text) and place.page.is_arabic


def is_header(place: Place) -> bool:
    """Return whether a line above the story holds the name of the site and the title, which is below."""
    if place.i >= place.page.first_sentence:
        return False
    return any(place.page.last_titles.get(part, 0) > place.i for part in parts_of_header(place.line.text))


def parts_of_header(text: str) -> Iterator[str]:
    """Yield what is before and behind each sign that may part a title from the name of the site."""
    for gap in SEPARATOR.finditer(text, 0, HEAD):
        yield line_key(text[: gap.start()])
        yield line_key(text[gap.end() : HEAD])


# Lines that occur twice -------------------------------------------------------------------------------------


def is_caption_again(place: Place) -> bool:
    """Return whether a caption repeats one above, whoever either credits."""
    if place.line.kind != "caption" or place.line.count < 2:
        return False
    return place.page.first_captions[without_credits(place.line.core)] < place.i


def repeats_caption(place: Place) -> bool:
    """Return whether a short line within the story repeats a caption above."""
    line = place.line
    within = line.is_short and line.count > 1 and place.above.begun
    return within and place.page.first_captions.get(line.core, place.i) < place.i


def is_title_again(place: Place) -> bool:
    """Return whether a short line at the beginning of the story repeats one above, and is no refrain."""
    line = place.line
    early = line.is_short and line.count > 1 and place.i < place.page.second_paragraph
    return early and place.page.first_titles[line.core] < place.i and not place.page.has_verse


# Columns of labels ------------------------------------------------------------------------------------------


def is_in_menu(place: Place) -> bool:
    """Return whether the line is a label in a column of labels or amid buttons."""
    return place.i in place.page.menu


def is_section_name(place: Place) -> bool:
    """Return whether the line is a label between headlines where the names of sections are."""
    return place.i in place.page.section_names


def _columns(page: Page) -> list[range]:
    """Return the stretches of a page in which all lines are labels, links amid labels, or boilerplate."""
    loose = [not line.is_text or line.is_label for line in page.lines]

    def in_column(i: int) -> bool:
        line = page.lines[i]
        if line.kind == "marker":
            return loose[i + 1 : i + 3] == [True, True]
        beside = loose[max(i - 2, 0) : i] + loose[i + 1 : i + 3]
        return loose[i] or _is_link(line, beside, page.paragraphs_from[i])

    stretches = [list(places) for inside, places in groupby(range(len(page.lines)), in_column) if inside]
    return [range(places[0], places[-1] + 1) for places in stretches]


def _is_link(line: Line, beside: list[bool], paragraphs: list[Line]) -> bool:
    """Return whether a line is amid labels, two above it and two below, and is no title."""
    if not line.is_short or line.count > LINK_WORDS or LIVELY.search(line.text):
        return False
    return len(beside) > 2 and all(beside) and line.repeated_below(paragraphs) < TITLE_REPEATED


def _labels_of_menu(page: Page, column: range) -> list[int]:
    """Return the places of the labels in a column if it is a menu, a row of buttons or the foot of a page."""
    labels = _without_title(page, column)
    buttons = sum(page.lines[i].kind in FIRM for i in column)
    menu = bool(labels) and _is_menu([page.lines[i] for i in labels], buttons, _is_foot(page, column))
    return labels if menu else []


def _without_title(page: Page, column: range) -> list[int]:
    """Return the labels of a column above a story without its title, if no longer line below can be that."""
    lines, below = page.lines, page.lines[column.stop : column.stop + NEAR]
    paragraphs = page.paragraphs_from[column.stop]
    labels = [i for i in column if lines[i].is_short]
    above_story = list(takewhile(lambda line: not line.is_paragraph, below))
    titled = any(line.is_short and line.repeated_below(paragraphs) for line in above_story)
    if not labels or titled or len(above_story) == len(below):
        return labels
    repeated = [lines[i].repeated_below(paragraphs) for i in labels]
    title = len(repeated) - 1 - repeated[::-1].index(max(repeated))
    return labels[:title] + labels[title + 1 :]


def _is_foot(page: Page, column: range) -> bool:
    """Return whether a column is below headlines, with no text after it."""
    headed = column.start > 0 and not page.lines[column.start - 1].is_paragraph
    return headed and 0 <= page.last_text < column.stop


def _is_menu(labels: list[Line], buttons: int, foot: bool) -> bool:
    """Return whether labels and buttons are enough for a menu; without buttons, also short and no verse."""
    if buttons > 1:
        return buttons + len(labels) >= COLUMN_LINES
    least, words = FOOT_LINES if foot else BARE_LINES, sum(label.count for label in labels)
    return buttons + len(labels) >= least and words <= BARE_WORDS * len(labels) and not is_verse(labels)


def _is_between_headlines(above: Line, line: Line, below: Line) -> bool:
    """Return whether a label or the name of a section has a headline above and another below."""
    return (line.kind == "section" or line.is_label) and above.is_headline and below.is_headline


# Labels that are alone ------------------------------------------------------------------------------------


def is_heading(place: Place) -> bool:
    """Return whether the name of a section is between two paragraphs."""
    return place.line.kind == "section" and place.above.kind == "paragraph" == place.page.below[place.i]


def is_amid_widgets(place: Place) -> bool:
    """Return whether a short line is between widgets and is no title of the story below."""
    line = place.line
    amid = place.above.kind in ("widget", "byline") and place.page.below[place.i] in ("widget", "other")
    return amid and line.is_short and line.count <= WIDGET_WORDS and place.repeated < TITLE_REPEATED


def is_byline(place: Place) -> bool:
    """Return whether a line below the title has two names with a sign between them, above a paragraph."""
    above, below = place.above, place.page.text_below[place.i]
    return above.titled and (below == "paragraph" or not above.begun) and place.line.has_two_names


def is_name_below_label(place: Place) -> Form | None:
    """Return the kind of the label above, a colon behind it, if the line is a name."""
    name = place.above.is_label_of_name and place.line.is_text and place.line.count <= NUMBER_WORDS
    return Form(place.line.text, place.above.kind) if name else None


def is_about_author(place: Place) -> bool:
    """Return whether the line is below the label of the author."""
    return place.above.is_author and place.line.is_text and place.line.count <= STRAY_WORDS


def _next_kinds(lines: list[Line], is_seen: Callable[[Line], bool]) -> list[str]:
    """Return for each line the kind of the next line that is seen, '' below the last."""
    below = [""]
    for line in reversed(lines):
        below.append(line.kind if is_seen(line) else below[-1])
    return below[-2::-1]


# Lines below a story ----------------------------------------------------------------------------------


def is_comment(place: Place) -> bool:
    """Return whether a reader wrote the line."""
    return place.i in place.page.comments


def notice_in(place: Place) -> str | None:
    """Return the words of a notice in a line that is apart from the story."""
    if not is_apart(place.page, place.i):
        return None
    notice = markers().within.search(place.line.core)
    return notice and notice[0]


def is_stray(place: Place) -> bool:
    """Return whether the line is a paragraph amid furniture that shares next to no word with the story."""
    return place.i in place.page.strays


def is_apart(page: Page, i: int) -> bool:
    """Return whether a line of text, no longer than a notice, has furniture beside it and no paragraph."""
    line, beside = page.lines[i], (page.kinds[i], page.kinds[i + 2])
    if not line.is_text or line.count > STRAY_WORDS:
        return False
    return "paragraph" not in beside and not set(beside).isdisjoint(AROUND)


def _comments(page: Page, at: int) -> Iterator[int]:
    """Yield the places of text below the label of comments, up to a marker, headlines or another story."""
    headlines = 0
    for i, line in enumerate(page.lines[at + 1 :], at + 1):
        headlines = headlines + 1 if line.is_headline else 0
        titled = line.is_short and line.repeated_below(page.paragraphs_from[i]) >= STORY_REPEATED
        if line.kind == "marker" or headlines >= READER_HEADLINES or titled:
            return
        if line.is_text:
            yield i


def _strays(page: Page) -> Iterator[int]:
    """Yield the places of stray paragraphs."""
    told, counted = Counter(), 0  # the words of the paragraphs above, counted up to a line
    furniture = set()  # the places of strays and notices, whose words are not counted
    for i, line in enumerate(page.lines):
        if not is_apart(page, i):
            continue
        if markers().within.search(line.core):
            furniture.add(i)
        elif line.is_paragraph and _is_alone(page, i):
            told.update(
                stems([page.lines[k] for k in range(counted, i) if page.lines[k].is_paragraph and k not in furniture])
            )
            counted = i
            if told and len(line.stems.keys() & told.keys()) <= STRAY_SHARED * len(line.stems):
                furniture.add(i)
                yield i


def _is_alone(page: Page, i: int) -> bool:
    """Return whether a line has furniture on both sides, is not at the top, and continues no story."""
    above, below = page.kinds[i], page.kinds[i + 2]
    amid = above in AROUND and above != EDGE_OF_PAGE and below in AROUND
    return amid and not page.lines[i].continues_story


PASSES = (
    Pass(
        "Lines of the whole site go first: they would pass for titles and labels.",
        TEXT,
        (
            Rule(
                "occurs on many pages of the outlet",
                verdict="other",
                when=recurs,
                example=">> الجبل نافذتك على القمم\nوصل القطار الأول إلى القمة.",
                unlike=">> وصل القطار الأول إلى القمة",
            ),
            Rule(
                "no Arabic letter, on an Arabic page",
                verdict="other",
                when=is_foreign,
                example=">> The Mountain Daily\nقطار الجبل\nوصل القطار الأول إلى القمة.",
                unlike=">> The Mountain Daily\nThe first train reached the summit.",
            ),
        ),
    ),
    Pass(
        "A header holds the title of the page, and would be taken for it in the passes below.",
        TEXT,
        (
            Rule(
                "the name of the site or a section, with the title",
                verdict="other",
                when=is_header,
                example=">> الجبل نت | قطار يصل إلى القمة\nقطار يصل إلى القمة\nوصل القطار الأول إلى القمة.",
                unlike=">> الجبل نت | حافلة في الوادي\nقطار يصل إلى القمة\nوصل القطار الأول إلى القمة.",
            ),
        ),
    ),
    Pass(
        "One title of two is left before labels are compared with it.",
        ("caption", "short"),
        (
            Rule(
                "a caption that occurs above",
                verdict="duplicate",
                when=is_caption_again,
                example="القطار يغادر محطة القمة - رويترز\nوصل القطار الأول إلى القمة.\n"
                ">> القطار يغادر محطة القمة - رويترز - غيتي",
                unlike="القطار يغادر محطة القمة - رويترز\nوصل القطار الأول إلى القمة.\n"
                ">> القطار يعود إلى الوادي - رويترز",
            ),
            Rule(
                "the title, which occurs above",
                verdict="duplicate",
                when=is_title_again,
                example="قطار يصل إلى القمة\n>> قطار يصل إلى القمة\nوصل القطار الأول إلى القمة.",
                unlike=">> قطار يصل إلى القمة\nقطار يصل إلى القمة\nوصل القطار الأول إلى القمة.",
            ),
            Rule(
                "a caption without its credit, which occurs above",
                verdict="duplicate",
                when=repeats_caption,
                example="القطار يغادر محطة القمة - رويترز\nوصل القطار الأول إلى القمة.\n>> القطار يغادر محطة القمة",
                unlike="القطار يغادر محطة القمة - رويترز\n>> القطار يغادر محطة القمة\nوصل القطار الأول إلى القمة.",
            ),
        ),
    ),
    Pass(
        "A menu is known by its column, which labels decided alone would break.",
        ("short",),
        (
            Rule(
                "in a column of labels",
                verdict="section",
                when=is_in_menu,
                example="قمم\n>> دروب\nمخيمات\nحكايات\nرفاق\nقطار يصل إلى القمة\nوصل القطار الأول إلى القمة.",
                unlike="قطار يصل إلى القمة\nوصل القطار الأول إلى القمة.\nقمم\n>> دروب\nونزل الركاب إلى الساحة.",
            ),
        ),
    ),
    Pass(
        "Unknown sections between headlines are known by those that are named so far.",
        ("short",),
        (
            Rule(
                "above a headline, as sections are on this page",
                verdict="section",
                when=is_section_name,
                example="قطار يصل إلى القمة\nسياسة\nحافلة تعود إلى الوادي\n>> دروب\nمخيم يفتح أبوابه للزوار\n"
                "رياضة\nسباق الدراجات ينطلق غدا",
                unlike="قطار يصل إلى القمة\nسياسة\nحافلة تعود إلى الوادي\n>> دروب\nمخيم يفتح أبوابه للزوار",
            ),
        ),
    ),
    Pass(
        "Labels that are left are alone; the line decided above shows what they are.",
        (*TEXT, "section"),
        (
            Rule(
                "a heading that is named like a section",
                verdict="short",
                when=is_heading,
                example="وصل القطار الأول إلى القمة.\n>> اقتصاد\nوبلغت كلفة الرحلة مليوني دينار.",
                unlike="قطار الجبل\n>> اقتصاد\nوبلغت كلفة الرحلة مليوني دينار.",
            ),
            Rule(
                "amid widgets",
                verdict="widget",
                when=is_amid_widgets,
                example="شارك الخبر\n>> أهدها لصديق\nطباعة\nوصل القطار الأول إلى القمة.",
                unlike="شارك الخبر\n>> أهدها لصديق\nوصل القطار الأول إلى القمة.",
            ),
            Rule(
                "two names with a dash, above a paragraph",
                verdict="byline",
                when=is_byline,
                example="قطار يصل إلى القمة\n>> سلمى الحداد - الوادي\nوصل القطار الأول إلى القمة.",
                unlike=">> سلمى الحداد - الوادي\nوصل القطار الأول إلى القمة.",
            ),
            Rule(
                "a name below a label and a colon",
                verdict=AS_FORM,
                when=is_name_below_label,
                example="وصل القطار الأول إلى القمة.\nالمصدر:\n>> الجبل نت",
                unlike="وصل القطار الأول إلى القمة.\nالمصدر\n>> الجبل نت",
            ),
            Rule(
                "below the label of the author",
                verdict="byline",
                when=is_about_author,
                example="وصل القطار الأول إلى القمة.\nعن الكاتب\n>> سالم الحداد كاتب من الوادي.",
                unlike="وصل القطار الأول إلى القمة.\n>> سالم الحداد كاتب من الوادي.",
            ),
        ),
    ),
    Pass(
        "Comments may hold lines of any kind; those with a kind of their own keep it.",
        TEXT,
        (
            Rule(
                "below the label of the comments",
                verdict="widget",
                when=is_comment,
                example="وصل القطار الأول إلى القمة.\nالتعليقات\n>> رحلة سعيدة",
                unlike="وصل القطار الأول إلى القمة.\nالتعليقات\nاقرأ أيضا\n>> رحلة سعيدة",
            ),
        ),
    ),
    Pass(
        "Notices are known by the furniture beside them, which must have been found.",
        TEXT,
        (
            Rule(
                "has «{}» in it, amid furniture",
                verdict="other",
                when=notice_in,
                example="وصل القطار الأول إلى القمة.\nطباعة\n>> يستخدم الموقع ملفات تعريف الارتباط لكي يحفظ "
                "مواعيد القطار التي يسأل عنها الزوار.\nمن نحن",
                unlike="وصل القطار الأول إلى القمة.\n"
                ">> يستخدم الموقع ملفات تعريف الارتباط لكي يحفظ مواعيد القطار التي يسأل عنها الزوار.\n"
                "طباعة",
            ),
            Rule(
                "a paragraph alone amid furniture, its words not told above",
                verdict="other",
                when=is_stray,
                example="وصل القطار الأول إلى القمة.\nطباعة\n>> تصدر المجلة كل شهر عن دار الينبوع.\nمن نحن",
                unlike="وصل القطار الأول إلى القمة.\nطباعة\n>> القطار الأول إلى القمة رحلته مجانية.\nمن نحن",
            ),
        ),
    ),
)
