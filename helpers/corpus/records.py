"""Tables of records: .jsonl, an object a line, and .parquet. Values keep their types; bytes become text."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from helpers.corpus.columns import KNOWN, missing_column, misspelt
from helpers.corpus.encodings import ARABIC, NAMES, UTF8, decoded, decoded_as, encoding_of, head_encoding
from helpers.corpus.problems import Note, Problem, Row, spelled

PARQUET_ROWS = 500  # read at a time
OBJECT = 'write one object {"article": …, "text": …} on each line'
AGAIN = "write the file again, or copy it again if it was cut short"
STRINGS = "write the column as strings"
# Python cannot read bytes that are no UTF-8, days after the year 9999, or times of an unknown time zone.
UNREADABLE = (ValueError, OverflowError, LookupError, pa.ArrowException)


class Number(str):
    """A number as it is written in JSON, so that an id keeps its digits."""


class Doubled(dict):
    """An object of JSON in which two fields have the same name; only the last one is kept."""


def jsonl_rows(path: Path) -> Iterator[Row]:
    """Return the rows of a .jsonl file, one object a line, and notes about its form."""
    encoding = head_encoding(path)
    seen: set[tuple[str, ...]] = set()
    if encoding != UTF8:
        yield Row(path, None, Note(f"read as {NAMES[encoding]}"))
    with open(path, "rb") as file:
        for number, line in enumerate(_lines(file, encoding), start=1):
            try:
                text, own = _decoded(line, encoding)
                if not text.strip():
                    continue
                if own != encoding:
                    yield Row(path, number, Note(f"read as {NAMES[own]}"))
                fields = json_object(text)
                if (names := tuple(fields)) not in seen:
                    seen.add(names)
                    yield from (Row(path, number, note) for note in misspelt(names))
                yield Row(path, number, fields)
            except Problem as problem:
                yield Row(path, number, problem)


def _decoded(line: bytes | str, encoding: str) -> tuple[str, str]:
    """Return the text of a line and its own encoding: a line of a file in UTF-8 may be in another one."""
    if isinstance(line, str):
        return line, encoding
    own = encoding_of(line, whole=False) if encoding == UTF8 else encoding
    return decoded_as(line, own), own


def _lines(file: BinaryIO, encoding: str) -> Iterable[bytes | str]:
    """Return the lines of a file: bytes, so that a bad line costs only itself, or strings in UTF-16."""
    if encoding == UTF8 or encoding in ARABIC:
        return file
    return TextIOWrapper(file, encoding, errors="surrogatepass", newline="\n")


def json_object(text: str) -> dict:
    """Return the object that a line of JSON is. Raises Problem."""
    try:
        fields = json.loads(text, parse_int=Number, parse_float=Number, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise Problem(f"not JSON: {error}", OBJECT) from None
    if not isinstance(fields, dict):
        raise Problem("not a JSON object", 'write {"article": …, "text": …}')
    if isinstance(fields, Doubled):
        raise Problem("two fields of the object have one name", "give each field a name of its own")
    return fields


def _unique(pairs: list[tuple]) -> dict:
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else Doubled(fields)


def parquet_rows(path: Path) -> Iterator[Row]:
    """Return the rows of a .parquet file; a row group that cannot be read costs only its own rows."""
    with pq.ParquetFile(path) as table:
        schema = table.schema_arrow
        columns, problems = _columns(schema)
        yield from (Row(path, None, problem) for problem in problems)
        if "text" not in columns:
            return
        yield from (Row(path, None, note) for note in misspelt(columns))
        if not table.metadata.num_rows:
            yield Row(path, None, Note("holds no rows"))
        first = 1
        for group in range(table.num_row_groups):
            yield from _group_rows(path, table, group, columns, first)
            first += table.metadata.row_group(group).num_rows
        if missing := table.metadata.num_rows - first + 1:
            yield Row(path, first, Problem(f"{missing:,} rows are missing from here", AGAIN))


def _group_rows(path: Path, table: pq.ParquetFile, group: int, columns: dict[str, int], first: int) -> Iterator[Row]:
    """Return the rows of a row group, and a problem where some of them cannot be read or are not there."""
    number, end = first, first + table.metadata.row_group(group).num_rows
    reason = "they are not there"
    try:
        for batch in table.iter_batches(PARQUET_ROWS, row_groups=[group]):
            for fields in _records(batch, columns):
                yield Row(path, number, fields)
                number += 1
    except (OSError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    if number < end:
        yield Row(path, number, Problem(f"the rows from here to {end - 1:,} cannot be read: {reason}", AGAIN))


def _columns(schema: pa.Schema) -> tuple[dict[str, int], list[Problem]]:
    """Return the columns that can be read, by name, with their places, and the problems of the others."""
    times, columns, problems = Counter(schema.names), {}, []
    for name, n in times.items():
        if n > 1:
            message = f"{n} columns are called {spelled(name)}; they are not read"
            problems.append(Problem(message, "give each a name of its own"))
        elif not _is_sensible(name, kind := schema.field(name).type):
            problems.append(Problem(f"the column {name} is of type {kind}; it is not read", STRINGS))
        else:
            columns[name] = schema.get_field_index(name)
    if "text" not in times:
        problems.append(missing_column("text", times))
    return columns, problems


def _is_sensible(name: str, kind: pa.DataType) -> bool:
    """Return whether a column may have a type: text is text, an id may be a number and a day a day."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if name not in KNOWN or _is_text(kind) or pa.types.is_null(kind):
        return True
    if name == "published":
        return pa.types.is_date(kind) or pa.types.is_timestamp(kind) or pa.types.is_integer(kind)
    is_number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    return name in ("article", "title", "outlet") and is_number


def _is_text(kind: pa.DataType) -> bool:
    return any(
        is_kind(kind)
        for is_kind in (
            pa.types.is_string,
            pa.types.is_large_string,
            pa.types.is_string_view,
            pa.types.is_binary,
            pa.types.is_large_binary,
            pa.types.is_binary_view,
            pa.types.is_fixed_size_binary,
        )
    )


def _records(batch: pa.RecordBatch, columns: dict[str, int]) -> Iterator[dict | Problem]:
    """Return the rows of a batch: their fields, or the problem of one of them."""
    values = {name: _values(batch.column(i)) for name, i in columns.items()}
    for i in range(batch.num_rows):
        try:
            yield {name: _value(name, column[i]) for name, column in values.items()}
        except Problem as problem:
            yield problem


def _values(column: pa.Array) -> list:
    """Return the values of a column; one by one, as scalars, where they cannot all be read at once."""
    try:
        return column.to_pylist()
    except UNREADABLE:
        return list(column)


def _value(name: str, value: Any) -> Any:
    """Return a value, with bytes as text. Raises Problem if it cannot be read."""
    try:
        if isinstance(value, (pa.StringScalar, pa.LargeStringScalar)):
            value = value.as_buffer().to_pybytes() if value.is_valid else None
        elif isinstance(value, pa.Scalar):
            value = value.as_py()
        return decoded(value)[0] if isinstance(value, bytes) else value
    except UNREADABLE as error:
        message = f"the value of {spelled(name)} cannot be read: {str(error).splitlines()[0]}"
        raise Problem(message, STRINGS) from None
    except Problem as problem:
        if name not in KNOWN:
            return value.hex()  # a picture, a key: kept as it is
        cure = "write the strings of the file again as UTF-8"
        raise Problem(f"{name} is {problem.message}", cure) from None
