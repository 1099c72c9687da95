"""Person names: find unlisted persons by a sequence model and rules, and compare spellings of names.

`find_names` returns the full and short names of pages; actors/ links them to persons.
"""

from helpers.names.boundaries import NameSpan
from helpers.names.recognition import CONFIRMED, Tagged, find_names, names_of, tagged
from helpers.names.structure import called, is_name, may_be_given, mostly_given, parts
from helpers.names.tagger import view
from helpers.names.transliteration import (
    begins,
    ends,
    forms_of,
    identity,
    letters,
    like_forms,
    likeness,
    shortened,
    skeleton,
    spelled,
    strict,
)

__all__ = [
    "CONFIRMED",
    "NameSpan",
    "Tagged",
    "begins",
    "called",
    "ends",
    "find_names",
    "forms_of",
    "identity",
    "is_name",
    "letters",
    "like_forms",
    "likeness",
    "may_be_given",
    "mostly_given",
    "names_of",
    "parts",
    "shortened",
    "skeleton",
    "spelled",
    "strict",
    "tagged",
    "view",
]
