"""benchmarks/speed.py compares what it says: two versions of the helpers, each imported from its own folder."""

import json
from pathlib import Path

import pytest

from benchmarks.speed import ONE_PAGE, Times, check_origin, seconds_of_steps, table, unpack

ROOT = Path(__file__).resolve().parents[1]


def test_the_ratio_is_that_of_the_first_version_to_the_second():
    lines = table({"old": Times([9.0, 10.0], [1.0]), "new": Times([5.0, 5.0], [1.0])}).splitlines()
    assert lines[-1].split() == ["ratio", "1.80", "1.90", "1.00", "2.00"]


def test_each_version_imports_its_own_helpers(tmp_path):
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers" / "__init__.py").touch()
    check_origin(tmp_path)
    check_origin(ROOT)
    with pytest.raises(SystemExit, match="the helpers come from"):
        check_origin(tmp_path / "helpers")


def test_a_commit_that_the_clone_lacks_is_named(tmp_path):
    with pytest.raises(SystemExit, match="0000000: this clone does not have it"):
        unpack("0000000", tmp_path)


def test_every_step_is_timed(tmp_path):
    (tmp_path / "one.jsonl").write_text(json.dumps(ONE_PAGE), "utf-8")
    assert {"blocks", "publication", "mentions", "dates", "quotations"} <= set(seconds_of_steps(tmp_path / "one.jsonl"))
