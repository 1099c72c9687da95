"""Spellings of a name: what of it transliteration leaves open, and one id in Latin letters for all of them.

An id is made of the words of a name. A word that the lists of data/models know is written as they write it («حسن» is
hassan); a foreign one that they do not know as the most like among those of its skeleton; any other letter by letter
by LATIN, a foreign one without its vowels and with one letter for the ج غ ق of a g.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache

from helpers.lexicons import match_key, vocabulary
from helpers.names.structure import GLUED, SON, eastern, mostly_given
from helpers.text import HYPHENS, INVISIBLE, SIGN

# What transliteration leaves open: which letter for g, s, z and t, and the vowels.
LEFT_OPEN = str.maketrans(
    dict.fromkeys("جغقكگ", "g")
    | dict.fromkeys("شثچ", "س")
    | {"ظ": "ز", "ط": "ت", "ڤ": "ف", "پ": "ب"}
    | dict.fromkeys("اويءه ", "")
)
G = str.maketrans(dict.fromkeys("جغقگ", "غ"))  # one letter for a foreign g
# و is w where it is first
NO_VOWELS, FIRST = G | str.maketrans(dict.fromkeys("اوي", "")), G | str.maketrans(dict.fromkeys("اي", ""))
LATIN = {
    "ا": "a",
    "ب": "b",
    "ت": "t",
    "ث": "th",
    "ج": "j",
    "ح": "h",
    "خ": "kh",
    "د": "d",
    "ذ": "dh",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "sh",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "z",
    "ع": "a",
    "غ": "g",
    "ف": "f",
    "ق": "q",
    "ك": "k",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "و": "u",
    "ي": "i",
    "ء": "",
    "پ": "p",
    "چ": "ch",
    "ژ": "zh",
    "ڤ": "v",
    "گ": "g",
}
PARTICLES = {
    "بن": "bin",
    "ابن": "ibn",
    "بنت": "bint",
    "ال": "al",
    "ابو": "abu",
    "ابي": "abi",
    "ابا": "aba",
    "ام": "umm",
    "عبد": "abd",
    "دي": "de",
    "دو": "do",
    "دا": "da",
    "ديل": "del",
    "فان": "van",
    "فون": "von",
    "الله": "allah",
}
INVISIBLE_MARKS = re.compile(f"[{INVISIBLE}]")
ARABIC = re.compile("[حخعصضذظ]")  # letters that few foreign names are written with
DOUBLED = re.compile(r"(.)\1+")
HOUSE = SON | {"ال"}  # «بن سعد», «آل راشد»
ALIKE = 0.75  # two names of one skeleton that share fewer of their letters are two names
FEW = 5  # persons of the Arab world who bear a name that is one of theirs
CONSONANTS = 3  # a skeleton of fewer letters is that of too many names


def skeleton(name: str) -> str:
    """What is left of a name without what transliteration leaves open: vowels, spaces, doubled letters, which g or s.

    >>> skeleton("كيم جونغ أون") == skeleton("كيم جونج-اون"), skeleton("أميركا") == skeleton("الولايات المتحدة")
    (True, False)
    """
    return _bones(match_key(name))


def _bones(folded: str) -> str:
    return DOUBLED.sub(r"\1", folded.translate(LEFT_OPEN))


@cache
def _by_skeleton() -> dict[str, list[str]]:
    """The listed names of each skeleton."""
    groups = defaultdict(list)
    for word in vocabulary().latin:
        groups[_bones(word)].append(word)
    return groups


@cache
def romanised(word: str) -> str:
    """A folded word of a name in Latin letters: as listed, or as a listed one of its skeleton, or letter by letter.

    >>> romanised("الامين"), romanised("كلنتون"), romanised("زعرورو"), romanised("غورباتشيف")
    ('al-amin', 'clinton', 'zaruru', 'grbtshf')
    """
    if word in PARTICLES:
        return PARTICLES[word]
    lists = vocabulary()
    listed = lists.latin.get(word) or _like(word)
    if word.startswith("ال") and len(word) > 4 and (word in lists.family or not listed) and _has_article(word):
        return "al-" + (lists.latin.get(word[2:]) or letters(word[2:]))
    bones = _bones(word)
    if listed or ARABIC.search(word) or len(bones) < CONSONANTS:
        return listed or letters(word)
    return letters(DOUBLED.sub(r"\1", word[0].translate(FIRST) + word[1:].translate(NO_VOWELS)))


def _has_article(word: str) -> bool:
    """Whether ال is the article of an unlisted name, and not its beginning: «الزعروري», «المحسن», not «الكسندر»."""
    lists, rest = vocabulary(), word[2:]
    known = any(rest in known for known in (lists.given, lists.family, lists.common))
    return known or rest.endswith("ي") or bool(ARABIC.search(rest)) or len(_bones(rest)) < CONSONANTS


def letters(word: str) -> str:
    """A folded word letter by letter."""
    return "".join(LATIN.get(letter, letter) for letter in word)


def _like(word: str) -> str | None:
    """The Latin letters of the listed name most like a foreign word that is not listed itself."""
    bones = _bones(word)
    if len(bones) < CONSONANTS or ARABIC.search(word):
        return None
    like = [
        (SequenceMatcher(None, word.translate(G), other.translate(G)).ratio(), other)
        for other in _by_skeleton().get(bones, [])
    ]
    ratio, best = max(like, default=(0, ""))
    return vocabulary().latin[best] if ratio >= ALIKE else None


def identity(words: Iterable[str]) -> str:
    """The id of a person of this name, the same under all spellings that transliteration leaves open.

    >>> identity(("حسن", "الامين")), identity(("هيلاري", "كلينتون")) == identity(("هيلاري", "كلنتون"))
    ('hassan-al-amin', True)
    """
    parts = [part for word in words for part in (GLUED.fullmatch(word).groups() if GLUED.fullmatch(word) else (word,))]
    return "-".join(filter(None, map(romanised, parts)))


def strict(words: Iterable[str]) -> str:
    """A name with all its letters but for the choice of g: what two persons of one page must differ in."""
    return DOUBLED.sub(r"\1", "".join(words).translate(G))


def spelled(surface: str) -> str:
    """A name as it is written, without vowel signs, with single spaces for hyphens."""
    return " ".join(SIGN.sub("", INVISIBLE_MARKS.sub("", surface)).translate(HYPHENS).split())


def bones(part: str) -> str:
    """What is left of a folded part of a name without what transliteration leaves open."""
    return _bones(part.replace(" ", ""))


def ends(parts: tuple[str, ...]) -> set[str]:
    """Keys of which names that may be alike have one in common: the first part and how the second begins, or the last
    and how one before it begins.
    """
    last = {f"last {bones(parts[-1])} {bones(part)[:1]}" for part in parts[:-1]}
    return {f"first {bones(parts[0])} {bones(''.join(parts[1:2]))[:1]}", *last}


def like_forms(name: tuple[str, ...]) -> set[tuple]:
    """Return keys of a name, in folded parts: two that are alike in `spelling`, `vowels` or `letter` share one.

    All parts but one have the same bones, or the same letters where one is of those that foreign names lack; the bones
    of the last one may differ in a letter, so they are there whole and without each of their letters.

    >>> one, other = like_forms(("دونالد", "ترامب")), like_forms(("دونالد", "ترمبل"))
    >>> len(one & other), len(one & like_forms(("سالم", "ترامب")))
    (1, 0)
    """
    skeletons = [part.replace(" ", "") if ARABIC.search(part) else bones(part) for part in name]
    keys = {("east", bones(name[0]), bones("".join(name[1:])))} if eastern(name) else set()
    for at, left in enumerate(skeletons):
        others = (*skeletons[:at], at, *skeletons[at + 1 :])
        without = range(len(left)) if len(left) >= CONSONANTS and not ARABIC.search(left) else ()
        keys |= {(*others, left), *((*others, left[:n] + left[n + 1 :]) for n in without)}
    return keys


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """How two names, in folded parts, agree: `spelling` where only transliteration parts them, `vowels` where it might,
    `letter` where a consonant differs besides, `genealogy` where one goes on with fathers, `middle` where one leaves
    other parts of the other out, '' where they differ.

    >>> likeness(("دونالد", "ترامب"), ("دونالد", "ترمب")), likeness(("حسن", "الراشد"), ("حسين", "الراشد"))
    ('spelling', '')
    >>> likeness(("خوان", "لوبيز"), ("خوان", "كارلوس", "لوبيز")), likeness(("ايلينا", "زاروفا"), ("الينا", "زاروفا"))
    ('middle', 'vowels')
    """
    if eastern(one) and eastern(other):
        same = [bones("".join(name[1:])) for name in (one, other)]
        like = SequenceMatcher(None, "".join(one).translate(G), "".join(other).translate(G)).ratio() >= ALIKE
        agree = bones(one[0]) == bones(other[0]) and same[0] == same[1] != ""
        return ("spelling" if like and len(same[0]) >= CONSONANTS else "vowels") if agree else ""
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        if begins(short, long):
            return "genealogy"
        if len(short) > 1 and short == long[-len(short) :]:
            return "middle"
        return "middle" if shortened(short, long) else ""
    if sum(a == b or _alike(a, b) != "" for a, b in zip(one, other)) < len(one):
        return ""
    kinds = [_alike(a, b) for a, b in zip(one, other) if a != b]
    worst = max(kinds, key=("spelling", "vowels", "letter").index, default="spelling")
    return worst if kinds.count("letter") < 2 else ""


def begins(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name, in folded parts, goes on in a longer one with nothing but fathers and the house.

    >>> begins(("نايف", "بن سعد"), ("نايف", "بن سعد", "بن تركي", "ال راشد")), begins(("نايف",), ("نايف", "الراشد"))
    (True, False)
    """
    size = len(short)
    same = [part.replace(" ", "") for part in short] == [part.replace(" ", "") for part in long[:size]]
    return size > 1 and same and len(long) > size and all(part.split()[0] in HOUSE for part in long[size:])


def shortened(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name, in folded parts, is a longer one without its middle, without a first name that no Arab bears, or
    without grandfathers.

    >>> long = ("خوان", "لوبيز", "سيلفا")
    >>> shortened(("خوان", "سيلفا"), long), shortened(("لوبيز", "سيلفا"), long)
    (True, True)
    >>> shortened(("نايف", "بن سعد"), ("نايف", "بن سعد", "بن تركي"))
    True
    >>> shortened(("سعد", "تركي"), ("نايف", "سعد", "تركي"))
    False
    """
    if len(short) < 2 or not set(short) <= set(long):
        return False
    if begins(short, long):
        return True
    if short[0] == long[0]:
        return short[-1] == long[-1]
    return long[-len(short) :] == short and not mostly_given(short[0])


def forms_of(name: tuple[str, ...]) -> tuple[set[tuple], set[tuple]]:
    """Return keys of a name, in folded parts, as a shorter form and as a longer one: where one name is `shortened` from
    another, one of its keys of the first kind is one of the other's keys of the second kind.

    >>> long = ("خوان", "لوبيز", "سيلفا")
    >>> [len(forms_of(name)[0] & forms_of(long)[1]) for name in (("خوان", "سيلفا"), ("لوبيز", "سيلفا"), long[:2])]
    [1, 1, 0]
    """
    if len(name) < 2:
        return set(), set()
    run_together, middle = tuple(part.replace(" ", "") for part in name), name[1:-1]
    short = {("begins", *run_together), ("ends", *name), ("around", name[0], name[-1], *middle[:1])}
    long = {("ends", *name[-size:]) for size in range(2, len(name) + 1)}
    long |= {("around", name[0], name[-1]), *(("around", name[0], name[-1], part) for part in name)}
    for size in range(len(name) - 1, 1, -1):
        if name[size].split()[0] not in HOUSE:
            break
        long.add(("begins", *run_together[:size]))
    return short, long


def _alike(one: str, other: str) -> str:
    """How two parts of a name that are not the same letters agree, as `likeness` has it."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return "spelling"
    if ARABIC.search(one + other) or one.startswith("ال") and other.startswith("ال") or _arab(one) and _arab(other):
        return ""  # «حسن» and «حسين», «قاسم» and «جاسم» are two names
    if strict((one.replace(" ", ""),)) == strict((other.replace(" ", ""),)):
        return "spelling"
    a, b = bones(one), bones(other)
    if a == b:
        sure = len(a) >= CONSONANTS and SequenceMatcher(None, one.translate(G), other.translate(G)).ratio() >= ALIKE
        return "spelling" if sure and not (_arab(one) or _arab(other)) else "vowels"
    return "letter" if min(len(a), len(b)) >= CONSONANTS and _one_letter(a, b) else ""


def _arab(part: str) -> bool:
    """Whether a part of a name is listed as one that several Arabs bear, so that its spelling is fixed."""
    lists, word = vocabulary(), part.split()[-1]
    return max(lists.given.get(word, 0), lists.family.get(word, 0)) >= FEW


def _one_letter(one: str, other: str) -> bool:
    """Whether two strings differ in one letter that one of them has for another or more than the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    short, long = sorted((one[same:], other[same:]), key=len)
    return short[len(long) == len(short) :] == long[1:]
