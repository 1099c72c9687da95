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

from helpers.lexicons import load
from helpers.lexicons.cells import BAR, KOSOVO
from helpers.lexicons.declarations import DECLARED
from helpers.lexicons.tables import BadLexicon, Fault
from helpers.text import SIGN, fold, spaced

TABLES = ("states", "demonyms", "capitals", "seats", "actors", "not_actors", "guards", "given_names")

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


class Place(NamedTuple):
    """A cell of a lexicon."""

    lexicon: str
    row: int  # the header is row 1, as a spreadsheet counts
    column: str = ""

    def __str__(self) -> str:
        return f"{load.lexicon_file(self.lexicon)}, row {self.row}"

    def at(self, column: str) -> "Place":
        """Return the cell of the same row in another column."""
        return self._replace(column=column)

    def fault(self, message: str, cure: str) -> Fault:
        """Return what is wrong with the cell."""
        return Fault(load.lexicon_file(self.lexicon), self.row, self.column, message, cure)


class Gazetteer(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    patterns: list[tuple[str, int]]  # for each pattern its spelling, and how many of its first letters are clitics
    entries: dict[str, Entry]  # by spelling
    shorts: dict[str, list[Entry]]  # by the spelling of a short form, the actors that go by it
    alone: set[str]  # short forms that need no full name on the page
    guards: dict[str, Guard]  # by spelling
    actors: dict[str, Entry]  # by id
    given_names: frozenset[str]


def match_key(form: str) -> str:
    """The spelling under which a form is looked for: folded, hyphens as spaces, a run of spaces as one.

    >>> match_key("كيم جونغ-أون")
    'كيم جونغ اون'
    """
    return spaced(fold(form))


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
def check_lexicons() -> None:
    """Raise BadLexicon with the problems of all lexicons, before a page is read."""
    faults = []
    for name in DECLARED:
        try:
            load.lexicon(name)
        except BadLexicon as bad:
            faults += bad.faults
    if faults:
        raise BadLexicon(faults)
    gazetteer()


@cache
def gazetteer() -> Gazetteer:
    """Return all spellings to look for, built once from CLDR and data/lexicons. Raises BadLexicon."""
    return build({name: load.lexicon(name) for name in TABLES})


def build(lexicons: dict[str, pd.DataFrame]) -> Gazetteer:
    """Return the gazetteer of these lexicons, given by name, each of them checked by itself already.

    Raises BadLexicon with what the lexicons and CLDR do not agree on: two rows that claim one spelling, a guard of
    a form that no lexicon has, a name of a state to be left out that CLDR does not have.
    """
    names = cldr_names()
    rows = {lexicon: _rows(lexicon, frame) for lexicon, frame in lexicons.items()}
    faults = list(_left_out(rows["states"], names))
    shared = {match_key(form) for _, row in rows["guards"] if row["otherwise"] for form in row["form"]}
    entries, origins, shorts = {}, {}, defaultdict(list)
    for form, entry, place in _claims(rows, names):
        spelling = match_key(form)
        if entry.form == "short":
            shorts[spelling].append(entry)
        elif spelling not in entries:
            entries[spelling], origins[spelling] = entry, place
        elif place and entries[spelling].actor != entry.actor and spelling not in shared:
            by = origins[spelling] or "CLDR"
            faults.append(place.fault(f"«{form}» is claimed by {by} too", "delete it in one of the two"))
    guards = {}
    for place, row in rows["guards"]:
        for form in row["form"]:
            if match_key(form) not in entries.keys() | shorts.keys():
                message = f"no lexicon has «{form}»"
                faults.append(place.at("form").fault(message, "correct the spelling or delete the row"))
            for spelled in g_spellings(form):
                guards[match_key(spelled)] = Guard(
                    row["written"],
                    _beside(r"{}\W+$", row["after"]),
                    _beside(r"^\W+{}\b", row["before"]),
                    row["with"],
                    _beside(r"{}\W+$", row["not_after"]),
                    _beside(r"^\W+{}\b", row["not_before"]),
                    row["otherwise"],
                )
    if faults:
        raise BadLexicon(faults)
    actors = {entry.actor: entry for entry in reversed(entries.values()) if entry.form == "name"}
    patterns = [(spelling, spelling, 0) for spelling in entries.keys() | shorts.keys()]
    patterns += [("لل" + spelling[2:], spelling, 2) for _, spelling, _ in patterns if spelling.startswith("ال")]
    patterns.sort()
    return Gazetteer(
        ahocorasick_rs.AhoCorasick([pattern for pattern, _, _ in patterns]),
        [(spelling, clitics) for _, spelling, clitics in patterns],
        entries,
        dict(shorts),
        {match_key(form) for _, row in rows["actors"] for form in row["alone"]},
        guards,
        actors,
        frozenset(map(match_key, lexicons["given_names"]["name"])),
    )


def _left_out(states: list[tuple[Place, dict]], names: dict[str, list[str]]) -> Iterator[Fault]:
    """Return what is wrong with the names of CLDR that are to be left out."""
    for place, row in states:
        known = names[row["country"]]
        for form in row["without"]:
            if form not in known:
                message = f"CLDR has no name «{form}» of {row['country']}"
                yield place.at("without").fault(message, "correct or delete it")
        if not row["name"] and set(known) <= set(row["without"]):
            yield place.at("name").fault("no name to print is left", "write the name of the state")


def _claims(rows: dict, names: dict) -> Iterator[tuple[str, Entry, Place | None]]:
    """Each form, what it stands for, and the row that says so: None for what CLDR or a rule says, which gives way."""
    states = {row["country"]: row for _, row in rows["states"]}
    names = {
        code: [form for form in forms if form not in states.get(code, {}).get("without", [])]
        for code, forms in names.items()
    }
    printed = {code: states.get(code, {}).get("name") or next(iter(forms), "") for code, forms in names.items()}
    listed = {row["country"] for _, row in rows["demonyms"]}

    def state(code, form, variant, place=None, inflected=(lambda word: [word])):
        for spelled in g_spellings(variant) if code not in GENUINE_GH else [variant]:
            for word in inflected(spelled):
                yield word, Entry(code, printed[code], "state", form, code, spelled), place if word == variant else None

    for place, row in rows["not_actors"]:
        yield row["form"], Entry(None, "", "", "", None, ""), place.at("form")
    for lexicon, form in (("states", "name"), ("capitals", "capital"), ("seats", "seat")):
        for place, row in rows[lexicon]:
            for variant in row["forms"]:
                yield from state(row["country"], form, variant, place.at("forms"))
        if lexicon == "states":
            for code, forms in names.items():
                for variant in forms:
                    yield from state(code, "name", variant)
    for place, row in rows["demonyms"]:
        for variant in row["adjectives"]:
            yield from state(row["country"], "demonym", variant, place.at("adjectives"), demonyms)
        for plural in row["plurals"]:  # an inflection of the adjective that begins as it does: أميركان of أميركي
            like = max(row["adjectives"] or [plural], key=lambda word: len(commonprefix([word, plural])))
            for _, entry, _ in state(row["country"], "demonym", like):
                yield from ((word, entry, place.at("plurals")) for word in (plural, "ال" + plural))
    for place, row in rows["actors"]:
        entry = Entry(row["actor"], row["name"], row["kind"], "name", None, "")
        yield row["name"], entry._replace(variant=row["name"]), place.at("name")
        for variant in row["forms"]:
            yield variant, entry._replace(variant=variant), place.at("forms")
        for column in ("short", "alone"):
            for variant in row[column]:
                yield variant, entry._replace(form="short", variant=variant), place.at(column)
    for code, forms in names.items():
        for variant in [*forms, *states.get(code, {}).get("forms", [])]:
            yield from state(code, "name", f"جمهورية {variant}")
            yield from state(code, "name", f"دولة {variant}")
            if code not in listed and adjective(variant):
                yield from state(code, "demonym", adjective(variant), inflected=demonyms)


def _rows(lexicon: str, frame: pd.DataFrame) -> list[tuple[Place, dict]]:
    """Return the rows of a lexicon with their places, cells that hold several words as lists."""
    several = {column.name for column in DECLARED[lexicon].columns if column.holds.several}
    rows = frame.to_dict("records")
    for row in rows:
        row.update({column: row[column].split(BAR) if row[column] else [] for column in several})
    return [(Place(lexicon, number), row) for number, row in enumerate(rows, start=2)]


def _beside(pattern: str, listed: list[str]) -> re.Pattern | None:
    """A pattern of the words beside a form, with or without proclitics; `#` is a number, `*` the rest of a word."""
    if not listed:
        return None
    one_of = "|".join(re.escape(match_key(word)).replace(r"\#", r"\d+").replace(r"\*", r"\w*") for word in listed)
    return re.compile(pattern.format(rf"\b[وف]?(?:[بلك]?(?:ال)?|لل)(?:{one_of})"))
