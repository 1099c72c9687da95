"""The tense of listed words: data/lexicons/tenses.csv, folded."""

from functools import cache

from helpers.lexicons.load import lexicon
from helpers.lexicons.morphology import AND_SO
from helpers.text import fold


@cache
def listed_tenses() -> dict[str, tuple[str, list[str]]]:
    """Return each folded word with its tense, and the words one of which must occur with it, if the table names any."""
    return {
        fold(row.word): (row.tense, [fold(word) for word in row.needs.split("|") if word])
        for row in lexicon("tenses").itertuples()
    }


def tense_entry(word: str) -> tuple[str, list[str]] | None:
    """Return the tense and the needed words of a folded word, with or without و or ف before it."""
    tenses = listed_tenses()
    return tenses.get(word) or (tenses.get(word[1:]) if word[0] in AND_SO else None)
