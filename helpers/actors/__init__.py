"""Actors: mentions of persons, states and organisations, and who they are.

`find_mentions` returns the rows, `find_credits` the outlets that a page names as its source.
"""

from helpers.actors.cross_document import Bearers, bearers, count_persons, joins
from helpers.actors.mentions import find_mentions
from helpers.actors.outlets import AGENCY, CREDIT_KINDS, find_credits, media, outlet_id

__all__ = [
    "AGENCY",
    "Bearers",
    "CREDIT_KINDS",
    "bearers",
    "count_persons",
    "find_credits",
    "find_mentions",
    "joins",
    "media",
    "outlet_id",
]
