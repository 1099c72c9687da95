"""Markers: the lexicons markers.csv and function_words.csv, folded and made ready for matching on a page."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd

from helpers.lexicons import load
from helpers.lexicons.cldr import calendar_words
from helpers.lexicons.morphology import stem
from helpers.text import core_of, fold

GATE = r"(?=\s*(?:[:：/|–—(«»-]|\d|$))"  # what may follow a form that does not fill its line

# The last word of a heading, before the «و» of the paragraph run into it; fewer letters end no heading.
HEADING_END = r"[^\W\d_]{3,}"

light_stem = lru_cache(100_000)(stem)  # a few words make up most of any text


class Form(NamedTuple):
    """A form as it was found in a line, and the kind that markers.csv gives it; printed, it is its words."""

    words: str
    kind: str

    def __str__(self) -> str:
        return self.words


class Forms(NamedTuple):
    """The forms of markers.csv and function_words.csv, folded, as sets and patterns."""

    lines: dict[str, str]  # a whole line: its kind
    starting: dict[str, str]  # the start of a line: its kind
    starts: re.Pattern
    within: re.Pattern
    announcing: re.Pattern  # a marker, a colon or the like, and a headline after it
    glued: re.Pattern  # a marker at the start of a line, run into the next word
    inside: re.Pattern  # one between two sentences, run into the next word or with a colon
    glued_heading: re.Pattern  # a heading run into a paragraph
    run_on: re.Pattern  # such a marker where a text ends,
    run_in: re.Pattern  # and the beginning of a word that it may be run into
    heading_end: re.Pattern  # the last word of a heading that is run into a paragraph,
    told_on: re.Pattern  # and how that begins
    credit: re.Pattern  # an agency at the end of a line
    credits: set[str]
    openings: dict[str, str]  # the opening of a short line, no sign after it: its kind
    opening: re.Pattern
    vocabulary: dict[str, set[str]]  # for markers and widgets, the stems of all words in them
    date_words: set[str]
    months: set[str]
    age: re.Pattern  # «منذ» before a length of time, or «مضت» after it
    day: re.Pattern  # a day, a month and a year
    function: set[str]
    unfinished: set[str]  # words that no sentence ends with
    own_waw: set[str]  # words that begin with و as a letter of theirs
    connective: re.Pattern
    readers: set[str]  # labels of the comments of readers
    author: set[str]  # labels of a note on the author


@cache
def markers() -> Forms:
    """Return the lexicons, made ready for matching."""
    markers, function = load.lexicon("markers"), load.lexicon("function_words")
    at = defaultdict(dict)  # a position or use of which there is no row has no forms
    for form, kind, position in zip(markers["form"], markers["kind"], markers["position"]):
        at[position][line_key(form)] = kind
    use = defaultdict(set)
    for form, name in zip(function["form"], function["use"]):
        use[name].add(line_key(form))
    credits = {form for form, kind in at["word"].items() if kind == "credit"}
    announcing = [form for form, kind in at["start"].items() if kind == "marker"]
    parting = [form for form, kind in at["start"].items() if kind in ("marker", "source", "tags")]
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
        credits=credits,
        openings=at["opening"],
        opening=re.compile(rf"{_any(at['opening'])}\b"),
        vocabulary={kind: _vocabulary(markers, kind, function) for kind in ("marker", "widget")},
        date_words=_calendar("months", "days")
        | {form for form, kind in at["word"].items() if kind == "published"}
        | {word for form, kind in at["start"].items() if kind == "published" for word in form.split()},
        months=_calendar("months"),
        age=re.compile(rf"^{_any(at['since'])}\s|\s{_any(at['ago'])}$"),
        day=re.compile(rf"\b\d{{1,2}}(?:[\s/-]+{_any(_calendar('months'))}){{1,2}},?[\s/-]+\d{{4}}\b"),
        function=use["function"] | use["unfinished"] | use["verb"] | use["ending verb"],
        unfinished=use["unfinished"],
        own_waw=use["waw"],
        connective=re.compile(rf"[\W_]*(?:و(?=\w)|{_any(use['connective'])}\b)"),
        readers=set(at["readers"]),
        author=set(at["author"]),
    )


def line_key(form: str) -> str:
    """Return a form or a line for comparing: folded, blanks made one, signs at the edges dropped."""
    return core_of(fold(form))


def _any(forms: Iterable[str]) -> str:
    """Return a pattern for any of the forms, with any blanks between their words; of none, for nothing."""
    patterns = [re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=len, reverse=True)]
    return "(?:" + ("|".join(patterns) or "(?!)") + ")"


def _vocabulary(markers: pd.DataFrame, kind: str, function: pd.DataFrame) -> set[str]:
    """Return the stems of the words in all labels of a kind, without function words."""
    known = {line_key(form) for form in function["form"]}
    labels = markers.loc[(markers["kind"] == kind) & markers["position"].isin(["start", "line"]), "form"]
    words = {word for form in labels for word in line_key(form).split()} - known
    return {light_stem(word) for word in words if len(word) > 2}


def _calendar(*subjects: str) -> set[str]:
    """Return the words in the names of months and weekdays, folded; initials are none."""
    return {word for name in calendar_words(*subjects) for word in line_key(name).split() if len(word) > 1}
