"""Tokens of dates: which stretches of a text are parsed, and as what their words are read."""

import pytest

from helpers.dates.tokens import tokens, windows
from helpers.lexicons import KINDS, lexicon
from helpers.text import fold


def read(text):
    return [(token.kind, token.value) for token in tokens(fold(text)) if token.kind != "word"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("وللأحد", [("weekday", 6)]),
        ("آب/أغسطس", [("month", 8)]),
        ("أغسطس (آب)", [("month", 8)]),
        ("سبتمبر أيلول", [("month", 9)]),
        ("شتنبر", [("month", 9)]),
        ("الشهر السابع من عام", [("month", 7), ("from", ""), ("year_word", "year")]),
        ("الثالث والعشرون", [("written", 23)]),
        ("الأول والثاني", [("written", 1), ("written", 2)]),
        ("ألف وتسعمئة وستة وخمسين", [("year", 1956)]),
        ("ثمان وتسعين وتسعمائة وألف", [("year", 1998)]),
        ("في الثالث عشر", [("in", ""), ("written", 13)]),
        ("ثالث العاشر", [("written", 3), ("written", 10)]),
        ("كأول وصل", []),
        ("القرن الـ19", [("the_century", "century"), ("number", 19)]),
        ("١٤٤٥", [("hijri_year", 1445)]),
        ("أمس الأول", [("day", -2)]),
        ("المصري اليوم", [("guard", "")]),
        ("16:30 و2.5 في المئة", [("in", "")]),
    ],
)
def test_words_are_read_as_kinds(text, expected):
    assert [(kind, value) for kind, value in read(text) if kind != "and"][: len(expected)] == expected


def test_tokens_point_into_the_text_without_proclitics():
    text = fold("وصل والخميس وغدا")
    assert [text[token.start : token.end] for token in tokens(text) if token.kind != "word"] == ["الخميس", "غدا"]


def test_a_text_without_trigger_words_is_not_parsed():
    assert windows(fold("قال الوزير إن المشروع يسير كما خطط له في القرى")) == []


@pytest.mark.parametrize("word", ["الأحداث", "يومية", "عاملون", "قرنفل", "شهرزاد", "غدير"])
def test_a_trigger_inside_another_word_is_none(word):
    assert windows(fold(word)) == []


def test_a_word_that_is_glued_to_the_block_before_it_is_found_at_the_edge():
    text = fold("إعلانوالأحد")
    assert windows(text) == [] and windows(text, edges={5}) == [(0, len(text))]


def test_stretches_far_apart_are_parsed_by_themselves():
    text = fold("وصل الأحد. " + "كلام آخر. " * 30 + "عاد الخميس.")
    assert len(windows(text)) == 2


def test_every_kind_of_the_lexicon_is_known():
    assert set(lexicon("calendar")["kind"]) <= set(KINDS)
