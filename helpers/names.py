"""Persons nobody listed: which words of a text are a person's name, by how they look and by what stands around them.

Every word is known by features: its ending, whether it is a given or family name somewhere, how common a word it is,
what kind of cue it is (a title, a verb of saying, a place …). A linear-chain conditional random field (Lafferty,
McCallum and Pereira 2001) weighs them together with those of the two words on each side. data/models/README.md says
what it was fitted on, and benchmarks/fit_names.py fits it anew.
"""
import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from babel import Locale

from helpers import corpus
from helpers.gazetteer import HYPHENS, SPACES, gazetteer, key
from helpers.letters import Folded, fold_map

MODELS = Path(__file__).parents[1] / "data" / "models"
TOKEN = re.compile(r"[^\W_]+|\n|[^\w\s]")
CHAIN = re.compile("[وفبلك]|[وف][بلك]")  # proclitics before a word
AROUND = (0, -1, 1, -2, 2)  # places, relative to a word, whose words say something of it
OUTSIDE, BEGIN, INSIDE = TAGS = (0, 1, 2)
NEVER = -1e6
LONGEST = 80  # words that are weighed together; a longer sentence is cut
TOGETHER = 500  # sentences of like length that are weighed in one go
KNOWN_WORDS = 200_000  # words whose scores are remembered
MARKS = {",": "comma", "،": "comma", ".": "stop", "\n": "line", ":": "colon", "(": "open", ")": "close", "؛": "stop",
         "!": "stop", "؟": "stop", "?": "stop", "\"": "quote", "«": "quote", "»": "quote", "“": "quote", "”": "quote"}
CLASSES = ("edge", "comma", "stop", "line", "colon", "open", "close", "quote", "mark", "number", "latin",
           "title", "al title", "office", "al office", "job", "al job", "kin", "called", "place", "al place", "body",
           "al body", "named", "people", "say", "verb", "son", "particle", "ordinal", "quality", "al quality", "after",
           "function", "time", "state", "demonym", "al demonym", "given", "family", "al family", "foreign", "al common",
           "common", "al rare", "rare")
RARE = 0  # the grade of a word that the list of common words has not
WITH_YEH = frozenset(map("".join, product(("", "و", "ف"), ("علي", "الي", "حتي"))))  # of «على», «إلى» and «حتى»
BINS = (1, 2, 5, 20, 100)  # how many persons bear a name, in grades
COMMON = 4  # a name that is this common as a word (10 in a million) is one only among other signs


FUTURE = re.compile("س(([يتن].{3,}?)(?:ان|ون|وا)?)")  # سيناقشان
SEVERAL = re.compile("(?:ت?ان|ت?ين|ون|ات)$")


class Word(NamedTuple):
    """What is known of a word by itself: its class, its features as a name, and those it lends its neighbours."""

    kind: int
    own: tuple[str, ...]
    near: tuple[str, ...]


class Vocabulary(NamedTuple):
    given: dict[str, int]  # how many persons bear it as a given name, and as a family name
    family: dict[str, int]
    foreign: frozenset[str]
    common: dict[str, int]  # grades, 3 (one in a million) to 7
    latin: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The parts of names and the common words of data/models/words.parquet."""
    table = pd.read_parquet(MODELS / "words.parquet")
    words = table["word"].tolist()

    def counts(column):
        return {word: int(n) for word, n in zip(words, table[column]) if n}

    return Vocabulary(counts("given"), counts("family"), frozenset(counts("foreign")), counts("common"),
                      {word: latin for word, latin in zip(words, table["latin"]) if latin})


@cache
def cues() -> dict[str, str]:
    """The kind of each word that says something of a name near it, by its folded spelling."""
    kinds = {}
    for name in corpus.lexicon("function_words").query("use in ('function', 'unfinished')")["form"]:
        kinds[key(name)] = "function"
    for name in corpus.lexicon("months")["name"]:
        kinds[key(name)] = "time"
    for name in ("السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة"):
        kinds[key(name)] = "time"
    table = corpus.lexicon("name_cues")
    wrong = table.index[~table["kind"].isin(CLASSES)]
    if len(wrong):
        raise ValueError(f"data/lexicons/name_cues.csv, row {wrong[0] + 2}: unknown kind {table['kind'][wrong[0]]!r}; "
                         f"write one that other rows have")
    listed = {key(form): kind for kind, forms in zip(table["kind"], table["forms"]) for form in forms.split("|")}
    kin = [form for form, kind in listed.items() if kind == "kin" and form.endswith("ه")]
    listed |= {form + more: "kin" for form in kin for more in ("ا", "م")}  # نجله, نجلها, نجلهم
    said = corpus.lexicon("cues").query("kind in ('say', 'saying')")
    said = pd.concat([said[column] for column in ("cue", "present", "participle")])
    for form in [form for form in said if form and " " not in form]:
        for past in (form, form + "ت", form[:-1] + "ت" if form.endswith("ى") else form):
            listed.setdefault(key(past), "say")
        if form.startswith("ي"):
            listed.setdefault(key("ت" + form[1:]), "say")
    kinds["على"] = kinds.pop("علي", "function")  # `tokens_of` tells it from the name
    return kinds | listed


@cache
def cities() -> frozenset[str]:
    """The cities of one word by which CLDR names time zones, and those of data/lexicons/places.csv."""
    zones = (zone.get("city", "") for zone in Locale.parse("ar").time_zones.values())
    return frozenset(key(name) for name in [*zones, *corpus.lexicon("places")["name"]] if name and " " not in name)


def word(token: str) -> Word:
    """What is known of a folded word by itself."""
    return describe(token, vocabulary())


def describe(token: str, lists: Vocabulary) -> Word:
    """What is known of a folded word by itself and with these lists.

    >>> CLASSES[word("الوزير").kind], CLASSES[word("وقال").kind], CLASSES[word("لندن").kind], CLASSES[word("،").kind]
    ('al title', 'say', 'state', 'comma')
    """
    if token in MARKS or not token[0].isalnum():
        kind = MARKS.get(token, "mark")
        return _word(kind, [], [])
    if token.isnumeric():
        size = "year" if len(token) == 4 else "age" if len(token) == 2 else "number"
        return _word("number", [size], [size])
    if token.isascii():
        return _word("latin", [], [])
    bare, clitic = split_clitics(token, lists)
    kind = _kind(bare, lists)
    al = bare.startswith("ال") and len(bare) > 4
    grade = min(lists.common.get(token, lists.common.get(bare, RARE)), 6)
    given, family = _bin(lists.given.get(bare, 0)), _bin(lists.family.get(bare, 0))
    foreign = bare in lists.foreign
    listed = [f"given {given} {grade}", f"family {family} {grade}", f"foreign {foreign} {grade}",
              f"names {min(given, 2)} {min(family, 2)} {foreign} {al}"]
    near = [*listed, f"ends {bare[-2:]}", f"al {al} {grade}", f"ends {bare[-3:]}"]
    if kind == "function" or lists.common.get(token, 0) >= 6 or CLASSES.index(kind) < CLASSES.index("state"):
        near.append(f"word {bare}")
    own = [*near, f"clitic {clitic} {kind}", f"length {min(len(bare), 9)} {grade > 0}", f"ends {bare[-1:]}"]
    own += [f"begins {bare[:n]}" for n in (1, 2, 3)] + [f"ends {bare[-4:]}"]
    framed = f"^{bare}$"
    own += [f"has {framed[i:i + 2]}" for i in range(len(framed) - 1)]
    own += [f"has {framed[i:i + 3]}" for i in range(len(framed) - 2)]
    return _word(kind, own, near)


def _word(kind: str, own: list[str], near: list[str]) -> Word:
    return Word(CLASSES.index(kind), (f"is {kind}", *own), (f"is {kind}", *near))


def _bin(count: int) -> int:
    return sum(count >= least for least in BINS)


def split_clitics(token: str, lists: Vocabulary) -> tuple[str, str]:
    """A word without its proclitics, and these, where what is left is known and the whole is not."""
    def known(form):
        return any(form in known for known in (cues(), lists.common, lists.given, lists.family, lists.foreign))

    def named(form):
        return max(lists.given.get(form, 0), lists.family.get(form, 0), form in lists.foreign)

    if token in cues() or named(token) > 1:
        return token, ""
    for size in (1, 2):
        head, rest = token[:size], token[size:]
        if len(rest) < 3 or not CHAIN.fullmatch(head):
            break
        if head[-1:] == "ل" and rest.startswith("ل") and known("ا" + rest):
            return "ا" + rest, head
        names_more = named(rest) > named(token) and lists.common.get(rest, 0) >= lists.common.get(token, 0)
        if rest in cues() or names_more or not known(token) and known(rest) or head == "و" and rest.startswith("ال"):
            return rest, head
    return token, ""


@cache
def bare(token: str) -> tuple[str, str]:
    """A folded word without its proclitics, and these.

    >>> bare("ولندن"), bare("للوزير"), bare("وليد")
    (('لندن', 'و'), ('الوزير', 'ل'), ('وليد', ''))
    """
    return split_clitics(token, vocabulary())


def _kind(bare: str, lists: Vocabulary) -> str:
    """The class of a word."""
    plain = bare[2:] if bare.startswith("ال") else bare
    al = "al " if plain != bare else ""
    cue = cues().get(bare) or cues().get(plain)
    if cue:
        return f"al {cue}" if al and f"al {cue}" in CLASSES else cue
    future = FUTURE.fullmatch(bare)
    if future and {future[1], future[2]} & lists.common.keys() and bare not in lists.given:
        return "verb"
    stem = SEVERAL.sub("", plain)
    if stem != plain and (cues().get(stem) or cues().get(stem + "ه")) in ("title", "office", "job", "kin"):
        return "people"
    entry = gazetteer().entries.get(bare)
    if entry and entry.kind == "state":
        return (al + "demonym") if entry.form == "demonym" else "state"
    if bare in cities():
        return "state"
    given, family, common = lists.given.get(bare, 0), lists.family.get(bare, 0), lists.common.get(bare, 0)
    if given >= BINS[2] and given >= family:
        return "given"
    if family >= 2 and (common < COMMON or family >= BINS[2]):
        return al + "family"
    if bare in lists.foreign and common < COMMON + 1:
        return "foreign"
    if given and common < COMMON:
        return "given"
    return al + ("common" if common or lists.common.get(plain) else "rare")


class Model:
    """The weights of the features, and what the words met so far score by them."""

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
                row = (self.near if at else self.own).setdefault(feature, np.zeros(2 * len(AROUND) - 2 if at else 2))
                row[2 * max(at - 1, 0):][:2] = begin, inside
        self.follow[OUTSIDE, INSIDE] = NEVER
        self.pairs = pairs
        self.forget()

    def forget(self):
        """Forget the words met; row 0 is what stands beyond the ends of a sentence."""
        self.rows = {"": 0}
        self.scores = np.zeros((1024, len(AROUND), 2))
        self.kinds = np.zeros(1024, dtype=np.int64)

    def rows_of(self, tokens: list[str]) -> list[int]:
        """The numbers of words in `scores` and `kinds`."""
        for token in [token for token in dict.fromkeys(tokens) if token not in self.rows]:
            row = self.rows[token] = len(self.rows)
            if row == len(self.kinds):
                self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)])
                self.kinds = np.concatenate([self.kinds, np.zeros_like(self.kinds)])
            known = word(token)
            self.kinds[row] = known.kind
            self.scores[row, 0] = _sum(self.own, known.own, 2)
            self.scores[row, 1:] = _sum(self.near, known.near, 2 * len(AROUND) - 2).reshape(-1, 2)
        return [self.rows[token] for token in tokens]


def _sum(weights: dict[str, np.ndarray], features: tuple[str, ...], width: int) -> np.ndarray:
    known = [weights[feature] for feature in features if feature in weights]
    return np.sum(known, axis=0) if known else np.zeros(width)


@cache
def model() -> Model:
    """The model of data/models/names.parquet."""
    return Model(pd.read_parquet(MODELS / "names.parquet"))


def margins(sentences: list[list[int]], model: Model) -> list[np.ndarray]:
    """For each word, a row of the model, how good the best reading of its sentence is with it outside, at the begin, or
    inside of a name: an array of words × tags a sentence.
    """
    found = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    for at in range(0, len(order), TOGETHER):
        part = [i for i in order[at:at + TOGETHER]]
        lengths = np.array([len(sentences[i]) for i in part])
        padded = np.zeros((len(part), max(lengths[-1], 1) + 4), dtype=np.int64)  # two beyond each end
        for row, i in zip(padded, part):
            row[2:2 + len(sentences[i])] = sentences[i]
        for i, best in zip(part, _best(padded, model, lengths)):
            found[i] = best[:len(sentences[i])]
    return found


def _best(padded: np.ndarray, model: Model, lengths: np.ndarray) -> np.ndarray:
    """The score of the best path through each tag of each word, by max-plus forward and backward passes."""
    length = padded.shape[1] - 4
    at = {place: padded[:, 2 + place:2 + place + length] for place in AROUND}
    kind = {place: model.kinds[at[place]] for place in (-2, -1, 0, 1)}
    e = np.zeros((len(padded), length, 3))
    e[..., 1:] = sum(model.scores[at[place], i] for i, place in enumerate(AROUND)) \
        + model.pairs["before"][kind[-1], kind[0]] + model.pairs["after"][kind[0], kind[1]] \
        + model.pairs["two before"][kind[-2], kind[-1]]
    forward, backward = e.copy(), np.zeros_like(e)
    forward[:, 0, INSIDE] += NEVER
    for t in range(1, length):
        forward[:, t] += (forward[:, t - 1, :, None] + model.follow).max(axis=1)
    for t in range(length - 2, -1, -1):
        ahead = (model.follow + (e[:, t + 1] + backward[:, t + 1])[:, None, :]).max(axis=2)
        backward[:, t] = np.where((t + 1 < lengths)[:, None], ahead, 0)
    return forward + backward


def runs(best: np.ndarray, least: float = 0.0) -> list[tuple[int, int]]:
    """The names in a sentence: the numbers of the first word and the one after the last."""
    spans = []
    for i, (outside, begin, inside) in enumerate(best.tolist()):
        if max(begin, inside) - outside < least:
            continue
        if spans and spans[-1][1] == i and inside >= begin:
            spans[-1] = spans[-1][0], i + 1
        else:
            spans.append((i, i + 1))
    return spans


def tokens_of(page: Folded) -> tuple[list[str], list[int]]:
    """The words, marks and line ends of a page, and where each starts; two pairs that folding makes one are told apart:
    «على» from the name «علي», where the line does not write «إلى» with ي as well, and «فإن» from the «فان» of foreign
    names.
    """
    found = [(match[0], match.start()) for match in TOKEN.finditer(page.text)]
    tokens, starts = [token for token, _ in found], [start for _, start in found]
    # the places of «علي» since the last line end; whether the last line that tells writes ي for ى
    line, dotted = [], False
    seen = set()
    for at, (token, start) in enumerate([*found, ("\n", 0)]):
        if token == "فان" and page.raw[page.starts[start + 1]] == "إ":
            tokens[at] = "ان"
        elif token in WITH_YEH:
            dot = page.raw[page.starts[start + len(token) - 1]] != "ى"
            if token.endswith("علي"):
                line.append(at)
            if not (dot and token.endswith("علي")):
                seen.add(dot)
            if not dot and token.endswith("علي"):
                tokens[at] = token[:-1] + "ى"
        elif token == "\n":
            dotted = seen == {True} or dotted and not seen
            if dotted:
                for place in line:
                    tokens[place] = tokens[place][:-1] + "ى"  # «علي محمد» is lost there
            line, seen = [], set()
    return tokens, starts


def view(text: str) -> Folded:
    """The folded text with hyphens as spaces and a run of spaces as one, so that a name matches across them."""
    folded = fold_map(text)
    spaces = [i for run in SPACES.finditer(folded.text) for i in range(*run.span())]
    return Folded(SPACES.sub("", folded.text).translate(HYPHENS), text, np.delete(folded.starts, spaces))
