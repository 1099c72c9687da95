"""How fast shared passages are found, and how many of those planted: find_passages beside a plain index of 5-grams.

Both run in this one process on the same pages, so that the ratio means the same on any machine.

    python benchmarks/reuse.py                   pages of random words in which passages were planted
    python benchmarks/reuse.py --pages FOLDER    pages of your own (time and counts only)
    python benchmarks/reuse.py --times 10        also as many times the pages, with a tenth of the words changed
"""
import argparse
import resource
import time
from collections import defaultdict
from itertools import combinations

import numpy as np
import pandas as pd

from helpers import corpus
from helpers.letters import fold, words
from helpers.passages import find_passages

PLAIN_NGRAM, PLAIN_SHARED = 5, 2  # a pair of pages counts where it shares two runs of five words


def planted(count: int, seed: int = 1) -> tuple[pd.DataFrame, set[tuple[str, str]]]:
    """Pages of 300 random words, each odd one with 40 words of the page before it, a fifth changed; and those pairs."""
    rng = np.random.default_rng(seed)
    letters = list("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
    vocabulary = np.array(["".join(rng.choice(letters, rng.integers(2, 8))) for _ in range(30_000)])
    share = 1 / np.arange(1, len(vocabulary) + 1)
    texts = vocabulary[rng.choice(len(vocabulary), (count, 300), p=share / share.sum())]
    for page in range(1, count, 2):
        passage = texts[page - 1, 100:140].copy()
        changed = rng.random(40) < 0.2
        passage[changed] = rng.choice(vocabulary, changed.sum())
        texts[page, 200:240] = passage
    names = [f"page-{n:06}" for n in range(count)]
    return (pd.DataFrame({"article": names, "text": [" ".join(text) for text in texts]}),
            {(names[n - 1], names[n]) for n in range(1, count, 2)})


def plain_index(articles: pd.DataFrame) -> set[tuple[str, str]]:
    """The pairs of pages that share PLAIN_SHARED runs of words, by a dictionary of sets: no places, no passages."""
    pages = defaultdict(set)
    for article, text in zip(articles["article"], articles["text"]):
        tokens = [word for word, _, _ in words(fold(text))]
        for n in range(len(tokens) - PLAIN_NGRAM + 1):
            pages[tuple(tokens[n:n + PLAIN_NGRAM])].add(article)
    order = {article: n for n, article in enumerate(articles["article"])}
    shared = defaultdict(int)
    for group in pages.values():
        if 1 < len(group) <= 40:
            for pair in combinations(sorted(group, key=order.get), 2):
                shared[pair] += 1
    return {pair for pair, count in shared.items() if count >= PLAIN_SHARED}


def repeated(articles: pd.DataFrame, times: int, seed: int = 1) -> pd.DataFrame:
    """So many copies of the pages, each with one word in ten replaced by another word of the pages."""
    rng, rows = np.random.default_rng(seed), []
    vocabulary = np.array(sorted({word for text in articles["text"].head(500) for word in text.split()}))
    for copy in range(times):
        for article, text in zip(articles["article"], articles["text"]):
            tokens = text.split(" ")
            for n in np.flatnonzero(rng.random(len(tokens)) < 0.1):
                tokens[n] = str(rng.choice(vocabulary))
            rows.append((f"{article}-{copy}", " ".join(tokens)))
    return pd.DataFrame(rows, columns=["article", "text"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", help="a folder or file of pages; without it, pages are made up")
    parser.add_argument("--count", type=int, default=3000, help="made-up pages (default: %(default)s)")
    parser.add_argument("--times", type=int, default=1, help="how many noisy copies of the pages are read at the end")
    options = parser.parse_args()
    articles, truth = (corpus.load(options.pages), None) if options.pages else planted(options.count)
    megabytes = articles["text"].str.encode("utf-8").str.len().sum() / 1e6
    find_passages(articles.head(2))  # tables of letters are built once

    seconds, pairs = [], []
    for find in (plain_index, lambda pages: set(find_passages(pages)[["a", "b"]].itertuples(index=False, name=None))):
        begin = time.perf_counter()
        pairs.append(find(articles))
        seconds.append(time.perf_counter() - begin)
    print(f"{len(articles)} pages, {megabytes:.1f} MB")
    for name, time_taken, found in zip(("plain 5-gram index", "find_passages"), seconds, pairs):
        ratio = time_taken / seconds[0]
        print(f"{name:20} {time_taken:7.2f} s  {ratio:5.2f} of the plain one  {len(found)} pairs", end="")
        print(f", {len(found & truth)} of {len(truth)} planted, {len(found - truth)} others" if truth else "")
    if options.times > 1:
        articles = repeated(articles, options.times)
        begin = time.perf_counter()
        count = len(find_passages(articles))
        taken, peak = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f"{len(articles)} pages: {taken:.2f} s, {taken / seconds[1]:.1f} times as long, {count} passages, "
              f"{peak:.2f} GB at most")


if __name__ == "__main__":
    main()
