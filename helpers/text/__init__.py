"""Characters and words: folding for matching, tokens, sentences, hashes of n-grams.

Everything here works on strings and arrays, or on a `Batch` of pages; nothing knows a lexicon.
"""

from helpers.text.batch import Batch
from helpers.text.folding import INVISIBLE, SIGN, Folded, fold, fold_map
from helpers.text.hashing import BASE, Affixes, NGrams, Words, hashed_runs, hashed_words, mixed
from helpers.text.sentences import Mark, find_close, find_marks, find_sentences, has_words
from helpers.text.words import EDGE, HYPHENS, LINE_BREAK, SPACES, core_of, phrases, spaced, words

__all__ = [
    "Affixes",
    "BASE",
    "Batch",
    "EDGE",
    "Folded",
    "HYPHENS",
    "INVISIBLE",
    "LINE_BREAK",
    "Mark",
    "NGrams",
    "SIGN",
    "SPACES",
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
    "phrases",
    "spaced",
    "words",
]
