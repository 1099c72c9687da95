"""Actors: mentions of persons, states and organisations, and who they are.

`find_mentions` returns the rows, `find_credits` the outlets that a page names as its source, `joined_names` the names
that a corpus joins to one person.
"""

from helpers.actors.cross_document import count_persons, joined_names, known_persons
from helpers.actors.mentions import find_mentions
from helpers.actors.outlets import credit_lines, find_credits, is_agency, media, outlet_id

__all__ = [
    "count_persons",
    "credit_lines",
    "find_credits",
    "find_mentions",
    "is_agency",
    "joined_names",
    "known_persons",
    "media",
    "outlet_id",
]
