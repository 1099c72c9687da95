"""Quotations: reported speech, its cue and its speaker.

`find_quotations` returns the rows.
"""
from helpers.quotations.rows import find_quotations

__all__ = [
    "find_quotations",
]
