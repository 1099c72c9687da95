"""Why a date has its value: the rule, the resolver, the anchor and the words that decided its direction."""

import pytest
from test_dates import pages

from helpers.dates import explain, find_dates
from helpers.dates.expressions import EXPLAINED
from helpers.dates.rules import RULES

FRIDAY = "2031-05-16"


def explained(text, published=FRIDAY):
    (row,) = explain(text, published).fillna("").to_dict("records")
    return row


@pytest.mark.parametrize(
    "text, direction, clues",
    [
        ("سيصل الوفد الأحد", "ahead", "«سيصل»: a future"),
        ("وصل الوفد الأحد", "back", "«وصل»: a past"),
        ("سيصل الوفد الأحد الماضي", "back", "«الماضي»: part of the expression"),
        ("ارتفعت الأسعار الأسبوع الماضي", "back", "«الماضي»: part of the expression"),
        ("ارتفعت الأسعار الشهر الجاري", "present", "«الجاري»: part of the expression"),
        ("مقتل خمسة في منجم الأحد", "open", ""),
        ("وصل الوفد أمس", "", ""),
        ("وصل الوفد في 3 مايو 2031", "", ""),
    ],
)
def test_the_words_that_decide_the_direction_are_named(text, direction, clues):
    row = explained(text)
    assert (row["direction"], row["clues"]) == (direction, clues)


def test_rule_resolver_and_anchor_are_named():
    row = explained("وصل الوفد في 3 مايو 2031")
    assert [row[name] for name in ("rule", "resolver", "anchor")] == ["day and month", "day_month", "explicit"]


def test_an_expression_without_value_has_its_reason_and_its_rule():
    row = explained("وصل الوفد الأحد", published=None)
    assert (row["value"], row["anchor"], row["rule"]) == ("", "", "weekday")
    assert row["reason"] == "the page does not say when it was published"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_values_explained_are_those_that_are_found(rule):
    columns = ["start", "end", "surface", "value", "anchor", "reason"]
    found = explain(rule.example, FRIDAY)
    assert found[columns].equals(find_dates(*pages(rule.example))[columns])
    assert rule.name in found["rule"].tolist()


def test_a_text_without_dates_gives_an_empty_table():
    assert list(explain("").columns) == EXPLAINED and len(explain("وصل الوفد")) == 0
