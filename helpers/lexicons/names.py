"""Words that are evidence for or against a person's name: parts of names, common words, cues, cities.

Given names are in two tables. given_names.csv lists 149 that need no other evidence: the word behind one is a family
name, even if it looks like a demonym or a weekday (`given_names`). data/models/words.parquet counts the persons who
have a name, for all names and for the common words of the language (`vocabulary`); the tagger weighs these counts.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from helpers.lexicons import cldr, load
from helpers.lexicons.calendar import month_names, weekday_names
from helpers.lexicons.gazetteer import match_key
from helpers.lexicons.morphology import conjugated, declined
from helpers.paths import MODELS
from helpers.text import fold

CLASSES = (
    "edge",
    "comma",
    "stop",
    "line",
    "colon",
    "open",
    "close",
    "quote",
    "mark",
    "number",
    "latin",
    "title",
    "al title",
    "office",
    "al office",
    "job",
    "al job",
    "kin",
    "called",
    "place",
    "al place",
    "body",
    "al body",
    "firm",
    "named",
    "people",
    "say",
    "verb",
    "son",
    "particle",
    "ordinal",
    "quality",
    "al quality",
    "after",
    "function",
    "time",
    "state",
    "demonym",
    "al demonym",
    "family first",
    "given",
    "family",
    "al family",
    "foreign",
    "al common",
    "common",
    "lone",
    "al rare",
    "rare",
)


class Vocabulary(NamedTuple):
    """Parts of names and common words, folded."""

    given: dict[str, int]  # count of persons with this given name,
    family: dict[str, int]  # and with this family name
    foreign: frozenset[str]  # Arabic spellings of names that are written in Latin letters
    common: dict[str, int]  # frequency of a common word, from 3 (one in a million words) to 7
    latin: dict[str, str]  # how a name is written in Latin letters


@cache
def vocabulary() -> Vocabulary:
    """Return the parts of names and the common words of data/models/words.parquet."""
    table = pd.read_parquet(MODELS / "words.parquet")
    words, latin = (table[column].to_numpy(dtype=object).tolist() for column in ("word", "latin"))

    def counts(column: str) -> dict[str, int]:
        return {word: n for word, n in zip(words, table[column].tolist()) if n}

    return Vocabulary(
        counts("given"),
        counts("family"),
        frozenset(counts("foreign")),
        counts("common"),
        {word: name for word, name in zip(words, latin) if name},
    )


@cache
def name_cues() -> dict[str, str]:
    """Return the kind of each word that is evidence about a name near it, by its folded spelling.

    Words of time and verbs of saying come from the lexicons of dates and quotations, all others from name_cues.csv,
    whose kind counts if a word has several.
    """
    kinds = dict.fromkeys(map(match_key, load.words_with("function_words", "function", "unfinished")), "function")
    kinds |= dict.fromkeys(month_names() | weekday_names(), "time")
    for preposition in load.words_with("particles", "spelled like a name"):
        # «على» is a preposition, «علي» a name. Folded they are one word, so this one is listed as it is written.
        kinds[preposition] = kinds.pop(match_key(preposition), "function")
    return kinds | dict.fromkeys(_verbs_of_saying(), "say") | _listed_cues()


def _listed_cues() -> dict[str, str]:
    """Return the kinds of the words of name_cues.csv, folded; of kin also with other pronouns: نجله, نجلها, نجلهم."""
    table = load.lexicon("name_cues")
    listed = {match_key(form): kind for kind, forms in zip(table["kind"], table["forms"]) for form in forms.split("|")}
    kin = [form for form, kind in listed.items() if kind == "kin" and form.endswith("ه")]
    return listed | {form + more: "kin" for form in kin for more in ("ا", "م")}


def _verbs_of_saying() -> Iterator[str]:
    """Yield the verbs of saying in the singular, their participles, and the nouns that report, folded."""
    for row in load.lexicon("reporting_verbs").query("kind == 'say'").itertuples():
        past, *tail = fold(row.verb).split()
        if not tail:
            masculine, feminine, *present = (form.word for form in conjugated(past, fold(row.present)) if form.singular)
            # The feminine of a verb in ا is left out, because «عزت» is a name as well.
            yield from [masculine, *present] if past.endswith("ا") else [masculine, feminine, *present]
            yield from declined(fold(row.participle))[:1]
    yield from map(fold, load.lexicon("speech_nouns").query("kind == 'saying'")["noun"])


@cache
def family_first() -> frozenset[str]:
    """Return the family names that are written before the given name, folded: كيم, نغوين."""
    forms = [form for cell in load.lexicon("family_first")["forms"] for form in cell.split("|")]
    forms += [form[:-1] + "ج" for form in forms if re.search("[ن]غ$", form)]  # نغ is also written نج
    return frozenset(map(match_key, forms))


@cache
def name_parts(*uses: str) -> frozenset[str]:
    """Return the folded words of name_parts.csv with one of these uses.

    >>> sorted(name_parts("son"))
    ['ابن', 'بن', 'بنت']
    """
    return frozenset(map(match_key, load.words_with("name_parts", *uses)))


@cache
def given_names() -> frozenset[str]:
    """Return the given names of given_names.csv, folded: few, but each of them sure.

    `vocabulary().given` has all given names, each with the count of persons who have it.
    """
    return frozenset(map(match_key, load.lexicon("given_names")["name"]))


@cache
def syllables(place: str) -> frozenset[str]:
    """Return the letters of syllables.csv at this place of a syllable.

    >>> sorted(syllables("final"))
    ['او', 'ياو']
    """
    rows = load.lexicon("syllables")
    return frozenset(map(match_key, rows.loc[rows["place"] == place, "letters"]))


@cache
def latin_parts() -> dict[str, str]:
    """Return the words of name_parts.csv that have Latin letters of their own, folded, with these."""
    rows = load.lexicon("name_parts").query("latin != ''")
    return dict(zip(map(match_key, rows["part"]), rows["latin"]))


@cache
def latin_letters() -> dict[int, str]:
    """Return the Latin letters of each letter of letters.csv, as a table for `str.translate`."""
    rows = load.lexicon("letters")
    return str.maketrans(dict(zip(rows["letter"], rows["latin"])))


@cache
def cities() -> frozenset[str]:
    """Return the cities of one word after which CLDR names time zones, and those of places.csv, folded."""
    return frozenset(match_key(name) for name in [*cldr.cities(), *load.lexicon("places")["name"]] if " " not in name)
