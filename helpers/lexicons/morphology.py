"""Arabic morphology: affixes and particles, the closed classes that signal how a word is used in a sentence.

The affixes are those of data/lexicons/affixes.csv and light10.csv, the particles those of particles.csv. All functions
take folded words.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.lexicons.load import lexicon, words_with
from helpers.text import Affixes, fold

FOR = "ل"
BY = "ب"
PROCLITICS = frozenset("وفبلك")
FEMININE_ENDING = "ت"  # ة before a pronoun
AND = "و"
AND_SO = ("و", "ف")  # either joins a verb to the one before it
FEMININE = "ه"  # ة, folded
PLURAL_LETTERS = 6  # a shorter word in ين may be a singular: الأمين
NONE = "(?!)"  # a pattern that matches nothing
PRESENT = re.compile(r"ي\w{3}")
FEMININE_PAST = re.compile(r"\w+[^ا]ت$")
INDEFINITE = re.compile(r"\w{2,}[^ه]ا$")


@cache
def particles(*uses: str) -> frozenset[str]:
    """Return the folded words of particles.csv with one of these uses.

    >>> sorted(particles("perfect"))
    ['قد', 'وقد']
    """
    return frozenset(map(fold, words_with("particles", *uses)))


@cache
def affixes(*uses: str) -> tuple[str, ...]:
    """Return the folded affixes of affixes.csv with one of these uses, the longest first.

    The order lets a pattern, or a loop that stops at the first fit, take the longest affix.

    >>> affixes("dual", "feminine dual")
    ('تان', 'تين', 'ان')
    """
    found = set(map(fold, words_with("affixes", *uses)))
    return tuple(sorted(found, key=lambda affix: (-len(affix), affix)))


@cache
def affix(use: str) -> str:
    """Return the only affix with a use.

    >>> affix("article")
    'ال'
    """
    (found,) = affixes(use)
    return found


@cache
def that() -> str:
    """Return «أن» and «إن», which are one word when folded."""
    (found,) = particles("that")
    return found


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
    return word.startswith(affix("article"))


def is_affix(word: str) -> bool:
    """Return whether a word is only the article or a proclitic, where a name was lost: «قال الـ إن»."""
    articles = (affix("article"), AND + affix("article"), affix("article after ل"))
    return word in articles or word in PROCLITICS


def without_article(word: str) -> str:
    """Return a word without the article."""
    return word.removeprefix(affix("article"))


def without_and(word: str) -> str:
    """Return a word without a leading و."""
    return word.removeprefix(AND)


def without_object(word: str) -> str:
    """Return a verb, noun or preposition without the pronoun at its end.

    >>> without_object("حديثه"), without_object("عنها"), without_object("حديث")
    ('حديث', 'عن', 'حديث')
    """
    return _object().sub("", word)


def may_be_present(word: str) -> bool:
    """Return whether a word may be a verb in the present: «يعلن». Names may begin so too."""
    return PRESENT.match(word) is not None


def is_feminine_past(word: str) -> bool:
    """Return whether a word looks like a feminine past.

    >>> is_feminine_past("اثارت"), is_feminine_past("قوات")
    (True, False)
    """
    return FEMININE_PAST.match(word) is not None


def is_indefinite(word: str) -> bool:
    """Return whether a word looks like an indefinite object: «توقعت الهيئة طقسا باردا»."""
    return INDEFINITE.match(word) is not None


def is_plural(word: str) -> bool:
    """Return whether a word is a masculine plural behind a verb or a preposition.

    >>> is_plural("المعلمين"), is_plural("الامين")
    (True, False)
    """
    return len(word) > PLURAL_LETTERS and word.endswith(affix("oblique plural"))


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
    polite = rf"ل(?!ل)\w{{3,}}{affix('polite pronoun')}$"  # «لفخامتكم»
    pronouns = any_of(affixes("pronoun", "pronoun after preposition"))
    return re.compile(rf"(?:{any_of(particles('with pronoun'))})(?:{pronouns})$|{polite}")


@cache
def _that() -> re.Pattern:
    return re.compile(rf"ب?(?:{any_of(particles('that'))})(?:{any_of(affixes('pronoun', 'pronoun after that'))})?$")


@cache
def _pronoun() -> re.Pattern:
    but, pronouns = any_of(particles("but")), any_of(affixes("pronoun"))
    return re.compile(rf"[وف]?(?:(?:{but})(?:{pronouns})|(?:{any_of(particles('pronoun'))}))$")


@cache
def _by_it() -> re.Pattern:
    return re.compile(rf"(?:{any_of(particles('by it'))})(?:{any_of(affixes('pronoun'))})$")


# Light stems ------------------------------------------------------------------------------------------------

LEFT = 2  # letters that must remain, so that a short word is not eaten up


@cache
def light10() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the prefixes and the suffixes of light10.csv, each in the order in which they are tried."""
    rows = lexicon("light10").astype({"step": int}).sort_values("step")
    before, behind = (tuple(rows.loc[rows["side"] == side, "affix"].map(fold)) for side in ("before", "behind"))
    return before, behind


def light_affixes() -> Affixes:
    """Return the affixes of light10.csv for `text.hashed_words`, which stems all words of a corpus at once."""
    return Affixes(*light10(), LEFT, AND)


def stem(word: str) -> str:
    """Return a folded word without article, joined conjunction and common endings, to count its forms together.

    One prefix and then every suffix that fits is taken off, as Light10 does (Larkey, Ballesteros and Connell 2007,
    «Light Stemming for Arabic Information Retrieval»); at least two letters stay. It is no morphological analysis.

    >>> from helpers.text import Affixes, fold
    >>> [stem(fold(word)) for word in ("والمفاوضات", "مفاوضات", "للمفاوضات", "وفد")]
    ['مفاوض', 'مفاوض', 'مفاوض', 'وفد']
    """
    prefixes, suffixes = light10()
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= LEFT + (prefix == AND):
            word = word[len(prefix) :]
            break
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= LEFT:
            word = word[: -len(suffix)]
    return word


# Verbs ------------------------------------------------------------------------------------------------------


class VerbForm(NamedTuple):
    """A form of a verb in the third person."""

    word: str
    feminine: bool
    singular: bool


def conjugated(past: str, present: str = "") -> list[VerbForm]:
    """Return the third persons of a verb, from its folded past and present; without a present, those of the past.

    >>> [form.word for form in conjugated("اكد", "يءكد")]
    ['اكد', 'اكدت', 'اكدوا', 'اكدا', 'اكدتا', 'يءكد', 'تءكد', 'يءكدون', 'يءكدان']
    >>> [form.word for form in conjugated("نفي", "ينفي") if form.feminine]
    ['نفت', 'نفتا', 'تنفي']
    >>> [form.word for form in conjugated("دعا", "يدعو") if form.singular]
    ['دعا', 'دعت', 'يدعو', 'تدعو']
    """
    return _past(past) + (_present(present) if present else [])


def _past(past: str) -> list[VerbForm]:
    """Return the forms of the past. A weak last letter is lost before endings («دعت»), and the dual is not derived."""
    is_weak = past.endswith(("ا", "ي"))
    stem = past[:-1] if is_weak else past
    duals = [] if is_weak else [VerbForm(stem + affix("dual past"), False, False)]
    return [
        VerbForm(past, False, True),
        VerbForm(stem + affix("feminine past"), True, True),
        VerbForm(stem + affix("plural past"), False, False),
        *duals,
        VerbForm(stem + affix("feminine dual past"), True, False),
    ]


def _present(present: str) -> list[VerbForm]:
    """Return the forms of the present; a weak last letter is lost in the plural: يدعو, يدعون."""
    stem = present[:-1] if present.endswith(("ي", "و", "ا")) else present
    return [
        VerbForm(present, False, True),
        VerbForm("ت" + present[1:], True, True),
        VerbForm(stem + affix("plural present"), False, False),
        VerbForm(present + affix("dual present"), False, False),
    ]


def declined(participle: str) -> list[str]:
    """Return the forms of a folded participle that agree with the speaker: مؤكدا, مؤكدة, مؤكدين, مؤكدتين."""
    if not participle:
        return []
    stem = participle[:-1]
    plural = stem.removesuffix("ي") + affix("oblique plural")
    return [participle, stem + FEMININE, plural, stem + affix("feminine dual oblique")]
