"""The order of the steps: count a corpus (profile), annotate its pages, write the tables.

`tables_of` returns all tables of a folder or file of pages; `annotate` and `profile` are its two passes.
"""

from helpers.pipeline.annotate import annotate, tables_of
from helpers.pipeline.profile import profile
from helpers.schema import Profile

__all__ = [
    "Profile",
    "annotate",
    "profile",
    "tables_of",
]
