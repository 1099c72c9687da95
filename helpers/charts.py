"""Figures that can be read in print, by colour-blind readers and from right to left, each with the table it draws."""
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from cycler import cycler
from matplotlib.transforms import blended_transform_factory

from helpers.arabic import COLOURS, label, wrap

# Okabe and Ito, «Color Universal Design» (2008): told apart under the common kinds of colour blindness.
PALETTE = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#000000"]

# The names of the roles on a figure. An Arabic reader sees the term, an English one the word that the tables use.
ROLES = {"main": "القصة الرئيسة (main)", "appended": "مواد ملحقة (appended)",
         "boilerplate": "عناصر الصفحة (boilerplate)"}

# What else figures are split into, named likewise.
PARTS = ROLES | {
    "name": "الاسم (name)", "demonym": "النسبة (demonym)", "capital": "العاصمة (capital)", "seat": "مقر الحكم (seat)",
    "explicit": "صريح (explicit)", "published": "من يوم النشر (published)", "inferred": "من يوم مستنتج (inferred)",
    "context": "من السياق (context)", "no value": "بلا تاريخ (no value)",
}

# Grey print does not keep orange and grey well apart, lines across a bar it does.
HATCHES = {"appended": "////"}

WIDTH = 8.0          # inches: a text column on A4, so that 11 points stay 11 points in print
ROW = 0.42           # inches for a bar and the space to the next
INK, QUIET, PALE = "#1A1A1A", "#5A5A5A", "#E2E2E2"
TIMELINE_DATES, TIMELINE_PAGES = 40, 20  # more do not fit side by side on a page that can be read
BARS = 20            # more rows than this are no figure but a table
MATRIX_ROWS = 12     # so many names fit along the top of a square
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
    """Write the figure of `drawing` (a figure or its axes) to path.png, and the table that it draws to path.csv.

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
    figure.text(0.99, top - heights[0] / figure.get_figheight(), english, ha="right", va="top", fontsize=10.5,
                color=QUIET)


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
                  edgecolor="white", linewidth=0.8, label=label(PARTS.get(part, part)))
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
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), bbox_transform=across, ncols=len(parts), fontsize=10,
                borderaxespad=0.2, columnspacing=1.4, handlelength=1.2, handletextpad=0.5, reverse=True,
                markerfirst=False)
    return axes


def about(articles):
    """The sentence below a figure that says which pages it shows: how many, and whether they were rewritten for this project."""
    pages = f"{len(articles):,} pages" if len(articles) != 1 else "1 page"
    rewritten = "follows" in articles and articles["follows"].notna().all()
    return f"{pages}, written for this project after the outlets' reports (data/README.md)" if rewritten else pages


def diverging(table, name, value, colours=(COLOURS["main"], COLOURS["appended"]), axes=None):
    """Axes with one bar a row, to the right where `value` is positive and to the left where it is negative; names on the far side."""
    axes = axes or _rows_axes(len(table))
    numbers = table[value].astype(float).to_numpy()
    widest = max(abs(numbers), default=1) or 1
    axes.barh(range(len(table)), numbers, height=0.68, color=[colours[int(number < 0)] for number in numbers],
              hatch=[HATCHES["appended"] if number < 0 else "" for number in numbers], edgecolor="white")
    axes.axvline(0, color=QUIET, linewidth=1)
    for row, (text, number) in enumerate(zip(table[name], numbers)):
        side = "left" if number < 0 else "right"
        axes.annotate(label(str(text)), (0, row), xytext=(5 if number < 0 else -5, 0), textcoords="offset points",
                      ha=side, va="center")
        axes.annotate(f"{abs(number):.1f}", (number, row), xytext=(-4 if number < 0 else 4, 0), textcoords="offset points",
                      ha="right" if number < 0 else "left", va="center", fontsize=9.5)
    axes.set_xlim(-1.2 * widest, 1.2 * widest)
    axes.set_xticks([])
    _rows_only(axes, len(table))
    return axes


def dumbbell(table, name, one, two, words, unit="", axes=None):
    """Axes with a line a row from the value of column `one` to that of `two`; `words` say what the two dots stand for."""
    axes = axes or _rows_axes(len(table), extra=0.35)
    ends = table[[one, two]].astype(float)
    axes.hlines(range(len(table)), ends.min(axis=1), ends.max(axis=1), color=PALE, linewidth=5, zorder=1)
    for column, colour, marker, text in zip((one, two), (COLOURS["main"], COLOURS["appended"]), "os", words):
        axes.scatter(ends[column], range(len(table)), color=colour, marker=marker, s=70, zorder=2, label=label(text),
                     edgecolor=INK, linewidth=0.6)
    for row, (a, b) in enumerate(ends.itertuples(index=False)):
        for number, other in ((a, b), (b, a)) if a != b else ((a, a - 1),):
            axes.annotate(f"{number:,.3g}{unit}", (number, row), xytext=(-8 if number > other else 8, 0),
                          textcoords="offset points", ha="right" if number > other else "left", va="center", fontsize=9.5)
    widest = ends.max(axis=None) if len(table) else 1
    _right_to_left(axes, table[name], widest)
    axes.set_xlim(1.12 * widest, -0.12 * widest)  # room for the numbers beside the dots
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, borderaxespad=0.2, fontsize=10, reverse=True,
                markerfirst=False, handletextpad=0.2)
    return axes


def matrix(table, axes=None):
    """Axes with a cell for each pair of rows and columns of a square table, darker for more; an empty cell where the value is 0."""
    if axes is None:
        axes = plt.subplots(figsize=(WIDTH, 0.62 * len(table) + 1.2))[1]
    values = table.to_numpy(dtype=float)
    axes.imshow(values[:, ::-1], cmap="Blues", vmin=0, vmax=max(values.max(initial=0), 1) * 1.6, aspect="auto")
    for (row, column), value in zip(((r, c) for r in range(len(table)) for c in range(len(table))), values.ravel()):
        if value:
            axes.text(len(table) - 1 - column, row, _number(value), ha="center", va="center")
    names = [label(str(each)) for each in table.index]
    axes.set_xticks(range(len(table)), names[::-1], fontsize=9, rotation=25, ha="left", rotation_mode="anchor")
    axes.set_yticks(range(len(table)), names, fontsize=9)
    axes.tick_params(length=0, labelleft=False, labelright=True, labelbottom=False, labeltop=True)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xticks([x - 0.5 for x in range(1, len(table))], minor=True)
    axes.set_yticks([y - 0.5 for y in range(1, len(table))], minor=True)
    axes.grid(which="minor", color="white", linewidth=3)
    axes.tick_params(which="minor", length=0)
    return axes


def timeline(articles, dates):
    """Axes with a lane for each page: its publication day and the days, months and years that it dates, oldest at the left.

    `articles` has article, published and published_from, `dates` article, value, first and last. Columns are the dates
    that occur, in order and not to scale, so that a week crowded with events can be read beside an empty decade. A span
    is a bar over the columns that lie within it. With more than 40 dates or 20 pages the dates are counted per year.
    """
    dates = dates.dropna(subset=["value"])
    published = articles.dropna(subset=["published"])
    spans = pd.concat([dates[["first", "last", "value"]], published[["published"]].assign(
        first=published["published"], last=published["published"], value=published["published"])[["first", "last", "value"]]])
    spans = spans.drop_duplicates(["first", "last"]).sort_values(["first", "last"], ignore_index=True)
    if len(spans) > TIMELINE_DATES or len(articles) > TIMELINE_PAGES:
        return _years(dates, published)
    axes = plt.subplots(figsize=(WIDTH, 0.55 * max(len(articles), 1) + 1.6))[1]
    column = {(s.first, s.last): at for at, s in spans.iterrows()}
    within = {key: max(column[k] for k in column if k[0] >= key[0] and k[1] <= key[1]) for key in column}
    lane = {article: row for row, article in enumerate(articles["article"])}
    axes.hlines(range(len(lane)), -0.5, len(spans) - 0.5, color=PALE, linewidth=1, zorder=0)
    for row in dates.drop_duplicates(["article", "first", "last"]).itertuples():
        at, end = column[row.first, row.last], within[row.first, row.last]
        if row.first == row.last:
            axes.scatter(at, lane[row.article], s=48, color=COLOURS["main"], zorder=4)
        else:
            axes.hlines(lane[row.article], at - 0.28, end + 0.28, color="#56B4E9", linewidth=8, zorder=2)
    for row in published.itertuples():
        axes.scatter(column[row.published, row.published], lane[row.article], s=150, marker="D", linewidth=1.8, zorder=3,
                     facecolor="white" if row.published_from == "inferred" else COLOURS["appended"], edgecolor=COLOURS["appended"])
    years = spans["first"].str[:4]
    for at in years.index[years.ne(years.shift()) & (years.index > 0)]:
        axes.axvline(at - 0.5, color="#BBBBBB", linewidth=0.8, linestyle=":")
    axes.set_xticks(range(len(spans)), spans["value"], rotation=55, ha="right", rotation_mode="anchor", fontsize=8.5)
    axes.set_xlim(-0.6, len(spans) - 0.4)
    _rows_only(axes, len(lane))
    axes.set_yticks(range(len(lane)), [label(wrap(str(each), 34)) for each in lane])
    axes.tick_params(left=False, right=False, labelleft=False, labelright=True, bottom=False)
    _timeline_key(axes)
    return axes


def look_back(table, name, days):
    """Axes with a dot for each dated event, as many days before its page's publication as it lies; the scale is logarithmic."""
    names = list(dict.fromkeys(table[name]))
    axes = _rows_axes(len(names), extra=0.6)
    axes.scatter(table[days].astype(float), [names.index(each) for each in table[name]], s=48, color=COLOURS["main"], alpha=0.75)
    axes.set_xscale("symlog", linthresh=7)
    ticks = [(0, "day of publication"), (7, "a week"), (30, "a month"), (365, "a year"), (3650, "ten years"), (36500, "a century")]
    latest, oldest = min(table[days].min(), 0), max(table[days].max(), 7)
    shown = [(at, text) for at, text in ticks if at <= 1.5 * oldest]
    axes.set_xticks([at for at, _ in shown], [text for _, text in shown], fontsize=9)
    axes.minorticks_off()
    axes.set_xlim(1.6 * oldest, 1.3 * latest - 1)
    axes.grid(axis="x")
    _rows_only(axes, len(names))
    axes.set_yticks(range(len(names)), [label(wrap(str(each), 34)) for each in names])
    axes.tick_params(left=False, right=False, labelleft=False, labelright=True, bottom=False)
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


def _rows_only(axes, rows):
    """Leave a chart its rows, first on top, and take its frame away."""
    axes.set_ylim(max(rows, 1) - 0.5, -0.5)
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_visible(False)


def _years(dates, published):
    """Axes with the number of dated expressions and of publications per year: a timeline of too many dates for lanes."""
    counts = pd.DataFrame({"dates": dates["first"].str[:4].value_counts(), "published": published["published"].str[:4].value_counts()})
    counts = counts.fillna(0).astype(int).sort_index()
    axes = plt.subplots(figsize=(WIDTH, 3.2))[1]
    years = counts.index.astype(int)
    axes.bar(years, counts["dates"], width=0.8, color=COLOURS["main"], label=label("تواريخ في النص (dated expressions)"))
    axes.bar(years, counts["published"], width=0.35, color=COLOURS["appended"], label=label("نشر (publications)"))
    axes.set_yscale("symlog", linthresh=10)
    axes.legend(loc="upper left")
    return axes


def _timeline_key(axes):
    from matplotlib.lines import Line2D

    def mark(text, **looks):
        return Line2D([], [], linestyle="none", label=label(text), **looks)

    axes.legend(handles=[
        mark("يوم (day)", marker="o", color=COLOURS["main"], markersize=7),
        mark("أسبوع أو شهر أو سنة (span)", marker="s", color="#56B4E9", markersize=8),
        mark("يوم النشر (published)", marker="D", color=COLOURS["appended"], markersize=9),
        mark("مستنتج (inferred)", marker="D", markerfacecolor="white", markeredgecolor=COLOURS["appended"], markersize=9),
    ], loc="lower right", bbox_to_anchor=(1, 1), ncols=4, fontsize=9, borderaxespad=0.2, columnspacing=1.0, handletextpad=0.2,
        reverse=True, markerfirst=False)
