"""Explain names: why words of a text are a person's name, and why it begins and ends where it does.

`explain` runs the steps of `recognition` on one text and writes down the margins of the tagger and the rules of
`boundaries` that decided.
"""

from collections.abc import Collection

import pandas as pd

from helpers.lexicons import CLASSES
from helpers.names.boundaries import SURE, NameSpan, Page, Trace, numbers_of
from helpers.names.features import class_rule
from helpers.names.recognition import Tagged, names_in_sentences, names_of, read, with_names
from helpers.names.structure import parts, short_name
from helpers.text import fold_map, spaced_map

COLUMNS = {
    "start": "int64",
    "end": "int64",
    "surface": "str",
    "title": "str",
    "margin": "float64",
    "reason": "str",
    "words": "str",
    "rules": "str",
}


def explain(text: str, known: Collection[str] = ()) -> pd.DataFrame:
    """Return the persons' names of a text that no lexicon lists, and why each is one.

    Args:
        text: a sentence or a page.
        known: family names that the profile knows, folded.

    Returns: a row for each name, in order
        start, end: code points into the text, the end exclusive.
        surface, title: the name as it is written, and the title before it, folded.
        margin: the highest margin of its words.
        reason: why it is a name.
        words: each word with its class, the rule that gave it, and its margin: the log likelihood of the best reading
            of the sentence with the word in a name, less that of the best reading without.
        rules: the rows of `boundaries` that decided about the words of the name and those beside it, with verdicts.

    >>> text = "قال الوزير هاني المرواني أمس إن الطريق سيفتح. وغادر المرواني"
    >>> found = explain(text)
    >>> found[["surface", "reason"]].values.tolist()
    [['هاني المرواني', 'likely by its words'], ['المرواني', 'short for «هاني المرواني»']]
    """
    view, trace = spaced_map(fold_map(text)), Trace()
    [(page, sentences)] = read([view])
    tagged = with_names(page, names_in_sentences(page, sentences, trace))
    rows = []
    for name in names_of([tagged], known)[0]:
        start, end = view.span(name.start, name.end)
        why = _reason(name, tagged, known), _words(name, page), _rules(name, page, trace)
        rows.append((start, end, text[start:end], name.title, round(name.sure, 1), *why))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _reason(name: NameSpan, tagged: Tagged, known: Collection[str]) -> str:
    """Return why words are a name: by themselves, or by other names of the page or the profile."""
    if name in tagged.long:
        return "likely by its words" if name.sure >= SURE else f"behind the title «{name.title}»"
    forms = {" ".join(name.words), *name.words}
    for full in tagged.long:
        if short_name(full.words) in forms:
            return f"short for «{' '.join(full.words)}»"
    if not forms.isdisjoint(known):
        return "a family name of the profile"
    for full in tagged.long:
        if not forms.isdisjoint(parts(full.words)):
            return f"part of «{' '.join(full.words)}»"
    return "a likely name by itself here, or elsewhere on the page"


def _words(name: NameSpan, page: Page) -> str:
    """Return the words of a name, each with its class and margin."""
    tokens = ((page.tokens[at], CLASSES[page.kinds[at]], page.sure[at]) for at in numbers_of(page, name))
    return "; ".join(f"«{token}» {kind} ({class_rule(token)}) {margin:+.1f}" for token, kind, margin in tokens)


def _rules(name: NameSpan, page: Page, trace: Trace) -> str:
    """Return the rules that decided about the words of a name, and about the words beside it."""
    numbers = numbers_of(page, name)
    near = range(numbers.start - 1, numbers.stop + 1)
    decided = [f"«{page.tokens[at]}»: {rule}: {verdict}" for at, rule, verdict in trace if at in near]
    return "; ".join(dict.fromkeys(decided))
