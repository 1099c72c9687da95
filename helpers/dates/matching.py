"""Match the rules for temporal expressions against a text, and resolve what they find.

A stretch of text becomes a row of tokens (tokens.py), a rule of rules.py a regular expression over their kinds. Of
expressions that overlap, the first wins, then the longest, then the rule that is higher in the table.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from helpers.dates.rules import CLASSES, FRAGMENTS, REFERENCE, RULES, SILENT, Rule
from helpers.dates.tense import DirectionOf
from helpers.dates.timex import At, Timex
from helpers.dates.tokens import CODES, Token, tokens

IDLE = ("in", "sign", "line", "comma")  # kinds of tokens that say nothing by themselves


class Expression(NamedTuple):
    """A temporal expression: its place in the folded text, the rule that found it, its tokens by group, its result."""

    start: int
    end: int
    rule: Rule
    groups: dict[str, list[Token]]
    found: Timex
    direction: DirectionOf


@cache
def _compiled() -> list[tuple[set[str], re.Pattern, Rule | None]]:
    """Return of each rule the codes that it needs and its pattern over codes, with no rule beside those of SILENT."""
    names = CODES | {name: "".join(CODES[kind] for kind in kinds.split()) for name, kinds in CLASSES.items()}
    names["any"] = "."
    for name, pattern in FRAGMENTS.items():
        names[name] = pattern.format(**names)
    rules = [(needs, pattern, None) for needs, pattern in SILENT] + [(rule.needs, rule.pattern, rule) for rule in RULES]
    return [
        (set("".join(names[kind] for kind in needs.split())), re.compile(pattern.format(**names), re.VERBOSE), rule)
        for needs, pattern, rule in rules
    ]


def expressions(
    text: str,
    start: int,
    end: int,
    today: date | None,
    unknown: str | None = None,
    context: date | None = None,
    alone: bool = False,
) -> Iterator[Expression]:
    """Yield the temporal expressions of a stretch of a folded text, in order.

    Args:
        text: a folded text.
        start: the first character of the stretch.
        end: the character behind its last one.
        today: the publication date, or None.
        unknown: the reason why that is not known.
        context: the last day that the text named before.
        alone: whether the block of the stretch holds nothing else.
    """
    row = tokens(text, start, end)
    whole, free = _without_idle(row), 0
    for first, last, rule, groups in _matches(row):
        if first < free:
            continue
        if rule is None:
            free = last
            continue
        place = row[first].start, row[last - 1].end
        direction = DirectionOf(text, *place)
        groups |= {"whole": row[first:last], "before": row[max(0, first - 2) : first], "next": row[last : last + 1]}
        found = rule.resolve(groups, At(today, unknown, context, alone and (first, last) == whole, direction))
        if found is None:
            continue
        free = last
        if found.grain in REFERENCE and found.anchor != "context":
            context = found.day
        yield Expression(*place, rule, groups, found, direction)


def _matches(row: list[Token]) -> Iterator[tuple[int, int, Rule | None, dict[str, list[Token]]]]:
    """Yield the matches of all rules in a row of tokens, the best first: first token, end, rule, tokens by group."""
    codes = "".join([CODES[token.kind] for token in row])
    present = set(codes)
    matches = [
        (m.start(), -m.end(), n, m, rule)
        for n, (needs, pattern, rule) in enumerate(_compiled())
        if not needs.isdisjoint(present)
        for m in pattern.finditer(codes)
        if m[0]
    ]
    for *_, m, rule in sorted(matches, key=lambda match: match[:3]):
        groups = {name: row[slice(*m.span(name))] for name, codes in m.groupdict().items() if codes}
        yield *m.span(), rule, defaultdict(list, groups)


def _without_idle(row: list[Token]) -> tuple[int, int]:
    """Return the first token of a row that says anything, and the end behind the last one."""
    said = [i for i, token in enumerate(row) if token.kind not in IDLE]
    return (said[0], said[-1] + 1) if said else (0, 0)
