"""Find blocks and publication dates of pages with the lexicons of another folder.

    python benchmarks/blinded.py LEXICONS PAGES.jsonl OUT

OUT gets blocks.jsonl (article, start, end, role, kind, item) and published.jsonl (article, published). The helpers read
each lexicon once, so this is a process of its own: benchmarks/generalise.py starts it with folders that lack rows.
"""

import json
import sys
from pathlib import Path

import pandas as pd

import helpers.paths


def main(lexicons: str, pages: str, out: str) -> None:
    helpers.paths.LEXICONS = Path(lexicons)  # before any module that reads lexicons is imported
    from helpers.blocks import find_blocks
    from helpers.dates import find_published
    from helpers.pipeline.profile import profile

    articles = pd.DataFrame(map(json.loads, Path(pages).read_text(encoding="utf-8").splitlines()))
    profiles = {name: profile(part) for name, part in articles.groupby("set")}  # what recurs in one set only
    blocks = pd.concat([find_blocks(part, profiles[name]) for name, part in articles.groupby("set")])
    published = find_published(articles[["article", "text"]], blocks)
    blocks[["article", "start", "end", "role", "kind", "item"]].to_json(
        Path(out) / "blocks.jsonl", orient="records", lines=True, force_ascii=False
    )
    published[["article", "published"]].to_json(
        Path(out) / "published.jsonl", orient="records", lines=True, force_ascii=False
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
