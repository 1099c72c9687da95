"""Arabic on the screen: labels for matplotlib, and right-to-left HTML for notebooks.

Text stays in logical order everywhere else. Only `label` prepares it for drawing, because the two lines of matplotlib
need opposite things, and doing for one what the other needs shows the text backwards.
"""
import textwrap
import unicodedata
from html import escape

import matplotlib.ft2font

RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"

# matplotlib 3.11 and later join and order Arabic letters themselves, by libraqm; earlier ones draw what they are given.
MATPLOTLIB_SHAPES = hasattr(matplotlib.ft2font, "__libraqm_version__")

# Okabe and Ito's blue and orange, and a light grey: apart for colour-blind readers, and in grey print by lightness.
COLOURS = {"main": "#0072B2", "appended": "#E69F00", "boilerplate": "#BFBFBF"}

# On screen each role has a tint and, since colour alone is not enough, a border of its own and its name.
_LOOKS = {"main": ("#DCECF7", "4px solid #0072B2"), "appended": ("#FCEFD2", "4px dashed #E69F00"),
          "boilerplate": ("#F0F0F0", "4px dotted #8C8C8C")}
_PLAIN = ("#FFFFFF", "4px solid #FFFFFF")
_MARK = "background:#F7E27A;color:#111;padding:0 2px"
_QUIET = "color:#6B6B6B;font-size:85%"
_TABLE = "border-collapse:collapse;text-align:right;font-variant-numeric:tabular-nums"
_MISSING = "–"

# «$50 … $60» in a page is no formula: MathJax 3 (JupyterLab) passes over the first class, MathJax 2 (nbconvert)
# over the second.
_NO_FORMULAS = "mathjax_ignore tex2jax_ignore"


def label(text):
    """The text as matplotlib must be given it, so that Arabic stands joined and from right to left.

    Each line is prepared by itself, so wrap first. Text without Arabic comes back as it is, but for `$`, which
    would begin a formula. matplotlib 3.10 and earlier lose the diacritics.

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
                line = RIGHT_TO_LEFT_MARK + line  # or a line that begins with a Latin word would run left to right
        else:
            import arabic_reshaper
            from bidi.algorithm import get_display  # bidi.get_display leaves «» and () facing the wrong way
            line = get_display(arabic_reshaper.reshape(line), base_dir="R")
    return line.replace("$", r"\$")


def wrap(text, width):
    """The text in lines of at most `width` characters, still in logical order; a longer word stays whole.

    >>> wrap("بحث وزيرا الخارجية ملف المياه المشتركة", 20).split("\\n")
    ['بحث وزيرا الخارجية', 'ملف المياه المشتركة']
    """
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def table(frame, names=None, decimals=2, percent=(), rows=30):
    """A data frame as a right-to-left HTML table for a notebook: everything escaped, numbers below one another.

    `names` maps columns to headings. Fractions show `decimals` digits, those in the columns `percent` as per cent.
    The index is not shown. After `rows` rows the table says how many more there are.
    """
    headings = [str((names or {}).get(column, column)) for column in frame.columns]
    head = "".join(f'<th dir="{_direction(heading)}" style="text-align:right">{escape(heading)}</th>'
                   for heading in headings)
    body = []
    for row in frame.head(rows).itertuples(index=False, name=None):
        body.append("".join(_cell(value, decimals, column in percent) for column, value in zip(frame.columns, row)))
    return _rows(head, body, len(frame))


def _rows(head, body, total, style=""):
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    # A line for each row, so that a changed number is one changed line of the notebook.
    rows = "".join(f"<tr>{row}</tr>\n" for row in body)
    return _html(f'<table cellpadding="4" style="{_TABLE}{style}">{head}<tbody>\n{rows}</tbody></table>',
                 f"rows not shown: {total - len(body):,}" if total > len(body) else "" if body else "no row")


def _cell(value, decimals=2, percent=False):
    shown = _shown(value, decimals, percent)
    return f'<td dir="{_direction(shown)}">{escape(shown)}</td>'


def _direction(text):
    """The direction of most of a text's letters: an English sentence with an Arabic word in it runs from left to right.

    >>> _direction("الأحد (Sunday الموافق)"), _direction("«الأحد»: not after the third of May"), _direction("12")
    ('rtl', 'ltr', 'ltr')
    """
    names = [unicodedata.name(letter, "") for letter in text if letter.isalpha()]
    return "rtl" if sum(name.startswith("ARABIC") for name in names) * 2 > len(names) else "ltr"


def _shown(value, decimals=2, percent=False):
    """A cell's text.

    >>> _shown(1234), _shown(0.125, percent=True), _shown(0.5), _shown(None), _shown(float("nan"))
    ('1,234', '12.5 %', '0.50', '–', '–')
    """
    if isinstance(value, str):
        return value
    if value is None or str(value) in ("nan", "<NA>", "NaT"):
        return _MISSING
    if percent:
        return f"{100 * value:.1f} %"
    if isinstance(value, bool) or str(value) in ("True", "False"):
        return "yes" if value else "no"
    if hasattr(value, "strftime"):
        return value.strftime("%Y-%m-%d")
    try:
        return f"{value:,}" if value == int(value) and not isinstance(value, float) else f"{value:,.{decimals}f}"
    except (TypeError, ValueError):
        return str(value)


def passage(text, start, end, around=60):
    """What stands at `start` to `end` of a page, marked, with about `around` characters on either side.

    Offsets are code points into `text`. The ends are cut between words, and a line break shows as a space.
    """
    before, found, after = _context(text, start, end, around)
    return _html(f'<p style="margin:0">{escape(before)}<mark style="{_MARK}">{escape(found)}</mark>{escape(after)}</p>')


def _context(text, start, end, around):
    """The words before, at and after a stretch, on one line.

    >>> _context("أعلنت الوزارة أن الجسر الجديد يفتح غدا أمام الحافلات", 17, 22, 12)
    ('…الوزارة أن ', 'الجسر', ' الجديد يفتح…')
    """
    first, last = max(0, start - around), min(len(text), end + around)
    before, after = text[first:start], text[end:last]
    if first > 0 and not text[first - 1].isspace() and " " in before.strip():
        before = before[before.index(" ") + 1:]
    if last < len(text) and not text[last].isspace() and " " in after.strip():
        after = after[:after.rindex(" ")]
    before = ("…" if first > 0 else "") + before.lstrip()
    after = after.rstrip() + ("…" if last < len(text) else "")
    return tuple(part.replace("\r", "").replace("\n", " ") for part in (before, text[start:end], after))


def concordance(rows, articles, around=40, columns=("article",), limit=50):
    """Each row's stretch of text in its context, one below the other: a keyword-in-context table, right to left.

    `rows` has article, start and end; `articles` has article and text; `columns` of `rows` are shown beside each.
    """
    texts = articles.drop_duplicates("article").set_index("article")["text"]
    body = []
    for row in rows.head(limit).to_dict("records"):
        before, found, after = _context(texts[row["article"]], row["start"], row["end"], around)
        body.append(f'<td style="text-align:left">{escape(before)}</td>'
                    f'<td style="text-align:center"><mark style="{_MARK}">{escape(found)}</mark></td>'
                    f"<td>{escape(after)}</td>" + "".join(_cell(row[column]) for column in columns))
    return _rows("", body, len(rows), ";white-space:nowrap")


def page(text, blocks):
    """A page with its blocks tinted by role, each with its kind beside it, so that a reader sees what was told apart.

    `blocks` has start, end, role and kind, in order. What lies in no block shows without a tint.
    """
    parts, at = [], 0
    for block in blocks.to_dict("records"):
        parts.append(_block(text[at:block["start"]], "", ""))
        parts.append(_block(text[block["start"]:block["end"]], block["role"], block["kind"]))
        at = block["end"]
    parts.append(_block(text[at:], "", ""))
    return _html("".join(parts))


def _block(text, role, kind):
    if not text.strip():
        return ""
    tint, border = _LOOKS.get(role, _PLAIN)
    name = f'<span dir="ltr" style="float:left;{_QUIET}">{escape(f"{role} · {kind}")}</span>' if role else ""
    return (f'<div style="background:{tint};border-right:{border};color:#111;margin:2px 0;padding:2px 8px;'
            f'white-space:pre-wrap">{name}{escape(text.strip())}</div>\n')


def side_by_side(aligned, a, b):
    """Two passages beside one another, the first on the right, with the words marked in which they differ.

    `aligned` has op, a_words and b_words, a row for each stretch that is equal or differs; `a` and `b` name the pages.
    """
    cells = [" ".join(_differing(words, op) for words, op in zip(aligned[column], aligned["op"]) if words)
             for column in ("a_words", "b_words")]
    head = "".join(f'<th dir="{_direction(name)}" style="text-align:right;width:50%">{escape(name)}</th>'
                   for name in (a, b))
    return _rows(head, ["".join(f'<td style="vertical-align:top">{cell}</td>' for cell in cells)], 1)


def _differing(words, op):
    return escape(words) if op == "equal" else f'<mark style="{_MARK}">{escape(words)}</mark>'


def choose_mentions(articles, mentions, limit=12):
    """Display the mentions of an actor in blocks of a role, each in its context, with a menu for both.

    `mentions` has article, start, end, actor, name and role; the actor that is named most stands first.
    """
    from IPython.display import display

    if mentions.empty:
        return display(concordance(mentions, articles))
    counts = mentions.groupby(["actor", "name"]).size().sort_values(ascending=False, kind="stable")
    choose(lambda actor, role: concordance(mentions[mentions["actor"].eq(actor) & mentions["role"].eq(role)], articles,
                                           limit=limit),
           actor={f"{name} ({count})": actor for (actor, name), count in counts.items()}, role=list(COLOURS))


def choose_page(articles, blocks, limit=500):
    """Display a page with its blocks tinted, with a menu of the first `limit` pages."""
    texts = articles.set_index("article")["text"]
    tinted = page  # the menu takes the function's name
    choose(lambda page: tinted(texts[page], blocks[blocks["article"] == page]), page=list(texts.index[:limit]))


def choose(show, **choices):
    """Display what `show(...)` returns, under a menu for each of `choices`; without a kernel, for the first of each.

    A choice is a list, a dict of shown names to values, or a text to type over. `show` takes the chosen values by
    name and returns what `table`, `concordance` or `page` return. What it raises shows in place of the table.
    """
    from IPython.display import display

    box = chooser(show, **choices)
    menus, shown = box.children
    # A front end takes the form that it knows best: the widget where a kernel runs, else the HTML.
    widget = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
    display({"application/vnd.jupyter.widget-view+json": widget,
             "text/html": shown.value,
             "text/plain": ", ".join(f"{menu.description}: {menu.value}" for menu in menus.children)}, raw=True)


def chooser(show, **choices):
    """The widget behind `choose`: a row of menus, and below it the HTML of what is chosen."""
    import ipywidgets

    menus = {name: _menu(ipywidgets, name, options) for name, options in choices.items()}

    def chosen():
        return show(**{name: menu.value for name, menu in menus.items()}).data

    def renew(change):
        try:
            shown.value = chosen()
        except Exception as error:  # by what a reader typed: a folder that is not there, say
            shown.value = escape(f"{type(error).__name__}: {error}")

    shown = ipywidgets.HTML(chosen())
    for menu in menus.values():
        menu.observe(renew, names="value")
    return ipywidgets.VBox([ipywidgets.HBox(list(menus.values())), shown])


def _menu(ipywidgets, name, options):
    if isinstance(options, str):
        return ipywidgets.Text(options, description=name, continuous_update=False)
    first = next(iter(options.values() if isinstance(options, dict) else options))
    return ipywidgets.Dropdown(options=options, value=first, description=name)


def _html(inside, below=""):
    from IPython.display import HTML  # here, so that labels need matplotlib alone
    below = f'<div dir="ltr" style="{_QUIET}">{escape(below)}</div>' if below else ""
    return HTML(f'<div dir="rtl" lang="ar" class="{_NO_FORMULAS}">{inside}{below}</div>')
