"""Write tables as .csv files for spreadsheets: Arabic stays readable, and no cell is run as a formula."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

# OWASP, «CSV Injection»: a cell that begins with one of these is a formula to Excel, LibreOffice or Google
# Sheets. The wide forms count as the plain ones where Excel is set to an East Asian language.
FORMULA_SIGNS = "=+@＝＋－＠-"

# On a Windows set to a language whose list separator is `;`, such as Arabic, Excel splits a line there, and at line
# ends within quotes too: what follows them begins a cell as well.
FORMULA = re.compile(rf"((?:^|[;\t\r\n]) *)(?=[{FORMULA_SIGNS}])")
HIDDEN_START = re.compile(r"[\t\r\n]")

# Excel reads a .csv in the encoding of its own language, which garbles Arabic, unless a byte order mark says UTF-8.
ENCODING = "utf-8-sig"


def write_csv(frame: pd.DataFrame, path: str | Path, float_format: str | None = None) -> None:
    """Write a table as a .csv that a spreadsheet can open; an index with a name becomes columns.

    The file is UTF-8 with a byte order mark (read it with encoding="utf-8-sig"), the same on every system.
    Strings, column names too, are made harmless by `safe_cell`; numbers and dates stay what they are.

    Args:
        frame: the table.
        path: the file to write.
        float_format: how fractions are written, such as "%.4f".
    """
    named = [name for name in frame.index.names if name is not None]
    table = frame.set_axis(_safe(frame.columns), axis="columns")
    for at, dtype in enumerate(frame.dtypes):
        if _holds_text(dtype):
            table.isetitem(at, pd.Series(_safe(frame.iloc[:, at]), index=frame.index, dtype=object))
    if named:
        for level in range(frame.index.nlevels):
            values = frame.index.get_level_values(level)
            table.insert(level, safe_cell(values.name), _safe(values), allow_duplicates=True)
    table.to_csv(
        path, index=False, float_format=float_format, lineterminator="\n", encoding=ENCODING, errors="backslashreplace"
    )


def safe_cell(value: Any) -> Any:
    """Return a cell that no spreadsheet runs as a formula: an apostrophe precedes the sign that would begin one.

    Only strings are changed; a number, also a negative one, is returned as it is. A spreadsheet shows the apostrophe.

    >>> safe_cell("=HYPERLINK(A1)"), safe_cell("- قال الوزير"), safe_cell("خبر;=1+1")
    ("'=HYPERLINK(A1)", "'- قال الوزير", "خبر;'=1+1")
    >>> safe_cell("جسر الميناء = 3"), safe_cell(-0.5)
    ('جسر الميناء = 3', -0.5)
    """
    if not isinstance(value, str):
        return value
    text = FORMULA.sub(r"\1'", value)
    return "'" + text if HIDDEN_START.match(text) else text


def _safe(values: Iterable) -> list:
    return [safe_cell(value) for value in values]


def _holds_text(dtype: Any) -> bool:
    return (
        isinstance(dtype, pd.CategoricalDtype)
        or pd.api.types.is_object_dtype(dtype)
        or pd.api.types.is_string_dtype(dtype)
    )
