"""Arabic on the screen: labels, tables, pages and charts, right to left.

The package knows no other package of the project; it draws frames.
"""

from helpers.display.labels import label, wrap
from helpers.display.reader import choose, choose_mentions, choose_page, concordance, page, side_by_side
from helpers.display.tables import table

__all__ = [
    "choose",
    "choose_mentions",
    "choose_page",
    "concordance",
    "label",
    "page",
    "side_by_side",
    "table",
    "wrap",
]
