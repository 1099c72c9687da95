"""Who the persons of a page are whom no lexicon lists: the listed and the other names set apart, and one actor for
each.

An actor's id is made of the name (`spellings.identity`), so it is the same on all pages. What is listed in actors.csv
goes first: a row there, with the id of your choice, parts or joins whom the rules below join or part.
"""

from bisect import bisect, bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from helpers.actors.cross_document import Bearers
from helpers.lexicons import Entry, match_key
from helpers.names import (
    NameSpan,
    called,
    forms_of,
    identity,
    is_name,
    letters,
    may_be_given,
    mostly_given,
    parts,
    shortened,
    spelled,
    strict,
)

EVERYWHERE = "page"  # in place of an item: the whole page
EVIDENT = 3.0  # a given name alone that is less sure, and without a title, is nobody


class Place(NamedTuple):
    """Where something stands: raw offsets, and the block and item that it starts in."""

    start: int
    end: int
    block: int | None
    item: int | None


Mention, Other = tuple[Place, Entry], tuple[Place, NameSpan]


def apart(listed: list[Mention], others: list[Other], false: list[Place]) -> tuple[list[Mention], list[Other]]:
    """The listed mentions and the other names without those that overlap; `false` are the places of false friends.

    A listed person or organisation stays. Of a state and a longer name of which it is a part, behind a given name,
    the name stays: «جورج واشنطن»; and a listed family name gives way to the full name of somebody else.
    """
    starts, dropped, kept = [at.start for at, _ in listed], set(), []
    bad = sorted(false)
    for at, name in others:
        first = max(bisect(starts, at.start) - 1, 0)
        over = [
            (place, entry)
            for place, entry in listed[first : bisect(starts, at.end)]
            if place.start < at.end and at.start < place.end
        ]
        nearest = bad[max(bisect(bad, (at.end,)) - 1, 0) :][:1]
        if any(place.start < at.end and at.start < place.end for place in nearest) or not all(
            name.full
            and at.start <= place.start
            and place.end <= at.end
            and (
                # «شركة زين السعودية»
                entry.kind == "state"
                and at.start < place.start
                and may_be_given(name.words[0])
                and not entry.variant.endswith("ية")
                and (entry.form != "demonym" or name.words[-1].endswith("ي"))  # «مزارعون نمساويون»
                or entry.form == "short"
                and all(map(is_name, name.words))
            )
            for place, entry in over
        ):
            continue
        dropped |= {place for place, _ in over}
        kept.append((at, name))
    return [(place, entry) for place, entry in listed if place not in dropped], kept


def identified(others: list[Other], listed: list[Mention], bearers: Bearers, text: str) -> list[Mention]:
    """The other names as mentions: who they are, and who bears a family name alone, on the page or in the corpus."""
    times = Counter(name.words for _, name in others if name.full)
    actors = joined(one_each(times), times, bearers.joined)
    forms = defaultdict(Counter)
    for at, name in others:
        if name.full:
            forms[actors[name.words]][spelled(text[at.start : at.end])] += 1
    shown = {actor: max(counts, key=lambda form: (counts[form], -len(form), form)) for actor, counts in forms.items()}

    def entry(actor, form, at):
        variant = spelled(text[at.start : at.end])
        return Entry(actor, bearers.names.get(actor) or shown.get(actor) or variant, "person", form, None, variant)

    mentions = [(at, entry(actors[name.words], "name", at)) for at, name in others if name.full]
    families, members, split = defaultdict(list), defaultdict(list), {}
    for at, person in mentions + [m for m in listed if m[1].kind == "person" and m[1].form == "name"]:
        if person.variant not in split:
            words = tuple(match_key(person.variant).split())
            split[person.variant] = called(words), parts(words)
        family, all_parts = split[person.variant]
        families[family].append((at, person))
        for part in all_parts:
            members[part].append((at, person))
    known = {}
    for at, name in others:
        if not name.full:
            word = " ".join(name.words)
            if word not in known:
                known[word] = Namesakes(families.get(word) or members.get(word, []))
            person = known[word].bearer(at)
            if not person and not name.title and name.sure < EVIDENT and mostly_given(word):
                continue  # one of the many «محمد»: who it is neither the page nor a title tells
            others_so_called = () if mostly_given(word) else bearers.families.get(word, ())
            actor = person.actor if person else next(iter(others_so_called), None)
            short = entry(actor or identity(name.words), "short" if actor else "name", at)
            mentions.append((at, short._replace(name=person.name) if person else short))
    return mentions


def one_each(times: Counter) -> dict[tuple[str, ...], str]:
    """The ids of the full names of a page, by their words; `times` is how often each stands there.

    Names that only transliteration parts have one id, and so have a longer and a shorter form of one. But two names of
    one id that differ in more than the letter for g are two persons: the rarer has all its letters in its id.

    >>> one_each(Counter({("جورج", "بوش"): 2, ("جورج", "دبليو", "بوش"): 1}))[("جورج", "دبليو", "بوش")]
    'george-bush'
    """
    actors, written, found = {}, {}, Forms()
    for words in sorted(times, key=lambda words: (-times[words], len(words), words)):
        like = found.first_like(parts(words))
        actor = actors[like] if like else identity(words)
        if not like and written.setdefault(actor, strict(words)) != strict(words):
            actor = "-".join(map(letters, words))
        actors[words] = actor
        found.add(words)
    return actors


class Forms:
    """Names in the order in which they were added; each is looked for among those that `spellings.forms_of` lets be
    shorter or longer forms of it, not among all.
    """

    def __init__(self):
        self.names, self.short, self.long = [], defaultdict(list), defaultdict(list)

    def add(self, words: tuple[str, ...]):
        """Add a name in folded words."""
        short, long = forms_of(parts(words))
        for form in short:
            self.short[form].append(len(self.names))
        for form in long:
            self.long[form].append(len(self.names))
        self.names.append((words, parts(words)))

    def first_like(self, name: tuple[str, ...]) -> tuple[str, ...] | None:
        """The words of the first name that is a shorter or longer form of this one, given in folded parts."""
        short, long = forms_of(name)
        found = [
            next((n for n in numbers[form] if shortened(*sorted((name, self.names[n][1]), key=len))), None)
            for forms, numbers in ((long, self.short), (short, self.long))
            for form in forms
            if form in numbers
        ]
        return self.names[min(n for n in found if n is not None)][0] if any(n is not None for n in found) else None


def joined(actors: dict[tuple[str, ...], str], times: Counter, joins: dict[str, str]) -> dict[tuple[str, ...], str]:
    """The ids of a page with those that the corpus joins (`Bearers.joins`) as one; but of two names of the page that it
    would make one, the rarer keeps its own.
    """
    taken, found = {}, {}
    for words in sorted(actors, key=lambda words: (-times[words], words)):
        own = actors[words]
        person = joins.get(own, own)
        found[words] = person if taken.setdefault(person, own) == own else own
    return found


class Namesakes:
    """The persons of a page who go by one name, and whom it means where it stands alone."""

    def __init__(self, people: list[Mention]):
        self.people, self.items, self.ranked = people, defaultdict(list), {}
        for mention in people:
            self.items[mention[0].item].append(mention)

    def bearer(self, at: Place) -> Entry | None:
        """The person named most often in the item of a place, else on the page, then last before it; None of nobody."""
        item = at.item if at.item in self.items else EVERYWHERE
        if item not in self.ranked:
            people = self.people if item is EVERYWHERE else self.items[item]
            persons = {person.actor: person for _, person in reversed(people)}
            ranking = Ranking([(place.start, person.actor) for place, person in people], max)
            self.ranked[item] = persons, ranking
        persons, ranking = self.ranked[item]
        return persons.get(ranking.before(at.start))


class Ranking:
    """Of those named at some places the one named most often, and of equals the one named last before a place.

    `first` chooses among equals none of whom was named before it.
    """

    def __init__(self, named: list[tuple[int, str]], first: Callable[[Iterable[str]], str]):
        times = Counter(actor for _, actor in named)
        most = max(times.values(), default=0)
        best = [actor for actor, count in times.items() if count == most]
        chosen, latest = (-1, first(best) if best else None), {}
        self.places, self.chosen = [-1], [chosen[1]]
        for rank, (place, actor) in sorted(enumerate(named), key=lambda ranked: ranked[1][0]):
            if times[actor] == most:
                latest[actor] = max(latest.get(actor, (-1, -1)), (rank, place))
                chosen = max(chosen, (latest[actor][1], actor))
                self.places.append(place)
                self.chosen.append(chosen[1])

    def before(self, place: int) -> str | None:
        """The actor that is meant at a place."""
        return self.chosen[bisect_left(self.places, place) - 1]
