"""Messages for a terminal or a notebook: one line each, without characters that would act there."""

import re

# Characters that a terminal acts on, that end a line, that change the order of what follows, or that are invisible.
# Arabic letters and the joiners between them (U+200C, U+200D) are not among them.
ACTING = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")


class Refused(ValueError):
    """Input or output that is refused. The message says what is wrong and the cure; Jupyter shows only the message."""

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython shows in place of a traceback."""
        return [f"{type(self).__name__}: {self}"]


def plain(text: object) -> str:
    r"""Return the text on one line, with each character that would act on a terminal as its escape.

    >>> print(plain("خبر\n\x1b[31mعاجل\u202e"))
    خبر\n\x1b[31mعاجل\u202e
    """
    return ACTING.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), str(text))
