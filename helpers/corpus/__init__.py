"""Pages in: read .txt, .csv, .jsonl and .parquet files, check each page, and describe each error.

`load` and `read` return frames of articles; `batches` yields them for a corpus that does not fit into memory.
"""

from helpers.corpus.columns import nearest
from helpers.corpus.delimited import csv_rows
from helpers.corpus.files import until_error
from helpers.corpus.messages import Refused, plain
from helpers.corpus.pages import READ, BadPages, Part, batches, describe, gathered, load, parts, read
from helpers.corpus.problems import Problem, fields_of, spelled

__all__ = [
    "BadPages",
    "Part",
    "Problem",
    "READ",
    "Refused",
    "batches",
    "csv_rows",
    "describe",
    "fields_of",
    "gathered",
    "load",
    "nearest",
    "parts",
    "plain",
    "read",
    "spelled",
    "until_error",
]
