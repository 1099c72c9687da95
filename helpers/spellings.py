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

from helpers.gazetteer import HYPHENS, key
from helpers.letters import INVISIBLE, SIGN
from helpers.name_words import vocabulary

# What transliteration leaves open: which letter for g, s, z and t, and the vowels.
LEFT_OPEN = str.maketrans(
    dict.fromkeys("جغقكگ", "g") | dict.fromkeys("شثچ", "س") | {"ظ": "ز", "ط": "ت", "ڤ": "ف", "پ": "ب"}
    | dict.fromkeys("اويءه ", ""))
G = str.maketrans(dict.fromkeys("جغقگ", "غ"))  # one letter for a foreign g
# و is w where it is first
NO_VOWELS, FIRST = G | str.maketrans(dict.fromkeys("اوي", "")), G | str.maketrans(dict.fromkeys("اي", ""))
LATIN = {"ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh",
         "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g",
         "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ء": "",
         "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v", "گ": "g"}
PARTICLES = {"بن": "bin", "ابن": "ibn", "بنت": "bint", "ال": "al", "ابو": "abu", "ابي": "abi", "ابا": "aba",
             "ام": "umm", "عبد": "abd", "دي": "de", "دو": "do", "دا": "da", "ديل": "del", "فان": "van", "فون": "von",
             "الله": "allah"}
INVISIBLE_MARKS = re.compile(f"[{INVISIBLE}]")
ARABIC = re.compile("[حخعصضذظ]")  # letters that few foreign names are written with
GLUED = re.compile("(عبد|ابو)(ال.{3,}|الله)")  # «عبدالعزيز» is «عبد العزيز»
DOUBLED = re.compile(r"(.)\1+")
ALIKE = 0.75  # two names of one skeleton that share fewer of their letters are two names
CONSONANTS = 3  # a skeleton of fewer letters is that of too many names


def skeleton(name: str) -> str:
    """What is left of a name without what transliteration leaves open: vowels, spaces, doubled letters, which g or s.

    >>> skeleton("كيم جونغ أون") == skeleton("كيم جونج-اون"), skeleton("أميركا") == skeleton("الولايات المتحدة")
    (True, False)
    """
    return _bones(key(name))


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
    if word.startswith("ال") and len(word) > 4 and (not listed or word in lists.family):
        return "al-" + (lists.latin.get(word[2:]) or letters(word[2:]))
    bones = _bones(word)
    if listed or ARABIC.search(word) or len(bones) < CONSONANTS:
        return listed or letters(word)
    return letters(DOUBLED.sub(r"\1", word[0].translate(FIRST) + word[1:].translate(NO_VOWELS)))


def letters(word: str) -> str:
    """A folded word letter by letter."""
    return "".join(LATIN.get(letter, letter) for letter in word)


def _like(word: str) -> str | None:
    """The Latin letters of the listed name most like a foreign word that is not listed itself."""
    bones = _bones(word)
    if len(bones) < CONSONANTS or ARABIC.search(word):
        return None
    like = [(SequenceMatcher(None, word.translate(G), other.translate(G)).ratio(), other)
            for other in _by_skeleton().get(bones, [])]
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
