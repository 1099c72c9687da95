"""What Excel and its like are given: Arabic that can be read, numbers that are numbers, and no formula."""

import csv
import io

import pandas as pd
import pytest

from helpers.spreadsheets import FORMULA_SIGNS, safe_cell, write_csv


@pytest.fixture
def written(tmp_path):
    """Write a frame and return the bytes of the file."""

    def write(frame, **options):
        write_csv(frame, tmp_path / "table.csv", **options)
        return (tmp_path / "table.csv").read_bytes()

    return write


def rows(data, separator=","):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_a_byte_order_mark_tells_excel_that_the_file_is_utf_8(written):
    assert written(pd.DataFrame({"outlet": ["صحيفة المرفأ"]})) == "\ufeffoutlet\nصحيفة المرفأ\n".encode()


@pytest.mark.parametrize("start", [*FORMULA_SIGNS, "\t", "\r", "\n", " =", "\t=", "\r\n="])
def test_no_text_begins_as_a_formula(start):
    assert safe_cell(start + "SUM(A1)").lstrip(" ").startswith("'")


@pytest.mark.parametrize("text", ["ميناء;=1+1", "ميناء\n=1+1", "ميناء\t@SUM(A1)", "ميناء; +1"])
def test_nor_does_what_a_spreadsheet_with_another_separator_takes_for_a_cell(text):
    assert "'" in safe_cell(text)


@pytest.mark.parametrize("text", ["ارتفع السعر + 3", "2023-09-04", "شرق - غرب", "", "«=»", "'اقتباس'", "a@b.c"])
def test_other_text_stays_as_it_is(text):
    assert safe_cell(text) == text


def test_negative_numbers_stay_numbers(written):
    frame = pd.DataFrame({"change": [-0.5, 2.0], "n": pd.array([-3, None], "Int64"), "any": [-1, None]})
    assert rows(written(frame, float_format="%.4f"))[1] == ["-0.5000", "-3", "-1.0000"]


def test_numbers_among_texts_stay_numbers(written):
    assert rows(written(pd.DataFrame({"any": [-4, "-أربعة"]})))[1:] == [["-4"], ["'-أربعة"]]


@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_texts_of_every_type_are_made_harmless(written, dtype):
    assert rows(written(pd.DataFrame({"id": ["=1+1", "خبر"]}, dtype=dtype)))[1:] == [["'=1+1"], ["خبر"]]


def test_names_of_columns_and_of_rows_are_made_harmless(written):
    frame = pd.DataFrame({"=pages": [7]}, index=pd.Index(["@outlet"], name="+name"))
    assert rows(written(frame)) == [["'+name", "'=pages"], ["'@outlet", "7"]]


def test_an_index_without_a_name_is_not_written(written):
    assert rows(written(pd.DataFrame({"pages": [7]}, index=["outlet"]))) == [["pages"], ["7"]]


def test_an_index_of_two_levels_becomes_two_columns(written):
    index = pd.MultiIndex.from_tuples([("الميناء", -1)], names=["outlet", "n"])
    frame = pd.DataFrame({"n": [7]}, index=index)
    assert rows(written(frame)) == [["outlet", "n", "n"], ["الميناء", "-1", "7"]]


def test_missing_values_are_empty_cells(written):
    frame = pd.DataFrame({"speaker": ["وزير النقل", None], "n": [1, 2]})
    assert rows(written(frame))[2] == ["", "2"]


def test_a_day_is_written_as_before(written):
    frame = pd.DataFrame({"day": pd.to_datetime(["2031-05-04"])})
    assert rows(written(frame))[1] == ["2031-05-04"]


def test_half_a_character_spoils_no_table(written):
    frame = pd.DataFrame({"id": ["صفحة\ud800", "خبر"]}, dtype=object)
    assert rows(written(frame))[1:] == [["صفحة\\ud800"], ["خبر"]]


def test_the_frame_itself_is_not_changed(written):
    frame = pd.DataFrame({"id": ["=1+1"]})
    written(frame)
    assert list(frame["id"]) == ["=1+1"]
