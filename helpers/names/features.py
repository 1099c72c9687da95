"""What is known of a word by itself that tells whether it may be part of a person's name.

Its ending, whether it is a given or family name somewhere, how common a word it is and whether it is inflected as words
are, what kind of cue it is (a title, a verb of saying, a place …). `helpers.names.tagger` weighs this for words in a sentence.
"""

import re
from collections.abc import Container
from functools import cache
from itertools import product
from typing import NamedTuple

from helpers.lexicons import (
    CLASSES,
    Vocabulary,
    cities,
    family_first,
    gazetteer,
    lexicon,
    match_key,
    name_cues,
    vocabulary,
)

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
RARE = 0  # the grade of a word that the list of common words has not
WITH_HAMZA = frozenset(("فان", "بان", "لان", "باي", "لاي", "كاي"))  # of «فإن», «بأن», «لأن», «بأي», «لأي», «كأي»
WITH_YEH = frozenset(map("".join, product(("", "و", "ف"), ("علي", "الي", "حتي"))))  # of «على», «إلى» and «حتى»
BINS = (1, 2, 5, 20, 100)  # how many persons bear a name, in grades
MANY = 20  # persons who bear a name that is surely one
COMMON = 4  # a name that is this common as a word (10 in a million) is one only among other signs
# What an Arabic word of the language is also seen with: endings, and proclitics before the article's place.
ENDINGS = ("ه", "ها", "هم", "هما", "ات", "ين", "ون", "ان", "يه", "ي", "ا", "وا", "ت", "نا", "ته", "تها", "تهم")
NAMELIKE = ("ين", "ون", "ان")  # so ends many a foreign name: «بوتين» is no plural of «بوت»
REST = tuple(ending for ending in ENDINGS if ending not in NAMELIKE)
BEFORE = ("و", "ف", "ب", "ل", "ك")
PERSON = "يتناس"  # what a verb in the present begins with; a stem that is seen behind two of them is one
OBJECT = re.compile("[يتنا](.{2,})(?:ه|ها|هم|هما|هن|ك|كم|ني|نا)")  # a verb in the present with its object
FUTURE = re.compile("س(([يتن].{3,}?)(?:ان|ون|وا)?)")  # سيناقشان
SEVERAL = re.compile("(?:ت?ان|ت?ين|ون?|ات)$")


class Word(NamedTuple):
    """What is known of a word by itself: its class, its features as a name, and those it lends its neighbours."""

    kind: int
    own: tuple[str, ...]
    near: tuple[str, ...]


def word(token: str) -> Word:
    """What is known of a folded word by itself."""
    return describe(token, vocabulary())


def describe(token: str, lists: Vocabulary) -> Word:
    """What is known of a folded word by itself and with these lists.

    >>> CLASSES[word("الوزير").kind], CLASSES[word("وقال").kind], CLASSES[word("لندن").kind], CLASSES[word("،").kind]
    ('al title', 'say', 'state', 'comma')
    """
    if token in MARKS or not token[0].isalnum():
        kind = MARKS.get(token, "mark")
        return _word(kind, [], [])
    if token.isnumeric():
        size = "year" if len(token) == 4 else "age" if len(token) == 2 else "number"
        return _word("number", [size], [size])
    if token.isascii():
        return _word("latin", [], [])
    rest, clitic = bare(token) if lists is vocabulary() else split_clitics(token, lists)
    seen = inflections(rest, lists.common)
    kind = _kind(rest, lists, seen)
    al = rest.startswith("ال") and len(rest) > 4
    grade = min(lists.common.get(token, lists.common.get(rest, RARE)), 6)
    given, family = _bin(lists.given.get(rest, 0)), _bin(lists.family.get(rest, 0))
    foreign = rest in lists.foreign
    listed = [
        f"given {given} {grade}",
        f"family {family} {grade}",
        f"foreign {foreign} {grade}",
        f"names {min(given, 2)} {min(family, 2)} {foreign} {al}",
    ]
    near = [*listed, f"ends {rest[-2:]}", f"al {al} {grade}", f"ends {rest[-3:]}", f"seen {seen}"]
    if kind == "function" or lists.common.get(token, 0) >= 6 or CLASSES.index(kind) < CLASSES.index("state"):
        near.append(f"word {rest}")
    own = [*near, f"clitic {clitic} {kind}", f"length {min(len(rest), 9)} {grade > 0}", f"ends {rest[-1:]}"]
    own += [f"begins {rest[:n]}" for n in (1, 2, 3)] + [f"ends {rest[-4:]}"]
    framed = f"^{rest}$"
    own += [f"has {framed[i : i + 2]}" for i in range(len(framed) - 1)]
    own += [f"has {framed[i : i + 3]}" for i in range(len(framed) - 2)]
    return _word(kind, own, near)


def _word(kind: str, own: list[str], near: list[str]) -> Word:
    return Word(CLASSES.index(kind), (f"is {kind}", *own), (f"is {kind}", *near))


def _bin(count: int) -> int:
    return sum(count >= least for least in BINS)


def split_clitics(token: str, lists: Vocabulary) -> tuple[str, str]:
    """A word without its proclitics, and these, where what is left is known and the whole is not."""

    def known(form):
        return any(form in known for known in (name_cues(), lists.common, lists.given, lists.family, lists.foreign))

    def named(form):
        return max(lists.given.get(form, 0), lists.family.get(form, 0), form in lists.foreign)

    if name_cues().get(token[1:]) in ("say", "verb") and token[0] in "وف" and named(token) < MANY:  # «وأكد», «فقال»
        return token[1:], token[0]
    if token in name_cues() or named(token) > 1 or token in family_first():
        return token, ""
    grade = lists.common.get(token, RARE)
    for size in (1, 2):
        head, rest = token[:size], token[size:]
        if len(rest) < 3 or not CHAIN.fullmatch(head):
            break
        if head[-1:] == "ل" and rest.startswith("ل") and known("ا" + rest):
            return "ا" + rest, head
        if head[-1] in "بك" and _present(rest, lists.common):  # «كيري»: these two stand before no verb
            break
        likelier = lists.common.get(rest, RARE) - grade  # of «لويد» and «بايدن» nothing is left that is commoner
        alike = likelier == 0 and (not grade or named(rest) >= MANY)
        names_more = named(rest) > named(token) and (likelier > 0 or alike)
        again = rest[0] == "و" and rest[1:] in lists.common and not named(rest)  # «لوبان»: ل stands before no و
        alone = not known(token) and known(rest) and not again
        if rest in name_cues() or names_more or alone or head == "و" and rest.startswith("ال"):
            return rest, head
    return token, ""


def _present(word: str, common: Container[str]) -> bool:
    """Whether a folded word is a verb in the present: it is known with two of the persons, يرى and ترى."""
    return word in common and word[0] in PERSON and all(person + word[1:] in common for person in "يت")


def has_object(word: str) -> bool:
    """Whether a folded word that nobody bears is a verb in the present with its object: «يسعدكم».

    >>> has_object("يسعدكم"), has_object("يسرا")
    (True, False)
    """
    lists, verb = vocabulary(), OBJECT.fullmatch(word)
    borne = lists.given.get(word) or lists.family.get(word) or word in lists.foreign
    return not borne and verb is not None and any(person + verb[1] in lists.common for person in PERSON)


@cache
def long_places() -> dict[str, list[tuple[str, ...]]]:
    """The places of several words in data/lexicons/places.csv, folded, by their last word."""
    places = {}
    for name in lexicon("places")["name"]:
        if " " in name:
            words = tuple(match_key(name).split())
            places.setdefault(words[-1], []).append(words)
    return places


@cache
def bare(token: str) -> tuple[str, str]:
    """A folded word without its proclitics, and these.

    >>> bare("ولندن"), bare("للوزير"), bare("وليد")
    (('لندن', 'و'), ('الوزير', 'ل'), ('وليد', ''))
    """
    return split_clitics(token, vocabulary())


def _kind(bare: str, lists: Vocabulary, seen: str) -> str:
    """The class of a word; `seen` is what `inflections` says of it."""
    plain = bare[2:] if bare.startswith("ال") else bare
    al = "al " if plain != bare else ""
    cue = name_cues().get(bare) or name_cues().get(plain)
    if cue:
        return f"al {cue}" if al and f"al {cue}" in CLASSES else cue
    future = FUTURE.fullmatch(bare)
    if (
        future
        and {future[1], future[2], future[2][1:] * (len(future[2]) > 4)} & lists.common.keys()
        and not (bare in lists.given or bare in lists.foreign)
    ):
        return "verb"
    stem = SEVERAL.sub("", plain)
    if stem != plain and (name_cues().get(stem) or name_cues().get(stem + "ه")) in ("title", "office", "job", "kin"):
        return "people"
    entry = gazetteer().entries.get(bare)
    if entry and entry.kind == "state":
        return (al + "demonym") if entry.form == "demonym" else "state"
    if bare in cities():
        return "state"
    given, family, common = lists.given.get(bare, 0), lists.family.get(bare, 0), lists.common.get(bare, 0)
    if bare in family_first() and max(given, family) < MANY:
        return "family first"
    if given >= BINS[2] and given >= family:
        return "given"
    if family >= 2 and (common < COMMON or family >= BINS[2]):
        return al + "family"
    if bare in lists.foreign and common < COMMON + 1:
        return "foreign"
    if given and common < COMMON:
        return "given"
    if common and not seen:
        return "lone"
    return al + ("common" if common or lists.common.get(plain) else "rare")


def inflections(word: str, common: Container[str]) -> str:
    """What tells that a folded word is one of the language, and no name: it is seen with the article (a) or without it,
    with endings (e), as the rest of a word with an ending (r) or a proclitic (p), behind the persons of a verb (v).

    >>> common = {"القرار", "قرار", "قراره", "ترامب", "يقرر", "تقرر"}
    >>> [inflections(word, common) for word in ("قرار", "قراره", "يقرر", "ترامب")]
    ['ae', 'r', 'v', '']
    """
    plain = word[2:] if word.startswith("ال") and len(word) > 4 else word
    stem = plain[:-1] + "ت" if plain.endswith("ه") else plain
    signs = {
        "a": plain != word and plain in common or "ال" + word in common,
        "e": any([stem + ending in common or plain + ending in common for ending in ENDINGS]),
        "r": plain.endswith(REST)
        and any(
            [
                plain.endswith(ending)
                and len(plain) > len(ending) + 2
                and (plain[: -len(ending)] in common or plain[: -len(ending)] + "ه" in common)
                for ending in REST
            ]
        ),
        "p": len(plain) > 3
        and plain[0] in BEFORE
        and (plain[1:] in common or plain[:2] == "لل" and "ا" + plain[1:] in common),
        "v": len(plain) > 3
        and plain[0] in PERSON
        and any(person + plain[1:] in common for person in PERSON if person != plain[0]),
    }
    return "".join(sign for sign, seen in signs.items() if seen)
