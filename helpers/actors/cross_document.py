"""The persons whom a corpus confirms: who bears a family name, and which spellings are of one person.

The profile counts full names, the titles before them, and which names of like spelling stand on one page. Two names are
joined, and their persons have one id, where transliteration alone parts them, or where the same titles stand before
them and they nearly agree. Names of one page are never joined. `actors.joins` shows what was joined and why; rows of
data/lexicons/actors.csv go first, so one there parts or joins as you say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import NamedTuple

import pandas as pd

from helpers.lexicons import gazetteer, match_key, name_cues, vocabulary
from helpers.names import (
    CONFIRMED,
    NameSpan,
    Tagged,
    begins,
    called,
    ends,
    forms_of,
    identity,
    like_forms,
    likeness,
    names_of,
    parts,
    spelled,
    tagged,
    view,
)
from helpers.schema import Counts, Profile
from helpers.text import Batch, Folded, words

APART = ("spelling", "vowels", "letter")  # of like names on one page these are two persons; a shorter form is one
MOSTLY_OTHER = 3  # a common word that so many times as many pages have as name a person of that family is mostly none
SHARED = 2  # words of their titles that names must share which only nearly agree: «وزير» and «روسي»


class Bearers(NamedTuple):
    """The persons whom a profile confirms."""

    names: dict[str, str]  # by id, the form to print: the commonest
    families: dict[str, list[str]]  # by family name, folded, the ids of those who bear it, the commonest first
    joined: dict[str, str]  # by the id of a name, that of the person, where another name gave it
    joins: tuple[tuple, ...]  # rows of the table that `actors.joins` shows


NOBODY = Bearers({}, {}, {}, ())


class Confirmed(NamedTuple):
    """What one page tells of the persons it names: their names, (name, title), and (name, other) that are alike."""

    names: set[str]
    titles: set[tuple[str, str]]
    beside: set[tuple[str, str]]


def tagged_names(batch: Batch) -> tuple[list[Folded], list[Tagged]]:
    """Return the view of each page in which names are looked for, and the view with its words tagged.

    Neither needs a profile: `count_persons` and `find_mentions` take them from the batch.
    """
    views = [view(folded) for folded in batch.folded]
    return views, list(tagged(views))


def count_persons(batch: Batch) -> Counts:
    """Return the pages of each word, and of each confirmed full name: a part of the profile."""
    counts: Counts = {table: Counter() for table in ("words", *Confirmed._fields)}
    for folded in batch.folded:
        counts["words"].update({word for word, _, _ in words(folded.text)})
    views, tags = batch.once(tagged_names)
    for page, found in zip(views, names_of(tags)):
        for table, keys in _confirmed(page, found)._asdict().items():
            counts[table].update(keys)
    return counts


def _confirmed(page: Folded, found: list[NameSpan]) -> Confirmed:
    names, titles = {}, set()
    for name in found:
        if name.full and (name.title or name.sure >= CONFIRMED):
            written = spelled(page.raw[slice(*page.span(name.start, name.end))])
            names[written] = parts(tuple(match_key(written).split()))
            if name.title:
                titles.add((written, name.title))
    groups = defaultdict(set)
    for one, words in names.items():
        for form in like_forms(words):
            groups[form].add(one)
    pairs = {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
    alike = {
        (one, other)
        for one, other in pairs
        if names[one] != names[other] and likeness(names[one], names[other]) in APART
    }
    return Confirmed(set(names), titles, alike)


def person_of(spelling: str) -> str:
    """The id of a full name (`gazetteer.key`): that of actors.csv, where the name stands there, or made of the name."""
    entry = gazetteer().entries.get(spelling)
    return entry.actor if entry and entry.actor and entry.kind == "person" else identity(spelling.split())


def bearers(profile: Profile) -> Bearers:
    """Return the persons whom the names of a profile confirm."""
    names, titles, beside, common_words = profile.names, profile.titles, profile.beside, profile.words
    forms, ids, spellings = defaultdict(list), {}, {}
    for name, count in zip(names["name"], names["pages"]):
        spellings[name] = match_key(name)
        ids[name] = person_of(spellings[name])
        forms[ids[name]].append((-count, name))
    pages = {actor: -sum(count for count, _ in named) for actor, named in forms.items()}
    shown = {actor: min(named)[1] for actor, named in forms.items()}
    used = defaultdict(set)
    for name, title in zip(titles["name"], titles["title"]):
        if name in ids:
            used[ids[name]].add(title)
    apart = {
        frozenset((ids[one], ids[other]))
        for one, other in zip(beside["name"], beside["other"])
        if one in ids and other in ids
    }
    words_of = {actor: parts(tuple(spellings[name].split())) for actor, name in shown.items()}
    joined, joins = _joined(pages, shown, words_of, used, apart)
    joins += [
        (actor, shown[actor], actor, name, "one id", -count)
        for actor, named in forms.items()
        for count, name in sorted(named)
        if spellings[name].replace(" ", "") != spellings[shown[actor]].replace(" ", "")
    ]
    families = defaultdict(Counter)
    for name, count in zip(names["name"], names["pages"]):
        families[called(tuple(spellings[name].split()))][joined.get(ids[name], ids[name])] += count
    listed = gazetteer().actors
    common = vocabulary().common.keys() & families.keys()
    asked = common_words[common_words["word"].isin(common)]
    often = {
        word for word, count in zip(asked["word"], asked["pages"]) if count > MOSTLY_OTHER * families[word].total()
    }
    ranked = {
        family: sorted(counts, key=lambda actor: (-counts[actor], actor))
        for family, counts in families.items()
        if family not in often
    }
    return Bearers(
        {actor: listed[actor].name if actor in listed else name for actor, name in shown.items()},
        ranked,
        joined,
        tuple(sorted(joins)),
    )


def _joined(
    pages: dict[str, int],
    shown: dict[str, str],
    words: dict[str, tuple[str, ...]],
    used: dict[str, set[str]],
    apart: set[frozenset],
):
    """By id the id it is joined to; and a row a join. The commonest name gives the id, a listed one before all.
    `words` are the folded parts of the names that are `shown`.
    """
    listed = gazetteer().actors
    order = sorted(pages, key=lambda actor: (actor not in listed, -pages[actor], actor))
    rank = {actor: n for n, actor in enumerate(order)}
    groups, roots, joined, rows, lines = Groups(), {}, {}, [], _lines(words.values())
    keys = {actor: (ends(name), like_forms(name), *forms_of(name)) for actor, name in words.items()}
    others = defaultdict(set)  # of each person those who are named beside it
    for one, other in map(tuple, (pair for pair in apart if len(pair) > 1)):
        others[one].add(other)
        others[other].add(one)
    for actor in order:
        parted = {roots.get(other) for other in others[actor]}
        for other in sorted(groups.near(*keys[actor]), key=rank.get) if actor not in listed else ():
            short = min(words[other], words[actor], key=len)
            agree = not _words(used[other]).isdisjoint(_words(used[actor]))
            one_line = lines[short] and (agree or len(short) > 2 and not (used[other] and used[actor]))
            why = _why(likeness(words[other], words[actor]), used[other], used[actor], one_line)
            if why and other not in parted:
                joined[actor] = other
                rows.append((other, shown[other], actor, shown[actor], why, pages[actor]))
                break
        roots[actor] = joined.get(actor, actor)
        groups.add(roots[actor], actor in joined, *keys[actor])
    return joined, rows


class Groups:
    """Persons by keys of their names, so that a name is compared with the few that may be alike, not with all."""

    def __init__(self):
        self.ends, self.like, self.short, self.long = (defaultdict(set) for _ in range(4))

    def add(self, person: str, again: bool, ends: set[str], like: set[tuple], short: set[tuple], long: set[tuple]):
        """Add the keys of a name; where the person goes by another one (`again`), others are compared with that."""
        indexes = ((self.ends, ends), *(() if again else ((self.like, like), (self.short, short), (self.long, long))))
        for index, forms in indexes:
            for form in forms:
                index[form].add(person)

    def near(self, ends: set[str], like: set[tuple], short: set[tuple], long: set[tuple]) -> set[str]:
        """The persons whose names may be alike to the one of these keys."""
        pairs = ((self.like, like), (self.long, short), (self.short, long))
        found = {person for index, forms in pairs for form in forms if form in index for person in index[form]}
        groups = [self.ends[end] for end in ends if end in self.ends]
        return {person for person in found if any(person in group for group in groups)}


def _lines(names: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], bool]:
    """Of each name, in folded parts, whether all that it goes on to are one line of fathers, so of one person."""
    written, longer = {name: _run_together(name) for name in names}, defaultdict(list)
    for name in written:
        for size in range(2, len(name)):
            if begins(name[:size], name):
                longer[_run_together(name[:size])].append(written[name])
    found = {}
    for name in written:
        line = sorted(longer[written[name]], key=len)
        found[name] = all(long.startswith(short) for short, long in pairwise(line))
    return found


def _run_together(name: tuple[str, ...]) -> str:
    return "".join(name).replace(" ", "")


def _why(alike: str, titles: set[str], others: set[str], one_line: bool) -> str:
    """Why two names that are `alike` in this way are joined; '' if they are not. `one_line` tells whether nothing
    speaks against one person where one name goes on with the fathers of the other.
    """
    if alike == "spelling":
        return alike
    if alike == "genealogy" and one_line:
        return alike
    shared = [" ".join(word for word in one.split() if word in other.split()) for one in titles for other in others]
    telling = [words for words in shared if len(words.split()) >= SHARED and not all(map(of_many, words.split()))]
    telling += titles & others if alike == "vowels" else set()
    return f"{alike}, title: {min(telling, key=lambda words: (-len(words), words))}" if alike and telling else ""


def _words(titles: set[str]) -> set[str]:
    return {word for title in titles for word in title.split()}


def of_many(word: str) -> bool:
    """Whether a word of a title is borne by many and tells nothing of the office: «دكتور», «رئيس», «سابق»."""
    return name_cues().get(word) in ("title", "office", "job", "kin", "quality", "ordinal")


def joins(profile: Profile | None) -> pd.DataFrame:
    """The names that a profile joins to one person: actor, name, other, other_name, why, pages; one row a name joined.

    actor, name        the person's id and the form to print
    other, other_name  the id that the other name has by itself, and the name
    why                one id: the ids are the same; spelling: only transliteration parts them; or how they nearly agree
                       (vowels, letter: one consonant; middle: one is a shorter form), and the title that they share
    pages              on how many pages the other name stands

    A row of data/lexicons/actors.csv overrules a join: give the other name a row of its own to part the two, or list
    two names in one row to join them.
    """
    rows = () if profile is None else profile.once(bearers).joins
    columns = ["actor", "name", "other", "other_name", "why", "pages"]
    return pd.DataFrame(rows, columns=columns).astype({c: "int64" if c == "pages" else "str" for c in columns})
