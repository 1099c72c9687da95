"""Sentences whose quotations are still read wrongly: each is expected to fail, and says so when it does no longer."""

from pathlib import Path

import pandas as pd
import pytest

from helpers.actors import find_mentions
from helpers.lexicons.tables import read_table
from helpers.quotations import find_quotations

ROWS = read_table(Path(__file__).parent / "known_failures" / "quotations.csv").to_dict("records")


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="known failure")
@pytest.mark.parametrize("row", ROWS, ids=[row["note"] for row in ROWS])
def test_who_says_what_in_a_hard_sentence_is_found(row):
    text = row["text"]
    page = pd.DataFrame({"article": ["a"], "text": [text]})
    blocks = pd.DataFrame({"article": ["a"], "block": 0, "start": 0, "end": len(text), "role": "main", "item": 0})
    found = find_quotations(page, blocks, find_mentions(page, blocks))
    said = [f"{row.speaker}: {text[row.start : row.end]}" for row in found.itertuples()]
    assert said == [pair for pair in row["said"].split("|") if pair]
