"""Arabic on the screen: labels, tables, pages and charts, right to left.

`table`, `page` and `concordance` return HTML, `charts` draws figures. The package imports no other package of the
project: it takes data frames.
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
