"""Compare find_passages with other tools: speed, and how many planted passages are found.

All run one after the other on the same pages, each in a process of its own, so that the ratios are the same on any
machine and the memory of one is not counted for the next.

    python benchmarks/reuse.py                   pages of random words in which passages were planted
    python benchmarks/reuse.py --pages FOLDER    pages of your own (time and counts only)
    python benchmarks/reuse.py --times 10        also ten times as many pages, with a tenth of the words changed
    pip install datasketch==2.0.0                MinHash with locality-sensitive hashing; without it its row is left out

passim runs if its command and Java are installed. The planted passages are known to the character: `characters` are
precision and recall of the stretches that a tool gives, if it gives any. Each kind is shown as found of planted.
"""

import argparse
import importlib.util
import json
import resource
import shutil
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.corpus import pages as corpus
from helpers.reuse import find_passages
from helpers.text import fold, words

PLAIN_NGRAM, PLAIN_SHARED = 5, 2  # a pair of pages counts if it shares two runs of five words
PAGE, PASSAGE, PIECE = 300, 40, 8  # words of a page, of a passage in it, and of the parts in which one is shuffled
CHANGED = {"copied": 0, "shuffled": 0, "10 % changed": 0.1, "20 % changed": 0.2, "35 % changed": 0.35}
MINHASH_NGRAM, PERMUTATIONS, THRESHOLD = 4, 128, 0.05  # the share for a passage of 40 words in pages of 300
COLUMNS = ["a", "a_start", "a_end", "b", "b_start", "b_end"]


def planted(count: int, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return pages of random words, every second one with a passage of the page before it; and these passages.

    Their columns are kind and COLUMNS.
    """
    rng = np.random.default_rng(seed)
    letters = list("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
    vocabulary = np.array(["".join(rng.choice(letters, rng.integers(2, 8))) for _ in range(30_000)])
    share = 1 / np.arange(1, len(vocabulary) + 1)
    texts = vocabulary[rng.choice(len(vocabulary), (count, PAGE), p=share / share.sum())]
    truth = []
    for page in range(1, count, 2):
        kind = list(CHANGED)[page // 2 % len(CHANGED)]
        source, target = rng.integers(0, PAGE - PASSAGE, 2)
        passage = texts[page - 1, source : source + PASSAGE].copy()
        if kind == "shuffled":
            passage = rng.permutation(passage.reshape(-1, PIECE)).ravel()
        changed = rng.random(PASSAGE) < CHANGED[kind]
        passage[changed] = rng.choice(vocabulary, changed.sum())
        texts[page, target : target + PASSAGE] = passage
        truth.append(
            (
                kind,
                f"page-{page - 1:06}",
                *stretch(texts[page - 1], source),
                f"page-{page:06}",
                *stretch(texts[page], target),
            )
        )
    articles = pd.DataFrame({"article": [f"page-{n:06}" for n in range(count)], "text": [" ".join(t) for t in texts]})
    return articles, pd.DataFrame(truth, columns=["kind", *COLUMNS])


def stretch(tokens: np.ndarray, first: int) -> tuple[int, int]:
    """Return the place of a passage in a page of these words."""
    start = sum(map(len, tokens[:first])) + first
    return start, start + len(" ".join(tokens[first : first + PASSAGE]))


def reworded(seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return pages with the passages of rewordings.csv, each between random words, and the pairs that belong together.

    `reworded` is one report rewritten by another desk, `apart` are two independent reports on one subject.
    """
    table, filler = pd.read_csv(Path(__file__).with_name("rewordings.csv")), planted(200, seed)[0]["text"].str.split()
    filler = filler[::2].tolist()  # those into which nothing was planted
    texts = [
        " ".join([*filler[n][: PAGE // 2], text, *filler[n][PAGE // 2 :]])
        for n, text in enumerate(pd.concat([table["one"], table["other"]]))
    ]
    names = [f"{side}-{n:02}" for side in "ab" for n in range(len(table))]
    truth = [
        (
            kind,
            *(
                value
                for side, text in (("a", one), ("b", other))
                for value in (f"{side}-{n:02}", *place(texts[names.index(f"{side}-{n:02}")], text))
            ),
        )
        for n, (kind, one, other) in enumerate(table.itertuples(index=False))
    ]
    return pd.DataFrame({"article": names, "text": texts}), pd.DataFrame(truth, columns=["kind", *COLUMNS])


def place(page: str, passage: str) -> tuple[int, int]:
    return page.index(passage), page.index(passage) + len(passage)


def shared_passages(articles: pd.DataFrame) -> pd.DataFrame:
    return find_passages(articles)[COLUMNS]


def plain_index(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of pages that share PLAIN_SHARED n-grams, by a dictionary of sets: no places, no passages."""
    pages = defaultdict(set)
    for article, text in enumerate(articles["text"]):
        tokens = [word for word, _, _ in words(fold(text))]
        for n in range(len(tokens) - PLAIN_NGRAM + 1):
            pages[tuple(tokens[n : n + PLAIN_NGRAM])].add(article)
    shared = Counter(
        pair for group in pages.values() if 1 < len(group) <= 40 for pair in combinations(sorted(group), 2)
    )
    return named([pair for pair, count in shared.items() if count >= PLAIN_SHARED], articles)


def minhash(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of pages that datasketch estimates to share at least THRESHOLD of their n-grams."""
    from datasketch import MinHash, MinHashLSH

    index, sketches = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS), []
    for article, text in enumerate(articles["text"]):
        tokens = [word for word, _, _ in words(fold(text))]
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([" ".join(tokens[n : n + MINHASH_NGRAM]).encode() for n in range(len(tokens))])
        index.insert(article, sketch)
        sketches.append(sketch)
    found = {
        tuple(sorted((article, other)))
        for article, sketch in enumerate(sketches)
        for other in index.query(sketch)
        if other != article and sketch.jaccard(sketches[other]) >= THRESHOLD
    }
    return named(sorted(found), articles)


def passim(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the passages that passim aligns, two pages at a time."""
    with tempfile.TemporaryDirectory() as folder:
        pages = articles.rename(columns={"article": "id"})[["id", "text"]].assign(series=articles["article"])
        pages.to_json(f"{folder}/pages.json", orient="records", lines=True, force_ascii=False)
        subprocess.run(
            ["passim", "--all-pairs", "--pairwise", f"{folder}/pages.json", f"{folder}/out"],
            check=True,
            capture_output=True,
        )
        rows = [
            json.loads(line)
            for file in Path(folder, "out", "align.json").glob("part-*")
            for line in file.read_text("utf8").splitlines()
        ]
    sides = [sorted([(row["id"], row["begin"], row["end"]), (row["id2"], row["begin2"], row["end2"])]) for row in rows]
    return pd.DataFrame([(*a, *b) for a, b in sides], columns=COLUMNS)


def named(pairs: list[tuple[int, int]], articles: pd.DataFrame) -> pd.DataFrame:
    names = articles["article"].tolist()
    return pd.DataFrame([(names[a], names[b]) for a, b in pairs], columns=["a", "b"])


def measured(find, articles: pd.DataFrame) -> tuple[pd.DataFrame, float, float, float]:
    """Return the result of a tool, its seconds, and gigabytes at most and before it began; in a process of its own."""
    if find is shared_passages:
        find(articles.head(2))  # tables of letters are built once
    before, begin = peak(), time.perf_counter()
    found = find(articles)
    return found, time.perf_counter() - begin, peak(), before


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def alone(find, articles: pd.DataFrame) -> tuple[pd.DataFrame, float, float, float]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, find, articles).result()


def tools() -> dict:
    """Return the installed tools; print a line for each that is not."""
    there = {"plain 5-gram index": plain_index, "find_passages": shared_passages}
    if importlib.util.find_spec("datasketch"):
        there["datasketch"] = minhash
    else:
        print("datasketch is not installed: left out")
    if shutil.which("passim") and shutil.which("java"):
        there["passim"] = passim
    else:
        print("passim or Java is not installed: left out")
    return there


def scored(found: pd.DataFrame, truth: pd.DataFrame) -> str:
    """Return the pairs of pages found of each kind, other pairs, and precision and recall of stretches by character."""
    pairs = set(zip(found["a"], found["b"]))
    is_found = pd.Series([pair in pairs for pair in zip(truth["a"], truth["b"])], index=truth.index)
    kinds = is_found.groupby(truth["kind"], sort=False).agg(["sum", "count"])
    line = ", ".join(f"{kind} {row['sum']} of {row['count']}" for kind, row in kinds.iterrows())
    line += f"; {len(pairs - set(zip(truth['a'], truth['b'])))} others"
    if "a_start" not in found:
        return line + "; no places"
    both = found.merge(truth, on=["a", "b"], suffixes=("", "_true"))
    hit = said = true = 0
    for side in "ab":
        over = (
            both[[f"{side}_end", f"{side}_end_true"]].min(axis=1)
            - both[[f"{side}_start", f"{side}_start_true"]].max(axis=1)
        ).clip(lower=0)
        hit += over.sum()
        said += (found[f"{side}_end"] - found[f"{side}_start"]).sum()
        true += (truth[f"{side}_end"] - truth[f"{side}_start"]).sum()
    return line + f"; characters P {hit / max(said, 1):.3f} R {hit / max(true, 1):.3f}"


def repeated(articles: pd.DataFrame, times: int, seed: int = 1) -> pd.DataFrame:
    """Return copies of the pages, each with one word in ten replaced by another word of the pages."""
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
    articles = articles[["article", "text"]]
    print(f"{len(articles)} pages, {articles['text'].str.encode('utf-8').str.len().sum() / 1e6:.1f} MB")
    seconds = {}
    for name, find in tools().items():
        try:
            found, seconds[name], most, before = alone(find, articles)
        except subprocess.CalledProcessError as error:
            print(f"{name} failed: {error.stderr.decode(errors='replace').strip().splitlines()[-1:]}")
            continue
        ratio = seconds[name] / seconds["plain 5-gram index"]
        print(
            f"{name:20} {seconds[name]:7.2f} s  {ratio:5.2f} of the plain one  "
            f"{most:.2f} GB ({before:.2f} before)  {len(found)} found"
        )
        if truth is not None:
            print(f"{'':20} {scored(found, truth)}")
    if truth is not None:
        pages, truth = reworded()
        print(f"find_passages, told in other words: {scored(shared_passages(pages), truth)}")
    if options.times > 1:
        articles = repeated(articles, options.times)
        found, taken, most, before = alone(shared_passages, articles)
        print(
            f"{len(articles)} pages: {taken:.2f} s, {taken / seconds['find_passages']:.1f} times as long, "
            f"{len(found)} passages, {most:.2f} GB ({before:.2f} before)"
        )


if __name__ == "__main__":
    main()
