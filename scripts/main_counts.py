"""Print the main counts of one or more corpora, as the table that README.md shows.

python scripts/main_counts.py data/articles [FOLDER ...]
"""

import sys

import pandas as pd

from helpers.pipeline.annotate import tables_of
from helpers.schema import Tables

ROLES = ("main", "appended", "boilerplate")
MOST = 3  # actors that the table names


def main_counts(tables: Tables) -> pd.Series:
    """Return the main counts of a corpus: pages, characters per role, most-named actors, dates, quotations."""
    blocks = tables.blocks.assign(characters=tables.blocks["end"] - tables.blocks["start"])
    characters = blocks.groupby("role")["characters"].sum().reindex(ROLES, fill_value=0)
    mentions, dates, stories = tables.mentions, tables.dates, tables.mentions.query("role == 'main'")
    only = set(mentions.query("role == 'appended'")["actor"]) - set(stories["actor"])
    return pd.Series(
        {
            "pages": len(tables.articles),
            "pages with a publication date of their own": int((tables.articles["published_from"] == "page").sum()),
            **{
                f"characters: {name}": f"{count:,} ({count / characters.sum():.0%})"
                for name, count in characters.items()
            },
            "mentions in main stories": len(stories),
            "most-named there": _most(stories),
            "mentions on whole pages": len(mentions),
            "most-named there, appended items and all": _most(mentions),
            "actors that only appended items name": len(only),
            "temporal expressions in main stories": len(dates.query("role == 'main'")),
            "dated ones among them": len(dates.query("role == 'main'").dropna(subset=["value"])),
            "temporal expressions in appended items": len(dates.query("role == 'appended'")),
            "dated ones among these": len(dates.query("role == 'appended'").dropna(subset=["value"])),
            "quotations in main stories": len(tables.quotations.query("role == 'main'")),
        }
    )


def markdown(counts: dict[str, pd.Series]) -> str:
    """Return the counts of several corpora side by side, as a Markdown table."""
    head = "| | " + " | ".join(counts) + " |\n|" + "---|" * (len(counts) + 1) + "\n"
    table = pd.DataFrame(counts)
    rows = (" | ".join(map(str, row)) for row in table.reset_index().itertuples(index=False))
    return head + "\n".join(f"| {row} |" for row in rows)


def _most(mentions: pd.DataFrame) -> str:
    counts = mentions["name"].value_counts().head(MOST)
    return "، ".join(f"{name} {count}" for name, count in counts.items())


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    print(markdown({folder: main_counts(tables_of(folder)) for folder in sys.argv[1:]}))
