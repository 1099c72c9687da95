"""Labels as they look: each is compared, pixel by pixel, with the glyphs that a reader expects, written out by hand.

An expected picture is a row of glyphs from left to right, as they stand on paper: the presentation form of each letter
says how it joins. Such a row needs no shaping, and nothing to be reordered, so that any matplotlib draws it as written.
These tests run with matplotlib 3.11 and, in a second environment, with 3.10.
"""

import matplotlib
import numpy
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.display import labels
from helpers.display.labels import label, wrap

LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"


def ink(text):
    """Where the drawn text is black: a boolean array, cut to the width of the text."""
    with matplotlib.rc_context({"font.family": ["DejaVu Sans"]}):
        figure = Figure(figsize=(7, 2), dpi=100)
        canvas = FigureCanvasAgg(figure)
        figure.text(0.95, 0.5, text, fontsize=30, ha="right", multialignment="right")
        canvas.draw()
    black = numpy.asarray(canvas.buffer_rgba())[..., 0] < 128
    columns = numpy.flatnonzero(black.any(axis=0))
    return black[:, columns[0] : columns[-1] + 1]


def row(*glyphs):
    """What to draw for the expected picture: presentation forms and other characters, given from left to right."""
    if labels.MATPLOTLIB_SHAPES:  # it would put letters from right to left, unless told that these stand as they should
        return "".join(glyphs).join(LEFT_TO_RIGHT)
    return "".join(glyphs)


def same(one, other):
    return one.shape == other.shape and bool((one == other).all())


KIM = ("\N{ARABIC LETTER MEEM FINAL FORM}", "\N{ARABIC LETTER YEH MEDIAL FORM}", "\N{ARABIC LETTER KAF INITIAL FORM}")
SUMMIT = (
    "\N{ARABIC LETTER TEH MARBUTA FINAL FORM}",
    "\N{ARABIC LETTER MEEM MEDIAL FORM}",
    "\N{ARABIC LETTER QAF INITIAL FORM}",
)
ARABIC = (
    "\N{ARABIC LETTER YEH FINAL FORM}",
    "\N{ARABIC LETTER BEH INITIAL FORM}",
    "\N{ARABIC LETTER REH FINAL FORM}",
    "\N{ARABIC LETTER AIN INITIAL FORM}",
)
YEAR = (
    "\N{ARABIC LETTER MEEM ISOLATED FORM}",
    "\N{ARABIC LETTER ALEF FINAL FORM}",
    "\N{ARABIC LETTER AIN INITIAL FORM}",
)
PEACE = (
    "\N{ARABIC LETTER MEEM ISOLATED FORM}",
    "\N{ARABIC LIGATURE LAM WITH ALEF FINAL FORM}",
    "\N{ARABIC LETTER SEEN INITIAL FORM}",
)

LABELS = {
    "a word": ("كيم", KIM),
    "two words": ("قمة كيم", (*KIM, " ", *SUMMIT)),
    "a ligature": ("سلام", PEACE),
    "a number at the end": ("عام 2031", ("2031 ", *YEAR)),
    "a number at the start": ("2031 عام", (*YEAR, " 2031")),
    "a number with a comma": ("عام 1,204", ("1,204 ", *YEAR)),
    "a Latin word at the end": ("عربي XYZ", ("XYZ ", *ARABIC)),
    "a Latin word at the start": ("XYZ عربي", (*ARABIC, " XYZ")),
    "a number, then a Latin word": ("24 XYZ عربي", (*ARABIC, " XYZ 24")),
    "quotation marks": ("«قمة» كيم", (*KIM, " «", *SUMMIT, "»")),
    "brackets": ("(قمة) كيم", (*KIM, " (", *SUMMIT, ")")),
    "brackets at the end": ("XYZ عربي (كيم)", ("(", *KIM, ") ", *ARABIC, " XYZ")),
    "a Latin word in brackets": ("كيم (XYZ)", ("(XYZ) ", *KIM)),
}
each_label = pytest.mark.parametrize("text, glyphs", LABELS.values(), ids=LABELS)


@each_label
def test_a_label_stands_joined_and_from_right_to_left(text, glyphs):
    assert same(ink(label(text)), ink(row(*glyphs)))


@each_label
def test_the_recipe_for_the_other_matplotlib_shows_something_else(text, glyphs, monkeypatch):
    pytest.importorskip("bidi")
    expected = ink(row(*glyphs))
    monkeypatch.setattr(labels, "MATPLOTLIB_SHAPES", not labels.MATPLOTLIB_SHAPES)
    assert not same(ink(label(text)), expected)


def test_letters_that_are_not_joined_are_noticed():
    apart = (
        "\N{ARABIC LETTER MEEM ISOLATED FORM}",
        "\N{ARABIC LETTER YEH ISOLATED FORM}",
        "\N{ARABIC LETTER KAF ISOLATED FORM}",
    )
    assert not same(ink(label("كيم")), ink(row(*apart)))


def test_letters_from_left_to_right_are_noticed():
    assert not same(ink(label("كيم")), ink(row(*reversed(KIM))))


def test_brackets_that_face_the_wrong_way_are_noticed():
    assert not same(ink(label("(قمة) كيم")), ink(row(*KIM, " )", *SUMMIT, "(")))


def test_the_tall_stroke_of_an_initial_kaf_stands_on_the_right():
    picture = ink(label("كيم"))
    top = picture[picture.any(axis=1)][:8]
    middle = picture.shape[1] / 2
    assert numpy.flatnonzero(top.any(axis=0)).mean() > middle


def test_each_line_of_a_label_is_ordered_by_itself():
    expected = row("2031 ", *YEAR) + "\n" + row(*ARABIC, " XYZ")
    assert same(ink(label("عام 2031\nXYZ عربي")), ink(expected))


def test_text_without_arabic_is_left_as_it_is():
    assert label("Share of pages (2031)") == "Share of pages (2031)"


def test_a_dollar_sign_begins_no_formula():
    assert same(ink(label("$5 $6")), ink(r"\$5 \$6"))
    assert label("بين 5$ و6$").count(r"\$") == 2


def test_wrapping_keeps_words_whole_and_in_order():
    text = "نشرت الصحف الثلاث خبر افتتاح المكتبة الوطنية في اليوم نفسه"
    lines = wrap(text, 20).split("\n")
    assert max(map(len, lines)) <= 20
    assert " ".join(lines) == text
