"""Word-level features for the person-name tagger.

A word is described by itself: its ending, the count of persons who bear it as a given or a family name, how common it
is as a word of the language, its inflections, and its class (a title, a verb of saying, a place, …), which KINDS
decides. `helpers.names.tagger` weighs these features for the words of a sentence.
"""

import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.lexicons import (
    CLASSES,
    Vocabulary,
    affix,
    affixes,
    any_of,
    cities,
    family_first,
    gazetteer,
    is_definite,
    lexicon,
    match_key,
    name_cues,
    particles,
    vocabulary,
    without_article,
)
from helpers.rules import Rule, first_match

CHAIN = re.compile("[وفبلك]|[وف][بلك]")  # proclitics before a word
MARKS = {
    ",": "comma",
    "،": "comma",
    ".": "stop",
    "\n": "line",
    ":": "colon",
    "(": "open",
    ")": "close",
    "؛": "stop",
    "!": "stop",
    "؟": "stop",
    "?": "stop",
    '"': "quote",
    "«": "quote",
    "»": "quote",
    "“": "quote",
    "”": "quote",
}
RARE = 0  # the grade of a word that is not in the list of common words
BINS = (1, 2, 5, 20, 100)  # the counts of persons at which a name is a grade more frequent
MANY = 20  # a name that as many persons bear is a name for certain
COMMON = 4  # a word of this grade (10 in a million) is a name only with further evidence
PERSON = ("ي", "ت", "ن", "ا", "س")  # the first letter of a verb in the present or future; a stem with two is a verb
LONG = 4  # letters that a word with the article exceeds
CLITICS = 2**17  # words whose clitics are kept in memory: those of some thousand pages


class Word(NamedTuple):
    """A word by itself: its class as a number, its features, and those that count for its neighbours."""

    kind: int
    own: tuple[str, ...]
    near: tuple[str, ...]


def word(token: str) -> Word:
    """Return the description of a folded word."""
    return describe(token, vocabulary())


def describe(token: str, lists: Vocabulary) -> Word:
    """Return the description of a folded word with these lists.

    >>> CLASSES[word("الوزير").kind], CLASSES[word("وقال").kind], CLASSES[word("لندن").kind], CLASSES[word("،").kind]
    ('al title', 'say', 'state', 'comma')
    """
    if token in MARKS or not token[0].isalnum():
        return _word(MARKS.get(token, "mark"))
    if token.isnumeric():
        size = {4: "year", 2: "age"}.get(len(token), "number")
        return _word("number", [size], [size])
    if token.isascii():
        return _word("latin")
    rest, clitic = bare(token) if lists is vocabulary() else split_clitics(token, lists)
    seen = inflections(rest, lists.common)
    kind = kind_of(rest, lists, seen)
    al = is_definite(rest) and len(rest) > LONG
    grade = min(lists.common.get(token, lists.common.get(rest, RARE)), 6)
    near = [
        *_listed(rest, lists, grade, al),
        f"ends {rest[-2:]}",
        f"al {al} {grade}",
        f"ends {rest[-3:]}",
        f"seen {seen}",
    ]
    if kind == "function" or lists.common.get(token, 0) >= 6 or CLASSES.index(kind) < CLASSES.index("state"):
        near.append(f"word {rest}")
    own = [*near, f"clitic {clitic} {kind}", f"length {min(len(rest), 9)} {grade > 0}", f"ends {rest[-1:]}"]
    own += [f"begins {rest[:n]}" for n in (1, 2, 3)] + [f"ends {rest[-4:]}"]
    return _word(kind, [*own, *(f"has {part}" for part in _parts(f"^{rest}$"))], near)


def _listed(rest: str, lists: Vocabulary, grade: int, al: bool) -> list[str]:
    """Return the features of a word as a name, each with its grade as a common word."""
    given, family, foreign = _bin(lists.given.get(rest, 0)), _bin(lists.family.get(rest, 0)), rest in lists.foreign
    return [
        f"given {given} {grade}",
        f"family {family} {grade}",
        f"foreign {foreign} {grade}",
        f"names {min(given, 2)} {min(family, 2)} {foreign} {al}",
    ]


def _parts(framed: str) -> Iterator[str]:
    """Yield all pairs of letters of a word with its frame, and then all triples."""
    for size in (2, 3):
        yield from (framed[i : i + size] for i in range(len(framed) - size + 1))


def _word(kind: str, own: list[str] | None = None, near: list[str] | None = None) -> Word:
    return Word(CLASSES.index(kind), (f"is {kind}", *(own or ())), (f"is {kind}", *(near or ())))


def _bin(count: int) -> int:
    return sum(count >= least for least in BINS)


# Clitics ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=CLITICS)
def bare(token: str) -> tuple[str, str]:
    """Return a folded word without its proclitics, and these.

    >>> bare("ولندن"), bare("للوزير"), bare("وليد")
    (('لندن', 'و'), ('الوزير', 'ل'), ('وليد', ''))
    """
    return split_clitics(token, vocabulary())


def split_clitics(token: str, lists: Vocabulary) -> tuple[str, str]:
    """Return a word without its proclitics, and these, where the rest is known better than the whole word."""
    if name_cues().get(token[1:]) in ("say", "verb") and token[0] in ("و", "ف") and bearers(token, lists) < MANY:
        return token[1:], token[0]  # «وأكد», «فقال»
    if token in name_cues() or bearers(token, lists) > 1 or token in family_first():
        return token, ""
    for size in (1, 2):
        head, rest = token[:size], token[size:]
        if len(rest) < 3 or not CHAIN.fullmatch(head):
            break
        if head[-1] == "ل" and rest.startswith("ل") and is_known("ا" + rest, lists):
            return "ا" + rest, head
        if head[-1] in ("ب", "ك") and is_present(rest, lists.common):  # «كيري»: these two are before no verb
            break
        if head == "و" and is_definite(rest) or is_better_known(rest, token, lists):
            return rest, head
    return token, ""


def is_better_known(rest: str, token: str, lists: Vocabulary) -> bool:
    """Return whether the rest of a word is a cue, a more frequent name, or the only known word of the two.

    >>> is_better_known("لندن", "بلندن", vocabulary()), is_better_known("ايدن", "بايدن", vocabulary())
    (True, False)
    """
    if rest in name_cues():
        return True
    grade = lists.common.get(token, RARE)
    likelier = lists.common.get(rest, RARE) - grade  # of «لويد» and «بايدن» nothing is left that is commoner
    alike = likelier == 0 and (not grade or bearers(rest, lists) >= MANY)
    if bearers(rest, lists) > bearers(token, lists) and (likelier > 0 or alike):
        return True
    joined_again = rest[0] == "و" and rest[1:] in lists.common and not bearers(rest, lists)  # «لوبان»: ل is before no و
    return not is_known(token, lists) and is_known(rest, lists) and not joined_again


def is_known(form: str, lists: Vocabulary) -> bool:
    """Return whether a folded word is a cue, a common word or a name."""
    return any(form in known for known in (name_cues(), lists.common, lists.given, lists.family, lists.foreign))


def bearers(form: str, lists: Vocabulary) -> int:
    """Return the count of persons who bear a name, as a given or as a family name; at least 1 for a foreign name."""
    return max(lists.given.get(form, 0), lists.family.get(form, 0), form in lists.foreign)


# Verbs and inflections --------------------------------------------------------------------------------------


def is_present(word: str, common: Container[str]) -> bool:
    """Return whether a folded word is a verb in the present: known with two persons, يرى and ترى."""
    return word in common and word[0] in PERSON and all(person + word[1:] in common for person in ("ي", "ت"))


def has_object(word: str) -> bool:
    """Return whether a folded word that nobody bears is a verb in the present with its object: «يسعدكم».

    >>> has_object("يسعدكم"), has_object("يسرا")
    (True, False)
    """
    lists, verb = vocabulary(), _with_object().fullmatch(word)
    borne = lists.given.get(word) or lists.family.get(word) or word in lists.foreign
    return not borne and verb is not None and any(person + verb[1] in lists.common for person in PERSON)


@cache
def _with_object() -> re.Pattern:
    """Return the pattern of a verb in the present with a pronoun behind it; the group is its stem."""
    pronouns = affixes("pronoun", "first person pronoun", "pronoun after preposition", "pronoun after that")
    return re.compile(rf"[يتنا](.{{2,}})(?:{any_of(set(pronouns) - {'ي'})})")


@cache
def _future() -> re.Pattern:
    """Return the pattern of a verb in the future, «سيناقشان»; the groups are the present, with and without ending."""
    return re.compile(rf"س(([يتن].{{3,}}?)(?:{any_of(affixes('dual present', 'plural present', 'plural past'))})?)")


@cache
def _several() -> re.Pattern:
    """Return the pattern of the ending of a dual or a plural."""
    endings = affixes("feminine dual", "dual", "masculine plural", "feminine plural")
    return re.compile(f"(?:{any_of({*endings, 'و'})})$")


@cache
def endings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the endings of words of the language, and those of them that few foreign names have: «بوتين»."""
    every, namelike = affixes("word ending"), affixes("masculine plural", "dual")
    return every, tuple(ending for ending in every if ending not in namelike)


def inflections(word: str, common: Container[str]) -> str:
    """Return the evidence that a folded word is a word of the language rather than a name, a letter for each sign.

    The list of common words has it with the article or without (a), with an ending (e), as the rest of it without an
    ending (r) or a proclitic (p), or with another person of the verb (v).

    >>> common = {"القرار", "قرار", "قراره", "ترامب", "يقرر", "تقرر"}
    >>> [inflections(word, common) for word in ("قرار", "قراره", "يقرر", "ترامب")]
    ['ae', 'r', 'v', '']
    """
    plain = without_article(word) if len(word) > LONG else word
    signs = (
        ("a", _with_article),
        ("e", _with_ending),
        ("r", _without_ending),
        ("p", _without_proclitic),
        ("v", _as_verb),
    )
    return "".join(sign for sign, is_seen in signs if is_seen(word, plain, common))


def _with_article(word: str, plain: str, common: Container[str]) -> bool:
    return plain != word and plain in common or affix("article") + word in common


def _with_ending(word: str, plain: str, common: Container[str]) -> bool:
    stem = plain[:-1] + "ت" if plain.endswith("ه") else plain
    every, _ = endings()
    return any(stem + ending in common or plain + ending in common for ending in every)


def _without_ending(word: str, plain: str, common: Container[str]) -> bool:
    _, telling = endings()
    if not plain.endswith(telling):
        return False
    stems = (
        plain.removesuffix(ending) for ending in telling if plain.endswith(ending) and len(plain) > len(ending) + 2
    )
    return any(stem in common or stem + "ه" in common for stem in stems)


def _without_proclitic(word: str, plain: str, common: Container[str]) -> bool:
    if len(plain) <= 3 or not CHAIN.fullmatch(plain[0]):
        return False
    return plain[1:] in common or plain.startswith(affix("article after ل")) and "ا" + plain[1:] in common


def _as_verb(word: str, plain: str, common: Container[str]) -> bool:
    if len(plain) <= 3 or plain[0] not in PERSON:
        return False
    return any(person + plain[1:] in common for person in PERSON if person != plain[0])


@cache
def with_yeh() -> frozenset[str]:
    """Return the folded prepositions that end in ى, also with و or ف before them."""
    return frozenset(joining + word for word in particles("ends in ى") for joining in ("", "و", "ف"))


# The class of a word ----------------------------------------------------------------------------------------


class Reading(NamedTuple):
    """A word without proclitics, as the predicates of KINDS take it."""

    bare: str
    lists: Vocabulary
    seen: str  # as `inflections` returns it

    @property
    def plain(self) -> str:
        """The word without its article."""
        return without_article(self.bare)

    @property
    def given(self) -> int:
        """The count of persons who bear it as a given name."""
        return self.lists.given.get(self.bare, 0)

    @property
    def family(self) -> int:
        """The count of persons who bear it as a family name."""
        return self.lists.family.get(self.bare, 0)

    @property
    def common(self) -> int:
        """Its grade as a common word."""
        return self.lists.common.get(self.bare, RARE)


def kind_of(bare: str, lists: Vocabulary, seen: str) -> str:
    """Return the class of a folded word without proclitics, one of CLASSES; `seen` is from `inflections`."""
    reading = Reading(bare, lists, seen)
    rule, found = first_match(KINDS, reading)
    kind = rule.verdict or found
    with_article = f"al {kind}"
    return with_article if reading.plain != bare and with_article in CLASSES else kind


def is_cue(reading: Reading) -> str | None:
    """Return the kind of a cue of name_cues.csv, with or without its article."""
    return name_cues().get(reading.bare) or name_cues().get(reading.plain)


def is_future(reading: Reading) -> bool:
    """Return whether a word that nobody bears is the future of a known verb: «سيناقشان»."""
    future = _future().fullmatch(reading.bare)
    if not future or reading.given or reading.bare in reading.lists.foreign:
        return False
    present, plain = future[1], future[2]
    known = {present, plain} | ({plain[1:]} if len(plain) > LONG else set())
    return not known.isdisjoint(reading.lists.common)


def are_people(reading: Reading) -> bool:
    """Return whether a word is the dual or plural of a title, an office, a job or a relative: «وزراء», «وزيران»."""
    stem = _several().sub("", reading.plain)
    cue = name_cues().get(stem) or name_cues().get(stem + "ه")
    return stem != reading.plain and cue in ("title", "office", "job", "kin")


def is_state(reading: Reading) -> str | None:
    """Return state or demonym for a word of the gazetteer that is one; or None."""
    entry = gazetteer().entries.get(reading.bare)
    if entry is None or entry.kind != "state":
        return None
    return "demonym" if entry.form == "demonym" else "state"


def is_city(reading: Reading) -> bool:
    """Return whether a word is a city."""
    return reading.bare in cities()


def is_family_first(reading: Reading) -> bool:
    """Return whether a word is a family name that comes first, and not frequent elsewhere: «كيم»."""
    return reading.bare in family_first() and max(reading.given, reading.family) < MANY


def is_frequent_given(reading: Reading) -> bool:
    """Return whether several persons bear a word as a given name, and no more as a family name."""
    return reading.given >= BINS[2] and reading.given >= reading.family


def is_family(reading: Reading) -> bool:
    """Return whether persons bear a word as a family name; several if it is a common word too."""
    return reading.family >= BINS[1] and (reading.common < COMMON or reading.family >= BINS[2])


def is_foreign(reading: Reading) -> bool:
    """Return whether a word is a foreign name and not very common."""
    return reading.bare in reading.lists.foreign and reading.common < COMMON + 1


def is_rare_given(reading: Reading) -> bool:
    """Return whether somebody bears a word as a given name, and it is no common word."""
    return reading.given > 0 and reading.common < COMMON


def is_alone(reading: Reading) -> bool:
    """Return whether a common word has no inflection, as names have none."""
    return reading.common > 0 and not reading.seen


def is_common(reading: Reading) -> bool:
    """Return whether a word is common, with or without its article."""
    return bool(reading.common or reading.lists.common.get(reading.plain))


def is_any(reading: Reading) -> bool:
    """Return True: the last rule takes all other words."""
    return True


# Each example is a word. An empty verdict is the kind that the predicate found. A word with its article has the class
# for that where there is one, «al title».
KINDS = (
    Rule("a cue", "الوزير", "", "القمح", is_cue),
    Rule("a verb in the future", "سيناقشان", "verb", "سيناء", is_future),
    Rule("several people", "وزيران", "people", "لبنان", are_people),
    Rule("a state or demonym", "لبنان", "", "دمشقي", is_state),
    Rule("a city", "زيورخ", "state", "زيتونة", is_city),
    Rule("a family name that comes first", "نغوين", "family first", "سالم", is_family_first),
    Rule("a frequent given name", "محمد", "given", "الحداد", is_frequent_given),
    Rule("a family name", "الحداد", "family", "القمح", is_family),
    Rule("a foreign name", "جونسون", "foreign", "القمح", is_foreign),
    Rule("a rare given name", "أبانوب", "given", "القمح", is_rare_given),
    Rule("a common word without inflections", "استنادا", "lone", "قرار", is_alone),
    Rule("a common word", "قرار", "common", "زقنبوط", is_common),
    Rule("any other word", "زقنبوط", "rare", "قرار", is_any),
)


@cache
def long_places() -> dict[str, list[tuple[str, ...]]]:
    """Return the places of several words in places.csv, folded, by their last word."""
    places = {}
    for name in lexicon("places")["name"]:
        if " " in name:
            words = tuple(match_key(name).split())
            places.setdefault(words[-1], []).append(words)
    return places
