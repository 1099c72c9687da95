"""Measure how often the speaker of one saying is the same on two pages: a measure that needs no answers.

A story that occurs on two pages reports the same sayings. If the helpers find another speaker for one of them on the
other page, one of the two is wrong, unless the pages themselves differ. It needs pages of several outlets over the same
days, some hundreds at least.

    python benchmarks/quotations.py PAGES            the share of sayings with one speaker
    python benchmarks/quotations.py PAGES --show 20  and 20 of those with two, to read
"""

import argparse

import pandas as pd

from helpers.analysis.comparison import have_one_speaker, same_quotations
from helpers.pipeline.annotate import tables_of
from helpers.reuse import find_passages

LIKE = 0.8  # sayings that are nearly the same


def verdicts(pairs: pd.DataFrame) -> pd.Series:
    """Return for each pair of sayings whether its speakers agree: one, two, half (one has none), none."""
    speakers = pairs[["speaker_a", "speaker_b"]].notna().sum(axis=1)
    agreement = speakers.map({0: "none", 1: "half", 2: "two"})
    both = pairs[speakers == 2]
    agreement[both.index[have_one_speaker(both)]] = "one"
    return agreement


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", help="a folder or file of pages")
    parser.add_argument("--show", type=int, default=0, help="how many sayings with two speakers are printed")
    options = parser.parse_args()
    tables = tables_of(options.pages)
    pairs = same_quotations(tables.articles, find_passages(tables.articles), tables.quotations)
    pairs = pairs[pairs["similarity"] >= LIKE].reset_index(drop=True)
    agreement = verdicts(pairs)
    counts = agreement.value_counts().reindex(["one", "two", "half", "none"], fill_value=0)
    print(f"{len(pairs)} sayings on two pages: " + ", ".join(f"{name} {n}" for name, n in counts.items()))
    print(
        f"{counts['one'] / max(len(pairs), 1):.3f} have one speaker, "
        f"{counts['one'] / max(counts['one'] + counts['two'], 1):.3f} of those that have any on both pages"
    )
    for pair in pairs[agreement == "two"].sample(frac=1, random_state=1).head(options.show).itertuples():
        print(
            f"\n{pair.a}: {pair.speaker_a} ({pair.actor_a})\n{pair.b}: {pair.speaker_b} ({pair.actor_b})\n"
            f"    {pair.said_a[:100]}"
        )


if __name__ == "__main__":
    main()
