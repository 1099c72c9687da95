"""Boilerplate: classify lines by their place on the page, where their content does not show what they are.

PASSES is a table of tables. Each pass reads the page from the top, line by line, and the first of its rules that holds
decides; the lines below and the next passes see its decision. The order of the passes, with the reason for it, is
stated in PASSES and nowhere else. To add another kind of line, add a Rule to the pass that knows enough: a reason, a
fragment of a page with the line in question behind MARK, the kind, a near miss, and a predicate over a `Place`. A
question about the line alone is a property of `Line`, one about the whole page a function for `Page.once`.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from helpers.blocks.line_rules import (
    ARABIC,
    AS_FORM,
    DATE_WORDS,
    DIGITS,
    PARAGRAPH_WORDS,
    TIME,
    WIDGET_WORDS,
    date_words,
    is_age,
    is_figure,
)
from helpers.blocks.lines import HEAD, LABEL_WORDS, NUMBER_WORDS, TEXT, WORD, Line, are_brief, count_of, stems
from helpers.blocks.menus import BUTTONS, TITLE_REPEATED, menu_labels, section_names
from helpers.blocks.notices import found, notice_tokens, notice_words, own_channel
from helpers.blocks.places import EDGE_OF_PAGE, Above, Page, Place
from helpers.lexicons import Form, cities, gazetteer, line_key, markers, match_key, outlet_classes
from helpers.rules import Rule, first_match

MARK = ">> "  # before the line in question, in the examples of rules about its place
AROUND = BUTTONS | {"other", EDGE_OF_PAGE}  # kinds around a notice
STORY_REPEATED = 3  # a title below the comments is another story's; comments repeat words by chance
STRAY_SHARED = 0.1  # a paragraph amid boilerplate that shares more of its words with the story above is part of it
READER_HEADLINES = 3  # as many lines of headline length below the comments are a list
BEFORE_CREDIT = re.compile("[-–—/|(]")
CREDIT = re.compile(r"\s*[\w .]{2,20}\)?\s*")  # the text that may follow such a sign: «(رويترز)», «- اسم ولقب»
NUMBERED = re.compile(r"^#?\d+\s*[-.]?\s*")  # of a comment
SIGNED = re.compile(r"[-–|،(]")  # between the name of a reader and the time
DATELINE_WORDS = 8  # «القدس المحتلة - (د ب أ) - سلمى الحداد» has no more
DATELINE_PARTS = 3
OUTLET_WORDS = 5  # «وكالة أنباء الوادي الجديد المصورة»
REPORTER_WORDS = 7  # «كتب سالم الحداد وسلمى الحداد من القدس»
DATELINE_SIGN = re.compile(r"\s*[-–—/|:،]\s*|\s+ـ+\s*|\s+(?=\()|(?<=\))\s+")
IN_MARKS = re.compile(r"\([^()]+\)|«[^«»]+»|[\"“][^\"“”]+[\"”]")
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
    page = Page(lines, recurring)
    for step in PASSES:
        page = page.changed(decisions(page, step))
    return page.lines


def decisions(page: Page, step: Pass) -> dict[int, Line]:
    """Return the lines that a pass classifies, by their places."""
    decided: dict[int, Line] = {}
    if set(step.kinds).isdisjoint(page.kinds):
        return decided
    above = Above()
    for i, line in enumerate(page.lines):
        if line.kind in step.kinds:
            rule, found = first_match(step.rules, Place(line, i, page, above))
            if rule:
                line = decided[i] = line.classify(rule.verdict or found.kind, rule.name.format(found))
        above = above.followed_by(line)
    return decided


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
    """Yield the text on either side of each sign that may separate a title from the name of the site."""
    for gap in SEPARATOR.finditer(text, 0, HEAD):
        yield line_key(text[: gap.start()])
        yield line_key(text[gap.end() : HEAD])


# Lines that occur twice -------------------------------------------------------------------------------------


def is_caption_again(place: Place) -> bool:
    """Return whether a caption repeats one above, apart from the credits of both."""
    if place.line.kind != "caption" or place.line.count < 2:
        return False
    return place.page.once(first_captions)[without_credits(place.line.core)] < place.i


def repeats_caption(place: Place) -> bool:
    """Return whether a short line within the story repeats a caption above."""
    within = place.above.begun and place.line.is_phrase
    return within and place.page.once(first_captions).get(place.line.core, place.i) < place.i


def is_title_again(place: Place) -> bool:
    """Return whether a short line at the beginning of the story repeats one above, and is no refrain."""
    early = place.line.is_phrase and place.i < place.page.second_paragraph
    return early and place.page.first_titles[place.line.core] < place.i and not place.page.has_verse


def first_captions(page: Page) -> dict[str, int]:
    """Return the first place of each caption, by its core without credits."""
    captions = page.places_of(lambda line: line.kind == "caption")
    return {without_credits(page.lines[i].core): i for i in reversed(captions)}


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


# Columns of labels ------------------------------------------------------------------------------------------


def is_in_menu(place: Place) -> bool:
    """Return whether the line is a label in a column of labels or amid buttons."""
    return place.i in place.page.once(menu_labels)


def is_section_name(place: Place) -> bool:
    """Return whether the line is a label between headlines where the names of sections are."""
    return place.i in place.page.once(section_names)


# Labels that are alone ------------------------------------------------------------------------------------


def is_heading(place: Place) -> bool:
    """Return whether the name of a section is between two paragraphs."""
    return place.line.kind == "section" and place.above.kind == "paragraph" == place.page.below[place.i]


def is_amid_widgets(place: Place) -> bool:
    """Return whether a short line is between widgets and is no title of the story below."""
    amid = place.above.kind in ("widget", "byline") and place.page.below[place.i] in ("widget", "other")
    brief = place.line.is_short and place.line.count <= WIDGET_WORDS
    return amid and brief and place.title_words < TITLE_REPEATED


def is_byline(place: Place) -> bool:
    """Return whether a line below the title has two names with a sign between them, above a paragraph."""
    above, below = place.above, place.page.text_below[place.i]
    return above.titled and (below == "paragraph" or not above.begun) and place.line.has_two_names


def is_dateline(place: Place) -> bool:
    """Return whether a line above the story is a place with an agency, a paper or a reporter, whatever sign is between.

    A part in brackets or quotation marks is an agency or a paper; a place is one of the lexicons.
    """
    line = place.line
    if (
        place.above.begun
        or not place.above.titled
        or line.count > DATELINE_WORDS
        or place.page.below[place.i] not in TEXT
    ):
        return False
    parts = [part for part in DATELINE_SIGN.split(line.text.strip()) if part.strip()]
    if not 1 < len(parts) <= DATELINE_PARTS or not are_brief([line_key(part) for part in parts], NUMBER_WORDS):
        return False
    marked = any(
        IN_MARKS.fullmatch(part.strip()) or markers().lines.get(line_key(part)) == "byline"
        for part in (parts[0], parts[-1])
    )
    return marked or any(is_place(match_key(part.strip())) for part in (parts[0], parts[-1]))


def names_outlet(place: Place) -> bool:
    """Return whether a line above the story is the name of an outlet: «وكالة الوادي للأنباء»."""
    words = WORD.findall(place.line.core)
    brief = 1 < len(words) <= OUTLET_WORDS and not place.above.begun and place.line.is_plain
    return brief and words[0] in outlet_classes() and place.title_words < TITLE_REPEATED


def is_reporter(place: Place) -> bool:
    """Return whether a line beside the story begins with a word for who made it, and a name."""
    line = place.line
    words = WORD.findall(line.core)
    near = place.above.titled and not place.above.begun or place.i > place.page.last_prose
    brief = near and 1 < len(words) <= REPORTER_WORDS and not line.tail.endswith((".", "؟", "!"))
    return brief and words[0] in notice_words("made by")


def is_place(name: str) -> bool:
    """Return whether a folded name is a city, or a state or its capital."""
    entry = gazetteer().entries.get(name)
    return name in cities() or entry is not None and entry.kind == "state" and entry.form in ("name", "capital")


def is_name_below_label(place: Place) -> Form | None:
    """Return the kind of the label above, a colon behind it, if the line is a name."""
    name = place.above.is_label_of_name and place.line.is_text and place.line.count <= NUMBER_WORDS
    return Form(place.line.text, place.above.kind) if name else None


def is_about_author(place: Place) -> bool:
    """Return whether the line is below the label of the author."""
    return place.above.is_author and place.line.is_brief_text


# Comments of readers ----------------------------------------------------------------------------------------


def is_comment(place: Place) -> bool:
    """Return whether a reader wrote the line."""
    return place.i in place.page.once(comments)


def comments(page: Page) -> set[int]:
    """Return the places of the comments, if they are less than the story above.

    They are below their label, or begin with the first one that has a name and a time, up to a list or another story.
    """
    labels = page.places_of(is_label_of_comments)
    label, last = labels[0] if labels else first_comment(page) - 1, len(page.lines)
    if label < 0:
        return set()
    end = next((i for i in range(label + 1, last) if _ends_comments(page, i, label)), last)
    story = set(page.paragraphs).intersection(range(label + 1))
    found = set(page.texts).intersection(range(label + 1, end))
    return found if count_of(page.lines_at(found)) < count_of(page.lines_at(story)) else set()


def first_comment(page: Page) -> int:
    """Return the place of the first comment that is signed, or of names and lines above it; 0 if there is none."""
    places = range(page.second_paragraph + 1, len(page.lines))
    at = next((i for i in places if signs_comment(page.lines[i]) or _is_name_with_time_below(page, i)), 0)
    while at and page.lines[at - 2].is_label and page.lines[at - 2].count < LABEL_WORDS and page.lines[at - 1].is_text:
        at -= 2
    return at


def is_label_of_comments(line: Line) -> bool:
    """Return whether a line is the label of the comments, with or without their number."""
    return line.count <= NUMBER_WORDS and line_key(DIGITS.sub("", line.core)) in markers().readers


def signs_comment(line: Line) -> bool:
    """Return whether a line is the name of a reader with a time, or with a verb that announces what he writes.

    >>> from helpers.blocks.lines import line_at
    >>> from helpers.text import fold_map
    >>> lines = ("سالم - قبل ساعتين", "سالم يقول:", "مباراة السبت - قبل الحسم")
    >>> [signs_comment(line_at(fold_map(text), 0, len(text))) for text in lines]
    [True, True, False]
    """
    if not 1 < line.count <= DATE_WORDS:
        return False
    words = line.core.split()
    if line.tail.endswith(":") and len(words) <= NUMBER_WORDS:
        return words[-1] in notice_words("reader writes")
    bare = NUMBERED.sub("", line.core)
    sign = SIGNED.search(bare)
    name, time = (bare[: sign.start()], bare[sign.end() :].strip(" )")) if sign else (bare, "")
    named = 0 < len(name.split()) <= LABEL_WORDS and not any(map(is_figure, name.split())) and not date_words(name)
    return named and (is_age(time) or bool(TIME.search(time)) and len(date_words(time)) > 0)


def _is_name_with_time_below(page: Page, i: int) -> bool:
    """Return whether a label below the last paragraph is above a line with a time, as a reader's name is."""
    return page.last_paragraph < i and page.lines[i].is_label and page.beside(i)[1] == "published"


def _ends_comments(page: Page, i: int, label: int) -> bool:
    """Return whether a line below the first comment is a marker, one of several headlines, or a title."""
    last = page.lines[max(label + 1, i + 1 - READER_HEADLINES) : i + 1]
    headlines = sum(line.is_headline and not signs_comment(line) for line in last)
    return page.lines[i].kind == "marker" or headlines >= READER_HEADLINES or page.title_words(i) >= STORY_REPEATED


# Notices and stray paragraphs -------------------------------------------------------------------------------


def notice_in(place: Place) -> str | None:
    """Return the words of a notice in a line that is apart from the story."""
    return words_of_notice(place.line) if is_apart(place.page, place.i) else None


def is_stray(place: Place) -> bool:
    """Return whether the line is a paragraph amid boilerplate that shares next to no word with the story."""
    return place.i in place.page.once(strays)


def words_of_notice(line: Line) -> str | None:
    """Return the words of a widget or a notice in a line."""
    found = markers().within.search(line.core)
    return found and found[0]


def is_apart(page: Page, i: int) -> bool:
    """Return whether a line of text, no longer than a notice, has boilerplate beside it and no paragraph."""
    beside = page.beside(i)
    apart = "paragraph" not in beside and not AROUND.isdisjoint(beside)
    return apart and page.lines[i].is_brief_text


def notices(page: Page) -> set[int]:
    """Return the places of lines apart from the story with the words of a notice in them."""
    return {i for i in page.texts if is_apart(page, i) and words_of_notice(page.lines[i])}


def speaks_to_reader(place: Place) -> str | None:
    """Return the word about comments or of the reader in a line below the story, or None."""
    words = notice_tokens(place.line)
    if place.i <= place.page.last_prose or not place.above.begun or place.line.continues_story:
        return None
    return found(words, "comment", "account", "of the reader") or own_channel(words)


def strays(page: Page) -> set[int]:
    """Return the places of paragraphs alone amid boilerplate that share next to no word with the story above."""
    story_parts = set(page.paragraphs) - notices(page)
    alone = [i for i in sorted(story_parts) if _is_alone(page, i)]
    story: Counter[str] = Counter()
    for begin, i in pairwise([0, *alone]):
        story.update(stems(page.lines_at(story_parts.intersection(range(begin, i)))))
        if story and page.lines[i].repeated_in(story) <= STRAY_SHARED * len(page.lines[i].stems):
            story_parts.remove(i)
    return set(alone) - story_parts


def _is_alone(page: Page, i: int) -> bool:
    """Return whether a line has boilerplate on both sides, is not at the top, and continues no story."""
    above, below = page.beside(i)
    amid = above != EDGE_OF_PAGE and {above, below} <= AROUND
    return amid and page.lines[i].is_brief_text and not page.lines[i].continues_story


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
                "a place with an agency, a paper or a reporter, above the story",
                verdict="dateline",
                when=is_dateline,
                example="قطار يصل إلى القمة\n>> بيروت ـ «الجبل»:\nوصل القطار الأول إلى القمة.",
                unlike="قطار يصل إلى القمة\nوصل القطار الأول إلى القمة.\n>> بيروت ـ «الجبل»:",
            ),
            Rule(
                "the name of an outlet, above the story",
                verdict="other",
                when=names_outlet,
                example=">> وكالة أنباء الوادي\nقطار يصل إلى القمة\nوصل القطار الأول إلى القمة.",
                unlike=">> قناة القطار في القمة\nوصل القطار الأول إلى القمة.",
            ),
            Rule(
                "a word for who made the story, and a name",
                verdict="byline",
                when=is_reporter,
                example="قطار يصل إلى القمة\n>> كتبت سلمى الحداد\nوصل القطار الأول إلى القمة.",
                unlike="قطار يصل إلى القمة\nوصل القطار الأول إلى القمة.\n>> كتبت سلمى الحداد\n"
                "وصل القطار الثاني إلى القمة بعد رحلة طويلة من الوادي دامت سبع ساعات كاملة عبر الثلوج والأنفاق.",
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
                "a comment of a reader",
                verdict="widget",
                when=is_comment,
                example="وصل القطار الأول إلى القمة.\nالتعليقات\n>> رحلة سعيدة",
                unlike="وصل القطار الأول إلى القمة.\nالتعليقات\nاقرأ أيضا\n>> رحلة سعيدة",
            ),
        ),
    ),
    Pass(
        "Notices are known by the boilerplate beside them, which must have been found.",
        TEXT,
        (
            Rule(
                "has «{}» in it, amid boilerplate",
                verdict="other",
                when=notice_in,
                example="وصل القطار الأول إلى القمة.\nطباعة\n>> يستخدم الموقع ملفات تعريف الارتباط لكي يحفظ "
                "مواعيد القطار التي يسأل عنها الزوار.\nمن نحن",
                unlike="وصل القطار الأول إلى القمة.\n"
                ">> يستخدم الموقع ملفات تعريف الارتباط لكي يحفظ مواعيد القطار التي يسأل عنها الزوار.\n"
                "طباعة",
            ),
            Rule(
                "«{}» is said to the reader, below the story",
                verdict="widget",
                when=speaks_to_reader,
                example="وصل القطار الأول إلى القمة بعد رحلة من الوادي دامت سبع ساعات كاملة عبر الثلوج.\n"
                ">> تخضع التعليقات لشروط الموقع",
                unlike="القطار\n>> تخضع التعليقات لشروط الموقع\n"
                "وصل القطار الأول إلى القمة بعد رحلة من الوادي دامت سبع ساعات كاملة عبر الثلوج.",
            ),
            Rule(
                "a paragraph alone amid boilerplate, none of its words above",
                verdict="other",
                when=is_stray,
                example="وصل القطار الأول إلى القمة.\nطباعة\n>> تصدر المجلة كل شهر عن دار الينبوع.\nمن نحن",
                unlike="وصل القطار الأول إلى القمة.\nطباعة\n>> القطار الأول إلى القمة رحلته مجانية.\nمن نحن",
            ),
        ),
    ),
)
