"""The names in a run of words that look like one: where a name begins and ends, and the title before it."""
import re
from bisect import bisect
from typing import NamedTuple

import numpy as np

from helpers.name_parts import LINKS, SECOND, SON, eastern_size, may_be_given, parts
from helpers.name_words import BINS, CLASSES, bare, cues, has_object, inflections, vocabulary

# Margins are differences of log likelihood between the best reading of a sentence with a word as a name and without.
SURE = -0.3  # as good as the reading as a name; the best trade of precision for recall
DOUBTFUL = 1.0  # a common word and nobody's name that is less sure than this ends the name before it
BEHIND_FULL = 5.0  # and so does one behind a full name that is less sure than this
TRUSTED = 3.0  # a word that is this sure is a name with its first letter, where what is left without it is none
EASTERN = -4.0  # what a syllable behind a Korean, Chinese or Vietnamese family name must be
SYLLABLES_TOO = ("هي", "هو")  # function words that end many a Korean name
AND = 4  # letters of a shorter word with و that nobody lists: it may be a name as it stands
SERVANT = re.compile("[وفبل]?عبد(?:ال.{3,}|الله|رب.{1,3})")  # no word but a given name: «عبدربه»
TITLE = 6  # words that a title has at most: «نائب وزير الخارجية الروسي السابق»


def numbers(*kinds: str) -> frozenset[int]:
    return frozenset(map(CLASSES.index, kinds))


OFFICES = numbers("title", "office", "job", "kin")
AL_OFFICES = numbers("al title", "al office", "al job")
TITLES = OFFICES | AL_OFFICES
APART = numbers("edge", "comma", "stop", "line", "colon", "open", "close", "quote", "mark", "number", "say", "function",
                "people")
NOT_FIRST = APART | numbers("al title", "al office", "al job", "quality", "al quality", "demonym", "al demonym",
                            "called", "after", "ordinal")
UNLIKELY_FIRST = OFFICES | numbers("verb", "common")  # but for what is a given name too: «كريم», «أمير»
NOT_LAST = APART | numbers("after", "al title", "al office")
IN_TITLE = numbers("quality", "al quality", "demonym", "al demonym", "state", "body")  # or what has its article
NAMED_AS = "باسم"  # «المتحدث باسم الشرطة»
SAY, QUALITY, FIRM = numbers("say"), numbers("quality"), numbers("firm")
AL_QUALITY = CLASSES.index("al quality")
SAINTS = ("سان", "سانت", "سانتا", "ساو")  # places and clubs begin so, and no person's name
UNCOMMON = numbers("family first", "given", "family", "al family", "foreign", "lone", "rare", "al rare", "son",
                   "particle")
KIN, COMMON_WORDS = numbers("kin"), numbers("common", "al common", "verb", "quality", "al quality")
NOBODYS = COMMON_WORDS | numbers("lone", "rare", "demonym")
# what stands before a name that is not a person's own
GIVEN = numbers("given", "foreign", "family first")
AL_TITLES, NAMED = numbers("al title"), numbers("named", "place")
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
    taken: frozenset[int] = frozenset()  # words that are part of the name of a place: «رأس الخيمة»


def cleaned(page: Page, begin: int, first: int, last: int) -> list[Found]:
    """The names in a run of words: apart at marks and at و, without what cannot begin or end one."""
    pieces = [[]]
    for at in range(first, last):
        text = page.tokens[at]
        if at in page.taken:
            pieces += [[], []] if pieces[-1] else []
            continue
        if pieces[-1] and page.starts[at] - _end(page, at - 1) > 1:  # a dash with a blank beside it
            pieces.append([])
        if page.kinds[at] in APART and not SECOND.intersection(page.tokens[at + 1:at + 2]):  # «علم الدين»
            pieces.append([])
        elif pieces[-1] and at + 1 < last and _title_inside(page, at):
            pieces.append([])
        elif pieces[-1] and _and(text):
            pieces.append([at])
        else:
            pieces[-1].append(at)
    found = []
    for piece in pieces:
        while piece and page.tokens[piece[0]] in SON and piece[0] > begin and page.kinds[piece[0] - 1] not in APART:
            piece = [piece[0] - 1, *piece]  # what stands before «بن» is part of the name
        if piece and piece[0] > begin and SERVANT.fullmatch(page.tokens[piece[0] - 1]):
            piece = [piece[0] - 1, *piece]
        while piece and _begins_none(page, piece):
            piece = piece[1:]
        east = _eastern(page, piece[0]) if piece else 0
        cut = next((n for n, at in enumerate(piece) if n and _goes_on(page, at, n > 1)), len(piece))
        piece = [piece[0] + n for n in range(east)] if east else piece[:cut]
        while piece and not east and (
                page.kinds[piece[-1]] in NOT_LAST or _quality(page, piece[-1])
                or len(piece) > 2 and page.kinds[piece[-1]] in OFFICES
                and page.tokens[piece[-2]] not in LINKS):
            piece = piece[:-1]
        if not piece or page.kinds[piece[0]] in BODIES or FIRM.intersection(page.kinds[piece].tolist()) or (
                _after_a_namesake(page, begin, piece[0])) or (
                len(piece) == 1 and _before_a_title(page, begin, piece[0])):
            continue
        word, clitics = bare(page.tokens[piece[0]])
        if not clitics and _and(word):  # «وريشي سوناك»
            word, clitics = word[1:], "و"
        words = word, *(page.tokens[at] for at in piece[1:])
        if (word in SAINTS and not east) or words[-1:] == ("الله",) and len(words) == 2 and clitics[-1:] == "ب":
            continue  # «سان دييغو», «بعون الله»
        if words[-1] not in LINKS and len(words[-1]) > 1 and (len(words) > 1 or word not in SECOND):
            size = len(page.tokens[piece[0]]) - len(word) if clitics else 0
            end = page.starts[piece[-1]] + len(page.tokens[piece[-1]])
            found.append(Found(page.starts[piece[0]] + size, end, words, float(page.sure[piece].max()),
                               title_of(page, begin, piece[0])))
    return found


def _end(page: Page, at: int) -> int:
    return page.starts[at] + len(page.tokens[at])


def _quality(page: Page, at: int) -> bool:
    """Whether a word is an adjective that ends no name, but belongs to what is named after somebody: «الدولي»."""
    return page.kinds[at] == AL_QUALITY and not vocabulary().family.get(page.tokens[at])


def _title_inside(page: Page, at: int) -> bool:
    """Whether a word in a run is the title of the person behind it: «أشرف الزعيم كيم», but not «محمد الأمين سالم»."""
    a_name = page.tokens[at - 1] == "عبد" or page.kinds[at - 1] in GIVEN and vocabulary().given.get(page.tokens[at])
    return page.kinds[at] in AL_OFFICES and page.kinds[at + 1] in GIVEN and not a_name


def _begins_none(page: Page, piece: list[int]) -> bool:
    """Whether the first of these words begins no name: a title, an adjective behind one, a common word."""
    token, kind, several = page.tokens[piece[0]], page.kinds[piece[0]], len(piece) > 1
    if several and page.tokens[piece[1]] in SON | SECOND:
        return False
    if kind in NOT_FIRST:
        return not (kind in QUALITY and several and may_be_given(token))  # «سعيد الدليمي»
    if has_object(token):
        return True
    unlikely = several and kind in UNLIKELY_FIRST and not may_be_given(bare(token)[0])
    return unlikely or len(piece) > 2 and _no_given(token)


def _eastern(page: Page, at: int) -> int:
    """How many words from this one on are an Eastern name: «تشوي سون هي», where «هي» is no pronoun."""
    tokens = page.tokens[at:at + 3]
    size = eastern_size((bare(tokens[0])[0], *tokens[1:]))
    for n in range(1, size):
        apart = page.starts[at + n] != page.starts[at + n - 1] + len(page.tokens[at + n - 1]) + 1
        third = n == 2 and tokens[2] in SYLLABLES_TOO
        doubted = page.kinds[at + n] in APART and page.sure[at + n] < 0 or page.sure[at + n] < EASTERN
        if apart or doubted and not third:
            return n if n > 1 else 0
    return size


def title_of(page: Page, begin: int, at: int) -> str:
    """The title right before a name, without its articles: «وزير خارجيه روسي»; '' where there is none."""
    words, size = [], 0
    for place in range(at - 1, max(begin, at - TITLE) - 1, -1):
        word = bare(page.tokens[place])[0]
        words.append(word.removeprefix("ال"))
        if page.kinds[place] in TITLES or cues().get(words[-1]) in ("title", "office", "job"):
            size = len(words)
        elif word != NAMED_AS and page.kinds[place] not in IN_TITLE and (
                page.kinds[place] in APART or words[-1] == word):
            break
    return " ".join(reversed(words[:size]))


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
    return before >= begin and is_named(page, before)


def _before_a_title(page: Page, begin: int, at: int) -> bool:
    """Whether a word is a verb that looks like a given name: «أشرف الرئيس», or «أشرف وزير» where a sentence begins."""
    after = page.kinds[at + 1] if at + 1 < len(page.tokens) else None
    return after in AL_OFFICES or at == begin and after in TITLES


def is_named(page: Page, at: int) -> bool:
    """Whether a word is a thing that a name may follow as its own: «مستشفى», not «المستشفى»."""
    return page.kinds[at] in NAMED and not bare(page.tokens[at])[0].startswith("ال")


def _goes_on(page: Page, at: int, full: bool) -> bool:
    """Whether the sentence goes on with a word, and not the name: nobody's name, or behind ب ل ك and ال. `full` tells
    whether there are two words of the name before it.
    """
    word, clitics = bare(page.tokens[at])
    known_before = vocabulary().given.get(page.tokens[at - 1], 0) >= BINS[2]
    if clitics in ("ب", "ك") and page.sure[at] >= TRUSTED and page.kinds[at] in NOBODYS and known_before:
        return False  # «ميشال بلاتيني»: a foreign name that begins as «at» or «as» does
    if clitics.strip("و") or page.tokens[at].startswith("لل") or page.kinds[at] in KIN:
        return True
    rest, words = page.tokens[at][3:], vocabulary().common
    if page.tokens[at].startswith(("بال", "كال", "فال")) and len(rest) > 2 and (
            rest in words or rest[:-2] in words or inflections(rest, words)):  # «بالضيفين», but not «بالوتيلي»
        return True
    if SECOND.intersection(page.tokens[at + 1:at + 2]):  # «صلاح الدين»
        return False
    lists = vocabulary()
    borne, foreign = max(lists.given.get(word, 0), lists.family.get(word, 0)), word in lists.foreign
    rest = word[1:]
    if borne == 1 and not foreign and word[0] in "بكل" and rest in words and {"a", "e"} <= {*inflections(rest, words)}:
        return True  # «بوعود», which one person bears
    if full and borne < BINS[2] and not foreign and {"a", "e"} <= {*inflections(word, words)}:  # «الشباك»
        return page.sure[at] < DOUBTFUL and page.tokens[at - 1] not in LINKS
    listed = borne > 1 or foreign
    common = page.kinds[at] in COMMON_WORDS and not listed
    return common and page.sure[at] < (BEHIND_FULL if full else DOUBTFUL) and page.tokens[at - 1] not in LINKS


def uncommon(page: Page, name: Found) -> bool:
    """Whether the words of a name are foreign, or nobody's, or names and nothing else."""
    first = bisect(page.starts, name.start) - 1
    return UNCOMMON.issuperset(page.kinds[first:first + len(name.words)].tolist())
