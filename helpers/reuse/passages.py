"""Passages: text that two pages share, found over a whole corpus at once.

Pages are compared as folded words. Each n-gram of NGRAM words is hashed with its position. Equal hashes on two pages
are seeds; seeds that are close together on both pages form a passage. Words that were changed, moved or inserted do not
break a passage as long as enough words around them stay. A reworded passage has few common n-grams. For these, a second
pass takes other seeds: pairs of stems near each other, in either order, that few pages have; and it weights shared
words by their rarity. Everything works on arrays: there is no loop over pages or pairs of pages.
"""

from collections.abc import Mapping
from difflib import SequenceMatcher

import numpy as np
import pandas as pd

from helpers.lexicons import light_affixes
from helpers.reuse.seeds import COMMON_PAGES, MAX_PAGES, Chains, ngrams, shared_chains, shared_ngrams, stem_pairs
from helpers.reuse.similarity import is_content_word, similarity_of, word_weights
from helpers.schema import PASSAGES
from helpers.text import SIGN, Words, fold, hashed_runs, hashed_words, words

NGRAM = 3  # words in a seed: two meet by chance, four are too long for a sentence that was much changed
MIN_WORDS = 8  # shared words of a passage: a title with a full name has five to seven
MIN_SIMILARITY = 0.5  # below it more words differ than are shared: two sentences on one topic, no reuse
LONG = 20  # shared words, about a sentence. A shorter passage needs a similarity of CLOSE, or of LOOSE and RUN words
CLOSE = 0.8  # without a break: two names with titles in one sentence, of four or five words each, are no passage
LOOSE, RUN = 0.65, 6
GAP = 20  # words between two seeds of one passage: one inserted or reworded sentence
# Reworded passages are found by pairs of stems.
DISTANCES = (1, 2, 3, 4)  # from one stem of a pair to the other, function words not counted
FEW_PAGES = 6  # most pages that have a pair
MIN_PAIRS = 5  # pairs in a passage
PAIR_GAP = 12  # words between two pairs of one passage
MIN_STEMS, REWORDED = 15, 0.45  # shared stems, and their share (Dice)
MIN_WEIGHT, WEIGHTED = 3.5, 0.45  # the same, weighted by rarity (`similarity.word_weights`)
MUCH_MORE = 1.5  # times the words of the copied passages in the same place: then the reworded passage replaces them
MOST_AHEAD = 1 << 12  # words compared in one step


def find_passages(articles: pd.DataFrame, min_words: int = MIN_WORDS) -> pd.DataFrame:
    """Return the passages that two articles share.

    Text on more than COMMON_PAGES pages is a formula and no passage, unless FORMULA words of it or more are unbroken;
    text on more than MAX_PAGES pages is left out (seeds.py). If more than COMMON_PAGES pages have the same words as a
    whole, each of them is paired with the first only, in one passage of the whole text.

    Args:
        articles: pages with article and text.
        min_words: the fewest words of a passage.

    Returns a frame with one row a passage:
        a, b: the two articles; a comes before b in the input.
        a_start, a_end, b_start, b_end: offsets in code points into the raw texts.
        words: number of words in common, whatever their order; in a reworded passage, words of one stem are the same.
        similarity: share of these words on both sides (Dice's coefficient, 0 to 1).

    Seeds are those of plagiarism detection by n-gram fingerprints (Potthast et al., PAN 2009–2014), with positions.

    >>> pages = pd.DataFrame({"article": ["x", "y"], "text": [
    ...     "أعلنت البلدية صباح الأحد إغلاق الجسر القديم أمام الشاحنات حتى نهاية الشهر لأعمال الصيانة.",
    ...     "وكانت البلدية قررت صباح الأحد إغلاق الجسر القديم أمام الشاحنات الثقيلة حتى نهاية الشهر لأعمال الصيانة."]})
    >>> find_passages(pages)[["a", "b", "words"]].to_dict("records")
    [{'a': 'x', 'b': 'y', 'words': 12}]
    """
    texts = articles["text"].fillna("").astype(str).tolist()
    every = hashed_words(texts, light_affixes())
    same, pages = _same_pages(every, min_words)
    seeds = shared_ngrams(ngrams(pages.word, pages.page, NGRAM), pages.page, MAX_PAGES)
    found = shared_chains(seeds, pages.page, GAP, min_words // 2)
    copied = [_copied(chains, pages, min_words) for chains in (Chains.none(), *found)]
    passages = _with_reworded(pd.concat(copied, ignore_index=True), pages, max(MIN_STEMS, min_words))
    found = pd.concat([_located(passages, pages, texts), _located(same, every, texts)])
    found = found.sort_values(["a", "a_start", "b", "b_start"], kind="stable", ignore_index=True)
    names = articles["article"].astype(str).to_numpy()
    return found.assign(a=names[found["a"]], b=names[found["b"]]).astype(PASSAGES)


def aligned(articles: pd.DataFrame, passage: Mapping | pd.Series) -> pd.DataFrame:
    """Return the two sides of a passage, a row of `find_passages`, word by word: op, a_words, b_words.

    `op` is equal, replace, delete (only in a) or insert (only in b); the words are raw text with its punctuation.
    Words are compared folded, by `difflib.SequenceMatcher`.

    >>> pages = pd.DataFrame({"article": ["x", "y"], "text": ["زار الوزير المصنع أمس", "زار الوزير السدّ أمس"]})
    >>> passage = {"a": "x", "a_start": 0, "a_end": 21, "b": "y", "b_start": 0, "b_end": 20}
    >>> aligned(pages, passage).to_dict("split")["data"]
    [['equal', 'زار الوزير', 'زار الوزير'], ['replace', 'المصنع', 'السدّ'], ['equal', 'أمس', 'أمس']]
    """
    texts = articles.set_index("article")["text"]
    a = texts[passage["a"]][passage["a_start"] : passage["a_end"]]
    b = texts[passage["b"]][passage["b_start"] : passage["b_end"]]
    a_words, b_words = words(a), words(b)
    matcher = SequenceMatcher(None, [fold(w) for w, _, _ in a_words], [fold(w) for w, _, _ in b_words], autojunk=False)

    def stretch(text, found, i, j):
        last = found[j][1] if j < len(found) else len(text)
        return text[found[i][1] : last].strip() if i < j else ""

    rows = [(op, stretch(a, a_words, i, j), stretch(b, b_words, k, m)) for op, i, j, k, m in matcher.get_opcodes()]
    return pd.DataFrame(rows, columns=["op", "a_words", "b_words"]).astype("str")


def _same_pages(pages: Words, min_words: int) -> tuple[pd.DataFrame, Words]:
    """Return passages between the first of many pages with the same words and each other one, and the words left.

    The words left are those of all pages but these others.
    """
    begins = np.flatnonzero(np.diff(pages.page, prepend=-1))
    sizes = np.diff(np.append(begins, len(pages.page)))
    same = pd.DataFrame({"hash": hashed_runs(pages.word, begins, sizes), "b0": begins, "b1": begins + sizes - 1})
    groups = same.groupby(["hash", sizes])
    same["a0"] = groups["b0"].transform("first")
    same["a1"] = same["a0"] + sizes - 1
    again = (groups["b0"].transform("size") > COMMON_PAGES) & (same["b0"] > same["a0"]) & (sizes >= min_words)
    same = same[again].assign(words=sizes[again], similarity=1.0)
    left = np.repeat(~again.to_numpy(), sizes)
    return same, pages if not len(same) else Words(*(column[left] for column in pages))


def _located(found: pd.DataFrame, pages: Words, texts: list[str]) -> pd.DataFrame:
    """Return passages with offsets into the texts instead of numbers of words; a and b are numbers of pages."""
    a0, a1, b0, b1 = (found[name].to_numpy() for name in ("a0", "a1", "b0", "b1"))
    page, start, end = pages.page, pages.start, pages.end
    return pd.DataFrame(
        {
            "a": page[a0],
            "a_start": start[a0],
            "a_end": _with_signs(texts, page[a1], end[a1]),
            "b": page[b0],
            "b_start": start[b0],
            "b_end": _with_signs(texts, page[b1], end[b1]),
            "words": found["words"].astype("int64"),
            "similarity": found["similarity"].round(4),
        }
    )


def _copied(chains: Chains, pages: Words, min_words: int) -> pd.DataFrame:
    """Return the passages made of chains of seeds: a0, a1, b0, b1 (numbers of words), run, words, similarity."""
    boxes = _boxes(chains, pages.page, min_words // 2, GAP)
    _extend(boxes, pages.word, pages.page)
    shared, similarity = similarity_of(pages.word, boxes)
    whole = (shared >= LONG) | (similarity >= CLOSE) | (similarity >= LOOSE) & (boxes["run"] >= RUN)
    keep = (shared >= min_words) & (similarity >= MIN_SIMILARITY) & whole
    return pd.DataFrame({**boxes, "words": shared, "similarity": similarity})[keep]


def _with_reworded(copied: pd.DataFrame, pages: Words, min_words: int) -> pd.DataFrame:
    """Return the copied and the reworded passages: a0, a1, b0, b1, run, words, similarity.

    Words of one stem are the same here. If both kinds overlap, the reworded passage replaces the copied ones only if
    it has MUCH_MORE words.
    """
    content = np.flatnonzero(is_content_word(pages.stem) & ~_often_copied(copied, len(pages.stem)))
    stem, page = pages.stem[content], pages.page[content]
    pairs = [Chains.none()]
    for distance in DISTANCES:
        pairs += shared_chains(shared_ngrams(stem_pairs(stem, page, distance), page, FEW_PAGES), page, -1)
    boxes = _boxes(Chains(*map(np.concatenate, zip(*pairs))), page, MIN_PAIRS, PAIR_GAP)
    boxes |= {name: content[boxes[name]] for name in ("a0", "a1", "b0", "b1")}
    weights = word_weights(pages.stem, content, len(np.unique(page)))
    shared, similarity = similarity_of(pages.stem, boxes)
    weight, weighted = similarity_of(pages.stem, boxes, weights)
    found = pd.DataFrame({**boxes, "words": shared, "similarity": similarity})
    keep = (shared >= min_words) & (similarity >= REWORDED) & (weight >= MIN_WEIGHT) & (weighted >= WEIGHTED)
    found = found[keep].reset_index(drop=True)
    pairs = [
        frame[["a0", "a1", "words"]].assign(p=pages.page[frame["a0"]], q=pages.page[frame["b0"]], at=frame.index)
        for frame in (copied, found)
    ]
    both = pairs[0].merge(pairs[1], on=["p", "q"], suffixes=("", "_reworded"))
    both = both[(both["a0"] <= both["a1_reworded"]) & (both["a0_reworded"] <= both["a1"])]
    more = both["words_reworded"] >= MUCH_MORE * both.groupby("at_reworded")["words"].transform("sum")
    copied = copied.drop(both.loc[more, "at"].unique())
    return pd.concat([copied, found.drop(both.loc[~more, "at_reworded"].unique())], ignore_index=True)


def _often_copied(copied: pd.DataFrame, count: int) -> np.ndarray:
    """Return the mask of words in copied passages shared with FEW_PAGES pages or more; word pairs there are not rare.

    count: the number of all words.
    """
    steps = np.zeros(count + 1, dtype=np.int32)
    for side in "ab":
        np.add.at(steps, copied[side + "0"], 1)
        np.add.at(steps, copied[side + "1"] + 1, -1)
    return np.cumsum(steps[:count]) >= FEW_PAGES


def _boxes(chains: Chains, page: np.ndarray, fewest: int, gap: int) -> dict[str, np.ndarray]:
    """Return groups of chains with at most `gap` words between them: a0, a1, b0, b1, the first and last word, and run.

    A group needs `fewest` rare seeds; `run` is its longest unbroken run of words. Chains are separated by position in
    a, then in b, until nothing changes: so parts in another order stay together.
    """
    chains = _taken(chains, np.argsort(page[chains.b].astype(np.int64) << 32 | chains.a))
    new = np.diff(page[chains.a], prepend=-1) != 0
    new[1:] |= np.diff(page[chains.b]) != 0
    group = np.cumsum(new) - 1
    # most pairs of pages share only a formula: they are left out before the loop
    enough = (np.bincount(group, weights=chains.seeds) >= fewest)[group]
    chains, group = _taken(chains, enough), group[enough]
    groups, side, settled = -1, 0, 0
    while len(group) and settled < 2:
        at = chains[side]
        order = np.argsort(group << 32 | at)
        chains, group, begin = _taken(chains, order), group[order], at[order]
        new = np.diff(group, prepend=-1) != 0
        reach = (
            np.maximum.accumulate(np.cumsum(new) << 32 | begin + chains.words) & 0xFFFFFFFF
        )  # the end of all chains so far
        new[1:] |= begin[1:] - reach[:-1] > gap
        group = np.cumsum(new) - 1
        settled, groups, side = settled + 1 if groups == group[-1] else 0, group[-1], 1 - side
    return _measured(chains, group, fewest)


def _taken(chains: Chains, which: np.ndarray) -> Chains:
    return Chains(*(column[which] for column in chains))


def _measured(chains: Chains, group: np.ndarray, fewest: int) -> dict[str, np.ndarray]:
    """Return the boxes around groups of chains: a0, a1, b0, b1, run."""
    order = np.argsort(group << 32 | chains.a)
    chains, group = _taken(chains, order), group[order]
    begins = np.flatnonzero(np.diff(group, prepend=-1))
    if not len(begins):
        return dict.fromkeys(("a0", "a1", "b0", "b1", "run"), begins)
    a, b, span, width, seeds, run = chains
    reach = np.maximum.accumulate(group << 32 | a + np.where(seeds, span, 0)) & 0xFFFFFFFF
    added = reach - np.maximum(a, np.append(0, reach[:-1]))  # positions in two chains count once
    added[begins] = np.where(seeds, span, 0)[begins]
    few = np.minimum(np.add.reduceat(np.maximum(added, 0), begins), np.add.reduceat(seeds, begins))
    boxes = {
        "a0": np.minimum.reduceat(a, begins),
        "a1": np.maximum.reduceat(a + width, begins) - 1,
        "b0": np.minimum.reduceat(b, begins),
        "b1": np.maximum.reduceat(b + width, begins) - 1,
        "run": np.maximum.reduceat(run, begins),
    }
    return {name: values[few >= fewest] for name, values in boxes.items()}


def _extend(boxes: dict[str, np.ndarray], word: np.ndarray, page: np.ndarray) -> None:
    """Move the ends of each box outwards over the words that are equal on both sides, seeds or not."""
    edges = np.flatnonzero(np.diff(page, prepend=-1, append=-1))  # where pages with words begin and end
    for end, step in (("0", -1), ("1", 1)):
        i, j = boxes["a" + end], boxes["b" + end]
        room = np.minimum(
            *(np.abs(edges[np.searchsorted(edges, at, side="right") - (step < 0)] - (step > 0) - at) for at in (i, j))
        )
        moved, on, width = np.zeros(len(i), dtype=np.int64), np.arange(len(i)), 4
        while len(on):  # boxes whose next `width` words are equal compare twice as many
            ahead = moved[on, None] + np.arange(1, width + 1)
            alike = ahead <= room[on, None]
            ahead = step * np.minimum(ahead, room[on, None])
            alike &= word[i[on, None] + ahead] == word[j[on, None] + ahead]
            gone = np.where(alike.all(axis=1), width, alike.argmin(axis=1))
            moved[on] += gone
            on, width = on[gone == width], min(2 * width, MOST_AHEAD)
        boxes["a" + end], boxes["b" + end] = i + step * moved, j + step * moved


def _with_signs(texts: list[str], pages: np.ndarray, ends: np.ndarray) -> list[int]:
    """Return the ends, moved past vowel signs and tatweel of the last letter."""
    found = [(SIGN.match(texts[page], end), end) for page, end in zip(pages.tolist(), ends.tolist())]
    return [match.end() if match else end for match, end in found]
