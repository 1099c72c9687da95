"""Figures that can be read in print, by colour-blind readers, and from right to left; beside each, the table it draws."""
from pathlib import Path

import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.transforms import blended_transform_factory

from helpers.arabic import COLOURS, label, wrap

# Okabe and Ito, «Color Universal Design» (2008): told apart under the common kinds of colour blindness.
PALETTE = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#000000"]

# The names of the roles on a figure. An Arabic reader sees the term, an English one the word that the tables use.
ROLES = {"main": "القصة الرئيسة (main)", "appended": "مواد ملحقة (appended)", "boilerplate": "عناصر الصفحة (boilerplate)"}

# Grey print does not keep orange and grey well apart, lines across a bar it does.
HATCHES = {"appended": "////"}

WIDTH = 8.0          # inches: a text column on A4, so that 11 points stay 11 points in print
ROW = 0.42           # inches for a bar and the space to the next
INK, QUIET, PALE = "#1A1A1A", "#5A5A5A", "#E2E2E2"
NARROW = 0.07        # a share that is less wide than its own number has no number in it


def style():
    """Set how every figure of a notebook looks, whatever this machine's own matplotlib settings are."""
    plt.rcdefaults()
    plt.rcParams.update({
        "font.family": ["DejaVu Sans"],  # comes with matplotlib and has Arabic and Latin letters
        "font.size": 11, "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
        "axes.prop_cycle": cycler(color=PALETTE), "axes.edgecolor": QUIET, "axes.axisbelow": True,
        "axes.spines.top": False, "axes.spines.right": False, "grid.color": "#DDDDDD",
        "hatch.color": "white", "hatch.linewidth": 1.0, "legend.frameon": False,
        "figure.figsize": (WIDTH, 4.0), "figure.dpi": 100, "figure.constrained_layout.use": True,
        "savefig.dpi": 200, "savefig.facecolor": "white",
    })


def save(drawing, path, table):
    """Write the figure of `drawing` (a figure or its axes) to path.png, and the table that it draws to path.csv beside it.

    The bytes depend on what is drawn alone. Fractions have four digits; an index with a name becomes columns.
    """
    path = Path(path).with_suffix(".png")
    path.parent.mkdir(parents=True, exist_ok=True)
    _figure(drawing).savefig(path, metadata={"Software": None}, bbox_inches="tight", pad_inches=0.1)
    table.to_csv(path.with_suffix(".csv"), index=any(name is not None for name in table.index.names),
                 float_format="%.4f", lineterminator="\n", encoding="utf-8")


def title(drawing, arabic, english):
    """Put an Arabic title and an English subtitle at the top right of the figure, which grows to make room for them."""
    figure = _figure(drawing)
    columns = int(figure.get_figwidth() * 9)  # characters of 14 points bold to the inch, on average
    arabic = wrap(arabic, columns)
    english = wrap(english, int(columns * 1.3))
    heights = [0.31 * len(arabic.split("\n")), 0.19 * len(english.split("\n")), 0.14]  # inches
    top = _room(figure, above=sum(heights))
    figure.text(0.99, top, label(arabic), ha="right", va="top", fontsize=14, fontweight="bold")
    figure.text(0.99, top - heights[0] / figure.get_figheight(), english, ha="right", va="top", fontsize=10.5, color=QUIET)


def note(drawing, text):
    """Put a small note below the figure, such as where the pages come from; it grows to make room."""
    figure = _figure(drawing)
    text = wrap(text, int(figure.get_figwidth() * 14))
    _room(figure, below=0.1 + 0.17 * len(text.split("\n")))
    figure.text(0.01, 0.01, "\n".join(label(line) for line in text.split("\n")), ha="left", va="bottom", fontsize=8.5,
                color=QUIET)


def bars(table, name, value, total=None, colour=COLOURS["main"], axes=None):
    """Axes with one bar a row, first row on top, growing leftwards from its name; the number stands at its end.

    `name` and `value` are columns. With a column `total` a pale bar shows that, and the number reads «12 of 80 (15 %)».
    """
    axes = _rows_axes(len(table)) if axes is None else axes
    totals = table[total] if total else [None] * len(table)
    ends = table[total if total else value].astype(float)
    axes.barh(range(len(table)), ends, color=PALE, height=0.68)
    axes.barh(range(len(table)), table[value].astype(float), color=colour, height=0.68)
    for row, (number, whole, end) in enumerate(zip(table[value], totals, ends)):
        _number_at_end(axes, row, end, _number(number, whole))
    _right_to_left(axes, table[name], max(ends, default=0))
    return axes


def stacked(table, name, parts=tuple(COLOURS), shares=True, unit="", axes=None):
    """Axes with one bar a row, split into `parts`: the roles, or other columns with counts.

    With `shares` every bar is as wide as 100 % and its total stands at its end with `unit`; else bars are counts.
    Parts show their share where it fits. Roles have the colours of `COLOURS`, other parts the palette's.
    """
    own = axes is None
    axes = _rows_axes(len(table), extra=0.35) if own else axes
    counts = table[list(parts)].astype(float)
    totals = counts.sum(axis=1)
    widths = counts.div(totals.where(totals > 0, 1), axis=0) if shares else counts
    widest = 1 if shares else max(totals, default=0)
    left = [0.0] * len(table)
    for number, part in enumerate(parts):
        colour = COLOURS.get(part, PALETTE[number % len(PALETTE)])
        axes.barh(range(len(table)), widths[part], left=left, height=0.68, color=colour, hatch=HATCHES.get(part),
                  edgecolor="white", linewidth=0.8, label=label(ROLES.get(part, part)))
        for row, (width, share) in enumerate(zip(widths[part], counts[part] / totals.where(totals > 0, 1))):
            if width >= NARROW * widest:
                text = f"{100 * share:.0f} %" if shares else _number(counts[part].iloc[row])
                _inside(axes, left[row] + width / 2, row, text, colour)
            left[row] += width
    for row, whole in enumerate(totals):
        _number_at_end(axes, row, left[row], f"{_number(whole)} {unit}".strip())
    _right_to_left(axes, table[name], widest)
    # Under the title, not above the bars alone: beside long names these leave a legend too little room.
    across = blended_transform_factory(axes.figure.transFigure if own else axes.transAxes, axes.transAxes)
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), bbox_transform=across, ncols=len(parts), borderaxespad=0.2, columnspacing=1.4,
                handlelength=1.2, handletextpad=0.5, fontsize=10, reverse=True, markerfirst=False)
    return axes


def _figure(drawing):
    return drawing.get_figure(root=True)


def _rows_axes(rows, extra=0.0):
    return plt.subplots(figsize=(WIDTH, ROW * max(rows, 1) + 0.3 + extra))[1]


def _right_to_left(axes, names, widest):
    axes.set_xlim(widest or 1, 0)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), [label(wrap(str(each), 34)) for each in names], multialignment="right")
    axes.tick_params(left=False, right=False, labelleft=False, labelright=True)
    axes.set_xticks([])
    for side in ("top", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["right"].set_visible(True)


def _number_at_end(axes, row, width, text):
    axes.annotate(text, (width, row), xytext=(-5, 0), textcoords="offset points", ha="right", va="center", fontsize=10)


def _inside(axes, x, row, text, colour):
    dark = colour in ("#0072B2", "#009E73", "#D55E00", "#000000")
    axes.text(x, row, text, ha="center", va="center", fontsize=9.5, color="white" if dark else "black",
              bbox={"facecolor": colour, "edgecolor": "none", "pad": 1.2})


def _number(number, whole=None):
    """A number as it stands on a figure.

    >>> _number(1234), _number(12, 80), _number(0.5)
    ('1,234', '12 of 80 (15 %)', '0.50')
    """
    text = f"{int(number):,}" if float(number).is_integer() else f"{number:,.2f}"
    return text if whole is None else f"{text} of {int(whole):,} ({100 * number / whole if whole else 0:.0f} %)"


def _room(figure, above=0.0, below=0.0):
    """Make the figure higher by so many inches and keep the plot out of them; returns where the top margin begins."""
    old, engine = figure.get_figheight(), figure.get_layout_engine()
    _, bottom, _, height = engine.get()["rect"] if engine else (0, 0, 1, 1)
    new = old + above + below
    figure.set_figheight(new)
    if engine:
        engine.set(rect=(0, (bottom * old + below) / new, 1, height * old / new))
    return 1 - (1 - bottom - height) * old / new - 0.04 / new
