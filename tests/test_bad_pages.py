"""A bad page in a notebook: it is left out and named; where no page can be read, one sentence says so."""

import io
from contextlib import redirect_stdout

import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers.corpus import BadPages
from helpers.pipeline.annotate import tables_of

GOOD = "وصول الباخرة\nقال قبطان الباخرة سليم البحري أمس إن الرحلة كانت هادئة.\n"


@pytest.fixture
def pages(tmp_path):
    for n in range(12):
        (tmp_path / f"{n:02}.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    return tmp_path


def test_a_bad_page_is_left_out_and_named(pages, capsys):
    tables = tables_of(pages)
    assert len(tables.articles) == 12 and tables.errors["article"].tolist() == ["bad"]
    first, second = capsys.readouterr().err.splitlines()
    assert first == "12 pages are read; 1 problem (tables.errors):"
    assert second.startswith(f"  {pages}/bad.txt (article bad): the page is empty")


def test_nothing_is_said_of_good_pages(pages, capsys):
    (pages / "bad.txt").unlink()
    assert len(tables_of(pages).errors) == 0 and capsys.readouterr().err == ""


def test_of_many_bad_pages_the_first_reasons_are_shown(pages, capsys):
    for n in range(8):
        (pages / f"bad{n}.txt").write_bytes(b"")
    tables = tables_of(pages)
    told = capsys.readouterr().err.splitlines()
    assert len(tables.errors) == 9 and len(told) == 7 and told[-1] == "  … and 4 more"


def test_where_no_page_can_be_read_that_is_an_error(pages):
    for file in pages.glob("[0-9]*.txt"):
        file.unlink()
    with pytest.raises(BadPages, match="bad.txt .article bad.: the page is empty"):
        tables_of(pages)


def test_a_notebook_shows_the_sentence_and_no_traceback(tmp_path):
    shell, shown = InteractiveShell(), io.StringIO()
    with redirect_stdout(shown):
        result = shell.run_cell(f"from helpers.pipeline import tables_of; tables_of({str(tmp_path / 'nowhere')!r})")
    assert isinstance(result.error_in_exec, BadPages)
    assert shown.getvalue().splitlines() == [
        f"BadPages: {tmp_path / 'nowhere'}: there is no such file or folder; check the path"
    ]
