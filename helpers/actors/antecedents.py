"""Antecedents: the person that a short name means, among those whom the page names in full.

It is the one who is named most often in the item, or else on the page; of several, the one named last before it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from helpers.lexicons import Entry

WHOLE_PAGE = "page"  # in place of an item


class Place(NamedTuple):
    """A place on a page: offsets into the raw text, and the block and the item in which it starts."""

    start: int
    end: int
    block: int | None
    item: int | None

    def overlaps(self, other: "Place") -> bool:
        """Return whether two places share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Place") -> bool:
        """Return whether another place lies within this one."""
        return self.start <= other.start and other.end <= self.end


Mention = tuple[Place, Entry]


class Namesakes:
    """Persons with one name, by the places at which the page names them in full."""

    def __init__(self, named: Iterable[tuple[Place, str]]):
        """Args: each place with the id of the person."""
        scopes = defaultdict(list)
        for place, actor in sorted(named, key=lambda mention: mention[0].start):
            for scope in (place.item, WHOLE_PAGE):
                scopes[scope].append((place.start, actor))
        self.rankings = {scope: Ranking(mentions) for scope, mentions in scopes.items()}

    def antecedent(self, place: Place) -> str | None:
        """Return the person whom the name means at a place, or None if the page names nobody in full."""
        scope = place.item if place.item in self.rankings else WHOLE_PAGE
        return self.rankings[scope].before(place.start) if scope in self.rankings else None


class Ranking:
    """The persons who are named most often, in the order of the page."""

    def __init__(self, named: list[tuple[int, str]]):
        """Args: the offsets at which persons are named, in order, each with the person's id; one at least."""
        times = Counter(actor for _, actor in named)
        most = max(times.values())
        frequent = [(start, actor) for start, actor in named if times[actor] == most]
        self.starts, self.actors = zip(*frequent)
        self.first = max(self.actors)

    def before(self, start: int) -> str:
        """Return the person who is named last before an offset, or else the first one behind it.

        >>> Ranking([(0, "a"), (9, "b"), (20, "b"), (30, "a")]).before(25)
        'b'
        """
        before = bisect_left(self.starts, start)
        return self.actors[before - 1] if before else self.first
