"""Compare find_blocks with a cut at the first marker: how many pages are right, and how fast.

Both run in this one process on the same pages, so that the ratio is the same on any machine.

    python benchmarks/blocks.py SET...           sets with answers: folders with pages.jsonl and gold.jsonl
    python benchmarks/blocks.py --pages PAGES    pages of your own: time, and the number of blocks of each role

pages.jsonl has a page a line (article, text, outlet), gold.jsonl a stretch a line (article, start, end, role).
Characters that are white space, or in no stretch, are not counted. A page is right if 99 % of its characters have their
role.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path

import pandas as pd

from helpers.blocks import find_blocks
from helpers.blocks.splitting import find_lines
from helpers.corpus import pages as corpus

ROLES = ("main", "appended", "boilerplate")
RIGHT = 0.99  # the share of characters


def cut_at_marker(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the blocks that a simple script makes: all above the first marker is the story, all below is appended."""
    rows = []
    for article, text in zip(articles["article"], articles["text"]):
        marker = next((line for line in find_lines(text) if line.kind == "marker"), None)
        cut, below = (marker.start, marker.end) if marker else (len(text), len(text))
        rows += [
            (article, 0, cut, "main"),
            (article, cut, below, "boilerplate"),
            (article, below, len(text), "appended"),
        ]
    return pd.DataFrame(rows, columns=["article", "start", "end", "role"])


def roles(text: str, rows: list[dict]) -> list[str]:
    """Return the role of each character of a page, '' if it has none."""
    found = [""] * len(text)
    for row in rows:
        found[row["start"] : row["end"]] = [row["role"]] * (row["end"] - row["start"])
    return found


def by_article(rows: list[dict]) -> dict[str, list[dict]]:
    return {article: part.to_dict("records") for article, part in pd.DataFrame(rows).groupby("article")}


def score(articles: pd.DataFrame, gold: list[dict], blocks: pd.DataFrame) -> dict:
    """Return the share of pages that are right, and the F1 of each role by character."""
    truth, found, pairs, right = by_article(gold), by_article(blocks.to_dict("records")), Counter(), 0
    for article, text in zip(articles["article"], articles["text"]):
        both = zip(roles(text, truth.get(article, [])), roles(text, found.get(article, [])), text)
        here = Counter((a, b) for a, b, letter in both if a and not letter.isspace())
        pairs += here
        right += sum(n for (a, b), n in here.items() if a == b) >= RIGHT * here.total() > 0
    f1 = {}
    for role in ROLES:
        both = sum(n for (a, b), n in pairs.items() if a == role) + sum(n for (a, b), n in pairs.items() if b == role)
        f1[role] = round(2 * pairs[role, role] / both, 3) if both else None
    return {"pages right": round(right / len(articles), 3)} | f1


def timed(function, articles: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Return the result of a function, and its speed in megabytes of UTF-8 a second, the best of three."""
    size, best = articles["text"].str.encode("utf8").str.len().sum() / 1e6, float("inf")
    for _ in range(3):
        start = time.perf_counter()
        found = function(articles)
        best = min(best, time.perf_counter() - start)
    return found, round(size / best, 2)


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--pages", type=Path)
    given = parser.parse_args()
    find_blocks(pd.DataFrame({"article": ["1"], "text": ["لا شيء"]}))  # the lexicons are read once
    table = []
    for folder in given.sets:
        pages, answers = pd.DataFrame(read(folder / "pages.jsonl")), read(folder / "gold.jsonl")
        for name, function in (("find_blocks", find_blocks), ("cut at the first marker", cut_at_marker)):
            blocks, speed = timed(function, pages)
            table.append({"set": folder.name, "": name} | score(pages, answers, blocks) | {"MB/s": speed})
    if table:
        print(pd.DataFrame(table).to_string(index=False))
    if given.pages:
        blocks, speed = timed(find_blocks, corpus.load(given.pages))
        print(f"{blocks['article'].nunique()} pages, {speed} MB/s, blocks: {blocks['role'].value_counts().to_dict()}")
