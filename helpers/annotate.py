"""All tables of some pages at once: blocks, mentions, dates and quotations, each row pointing back into a page."""
from functools import cache
from typing import NamedTuple

import pandas as pd

from helpers import near_duplicates, passages
from helpers import profile as profiles
from helpers.actors import find_mentions
from helpers.blocks import find_blocks
from helpers.corpus import COLUMNS, load
from helpers.dates import find_dates, find_published
from helpers.quotations import find_quotations

SPAN = {"article": "str", "block": "Int64", "start": "int64", "end": "int64"}
ITEM = {"role": "str", "item": "Int64"}  # of the block that a row lies in, so that each table can be counted by itself
# What every table promises: these columns, in this order and of these types, before any others.
TYPES = {
    "articles": dict.fromkeys(COLUMNS, "str"),
    "blocks": SPAN | {"role": "str", "kind": "str", "item": "Int64"},
    "mentions": SPAN | dict.fromkeys(["surface", "actor", "name", "kind", "form", "country"], "str") | ITEM,
    "dates": SPAN | dict.fromkeys(["surface", "value", "first", "last", "grain", "anchor"], "str") | ITEM,
    "quotations": SPAN | dict.fromkeys(["cue", "speaker", "actor", "form"], "str") | ITEM,
    "passages": passages.COLUMNS,
    "near_duplicates": near_duplicates.COLUMNS,
}


class Tables(NamedTuple):
    """The tables of some pages. Offsets are code points into the text of the article, end exclusive."""

    articles: pd.DataFrame
    blocks: pd.DataFrame
    mentions: pd.DataFrame
    dates: pd.DataFrame
    quotations: pd.DataFrame


def annotate(articles: pd.DataFrame, profile: profiles.Profile | None = None) -> Tables:
    """All tables of some pages; in `articles`, `published` is filled from the page where the catalogue has none.

    `articles` needs the columns article (each id once) and text; outlet, published, published_from and title are used
    where they are there. Without a profile each page is read by itself. What is found in a page depends on that page
    and the profile alone: other pages beside it, and their order, change nothing.

    Raises ValueError where a column is missing, an id stands twice or a page has no text.

    >>> text = "عودة الوفد\\nعاد الوفد من بغداد أمس."
    >>> page = pd.DataFrame({"article": ["1"], "published": ["2023-09-13"], "text": [text]})
    >>> annotate(page).dates[["surface", "value", "anchor"]].values.tolist()
    [['أمس', '2023-09-12', 'published']]
    """
    for column in ("article", "text"):
        if column not in articles or articles[column].isna().any():
            raise ValueError(f"articles: every page needs {column}; corpus.load reads pages that have it")
    twice = articles.loc[articles["article"].duplicated(), "article"]
    if len(twice):
        raise ValueError(f"articles: {twice.iloc[0]} stands twice in column article; give each page an id of its own")
    articles = typed("articles", articles.reindex(columns=list(dict.fromkeys([*COLUMNS, *articles.columns]))))
    blocks = find_blocks(articles, profiles.EMPTY if profile is None else profile)
    articles = find_published(articles, blocks)
    mentions = find_mentions(articles, blocks, profile)
    dates = find_dates(articles, blocks)
    quotations = find_quotations(articles, blocks, mentions)
    rows = [frame.merge(blocks[["article", "block", *ITEM]], on=["article", "block"], how="left")
            for frame in (mentions, dates, quotations)]
    return Tables(*(typed(name, frame) for name, frame in zip(Tables._fields, (articles, blocks, *rows))))


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the columns and types that `table` promises; others follow, objects among them as strings."""
    promised = TYPES[table]
    others = {name: "str" for name in frame.columns.difference(promised) if frame[name].dtype == object}
    columns = [*promised, *(name for name in frame.columns if name not in promised)]
    return frame[columns].astype(promised | others).reset_index(drop=True)


def annotate_batch(articles: pd.DataFrame, folder: str) -> Tables:
    """The tables of a batch with the profile saved in a folder: what a worker process is sent is small this way."""
    return annotate(articles, _profile(folder))


@cache
def _profile(folder: str) -> profiles.Profile:
    return profiles.read(folder)


def tables_of(path, profile: profiles.Profile | None = None) -> Tables:
    """All tables of the pages in a folder or file that fits into memory, with the profile of those pages themselves.

    What `path` may be, and the BadPages that it raises, are those of `corpus.load`. The command line does the same for
    any number of pages.
    """
    articles = load(path)
    return annotate(articles, profiles.profile(articles) if profile is None else profile)
