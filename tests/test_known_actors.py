"""Sentences in which the persons are still read wrongly: each is expected to fail, and is reported when it passes."""

from pathlib import Path

import pandas as pd
import pytest

from helpers.actors import find_mentions
from helpers.lexicons.tables import read_table

ROWS = read_table(Path(__file__).parent / "known_failures" / "actors.csv").to_dict("records")
NO_BLOCKS = pd.DataFrame({"article": [], "block": [], "start": [], "end": [], "role": [], "kind": [], "item": []})


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize("row", ROWS, ids=[row["note"] for row in ROWS])
def test_the_persons_of_a_hard_sentence_are_found(row):
    page = pd.DataFrame({"article": ["a"], "text": [row["text"]]})
    mentions = find_mentions(page, NO_BLOCKS).query("kind == 'person'")
    assert mentions["surface"].tolist() == [name for name in row["persons"].split("|") if name]
