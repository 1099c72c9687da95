"""Every rule of the house decides its example, leaves its near miss alone, and has a name that reads as a reason.

So no rule is hidden behind those above it. To have another table tried, add a row to TABLES: its name, its rules, and a
function that returns the names of the rules that decided something in an example. (The rules of temporal expressions
have a shape of their own: tests/test_date_rules.py.)
"""

import re
from functools import partial
from unittest.mock import patch

import pandas as pd
import pytest

from helpers.actors import find_mentions, linking
from helpers.blocks import explain, head_rules, stories
from helpers.blocks.boilerplate import MARK, PASSES
from helpers.blocks.line_rules import RULES
from helpers.blocks.recurring import RECURRING_PAGES
from helpers.blocks.splitting import find_lines
from helpers.dates import printed, publication
from helpers.dates import tense as tenses
from helpers.lexicons import match_key, vocabulary
from helpers.names import boundaries as name_runs
from helpers.names import features, matching, parts
from helpers.names import tagger as names
from helpers.names.recognition import tagged
from helpers.pipeline.profile import profile
from helpers.quotations import constructions, find_quotations
from helpers.quotations import reader as sayings
from helpers.quotations import speaker_phrases as phrases
from helpers.rules import first_match
from helpers.text import fold, fold_map, spaced_map

# Lines and their place on a page --------------------------------------------------------------------------------------


def of_line(example):
    """The rule that gives a line its shape."""
    (line,) = find_lines(example)
    return [first_match(RULES, line)[0].name]


def of_place(example):
    """The rules of passes and stories that are in the reason for the marked line of a page."""
    start = example.index(MARK)
    reasons = explain(example.replace(MARK, ""), "الجبل", OUTLET).set_index("start")["reason"]
    return [rule.name for rule in PLACES if is_in(rule, reasons[start])]


def of_segment(example):
    """The rule that decides about the segment which has the marked line of a page."""
    start, decided = example.index(MARK), []

    def recorded(table, *facts):
        rule, found = first_match(table, *facts)
        if table is stories.SEGMENTS:
            lines = [*facts[0].segment.heads, *facts[0].segment.body]
            decided.extend([rule.name] if start in [line.start for line in lines] else [])
        return rule, found

    with patch.object(stories, "first_match", recorded):
        explain(example.replace(MARK, ""))
    return decided


def is_in(rule, reason):
    """Whether a reason, with those before it in brackets, holds that of a rule."""
    name = re.escape(rule.name).replace(r"\{\}", ".+")
    return re.search(rf"(?:^|\(){name}(?: \(|$|\))", reason) is not None


RECURRING = "الجبل نافذتك على القمم"
NUMBERS = [str(i) for i in range(RECURRING_PAGES)]
OUTLET = profile(pd.DataFrame({"article": NUMBERS, "outlet": "الجبل", "text": RECURRING}))
HEADS = {
    "above the story": head_rules.ABOVE_STORY,
    "above the title": head_rules.ABOVE_TITLE,
    "below the title": head_rules.BELOW_TITLE,
    "below the story": head_rules.BELOW_STORY,
}
PLACES = [rule for rules in [*(step.rules for step in PASSES), *HEADS.values()] for rule in rules]


# Quotations -----------------------------------------------------------------------------------------------------------


def of_quotations(modules, example):
    """The rules that decide something while the quotations of a page of one block are read."""
    page, block = page_of(example)
    mentions = find_mentions(page, block)
    return recorded(modules, lambda: find_quotations(page, block, mentions))


def of_mentions(example):
    """The rules that decide something while the mentions of a page of one block are found."""
    return recorded([linking], lambda: find_mentions(*page_of(example)))


def page_of(text):
    """A page of one block, and the block."""
    block = pd.DataFrame({"article": ["a"], "block": 0, "start": 0, "end": len(text), "role": "main", "item": 0})
    return pd.DataFrame({"article": ["a"], "text": [text]}), block


def recorded(modules, work):
    """The rules that decide something in these modules while some work is done."""
    decided = []

    def record(table, *facts):
        rule, found = first_match(table, *facts)
        decided.extend([rule.name] if rule else [])
        return rule, found

    recorders = [patch.object(module, "first_match", record) for module in modules]
    for recorder in recorders:
        recorder.start()
    try:
        work()
    finally:
        for recorder in recorders:
            recorder.stop()
    return decided


# Names: the words that a rule is asked about are those between the bars -----------------------------------------------


def of_name(rules, example):
    before, inside, after = example.split("|")
    [(page, *_)] = tagged([spaced_map(fold_map(before + inside + after))])
    first, end = (len(names.tokens_of(spaced_map(fold_map(part)))[0]) for part in (before, before + inside))
    rule, _ = first_match(rules, name_runs.Candidate(page, 0, list(range(first, end)), end + 1))
    return [rule.name] if rule else []


def of_match(rules, example):
    """The rule that decides how two names match; they stand beside a bar, in folded words."""
    one, other = (parts(tuple(match_key(name).split())) for name in example.split("|"))
    rule, _ = first_match(rules, one, other)
    return [rule.name] if rule else []


def of_part_match(example):
    rule, _ = first_match(matching.PART_MATCHES, *map(match_key, example.split("|")))
    return [rule.name] if rule else []


# Direction in time: a word before a bar, or an expression between bars ------------------------------------------------


def of_form(example):
    said, after = (fold(part).split() for part in example.split("|"))
    form = tenses.Form(
        said[-1], tenses.without_conjunction(said[-1]), "".join(said[-2:-1]), "".join(after), near=True, next_to=False
    )
    rule, _ = first_match(tenses.FORMS, form)
    return [rule.name] if rule else []


def of_word(example):
    return [first_match(features.KINDS, features.read(fold(example), vocabulary()))[0].name]


def of_cut(example):
    """The rule that cuts a word into proclitics and the rest, or leaves it whole."""
    return recorded([features], lambda: features.split_clitics(fold(example), vocabulary()))


def of_clues(example):
    before, day, _ = (fold(part) for part in example.split("|"))
    start = len(before)
    found = tenses.explain_direction(fold(example.replace("|", "")), start, start + len(day))
    return [name for _, name in found.clues]


def of_demands(example):
    """The rules by which the expressions of a story demand something of its day of publication."""
    decided = []

    def recorded(rules, *facts):
        rule, found = first_match(rules, *facts)
        decided.extend([rule.name] if rule else [])
        return rule, found

    with patch.object(publication, "first_match", recorded):
        publication.date_page({"article": "page", "text": example})
    return decided


SPEECH = {
    name: getattr(constructions, name)
    for name in (
        "VETOES_OF_NOUNS VETOES_OF_PARTICIPLES VETOES_OF_VERBS VETOES_OF_PREPOSITIONS VETOES_IN_REMARKS "
        "VETOES_IN_DESCRIPTIONS SIGNS SIGNS_IN_RESERVE SIGNS_OF_REPORTS CREDITS RELAYS NOUNS VERBS CONTINUATIONS"
    ).split()
}
PHRASES = {name: getattr(phrases, name) for name in ("NAME_ENDS", "SECOND_NAMES")}
NAMES = {
    name: getattr(name_runs, name) for name in "SPLITS EXTENSIONS FIRST_WORDS NEXT_WORDS LAST_WORDS NO_NAMES".split()
}


def of_statement(example):
    """The rule that finds a statement of the day of publication in a line below the title."""
    block = {"start": 0, "end": len(example), "role": "main", "kind": "heading"}
    return recorded([printed], lambda: printed.printed_day(example, [block]))


TABLES = [
    ("lines", RULES, of_line),
    *((f"pass {n}", step.rules, of_place) for n, step in enumerate(PASSES, 1)),
    *((name, rules, of_place) for name, rules in HEADS.items()),
    ("segments", stories.SEGMENTS, of_segment),
    *((name, rules, partial(of_quotations, (constructions, sayings))) for name, rules in SPEECH.items()),
    *((name, rules, partial(of_quotations, (phrases,))) for name, rules in PHRASES.items()),
    *((name, rules, partial(of_name, rules)) for name, rules in NAMES.items()),
    ("CUTS", features.CUTS, of_cut),
    ("KINDS", features.KINDS, of_word),
    ("OVERLAPS", linking.OVERLAPS, of_mentions),
    ("NAME_MATCHES", matching.NAME_MATCHES, partial(of_match, matching.NAME_MATCHES)),
    ("PART_MATCHES", matching.PART_MATCHES, of_part_match),
    ("FORMS", tenses.FORMS, of_form),
    ("CLUES", tenses.CLUES, of_clues),
    ("DEMANDS", publication.DEMANDS, of_demands),
    ("STATEMENTS", printed.STATEMENTS, of_statement),
]
ROWS = [
    pytest.param(rule, decided_by, id=f"{name}: {rule.name}") for name, rules, decided_by in TABLES for rule in rules
]


@pytest.mark.parametrize("rule, decided_by", ROWS)
def test_a_rule_decides_its_example(rule, decided_by):
    assert rule.name in decided_by(rule.example)


@pytest.mark.parametrize("rule, decided_by", ROWS)
def test_a_rule_leaves_its_near_miss_to_others(rule, decided_by):
    assert rule.name not in decided_by(rule.unlike)


@pytest.mark.parametrize("name, rules, _", TABLES, ids=[name for name, _, _ in TABLES])
def test_no_two_rules_of_a_table_have_one_name(name, rules, _):
    assert len({rule.name for rule in rules}) == len(rules)


@pytest.mark.parametrize("rule", [rule for _, rules, _ in TABLES for rule in rules], ids=lambda rule: rule.name)
def test_the_name_of_a_rule_reads_as_a_reason(rule):
    assert len(rule.name.split()) > 1 and not rule.name.endswith(".")
