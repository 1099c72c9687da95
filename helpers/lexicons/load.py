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


@cache
def _lexicon(name: str) -> pd.DataFrame:
    return read_table(LEXICONS / f"{name}.csv", DECLARED.get(name))


def lexicon_file(name: str) -> str:
    """Return the file of a lexicon as messages name it.

    >>> lexicon_file("months")
    'data/lexicons/months.csv'
    """
    return shown_path(LEXICONS / f"{name}.csv")
