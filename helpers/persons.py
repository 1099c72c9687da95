"""Persons nobody listed: the names that a page gives them, in full and in short.

`helpers.names` tells how much each word looks like a name where it stands. Here the whole page is heard: a family name
alone is one where the full name stands beside it or the profile knows its bearer, and a word that is mostly none is
none.
"""
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

import numpy as np

from helpers import names
from helpers.gazetteer import key
from helpers.letters import Folded
from helpers.name_words import BINS, CHAIN, CLASSES, bare, vocabulary
from helpers.names import LONGEST, view
from helpers.spellings import identity, spelled

# Margins are differences of log likelihood between the best reading of a sentence with a word as a name and without.
SURE = -0.5  # as good as the reading as a name; the best trade of precision for recall
LONE = 1.0  # what a word by itself must be
CONFIRMED = 2.0  # a full name that is this sure, or stands behind a title, is worth remembering in the profile
# Least margins of a word alone that is, for a reason told here, a name: of a rare word, and of one of COMMON or more.
FAMILY = -8.0, -2.5  # the page has the full name
KNOWN = -2.5, -0.5  # the profile has the full name
AGAIN = -3.0, -1.0  # the page has the word alone elsewhere, as a sure name
MOSTLY = -2.0  # what is below this on the average of the page is no name anywhere in it
OFTEN = 10  # so many bear it as a given name that it is one though it is a common word as well
DOUBTFUL = 1.0  # a common word and nobody's name that is less sure than this ends the name before it
CEILING = 4.0  # more than this adds nothing to the average
COMMON = 4  # grade of words that stand ten times or more in a million


def numbers(*kinds: str) -> frozenset[int]:
    return frozenset(map(CLASSES.index, kinds))


OFFICES = numbers("title", "office", "job", "kin")
TITLES = OFFICES | numbers("al title", "al office", "al job")
APART = numbers("edge", "comma", "stop", "line", "colon", "open", "close", "quote", "mark", "number", "say", "function",
                "people")
NOT_FIRST = APART | numbers("al title", "al office", "al job", "quality", "al quality", "demonym", "al demonym",
                            "called", "after", "ordinal")
UNLIKELY_FIRST = OFFICES | numbers("verb", "common")  # but for what is a given name too: «كريم», «أمير»
NOT_LAST = APART | numbers("after", "al title", "al office")
KIN, COMMON_WORDS = numbers("kin"), numbers("common", "al common", "verb", "quality", "al quality")
# what stands before a name that is not a person's own
AL_TITLES, NAMED = numbers("al title"), numbers("named", "place")
GIVEN, FAMILIES = CLASSES.index("given"), numbers("given", "family", "al family")
BODIES = NAMED | numbers("al place", "body", "al body")
SECOND = frozenset(("الله", "الدين"))  # the end of a given name of two words
SON = frozenset(("بن", "ابن", "بنت"))
# more must follow
LINKS = SON | {"ال", "ابو", "ابي", "ابا", "ام", "عبد", "دي", "دو", "دا", "ديل", "فان", "فون", "دير", "ذو"}


class Found(NamedTuple):
    """A name in a page: its place in the folded text, its words, how sure it is, whether it is behind a title."""

    start: int
    end: int
    words: tuple[str, ...]
    sure: float
    title: bool

    @property
    def full(self) -> bool:
        return len(self.words) > 1


class Page(NamedTuple):
    """The words and marks of a page: where each starts, its class, its margin; and where each word stands."""

    tokens: list[str]
    starts: list[int]
    kinds: np.ndarray
    sure: np.ndarray
    places: dict[str, list[int]]


def find_names(pages: Iterable[Folded], known: Collection[str] = ()) -> list[list[Found]]:
    """For each page (`names.view`) the names of persons, in order; `known` are family names, folded.

    >>> text = "قال الوزير هاني المرواني أمس إن الطريق سيفتح. وغادر المرواني"
    >>> [(" ".join(name.words), name.title) for name in find_names([view(text)])[0]]
    [('هاني المرواني', True), ('المرواني', False)]
    """
    model = names.model()
    if len(model.rows) > names.KNOWN_WORDS:
        model.forget()
    read = []
    for page in pages:
        tokens, starts = names.tokens_of(page)
        read.append((tokens, starts, model.rows_of(tokens), sentences_of(tokens)))
    best = iter(names.margins([rows[first:last] for _, _, rows, sentences in read for first, last in sentences], model))
    return [_page_names(tokens, starts, model.kinds[rows], [(*ends, next(best)) for ends in sentences], known)
            for tokens, starts, rows, sentences in read]


def sentences_of(tokens: list[str]) -> list[tuple[int, int]]:
    """The sentences of a page: the number of the first word and the one after the last. Line ends are in none."""
    sentences, first = [], 0
    for at, token in enumerate(tokens):
        if token == "\n":
            sentences.append((first, at))
            first = at + 1
        elif token == "." and at - first > LONGEST // 4 or at - first == LONGEST - 1:
            sentences.append((first, at + 1))
            first = at + 1
    return [(first, last) for first, last in [*sentences, (first, len(tokens))] if first < last]


def _page_names(tokens, starts, kinds, sentences, known) -> list[Found]:
    """The names of a page: those that are sure by themselves, then what these and the profile make sure."""
    sure = np.full(len(tokens), -np.inf)
    for first, last, best in sentences:
        sure[first:last] = best[:, 1:].max(axis=1) - best[:, names.OUTSIDE]
    places = defaultdict(list)
    for at, token in enumerate(tokens):
        places[token].append(at)
    page, found = Page(tokens, starts, kinds, sure, places), []
    for begin, end, best in sentences:
        if sure[begin:end].max() >= SURE:
            for first, last in names.runs(best, SURE):
                found += _cleaned(page, begin, begin + first, begin + last)
    full = [name for name in found if name.full and not _mostly_none(page, name.words[0])]
    alone = {name.words[0] for name in found if not name.full and name.sure >= LONE}
    return sorted(full + _alone(page, full, alone, known))


def _mostly_none(page: Page, text: str) -> bool:
    """Whether a word stands often on the page, and mostly not as a name: in a text on lions «أسد» is no Assad."""
    places = page.places.get(text, [])
    return len(places) > 2 and np.minimum(page.sure[places], CEILING).mean() < MOSTLY


def _cleaned(page: Page, begin: int, first: int, last: int) -> list[Found]:
    """The names in a run of words: apart at marks and at و, without what cannot begin or end one."""
    pieces = [[]]
    for at in range(first, last):
        text = page.tokens[at]
        if page.kinds[at] in APART and not SECOND.intersection(page.tokens[at + 1:at + 2]):  # «علم الدين»
            pieces.append([])
        elif pieces[-1] and text[0] == "و" and bare(text)[1] == "و":
            pieces.append([at])
        else:
            pieces[-1].append(at)
    found = []
    for piece in pieces:
        while piece and page.tokens[piece[0]] in SON and piece[0] > begin and page.kinds[piece[0] - 1] not in APART:
            piece = [piece[0] - 1, *piece]  # what stands before «بن» is part of the name
        while piece and not (len(piece) > 1 and page.tokens[piece[1]] in SON | SECOND) and (
                page.kinds[piece[0]] in NOT_FIRST or page.kinds[piece[0]] in UNLIKELY_FIRST and len(piece) > 1
                and not _may_be_given(page.tokens[piece[0]])):
            piece = piece[1:]
        cut = next((n for n, at in enumerate(piece) if n and _goes_on(page, at)), len(piece))
        piece = piece[:cut]
        while piece and (page.kinds[piece[-1]] in NOT_LAST or len(piece) > 2 and page.kinds[piece[-1]] in OFFICES
                         and page.tokens[piece[-2]] not in LINKS):
            piece = piece[:-1]
        if not piece or page.kinds[piece[0]] in BODIES or _after_a_namesake(page, begin, piece[0]):
            continue
        word, clitics = bare(page.tokens[piece[0]])
        words = word, *(page.tokens[at] for at in piece[1:])
        if words[-1] not in LINKS and len(words[-1]) > 1 and (len(words) > 1 or word not in SECOND):
            size = len(page.tokens[piece[0]]) - len(word) if clitics else 0
            title = bool(TITLES & set(page.kinds[max(piece[0] - 2, begin):piece[0]].tolist()))
            end = page.starts[piece[-1]] + len(page.tokens[piece[-1]])
            found.append(Found(page.starts[piece[0]] + size, end, words, float(page.sure[piece].max()), title))
    return found


def _after_a_namesake(page: Page, begin: int, at: int) -> bool:
    """Whether a name is that of what stands before it: «جامعة الملك سلمان», «شارع سمير الحلواني»."""
    before = at - 1 - (at > begin and page.kinds[at - 1] in AL_TITLES)
    return before >= begin and page.kinds[before] in NAMED


def _goes_on(page: Page, at: int) -> bool:
    """Whether the sentence goes on with a word, and not the name: nobody's name, or behind ب ل ك and ال."""
    word, clitics = bare(page.tokens[at])
    if clitics.strip("و") and word.startswith("ال") or page.tokens[at].startswith("لل") or page.kinds[at] in KIN:
        return True
    if SECOND.intersection(page.tokens[at + 1:at + 2]):  # «صلاح الدين»
        return False
    listed = max(vocabulary().given.get(word, 0), vocabulary().family.get(word, 0)) > 1 or word in vocabulary().foreign
    common = page.kinds[at] in COMMON_WORDS and not listed
    return common and page.sure[at] < DOUBTFUL and page.tokens[at - 1] not in LINKS


def _alone(page: Page, full: list[Found], alone: set[str], known: Collection[str]) -> list[Found]:
    """The words that are names by themselves: of a full name of the page or the profile, or sure elsewhere."""
    families = {name.words[-1] for name in full}
    pairs = {pair for name in full for pair in zip(("", *name.words), name.words)}
    parts = {word for before, word in pairs if word not in LINKS and before != "عبد"}
    covered = {at for name in full for at in range(name.start, name.end)}
    named = defaultdict(list)
    for text, places in page.places.items():
        for size in range(min(3, len(text) - 2)):
            if size and not CHAIN.fullmatch(text[:size]):
                break
            word = text[size:]
            if word in SECOND | LINKS:
                break
            if word in families or word in alone or word in parts or word in known:
                if page.kinds[places[0]] not in APART:
                    named[word] += [(at, size) for at in places if page.starts[at] + size not in covered]
                break
    found = []
    for word, places in named.items():
        common = vocabulary().common.get(word, 0) >= COMMON
        mean = np.minimum(page.sure[[at for at, _ in places]], CEILING).mean() if places else 0.0
        if word in families:
            least = FAMILY[common]
        elif word in alone:
            least = AGAIN[common] if mean >= MOSTLY else SURE if word in known else np.inf
        else:
            least = KNOWN[common] if word in known else SURE
        for at, size in places:
            if page.sure[at] >= least:
                title = at > 0 and page.kinds[at - 1] in TITLES
                start, sure = page.starts[at] + size, float(page.sure[at])
                last = at + 1 if _joined(page, at, at + 1) and page.starts[at + 1] not in covered else at
                behind = last == at and not size and _joined(page, at - 1, at)
                first = at - 1 if behind and page.starts[at] - 2 not in covered else at
                if first < at:  # the full name of somebody else of this family
                    given, clitics = bare(page.tokens[first])
                    start, words = page.starts[at] - 1 - len(given), (given, word)
                else:
                    words = word, *page.tokens[at + 1:last + 1]
                end = page.starts[last] + len(page.tokens[last])
                if not covered & {start, end - 1}:
                    covered.update(range(start, end))
                    found.append(Found(start, end, words, sure, bool(title)))
    return found


def _joined(page: Page, given: int, family: int) -> bool:
    """Whether two words are a given and a family name side by side, whatever stands around them."""
    if given < 0 or family >= len(page.tokens):
        return False
    if page.starts[family] != page.starts[given] + len(page.tokens[given]) + 1:
        return False
    return page.kinds[given] == GIVEN and page.kinds[family] in FAMILIES and not bare(page.tokens[family])[1]


def _may_be_given(text: str) -> bool:
    """Whether a word is a given name to several persons, or a foreign name and no common word."""
    word, lists = bare(text)[0], vocabulary()
    given, common = lists.given.get(word, 0), lists.common.get(word, 0)
    return given > 1 and (common < COMMON or given >= OFTEN) or word in lists.foreign and not common


def mostly_given(word: str) -> bool:
    """Whether a folded word is a given name more often than a family name: alone, it may be anybody.

    >>> mostly_given("محمد"), mostly_given("الحلواني")
    (True, False)
    """
    given = vocabulary().given.get(word, 0)
    return given >= OFTEN and given > 2 * vocabulary().family.get(word, 0)


def is_name(word: str) -> bool:
    """Whether a folded word is listed as a name, and not a common word besides."""
    lists = vocabulary()
    count = max(lists.given.get(word, 0), lists.family.get(word, 0))
    return count >= BINS[3] or (count > 0 or word in lists.foreign) and lists.common.get(word, 0) < COMMON


# What the profile knows -----------------------------------------------------------------------------------------------

class Bearers(NamedTuple):
    """The persons whom a profile confirms."""

    names: dict[str, str]  # by id, the form to print: the commonest
    families: dict[str, list[str]]  # by family name, folded, the ids of those who bear it, the commonest first


NOBODY = Bearers({}, {})


def bearers(table) -> Bearers:
    """The persons of the table `names` of a profile (name, pages)."""
    forms, families = defaultdict(list), defaultdict(Counter)
    for name, count in zip(table["name"], table["pages"]):
        words = key(name).split()
        actor = identity(words)
        forms[actor].append((-count, name))
        families[words[-1]][actor] += count
    ranked = {family: sorted(counts, key=lambda actor: (-counts[actor], actor)) for family, counts in families.items()}
    return Bearers({actor: min(named)[1] for actor, named in forms.items()}, ranked)


def confirmed(texts: Iterable[str]) -> list[set[str]]:
    """For each page the full names that a title or their looks confirm, as written: what a profile counts."""
    views = [view(text) for text in texts]
    return [{spelled(found_in.raw[slice(*found_in.span(name.start, name.end))]) for name in found
             if name.full and (name.title or name.sure >= CONFIRMED)}
            for found_in, found in zip(views, find_names(views))]
