"""Write data/larger_run.csv: the questions of notebook 2 in numbers, counted on a corpus of your own.

python scripts/larger_run.py PAGES           the file that the notebook shows beside its own numbers
"""

import argparse

from helpers.actors import outlets as media
from helpers.analysis import comparison
from helpers.pipeline.annotate import tables_of
from helpers.reuse import near_duplicates, passages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", help="a folder or file of pages")
    tables = tables_of(parser.parse_args().pages)
    shared = passages.find_passages(tables.articles)
    credits = media.find_credits(tables.articles, tables.blocks, tables.mentions, tables.quotations)
    near = near_duplicates.find_near_duplicates(tables.articles, tables.blocks, tables.mentions, shared, credits)
    counts = comparison.counts(tables.articles, tables.mentions, tables.quotations, shared, near, credits)
    counts.to_csv(comparison.LARGER_RUN, index=False)
    print(counts.to_string(index=False))


if __name__ == "__main__":
    main()
