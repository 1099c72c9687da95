"""Fit and check the weights that separate another story from one that continues: in helpers/blocks/segments.py.

    python benchmarks/fit_seam.py SET... [--stories PAGES]

It prints, for UNTITLED and for TITLED, the fitted weights beside those in use, and for each outlet how many decisions
are wrong if it is left out of the fit. A set is a folder with pages.jsonl (article, outlet, text) and gold.jsonl
(article, start, end, role, item): stretches of the pages with their role, and for appended stories their number. With
--stories, pages are composed from stories with titles (benchmarks/related_pages.py), in which all stories of a page are
about the same subject.

Every segment of text after the first story of a page is one decision: does it continue the story before it, or does
another story begin? The fit is a logistic regression by Newton's method with a small ridge penalty; it uses only
`segments.features`, no words.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.related_pages import related_pages
from helpers.blocks import boilerplate
from helpers.blocks.segments import TITLED, UNTITLED, Feature, Story, features, find_segments, table_of
from helpers.blocks.splitting import find_lines

RIDGE, STEPS = 0.1, 40
TABLES = {"UNTITLED": UNTITLED, "TITLED": TITLED}


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


def decisions(pages: list[dict], answers: list[dict], name: str) -> list[dict]:
    """Return one row a decision: outlet, table, another (whether another story begins), and the features."""
    gold, rows = defaultdict(list), []
    for row in answers:
        gold[row["article"]].append(row)
    for page in pages:
        story, before = Story(Counter()), None
        for segment in find_segments(boilerplate.classify(find_lines(page["text"]))):
            item = story_of(segment, gold[page["article"]])
            if not segment.body or item is None:
                continue
            if before is not None:
                titled = table_of(segment) is TITLED
                facts = {"outlet": page.get("outlet") or name, "table": "TITLED" if titled else "UNTITLED"}
                rows.append(facts | {"another": item != before} | features(segment, story))
            if item != before:
                story = Story(Counter(), segment.body[0])
            story, before = story._replace(words=story.words + segment.stems), item
    return rows


def fit(rows: pd.DataFrame, names: list[str]) -> pd.Series:
    """Return the weights of a logistic regression of `another` on the features."""
    known, answer = rows[names].astype(float).to_numpy(), rows["another"].astype(float).to_numpy()
    weights = np.zeros(known.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (answer - chance) - RIDGE * weights
        bend = known.T @ (known * (chance * (1 - chance))[:, None]) + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return pd.Series(weights, index=names)


def wrong(rows: pd.DataFrame, weights: pd.Series) -> int:
    """Return the number of decisions that these weights get wrong."""
    return int(((rows[weights.index].astype(float) @ weights > 0) != rows["another"].astype(bool)).sum())


def report(rows: pd.DataFrame, table: tuple[Feature, ...]) -> None:
    """Print the weights of a table, fitted and in use, and how many decisions are wrong with each outlet left out."""
    names, in_use = [feature.name for feature in table], pd.Series({f.name: f.weight for f in table})
    print(pd.DataFrame({"in use": in_use, "fitted": fit(rows, names).round(2)}).to_string())
    outlets = pd.DataFrame(
        [
            {
                "outlet left out": outlet,
                "decisions": len(part),
                "wrong": wrong(part, fit(rows.drop(part.index), names)),
                "wrong, in use": wrong(part, in_use),
            }
            for outlet, part in rows.groupby("outlet")
        ]
    )
    print(outlets.to_string(index=False))
    print(
        f"together: {len(rows)} decisions, {rows['another'].sum()} of them another story; "
        f"wrong {outlets['wrong'].sum()}, in use {outlets['wrong, in use'].sum()}\n"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--stories", type=Path, help="a .jsonl file of stories with titles")
    options = parser.parse_args()
    found = [
        row
        for folder in options.sets
        for row in decisions(read(folder / "pages.jsonl"), read(folder / "gold.jsonl"), folder.name)
    ]
    if options.stories:
        stories = pd.DataFrame(read(options.stories))
        for seed in (1, 2):
            found += decisions(*related_pages(stories, seed), options.stories.name)
    found = pd.DataFrame(found)
    for name, part in found.groupby("table"):
        print(name)
        report(part, TABLES[name])
