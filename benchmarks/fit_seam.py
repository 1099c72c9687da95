"""Fit and check the weights that separate another story from one that continues: SEAM in helpers/blocks/segments.py.

    python benchmarks/fit_seam.py SET...       prints the fitted weights beside those in use, and for each outlet how
                                               many decisions are wrong if it is left out of the fit

A set is a folder with pages.jsonl (article, outlet, text) and gold.jsonl (article, start, end, role, item): stretches
of the pages with their role, and for appended stories their number. Every segment of text after the first story of a
page is one decision: does it continue the story before it, or does another story begin? The fit is a logistic
regression by Newton's method with a small ridge penalty; it uses only `segments.features`, no words.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.blocks import boilerplate
from helpers.blocks.segments import SEAM, features, find_segments
from helpers.blocks.splitting import find_lines

RIDGE, STEPS = 0.1, 40
NAMES = [feature.name for feature in SEAM]


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def story_of(segment, gold: list[dict]) -> object:
    """Return the story that most paragraphs of a segment belong to: 0, an item, or None for text in no story."""
    found = Counter()
    for line in segment.body:
        for row in gold:
            if row["start"] < line.end and line.start < row["end"]:
                found[0 if row["role"] == "main" else row.get("item")] += line.end - line.start
    return found.most_common(1)[0][0] if found else None


def decisions(folder: Path) -> list[dict]:
    """Return one row a decision: outlet, another (whether another story begins), and the features."""
    gold, rows = defaultdict(list), []
    for row in read(folder / "gold.jsonl"):
        gold[row["article"]].append(row)
    for page in read(folder / "pages.jsonl"):
        lines = boilerplate.classify(find_lines(page["text"]))
        words, before = Counter(), None
        for segment in find_segments(lines):
            story = story_of(segment, gold[page["article"]])
            if not segment.body or story is None:
                continue
            if before is not None:
                rows.append(
                    {"outlet": page.get("outlet") or folder.name, "another": story != before} | features(segment, words)
                )
            words = (words if story == before else Counter()) + segment.stems
            before = story
    return rows


def fit(rows: pd.DataFrame) -> pd.Series:
    """Return the weights of a logistic regression of `another` on the features."""
    known, answer = rows[NAMES].astype(float).to_numpy(), rows["another"].astype(float).to_numpy()
    weights = np.zeros(known.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (answer - chance) - RIDGE * weights
        bend = known.T @ (known * (chance * (1 - chance))[:, None]) + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return pd.Series(weights, index=NAMES)


def wrong(rows: pd.DataFrame, weights: pd.Series) -> int:
    """Return the number of decisions that these weights get wrong."""
    return int(((rows[NAMES].astype(float) @ weights > 0) != rows["another"].astype(bool)).sum())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    found = pd.DataFrame([row for folder in parser.parse_args().sets for row in decisions(folder)])
    in_use = pd.Series({feature.name: feature.weight for feature in SEAM})
    print(pd.DataFrame({"in use": in_use, "fitted": fit(found).round(2)}).to_string())
    outlets = pd.DataFrame(
        [
            {
                "outlet left out": outlet,
                "decisions": len(part),
                "wrong": wrong(part, fit(found.drop(part.index))),
                "wrong, in use": wrong(part, in_use),
            }
            for outlet, part in found.groupby("outlet")
        ]
    )
    print(outlets.to_string(index=False))
    print(
        f"together: {len(found)} decisions, {found['another'].sum()} of them another story; "
        f"wrong {outlets['wrong'].sum()}, in use {outlets['wrong, in use'].sum()}"
    )
