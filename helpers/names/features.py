"""Word-level features for the person-name tagger.

They are the letters of a word, its proclitics (CUTS), how many persons bear it as a given or family name, how common it
is, how it is inflected (SIGNS), and its class (KINDS): a title, a verb of saying, a place and so on.
`helpers.names.tagger` weighs them for the words of a sentence. The weights in data/models belong to these features: a
feature that changes needs a new fit (benchmarks/fit_names.py).
"""

import re
from bisect import bisect_right
from collections.abc import Container
from functools import cache, lru_cache
from itertools import chain
from operator import add
from typing import NamedTuple

from helpers.lexicons import (
    CLASSES,
    FEMININE,
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
from helpers.rules import Rule, first_match, is_any

PROCLITICS = frozenset("وفبلك")
CHAIN = re.compile("[وفبلك]|[وف][بلك]")  # proclitics before a word
LONGEST_CHAIN = 2  # letters
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
SIZES = {4: "year", 2: "age"}  # what a number with so many digits probably is
RARE = 0  # the grade of a word that is not in the list of common words
BINS = (1, 2, 5, 20, 100)  # limits of the grades for the number of persons who bear a name
SOME = BINS[2]  # persons who bear a word from which it is a name, though it is a word as well
MANY = 20  # persons who bear a word that is surely a name
COMMON = 4  # a name that is this common as a word (10 in a million) is a name only with other evidence
THIRD_PERSONS = frozenset("يت")  # «يرى» and «ترى»
AT_OR_AS = frozenset("بك")  # prepositions that no verb follows
COMMONEST = 6  # grades above this one are not told apart, and words from it on are features by themselves
LONGEST_WORD = 9  # longer words are not told apart by their length
SHORTEST_WORD = 3  # letters that must be left of a word without its proclitics
LONG = 4  # letters that a word with the article exceeds: «الفا» has none
PERSONS = frozenset("يتناس")  # first letters of verbs in the present, and of the future
CACHED_WORDS = 2**17  # the words of some thousand pages; an unlimited cache would hold every word of a corpus
TITLES = ("title", "office", "job", "kin")
NUMBERS = {kind: number for number, kind in enumerate(CLASSES)}
WITH_ARTICLE = {kind: f"al {kind}" for kind in CLASSES if f"al {kind}" in CLASSES}  # its class with the article
STATE = NUMBERS["state"]  # a word of a class before this one is a feature by itself


class Word(NamedTuple):
    """A word as the tagger takes it: the number of its class, its features, and those that count for its neighbours."""

    kind: int
    own: tuple[str, ...]
    near: tuple[str, ...]


def word(token: str) -> Word:
    """Return the features of a folded word."""
    return describe(token, vocabulary())


def describe(token: str, lists: Vocabulary) -> Word:
    """Return the features of a folded word, given the lists of names and common words.

    >>> CLASSES[word("الوزير").kind], CLASSES[word("وقال").kind], CLASSES[word("لندن").kind], CLASSES[word("،").kind]
    ('al title', 'say', 'state', 'comma')
    """
    if token in MARKS or not token[0].isalnum():
        return _word(MARKS.get(token, "mark"))
    if token.isnumeric():
        return _word("number", SIZES.get(len(token), "number"))
    if token.isascii():
        return _word("latin")
    rest, clitics = bare(token) if lists is vocabulary() else split_clitics(token, lists)
    reading = read(rest, lists)
    kind = kind_of(reading)
    grade = min(lists.common.get(token, reading.common), COMMONEST)
    near = (
        f"is {kind}",
        *_listed(_bin(reading.given), _bin(reading.family), reading.foreign, grade, _has_article(rest)),
        "ends " + rest[-2:],
        "ends " + rest[-3:],
        "seen " + reading.seen,
    )
    if lists.common.get(token, RARE) >= COMMONEST or NUMBERS[kind] < STATE:
        near = (*near, "word " + rest)
    own = (f"clitic {clitics} {kind}", f"length {min(len(rest), LONGEST_WORD)} {grade > 0}")
    return Word(NUMBERS[kind], (*near, *own, *_letters(rest)), near)


def _word(kind: str, *features: str) -> Word:
    """Return a mark, a number or a word in Latin letters."""
    features = (f"is {kind}", *features)
    return Word(NUMBERS[kind], features, features)


def _bin(count: int) -> int:
    """Return the grade of a number of persons, 0 to 5."""
    return bisect_right(BINS, count)


@cache  # some thousand combinations
def _listed(given: int, family: int, foreign: bool, grade: int, al: bool) -> tuple[str, ...]:
    """Return the features of a word that come from the lists, from the grades of its counts."""
    return (
        f"given {given} {grade}",
        f"family {family} {grade}",
        f"foreign {foreign} {grade}",
        f"names {min(given, 2)} {min(family, 2)} {foreign} {al}",
        f"al {al} {grade}",
    )


def _letters(word: str) -> tuple[str, ...]:
    """Return the features of the letters of a word: its ends, and all that are side by side.

    >>> _letters("سعد")[-3:]
    ('has ^سع', 'has سعد', 'has عد$')
    """
    framed = f"^{word}$"
    pairs = [*map(add, framed, framed[1:])]
    triples = map(add, pairs, framed[2:])
    return (
        "ends " + word[-1:],
        "ends " + word[-4:],
        *("begins " + word[:size] for size in (1, 2, 3)),
        *map("has ".__add__, chain(pairs, triples)),
    )


# Words that other words are folded to ---------------------------------------------------------------------------------


@cache
def with_hamza() -> frozenset[str]:
    """Return the folded particles that are spelled like names without hamza: «فإن» beside «فان»."""
    return particles("hamza apart from a name")


@cache
def with_yeh() -> frozenset[str]:
    """Return the folded prepositions in ى, alone and behind «and»: «على» is «علي» on pages that write ي for ى."""
    return frozenset(before + word for before in ("", "و", "ف") for word in particles("ends in ى"))


@cache
def long_places() -> dict[str, list[tuple[str, ...]]]:
    """Return the places of several words in data/lexicons/places.csv, folded, by their last word."""
    places = {}
    for name in lexicon("places")["name"]:
        if " " in name:
            words = tuple(match_key(name).split())
            places.setdefault(words[-1], []).append(words)
    return places


# Inflection: how a word of the language occurs among common words, and a name does not --------------------------------


def _has_article(word: str) -> bool:
    return len(word) > LONG and is_definite(word)


def has_object(word: str) -> bool:
    """Return whether a folded word that nobody bears is a verb in the present with its object: «يسعدكم».

    >>> has_object("يسعدكم"), has_object("يسرا")
    (True, False)
    """
    verb, lists = _with_object().fullmatch(word), vocabulary()
    if verb is None or bearers(word, lists):
        return False
    return any(person + verb[1] in lists.common for person in PERSONS)


@cache
def _with_object() -> re.Pattern:
    pronouns = affixes("pronoun", "first person pronoun", "pronoun after preposition")
    return re.compile(f"[يتنا](.{{2,}})(?:{any_of(pronouns)}|ك)")


@cache
def _endings() -> tuple[str, ...]:
    """Return the endings of nouns and verbs, the shortest first: they are the commonest."""
    nouns = affixes("pronoun", "possessive ending", "feminine plural", "masculine plural", "dual", "feminine nisba")
    return tuple(sorted({*nouns, *affixes("feminine past", "plural past", "dual past")}, key=lambda e: (len(e), e)))


@cache
def _sure_endings() -> frozenset[str]:
    """Return the endings that foreign names seldom have: «بوتين» is no plural of «بوت»."""
    return frozenset(_endings()) - set(affixes("masculine plural", "dual"))


def is_with_and_without_article(word: str, plain: str, common: Container[str]) -> bool:
    """Return whether a word occurs with the article as well as without it."""
    return plain != word and plain in common or affix("article") + word in common


def has_endings(word: str, plain: str, common: Container[str]) -> bool:
    """Return whether a word occurs with endings; ة is ت before them."""
    if plain[-1] == FEMININE and any(map(common.__contains__, map((plain[:-1] + "ت").__add__, _endings()))):
        return True
    return any(map(common.__contains__, map(plain.__add__, _endings())))


def is_word_with_ending(word: str, plain: str, common: Container[str]) -> bool:
    """Return whether a word is a common one with an ending."""
    sizes = [size for size in (1, 2, 3) if len(plain) > size + 2 and plain[-size:] in _sure_endings()]
    return any(plain[:-size] in common or plain[:-size] + FEMININE in common for size in sizes)


def is_word_with_proclitic(word: str, plain: str, common: Container[str]) -> bool:
    """Return whether a word is a common one with a proclitic."""
    if len(plain) <= SHORTEST_WORD or plain[0] not in PROCLITICS:
        return False
    return plain[1:] in common or plain.startswith(affix("article after ل")) and "ا" + plain[1:] in common


def has_other_persons(word: str, plain: str, common: Container[str]) -> bool:
    """Return whether a word is a verb that occurs in another person as well."""
    if len(plain) <= SHORTEST_WORD or plain[0] not in PERSONS:
        return False
    return any(person + plain[1:] in common for person in PERSONS if person != plain[0])


SIGNS = {
    "a": is_with_and_without_article,
    "e": has_endings,
    "r": is_word_with_ending,
    "p": is_word_with_proclitic,
    "v": has_other_persons,
}


def inflections(word: str, common: Container[str]) -> str:
    """Return the signs that a folded word is one of the language, and no name, from the common words.

    Returns: any of `a`: it occurs with the article and without it; `e`: with endings; `r`: it is a common word with an
    ending; `p`: one with a proclitic; `v`: a verb that occurs in other persons too.

    >>> common = {"القرار", "قرار", "قراره", "ترامب", "يقرر", "تقرر"}
    >>> [inflections(word, common) for word in ("قرار", "قراره", "يقرر", "ترامب")]
    ['ae', 'r', 'v', '']
    """
    plain = without_article(word) if _has_article(word) else word
    return "".join([sign for sign, is_sign in SIGNS.items() if is_sign(word, plain, common)])


# Proclitics: where a word is cut. Asked of a word, and the longer proclitics if no rule holds for the shorter. --------


class Cut(NamedTuple):
    """A folded word, and one way to cut it into proclitics and the rest."""

    word: str
    head: str
    rest: str
    lists: Vocabulary


def is_known(form: str, lists: Vocabulary) -> bool:
    """Return whether a folded word is a cue, a common word or a name."""
    return any(form in known for known in (name_cues(), lists.common, lists.given, lists.family, lists.foreign))


def bearers(form: str, lists: Vocabulary) -> int:
    """Return the count of persons who bear a name, as a given or as a family name; at least 1 for a foreign name."""
    return max(lists.given.get(form, 0), lists.family.get(form, 0), form in lists.foreign)


def is_verb_behind_and(cut: Cut) -> bool:
    """Return whether «and» joins a verb of saying, or one of what persons do: «وأكد»."""
    if cut.head not in ("و", "ف") or name_cues().get(cut.rest) not in ("say", "verb"):
        return False
    return bearers(cut.word, cut.lists) < MANY


def is_too_short(cut: Cut) -> bool:
    """Return whether the rest is too short for a word."""
    return len(cut.rest) < SHORTEST_WORD


def is_cue_or_name(cut: Cut) -> bool:
    """Return whether the whole word is a cue, or the name of several persons."""
    return cut.word in name_cues() or bearers(cut.word, cut.lists) > 1 or cut.word in family_first()


def is_for_and_article(cut: Cut) -> bool:
    """Return whether «for» is before a word with its article, of which it takes the first letter."""
    return cut.head[-1] == "ل" and cut.rest[0] == "ل" and is_known("ا" + cut.rest, cut.lists)


def is_preposition_before_verb(cut: Cut) -> bool:
    """Return whether the rest is a verb in the present: it occurs in two persons, «يري» and «تري»."""
    word, common = cut.rest, cut.lists.common
    if cut.head[-1] not in AT_OR_AS or word[0] not in PERSONS or word not in common:
        return False
    return all(person + word[1:] in common for person in THIRD_PERSONS)


def leaves_a_cue(cut: Cut) -> bool:
    """Return whether the rest is a cue."""
    return cut.rest in name_cues()


def leaves_a_commoner_name(cut: Cut) -> bool:
    """Return whether more persons bear the rest than the whole word, and it is as common a word."""
    borne = bearers(cut.rest, cut.lists)
    if borne <= bearers(cut.word, cut.lists):
        return False
    whole, rest = (cut.lists.common.get(form, RARE) for form in (cut.word, cut.rest))
    return rest > whole or rest == whole and (not whole or borne >= MANY)


def leaves_the_only_known_word(cut: Cut) -> bool:
    """Return whether the lists have the rest, but not the whole word."""
    return not is_known(cut.word, cut.lists) and is_known(cut.rest, cut.lists) and not _is_and_before_a_word(cut)


def _is_and_before_a_word(cut: Cut) -> bool:
    """Return whether the rest is a common word behind «and», before which there is no other proclitic: «لوبان»."""
    return cut.rest[0] == "و" and cut.rest[1:] in cut.lists.common and not bearers(cut.rest, cut.lists)


def is_and_before_article(cut: Cut) -> bool:
    """Return whether «and» is before a word with its article."""
    return cut.head == "و" and is_definite(cut.rest)


WHOLE, SPLIT, SPLIT_ARTICLE = "one word", "proclitics before a word", "«for» before the article"
CUTS = (
    Rule("a verb behind «and»", "وأكد", SPLIT, "وصال", is_verb_behind_and),
    Rule("too few letters are left", "كتب", WHOLE, "كسالم", is_too_short),
    Rule("a cue, or the name of several persons", "وليد", WHOLE, "ولندن", is_cue_or_name),
    Rule("«for» and the article", "للوزير", SPLIT_ARTICLE, "للي", is_for_and_article),
    Rule("«at» or «as» before a verb", "كيري", WHOLE, "كسالم", is_preposition_before_verb),
    Rule("a cue is left", "بوزير", SPLIT, "بغداد", leaves_a_cue),
    Rule("a name is left that is commoner", "لسالم", SPLIT, "لويد", leaves_a_commoner_name),
    Rule("only what is left is known", "لشاحنة", SPLIT, "لوبان", leaves_the_only_known_word),
    Rule("«and» before the article", "والبلاتنق", SPLIT, "وبلاتنق", is_and_before_article),
)


def split_clitics(token: str, lists: Vocabulary) -> tuple[str, str]:
    """Return a folded word without its proclitics, and these, by the lists of names and common words."""
    if token[0] not in PROCLITICS:
        return token, ""
    for size in range(1, LONGEST_CHAIN + 1):
        head, rest = token[:size], token[size:]
        if not CHAIN.fullmatch(head):
            break
        rule, _ = first_match(CUTS, Cut(token, head, rest, lists))
        if rule:
            return _cut(token, head, rest, rule.verdict)
    return token, ""


def _cut(token: str, head: str, rest: str, verdict: str) -> tuple[str, str]:
    """Return the rest of a word and its proclitics, as a rule says."""
    if verdict == WHOLE:
        return token, ""
    return ("ا" + rest if verdict == SPLIT_ARTICLE else rest), head


@lru_cache(maxsize=CACHED_WORDS)
def bare(token: str) -> tuple[str, str]:
    """Return a folded word without its proclitics, and these.

    >>> bare("ولندن"), bare("للوزير"), bare("وليد")
    (('لندن', 'و'), ('الوزير', 'ل'), ('وليد', ''))
    """
    return split_clitics(token, vocabulary())


# The class of a word ------------------------------------------------------------------------------------------------


class Reading(NamedTuple):
    """A word without proclitics, and what the lists have of it, as the predicates of KINDS take it."""

    bare: str
    plain: str  # without its article
    given: int  # persons who bear it as a given name
    family: int  # and as a family name
    common: int  # its grade as a common word
    foreign: bool  # whether it is a foreign name
    seen: str  # as `inflections` returns it
    lists: Vocabulary


def read(bare: str, lists: Vocabulary) -> Reading:
    """Return what the lists have of a folded word without proclitics."""
    given, family, common = lists.given.get(bare, 0), lists.family.get(bare, 0), lists.common.get(bare, RARE)
    seen = inflections(bare, lists.common)
    return Reading(bare, without_article(bare), given, family, common, bare in lists.foreign, seen, lists)


def kind_of(reading: Reading) -> str:
    """Return the class of a word, one of CLASSES."""
    rule, found = first_match(KINDS, reading)
    kind = rule.verdict or found
    return kind if reading.plain == reading.bare else WITH_ARTICLE.get(kind, kind)


def class_rule(token: str) -> str:
    """Return the name of the rule that gives a folded word its class.

    >>> class_rule("للوزير")
    'a cue'
    """
    rule, _ = first_match(KINDS, read(bare(token)[0], vocabulary()))
    return rule.name


def is_cue(reading: Reading) -> str | None:
    """Return the kind of a cue of name_cues.csv, with or without its article."""
    return name_cues().get(reading.bare) or name_cues().get(reading.plain)


def is_future(reading: Reading) -> bool:
    """Return whether a word that nobody bears is the future of a known verb: «سيناقشان»."""
    future = _future().fullmatch(reading.bare) if reading.bare[0] == "س" else None
    if future is None or reading.given or reading.foreign:
        return False
    present, plain = future[1], future[2]
    known = {present, plain} | ({plain[1:]} if len(plain) > LONG else set())
    return not reading.lists.common.keys().isdisjoint(known)


@cache
def _future() -> re.Pattern:
    """Return the pattern of a verb in the future, «سيناقشان»; the groups are the present, with and without ending."""
    return re.compile(rf"س(([يتن].{{3,}}?)(?:{any_of(affixes('dual present', 'plural present', 'plural past'))})?)")


def are_people(reading: Reading) -> bool:
    """Return whether a word is the dual or plural of a title, an office, a job or a relative: «وزراء», «وزيران»."""
    stem = _several().sub("", reading.plain)
    if stem == reading.plain:
        return False
    return (name_cues().get(stem) or name_cues().get(stem + FEMININE)) in TITLES


@cache
def _several() -> re.Pattern:
    """Return the pattern of the ending of a dual or a plural."""
    endings = affixes("feminine dual", "dual", "masculine plural", "feminine plural")
    return re.compile(f"(?:{any_of({*endings, 'و'})})$")


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
    return reading.given >= SOME and reading.given >= reading.family


def is_family(reading: Reading) -> bool:
    """Return whether persons bear a word as a family name; several if it is a common word too."""
    return reading.family >= SOME or reading.family > 1 and reading.common < COMMON


def is_foreign(reading: Reading) -> bool:
    """Return whether a word is a foreign name and not very common."""
    return reading.foreign and reading.common <= COMMON


def is_rare_given(reading: Reading) -> bool:
    """Return whether somebody bears a word as a given name, and it is no common word."""
    return reading.given > 0 and reading.common < COMMON


def is_alone(reading: Reading) -> bool:
    """Return whether a common word has no inflection, as names have none."""
    return reading.common > 0 and not reading.seen


def is_common(reading: Reading) -> bool:
    """Return whether a word is common, with or without its article."""
    return reading.common > RARE or reading.plain in reading.lists.common


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
