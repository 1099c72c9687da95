"""Listed actors: find the names of the gazetteer in a folded page.

All spellings are looked for in one pass. What occurs as a word, with or without the proclitics و ف ب ل ك, is a
candidate, unless its neighbours or the rest of the page make it a false friend.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from itertools import product
from typing import NamedTuple

from helpers.actors.antecedents import Mention, Namesakes, Place
from helpers.lexicons import Entry, affix, affixes, any_of, gazetteer, given_names, is_definite, name_parts
from helpers.text import SIGN, Folded

PROCLITICS = frozenset(map("".join, product(("", "و", "ف"), ("", "ب", "ل", "ك"))))
BEFORE_LL = frozenset(("", "و", "ف"))  # ل and ال together are written لل, and only a conjunction is before that
LONGEST_PROCLITIC = 2
CONTEXT = 40  # characters on each side in which a guard looks for its words
TANWIN = "\N{ARABIC FATHATAN}"  # روسياً is the demonym, روسيا the state
LAST_WORD = re.compile(r"(\w+) $")


class Candidate(NamedTuple):
    """A spelling of the gazetteer on a page, and whether it is the actor: yes, no, or None if the page must decide."""

    place: Place
    spelling: str
    verdict: bool | None


@cache
def feminine_noun() -> re.Pattern:
    """Return the pattern of a feminine noun right before a word: السفارة, للشركة. Groups 1 and 2 are its article."""
    article, after_lam = affix("article"), affix("article after ل")
    ending = any_of(("ة", *affixes("feminine plural")))
    sign = rf"(?:{SIGN.pattern})?"
    return re.compile(rf"(?<!\w)[وف]?(?:[بك]?({article})|({after_lam})|[بلك])?\w+(?:{ending}){sign}\W? \W?$")


def listed_names(page: Folded, place: Callable[[int, int], Place] | None = None) -> tuple[list[Mention], list[Place]]:
    """Return the names of a page (`text.spaced_map`) that the gazetteer has, and the places of false friends.

    Args: the page; a function that returns the place of an offset and an end in the folded text.
    """
    place = place or (lambda start, end: Place(*page.span(start, end), None, None))
    found = []
    for start, end, spelling in _longest(page.text):
        at = place(start, end)
        before, after = page.text[max(start - CONTEXT, 0) : start], page.text[end : end + CONTEXT]
        found.append(Candidate(at, spelling, _judge(spelling, before, after, page.raw[at.start : at.end])))
    evidence = Evidence(found)
    entries = [(candidate.place, evidence.entry(candidate)) for candidate in found]
    return [(at, entry) for at, entry in entries if entry and entry.actor], _false_friends(found)


def _false_friends(found: list[Candidate]) -> list[Place]:
    """Return the places of the spellings that the gazetteer has as nobody's."""
    entries = gazetteer().entries
    return [place for place, spelling, _ in found if spelling in entries and not entries[spelling].actor]


def _longest(text: str) -> list[tuple[int, int, str]]:
    """Return the spellings that are words of a folded text: (start, end, spelling); of overlapping ones the longest."""
    g, hits = gazetteer(), []
    for pattern, start, end in g.automaton.find_matches_as_indexes(text, overlapping=True):
        if not text[end : end + 1].isalnum():
            spelling, clitics = g.patterns[pattern]
            if _letters_before(text, start) in (BEFORE_LL if clitics else PROCLITICS):
                hits.append((start + clitics, end, spelling))
    taken, kept = bytearray(len(text)), []
    for start, end, spelling in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0], len(hit[2]))):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end, spelling))
    return sorted(kept)


def _letters_before(text: str, start: int) -> str:
    """Return the letters of the word before an offset in it, but no more than one that cannot be a proclitic."""
    word = start
    while word and start - word <= LONGEST_PROCLITIC and text[word - 1].isalnum():
        word -= 1
    return text[word:start]


# What the neighbours of a spelling show -------------------------------------------------------------------------------


def _judge(spelling: str, before: str, after: str, surface: str) -> bool | None:
    """Return whether the neighbours of a spelling let it be the actor; None if the page must decide."""
    if _is_in_another_name(spelling, before):
        return False
    guard = gazetteer().guards.get(spelling)
    if guard is None:
        return True
    if guard.written and not _agrees(surface, guard.written):
        return False
    if guard.written and SIGN.search(surface):
        return True
    if _is_found(guard.not_after, before) or _is_found(guard.not_before, after):
        return False
    if _is_found(guard.after, before) or _is_found(guard.before, after):
        return True
    return None if guard.near else not (guard.after or guard.before)


def _is_found(pattern: re.Pattern | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None


def _is_in_another_name(spelling: str, before: str) -> bool:
    """Whether a spelling is part of another person's name: that of the father or the family, behind a given name."""
    last = LAST_WORD.search(before)
    if not last:
        return False
    g = gazetteer()
    person = (g.entries.get(spelling) or g.shorts[spelling][0]).kind == "person"
    if last[1] in given_names():
        return person or _may_be_family_name(spelling)
    return person and last[1] in _before_family_name()


@cache
def _before_family_name() -> frozenset[str]:
    """Return the words behind which the rest of a person's name follows: «بن», «أبو», «آل»."""
    return name_parts("son", "father", "house")


def _may_be_family_name(demonym: str) -> bool:
    """Whether a demonym is that of a man, as many family names are: الهولندي."""
    return " " not in demonym and is_definite(demonym) and demonym.endswith("ي")


def _agrees(surface: str, written: str) -> bool:
    """Return whether a surface has the letters of `written`, and no vowel sign that it does not have.

    >>> _agrees("عُمان", "عُمان"), _agrees("عمان", "عُمان"), _agrees("عَمّان", "عُمان")
    (True, True, False)
    """
    left = iter(written)
    return SIGN.sub("", surface) == SIGN.sub("", written) and all(c in left for c in surface)


# What the rest of the page shows --------------------------------------------------------------------------------------


class Evidence:
    """The sure names of a page, and what they show of the others."""

    def __init__(self, found: list[Candidate]):
        entries = gazetteer().entries
        sure = [(at, entries[spelling]) for at, spelling, verdict in found if verdict and spelling in entries]
        self.countries = Counter(entry.country for _, entry in sure if entry.country)
        self.people, self.namesakes = defaultdict(list), {}
        for at, entry in sure:
            if entry.actor and not entry.country:
                self.people[entry.actor].append((at, entry.actor))

    def entry(self, candidate: Candidate) -> Entry | None:
        """Return the actor of a candidate, or None."""
        g, spelling, verdict = gazetteer(), candidate.spelling, candidate.verdict
        guard = g.guards.get(spelling)
        if verdict is None:
            verdict = max(self.countries[code] for code in guard.near) > self.countries[guard.otherwise]
        if spelling in g.shorts:
            return self.antecedent(candidate) if verdict else None
        if verdict:
            return g.entries[spelling]
        if guard and guard.otherwise:
            return g.actors[guard.otherwise]._replace(form="capital", variant=g.entries[spelling].variant)
        return None

    def antecedent(self, candidate: Candidate) -> Entry | None:
        """Return the person whom a short name means: named in full on the page, or listed as needing no full name."""
        g, spelling = gazetteer(), candidate.spelling
        persons = {entry.actor: entry for entry in g.shorts[spelling]}
        if spelling not in self.namesakes:
            self.namesakes[spelling] = Namesakes(place for actor in persons for place in self.people.get(actor, ()))
        actor = self.namesakes[spelling].antecedent(candidate.place)
        alone = g.shorts[spelling][0] if spelling in g.alone else None
        return persons.get(actor, alone)
