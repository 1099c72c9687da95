"""Boundaries of person names: where a name begins and ends in a run of likely words, and the title before it.

The tagger (`helpers.names.tagger`) returns runs of words that look like names. Here each run is split into names, and
words that cannot begin or end a name are cut off. Six tables of rules decide, in the order in which they are asked:
SPLITS, EXTENSIONS, FIRST_WORDS, NEXT_WORDS, LAST_WORDS and NO_NAMES. To add a boundary, add a `Rule` with an example
and a near miss to its table; in both, bars enclose the words that the rule is asked about.
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from helpers.lexicons import (
    CLASSES,
    affix,
    affixes,
    any_of,
    is_definite,
    name_cues,
    name_parts,
    particles,
    syllables,
    vocabulary,
    without_article,
)
from helpers.names.features import CACHED_WORDS, SOME, bare, bearers, has_object, inflections
from helpers.names.structure import eastern_size, links, may_be_given, mostly_given, parts, second_halves
from helpers.rules import Rule, first_match

# Margins are differences of log likelihood between the best reading of a sentence with a word as a name and without.
SURE = -0.3  # almost as likely as no name: the best trade of precision for recall on the fitting sentences
DOUBTFUL = 1.0  # a common word that nobody bears ends the name before it where its margin is below this
BEHIND_FULL = 5.0  # the same behind a full name, which seldom needs a further word
TRUSTED = 3.0  # with this margin, a word keeps its first letter as part of the name though it looks like a preposition
EASTERN = -4.0  # least margin of a syllable behind a Korean, Chinese or Vietnamese family name
AND = 4  # a word of so few letters that begins with و and that nobody lists may be a name as it is
TITLE = 6  # most words of a title: «نائب وزير الخارجية الروسي السابق»
LONG_NISBA = 5  # letters that a relative adjective with its article exceeds: «الدولي»
ALEF = "ا"  # the first letter of «ابن»
NISBA = "ي"  # the last letter of a relative adjective
SELDOM = 5  # persons at most who bear a word that is mostly a verb: «عاد»
STEM = 3  # least letters of a noun before its pronoun
GLUED_ARTICLE = 3  # letters of «بال» and the like
PREPOSITIONS = frozenset("بكل")


def numbers(*kinds: str) -> frozenset[int]:
    """Return the numbers of these classes of words."""
    return frozenset(map(CLASSES.index, kinds))


@cache
def servants() -> frozenset[str]:
    """Return «عبد»: the word behind it with an article is part of the given name."""
    return name_parts("servant")


@cache
def _servant_name() -> re.Pattern:
    """Return the pattern of a given name that is written together with «عبد»: «عبدالعزيز», «عبدربه»."""
    names = rf"{affix('article')}.{{3,}}|{any_of(name_parts('God'))}|(?:{any_of(name_parts('lord'))}).{{1,3}}"
    return re.compile(rf"[وفبل]?(?:{any_of(servants())})(?:{names})")


OFFICES = numbers("title", "office", "job", "kin")
AL_OFFICES = numbers("al title", "al office", "al job")
TITLES = OFFICES | AL_OFFICES
APART = numbers(
    "edge", "comma", "stop", "line", "colon", "open", "close", "quote", "mark", "number", "say", "function", "people"
)
NOT_FIRST = APART | numbers(
    "al title", "al office", "al job", "quality", "al quality", "demonym", "al demonym", "called", "after", "ordinal"
)
UNLIKELY_FIRST = OFFICES | numbers("verb", "common")  # unless the word is a given name too: «كريم», «أمير»
NOT_LAST = APART | numbers("after", "al title", "al office")
IN_TITLE = numbers("quality", "al quality", "demonym", "al demonym", "state", "body")  # inside a title
STATES, BODY, FAMILIES = numbers("state"), numbers("body"), numbers("given", "family", "al family")
SAY, QUALITY, FIRM = numbers("say"), numbers("quality"), numbers("firm")
AL_QUALITY, AL_FAMILY = CLASSES.index("al quality"), CLASSES.index("al family")
UNCOMMON = numbers(
    "family first", "given", "family", "al family", "foreign", "lone", "rare", "al rare", "son", "particle"
)
KIN, COMMON_WORDS = numbers("kin"), numbers("common", "al common", "verb", "quality", "al quality")
NOBODYS = COMMON_WORDS | numbers("lone", "rare", "demonym")
GIVEN = numbers("given", "foreign", "family first")
AL_TITLES, NAMED = numbers("al title"), numbers("named", "place")
BODIES = NAMED | numbers("al place", "body", "al body")


class NameSpan(NamedTuple):
    """A name on a page: its place in the folded text, its words, its margin, and the title before it or ''."""

    start: int
    end: int
    words: tuple[str, ...]
    sure: float
    title: str

    @property
    def full(self) -> bool:
        """Whether the name has more than one part."""
        return len(parts(self.words)) > 1


class Decision(NamedTuple):
    """A rule that decided about a word of a page."""

    word: int  # its number
    rule: str
    verdict: str


Trace = list[Decision]  # the rules that decided while a page was read, in order


class Page(NamedTuple):
    """The words and marks of a page: where each starts, its class, its margin; and the places of each word."""

    tokens: list[str]
    starts: list[int]
    kinds: list[int]
    sure: np.ndarray
    places: dict[str, list[int]]
    taken: frozenset[int] = frozenset()  # words that belong to the name of a place: «رأس الخيمة»

    def end(self, at: int) -> int:
        """Return the end of word `at` in the folded text."""
        return self.starts[at] + len(self.tokens[at])


class Candidate(NamedTuple):
    """Words of a run that may be one name. Rules ask about its first word, its last word, or all of it.

    `begin` is the first word of the sentence, `places` the numbers of the candidate's words on the page, `end` the word
    after the run.
    """

    page: Page
    begin: int
    places: list[int]
    end: int
    eastern: bool = False  # whether it is known to be a Korean, Chinese or Vietnamese name
    held: Collection[int] = ()  # words of other names, which cannot be part of this one
    trace: Trace | None = None  # where to write down the rules that decide, for `explain`

    @property
    def at(self) -> int:
        """The number of the first word."""
        return self.places[0]

    @property
    def last(self) -> int:
        """The number of the last word."""
        return self.places[-1]

    @property
    def first_token(self) -> str:
        """The first word."""
        return self.page.tokens[self.places[0]]

    @property
    def last_token(self) -> str:
        """The last word."""
        return self.page.tokens[self.places[-1]]

    @property
    def first_kind(self) -> int:
        """The class of the first word."""
        return self.page.kinds[self.places[0]]

    @property
    def last_kind(self) -> int:
        """The class of the last word."""
        return self.page.kinds[self.places[-1]]

    @property
    def first_word(self) -> str:
        """The first word without its proclitics."""
        return _first_word(self.first_token)[0]

    @property
    def last_word(self) -> str:
        """The last word, without proclitics where it is the first as well."""
        return self.first_word if len(self.places) == 1 else self.last_token

    @property
    def token_before_last(self) -> str:
        """The word before the last one, without «and» where it is the first: «محمد علي | وعبد | الواحد السيد»."""
        token = self.page.tokens[self.places[-1] - 1]
        return _first_word(token)[0] if len(self.places) == 2 else token

    @property
    def full(self) -> bool:
        """Whether two words of the name are before its last word."""
        return len(self.places) > 2

    def next_token(self) -> str:
        """Return the word of the page after the last one, '' at the end of the page."""
        return "".join(self.page.tokens[self.places[-1] + 1 : self.places[-1] + 2])

    def words(self) -> tuple[str, ...]:
        """Return the words of the name, the first one without proclitics."""
        return self.first_word, *(self.page.tokens[at] for at in self.places[1:])


# Where a run is split. Asked of the last word of a candidate; the words before it are the name so far. ----------------


def is_part_of_a_place(name: Candidate) -> bool:
    """Return whether the last word belongs to the name of a place."""
    return name.last in name.page.taken


def separates_names(name: Candidate) -> bool:
    """Return whether the word cannot be inside a name."""
    return name.last_kind in APART and name.next_token() not in second_halves() and not _is_behind_servant(name)


def _is_behind_servant(name: Candidate) -> bool:
    """Return whether the last word is the second half of a given name, though it is another word: «عبد | الواحد»."""
    return len(name.places) > 1 and name.token_before_last in servants() and is_definite(name.last_token)


def has_a_gap_before_it(name: Candidate) -> bool:
    """Return whether more than a blank is before the last word."""
    return len(name.places) > 1 and name.page.starts[name.last] - name.page.end(name.last - 1) > 1


def is_title_of_the_next_word(name: Candidate) -> bool:
    """Return whether the last word is a title, and the next one begins a name."""
    page, at = name.page, name.last
    if len(name.places) == 1 or at + 1 >= name.end or page.kinds[at] not in AL_OFFICES:
        return False
    return page.kinds[at + 1] in GIVEN and not _is_second_given_name(page, at)


def _is_second_given_name(page: Page, at: int) -> bool:
    """Return whether a word is a given name behind another: «محمد | الأمين», «عبد | الرئيس»."""
    behind_given = page.kinds[at - 1] in GIVEN and vocabulary().given.get(page.tokens[at])
    return bool(page.tokens[at - 1] in servants() or behind_given)


def begins_with_and(name: Candidate) -> bool:
    """Return whether the last word begins with «and», and the rest begins another name."""
    return len(name.places) > 1 and _has_and(name.last_token)


def begins_a_second_full_name(name: Candidate) -> bool:
    """Return whether the last word is a given name between two family names with their article."""
    page, at = name.page, name.last
    if not name.full or at + 1 >= name.end or page.kinds[at - 1] != AL_FAMILY or page.kinds[at + 1] != AL_FAMILY:
        return False
    return page.kinds[at] in GIVEN and mostly_given(name.last_token)


DROPPED, BEGINS = "belongs to no name", "begins another name"
SPLITS = (
    Rule(
        "part of the name of a place", "زار |سالم رأس| الخيمة أمس", DROPPED, "زار |سالم الرأس| أمس", is_part_of_a_place
    ),
    Rule(
        "a mark, a number or a function word",
        "وصل |سالم عن| طريق البحر",
        DROPPED,
        "وصل |سالم العلي| أمس",
        separates_names,
    ),
    Rule(
        "a dash with blanks beside it",
        "فاز |سالم - كريم| في السباق",
        BEGINS,
        "فاز |سالم كريم| في السباق",
        has_a_gap_before_it,
    ),
    Rule(
        "the title of the person behind it",
        "شكر |أشرف الرئيس| سالم العلي",
        DROPPED,
        "شكر |محمد الأمين| سالم العلي",
        is_title_of_the_next_word,
    ),
    Rule(
        "a given name between two family names",
        "هنأ |سالم العمري نادية| السالم",
        BEGINS,
        "هنأ |سالم العمري نادية| أمس",
        begins_a_second_full_name,
    ),
    Rule("begins with «and»", "وصل |سالم وكريم| العلي", BEGINS, "وصل |سالم وليد| العلي", begins_with_and),
)


# Where a name begins earlier than its run: rules about the first word ----------------------------------------


def is_son_of_the_word_before(name: Candidate) -> bool:
    """Return whether the name begins with «son of», behind a word of its sentence."""
    if name.first_token not in name_parts("son") or not _may_begin_earlier(name):
        return False
    return _may_have_a_father(name.page, name.at - 1)


def _may_have_a_father(page: Page, at: int) -> bool:
    """Return whether a word may be the name before «بن» or «ابن» behind it, and not a verb: not «حضر بن سالم».

    «ابن» begins a name more often than it goes on with one, so only a given name is before it.
    """
    if page.tokens[at + 1].startswith(ALEF):
        return page.kinds[at] in GIVEN
    word = bare(page.tokens[at])[0]
    return page.kinds[at] not in APART and (page.kinds[at] not in COMMON_WORDS or _borne(word) > 1)


def follows_a_servant_name(name: Candidate) -> bool:
    """Return whether a given name with «عبد» is right before the name."""
    return _may_begin_earlier(name) and bool(_servant_name().fullmatch(name.page.tokens[name.at - 1]))


def _may_begin_earlier(name: Candidate) -> bool:
    """Return whether a word is right before a name, and part of no other: not «كريم عبدالغني | وحسن»."""
    page, before = name.page, name.at - 1
    return before >= name.begin and before not in name.held and page.starts[name.at] - page.end(before) <= 1


EARLIER = "begins a word earlier"
EXTENSIONS = (
    Rule(
        "«son of» needs the word before it",
        "وصل فهيد |بن سالم| أمس",
        EARLIER,
        "وصل ، |بن سالم| أمس",
        is_son_of_the_word_before,
    ),
    Rule(
        "behind a given name with «عبد»",
        "وصل عبدربه |منصور| أمس",
        EARLIER,
        "وصل عبد |منصور| أمس",
        follows_a_servant_name,
    ),
)


# Which word begins no name. Asked of the first word of a candidate. ---------------------------------------------------


def is_bound_to_the_next_word(name: Candidate) -> bool:
    """Return whether the second word cannot be separated from the first."""
    return len(name.places) > 1 and name.page.tokens[name.places[1]] in _bound_words()


@cache
def _bound_words() -> frozenset[str]:
    """Return the words that go on with a given name: «بن», «الدين»."""
    return name_parts("son") | second_halves()


def is_verb_before_a_son(name: Candidate) -> bool:
    """Return whether the second word is «بن», and the first one is not a name."""
    if len(name.places) < 2 or name.page.tokens[name.places[1]] not in name_parts("son"):
        return False
    return name.first_kind in COMMON_WORDS | APART and not _may_have_a_father(name.page, name.at)


def is_given_name_with_article(name: Candidate) -> bool:
    """Return whether an adjective with its article is a given name: behind a title, with a name behind it."""
    if len(name.places) < 2 or name.first_kind != AL_QUALITY or name.at <= name.begin:
        return False
    often = vocabulary().given.get(name.first_token, 0) >= SOME
    return often and name.page.kinds[name.at - 1] in AL_OFFICES and name.page.kinds[name.places[1]] in UNCOMMON


def is_place_of_an_office(name: Candidate) -> bool:
    """Return whether the first word is a state or a city, and a given name is behind it."""
    if len(name.places) < 3 or name.first_kind not in STATES or may_be_given(bare(name.first_token)[0]):
        return False
    return name.page.kinds[name.places[1]] in GIVEN


def is_name_of_a_body(name: Candidate) -> bool:
    """Return whether the first word is the name of a body, whose head is named by the two words behind it."""
    if len(name.places) < 3 or name.at - 2 < name.begin:
        return False
    kinds, at = name.page.kinds, name.at
    heads = kinds[at - 1] in BODY and kinds[at - 2] in OFFICES
    return heads and kinds[name.places[1]] in GIVEN and kinds[name.places[2]] in FAMILIES


def is_quality_and_given_name(name: Candidate) -> bool:
    """Return whether the first word is an adjective that is also a given name, and a word follows."""
    return len(name.places) > 1 and name.first_kind in QUALITY and may_be_given(name.first_token)


def is_no_first_word(name: Candidate) -> bool:
    """Return whether the class of the first word begins no name."""
    return name.first_kind in NOT_FIRST


def is_verb_with_object(name: Candidate) -> bool:
    """Return whether the first word is a verb with its object."""
    return has_object(name.first_token)


def is_title_or_common_word(name: Candidate) -> bool:
    """Return whether the first word is a title or a common word, and nobody's given name."""
    unlikely = len(name.places) > 1 and name.first_kind in UNLIKELY_FIRST
    return unlikely and not may_be_given(bare(name.first_token)[0])


def is_relative_adjective(name: Candidate) -> bool:
    """Return whether the first of several words is a relative adjective: «الجيولوجي»."""
    if len(name.places) <= 2:
        return False
    word = bare(name.first_token)[0]
    return len(word) > LONG_NISBA and word.endswith("ي") and is_definite(word) and word not in vocabulary().given


MAY_BEGIN, NO_BEGINNING = "may begin a name", "begins no name"
FIRST_WORDS = (
    Rule(
        "a verb before «بن»",
        "قال إنه |حضر بن سالم| أمس",
        NO_BEGINNING,
        "قال |قاضي بن سالم| أمس",
        is_verb_before_a_son,
    ),
    Rule(
        "a given name with the article, behind a title",
        "استقبل اللواء |السعيد الدليمي| أمس",
        MAY_BEGIN,
        "استقبل صديقه |السعيد الدليمي| أمس",
        is_given_name_with_article,
    ),
    Rule(
        "the place of an office",
        "استقبل ولي عهد |عجمان سالم الدليمي| أمس",
        NO_BEGINNING,
        "استقبل |كريم سالم الدليمي| أمس",
        is_place_of_an_office,
    ),
    Rule(
        "the name of a body before that of its head",
        "قال رئيس حزب |نور حسن الدليمي| أمس",
        NO_BEGINNING,
        "قال رئيس |نور حسن الدليمي| أمس",
        is_name_of_a_body,
    ),
    Rule(
        "bound to «بن» or «الدين» behind it",
        "قال |قاضي بن سالم| أمس",
        MAY_BEGIN,
        "قال |قاضي سالم| أمس",
        is_bound_to_the_next_word,
    ),
    Rule(
        "an adjective that is a given name too",
        "قال |سعيد الدليمي| أمس",
        MAY_BEGIN,
        "قال |سالم الدليمي| أمس",
        is_quality_and_given_name,
    ),
    Rule(
        "a title with its article, an adjective or a demonym",
        "قال |الوزير سالم| أمس",
        NO_BEGINNING,
        "قال |سالم العلي| أمس",
        is_no_first_word,
    ),
    Rule(
        "a verb in the present with its object",
        "كان |يسعدكم سالم| أمس",
        NO_BEGINNING,
        "كانت |يسرا سالم| أمس",
        is_verb_with_object,
    ),
    Rule(
        "a title or a common word", "قال |وزير سالم| أمس", NO_BEGINNING, "قال |كريم سالم| أمس", is_title_or_common_word
    ),
    Rule(
        "a relative adjective before two more words",
        "قال |الجيولوجي سالم العلي| أمس",
        NO_BEGINNING,
        "قال |الجيولوجي سالم| أمس",
        is_relative_adjective,
    ),
)


# Where a name ends. Asked of the last word of a candidate: does the name go on with it? -------------------------------


def is_foreign_with_preposition_letter(name: Candidate) -> bool:
    """Return whether a foreign name begins with a letter that looks like «in» or «as»: «ميشال | بلاتيني»."""
    page, at = name.page, name.last
    if page.kinds[at] not in NOBODYS or bare(page.tokens[at])[1] not in ("ب", "ك"):
        return False
    return page.sure[at] >= TRUSTED and vocabulary().given.get(page.tokens[at - 1], 0) >= SOME


def has_a_preposition(name: Candidate) -> bool:
    """Return whether the last word has a preposition before it."""
    return bool(bare(name.last_token)[1].strip("و")) or name.last_token.startswith(affix("article after ل"))


def is_kin(name: Candidate) -> bool:
    """Return whether the last word is a relative: «شقيق»."""
    return name.last_kind in KIN


def has_preposition_and_article(name: Candidate) -> bool:
    """Return whether «بال», «كال» or «فال» stand before a word of the language: «بالضيفين», but not «بانون»."""
    rest, common = name.last_token[GLUED_ARTICLE:], vocabulary().common
    if len(rest) <= 2 or not name.last_token.startswith(affixes("article after proclitic")):
        return False
    return rest in common or rest[:-2] in common or bool(inflections(rest, common))


def is_before_the_end_of_a_given_name(name: Candidate) -> bool:
    """Return whether the next word completes a given name with the last one."""
    return name.next_token() in second_halves()


def is_noun_with_preposition_that_one_person_bears(name: Candidate) -> bool:
    """Return whether the last word is a noun behind a preposition, though one person is called so."""
    word, lists = bare(name.last_token)[0], vocabulary()
    if word[0] not in PREPOSITIONS or word[1:] not in lists.common or word in lists.foreign:
        return False
    return bearers(word, lists) == 1 and _is_inflected(word[1:])


def is_present_verb(name: Candidate) -> bool:
    """Return whether the last word is a verb in the present that nobody bears: «يناهز»."""
    return _is_unborne(name.last_token) and "v" in inflections(name.last_token, vocabulary().common)


def is_verb_before_a_preposition(name: Candidate) -> bool:
    """Return whether a preposition is behind the last word, a common one: «الوزير سالم | عاد | من»."""
    if (
        name.full
        or name.last_kind not in COMMON_WORDS
        or name.next_token() not in particles("preposition", "simple preposition")
    ):
        return False
    return _borne(name.last_token) <= SELDOM and name.page.sure[name.last] < TRUSTED


def has_an_owner(name: Candidate) -> bool:
    """Return whether the last word is a noun with a possessive pronoun: «مصرعه»."""
    word, pronouns = name.last_token, affixes("pronoun")
    own = next((pronoun for pronoun in pronouns if word.endswith(pronoun)), "")
    stem = word.removesuffix(own)
    if not own or len(stem) < STEM or not _is_unborne(word):
        return False
    known = [form for form in ("", *pronouns) if form != own and stem + form in vocabulary().common]
    return len(known) > (len(own) == 1)  # the ه may also be ة: «حمزة»


def is_several_of_a_word(name: Candidate) -> bool:
    """Return whether the last word is the dual or the plural of a word, with the article: «الجانبان»."""
    word, lists = name.last_token, vocabulary()
    if not is_definite(word) or not _is_unborne(word):
        return False
    ending = next((ending for ending in affixes("dual", "masculine plural") if word.endswith(ending)), "")
    stem = word.removesuffix(ending)
    one = without_article(stem)
    return bool(ending) and len(one) >= STEM and {stem, one} <= lists.common.keys()


def is_object_behind_a_son(name: Candidate) -> bool:
    """Return whether a noun with its article is behind «ابن» and a name: it may be the object of a verb before it."""
    if len(name.places) != 3 or not name.first_word.startswith(ALEF) or name.first_word not in name_parts("son"):
        return False
    return is_definite(name.last_token) and not name.last_token.endswith(NISBA) and not _borne(name.last_token)


def _is_unborne(word: str) -> bool:
    """Return whether nobody bears a folded word, and it is no foreign name."""
    return not _borne(word) and word not in vocabulary().foreign


def is_inflected_behind_a_full_name(name: Candidate) -> bool:
    """Return whether a full name ends with a word that is inflected, and rare as a name."""
    if not name.full:
        return False
    word = bare(name.last_token)[0]
    return _borne(word) < SOME and word not in vocabulary().foreign and _is_inflected(word)


def is_doubtful_and_inflected_behind_a_full_name(name: Candidate) -> bool:
    """Return whether such a word has a low margin as well."""
    return name.full and _ends_below(name, DOUBTFUL) and is_inflected_behind_a_full_name(name)


def is_common_behind_a_full_name(name: Candidate) -> bool:
    """Return whether a full name ends with a common word of a low margin."""
    return name.full and _is_nobodys(name) and _ends_below(name, BEHIND_FULL)


def is_common_and_doubtful(name: Candidate) -> bool:
    """Return whether the last word is a common word of a low margin."""
    return _is_nobodys(name) and _ends_below(name, DOUBTFUL)


def _ends_below(name: Candidate, margin: float) -> bool:
    """Return whether the margin of the last word is below this, and the word before it needs none behind it."""
    return name.page.sure[name.last] < margin and name.token_before_last not in links()


def _is_nobodys(name: Candidate) -> bool:
    """Return whether the last word is a common one that at most one person bears."""
    if name.last_kind not in COMMON_WORDS:
        return False
    word = bare(name.last_token)[0]
    return _borne(word) <= 1 and word not in vocabulary().foreign


def _borne(word: str) -> int:
    """Return how many persons bear a folded word as a given or as a family name."""
    lists = vocabulary()
    return max(lists.given.get(word, 0), lists.family.get(word, 0))


def _is_inflected(word: str) -> bool:
    """Return whether a folded word occurs with the article and with endings, as a noun of the language does."""
    return {"a", "e"} <= {*inflections(word, vocabulary().common)}


GOES_ON, ENDS = "the name goes on", "the name ends before it"
NEXT_WORDS = (
    Rule(
        "a foreign name that begins as «at» or «as» does",
        "قال الفرنسي |ميشال بلاتيني| أن",
        GOES_ON,
        "قال |ميشال بغضب| أمس",
        is_foreign_with_preposition_letter,
    ),
    Rule("a preposition before it", "قال |سالم العلي لوكالة| الأنباء", ENDS, "وصل |سالم العلي| أمس", has_a_preposition),
    Rule("a verb in the present", "رحل عن |عمر يقترب| من المئة", ENDS, "وصل |عمر يعقوب| أمس", is_present_verb),
    Rule("a noun with a possessive pronoun", "لقي |سالم مصرعه| أمس", ENDS, "لقي |سالم حمزة| أمس", has_an_owner),
    Rule(
        "the dual or plural of a word",
        "قال |كريم الصيادين| في الميناء",
        ENDS,
        "قال |كريم زيدان| في الميناء",
        is_several_of_a_word,
    ),
    Rule(
        "an object behind «ابن» and a name",
        "ذكر |ابن مروان الانقياد| وراء الخصومة",
        ENDS,
        "ذكر |ابن مروان الدليمي| ذلك",
        is_object_behind_a_son,
    ),
    Rule(
        "a verb before a preposition",
        "ذكر أن الأمير |سالم عاد| من رحلته",
        ENDS,
        "ذكر أن الأمير |سالم غانم| من رحلته",
        is_verb_before_a_preposition,
    ),
    Rule("a relative", "وصل |سالم شقيق| الوزير", ENDS, "وصل |سالم العلي| أمس", is_kin),
    Rule(
        "a preposition and the article before it",
        "رحب |سالم بالضيفين| أمس",
        ENDS,
        "فاز |سالم بانون| أمس",
        has_preposition_and_article,
    ),
    Rule(
        "the next word ends a given name",
        "قال |سالم صلاح| الدين",
        GOES_ON,
        "قال |سالم صلاح| أمس",
        is_before_the_end_of_a_given_name,
    ),
    Rule(
        "a preposition before a common noun, and one bearer",
        "وعد |سالم بوعود| كثيرة",
        ENDS,
        "قال |سالم بولس| أمس",
        is_noun_with_preposition_that_one_person_bears,
    ),
    Rule(
        "an inflected word behind a full name, and doubtful",
        "هنأ |سالم العلي الضابط| الشاب",
        ENDS,
        "هنأ |سالم الضابط| الشاب",
        is_doubtful_and_inflected_behind_a_full_name,
    ),
    Rule(
        "an inflected word behind a full name",
        "قال |سالم العلي الشباك| أمس",
        GOES_ON,
        "قال |سالم الشباك| أمس",
        is_inflected_behind_a_full_name,
    ),
    Rule(
        "a common word behind a full name",
        "أصدر |سالم العلي قرارا| جديدا",
        ENDS,
        "أصدر |سالم قرارا| جديدا",
        is_common_behind_a_full_name,
    ),
    Rule(
        "a common word that is doubtful as a name",
        "نشر |سالم قصيدة| جديدة",
        ENDS,
        "نشر |سالم العلي| الكتاب",
        is_common_and_doubtful,
    ),
)


# Which word ends no name. Asked of the last word of a candidate. ------------------------------------------------------


def is_no_last_word(name: Candidate) -> bool:
    """Return whether the class of the last word ends no name."""
    return name.last_kind in NOT_LAST and not _is_behind_servant(name)


def is_adjective_of_something_named(name: Candidate) -> bool:
    """Return whether the last word is an adjective with its article, and no family name."""
    return name.last_kind == AL_QUALITY and not vocabulary().family.get(name.last_token)


def is_title_behind_a_name(name: Candidate) -> bool:
    """Return whether a full name ends with a title."""
    return name.full and name.last_kind in OFFICES and name.page.tokens[name.places[-2]] not in links()


NO_END = "ends no name"
LAST_WORDS = (
    Rule(
        "a title with its article, or a mark", "وصل |سالم الرئيس| أمس", NO_END, "وصل |سالم العلي| أمس", is_no_last_word
    ),
    Rule(
        "an adjective of what is named after a person",
        "أقلع من |سالم الدولي| أمس",
        NO_END,
        "وصل |سالم العلي| أمس",
        is_adjective_of_something_named,
    ),
    Rule(
        "a title behind a full name",
        "قال |سالم العلي وزير| المالية",
        NO_END,
        "قال |سالم وزير| المالية",
        is_title_behind_a_name,
    ),
)


# Which candidate is no person's name at all. --------------------------------------------------------------------------


def begins_with_a_body(name: Candidate) -> bool:
    """Return whether the first word is a place, a body or a thing that has a name."""
    return name.first_kind in BODIES


def holds_a_firm(name: Candidate) -> bool:
    """Return whether one of the words is a word for a firm."""
    return not FIRM.isdisjoint([name.page.kinds[at] for at in name.places])


def is_name_of_the_thing_before_it(name: Candidate) -> bool:
    """Return whether a thing that has a name is before the candidate, or before the title of it."""
    before = name.at - 1 - (name.at > name.begin and name.page.kinds[name.at - 1] in AL_TITLES)
    return before >= name.begin and is_named(name.page, before)


def is_verb_before_a_title(name: Candidate) -> bool:
    """Return whether the only word is a verb: a title is behind it."""
    page, after = name.page, name.at + 1
    if len(name.places) > 1 or after >= len(page.tokens):
        return False
    return page.kinds[after] in AL_OFFICES or name.at == name.begin and page.kinds[after] in TITLES


def begins_with_a_saint(name: Candidate) -> bool:
    """Return whether the first word begins the name of a place, such as «سان»."""
    return name.first_word in name_parts("saint") and not name.eastern


def is_only_several_of_a_word(name: Candidate) -> bool:
    """Return whether the only word is the dual or the plural of a word, with the article."""
    return len(name.places) == 1 and is_several_of_a_word(name)


def is_by_god(name: Candidate) -> bool:
    """Return whether two words say «with» something of God: «بعون الله»."""
    if len(name.places) != 2 or name.last_token not in name_parts("God"):
        return False
    return _first_word(name.first_token)[1].endswith("ب")


def ends_with_a_link(name: Candidate) -> bool:
    """Return whether the last word needs another one behind it."""
    return len(name.last_word) == 1 or name.last_word in links()


def is_half_a_given_name(name: Candidate) -> bool:
    """Return whether the only word is the second half of a given name."""
    return len(name.places) == 1 and name.first_word in second_halves()


NO_NAME = "no name of a person"
NO_NAMES = (
    Rule(
        "a place, a body or a thing that is named",
        "قال |مجلس سالم| أمس",
        NO_NAME,
        "قال |سالم مجلس| أمس",
        begins_with_a_body,
    ),
    Rule("a firm in it", "قالت |سالم ميديا| أمس", NO_NAME, "قال |سالم العلي| أمس", holds_a_firm),
    Rule(
        "the name of what stands before it",
        "افتتح مستشفى |سالم العلي| أمس",
        NO_NAME,
        "افتتح المستشفى |سالم العلي| أمس",
        is_name_of_the_thing_before_it,
    ),
    Rule("a verb before a title", "ثم |أشرف| الرئيس على الحفل", NO_NAME, "ثم |أشرف| على الحفل", is_verb_before_a_title),
    Rule(
        "the first word of a place: San, São",
        "فاز |سان دييغو| أمس",
        NO_NAME,
        "فاز |سالم دييغو| أمس",
        begins_with_a_saint,
    ),
    Rule(
        "the dual or plural of a word",
        "اتفق |الصيادون| على السعر",
        NO_NAME,
        "اتفق |سعدان| على السعر",
        is_only_several_of_a_word,
    ),
    Rule("«by God», no servant of his", "فاز |بعون الله| أمس", NO_NAME, "فاز |عون الله| أمس", is_by_god),
    Rule("a link with nothing behind it", "قال |سالم ابن| أمس", NO_NAME, "قال |سالم العلي| أمس", ends_with_a_link),
    Rule("the second half of a given name", "حكم |الدين| أمس", NO_NAME, "حكم |صلاح الدين| أمس", is_half_a_given_name),
)


ASKED_OF_FIRST_WORD = (EXTENSIONS, FIRST_WORDS, NO_NAMES)


# The names in a run ---------------------------------------------------------------------------------------------------


def names_in(
    page: Page, begin: int, first: int, last: int, held: Collection[int] = (), trace: Trace | None = None
) -> list[NameSpan]:
    """Return the names in a run of words of a page, in order; no word is part of two.

    Args: the page, the first word of the sentence, the first word of the run and the word after it, the numbers of
    the words that are part of a name already, and where to write down the rules that decide.
    """
    found, held = [], set(held)
    for places in _split(Candidate(page, begin, [], last, trace=trace), first):
        free = [at for at in places if at not in held]
        name = _name(Candidate(page, begin, free, last, held=held, trace=trace)) if free else None
        if name and held.isdisjoint(numbers_of(page, name)):
            found.append(name)
            held |= held_by(page, [name])
    return found


def held_by(page: Page, found: list[NameSpan]) -> set[int]:
    """Return the numbers of the words that names hold; one of a single word may yet be part of a longer one."""
    return {at for name in found if len(name.words) > 1 for at in numbers_of(page, name)}


def numbers_of(page: Page, name: NameSpan) -> range:
    """Return the numbers of the words of a name on its page."""
    return range(bisect(page.starts, name.start) - 1, bisect_left(page.starts, name.end))


def _split(run: Candidate, first: int) -> list[list[int]]:
    """Return the pieces of a run, split where a word belongs to no name or begins another."""
    pieces: list[list[int]] = [[]]
    for at in range(first, run.end):
        verdict = _verdict(SPLITS, run._replace(places=[*pieces[-1], at]))
        if verdict == DROPPED:
            pieces.append([])
        elif verdict == BEGINS:
            pieces.append([at])
        else:
            pieces[-1].append(at)
    return [piece for piece in pieces if piece]


def _name(candidate: Candidate) -> NameSpan | None:
    """Return the name that a candidate holds, without the words that cannot begin or end it, or None."""
    candidate = _without_last_words(_until_its_end(_without_first_words(_from_its_begin(candidate))))
    if not candidate.places or _verdict(NO_NAMES, candidate):
        return None
    page, places = candidate.page, candidate.places
    word, clitics = _first_word(candidate.first_token)
    start = page.starts[places[0]] + (len(candidate.first_token) - len(word) if clitics else 0)
    return NameSpan(
        start,
        page.end(places[-1]),
        candidate.words(),
        float(page.sure[places].max()),
        title_of(page, candidate.begin, places[0]),
    )


def _from_its_begin(name: Candidate) -> Candidate:
    """Add the words before the run that the name needs."""
    while _verdict(EXTENSIONS, name):
        name = name._replace(places=[name.at - 1, *name.places])
    return name


def _without_first_words(name: Candidate) -> Candidate:
    places = name.places
    while places and _verdict(FIRST_WORDS, name._replace(places=places)) == NO_BEGINNING:
        places = places[1:]
    return name._replace(places=places)


def _until_its_end(name: Candidate) -> Candidate:
    """Cut a name before the first word with which the sentence goes on, an Eastern name behind its syllables."""
    if not name.places:
        return name
    east = _eastern(name.page, name.at)
    if east:
        return name._replace(places=list(range(name.at, name.at + east)), eastern=True)
    for size in range(2, len(name.places) + 1):
        if _verdict(NEXT_WORDS, name._replace(places=name.places[:size])) == ENDS:
            return name._replace(places=name.places[: size - 1])
    return name


def _without_last_words(name: Candidate) -> Candidate:
    places = name.places
    while places and not name.eastern and _verdict(LAST_WORDS, name._replace(places=places)):
        places = places[:-1]
    return name._replace(places=places)


def _verdict(rules: Iterable[Rule], name: Candidate) -> str | None:
    """Return the verdict of the first rule that holds for a candidate, or None."""
    rule, _ = first_match(rules, name)
    if rule is None:
        return None
    if name.trace is not None:
        word = name.at if rules in ASKED_OF_FIRST_WORD else name.last
        name.trace.append(Decision(word, rule.name, rule.verdict))
    return rule.verdict


def _eastern(page: Page, at: int) -> int:
    """Return how many words from this one on are an Eastern name: «تشوي سون هي», where «هي» is no pronoun."""
    tokens = page.tokens[at : at + 3]
    size = eastern_size((bare(tokens[0])[0], *tokens[1:]))
    for n in range(1, size):
        if (
            _is_apart(page, at + n)
            or _is_no_syllable(page, at + n)
            and not (n == 2 and tokens[2] in syllables("whole"))
        ):
            return n if n > 1 else 0
    return size


def _is_apart(page: Page, at: int) -> bool:
    """Return whether more than one blank stands before a word."""
    return page.starts[at] != page.end(at - 1) + 1


def _is_no_syllable(page: Page, at: int) -> bool:
    """Return whether a word is unlikely as a part of an Eastern name by its margin and its class."""
    return page.kinds[at] in APART and page.sure[at] < 0 or page.sure[at] < EASTERN


def title_of(page: Page, begin: int, at: int) -> str:
    """Return the title right before a name without its articles, «وزير خارجيه روسي», or ''."""
    words, size = [], 0
    for place in range(at - 1, max(begin, at - TITLE) - 1, -1):
        word = bare(page.tokens[place])[0]
        words.append(without_article(word))
        if page.kinds[place] in TITLES or name_cues().get(words[-1]) in ("title", "office", "job"):
            size = len(words)
        elif _stops_a_title(page, place, word):
            break
    return " ".join(reversed(words[:size]))


def _stops_a_title(page: Page, at: int, word: str) -> bool:
    """Return whether no title continues before this word, without its proclitics: a mark, or an indefinite word."""
    if word in particles("spokesman") or page.kinds[at] in IN_TITLE:
        return False
    return page.kinds[at] in APART or not is_definite(word)


@lru_cache(maxsize=CACHED_WORDS)
def _first_word(token: str) -> tuple[str, str]:
    """Return the first word of a name without its proclitics, and these: «وريشي سوناك»."""
    word, clitics = bare(token)
    return (word[1:], "و") if not clitics and _has_and(word) else (word, clitics)


def _has_and(token: str) -> bool:
    """Return whether a word of a name begins with the و of «and»: it is split so, or is not known in either form."""
    word, clitics = bare(token)
    if clitics or token[0] != "و" or len(token) <= AND:
        return clitics == "و"
    lists = vocabulary()
    return not any(word in known for known in (lists.given, lists.family, lists.foreign, lists.common))


def is_named(page: Page, at: int) -> bool:
    """Return whether a word is a thing that a name may follow as its own: «مستشفى», not «المستشفى»."""
    return page.kinds[at] in NAMED and not is_definite(bare(page.tokens[at])[0])


def uncommon(page: Page, name: NameSpan) -> bool:
    """Return whether the words of a name are foreign, borne by nobody, or names and nothing else."""
    first = bisect(page.starts, name.start) - 1
    return UNCOMMON.issuperset(page.kinds[first : first + len(name.words)])
