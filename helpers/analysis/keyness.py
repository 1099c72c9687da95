"""Keyness and vocabulary: the words of blocks, the keywords of a text, and the similarity of two texts."""

from functools import lru_cache

import numpy as np
import pandas as pd

from helpers.lexicons import affix, lexicon, markers, stem
from helpers.text import fold, words

SIGNIFICANT = 6.63  # of a G², for p < 0.01
SMOOTHING = 0.5  # added to both counts of an effect size, so that a word that one side lacks has one too


def find_words(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """Return the words of all blocks, without numbers and single letters.

    Returns a frame with one row a word: article, block, role, item, start and end (code points into the page), word (as
    it is written) and stem (the form that is counted).

    >>> articles = pd.DataFrame({"article": ["1"], "text": ["وصل الوفد. ثم غادر الوفدُ"]})
    >>> blocks = pd.DataFrame({"article": ["1"], "block": 0, "start": 0, "end": 25, "role": "main", "item": 0})
    >>> find_words(articles, blocks)["stem"].tolist()
    ['وصل', 'وفد', 'ثم', 'غادر', 'وفد']
    """
    texts = articles.set_index("article")["text"]
    rows = [
        (b.article, b.block, b.role, b.item, b.start + start, b.start + end, word, stem_of(word))
        for b in blocks.itertuples(index=False)
        for word, start, end in words(texts[b.article][b.start : b.end])
        if end - start > 1 and not word.isnumeric()
    ]
    frame = pd.DataFrame(rows, columns=["article", "block", "role", "item", "start", "end", "word", "stem"])
    return frame.astype({"item": "Int64"})


@lru_cache(maxsize=200_000)
def stem_of(word: str) -> str:
    """Return the stem of a word as it is written; a و that belongs to the word is kept (function_words.csv).

    >>> stem_of("وزير"), stem_of("للوزير"), stem_of("وقال")
    ('وزير', 'وزير', 'قال')
    """
    folded = fold(word)
    # with its article before it, the و of «وزير» is no «and»
    return stem(affix("article") + folded if folded in markers().own_waw else folded)


def keyness(words: pd.DataFrame, others: pd.DataFrame, least: int = 3) -> pd.DataFrame:
    """Return the keyness of the stems of `words` compared with `others`, the strongest first.

    Function words are left out (data/lexicons/function_words.csv; the stop lists of packages contain «زيارة» and
    «لقاء»). If a side has no words, there is no row.

    Args:
        words: rows of `find_words`.
        others: rows of `find_words` of the other side.
        least: stems that both sides together have less often are left out.

    Returns a frame with one row a stem:
        word: its commonest form.
        here, there: its count in `words` and in `others`.
        pages: number of pages that have it, on the side where it is more common.
        steady: whether it would still be a keyword (g2 of 6.63) without the page that has it most often. With one
            page, no word is steady.
        g2: log-likelihood ratio (Dunning 1993), with the sign of the difference; 6.63 is p < 0.01 for one word.
        log_ratio: binary logarithm of the ratio of relative frequencies (Hardie 2014): 1 is twice as common.
    """
    sides = [_by_page(side).add_suffix(suffix) for side, suffix in ((words, "_here"), (others, "_there"))]
    table = pd.concat(sides, axis=1).fillna(0).rename_axis("stem").reset_index()
    function = {stem_of(form) for form in lexicon("function_words")["form"]}
    table["here"], table["there"] = table["count_here"].astype("int64"), table["count_there"].astype("int64")
    table = table[(table["here"] + table["there"] >= least) & ~table["stem"].isin(function)]
    table = table if len(words) and len(others) else table.head(0)
    a, b, n, m = table["here"], table["there"], len(words), len(others)
    table["g2"] = _g2(a, b, n, m)
    table["log_ratio"] = np.log2((a + SMOOTHING) / (n + SMOOTHING) / ((b + SMOOTHING) / (m + SMOOTHING)))
    without = (
        _g2(a - table["most_here"], b, n - table["page_here"], m),
        -_g2(a, b - table["most_there"], n, m - table["page_there"]),
    )
    positive = table["g2"] > 0
    table["steady"] = np.where(positive, *without) >= SIGNIFICANT
    table["pages"] = np.where(positive, table["pages_here"], table["pages_there"]).astype("int64")
    table["word"] = _commonest_forms(pd.concat([words, others])).reindex(table["stem"]).to_numpy()
    table = table.sort_values(["g2", "stem"], ascending=[False, True], ignore_index=True)
    return table[["word", "here", "there", "pages", "steady", "g2", "log_ratio"]]


def _commonest_forms(words: pd.DataFrame) -> pd.Series:
    """Return the commonest form of each stem."""
    counts = words.groupby(["stem", "word"]).size().rename("times").reset_index()
    counts = counts.sort_values(["times", "word"], ascending=[False, True]).drop_duplicates("stem")
    return counts.set_index("stem")["word"]


def _by_page(words: pd.DataFrame) -> pd.DataFrame:
    """Return, for each stem, count, pages, most (its count on the page that has it most often) and page.

    pages: the number of pages that have it. page: the number of words on the page that has it most often.
    """
    counts = words.groupby(["stem", "article"]).size().rename("most").reset_index()
    counts["page"] = counts["article"].map(words["article"].value_counts())
    counts = counts.sort_values(["most", "page"], ascending=[False, True])
    return (
        counts.groupby("stem")
        .agg(count=("most", "sum"), pages=("most", "size"), most=("most", "first"), page=("page", "first"))
        .astype("int64")
    )


def _g2(a: pd.Series, b: pd.Series, n: int | pd.Series, m: int | pd.Series) -> pd.Series:
    """Return the signed log-likelihood ratio of a in n words and b in m; 0 if one side has no words left."""
    expected_a, expected_b = n * (a + b) / (n + m), m * (a + b) / (n + m)
    return 2 * (_times_log(a, expected_a) + _times_log(b, expected_b)) * np.sign(a * m - b * n)


def similarity(words: pd.DataFrame, others: pd.DataFrame) -> float:
    """Return the similarity of the vocabularies of two texts: the cosine of their stem counts, from 0 to 1.

    >>> one = pd.DataFrame({"stem": ["قمه", "وفد"]})
    >>> similarity(one, one), similarity(one, pd.DataFrame({"stem": ["مطر"]}))
    (1.0, 0.0)
    """
    counts = pd.DataFrame({"a": words["stem"].value_counts(), "b": others["stem"].value_counts()}).fillna(0)
    lengths = np.linalg.norm(counts["a"]) * np.linalg.norm(counts["b"])
    return round(float(counts["a"] @ counts["b"] / lengths), 10) if lengths else 0.0


def block_similarity(words: pd.DataFrame, least: int = 10) -> pd.DataFrame:
    """Return the similarity of each block to the rest of the main story of its page.

    Blocks of fewer than `least` words are left out, since their common words are chance, and so are pages without a
    main story.

    Returns a frame with one row a block: article, block, role, item, words (their number) and similarity (0 to 1).
    """
    counts = words.groupby(["article", "block", "stem"], sort=False).size().rename("here").reset_index()
    main = words[words["role"] == "main"].groupby(["article", "stem"]).size().rename("main")
    counts = counts.join(main, on=["article", "stem"]).fillna({"main": 0})
    counts = counts.assign(both=counts["here"] * counts["main"], square=counts["here"] ** 2)
    table = counts.groupby(["article", "block"], sort=False)[["here", "both", "square"]].sum()
    table = table.join(words.drop_duplicates(["article", "block"]).set_index(["article", "block"])[["role", "item"]])
    stories = pd.DataFrame({"story": main, "story_square": main**2}).groupby("article").sum()
    table = table.join(stories, on="article").reset_index()
    own = table["role"] == "main"  # a block of the story is compared with the story without it
    rest = table["story"] - table["here"].where(own, 0)
    dot = table["both"] - table["square"].where(own, 0)
    rest_square = table["story_square"] + (table["square"] - 2 * table["both"]).where(own, 0)
    table["similarity"] = (dot / np.sqrt(table["square"] * rest_square)).round(10)
    table = table[(table["here"] >= least) & (rest > 0)].rename(columns={"here": "words"})
    return table[["article", "block", "role", "item", "words", "similarity"]].reset_index(drop=True)


def _times_log(count: pd.Series, expected: pd.Series) -> pd.Series:
    """Return count · log(count / expected), which is 0 for a count of 0."""
    return count * np.log(count.where(count > 0, 1) / expected.where(count > 0, 1))
