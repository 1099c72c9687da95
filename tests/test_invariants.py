"""Each promise of the tables is checked: tables that break it are told, sound ones are not."""

import pandas as pd
import pytest

from helpers.pipeline.annotate import annotate
from helpers.pipeline.invariants import broken_invariants, splits_word

TEXT = """عودة الوفد
قالت الوزيرة ليلى حداد أمس: «سيفتح الجسر في 7 مايو 2031». وغادر الوفد تونس.
اقرأ أيضاً: أسعار التمور ترتفع"""


@pytest.fixture(scope="module")
def sound():
    pages = pd.DataFrame({"article": ["a"], "text": [TEXT], "published": ["2031-05-01"], "published_from": "catalogue"})
    return pages, annotate(pages)


def changed(tables, table, row, **values):
    """The tables with other values in one row of one of them."""
    frame = getattr(tables, table).copy()
    for column, value in values.items():
        frame[column] = frame[column].astype(object)
        frame.at[row, column] = value
    return tables._replace(**{table: frame})


def twice(tables, table):
    frame = getattr(tables, table)
    return tables._replace(**{table: pd.concat([frame, frame.tail(1)], ignore_index=True)})


def test_sound_tables_break_no_promise(sound):
    pages, tables = sound
    assert broken_invariants(pages, tables) == []
    assert min(len(tables.blocks), len(tables.mentions), len(tables.dates), len(tables.quotations)) > 0


@pytest.mark.parametrize(
    "table, row, values, told",
    [
        ("articles", 0, {"text": TEXT + "."}, "the text was changed"),
        ("articles", 0, {"published": None}, "published is missing"),
        ("blocks", 0, {"block": 3}, "is number 0"),
        ("blocks", 1, {"start": 5}, "overlaps another"),
        ("blocks", 1, {"start": 14}, "lies in no block"),
        ("blocks", 1, {"start": 12}, "begins inside a word"),
        ("blocks", 0, {"end": 11}, "white space"),
        ("blocks", 0, {"role": "story"}, "role story"),
        ("blocks", 0, {"item": 2}, "item 2 of role main"),
        ("blocks", 3, {"item": 4}, "not numbered from 1"),
        ("mentions", 0, {"surface": "سلمى"}, "has the surface"),
        ("mentions", 0, {"block": 0}, "leaves its block"),
        ("mentions", 0, {"block": 9}, "lies in no block"),
        ("mentions", 0, {"role": "appended"}, "not the role and item"),
        ("mentions", 0, {"end": 400}, "leaves the page"),
        ("mentions", 0, {"kind": "city"}, "has kind city"),
        ("mentions", 0, {"actor": ""}, "no actor"),
        ("mentions", 0, {"country": "TUN"}, "has the country TUN"),
        ("dates", 1, {"value": "2031-05-08"}, "has the value 2031-05-08"),
        ("dates", 1, {"value": "7 مايو"}, "has the value 7"),
        ("dates", 1, {"last": "2031-05-08"}, "from 2031-05-07 to 2031-05-08"),
        ("dates", 1, {"grain": "month"}, "of grain month"),
        ("dates", 1, {"anchor": None}, "anchor None"),
        ("dates", 1, {"reason": "vague"}, "reason vague"),
        ("dates", 1, {"value": None}, "has no value, but"),
        ("quotations", 0, {"speaker": "كريم"}, "has the speaker"),
        ("quotations", 0, {"speaker": None, "actor": "x"}, "no speaker"),
        ("quotations", 0, {"form": "written"}, "has the form written"),
    ],
)
def test_a_broken_promise_is_told(sound, table, row, values, told):
    pages, tables = sound
    found = broken_invariants(pages, changed(tables, table, row, **values))
    assert any(told in sentence for sentence in found), found


@pytest.mark.parametrize(
    "table, told", [("mentions", "overlaps"), ("dates", "overlaps"), ("quotations", "listed twice")]
)
def test_what_stands_in_a_table_twice_is_told(sound, table, told):
    pages, tables = sound
    [sentence] = broken_invariants(pages, twice(tables, table))
    assert told in sentence


@pytest.mark.parametrize(
    "value, first, last, grain, right",
    [
        ("2031-W20", "2031-05-12", "2031-05-18", "week", True),
        ("2031-W20", "2031-05-12", "2031-05-17", "week", False),
        ("2031-Q2", "2031-04-01", "2031-06-30", "quarter", True),
        ("2030-WI", "2030-12-01", "2031-02-28", "season", True),
        ("203", "2030-01-01", "2039-12-31", "decade", True),
        ("2023-03-23/2023-04-20", "2023-03-23", "2023-04-20", "month", True),
        ("2023-03-23/2023-05-20", "2023-03-23", "2023-05-20", "month", False),
    ],
)
def test_a_value_agrees_with_its_days(sound, value, first, last, grain, right):
    pages, tables = sound
    tables = changed(tables, "dates", 1, value=value, first=first, last=last, grain=grain)
    assert (broken_invariants(pages, tables) == []) is right


@pytest.mark.parametrize(
    "text, at, inside",
    [
        ("للدورات", 3, True),
        ("الثورات الشعبية", 4, True),
        ("إعلانوقال الوزير", 5, False),
        ("حادث في المرفأوقال شهود", 14, False),
        ("اقرأ المزيدوصل الوفد", 11, False),
        ("وصل أمس", 4, False),
        ("وصل", 0, False),
    ],
)
def test_a_word_is_split_unless_two_were_run_together(text, at, inside):
    assert splits_word(text, at) is inside
