"""Every rule decides its example, leaves its near miss alone, and has a name that reads as a reason.

To have another table tried, add a row to TABLES: its name, its rules, and a function that returns the names
of the rules that decided an example.
"""
import re

import pandas as pd
import pytest

from helpers import blocks
from helpers.furniture import MARK, PASSES
from helpers.line_rules import RULES
from helpers.profile import profile
from helpers.rules import first_match
from helpers.splitting import find_lines


def of_line(example):
    """The rule that gives a line its shape."""
    line, = find_lines(example)
    return [first_match(RULES, line)[0].name]


def of_place(example):
    """The rules of passes and stories that are in the reason for the marked line of a page."""
    start = example.index(MARK)
    reasons = blocks.explain(example.replace(MARK, ""), "الجبل", OUTLET).set_index("start")["reason"]
    return [rule.name for rule in PLACES if is_in(rule, reasons[start])]


def is_in(rule, reason):
    """Whether a reason, with those before it in brackets, holds that of a rule."""
    name = re.escape(rule.name).replace(r"\{\}", ".+")
    return re.search(rf"(?:^|\(){name}(?: \(|$|\))", reason) is not None


RECURRING = "الجبل نافذتك على القمم"
NUMBERS = [str(i) for i in range(blocks.RECURRING_PAGES)]
OUTLET = profile(pd.DataFrame({"article": NUMBERS, "outlet": "الجبل", "text": RECURRING}))
HEADS = {"above the story": blocks.ABOVE_STORY, "above the title": blocks.ABOVE_TITLE,
         "below the title": blocks.BELOW_TITLE, "below the story": blocks.BELOW_STORY}
PLACES = [rule for rules in [*(step.rules for step in PASSES), *HEADS.values()] for rule in rules]
TABLES = [("lines", RULES, of_line),
          *((f"pass {n}", step.rules, of_place) for n, step in enumerate(PASSES, 1)),
          *((name, rules, of_place) for name, rules in HEADS.items())]
ROWS = [pytest.param(rule, decided_by, id=f"{name}: {rule.name}") for name, rules, decided_by in TABLES
        for rule in rules]


@pytest.mark.parametrize("rule, decided_by", ROWS)
def test_a_rule_decides_its_example(rule, decided_by):
    assert rule.name in decided_by(rule.example)


@pytest.mark.parametrize("rule, decided_by", ROWS)
def test_a_rule_leaves_its_near_miss_to_others(rule, decided_by):
    assert rule.name not in decided_by(rule.unlike)


def test_no_two_rules_have_one_name():
    names = [rule.name for _, rules, _ in TABLES for rule in rules]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule, decided_by", ROWS)
def test_the_name_of_a_rule_reads_as_a_reason(rule, decided_by):
    assert len(rule.name.split()) > 1 and not rule.name.endswith(".") and rule.name[0] == rule.name[0].lower()
