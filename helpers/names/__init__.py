"""Person names: find unlisted persons by a sequence model and rules, and compare the names of persons.

`find_names` returns the full and short names of pages, `explain` why each is one, `identity` the id of a name, and
`name_match` how two names match; actors/ links names to persons.
"""

from helpers.names.boundaries import NameSpan
from helpers.names.explanation import explain
from helpers.names.matching import (
    KeyIndex,
    continues,
    edge_keys,
    form_keys,
    is_short_form,
    name_match,
    spelling_keys,
    without_blanks,
)
from helpers.names.recognition import Tagged, find_names, names_of, tagged
from helpers.names.structure import is_name, may_be_given, mostly_given, parts, short_name
from helpers.names.transliteration import exact_identity, exact_spelling, identity, skeleton

__all__ = [
    "KeyIndex",
    "NameSpan",
    "Tagged",
    "continues",
    "edge_keys",
    "exact_identity",
    "exact_spelling",
    "explain",
    "find_names",
    "form_keys",
    "identity",
    "is_name",
    "is_short_form",
    "may_be_given",
    "mostly_given",
    "name_match",
    "names_of",
    "parts",
    "short_name",
    "skeleton",
    "spelling_keys",
    "tagged",
    "without_blanks",
]
