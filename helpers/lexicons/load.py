"""Load a lexicon: a table of data/lexicons, checked against its declaration."""

from functools import cache

import pandas as pd

from helpers.lexicons.declarations import DECLARED
from helpers.lexicons.tables import read_table, shown_path
from helpers.paths import LEXICONS


def lexicon(name: str) -> pd.DataFrame:
    """Return the table data/lexicons/NAME.csv: strings, '' for an empty cell.

    Raises BadLexicon with all that does not agree with its declaration (helpers/lexicons/declarations.py).
    """
    return _lexicon(name).copy(deep=False)


def words_with(name: str, *uses: str) -> list[str]:
    """Return the words of a table that have one of these uses, as they are written there, in the order of its rows.

    The table has the words in its first column and what they are used for in the column `use`.

    >>> words_with("name_parts", "son")
    ['بن', 'ابن', 'بنت']
    """
    return [word for word, use in _uses(name) if use in uses]


@cache
def _uses(name: str) -> list[tuple[str, str]]:
    """Return each word of a table with its use; a plain list is read many times faster than a frame."""
    rows = _lexicon(name)
    return list(zip(rows.iloc[:, 0].tolist(), rows["use"].tolist()))


@cache
def _lexicon(name: str) -> pd.DataFrame:
    return read_table(LEXICONS / f"{name}.csv", DECLARED.get(name))


def lexicon_file(name: str) -> str:
    """Return the file of a lexicon as messages name it.

    >>> lexicon_file("months")
    'data/lexicons/months.csv'
    """
    return shown_path(LEXICONS / f"{name}.csv")
