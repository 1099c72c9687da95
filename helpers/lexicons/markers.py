"""Markers and function words: markers.csv and function_words.csv, folded and compiled for matching on a page."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.lexicons import load
from helpers.lexicons.cldr import calendar_words
from helpers.lexicons.morphology import stem
from helpers.text import core_of, fold

GATE = r"(?=\s*(?:[:：/|–—(«»-]|\d|$))"  # the signs that may follow a form at the start of a line

# The last word of a heading, before the «و» of the paragraph run into it; fewer letters end no heading.
HEADING_END = r"[^\W\d_]{3,}"

light_stem = lru_cache(100_000)(stem)  # a few words make up most of any text


class Form(NamedTuple):
    """A form as it was found in a line, and its kind in markers.csv; it prints as its words."""

    words: str
    kind: str

    def __str__(self) -> str:
        return self.words


class Forms(NamedTuple):
    """The forms of markers.csv and function_words.csv, folded, as sets and patterns."""

    lines: dict[str, str]  # the kind of each form that fills a line
    starting: dict[str, str]  # the kind of each form that starts a line
    starts: re.Pattern
    within: re.Pattern  # a form anywhere in a short line
    announcing: re.Pattern  # a marker with a colon or the like, before a headline
    glued: re.Pattern  # a marker at the start of a line, joined to the next word
    inside: re.Pattern  # a marker between two sentences, joined to the next word or with a colon
    glued_heading: re.Pattern  # a heading joined to a paragraph
    run_on: re.Pattern  # a marker at the end of a text,
    run_in: re.Pattern  # and the beginning of a word to which it may be joined
    heading_end: re.Pattern  # the last word of a heading that is joined to a paragraph,
    told_on: re.Pattern  # and the beginning of that paragraph
    credit: re.Pattern  # an agency at the end of a line
    credits: set[str]
    openings: dict[str, str]  # the kind of each form that opens a short line, with no sign behind it
    opening: re.Pattern
    vocabulary: dict[str, set[str]]  # for markers and widgets, the stems of all their words
    date_words: set[str]
    months: set[str]
    age: re.Pattern  # «منذ» before a length of time, or «مضت» after it
    stamped: re.Pattern  # a label of publication within a line
    day: re.Pattern  # a day, a month and a year
    function: set[str]
    unfinished: set[str]  # words that end no sentence
    own_waw: set[str]  # words of which the first letter is و
    connective: re.Pattern
    readers: set[str]  # labels of readers' comments
    author: set[str]  # labels of a note about the author


@cache
def markers() -> Forms:
    """Return the forms of markers.csv and function_words.csv, compiled for matching."""
    at, use = _kinds_by_position(), _function_words_by_use()
    credits = _of_kinds(at["word"], "credit")
    announcing = _of_kinds(at["start"], "marker")
    parting = _of_kinds(at["start"], "marker", "source", "tags")
    months = _calendar("months")
    verbs = _any(use["verb"] | use["ending verb"])
    return Forms(
        lines=at["start"] | at["line"] | at["readers"] | at["author"],
        starting=at["start"],
        starts=re.compile(rf"({_any(at['start'])}){GATE}"),
        within=re.compile(rf"(?<!\w){_any(at['within'])}(?!\w)"),
        announcing=re.compile(rf"\W*{_any(announcing)}\s*(?:[:：|]|\.\.+|[-–—]\s)\s*(?=\S)"),
        glued=re.compile(rf"\W*{_any(at['glued'])}(?=و[^\W\d_]{{2}}|{verbs}\b)"),
        inside=re.compile(
            rf"[.!؟?»”\"]\s?({_any(at['glued'])})(?=و[^\W\d_]{{2}})"
            rf"|[.!؟?»”\"]\s+({_any(parting)}\s*[:：])"
        ),
        glued_heading=re.compile(
            rf"\W*(?:[^\W\d_]+[ «»\"“”]+){{0,7}}?{HEADING_END}"
            rf"(?=و{_any(use['verb'])}\s)"
        ),
        heading_end=re.compile(rf"{HEADING_END}\Z"),
        run_on=re.compile(rf"(?<!\w){_any(at['glued'])}\Z"),
        run_in=re.compile(rf"و[^\W\d_]{{2}}|{verbs}\b"),
        told_on=re.compile(rf"و{_any(use['verb'])}\s"),
        # Of several agencies the last behind a dash or slash is enough: chains that are tried do not overlap.
        credit=re.compile(
            rf"[-–—/|©:(]\s*(?:\w+\s*[-–—/]\s*|[a-z ]+)?{_any(credits)}"
            rf"(?:\s*[،,+]\s*{_any(credits)})*\W*$"
        ),
        credits=set(credits),
        openings=at["opening"],
        opening=re.compile(rf"{_any(at['opening'])}\b"),
        vocabulary={kind: _vocabulary(at, kind, set().union(*use.values())) for kind in ("marker", "widget")},
        date_words=_calendar("months", "days")
        | set(_of_kinds(at["word"], "published"))
        | set(" ".join(_of_kinds(at["start"], "published")).split()),
        months=months,
        age=re.compile(rf"^{_any(at['since'])}\s|\s{_any(at['ago'])}$"),
        stamped=re.compile(rf"(?<!\w){_any(form for form, kind in at['start'].items() if kind == 'published')}(?!\w)"),
        day=re.compile(rf"\b\d{{1,2}}(?:[\s/-]+{_any(months)}){{1,2}},?[\s/-]+\d{{4}}\b"),
        function=use["function"] | use["unfinished"] | use["verb"] | use["ending verb"],
        unfinished=use["unfinished"],
        own_waw=use["waw"],
        connective=re.compile(rf"[\W_]*(?:و(?=\w)|{_any(use['connective'])}\b)"),
        readers=set(at["readers"]),
        author=set(at["author"]),
    )


def _kinds_by_position() -> dict[str, dict[str, str]]:
    """Return for each position of markers.csv its forms and their kinds; a position without rows has no forms."""
    rows = load.lexicon("markers")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for form, kind, position in zip(rows["form"], rows["kind"], rows["position"]):
        found[position][line_key(form)] = kind
    return found


def _function_words_by_use() -> dict[str, set[str]]:
    """Return for each use of function_words.csv its words; a use without rows has none."""
    rows, found = load.lexicon("function_words"), defaultdict(set)
    for form, use in zip(rows["form"], rows["use"]):
        found[use].add(line_key(form))
    return found


def _of_kinds(forms: dict[str, str], *kinds: str) -> list[str]:
    return [form for form, kind in forms.items() if kind in kinds]


def line_key(form: str) -> str:
    """Return a form or a line for comparing: folded, with single blanks, without signs at the edges.

    >>> line_key("— اقرأ  أيضاً:")
    'اقرا ايضا'
    """
    return core_of(fold(form))


def _any(forms: Iterable[str]) -> str:
    """Return a pattern for any of the forms, with any blanks between their words; it matches nothing without forms."""
    patterns = [re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=lambda form: (-len(form), form))]
    return "(?:" + ("|".join(patterns) or "(?!)") + ")"


def _vocabulary(at: dict[str, dict[str, str]], kind: str, function: set[str]) -> set[str]:
    """Return the stems of the words in all labels of a kind, without function words."""
    labels = _of_kinds(at["start"], kind) + _of_kinds(at["line"], kind)
    words = set(" ".join(labels).split()) - function
    return {light_stem(word) for word in words if len(word) > 2}


def _calendar(*subjects: str) -> set[str]:
    """Return the words in the names of months or days, folded, without initials."""
    return {word for name in calendar_words(*subjects) for word in line_key(name).split() if len(word) > 1}
