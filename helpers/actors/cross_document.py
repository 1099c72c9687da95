"""Link persons across pages: which names of a corpus are one person's, and who has a family name.

The profile counts full names, the titles before them, and similar names on one page. It may strengthen what a page
shows, but a mistake on one page puts nobody on others: a family name alone means a person only if pages of different
text have the full name. Two names are joined, so that
their persons have one id, where they differ only in transliteration, or where they have the same titles and nearly
agree. Names of one page are never joined. `joined_names` shows what was joined and why; the rows of
data/lexicons/actors.csv come first, so a row there joins or separates two names as you say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations, pairwise, product
from typing import NamedTuple

import pandas as pd

from helpers.lexicons import gazetteer, match_key, name_cues, vocabulary
from helpers.names import (
    KeyIndex,
    NameSpan,
    Tagged,
    continues,
    edge_keys,
    form_keys,
    identity,
    name_match,
    names_of,
    parts,
    short_name,
    spelling_keys,
    tagged,
    without_blanks,
)
from helpers.schema import Counts, Profile
from helpers.text import Batch, Folded, printed, spaced_map, words

CONFIRMED = 1.0  # least margin of a full name without a title that the profile counts
TWO_PERSONS = ("spelling", "vowels", "letter")  # names of one page that match so are two persons; short forms are not
MOSTLY_OTHER = 3  # a common word that this many times as many pages have as name somebody of that family is mostly none
SHARED_WORDS = 2  # least words of a title that two names which nearly agree must share: «وزير» and «روسي»
# Kinds of words that are in the titles of many persons: «دكتور», «رئيس», «سابق».
COMMON_TITLES = ("title", "office", "job", "kin", "quality", "ordinal")
ONE_ID = "one id"
JOINS = ["actor", "name", "other", "other_name", "why", "pages"]

TEXT_BYTES = 8  # of the hash of a page's words: two texts of a corpus of millions of pages hardly share one

Words = tuple[str, ...]


class KnownPersons(NamedTuple):
    """The persons whom a profile confirms."""

    names: dict[str, str]  # by id, the form to print: the most frequent one
    families: dict[str, list[str]]  # by folded family name, the ids of the persons with it, the most frequent first
    joined: dict[str, str]  # by the id of a name, the id of the person, where another name gave it
    joins: tuple[tuple, ...]  # rows of the table that `joined_names` returns


NO_PERSONS = KnownPersons({}, {}, {}, ())


# What a page confirms -------------------------------------------------------------------------------------------------


class PageNames(NamedTuple):
    """The full names that one page confirms, as (name, title) where a title is before them, and similar pairs."""

    names: set[str]
    titles: set[tuple[str, str]]
    beside: set[tuple[str, str]]


def tagged_names(batch: Batch) -> tuple[list[Folded], list[Tagged]]:
    """Return the view of each page in which names are looked for, and the view with its words tagged.

    Neither needs a profile: `count_persons` and `find_mentions` take them from the batch.
    """
    views = [spaced_map(folded) for folded in batch.folded]
    return views, list(tagged(views))


def count_persons(batch: Batch) -> Counts:
    """Return the pages of each word, and of each confirmed full name: a part of the profile."""
    counts: Counts = {table: Counter() for table in ("words", "texts", *PageNames._fields)}
    views, tags = batch.once(tagged_names)
    for folded, page, found in zip(batch.folded, views, names_of(tags)):
        text = [word for word, _, _ in words(folded.text)]
        counts["words"].update(set(text))
        confirmed = _confirmed_names(page, found)
        for table, keys in confirmed._asdict().items():
            counts[table].update(keys)
        if confirmed.names:
            same = text_hash(text)
            counts["texts"].update((name, same) for name in confirmed.names)
    return counts


def text_hash(text: Iterable[str]) -> str:
    """Return the hash of the folded words of a text, as 16 hexadecimal digits.

    >>> text_hash(["وصل", "الوفد"]) == text_hash(["وصل", "الوفد"]) != text_hash(["عاد", "الوفد"])
    True
    """
    return blake2b(" ".join(text).encode("utf-8", "surrogatepass"), digest_size=TEXT_BYTES).hexdigest()


def _confirmed_names(page: Folded, found: list[NameSpan]) -> PageNames:
    """Return the full names of a page, as written, that a title or their margin confirms."""
    confirmed = [name for name in found if name.full and (name.title or name.sure >= CONFIRMED)]
    written = [(printed(page.raw[slice(*page.span(name.start, name.end))]), name.title) for name in confirmed]
    words = {name: parts(tuple(match_key(name).split())) for name, _ in written}
    return PageNames(set(words), {(name, title) for name, title in written if title}, set(_similar_pairs(words)))


def _similar_pairs(words: dict[str, Words]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that match, but are two persons since one page has both."""
    groups = defaultdict(set)
    for name, name_parts in words.items():
        for key in spelling_keys(name_parts):
            groups[key].add(name)
    for one, other in {pair for group in groups.values() for pair in combinations(sorted(group), 2)}:
        if words[one] != words[other] and name_match(words[one], words[other]) in TWO_PERSONS:
            yield one, other


# The persons of a corpus ----------------------------------------------------------------------------------------------


class Form(NamedTuple):
    """A spelling of a person's name, as written and in folded words, and the pages with it."""

    name: str
    words: Words
    pages: int
    texts: dict[str, int]  # the hashes of the texts that the profile keeps, with the count of pages of each

    @property
    def letters(self) -> str:
        """The folded name without blanks."""
        return "".join(self.words)


class Bearer:
    """A person with some family name: the pages with the full name, under any of its spellings."""

    def __init__(self):
        self.pages, self.texts = 0, Counter()

    def add(self, form: Form):
        """Add the pages of one spelling."""
        self.pages += form.pages
        self.texts.update(form.texts)

    def is_of_several_texts(self) -> bool:
        """Return whether two pages of different text have the name.

        Of many texts the profile keeps only two, and less if pages were taken out of it: then the others are those
        pages that none of the kept ones accounts for.
        """
        return len(self.texts) > 1 or any(self.pages > pages for pages in self.texts.values())


class Person(NamedTuple):
    """A person of the corpus, before persons are joined."""

    actor: str
    forms: list[Form]  # the most frequent first
    titles: set[str]
    others: set[str]  # ids of persons with similar names on one page with this one

    @property
    def name(self) -> str:
        """The most frequent spelling."""
        return self.forms[0].name

    @property
    def pages(self) -> int:
        """The count of pages with any spelling."""
        return sum(form.pages for form in self.forms)


def person_id(name: str) -> str:
    """Return the id of a full name (`match_key`): that of its row in actors.csv, or one that is made of the name."""
    entry = gazetteer().entries.get(name)
    return entry.actor if entry and entry.actor and entry.kind == "person" else identity(name.split())


def known_persons(profile: Profile) -> KnownPersons:
    """Return the persons whom the names of a profile confirm."""
    persons, listed = _persons(profile), gazetteer().actors
    joins = list(_joins(persons))
    joined = {other.actor: person.actor for person, other, _ in joins}
    rows = [(person.actor, person.name, other.actor, other.name, why, other.pages) for person, other, why in joins]
    rows += [row for person in persons.values() for row in _spellings_with_one_id(person)]
    shown = {actor: listed[actor].name if actor in listed else person.name for actor, person in persons.items()}
    return KnownPersons(shown, _families(persons, joined, profile.words), joined, tuple(sorted(rows)))


def _persons(profile: Profile) -> dict[str, Person]:
    """Return the persons of the corpus by their ids."""
    ids, persons, titles, beside, texts = {}, {}, profile.titles, profile.beside, _texts_by_name(profile.texts)
    counts = zip(profile.names["name"], profile.names["pages"])
    for name, pages in sorted(counts, key=lambda counted: (-counted[1], counted[0])):
        spelling = match_key(name)
        ids[name] = actor = person_id(spelling)
        person = persons.setdefault(actor, Person(actor, [], set(), set()))
        person.forms.append(Form(name, tuple(spelling.split()), pages, texts.get(name, {})))
    for name, title in zip(titles["name"], titles["title"]):
        if name in ids:
            persons[ids[name]].titles.add(title)
    for one, other in zip(beside["name"].map(ids), beside["other"].map(ids)):
        if one in persons and other in persons:
            persons[one].others.add(other)
            persons[other].others.add(one)
    return persons


def _texts_by_name(texts: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return the texts of each name in the table `texts` of a profile, each with its count of pages."""
    found = defaultdict(dict)
    for name, text, pages in zip(texts["name"], texts["text"], texts["pages"]):
        found[name][text] = pages
    return found


def _spellings_with_one_id(person: Person) -> Iterator[tuple]:
    """Yield a row of JOINS for each spelling of a person that differs in more than blanks."""
    first, *others = person.forms
    for form in others:
        if form.letters != first.letters:
            yield person.actor, person.name, person.actor, form.name, ONE_ID, form.pages


def _families(persons: dict[str, Person], joined: dict[str, str], words: pd.DataFrame) -> dict[str, list[str]]:
    """Return the persons whom each family name alone may mean, the most frequent first.

    These are persons whose full names pages of different text have; names that are mostly common words are left out.

    Args: the persons, the ids that are joined, and the table `words` of the profile.
    """
    families = defaultdict(lambda: defaultdict(Bearer))
    for actor, person in persons.items():
        for form in person.forms:
            families[short_name(form.words)][joined.get(actor, actor)].add(form)
    common = words[words["word"].isin(vocabulary().common.keys() & families.keys())]
    for word, pages in zip(common["word"], common["pages"]):
        if pages > MOSTLY_OTHER * sum(bearer.pages for bearer in families[word].values()):
            del families[word]
    confirmed = ((name, _confirmed_persons(bearers)) for name, bearers in families.items())
    return {name: actors for name, actors in confirmed if actors}


def _confirmed_persons(bearers: dict[str, Bearer]) -> list[str]:
    """Return the persons whom pages of different text name in full, the most frequent first."""
    actors = (actor for actor, bearer in bearers.items() if bearer.is_of_several_texts())
    return sorted(actors, key=lambda actor: (-bearers[actor].pages, actor))


# Which persons are joined ---------------------------------------------------------------------------------------------


class NameIndex:
    """Persons by the keys of their names: a name is compared with the few that may match, not with all."""

    def __init__(self):
        self.spellings, self.short, self.long = KeyIndex(), KeyIndex(), KeyIndex()
        self.edges = defaultdict(set)  # by person

    def add(self, actor: str, name: Words):
        """Add the name of a person, in folded parts."""
        short, long = form_keys(name)
        self.spellings.add(spelling_keys(name), actor)
        self.short.add(short, actor)
        self.long.add(long, actor)
        self.add_edges(actor, name)

    def add_edges(self, actor: str, name: Words):
        """Add only the edges of a name that is joined to a person: other names are compared with the first one."""
        self.edges[actor] |= edge_keys(name)

    def find(self, name: Words) -> set[str]:
        """Return the persons whose names may match a name, in folded parts, and share an edge with it."""
        (short, long), edges = form_keys(name), edge_keys(name)
        found = {*self.spellings.find(spelling_keys(name)), *self.long.find(short), *self.short.find(long)}
        return {actor for actor in found if not edges.isdisjoint(self.edges[actor])}


def _joins(persons: dict[str, Person]) -> Iterator[tuple[Person, Person, str]]:
    """Yield each person that is joined to another: that one, this one, and why.

    The most frequent name gives the id, a listed one before all. Persons whom one page names are not joined.
    """
    listed = gazetteer().actors
    order = sorted(persons, key=lambda actor: (actor not in listed, -persons[actor].pages, actor))
    rank = {actor: n for n, actor in enumerate(order)}
    names = {actor: parts(person.forms[0].words) for actor, person in persons.items()}
    index, ids, lines = NameIndex(), {}, _single_lines(names.values())
    for actor in order:
        name, person = names[actor], persons[actor]
        excluded = {ids.get(other) for other in person.others}
        near = index.find(name) - excluded if actor not in listed else ()
        for other in sorted(near, key=rank.get):
            if why := _reason(names[other], name, persons[other].titles, person.titles, lines):
                yield persons[other], person, why
                ids[actor] = other
                index.add_edges(other, name)
                break
        else:
            ids[actor] = actor
            index.add(actor, name)


def _reason(one: Words, other: Words, titles: set[str], other_titles: set[str], lines: dict[Words, bool]) -> str:
    """Return why two persons are joined, given their names in folded parts and their titles; '' if they are not."""
    match = name_match(one, other)
    if match == "spelling":
        return match
    if (
        match == "genealogy"
        and lines[min(one, other, key=len)]
        and _may_be_of_one_line(one, other, titles, other_titles)
    ):
        return match
    shared = _shared_title(titles, other_titles, of_one_word=match == "vowels") if match else ""
    return f"{match}, title: {shared}" if shared else ""


def _may_be_of_one_line(one: Words, other: Words, titles: set[str], other_titles: set[str]) -> bool:
    """Whether titles do not separate two names, one of which goes on with the fathers of the other."""
    if titles and other_titles:
        return not _words_of(titles).isdisjoint(_words_of(other_titles))
    return min(len(one), len(other)) > 2


def _shared_title(titles: set[str], other_titles: set[str], of_one_word: bool) -> str:
    """Return the longest title that two persons share and few others have; `of_one_word` also any equal title."""
    shared = {
        " ".join(word for word in one.split() if word in other.split()) for one, other in product(titles, other_titles)
    }
    distinctive = set(filter(_is_distinctive, shared))
    if of_one_word:
        distinctive |= titles & other_titles
    return min(distinctive, key=lambda title: (-len(title), title), default="")


def _is_distinctive(title: str) -> bool:
    """Whether the words of a title are enough, and not all in the titles of many persons."""
    words = title.split()
    return len(words) >= SHARED_WORDS and not all(map(is_common_title, words))


def _words_of(titles: set[str]) -> set[str]:
    return {word for title in titles for word in title.split()}


def is_common_title(word: str) -> bool:
    """Return whether a word is in the titles of many persons, and does not name the office."""
    return name_cues().get(word) in COMMON_TITLES


def _single_lines(names: Iterable[Words]) -> dict[Words, bool]:
    """Return for each name whether all names that continue it are one line of fathers, so one person's."""
    written, longer = {name: "".join(without_blanks(name)) for name in names}, defaultdict(list)
    for name in written:
        for size in range(2, len(name)):
            if continues(name[:size], name):
                longer["".join(without_blanks(name[:size]))].append(written[name])
    return {name: _is_single_line(longer[letters]) for name, letters in written.items()}


def _is_single_line(names: list[str]) -> bool:
    return all(long.startswith(short) for short, long in pairwise(sorted(names, key=len)))


def joined_names(profile: Profile | None) -> pd.DataFrame:
    """Return the names that a profile joins to one person; one row is a joined name.

    Returns: a table
        actor, name        the person's id and the form to print
        other, other_name  the id that the other name has by itself, and the name
        why                one id: the ids are the same; spelling: only transliteration differs; genealogy: one goes on
                           with fathers; or how the names nearly agree (vowels; letter: one consonant; middle: one is
                           a shorter form), and the title that they share
        pages              count of pages with the other name

    A row of data/lexicons/actors.csv overrules a join: give the other name a row of its own to separate the two, or
    list two names in one row to join them.
    """
    rows = () if profile is None else profile.once(known_persons).joins
    return pd.DataFrame(rows, columns=JOINS).astype({c: "int64" if c == "pages" else "str" for c in JOINS})
