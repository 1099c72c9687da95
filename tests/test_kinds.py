"""Kinds of words: the code of quotations asks for no kind that does not exist."""

import ast
from pathlib import Path

import pytest

from helpers.lexicons import particles, words_of
from helpers.quotations import kinds
from helpers.quotations.kinds import FORMS, LISTED, PARTICLES, kinds_of, kinds_of_pair

MODULES = sorted(Path(kinds.__file__).parent.glob("*.py"))
ASKING = {"is_kind", "length", "follows"}


def asked(path):
    """The kinds that a module asks for by name."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    named = (node for node in calls if getattr(node.func, "attr", None) in ASKING)
    words = (word for node in named for word in node.args)
    return {word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_asks_for_kinds_that_exist(path):
    assert asked(path) <= {*LISTED, *PARTICLES, *FORMS}


@pytest.mark.parametrize("kind", LISTED)
def test_each_kind_has_words_in_a_lexicon(kind):
    assert words_of(kind)


@pytest.mark.parametrize("use", PARTICLES)
def test_each_use_has_particles(use):
    assert particles(use)


def test_no_kind_has_two_meanings():
    assert len({*LISTED, *PARTICLES, *FORMS}) == len(LISTED) + len(PARTICLES) + len(FORMS)


def test_a_word_has_the_kinds_of_its_form_and_of_the_lexicons():
    assert {"definite", "relative"} <= kinds_of("الذي") and "relative after and" in kinds_of("والذي")


def test_a_phrase_of_two_words_has_kinds_with_a_conjunction_too():
    assert kinds_of_pair("صلي", "الله") == kinds_of_pair("وصلي", "الله") != kinds_of_pair("صلي", "عليه")
