"""Persons nobody listed: the names that a page gives them, in full and in short.

`helpers.names` tells how much each word looks like a name where it stands. Here the whole page is heard: a family name
alone is one where the full name stands beside it or the profile knows its bearer, and a word that is mostly none is
none.
"""
from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

import numpy as np

from helpers import names
from helpers.letters import Folded
from helpers.name_parts import LINKS, SECOND, SON, called, eastern, eastern_size, may_be_given, mostly_given, parts, son_of
from helpers.name_words import CHAIN, CLASSES, COMMON, WITH_YEH, bare, cues, inflections, vocabulary
from helpers.names import LONGEST, view

# Margins are differences of log likelihood between the best reading of a sentence with a word as a name and without.
SURE = -0.3  # as good as the reading as a name; the best trade of precision for recall
LONE = 1.0  # what a word by itself must be
DOUBLE = 4.0  # and «علي», which is «to me» as well
CONFIRMED = 1.0  # a full name that is this sure, or stands behind a title, is worth remembering in the profile
# Least margins of a word alone that is, for a reason told here, a name: of a rare word, and of one of COMMON or more.
FAMILY = -8.0, -2.5  # the page has the full name
SPOKEN = -8.0  # of either behind a verb of saying, where no adjective stands: «وأوضح إسلامي»
KNOWN = -2.5, -0.5  # the profile has the full name
AGAIN = -3.0, -1.0  # the page has the word alone elsewhere, as a sure name
MOSTLY = -2.0  # what is below this on the average of the page is no name anywhere in it
DOUBTFUL = 1.0  # a common word and nobody's name that is less sure than this ends the name before it
CEILING = 4.0  # more than this adds nothing to the average
LOOSE = -2.5  # what the words behind a title must be that are foreign or nobody's, and as a name nothing but likely
EASTERN = -4.0  # what a syllable behind a Korean, Chinese or Vietnamese family name must be
SYLLABLES_TOO = ("هي", "هو")  # function words that end many a Korean name
AND = 4  # letters of a shorter word with و that nobody lists: it may be a name as it stands
TITLE = 6  # words that a title has at most: «نائب وزير الخارجية الروسي السابق»


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
IN_TITLE = numbers("quality", "al quality", "demonym", "al demonym", "state", "body")  # or what has its article
NAMED_AS = "باسم"  # «المتحدث باسم الشرطة»
SAY, QUALITY = numbers("say"), numbers("quality")
UNCOMMON = numbers("family first", "given", "family", "al family", "foreign", "lone", "rare", "al rare", "son", "particle")
KIN, COMMON_WORDS = numbers("kin"), numbers("common", "al common", "verb", "quality", "al quality")
# what stands before a name that is not a person's own
AL_TITLES, NAMED = numbers("al title"), numbers("named", "place")
GIVEN, FAMILIES = CLASSES.index("given"), numbers("given", "family", "al family")
BODIES = NAMED | numbers("al place", "body", "al body")


class Found(NamedTuple):
    """A name in a page: its place in the folded text, its words, how sure it is, and the title before it or ''."""

    start: int
    end: int
    words: tuple[str, ...]
    sure: float
    title: str

    @property
    def full(self) -> bool:
        return len(parts(self.words)) > 1


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
    [('هاني المرواني', 'وزير'), ('المرواني', '')]
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
        if sure[begin:end].max() >= LOOSE:
            spans = names.runs(best, SURE)
            for first, last in spans:
                found += _cleaned(page, begin, begin + first, begin + last)
            for first, last in names.runs(best, LOOSE):
                if not any(i < last and first < j for i, j in spans):
                    found += [name for name in _cleaned(page, begin, begin + first, begin + last)
                              if name.title and name.full and _uncommon(page, name)]
    long = [name for name in found if len(name.words) > 1 and not _mostly_none(page, name.words[0])]
    long = _side_by_side(long, known)
    alone = {name.words[0] for name in found
             if len(name.words) == 1 and name.sure >= (DOUBLE if name.words[0] in WITH_YEH else LONE)}
    return sorted(long + _alone(page, long, alone, known))


def _uncommon(page: Page, name: Found) -> bool:
    """Whether the words of a name are foreign, or nobody's, or names and nothing else."""
    first = bisect(page.starts, name.start) - 1
    return UNCOMMON.issuperset(page.kinds[first:first + len(name.words)].tolist())


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
        elif pieces[-1] and _and(text):
            pieces.append([at])
        else:
            pieces[-1].append(at)
    found = []
    for piece in pieces:
        while piece and page.tokens[piece[0]] in SON and piece[0] > begin and page.kinds[piece[0] - 1] not in APART:
            piece = [piece[0] - 1, *piece]  # what stands before «بن» is part of the name
        while piece and not (len(piece) > 1 and page.tokens[piece[1]] in SON | SECOND) and (
                page.kinds[piece[0]] in NOT_FIRST and not (
                    page.kinds[piece[0]] in QUALITY and len(piece) > 1 and may_be_given(page.tokens[piece[0]])) or page.kinds[piece[0]] in UNLIKELY_FIRST and len(piece) > 1
                and not may_be_given(bare(page.tokens[piece[0]])[0]) or len(piece) > 2 and _no_given(page.tokens[piece[0]])):
            piece = piece[1:]
        east = _eastern(page, piece[0]) if piece else 0
        cut = next((n for n, at in enumerate(piece) if n and _goes_on(page, at)), len(piece))
        piece = [piece[0] + n for n in range(east)] if east else piece[:cut]
        while piece and not east and (page.kinds[piece[-1]] in NOT_LAST or len(piece) > 2 and page.kinds[piece[-1]] in OFFICES
                         and page.tokens[piece[-2]] not in LINKS):
            piece = piece[:-1]
        if not piece or page.kinds[piece[0]] in BODIES or _after_a_namesake(page, begin, piece[0]):
            continue
        word, clitics = bare(page.tokens[piece[0]])
        if not clitics and _and(word):  # «وريشي سوناك»
            word, clitics = word[1:], "و"
        words = word, *(page.tokens[at] for at in piece[1:])
        if words[-1] not in LINKS and len(words[-1]) > 1 and (len(words) > 1 or word not in SECOND):
            size = len(page.tokens[piece[0]]) - len(word) if clitics else 0
            end = page.starts[piece[-1]] + len(page.tokens[piece[-1]])
            found.append(Found(page.starts[piece[0]] + size, end, words, float(page.sure[piece].max()),
                               _title(page, begin, piece[0])))
    return found


def _eastern(page: Page, at: int) -> int:
    """How many words from this one on are a Korean, Chinese or Vietnamese name: «تشوي سون هي», where «هي» is no pronoun."""
    tokens = page.tokens[at:at + 3]
    size = eastern_size((bare(tokens[0])[0], *tokens[1:]))
    for n in range(1, size):
        apart = page.starts[at + n] != page.starts[at + n - 1] + len(page.tokens[at + n - 1]) + 1
        third = n == 2 and tokens[2] in SYLLABLES_TOO
        doubted = page.kinds[at + n] in APART and page.sure[at + n] < 0 or page.sure[at + n] < EASTERN
        if apart or doubted and not third:
            return n if n > 1 else 0
    return size


def _title(page: Page, begin: int, at: int) -> str:
    """The title right before a name, without its articles: «وزير خارجيه روسي»; '' where there is none."""
    words, size = [], 0
    for place in range(at - 1, max(begin, at - TITLE) - 1, -1):
        word = bare(page.tokens[place])[0]
        words.append(word.removeprefix("ال"))
        if page.kinds[place] in TITLES or cues().get(words[-1]) in ("title", "office", "job"):
            size = len(words)
        elif page.kinds[place] not in IN_TITLE and (page.kinds[place] in APART or words[-1] == word) and word != NAMED_AS:
            break
    return " ".join(reversed(words[:size]))


def _side_by_side(long: list[Found], known: Collection[str]) -> list[Found]:
    """The names of two words without those that are two persons, each called by a word of which the page or the profile
    has the full name: «شكر بايدن مودي»; they are found again word by word.
    """
    families, east = defaultdict(set), {name.words[0] for name in long if eastern(name.words)}
    for name in long:
        families[called(name.words)].add(name.words)

    def another(word, words):
        return bool(families[word] - {words}) or word in known and not families[word]

    return [name for name in long if len(name.words) != 2 or eastern(name.words) or not east & {*name.words} and (
        may_be_given(name.words[0]) or name.title or not all(another(word, name.words) for word in name.words))]


def _and(token: str) -> bool:
    """Whether a word of a name begins with the و of «and»: it is split so, or is known neither with it nor as it is."""
    word, clitics = bare(token)
    lists = vocabulary()
    unknown = not any(word in known for known in (lists.given, lists.family, lists.foreign, lists.common))
    return clitics == "و" or not clitics and token[0] == "و" and len(token) > AND and unknown


def _no_given(token: str) -> bool:
    """Whether a word is a relative adjective behind a title, or a family name: «الجيولوجي», which begins no name."""
    word = bare(token)[0]
    return word.startswith("ال") and word.endswith("ي") and len(word) > 5 and not vocabulary().given.get(word)


def _after_a_namesake(page: Page, begin: int, at: int) -> bool:
    """Whether a name is that of what stands before it: «جامعة الملك سلمان», «شارع سمير الحلواني»."""
    before = at - 1 - (at > begin and page.kinds[at - 1] in AL_TITLES)
    return before >= begin and _named(page, before)


def _named(page: Page, at: int) -> bool:
    """Whether a word is a thing that a name may follow as its own: «مستشفى», not «المستشفى»."""
    return page.kinds[at] in NAMED and not bare(page.tokens[at])[0].startswith("ال")


def _goes_on(page: Page, at: int) -> bool:
    """Whether the sentence goes on with a word, and not the name: nobody's name, or behind ب ل ك and ال."""
    word, clitics = bare(page.tokens[at])
    if clitics.strip("و") or page.tokens[at].startswith("لل") or page.kinds[at] in KIN:
        return True
    rest = page.tokens[at][3:]
    if page.tokens[at].startswith(("بال", "كال", "فال")) and len(rest) > 2 and (
            {rest, rest[:-2]} & vocabulary().common.keys() or inflections(rest, vocabulary().common)):  # «بالضيفين», but not «بالوتيلي»
        return True
    if SECOND.intersection(page.tokens[at + 1:at + 2]):  # «صلاح الدين»
        return False
    listed = max(vocabulary().given.get(word, 0), vocabulary().family.get(word, 0)) > 1 or word in vocabulary().foreign
    common = page.kinds[at] in COMMON_WORDS and not listed
    return common and page.sure[at] < DOUBTFUL and page.tokens[at - 1] not in LINKS


def _alone(page: Page, long: list[Found], alone: set[str], known: Collection[str]) -> list[Found]:
    """The words that are names by themselves: of a full name of the page or the profile, or sure elsewhere."""
    families = {called(name.words) for name in long if name.full}
    members = {part for name in long if name.full for part in parts(name.words) if " " not in part}
    covered = {at for name in long for at in range(name.start, name.end)}
    found = _linked(page, families, known, covered)
    named = defaultdict(list)
    for text, places in page.places.items():
        for size in range(min(3, len(text) - 1)):
            if size and not CHAIN.fullmatch(text[:size]):
                break
            word = text[size:]
            if word in SECOND | LINKS:
                break
            if word in families or word in alone or word in members or word in known and not mostly_given(word):
                if page.kinds[places[0]] not in APART:
                    named[word] += [(at, size) for at in places if page.starts[at] + size not in covered]
                break
    for word, places in named.items():
        common = _common(word)
        mean = np.minimum(page.sure[[at for at, _ in places]], CEILING).mean() if places else 0.0
        if word in families:
            least = FAMILY[common]
        elif word in alone:
            least = (AGAIN[common] if word not in WITH_YEH else LONE) if mean >= MOSTLY else SURE if word in known else np.inf
        else:
            least = KNOWN[common] if word in known else SURE
        for at, size in places:
            if _of_a_namesake(page, at):
                continue
            if page.sure[at] >= (SPOKEN if word in families and at and page.kinds[at - 1] in SAY else least):
                found += _one_alone(page, at, size, word, covered)
    return found


def _of_a_namesake(page: Page, at: int) -> bool:
    """Whether a word alone is the name of what stands before it: «جائزة نوبل», «مطار أنديرا غاندي»."""
    return at > 0 and (_named(page, at - 1) or at > 1 and _named(page, at - 2) and page.kinds[at - 1] in UNCOMMON)


def _common(word: str) -> bool:
    """Whether a folded word is a common one of the language."""
    common = vocabulary().common
    return common.get(word, 0) >= COMMON and bool(inflections(word, common))


def _one_alone(page: Page, at: int, size: int, word: str, covered: set[int]) -> list[Found]:
    """The name at a word, behind `size` letters of proclitics; with the given or family name beside it, if it has one."""
    start, sure, words = page.starts[at] + size, float(page.sure[at]), (word,)
    last = at + 1 if _joined(page, at, at + 1) and page.starts[at + 1] not in covered else at
    behind = last == at and not size and _joined(page, at - 1, at)
    first = at - 1 if behind and page.starts[at] - 2 not in covered else at
    if first < at:  # the full name of somebody else of this family
        given, clitics = bare(page.tokens[first])
        start, words = page.starts[at] - 1 - len(given), (given, word)
    else:
        words = word, *page.tokens[at + 1:last + 1]
    end = page.starts[last] + len(page.tokens[last])
    if covered & {start, end - 1}:
        return []
    covered.update(range(start, end))
    return [Found(start, end, words, sure, _title(page, 0, at))]


def _linked(page: Page, families: set[str], known: Collection[str], covered: set[int]) -> list[Found]:
    """The family names of several words («أبو الغيط») that stand alone and of which page or profile has the full name."""
    found = []
    for text, places in page.places.items():
        word, clitics = bare(text)
        if word not in LINKS:
            continue
        for at in places:
            words = word, *page.tokens[at + 1:at + 2]
            start, last = page.starts[at] + len(text) - len(word), min(at + 1, len(page.tokens) - 1)
            part = " ".join(words)
            if part in families or part in known and not (mostly_given(part) or son_of(part)):
                if start not in covered:
                    end = page.starts[last] + len(page.tokens[last])
                    covered.update(range(start, end))
                    found.append(Found(start, end, words, float(page.sure[at:last + 1].max()), _title(page, 0, at)))
    return found


def _joined(page: Page, given: int, family: int) -> bool:
    """Whether two words are a given and a family name side by side, whatever stands around them."""
    if given < 0 or family >= len(page.tokens):
        return False
    if page.starts[family] != page.starts[given] + len(page.tokens[given]) + 1:
        return False
    return page.kinds[given] == GIVEN and page.kinds[family] in FAMILIES and not bare(page.tokens[family])[1]
