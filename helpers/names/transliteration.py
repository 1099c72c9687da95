"""Names in Latin letters: one id for all spellings of a name that transliteration leaves open.

An id is made of the words of a name. A word that the lists of data/models have is written as they write it («حسن» is
hassan). A foreign word that they do not have is written as the most similar listed word with the same consonants. Any
other word is written letter by letter, as data/lexicons/letters.csv says; a foreign one without its vowels, and with
one letter for the ج غ ق of a g.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache, lru_cache

from helpers.lexicons import is_definite, latin_letters, latin_parts, match_key, vocabulary, without_article
from helpers.names.structure import split_compound

# What transliteration leaves open: which letter for g, s, z and t, and the vowels.
OPEN_LETTERS = str.maketrans(
    dict.fromkeys("جغقكگ", "g")
    | dict.fromkeys("شثچ", "س")
    | {"ظ": "ز", "ط": "ت", "ڤ": "ف", "پ": "ب"}
    | dict.fromkeys("اويءه ", "")
)
G = str.maketrans(dict.fromkeys("جغقگ", "غ"))  # one letter for a foreign g
NO_VOWELS = G | str.maketrans(dict.fromkeys("اوي", ""))
NO_FIRST_VOWELS = G | str.maketrans(dict.fromkeys("اي", ""))  # و is w where it is first
ARABIC = re.compile("[حخعصضذظ]")  # letters that few foreign names are written with
DOUBLED = re.compile(r"(.)\1+")
SIMILAR = 0.75  # least similarity (difflib) of two spellings of one name, if they have the same consonants
CONSONANTS = 3  # with fewer consonants, too many names are alike
SHORTEST_AFTER_ARTICLE = 3  # letters; what begins with ال and is shorter has no article: «الان»
CACHED_WORDS = 2**16


def skeleton(name: str) -> str:
    """Return the consonants of a name, with one letter where transliteration leaves the letter open.

    >>> skeleton("كيم جونغ أون") == skeleton("كيم جونج-اون"), skeleton("أميركا") == skeleton("الولايات المتحدة")
    (True, False)
    """
    return consonants(match_key(name))


def consonants(folded: str) -> str:
    """Return the consonants of a folded name or part of one, as `skeleton` does."""
    return DOUBLED.sub(r"\1", folded.translate(OPEN_LETTERS))


def is_foreign(folded: str) -> bool:
    """Return whether a name may be foreign, and has enough consonants to be compared by them."""
    return len(consonants(folded)) >= CONSONANTS and not ARABIC.search(folded)


def is_similar(one: str, other: str) -> bool:
    """Return whether two folded names have similar letters, whichever letter is written for g."""
    return _similarity(one, other) >= SIMILAR


def _similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, one.translate(G), other.translate(G)).ratio()


@cache
def _words_by_consonants() -> dict[str, list[str]]:
    """Return the listed words of names, grouped by their consonants."""
    groups = defaultdict(list)
    for word in vocabulary().latin:
        groups[consonants(word)].append(word)
    return groups


@lru_cache(maxsize=CACHED_WORDS)
def romanise(word: str) -> str:
    """Return a folded word of a name in Latin letters.

    >>> romanise("الامين"), romanise("كلنتون"), romanise("زعرورو"), romanise("غورباتشيف")
    ('al-amin', 'clinton', 'zaruru', 'grbtshf')
    """
    if word in latin_parts():
        return latin_parts()[word]
    lists = vocabulary()
    listed = lists.latin.get(word) or _most_similar(word)
    if is_definite(word) and (word in lists.family or not listed) and _is_article(without_article(word)):
        return "al-" + (lists.latin.get(without_article(word)) or transliterate(without_article(word)))
    if listed:
        return listed
    return _without_vowels(word) if is_foreign(word) else transliterate(word)


def _is_article(rest: str) -> bool:
    """Whether ال before the rest of a word is the article: «الزعروري», «المحسن», not «الكسندر»."""
    lists = vocabulary()
    listed = any(rest in words for words in (lists.given, lists.family, lists.common))
    return len(rest) >= SHORTEST_AFTER_ARTICLE and (listed or rest.endswith("ي") or not is_foreign(rest))


def transliterate(word: str) -> str:
    """Return a folded word in Latin letters, letter by letter."""
    return word.translate(latin_letters())


def _without_vowels(word: str) -> str:
    """Return a foreign word in Latin letters without its vowels."""
    return transliterate(DOUBLED.sub(r"\1", word[0].translate(NO_FIRST_VOWELS) + word[1:].translate(NO_VOWELS)))


def _most_similar(word: str) -> str | None:
    """Return the Latin letters of the listed word that is most similar to an unlisted foreign one, or None."""
    if not is_foreign(word):
        return None
    listed = _words_by_consonants().get(consonants(word), [])
    ratio, best = max(((_similarity(word, other), other) for other in listed), default=(0, ""))
    return vocabulary().latin[best] if ratio >= SIMILAR else None


def identity(words: Iterable[str]) -> str:
    """Return the id of a person with this name; all spellings that transliteration leaves open have the same id.

    >>> identity(("حسن", "الامين")), identity(("هيلاري", "كلينتون")) == identity(("هيلاري", "كلنتون"))
    ('hassan-al-amin', True)
    """
    return "-".join(filter(None, (romanise(part) for word in words for part in split_compound(word))))


def exact_identity(words: Iterable[str]) -> str:
    """Return an id that has all letters of a name, for a person whose `identity` is that of somebody else."""
    return "-".join(map(transliterate, words))


def exact_spelling(words: Iterable[str]) -> str:
    """Return a name with one letter for g: two names of a page that differ in this are two persons."""
    return DOUBLED.sub(r"\1", "".join(words).translate(G))
