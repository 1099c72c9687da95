"""Names that stand alone: a family name whose bearer page or profile names in full, a word that is a name elsewhere."""

from collections import defaultdict
from collections.abc import Collection

import numpy as np

from helpers.lexicons import CLASSES, vocabulary
from helpers.names.boundaries import (
    APART,
    SAINTS,
    SURE,
    UNCOMMON,
    NameSpan,
    Page,
    is_named,
    numbers,
    title_of,
)
from helpers.names.features import CHAIN, COMMON, WITH_YEH, bare, inflections
from helpers.names.structure import LINKS, SECOND, called, mostly_given, parts, son_of

PART_OF_NAME = LINKS.union(SAINTS)  # what stands behind these is no name by itself
LONE = 1.0  # what a word by itself must be
# Least margins of a word alone that is, for a reason told here, a name: of a rare word, and of one of COMMON or more.
FAMILY = -8.0, -2.5  # the page has the full name
SPOKEN = -8.0  # of either behind a verb of saying, where no adjective stands: «وأوضح إسلامي»
KNOWN = -2.5, -0.5  # the profile has the full name
AGAIN = -3.0, -1.0  # the page has the word alone elsewhere, as a sure name
MOSTLY = -2.0  # what is below this on the average of the page is no name anywhere in it
CEILING = 4.0  # more than this adds nothing to the average
SAY, GIVEN, FAMILIES = numbers("say"), CLASSES.index("given"), numbers("given", "family", "al family")


def names_alone(page: Page, long: list[NameSpan], alone: set[str], known: Collection[str]) -> list[NameSpan]:
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
                if page.kinds[places[0]] not in APART and not (size and _whole(text)):
                    named[word] += [(at, size) for at in places if page.starts[at] + size not in covered]
                break
    for word, places in named.items():
        common = _common(word)
        mean = np.minimum(page.sure[[at for at, _ in places]], CEILING).mean() if places else 0.0
        if word in families:
            least = FAMILY[common]
        elif word in alone:
            again = LONE if word in WITH_YEH else AGAIN[common]
            least = again if mean >= MOSTLY else SURE if word in known else np.inf
        else:
            least = KNOWN[common] if word in known else SURE
        for at, size in places:
            if at in page.taken or at and page.tokens[at - 1] in PART_OF_NAME or _of_a_namesake(page, at):
                continue
            if page.sure[at] >= (SPOKEN if word in families and at and page.kinds[at - 1] in SAY else least):
                found += _one_alone(page, at, size, word, covered)
    return found


def _whole(text: str) -> bool:
    """Whether a word is known with all its letters: of «كيان» the first is no proclitic."""
    return bare(text)[0] == text and any(text in known for known in vocabulary()[:4])


def _of_a_namesake(page: Page, at: int) -> bool:
    """Whether a word alone is the name of what stands before it: «جائزة نوبل», «مطار أنديرا غاندي»."""
    return at > 0 and (is_named(page, at - 1) or at > 1 and is_named(page, at - 2) and page.kinds[at - 1] in UNCOMMON)


def _common(word: str) -> bool:
    """Whether a folded word is a common one of the language."""
    common = vocabulary().common
    return common.get(word, 0) >= COMMON and bool(inflections(word, common))


def _one_alone(page: Page, at: int, size: int, word: str, covered: set[int]) -> list[NameSpan]:
    """The name at a word, behind `size` letters of proclitics, with the given or family name beside it."""
    start, sure, words = page.starts[at] + size, float(page.sure[at]), (word,)
    last = at + 1 if _joined(page, at, at + 1) and page.starts[at + 1] not in covered else at
    behind = last == at and not size and _joined(page, at - 1, at)
    first = at - 1 if behind and page.starts[at] - 2 not in covered else at
    if first < at:  # the full name of somebody else of this family
        given, clitics = bare(page.tokens[first])
        start, words = page.starts[at] - 1 - len(given), (given, word)
    else:
        words = word, *page.tokens[at + 1 : last + 1]
    end = page.starts[last] + len(page.tokens[last])
    if covered & {start, end - 1}:
        return []
    covered.update(range(start, end))
    return [NameSpan(start, end, words, sure, title_of(page, 0, at))]


def _linked(page: Page, families: set[str], known: Collection[str], covered: set[int]) -> list[NameSpan]:
    """The family names of several words («أبو الغيط») that stand alone; page or profile has the full name."""
    found = []
    for text, places in page.places.items():
        word, clitics = bare(text)
        if word not in LINKS:
            continue
        for at in places:
            words = word, *page.tokens[at + 1 : at + 2]
            start, last = page.starts[at] + len(text) - len(word), min(at + 1, len(page.tokens) - 1)
            part = " ".join(words)
            if part in families or part in known and not (mostly_given(part) or son_of(part)):
                end = page.starts[last] + len(page.tokens[last])
                if covered.isdisjoint(range(start, end)):
                    covered.update(range(start, end))
                    found.append(
                        NameSpan(start, end, words, float(page.sure[at : last + 1].max()), title_of(page, 0, at))
                    )
    return found


def _joined(page: Page, given: int, family: int) -> bool:
    """Whether two words are a given and a family name side by side, whatever stands around them."""
    if given < 0 or family >= len(page.tokens):
        return False
    if page.starts[family] != page.starts[given] + len(page.tokens[given]) + 1:
        return False
    return page.kinds[given] == GIVEN and page.kinds[family] in FAMILIES and not bare(page.tokens[family])[1]


def mostly_none(page: Page, text: str) -> bool:
    """Whether a word stands often on the page, and mostly not as a name: in a text on lions «أسد» is no Assad."""
    places = page.places.get(text, [])
    return len(places) > 2 and np.minimum(page.sure[places], CEILING).mean() < MOSTLY
