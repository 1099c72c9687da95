"""Hash the words of many texts at once, and runs of words.

Everything is an array over the words of all texts, in their order.
"""

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from helpers.text.folding import fold_map

CHUNK = 1 << 20  # characters folded at a time,
BASE, MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)  # odd 64-bit constants with well-spread bits


class Words(NamedTuple):
    """The words of all pages: hashes of each one, folded, and of its stem; its page's number; where it stands there."""

    word: np.ndarray
    stem: np.ndarray
    page: np.ndarray
    start: np.ndarray
    end: np.ndarray


KINDS = (np.uint64, np.uint64, np.int32, np.int32, np.int32)  # of the columns of Words


class Affixes(NamedTuple):
    """What a stem is without: of the prefixes the first that fits, of the suffixes each that fits, in this order."""

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    left: int  # letters that must remain
    conjunction: str  # the prefix that must leave one letter more


class NGrams(NamedTuple):
    """Hashes of some words each, one for each place; whether they stand in one page; how many places they take."""

    hashes: np.ndarray
    whole: np.ndarray
    width: int


@cache
def _is_letter() -> np.ndarray:
    """For each code point below 65536 whether it is a letter or a digit."""
    return np.array([chr(code).isalnum() for code in range(0x10000)])


@lru_cache(2)
def _powers(base: int, count: int) -> np.ndarray:
    powers = np.full(count, base & 0xFFFFFFFFFFFFFFFF, dtype=np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)


def mixed(hashes: np.ndarray) -> np.ndarray:
    """Return hashes with their bits spread, so that any of the bits can number a table."""
    hashes = (hashes ^ (hashes >> np.uint64(32))) * MIX
    return hashes ^ (hashes >> np.uint64(29))


def hashed_words(texts: list[str], affixes: Affixes) -> Words:
    """Return the words of all texts, in their order, with their stems."""
    parts, at = [Words(*(np.zeros(0, kind) for kind in KINDS))], 0
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    while at < len(texts):
        upto = at + max(1, int(np.searchsorted(np.cumsum(lengths[at:]), CHUNK)))
        folded = fold_map("\n".join(texts[at:upto]))
        codes = np.frombuffer(folded.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        inside = np.concatenate(([False], _is_letter()[np.minimum(codes, 0xFFFF)], [False]))
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        start, end = edges[::2], edges[1::2]
        # a word's polynomial in BASE is the difference of two running sums, moved to the power 0
        sums, most = np.zeros(len(codes) + 1, dtype=np.uint64), 1 << len(codes).bit_length()
        np.cumsum(mixed(codes * BASE) * _powers(int(BASE), most)[: len(codes)], out=sums[1:])
        back = _powers(pow(int(BASE), -1, 1 << 64), most)
        word, stem = (
            mixed((sums[upto] - sums[since]) * back[since])
            for since, upto in ((start, end), _stems(codes, start, end, affixes))
        )
        first = folded.starts[start].astype(np.int64)
        last = folded.starts[end - 1].astype(np.int64) + 1
        offsets = np.concatenate(([0], np.cumsum(lengths[at:upto])))
        page = np.searchsorted(offsets, first, side="right") - 1
        columns = word, stem, page + at, first - offsets[page], last - offsets[page]
        parts.append(Words(*(column.astype(kind) for column, kind in zip(columns, KINDS))))
        at = upto
    return Words(*map(np.concatenate, zip(*parts)))


def hashed_runs(word: np.ndarray, begins: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """A hash of each run of words, in their order; the runs follow one another."""
    if not len(begins):
        return np.zeros(0, np.uint64)
    place = np.arange(len(word)) - np.repeat(begins, sizes)
    return np.add.reduceat(word * mixed((place + 1).astype(np.uint64) * BASE), begins)


def _stems(codes: np.ndarray, start: np.ndarray, end: np.ndarray, affixes: Affixes) -> tuple[np.ndarray, np.ndarray]:
    """Return where the stem of each word starts and ends, for all words at once."""
    codes = np.append(codes, np.zeros(max(map(len, affixes.prefixes), default=0), np.uint32))
    cut = np.zeros(len(start), dtype=np.int8)
    for prefix in affixes.prefixes:
        fits = (cut == 0) & (end - start >= len(prefix) + affixes.left + (prefix == affixes.conjunction))
        for k, letter in enumerate(prefix):
            fits &= codes[start + k] == ord(letter)
        cut[fits] = len(prefix)
    start = start + cut
    for suffix in affixes.suffixes:
        fits = end - start >= len(suffix) + affixes.left
        for k, letter in enumerate(reversed(suffix), start=1):
            fits &= codes[end - k] == ord(letter)
        end = end - len(suffix) * fits
    return start, end
