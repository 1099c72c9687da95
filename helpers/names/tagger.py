"""Tagger: find the words of a text that are a person's name, by their features and those of their neighbours.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) weighs the features of each word
(`helpers.names.features`) together with those of the two words on each side. data/models/README.md says on which
sentences it was fitted, and benchmarks/fit_names.py fits it again.
"""

import re
from collections.abc import Iterable
from functools import cache

import numpy as np
import pandas as pd

from helpers.lexicons import CLASSES, particles
from helpers.names.features import with_yeh, word
from helpers.paths import MODELS
from helpers.text import Folded

TOKEN = re.compile(r"[^\W_]+|\n|[^\w\s]")
AROUND = (0, -1, 1, -2, 2)  # places of the words whose features count for a word, relative to it
OUTSIDE, BEGIN, INSIDE = TAGS = (0, 1, 2)
NEVER = -1e6
LONGEST = 80  # words of a sentence; a longer one is cut
TOGETHER = 500  # sentences of similar length that are scored at once
AT_ONCE = 5000  # words that are scored at once
KNOWN_WORDS = 200_000  # words whose scores are kept


class Model:
    """The weights of the features, and the scores of the words read so far."""

    def __init__(self, weights: pd.DataFrame):
        pairs = {name: np.zeros((len(CLASSES), len(CLASSES), 2)) for name in ("before", "after", "two before")}
        # the weights of a word's own features; of those for its neighbours, in the order of AROUND
        self.own, self.near = {}, {}
        self.follow = np.zeros((3, 3))
        number = {name: i for i, name in enumerate(CLASSES)}
        for place, feature, begin, inside in weights.itertuples(index=False):
            if place in pairs:
                first, second = feature.split(" + ")
                pairs[place][number[first], number[second]] = begin, inside
            elif place == "follow":
                self.follow[int(feature), 1:] = begin, inside
            elif place == "follow to 0":
                self.follow[int(feature), 0] = begin
            else:
                at = AROUND.index(int(place))
                told = (self.near if at else self.own).setdefault(feature, [0.0] * (2 * len(AROUND) - 2 if at else 2))
                told[2 * max(at - 1, 0) : 2 * max(at, 1)] = begin, inside
        self.own, self.near = Weights(self.own, 2), Weights(self.near, 2 * len(AROUND) - 2)
        self.follow[OUTSIDE, INSIDE] = NEVER
        self.pairs = pairs
        self.forget()

    def forget(self):
        """Forget the words read; row 0 is for the places beyond the ends of a sentence."""
        self.rows = {"": 0}
        self.scores = np.zeros((1024, len(AROUND), 2))
        self.kinds = np.zeros(1024, dtype=np.int64)

    def rows_of(self, tokens: list[str]) -> list[int]:
        """Return the rows of words in `scores` and `kinds`."""
        self.learn(tokens)
        return [self.rows[token] for token in tokens]

    def learn(self, tokens: Iterable[str]):
        """Score the words that were not read before, all at once."""
        new = [token for token in dict.fromkeys(tokens) if token not in self.rows]
        first, last = len(self.rows), len(self.rows) + len(new)
        while new and last > len(self.kinds):
            self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)])
            self.kinds = np.concatenate([self.kinds, np.zeros_like(self.kinds)])
        self.rows.update(zip(new, range(first, last)))
        for at in range(0, len(new), AT_ONCE):
            known = [word(token) for token in new[at : at + AT_ONCE]]
            rows = slice(first + at, first + at + len(known))
            self.kinds[rows] = [word.kind for word in known]
            self.scores[rows, 0] = self.own.sums([word.own for word in known])
            self.scores[rows, 1:] = self.near.sums([word.near for word in known]).reshape(len(known), -1, 2)


class Weights:
    """The weights of features, a row of numbers for each."""

    def __init__(self, told: dict[str, list[float]], width: int):
        self.number = {feature: n for n, feature in enumerate(told, start=1)}
        self.table = np.array([[0.0] * width, *told.values()])  # row 0 is for features that the model has not

    def sums(self, words: list[tuple[str, ...]]) -> np.ndarray:
        """Return the sum of the weights of each word's features, a row for each word; every word has a feature."""
        number = self.number
        rows = [number.get(feature, 0) for features in words for feature in features]
        starts = np.cumsum([0, *map(len, words[:-1])])
        return np.add.reduceat(self.table[rows], starts)


@cache
def model() -> Model:
    """Return the model of data/models/names.parquet."""
    return Model(pd.read_parquet(MODELS / "names.parquet"))


def margins(sentences: list[list[int]], model: Model) -> list[np.ndarray]:
    """Return for each sentence an array of words × tags: the score of its best reading in which a word has a tag.

    The tags are outside of a name, at its begin, and inside of it; words are rows of the model.
    """
    found = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    for at in range(0, len(order), TOGETHER):
        part = list(order[at : at + TOGETHER])
        lengths = np.array([len(sentences[i]) for i in part])
        padded = np.zeros((len(part), max(lengths[-1], 1) + 4), dtype=np.int64)  # two beyond each end
        for row, i in zip(padded, part):
            row[2 : 2 + len(sentences[i])] = sentences[i]
        for i, best in zip(part, _best(padded, model, lengths)):
            found[i] = best[: len(sentences[i])]
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


def runs(best: np.ndarray, least: float = 0.0) -> list[tuple[int, int]]:
    """Return the names in a sentence, each as its first word and the one after its last."""
    spans = []
    for i in np.flatnonzero(best[:, 1:].max(axis=1) - best[:, OUTSIDE] >= least).tolist():
        _, begin, inside = best[i]
        if spans and spans[-1][1] == i and inside >= begin:
            spans[-1] = spans[-1][0], i + 1
        else:
            spans.append((i, i + 1))
    return spans


def tokens_of(page: Folded) -> tuple[list[str], list[int]]:
    """Return the words, marks and line ends of a page, and the start of each in the folded text.

    Folding makes some pairs of words one, which are kept apart here: «على» from the name «علي», unless its line writes
    «إلى» with ي as well, and «فإن», «بأن», «بأي» from «فان», «بان», «باي» of foreign names.
    """
    found = [(match[0], match.start()) for match in TOKEN.finditer(page.text)]
    tokens, starts = [token for token, _ in found], [start for _, start in found]
    with_hamza, (on,) = particles("hamza apart from a name"), particles("spelled like a name")
    # the places of «علي» since the last line end; whether the last line with such a word writes ي for ى
    line, dotted = [], False
    seen = set()
    for at, (token, start) in enumerate([*found, ("\n", 0)]):
        if token in with_hamza and page.raw[page.starts[start + 1]] in ("أ", "إ"):
            tokens[at] = token[1:]
        elif token in with_yeh():
            dot = page.raw[page.starts[start + len(token) - 1]] != "ى"
            if token.endswith(on):
                line.append(at)
            if not (dot and token.endswith(on)):
                seen.add(dot)
            if not dot and token.endswith(on):
                tokens[at] = token[:-1] + "ى"
        elif token == "\n":
            dotted = seen == {True} or dotted and not seen
            if dotted:
                for place in line:
                    tokens[place] = tokens[place][:-1] + "ى"  # «علي محمد» is lost there
            line, seen = [], set()
    return tokens, starts
