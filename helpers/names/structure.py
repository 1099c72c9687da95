"""Structure of a person's name: its parts, the order of given and family name, and the part used alone.

All functions take folded words. The words that link the parts of a name are those of data/lexicons/name_parts.csv.
"""

import re
from functools import cache

from helpers.lexicons import affix, any_of, family_first, name_parts, syllables, vocabulary
from helpers.names.features import BINS, COMMON

OFTEN = 10  # persons with this given name: a common word that as many have is a given name too
EASTERN_WORDS = range(2, 5)  # a longer run of words that look like syllables is no Korean, Chinese or Vietnamese name
VOWELS = "[اوي]{1,2}"


@cache
def links() -> frozenset[str]:
    """Return the words that the next part of a name must follow: «أبو», «بن», «عبد», «دي»."""
    return name_parts("son", "house", "father", "mother", "servant", "particle")


@cache
def second_halves() -> frozenset[str]:
    """Return the words that end a given name of two words: «الله», «الدين»."""
    return name_parts("second half", "God")


@cache
def _compound(*uses: str) -> re.Pattern:
    """Return the pattern of a name that is written together with a word of these uses: «عبدالعزيز»."""
    with_article = rf"(?:{affix('article')}).{{3,}}"
    return re.compile(f"({any_of(name_parts(*uses))})({with_article}|{any_of(second_halves())})")


@cache
def _syllables() -> re.Pattern:
    """Return the pattern of a word of an Eastern name: one syllable (جونغ, يي, سيك) or two (جينبينغ, جينتاو)."""
    initial = f"(?:{any_of(syllables('initial'))}|[بتثجدرزسشغفقكلمنهويا])"
    one = f"{initial}(?:{VOWELS}[اويه]?|[جكهلمتش]{VOWELS}ه?|ه)?(?:ن[غجه]|[نمكبلت])?"
    two = f"{initial}{VOWELS}ن?{initial}(?:{VOWELS}ن[غج]|{any_of(syllables('final'))})"
    return re.compile(f"{one}|{two}")


def split_compound(word: str) -> tuple[str, ...]:
    """Return the two words of a name that is written as one, or the word itself.

    >>> split_compound("عبدالعزيز"), split_compound("عبده")
    (('عبد', 'العزيز'), ('عبده',))
    """
    compound = _compound("servant", "father").fullmatch(word)
    return compound.groups() if compound else (word,)


def parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a name: a word that links takes the next one with it, «الله» and «الدين» the one before.

    >>> parts(("احمد", "ابو", "الغيط")), parts(("عبد", "الله", "صالح"))
    (('احمد', 'ابو الغيط'), ('عبد الله', 'صالح'))
    """
    found, linked = [], False
    for word in words:
        if found and (linked or word in second_halves()):
            found[-1] += " " + word
        else:
            found.append(word)
        linked = word in links()
    return tuple(found)


def eastern(words: tuple[str, ...]) -> bool:
    """Return whether a name has its family name first: a Korean, Chinese or Vietnamese one, and then syllables.

    >>> eastern(("كيم", "جونغ", "اون")), eastern(("كيم", "باسنغر"))
    (True, False)
    """
    return len(words) in EASTERN_WORDS and words[0] in family_first() and all(map(_syllables().fullmatch, words[1:]))


def eastern_size(words: tuple[str, ...]) -> int:
    """Return how many of the first words are an Eastern name, at most three; 0 where there is none.

    >>> eastern_size(("تشوي", "سون", "هي", "ان")), eastern_size(("كيم", "باسنغر"))
    (3, 0)
    """
    return next((size for size in (3, 2) if len(words) >= size and eastern(words[:size])), 0)


def short_name(words: tuple[str, ...]) -> str:
    """Return the part of a name that is used alone: the family name.

    >>> short_name(("كيم", "جونغ", "اون")), short_name(("احمد", "ابو", "الغيط")), short_name(("هاني", "المرواني"))
    ('كيم', 'ابو الغيط', 'المرواني')
    """
    return words[0] if eastern(words) else parts(words)[-1]


def mostly_given(part: str) -> bool:
    """Return whether a part of a name is a given name more often than a family name: alone, it may be anybody.

    >>> mostly_given("محمد"), mostly_given("عبد العزيز"), mostly_given("الحلواني")
    (True, True, False)
    """
    if part.split()[-1] in second_halves() or _compound("servant").fullmatch(part.replace(" ", "")):
        return True
    given = vocabulary().given.get(part, 0)
    return given >= OFTEN and given > 2 * vocabulary().family.get(part, 0)


def is_patronymic(part: str) -> bool:
    """Return whether a part of a name is that of the father: «بن خالد»."""
    return part.split()[0] in name_parts("son")


def is_ancestral(part: str) -> bool:
    """Return whether a part of a name is that of the father or of the house: «بن خالد», «آل راشد»."""
    return part.split()[0] in name_parts("son", "house")


def may_be_given(word: str) -> bool:
    """Return whether a word is the given name of several persons, or a foreign name and no common word."""
    lists = vocabulary()
    given, common = lists.given.get(word, 0), lists.common.get(word, 0)
    return given > 1 and (common < COMMON or given >= OFTEN) or word in lists.foreign and not common


def is_name(word: str) -> bool:
    """Return whether a word is listed as a name, and is not a common word."""
    lists = vocabulary()
    count = max(lists.given.get(word, 0), lists.family.get(word, 0))
    return count >= BINS[3] or (count > 0 or word in lists.foreign) and lists.common.get(word, 0) < COMMON
