"""Similarity: words that two stretches of text have in common, for many pairs of stretches at once, by word hashes."""

from functools import cache

import numpy as np

from helpers.lexicons import lexicon, light_affixes
from helpers.text import BASE, hashed_words

# The weight of a word in reworded passages is 1 if one page has it, and less the more pages have it: titles, prices and
# weather reports of different days share many words, but common ones.
FEWEST_PAGES = 1000  # a smaller corpus is treated as one of this size
RARITY_BITS = 22  # words are distinguished by the first bits of their hashes
FIRST_BITS = np.uint64(64 - RARITY_BITS)
AT_ONCE = 1 << 16  # words compared in one step: they fit into the processor's cache
SLOT_BITS = np.uint64(64 - 18)  # of the table of slots in `_in_both`: large enough that few of these words share a slot


def similarity_of(
    word: np.ndarray, boxes: dict[str, np.ndarray], weights: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of words that both sides of each box have, in any order, and Dice's coefficient.

    With `weights` (of `word_weights`) the sum of their weights instead of their number.
    """
    sizes = np.stack([boxes["a1"] - boxes["a0"] + 1, boxes["b1"] - boxes["b0"] + 1]).astype(np.int64)
    shared, both = np.zeros((2, sizes.shape[1]))
    begin, upto = 0, np.cumsum(sizes.sum(axis=0))
    while begin < len(shared):  # a step takes the boxes of about AT_ONCE words
        end = max(begin + 1, int(np.searchsorted(upto, (upto[begin - 1] if begin else 0) + AT_ONCE, side="right")))
        shared[begin:end], both[begin:end] = _shared(
            word, boxes["a0"][begin:end], boxes["b0"][begin:end], *sizes[:, begin:end], weights
        )
        begin = end
    return shared, 2 * shared / np.maximum(both, 1e-9)


def _shared(
    word: np.ndarray,
    a0: np.ndarray,
    b0: np.ndarray,
    a_size: np.ndarray,
    b_size: np.ndarray,
    weights: np.ndarray | None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return, for each box, the weight of the words that both sides have, and that of all words of both sides.

    Equal words at the same distance from the beginning are matched first, then those at the same distance from the end,
    which is cheap; the other words are matched by sorting their hashes.
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
    weight = _weighed(keys[begins] << np.uint64(31), weights)  # a key holds half of the hash
    found += np.bincount(
        (keys[begins] >> np.uint64(33)).astype(np.int64), weights=np.minimum(in_a, in_b) * weight, minlength=len(found)
    )
    return found, whole


def _in_both(one: np.ndarray, other: np.ndarray) -> list[np.ndarray]:
    """Return the numbers of each side that may be on the other side too; a table of slots excludes most others."""
    slots = [(numbers * BASE >> SLOT_BITS).astype(np.int64) for numbers in (one, other)]
    known = np.zeros((2, 1 << (64 - int(SLOT_BITS))), dtype=bool)
    for side in (0, 1):
        known[side, slots[side]] = True
    return [numbers[known[1 - side, slots[side]]] for side, numbers in enumerate((one, other))]


def _weighed(word: np.ndarray, weights: np.ndarray | None) -> np.ndarray:
    """Return the weight of each word, by the first RARITY_BITS of its hash; 1 if no weights are given."""
    return np.ones(len(word), np.int8) if weights is None else weights[word >> FIRST_BITS]


def word_weights(stem: np.ndarray, content: np.ndarray, pages: int) -> np.ndarray:
    """Return the weight of each stem, by the first RARITY_BITS of its hash.

    It is 1 if one page has the stem, and 0 if all pages have it or if it is a function word.

    Args:
        stem: hashes of the stems of all words.
        content: numbers of the words that are content words.
        pages: number of pages.
    """
    counts = np.bincount(stem[content] >> FIRST_BITS, minlength=1 << RARITY_BITS)
    weights = 1 - np.log(np.maximum(counts, 1)) / np.log(max(pages, FEWEST_PAGES))
    weights[counts == 0] = 0
    return np.maximum(weights, 0).astype(np.float32)


def _within(begins: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the runs of numbers that start at each beginning and are as long as its size."""
    return np.arange(sizes.sum()) + np.repeat(begins - np.cumsum(sizes) + sizes, sizes)


def is_content_word(stem: np.ndarray) -> np.ndarray:
    """Return the mask of stems, given as hashes, that are no function words."""
    return _content_words()[stem >> FIRST_BITS]


@cache
def _content_words() -> np.ndarray:
    """Return, for the first bits of a hash, whether the stems are content words."""
    content = np.ones(1 << RARITY_BITS, dtype=bool)
    content[hashed_words(lexicon("function_words")["form"].tolist(), light_affixes()).stem >> FIRST_BITS] = False
    return content
