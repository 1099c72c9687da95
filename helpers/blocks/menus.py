"""Menus: labels that are boilerplate because of the labels and buttons above and below them.

A column is a stretch of a page in which all lines are labels, links amid labels, or boilerplate. It is a menu if it has
enough of them; the title of the story below is no label of it.
"""

from itertools import groupby

from helpers.blocks.lines import LIVELY, Line
from helpers.blocks.places import Page
from helpers.blocks.verse import is_verse

BUTTONS = frozenset(("widget", "section", "tags", "advert"))  # kinds in menus and rows of buttons
COLUMN_LINES = 4  # as many labels and buttons are a menu; between two buttons one label is enough
BARE_LINES = 5  # as many, if no button is known among them: a story may have a list of short lines
FOOT_LINES = 3  # as many, below headlines with nothing after them
ALTERNATING = 2  # as many known sections above headlines show that unknown ones are there too
BARE_WORDS = 2.5  # labels have so few words on average: verses and names have more
LINK_WORDS = 5  # a link amid labels may be as long: «انضم إلى قناتنا على تلغرام»
TITLE_REPEATED = 2  # a line with as many words that the text below repeats may be the title
NEAR = 30  # lines below a menu among which the title is looked for


def menu_labels(page: Page) -> set[int]:
    """Return the places of labels in the menus of a page."""
    return {i for column in columns(page) for i in labels_of_menu(page, column)}


def section_names(page: Page) -> set[int]:
    """Return the places of labels between headlines, if the names of sections are there on this page."""
    between = [i for i in range(1, len(page.lines) - 1) if _is_between_headlines(*page.lines[i - 1 : i + 2])]
    unknown = {i for i in between if page.lines[i].is_short}
    return unknown if len(between) - len(unknown) >= ALTERNATING else set()


def _is_between_headlines(above: Line, line: Line, below: Line) -> bool:
    """Return whether a label or the name of a section has a headline above and another below."""
    return (line.kind == "section" or line.is_label) and above.is_headline and below.is_headline


def columns(page: Page) -> list[range]:
    """Return the stretches of a page in which all lines are labels, links amid labels, or boilerplate."""
    inside = groupby(range(len(page.lines)), lambda i: _is_in_column(page, i))
    stretches = [list(places) for is_column, places in inside if is_column]
    return [range(places[0], places[-1] + 1) for places in stretches]


def _no_sentences(page: Page) -> list[bool]:
    """Return for each line whether it is a label or boilerplate."""
    return [not line.is_text or line.is_label for line in page.lines]


def _is_in_column(page: Page, i: int) -> bool:
    """Return whether a line is a label or boilerplate, a link amid such lines, or a marker above two of them."""
    loose = page.once(_no_sentences)
    if page.lines[i].kind == "marker":
        return loose[i + 1 : i + 3] == [True, True]
    return loose[i] or _is_link(page, i, loose[max(i - 2, 0) : i] + loose[i + 1 : i + 3])


def _is_link(page: Page, i: int, beside: list[bool]) -> bool:
    """Return whether a line is amid labels, two above it and two below, and is no title."""
    line = page.lines[i]
    if not line.is_short or line.count > LINK_WORDS or LIVELY.search(line.text):
        return False
    return len(beside) > 2 and all(beside) and line.repeated_below(page.paragraphs_from[i]) < TITLE_REPEATED


def labels_of_menu(page: Page, column: range) -> list[int]:
    """Return the places of the labels in a column if it is a menu, a row of buttons or the foot of a page."""
    labels = _without_title(page, column)
    buttons = sum(page.lines[i].kind in BUTTONS for i in column)
    least = FOOT_LINES if _is_foot(page, column) else BARE_LINES
    menu = bool(labels) and _is_menu([page.lines[i] for i in labels], buttons, least)
    return labels if menu else []


def _is_menu(labels: list[Line], buttons: int, least: int) -> bool:
    """Return whether labels and buttons are enough for a menu; without buttons, also short and no verse."""
    if buttons > 1:
        return buttons + len(labels) >= COLUMN_LINES
    words = sum(label.count for label in labels)
    return buttons + len(labels) >= least and words <= BARE_WORDS * len(labels) and not is_verse(labels)


def _is_foot(page: Page, column: range) -> bool:
    """Return whether a column is below headlines, with no text after it."""
    headed = column.start > 0 and not page.lines[column.start - 1].is_paragraph
    return headed and bool(page.texts) and page.texts[-1] < column.stop


def _without_title(page: Page, column: range) -> list[int]:
    """Return the labels of a column, the title of the story below left out: the last of those most repeated."""
    labels = [i for i in column if page.lines[i].is_short]
    if not labels or not _lacks_title(page, column.stop):
        return labels
    paragraphs = page.paragraphs_from[column.stop]
    title = max(reversed(labels), key=lambda i: page.lines[i].repeated_below(paragraphs))
    return [i for i in labels if i != title]


def _lacks_title(page: Page, start: int) -> bool:
    """Return whether a story is near below a place, and no line between them can be its title."""
    below, paragraphs = page.lines[start : start + NEAR], page.paragraphs_from[start]
    story = next((k for k, line in enumerate(below) if line.is_paragraph), None)
    if story is None:
        return False
    return not any(line.is_short and line.repeated_below(paragraphs) for line in below[:story])
