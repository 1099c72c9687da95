"""Recognition: find the names of persons on a page whom no lexicon lists, in full and in short.

`helpers.names.tagger` gives the margin by which each word looks like a name in its sentence. Here the page counts as
a whole: a family name alone is a name where the page has the full name too or the profile knows its bearer, and a word
that is mostly used as a common word is none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

import numpy as np

from helpers.lexicons import name_parts
from helpers.names import tagger
from helpers.names.boundaries import SURE, NameSpan, Page, cleaned, held_by, uncommon
from helpers.names.features import bare, long_places, with_yeh
from helpers.names.short_names import LONE, is_mostly_no_name, names_alone
from helpers.names.structure import eastern, may_be_given, short_name
from helpers.names.tagger import LONGEST
from helpers.text import Folded

DOUBLE = 4.0  # least margin of «علي» alone, which is «on» or «to me» as well
LOOSE = -2.5  # least margin of a foreign or unknown word behind a title
Tagged = tuple[Page, list[tuple[int, int, np.ndarray]]]  # a page, and its sentences with the margins of their words


def find_names(pages: Iterable[Folded], known: Collection[str] = ()) -> list[list[NameSpan]]:
    """Return the names of persons on each page (`text.spaced_map`), in order; `known` are family names, folded.

    >>> from helpers.text import fold_map, spaced_map
    >>> text = "قال الوزير هاني المرواني أمس إن الطريق سيفتح. وغادر المرواني"
    >>> [(" ".join(name.words), name.title) for name in find_names([spaced_map(fold_map(text))])[0]]
    [('هاني المرواني', 'وزير'), ('المرواني', '')]
    """
    return names_of(tagged(pages), known)


def names_of(pages: Iterable[Tagged], known: Collection[str] = ()) -> list[list[NameSpan]]:
    """Return the names of tagged pages, as `find_names` does: the tags of a page need no profile."""
    return [_page_names(page, sentences, known) for page, sentences in pages]


def tagged(pages: Iterable[Folded]) -> Iterator[Tagged]:
    """Yield each page (`text.spaced_map`) with its words tagged, and its sentences.

    A sentence is the number of its first word, the one after its last, and the margins of its words (words × tags).
    """
    model = tagger.model()
    if len(model.rows) > tagger.KNOWN_WORDS:
        model.forget()
    words = [tagger.tokens_of(page) for page in pages]
    model.learn(chain.from_iterable(tokens for tokens, _ in words))
    read = [(tokens, starts, model.rows_of(tokens), sentences_of(tokens)) for tokens, starts in words]
    best = iter(
        tagger.margins([rows[first:last] for _, _, rows, sentences in read for first, last in sentences], model)
    )
    for tokens, starts, rows, sentences in read:
        yield _tagged(tokens, starts, model.kinds[rows], [(*ends, next(best)) for ends in sentences])


def _tagged(tokens, starts, kinds, sentences) -> Tagged:
    """Return the page of some tagged words, and its sentences."""
    sure = np.full(len(tokens), -np.inf)
    for first, last, best in sentences:
        sure[first:last] = best[:, 1:].max(axis=1) - best[:, tagger.OUTSIDE]
    places = defaultdict(list)
    for at, token in enumerate(tokens):
        places[token].append(at)
    return Page(tokens, starts, kinds.tolist(), sure, places, places_of(tokens, places)), sentences


def sentences_of(tokens: list[str]) -> list[tuple[int, int]]:
    """Return the sentences of a page, each as its first word and the one after its last; line ends are in none."""
    sentences, first = [], 0
    for at, token in enumerate(tokens):
        if token == "\n":
            sentences.append((first, at))
            first = at + 1
        elif token == "." and at - first > LONGEST // 4 or at - first == LONGEST - 1:
            sentences.append((first, at + 1))
            first = at + 1
    return [(first, last) for first, last in [*sentences, (first, len(tokens))] if first < last]


def _page_names(page: Page, sentences, known: Collection[str]) -> list[NameSpan]:
    """Return the names of a page: those that are sure by themselves, then what these and the profile make sure."""
    found, held, tokens, sure = [], set(), page.tokens, page.sure  # held: the numbers of words that are part of a name
    for begin, end, best in sentences:
        held = {at for at in held if at >= begin}  # those of sentences before it are no part of a name in this one
        if sure[begin:end].max() >= LOOSE:
            spans = _whole(tokens[begin:end], tagger.runs(best, SURE))
            for first, last in spans:
                sure_names = cleaned(page, begin, begin + first, begin + last, held)
                held |= held_by(page, sure_names)
                found += sure_names
            for first, last in tagger.runs(best, LOOSE):
                if not any(i < last and first < j for i, j in spans):
                    titled = [
                        name
                        for name in cleaned(page, begin, begin + first, begin + last, held)
                        if name.title and name.full and uncommon(page, name)
                    ]
                    held |= held_by(page, titled)
                    found += titled
    first = {name.words[0] for name in found if len(name.words) > 1}
    none = {word for word in first if is_mostly_no_name(page, word)}
    long = [name for name in found if len(name.words) > 1 and name.words[0] not in none]
    long = _side_by_side(long, known)
    alone = {
        name.words[0]
        for name in found
        if len(name.words) == 1 and name.sure >= (DOUBLE if name.words[0] in with_yeh() else LONE)
    }
    return sorted(long + names_alone(page, long, alone, known))


def _whole(tokens: list[str], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return these spans of words; one that is only «عبد» takes the next one with it: «عبد ربه», «عبد الله»."""
    found = []
    for first, last in spans:
        if found and found[-1][1] == first and first - found[-1][0] == 2 and tokens[first - 2] in name_parts("servant"):
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found


def places_of(tokens: list[str], places: dict[str, list[int]]) -> frozenset[int]:
    """Return the numbers of the words that belong to the name of a place of several words.

    Args: the words; the places of each word.
    """
    taken = set()
    for last in long_places().keys() & places.keys():
        for words in long_places()[last]:
            for at in places[last]:
                first = at + 1 - len(words)
                if first >= 0 and (bare(tokens[first])[0], *tokens[first + 1 : at + 1]) == words:
                    taken.update(range(first, at + 1))
    return frozenset(taken)


def _side_by_side(long: list[NameSpan], known: Collection[str]) -> list[NameSpan]:
    """Return the names without those of two words that are two persons: «شكر بايدن مودي».

    The page or the profile has a full name with each of the two words. They are found again word by word.
    """
    families, east = defaultdict(set), {name.words[0] for name in long if eastern(name.words)}
    for name in long:
        families[short_name(name.words)].add(name.words)

    def another(word, words):
        return len(families[word]) > (words in families[word]) or word in known and not families[word]

    return [
        name
        for name in long
        if len(name.words) != 2
        or eastern(name.words)
        or not east & {*name.words}
        and (may_be_given(name.words[0]) or name.title or not all(another(word, name.words) for word in name.words))
    ]
