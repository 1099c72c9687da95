"""Invariants: the promises of every table for every page, however odd, checked row by row.

The rules are those of the table contracts: blocks partition a page, rows point back into it, mentions and dates do not
overlap, a value agrees with its days. A page that breaks one shows a fault of the helpers, not of the page; tests and
benchmarks/fuzz.py look for such pages.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pandas as pd

from helpers.blocks import runs_together
from helpers.dates import SEASONS, span
from helpers.schema import Tables

ROLES = ("main", "appended", "boilerplate")
KINDS = (
    "title",
    "heading",
    "paragraph",
    "caption",
    "dateline",
    "byline",
    "published",
    "source",
    "marker",
    "tags",
    "section",
    "headline_list",
    "widget",
    "advert",
    "other",
    "duplicate",
)
FORMS = {"mentions": ("name", "short", "capital", "seat", "demonym"), "quotations": ("direct", "indirect", "agency")}
ACTORS = ("person", "state", "organisation")
SOURCES = ("catalogue", "page", "inferred")
ANCHORS = ("explicit", "published", "inferred", "context")
VALUES = {  # TIMEX3, by grain
    "day": r"\d{4}-\d\d-\d\d",
    "week": r"\d{4}-W\d\d",
    "month": r"\d{4}-\d\d",
    "quarter": r"\d{4}-Q[1-4]",
    "season": rf"\d{{4}}-(?:{'|'.join(SEASONS.values())})",
    "half": r"\d{4}-H[12]",
    "year": r"\d{4}",
    "decade": r"\d{3}",
    "century": r"\d\d",
}
HIJRI = {"month": (29, 31), "year": (354, 356)}  # days of a Hijri span, whose value is an interval; both included
SHOWN = 30  # characters of a row that a sentence quotes


def broken_invariants(articles: pd.DataFrame, tables: Tables) -> list[str]:
    """Return a sentence for each promise of the tables that does not hold; none for correct tables.

    Args:
        articles: the pages, with article and text.
        tables: the result of `annotate` for them. A page that has a row of errors lacks rows, and is not checked.

    >>> from helpers.pipeline import annotate
    >>> pages = pd.DataFrame({"article": ["a"], "text": ["قالت ليلى حداد أمس إن اللقاح متوفر في تونس."]})
    >>> tables = annotate(pages)
    >>> broken_invariants(pages, tables)
    []
    >>> broken_invariants(pages, tables._replace(blocks=tables.blocks.assign(end=34)))[0]
    'a: blocks: «في تونس.» lies in no block'
    """
    failed = set(tables.errors["article"])
    texts = {
        article: text
        for article, text in zip(articles["article"].tolist(), articles["text"].tolist())
        if article not in failed
    }
    found = list(_of_articles(texts, tables.articles[~tables.articles["article"].isin(failed)]))
    rows = {name: _by_article(getattr(tables, name)) for name in ("blocks", "mentions", "dates", "quotations")}
    for name, pages in rows.items():
        found += [f"{article}: {name}: no such page" for article in pages.keys() - texts.keys() - failed]
    for article, text in texts.items():
        blocks = rows["blocks"].get(article, [])
        found += [f"{article}: blocks: {problem}" for problem in _of_blocks(text, blocks)]
        for name, check in (("mentions", _of_mentions), ("dates", _of_dates), ("quotations", _of_quotations)):
            here = rows[name].get(article, [])
            problems = [*_of_rows(text, blocks, here), *check(text, here)] if here else ()
            found += [f"{article}: {name}: {problem}" for problem in problems]
    return found


def _by_article(frame: pd.DataFrame) -> dict[str, list[dict]]:
    """Return the rows of each article as dicts, a missing cell as None."""
    rows = defaultdict(list)
    columns = {
        name: [None if missing else value for value, missing in zip(frame[name].tolist(), frame[name].isna())]
        for name in frame.columns
    }
    for values in zip(*columns.values()):
        row = dict(zip(columns, values))
        rows[row["article"]].append(row)
    return rows


def _shown(text: str, start: int, end: int) -> str:
    return f"«{text[start:end][:SHOWN]}»"


def _of_articles(texts: dict[str, str], articles: pd.DataFrame) -> Iterator[str]:
    if articles["article"].tolist() != list(texts):
        yield "articles: not the pages that were given"
    for row in (row for rows in _by_article(articles).values() for row in rows):
        if row["text"] != texts.get(row["article"]):
            yield f"{row['article']}: articles: the text was changed"
        if row["published"] is None and row["published_from"] is not None:
            yield f"{row['article']}: articles: published_from is {row['published_from']}, and published is missing"
        if row["published_from"] not in (None, *SOURCES):
            yield f"{row['article']}: articles: published_from is {row['published_from']}"
        if row["published_from"] == "page" and not _is_day(row["published"]):
            yield f"{row['article']}: articles: published is {row['published']}"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# Blocks ---------------------------------------------------------------------------------------------------------------


def _of_blocks(text: str, blocks: list[dict]) -> Iterator[str]:
    at, items = 0, set()
    for number, row in enumerate(blocks):
        start, end = row["start"], row["end"]
        if row["block"] != number:
            yield f"block {row['block']} is number {number}"
        if not at <= start < end <= len(text):
            yield f"block {number}, {start} to {end}, is empty, overlaps another or leaves the page"
        elif text[start].isspace() or text[end - 1].isspace():
            yield f"{_shown(text, start, end)} begins or ends with white space"
        elif splits_word(text, start):
            yield f"{_shown(text, start, end)} begins inside a word, {_shown(text, max(0, start - 9), start + 9)}"
        if text[at:start].strip():
            yield f"«{text[at:start].strip()[:SHOWN]}» lies in no block"
        if row["role"] not in ROLES or row["kind"] not in KINDS:
            yield f"role {row['role']} and kind {row['kind']}"
        if (row["item"] is None, row["item"] == 0) != (row["role"] == "boilerplate", row["role"] == "main"):
            yield f"item {row['item']} of role {row['role']}"
        at = max(at, end)
        items.add(row["item"])
    if text[at:].strip():
        yield f"«{text[at:].strip()[:SHOWN]}» lies in no block"
    appended = sorted(items - {None, 0})
    if appended != list(range(1, len(appended) + 1)):
        yield f"items {appended} are not numbered from 1"


def splits_word(text: str, at: int) -> bool:
    """Return whether an offset lies inside a word, and not between two words that a page has run together.

    >>> splits_word("للدورات", 3), splits_word("إعلانوقال الوزير", 5), splits_word("وصل أمس", 4)
    (True, False, False)
    """
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() and not runs_together(text, at)


# Rows that lie in a block ---------------------------------------------------------------------------------------------


def _of_rows(text: str, blocks: list[dict], rows: list[dict]) -> Iterator[str]:
    for row in rows:
        start, end = row["start"], row["end"]
        shown = _shown(text, start, end)
        if not 0 <= start < end <= len(text):
            yield f"{start} to {end} is empty or leaves the page"
            continue
        if text[start].isspace() or text[end - 1].isspace():
            yield f"{shown} begins or ends with white space"
        if row.get("surface", text[start:end]) != text[start:end]:
            yield f"{shown} has the surface «{row['surface']}»"
        block = blocks[row["block"]] if row["block"] is not None and 0 <= row["block"] < len(blocks) else None
        if not block:
            yield f"{shown} lies in no block"
        elif not block["start"] <= start < end <= block["end"]:
            yield f"{shown} leaves its block"
        elif (row["role"], row["item"]) != (block["role"], block["item"]):
            yield f"{shown} has not the role and item of its block"


def _overlaps(text: str, rows: list[dict]) -> Iterator[str]:
    ordered = sorted(rows, key=lambda row: (row["start"], row["end"]))
    for one, other in zip(ordered, ordered[1:]):
        if other["start"] < one["end"]:
            yield f"{_shown(text, one['start'], one['end'])} overlaps {_shown(text, other['start'], other['end'])}"


def _of_mentions(text: str, rows: list[dict]) -> Iterator[str]:
    yield from _overlaps(text, rows)
    for row in rows:
        shown = _shown(text, row["start"], row["end"])
        if row["kind"] not in ACTORS or row["form"] not in FORMS["mentions"]:
            yield f"{shown} has kind {row['kind']} and form {row['form']}"
        if not row["actor"] or not row["name"]:
            yield f"{shown} has no actor or no name"
        if (row["country"] is None) == (row["kind"] == "state"):
            yield f"{shown}, {row['kind']}, has the country {row['country']}"


def _of_quotations(text: str, rows: list[dict]) -> Iterator[str]:
    seen = set()
    for row in rows:
        shown = _shown(text, row["start"], row["end"])
        if row["form"] not in FORMS["quotations"]:
            yield f"{shown} has the form {row['form']}"
        if (place := (row["start"], row["end"], row["form"])) in seen:
            yield f"{shown} is listed twice"
        seen.add(place)
        for column in ("cue", "speaker"):
            words = row[column]
            if words is not None and (words not in text or not words.strip() or words != words.strip()):
                yield f"{shown} has the {column} «{words}»"
        if row["actor"] is not None and row["speaker"] is None:
            yield f"{shown} has the actor {row['actor']} and no speaker"


# Dates ----------------------------------------------------------------------------------------------------------------


def _of_dates(text: str, rows: list[dict]) -> Iterator[str]:
    yield from _overlaps(text, rows)
    for row in rows:
        problem = _of_date(row)
        if problem:
            yield f"{_shown(text, row['start'], row['end'])} {problem}"


def _of_date(row: dict) -> str | None:
    """Return what is wrong with the value, days, grain, anchor or reason of a date, or None."""
    known = [row[name] for name in ("value", "first", "last", "grain", "anchor")]
    if row["value"] is None:
        return None if row["reason"] and not any(known) else f"has no value, but {known}, reason {row['reason']}"
    if row["reason"] is not None or row["anchor"] not in ANCHORS:
        return f"has a value, and reason {row['reason']}, anchor {row['anchor']}"
    if row["grain"] not in VALUES or not _is_day(row["first"]) or not _is_day(row["last"]):
        return f"has grain {row['grain']} from {row['first']} to {row['last']}"
    first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
    if row["value"] == f"{first}/{last}" and row["grain"] in HIJRI:
        low, high = HIJRI[row["grain"]]
        return None if low <= (last - first).days + 1 <= high else f"spans {first} to {last}"
    if not re.fullmatch(VALUES[row["grain"]], row["value"]):
        return f"has the value {row['value']} of grain {row['grain']}"
    agrees = span(row["grain"], first) == (row["value"], first, last)
    return None if agrees else f"has the value {row['value']} from {first} to {last}"
