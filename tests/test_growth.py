"""The work that a page takes grows as its length does; benchmarks/growth.py measures many more inputs."""

import sys
import time
from itertools import islice, product

import pandas as pd
import pytest

from benchmarks.growth import INPUTS, STEPS
from helpers.actors import known_persons
from helpers.blocks import find_blocks
from helpers.blocks.boilerplate import without_credits
from helpers.blocks.splitting import find_lines
from helpers.dates import find_dates
from helpers.dates.tokens import windows
from helpers.quotations.coreference import Actors
from helpers.text import fold

SIZE = 3_000  # characters
TWICE = 3  # times the calls on twice the characters; pairs of all with all make 4
FOUR_TIMES = 9  # times the seconds on four times the characters; the square makes 16
SECOND = 1.0  # CPU second, for what took minutes or never ended, and now takes a few milliseconds


def calls(step: str, page: str) -> int:
    """How many functions a step calls on a page."""
    articles = pd.DataFrame({"article": ["1"], "text": [page], "published": ["2031-05-16"]})
    found, counted = {"articles": articles}, 0

    def count(frame, event, _):
        nonlocal counted
        counted += event in ("call", "c_call")

    for name, function in STEPS.items():
        if name == step:
            sys.setprofile(count)
        try:
            found[name] = function(found)
        finally:
            sys.setprofile(None)
        if name == step:
            return counted
        if name == "profile":
            found[name].once(known_persons)  # those are a step of their own
    raise ValueError(f"no step {step}")


def cpu_seconds(function, *args) -> float:
    start = time.process_time()
    function(*args)
    return time.process_time() - start


@pytest.mark.parametrize(
    "step, name",
    [
        ("profile", "full names, a comma between them"),
        ("persons", "one given name"),
        ("mentions", "full names, a comma between them"),
        ("mentions", "families amid full names"),
        ("mentions", "listed persons"),
        ("mentions", "markers run in"),
        ("blocks", "lines of one word"),
        ("blocks", "headlines"),
        ("quotations", "a story in one line"),
        ("quotations", "statements"),
    ],
)
def test_twice_the_page_takes_twice_the_calls(step, name):
    page = INPUTS[name]
    calls(step, page(2 * SIZE))  # its words are known from here on
    assert calls(step, page(2 * SIZE)) < TWICE * calls(step, page(SIZE))


@pytest.mark.parametrize("name", ["أمس in one line", "ordinary dates in one line"])
def test_dates_of_one_line_take_time_as_it_is_long(name):
    def seconds(size):
        text = INPUTS[name](size)
        page = pd.DataFrame({"article": ["1"], "text": [text], "published": ["2031-05-16"]})
        blocks = find_blocks(page)
        return min(cpu_seconds(find_dates, page, blocks) for _ in range(2))

    assert seconds(40_000) < FOUR_TIMES * seconds(10_000)


def test_a_caption_with_a_row_of_names_ends():
    caption = "صورة" + " - سالم ولقب" * 14 + "، أمس"
    assert cpu_seconds(without_credits, caption) < SECOND
    assert without_credits(caption) == caption


def test_a_line_of_signs_is_read_once():
    assert cpu_seconds(find_lines, "@-" * 190 + "ا" + "@-" * 1200 + " ب") < SECOND


@pytest.mark.parametrize(
    "text, kind",
    [
        ("(news@example.org)", "byline"),
        ("@salem", "byline"),
        ("mailto:salem@example.org.", "byline"),
        ("https://example.org/a?b=1 «»", "widget"),
        ("www.example.org", "widget"),
        ("salem@", "short"),
        ("كتب @salem", "short"),
        ("salem@example.org أمس", "short"),
    ],
)
def test_an_address_is_a_line_of_its_own(text, kind):
    assert [line.kind for line in find_lines(text)] == [kind]


def test_a_page_of_one_line_is_parted_in_little_time():
    words = ("".join(letters) for letters in product("بترسشعفق", "جحدزصطكل", "لنمهويبت", "رسدكملنح"))
    assert cpu_seconds(find_lines, " ".join(f"{word}." for word in islice(words, 2500))) < 5 * SECOND


def test_where_a_statement_is_named_is_found_once():
    text = fold("وقال الناس كلاما كثيرا " * 20_000 + "وقال البيان ذلك")
    actors, at = Actors(text, [(0, 4, "person", "salem")]), text.index("البيان")
    assert cpu_seconds(lambda: [actors.resolve((at, at + 6)) for _ in range(5000)]) < SECOND


def test_a_text_without_white_space_is_one_window():
    text = "1/1/2031" + "ا" * 120 + "2/2/2031"
    assert windows(text) == [(0, len(text))]
