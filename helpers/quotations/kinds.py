"""Kinds of words: what a folded word is by itself, in the lexicons of quotations and by its form.

Each distinct word is classified once. So a question about a word, or about one of several kinds, is a look-up in a set:
`sentence.is_kind(k, "adverb", "relative")`.
"""

from functools import cache, lru_cache

from helpers.lexicons import (
    CREDIT_CLAUSES,
    FEMININE,
    affix,
    given_names,
    has_owner,
    is_definite,
    is_feminine_past,
    is_preposition_with_pronoun,
    is_subject_pronoun,
    is_that,
    may_be_present,
    month_names,
    particles,
    refers_to_message,
    without_article,
    words_of,
)

# Kinds of the lexicons of quotations, and uses of particles.csv.
LISTED = ("report", "statement", "message", "titled", *CREDIT_CLAUSES, "tells", "source", "current", "adverb")
LISTED += ("preposition", "relative", "name end", "occasion", "nobody", "called", "attention", "blessing", "scripture")
LISTED += ("clause", "denial", "not cue", "no content", "gesture")
PARTICLES = ("no clause before", "past before", "condition after", "copula", "simple preposition", "reference", "topic")
PARTICLES += ("topic answer", "spelled after", "spelled before", "on behalf", "unsaid", "perfect", "circumstance", "as")
PARTICLES += ("all", "son", "to me", "fronted particle", "link to source", "link to verb", "answer", "opening")
PARTICLES += ("that is", "to", "from", "about", "in", "promised", "telling")
BEGINS_PHRASE = "begins phrase"  # the kind of a word that begins a listed phrase of two words
# Kinds that the form of a word shows. «و» and «ف» join a verb; «والذي» is relative too, after «و».
FORMS = {
    BEGINS_PHRASE: lambda word: word in _first_words(),
    "definite": is_definite,
    "definite after ل": lambda word: word.startswith(affix("article after ل")),
    "with ب": lambda word: word.startswith("ب"),
    "with ل": lambda word: word.startswith("ل"),
    "with conjunction": lambda word: word.startswith(("و", "ف")),
    "feminine": lambda word: word.endswith(FEMININE),
    "feminine past": is_feminine_past,
    "present": may_be_present,
    "number": str.isdigit,
    "that": is_that,
    "particle that": lambda word: word in particles("that"),
    "with pronoun": is_preposition_with_pronoun,
    "with owner": has_owner,
    "subject pronoun": is_subject_pronoun,
    "in message": refers_to_message,
    "given name": lambda word: word in given_names(),
    "month": lambda word: word in month_names(),
    "relative after and": lambda word: word[:1] == "و" and word[1:] in words_of("relative"),
}
RELATIVE = ("relative", "relative after and")
SIMPLE_PREPOSITION = ("simple preposition", "reference")  # «ذلك» follows a preposition: neither begins a name
PREPOSITION = (*SIMPLE_PREPOSITION, "preposition")  # of one word or of two
NONE: frozenset[str] = frozenset()


@cache
def _listed() -> dict[str, frozenset[str]]:
    """Return the kinds of each word and phrase of the lexicons."""
    uses = [(kind, words_of(kind)) for kind in LISTED] + [(use, particles(use)) for use in PARTICLES]
    found: dict[str, set[str]] = {}
    for kind, phrases in uses:
        for phrase in phrases:
            found.setdefault(phrase, set()).add(kind)
    return {phrase: frozenset(kinds) for phrase, kinds in found.items()}


@cache
def _pairs() -> dict[str, frozenset[str]]:
    """Return the kinds of each phrase of two words, also with و before it."""
    pairs = {phrase: kinds for phrase, kinds in _listed().items() if " " in phrase}
    return {"و" + pair: kinds for pair, kinds in pairs.items()} | pairs


@cache
def _first_words() -> frozenset[str]:
    return frozenset(pair.split()[0] for pair in _pairs())


@lru_cache(maxsize=2**16)
def kinds_of(word: str) -> frozenset[str]:
    """Return the kinds of a folded word.

    >>> sorted(kinds_of("الذي")), sorted(kinds_of("والجسر"))
    (['definite', 'relative'], ['with conjunction'])
    """
    return _listed().get(word, NONE) | {kind for kind, has_form in FORMS.items() if has_form(word)}


def kinds_of_pair(word: str, following: str) -> frozenset[str]:
    """Return the kinds of the phrase that two folded words are, for most words none.

    >>> sorted(kinds_of_pair("صلي", "الله"))
    ['blessing']
    """
    return _pairs().get(f"{word} {following}", NONE)


@lru_cache(maxsize=2**16)
def heads_of(word: str) -> frozenset[str]:
    """Return the forms of a word that may begin a name in the lexicons: as it is, without article, without «ل»."""
    return frozenset((word, without_article(word), word.removeprefix(affix("article after ل")), word.removeprefix("ل")))


@cache
def phrases_of(kinds: tuple[str, ...]) -> frozenset[str]:
    """Return the phrases of some kinds of attribution.csv, however long."""
    return frozenset().union(*map(words_of, kinds))
