"""Characters and words: folding for matching, tokens, sentences, hashes of n-grams.

Everything here works on strings and arrays, or on a `Batch` of pages; nothing knows a lexicon.
"""

from helpers.text.batch import Batch
from helpers.text.folding import INVISIBLE, SIGN, Folded, fold, fold_map
from helpers.text.hashing import BASE, Affixes, NGrams, Words, hashed_runs, hashed_words, mixed
from helpers.text.sentences import Mark, find_close, find_marks, find_sentences, has_words
from helpers.text.words import LINE_BREAK, core_of, printed, spaced, spaced_map, without_edges, words

__all__ = [
    "Affixes",
    "BASE",
    "Batch",
    "Folded",
    "INVISIBLE",
    "LINE_BREAK",
    "Mark",
    "NGrams",
    "SIGN",
    "Words",
    "mixed",
    "core_of",
    "find_close",
    "find_marks",
    "find_sentences",
    "fold",
    "fold_map",
    "has_words",
    "hashed_runs",
    "hashed_words",
    "printed",
    "spaced",
    "spaced_map",
    "without_edges",
    "words",
]
