"""No page raises or breaks an invariant, however odd; and the fuzzer finds pages that do, and makes them small."""

from argparse import Namespace
from random import Random

import pytest
from hypothesis import given, settings
from strategies import date_expressions, days, pages

from benchmarks import fuzz
from benchmarks.odd_pages import date_expression, odd_page, shipped
from helpers.dates.rules import RULES

# Derandomized: every run tries the same pages, so a failure is due to a change and not to chance.
steady = settings(derandomize=True, deadline=None, database=None)
SEEDED = 400  # pages of the short run
BATCH = 50


@settings(steady, max_examples=120)
@given(pages, days)
def test_words_of_the_lexicons_in_any_order_keep_every_promise(page, day):
    assert fuzz.failures([(page, day)]) == []


@settings(steady, max_examples=30)
@given(pages, days)
def test_a_profile_of_odd_pages_keeps_every_promise(page, day):
    assert fuzz.failures([(page, day), (page[::-1], None)], counted=True) == []


@settings(steady, max_examples=1000)
@given(date_expressions, days)
def test_a_temporal_expression_is_dated_or_told_why_not(text, day):
    assert fuzz.date_failures(text, day) == []


@pytest.mark.parametrize("first", range(0, SEEDED, BATCH))
def test_spoilt_pages_keep_every_promise(first):
    made = [(odd_page(Random(f"test {number}")), "2024-05-15") for number in range(first, first + BATCH)]
    assert fuzz.all_failures(made, counted=first % 100 == 0) == []


@pytest.mark.parametrize(
    "page",
    [
        "لقاء" * 3000,  # no blank anywhere
        "http://example.org/2023/05/07/2023-05-07/7-5-2023/x",  # three dates in an address
        "ال",
        "و",
        "ـ",
        "\u200f",
        "\x00",
        "…",
        "قال ال و ل ب: «».",
        "إعلانإعلانإعلانوقال",
        "«" * 300 + "قال" + "»" * 300,
        "1/1/20 " * 400,
    ],
)
def test_pages_without_sense_keep_every_promise(page):
    assert fuzz.failures([(page, "2024-05-15")]) == []


@pytest.mark.parametrize("number", range(len(RULES)), ids=[rule.name for rule in RULES])
def test_each_rule_is_dated_with_any_words_of_its_kinds(number):
    random, found = Random(number), []
    for _ in range(40):
        found += fuzz.date_failures(date_expression(random, number), random.choice(fuzz.DAYS))
    assert found == []


# The fuzzer -----------------------------------------------------------------------------------------------------------


def test_a_seed_makes_the_same_page_again():
    assert fuzz.pages_of(3, 0, 20, ()) == fuzz.pages_of(3, 0, 20, ())
    assert fuzz.pages_of(3, 0, 20, ()) != fuzz.pages_of(4, 0, 20, ())


def test_pages_are_short_and_seldom_alike():
    made = [text for text, _ in fuzz.pages_of(1, 0, 200, ())]
    assert 200 < sum(map(len, made)) / len(made) < 900
    assert len(set(made)) > 190


def test_pages_of_ones_own_are_mutated_in_place_of_the_shipped_ones():
    own = ("غرد الهدهد فوق السطوح.\n" * 30,)
    made = [text for text, _ in fuzz.pages_of(1, 0, 60, own)]
    assert any("الهدهد" in text for text in made) and not any("الهدهد" in page for page in shipped())


def raises_at(word):
    """An annotate that raises on pages that hold a word."""
    annotate = fuzz.annotate

    def spoilt(articles, profile=None):
        if articles["text"].str.contains(word).any():
            raise KeyError(word)
        return annotate(articles, profile)

    return spoilt


def test_of_a_batch_that_raises_only_the_page_that_does_is_told(monkeypatch):
    monkeypatch.setattr(fuzz, "annotate", raises_at("سهيل"))
    found = fuzz.all_failures([("وصل وليد.", None), ("وصل سهيل أمس.", None), ("غادر كريم.", None)], counted=False)
    assert [(one["sort"], one["page"]) for one in found] == [("exception", "وصل سهيل أمس.")]


def test_a_failure_is_shrunk_to_what_makes_it(monkeypatch):
    monkeypatch.setattr(fuzz, "annotate", raises_at("سهيل"))
    [failure] = fuzz.failures([("وصل إلى الميناء سهيل أمس.\nوغادر كريم.", None)])
    assert fuzz.small(failure)["page"] == "سهيل"


def test_a_broken_promise_is_told_with_its_page(monkeypatch):
    annotate = fuzz.annotate

    def moved(articles, profile=None):
        tables = annotate(articles, profile)
        return tables._replace(mentions=tables.mentions.assign(start=tables.mentions["start"] + 1))

    monkeypatch.setattr(fuzz, "annotate", moved)
    found = fuzz.failures([("غابت الشمس.", None), ("عاد الوفد من تونس.", None)])
    assert {one["page"] for one in found} == {"عاد الوفد من تونس."}
    assert "surface" in found[0]["sign"]


def test_what_is_done_is_not_done_again(tmp_path):
    options = Namespace(seed=1, count=20, dates=30, processes=1, pages=None, state=tmp_path, resume=False)
    done = fuzz.run(options)
    assert sorted(str(one["chunk"]) for one in done) == ["0", "dates 0"]
    log = (tmp_path / "done.jsonl").read_text(encoding="utf-8")
    assert fuzz.run(Namespace(**{**vars(options), "resume": True})) == [
        {**one, "failures": list(one["failures"])} for one in done
    ]
    assert (tmp_path / "done.jsonl").read_text(encoding="utf-8") == log


def test_the_report_prints_the_minimal_page_of_each_sort(capsys, monkeypatch):
    monkeypatch.setattr(fuzz, "annotate", raises_at("سهيل"))
    failures = fuzz.failures([("وصل سهيل.", None)])
    assert fuzz.report([{"failures": failures}]) is True
    printed = capsys.readouterr().out
    assert "exceptions: 1\nbroken invariants: 0\nslow pages: 0" in printed and "page 'سهيل'" in printed


def test_a_run_without_failure_says_so(capsys):
    assert fuzz.report([{"failures": []}]) is False
    assert capsys.readouterr().out == "exceptions: 0\nbroken invariants: 0\nslow pages: 0\n"
