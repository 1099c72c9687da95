"""Make odd pages: from the words of the lexicons in every order, or by spoiling sound pages.

Tests and benchmarks/fuzz.py use them. A `random.Random` decides everything, so a seed gives the same page again on any
machine with the same lexicons.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from re import (
    _parser,  # undocumented, but the one reader of patterns that agrees with `re`; hypothesis uses it as well
)

from helpers.dates.rules import CLASSES, FRAGMENTS, RULES, SILENT
from helpers.dates.tokens import CODES
from helpers.lexicons import calendar, lexicon

ARTICLES = Path(__file__).resolve().parents[1] / "data" / "articles"
COLUMNS = {  # of the lexicons: where their words stand
    "markers": ["form"],
    "function_words": ["form"],
    "given_names": ["name"],
    "reporting_verbs": ["verb", "present", "participle"],
    "speech_nouns": ["noun"],
    "attribution": ["phrase"],
    "speaker_words": ["word"],
    "clause_words": ["word"],
    "honorifics": ["honorific", "titles"],
    "calendar": ["phrase"],
    "months": ["name"],
    "numbers": ["word"],
    "name_cues": ["forms"],
    "places": ["name"],
    "actors": ["name", "forms", "short", "alone"],
    "states": ["forms"],
    "capitals": ["forms"],
    "seats": ["forms"],
    "demonyms": ["adjectives", "plurals"],
    "family_first": ["forms"],
    "not_actors": ["form"],
    "tenses": ["word"],
}
CUES = ("reporting_verbs", "reporting_verbs", "speech_nouns", "attribution", "speaker_words", "clause_words")
SHORT = ("ال", "و", "ف", "ب", "ل", "ك", "أن", "إن", "آل", "بن", "عبد", "أبو", "ولل", "ه", "1", "٣", "٠", "الـ", "لـ")
QUOTES = ("«", "»", "“", "”", "„", '"', "″", "‘", "’", "'")
STOPS = (
    ".",
    "،",
    ",",
    ":",
    "؛",
    ";",
    "!",
    "؟",
    "?",
    "…",
    "...",
    "..",
    "-",
    "–",
    "—",
    "ـ",
    "/",
    "\\",
    "|",
    "(",
    ")",
    "[",
    "]",
    "•",
    "·",
    "#",
    "@",
    "*",
    "%",
    "+",
    "=",
    "_",
    "<",
    ">",
    "©",
    "&",
    "$",
)
BLANKS = (
    " ",
    "  ",
    "   ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\v",
    "\f",
    "\x1c",
    "\x85",
    "\u00a0",
    "\u2003",
    "\u3000",
    "\u2028",
    "\u2029",
)
INVISIBLE = (
    "\u0640",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u061c",
    "\u2067",
    "\u2069",
    "\ufeff",
    "\u00ad",
    "\u064b",
    "\u0651",
    "\u0670",
    "\u0301",
)
ODD = (
    "\x00",
    "\x01",
    "\x7f",
    "ﷺ",
    "ﻻ",
    "ﷲ",
    "ﷻ",
    "ﺍ",
    "İ",
    "ß",
    "²",
    "½",
    "Ⅷ",
    "５",
    "५",
    "𞸀",
    "😀",
    "🇪🇬",
    "\ufffd",
    "ݐ",
    "پ",
    "ک",
    "ی",
    "ۀ",
    "漢",
    "é",
    "e\u0301",
    "\ue000",
    "\U0010ffff",
)
MARKS = QUOTES + STOPS + BLANKS + INVISIBLE + ODD
FILL = {  # what stands for the kinds of date_rules that no lexicon lists
    "number": ("0", "1", "5", "٧", "19", "31", "00", "07"),
    "year": ("1800", "1999", "2023", "٢٠٣١", "2099"),
    "hijri_year": ("1300", "1444", "١٤٥٢", "1500"),
    "old_year": ("1501", "1720", "١٦٤٨"),
    "numeral": ("33", "99", "300", "7976", "12345", "999999999", "0000"),
    "numeric": ("13/9/2023", "5-5-1444", "1.1.20", "32/13/2023", "2023-02-30", "1/1/12345", "00/00/0000"),
    "and": ("و",),
    "word": ("الجسر", "وصل", "سيصل", "قرية", "محمد", "الوزير", "ال"),
    "line": ("\n",),
    "comma": ("،", ","),
    "slash": ("/",),
    "dash": ("-", "–"),
    "open": ("(",),
    "close": (")",),
    "sign": (".", ":", "«", "»", "؟"),
}
MOST_REPEATS = 2  # of what a rule lets stand any number of times
PAGE = 450  # characters of a page, about
LONG = 0.002  # share of pages with one line of thousands of characters
LONG_CHARACTERS = 6000
PLAIN = 0.75  # of the words of a made-up sentence: a blank follows
MOST_MUTATIONS = 5


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Return the words of each lexicon, as its rows have them."""
    found = {}
    for name, columns in COLUMNS.items():
        table = lexicon(name)
        cells = [cell for column in columns if column in table for cell in table[column]]
        found[name] = tuple(dict.fromkeys(word for cell in cells for word in cell.split("|") if word))
    return found


@cache
def pieces() -> tuple[str, ...]:
    """Return all words of all lexicons, sorted."""
    return tuple(sorted({word for group in words().values() for word in group}))


# Dates ----------------------------------------------------------------------------------------------------------------


@cache
def fillers() -> dict[str, tuple[str, ...]]:
    """Return for each kind of token the folded phrases of that kind."""
    found = defaultdict(list)
    for phrase, (kind, _, _) in calendar()[0].items():
        found[kind].append(phrase)
    found["written"] = list(words()["numbers"])
    return {kind: tuple(found[kind]) or FILL[kind] for kind in CODES}


@cache
def _patterns() -> list:
    """Return the parsed pattern over codes of each rule, then those of expressions that no rule may read."""
    names = CODES | {name: "".join(CODES[kind] for kind in kinds.split()) for name, kinds in CLASSES.items()}
    names["any"] = "."
    for name, pattern in FRAGMENTS.items():
        names[name] = pattern.format(**names)
    patterns = [rule.pattern for rule in RULES] + [pattern for _, pattern in SILENT]
    return [_parser.parse(pattern.format(**names), re.VERBOSE) for pattern in patterns]


KIND_OF = {code: kind for kind, code in CODES.items()}


def _codes(random: Random, pattern) -> list[str]:
    """Return codes that a parsed pattern matches, with those that it asks for around them."""
    made = []
    for op, argument in pattern:
        name = str(op)
        if name == "LITERAL":
            made.append(chr(argument))
        elif name == "IN":
            made.append(chr(random.choice([code for kind, code in argument if str(kind) == "LITERAL"])))
        elif name == "ANY":
            made.append(random.choice(list(KIND_OF)))
        elif name == "BRANCH":
            made += _codes(random, random.choice(argument[1]))
        elif name == "SUBPATTERN":
            made += _codes(random, argument[3])
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, inside = argument
            for _ in range(random.randint(least, min(most, max(least, MOST_REPEATS)))):
                made += _codes(random, inside)
        elif name == "ASSERT":
            made += _codes(random, argument[1])
    return made


def date_expression(random: Random, rule: int | None = None) -> str:
    """Return an expression that a rule of dates reads, or nearly so, with random words for its kinds of tokens.

    Args:
        random: the source of all choices.
        rule: its number; without it any rule.

    """
    pattern = random.choice(_patterns()) if rule is None else _patterns()[rule]
    tokens = [random.choice(fillers()[KIND_OF[code]]) for code in _codes(random, pattern)]
    if random.random() < 0.15 and tokens:
        tokens[random.randrange(len(tokens))] = random.choice(fillers()[random.choice(list(CODES))])
    return _joined(random, tokens, 0.95)


# Sentences ------------------------------------------------------------------------------------------------------------


def _joined(random: Random, parts: list[str], plain: float = PLAIN) -> str:
    """Return words with a blank between them, or sometimes with nothing or any mark."""
    made = []
    for part in parts:
        gap = " " if random.random() < plain else random.choice((*MARKS, "", " - ", "، ", " «", "» "))
        made += [part, gap]
    return "".join(made[:-1])


def _name(random: Random) -> str:
    given, cue = words()["given_names"], words()["name_cues"]
    parts = [random.choice(given) for _ in range(random.randint(1, 3))]
    parts = [random.choice(("", "", "", "و", "بن ", "ال", "عبد ", "عبدال", "ل")) + part for part in parts]
    title = [random.choice(("", "ال")) + random.choice(cue)] if random.random() < 0.4 else []
    return _joined(random, title + parts, 0.95)


def _speaker(random: Random) -> str:
    return random.choice(
        (
            _name(random),
            random.choice(words()["actors"]),
            random.choice(SHORT),
            "الوزير",
            "ال" + random.choice(words()["name_cues"]),
            random.choice(pieces()),
        )
    )


def _quotation(random: Random) -> str:
    cue = random.choice(words()[random.choice(CUES)])
    particle = random.choice(("إن", "أن", "بأن", ":", "عن", "", "إنه", "قوله إن", "«"))
    said = [random.choice(pieces()) for _ in range(random.randint(0, 6))]
    opens, closes = random.choice((("«", "»"), ('"', '"'), ("“", "”"), ("", ""), ("", "»"), ("«", ""), ("« ", " »")))
    said = opens + " ".join(said) + closes
    order = [cue, _speaker(random), particle, said] if random.random() < 0.7 else [said, cue, _speaker(random)]
    return random.choice(("", "", "و", "ف")) + _joined(random, order, 0.9) + random.choice((".", ".", "", "،", "؟"))


def _marker(random: Random) -> str:
    return random.choice(words()["markers"]) + random.choice((": ", "", "\n", " - ", "و", ":", " | "))


def _any_words(random: Random) -> str:
    pool = random.choice((pieces(), SHORT, *words().values()))
    return _joined(random, [random.choice(pool) for _ in range(random.randint(1, 12))])


MAKERS: tuple[Callable[[Random], str], ...] = (date_expression, _name, _quotation, _marker, _any_words)


def made_up(random: Random, characters: int = PAGE) -> str:
    """Return a page of dates, names, quotations, markers and words in any order."""
    parts, size = [], 0
    while size < characters * random.uniform(0.3, 1.5):
        parts += [random.choice(MAKERS)(random), random.choice((" ", " ", ". ", "\n", "\n", "\n\n", *BLANKS))]
        size += len(parts[-2]) + 1
    return "".join(parts)


# Mutations ------------------------------------------------------------------------------------------------------------


def _span(random: Random, page: str, most: int = 60) -> tuple[int, int]:
    start = random.randrange(len(page) + 1)
    return start, min(len(page), start + random.randint(1, most))


def _delete(random, page, other):
    start, end = _span(random, page)
    return page[:start] + page[end:]


def _double(random, page, other):
    start, end = _span(random, page)
    return page[:end] + page[start:end] * random.randint(1, 3) + page[end:]


def _swap(random, page, other):
    parts = re.split(r"(\s+)", page)
    i, j = random.randrange(len(parts)), random.randrange(len(parts))
    parts[i], parts[j] = parts[j], parts[i]
    return "".join(parts)


def _splice(random, page, other):
    lines, others = page.split("\n"), other.split("\n")
    at, first = random.randrange(len(lines) + 1), random.randrange(len(others))
    return "\n".join(lines[:at] + others[first : first + 3] + lines[at:])


def _insert(random, page, other):
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(page) + 1)
        page = page[:at] + random.choice(MARKS) + page[at:]
    return page


def _other_marks(random, page, other):
    old, new = random.choice(QUOTES + STOPS), random.choice(QUOTES + STOPS)
    return page.replace(old, new)


def _other_blanks(random, page, other):
    return re.sub(
        r"[^\S\n]+" if random.random() < 0.7 else r"\s+", random.choice((*BLANKS, "")).replace("\\", ""), page
    )


def _cut(random, page, other):
    at = random.randrange(len(page) + 1)
    return page[:at] + random.choice((" ", "\n", "   ", "و", "ال", "\u2028", ".")) + page[at:]


def _digits(random, page, other):
    return re.sub(r"\d", lambda found: random.choice("0123456789٠٣٩۵") if random.random() < 0.5 else found[0], page)


def _word(random, page, other):
    at = random.randrange(len(page) + 1)
    return page[:at] + random.choice((" ", "")) + random.choice(MAKERS)(random) + random.choice((" ", "")) + page[at:]


MUTATIONS = (_delete, _double, _swap, _splice, _insert, _other_marks, _other_blanks, _cut, _digits, _word)


def mutated(random: Random, page: str, other: str) -> str:
    """Return a page after some mutations; lines of `other` may be spliced in."""
    for _ in range(random.randint(1, MOST_MUTATIONS)):
        page = random.choice(MUTATIONS)(random, page or other, other)
    return page


@cache
def shipped() -> tuple[str, ...]:
    """Return the pages of data/articles."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt")))


def _part(random: Random, page: str) -> str:
    """Return some lines of a page, about PAGE characters; of a longer line a stretch."""
    lines = page.split("\n")
    first, part = random.randrange(len(lines)), ""
    for line in lines[first:]:
        part += line + "\n"
        if len(part) > PAGE:
            break
    start = random.randrange(max(1, len(part) - 2 * PAGE))
    return part[start : start + 2 * PAGE]


def odd_page(random: Random, pages: tuple[str, ...] = ()) -> str:
    """Return an odd page: made up, or a part of a page of `pages` (the shipped ones) with mutations.

    >>> odd_page(Random(7)) == odd_page(Random(7))
    True
    """
    pages = pages or shipped()
    kind = random.random()
    if kind < 0.35:
        page = made_up(random)
    else:
        page = mutated(random, _part(random, random.choice(pages)), _part(random, random.choice(pages)))
        if kind > 0.9:
            page = mutated(random, page, made_up(random))
    if random.random() < LONG:
        page = (page or ".") * (LONG_CHARACTERS // (len(page) + 1) + 1)
        page = page.replace("\n", random.choice((" ", "", "\u00a0"))) if random.random() < 0.7 else page
    return page if page.strip() else page + "خبر"
