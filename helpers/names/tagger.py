"""Tag the words of a text that may be part of a person's name, for persons that no lexicon lists.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) weighs the features of each word
(`helpers.names.features`) together with those of the two words on each side. data/models/README.md says what it was
fitted on, and benchmarks/fit_names.py fits it again.
"""

import re
from functools import cache
from itertools import chain
from sys import intern
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.lexicons import CLASSES, particles
from helpers.names.features import with_hamza, with_yeh, word
from helpers.paths import MODELS
from helpers.text import Folded

TOKEN = re.compile(r"[^\W_]+|\n|[^\w\s]")
AROUND = (0, -1, 1, -2, 2)  # places, relative to a word, of the words whose features count for it
NEIGHBOURS = len(AROUND) - 1
OUTSIDE, BEGIN, INSIDE = TAGS = (0, 1, 2)
NEVER = -1e6
LONGEST = 80  # words that are weighed together; a longer sentence is cut
TOGETHER = 500  # sentences of similar length that are weighed in one array
AT_ONCE = 5000  # words that are scored in one array
KNOWN_WORDS = 200_000  # words whose scores are remembered: some 20 MB
MAKSURA = "ى"
HAMZA = frozenset("أإ")


class Weights:
    """The weights of features: a row of numbers each."""

    def __init__(self, weights: dict[str, list[float]], width: int):
        self.number = {feature: n for n, feature in enumerate(weights, start=1)}
        self.table = np.array([[0.0] * width, *weights.values()])  # row 0 is for features that the model has not

    def sums(self, words: list[tuple[str, ...]]) -> np.ndarray:
        """Return the sum of the weights of each word's features, a row a word; each has at least one feature."""
        get = self.number.get
        rows = [get(feature, 0) for features in words for feature in features]
        starts = np.cumsum([0, *map(len, words[:-1])])
        return np.add.reduceat(self.table[rows], starts)


class Model:
    """The weights of the features, and a bounded memory of the scores of words.

    A score depends on nothing but the word and the weights, so what is remembered changes no result.
    """

    def __init__(self, weights: pd.DataFrame):
        self.pairs = {name: np.zeros((len(CLASSES), len(CLASSES), 2)) for name in ("before", "after", "two before")}
        self.follow = np.zeros((len(TAGS), len(TAGS)))
        own: dict[str, list[float]] = {}  # of the word itself
        near: dict[str, list[float]] = {}  # of its neighbours, in the order of AROUND
        number = {name: i for i, name in enumerate(CLASSES)}
        for place, feature, begin, inside in weights.itertuples(index=False):
            if place in self.pairs:
                first, second = feature.split(" + ")
                self.pairs[place][number[first], number[second]] = begin, inside
            elif place == "follow":
                self.follow[int(feature), BEGIN:] = begin, inside
            elif place == "follow to 0":
                self.follow[int(feature), OUTSIDE] = begin
            elif place == "0":
                own[feature] = [begin, inside]
            else:
                at = 2 * (AROUND.index(int(place)) - 1)
                near.setdefault(feature, [0.0] * (2 * NEIGHBOURS))[at : at + 2] = begin, inside
        self.own, self.near = Weights(own, 2), Weights(near, 2 * NEIGHBOURS)
        self.follow[OUTSIDE, INSIDE] = NEVER
        self._forget()

    def _forget(self) -> None:
        """Forget the words; row 0 is for what is beyond the ends of a sentence."""
        self.rows = {"": 0}
        self.scores = np.zeros((1024, len(AROUND), 2))
        self.kinds = np.zeros(1024, dtype=np.int64)

    def rows_of(self, pages: list[list[str]]) -> list[list[int]]:
        """Return the rows in `scores` and `kinds` of the words of some pages, until the next call."""
        if len(self.rows) > KNOWN_WORDS:
            self._forget()
        self._learn([token for token in dict.fromkeys(chain.from_iterable(pages)) if token not in self.rows])
        return [list(map(self.rows.__getitem__, tokens)) for tokens in pages]

    def _learn(self, new: list[str]) -> None:
        """Score new words."""
        first, last = len(self.rows), len(self.rows) + len(new)
        while last > len(self.kinds):
            self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)])
            self.kinds = np.concatenate([self.kinds, np.zeros_like(self.kinds)])
        self.rows.update(zip(new, range(first, last)))
        for at in range(0, len(new), AT_ONCE):
            known = list(map(word, new[at : at + AT_ONCE]))
            rows = slice(first + at, first + at + len(known))
            self.kinds[rows] = [word.kind for word in known]
            self.scores[rows, 0] = self.own.sums([word.own for word in known])
            self.scores[rows, 1:] = self.near.sums([word.near for word in known]).reshape(len(known), NEIGHBOURS, 2)


@cache
def model() -> Model:
    """Return the model of data/models/names.parquet."""
    return Model(pd.read_parquet(MODELS / "names.parquet"))


class Tags(NamedTuple):
    """What the model says of the words of a sentence, one number each."""

    margins: np.ndarray  # log likelihood of the best reading with the word in a name, less that of the best without
    continues: np.ndarray  # whether it rather goes on with a name than begins one


def margins(sentences: list[list[int]], model: Model) -> list[Tags]:
    """Return the tags of the words of each sentence; a word is given by its row of the model."""
    found: list[Tags] = [Tags(np.zeros(0), np.zeros(0, dtype=bool))] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    for at in range(0, len(order), TOGETHER):
        part = order[at : at + TOGETHER]
        lengths = np.array([len(sentences[i]) for i in part])
        padded = np.zeros((len(part), max(lengths[-1], 1) + 4), dtype=np.int64)  # two beyond each end
        for row, i in zip(padded, part):
            row[2 : 2 + len(sentences[i])] = sentences[i]
        best = _best(padded, model, lengths)
        outside, begin, inside = (best[..., tag] for tag in TAGS)
        in_name, continues = np.maximum(begin, inside) - outside, inside >= begin
        for row, i in enumerate(part):
            size = len(sentences[i])
            found[i] = Tags(in_name[row, :size], continues[row, :size])
    return found


def _best(padded: np.ndarray, model: Model, lengths: np.ndarray) -> np.ndarray:
    """Return the score of the best path through each tag of each word, by max-plus forward and backward passes."""
    length = padded.shape[1] - 4
    at = {place: padded[:, 2 + place : 2 + place + length] for place in AROUND}
    kind = {place: model.kinds[at[place]] for place in (-2, -1, 0, 1)}
    e = np.zeros((len(padded), length, 3))
    e[..., 1:] = (
        sum(model.scores[at[place], i] for i, place in enumerate(AROUND))
        + model.pairs["before"][kind[-1], kind[0]]
        + model.pairs["after"][kind[0], kind[1]]
        + model.pairs["two before"][kind[-2], kind[-1]]
    )
    forward, backward = e.copy(), np.zeros_like(e)
    forward[:, 0, INSIDE] += NEVER
    for t in range(1, length):
        forward[:, t] += (forward[:, t - 1, :, None] + model.follow).max(axis=1)
    for t in range(length - 2, -1, -1):
        ahead = (model.follow + (e[:, t + 1] + backward[:, t + 1])[:, None, :]).max(axis=2)
        backward[:, t] = np.where((t + 1 < lengths)[:, None], ahead, 0)
    return forward + backward


def runs(tags: Tags, least: float = 0.0) -> list[tuple[int, int]]:
    """Return the names in a sentence: the numbers of the first word and the one after the last."""
    spans: list[tuple[int, int]] = []
    for at in np.flatnonzero(tags.margins >= least).tolist():
        if spans and spans[-1][1] == at and tags.continues[at]:
            spans[-1] = spans[-1][0], at + 1
        else:
            spans.append((at, at + 1))
    return spans


def tokens_of(page: Folded) -> tuple[list[str], list[int]]:
    """Return the words, marks and line ends of a page, and the start of each.

    Words that are one when folded are told apart: «على» from the name «علي», also on a line that writes «إلى» with ي,
    and «فإن», «بأن», «بأي» from the «فان», «بان», «باي» of foreign names.
    """
    found = [(match[0], match.start()) for match in TOKEN.finditer(page.text)]
    tokens, starts = [intern(token) for token, _ in found], [start for _, start in found]  # one string for a word
    hamza, yeh, spelled = with_hamza(), with_yeh(), _spellings()
    ambiguous = [at for at, token in enumerate(tokens) if token in spelled]
    for at in ambiguous:
        if tokens[at] in hamza and page.raw[page.starts[starts[at] + 1]] in HAMZA:
            tokens[at] = tokens[at][1:]
    _tell_prepositions(page, tokens, starts, [at for at in ambiguous if tokens[at] == "\n" or tokens[at] in yeh])
    return tokens, starts


@cache
def _spellings() -> frozenset[str]:
    """Return the words that `tokens_of` tells apart, and the end of a line."""
    return with_hamza() | with_yeh() | {"\n"}


def _tell_prepositions(page: Folded, tokens: list[str], starts: list[int], places: list[int]) -> None:
    """Write «على» with ى among the words of a page, where it is no name; on a line in ي for ى, names are lost as well.

    Args: the page, its words and their starts, and the places of line ends and words in ى or ي.
    """
    names = tuple(particles("spelled like a name"))
    like_names: list[int] = []  # the places of «علي» on the line
    dotted, evidence = False, set()  # whether the line before writes ي for ى, and how the words of this one end
    for at in [*places, None]:
        if at is None or tokens[at] == "\n":
            dotted = evidence == {True} or dotted and not evidence
            for place in like_names if dotted else ():
                tokens[place] = tokens[place][:-1] + MAKSURA
            like_names, evidence = [], set()
            continue
        has_yeh = page.raw[page.starts[starts[at] + len(tokens[at]) - 1]] != MAKSURA
        if not tokens[at].endswith(names):
            evidence.add(has_yeh)
        elif has_yeh:
            like_names.append(at)
        else:
            evidence.add(False)
            tokens[at] = tokens[at][:-1] + MAKSURA
