"""Cues of reported speech, and the words around them.

A cue is a word that can report what somebody said: a verb («قال»), a noun («قوله») or a credit («بحسب»). The
lexicons hold base forms (reporting_verbs.csv, speech_nouns.csv, attribution.csv); the forms on a page are
derived from them here. All words are folded.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from helpers.lexicons.load import lexicon
from helpers.lexicons.morphology import (
    AND,
    AND_SO,
    BY,
    FEMININE,
    FEMININE_ENDING,
    FOR,
    conjugated,
    declined,
    is_indefinite,
    is_that,
    that,
    without_article,
    without_object,
)
from helpers.text import fold

PHRASES = {
    "speech_nouns": ("noun", "kind"),
    "attribution": ("phrase", "kind"),
    "speaker_words": ("word", "use"),
    "clause_words": ("word", "use"),
}  # the columns with a phrase and with its kind or use
CREDIT_CLAUSES = ("credit clause", "sure credit clause")


class Cue(NamedTuple):
    """A form of a cue."""

    kind: (
        str  # say (a verb), own (a verb in the first person), relay («نقل»), masdar («تحذير»), saying («قوله»), credit
    )
    takes: tuple[str, ...] = ()  # particles before the reported words, the usual one first
    content: frozenset[str] = frozenset()  # what can be reported without a particle: noun, indefinite, report
    object: str = ""  # whether it addresses somebody: must, may
    speaker: str = ""  # who must be named for it to count: source, named
    place: str = ""  # where it counts: first (in its clause), near (with the reported words close behind it)
    later: bool = False  # whether the speaker must be named later in the sentence
    participle: bool = False
    feminine: bool = False
    tail: tuple[str, ...] = ()  # the words that must follow it («جاء في»)

    @property
    def reports(self) -> bool:
        """Whether reported words can follow it."""
        return bool(self.takes or self.content)

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb or participle, not a noun or a credit."""
        return self.kind in ("say", "own", "relay")


CREDIT_CLAUSE = Cue("credit clause")  # «على ما», before a verb: no cue by itself


@cache
def passed_on() -> Cue:
    """Return the cue «نقلت الوكالة عن …», in which the preposition reports as «قال» does."""
    return Cue("say", (that(),))


@cache
def forms() -> dict[str, Cue]:
    """Return the cue of each single word that can be one, folded; the first row with a form decides."""
    found: dict[str, Cue] = {}
    for form, cue in chain(_credits_and_nouns(), _verbs(), _masdars()):
        found.setdefault(form, cue)
    return found


def _credits_and_nouns() -> Iterator[tuple[str, Cue]]:
    """Yield the credits («بحسب») and the nouns that refer to what somebody said («قوله»)."""
    yield from ((word, Cue("credit", (that(),))) for word in words_of("credit"))
    yield from ((word, Cue("saying", (that(),))) for word in words_of("saying"))


def _verbs() -> Iterator[tuple[str, Cue]]:
    """Yield the forms of the verbs; of a verb in the first person only the one that is listed."""
    for row in lexicon("reporting_verbs").itertuples():
        past, *tail = fold(row.verb).split()
        content, later = frozenset(_cell(row.content)), bool(row.later)
        cue = Cue(row.kind, _cell(row.takes), content, row.object, row.speaker, row.place, later, tail=tuple(tail))
        if row.kind == "own":
            yield past, cue
            continue
        yield from ((form.word, cue._replace(feminine=form.feminine)) for form in conjugated(past, fold(row.present)))
        yield from ((form, cue._replace(participle=True)) for form in declined(fold(row.participle)))


def _masdars() -> Iterator[tuple[str, Cue]]:
    """Yield the nouns of verbs of saying («تحذير»), with and without a preposition before them."""
    for row in lexicon("speech_nouns").query("kind == 'masdar'").itertuples():
        yield from ((clitic + fold(row.noun), Cue("masdar", _cell(row.takes))) for clitic in ("", BY, FOR))


@cache
def _words_by_use() -> dict[str, frozenset[str]]:
    """Return the folded words and phrases of each kind or use."""
    found = defaultdict(set)
    for table, (phrase, use) in PHRASES.items():
        rows = lexicon(table)
        for word, kind in zip(rows[phrase], rows[use]):
            found[kind].add(fold(word))
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return the folded words and phrases of a kind or use in the lexicons of quotations.

    >>> "نبي الله" in words_of("scripture")
    True
    """
    return _words_by_use().get(kind, frozenset())


@lru_cache(maxsize=2**16)  # most words of a page occur again on it or on the next pages
def readings(word: str) -> tuple[Cue, ...]:
    """Return the cues that a word may be, as it is or without و, ف or an object, the most likely first."""
    found = []
    for form in (word, word[1:]) if word[:1] in AND_SO else (word,):
        addressed = forms().get(without_object(form))
        cue = forms().get(form) or (addressed if addressed and addressed.object else None)
        found += [cue] if cue else []
    return tuple(found)


@cache
def words_by_length(kinds: tuple[str, ...]) -> tuple[frozenset, frozenset, frozenset]:
    """Return the words and phrases of some kinds: single words, first words of pairs, and the pairs."""
    words = frozenset().union(*map(words_of, kinds))
    pairs = frozenset(word for word in words if " " in word)
    return words - pairs, frozenset(pair.split()[0] for pair in pairs), pairs


@cache
def first_words(kinds: tuple[str, ...]) -> frozenset[str]:
    """Return the first word of each phrase of some kinds, however long."""
    return frozenset(phrase.split()[0] for kind in kinds for phrase in words_of(kind))


@cache
def _last_words_of_credit_clauses() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for kind in CREDIT_CLAUSES for phrase in words_of(kind))


@cache
def credit_clause_starts() -> frozenset[str]:
    """Return the words that may begin a credit before a verb («كما ذكرت»), also with و before them."""
    alone, firsts, _ = words_by_length(CREDIT_CLAUSES)
    return frozenset(clitic + word for clitic in ("", AND) for word in alone | firsts)


@lru_cache(maxsize=2**16)
def may_report(word: str) -> bool:
    """Return whether a word is or may end a cue.

    A sentence without one reports nothing, and most have none.
    """
    return bool(readings(word)) or word in _last_words_of_credit_clauses()


@lru_cache(maxsize=2**16)
def names_content(word: str) -> bool:
    """Return whether a word is a noun that says what was said, with or without article and pronoun.

    >>> [names_content(word) for word in ("رفضه", "استقالتها", "الكتاب")]
    [True, True, False]
    """
    bare = {word, without_article(word)}
    stems = {without_object(form) for form in bare}
    forms = bare | stems | {stem[:-1] + FEMININE for stem in stems if stem.endswith(FEMININE_ENDING)}
    return not words_of("content").isdisjoint(forms)


@lru_cache(maxsize=2**16)
def may_show_words(word: str) -> bool:
    """Return whether a word, a particle or a noun, may be a sign of reported words behind a cue."""
    return (
        word[0] == BY
        or word in _particles()
        or is_that(word)
        or word in words_of("gesture")
        or is_indefinite(word)
        or names_content(word)
    )


@cache
def _particles() -> frozenset[str]:
    """Return the particles of all cues."""
    return frozenset(word for cue in forms().values() for word in cue.takes)


def _cell(cell: str) -> tuple[str, ...]:
    return tuple(fold(form) for form in cell.split("|") if form)


@cache
def outlet_classes() -> dict[str, str]:
    """Return the kind of outlet of each word that begins a name of one: «صحيفة»: newspaper."""
    rows = lexicon("outlet_classes")
    return {fold(word): kind for word, kind in zip(rows["word"], rows["class"])}
