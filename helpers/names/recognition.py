"""Find persons that no lexicon lists: the full and short names of pages.

`helpers.names.tagger` gives the margin of each word as a name in its sentence. Here the whole page counts: a family
name alone is a name if the page or the profile has the full name, and a word that is mostly no name on a page is none
anywhere on it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from helpers.lexicons import name_parts
from helpers.names import tagger
from helpers.names.boundaries import SURE, NameSpan, Page, Trace, held_by, names_in, uncommon
from helpers.names.features import bare, long_places, with_yeh
from helpers.names.short_names import LONE, is_mostly_no_name, names_alone
from helpers.names.structure import eastern, may_be_given, short_name
from helpers.names.tagger import LONGEST, Tags
from helpers.text import Folded

DOUBLE = 4.0  # least margin of «علي» alone, which is «to me» as well; of other words LONE
LOOSE = -2.5  # least margin of a name behind a title, if its words are foreign, borne by nobody or only names


class Tagged(NamedTuple):
    """A page, and the names on it that need no profile."""

    page: Page
    long: list[NameSpan]  # names of several words
    alone: frozenset[str]  # words that are a sure name somewhere on the page


class Sentence(NamedTuple):
    """A sentence of a page: the number of its first word, the one after its last, and the tags of its words."""

    begin: int
    end: int
    tags: Tags


def find_names(pages: Iterable[Folded], known: Collection[str] = ()) -> list[list[NameSpan]]:
    """Return the names of persons on each page, in order.

    Args: pages (`text.spaced_map`); family names that the profile knows, folded.

    >>> from helpers.text import fold_map, spaced_map
    >>> text = "قال الوزير هاني المرواني أمس إن الطريق سيفتح. وغادر المرواني"
    >>> [(" ".join(name.words), name.title) for name in find_names([spaced_map(fold_map(text))])[0]]
    [('هاني المرواني', 'وزير'), ('المرواني', '')]
    """
    return names_of(tagged(pages), known)


def names_of(pages: Iterable[Tagged], known: Collection[str] = ()) -> list[list[NameSpan]]:
    """Return the names of tagged pages, as `find_names` does: the tags of a page need no profile."""
    return [_names_of_page(page, known) for page in pages]


def _names_of_page(tagged: Tagged, known: Collection[str]) -> list[NameSpan]:
    """Return the names of a page: those that need no profile, and those that the profile or other names confirm."""
    long = _without_neighbours(tagged.long, known)
    return sorted(long + names_alone(tagged.page, long, set(tagged.alone), known))


def tagged(pages: Iterable[Folded]) -> Iterator[Tagged]:
    """Yield each page (`text.spaced_map`) with its words tagged, and the names that these give."""
    for page, sentences in read(pages):
        yield with_names(page, names_in_sentences(page, sentences))


def read(pages: Iterable[Folded]) -> Iterator[tuple[Page, list[Sentence]]]:
    """Yield the words of each page (`text.spaced_map`), and its sentences."""
    model = tagger.model()
    words = [tagger.tokens_of(page) for page in pages]
    rows = model.rows_of([tokens for tokens, _ in words])
    ends = [sentences_of(tokens) for tokens, _ in words]
    tags = iter(tagger.margins([page[begin:end] for page, spans in zip(rows, ends) for begin, end in spans], model))
    for (tokens, starts), page_rows, spans in zip(words, rows, ends):
        sentences = [Sentence(begin, end, next(tags)) for begin, end in spans]
        yield _page(tokens, starts, model.kinds[page_rows], sentences), sentences


def _page(tokens: list[str], starts: list[int], kinds: np.ndarray, sentences: list[Sentence]) -> Page:
    """Return the page of some words."""
    margins = np.full(len(tokens), -np.inf)
    for begin, end, tags in sentences:
        margins[begin:end] = tags.margins
    places = defaultdict(list)
    for at, token in enumerate(tokens):
        places[token].append(at)
    return Page(tokens, starts, kinds.tolist(), margins, places, places_of(tokens, places))


def sentences_of(tokens: list[str]) -> list[tuple[int, int]]:
    """Return the sentences of a page: the number of the first word and the one after the last, without line ends."""
    sentences, first = [], 0
    for at, token in enumerate(tokens):
        if token == "\n":
            sentences.append((first, at))
            first = at + 1
        elif token == "." and at - first > LONGEST // 4 or at - first == LONGEST - 1:
            sentences.append((first, at + 1))
            first = at + 1
    return [(first, last) for first, last in [*sentences, (first, len(tokens))] if first < last]


# Names that need no profile -------------------------------------------------------------------------------------------


def names_in_sentences(page: Page, sentences: list[Sentence], trace: Trace | None = None) -> list[NameSpan]:
    """Return the names of the sentences of a page, of one word or several.

    Args: the page and its sentences; where to write down the rules that gave the boundaries.
    """
    found: list[NameSpan] = []
    held: set[int] = set()  # the numbers of words that are part of a name
    likely = page.sure >= LOOSE
    for sentence in sentences:
        held = {at for at in held if at >= sentence.begin}  # a word of a sentence before it cannot be in a name here
        if likely[sentence.begin : sentence.end].any():
            for names in _of_sentence(page, sentence, held, trace):
                held |= held_by(page, names)
                found += names
    return found


def _of_sentence(page: Page, sentence: Sentence, held: set[int], trace: Trace | None) -> Iterator[list[NameSpan]]:
    """Yield the names of each run of likely words in a sentence, and of less likely ones behind a title.

    The caller adds the words of the names to those that are held.
    """
    begin, end, tags = sentence
    sure = _with_servants(page.tokens[begin:end], tagger.runs(tags, SURE))
    for first, last in sure:
        yield names_in(page, begin, begin + first, begin + last, held, trace)
    for first, last in tagger.runs(tags, LOOSE):
        if not any(i < last and first < j for i, j in sure):
            names = names_in(page, begin, begin + first, begin + last, held, trace)
            yield [name for name in names if name.title and name.full and uncommon(page, name)]


def _with_servants(tokens: list[str], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans of words; one that ends in «عبد» is joined with what follows at once: «عبد ربه»."""
    found: list[tuple[int, int]] = []
    for first, last in spans:
        if found and found[-1][1] == first and first - found[-1][0] == 2 and tokens[first - 2] in name_parts("servant"):
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found


def with_names(page: Page, found: list[NameSpan]) -> Tagged:
    """Return a page with the names on it, without those whose first word is mostly no name there."""
    long = [name for name in found if len(name.words) > 1]
    none = {word for word in {name.words[0] for name in long} if is_mostly_no_name(page, word)}
    alone = frozenset(name.words[0] for name in found if len(name.words) == 1 and name.sure >= _least(name.words[0]))
    return Tagged(page, [name for name in long if name.words[0] not in none], alone)


def _least(word: str) -> float:
    """Return the margin from which a word alone is a sure name."""
    return DOUBLE if word in with_yeh() else LONE


def places_of(tokens: list[str], places: dict[str, list[int]]) -> frozenset[int]:
    """Return the numbers of the words of a page that are part of the name of a place in several words.

    Args: the words, and the places of each word.
    """
    taken: set[int] = set()
    for last in long_places().keys() & places.keys():
        for words in long_places()[last]:
            for at in places[last]:
                first = at + 1 - len(words)
                if first >= 0 and (bare(tokens[first])[0], *tokens[first + 1 : at + 1]) == words:
                    taken.update(range(first, at + 1))
    return frozenset(taken)


# Names that are two persons -------------------------------------------------------------------------------------------


def _without_neighbours(long: list[NameSpan], known: Collection[str]) -> list[NameSpan]:
    """Return the names without those of two persons side by side, «شكر بايدن مودي»; they are found word by word."""
    families, east = defaultdict(set), {name.words[0] for name in long if eastern(name.words)}
    for name in long:
        families[short_name(name.words)].add(name.words)

    def is_of_another(word: str, words: tuple[str, ...]) -> bool:
        """Whether a word of a name is the family name of another on the page, or of one that the profile knows."""
        return len(families[word]) > (words in families[word]) or word in known and not families[word]

    def are_two(name: NameSpan) -> bool:
        first, _ = words = name.words
        if not east.isdisjoint(words):
            return True
        return not may_be_given(first) and not name.title and all(is_of_another(word, words) for word in words)

    return [name for name in long if len(name.words) != 2 or eastern(name.words) or not are_two(name)]
