"""Words of a text, and text made comparable: `spaced` and `spaced_map` for names, `core_of` for lines."""

import re
from collections.abc import Collection
from functools import cache
from itertools import pairwise

import numpy as np

from helpers.text.folding import INVISIBLE, SIGN, Folded, _table

HYPHENS = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014", " "))  # كيم جونغ-أون is كيم جونغ أون
SPACES = re.compile(r"(?<= ) +")
EDGE = re.compile(r"^[\W_]+|[\W_]+$")
UNSEEN = re.compile(rf"{SIGN.pattern}|[{INVISIBLE}]+")
WORD = re.compile(rf"[^\W_](?:[^\W_]|{SIGN.pattern})*")
# A line break, or three blanks in the place of one; the pattern begins with «\s» alone, which is searched fastest.
LINE_BREAK = re.compile(r"\s(?:(?<=[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\S\n\r]{2})\s*")


def spaced(folded: str) -> str:
    """Return a folded name for comparing: hyphens as spaces, a run of spaces as one.

    >>> from helpers.text import fold
    >>> spaced(fold("كيم جونغ-أون"))
    'كيم جونغ اون'
    """
    return SPACES.sub("", folded).translate(HYPHENS).strip()


def spaced_map(folded: Folded, cuts: Collection[int] = ()) -> Folded:
    r"""Return a folded text as `spaced` returns a name, with the raw offset of each of its characters.

    A name matches across hyphens and runs of blanks then, but not across line ends: they stay, and every LINE_BREAK
    becomes one. So does each of the cuts, raw offsets at which the page has joined two blocks: «إعلانوقال».

    >>> from helpers.text import fold_map
    >>> spaced_map(fold_map("كيم جونغ-أون،  فلاديمير   بوتين")).text
    'كيم جونغ اون، فلاديمير\n بوتين'
    >>> spaced_map(fold_map("إعلانوروسيا"), [5]).text
    'اعلان\nوروسيا'
    """
    lines = LINE_BREAK.sub(lambda found: found[0] if "\n" in found[0] else "\n" + found[0][1:], folded.text)
    if not _phrases().isdisjoint(folded.raw):
        lines = _without_phrases(lines, folded)
    spaces = [i for run in SPACES.finditer(lines) for i in range(*run.span())]
    starts, shown = np.delete(folded.starts, spaces), SPACES.sub("", lines).translate(HYPHENS)
    if cuts:
        breaks = sorted(cuts)
        places = np.searchsorted(starts, breaks)
        shown = "\n".join(shown[start:end] for start, end in pairwise([0, *places.tolist(), len(shown)]))
        starts = np.insert(starts, places, breaks)
    return Folded(shown, folded.raw, starts)


@cache
def _phrases() -> frozenset[str]:
    """Return the single characters that are ligatures of several words, such as «ﷺ»."""
    return frozenset(chr(code) for code, letters in _table()[1].items() if " " in letters)


def _without_phrases(text: str, folded: Folded) -> str:
    """Return a folded text with a sign for each ligature of several words: no name begins or ends inside one."""
    letters = list(text)
    for at, start in enumerate(folded.starts.tolist()):
        if folded.raw[start] in _phrases():
            letters[at] = " " if at and folded.starts[at - 1] == start else "*"
    return "".join(letters)


def printed(name: str) -> str:
    """Return a name as it is printed: without vowel signs and invisible marks, single blanks for hyphens and blanks.

    >>> printed("كيم  جونغ-أونَ")
    'كيم جونغ أون'
    """
    return " ".join(UNSEEN.sub("", name).translate(HYPHENS).split())


def without_edges(line: str) -> str:
    """Return a line without the signs and blanks at its edges.

    >>> without_edges("— اقرأ المزيد:")
    'اقرأ المزيد'
    """
    return EDGE.sub("", line)


def core_of(folded: str) -> str:
    """Return a folded line for comparing: blanks made one, signs at its edges dropped.

    >>> from helpers.text import fold
    >>> core_of(fold("— اقرأ  أيضاً:"))
    'اقرا ايضا'
    """
    return without_edges(" ".join(folded.split()))


def words(text: str) -> list[tuple[str, int, int]]:
    """Return each run of letters or digits with its start and end, in code points.

    >>> words("وصل الوفد، أمس.")
    [('وصل', 0, 3), ('الوفد', 4, 9), ('أمس', 11, 14)]
    """
    return [(m[0], m.start(), m.end()) for m in WORD.finditer(text)]
