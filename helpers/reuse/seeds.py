"""Seeds: n-grams of words that two pages share, found over a whole corpus by their hashes.

Everything is an array over the words of all pages, in order: their hashes, their pages, the numbers of the seeds that
begin there. Ranges of hashes are sorted one at a time, so memory is bounded.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from helpers.text import BASE, NGrams, mixed

COMMON_PAGES = 10  # an n-gram on more pages is common: it extends a passage, but is no evidence of one,
FORMULA = 20  # unless the common words are this many in a row: a story that many outlets copy
MAX_PAGES = 40  # an n-gram on more pages is a stock phrase or boilerplate, and is left out
MAX_REPEATS = 3  # positions kept of an n-gram that one page repeats,
APART = 100  # if they are this many words apart: a page that repeats one sentence shares it once
PART = 1 << 21  # n-grams sorted at a time, to bound memory
PAIRS = 1 << 24  # pairs of equal seeds in one step, to bound memory
PAIR_BITS = 22  # size of the table in which the seeds of pairs of pages are counted


class Seeds(NamedTuple):
    """The n-grams that pages share.

    number: for each word the number of the seed that begins there, equal for equal n-grams; without a seed a negative
        number that no other word has.
    rare: for each word whether few pages have its seed.
    place: the words at which seeds begin, by number of the seed.
    width: words from the first to the last of a seed.
    """

    number: np.ndarray
    rare: np.ndarray
    place: np.ndarray
    width: int


class Chains(NamedTuple):
    """Seeds in the same order and at the same distances on two pages, with few other words between them.

    a, b: the first word on each page.
    span: positions from the first seed to the last.
    words: words from the first to the last.
    seeds: number of rare seeds.
    run: words of the longest unbroken run of rare seeds.
    """

    a: np.ndarray
    b: np.ndarray
    span: np.ndarray
    words: np.ndarray
    seeds: np.ndarray
    run: np.ndarray

    @classmethod
    def none(cls) -> "Chains":
        """Return no chains."""
        return cls(*(np.zeros(0, np.int32) for _ in cls._fields))


def ngrams(word: np.ndarray, page: np.ndarray, width: int) -> NGrams:
    """Return the n-grams of `width` words, in order."""
    count = max(len(word) - width + 1, 0)
    hashes = word[:count].copy()
    for k in range(1, width):
        hashes = hashes * BASE + word[k : count + k]
    return NGrams(hashes, page[:count] == page[width - 1 :], width)


def stem_pairs(word: np.ndarray, page: np.ndarray, distance: int) -> NGrams:
    """Return the pairs of words, or stems, at a distance; two words in either order are the same pair."""
    one, other = word[:-distance], word[distance:]
    hashes = mixed(np.minimum(one, other) * BASE + np.maximum(one, other))
    return NGrams(hashes, page[:-distance] == page[distance:], distance + 1)


def shared_ngrams(runs: NGrams, page: np.ndarray, most: int) -> Seeds:
    """Return the seeds: the n-grams that occur on at least 2 and at most `most` pages."""
    number = -1 - np.arange(len(page), dtype=np.int32)
    rare = np.zeros(len(page), dtype=bool)
    low = np.uint64((1 << len(page).bit_length()) - 1)
    parts = min(len(runs.hashes) // PART + 1, 250)
    part = (runs.hashes >> np.uint64(56)).astype(np.uint8) % parts
    part[~runs.whole] = 255
    found, places = 0, [np.zeros(0, np.int32)]
    for hashes in range(parts):
        place = np.flatnonzero(part == hashes)
        packed = np.sort(runs.hashes[place] & ~low | place.astype(np.uint64))  # the low bits hold the place
        place, group, pages = _capped((packed & low).astype(np.int32), packed & ~low, page, most)
        number[place], rare[place] = group + found, pages <= COMMON_PAGES
        found += int(group[-1]) + 1 if len(group) else 0
        places.append(place)
    return Seeds(number, rare, np.concatenate(places), runs.width)


def _capped(
    place: np.ndarray, grams: np.ndarray, page: np.ndarray, most: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the places of n-grams that are on 2 to `most` pages, the number of each n-gram, and of its pages.

    Of n-grams that a page repeats, MAX_REPEATS places are kept.
    """
    if not len(grams):
        return place, place, place
    new_gram = np.append(True, grams[1:] != grams[:-1])
    new = new_gram | np.append(True, page[place[1:]] != page[place[:-1]])
    since = np.arange(len(grams)) - np.maximum.accumulate(np.where(new, np.arange(len(grams)), 0))
    group = np.cumsum(new_gram) - 1
    pages = np.bincount(group, weights=new)[group]
    apart = new | (np.diff(place, prepend=0) >= APART)
    keep = (since < MAX_REPEATS) & apart & (pages > 1) & (pages <= most)
    return place[keep], group[keep], pages[keep]


def shared_chains(seeds: Seeds, page: np.ndarray, gap: int, fewest: int = 1) -> Iterator[Chains]:
    """Yield the chains of seeds that two pages share, in parts: each for a range of first pages.

    A pair of equal seeds begins a run if the pair before it is not equal, and ends one if the pair after it is not.
    Sorted by diagonal (the distance of b from a) and place, the first beginning belongs to the first end. Runs with at
    most `gap` words between them form a chain. Most pairs of pages share only a formula: most of those with fewer than
    `fewest` rare seeds are left out.
    """
    place, at = seeds.place, page[seeds.place]
    sides, rare = [_next(seeds, step)[place] for step in (-1, 1)], seeds.rare[place]
    copied = ~rare & _in_runs((seeds.number >= 0) & ~seeds.rare, FORMULA - seeds.width)[place]
    edges = np.flatnonzero(np.diff(seeds.number[place], prepend=-1, append=-1))
    # places after each one that have the same seed
    left = (np.repeat(edges[1:], np.diff(edges)) - 1 - np.arange(len(place))).astype(np.int16)
    pairs = np.cumsum(np.bincount(at, weights=left))
    last = -1
    while last + 1 < len(pairs):
        begin, known = last + 1, pairs[last] if last >= 0 else 0
        last = max(begin, int(np.searchsorted(pairs, known + PAIRS, side="right")) - 1)
        first = np.flatnonzero((at >= begin) & (at <= last) & (left > 0))
        often = None
        if fewest > 1:
            often = _counted(first[rare[first]], left, at) >= fewest
            often |= _counted(first[copied[first]], left, at) >= FORMULA - seeds.width
        begins, ends = _edges(first, left, place, at, sides, often)
        yield _chained(begins, ends, seeds, page, gap)


def _in_runs(flags: np.ndarray, least: int) -> np.ndarray:
    """Return the mask of flags in a run of at least `least` flags."""
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    begins, ends = edges[::2], edges[1::2]
    steps = np.zeros(len(flags) + 1, dtype=np.int8)
    long = ends - begins >= least
    steps[begins[long]], steps[ends[long]] = 1, -1
    return np.cumsum(steps[:-1], dtype=np.int8).astype(bool)


def _partners(first: np.ndarray, left: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield pairs of places with the same seed: each with the next one, then with the one after it, and so on."""
    k, left = 0, left[first]
    while len(first):
        k += 1
        yield first, first + k
        more = left > k
        first, left = first.compress(more), left.compress(more)  # twice as fast as first[more]


def _counted(first: np.ndarray, left: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Return how many of the seeds at some places each pair of pages has in common; index: `_pair`."""
    keys = [_pair(at.take(one), at.take(other)) for one, other in _partners(first, left)]
    return np.bincount(np.concatenate([np.zeros(0, np.int32), *keys]), minlength=1 << PAIR_BITS)


def _pair(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return a number below 1 << PAIR_BITS for each pair of pages; sometimes two pairs have the same."""
    return (a * np.int32(40503) + b * np.int32(31337)) & np.int32((1 << PAIR_BITS) - 1)


def _next(seeds: Seeds, step: int) -> np.ndarray:
    """Return the seed before or after each place if it is equally rare, else a negative number of its own."""
    number, rare = seeds.number, seeds.rare
    neighbour = -1 - np.arange(len(number), dtype=np.int32)
    here, there = (slice(1, None), slice(None, -1)) if step < 0 else (slice(None, -1), slice(1, None))
    neighbour[here] = np.where(rare[here] == rare[there], number[there], neighbour[here])
    return neighbour


def _edges(
    first: np.ndarray,
    left: np.ndarray,
    place: np.ndarray,
    at: np.ndarray,
    sides: list[np.ndarray],
    often: np.ndarray | None,
) -> list[np.ndarray]:
    """Return where runs begin and where they end: pairs of places, sorted, as diagonal << 32 | place in a.

    often: for each number of `_pair` whether the pages have enough seeds in common; None if all count.
    """
    edges = [[np.zeros(0, np.int64)] for _ in sides]
    for one, other in _partners(first, left):
        new = [side.take(one) != side.take(other) for side in sides]
        some = np.flatnonzero(new[0] | new[1])
        a, b = one.take(some), other.take(some)
        keep = at.take(a) != at.take(b)
        if often is not None:
            keep &= often[_pair(at[a], at[b])]
        some, a = some.compress(keep), place.take(a.compress(keep))
        edge = (place.take(b.compress(keep)) - a).astype(np.int64) << 32 | a
        for found, here in zip(edges, new):
            found.append(edge.compress(here.take(some)))
    return [np.sort(np.concatenate(found)) for found in edges]


def _chained(begins: np.ndarray, ends: np.ndarray, seeds: Seeds, page: np.ndarray, gap: int) -> Chains:
    """Return the chains of runs on one diagonal with at most `gap` words between them."""
    a = (begins & 0xFFFFFFFF).astype(np.int32)
    b = ((begins & 0xFFFFFFFF) + (begins >> 32)).astype(np.int32)
    length, more = (ends - begins + 1).astype(np.int32), np.int32(seeds.width - 1)
    new = (begins[1:] - ends[:-1] > gap + seeds.width) | (page[a[1:]] != page[a[:-1]]) | (page[b[1:]] != page[b[:-1]])
    start = np.flatnonzero(np.append(True, new)[: len(a)])
    if not len(start):
        return Chains.none()
    last = np.append(start[1:], len(a)) - 1
    span = a[last] + length[last] - a[start]
    rare = np.where(seeds.rare[a] | (length + more >= FORMULA), length, 0)
    return Chains(
        a[start],
        b[start],
        span,
        span + more,
        np.add.reduceat(rare, start, dtype=np.int32),
        np.maximum.reduceat(np.where(rare, length + more, 0), start),
    )
