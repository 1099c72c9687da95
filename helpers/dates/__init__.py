"""Dates: temporal expressions with their TIMEX3 values, and the publication date of a page.

`find_dates` and `find_published` return the rows, `explain` says why an expression has its value, and `date_page`
returns the days on which an undated page may have been published.
"""

from helpers.dates.expressions import explain, find_dates
from helpers.dates.publication import date_page, find_published
from helpers.dates.timex import SEASONS, span

__all__ = [
    "SEASONS",
    "date_page",
    "explain",
    "find_dates",
    "find_published",
    "span",
]
