"""Seeds: runs of words that two pages share, found over a whole corpus by their hashes.

Everything is an array over the words of all pages, in their order: its hash, its page, the number of the seed that
begins there. Hash ranges are sorted one at a time, so that memory stays bounded.
"""
from functools import cache

import numpy as np

from helpers.letters import fold_map

COMMON_PAGES = 10    # a run of words in more pages joins a passage but makes none: so many outlets seldom copy a story
MAX_PAGES = 40       # in more pages it is a formula of the trade, or furniture, and is left out
MAX_REPEATS = 3      # places kept of a run of words that one page repeats,
APART = 100          # if they lie so many words apart: a page of one sentence over and over shares it once
CHUNK = 1 << 20      # characters folded at a time,
PART = 1 << 21       # and runs of words sorted at a time: both bound memory
BASE, MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)  # odd 64-bit constants with well-spread bits


@cache
def _is_letter() -> np.ndarray:
    """For each code point below 65536 whether it is a letter or a digit."""
    return np.array([chr(code).isalnum() for code in range(0x10000)])


def _powers(base: int, count: int) -> np.ndarray:
    powers = np.full(count, base & 0xFFFFFFFFFFFFFFFF, dtype=np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)


def _mixed(hashes: np.ndarray) -> np.ndarray:
    hashes = (hashes ^ (hashes >> np.uint64(32))) * MIX
    return hashes ^ (hashes >> np.uint64(29))


def hashed_words(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Of each word of all texts: its hash, folded; its page's number; where it starts and ends in the raw text."""
    parts, at = [], 0
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    while at < len(texts):
        upto = at + max(1, int(np.searchsorted(np.cumsum(lengths[at:]), CHUNK)))
        folded = fold_map("\n".join(texts[at:upto]))
        codes = np.frombuffer(folded.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        inside = np.concatenate(([False], _is_letter()[np.minimum(codes, 0xFFFF)], [False]))
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        start, end = edges[::2], edges[1::2]
        # a word's polynomial in BASE is the difference of two running sums, moved to the power 0
        sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(_mixed(codes * BASE) * _powers(int(BASE), len(codes)), out=sums[1:])
        word = _mixed((sums[end] - sums[start]) * _powers(pow(int(BASE), -1, 1 << 64), len(codes) + 1)[start])
        first = folded.starts[start].astype(np.int64)
        last = folded.starts[end - 1].astype(np.int64) + 1
        offsets = np.concatenate(([0], np.cumsum(lengths[at:upto])))
        page = np.searchsorted(offsets, first, side="right") - 1
        parts.append((word, (page + at).astype(np.int32), (first - offsets[page]).astype(np.int32),
                      (last - offsets[page]).astype(np.int32)))
        at = upto
    if not parts:
        return np.zeros(0, np.uint64), *(np.zeros(0, np.int32) for _ in range(3))
    return tuple(np.concatenate(column) for column in zip(*parts))


def numbered(word: np.ndarray, page: np.ndarray, offsets, most=MAX_PAGES) -> tuple[np.ndarray, np.ndarray]:
    """For each word the number of the words at these offsets from it, the same for the same words, or else none of its
    own, below 0; and whether few pages have them. Those in more than `most` pages have no number."""
    number = -1 - np.arange(len(word), dtype=np.int32)
    rare = np.zeros(len(word), dtype=bool)
    count = max(len(word) - offsets[-1], 0)
    if not count:
        return number, rare
    grams = word[:count].copy()
    for k in offsets[1:]:
        grams = grams * BASE + word[k:count + k]
    low = np.uint64((1 << len(word).bit_length()) - 1)
    parts = min(count // PART + 1, 250)
    part = (grams >> np.uint64(56)).astype(np.uint8) % parts
    part[page[:count] != page[offsets[-1]:]] = 255
    found = 0
    for hashes in range(parts):
        place = np.flatnonzero(part == hashes)
        packed = np.sort(grams[place] & ~low | place.astype(np.uint64))  # the low bits of a hash tell its place
        place, group, pages = _capped((packed & low).astype(np.int32), packed & ~low, page, most)
        number[place], rare[place] = group + found, pages <= COMMON_PAGES
        found += int(group[-1]) + 1 if len(group) else 0
    return number, rare


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


def shared_runs(number: np.ndarray, rare: np.ndarray, page: np.ndarray, width: int) -> tuple[np.ndarray, ...]:
    """The unbroken runs of seeds that two pages share: where each begins in a and in b, its seeds, and its words,
    as a seed has `width` of them.

    A pair of seeds begins a run where the pair before it is none, and ends one where the pair after it is none. In the
    order of their diagonal (how far b lies behind a) and place, the first beginning belongs to the first end.
    """
    place = np.flatnonzero(number >= 0)
    packed = np.sort(number[place].astype(np.int64) << 32 | place)
    place, seed = (packed & 0xFFFFFFFF).astype(np.int32), (packed >> 32).astype(np.int32)
    at = page[place]
    size = np.bincount(seed)[seed] if len(seed) else seed
    before, after = (_beside(number, rare, place, step) for step in (-1, 1))
    begins, ends = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for k in range(1, MAX_PAGES * MAX_REPEATS):  # each with the k-th after it, as long as that is the same
        if k & (k - 1) == 0:  # now and then, seeds that have no k-th after them are left out
            large = size > k
            place, seed, at, size, before, after = (x[large] for x in (place, seed, at, size, before, after))
        if not len(seed):
            break
        same = (seed[k:] == seed[:-k]) & (at[k:] != at[:-k])
        for edges, beside in ((begins, before), (ends, after)):
            first = np.flatnonzero(same & (beside[k:] != beside[:-k]))
            a, b = place[first].astype(np.int64), place[first + k]
            edges.append((b - a) << 32 | a)
    begins, ends = (np.sort(np.concatenate(edges)) for edges in (begins, ends))
    a = begins & 0xFFFFFFFF
    length = (ends - begins + 1).astype(np.int32)
    return a.astype(np.int32), (a + (begins >> 32)).astype(np.int32), length, length + np.int32(width - 1)


def _beside(number: np.ndarray, rare: np.ndarray, place: np.ndarray, step: int) -> np.ndarray:
    """The seed before or after each place, or none of its own, below 0, if it is not as rare as the one there."""
    beside = np.clip(place + np.int32(step), 0, len(number) - 1)
    on = (beside != place) & (rare[beside] == rare[place])
    return np.where(on, number[beside], -1 - place)
