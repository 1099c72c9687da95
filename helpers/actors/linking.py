"""Link unlisted persons: drop the names that overlap with listed ones, then give each person of a page one id.

An id is made of the name (`names.identity`), so it is the same on all pages. The rows of data/lexicons/actors.csv come
first: a row there, with an id of your choice, joins or separates persons whom the rules below would not.
"""

from bisect import bisect
from collections import ChainMap, Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from helpers.actors.antecedents import Mention, Namesakes, Place
from helpers.actors.cross_document import KnownPersons
from helpers.lexicons import Entry, affix, match_key
from helpers.names import (
    KeyIndex,
    NameSpan,
    exact_identity,
    exact_spelling,
    form_keys,
    identity,
    is_name,
    is_short_form,
    may_be_given,
    mostly_given,
    parts,
    short_name,
)
from helpers.rules import Rule, first_match

EVIDENT = 3.0  # least margin of a given name alone, without a title, that is not just anybody's
CACHED_NAMES = 2**14

Words = tuple[str, ...]


class Unlisted(NamedTuple):
    """A name on a page that no lexicon lists, as it is printed."""

    place: Place
    name: NameSpan
    spelling: str


# Listed and unlisted names that overlap -------------------------------------------------------------------------------


class Overlap(NamedTuple):
    """A listed mention and an unlisted name that share a character."""

    place: Place
    entry: Entry
    at: Place
    name: NameSpan


def is_not_within_a_full_name(overlap: Overlap) -> bool:
    """Return whether the listed mention is not part of a full name."""
    return not (overlap.name.full and overlap.at.holds(overlap.place))


def is_state_behind_a_given_name(overlap: Overlap) -> bool:
    """Return whether the mention is the name of a state, behind a given name."""
    behind = overlap.entry.kind == "state" and overlap.at.start < overlap.place.start
    return behind and may_be_given(overlap.name.words[0])


def is_adjective_of_the_name(overlap: Overlap) -> bool:
    """Return whether a state behind a given name is an adjective: «زين السعودية», «مزارعون نمساويون»."""
    return is_state_behind_a_given_name(overlap) and (
        has_feminine_ending(overlap.entry.variant)
        or overlap.entry.form == "demonym"
        and not overlap.name.words[-1].endswith("ي")
    )


def is_family_of_somebody_else(overlap: Overlap) -> bool:
    """Return whether the mention is a family name, in a name whose words are all names."""
    return overlap.entry.form == "short" and all(map(is_name, overlap.name.words))


LISTED, UNLISTED = "the listed mention stays", "the unlisted name stays"
OVERLAPS = (
    Rule(
        "not within a full name",
        "وصل باراك أوباما. وقال أوباما إن الجسر سيفتح",
        LISTED,
        "قال الوزير حسين تركي إن الجسر سيفتح",
        is_not_within_a_full_name,
    ),
    Rule(
        "an adjective behind a word that is also a given name",
        "قال الوزير زين السعودية إن الجسر سيفتح",
        LISTED,
        "قال الوزير حسين تركي إن الجسر سيفتح",
        is_adjective_of_the_name,
    ),
    Rule(
        "the name of a state behind a given name",
        "قال الوزير حسين تركي إن الجسر سيفتح",
        UNLISTED,
        "قال الوزير زين السعودية إن الجسر سيفتح",
        is_state_behind_a_given_name,
    ),
    Rule(
        "the family name of somebody else",
        "وصل بشار الأسد. وقال الوزير سليم الأسد إن الجسر سيفتح",
        UNLISTED,
        "قال الوزير حسين تركي إن الجسر سيفتح",
        is_family_of_somebody_else,
    ),
)


def has_feminine_ending(word: str) -> bool:
    """Return whether the name of a state ends as its feminine adjective does: «السعودية»."""
    return match_key(word).endswith(affix("feminine nisba"))


def without_overlaps(
    listed: list[Mention], unlisted: list[Unlisted], false: list[Place]
) -> tuple[list[Mention], list[Unlisted]]:
    """Return the listed mentions and the unlisted names of a page that do not overlap; OVERLAPS decides which stay.

    Args: both in the order of the page; the places of false friends of listed names, where there is no name.
    """
    starts, dropped, kept = [place.start for place, _ in listed], set(), []
    false = sorted(false)
    for one in unlisted:
        at = one.place
        near = listed[max(bisect(starts, at.start) - 1, 0) : bisect(starts, at.end)]
        overlaps = [Overlap(place, entry, at, one.name) for place, entry in near if place.overlaps(at)]
        if not _is_false_friend(at, false) and all(map(_is_unlisted, overlaps)):
            dropped |= {overlap.place for overlap in overlaps}
            kept.append(one)
    return [(place, entry) for place, entry in listed if place not in dropped], kept


def _is_false_friend(at: Place, false: list[Place]) -> bool:
    """Whether the last false friend that starts before the end of a name, or the first one, overlaps with it."""
    nearest = false[max(bisect(false, (at.end,)) - 1, 0) :][:1]
    return any(place.overlaps(at) for place in nearest)


def _is_unlisted(overlap: Overlap) -> bool:
    """Whether the unlisted name stays, and not the listed mention."""
    rule, _ = first_match(OVERLAPS, overlap)
    return rule is not None and rule.verdict == UNLISTED


# The persons of a page ------------------------------------------------------------------------------------------------


def link_persons(unlisted: list[Unlisted], listed: list[Mention], known: KnownPersons) -> list[Mention]:
    """Return the unlisted names of a page as mentions of persons.

    Args: the unlisted names and the listed mentions of the page, the persons that the profile knows.
    """
    full = [one for one in unlisted if one.name.full]
    times = Counter(one.name.words for one in full)
    ids = corpus_ids(page_ids(times), times, known.joined)
    names = ChainMap(known.names, _most_frequent((ids[one.name.words], one.spelling) for one in full))
    mentions = [(one.place, _person(ids[one.name.words], names, "name", one.spelling)) for one in full]
    people = FullNames([*mentions, *filter(_is_of_full_name, listed)])
    short = ((one.place, _short_mention(one, people, known, names)) for one in unlisted if not one.name.full)
    return [*mentions, *((place, person) for place, person in short if person)]


def _person(actor: str, names: Mapping[str, str], form: str, spelling: str) -> Entry:
    return Entry(actor, names.get(actor, spelling), "person", form, None, spelling)


def _is_of_full_name(mention: Mention) -> bool:
    """Whether a mention is of a person by the full name."""
    entry = mention[1]
    return entry.kind == "person" and entry.form == "name"


def _most_frequent(spellings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the most frequent spelling of each person, of several the shortest; the spellings come with the ids."""
    counts = defaultdict(Counter)
    for actor, spelling in spellings:
        counts[actor][spelling] += 1
    return {actor: max(times, key=lambda form: (times[form], -len(form), form)) for actor, times in counts.items()}


def _short_mention(short: Unlisted, people: "FullNames", known: KnownPersons, names: Mapping[str, str]) -> Entry | None:
    """Return the person whom a short name means: of the page, or of the profile, or unknown; None if just anybody."""
    name, word = short.name, " ".join(short.name.words)
    person = people.antecedent(word, short.place)
    if person:
        return person._replace(form="short", variant=short.spelling)
    given = mostly_given(word)
    if given and not name.title and name.sure < EVIDENT:
        return None
    family = known.families.get(word) if not given else None
    if family:
        return _person(family[0], names, "short", short.spelling)
    return _person(identity(name.words), names, "name", short.spelling)


class FullNames:
    """The persons whom a page names in full, by the parts of their names."""

    def __init__(self, mentions: list[Mention]):
        """Args: mentions of persons by their full names."""
        self.by_short_name, self.by_part, self.namesakes = defaultdict(list), defaultdict(list), {}
        self.entries = {person.actor: person for _, person in reversed(mentions)}
        for place, person in mentions:
            short, all_parts = _short_name_and_parts(person.variant)
            self.by_short_name[short].append((place, person.actor))
            for part in all_parts:
                self.by_part[part].append((place, person.actor))

    def antecedent(self, word: str, place: Place) -> Entry | None:
        """Return the person whom a part of a name, in folded words, means at a place, or None."""
        if word not in self.namesakes:
            self.namesakes[word] = Namesakes(self.by_short_name.get(word) or self.by_part.get(word, ()))
        return self.entries.get(self.namesakes[word].antecedent(place))


@lru_cache(maxsize=CACHED_NAMES)
def _short_name_and_parts(name: str) -> tuple[str, Words]:
    """Return the part of a name that is used alone, and all its parts."""
    words = tuple(match_key(name).split())
    return short_name(words), parts(words)


# The ids of a page ----------------------------------------------------------------------------------------------------


def page_ids(times: Counter) -> dict[Words, str]:
    """Return the ids of the full names of a page by their folded words; `times` counts each name.

    Names that differ only in transliteration share an id, and so do a longer and a shorter form of one name. But two
    names with one id that differ in more than the letter for g are two persons: the rarer has all its letters in its
    id.

    >>> page_ids(Counter({("جورج", "بوش"): 2, ("جورج", "دبليو", "بوش"): 1}))[("جورج", "دبليو", "بوش")]
    'george-bush'
    """
    ids, spellings, forms = {}, {}, Forms()
    for words in sorted(times, key=lambda words: (-times[words], len(words), words)):
        other = forms.first_form_of(words)
        actor = ids[other] if other else identity(words)
        if not other and spellings.setdefault(actor, exact_spelling(words)) != exact_spelling(words):
            actor = exact_identity(words)
        ids[words] = actor
        forms.add(words)
    return ids


class Forms:
    """Names, in the order in which they were added, by keys that shorter and longer forms of one name share."""

    def __init__(self):
        self.names, self.short, self.long = [], KeyIndex(), KeyIndex()

    def add(self, words: Words):
        """Add a name in folded words."""
        short, long = form_keys(parts(words))
        self.short.add(short, len(self.names))
        self.long.add(long, len(self.names))
        self.names.append(words)

    def first_form_of(self, words: Words) -> Words | None:
        """Return the first name that is a shorter or longer form of this one, in folded words, or None."""
        short, long = form_keys(parts(words))
        candidates = sorted({*self.short.find(long), *self.long.find(short)})
        return next((self.names[n] for n in candidates if _are_forms(words, self.names[n])), None)


def _are_forms(one: Words, other: Words) -> bool:
    """Whether one of two names is a shorter form of the other."""
    return is_short_form(*sorted((parts(one), parts(other)), key=len))


def corpus_ids(ids: dict[Words, str], times: Counter, joined: dict[str, str]) -> dict[Words, str]:
    """Return the ids of a page with those that the corpus joins as one.

    Two names of the page stay two persons: if the corpus joins them, the rarer keeps its own id.

    Args: the ids of the page by folded words, the count of each name, and the ids that `KnownPersons.joined` joins.
    """
    taken, found = {}, {}
    for words in sorted(ids, key=lambda words: (-times[words], words)):
        own = ids[words]
        person = joined.get(own, own)
        found[words] = person if taken.setdefault(person, own) == own else own
    return found
