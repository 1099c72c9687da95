"""Words of a text, and two keys for comparing: `spaced` for names, `core_of` for lines."""

import re
from functools import cache

from helpers.text.folding import SIGN, _table

HYPHENS = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014", " "))  # كيم جونغ-أون is كيم جونغ أون
SPACES = re.compile(r"(?<= ) +")
EDGE = re.compile(r"^[\W_]+|[\W_]+$")
WORD = re.compile(rf"[^\W_](?:[^\W_]|{SIGN.pattern})*")
# A line break, or three blanks in the place of one; the pattern begins with «\s» alone, which is searched fastest.
LINE_BREAK = re.compile(r"\s(?:(?<=[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\S\n\r]{2})\s*")


@cache
def phrases() -> frozenset[str]:
    """Return the single characters that are ligatures of several words, such as «ﷺ»."""
    return frozenset(chr(code) for code, letters in _table()[1].items() if " " in letters)


def spaced(folded: str) -> str:
    """Return a folded name for comparing: hyphens as spaces, a run of spaces as one.

    >>> from helpers.text import fold
    >>> spaced(fold("كيم جونغ-أون"))
    'كيم جونغ اون'
    """
    return SPACES.sub("", folded).translate(HYPHENS).strip()


def core_of(folded: str) -> str:
    """Return a folded line for comparing: blanks made one, signs at its edges dropped.

    >>> from helpers.text import fold
    >>> core_of(fold("— اقرأ  أيضاً:"))
    'اقرا ايضا'
    """
    return EDGE.sub("", " ".join(folded.split()))


def words(text: str) -> list[tuple[str, int, int]]:
    """Return each run of letters or digits with its start and end, in code points.

    >>> words("وصل الوفد، أمس.")
    [('وصل', 0, 3), ('الوفد', 4, 9), ('أمس', 11, 14)]
    """
    return [(m[0], m.start(), m.end()) for m in WORD.finditer(text)]
