"""Listed actors: find the names of the gazetteer in a folded page.

All spellings are looked for in one pass. What occurs as a word, with or without the proclitics و ف ب ل ك, is a
candidate, unless its neighbours or the rest of the page make it a false friend.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import product
from operator import itemgetter

from helpers.actors.linking import EVERYWHERE, Mention, Place, Ranking
from helpers.lexicons import Entry, gazetteer
from helpers.text import SIGN, Folded

PROCLITICS = frozenset(map("".join, product(("", "و", "ف"), ("", "ب", "ل", "ك"))))
BEFORE_LL = frozenset(("", "و", "ف"))  # ل and ال together are written لل, and only a conjunction stands before that
LONGEST_PROCLITIC = 2
CONTEXT = 40  # characters on each side in which a guard looks for its words
TANWIN = "\N{ARABIC FATHATAN}"  # روسياً is the demonym, روسيا the state
SON_OF = frozenset(("بن", "ابن", "بنت", "ابو", "ال"))
LAST_WORD = re.compile(r"(\w+) $")
NISBA = re.compile(r"ال\w+ي")  # of a man: الهولندي, or a family name
# A feminine noun right before a word, with its article: السفارة, للشركة.
FEMININE = re.compile(rf"(?<!\w)[وف]?(?:[بك]?(ال)|(لل)|[بلك])?\w+(?:ة|ات)(?:{SIGN.pattern})?\W? \W?$")


def listed_names(page: Folded, place: Callable[[int, int], Place] | None = None) -> tuple[list[Mention], list[Place]]:
    """The names of a page (`names.view`) that the gazetteer has, and the places of false friends."""
    place = place or (lambda i, j: Place(*page.span(i, j), None, None))
    found = []
    for i, j, spelling in _longest(page.text):
        at = place(i, j)
        before, after = page.text[max(i - CONTEXT, 0) : i], page.text[j : j + CONTEXT]
        found.append((at, spelling, _judge(spelling, before, after, page.raw[at.start : at.end])))
    entries = gazetteer().entries
    return _named(found), [at for at, spelling, _ in found if spelling in entries and not entries[spelling].actor]


def _longest(text: str) -> list[tuple[int, int, str]]:
    """The spellings that stand as words in a folded text: (start, end, spelling); of those that overlap the longest."""
    g = gazetteer()
    hits = []
    for pattern, i, j in g.automaton.find_matches_as_indexes(text, overlapping=True):
        if text[j : j + 1].isalnum():
            continue
        word = i
        while word and i - word <= LONGEST_PROCLITIC and text[word - 1].isalnum():
            word -= 1
        spelling, clitics = g.patterns[pattern]
        if text[word:i] in (BEFORE_LL if clitics else PROCLITICS):
            hits.append((i + clitics, j, spelling))
    taken, kept = bytearray(len(text)), []
    for i, j, spelling in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0], len(hit[2]))):
        if not any(taken[i:j]):
            taken[i:j] = b"\1" * (j - i)
            kept.append((i, j, spelling))
    return sorted(kept)


def _judge(spelling: str, before: str, after: str, surface: str) -> bool | None:
    """Whether what stands around a spelling lets it be the actor; None where the page must decide."""
    g = gazetteer()
    entry, last = g.entries.get(spelling) or g.shorts[spelling][0], LAST_WORD.search(before)
    if last and (
        last[1] in g.given_names
        and (entry.kind == "person" or NISBA.fullmatch(spelling))
        or last[1] in SON_OF
        and entry.kind == "person"
    ):
        return False  # part of another person's name: his father's or family's
    guard = g.guards.get(spelling)
    if guard is None:
        return True
    if guard.written and not _agrees(surface, guard.written):
        return False
    if guard.written and SIGN.search(surface):
        return True
    if guard.not_after and guard.not_after.search(before) or guard.not_before and guard.not_before.search(after):
        return False
    if guard.after and guard.after.search(before) or guard.before and guard.before.search(after):
        return True
    return None if guard.near else not (guard.after or guard.before)


def _agrees(surface: str, written: str) -> bool:
    """Whether a surface has the letters of `written`, and no vowel sign that it has not.

    >>> _agrees("عُمان", "عُمان"), _agrees("عمان", "عُمان"), _agrees("عَمّان", "عُمان")
    (True, True, False)
    """
    left = iter(written)
    return SIGN.sub("", surface) == SIGN.sub("", written) and all(c in left for c in surface)


def _named(found: list[tuple]) -> list[tuple]:
    """The listed names of a page: what was found, with what only the page can tell (place, entry)."""
    g = gazetteer()
    sure = [(at.start, at.item, g.entries[s]) for at, s, verdict in found if verdict and s in g.entries]
    countries = Counter(entry.country for _, _, entry in sure if entry.country)
    people = Shorts([(start, item, entry.actor) for start, item, entry in sure if entry.actor and not entry.country])
    mentions = []
    for at, spelling, verdict in found:
        guard = g.guards.get(spelling)
        if verdict is None:
            rival = countries[guard.otherwise] if guard.otherwise else 0
            verdict = max(countries[code] for code in guard.near) > rival
        entry = g.entries.get(spelling)
        if spelling in g.shorts:
            entry = people.meant(spelling, at.start, at.item) if verdict else None
        elif not verdict:
            capital = g.actors[guard.otherwise] if guard and guard.otherwise else None
            entry = capital and capital._replace(form="capital", variant=entry.variant)
        if entry and entry.actor:
            mentions.append((at, entry))
    return mentions


class Shorts:
    """Whom the short names of a page mean; `people` are those named in full: start, item, actor, in order."""

    def __init__(self, people: list[tuple]):
        self.places, self.scopes, self.rankings = defaultdict(list), {}, {}
        for place in people:
            self.places[place[2]].append(place)

    def meant(self, spelling: str, start: int, item) -> Entry | None:
        """Who is named in full in the item, else on the page, most often, then last before the short name."""
        g = gazetteer()
        bearers = {entry.actor: entry for entry in g.shorts[spelling]}
        if spelling not in self.scopes:
            self.scopes[spelling] = defaultdict(list)
            for place, scope, actor in sorted(
                (place for actor in bearers for place in self.places.get(actor, ())), key=itemgetter(0)
            ):
                self.scopes[spelling][scope].append((place, actor))
                self.scopes[spelling][EVERYWHERE].append((place, actor))
        scope = item if item in self.scopes[spelling] else EVERYWHERE
        named = self.scopes[spelling].get(scope)
        if not named:
            return g.shorts[spelling][0] if spelling in g.alone else None
        if (spelling, scope) not in self.rankings:
            self.rankings[spelling, scope] = Ranking(named, itemgetter(0))
        return bearers[self.rankings[spelling, scope].before(start)]
