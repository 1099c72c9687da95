"""Date rules: each rule of the table finds its own example, with the value that stands beside it."""

from datetime import date

import pytest

from helpers.dates import span
from helpers.dates.matching import expressions
from helpers.dates.rules import RULES
from helpers.text import fold

FRIDAY = date(2031, 5, 16)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_reads_its_example(rule):
    text = fold(rule.example)
    found = [one.found for one in expressions(text, 0, len(text), FRIDAY) if one.rule.name == rule.name]
    assert [one.day and span(one.grain, one.day, one.last)[0] for one in found] == [rule.value]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.value is None], ids=lambda rule: rule.name)
def test_a_rule_without_value_says_why(rule):
    text = fold(rule.example)
    assert all(one.found.reason for one in expressions(text, 0, len(text), FRIDAY))


def test_no_two_rules_have_one_name():
    assert len({rule.name for rule in RULES}) == len(RULES)
