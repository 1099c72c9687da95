"""What a run leaves in OUT: all tables of one run and their marker, or what was there before."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import helpers.__main__ as command_line
from helpers.actors import find_mentions
from helpers.pipeline import output, steps
from helpers.pipeline.annotate import tables_of
from helpers.pipeline.profile import VERSION_KEY, profile, save_profile
from helpers.schema import COUNTED

ROOT = Path(__file__).resolve().parents[1]
STORY = (
    "أعلنت بلدية المرفأ أن السوق القديم يفتح أبوابه في أول أيام الربيع بعد ترميم دام سنتين كاملتين، "
    "وأن التجار يعودون إلى محالهم من غير إيجار."
)
PAGES = {
    "a": f"السوق القديم يعود\n{STORY}\n",
    "b": f"أخبار المدينة\nقال مراسلنا: {STORY}\n",
    "c": "وصول الباخرة\nقال قبطان الباخرة سليم البحري أمس إن الرحلة كانت هادئة.\n",
}
OTHERS = {"x": "أمطار على الساحل\nتوقعت الأرصاد أمطارا غزيرة يوم 3 شباط/فبراير 2031.\n"}
TABLES = {"articles.parquet", "blocks.parquet", "mentions.parquet", "dates.parquet", "quotations.parquet"}


def write(folder, pages):
    folder.mkdir()
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def pages(tmp_path):
    return write(tmp_path / "pages", PAGES)


@pytest.fixture
def others(tmp_path):
    return write(tmp_path / "others", OTHERS)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def run(*arguments):
    return command_line.main([str(argument) for argument in arguments])


def contents(folder):
    """All files below a folder, hidden ones too, and what is in them."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def hidden(folder):
    return list(folder.rglob(".*"))


def same(one, other):
    for a, b in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(a, b)


# The marker


def test_the_marker_lists_every_table_and_the_profile(pages, out):
    run("annotate", pages, out)
    listed = json.loads((out / "tables.json").read_text("utf-8"))["files"]
    assert set(listed) == set(contents(out)) - {"tables.json"} and set(listed) >= TABLES
    assert {f"profile/{name}.parquet" for name in COUNTED} <= set(listed)


def test_tables_that_were_written_are_read_back_and_not_computed_again(pages, out, monkeypatch):
    (pages / "bad.txt").write_bytes(b"")
    run("annotate", pages, out)
    expected = tables_of(pages)
    monkeypatch.setattr(steps, "run", None)
    same(tables_of(out), expected)


def test_the_same_pages_give_the_same_bytes(pages, out, tmp_path):
    run("annotate", pages, out)
    run("annotate", pages, tmp_path / "again", "--workers", 1)
    assert contents(out) == contents(tmp_path / "again")


@pytest.mark.parametrize(
    "harm",
    [
        lambda out: (out / "tables.json").unlink(),
        lambda out: (out / "dates.parquet").unlink(),
        lambda out: (out / "dates.parquet").write_bytes((out / "dates.parquet").read_bytes()[:-1] + b"x"),
        lambda out: (out / "profile" / "words.parquet").write_bytes(b""),
    ],
    ids=["no marker", "a table is missing", "another table of the same size", "the profile was changed"],
)
def test_tables_that_are_not_those_of_one_run_are_refused(harm, pages, out):
    run("annotate", pages, out)
    harm(out)
    with pytest.raises(output.BadOutput, match="run python -m helpers annotate PAGES OUT again"):
        tables_of(out)


def test_pages_that_are_kept_as_articles_parquet_are_pages(pages, tmp_path):
    (tmp_path / "kept").mkdir()
    tables_of(pages).articles.to_parquet(tmp_path / "kept" / "articles.parquet")
    assert tables_of(tmp_path / "kept").articles["article"].tolist() == list(PAGES)


# Two verbs, and two runs, in one OUT


def test_reuse_leaves_the_tables_of_annotate_as_they_are(pages, out):
    (pages / "bad.txt").write_bytes(b"")
    run("annotate", pages, out)
    before = contents(out)
    assert run("reuse", pages, out, "--tables", out) == 1
    after = contents(out)
    assert set(after) - set(before) == {"passages.parquet", "near_duplicates.parquet"}
    assert all(after[name] == data for name, data in before.items() if name != "tables.json")
    assert set(output.check(out)["runs"]) == {"annotate", "reuse"}


def test_reuse_of_other_pages_is_refused_where_annotate_wrote(pages, others, out, capsys):
    run("annotate", pages, out)
    before = contents(out)
    assert run("reuse", others, out) == 2
    assert "the tables here are of other pages" in capsys.readouterr().err and contents(out) == before


def test_passages_of_the_same_pages_stay_and_those_of_others_go(pages, others, out, capsys):
    run("annotate", pages, out)
    run("reuse", pages, out, "--tables", out)
    run("annotate", pages, out)
    assert {"passages.parquet", "near_duplicates.parquet"} <= set(output.check(out)["files"])
    capsys.readouterr()
    run("annotate", others, out)
    assert "removed     near_duplicates.parquet, passages.parquet" in capsys.readouterr().out
    assert not (out / "passages.parquet").exists() and set(output.check(out)["runs"]) == {"annotate"}


def test_near_duplicates_go_when_the_tables_change_from_which_they_were_made(pages, out, monkeypatch):
    run("annotate", pages, out)
    run("reuse", pages, out, "--tables", out)
    whole = find_mentions
    monkeypatch.setattr(steps, "find_mentions", lambda *given: whole(*given).iloc[:0])
    run("annotate", pages, out)
    assert "passages.parquet" in contents(out) and "near_duplicates.parquet" not in contents(out)


def test_files_of_the_user_stay_in_out(pages, out):
    (out / "profile").mkdir(parents=True)
    for name in ("notes.txt", "profile/notes.txt", "passages.parquet"):
        (out / name).write_text("ملاحظات", encoding="utf-8")
    run("annotate", pages, out)
    assert {"notes.txt", "profile/notes.txt", "passages.parquet"} <= set(contents(out)) - set(
        output.check(out)["files"]
    )


def test_a_second_run_into_the_same_out_is_refused(pages, out, capsys):
    with output.workspace(out):
        assert run("annotate", pages, out) == 2
    assert f"another run is writing here (process {os.getpid()})" in capsys.readouterr().err
    assert run("annotate", pages, out) == 0


def test_what_a_killed_run_left_is_cleared(pages, out, tmp_path):
    run("annotate", pages, out)
    for left in (out / ".run", tmp_path / ".out.run"):
        (left / "tables" / "profile").mkdir(parents=True)
        (left / "tables" / "blocks.parquet").write_bytes(b"half")
        (left / "lock").write_text("1\n")
    assert run("annotate", pages, out) == 0 and hidden(tmp_path) == []


# What ends a run


def test_a_file_that_cannot_be_exchanged_undoes_the_others(pages, others, out, tmp_path, monkeypatch, capsys):
    run("annotate", pages, out)
    before, rename = contents(out), os.rename

    def refuse(source, target):
        if Path(source).match("tables/mentions.parquet") and Path(target).parent == out:
            raise PermissionError(errno.EPERM, "Operation not permitted", str(target))
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse)
    assert run("annotate", others, out) == 2
    assert contents(out) == before and hidden(tmp_path) == []
    assert "name a folder in which you may write" in capsys.readouterr().err


@pytest.mark.parametrize("old", [True, False])
def test_a_full_disk_leaves_what_was_there(old, pages, others, out, tmp_path, monkeypatch, capsys):
    if old:
        run("annotate", pages, out)
    before = contents(tmp_path)

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    capsys.readouterr()
    assert run("annotate", others, out) == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith(f"{out}: No space left on device; make room") and contents(tmp_path) == before
    assert hidden(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_named(pages, tmp_path, capsys):
    (tmp_path / "locked").mkdir(mode=0o500)
    assert run("annotate", pages, tmp_path / "locked" / "out") == 2
    assert "Permission denied; name a folder in which you may write" in capsys.readouterr().err


def test_folders_that_were_made_for_a_run_that_failed_go_again(tmp_path):
    assert run("annotate", tmp_path / "nowhere", tmp_path / "some" / "new" / "out") == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "place, told",
    [
        ("pages/c.txt", "this is a file; name a folder"),
        ("file/out", "a file lies in its path"),
        ("pages", "the tables would lie among the pages"),
        ("pages/some/out", "the tables would lie among the pages"),
    ],
)
def test_a_place_where_no_tables_can_be_is_refused(place, told, pages, tmp_path, capsys):
    (tmp_path / "file").touch()
    before = contents(tmp_path)
    assert run("annotate", pages, tmp_path / place) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert told in line and contents(tmp_path) == before


def test_tables_right_below_the_pages_are_not_read_as_pages(pages):
    run("annotate", pages, pages / "out")
    assert run("annotate", pages, pages / "out") == 0
    assert tables_of(pages / "out").articles["article"].tolist() == list(PAGES)


def test_tables_are_not_written_over_the_pages_that_they_are_made_from(pages, out, capsys):
    run("annotate", pages, out)
    before = contents(out)
    assert run("annotate", out / "articles.parquet", out) == 2
    assert "would be written over these pages" in capsys.readouterr().err and contents(out) == before


def test_tables_of_an_earlier_run_are_no_pages(pages, out, tmp_path, capsys):
    run("annotate", pages, out)
    assert run("annotate", out, tmp_path / "second") == 2
    assert "these are the tables of an earlier run" in capsys.readouterr().err
    assert not (tmp_path / "second").exists()


def test_a_name_that_acts_on_a_terminal_is_printed_as_escapes(tmp_path, capsys):
    assert run("annotate", tmp_path / "خبر\x1b[31m\n\u202e", tmp_path / "out") == 2
    assert "خبر\\x1b[31m\\n\\u202e: there is no such file" in capsys.readouterr().err


def test_no_cell_of_the_list_of_errors_is_a_formula(pages, out):
    (pages / "=cmd.txt").write_bytes(b"")
    run("annotate", pages, out)
    assert (out / "errors.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(out / "errors.csv", encoding="utf-8-sig")["article"].tolist() == ["'=cmd"]


# --profile


@pytest.mark.parametrize(
    "harm, told",
    [
        (lambda file: file.write_bytes(b"PAR1 and no more"), "cannot be read as a profile"),
        (lambda file: pq.write_table(pa.table({"word": ["خبر"], "pages": [1]}), file), "make it again from its pages"),
        (
            lambda file: pq.write_table(pq.read_table(file).replace_schema_metadata({VERSION_KEY: "0"}), file),
            "is of version 0; make it again from its pages",
        ),
        (lambda file: file.unlink(), "there is no profile here"),
    ],
    ids=["broken", "foreign", "another version", "missing"],
)
def test_a_folder_that_is_no_profile_of_this_version_is_refused(harm, told, pages, out, tmp_path, capsys):
    save_profile(profile(pd.DataFrame({"article": ["z"], "text": ["شارك المقال"]})), tmp_path / "kept")
    harm(tmp_path / "kept" / "words.parquet")
    assert run("annotate", pages, out, "--profile", tmp_path / "kept") == 2
    [line] = capsys.readouterr().err.splitlines()
    assert told in line and not out.exists()


# Signals


def members(group):
    """The processes of a group that are alive, and their commands."""
    listed = subprocess.run(["ps", "-wweo", "pid=,pgid=,stat=,args="], capture_output=True, text=True).stdout
    rows = (line.split(None, 3) for line in listed.splitlines())
    return {int(row[0]): row[3] for row in rows if len(row) == 4 and int(row[1]) == group and row[2][0] != "Z"}


def wait_for(condition, seconds):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    return condition()


def heed_interrupts():
    """Make Ctrl-C work again where the tests run in the background: a shell makes such programs ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(
    "number, whom, status",
    [
        (signal.SIGTERM, "run", 143),
        (signal.SIGINT, "run", 130),
        (signal.SIGKILL, "run", -9),
        (signal.SIGKILL, "worker", 3),
    ],
    ids=["kill", "Ctrl-C", "kill -KILL", "kill -KILL of a worker"],
)
def test_a_run_that_is_killed_leaves_the_earlier_tables_and_no_process(
    number, whom, status, pages, others, out, tmp_path
):
    run("annotate", others, out)
    before = contents(out)
    command = [sys.executable, "-m", "helpers", "annotate", pages, out, "--workers", "2"]
    process = subprocess.Popen(
        command,
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        cwd=ROOT,
        preexec_fn=heed_interrupts,
    )
    assert process.stderr.readline().startswith("profile")

    def workers():
        return [pid for pid, command in members(process.pid).items() if "spawn_main" in command]

    assert wait_for(workers, 10)
    os.kill(process.pid if whom == "run" else workers()[0], number)
    said = process.communicate(timeout=30)[1]
    assert process.returncode == status and "Traceback" not in said
    assert wait_for(lambda: not members(process.pid), 5)
    if (number, whom) == (signal.SIGKILL, "run"):
        assert run("annotate", others, out) == 0
    else:
        assert ("stopped: nothing was written" if whom == "run" else "a worker process was killed") in said
    assert contents(out) == before and hidden(tmp_path) == []


def test_a_run_that_is_killed_while_it_exchanges_files_is_refused_as_unfinished(pages, others, out, tmp_path):
    run("annotate", others, out)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import os\nrename = os.rename\n"
        "def end(source, target):\n"
        "    os._exit(9) if str(target).endswith('out/mentions.parquet') else rename(source, target)\n"
        "os.rename = end\n"
    )
    path = os.pathsep.join([str(tmp_path / "site"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "helpers", "annotate", pages, out], env=os.environ | {"PYTHONPATH": path}
    )
    assert done.returncode == 9
    with pytest.raises(output.BadOutput, match="no marker"):
        tables_of(out)
    assert run("annotate", pages, out) == 0 and hidden(tmp_path) == []
    same(tables_of(out), tables_of(pages))
