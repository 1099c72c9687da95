"""Match the rules for temporal expressions against a text, and resolve what they find.

A stretch of text becomes a row of tokens (tokens.py), a rule of rules.py a regular expression over their kinds. Of
expressions that overlap the first wins, then the longest, then the rule that is higher in the table.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from helpers.dates.rules import CLASSES, FRAGMENTS, REFERENCE, RULES, SILENT, Rule
from helpers.dates.tense import direction
from helpers.dates.timex import At, Timex
from helpers.dates.tokens import CODES, Token, tokens


class Expression(NamedTuple):
    """A temporal expression: place in the folded text, the rule that found it, tokens by group, what it is worth."""

    start: int
    end: int
    rule: Rule
    groups: dict[str, list[Token]]
    found: Timex
    way: Callable[[], int | None]


@cache
def _compiled() -> list[tuple[set[str], re.Pattern, Rule | None]]:
    """The codes that each rule needs, and its pattern as a regular expression over codes; no rule beside SILENT."""
    names = CODES | {name: "".join(CODES[kind] for kind in kinds.split()) for name, kinds in CLASSES.items()}
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
    """The temporal expressions of a stretch of a folded text, in order; `At` says what the last arguments are."""
    row = tokens(text, start, end)
    codes = "".join([CODES[token.kind] for token in row])
    present = set(codes)
    matches = [
        (m.start(), -m.end(), n, m, rule)
        for n, (needs, pattern, rule) in enumerate(_compiled())
        if not needs.isdisjoint(present)
        for m in pattern.finditer(codes)
    ]
    free, whole = 0, _whole(row)
    for first, _, _, m, rule in sorted(matches, key=lambda match: match[:3]):
        last = m.end()
        if first < free or first == last:
            continue
        if rule is None:
            free = last
            continue
        groups = defaultdict(list, {name: row[slice(*m.span(name))] for name in m.groupdict() if m[name]})
        groups |= {"whole": row[first:last], "before": row[max(0, first - 2) : first], "next": row[last : last + 1]}
        place = row[first].start, row[last - 1].end

        def way(place=place):
            return direction(text, *place)

        found = rule.resolve(groups, At(today, unknown, context, alone and (first, last) == whole, way))
        if found:
            if found.grain in REFERENCE and found.anchor != "context":
                context = found.day
            free = last
            yield Expression(*place, rule, groups, found, way)


def _whole(row: list[Token]) -> tuple[int, int]:
    """From which token to which a row says anything; a preposition in front and signs around say nothing."""
    said = [i for i, token in enumerate(row) if token.kind not in ("in", "sign", "line", "comma")]
    return (said[0], said[-1] + 1) if said else (0, 0)
