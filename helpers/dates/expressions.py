"""Dates: the temporal expressions of a page, each with its TIMEX3 value, or without one and with the reason why.

What counts. An expression runs from its first word («يوم», «عام», a part of the day or «مطلع» too) to its last, without
و ف ب ل ك in front («للأحد» stays whole: its article has no letters of its own). A range is two rows. Durations and
ages («أكثر من ساعتين», «40 عاماً») and times of day are none. Found without value: what is vague («مؤخراً»), what
points to a day that the text does not name, days that do not exist, and everything relative where nobody says when it
was written.

The rules stand in rules.py, the words that they look for in data/lexicons, and when a page was published in
publication.py.
"""

from collections import defaultdict
from datetime import date

import pandas as pd

from helpers.dates.matching import expressions
from helpers.dates.rules import REFERENCE
from helpers.dates.timex import shift, span
from helpers.dates.tokens import FIRST_YEAR, LAST_YEAR, stretches
from helpers.text import Batch, Folded

COLUMNS = ["article", "block", "start", "end", "surface", "value", "first", "last", "grain", "anchor", "reason"]
APPENDED = "the day on which the appended item was written is not known"
UNDATED = "the page does not say when it was published"
IMPOSSIBLE = "the publication date of the page is no day of the calendar"


def find_dates(articles: pd.DataFrame | Batch, blocks: pd.DataFrame) -> pd.DataFrame:
    """Every temporal expression: article, block, start, end, surface, value, first, last, grain, anchor, reason.

    start, end   code points in the page, end exclusive
    value        TIMEX3 (2023-09-13, 2023-W36, 2023-09, 2023); first and last are the days it spans (YYYY-MM-DD). A
                 Hijri day has its Gregorian one; a Hijri month or year, for which TIMEX3 has no name, the ISO 8601
                 interval first/last
    grain        day, week, month, quarter, season, half, year, decade, century
    anchor       explicit, published or inferred (how `published` of the article is known), context (from a day that the
                 text names nearby, or from the day that an appended item gives itself); missing, with the value and all
                 else, where the day cannot be known: so for relative expressions of appended items that carry no date
    reason       why there is no value, in plain words; missing where there is one

    >>> text = "افتتح الوزير المعرض أمس الأحد، ويستمر حتى 3 أيار/مايو 2031."
    >>> articles = pd.DataFrame({"article": ["a"], "text": [text], "published": ["2031-04-28"]})
    >>> blocks = pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "end": [len(text)], "role": ["main"]})
    >>> find_dates(articles, blocks)[["surface", "value", "anchor"]].to_dict("split")["data"]
    [['أمس الأحد', '2031-04-27', 'published'], ['3 أيار/مايو 2031', '2031-05-03', 'explicit']]
    """
    rows, pages = [], defaultdict(list)
    for block in blocks.sort_values("start", kind="stable").to_dict("records"):
        pages[block["article"]].append(block)
    batch = Batch.of(articles)
    for page, folded in zip(batch.articles.to_dict("records"), batch.folded):
        rows += _rows(page, folded, pages[page["article"]])
    types = dict.fromkeys(COLUMNS, "str") | dict.fromkeys(["block", "start", "end"], "int64")
    return pd.DataFrame(rows, columns=COLUMNS).astype(types)


def _rows(page: dict, folded: Folded, blocks: list[dict]) -> list[list]:
    """The rows of one page."""
    text, rows, context = folded.raw, [], {}
    said = {block["block"]: _without_blanks(text, block["start"], block["end"]) for block in blocks}
    published, unknown = _published(page)
    places = stretches(folded, blocks)
    own = _own_days(folded.text, blocks, places)
    for block, start, end in places:
        appended = block["role"] == "appended"
        today = own.get(block.get("item")) if appended else published
        anchors = {
            "explicit": "explicit",
            "context": "context",
            "page": "context" if appended else "inferred" if page.get("published_from") == "inferred" else "published",
        }
        raw = folded.span(start, end)
        alone = raw[0] <= said[block["block"]][0] and said[block["block"]][1] <= raw[1]
        for one in expressions(
            folded.text, start, end, today, APPENDED if appended else unknown, context.get(block["block"]), alone
        ):
            first, last = folded.span(one.start, one.end)
            row = [page["article"], block["block"], first, last, text[first:last]]
            found = one.found
            if found.day:
                value, begin, until = span(found.grain, found.day, found.last)
                row += [value, begin.isoformat(), until.isoformat(), found.grain, anchors[found.anchor], None]
                if found.grain in REFERENCE:
                    context[block["block"]] = found.day
            else:
                row += [None] * 5 + [found.reason]
            rows.append(row)
    return rows


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a stretch of a text begins and ends without the white space around it."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _published(page: dict) -> tuple[date | None, str | None]:
    """The publication date of a page, or why it is not known."""
    if pd.isna(page.get("published")):
        return None, UNDATED
    try:
        day = date.fromisoformat(page["published"])
    except (TypeError, ValueError):
        return None, IMPOSSIBLE
    return (day, None) if FIRST_YEAR <= day.year <= LAST_YEAR else (None, IMPOSSIBLE)


def _own_days(text: str, blocks: list[dict], places: list[tuple[dict, int, int]]) -> dict[int, date]:
    """For each appended item the day on which it was written, where it says so itself.

    It does in a publication line that stands inside it or right before it, or beside «اليوم», «أمس»: «اليوم السبت 19
    أبريل 2025».
    """
    items = [None if pd.isna(block.get("item")) else int(block["item"]) for block in blocks]
    around = [None, *items, None]
    place = {block["block"]: n for n, block in enumerate(blocks)}
    said = {}
    for block, start, end in places:
        n, line = place[block["block"]], block.get("kind") == "published"
        item = items[n]
        if line and block["role"] != "appended":
            before, after = around[n], around[n + 2]
            item = after if before in (None, after) else None  # behind the main story it is that of the page
        for one in expressions(text, start, end, None) if item else ():
            stated = one.found.anchor == "explicit" and one.found.grain == "day"
            if item not in said and stated and (line or one.groups["relative"]):
                by = one.groups["relative"][0].value if one.groups["relative"] else 0
                said[item] = shift(one.found.day, "day", -by)
    return said
