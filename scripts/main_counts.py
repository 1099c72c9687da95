"""The main counts of one or more corpora, as the table that README.md shows.

    python scripts/main_counts.py data/articles [FOLDER ...]
"""
import sys

import pandas as pd

from helpers.annotate import Tables, tables_of

ROLES = ("main", "appended", "boilerplate")
MOST = 3  # actors that are named in the table


def main_counts(tables: Tables) -> pd.Series:
    """The main counts of a corpus: pages, characters per role, most-named actors, temporal expressions, quotations."""
    blocks = tables.blocks.assign(characters=tables.blocks["end"] - tables.blocks["start"])
    characters = blocks.groupby("role")["characters"].sum().reindex(ROLES, fill_value=0)
    role = blocks[["article", "block", "role"]]
    mentions = tables.mentions.merge(role, on=["article", "block"])
    dates = tables.dates.merge(role, on=["article", "block"])
    stories = mentions[mentions["role"] == "main"]
    return pd.Series({
        "pages": len(tables.articles),
        "pages with a publication date of their own": int((tables.articles["published_from"] == "page").sum()),
        **{f"characters: {name}": f"{count:,} ({count / characters.sum():.0%})" for name, count in characters.items()},
        "mentions in main stories": len(stories),
        "most-named there": _most(stories),
        "mentions on whole pages": len(mentions),
        "most-named there, appended items and all": _most(mentions),
        "actors named in appended items only": len(set(mentions["actor"][mentions["role"] == "appended"]) - set(stories["actor"])),
        "temporal expressions in main stories": int((dates["role"] == "main").sum()),
        "of these dated": int((dates["value"].notna() & (dates["role"] == "main")).sum()),
        "temporal expressions in appended items": int((dates["role"] == "appended").sum()),
        "of these left without a date": int((dates["value"].isna() & (dates["role"] == "appended")).sum()),
        "quotations in main stories": int(tables.quotations.merge(role, on=["article", "block"])["role"].eq("main").sum()),
    })


def markdown(counts: dict[str, pd.Series]) -> str:
    """The counts of several corpora side by side, as a Markdown table."""
    head = "| | " + " | ".join(counts) + " |\n|" + "---|" * (len(counts) + 1) + "\n"
    table = pd.DataFrame(counts)
    return head + "\n".join(f"| {name} | " + " | ".join(map(str, row)) + " |" for name, row in zip(table.index, table.values))


def _most(mentions: pd.DataFrame) -> str:
    counts = mentions["name"].value_counts().head(MOST)
    return "، ".join(f"{name} {count}" for name, count in counts.items())


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    print(markdown({folder: main_counts(tables_of(folder)) for folder in sys.argv[1:]}))
