"""Show pages, passages and concordances as right-to-left HTML in notebooks, with menus to choose them.

All text of a page is escaped; roles have a tint, a border and a name.
"""

from html import escape

from helpers.display.tables import _QUIET, _cell, _direction, _html, _rows

# Okabe and Ito's blue and orange, and a light grey: distinct for colour-blind readers, and by lightness in grey print.
COLOURS = {"main": "#0072B2", "appended": "#E69F00", "boilerplate": "#BFBFBF"}

# On screen each role has a tint and, since colour alone is not enough, a border of its own and its name.
_LOOKS = {
    "main": ("#DCECF7", "4px solid #0072B2"),
    "appended": ("#FCEFD2", "4px dashed #E69F00"),
    "boilerplate": ("#F0F0F0", "4px dotted #8C8C8C"),
}
_PLAIN = ("#FFFFFF", "4px solid #FFFFFF")
_MARK = "background:#F7E27A;color:#111;padding:0 2px"


def passage(text, start, end, around=60):
    """Return the text from `start` to `end` of a page, marked, with about `around` characters on either side.

    Offsets are code points into `text`. The ends are cut between words, and a line break shows as a space.
    """
    before, found, after = _context(text, start, end, around)
    return _html(f'<p style="margin:0">{escape(before)}<mark style="{_MARK}">{escape(found)}</mark>{escape(after)}</p>')


def _context(text, start, end, around):
    """Return the words before, inside and after a stretch, on one line.

    >>> _context("أعلنت الوزارة أن الجسر الجديد يفتح غدا أمام الحافلات", 17, 22, 12)
    ('…الوزارة أن ', 'الجسر', ' الجديد يفتح…')
    """
    first, last = max(0, start - around), min(len(text), end + around)
    before, after = text[first:start], text[end:last]
    if first > 0 and not text[first - 1].isspace() and " " in before.strip():
        before = before[before.index(" ") + 1 :]
    if last < len(text) and not text[last].isspace() and " " in after.strip():
        after = after[: after.rindex(" ")]
    before = ("…" if first > 0 else "") + before.lstrip()
    after = after.rstrip() + ("…" if last < len(text) else "")
    return tuple(part.replace("\r", "").replace("\n", " ") for part in (before, text[start:end], after))


def concordance(rows, articles, around=40, columns=("article",), limit=50):
    """Return the stretch of text of each row in its context: a keyword-in-context table, right to left.

    `rows` has article, start and end; `articles` has article and text; `columns` of `rows` are shown beside each.
    """
    texts = articles.drop_duplicates("article").set_index("article")["text"]
    body = []
    for row in rows.head(limit).to_dict("records"):
        before, found, after = _context(texts[row["article"]], row["start"], row["end"], around)
        body.append(
            f'<td style="text-align:left">{escape(before)}</td>'
            f'<td style="text-align:center"><mark style="{_MARK}">{escape(found)}</mark></td>'
            f"<td>{escape(after)}</td>" + "".join(_cell(row[column]) for column in columns)
        )
    return _rows("", body, len(rows), ";white-space:nowrap")


def page(text, blocks):
    """Return a page with its blocks tinted by role, each with its role and kind beside it.

    `blocks` has start, end, role and kind, in order. Text outside the blocks has no tint.
    """
    parts, at = [], 0
    for block in blocks.to_dict("records"):
        parts.append(_block(text[at : block["start"]], "", ""))
        parts.append(_block(text[block["start"] : block["end"]], block["role"], block["kind"]))
        at = block["end"]
    parts.append(_block(text[at:], "", ""))
    return _html("".join(parts))


def _block(text, role, kind):
    if not text.strip():
        return ""
    tint, border = _LOOKS.get(role, _PLAIN)
    name = f'<span dir="ltr" style="float:left;{_QUIET}">{escape(f"{role} · {kind}")}</span>' if role else ""
    return (
        f'<div style="background:{tint};border-right:{border};color:#111;margin:2px 0;padding:2px 8px;'
        f'white-space:pre-wrap">{name}{escape(text.strip())}</div>\n'
    )


def side_by_side(aligned, a, b):
    """Return two passages side by side, the first on the right, with the words marked in which they differ.

    `aligned` has op, a_words and b_words, a row for each stretch that is equal or differs; `a` and `b` name the pages.
    """
    cells = [
        " ".join(_differing(words, op) for words, op in zip(aligned[column], aligned["op"]) if words)
        for column in ("a_words", "b_words")
    ]
    head = "".join(
        f'<th dir="{_direction(name)}" style="text-align:right;width:50%">{escape(name)}</th>' for name in (a, b)
    )
    return _rows(head, ["".join(f'<td style="vertical-align:top">{cell}</td>' for cell in cells)], 1)


def _differing(words, op):
    return escape(words) if op == "equal" else f'<mark style="{_MARK}">{escape(words)}</mark>'


def choose_mentions(articles, mentions, limit=12):
    """Display the mentions of an actor in blocks of a role, each in its context, with a menu for both.

    `mentions` has article, start, end, actor, name and role; the actor with most mentions comes first.
    """
    from IPython.display import display

    if mentions.empty:
        display(concordance(mentions, articles))
        return
    counts = mentions.groupby(["actor", "name"]).size().sort_values(ascending=False, kind="stable")
    choose(
        lambda actor, role: concordance(
            mentions[mentions["actor"].eq(actor) & mentions["role"].eq(role)], articles, limit=limit
        ),
        actor={f"{name} ({count})": actor for (actor, name), count in counts.items()},
        role=list(COLOURS),
    )


def choose_page(articles, blocks, limit=500):
    """Display a page with its blocks tinted, with a menu of the first `limit` pages."""
    texts = articles.set_index("article")["text"]
    tinted = page  # the menu is named page as well
    choose(lambda page: tinted(texts[page], blocks[blocks["article"] == page]), page=list(texts.index[:limit]))


def choose(show, **choices):
    """Display the result of `show(...)` under a menu for each of `choices`; without a kernel, for the first of each.

    A choice is a list, a dict of shown names to values, or a text to edit. `show` takes the chosen values by name and
    returns HTML, as `table`, `concordance` and `page` do. An exception is shown in place of the table.
    """
    from IPython.display import display

    box = chooser(show, **choices)
    menus, shown = box.children
    # A front end takes the form that it supports best: the widget if a kernel runs, else the HTML.
    widget = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
    display(
        {
            "application/vnd.jupyter.widget-view+json": widget,
            "text/html": shown.value,
            "text/plain": ", ".join(f"{menu.description}: {menu.value}" for menu in menus.children),
        },
        raw=True,
    )


def chooser(show, **choices):
    """Return the widget behind `choose`: a row of menus, and below it the HTML of the choice."""
    import ipywidgets

    menus = {name: _menu(ipywidgets, name, options) for name, options in choices.items()}

    def chosen():
        return show(**{name: menu.value for name, menu in menus.items()}).data

    def renew(change):
        try:
            shown.value = chosen()
        except Exception as error:  # a reader may type anything, such as a folder that does not exist
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
