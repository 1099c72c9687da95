"""Persons nobody listed: the names that a page gives them, in full and in short, and one id under all spellings.

`helpers.names` tells how much each word looks like a name where it stands. Here the whole page is heard: a family name
alone is one where the full name stands beside it or the profile knows its bearer, and a word that is mostly none is none.
"""
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

import numpy as np

from helpers import names
from helpers.gazetteer import HYPHENS, key
from helpers.letters import INVISIBLE, SIGN, Folded
from helpers.names import CLASSES, LONGEST, view, vocabulary

SURE = 0.0  # margins, in units of the log likelihood: the reading as a name is the better one
UNSURE = -3.0  # what is below this is taken from the page only where it is a rare word and the full name is sure
CONFIRMED = 2.0  # a full name that is this sure, or stands behind a title, is worth remembering in the profile
MOSTLY = -2.0  # where a word of its own is below this on the average of the page, it is no name anywhere in it
COMMON = 4  # grade of a word that is too common (ten in a million) to be a family name without other signs
TITLES = frozenset(CLASSES.index(name) for name in ("title", "al title", "office", "al office", "job", "al job", "kin"))
NOT_IN_NAMES = frozenset(CLASSES.index(name) for name in (
    "edge", "comma", "stop", "line", "colon", "open", "close", "quote", "mark", "number", "say", "function", "people"))
NOT_FIRST = NOT_IN_NAMES | frozenset(CLASSES.index(name) for name in (
    "al title", "al office", "al job", "quality", "al quality", "demonym", "al demonym", "called", "after", "ordinal"))
NOT_LAST = NOT_IN_NAMES | frozenset(CLASSES.index(name) for name in ("after", "al title", "al office"))
UNLIKELY_FIRST = frozenset(CLASSES.index(name) for name in ("title", "office", "job", "kin", "verb", "common"))  # if no given name
BODIES = frozenset(CLASSES.index(name) for name in ("place", "al place", "body", "al body"))  # what follows is named after somebody
LINKS = frozenset(("بن", "ابن", "بنت", "ال", "ابو", "ابي", "ابا", "ام", "عبد", "دي", "دو", "دا", "ديل", "فان", "فون", "دير", "ذو"))


class Found(NamedTuple):
    """A name in a page: its place in the folded text, its words without proclitics, and how sure it is."""

    start: int
    end: int
    words: tuple[str, ...]
    sure: float
    title: bool

    @property
    def full(self) -> bool:
        return len(self.words) > 1


class Token(NamedTuple):
    text: str
    start: int
    end: int


def sentences_of(page: Folded) -> list[list[Token]]:
    """The words and marks of a page, in sentences."""
    sentences, sentence = [], []
    for text, start, end in names.tokens_of(page):
        if text != "\n":
            sentence.append(Token(text, start, end))
        if text == "\n" or text == "." and len(sentence) > LONGEST // 4 or len(sentence) == LONGEST:
            sentences.append(sentence)
            sentence = []
    sentences.append(sentence)
    return [sentence for sentence in sentences if sentence]


def find_names(pages: Iterable[Folded], known: Collection[str] = ()) -> list[list[Found]]:
    """For each page (`names.view`) the names of persons, in order; `known` are family names, folded."""
    pages = [sentences_of(page) for page in pages]
    model = names.model()
    flat = [[token.text for token in sentence] for sentences in pages for sentence in sentences]
    best = iter(names.margins(flat, model))
    return [_page_names(sentences, [next(best) for _ in sentences], model, known) for sentences in pages]


def _page_names(sentences, best, model, known) -> list[Found]:
    found, singles = [], defaultdict(list)
    for sentence, margins in zip(sentences, best):
        sure = np.maximum(margins[:, 1], margins[:, 2]) - margins[:, 0]
        for first, last, _ in names.runs(margins, SURE):
            found += _cleaned(sentence, first, last, sure, model)
    means = _means(sentences, best)
    full = [name for name in found if name.full and not any(means[word][0] > 2 and means[word][1] < MOSTLY for word in name.words[:1])]
    parts = {word for name in full for word in name.words}
    families = {name.words[-1] for name in full}
    lone = {name.words[0] for name in found if not name.full}
    taken = {(name.start, name.end) for name in full}
    covered = {at for name in full for at in range(name.start, name.end)}
    for sentence, margins in zip(sentences, best):
        sure = np.maximum(margins[:, 1], margins[:, 2]) - margins[:, 0]
        for k, token in enumerate(sentence):
            if token.end - 1 in covered or model.kinds[model.row(token.text)] in NOT_IN_NAMES:
                continue
            for size in range(min(3, len(token.text) - 2)):
                word = token.text[size:]
                if size and (token.text[size - 1] not in names.PROCLITICS):
                    break
                if word in families or word in lone or word in known or word in parts:
                    singles[word].append((sure[k], token, size, sentence, k))
                    break
    for word, places in singles.items():
        common = vocabulary().common.get(word, 0) >= COMMON
        mean = sum(min(p[0], 4.0) for p in places) / len(places)
        for sure, token, size, sentence, k in places:
            if word in families:
                least = -1.5 if common else -6
            elif word in lone:
                least = SURE if mean < MOSTLY else -1.0 if common else UNSURE
                if mean < MOSTLY and word not in known:
                    continue
            elif word in known:
                least = -0.5 if common else -2.5
            else:
                least = SURE
            if sure >= least:
                title = k > 0 and model.kinds[model.row(sentence[k - 1].text)] in TITLES
                full.append(Found(token.start + size, token.end, (word,), float(sure), title))
    return sorted(full)


def _may_be_given(token: str) -> bool:
    """Whether a word is a given name to several persons, or a foreign name and no common word."""
    bare, lists = names._bare(token, vocabulary())[0], vocabulary()
    return lists.given.get(bare, 0) > 1 or bare in lists.foreign and bare not in lists.common


def _means(sentences, best) -> dict[str, tuple[int, float]]:
    """For each word of a page how often it stands there, and how sure it is a name on the average."""
    sums = defaultdict(lambda: (0, 0.0))
    for sentence, margins in zip(sentences, best):
        for token, sure in zip(sentence, (np.maximum(margins[:, 1], margins[:, 2]) - margins[:, 0]).tolist()):
            count, total = sums[token.text]
            sums[token.text] = count + 1, total + min(sure, 4.0)
    return defaultdict(lambda: (0, 0.0), {word: (count, total / count) for word, (count, total) in sums.items()})


def _cleaned(sentence, first, last, sure, model) -> list[Found]:
    """The names in a run of words that look like one: without titles and marks at its ends, apart at و and at marks."""
    kinds = [model.kinds[model.row(token.text)] for token in sentence[first:last]]
    pieces, piece = [], []
    for k, kind in zip(range(first, last), kinds):
        text = sentence[k].text
        if kind in NOT_IN_NAMES:
            pieces.append(piece)
            piece = []
            continue
        if piece and text[0] == "و" and names._bare(text, vocabulary())[1] == "و":
            pieces.append(piece)
            piece = []
        piece.append(k)
    found = []
    for piece in [*pieces, piece]:
        while piece and (kinds[piece[0] - first] in NOT_FIRST or len(piece) > 1 and not _may_be_given(sentence[piece[0]].text)
                         and kinds[piece[0] - first] in UNLIKELY_FIRST):
            piece = piece[1:]
        if piece and kinds[piece[0] - first] in BODIES:
            continue
        while piece and kinds[piece[-1] - first] in NOT_LAST:
            piece = piece[:-1]
        if not piece:
            continue
        bare, clitic = names._bare(sentence[piece[0]].text, vocabulary())
        size = len(clitic) if clitic and not (clitic.endswith("ل") and bare.startswith("ال")) else len(clitic) + 1 if clitic else 0
        words = (sentence[piece[0]].text[size:] if size and not clitic.endswith("ل") else bare, *(sentence[k].text for k in piece[1:]))
        margin = max(float(sure[k]) for k in piece)
        before = [model.kinds[model.row(sentence[k].text)] for k in range(max(piece[0] - 2, 0), piece[0])]
        if words[-1] in LINKS or len(words[-1]) < 2:
            continue
        found.append(Found(sentence[piece[0]].start + size, sentence[piece[-1]].end, words, margin, bool(TITLES & set(before))))
    return found


# Who they are ---------------------------------------------------------------------------------------------------------

# What transliteration leaves open: which letter for g, s, z and t, and the vowels.
LEFT_OPEN = str.maketrans(dict.fromkeys("جغقكگ", "g") | {"ش": "س", "ث": "س", "ظ": "ز", "ط": "ت", "ڤ": "ف", "پ": "ب", "چ": "س"}
                          | dict.fromkeys("اويءه ", ""))
G = str.maketrans(dict.fromkeys("جغقكگ", "ج"))
LATIN = {"ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
         "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
         "ن": "n", "ه": "h", "و": "u", "ي": "i", "ء": "", "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v", "گ": "g"}
PARTICLES = {"بن": "bin", "ابن": "ibn", "بنت": "bint", "ال": "al", "ابو": "abu", "ابي": "abi", "ابا": "aba", "ام": "umm", "عبد": "abd",
             "دي": "de", "دو": "do", "دا": "da", "ديل": "del", "فان": "van", "فون": "von", "الله": "allah"}
INVISIBLE_MARKS = re.compile(f"[{INVISIBLE}]")
CONSONANTS = 3  # a skeleton of fewer letters is that of too many names


def skeleton(name: str) -> str:
    """What is left of a name without what transliteration leaves open: vowels, spaces, doubled letters, which g or s.

    >>> skeleton("كيم جونغ أون") == skeleton("كيم جونج-اون"), skeleton("أميركا") == skeleton("الولايات المتحدة")
    (True, False)
    """
    return re.sub(r"(.)\1+", r"\1", key(name).translate(LEFT_OPEN))


@cache
def _by_skeleton() -> dict[str, list[str]]:
    """The listed foreign names of each skeleton."""
    groups = defaultdict(list)
    for word in sorted(vocabulary().foreign):
        if word in vocabulary().latin:
            groups[skeleton(word)].append(word)
    return groups


@cache
def romanised(word: str) -> str:
    """A folded word of a name in Latin letters: as the lists write it, or a listed name of its skeleton, or letter by letter.

    >>> romanised("الامين"), romanised("كلنتن"), romanised("زعرورو")
    ('al-amin', 'clinton', 'zaruru')
    """
    if word in PARTICLES:
        return PARTICLES[word]
    if word.startswith("ال") and len(word) > 4 and (word not in vocabulary().foreign or word in vocabulary().family):
        return "al-" + romanised(word[2:])
    listed = vocabulary().latin.get(word)
    if listed:
        return listed
    bones = skeleton(word)
    like = len(bones) >= CONSONANTS and max(_by_skeleton().get(bones, []), default=None,
                                            key=lambda other: (SequenceMatcher(None, word, other).ratio(), other))
    return vocabulary().latin[like] if like else "".join(LATIN.get(letter, letter) for letter in word.translate(G))


def identity(words: Iterable[str]) -> str:
    """The id of a person of this name, the same under all spellings that transliteration leaves open.

    >>> identity(("حسن", "الامين")), identity(("هيلاري", "كلينتون")) == identity(("هيلاري", "كلنتون"))
    ('hassan-al-amin', True)
    """
    return "-".join(filter(None, (romanised(word) for word in words)))


def strict(words: Iterable[str]) -> str:
    """A name with all its letters but for the choice of g: what two persons of one page must differ in."""
    return re.sub(r"(.)\1+", r"\1", "".join(words).translate(G))


class Bearers(NamedTuple):
    """The persons whom a profile confirms."""

    names: dict[str, str]  # by id, the form to print: the commonest
    families: dict[str, list[str]]  # by family name, folded, the ids of those who bear it, the commonest first


NOBODY = Bearers({}, {})


def bearers(table) -> Bearers:
    """The persons of the table `names` of a profile (name, pages)."""
    forms, families, pages = defaultdict(list), defaultdict(Counter), Counter()
    for name, count in zip(table["name"], table["pages"]):
        words = key(name).split()
        actor = identity(words)
        forms[actor].append((-count, name))
        families[words[-1]][actor] += count
    return Bearers({actor: min(named)[1] for actor, named in forms.items()},
                   {family: sorted(counts, key=lambda actor: (-counts[actor], actor)) for family, counts in families.items()})


def is_name(word: str) -> bool:
    """Whether a folded word is listed as a name, and not a common word besides."""
    lists = vocabulary()
    count = max(lists.given.get(word, 0), lists.family.get(word, 0))
    return count >= names.BINS[3] or (count > 0 or word in lists.foreign) and lists.common.get(word, 0) < COMMON


def spelled(surface: str) -> str:
    """A name as it is written, without vowel signs, with single spaces for hyphens."""
    return " ".join(SIGN.sub("", INVISIBLE_MARKS.sub("", surface)).translate(HYPHENS).split())


def confirmed(texts: Iterable[str]) -> list[set[str]]:
    """For each page the full names that a title or their looks confirm, as written: what a profile counts."""
    views = [view(text) for text in texts]
    return [{spelled(found_in.raw[slice(*found_in.span(name.start, name.end))]) for name in found
             if name.full and (name.title or name.sure >= CONFIRMED)}
            for found_in, found in zip(views, find_names(views))]
