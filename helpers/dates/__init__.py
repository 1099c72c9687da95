"""Dates: temporal expressions with their TIMEX3 values, and the publication date of a page.

`find_dates` and `find_published` return the rows, `date_page` the days on which an undated page may have been written.
"""

from helpers.dates.expressions import find_dates
from helpers.dates.publication import date_page, find_published
from helpers.dates.timex import SEASONS, span

__all__ = [
    "SEASONS",
    "date_page",
    "find_dates",
    "find_published",
    "span",
]
