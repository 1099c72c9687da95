"""Menus: labels that are boilerplate because of the labels and buttons above and below them.

A column is a stretch of a page in which all lines are labels, links amid labels, or boilerplate. It is a menu if it has
enough of them; the title of the story below is no label of it.
"""

import re

from helpers.blocks.lines import Line, count_of
from helpers.blocks.places import EDGE_OF_PAGE, Page
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
# A column in the letters of `_letter`: labels and boilerplate; a marker above two of them; a link amid them, two above
# it and two below, or one at an edge of the page.
COLUMN = re.compile(r"(?:[lb]|m(?=[lbm]{2})|(?:(?<=[lbm]{2})|(?<=^[lbm]))k(?=[lbm]{2})|(?<=[lbm]{2})k(?=[lbm]$))+")


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
    letters = "".join(_letter(page, i) for i in range(len(page.lines)))
    return [range(*column.span()) for column in COLUMN.finditer(letters)]


def _letter(page: Page, i: int) -> str:
    """Return the letter of a line in COLUMN: marker, boilerplate, label, link (k), or x for any other."""
    line = page.lines[i]
    if line.kind == "marker":
        return "m"
    if not line.is_text:
        return "b"
    if line.is_label:
        return "l"
    return "k" if _may_be_link(line) and page.title_words(i) < TITLE_REPEATED else "x"


def _may_be_link(line: Line) -> bool:
    """Return whether a line is little longer than a label."""
    return line.is_short and line.count <= LINK_WORDS and line.is_plain


def labels_of_menu(page: Page, column: range) -> list[int]:
    """Return the places of the labels in a column if it is a menu, a row of buttons or the foot of a page."""
    labels = _without_title(page, column)
    buttons = sum(line.kind in BUTTONS for line in page.lines_at(column))
    least = FOOT_LINES if _is_foot(page, column) else BARE_LINES
    return labels if labels and _is_menu(page.lines_at(labels), buttons, least) else []


def _is_menu(labels: list[Line], buttons: int, least: int) -> bool:
    """Return whether labels and buttons are enough for a menu; without buttons, also short and no verse."""
    if buttons > 1:
        return buttons + len(labels) >= COLUMN_LINES
    enough = buttons + len(labels) >= least
    return enough and count_of(labels) <= BARE_WORDS * len(labels) and not is_verse(labels)


def _is_foot(page: Page, column: range) -> bool:
    """Return whether a column is below headlines, with no text after it."""
    headed = page.beside(column.start)[0] not in ("paragraph", EDGE_OF_PAGE)
    return headed and bool(page.texts) and page.texts[-1] < column.stop


def _without_title(page: Page, column: range) -> list[int]:
    """Return the labels of a column, the title of the story below left out: the last of those most repeated."""
    labels = [i for i in column if page.lines[i].is_short]
    if labels and _lacks_title(page, column.stop):
        labels.remove(max(reversed(labels), key=page.title_words))
    return labels


def _lacks_title(page: Page, start: int) -> bool:
    """Return whether a story is near below a place, and no line between them can be its title."""
    story = page.next_paragraph(start)
    is_near = story < min(start + NEAR, len(page.lines))
    return is_near and not any(map(page.title_words, range(start, story)))
