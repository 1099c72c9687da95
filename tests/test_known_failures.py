"""What is known to go wrong, in tests/known_failures: each case must fail, so that one that was mended is noticed."""

import tomllib
from pathlib import Path

import pytest

from helpers.blocks import explain

CASES = tomllib.loads((Path(__file__).parent / "known_failures" / "blocks.toml").read_text(encoding="utf8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_the_stretch_is_part_of_its_page(case):
    assert case["page"].count(case["text"]) >= 1


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_find_blocks_says_what_a_reader_would_say(case):
    blocks = explain(case["page"])
    start = case["page"].index(case["text"])
    found = blocks[(blocks["start"] < start + len(case["text"])) & (blocks["end"] > start)]
    expected = {"role": case["role"]} | ({"kind": case["kind"]} if "kind" in case else {})
    assert found[list(expected)].to_dict("records") == [expected]
