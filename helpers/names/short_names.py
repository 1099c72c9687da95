"""Short names: a family name whose full name page or profile has, and a word that is a name elsewhere on the page."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from helpers.lexicons import CLASSES, name_parts, vocabulary
from helpers.names.boundaries import (
    APART,
    SURE,
    UNCOMMON,
    NameSpan,
    Page,
    is_named,
    numbers,
    title_of,
)
from helpers.names.features import CHAIN, COMMON, bare, inflections, with_yeh
from helpers.names.structure import is_patronymic, links, mostly_given, parts, second_halves, short_name

# Margins, as in boundaries. Where there are two, the first is for a rare word, the second for one of grade COMMON.
LONE = 1.0  # of a word that is a name without other evidence
FAMILY = -8.0, -2.5  # the page has the full name
SPOKEN = -8.0  # the same behind a verb of saying, where no adjective occurs: «وأوضح إسلامي»
KNOWN = -2.5, -0.5  # the profile has the full name
AGAIN = -3.0, -1.0  # the page has the word alone elsewhere, as a sure name
MOSTLY = -2.0  # a word with a lower mean on the page is no name anywhere in it
CEILING = 4.0  # a higher margin adds nothing to the mean
OFTEN = 3  # occurrences from which the mean says something
LONGEST_PROCLITIC = 2
CACHED_WORDS = 2**16
SAY, GIVEN, FAMILIES = numbers("say"), CLASSES.index("given"), numbers("given", "family", "al family")


class Evidence(NamedTuple):
    """The words that may be names by themselves, and the characters that other names of the page cover."""

    families: set[str]  # parts used alone, of the full names of the page
    alone: set[str]  # words that are sure names elsewhere on the page
    on_page: set[str]  # both, and all parts of full names that are one word
    known: Collection[str]  # family names of the profile
    covered: set[int]

    def has_full_name(self, part: str) -> bool:
        """Return whether the page, or the profile, has a full name that is shortened to this part."""
        return part in self.families or part in self.known and not mostly_given(part)

    def add(self, name: NameSpan):
        """Cover the characters of a name."""
        self.covered.update(range(name.start, name.end))


def names_alone(page: Page, long: list[NameSpan], alone: set[str], known: Collection[str]) -> list[NameSpan]:
    """Return the short names of a page.

    Args: the page, its names of several words, words that are sure names somewhere on it, the family names of the
    profile (folded).
    """
    full = [name.words for name in long if name.full]
    families = {short_name(words) for words in full}
    members = {part for words in full for part in parts(words) if " " not in part}
    covered = {at for name in long for at in range(name.start, name.end)}
    evidence = Evidence(families, alone, families | alone | members, known, covered)
    return [*_of_several_words(page, evidence), *_of_one_word(page, evidence)]


# Short names of several words: «أبو الغيط» ----------------------------------------------------------------------------


def _of_several_words(page: Page, evidence: Evidence) -> Iterator[NameSpan]:
    """Yield the family names of several words whose full name the page or the profile has."""
    for text, places in page.places.items():
        if _is_link(text):
            for at in places:
                yield from _linked(page, at, evidence)


@lru_cache(maxsize=CACHED_WORDS)
def _is_link(text: str) -> bool:
    """Whether a word, without its proclitics, links the parts of a name: «وأبو»."""
    return bare(text)[0] in links()


def _linked(page: Page, at: int, evidence: Evidence) -> Iterator[NameSpan]:
    """Yield the name of a word that links and the one behind it, if page or profile has the full name."""
    word = bare(page.tokens[at])[0]
    words = word, *page.tokens[at + 1 : at + 2]
    part, last = " ".join(words), at + len(words) - 1
    if not evidence.has_full_name(part) or part not in evidence.families and is_patronymic(part):
        return
    start, end = page.end(at) - len(word), page.end(last)
    if evidence.covered.isdisjoint(range(start, end)):
        name = NameSpan(start, end, words, float(page.sure[at : last + 1].max()), title_of(page, 0, at))
        evidence.add(name)
        yield name


# Short names of one word ----------------------------------------------------------------------------------------------


def _of_one_word(page: Page, evidence: Evidence) -> Iterator[NameSpan]:
    """Yield the words that are names by themselves."""
    for word, places in _candidates(page, evidence).items():
        least = _least_margin(word, _mean_margin(page, [at for at, _ in places]), evidence)
        for at, proclitics in places:
            if page.sure[at] >= _least_margin_at(page, at, word, least, evidence) and not _is_part_of_a_name(page, at):
                yield from _with_neighbour(page, at, proclitics, word, evidence)


def _candidates(page: Page, evidence: Evidence) -> dict[str, list[tuple[int, int]]]:
    """Return the words that may be names by themselves, with their places.

    A place is the number of a word on the page, and how many letters of proclitics the word has.
    """
    found, on_page, known = defaultdict(list), evidence.on_page, evidence.known
    for text, places in page.places.items():
        for proclitics, word in _readings(text):
            if word in on_page or word in known and not mostly_given(word):
                if page.kinds[places[0]] not in APART:
                    uncovered = (at for at in places if page.starts[at] + proclitics not in evidence.covered)
                    found[word] += [(at, proclitics) for at in uncovered]
                break
    return {word: places for word, places in found.items() if places}


@lru_cache(maxsize=CACHED_WORDS)
def _readings(text: str) -> tuple[tuple[int, str], ...]:
    """Return the words that may be left of a word without its proclitics, each with how many letters these have."""
    found = []
    for size in range(min(1 if _is_whole(text) else 1 + LONGEST_PROCLITIC, len(text) - 1)):
        word = text[size:]
        if size and not CHAIN.fullmatch(text[:size]) or word in links() or word in second_halves():
            break
        found.append((size, word))
    return tuple(found)


def _is_whole(text: str) -> bool:
    """Whether a word is known with all its letters: of «كيان» the first is no proclitic."""
    return bare(text)[0] == text and any(text in known for known in vocabulary()[:4])


def _least_margin(word: str, mean: float, evidence: Evidence) -> float:
    """Return the margin that a word needs to be a name; `mean` is its mean margin on the page."""
    common = _is_common(word)
    if word in evidence.families:
        return FAMILY[common]
    if word in evidence.alone and mean < MOSTLY:
        return SURE if word in evidence.known else np.inf
    if word in evidence.alone:
        return LONE if word in with_yeh() else AGAIN[common]
    return KNOWN[common] if word in evidence.known else SURE


def _least_margin_at(page: Page, at: int, word: str, least: float, evidence: Evidence) -> float:
    """Return the margin that a word needs at a place."""
    spoken = at > 0 and page.kinds[at - 1] in SAY and word in evidence.families
    return SPOKEN if spoken else least


def _is_common(word: str) -> bool:
    """Whether a word is a common one of the language."""
    common = vocabulary().common
    return common.get(word, 0) >= COMMON and bool(inflections(word, common))


@cache
def _first_parts() -> frozenset[str]:
    """Return the words behind which a word is part of a longer name."""
    return links() | name_parts("saint")


def _is_part_of_a_name(page: Page, at: int) -> bool:
    """Whether a word is part of a longer name, or of that of a place or a thing: «جائزة نوبل», «مطار أنديرا غاندي»."""
    if at in page.taken:
        return True
    if at == 0:
        return False
    if page.tokens[at - 1] in _first_parts() or is_named(page, at - 1):
        return True
    return at > 1 and page.kinds[at - 1] in UNCOMMON and is_named(page, at - 2)


def _with_neighbour(page: Page, at: int, proclitics: int, word: str, evidence: Evidence) -> Iterator[NameSpan]:
    """Yield the name of a word, with the family name behind it or the given name before it."""
    covered, start, end = evidence.covered, page.starts[at] + proclitics, page.end(at)
    words = (word,)
    if _are_given_and_family(page, at, at + 1) and page.starts[at + 1] not in covered:
        words, end = (word, page.tokens[at + 1]), page.end(at + 1)
    elif not proclitics and _are_given_and_family(page, at - 1, at) and page.end(at - 1) - 1 not in covered:
        given = bare(page.tokens[at - 1])[0]  # somebody else of this family
        words, start = (given, word), page.end(at - 1) - len(given)
    if covered.isdisjoint((start, end - 1)):
        name = NameSpan(start, end, words, float(page.sure[at]), title_of(page, 0, at))
        evidence.add(name)
        yield name


def _are_given_and_family(page: Page, given: int, family: int) -> bool:
    """Whether two words are a given and a family name side by side."""
    if given < 0 or family >= len(page.tokens) or page.starts[family] != page.end(given) + 1:
        return False
    return page.kinds[given] == GIVEN and page.kinds[family] in FAMILIES and not bare(page.tokens[family])[1]


# Words that are mostly no names ---------------------------------------------------------------------------------------


def is_mostly_no_name(page: Page, text: str) -> bool:
    """Return whether a word is frequent on a page, and mostly no name: in a text about lions «أسد» is no Assad."""
    places = page.places.get(text, [])
    return len(places) >= OFTEN and _mean_margin(page, places) < MOSTLY


def _mean_margin(page: Page, places: list[int]) -> float:
    return np.minimum(page.sure[places], CEILING).mean()
