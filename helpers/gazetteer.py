"""The spellings by which the actors of the world are named, and what each stands for.

The names of the states come from CLDR (through Babel) and their codes from ISO 3166 (through pycountry); their demonyms
are derived by rule. What no library knows stands in data/lexicons: states, demonyms, capitals, seats, actors, and what
keeps false friends out: not_actors, guards, given_names.
"""
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from os.path import commonprefix
from typing import NamedTuple

import ahocorasick_rs
import pandas as pd
import pycountry
from babel import Locale, localedata

from helpers import corpus
from helpers.letters import SIGN, fold

LEXICONS = ("states", "demonyms", "capitals", "seats", "actors", "not_actors", "guards", "given_names")
LISTS = {"forms", "without", "adjectives", "plurals", "short", "alone", "form", "after", "before", "with", "not_after",
         "not_before"}  # columns that hold several values, with | between them
KOSOVO = "XKX"  # ISO 3166 has no code for it; this one, of the range left to users, is what most data sets write

HYPHENS = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014", " "))  # كيم جونغ-أون is كيم جونغ أون
SPACES = re.compile(r"(?<= ) +")
# The endings of a nisba, after its ي: feminine, accusative, plurals, duals.
ENDINGS = ("", "ة", "ا", "ون", "ين", "ات", "ان", "تان", "تين")
GENUINE_GH = {"MAR"}  # a foreign g is written غ or ج, but the غ of المغرب is its own: المجرب is another word
FOREIGN_G = 4  # only in names of more letters than this; a shorter one with ج may be another word


class Entry(NamedTuple):
    """What a spelling stands for. `variant` is the form of the lexicon that the spelling is derived from."""

    actor: str | None  # None: a false friend
    name: str
    kind: str
    form: str
    country: str | None
    variant: str


class Guard(NamedTuple):
    """What must or must not stand near an ambiguous spelling."""

    written: str  # the letters and vowel signs that it must not contradict
    after: re.Pattern | None  # what speaks for it, before it,
    before: re.Pattern | None  # after it,
    near: list[str]  # or as codes of states on the page; one of the three is enough
    not_after: re.Pattern | None  # what before it or after it speaks against it
    not_before: re.Pattern | None
    otherwise: str  # the state whose capital it is, if it is not what the lexicon says


class Gazetteer(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    patterns: list[tuple[str, int]]  # for each pattern its spelling, and how many of its first letters are clitics
    entries: dict[str, Entry]  # by spelling
    shorts: dict[str, list[Entry]]  # by the spelling of a short form, the actors that go by it
    alone: set[str]  # short forms that need no full name on the page
    guards: dict[str, Guard]  # by spelling
    actors: dict[str, Entry]  # by id
    given_names: frozenset[str]


def key(form: str) -> str:
    """The spelling under which a form is looked for: folded, hyphens as spaces, a run of spaces as one.

    >>> key("كيم جونغ-أون")
    'كيم جونغ اون'
    """
    return SPACES.sub("", fold(form)).translate(HYPHENS).strip()


def demonyms(adjective: str) -> list[str]:
    """All forms of a relative adjective, with and without the article; of a compound one, both words agree.

    >>> demonyms("كوري شمالي")[:4]
    ['كوري شمالي', 'الكوري الشمالي', 'كورية شمالية', 'الكورية الشمالية']
    >>> demonyms("جنوب أفريقي")[:3]
    ['جنوب أفريقي', 'الجنوب أفريقي', 'جنوب أفريقية']
    """
    forms = []
    for ending in ENDINGS:
        bare = [word + ending if word.endswith("ي") else word for word in adjective.split()]
        agree = adjective.split()[0].endswith("ي")
        forms += [" ".join(bare), " ".join("ال" + word if agree or not i else word for i, word in enumerate(bare))]
    return forms


def adjective(name: str) -> str | None:
    """The relative adjective of a state's name by rule; None for a compound name or one that ends in و.

    >>> adjective("سوريا"), adjective("العراق"), adjective("جزر فارو")
    ('سوري', 'عراقي', None)
    """
    stem = re.sub("(?:يا|ية|ا|ة)$", "", name.removeprefix("ال"))
    if " " in name or stem.endswith("و"):
        return None
    return stem if stem.endswith("ي") else stem + "ي"


def g_spellings(form: str) -> list[str]:
    """A foreign name as listed, and with ج for its غ.

    >>> g_spellings("كوبنهاغن"), g_spellings("غانا")
    (['كوبنهاغن', 'كوبنهاجن'], ['غانا'])
    """
    return [form, form.replace("غ", "ج")] if "غ" in form and len(form) > FOREIGN_G else [form]


def cldr_names() -> dict[str, list[str]]:
    """For each ISO 3166-1 alpha-3 code the names that CLDR has in the Arabic locales, the general one first.

    >>> cldr_names()["PRK"], cldr_names()["URY"]
    (['كوريا الشمالية'], ['أورغواي', 'أوروغواي'])
    """
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": KOSOVO}
    names = {code: {} for code in codes.values()}
    for locale in sorted(i for i in localedata.locale_identifiers() if i.split("_")[0] == "ar"):
        territories = Locale.parse(locale).territories
        for alpha_2 in codes.keys() & territories.keys():
            names[codes[alpha_2]][SIGN.sub("", territories[alpha_2].split(" (")[0].replace(" - ", " "))] = None
    return {code: list(forms) for code, forms in names.items() if forms}


@cache
def gazetteer() -> Gazetteer:
    """All spellings to look for, built once from CLDR and data/lexicons. Raises ValueError as `build` does."""
    return build({name: corpus.lexicon(name) for name in LEXICONS})


def build(lexicons: dict[str, pd.DataFrame]) -> Gazetteer:
    """The gazetteer of these lexicons, given by name.

    Raises ValueError, which names file, row and cure, for a row without an id, a country code that does not exist, two
    rows that claim one spelling, a guard of a form that no lexicon has.
    """
    names = cldr_names()
    rows = {lexicon: _rows(lexicon, frame, names) for lexicon, frame in lexicons.items()}
    shared = {key(form) for _, row in rows["guards"] if row["otherwise"] for form in row["form"]}
    entries, origins, shorts = {}, {}, defaultdict(list)
    for form, entry, where in _claims(rows, names):
        spelling = key(form)
        if entry.form == "short":
            shorts[spelling].append(entry)
        elif spelling not in entries:
            entries[spelling], origins[spelling] = entry, where
        elif where and entries[spelling].actor != entry.actor and spelling not in shared:
            _stop(where, f"«{form}» is claimed by {origins[spelling] or 'CLDR'} too", "delete it in one of the two")
    guards = {}
    for where, row in rows["guards"]:
        for form in row["form"]:
            if key(form) not in entries.keys() | shorts.keys():
                _stop(where, f"no lexicon has «{form}»", "correct the spelling or delete the row")
            for spelled in g_spellings(form):
                guards[key(spelled)] = Guard(
                    row["written"], _beside(r"{}\W+$", row["after"]), _beside(r"^\W+{}\b", row["before"]), row["with"],
                    _beside(r"{}\W+$", row["not_after"]), _beside(r"^\W+{}\b", row["not_before"]), row["otherwise"])
    actors = {entry.actor: entry for entry in reversed(entries.values()) if entry.form == "name"}
    patterns = [(spelling, spelling, 0) for spelling in entries.keys() | shorts.keys()]
    patterns += [("لل" + spelling[2:], spelling, 2) for _, spelling, _ in patterns if spelling.startswith("ال")]
    patterns.sort()
    return Gazetteer(ahocorasick_rs.AhoCorasick([pattern for pattern, _, _ in patterns]),
                     [(spelling, clitics) for _, spelling, clitics in patterns], entries, dict(shorts),
                     {key(form) for _, row in rows["actors"] for form in row["alone"]}, guards, actors,
                     frozenset(map(key, lexicons["given_names"]["name"])))


def _claims(rows: dict, names: dict) -> Iterator[tuple[str, Entry, str | None]]:
    """Each form, what it stands for, and the row that says so: None for what CLDR or a rule says, which gives way."""
    states = {row["country"]: row for _, row in rows["states"]}
    names = {code: [form for form in forms if form not in states.get(code, {}).get("without", [])]
             for code, forms in names.items()}
    printed = {code: states.get(code, {}).get("name") or forms[0] for code, forms in names.items()}
    listed = {row["country"] for _, row in rows["demonyms"]}

    def state(code, form, variant, where=None, inflected=(lambda word: [word])):
        for spelled in g_spellings(variant) if code not in GENUINE_GH else [variant]:
            for word in inflected(spelled):
                yield word, Entry(code, printed[code], "state", form, code, spelled), where if word == variant else None

    for where, row in rows["not_actors"]:
        yield row["form"][0], Entry(None, "", "", "", None, ""), where
    for lexicon, form in (("states", "name"), ("capitals", "capital"), ("seats", "seat")):
        for where, row in rows[lexicon]:
            for variant in row["forms"]:
                yield from state(row["country"], form, variant, where)
        if lexicon == "states":
            for code, forms in names.items():
                for variant in forms:
                    yield from state(code, "name", variant)
    for where, row in rows["demonyms"]:
        for variant in row["adjectives"]:
            yield from state(row["country"], "demonym", variant, where, demonyms)
        for plural in row["plurals"]:  # an inflection of the adjective that begins as it does: أميركان of أميركي
            like = max(row["adjectives"] or [plural], key=lambda word: len(commonprefix([word, plural])))
            for _, entry, _ in state(row["country"], "demonym", like):
                yield from ((word, entry, where) for word in (plural, "ال" + plural))
    for where, row in rows["actors"]:
        entry = Entry(row["actor"], row["name"], row["kind"], "name", None, "")
        for variant in (row["name"], *row["forms"]):
            yield variant, entry._replace(variant=variant), where
        for variant in (*row["short"], *row["alone"]):
            yield variant, entry._replace(form="short", variant=variant), where
    for code, forms in names.items():
        for variant in [*forms, *states.get(code, {}).get("forms", [])]:
            yield from state(code, "name", f"جمهورية {variant}")
            yield from state(code, "name", f"دولة {variant}")
            if code not in listed and adjective(variant):
                yield from state(code, "demonym", adjective(variant), inflected=demonyms)


def _rows(lexicon: str, frame: pd.DataFrame, codes) -> list[tuple[str, dict]]:
    """The rows of a lexicon, each with the words that name it in an error; checked for ids and country codes."""
    rows, ids = [], set()
    for number, row in enumerate(frame.to_dict("records"), start=2):  # the header is row 1, as a spreadsheet counts
        where = f"data/lexicons/{lexicon}.csv, row {number}"
        row = {column: [part for part in cell.split("|") if part] if column in LISTS else cell
               for column, cell in row.items()}
        for code in [row[c] for c in ("country", "otherwise") if c in row] + row.get("with", []):
            if code not in codes and (code or "country" in row):
                _stop(where, f"unknown country code {code!r}", "write an alpha-3 code of ISO 3166-1")
        if lexicon == "actors":
            if not row["actor"] or not row["name"] or row["kind"] not in ("person", "organisation"):
                _stop(where, "no id, name or kind", "fill the columns actor, name and kind (person or organisation)")
            if row["actor"] in ids:
                _stop(where, f"the id {row['actor']!r} stands a second time", "make one row of the two")
            ids.add(row["actor"])
        rows.append((where, row))
    return rows


def _stop(where: str, problem: str, cure: str):
    raise ValueError(f"{where}: {problem}; {cure}")


def _beside(pattern: str, listed: list[str]) -> re.Pattern | None:
    """A pattern of the words beside a form, with or without proclitics; `#` is a number, `*` the rest of a word."""
    if not listed:
        return None
    one_of = "|".join(re.escape(key(word)).replace(r"\#", r"\d+").replace(r"\*", r"\w*") for word in listed)
    return re.compile(pattern.format(rf"\b[وف]?(?:[بلك]?(?:ال)?|لل)(?:{one_of})"))
