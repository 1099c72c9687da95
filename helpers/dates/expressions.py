"""The temporal expressions of a page, each with its TIMEX3 value, or without one and with the reason.

An expression extends from its first word («يوم», «عام», a part of the day or «مطلع» too) to its last, without the
proclitics و ف ب ل ك («للأحد» is kept whole, since its article has lost a letter). A range is two rows. Durations and
ages («أكثر من ساعتين», «40 عاماً») and times of day are no expressions. An expression has no value if it is vague
(«مؤخراً»), points to a day that the text does not name, names a day that does not exist, or counts from a publication
date that is not known.

The rules are in rules.py, their words in data/lexicons, the publication date of a page in publication.py.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pandas as pd

from helpers.dates.matching import Expression, expressions
from helpers.dates.rules import REFERENCE
from helpers.dates.timex import shift, span
from helpers.dates.tokens import FIRST_YEAR, LAST_YEAR, stretches
from helpers.text import Batch, Folded, fold_map

COLUMNS = ["article", "block", "start", "end", "surface", "value", "first", "last", "grain", "anchor", "reason"]
EXPLAINED = ["start", "end", "surface", "value", "anchor", "reason", "rule", "resolver", "direction", "clues"]
APPENDED = "the day on which the appended item was written is not known"
UNDATED = "the page does not say when it was published"
IMPOSSIBLE = "the publication date of the page is no day of the calendar"
DIRECTIONS = {1: "ahead", 0: "present", -1: "back", None: "open"}
SHIFTS = ("shift", "shift_both")  # kinds of words such as «المقبل», which decide the direction by themselves


def find_dates(articles: pd.DataFrame | Batch, blocks: pd.DataFrame) -> pd.DataFrame:
    """Return the temporal expressions: article, block, start, end, surface, value, first, last, grain, anchor, reason.

    Args:
        articles: article, text and published, and published_from if there is one; or a batch of such pages.
        blocks: the blocks of these articles.

    Returns: one row for each expression.
        start, end: code points in the page, end exclusive.
        value: TIMEX3 (2023-09-13, 2023-W36, 2023-09, 2023). A Hijri day has the value of the Gregorian day; a Hijri
            month or year, for which TIMEX3 has no value, has the ISO 8601 interval first/last.
        first, last: the days it spans (YYYY-MM-DD).
        grain: day, week, month, quarter, season, half, year, decade, century.
        anchor: explicit; published or inferred (how `published` of the article is known); context (a day that the text
            names nearby, or the day of an appended item by its own words). Missing if the day is not known, as are
            value, first, last and grain.
        reason: why there is no value; missing if there is one.

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
        for block, one in _expressions(page, pages[page["article"]], folded):
            anchor = _anchor(one, block, page)
            rows.append([page["article"], block["block"], *_place(one, folded), *_span(one, anchor), one.found.reason])
    types = dict.fromkeys(COLUMNS, "str") | dict.fromkeys(["block", "start", "end"], "int64")
    return pd.DataFrame(rows, columns=COLUMNS).astype(types)


def explain(text: str, published: str | date | None = None) -> pd.DataFrame:
    """Return the temporal expressions of a text and why each has its value.

    Args:
        text: a sentence or a story, read as one block of a page.
        published: the publication date (YYYY-MM-DD), if it is known.

    Returns: start, end, surface, value, anchor and reason as in `find_dates`, and
        rule: the name of the row of RULES in rules.py that matched.
        resolver: the function that found the day.
        direction: ahead, back, or open if no word decides; present for «الجاري»; missing if the resolver needs none.
        clues: the words that decided the direction, each with the name of its rule in tense.py.

    >>> explain("سيصل الوفد الأحد", "2031-05-16")[["surface", "value", "rule", "direction", "clues"]].values.tolist()
    [['الأحد', '2031-05-18', 'weekday', 'ahead', '«سيصل»: a future']]
    """
    page = {"text": text, "published": published and str(published)}
    block = {"block": 0, "start": 0, "end": len(text), "role": "main"}
    folded, rows = fold_map(text), []
    for _, one in _expressions(page, [block], folded):
        anchor = _anchor(one, block, page)
        value = _span(one, anchor)[0]
        why = (one.rule.name, one.rule.resolve.__name__, *_direction(one))
        rows.append([*_place(one, folded), value, anchor, one.found.reason, *why])
    types = {name: "int64" if name in ("start", "end") else "str" for name in EXPLAINED}
    return pd.DataFrame(rows, columns=EXPLAINED).astype(types)


def _direction(one: Expression) -> tuple[str | None, str | None]:
    """Return the direction in time of an expression if its resolver asked for it, and the words that decided it."""
    shifts = [token for token in (*one.groups["whole"], *one.groups["both"]) if token.kind in SHIFTS]
    if shifts:
        by = shifts[-1].value
        return DIRECTIONS[(by > 0) - (by < 0)], f"«{shifts[-1].word}»: part of the expression"
    asked = one.direction.found
    if not asked:
        return None, None
    return DIRECTIONS[asked.sign], "; ".join(f"«{word}»: {rule}" for word, rule in asked.clues) or None


# One page -------------------------------------------------------------------------------------------------------------


def _expressions(page: dict, blocks: list[dict], folded: Folded) -> Iterator[tuple[dict, Expression]]:
    """Yield the temporal expressions of a page, each with its block."""
    context = {}  # the last day that each block named
    filled = {block["block"]: _without_blanks(folded.raw, block["start"], block["end"]) for block in blocks}
    published, unknown = _published(page)
    places = stretches(folded, blocks)
    own = _own_days(folded.text, blocks, places)
    for block, start, end in places:
        number, appended = block["block"], block["role"] == "appended"
        today, reason = (own.get(block.get("item")), APPENDED) if appended else (published, unknown)
        (first, last), (begin, until) = folded.span(start, end), filled[number]
        alone = first <= begin and until <= last
        for one in expressions(folded.text, start, end, today, reason, context.get(number), alone):
            if one.found.day and one.found.grain in REFERENCE:
                context[number] = one.found.day
            yield block, one


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the start and end of a stretch of a text without the white space around it."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _place(one: Expression, folded: Folded) -> tuple[int, int, str]:
    """Return start, end and surface of an expression in the raw page."""
    start, end = folded.span(one.start, one.end)
    return start, end, folded.raw[start:end]


def _span(one: Expression, anchor: str | None) -> tuple:
    """Return value, first, last, grain and anchor of an expression; all are None if its day is not known."""
    found = one.found
    if not found.day:
        return (None,) * 5
    value, first, last = span(found.grain, found.day, found.last)
    return value, first.isoformat(), last.isoformat(), found.grain, anchor


def _anchor(one: Expression, block: dict, page: dict) -> str | None:
    """Return the source of the day of an expression, or None if that is not known."""
    if not one.found.day or one.found.anchor != "page":
        return one.found.anchor if one.found.day else None
    if block["role"] == "appended":
        return "context"
    return "inferred" if page.get("published_from") == "inferred" else "published"


def _published(page: dict) -> tuple[date | None, str | None]:
    """Return the publication date of a page, or None and the reason."""
    if pd.isna(page.get("published")):
        return None, UNDATED
    try:
        day = date.fromisoformat(page["published"])
    except (TypeError, ValueError):
        return None, IMPOSSIBLE
    return (day, None) if FIRST_YEAR <= day.year <= LAST_YEAR else (None, IMPOSSIBLE)


# The days of appended items -------------------------------------------------------------------------------------------


def _own_days(text: str, blocks: list[dict], places: list[tuple[dict, int, int]]) -> dict[int, date]:
    """Return the day on which each appended item was written, if it says so.

    It does so in a publication line inside it or right before it, or beside «اليوم», «أمس»: «اليوم 19 أبريل 2025».
    """
    items = _items(blocks)
    days = {}
    for block, start, end in places:
        item, is_line = items[block["block"]], block.get("kind") == "published"
        if item is None or item in days:
            continue
        stated = (_day_of_writing(one, is_line) for one in expressions(text, start, end, None))
        if day := next(filter(None, stated), None):
            days[item] = day
    return days


def _items(blocks: list[dict]) -> dict[int, int | None]:
    """Return the appended item of which each block may state the day, by the number of the block.

    A publication line outside the items is that of the item behind it, but not between two blocks of the main story.
    """
    numbers = [None if pd.isna(block.get("item")) else int(block["item"]) for block in blocks]
    items = {}
    for block, number, before, after in zip(blocks, numbers, [None, *numbers], [*numbers[1:], None]):
        if block.get("kind") == "published" and block["role"] != "appended":
            number = after if before in (None, after) else None  # behind the main story it is that of the page
        items[block["block"]] = number or None
    return items


def _day_of_writing(one: Expression, is_line: bool) -> date | None:
    """Return the day of writing by an expression with a date: that of a publication line, or of «أمس» and its date."""
    relative = one.groups["relative"]
    if one.found.anchor != "explicit" or one.found.grain != "day" or not (is_line or relative):
        return None
    return shift(one.found.day, "day", -relative[0].value if relative else 0)
