"""Arabic morphology: affixes and particles, the closed classes that signal how a word is used in a sentence.

The affixes are those of data/lexicons/affixes.csv, the particles those of particles.csv. All functions take folded
words.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from helpers.lexicons.load import lexicon
from helpers.text import fold

ARTICLE = "ال"
TO_THE = "لل"  # «للصحيفة»
BY_THE = "بال"
FOR = "ل"
BY = "ب"
PROCLITICS = "وفبلك"
FIRST_PERSON = "ا"  # أعلن, folded
FEMININE_ENDING = "ت"  # ة before a pronoun
AND = "و"
AND_SO = "وف"  # either joins a verb to the one before it
FEMININE = "ه"  # ة, folded
FEMININE_PLURAL = "ات"
PLURAL = "ين"
OWNED = ("ها", "هم")  # «أنصارها»: endings of a noun with a pronoun, never of a plain one
NISBA = ("ي", "يه", "يون", "يين")  # endings of relative adjectives
PLURAL_LETTERS = 6  # a shorter word in ين may be a singular: الأمين
NONE = "(?!)"  # a pattern that matches nothing
PRESENT = re.compile(r"ي\w{3}")  # a verb that begins a clause, or a name, which a lexicon has
FEMININE_PAST = re.compile(r"\w+[^ا]ت$")  # «أثارت», never «قوات»
INDEFINITE = re.compile(r"\w{2,}[^ه]ا$")  # «توقعت الهيئة طقسا باردا»


@cache
def particles(*uses: str) -> frozenset[str]:
    """Return the folded words of particles.csv with one of these uses.

    >>> sorted(particles("perfect"))
    ['قد', 'وقد']
    """
    rows = lexicon("particles")
    return frozenset(rows.loc[rows["use"].isin(uses), "word"].map(fold))


@cache
def affixes(*uses: str) -> tuple[str, ...]:
    """Return the folded affixes of affixes.csv with one of these uses, the longest first.

    The order lets a pattern, or a loop that stops at the first fit, take the longest affix.

    >>> affixes("dual", "feminine dual")
    ('تان', 'تين', 'ان')
    """
    rows = lexicon("affixes")
    found = {fold(affix) for affix in rows.loc[rows["use"].isin(uses), "affix"]}
    return tuple(sorted(found, key=lambda affix: (-len(affix), affix)))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first; one that matches nothing where there is none.

    >>> any_of(["ان", "تان"]), re.search(any_of([]), "نص")
    ('تان|ان', None)
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or NONE


def is_preposition(word: str) -> bool:
    """Return whether a word is a preposition, or «ذلك», which follows one: neither begins a name."""
    return word in particles("simple preposition", "reference")


def is_definite(word: str) -> bool:
    """Return whether a word has the article.

    >>> is_definite("الوزير"), is_definite("للوزير")
    (True, False)
    """
    return word[:2] == ARTICLE


def is_affix(word: str) -> bool:
    """Return whether a word is only the article or a proclitic, where a name was lost: «قال الـ إن»."""
    return word in (ARTICLE, AND + ARTICLE, TO_THE) or len(word) == 1 and word in PROCLITICS


def without_article(word: str) -> str:
    """Return a word without the article."""
    return word.removeprefix(ARTICLE)


def without_and(word: str) -> str:
    """Return a word without a leading و."""
    return word.removeprefix(AND)


def without_object(word: str) -> str:
    """Return a verb, noun or preposition without the pronoun at its end.

    >>> without_object("حديثه"), without_object("عنها"), without_object("حديث")
    ('حديث', 'عن', 'حديث')
    """
    return _object().sub("", word)


def has_object(word: str) -> bool:
    """Return whether a word ends in a pronoun that may be an object: «يتهمه»."""
    return _object().search(word) is not None


def has_plain_object(word: str) -> bool:
    """Return whether a word ends in a pronoun that cannot be an ending of its own: «حثهم»; «ه» can."""
    return _plain().search(word) is not None


def has_owner(word: str) -> bool:
    """Return whether a longer word ends in a pronoun of the third person: «نشرته», «رئيسها»."""
    return _owned().match(word) is not None


@lru_cache(maxsize=2**16)
def is_preposition_with_pronoun(word: str) -> bool:
    """Return whether a word says to whom or about whom, with a pronoun: it never names who speaks.

    >>> [is_preposition_with_pronoun(word) for word in ("اليها", "لفخامتكم", "المدير")]
    [True, True, False]
    """
    return _with_pronoun().match(word) is not None


@lru_cache(maxsize=2**16)
def is_that(word: str) -> bool:
    """Return whether a word is أن or إن, with ب before it or a pronoun after it.

    >>> is_that("بانه"), is_that("انباء")
    (True, False)
    """
    return _that().match(word) is not None


def is_subject_pronoun(word: str) -> bool:
    """Return whether a word refers to the last speaker, before a verb: «لكنه», «وهو»."""
    return _pronoun().match(word) is not None


def refers_to_message(word: str) -> bool:
    """Return whether a word refers to a message or a talk that was named: «عبر فيه عن»."""
    return _by_it().match(word) is not None


@cache
def _object() -> re.Pattern:
    return re.compile(rf"(?:{any_of(affixes('pronoun', 'first person pronoun'))})$")


@cache
def _plain() -> re.Pattern:
    return re.compile(rf"(?:{any_of(set(affixes('pronoun')) - {FEMININE})})$")


@cache
def _owned() -> re.Pattern:
    return re.compile(rf"\w{{3,}}(?:{any_of(affixes('pronoun'))})$")


@cache
def _with_pronoun() -> re.Pattern:
    polite = r"ل(?!ل)\w{3,}كم$"  # «لفخامتكم»
    return re.compile(
        rf"(?:{any_of(particles('with pronoun'))})(?:{any_of(affixes('pronoun', 'pronoun after preposition'))})$|{polite}"
    )


@cache
def _that() -> re.Pattern:
    return re.compile(rf"ب?(?:{any_of(particles('that'))})(?:{any_of(affixes('pronoun', 'pronoun after that'))})?$")


@cache
def _pronoun() -> re.Pattern:
    return re.compile(
        rf"[{AND_SO}]?(?:{any_of(particles('but'))})(?:{any_of(affixes('pronoun'))})$|[{AND_SO}]?(?:{any_of(particles('pronoun'))})$"
    )


@cache
def _by_it() -> re.Pattern:
    return re.compile(rf"(?:{any_of(particles('by it'))})(?:{any_of(affixes('pronoun'))})$")
