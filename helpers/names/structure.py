"""What the words of a name are to one another: given name, family name, and by which of them a person goes alone."""

import re

from helpers.lexicons import family_first, vocabulary
from helpers.names.features import BINS, COMMON

SON = frozenset(("بن", "ابن", "بنت"))
SECOND = frozenset(("الله", "الدين"))  # the end of a given name of two words
# more must follow
LINKS = SON | {"ال", "ابو", "ابي", "ابا", "ام", "عبد", "دي", "دو", "دا", "ديل", "فان", "فون", "دير", "ذو"}
GLUED = re.compile("(عبد|ابو)(ال.{3,}|الله)")  # «عبدالعزيز» is «عبد العزيز»
OFTEN = 10  # so many bear it as a given name that it is one though it is a common word as well
# A syllable of Korean, Chinese or Vietnamese (جونغ, يي, سيك), or two that end as such a name does (جينبينغ, جينتاو).
ONSET, VOWEL = "(?:تش|تس|تر|زه|هس|[بتثجدرزسشغفقكلمنهويا])", "[اوي]{1,2}"
SYLLABLES = re.compile(
    f"{ONSET}(?:{VOWEL}[اويه]?|[جكهلمتش]{VOWEL}ه?|ه)?(?:ن[غجه]|[نمكبلت])?|{ONSET}{VOWEL}ن?{ONSET}(?:{VOWEL}ن[غج]|ي?او)"
)


def parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a name in folded words: «أبو», «بن», «عبد», «دي» go with what follows, «الله» and «الدين» with what
    stands before.

    >>> parts(("احمد", "ابو", "الغيط")), parts(("عبد", "الله", "صالح"))
    (('احمد', 'ابو الغيط'), ('عبد الله', 'صالح'))
    """
    found, linked = [], False
    for word in words:
        if found and (linked or word in SECOND):
            found[-1] += " " + word
        else:
            found.append(word)
        linked = word in LINKS
    return tuple(found)


def eastern(words: tuple[str, ...]) -> bool:
    """Whether a name has its family name first: one that Koreans, Chinese or Vietnamese bear, and then syllables.

    >>> eastern(("كيم", "جونغ", "اون")), eastern(("كيم", "باسنغر"))
    (True, False)
    """
    return 2 <= len(words) <= 4 and words[0] in family_first() and all(map(SYLLABLES.fullmatch, words[1:]))


def eastern_size(words: tuple[str, ...]) -> int:
    """How many of the first words are an Eastern name, three at most; 0 where there is none.

    >>> eastern_size(("تشوي", "سون", "هي", "ان")), eastern_size(("كيم", "باسنغر"))
    (3, 0)
    """
    return next((size for size in (3, 2) if len(words) >= size and eastern(words[:size])), 0)


def called(words: tuple[str, ...]) -> str:
    """The part of a name by which a person goes alone.

    >>> called(("كيم", "جونغ", "اون")), called(("احمد", "ابو", "الغيط")), called(("هاني", "المرواني"))
    ('كيم', 'ابو الغيط', 'المرواني')
    """
    return words[0] if eastern(words) else parts(words)[-1]


def mostly_given(part: str) -> bool:
    """Whether a part of a name is a given name more often than a family name: alone, it may be anybody.

    >>> mostly_given("محمد"), mostly_given("عبد العزيز"), mostly_given("الحلواني")
    (True, True, False)
    """
    if part.split()[-1] in SECOND or part.startswith("عبد") and GLUED.fullmatch(part.replace(" ", "")):
        return True
    given = vocabulary().given.get(part, 0)
    return given >= OFTEN and given > 2 * vocabulary().family.get(part, 0)


def son_of(part: str) -> bool:
    """Whether a part of a name tells the father: «بن خالد»."""
    return part.split()[0] in SON


def may_be_given(word: str) -> bool:
    """Whether a folded word is a given name to several persons, or a foreign name and no common word."""
    lists = vocabulary()
    given, common = lists.given.get(word, 0), lists.common.get(word, 0)
    return given > 1 and (common < COMMON or given >= OFTEN) or word in lists.foreign and not common


def is_name(word: str) -> bool:
    """Whether a folded word is listed as a name, and not a common word besides."""
    lists = vocabulary()
    count = max(lists.given.get(word, 0), lists.family.get(word, 0))
    return count >= BINS[3] or (count > 0 or word in lists.foreign) and lists.common.get(word, 0) < COMMON
