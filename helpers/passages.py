"""Passages: text that two pages share, found over a whole corpus at once.

Pages are compared as folded words. Every run of NGRAM words is hashed, with its place kept; equal hashes in two pages
are seeds; seeds that lie close together in both pages make a passage. Words that were changed, moved or put in between
do not break a passage as long as enough stays around them. All of it works on arrays: no loop over pages or pairs.
"""
from difflib import SequenceMatcher
from functools import cache

import numpy as np
import pandas as pd

from helpers.letters import SIGN, fold, fold_map, words

NGRAM = 3            # words in a seed: two meet by chance, four are too long for a sentence that was much changed
MIN_WORDS = 8        # shared words that make a passage: a title with a full name has five to seven
MIN_SIMILARITY = 0.5  # below it more words differ than are shared: two sentences about one thing, not one taken over
LONG = 20            # shared words, about a sentence: what is shorter must be CLOSE, or LOOSE with RUN words unbroken,
CLOSE = 0.8          # since two names with titles that meet in one sentence, of four or five words each, are no passage
LOOSE, RUN = 0.65, 6
GAP = 20             # words between two seeds of one passage: a sentence put in, or reworded
COMMON_PAGES = 10    # a run of words in more pages joins a passage but makes none: so many outlets seldom copy a story
MAX_PAGES = 40       # in more pages it is a formula of the trade, or furniture, and is left out
MAX_REPEATS = 3      # places kept of a run of words that one page repeats,
APART = 100          # if they lie so many words apart: a page of one sentence over and over shares it once
CHUNK = 1 << 20      # characters folded at a time: bounds memory
BASE, MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)  # odd 64-bit constants with well-spread bits
COLUMNS = {"a": "str", "a_start": "int64", "a_end": "int64", "b": "str", "b_start": "int64", "b_end": "int64",
           "words": "int64", "similarity": "float64"}


def find_passages(articles: pd.DataFrame, min_words: int = MIN_WORDS) -> pd.DataFrame:
    """The passages that two articles share: a, a_start, a_end, b, b_start, b_end, words, similarity.

    `a` stands before `b` in the input; offsets are code points into the raw texts. `words` counts the words that both
    stretches have, whatever their order, `similarity` is the share of them in both (Dice's coefficient, 0 to 1).
    Seeds as in plagiarism detection by n-gram fingerprints (Potthast et al., PAN 2009–2014), with places kept.

    >>> pages = pd.DataFrame({"article": ["x", "y"], "text": [
    ...     "أعلنت البلدية صباح الأحد إغلاق الجسر القديم أمام الشاحنات حتى نهاية الشهر لأعمال الصيانة.",
    ...     "وكانت البلدية قررت صباح الأحد إغلاق الجسر القديم أمام الشاحنات الثقيلة حتى نهاية الشهر لأعمال الصيانة."]})
    >>> find_passages(pages)[["a", "b", "words"]].to_dict("records")
    [{'a': 'x', 'b': 'y', 'words': 12}]
    """
    texts = articles["text"].fillna("").astype(str).tolist()
    word, page, start, end = _words(texts)
    boxes = _boxes(*_seeds(word, page), page)
    boxes = {name: values[boxes["told"] >= min_words // 2] for name, values in boxes.items()}
    _extend(boxes, word, page)
    shared, similarity = _likeness(word, boxes)
    whole = (shared >= LONG) | (similarity >= CLOSE) | (similarity >= LOOSE) & (boxes["run"] >= RUN)
    keep = (shared >= min_words) & (similarity >= MIN_SIMILARITY) & whole
    a0, a1, b0, b1 = (boxes[name][keep] for name in ("a0", "a1", "b0", "b1"))
    names = articles["article"].astype(str).to_numpy()
    found = pd.DataFrame({
        "a": names[page[a0]], "a_start": start[a0], "a_end": _with_signs(texts, page[a1], end[a1]),
        "b": names[page[b0]], "b_start": start[b0], "b_end": _with_signs(texts, page[b1], end[b1]),
        "words": shared[keep], "similarity": similarity[keep].round(4)}).astype(COLUMNS)
    return found.iloc[np.lexsort((b0, page[b0], a0))].reset_index(drop=True)


def aligned(articles: pd.DataFrame, passage) -> pd.DataFrame:
    """The two stretches of a passage (a row of `find_passages`) side by side: op, a_words, b_words.

    `op` is equal, replace, delete (only in a) or insert (only in b); the words are the raw text, with its punctuation.
    Words are compared folded, by `difflib.SequenceMatcher`.

    >>> pages = pd.DataFrame({"article": ["x", "y"], "text": ["زار الوزير المصنع أمس", "زار الوزير السدّ أمس"]})
    >>> passage = {"a": "x", "a_start": 0, "a_end": 21, "b": "y", "b_start": 0, "b_end": 20}
    >>> aligned(pages, passage).to_dict("split")["data"]
    [['equal', 'زار الوزير', 'زار الوزير'], ['replace', 'المصنع', 'السدّ'], ['equal', 'أمس', 'أمس']]
    """
    texts = articles.set_index("article")["text"]
    a = texts[passage["a"]][passage["a_start"]:passage["a_end"]]
    b = texts[passage["b"]][passage["b_start"]:passage["b_end"]]
    a_words, b_words = words(a), words(b)
    matcher = SequenceMatcher(None, [fold(w) for w, _, _ in a_words], [fold(w) for w, _, _ in b_words], autojunk=False)

    def stretch(text, found, i, j):
        last = found[j][1] if j < len(found) else len(text)
        return text[found[i][1]:last].strip() if i < j else ""

    rows = [(op, stretch(a, a_words, i, j), stretch(b, b_words, k, m)) for op, i, j, k, m in matcher.get_opcodes()]
    return pd.DataFrame(rows, columns=["op", "a_words", "b_words"]).astype("str")


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


def _words(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
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
        parts.append((word, page + at, first - offsets[page], last - offsets[page]))
        at = upto
    if not parts:
        return np.zeros(0, np.uint64), *(np.zeros(0, np.int64) for _ in range(3))
    return tuple(np.concatenate(column) for column in zip(*parts))


def _seeds(word: np.ndarray, page: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs of word numbers where the same NGRAM words begin, the earlier page first; in how many pages they stand."""
    count = max(len(word) - NGRAM + 1, 0)
    grams = word[:count].copy()
    for k in range(1, NGRAM):
        grams = grams * BASE + word[k:count + k]
    place = np.flatnonzero(page[:count] == page[NGRAM - 1:]) if count else np.zeros(0, np.int64)
    order = np.argsort(grams[place], kind="stable")
    place = place[order]
    grams = grams[place]
    place, grams, pages = _capped(place, grams, page)
    first, second, left = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], np.arange(len(grams))
    for k in range(1, MAX_PAGES * MAX_REPEATS):  # each with the k-th after it, as long as that is the same
        left = left[left + k < len(grams)]
        left = left[grams[left] == grams[left + k]]
        other = left[page[place[left]] != page[place[left + k]]]
        first.append(other)
        second.append(other + k)
    first, second = np.concatenate(first), np.concatenate(second)
    return place[first], place[second], pages[first]


def _capped(place, grams, page):
    """The places without those that a page repeats too often, or that stand in too many pages or in one only."""
    if not len(grams):
        return place, grams, place
    new_gram = np.append(True, grams[1:] != grams[:-1])
    new = new_gram | np.append(True, page[place[1:]] != page[place[:-1]])
    since = np.arange(len(grams)) - np.maximum.accumulate(np.where(new, np.arange(len(grams)), 0))
    group = np.cumsum(new_gram) - 1
    pages = np.bincount(group, weights=new)[group]
    apart = new | (np.diff(place, prepend=0) >= APART)
    keep = (since < MAX_REPEATS) & apart & (pages > 1) & (pages <= MAX_PAGES)
    return place[keep], grams[keep], pages[keep]


def _boxes(first, second, pages, page) -> dict[str, np.ndarray]:
    """The groups of seeds with at most GAP words between them, each with its first and last word in a and in b.

    `told` counts the seeds, `run` the longest unbroken run of words, both without those that stand in many pages.
    Seeds are cut apart by their place in a, then in b, until nothing changes: parts in another order stay together.
    """
    group, groups = page[first] * (int(page.max(initial=0)) + 1) + page[second], -1
    while len(group) and groups != (groups := len(np.unique(group))):
        for at in (first, second):
            order = np.lexsort((at, group))
            apart = (np.diff(group[order]) != 0) | (np.diff(at[order]) > GAP + NGRAM)
            group[order] = np.append(0, np.cumsum(apart))
    order = np.lexsort((first, second - first, group))
    group, first, second, rare = group[order], first[order], second[order], pages[order] <= COMMON_PAGES
    begins = np.flatnonzero(np.diff(group, prepend=-1))
    next_to = (np.diff(first) == 1) & (np.diff(second) == 1) & (np.diff(group) == 0)
    on = np.append(False, next_to & rare[1:] & rare[:-1])[:len(group)]
    steps = np.arange(len(group))
    run = np.where(rare, steps - np.maximum.accumulate(np.where(on, 0, steps)) + NGRAM, 0)
    told = rare & np.append(True, (np.diff(first) != 0) | (np.diff(group) != 0))[:len(group)]

    def over(function, values):
        return function.reduceat(values, begins) if len(begins) else values[:0]

    return {"a0": over(np.minimum, first), "a1": over(np.maximum, first) + NGRAM - 1,
            "b0": over(np.minimum, second), "b1": over(np.maximum, second) + NGRAM - 1,
            "told": over(np.add, told.astype(np.int64)), "run": over(np.maximum, run)}


def _extend(boxes: dict[str, np.ndarray], word: np.ndarray, page: np.ndarray) -> None:
    """Move the ends of each box outwards over the words that follow on both sides alike, seeds or not."""
    edges = np.flatnonzero(np.diff(page, prepend=-1, append=-1))  # of pages that have words
    for name, step in (("0", -1), ("1", 1)):
        for box, (i, j) in enumerate(zip(boxes["a" + name].tolist(), boxes["b" + name].tolist())):
            place = np.searchsorted(edges, (i, j), side="right")
            room = min(abs(edges[place - (step < 0)] - (step > 0) - (i, j)))
            moved, width = 0, 4
            while moved < room:
                width = min(2 * width, room - moved)
                ahead = step * np.arange(moved + 1, moved + width + 1)
                differ = np.flatnonzero(word[i + ahead] != word[j + ahead])
                moved += differ[0] if len(differ) else width
                if len(differ):
                    break
            boxes["a" + name][box] += step * moved
            boxes["b" + name][box] += step * moved


def _likeness(word: np.ndarray, boxes: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The number of words that both sides of each box have, whatever their order, and their share in both."""
    sizes = [boxes["a1"] - boxes["a0"] + 1, boxes["b1"] - boxes["b0"] + 1]
    box, which, side = [], [], []
    for k, (start, size) in enumerate(zip((boxes["a0"], boxes["b0"]), sizes)):
        box.append(np.repeat(np.arange(len(size)), size))
        which.append(word[np.repeat(start - np.cumsum(size) + size, size) + np.arange(size.sum())])
        side.append(np.full(size.sum(), k))
    box, which, side = (np.concatenate(column) for column in (box, which, side))
    order = np.lexsort((which, box))
    box, which, side = box[order], which[order], side[order]
    if not len(box):
        return np.zeros(0, np.int64), np.zeros(0)
    begins = np.flatnonzero(np.concatenate(([True], (np.diff(box) != 0) | (which[1:] != which[:-1]))))
    in_b = np.add.reduceat(side, begins)
    in_a = np.diff(np.append(begins, len(box))) - in_b
    shared = np.bincount(box[begins], weights=np.minimum(in_a, in_b), minlength=len(sizes[0])).astype(np.int64)
    return shared, 2 * shared / (sizes[0] + sizes[1])


def _with_signs(texts, pages, ends) -> list[int]:
    """The ends, each moved past the vowel signs and tatweel that belong to the last letter."""
    found = [(SIGN.match(texts[page], end), end) for page, end in zip(pages.tolist(), ends.tolist())]
    return [match.end() if match else end for match, end in found]
