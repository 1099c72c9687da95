"""Analysis of the tables for the notebooks: counts, shares, keyness, comparison of sources.

Every function takes tables and returns a table, or a number.
"""

from helpers.analysis.comparison import conflicting_speakers, counts, larger_run, spelling_vs_source
from helpers.analysis.keyness import block_similarity, find_words, keyness, similarity
from helpers.analysis.mentions import co_occurrences, concordance, conventions, shares

__all__ = [
    "block_similarity",
    "co_occurrences",
    "concordance",
    "conflicting_speakers",
    "conventions",
    "counts",
    "find_words",
    "keyness",
    "larger_run",
    "shares",
    "similarity",
    "spelling_vs_source",
]
