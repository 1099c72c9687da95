"""Fit the model that finds unlisted persons, and make the list of name parts and common words that it reads.

    pip install arabic-name-romanizer==0.2.0 arabnamer==0.1.3 wordfreq==3.1.1      (needed for `words` only)
    python benchmarks/fit_names.py words                      writes data/models/words.parquet
    python benchmarks/fit_names.py weights SENTENCES.jsonl    writes data/models/names.parquet, and prints its scores

SENTENCES.jsonl has one sentence a row: text, source, and entities (start, end, type; types that begin with PER are
persons). Sentences of benchmarks/name_sentences.txt, filled with names at random, are added. The result is the same in
every run.
"""

import gzip
import json
import random
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.lexicons import CLASSES, cldr, gazetteer, lexicon, match_key, name_cues, vocabulary
from helpers.names import features as name_words
from helpers.names import tagger as names
from helpers.names.tagger import AROUND, TAGS
from helpers.paths import MODELS
from helpers.text import fold_map, spaced_map

SEED = 1
ARABIC = re.compile(r"[ء-يپچژگڤک]+")
FEW = 5  # a name of fewer persons of the Arab world is written as abroad
MADE = 7500  # sentences from patterns, beside some 4,300 real ones
WEIGHT = 0.7  # of a made sentence, beside 1 of a real one
HIDDEN = 0.35  # share of words whose entry in the lists is hidden, so that a name in no list is recognised too
FAMOUS = 0.15  # share of those, of names and of foreign words, that count as common words: who is in the news is one
GRADES = (3, 4, 5)  # how common
EASTERN = 0.05  # share of the made names that are Korean, Chinese or Vietnamese: family name, then one or two syllables
ONSETS = ["", *"بتجدسشغكلمنهيور", "تش", "جي", "زه", "كي", "هي", "مي", "سي"]
RIMES = ["ين", "ينغ", "ون", "ونغ", "ان", "انغ", "و", "ي", "اي", "يو", "وك", "يك", "وي", "ا", "ام", "يان", "وان", "وه"]
RARE_FEATURE = 4  # a feature seen less often says little, and would be a memory of the sentences
PENALTY = 3.0  # L2
STEPS = 120
PEOPLES = re.compile(
    r"\S+(?:ون|ين|ة)|\S*(?:العرب|اليهود|الأتراك|الألمان|الفرس|السلاف|المغول|السنة|الهنود|الرومان|المجر|الإسبان)"
)


# The lists ------------------------------------------------------------------------------------------------------------


def package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None:
        sys.exit(f"{name} is not installed: pip install arabic-name-romanizer==0.2.0 arabnamer==0.1.3 wordfreq==3.1.1")
    return Path(spec.submodule_search_locations[0])


def slug(latin: str) -> str:
    """Return a name in small Latin letters without accents.

    >>> slug("Boualem Saïd")
    'boualem-said'
    """
    plain = unicodedata.normalize("NFKD", latin.lower()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z]+", "-", re.sub("['`]", "", plain)).strip("-")


def bands(language: str) -> list[list[str]]:
    """Return the words of a language by frequency, in bands of a hundredth of a power of ten, commonest first."""
    import msgpack

    return msgpack.load(gzip.open(package("wordfreq") / "data" / f"small_{language}.msgpack.gz"), raw=False)[1:]


def make_words() -> pd.DataFrame:
    """Return one row a folded word: word, given, family, foreign, common, latin, described in data/models/README.md."""
    given, family, latin, foreign, common = Counter(), Counter(), defaultdict(Counter), Counter(), {}
    index = sqlite3.connect(package("arabic_name_romanizer") / "resources" / "names.sqlite3")
    rows = index.execute(
        "select arabic_key, latin, role, sum(count), sum(count * (case when country in "
        "('DZ', 'MA', 'TN', 'MR', 'DJ', 'KM') then 1 else 10 end)) from units group by 1, 2, 3"
    )
    for arabic, roman, role, count, weight in rows:  # English spellings rather than French ones
        parts = [
            part
            for part in match_key(arabic).split()
            if part not in ("عبد", "ال", "ابو", "بن", "ابن", "بو", "ابي", "ام")
        ]
        if len(parts) != 1 or not ARABIC.fullmatch(parts[0]) or len(parts[0]) < 2:
            continue
        (family if role == "surname" else given)[parts[0]] += count
        if " " not in arabic and slug(roman) and weight >= FEW:
            latin[parts[0]][slug(roman)] += weight
    english = {w: centibels for centibels, words in enumerate(bands("en")) for w in words}
    for roman, arabic in json.loads(
        (package("arabnamer") / "data" / "dict_FINAL.json").read_text(encoding="utf8")
    ).items():
        for part in match_key(arabic).split():
            if ARABIC.fullmatch(part) and len(part) > 2:
                foreign[part] += 1
                if part == match_key(arabic) and slug(roman) and given[part] + family[part] < FEW:
                    latin[part][slug(roman)] += 1000 - english.get(roman, 900)
    for centibels, words in enumerate(bands("ar")):
        for w in words:
            if ARABIC.fullmatch(match_key(w)):
                common.setdefault(match_key(w), max(int(9 - centibels / 100), 3))
    rows = [
        (
            w,
            given[w],
            family[w],
            int(w in foreign),
            common.get(w, 0),
            min(latin[w], key=lambda s: (-latin[w][s], len(s), s)) if w in latin else "",
        )
        for w in sorted({*given, *family, *foreign, *common})
    ]
    table = pd.DataFrame(rows, columns=["word", "given", "family", "foreign", "common", "latin"])
    return table.astype({"given": "int16", "family": "int16", "foreign": "int8", "common": "int8"})


# The sentences --------------------------------------------------------------------------------------------------------


def read_sentences(path) -> list[tuple[list[str], list[int]]]:
    """Return the tokens of each sentence with their tags; names of peoples («المسلمين») are not persons here."""
    sentences = []
    for line in Path(path).read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        persons = [e for e in row["entities"] if e["type"].startswith("PER") and not PEOPLES.fullmatch(e["text"])]
        sentences.append(tagged(row["text"], [(e["start"], e["end"]) for e in persons]))
    return sentences


def tagged(text: str, spans: list[tuple[int, int]]) -> tuple[list[str], list[int]]:
    view = spaced_map(fold_map(text))
    tokens, tags, last = [], [], None
    for token, i in zip(*names.tokens_of(view)):
        start, end = view.span(i, i + len(token))
        span = next((span for span in spans if span[0] < end and start < span[1]), None)
        inside = span and tags and tags[-1] and last == span
        tokens.append(token)
        tags.append(2 if inside else 1 if span else 0)
        last = span
    return tokens, tags


class Fillings:
    """Names, titles and words to fill the patterns of sentences with, drawn at random."""

    def __init__(self, lists, dice):
        self.dice = dice
        self.given = [
            w for w, n in lists.given.items() if n >= 3 and lists.common.get(w, 0) < 6 and not w.startswith("ال")
        ]
        self.family = [w for w, n in lists.family.items() if n >= 2 and lists.common.get(w, 0) < 5]
        self.al_family = [w for w in self.family if w.startswith("ال")]
        self.foreign = [w for w in sorted(lists.foreign) if lists.common.get(w, 0) < 4 and w not in lists.given]
        self.weights = [min(lists.given[w], 60) for w in self.given]
        self.states = sorted(names[0] for names in cldr.states().values())
        self.capitals = [names.split("|")[0] for names in lexicon("capitals")["forms"]]
        self.demonyms = [
            k
            for k, e in sorted(gazetteer().entries.items())
            if e.form == "demonym" and k.startswith("ال") and k.endswith("ي")
        ]
        cue = lexicon("name_cues")
        self.forms = {kind: "|".join(cue.loc[cue["kind"] == kind, "forms"]).split("|") for kind in set(cue["kind"])}
        self.titles = [w for kind in ("title", "title", "office", "job") for w in self.forms[kind] if " " not in w]
        cues = name_cues()
        self.say = [w for w, kind in cues.items() if kind == "say" and " " not in w]
        words = sorted(
            w for w, grade in lists.common.items() if len(w) > 2 and 3 <= grade < 6 and not w.startswith("ال")
        )
        words = [w for w in words if {"a", "e"} <= set(name_words.inflections(w, lists.common)) and w not in cues]
        borne = {w: max(lists.given.get(w, 0), lists.family.get(w, 0)) for w in words}
        self.borne_by_few = [w for w in words if 0 < borne[w] < name_words.MANY]
        self.nobodys = [w for w in words if not borne[w] and w not in lists.foreign]
        self.eastern_families = "|".join(lexicon("family_first")["forms"]).split("|")
        self.kin = [w for w in self.forms["kin"] if w.endswith(("ه", "ها"))]
        self.say_weights = [
            1 + 5 * (w in map(match_key, ("قال", "أضاف", "أكد", "أعلن", "أوضح", "قالت", "صرح", "ذكر", "اعتبر", "أشار")))
            for w in self.say
        ]
        self.body = [f"{self.one(self.forms['body'])} {self.one(self.foreign)}" for _ in range(400)] + [
            "الداخلية",
            "الشرطة",
            "الاتحاد",
            "الأمم المتحدة",
            "الحكومة",
        ]

    def one(self, words, weights=None):
        return self.dice.choices(words, weights)[0]

    def eastern(self):
        return " ".join(
            [self.one(self.eastern_families), *(self.one(ONSETS) + self.one(RIMES) for _ in range(self.one([1, 2, 2])))]
        )

    def family_name(self):
        if self.dice.random() < EASTERN / 2:
            return self.one(self.eastern_families)
        r = self.dice.random()
        if r < 0.5:
            prefix = (
                self.one(["", "", "", "", "", "دي ", "فان ", "دو ", "فون ", "ماك "])
                if self.dice.random() < 0.15
                else ""
            )
            return prefix + self.one(self.foreign)
        return (
            self.one(self.al_family)
            if r < 0.8
            else self.one(
                [
                    "ابو " + self.one(self.family),
                    "ال " + self.one(self.given, self.weights),
                    "بن " + self.one(self.given, self.weights),
                    self.one(self.family),
                ]
            )
        )

    def given_name(self):
        r = self.dice.random()
        if r < 0.45:
            return self.one(self.foreign)
        return (
            "عبد ال" + self.one(["رحمن", "عزيز", "كريم", "قادر", "ستار", "حق", "مجيد", "واحد"])
            if r < 0.52
            else self.one(self.given, self.weights)
        )

    def full_name(self):
        if self.dice.random() < EASTERN:
            return self.eastern()
        r = self.dice.random()
        if r < 0.45:
            middle = [self.one(self.foreign)] if self.dice.random() < 0.12 else []
            prefix = self.one(["", "", "", "", "", "", "دي ", "فان ", "دو ", "فون "])
            return " ".join([self.one(self.foreign), *middle, prefix + self.one(self.foreign)])
        middle = (
            [self.one(self.given, self.weights)]
            if self.dice.random() < 0.25
            else ["بن", self.one(self.given, self.weights)]
            if self.dice.random() < 0.15
            else []
        )
        first = self.given_name() if r > 0.9 else self.one(self.given, self.weights)
        last = (
            self.family_name()
            if r > 0.85
            else self.one(
                [
                    self.one(self.al_family),
                    self.one(self.given, self.weights),
                    self.one(self.family),
                    "ابو " + self.one(self.family),
                ]
            )
        )
        return " ".join([first, *middle, last])

    def title(self, article):
        return ("ال" if article and self.dice.random() < 0.85 else "") + self.one(self.titles)

    def by_sign(self):
        """Return for each sign of a pattern the function that draws its filling."""
        return {
            "P": self.full_name,
            "S": self.family_name,
            "G": self.given_name,
            "N": lambda: self.one(self.states),
            "C": lambda: self.one(self.capitals),
            "D": lambda: self.one(self.demonyms),
            "X": lambda: self.one(self.foreign) if self.dice.random() < 0.8 else self.one(self.al_family),
            "O": lambda: self.one(self.body),
            "T": lambda: self.title(True),
            "t": lambda: self.title(False),
            "V": lambda: self.one(self.say, self.say_weights),
            "K": lambda: self.one(self.kin),
            "Y": lambda: self.one(self.borne_by_few),
            "W": lambda: self.one(self.nobodys),
            "A": lambda: "ال" + self.one(self.nobodys),
            "n": lambda: str(self.dice.randrange(2, 95)),
        }


def make_sentences(lists, count: int) -> list[tuple[list[str], list[int]]]:
    """Return sentences from the patterns of name_sentences.txt, filled at random."""
    dice = random.Random(SEED)
    lines = (Path(__file__).parent / "name_sentences.txt").read_text(encoding="utf8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    fillings = Fillings(lists, dice)
    fill, one = fillings.by_sign(), fillings.one
    made = []
    for _ in range(count):
        text, spans = "", []
        for part in re.split(r"(\{\w\})", one(patterns)):
            if part[:1] != "{":
                text += part
                continue
            filled = fill[part[1]]()
            if part[1] in "PSG":
                spans.append((len(text), len(text) + len(filled)))
            text += filled
        if dice.random() < 0.5:
            text += one([" .", ".", " .", ""])
        made.append(
            tagged(
                text, [] if re.match(r"(?:هبطت في )?(?:جامعة|مطار|مستشفى|مدينة|شارع) ال|سار في شارع", text) else spans
            )
        )
    return made


# The model ------------------------------------------------------------------------------------------------------------


class Table:
    """The features of words, as a sparse matrix with a row a word; the rows of hidden twins come after them."""

    def __init__(self, vocabulary, lists):
        empty = lists._replace(given={}, family={}, foreign=frozenset())
        self.rows = {w: i for i, w in enumerate(vocabulary)}
        self.words = [name_words.describe(w, known) for known in (lists, empty) for w in vocabulary]
        for grade in GRADES:
            self.words += [name_words.describe(w, empty._replace(common={w: grade})) for w in vocabulary]
        self.foreign = np.array([w in lists.foreign for w in vocabulary])
        self.kinds = np.array([w.kind for w in self.words])

    def index(self, counts, least):
        """Number the features that are seen often enough: those of the word itself, and those of its neighbours."""
        seen = Counter()
        for word, n in zip(self.words, counts):
            for place in AROUND:
                seen.update({(place, f): n for f in (word.near if place else word.own)})
        self.features = sorted(f for f, n in seen.items() if n >= least)
        number = {f: i for i, f in enumerate(self.features)}
        self.sparse = {}
        for place in AROUND:
            lists = [
                [number[place, f] for f in dict.fromkeys(w.near if place else w.own) if (place, f) in number]
                or [len(number)]
                for w in self.words
            ]
            self.sparse[place] = (
                np.concatenate([np.array(x) for x in lists]),
                np.cumsum([0] + [len(x) for x in lists[:-1]]),
                np.repeat(np.arange(len(lists)), [len(x) for x in lists]),
            )


def batch(sentences, table, dice, hide=HIDDEN):
    """Return sentences as padded arrays of word rows and tags; row -1 is padding."""
    longest = max(len(tokens) for tokens, _ in sentences)
    rows, tags = np.full((len(sentences), longest), -1), np.full((len(sentences), longest), -1)
    for i, (tokens, tag) in enumerate(sentences):
        rows[i, : len(tokens)], tags[i, : len(tag)] = [table.rows[t] for t in tokens], tag
    if hide:
        hidden = (dice.random(rows.shape) < hide) & (rows >= 0)
        famous = hidden & ((tags > 0) | table.foreign[rows]) & (dice.random(rows.shape) < FAMOUS)
        rows[hidden] += len(table.rows)
        rows[famous] += len(table.rows) * dice.integers(1, len(GRADES) + 1, famous.sum())
    return rows, tags


def fit(sentences, weights, lists, steps=STEPS, verbose=True):
    """Return the weights of features (a frame) and of neighbours, fitted by Adam on the log likelihood of the tags."""
    dice = np.random.default_rng(SEED)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i][0]))
    table = Table(sorted({t for tokens, _ in sentences for t in tokens}), lists)
    batches = []
    for at in range(0, len(order), 700):
        part = [i for i in order[at : at + 700] if sentences[i][0]]
        rows, tags = batch([sentences[i] for i in part], table, dice)
        batches.append((rows, tags, np.array([weights[i] for i in part])))
    counts = np.bincount(np.concatenate([rows[rows >= 0] for rows, *_ in batches]), minlength=len(table.words))
    table.index(counts, RARE_FEATURE)
    kinds = len(CLASSES)
    parameters = {
        "features": np.zeros((len(table.features) + 1, 2)),
        "before": np.zeros((kinds, kinds, 2)),
        "after": np.zeros((kinds, kinds, 2)),
        "two before": np.zeros((kinds, kinds, 2)),
        "follow": np.zeros((3, 3)),
    }
    moments = {name: (np.zeros_like(p), np.zeros_like(p)) for name, p in parameters.items()}
    for step in range(1, steps + 1):
        gradient = {name: -PENALTY * p for name, p in parameters.items()}
        scores = {
            place: np.add.reduceat(parameters["features"][ids], starts)
            for place, (ids, starts, _) in table.sparse.items()
        }
        pull = {place: np.zeros((len(table.words), 2)) for place in AROUND}
        total = 0.0
        for rows, tags, weight in batches:
            total += step_batch(rows, tags, weight, table, parameters, scores, pull, gradient)
        for place, (ids, _, owners) in table.sparse.items():
            for tag in (0, 1):
                gradient["features"][:, tag] += np.bincount(ids, pull[place][owners, tag], len(gradient["features"]))
        gradient["features"][-1] = 0
        rate = 0.06 * (1 - step / (steps + 1))
        for name, p in parameters.items():
            first, second = moments[name]
            first += 0.1 * (gradient[name] - first)
            second += 0.01 * (gradient[name] ** 2 - second)
            p += rate * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        if verbose and step % 40 == 0:
            print(f"step {step}: log likelihood {total:,.0f}", flush=True)
    return table, parameters


def around(rows, place):
    """Return the word rows `place` words further on, -1 beyond an end."""
    moved = np.full_like(rows, -1)
    if place < 0:
        moved[:, -place:] = rows[:, :place]
    elif place > 0:
        moved[:, :-place] = rows[:, place:]
    else:
        moved = rows
    return moved


def emissions(rows, table, parameters, scores):
    valid = rows >= 0
    e = np.zeros((*rows.shape, 3))
    for place in AROUND:
        at = around(rows, place)
        e[..., 1:] += np.where((at >= 0)[..., None], scores[place][at], 0)
    kind = {place: np.where(around(rows, place) >= 0, table.kinds[around(rows, place)], 0) for place in (-2, -1, 0, 1)}
    e[..., 1:] += (
        parameters["before"][kind[-1], kind[0]]
        + parameters["after"][kind[0], kind[1]]
        + parameters["two before"][kind[-2], kind[-1]]
    )
    return e, kind, valid


def step_batch(rows, tags, weight, table, parameters, scores, pull, gradient):
    e, kind, valid = emissions(rows, table, parameters, scores)
    follow = parameters["follow"].copy()
    follow[0, 2] = -30
    start = np.array([0, 0, -30.0])
    n, length, _ = e.shape
    alpha, beta = np.zeros_like(e), np.zeros_like(e)
    alpha[:, 0] = e[:, 0] + start
    for t in range(1, length):
        new = np.logaddexp.reduce(alpha[:, t - 1, :, None] + follow, axis=1) + e[:, t]
        alpha[:, t] = np.where(valid[:, t, None], new, alpha[:, t - 1])
    logz = np.logaddexp.reduce(alpha[:, -1], axis=1)
    for t in range(length - 2, -1, -1):
        new = np.logaddexp.reduce(follow + (e[:, t + 1] + beta[:, t + 1])[:, None, :], axis=2)
        beta[:, t] = np.where(valid[:, t + 1, None], new, 0)
    p = np.exp(alpha + beta - logz[:, None, None])
    gold = np.eye(3)[np.maximum(tags, 0)]
    w = (weight[:, None] * valid)[..., None]
    difference = (gold - p) * w
    score = (e * gold * w).sum() - (logz * weight).sum()
    pair_gold = np.einsum("nti,ntj,nt->ij", gold[:, :-1], gold[:, 1:], w[:, 1:, 0])
    logs = alpha[:, :-1, :, None] + follow + (e[:, 1:] + beta[:, 1:])[:, :, None, :] - logz[:, None, None, None]
    pair_p = (np.exp(np.minimum(logs, 0)) * w[:, 1:, :, None]).sum((0, 1))
    score += (pair_gold * follow).sum()
    gradient["follow"] += pair_gold - pair_p
    gradient["follow"][0, 2] = 0
    d = difference[..., 1:]
    for place in AROUND:
        at = around(rows, place)
        ok = (at >= 0) & valid
        for tag in (0, 1):
            pull[place][:, tag] += np.bincount(at[ok], d[ok][:, tag], len(pull[place]))
    for name, (i, j) in {"before": (-1, 0), "after": (0, 1), "two before": (-2, -1)}.items():
        np.add.at(gradient[name], (kind[i][valid], kind[j][valid]), d[valid])
    return score


def frame(table, parameters) -> pd.DataFrame:
    """Return the weights as a table: place, feature, begin, inside. Weights near zero are left out."""
    rows = [
        (place, name, *w) for (place, name), w in zip(table.features, parameters["features"]) if np.abs(w).max() >= 0.02
    ]
    rows += [
        (name, f"{CLASSES[i]} + {CLASSES[j]}", *parameters[name][i, j])
        for name in ("before", "after", "two before")
        for i in range(len(CLASSES))
        for j in range(len(CLASSES))
        if np.abs(parameters[name][i, j]).max() >= 0.02
    ]
    rows += [("follow", str(i), *parameters["follow"][i, 1:]) for i in TAGS] + [
        ("follow to 0", str(i), parameters["follow"][i, 0], 0.0) for i in TAGS
    ]
    out = pd.DataFrame(
        [(str(place), name, a, b) for place, name, a, b in rows], columns=["place", "feature", "begin", "inside"]
    )
    return out.astype({"begin": "float32", "inside": "float32"}).round(3)


def held_out(sentences, model) -> dict:
    """Return precision and recall, by overlap, on sentences."""
    gold = found = said = right = 0
    for tokens, tags in sentences:
        spans, mine = runs(tags), names.runs(names.margins(model.rows_of([tokens]), model)[0])
        gold, said = gold + len(spans), said + len(mine)
        found += sum(any(a < d and c < b for c, d in mine) for a, b in spans)
        right += sum(any(a < d and c < b for c, d in spans) for a, b in mine)
    p, r = right / max(said, 1), found / max(gold, 1)
    return {
        "persons": gold,
        "precision": round(p, 3),
        "recall": round(r, 3),
        "f1": round(2 * p * r / max(p + r, 1e-9), 3),
    }


def runs(tags):
    out = []
    for i, tag in enumerate(tags):
        if tag == 1:
            out.append((i, i + 1))
        elif tag == 2 and out:
            out[-1] = out[-1][0], i + 1
    return out


def main(verb, *paths):
    if verb == "words":
        MODELS.mkdir(exist_ok=True)
        make_words().to_parquet(MODELS / "words.parquet", index=False, compression="zstd")
        return
    real = read_sentences(paths[0])
    made = make_sentences(vocabulary(), MADE)
    test = real[::5]
    train = [s for i, s in enumerate(real) if i % 5]
    table, parameters = fit(train + made, [1.0] * len(train) + [WEIGHT] * len(made), vocabulary())
    print("held out:", held_out(test, names.Model(frame(table, parameters))))
    weights = [1.0] * len(real) + [WEIGHT] * len(made)
    table, parameters = fit(real + made, weights, vocabulary(), verbose=False)
    frame(table, parameters).to_parquet(MODELS / "names.parquet", index=False, compression="zstd")


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("words", "weights"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
