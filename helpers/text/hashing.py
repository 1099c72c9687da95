"""Hash the words and n-grams of many texts at once.

Everything is an array over the words of all texts, in their order.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from helpers.text.folding import fold_map

CHUNK = 1 << 20  # characters folded at a time, so that the arrays of many pages stay small
BASE, MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)  # odd 64-bit constants with well-spread bits


class Words(NamedTuple):
    """The words of all pages, one element a word."""

    word: np.ndarray  # hash of the folded word
    stem: np.ndarray  # hash of its stem
    page: np.ndarray  # number of its page
    start: np.ndarray  # offsets into the raw text of the page
    end: np.ndarray


TYPES = (np.uint64, np.uint64, np.int32, np.int32, np.int32)  # of the columns of Words


class Affixes(NamedTuple):
    """The affixes that are taken off a word to get its stem."""

    prefixes: tuple[str, ...]  # the first that fits
    suffixes: tuple[str, ...]  # each that fits, in this order
    left: int  # letters that must remain
    conjunction: str  # the prefix that must leave one letter more


class NGrams(NamedTuple):
    """N-grams of words, one for each word that begins one."""

    hashes: np.ndarray
    whole: np.ndarray  # whether all words of the n-gram are in one page
    width: int  # words that an n-gram spans


@cache
def _is_letter() -> np.ndarray:
    """Return for each code point below 65536 whether it is a letter or a digit."""
    return np.array([chr(code).isalnum() for code in range(0x10000)])


@lru_cache(2)  # of BASE and of its inverse
def _powers(base: int, count: int) -> np.ndarray:
    """Return the powers of a base from 0 on, modulo 2⁶⁴."""
    powers = np.full(count, base & 0xFFFFFFFFFFFFFFFF, dtype=np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)


def mixed(hashes: np.ndarray) -> np.ndarray:
    """Return hashes with their bits mixed, so that similar ones differ in all bits."""
    hashes = (hashes ^ (hashes >> np.uint64(32))) * MIX
    return hashes ^ (hashes >> np.uint64(29))


def hashed_words(texts: list[str], affixes: Affixes) -> Words:
    """Return the words of all texts, in their order, with their stems."""
    parts = [Words(*(np.zeros(0, kind) for kind in TYPES))]
    parts += [_hashed(chunk, number, affixes) for number, chunk in _chunks(texts)]
    return Words(*map(np.concatenate, zip(*parts)))


def _chunks(texts: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield texts of CHUNK characters together, or one longer text, each time with the number of the first."""
    ends, at = np.cumsum([len(text) + 1 for text in texts]), 0
    while at < len(texts):
        before = ends[at - 1] if at else 0
        upto = max(at + 1, int(np.searchsorted(ends, before + CHUNK)))
        yield at, texts[at:upto]
        at = upto


def _hashed(texts: list[str], number: int, affixes: Affixes) -> Words:
    """Return the words of some texts, of which the first is the page of this number."""
    folded = fold_map("\n".join(texts))
    codes = np.frombuffer(folded.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    inside = np.concatenate(([False], _is_letter()[np.minimum(codes, 0xFFFF)], [False]))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    start, end = edges[::2], edges[1::2]
    first = folded.starts[start].astype(np.int64)
    last = folded.starts[end - 1].astype(np.int64) + 1
    begins = np.cumsum([0] + [len(text) + 1 for text in texts])
    page = np.searchsorted(begins, first, side="right") - 1
    word, stem = _hashed_spans(codes, (start, end), _stems(codes, start, end, affixes))
    columns = word, stem, page + number, first - begins[page], last - begins[page]
    return Words(*(column.astype(kind) for column, kind in zip(columns, TYPES)))


def _hashed_spans(codes: np.ndarray, *spans: tuple[np.ndarray, np.ndarray]) -> list[np.ndarray]:
    """Return a hash of each span of characters, given by starts and ends, the same wherever the span is.

    The polynomial in BASE of a span is the difference of two running sums, moved to the power 0.
    """
    most = 1 << len(codes).bit_length()  # so that few sizes of the tables of powers are needed
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(mixed(codes * BASE) * _powers(int(BASE), most)[: len(codes)], out=sums[1:])
    back = _powers(pow(int(BASE), -1, 1 << 64), most)
    return [mixed((sums[end] - sums[start]) * back[start]) for start, end in spans]


def hashed_runs(word: np.ndarray, begins: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return a hash of each run of words that depends on their order; the runs follow one another.

    Args: the hashes of the words; the place at which each run begins; the number of words of each run.
    """
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
