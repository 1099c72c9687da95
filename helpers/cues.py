"""Cues: the words that tell that somebody speaks, and those that stand around them.

The cues are those of data/lexicons/cues.csv, a table of base forms; the forms in which they stand on a page are made
from it here, folded.
"""
import re
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.corpus import lexicon
from helpers.letters import fold
from helpers.lexicons import LISTED

OBJECT = re.compile(r"(?:ها|هم|هما|نا|ني|ه)$")  # «حثهم على»


class Cue(NamedTuple):
    """What a form of a cue stands for: kind, particles before reported words, what it needs, its other words."""

    kind: str
    takes: tuple[str, ...]
    needs: str = ""
    participle: bool = False
    feminine: bool = False
    tail: tuple[str, ...] = ()


@cache
def cues() -> tuple[dict[str, Cue], dict[str, frozenset]]:
    """The cue that each folded form stands for; and the other words of cues.csv, folded, by kind."""
    forms, lists = {}, {kind: set() for kind in (*LISTED, "told")}
    for row in lexicon("cues").itertuples():
        first, *tail = fold(row.cue).split()
        cue = Cue(row.kind, tuple(fold(row.takes).split()), row.needs, tail=tuple(tail))
        if row.kind in ("say", "relay"):
            for form, feminine in _conjugated(first, fold(row.present)):
                forms.setdefault(form, cue._replace(feminine=feminine))
            for form in _declined(fold(row.participle)):
                forms.setdefault(form, cue._replace(participle=True))
        elif row.kind == "own":
            forms.setdefault(first, cue)
        elif row.kind == "masdar":
            for form in (first, *(f"{clitic}{first}" for clitic in "بل")):
                forms.setdefault(form, cue)
        elif row.kind in ("saying", "credit") and not tail and row.needs != "verb":
            forms[first] = cue._replace(takes=("ان",))
        else:
            lists.setdefault("told" if row.kind == "credit" else row.kind, set()).add(fold(row.cue))
    return forms, {kind: frozenset(words) for kind, words in lists.items()}


@lru_cache(maxsize=2 ** 16)  # most words of a page have stood on it, or on the pages before it
def readings(word: str) -> tuple[Cue, ...]:
    """The cues that a folded word may be, the likeliest first: as it stands, or without و, ف or an object pronoun."""
    forms, found = cues()[0], []
    for form in (word, word[1:]) if word[0] in "وف" else (word,):
        addressed = forms.get(OBJECT.sub("", form))
        cue = forms.get(form) or (addressed if addressed and "object" in addressed.needs else None)
        found += [cue] if cue else []
    return tuple(found)


@cache
def word_lists(kinds: tuple[str, ...]) -> tuple[frozenset, frozenset, frozenset]:
    """What stands in lists of cues.csv, folded: the single words, the first words of pairs, the pairs."""
    words = frozenset().union(*(cues()[1][kind] for kind in kinds))
    pairs = frozenset(word for word in words if " " in word)
    return words - pairs, frozenset(pair.split()[0] for pair in pairs), pairs


@cache
def first_words(kind: str) -> frozenset[str]:
    """The words that can begin what a list of cues.csv holds, folded, also with و before them."""
    alone, firsts, _ = word_lists((kind,))
    return frozenset(clitic + word for clitic in ("", "و") for word in alone | firsts)


@lru_cache(maxsize=2 ** 16)
def may_report(word: str) -> bool:
    """Whether a folded word is or may end a cue: a sentence without one reports nothing, and most have none."""
    alone, _, pairs = word_lists(("told",))
    return bool(readings(word)) or word in alone or any(word == pair.split()[1] for pair in pairs)


def _conjugated(past: str, present: str) -> list[tuple[str, bool]]:
    """The third persons of a verb, from its folded past and present, and whether a woman is the one who speaks.

    >>> [form for form, _ in _conjugated("اكد", "يءكد")]
    ['اكد', 'اكدت', 'اكدوا', 'اكدا', 'اكدتا', 'يءكد', 'تءكد', 'يءكدون', 'يءكدان']
    >>> [form for form, feminine in _conjugated("نفي", "ينفي") if feminine]
    ['نفت', 'نفتا', 'تنفي']
    """
    stem = past[:-1] if past[-1] in "اي" else past
    endings = (("ت", True), ("وا", False), ("ا", False), ("تا", True))
    forms = [(past, False)] + [(stem + ending, woman) for ending, woman in endings if stem == past or ending != "ا"]
    if present:
        stem = present[:-1] if present[-1] in "يوا" else present
        forms += [(present, False), ("ت" + present[1:], True), (stem + "ون", False), (present + "ان", False)]
    return forms


def _declined(participle: str) -> list[str]:
    """The forms of a participle that stand beside the speaker: مؤكدا, مؤكدة, مؤكدين, مؤكدتين, folded."""
    stem = participle[:-1]
    return [participle, stem + "ه", stem.removesuffix("ي") + "ين", stem + "تين"] if participle else []
