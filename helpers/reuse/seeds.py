"""Seeds: runs of words that two pages share, found over a whole corpus by their hashes.

Everything is an array over the words of all pages, in their order: its hash, its page, the number of the seed that
begins there. Hash ranges are sorted one at a time, so that memory stays bounded.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from helpers.text import BASE, NGrams, mixed

COMMON_PAGES = 10  # a run of words in more pages joins a passage but makes none,
FORMULA = 20  # unless it goes on for so many words: a story that many outlets copy, and no formula
MAX_PAGES = 40  # in more pages it is a formula of the trade, or furniture, and is left out
MAX_REPEATS = 3  # places kept of a run of words that one page repeats,
APART = 100  # if they lie so many words apart: a page of one sentence over and over shares it once
PART = 1 << 21  # runs of words sorted at a time,
PAIRS = 1 << 24  # and pairs of equal seeds looked at in one step: they bound memory
PAIR_BITS = 22  # of the table in which seeds of pairs of pages are counted


class Seeds(NamedTuple):
    """The runs of words that pages share.

    number  for each word the number of the seed that begins there, the same for the same words, or else none of its
            own, below 0
    rare    for each word whether few pages have the seed
    place   the words where seeds begin, in order of their numbers
    width   the words from the first of a seed to the last
    """

    number: np.ndarray
    rare: np.ndarray
    place: np.ndarray
    width: int


class Chains(NamedTuple):
    """Seeds that follow one another in two pages at the same distance, with a few other words between them.

    a, b   the first word in either page
    span   the places from the first seed to the last
    words  the words from the first to the last
    seeds  how many of them few pages have
    run    the words of the longest unbroken run of these
    """

    a: np.ndarray
    b: np.ndarray
    span: np.ndarray
    words: np.ndarray
    seeds: np.ndarray
    run: np.ndarray

    @classmethod
    def none(cls) -> "Chains":
        """No chains at all."""
        return cls(*(np.zeros(0, np.int32) for _ in cls._fields))


def following(word: np.ndarray, page: np.ndarray, width: int) -> NGrams:
    """Each run of so many words, in their order."""
    count = max(len(word) - width + 1, 0)
    hashes = word[:count].copy()
    for k in range(1, width):
        hashes = hashes * BASE + word[k : count + k]
    return NGrams(hashes, page[:count] == page[width - 1 :], width)


def beside(word: np.ndarray, page: np.ndarray, distance: int) -> NGrams:
    """Each two words so far from one another, in either order."""
    one, other = word[:-distance], word[distance:]
    hashes = mixed(np.minimum(one, other) * BASE + np.maximum(one, other))
    return NGrams(hashes, page[:-distance] == page[distance:], distance + 1)


def numbered(runs: NGrams, page: np.ndarray, most: int) -> Seeds:
    """The seeds among runs of words: those that stand in two pages or more, but not in more than `most`."""
    number = -1 - np.arange(len(page), dtype=np.int32)
    rare = np.zeros(len(page), dtype=bool)
    low = np.uint64((1 << len(page).bit_length()) - 1)
    parts = min(len(runs.hashes) // PART + 1, 250)
    part = (runs.hashes >> np.uint64(56)).astype(np.uint8) % parts
    part[~runs.whole] = 255
    found, places = 0, [np.zeros(0, np.int32)]
    for hashes in range(parts):
        place = np.flatnonzero(part == hashes)
        packed = np.sort(runs.hashes[place] & ~low | place.astype(np.uint64))  # the low bits of a hash tell its place
        place, group, pages = _capped((packed & low).astype(np.int32), packed & ~low, page, most)
        number[place], rare[place] = group + found, pages <= COMMON_PAGES
        found += int(group[-1]) + 1 if len(group) else 0
        places.append(place)
    return Seeds(number, rare, np.concatenate(places), runs.width)


def _capped(place, grams, page, most):
    """The places without those that a page repeats too often, or that stand in too many pages or in one only."""
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
    """The chains of seeds that two pages share, part by part: all of those whose first page is one of so many pages.

    A pair of seeds begins a run where the pair before it is none, and ends one where the pair after it is none. In the
    order of their diagonal (how far b lies behind a) and place, the first beginning belongs to the first end. Runs with
    at most `gap` words between them make a chain. Most pairs of pages share a formula and nothing else: those with less
    than `fewest` seeds that few pages have are left out, though not all of them.
    """
    place, at = seeds.place, page[seeds.place]
    sides, rare = [_next(seeds, step)[place] for step in (-1, 1)], seeds.rare[place]
    copied = ~rare & _in_runs((seeds.number >= 0) & ~seeds.rare, FORMULA - seeds.width)[place]
    edges = np.flatnonzero(np.diff(seeds.number[place], prepend=-1, append=-1))
    left = (np.repeat(edges[1:], np.diff(edges)) - 1 - np.arange(len(place))).astype(np.int16)  # of a seed, after it
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
    """Which flags stand among at least so many, one behind the other."""
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    begins, ends = edges[::2], edges[1::2]
    steps = np.zeros(len(flags) + 1, dtype=np.int8)
    long = ends - begins >= least
    steps[begins[long]], steps[ends[long]] = 1, -1
    return np.cumsum(steps[:-1], dtype=np.int8).astype(bool)


def _partners(first: np.ndarray, left: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Places with the same seed: each of the first with the next that has it, then with the one after, and so on."""
    k, left = 0, left[first]
    while len(first):
        k += 1
        yield first, first + k
        more = left > k
        first, left = first.compress(more), left.compress(more)  # twice as fast as first[more]


def _counted(first: np.ndarray, left: np.ndarray, at: np.ndarray) -> np.ndarray:
    """How many seeds each pair of pages has in common of those that begin at some places, by `_pair`."""
    keys = [_pair(at.take(one), at.take(other)) for one, other in _partners(first, left)]
    return np.bincount(np.concatenate([np.zeros(0, np.int32), *keys]), minlength=1 << PAIR_BITS)


def _pair(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A number below 1 << PAIR_BITS for each pair of pages; now and then two pairs have the same."""
    return (a * np.int32(40503) + b * np.int32(31337)) & np.int32((1 << PAIR_BITS) - 1)


def _next(seeds: Seeds, step: int) -> np.ndarray:
    """The seed before or after each place, or none of its own, below 0, if it is not as rare as the one there."""
    number, rare = seeds.number, seeds.rare
    beside = -1 - np.arange(len(number), dtype=np.int32)
    here, there = (slice(1, None), slice(None, -1)) if step < 0 else (slice(None, -1), slice(1, None))
    beside[here] = np.where(rare[here] == rare[there], number[there], beside[here])
    return beside


def _edges(first, left, place, at, sides, often) -> list[np.ndarray]:
    """Where runs begin, and where they end: pairs of places, as diagonal << 32 | place in a, in order."""
    edges = [[np.zeros(0, np.int64)] for _ in sides]
    for one, other in _partners(first, left):
        new = [beside.take(one) != beside.take(other) for beside in sides]
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


def _chained(begins, ends, seeds: Seeds, page: np.ndarray, gap: int) -> Chains:
    """Runs on one diagonal with few words between them, made into one."""
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
