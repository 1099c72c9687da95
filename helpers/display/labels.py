"""Labels for matplotlib: Arabic joined and from right to left.

Text stays in logical order everywhere else. Only `label` prepares it for drawing, because the two version lines of
matplotlib need opposite things: a text prepared for one is shown backwards by the other.
"""

import textwrap
import unicodedata

import matplotlib.ft2font

RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"

# matplotlib 3.11 and later join and order Arabic letters themselves, by libraqm; earlier versions draw them as given.
MATPLOTLIB_SHAPES = hasattr(matplotlib.ft2font, "__libraqm_version__")


def label(text):
    """Return a text as matplotlib needs it to draw Arabic joined and from right to left.

    Each line is prepared by itself, so wrap first. In text without Arabic only `$` changes, which would begin a
    formula. matplotlib 3.10 and earlier lose the diacritics.

    >>> label("Jan–Mar 2023")
    'Jan–Mar 2023'
    """
    return "\n".join(_label_line(line) for line in str(text).split("\n"))


def _has_arabic(text):
    return any(unicodedata.bidirectional(character) in ("AL", "R") for character in text)


def _label_line(line):
    if _has_arabic(line):
        if MATPLOTLIB_SHAPES:
            directions = map(unicodedata.bidirectional, line)
            if next(each for each in directions if each in ("L", "R", "AL")) == "L":
                line = RIGHT_TO_LEFT_MARK + line  # a line that begins with a Latin word would run left to right
        else:
            import arabic_reshaper
            from bidi.algorithm import get_display  # bidi.get_display leaves «» and () facing the wrong way

            line = get_display(arabic_reshaper.reshape(line), base_dir="R")
    return line.replace("$", r"\$")


def wrap(text, width):
    r"""Return a text in lines of at most `width` characters, still in logical order; a longer word stays whole.

    >>> wrap("بحث وزيرا الخارجية ملف المياه المشتركة", 20).split("\n")
    ['بحث وزيرا الخارجية', 'ملف المياه المشتركة']
    """
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))
