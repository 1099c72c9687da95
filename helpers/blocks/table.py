"""Table: the blocks of pages as rows, and the reason of each."""

import pandas as pd

from helpers.blocks import boilerplate
from helpers.blocks.lines import Line
from helpers.blocks.recurring import recurring_lines
from helpers.blocks.segments import find_segments
from helpers.blocks.splitting import lines_of
from helpers.blocks.stories import find_stories
from helpers.schema import Profile
from helpers.text import Batch, Folded

COLUMNS = ["article", "block", "start", "end", "role", "kind", "item"]
TYPES = {"block": "int64", "start": "int64", "end": "int64", "item": "Int64"}  # the others are text


def find_blocks(articles: pd.DataFrame | Batch, profile: Profile | None = None) -> pd.DataFrame:
    r"""Return the blocks of each page, in order: article, block, start, end, role, kind, item.

    They partition the page: every character that is not white space lies in one block, and no block begins or
    ends with white space. A page without text has no blocks.

    Args: articles with article, text and, if a profile is given, outlet; the profile of the pages.

    Returns:
    role  main, appended, boilerplate
    kind  title, heading, paragraph, caption, dateline, byline, published, source, marker, tags, section,
          headline_list, widget, advert, duplicate, other
    item  0 for the main story, 1, 2, … for each appended story or list of headlines, missing for boilerplate

    >>> story = "افتتاح جسر في صنعاء\nافتتح الوزير اليوم الجسر الجديد في صنعاء."
    >>> page = story + "\nاقرأ أيضاً: أسعار القمح ترتفع"
    >>> find_blocks(pd.DataFrame({"article": ["1"], "text": [page]})).iloc[:, 1:]
       block  start  end         role           kind  item
    0      0      0   19         main          title     0
    1      1     20   61         main      paragraph     0
    2      2     62   73  boilerplate         marker  <NA>
    3      3     74   91     appended  headline_list     1
    """
    return _table(articles, profile)[COLUMNS]


def explain(page: str, outlet: str = "", profile: Profile | None = None) -> pd.DataFrame:
    """Return the blocks of one page with the reason for each: start, end, role, kind, item, reason, text.

    A reason is the name of the rule that decided last; in brackets, that of the rule before. Where a segment was
    compared with the stories above, the reason has its distance from the nearest, positive for another story, and the
    parts of that distance: each feature of `segments.TITLED` and `UNTITLED`, its value multiplied by its weight.

    >>> explain("شارك الخبر")[["role", "kind", "reason"]].values.tolist()
    [['boilerplate', 'widget', 'markers.csv has «شارك الخبر»']]
    """
    blocks = _table(pd.DataFrame({"article": ["page"], "outlet": [outlet], "text": [page]}), profile)
    texts = pd.Series([page[start:end] for start, end in zip(blocks["start"], blocks["end"])], dtype="str")
    return blocks.assign(text=texts).drop(columns=["article", "block"])


def _table(articles: pd.DataFrame | Batch, profile: Profile | None) -> pd.DataFrame:
    """Return the blocks of each page with their reasons."""
    batch, recurring = Batch.of(articles), {} if profile is None else profile.once(recurring_lines)
    rows = [
        (article, i, line.start, line.end, line.role, line.kind, line.item, line.reason)
        for article, outlet, page in zip(batch.ids, batch.outlets, batch.folded)
        for i, line in enumerate(_blocks_of(page, recurring.get(outlet, set())))
    ]
    columns = [*COLUMNS, "reason"]
    types = {name: TYPES.get(name, "str") for name in columns}
    return pd.DataFrame(rows, columns=columns, dtype=object).astype(types)


def _blocks_of(page: Folded, recurring: set[str]) -> list[Line]:
    """Return the lines of a page with role, kind, item and reason."""
    lines = boilerplate.classify(lines_of(page), recurring)
    decided = {line.start: line for line in find_stories(find_segments(lines))}
    return [decided.get(line.start, line) for line in lines]
