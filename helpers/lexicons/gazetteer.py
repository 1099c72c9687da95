"""The gazetteer: the spellings of the names of actors, and the actor of each.

The names of states are those of CLDR, and their demonyms are derived by rule. Everything else is in data/lexicons:
states, demonyms, capitals, seats and actors, and against false friends not_actors and guards.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from os.path import commonprefix
from typing import Any, NamedTuple

import ahocorasick_rs
import pandas as pd

from helpers.lexicons import cldr, load
from helpers.lexicons.cells import BAR
from helpers.lexicons.declarations import DECLARED
from helpers.lexicons.morphology import affix, affixes
from helpers.lexicons.tables import BadLexicon, Fault
from helpers.text import fold, spaced

TABLES = ("states", "demonyms", "capitals", "seats", "actors", "not_actors", "guards")

GENUINE_GH = {"MAR"}  # a foreign g is written غ or ج, but the غ of المغرب is Arabic: المجرب is another word
FOREIGN_G = 4  # letters; a name that is no longer than this may be another word when it is written with ج


class Entry(NamedTuple):
    """The actor that a spelling names."""

    actor: str | None  # the id, or None for a false friend
    name: str  # the form to print
    kind: str  # person, state, organisation
    form: str  # name, short, capital, seat, demonym
    country: str | None
    variant: str  # the form of the lexicon from which the spelling is derived


class Guard(NamedTuple):
    """The condition under which an ambiguous spelling names its actor; one of `after`, `before`, `near` is enough."""

    written: str  # letters and vowel signs that the page must not contradict
    after: re.Pattern | None  # evidence for the actor, before the spelling,
    before: re.Pattern | None  # behind it,
    near: list[str]  # or as codes of states that the page names
    not_after: re.Pattern | None  # evidence against the actor, before the spelling
    not_before: re.Pattern | None  # or behind it
    otherwise: str  # the state whose capital it is if the condition does not hold


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
        """Return a fault of the cell."""
        return Fault(load.lexicon_file(self.lexicon), self.row, self.column, message, cure)


Claim = tuple[str, Entry, Place | None]  # a form, its actor, and the cell that says so: None for CLDR or a rule
Rows = list[tuple[Place, dict[str, Any]]]  # of a lexicon, with their places


class Gazetteer(NamedTuple):
    """The spellings of all actors, and an automaton that finds them."""

    automaton: ahocorasick_rs.AhoCorasick
    patterns: list[
        tuple[str, int]
    ]  # for each pattern its spelling, and the count of its first letters that are clitics
    entries: dict[str, Entry]  # by spelling
    shorts: dict[str, list[Entry]]  # by the spelling of a short form, the actors that have it
    alone: set[str]  # short forms that need no full name on the page
    guards: dict[str, Guard]  # by spelling
    actors: dict[str, Entry]  # by id


def match_key(form: str) -> str:
    """Return the spelling by which names are compared: folded, hyphens as spaces, a run of spaces as one.

    >>> match_key("كيم جونغ-أون")
    'كيم جونغ اون'
    """
    return spaced(fold(form))


def demonyms(adjective: str) -> list[str]:
    """Return all forms of a relative adjective, with and without the article; of a compound one, both words agree.

    >>> demonyms("كوري شمالي")[:4]
    ['كوري شمالي', 'الكوري الشمالي', 'كورية شمالية', 'الكورية الشمالية']
    >>> demonyms("جنوب أفريقي")[:3]
    ['جنوب أفريقي', 'الجنوب أفريقي', 'جنوب أفريقية']
    """
    forms = []
    for ending in ("", "ة", "ا", *affixes("masculine plural", "feminine plural", "dual", "feminine dual")):
        bare = [word + ending if word.endswith("ي") else word for word in adjective.split()]
        agree = adjective.split()[0].endswith("ي")
        definite = [affix("article") + word if agree or not i else word for i, word in enumerate(bare)]
        forms += [" ".join(bare), " ".join(definite)]
    return forms


def adjective(name: str) -> str | None:
    """Return the demonym of a state's name by rule, or None for a compound name or one that ends in و.

    >>> adjective("سوريا"), adjective("العراق"), adjective("جزر فارو")
    ('سوري', 'عراقي', None)
    """
    stem = re.sub("ي?[اة]$", "", name.removeprefix(affix("article")))
    if " " in name or stem.endswith("و"):
        return None
    return stem if stem.endswith("ي") else stem + "ي"


def g_spellings(form: str) -> list[str]:
    """Return a foreign name as listed, and with ج for its غ.

    >>> g_spellings("كوبنهاغن"), g_spellings("غانا")
    (['كوبنهاغن', 'كوبنهاجن'], ['غانا'])
    """
    return [form, form.replace("غ", "ج")] if "غ" in form and len(form) > FOREIGN_G else [form]


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
    """Return the gazetteer of CLDR and data/lexicons. Raises BadLexicon."""
    return build({name: load.lexicon(name) for name in TABLES})


def build(lexicons: dict[str, pd.DataFrame]) -> Gazetteer:
    """Return the gazetteer of these lexicons, given by name, each of which was checked by itself.

    Raises:
        BadLexicon: lexicons contradict each other or CLDR: two rows claim one spelling, no lexicon has the form of a
            guard, CLDR does not have the name of a state that is to be left out, a demonym has the article.
    """
    rows = {lexicon: _rows(lexicon, frame) for lexicon, frame in lexicons.items()}
    states = States.of(rows["states"], cldr.states())
    faults = [*_left_out(rows["states"], states.cldr), *_definite(rows["demonyms"])]
    if faults:
        raise BadLexicon(faults)
    entries, shorts = _entries(rows, states, faults)
    guards = _guards(rows["guards"], entries.keys() | shorts.keys(), faults)
    if faults:
        raise BadLexicon(faults)
    patterns = _patterns(entries.keys() | shorts.keys())
    return Gazetteer(
        ahocorasick_rs.AhoCorasick([pattern for pattern, _, _ in patterns]),
        [(spelling, clitics) for _, spelling, clitics in patterns],
        entries,
        shorts,
        {match_key(form) for _, row in rows["actors"] for form in row["alone"]},
        guards,
        {entry.actor: entry for entry in reversed(entries.values()) if entry.actor and entry.form == "name"},
    )


def _entries(
    rows: dict[str, Rows], states: "States", faults: list[Fault]
) -> tuple[dict[str, Entry], dict[str, list[Entry]]]:
    """Return the entry of each spelling and the entries of each short form.

    Two rows that claim one spelling for two actors are added to the faults. What CLDR or a rule claims gives way.
    """
    may_differ = {match_key(form) for _, row in rows["guards"] if row["otherwise"] for form in row["form"]}
    first: dict[str, tuple[Entry, Place | None]] = {}
    shorts = defaultdict(list)
    for form, entry, place in _claims(rows, states):
        spelling = match_key(form)
        if entry.form == "short":
            shorts[spelling].append(entry)
            continue
        earlier, origin = first.setdefault(spelling, (entry, place))
        if place and earlier.actor != entry.actor and spelling not in may_differ:
            message = f"«{form}» is claimed by {origin or 'CLDR'} too"
            faults.append(place.fault(message, "delete it in one of the two"))
    return {spelling: entry for spelling, (entry, _) in first.items()}, dict(shorts)


def _guards(rows: Rows, spellings: Collection[str], faults: list[Fault]) -> dict[str, Guard]:
    """Return the guard of each ambiguous spelling; a guard of a form that no lexicon has is added to the faults."""
    guards: dict[str, Guard] = {}
    for place, row in rows:
        guard = Guard(
            row["written"],
            _beside(r"{}\W+$", row["after"]),
            _beside(r"^\W+{}\b", row["before"]),
            row["with"],
            _beside(r"{}\W+$", row["not_after"]),
            _beside(r"^\W+{}\b", row["not_before"]),
            row["otherwise"],
        )
        for form in row["form"]:
            if match_key(form) not in spellings:
                fault = place.at("form").fault(f"no lexicon has «{form}»", "correct the spelling or delete the row")
                faults.append(fault)
            guards |= {match_key(spelled): guard for spelled in g_spellings(form)}
    return guards


def _patterns(spellings: Iterable[str]) -> list[tuple[str, str, int]]:
    """Return the patterns to search for, sorted: each with its spelling, and the count of letters before that.

    A spelling with the article is also searched for in its form after ل: للكرملين.
    """
    article, after_l = affix("article"), affix("article after ل")
    definite = [spelling for spelling in spellings if spelling.startswith(article)]
    return sorted(
        [(spelling, spelling, 0) for spelling in spellings]
        + [(after_l + spelling.removeprefix(article), spelling, len(after_l)) for spelling in definite]
    )


def _definite(demonyms: Rows) -> Iterator[Fault]:
    """Yield a fault for each adjective with the article, since the rules for its forms add that."""
    for place, row in demonyms:
        for adjective in row["adjectives"]:
            if adjective.startswith(affix("article")):
                yield place.at("adjectives").fault(f"«{adjective}» begins with the article", "write it without it")


def _left_out(states: Rows, names: dict[str, list[str]]) -> Iterator[Fault]:
    """Yield the faults of the names of CLDR that are to be left out."""
    for place, row in states:
        known = names[row["country"]]
        for form in row["without"]:
            if form not in known:
                message = f"CLDR has no name «{form}» of {row['country']}"
                yield place.at("without").fault(message, "correct or delete it")
        if not row["name"] and set(known) <= set(row["without"]):
            yield place.at("name").fault("no name to print is left", "write the name of the state")


class States(NamedTuple):
    """The names of the states, all by alpha-3 code."""

    cldr: dict[str, list[str]]
    names: dict[str, list[str]]  # those of CLDR without the ones to leave out
    listed: dict[str, dict]  # the rows of states.csv
    printed: dict[str, str]  # the name to print

    @classmethod
    def of(cls, rows: Rows, names: dict[str, list[str]]) -> "States":
        """Return the states of CLDR and of states.csv."""
        listed = {row["country"]: row for _, row in rows}
        without = {code: set(row["without"]) for code, row in listed.items()}
        kept = {code: [name for name in forms if name not in without.get(code, ())] for code, forms in names.items()}
        printed = {code: listed.get(code, {}).get("name") or next(iter(forms), "") for code, forms in kept.items()}
        return cls(names, kept, listed, printed)

    def variants(self, code: str) -> list[str]:
        """Return the names of a state in CLDR and in states.csv."""
        return [*self.names[code], *self.listed.get(code, {}).get("forms", [])]

    def claims(self, code: str, form: str, variant: str, place: Place | None = None) -> Iterator[Claim]:
        """Yield the spellings of a name of a state, also with another letter for g."""
        return self._inflected(code, form, variant, place, lambda spelled: [spelled])

    def demonyms(self, code: str, variant: str, place: Place | None = None) -> Iterator[Claim]:
        """Yield all forms of a demonym in all its spellings."""
        return self._inflected(code, "demonym", variant, place, demonyms)

    def _inflected(
        self, code: str, form: str, variant: str, place: Place | None, forms: Callable[[str], list[str]]
    ) -> Iterator[Claim]:
        for spelled in [variant] if code in GENUINE_GH else g_spellings(variant):
            entry = Entry(code, self.printed[code], "state", form, code, spelled)
            yield from ((word, entry, place if word == variant else None) for word in forms(spelled))


def _claims(rows: dict[str, Rows], states: States) -> Iterator[Claim]:
    """Yield each form with its actor and its row; of two equal forms the first counts."""
    for place, row in rows["not_actors"]:
        yield row["form"], Entry(None, "", "", "", None, ""), place.at("form")
    yield from _listed_names(rows["states"], "name", states)
    for code, forms in states.names.items():
        for variant in forms:
            yield from states.claims(code, "name", variant)
    yield from _listed_names(rows["capitals"], "capital", states)
    yield from _listed_names(rows["seats"], "seat", states)
    yield from _listed_demonyms(rows["demonyms"], states)
    yield from _actors(rows["actors"])
    yield from _by_rule({row["country"] for _, row in rows["demonyms"]}, states)


def _listed_names(rows: Rows, form: str, states: States) -> Iterator[Claim]:
    for place, row in rows:
        for variant in row["forms"]:
            yield from states.claims(row["country"], form, variant, place.at("forms"))


def _listed_demonyms(rows: Rows, states: States) -> Iterator[Claim]:
    for place, row in rows:
        for variant in row["adjectives"]:
            yield from states.demonyms(row["country"], variant, place.at("adjectives"))
        for plural in row["plurals"]:  # an inflection of the adjective that begins as it does: أميركان of أميركي
            like = max(row["adjectives"] or [plural], key=lambda word: len(commonprefix([word, plural])))
            for _, entry, _ in states.claims(row["country"], "demonym", like):
                yield from ((word, entry, place.at("plurals")) for word in (plural, affix("article") + plural))


def _actors(rows: Rows) -> Iterator[Claim]:
    for place, row in rows:
        entry = Entry(row["actor"], row["name"], row["kind"], "name", None, "")
        yield row["name"], entry._replace(variant=row["name"]), place.at("name")
        for variant in row["forms"]:
            yield variant, entry._replace(variant=variant), place.at("forms")
        for column in ("short", "alone"):
            for variant in row[column]:
                yield variant, entry._replace(form="short", variant=variant), place.at(column)


def _by_rule(listed: Collection[str], states: States) -> Iterator[Claim]:
    """Yield names with «جمهورية» and «دولة» before them, and demonyms of states that demonyms.csv does not list."""
    for code in states.names:
        for variant in states.variants(code):
            for word in load.words_with("name_parts", "state"):
                yield from states.claims(code, "name", f"{word} {variant}")
            if code not in listed and (regular := adjective(variant)):
                yield from states.demonyms(code, regular)


def _rows(lexicon: str, frame: pd.DataFrame) -> Rows:
    """Return the rows of a lexicon with their places; cells that hold several words become lists."""
    several = {column.name for column in DECLARED[lexicon].columns if column.types()[0].several}
    rows = frame.to_dict("records")
    for row in rows:
        row.update({column: row[column].split(BAR) if row[column] else [] for column in several})
    return [(Place(lexicon, number), row) for number, row in enumerate(rows, start=2)]


def _beside(pattern: str, listed: list[str]) -> re.Pattern | None:
    """Return a pattern of the words beside a form, after any proclitics; `#` is a number, `*` the rest of a word."""
    if not listed:
        return None
    one_of = "|".join(re.escape(match_key(word)).replace(r"\#", r"\d+").replace(r"\*", r"\w*") for word in listed)
    article = rf"(?:[بلك]?(?:{affix('article')})?|{affix('article after ل')})"
    return re.compile(pattern.format(rf"\b[وف]?{article}(?:{one_of})"))
