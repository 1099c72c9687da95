"""Every rule on the direction in time decides its example and leaves its near miss alone."""
import pytest

from helpers.letters import fold
from helpers.rules import first_match
from helpers.tenses import AHEAD, BACK, CLUES, FORMS, Form, explain_direction, without_conjunction


def form(marked):
    """The word before the bar of an example, the one before it and the one behind the bar."""
    said, after = (fold(part).split() for part in marked.split("|"))
    return Form(said[-1], without_conjunction(said[-1]), "".join(said[-2:-1]), "".join(after), near=True, next_to=False)


def clues(marked):
    before, day, _ = (fold(part) for part in marked.split("|"))
    return explain_direction(fold(marked.replace("|", "")), len(before), len(before) + len(day))


@pytest.mark.parametrize("rule", FORMS, ids=lambda rule: rule.name)
def test_a_form_decides_its_example_and_leaves_its_near_miss_alone(rule):
    assert first_match(FORMS, form(rule.example))[0].name == rule.name
    assert not rule.when(form(rule.unlike))


@pytest.mark.parametrize("rule", CLUES, ids=lambda rule: rule.name)
def test_a_clue_decides_its_example_and_leaves_its_near_miss_alone(rule):
    found = clues(rule.example)
    assert rule.name in [name for _, name in found.clues]
    assert rule.verdict not in (AHEAD, BACK) or found.way == (1 if rule.verdict == AHEAD else -1)
    assert rule.name not in [name for _, name in clues(rule.unlike).clues]
