"""Show data frames as right-to-left HTML tables in notebooks, with all text escaped."""

import unicodedata
from html import escape

_QUIET = "color:#6B6B6B;font-size:85%"
_TABLE = "border-collapse:collapse;text-align:right;font-variant-numeric:tabular-nums"
_MISSING = "–"

# «$50 … $60» in a page is no formula: MathJax 3 (JupyterLab) skips elements of the first class, MathJax 2 (nbconvert)
# those of the second.
_NO_FORMULAS = "mathjax_ignore tex2jax_ignore"


def table(frame, names=None, decimals=2, percent=(), rows=30):
    """Return a data frame as a right-to-left HTML table for a notebook: all text escaped, digits aligned.

    `names` maps columns to headings. Fractions show `decimals` digits; those in the columns `percent` are per cent.
    The index is not shown. After `rows` rows the table gives the number of rows that are not shown.
    """
    headings = [str((names or {}).get(column, column)) for column in frame.columns]
    head = "".join(
        f'<th dir="{_direction(heading)}" style="text-align:right">{escape(heading)}</th>' for heading in headings
    )
    body = []
    for row in frame.head(rows).itertuples(index=False, name=None):
        body.append("".join(_cell(value, decimals, column in percent) for column, value in zip(frame.columns, row)))
    return _rows(head, body, len(frame))


def _rows(head, body, total, style=""):
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    # One line for each row, so that a changed number is one changed line of the notebook.
    rows = "".join(f"<tr>{row}</tr>\n" for row in body)
    return _html(
        f'<table cellpadding="4" style="{_TABLE}{style}">{head}<tbody>\n{rows}</tbody></table>',
        f"rows not shown: {total - len(body):,}" if total > len(body) else "" if body else "no row",
    )


def _cell(value, decimals=2, percent=False):
    shown = _shown(value, decimals, percent)
    return f'<td dir="{_direction(shown)}">{escape(shown)}</td>'


def _direction(text):
    """Return the direction of most letters of a text: an English sentence with an Arabic word runs left to right.

    >>> _direction("الأحد (Sunday الموافق)"), _direction("«الأحد»: not after the third of May"), _direction("12")
    ('rtl', 'ltr', 'ltr')
    """
    names = [unicodedata.name(letter, "") for letter in text if letter.isalpha()]
    return "rtl" if sum(name.startswith("ARABIC") for name in names) * 2 > len(names) else "ltr"


def _shown(value, decimals=2, percent=False):
    """Return the text of a cell.

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


def _html(inside, below=""):
    from IPython.display import HTML  # here, so that labels need matplotlib alone

    below = f'<div dir="ltr" style="{_QUIET}">{escape(below)}</div>' if below else ""
    return HTML(f'<div dir="rtl" lang="ar" class="{_NO_FORMULAS}">{inside}{below}</div>')
