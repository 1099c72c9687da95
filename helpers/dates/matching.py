"""Rules for temporal expressions: what each looks like, and how its day is worked out.

A stretch of text is a row of tokens, each of a kind (`helpers/calendar_words.py`). A rule is a regular expression over
kinds: `{month}` is one token of that kind, `(?P<day>[{num}])` one that the rule looks at, `{from}?` one that may be
missing; blanks mean nothing. FRAGMENTS are pieces that several rules share.

To add a rule: write a row of RULES with a name, an example, the value that the example has on Friday 16 May 2031
(None: found without value), a function, the kinds one of which must be there, and the pattern. If it needs a word that
no table knows, add that to data/lexicons/calendar.csv with a kind; a new kind goes into KINDS of calendar_words.py.
`pytest tests/test_date_rules.py` tries every example. The functions stand in dating.py and hijri.py. Of expressions
that overlap the first wins, then the longest, then the rule that stands higher up.
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
    return [(set("".join(names[kind] for kind in needs.split())), re.compile(pattern.format(**names), re.VERBOSE), rule)
            for needs, pattern, rule in rules]


def expressions(text: str, start: int, end: int, today: date | None, unknown: str | None = None,
                context: date | None = None, alone: bool = False) -> Iterator[Expression]:
    """The temporal expressions of a stretch of a folded text, in order; `At` says what the last arguments are."""
    row = tokens(text, start, end)
    codes = "".join([CODES[token.kind] for token in row])
    present = set(codes)
    matches = [(m.start(), -m.end(), n, m, rule) for n, (needs, pattern, rule) in enumerate(_compiled())
               if not needs.isdisjoint(present) for m in pattern.finditer(codes)]
    free, whole = 0, _whole(row)
    for first, _, _, m, rule in sorted(matches, key=lambda match: match[:3]):
        last = m.end()
        if first < free or first == last:
            continue
        if rule is None:
            free = last
            continue
        groups = defaultdict(list, {name: row[slice(*m.span(name))] for name in m.groupdict() if m[name]})
        groups |= {"whole": row[first:last], "before": row[max(0, first - 2):first], "next": row[last:last + 1]}
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
