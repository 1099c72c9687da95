"""Tense: whether the words around a temporal expression look ahead or back.

Arabic news dates by bare weekdays: «يصل الأحد» is a Sunday to come, «وصل الأحد» one that has been. The nearest verb
decides. FORMS gives the tense of one word, CLUES what the words before an expression say of its direction, from the
nearest to the farthest. The words themselves are rows of data/lexicons/tenses.csv and particles.csv; the rest is
morphology. A row of tenses.csv holds a word, what it tells, and words (separated by |) one of which must occur with it:

future, past   it decides by itself («المقرر», «أعلن»)
present        looks ahead («تبدأ»), unless «كان» precedes it
until          leads to what lies ahead («حتى», «ابتداء»), unless something `lasted` («استمر») until then
ahead          a past verb whose object lies ahead («دعا إلى», «حدد جلسة»)
planned        a noun for what is arranged beforehand («جلسة», «قرعة»)
mishap         a noun for what nobody arranges; headlines report it in the present («حريق يلتهم سوقاً»)
none           looks like a verb and is none («تونس»), or a verb that says nothing about the day («يؤكد»)
"""
from functools import cache

from helpers.lexicons.load import lexicon
from helpers.text import fold


@cache
def _tenses() -> dict[str, tuple[str, list[str]]]:
    """Return each folded word with its tense, and the words one of which must occur with it, if the table names any."""
    return {fold(row.word): (row.tense, [fold(word) for word in row.needs.split("|") if word])
            for row in lexicon("tenses").itertuples()}


def _entry(word: str) -> tuple[str, list[str]] | None:
    """Return the tense and the needed words of a folded word, with or without و or ف before it."""
    tenses = _tenses()
    return tenses.get(word) or (tenses.get(word[1:]) if word[0] in "وف" else None)
