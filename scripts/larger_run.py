"""Write data/larger_run.csv: the numbers that answer the questions of notebook 2, for a corpus of your own.

python scripts/larger_run.py PAGES           the notebook shows the file beside its own numbers
"""

import argparse

from helpers.actors import find_credits
from helpers.analysis import comparison
from helpers.pipeline import tables_of
from helpers.reuse import find_near_duplicates, find_passages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", help="a folder or file of pages")
    tables = tables_of(parser.parse_args().pages)
    shared = find_passages(tables.articles)
    credits = find_credits(tables.articles, tables.blocks, tables.mentions, tables.quotations)
    near = find_near_duplicates(tables.articles, tables.blocks, tables.mentions, shared, credits)
    counts = comparison.counts(tables.articles, tables.mentions, tables.quotations, shared, near, credits)
    counts.to_csv(comparison.LARGER_RUN, index=False)
    print(counts.to_string(index=False))


if __name__ == "__main__":
    main()
