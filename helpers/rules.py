"""Rules as rows of a table: each has an example that it decides and a near miss that it must not decide.

A package states its knowledge as a tuple of rules. The first rule that holds decides, so their order matters. One test
tries every example and every near miss of the project, and shows that no rule is hidden behind those above it.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Rule(NamedTuple):
    """A rule: the verdict, an example, a near miss, and the named predicate that recognises the case."""

    name: str  # the reason that `explain` prints; `{}` in it holds what the predicate found
    example: str  # a line or sentence that the rule decides
    verdict: str  # what the rule decides: a kind of line, no cue, the end of a name, …
    unlike: str  # a near miss: a line or sentence that the rule must not decide
    when: Callable[..., object]  # true, or the words found, where the rule holds


def first_match(rules: Iterable[Rule], *facts: object) -> tuple[Rule | None, object]:
    """Return the first rule that holds for the facts, with what its predicate found, or (None, None).

    Args:
        rules: the rules in their order.
        facts: the arguments of their predicates, for instance a line.

    >>> question = lambda line: line.endswith("؟") and "؟"
    >>> rules = [Rule("ends with «{}»", "من كتب هذا؟", "question", "كتبه سالم.", question)]
    >>> rule, found = first_match(rules, "أين الميناء؟")
    >>> rule.verdict, rule.name.format(found)
    ('question', 'ends with «؟»')
    """
    for rule in rules:
        if found := rule.when(*facts):
            return rule, found
    return None, None


def is_any(*_: object) -> bool:
    """Return True: the last rule of a table takes all that is left."""
    return True
