"""One page on which a step fails: it is listed, and no other page and no other step loses a row."""

import os
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

import helpers.__main__ as command_line
from helpers.corpus import pages as corpus
from helpers.pipeline import commands as verbs
from helpers.pipeline import steps
from helpers.pipeline.annotate import annotate, tables_of
from helpers.pipeline.comparing import compare
from helpers.quotations import coreference
from helpers.text import Batch

ROOT = Path(__file__).resolve().parents[1]
BROKEN = "عطل"  # the word at which the function below fails
NO_DAY = TypeError("no day in it")
PAGES = {
    "a": "وزيرة السياحة تفتتح متحف الخزف\n"
    "قالت وزيرة السياحة ليلى حداد أمس إن المتحف يفتح أبوابه في 4 آذار/مارس 2031.\n",
    "b": f"انقطاع الماء في حي الزهور\nقال رئيس البلدية سامي النجار إن {BROKEN}ا أصاب المضخة يوم 5 نيسان 2031.\n",
    "c": "فرنسا تعيد فتح سفارتها\nأعلنت فرنسا الأحد أنها تعيد فتح سفارتها في الخرطوم.\nشارك المقال\n",
    "d": "تأجيل المباراة\nقال المدرب نبيل العطار: «سنلعب في الأسبوع المقبل».\nشارك المقال\n",
}
STEPS = {
    "blocks": "find_blocks",
    "publication": "find_published",
    "mentions": "find_mentions",
    "dates": "find_dates",
    "quotations": "find_quotations",
}
# The steps whose rows page b loses where one fails, written down by hand and not taken from steps.STEPS.
LOST = {
    "blocks": {"blocks", "publication", "mentions", "dates", "quotations"},
    "publication": {"publication", "dates"},
    "mentions": {"mentions", "quotations"},
    "dates": {"dates"},
    "quotations": {"quotations"},
}
TABLE = {"blocks": "blocks", "mentions": "mentions", "dates": "dates", "quotations": "quotations"}
PROFILE = ("pages", "lines", "words", "names", "titles", "beside")

# In a worker process nothing of the test is known, so it is broken as it starts.
SITE = f"""
import os
from helpers.pipeline import steps
from helpers.text import Batch
whole = getattr(steps, os.environ['FAULT'])
def broken(pages, *rest):
    if any('{BROKEN}' in text for text in Batch.of(pages).texts):
        raise TypeError('no day in it')
    return whole(pages, *rest)
setattr(steps, os.environ['FAULT'], broken)
"""


@pytest.fixture
def folder(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / f"{name}.txt").write_text(text, encoding="utf-8")
    return pages


@pytest.fixture
def others(folder, tmp_path):
    """The same pages without the one that fails."""
    rest = tmp_path / "others"
    rest.mkdir()
    for name in sorted(set(PAGES) - {"b"}):
        (rest / f"{name}.txt").write_text(PAGES[name], encoding="utf-8")
    return rest


def break_step(monkeypatch, module, name, error=NO_DAY):
    whole = getattr(module, name)

    def broken(pages, *rest):
        if any(BROKEN in text for text in Batch.of(pages).texts):
            raise error
        return whole(pages, *rest)

    monkeypatch.setattr(module, name, broken)


def run(*arguments):
    return command_line.main([str(argument) for argument in arguments])


def listed(out):
    return pd.read_csv(out / "errors.csv", encoding="utf-8-sig")


def rows_of(table, article):
    return table[table["article"] == article].reset_index(drop=True)


def same(one, other):
    for a, b in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(a, b)


def check_lost(step, found, whole):
    """The pages but b are whole, and b has lost the rows of the steps that need the one which failed."""
    for name, table in found._asdict().items():
        if name != "errors":
            before = getattr(whole, name)
            same(
                [table[table["article"] != "b"].reset_index(drop=True)],
                [before[before["article"] != "b"].reset_index(drop=True)],
            )
    for name, table in TABLE.items():
        expected = rows_of(getattr(whole, table), "b")
        assert len(expected) > 0
        same([rows_of(getattr(found, table), "b")], [expected.iloc[:0] if name in LOST[step] else expected])
    assert ("b" in set(found.articles["article"])) == (step != "blocks")


@pytest.mark.parametrize("step, function", STEPS.items())
def test_a_step_that_fails_costs_its_page_the_rows_that_need_it(step, function, folder, tmp_path, monkeypatch, capsys):
    whole = tables_of(folder)
    break_step(monkeypatch, steps, function)
    assert run("annotate", folder, tmp_path / "out") == 1
    error = listed(tmp_path / "out").iloc[0]
    assert (error["file"], error["article"], error["step"]) == (str(folder / "b.txt"), "b", step)
    assert error["message"].startswith("TypeError: no day in it") and "report it" in error["cure"]
    printed = capsys.readouterr()
    assert printed.err.count("TypeError") == 1 and f"pages with an internal error 1 ({step} 1)" in printed.out
    if step != "blocks":
        check_lost(step, tables_of(tmp_path / "out"), whole)


@pytest.mark.parametrize(
    "module, function, step",
    [(steps, "find_blocks", "blocks"), (import_module("helpers.pipeline.annotate"), "profile_of", "profile")],
)
def test_a_page_without_blocks_is_as_if_it_were_not_there(
    module, function, step, folder, others, tmp_path, monkeypatch
):
    run("annotate", others, tmp_path / "without")
    break_step(monkeypatch, module, function)
    assert run("annotate", folder, tmp_path / "out") == 1
    assert listed(tmp_path / "out")[["article", "step"]].values.tolist() == [["b", step]]
    for name in ("articles", "blocks", "mentions", "dates", "quotations", *(f"profile/{name}" for name in PROFILE)):
        same(
            [pd.read_parquet(tmp_path / "out" / f"{name}.parquet")],
            [pd.read_parquet(tmp_path / "without" / f"{name}.parquet")],
        )


def test_a_page_that_fails_in_a_worker_is_listed_like_any_other(folder, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path / "site"), str(ROOT)])
    command = [sys.executable, "-m", "helpers", "annotate", folder, tmp_path / "out", "--workers", "2"]
    done = subprocess.run(
        command, env=os.environ | {"FAULT": "find_dates", "PYTHONPATH": path}, capture_output=True, text=True
    )
    assert done.returncode == 1, done.stderr
    [error] = listed(tmp_path / "out").to_dict("records")
    assert (error["file"], error["article"], error["step"]) == (str(folder / "b.txt"), "b", "dates")
    check_lost("dates", tables_of(tmp_path / "out"), tables_of(folder))


def test_every_step_has_a_test_here():
    assert [step.name for step in steps.STEPS] == list(STEPS)


def test_the_function_gives_failures_beside_the_tables(monkeypatch):
    break_step(monkeypatch, steps, "find_dates", ValueError("month must be in 1..12"))
    found = annotate(pd.DataFrame({"article": list(PAGES), "text": PAGES.values()}))
    assert found.errors[["article", "step"]].values.tolist() == [["b", "dates"]]
    assert found.errors["message"].iloc[0].startswith("ValueError: month must be in 1..12 (test_faults.py, line")


def test_one_page_of_many_is_found_with_few_attempts():
    """Batches that fail are halved, so that one page does not make all others slow."""
    asked = []

    def work(batch):
        asked.append(len(batch))
        if 77 in batch.ids:
            raise KeyError("x")

    _, failures = steps.attempt(work, Batch(pd.DataFrame({"article": range(512)})), "blocks")
    assert [failure.article for failure in failures] == [77] and sum(asked) == 512 + 512 * 2 - 2


def test_memory_that_ends_is_no_fault_of_a_page(folder, tmp_path, monkeypatch, capsys):
    break_step(monkeypatch, steps, "find_dates", MemoryError())
    assert run("annotate", folder, tmp_path / "out") == 3
    assert "too little memory" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_a_mistake_in_a_lexicon_is_told_once_and_not_for_each_page(folder, tmp_path, monkeypatch, capsys):
    def wrong():
        raise ValueError("data/lexicons/seats.csv, row 7: the row is empty; delete it")

    monkeypatch.setattr(coreference, "honorifics", cache(wrong))
    steps.check.cache_clear()
    assert run("annotate", folder, tmp_path / "out") == 2
    assert capsys.readouterr().err == "data/lexicons/seats.csv, row 7: the row is empty; delete it\n"


def test_a_page_that_comes_between_the_two_readings_is_an_error(folder, tmp_path, monkeypatch):
    counted = verbs._Annotation.count

    def late(self):
        result = counted(self)
        (folder / "e.txt").write_text("خبر متأخر", encoding="utf-8")
        return result

    monkeypatch.setattr(verbs._Annotation, "count", late)
    assert run("annotate", folder, tmp_path / "out") == 1
    assert listed(tmp_path / "out")[["article", "step"]].values.tolist() == [["e", corpus.READ]]
    assert tables_of(tmp_path / "out").articles["article"].tolist() == list(PAGES)


# Reuse compares pages: one that fails, or a pair, is left out.
STORY = "أعلنت اللجنة أن أعمال الترميم في السوق القديم تنتهي قبل نهاية فصل الشتاء وأن المحال تفتح أبوابها بعد ذلك بأيام"
COPIES = {
    "a": f"{STORY}.\n",
    "b": f"في تقرير آخر: {STORY}، وفيه {BROKEN}.\n",
    "c": f"خبر ثالث. {STORY}.\n",
    "d": f"خبر رابع. {STORY}.\n",
}


@pytest.fixture
def copies(tmp_path):
    pages = tmp_path / "copies"
    pages.mkdir()
    for name, text in COPIES.items():
        (pages / f"{name}.txt").write_text(text, encoding="utf-8")
    return pages


def pairs(out, table="passages"):
    return pd.read_parquet(out / f"{table}.parquet")[["a", "b"]].agg("".join, axis=1).tolist()


@pytest.mark.parametrize("function, step", [("find_passages", "passages"), ("find_near_duplicates", "near_duplicates")])
def test_a_page_on_which_reuse_fails_is_left_out_and_listed(function, step, copies, tmp_path, monkeypatch):
    out = tmp_path / "out"
    run("annotate", copies, out)
    break_step(monkeypatch, verbs, function)
    assert run("reuse", copies, out, "--tables", out) == 1
    [error] = listed(out).to_dict("records")
    assert (error["file"], error["article"], error["step"]) == (str(copies / "b.txt"), "b", step)
    assert error["message"].startswith("TypeError: no day in it")
    assert pairs(out, "near_duplicates") == ["ac", "ad", "cd"]
    assert pairs(out) == (["ac", "ad", "cd"] if step == "passages" else ["ab", "ac", "ad", "bc", "bd", "cd"])
    monkeypatch.undo()
    assert run("reuse", copies, out, "--tables", out) == 0 and listed(out).empty
    assert len(pairs(out)) == 6


def test_of_two_pages_on_which_reuse_fails_together_the_later_one_is_left_out(copies, tmp_path, monkeypatch, capsys):
    whole = verbs.find_passages

    def broken(articles):
        if {"b", "d"} <= set(articles["article"]):
            raise IndexError("too long")
        return whole(articles)

    monkeypatch.setattr(verbs, "find_passages", broken)
    assert run("reuse", copies, tmp_path / "out") == 1
    assert listed(tmp_path / "out")[["article", "step"]].values.tolist() == [["d", "passages"]]
    assert pairs(tmp_path / "out") == ["ab", "ac", "bc"]
    assert "pages with an internal error 1 (passages 1)" in capsys.readouterr().out


def test_a_pair_of_many_pages_is_found_with_few_attempts():
    asked = []

    def work(articles):
        asked.append(len(articles))
        if {3, 77} <= set(articles["article"]):
            raise KeyError("x")
        return len(articles)

    kept, failures = compare(work, pd.DataFrame({"article": range(512)}), "passages")
    assert kept == 511 and [failure.article for failure in failures] == [77] and len(asked) < 30


def test_reuse_that_fails_without_any_page_is_no_fault_of_a_page():
    def work(articles):
        raise KeyError("x")

    with pytest.raises(KeyError):
        compare(work, pd.DataFrame({"article": range(4)}), "passages")
