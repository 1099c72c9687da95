"""Vocabulary: the words of blocks, which of them set one text apart from another, and how alike two texts are."""
import numpy as np
import pandas as pd

from helpers import corpus, letters

SMOOTHING = 0.5  # added to both counts of an effect size, so that a word that one side lacks has one too


def find_words(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """The words of all blocks: article, block, role, item, start, end, word (as it stands) and stem (what is counted).

    Numbers and single letters are left out. Offsets are code points into the page.

    >>> articles = pd.DataFrame({"article": ["1"], "text": ["وصل الوفد. ثم غادر الوفدُ"]})
    >>> blocks = pd.DataFrame({"article": ["1"], "block": 0, "start": 0, "end": 25, "role": "main", "item": 0})
    >>> find_words(articles, blocks)["stem"].tolist()
    ['وصل', 'وفد', 'ثم', 'غادر', 'وفد']
    """
    texts = articles.set_index("article")["text"]
    rows = [(b.article, b.block, b.role, b.item, b.start + start, b.start + end, word, letters.stem(letters.fold(word)))
            for b in blocks.itertuples(index=False)
            for word, start, end in letters.words(texts[b.article][b.start:b.end])
            if end - start > 1 and not word.isnumeric()]
    frame = pd.DataFrame(rows, columns=["article", "block", "role", "item", "start", "end", "word", "stem"])
    return frame.astype({"item": "Int64"})


def keyness(words: pd.DataFrame, others: pd.DataFrame, least: int = 3) -> pd.DataFrame:
    """The stems that set `words` apart from `others`, strongest first: word, here, there, pages, g2, log_ratio.

    Without words on either side there is nothing to compare, and no row.

    word         the commonest form of the stem
    here, there  how often the stem stands in either; function words (data/lexicons/function_words.csv) and stems seen
                 fewer than `least` times in all are left out
    pages        in how many pages of `words` it stands: a word of one page tells of that page alone
    g2           the log-likelihood ratio (Dunning 1993), with the sign of the difference; 6.63 is p < 0.01 for one word
    log_ratio    the binary logarithm of the ratio of relative frequencies (Hardie 2014): 1 is twice as common
    """
    here, there = words["stem"].value_counts(), others["stem"].value_counts()
    table = pd.DataFrame({"here": here, "there": there}).fillna(0).astype("int64")
    function = {letters.stem(letters.fold(form)) for form in corpus.lexicon("function_words")["form"]}
    table = table[(table.sum(axis=1) >= least) & ~table.index.isin(function)]
    table = table if len(words) and len(others) else table.head(0)
    a, b, n, m = table["here"], table["there"], len(words), len(others)
    expected_a, expected_b = n * (a + b) / (n + m), m * (a + b) / (n + m)
    table["g2"] = 2 * (_times_log(a, expected_a) + _times_log(b, expected_b)) * np.sign(a * m - b * n)
    table["log_ratio"] = np.log2((a + SMOOTHING) / (n + SMOOTHING) / ((b + SMOOTHING) / (m + SMOOTHING)))
    both = pd.concat([words, others])
    forms = both[both["stem"].isin(table.index)].groupby("stem")["word"].agg(lambda same: same.value_counts().index[0])
    pages = words.groupby("stem")["article"].nunique()
    table = table.assign(word=forms.reindex(table.index), pages=pages.reindex(table.index, fill_value=0))
    table = table.rename_axis("stem").reset_index()
    table = table.sort_values(["g2", "stem"], ascending=[False, True], ignore_index=True)
    return table[["word", "here", "there", "pages", "g2", "log_ratio"]]


def similarity(words: pd.DataFrame, others: pd.DataFrame) -> float:
    """How alike the vocabularies of two texts are: the cosine of their stem counts, from 0 to 1.

    >>> one = pd.DataFrame({"stem": ["قمه", "وفد"]})
    >>> similarity(one, one), similarity(one, pd.DataFrame({"stem": ["مطر"]}))
    (1.0, 0.0)
    """
    counts = pd.DataFrame({"a": words["stem"].value_counts(), "b": others["stem"].value_counts()}).fillna(0)
    lengths = np.linalg.norm(counts["a"]) * np.linalg.norm(counts["b"])
    return round(float(counts["a"] @ counts["b"] / lengths), 10) if lengths else 0.0


def block_similarity(words: pd.DataFrame, least: int = 10) -> pd.DataFrame:
    """How alike each block is to the rest of its page's main story: article, block, role, item, words, similarity.

    Blocks of fewer than `least` words are left out: what they share is chance. So are pages without a main story.
    """
    rows = []
    for article, page in words.groupby("article", sort=False):
        main = page[page["role"] == "main"]
        for block, part in page.groupby("block"):
            rest = main[main["block"] != block]
            if len(part) >= least and len(rest):
                first = part.iloc[0]
                rows.append((article, block, first["role"], first["item"], len(part), similarity(part, rest)))
    frame = pd.DataFrame(rows, columns=["article", "block", "role", "item", "words", "similarity"])
    return frame.astype({"item": "Int64"})


def _times_log(count: pd.Series, expected: pd.Series) -> pd.Series:
    """count · log(count / expected), which is 0 for a count of 0."""
    return count * np.log(count.where(count > 0, 1) / expected.where(count > 0, 1))
