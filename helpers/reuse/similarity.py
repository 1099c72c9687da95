"""Similarity: how many words two stretches of text share, for many pairs of stretches at once, by the words' hashes."""

from functools import cache

import numpy as np

from helpers.lexicons import lexicon, light_affixes
from helpers.text import BASE, hashed_words

# What a word weighs where two stretches are told in other words: 1 for one that stands in a single page, less the more
# pages have it, since titles, prices and weather of other days share many words, but common ones. A corpus is taken for
# one of so many pages at least; words are told apart by so many bits of their hashes
FEWEST_PAGES, RARITY_BITS = 1000, 22
FIRST_BITS = np.uint64(64 - RARITY_BITS)
AT_ONCE = 1 << 16  # words compared in one step: so few that they fit into the processor's cache,
SLOT_BITS = np.uint64(64 - 18)  # with a table of so many bits as few of them share one


def similarity_of(word: np.ndarray, boxes: dict[str, np.ndarray], weights=None) -> tuple[np.ndarray, np.ndarray]:
    """How many words both sides of each box have, whatever their order, and their share in both; or what they weigh."""
    sizes = np.stack([boxes["a1"] - boxes["a0"] + 1, boxes["b1"] - boxes["b0"] + 1]).astype(np.int64)
    shared, both = np.zeros((2, sizes.shape[1]))
    begin, upto = 0, np.cumsum(sizes.sum(axis=0))
    while begin < len(shared):  # so many boxes as have AT_ONCE words
        end = max(begin + 1, int(np.searchsorted(upto, (upto[begin - 1] if begin else 0) + AT_ONCE, side="right")))
        shared[begin:end], both[begin:end] = _shared(
            word, boxes["a0"][begin:end], boxes["b0"][begin:end], *sizes[:, begin:end], weights
        )
        begin = end
    return shared, 2 * shared / np.maximum(both, 1e-9)


def _shared(word: np.ndarray, a0, b0, a_size, b_size, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each box what the words weigh that both sides have, and what all words of both sides do.

    First the words at the same distance from the beginning are told, then those of the rest at the same distance from
    the end, then all others by number.
    """
    a_word, b_word = word.take(_within(a0, a_size)), word.take(_within(b0, b_size))
    a_left, b_left = np.ones(len(a_word), dtype=bool), np.ones(len(b_word), dtype=bool)
    a_end, b_end, shortest = np.cumsum(a_size), np.cumsum(b_size), np.minimum(a_size, b_size)
    uneven = a_size != b_size
    for back, which in ((np.stack([a_size, b_size]), slice(None)), (np.stack([shortest, shortest]), uneven)):
        i, j = (_within((end - size)[which], shortest[which]) for end, size in zip((a_end, b_end), back))
        same = (a_word.take(i) == b_word.take(j)) & a_left.take(i) & b_left.take(j)
        a_left[i.compress(same)] = b_left[j.compress(same)] = False
    if weights is None:
        found, whole = a_size - np.add.reduceat(a_left, a_end - a_size, dtype=np.float64), a_size + b_size
    else:
        a_weight, b_weight = _weighed(a_word, weights), _weighed(b_word, weights)
        found = np.add.reduceat(np.where(a_left, 0, a_weight), a_end - a_size, dtype=np.float64)
        whole = np.add.reduceat(a_weight, a_end - a_size) + np.add.reduceat(b_weight, b_end - b_size)
    box = np.arange(len(a_size), dtype=np.uint64) << np.uint64(33)
    a_keys, b_keys = (
        np.repeat(box, sizes)[left] | words[left] >> np.uint64(32) << np.uint64(1)
        for sizes, words, left in ((a_size, a_word, a_left), (b_size, b_word, b_left))
    )
    a_keys, b_keys = _in_both(a_keys, b_keys)
    keys = np.sort(np.concatenate([a_keys, b_keys | np.uint64(1)]))  # by box, word and side
    begins = np.flatnonzero(np.append(True, (keys[1:] ^ keys[:-1]) > 1)[: len(keys)])
    if not len(begins):
        return found, whole
    in_b = np.add.reduceat((keys & np.uint64(1)).astype(np.int32), begins)
    in_a = np.diff(np.append(begins, len(keys))) - in_b
    weight = _weighed(keys[begins] << np.uint64(31), weights)  # the word is the half of its hash that the keys have
    found += np.bincount(
        (keys[begins] >> np.uint64(33)).astype(np.int64), weights=np.minimum(in_a, in_b) * weight, minlength=len(found)
    )
    return found, whole


def _in_both(one: np.ndarray, other: np.ndarray) -> list[np.ndarray]:
    """The numbers of either side that may stand on the other as well: most others are left out, by a table of bits."""
    slots = [(numbers * BASE >> SLOT_BITS).astype(np.int64) for numbers in (one, other)]
    known = np.zeros((2, 1 << (64 - int(SLOT_BITS))), dtype=bool)
    for side in (0, 1):
        known[side, slots[side]] = True
    return [numbers[known[1 - side, slots[side]]] for side, numbers in enumerate((one, other))]


def _weighed(word: np.ndarray, weights: np.ndarray | None) -> np.ndarray:
    """What each word weighs, by the first RARITY_BITS of its hash; 1 if no weights are given."""
    return np.ones(len(word), np.int8) if weights is None else weights[word >> FIRST_BITS]


def rarity(stem: np.ndarray, telling: np.ndarray, pages: int) -> np.ndarray:
    """Return the weight of a stem, by the first RARITY_BITS of its hash.

    It is 1 if one page has the stem, 0 if all have it, or if it is a function word or a number.
    """
    counts = np.bincount(stem[telling] >> FIRST_BITS, minlength=1 << RARITY_BITS)
    weights = 1 - np.log(np.maximum(counts, 1)) / np.log(max(pages, FEWEST_PAGES))
    weights[counts == 0] = 0
    return np.maximum(weights, 0).astype(np.float32)


def _within(begins: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """The numbers from each beginning on, as many as its size."""
    return np.arange(sizes.sum()) + np.repeat(begins - np.cumsum(sizes) + sizes, sizes)


def tells(stem: np.ndarray) -> np.ndarray:
    """Of each stem, by its hash, whether it tells something: function words do not."""
    return _telling()[stem >> FIRST_BITS]


@cache
def _telling() -> np.ndarray:
    """For each beginning of a hash whether stems with it tell something."""
    telling = np.ones(1 << RARITY_BITS, dtype=bool)
    telling[hashed_words(lexicon("function_words")["form"].tolist(), light_affixes()).stem >> FIRST_BITS] = False
    return telling
