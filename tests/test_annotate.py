import json
import subprocess
import sys

import pandas as pd
import pytest

import helpers.__main__ as command_line
from helpers.corpus import pages as corpus
from helpers.pipeline import commands as verbs
from helpers.pipeline.annotate import annotate, tables_of
from helpers.pipeline.profile import profile, read_profile, save_profile
from helpers.schema import ERRORS, TYPES, Tables

STORY = """وزيرة الصحة الأردنية تزور بغداد الأسبوع المقبل

عمّان - قالت وزيرة الصحة الأردنية يوم الثلاثاء إنها ستزور بغداد الأسبوع المقبل لبحث نقل الأدوية بين الأردن والعراق.
وأضافت الوزيرة: «سنوقّع اتفاقاً يفيد المرضى في البلدين»، وذلك بحسب وكالة رويترز.
وكان الجانبان قد التقيا في 5 أيلول/سبتمبر 2023 في القاهرة، وفقاً لبيان الوزارة.

اقرأ أيضاً: فرنسا تعيد فتح سفارتها
شارك المقال
"""
FLOOD = """السيول تغلق طرقاً في مسقط
١٤ سبتمبر ٢٠٢٣
قال الدفاع المدني في سلطنة عمان الخميس إن السيول أغلقت ثلاثة طرق، وإن فرقه أنقذت أربعين شخصاً.
شارك المقال
"""
ENGLISH = "The ministry said on Tuesday that talks will go on.\n"


@pytest.fixture
def pages():
    return pd.DataFrame(
        {
            "article": ["a", "b", "c", "d"],
            "outlet": ["الميناء", "الميناء", None, "المرفأ"],
            "published": ["2023-09-13", None, None, "2023-09-13"],
            "title": None,
            "text": [STORY, FLOOD, ENGLISH, "؟"],
        }
    )


@pytest.fixture
def folder(tmp_path, pages):
    """A folder of the pages as a scraper leaves them, with a catalogue."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in pages.itertuples():
        (folder / f"{page.article}.txt").write_text(page.text, encoding="utf-8")
    pages.drop(columns="text").to_csv(folder / "articles.csv", index=False)
    return folder


def same(one, other):
    for a, b in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(a, b)


def of(table, article):
    return table[table["article"] == article].reset_index(drop=True)


# annotate


def test_every_table_has_the_promised_columns_and_types(pages):
    for name, frame in annotate(pages)._asdict().items():
        assert frame.columns.tolist()[: len(TYPES[name])] == list(TYPES[name])
        assert {column: str(frame[column].dtype) for column in TYPES[name]} == TYPES[name]


def test_no_pages_give_tables_without_rows_and_of_the_same_types(pages):
    for some, none in zip(annotate(pages), annotate(pages.iloc[:0])):
        assert len(none) == 0
        pd.testing.assert_series_equal(none.dtypes, some.dtypes)


def test_every_row_points_back_to_the_characters_of_its_page(pages):
    tables = annotate(pages)
    text = pages.set_index("article")["text"]
    rows = pd.concat([tables.mentions, tables.dates])
    assert len(tables.mentions) and len(tables.dates)
    assert [text[row.article][row.start : row.end] for row in rows.itertuples()] == rows["surface"].tolist()


def test_something_of_every_kind_is_found_in_a_story(pages):
    found = Tables(*(of(table, "a") for table in annotate(pages)))
    assert {"JOR", "IRQ"} <= set(found.mentions["country"])
    assert "2023-09-05" in set(found.dates["value"])
    assert {"main", "appended", "boilerplate"} == set(found.blocks["role"])
    assert len(found.quotations) and found.articles["published"].tolist() == ["2023-09-13"]


def test_a_date_of_publication_that_the_page_states_is_filled_in(pages):
    page = of(annotate(pages).articles, "b").iloc[0]
    assert (page["published"], page["published_from"]) == ("2023-09-14", "page")


def test_the_text_and_the_other_columns_stay_as_they_were(pages):
    articles = annotate(pages.assign(editor="ليلى")).articles
    assert articles["text"].tolist() == pages["text"].tolist() and articles.columns[-1] == "editor"


def test_a_page_is_read_alike_alone_and_among_others_in_any_order(pages):
    counts = profile(pages)
    whole = annotate(pages, counts)
    for order in ([3, 1, 0, 2], [1], [2, 0]):
        part = annotate(pages.iloc[order], counts)
        for article in pages["article"].iloc[order]:
            same((of(t, article) for t in part), (of(t, article) for t in whole))


def test_the_frame_that_is_given_is_left_alone(pages):
    before = pages.copy()
    annotate(pages)
    pd.testing.assert_frame_equal(pages, before)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\u064b\u0640",
        "«",
        "\0",
        "😀" * 50,
        "اقرأ أيضاً:\n" * 20,
        "أمس " * 3000,
        "قال: «" * 500,
        "١" * 400,
        "2023-02-30",
        "他表示,会谈将继续。",
        "قبل 99999999999999999999 عاماً",
        "كلمة" * 5000,
    ],
    ids=[
        "nothing",
        "blanks",
        "signs",
        "a mark",
        "NUL",
        "emoji",
        "markers",
        "one word",
        "unclosed",
        "digits",
        "no day",
        "Chinese",
        "long ago",
        "one long word",
    ],
)
def test_odd_pages_give_tables_and_no_error(text):
    tables = annotate(pd.DataFrame({"article": ["a"], "published": ["2023-09-13"], "text": [text]}))
    covered = {i for block in tables.blocks.itertuples() for i in range(block.start, block.end)}
    assert covered >= {i for i, character in enumerate(text) if not character.isspace()}
    assert tables.dates["value"].isin(["2023-02-30"]).sum() == 0


@pytest.mark.parametrize(
    "change, told",
    [
        (lambda pages: pages.drop(columns="text"), "every page needs text"),
        (lambda pages: pages.assign(text=["خبر", None, "خبر", "خبر"]), "every page needs text"),
        (lambda pages: pages.assign(article="a"), "a occurs twice in column article"),
    ],
)
def test_a_frame_that_is_not_one_of_pages_is_refused(pages, change, told):
    with pytest.raises(ValueError, match=told):
        annotate(change(pages))


# The command line


def run(*arguments):
    return command_line.main([str(argument) for argument in arguments])


def tables(out):
    return tables_of(out)


def test_the_command_writes_the_tables_that_the_function_gives(folder, tmp_path, capsys):
    assert run("annotate", folder, tmp_path / "out") == 0
    same(tables(tmp_path / "out"), tables_of(folder))
    assert read_profile(tmp_path / "out" / "profile") == profile(corpus.load(folder))
    printed = capsys.readouterr()
    assert "pages       4\n" in printed.out and "main" in printed.out and "\r" not in printed.err


def test_batches_and_workers_change_nothing(folder, tmp_path, monkeypatch):
    run("annotate", folder, tmp_path / "one")
    monkeypatch.setattr(corpus, "BATCH_CHARACTERS", 1)  # a page a batch
    run("annotate", folder, tmp_path / "two")
    run("annotate", folder, tmp_path / "three", "--workers", 2)
    same(tables(tmp_path / "two"), tables(tmp_path / "one"))
    same(tables(tmp_path / "three"), tables(tmp_path / "one"))


def test_a_profile_of_an_earlier_run_is_used_and_kept(folder, tmp_path):
    kept = profile(pd.DataFrame({"article": ["z"], "text": ["شارك المقال"]}))
    save_profile(kept, tmp_path / "kept")
    assert run("annotate", folder, tmp_path / "out", "--profile", tmp_path / "kept") == 0
    assert read_profile(tmp_path / "out" / "profile") == kept


def test_good_pages_are_written_and_bad_ones_listed(folder, tmp_path, capsys):
    (folder / "b.txt").write_bytes("خبر".encode("cp1256"))
    assert run("annotate", folder, tmp_path / "out") == 1
    assert tables(tmp_path / "out").articles["article"].tolist() == ["a", "c", "d"]
    listed = pd.read_csv(tmp_path / "out" / "errors.csv")
    assert listed.columns.tolist() == ERRORS and listed["article"].tolist() == ["b"]
    assert "b.txt (article b): not UTF-8 at byte 0; save the file as UTF-8" in capsys.readouterr().err


def test_the_list_of_bad_pages_goes_when_they_are_mended(folder, tmp_path):
    (folder / "b.txt").write_bytes(b"")
    run("annotate", folder, tmp_path / "out")
    (folder / "b.txt").write_text(FLOOD, encoding="utf-8")
    assert run("annotate", folder, tmp_path / "out") == 0
    assert not (tmp_path / "out" / "errors.csv").exists()


def test_where_every_page_is_bad_the_tables_have_no_rows(tmp_path):
    (tmp_path / "a.jsonl").write_text("{}\n")
    assert run("annotate", tmp_path / "a.jsonl", tmp_path / "out") == 1
    found = tables(tmp_path / "out")
    assert [len(frame) for frame in found] == [0, 0, 0, 0, 0, 1]
    for name, frame in found._asdict().items():
        assert {column: str(frame[column].dtype) for column in TYPES[name]} == TYPES[name]


@pytest.mark.parametrize("verb", ["annotate", "reuse"])
def test_missing_pages_are_told_in_one_line(verb, tmp_path, capsys):
    assert run(verb, tmp_path / "nowhere", tmp_path / "out") == 2
    told = capsys.readouterr().err.splitlines()
    assert told == [f"{tmp_path}/nowhere: there is no such file or folder; check the path"]


def test_tables_are_not_written_among_the_pages(folder, capsys):
    before = sorted(folder.iterdir())
    assert run("annotate", folder, folder) == 2
    assert "among the pages" in capsys.readouterr().err and sorted(folder.iterdir()) == before


def test_a_missing_profile_is_told(folder, tmp_path, capsys):
    assert run("annotate", folder, tmp_path / "out", "--profile", tmp_path) == 2
    assert "no profile here" in capsys.readouterr().err


def test_a_run_that_is_stopped_leaves_the_tables_of_the_last_one(folder, tmp_path, monkeypatch, capsys):
    run("annotate", folder, tmp_path / "out")
    before = {file: file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file()}

    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(verbs, "annotate_part", stopped)
    assert run("annotate", folder, tmp_path / "out") == 130
    assert {file: file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file()} == before
    assert "stopped" in capsys.readouterr().err


def test_columns_that_come_late_in_the_input_reach_the_tables(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "BATCH_CHARACTERS", 1)
    rows = [{"article": "1", "text": "خبر"}, {"article": "2", "text": "آخر", "editor": "ليلى"}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("annotate", tmp_path / "a.jsonl", tmp_path / "out")
    editors = tables(tmp_path / "out").articles["editor"]
    assert editors.isna().tolist() == [True, False] and editors[1] == "ليلى"


def test_reuse_writes_the_passages_that_two_pages_share(tmp_path):
    shared = (
        "أعلنت اللجنة أن أعمال الترميم في السوق القديم تنتهي قبل نهاية فصل الشتاء وأن المحال تفتح أبوابها بعد ذلك بأيام"
    )
    for name, text in (("a", f"خبر أول.\n{shared}.\n"), ("b", f"في تقرير آخر: {shared}، كما قيل.\n")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("reuse", tmp_path, tmp_path / "out") == 0
    passages = pd.read_parquet(tmp_path / "out" / "passages.parquet")
    assert passages.columns.tolist()[:8] == list(TYPES["passages"])
    assert passages[["a", "b"]].values.tolist() == [["a", "b"]]


@pytest.fixture
def twice(tmp_path):
    """A folder of two pages with one story, and of a third with another."""
    story = (
        "أعلنت اللجنة أن أعمال الترميم في السوق القديم تنتهي قبل نهاية فصل الشتاء وأن المحال تفتح أبوابها "
        "بعد ذلك بأيام.\nوقال رئيسها إن التجار سيعودون إلى محالهم من غير أن يدفعوا إيجارا عن الأشهر التي أغلقت فيها."
    )
    pages = tmp_path / "two of one"
    pages.mkdir()
    for name, text in (("a", story), ("b", f"{story}\nالمصدر: رويترز"), ("c", "وصل القطار متأخرا.")):
        (pages / f"{name}.txt").write_text(text, encoding="utf-8")
    return pages


def test_reuse_tells_near_duplicates_by_the_tables_of_annotate(twice, tmp_path):
    run("annotate", twice, tmp_path / "out")
    assert run("reuse", twice, tmp_path / "out", "--tables", tmp_path / "out") == 0
    [near] = pd.read_parquet(tmp_path / "out" / "near_duplicates.parquet").to_dict("records")
    assert (near["a"], near["b"], near["source"]) == ("a", "b", "reuters")


def test_missing_tables_are_told(twice, tmp_path, capsys):
    assert run("reuse", twice, tmp_path / "out", "--tables", tmp_path) == 2
    assert "no tables here" in capsys.readouterr().err


def test_tables_of_other_pages_are_told(twice, folder, tmp_path, capsys):
    run("annotate", folder, tmp_path / "tables")
    assert run("reuse", twice, tmp_path / "out", "--tables", tmp_path / "tables") == 2
    assert "tables of other pages" in capsys.readouterr().err


def test_the_module_runs_as_a_command(folder, tmp_path):
    command = [sys.executable, "-m", "helpers", "annotate", folder, tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "pages       4\n" in done.stdout


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_a_number_of_workers_that_is_none_is_refused(folder, tmp_path, number, capsys):
    with pytest.raises(SystemExit) as exit:
        run("annotate", folder, tmp_path / "out", f"--workers={number}")
    assert exit.value.code == 2 and "give 1 or more" in capsys.readouterr().err
