"""Compare two names: whether they may be the name of one person, and why.

Names are given in folded parts (`structure.parts`). NAME_MATCHES holds the ways in which two names match, PART_MATCHES
those of two parts; to add one, add a `Rule` with an example and a near miss. A corpus has too many pairs of names to
compare them all, so each kind of match has keys: two names that match share a key.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import chain
from os.path import commonprefix

from helpers.lexicons import is_definite, vocabulary
from helpers.names.structure import eastern, is_ancestral, mostly_given
from helpers.names.transliteration import (
    ARABIC,
    CONSONANTS,
    consonants,
    exact_spelling,
    is_similar,
)
from helpers.rules import Rule, first_match

Parts = tuple[str, ...]
SPELLING, VOWELS, LETTER = "spelling", "vowels", "letter"
GENEALOGY, MIDDLE = "genealogy", "middle"
DIFFERENT = ""
GRADES = (SPELLING, VOWELS, LETTER)  # from the best match of two parts to the worst
ARAB_PERSONS = 5  # persons with a name from which it is an Arab one; two persons may share a foreign name by chance


def without_blanks(name: Parts) -> Parts:
    """Return a name with each part as one word: «عبد العزيز» as «عبدالعزيز»."""
    return tuple(part.replace(" ", "") for part in name)


def continues(short: Parts, long: Parts) -> bool:
    """Return whether the longer name is the shorter one with nothing but fathers and the house behind it.

    >>> continues(("نايف", "بن سعد"), ("نايف", "بن سعد", "بن تركي", "ال راشد"))
    True
    """
    size = len(short)
    if not 1 < size < len(long) or without_blanks(short) != without_blanks(long[:size]):
        return False
    return all(map(is_ancestral, long[size:]))


def is_short_form(short: Parts, long: Parts) -> bool:
    """Return whether a name is a shorter form of a longer one.

    It may lack the middle, the grandfathers, or a first name that no Arab has.

    >>> long = ("خوان", "لوبيز", "سيلفا")
    >>> is_short_form(("خوان", "سيلفا"), long), is_short_form(("لوبيز", "سيلفا"), long)
    (True, True)
    >>> is_short_form(("نايف", "بن سعد"), ("نايف", "بن سعد", "بن تركي"))
    True
    >>> is_short_form(("سعد", "تركي"), ("نايف", "سعد", "تركي"))
    False
    """
    if len(short) < 2 or not set(short) <= set(long):
        return False
    if continues(short, long):
        return True
    if short[0] == long[0]:
        return short[-1] == long[-1]
    return _ends(short, long) and not mostly_given(short[0])


def _ends(short: Parts, long: Parts) -> bool:
    return long[-len(short) :] == short


# Two parts of a name --------------------------------------------------------------------------------------------------


def has_same_letters(one: str, other: str) -> bool:
    """Return whether two parts have the same letters, written as one word or as two."""
    return without_blanks((one,)) == without_blanks((other,))


def is_spelled_in_one_way(one: str, other: str) -> bool:
    """Return whether two parts are Arab names, which transliteration does not change: «حسن», «حسين»."""
    return (
        bool(ARABIC.search(one + other)) or is_definite(one) and is_definite(other) or _is_arab(one) and _is_arab(other)
    )


def has_another_g(one: str, other: str) -> bool:
    """Return whether two parts differ only in the letter for g."""
    return exact_spelling(one.split()) == exact_spelling(other.split())


def is_similar_and_foreign(one: str, other: str) -> bool:
    """Return whether two foreign parts have the same consonants and similar letters."""
    foreign = has_same_consonants(one, other) and len(consonants(one)) >= CONSONANTS
    return foreign and is_similar(one, other) and not (_is_arab(one) or _is_arab(other))


def has_same_consonants(one: str, other: str) -> bool:
    """Return whether two parts have the same consonants."""
    return consonants(one) == consonants(other)


def has_one_other_consonant(one: str, other: str) -> bool:
    """Return whether two parts differ in one consonant of several."""
    a, b = consonants(one), consonants(other)
    return min(len(a), len(b)) >= CONSONANTS and _differs_in_one_letter(a, b)


def _is_arab(part: str) -> bool:
    """Whether several Arabs have this part of a name, so that its spelling is fixed."""
    lists, word = vocabulary(), part.split()[-1]
    return max(lists.given.get(word, 0), lists.family.get(word, 0)) >= ARAB_PERSONS


def _differs_in_one_letter(one: str, other: str) -> bool:
    """Whether one letter of two strings differs, or one of them has a letter more."""
    same = len(commonprefix((one, other)))
    short, long = sorted((one[same:], other[same:]), key=len)
    return long[1:] in (short, short[1:])


PART_MATCHES = (
    Rule("the same letters", "عبد العزيز|عبدالعزيز", SPELLING, "عبد العزيز|عبد المجيد", has_same_letters),
    Rule("an Arab name has one spelling", "حسن|حسين", DIFFERENT, "ترامب|ترمب", is_spelled_in_one_way),
    Rule("another letter for g", "غريغور|جريجور", SPELLING, "غريغور|غريغوري", has_another_g),
    Rule("similar letters of a foreign name", "كلينتون|كلنتون", SPELLING, "حسن|حسين", is_similar_and_foreign),
    Rule("the same consonants", "ايلينا|الينا", VOWELS, "ايلينا|ايلينار", has_same_consonants),
    Rule("one other consonant", "ترامب|ترامبل", LETTER, "ترامب|سترامبل", has_one_other_consonant),
)


def part_match(one: str, other: str) -> str:
    """Return how two parts of a name match: `spelling`, `vowels` or `letter`; '' if they do not.

    >>> part_match("ترامب", "ترمب"), part_match("حسن", "حسين")
    ('spelling', '')
    """
    if one == other:
        return SPELLING
    rule, _ = first_match(PART_MATCHES, one, other)
    return rule.verdict if rule else DIFFERENT


# Two names ------------------------------------------------------------------------------------------------------------


def is_eastern_spelling(one: Parts, other: Parts) -> bool:
    """Return whether two Eastern names have the same consonants and similar letters."""
    enough = is_eastern_with_same_consonants(one, other) and len(consonants("".join(one[1:]))) >= CONSONANTS
    return enough and is_similar("".join(one), "".join(other))


def is_eastern_with_same_consonants(one: Parts, other: Parts) -> bool:
    """Return whether two Eastern names have the same consonants."""
    return are_eastern(one, other) and _eastern_key(one) == _eastern_key(other) and _eastern_key(one)[1] != ""


def are_eastern(one: Parts, other: Parts) -> bool:
    """Return whether both names are Eastern."""
    return eastern(one) and eastern(other)


def _eastern_key(name: Parts) -> tuple[str, str]:
    """Return the consonants of the family name and of the given name, whose syllables may be one part or two."""
    return consonants(name[0]), consonants("".join(name[1:]))


def adds_fathers(one: Parts, other: Parts) -> bool:
    """Return whether one name goes on with fathers where the other ends."""
    return continues(*sorted((one, other), key=len))


def leaves_parts_out(one: Parts, other: Parts) -> bool:
    """Return whether one name lacks parts of the other."""
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and (len(short) > 1 and _ends(short, long) or is_short_form(short, long))


def has_more_parts(one: Parts, other: Parts) -> bool:
    """Return whether one name has more parts than the other."""
    return len(one) != len(other)


NAME_MATCHES = (
    Rule(
        "Eastern names with similar letters",
        "بارك سوك يول|بارك سيوك يول",
        SPELLING,
        "كيم جونغ اون|كيم جونغ ايل",
        is_eastern_spelling,
    ),
    Rule(
        "Eastern names with the same consonants",
        "كيم سو يون|كيم سي ين",
        VOWELS,
        "كيم جونغ اون|كيم جونغ ايل",
        is_eastern_with_same_consonants,
    ),
    Rule("other Eastern names", "كيم جونغ اون|كيم جونغ ايل", DIFFERENT, "كيم باسنغر|كيم باسنجر", are_eastern),
    Rule(
        "one goes on with the fathers",
        "نايف بن سعد|نايف بن سعد بن تركي",
        GENEALOGY,
        "نايف سعد|نايف سعد تركي",
        adds_fathers,
    ),
    Rule("one leaves parts out", "خوان لوبيز|خوان كارلوس لوبيز", MIDDLE, "سعد تركي|نايف تركي", leaves_parts_out),
    Rule("one has other parts", "سعد تركي|نايف سعيد تركي", DIFFERENT, "سعد تركي|نايف تركي", has_more_parts),
)


def name_match(one: Parts, other: Parts) -> str:
    """Return how two names match; '' if they do not.

    Returns: `spelling` where transliteration alone makes the difference, `vowels` where it may, `letter` where one
    consonant differs as well, `genealogy` where one goes on with fathers, `middle` where one lacks parts of the other.

    >>> name_match(("دونالد", "ترامب"), ("دونالد", "ترمب")), name_match(("حسن", "الراشد"), ("حسين", "الراشد"))
    ('spelling', '')
    >>> name_match(("خوان", "لوبيز"), ("خوان", "كارلوس", "لوبيز"))
    'middle'
    >>> name_match(("ايلينا", "زاروفا"), ("الينا", "زاروفا"))
    'vowels'
    """
    rule, _ = first_match(NAME_MATCHES, one, other)
    return rule.verdict if rule else _worst_part_match(one, other)


def _worst_part_match(one: Parts, other: Parts) -> str:
    """Return the match of two names with equally many parts: that of the worst parts; one may differ in a letter."""
    matches = list(map(part_match, one, other))
    if DIFFERENT in matches or matches.count(LETTER) > 1:
        return DIFFERENT
    return max(matches, key=GRADES.index)


# Keys that names share if they match ----------------------------------------------------------------------------------


def edge_keys(name: Parts) -> set[str]:
    """Return keys of the edges of a name: only names that share one are taken for one person's.

    They are the first part with the first consonant of the second, and the last part with that of each one before it.
    """
    last = {f"last {consonants(name[-1])} {consonants(part)[:1]}" for part in name[:-1]}
    return {f"first {consonants(name[0])} {consonants(''.join(name[1:2]))[:1]}", *last}


class KeyIndex:
    """Values by keys, several of which a value may have."""

    def __init__(self):
        self.values = defaultdict(list)

    def add(self, keys: Iterable[tuple], value: Hashable):
        """Add a value by its keys."""
        for key in keys:
            self.values[key].append(value)

    def find(self, keys: Iterable[tuple]) -> Iterator[Hashable]:
        """Return the values that have one of these keys, one that has several of them more than once."""
        return chain.from_iterable(self.values[key] for key in keys if key in self.values)


def spelling_keys(name: Parts) -> set[tuple]:
    """Return keys of a name; two names that match in `spelling`, `vowels` or `letter` share one.

    All parts but one have the same consonants, or the same letters where one is of those that foreign names lack. The
    consonants of the last one may differ in a letter, so the keys have them whole and without each of their letters.

    >>> one, other = spelling_keys(("دونالد", "ترامب")), spelling_keys(("دونالد", "ترمبل"))
    >>> len(one & other), len(one & spelling_keys(("سالم", "ترامب")))
    (1, 0)
    """
    skeletons = [part if ARABIC.search(part) else consonants(part) for part in without_blanks(name)]
    keys = {("east", *_eastern_key(name))} if eastern(name) else set()
    for at, left in enumerate(skeletons):
        others = (*skeletons[:at], at, *skeletons[at + 1 :])
        keys |= {(*others, form) for form in _with_a_letter_less(left)}
    return keys


def _with_a_letter_less(part: str) -> set[str]:
    """Return some consonants, and these without each one of them if there are enough."""
    if len(part) < CONSONANTS or ARABIC.search(part):
        return {part}
    return {part, *(part[:n] + part[n + 1 :] for n in range(len(part)))}


def form_keys(name: Parts) -> tuple[set[tuple], set[tuple]]:
    """Return keys of a name as a shorter form, and as a longer one.

    If one name `is_short_form` of another, one of its keys of the first kind is one of the other's of the second kind.

    >>> long = ("خوان", "لوبيز", "سيلفا")
    >>> [len(form_keys(name)[0] & form_keys(long)[1]) for name in (("خوان", "سيلفا"), ("لوبيز", "سيلفا"), long[:2])]
    [1, 1, 0]
    """
    if len(name) < 2:
        return set(), set()
    words, around = without_blanks(name), ("around", name[0], name[-1])
    short = {("begins", *words), ("ends", *name), (*around, *name[1:-1][:1])}
    long = {("ends", *name[-size:]) for size in range(2, len(name) + 1)}
    long |= {around, *((*around, part) for part in name)}
    return short, long | {("begins", *words[:size]) for size in _sizes_before_fathers(name)}


def _sizes_before_fathers(name: Parts) -> list[int]:
    """Return the sizes, two parts or more, of which a name goes on with nothing but fathers and the house."""
    size = len(name)
    while size > 2 and is_ancestral(name[size - 1]):
        size -= 1
    return list(range(size, len(name)))
