"""Quotations: reported speech, its cue and its speaker.

`find_quotations` returns the rows, `explain` the rule behind each row and behind each word that is no cue.
"""

from helpers.quotations.rows import explain, find_quotations

__all__ = [
    "explain",
    "find_quotations",
]
