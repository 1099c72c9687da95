"""Every rule on the boundaries of names decides its example and leaves its near miss alone."""
import pytest

from helpers import name_runs, names
from helpers.name_runs import Candidate
from helpers.persons import tagged
from helpers.rules import first_match

TABLES = (name_runs.SPLITS, name_runs.EXTENSIONS, name_runs.FIRST_WORDS, name_runs.NEXT_WORDS, name_runs.LAST_WORDS,
          name_runs.NO_NAMES)
RULES = [(rules, rule) for rules in TABLES for rule in rules]


def candidate(marked):
    """The words between the bars of a sentence, as a candidate for a name."""
    before, inside, after = marked.split("|")
    [(page, _)] = tagged([names.view(before + inside + after)])
    first, end = (len(names.tokens_of(names.view(part))[0]) for part in (before, before + inside))
    return Candidate(page, 0, list(range(first, end)), end + 1)


@pytest.mark.parametrize("rules, rule", RULES, ids=[rule.name for _, rule in RULES])
def test_a_rule_decides_its_example_before_all_others(rules, rule):
    found, _ = first_match(rules, candidate(rule.example))
    assert found and found.name == rule.name


@pytest.mark.parametrize("rule", [rule for _, rule in RULES], ids=lambda rule: rule.name)
def test_a_rule_leaves_its_near_miss_alone(rule):
    assert not rule.when(candidate(rule.unlike))


def test_no_two_rules_have_one_name():
    assert len({rule.name for _, rule in RULES}) == len(RULES)
