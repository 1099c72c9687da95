"""Draw figures for print, colour-blind readers and right-to-left text, and save each with its table."""

from itertools import combinations
from math import cos, dist, pi, sin
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from cycler import cycler
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory

from helpers.display.labels import label, wrap
from helpers.display.reader import COLOURS
from helpers.spreadsheets import write_csv

# Okabe and Ito, «Color Universal Design» (2008): distinct under the common kinds of colour blindness.
PALETTE = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#000000"]

# The names of the roles on a figure: the Arabic term, and in brackets the word that the tables use.
ROLES = {
    "main": "القصة الرئيسة (main)",
    "appended": "مواد ملحقة (appended)",
    "boilerplate": "عناصر الصفحة (boilerplate)",
}

# The other parts that figures are split into, named in the same way.
PARTS = ROLES | {
    "name": "الاسم (name)",
    "demonym": "النسبة (demonym)",
    "capital": "العاصمة (capital)",
    "seat": "مقر الحكم (seat)",
    "explicit": "صريح (explicit)",
    "published": "من يوم النشر (published)",
    "inferred": "من يوم مستنتج (inferred)",
    "context": "من السياق (context)",
    "no value": "بلا تاريخ (no value)",
}

# Grey print does not keep orange and grey well apart, lines across a bar it does.
HATCHES = {"appended": "////"}

WIDTH = 8.0  # inches: a text column on A4, so that 11 points stay 11 points in print
ROW = 0.42  # inches for a bar and the space to the next
INK, QUIET, PALE = "#1A1A1A", "#5A5A5A", "#E2E2E2"
SPAN = PALETTE[4]  # the colour of a week, a month or a year on a timeline
AGES = {0: "day of publication", 7: "a week", 30: "a month", 365: "a year", 3652: "ten years", 36525: "a century"}
TIMELINE_DATES, TIMELINE_PAGES = 40, 20  # more do not fit side by side on a page that can be read
BARS = 20  # with more rows a table is easier to read than a figure
MATRIX_ROWS = 12  # more names do not fit along the top of a square
RARE = 0.005  # the share of dates at either end that a timeline leaves out: they would stretch the axis
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66)  # places of the number on a line, as shares of its length
NARROW = 0.07  # of the full width; the number of a smaller share would not fit into its bar


def style():
    """Set the style of all figures of a notebook, whatever the matplotlib settings of this machine are."""
    plt.rcdefaults()
    plt.rcParams.update(
        {
            "font.family": ["DejaVu Sans"],  # comes with matplotlib and has Arabic and Latin letters
            "font.size": 11,
            "text.color": INK,
            "axes.labelcolor": INK,
            "xtick.color": INK,
            "ytick.color": INK,
            "axes.prop_cycle": cycler(color=PALETTE),
            "axes.edgecolor": QUIET,
            "axes.axisbelow": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "grid.color": "#DDDDDD",
            "hatch.color": "white",
            "hatch.linewidth": 1.0,
            "legend.frameon": False,
            "figure.figsize": (WIDTH, 4.0),
            "figure.dpi": 100,
            "figure.constrained_layout.use": True,
            "savefig.dpi": 200,
            "savefig.facecolor": "white",
        }
    )


def save(drawing, path, table):
    """Write the figure of `drawing` (a figure or its axes) to path.png, and the table that it draws to path.csv.

    The bytes depend only on what is drawn. Fractions have four digits; an index with a name becomes columns.
    """
    path = Path(path).with_suffix(".png")
    path.parent.mkdir(parents=True, exist_ok=True)
    _figure(drawing).savefig(path, metadata={"Software": None}, bbox_inches="tight", pad_inches=0.1)
    write_csv(table, path.with_suffix(".csv"), float_format="%.4f")


def title(drawing, arabic, english):
    """Put an Arabic title and an English subtitle at the top right of the figure, which grows to make room."""
    figure = _figure(drawing)
    columns = int(figure.get_figwidth() * 9)  # characters of 14 points bold to the inch, on average
    arabic = wrap(arabic, columns)
    english = wrap(english, int(columns * 1.3))
    heights = [0.31 * len(arabic.split("\n")), 0.19 * len(english.split("\n")), 0.14]  # inches
    top = _room(figure, above=sum(heights))
    figure.text(0.99, top, label(arabic), ha="right", va="top", fontsize=14, fontweight="bold")
    figure.text(
        0.99, top - heights[0] / figure.get_figheight(), english, ha="right", va="top", fontsize=10.5, color=QUIET
    )


def note(drawing, text):
    """Put a small note below the figure, such as where the pages come from; it grows to make room."""
    figure = _figure(drawing)
    text = wrap(text, int(figure.get_figwidth() * 14))
    _room(figure, below=0.1 + 0.17 * len(text.split("\n")))
    figure.text(
        0.01,
        0.01,
        "\n".join(label(line) for line in text.split("\n")),
        ha="left",
        va="bottom",
        fontsize=8.5,
        color=QUIET,
    )


def bars(table, name, value, total=None, colour=COLOURS["main"], axes=None):
    """Return axes with one bar a row, first row on top, from its name leftwards, with the number at its end.

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
    """Return axes with one bar a row, split into `parts`: the roles, or other columns with counts.

    With `shares` every bar is 100 % wide, with its total and `unit` at the end; otherwise bars are counts.
    Parts show their share if it fits. Roles have the colours of `COLOURS`, other parts the palette's.
    """
    axes = _rows_axes(len(table), extra=0.35) if axes is None else axes
    counts = table[list(parts)].astype(float)
    totals = counts.sum(axis=1)
    widths = counts.div(totals.where(totals > 0, 1), axis=0) if shares else counts
    widest = 1 if shares else max(totals, default=0)
    left = [0.0] * len(table)
    for number, part in enumerate(parts):
        colour = COLOURS.get(part, PALETTE[number % len(PALETTE)])
        axes.barh(
            range(len(table)),
            widths[part],
            left=left,
            height=0.68,
            color=colour,
            hatch=HATCHES.get(part),
            edgecolor="white",
            linewidth=0.8,
            label=label(PARTS.get(part, part)),
        )
        for row, (width, share) in enumerate(zip(widths[part], counts[part] / totals.where(totals > 0, 1))):
            if width >= NARROW * widest:
                text = f"{100 * share:.0f} %" if shares else _number(counts[part].iloc[row])
                _inside(axes, left[row] + width / 2, row, text, colour)
            left[row] += width
    for row, whole in enumerate(totals):
        _number_at_end(axes, row, left[row], f"{_number(whole)} {unit}".strip())
    _right_to_left(axes, table[name], widest)
    _legend(axes, len(parts))
    return axes


def diverging(table, name, value, colours=(COLOURS["main"], COLOURS["appended"])):
    """Return axes with one bar a row, to the right if `value` is positive, to the left if negative; names opposite."""
    axes = _rows_axes(len(table))
    numbers = table[value].astype(float).tolist()
    widest = max(map(abs, numbers), default=1) or 1
    axes.barh(
        range(len(table)),
        numbers,
        height=0.68,
        color=[colours[number < 0] for number in numbers],
        hatch=[HATCHES["appended"] if number < 0 else "" for number in numbers],
        edgecolor="white",
    )
    axes.axvline(0, color=QUIET, linewidth=1)
    for row, (text, number) in enumerate(zip(table[name], numbers)):
        _beside(axes, 0, row, label(str(text)), left=number > 0, size=11)
        _beside(axes, number, row, _short(abs(number)), left=number < 0)
    _named_rows(axes, [""] * len(table))
    axes.set_xlim(-1.2 * widest, 1.2 * widest)
    axes.set_xticks([])
    return axes


def dumbbell(table, name, one, two, words, unit=""):
    """Return axes with a line a row, from the number in column `one` to that in `two`; `words` are their legend."""
    axes = _rows_axes(len(table), extra=0.35)
    ends = table[[one, two]].astype(float)
    axes.hlines(range(len(table)), ends.min(axis=1), ends.max(axis=1), color=PALE, linewidth=5, zorder=1)
    for column, colour, marker, text in zip((one, two), (COLOURS["main"], COLOURS["appended"]), "os", words):
        axes.scatter(
            ends[column],
            range(len(table)),
            color=colour,
            marker=marker,
            s=70,
            zorder=2,
            label=label(text),
            edgecolor=INK,
            linewidth=0.6,
        )
    for row, (low, high) in enumerate(zip(ends.min(axis=1), ends.max(axis=1))):
        _beside(axes, high, row, _short(high) + unit, left=True, gap=8)
        if low < high:
            _beside(axes, low, row, _short(low) + unit, left=False, gap=8)
    widest = ends.max(axis=None) if len(table) else 1
    _right_to_left(axes, table[name], widest)
    axes.set_xlim(1.12 * widest, -0.12 * widest)  # room for the numbers beside the dots
    _legend(axes, 2)
    return axes


def dots(table, name, value, part="role"):
    """Return axes with a dot for each row of the table, at its `name` and `value`; a line of dots for each role."""
    names = list(dict.fromkeys(table[name]))
    axes = _rows_axes(len(names), extra=0.7)
    for (role, colour), marker, lower in zip(COLOURS.items(), "osD", (-0.2, 0.2, 0.4)):
        mine = table[table[part] == role]
        if len(mine):
            rows = [names.index(each) + lower for each in mine[name]]
            axes.scatter(
                mine[value].astype(float),
                rows,
                s=50,
                color=colour,
                marker=marker,
                alpha=0.8,
                edgecolor=INK,
                linewidth=0.6,
                label=label(ROLES[role]),
            )
    _named_rows(axes, names)
    widest = max([*table[value], 0]) or 1
    axes.set_xlim(1.05 * widest, -0.02 * widest)
    _ticks(axes, widest)
    _legend(axes, len(COLOURS))
    return axes


def intervals(table, name, share="share", low="low", high="high"):
    """Return axes with a dot a row for a share, on a line from the low to the high end of its interval, in per cent."""
    axes = _rows_axes(len(table), extra=0.25)
    rows = range(len(table))
    axes.hlines(rows, 100 * table[low], 100 * table[high], color=SPAN, linewidth=6)
    axes.scatter(100 * table[share], rows, s=60, color=COLOURS["main"], zorder=3)
    for row, (value, end) in enumerate(zip(table[share], table[high])):
        _beside(axes, 100 * end, row, f"{100 * value:.0f} %", left=True)
    widest = 100 * max([*table[high], 0])
    _right_to_left(axes, table[name], 1.1 * widest)
    _ticks(axes, widest)
    return axes


def network(pairs, one="one", other="other", weight="blocks"):
    """Return axes with names on a circle and a line for each row of `pairs`, wider for more, with its count.

    Meant for the strongest ties of few names: on a circle no line runs through a name, and the names are in an order
    in which few lines cross.
    """
    names = _on_circle(list(dict.fromkeys([*pairs[one], *pairs[other]])), list(zip(pairs[one], pairs[other])))
    turn = [pi / 2 - 2 * pi * n / max(len(names), 1) for n in range(len(names))]
    at = {name: (cos(angle), sin(angle)) for name, angle in zip(names, turn)}
    axes = plt.subplots(figsize=(WIDTH, 0.72 * WIDTH))[1]
    most, counts = max([*pairs[weight], 1]), []
    for pair in pairs.sort_values(weight, ascending=False).to_dict("records"):
        (x0, y0), (x1, y1) = at[pair[one]], at[pair[other]]
        axes.plot(
            [x0, x1],
            [y0, y1],
            color=COLOURS["main"],
            linewidth=1 + 7 * pair[weight] / most,
            alpha=0.2 + 0.5 * pair[weight] / most,
            solid_capstyle="round",
            zorder=1,
        )
        places = [(t * x0 + (1 - t) * x1, t * y0 + (1 - t) * y1) for t in ALONG]
        counts.append(max(places, key=lambda place: min([dist(place, other) for other in counts], default=0)))
        axes.text(
            *counts[-1],
            _number(pair[weight]),
            ha="center",
            va="center",
            fontsize=8.5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
            zorder=3,
        )
    for name, (x, y) in at.items():
        axes.scatter(x, y, s=90, color=INK, zorder=2)
        axes.text(
            1.09 * x,
            1.09 * y,
            label(wrap(name, 20)),
            ha="left" if x > 0.1 else "right" if x < -0.1 else "center",
            va="bottom" if y > 0.9 else "top" if y < -0.9 else "center",
        )
    axes.set(xlim=(-1.9, 1.9), ylim=(-1.25, 1.25))
    axes.axis("off")
    return axes


def _on_circle(names, ties):
    """The names in an order in which few ties cross: the first stays, two others change places as long as that helps.

    >>> _on_circle(["تونس", "ليبيا", "مصر", "عمان"], [("تونس", "مصر"), ("ليبيا", "عمان")])
    ['تونس', 'ليبيا', 'عمان', 'مصر']
    """

    def crossings(order):
        place = {name: n for n, name in enumerate(order)}
        ends = [sorted((place[one], place[other])) for one, other in ties]
        return sum(a < c < b < d or c < a < d < b for (a, b), (c, d) in combinations(ends, 2))

    best = crossings(names)
    while best:
        swapped = []
        for i, j in combinations(range(1, len(names)), 2):
            order = names.copy()
            order[i], order[j] = order[j], order[i]
            swapped.append((crossings(order), order))
        fewest, order = min(swapped, default=(best, names))
        if fewest >= best:
            break
        best, names = fewest, order
    return names


def matrix(table):
    """Return axes with a cell for each pair of names of a square table, darker for more; no number if it is 0."""
    size = len(table)
    axes = plt.subplots(figsize=(WIDTH, 0.62 * size + 1.2))[1]
    values = table.to_numpy(dtype=float)[:, ::-1]
    if size:
        axes.imshow(values, cmap="Blues", vmin=0, vmax=1.6 * max(values.max(), 1), aspect="auto")
    for row, column in zip(*values.nonzero()):
        axes.text(column, row, _number(values[row, column]), ha="center", va="center")
    names = [label(str(each)) for each in table.index]
    axes.set_xticks(range(size), names[::-1], fontsize=9, rotation=25, ha="left", rotation_mode="anchor")
    axes.set_yticks(range(size), names, fontsize=9)
    axes.tick_params(length=0, labelleft=False, labelright=True, labelbottom=False, labeltop=True)
    axes.set_xticks([at - 0.5 for at in range(1, size)], minor=True)
    axes.set_yticks([at - 0.5 for at in range(1, size)], minor=True)
    axes.grid(which="minor", color="white", linewidth=3)
    axes.tick_params(which="minor", length=0)
    axes.spines[:].set_visible(False)
    return axes


def timeline(articles, dates):
    """Return axes with a lane a page: its publication date, and the days and spans that it names, oldest at the left.

    `articles` has article, published and published_from, `dates` article, value, first and last. Columns are the dates
    that occur, in order and not to scale, so that a week with many events can be read beside an empty decade. A span
    is a bar over the columns that lie within it. More than 40 dates or 20 pages are counted per year.
    """
    dates, published = dates.dropna(subset=["value"]), articles.dropna(subset=["published"])
    days = published.assign(value=published["published"], first=published["published"], last=published["published"])
    spans = pd.concat([dates, days])[["first", "last", "value"]].drop_duplicates(["first", "last"])
    spans = spans.sort_values(["first", "last"], ignore_index=True)
    if len(spans) > TIMELINE_DATES or len(articles) > TIMELINE_PAGES:
        return _years(dates, published)
    axes = _rows_axes(len(articles), extra=1.2)
    at = {(span.first, span.last): column for column, span in enumerate(spans.itertuples())}
    lane = {article: row for row, article in enumerate(articles["article"])}
    axes.hlines(range(len(lane)), -0.5, len(spans) - 0.5, color=PALE, linewidth=1, zorder=0)
    for date in dates.drop_duplicates(["article", "first", "last"]).itertuples():
        row, begin = lane[date.article], at[date.first, date.last]
        if date.first == date.last:
            axes.scatter(begin, row, s=48, color=COLOURS["main"], zorder=4)
        else:
            end = max(column for (first, last), column in at.items() if first >= date.first and last <= date.last)
            axes.hlines(row, begin - 0.28, end + 0.28, color=SPAN, linewidth=8, zorder=2)
    for page in published.itertuples():
        axes.scatter(
            at[page.published, page.published],
            lane[page.article],
            s=150,
            marker="D",
            zorder=3,
            linewidth=1.8,
            edgecolor=COLOURS["appended"],
            facecolor="white" if page.published_from == "inferred" else COLOURS["appended"],
        )
    years = spans["first"].str[:4]
    for column in years.index[years.ne(years.shift())][1:]:
        axes.axvline(column - 0.5, color="#BBBBBB", linewidth=0.8, linestyle=":")
    _named_rows(axes, lane)
    axes.set_xticks(range(len(spans)), spans["value"], rotation=55, ha="right", rotation_mode="anchor", fontsize=8.5)
    axes.set_xlim(-0.6, len(spans) - 0.4)
    _legend(
        axes,
        4,
        handles=[
            _mark("يوم (day)", "o", COLOURS["main"], 7),
            _mark("أسبوع أو شهر أو سنة (span)", "s", SPAN, 8),
            _mark("يوم النشر (published)", "D", COLOURS["appended"], 9),
            _mark("مستنتج (inferred)", "D", COLOURS["appended"], 9, markerfacecolor="white"),
        ],
    )
    return axes


def look_back(table, name, days):
    """Return axes with a dot for each event, by its days before the publication of its page (logarithmic).

    `name` is the column of the pages, `days` that of the days, below 0 for later events. With more than 20 pages, the
    events of all are counted by age.
    """
    names = list(dict.fromkeys(table[name]))
    if len(names) > TIMELINE_PAGES:
        return _ages(table[days])
    axes = _rows_axes(len(names), extra=0.6)
    axes.scatter(
        table[days].astype(float), [names.index(each) for each in table[name]], s=48, color=COLOURS["main"], alpha=0.75
    )
    axes.set_xscale("symlog", linthresh=7)
    nearest, oldest = min([*table[days], 0]), max([*table[days], 7])
    ticks = {at: text for at, text in AGES.items() if at <= 1.5 * oldest}
    _named_rows(axes, names)
    axes.set_xticks(list(ticks), list(ticks.values()), fontsize=9)
    axes.minorticks_off()
    axes.set_xlim(1.6 * oldest, 1.3 * nearest - 1)
    axes.grid(axis="x")
    return axes


def about(articles, shown=None):
    """Return the sentence below a figure: which pages it shows, and whether they were written for this project.

    `shown` is the number of pages in the figure, if it shows the first of many.
    """
    pages = f"{len(articles):,} pages" if len(articles) != 1 else "1 page"
    pages = f"the first {shown:,} of {pages}" if shown and shown < len(articles) else pages
    rewritten = "follows" in articles and articles["follows"].notna().all()
    return f"{pages}, written for this project after the outlets' reports (data/README.md)" if rewritten else pages


def _figure(drawing):
    """Return the figure of some axes, or the figure itself."""
    return drawing.get_figure(root=True)


def _rows_axes(rows, extra=0.0):
    """Return axes that are high enough for a number of rows, and `extra` inches."""
    return plt.subplots(figsize=(WIDTH, ROW * max(rows, 1) + 0.3 + extra))[1]


def _named_rows(axes, names):
    """Give a chart its rows, the first on top, with their names at the right, and no frame."""
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), [label(wrap(str(each), 34)) for each in names], multialignment="right")
    axes.tick_params(left=False, right=False, labelleft=False, labelright=True, bottom=False)
    axes.spines[:].set_visible(False)


def _right_to_left(axes, names, widest):
    """Name the rows at the right, and let bars grow leftwards from there."""
    _named_rows(axes, names)
    axes.set_xlim(widest or 1, 0)
    axes.set_xticks([])
    axes.spines["right"].set_visible(True)


def _ticks(axes, widest):
    """Draw round numbers below a chart and lines up from them, none beyond the widest value."""
    axes.set_xticks([at for at in MaxNLocator(6).tick_values(0, widest) if at <= widest])
    axes.tick_params(bottom=True)
    axes.grid(axis="x")


def _legend(axes, columns, handles=None):
    """Draw the legend as one line under the title, from the right: the width of the bars may be too little for it."""
    if not (handles or axes.get_legend_handles_labels()[0]):
        return
    across = blended_transform_factory(axes.figure.transFigure, axes.transAxes)
    axes.legend(
        handles=handles,
        loc="lower right",
        bbox_to_anchor=(1, 1),
        bbox_transform=across,
        ncols=columns,
        fontsize=10 if columns < 4 else 9,
        borderaxespad=0.2,
        columnspacing=1.3,
        handlelength=1.2,
        handletextpad=0.5,
        reverse=True,
        markerfirst=False,
    )


def _mark(text, marker, colour, size, **looks):
    """Return an entry of a legend."""
    return Line2D([], [], linestyle="none", label=label(text), marker=marker, color=colour, markersize=size, **looks)


def _beside(axes, x, row, text, left, gap=5, size=9.5):
    """Write a text to the left or right of a place in a row."""
    axes.annotate(
        text,
        (x, row),
        xytext=(-gap if left else gap, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        fontsize=size,
    )


def _number_at_end(axes, row, width, text):
    """Write the number of a bar to the left of its end."""
    axes.annotate(text, (width, row), xytext=(-5, 0), textcoords="offset points", ha="right", va="center", fontsize=10)


def _inside(axes, x, row, text, colour):
    """Write the share of a part into its bar, light on dark colours."""
    dark = colour in ("#0072B2", "#009E73", "#D55E00", "#000000")
    axes.text(
        x,
        row,
        text,
        ha="center",
        va="center",
        fontsize=9.5,
        color="white" if dark else "black",
        bbox={"facecolor": colour, "edgecolor": "none", "pad": 1.2},
    )


def _number(number, whole=None):
    """Return a number as it is shown on a figure.

    >>> _number(1234), _number(12, 80), _number(0.5)
    ('1,234', '12 of 80 (15 %)', '0.50')
    """
    text = f"{int(number):,}" if float(number).is_integer() else f"{number:,.2f}"
    return text if whole is None else f"{text} of {int(whole):,} ({100 * number / whole if whole else 0:.0f} %)"


def _short(number):
    """Return a number with one decimal, or none if it is whole.

    >>> _short(8.51), _short(120)
    ('8.5', '120')
    """
    return f"{number:,.1f}".removesuffix(".0")


def _room(figure, above=0.0, below=0.0):
    """Add inches above and below the plot; return the place of the top margin, as a share of the height."""
    old, engine = figure.get_figheight(), figure.get_layout_engine()
    _, bottom, _, height = engine.get()["rect"] if engine else (0, 0, 1, 1)
    new = old + above + below
    figure.set_figheight(new)
    if engine:
        engine.set(rect=(0, (bottom * old + below) / new, 1, height * old / new))
    return 1 - (1 - bottom - height) * old / new - 0.04 / new


def _years(dates, published):
    """Return axes with the counts of dates and of publications per year, for more dates than there is room for."""
    counts = (
        pd.DataFrame(
            {"dates": dates["first"].str[:4].value_counts(), "published": published["published"].str[:4].value_counts()}
        )
        .fillna(0)
        .sort_index()
    )
    axes = plt.subplots(figsize=(WIDTH, 3.2))[1]
    years = counts.index.astype(int)
    axes.bar(years, counts["dates"], width=0.8, color=COLOURS["main"], label=label("تواريخ في النص (dated)"))
    axes.bar(years, counts["published"], width=0.4, color=COLOURS["appended"], label=label("نشر (published)"))
    axes.set_yscale("symlog", linthresh=10)
    if len(counts):
        spread = pd.concat([dates["first"], published["published"]]).str[:4].astype(int).quantile([RARE, 1 - RARE])
        axes.set_xlim(spread.iloc[0] - 1, spread.iloc[1] + 1)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    _legend(axes, 2)
    return axes


def _ages(days):
    """Return axes with a bar for each age, from later events to those of more than a century ago."""
    edges = [-float("inf"), -1, *AGES, float("inf")]
    names = [
        "لاحقاً (to come)",
        "يوم النشر (day of publication)",
        "أسبوع (to a week before)",
        "شهر (to a month)",
        "سنة (to a year)",
        "عشر سنوات (to ten years)",
        "قرن (to a century)",
        "قبل ذلك (before that)",
    ]
    counts = pd.cut(days, edges, labels=names).value_counts(sort=False)
    table = pd.DataFrame({"age": names, "events": counts.to_numpy(), "all": len(days)})
    return bars(table, "age", "events", total="all")
