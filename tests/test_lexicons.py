"""The lexicons: each bad row is named with file, row, column and cure; each that is shipped is good."""

import csv
import io
import pickle
import re
import shutil
from functools import cache

import pandas as pd
import pytest

from helpers.__main__ import main
from helpers.lexicons import CLASSES, KINDS, cells, check_lexicons, gazetteer, load
from helpers.lexicons.declarations import CALENDAR, DECLARED
from helpers.lexicons.load import LEXICONS, _lexicon
from helpers.lexicons.tables import BadLexicon, read_table
from helpers.pipeline import steps
from helpers.quotations import coreference

FILES = sorted(LEXICONS.glob("*.csv"))
README = (LEXICONS / "README.md").read_text(encoding="utf-8")
SECTIONS = {section.splitlines()[0]: section for section in README.split("\n### ")[1:]}
COLUMNS = [(name, column) for name, lexicon in DECLARED.items() for column in lexicon.columns]


@cache
def shipped(name):
    """The rows of a lexicon as they are shipped, the header first."""
    with open(LEXICONS / f"{name}.csv", encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def written(path, rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def faults(tmp_path, name, rows):
    """What is told of a lexicon with these rows."""
    try:
        read_table(written(tmp_path / f"{name}.csv", rows), DECLARED[name])
    except BadLexicon as bad:
        return bad.faults
    return []


def with_row(tmp_path, name, /, **cells):
    """What is told of a lexicon with two rows, the second one with these cells."""
    header, first, *rows = shipped(name)
    alike = [row for row in rows if cells.get("kind") in row]
    row = dict(zip(header, (alike or rows)[0]))
    return faults(tmp_path, name, [header, first, list((row | cells).values())])


def told(found):
    return [(fault.row, fault.column) for fault in found]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_lexicon_that_is_shipped_agrees_with_its_declaration(path):
    assert len(read_table(path, DECLARED[path.stem]))


def wrong_value(holds):
    """A value that a type of cell must not hold."""
    if isinstance(holds, cells.Words | cells.Nothing):
        return "ـــ"
    return {cells.Note: "news agancy", cells.Latin: "كيم", cells.Id: "كيم"}.get(type(holds), "lunar")


@pytest.mark.parametrize("name, column", COLUMNS, ids=[f"{name}-{column.name}" for name, column in COLUMNS])
def test_a_value_of_the_wrong_type_is_told_with_file_row_and_column(tmp_path, name, column):
    header, *rows = shipped(name)
    for kind, holds in column.holds.items() if column.by else [(None, column.holds)]:
        row = dict(zip(header, rows[0])) | ({column.by: kind} if column.by else {})
        row[column.name] = wrong_value(holds)
        if isinstance(holds, cells.Note) and not holds.marks:
            continue  # a note may be anything
        found = faults(tmp_path, name, [header, *rows[1:2], list(row.values())])
        assert (3, column.name) in told(found) and all(fault.cure for fault in found)
        assert {fault.file for fault in found} == {str(tmp_path / f"{name}.csv")}


@pytest.mark.parametrize("name, column", COLUMNS, ids=[f"{name}-{column.name}" for name, column in COLUMNS])
def test_a_misspelt_column_is_told_with_the_right_one(tmp_path, name, column):
    header, *rows = shipped(name)
    misspelt = [f"{title.title()}_" if title == column.name else title for title in header]
    [fault] = faults(tmp_path, name, [misspelt, *rows[:2]])
    assert (fault.row, fault.column) == (1, f"{column.name.title()}_")
    assert fault.cure == f"rename it to {column.name}"


@pytest.mark.parametrize("name, lexicon", DECLARED.items(), ids=DECLARED)
def test_a_missing_and_an_unknown_column_are_told(tmp_path, name, lexicon):
    header, *rows = shipped(name)
    found = faults(tmp_path, name, [["مصدر", *header[1:]], *rows[:2]])
    assert [(fault.column, fault.message) for fault in found] == [
        ("مصدر", "the column is not known"),
        (header[0], "the column is missing"),
    ]
    assert all(",".join(header) in fault.cure for fault in found)


# Rows -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, row, column, says",
    [
        ("months", {"month": "abc"}, "month", "«abc» is not a whole number from 1 to 12"),
        ("months", {"month": "13"}, "month", "from 1 to 12"),
        ("months", {"month": "0"}, "month", "from 1 to 12"),
        ("months", {"month": "8.0"}, "month", "from 1 to 12"),
        ("months", {"month": ""}, "month", "the cell is empty; write a whole number"),
        ("months", {"calendar": "lunar"}, "calendar", "write one of gregorian, hijri"),
        ("months", {"calendar": "hijiri"}, "calendar", "write hijri"),
        ("months", {"alone": "Yes"}, "alone", "write yes"),
        ("months", {"name": "\u064e\u0640\u0651"}, "name", "empty after folding"),
        ("months", {"name": "أو\u200fغست"}, "name", "«أو‹U+200F›غست» holds RIGHT-TO-LEFT MARK (U+200F)"),
        ("months", {"name": "شهر\u00a0آب"}, "name", "NO-BREAK SPACE (U+00A0)"),
        ("months", {"name": "شهر\nآب"}, "name", "U+000A"),
        ("months", {"name": "شهر  آب"}, "name", "two blanks in a row"),
        ("months", {"name": "غشتa"}, "name", "write it in one script"),
        ("months", {"name": "غشت|أوت"}, "name", "write a row for each word"),
        ("calendar", {"kind": "weekdays", "value": "0"}, "kind", "write weekday"),
        ("calendar", {"kind": "word", "value": ""}, "kind", "«word» is not known here"),
        ("calendar", {"kind": "weekday", "value": "99"}, "value", "from 0 to 6"),
        ("calendar", {"kind": "weekday", "value": "7"}, "value", "from 0 to 6"),
        ("calendar", {"kind": "shift", "value": ""}, "value", "the cell is empty"),
        ("calendar", {"kind": "season", "value": "SUMMER"}, "value", "write one of SP, SU, FA, WI"),
        ("calendar", {"kind": "few", "value": "days"}, "value", "write day"),
        ("calendar", {"kind": "vague", "value": "3"}, "value", "has no use in a row of this kind; empty it"),
        ("numbers", {"value": "ثلاثة"}, "value", "is not a whole number"),
        ("numbers", {"value": "-3"}, "value", "is not a whole number"),
        ("numbers", {"word": "خمسة وعشرون"}, "word", "write one: words are compared one by one"),
        ("tenses", {"tense": "futur"}, "tense", "write future"),
        ("tenses", {"needs": "إلى||ل"}, "needs", "a word is missing before, after or between |"),
        ("tenses", {"needs": "إلى|"}, "needs", "a word is missing"),
        ("particles", {"use": "openers"}, "use", "write opener"),
        ("reporting_verbs", {"kind": "says"}, "kind", "write say"),
        ("reporting_verbs", {"kind": "say", "content": "nouns"}, "content", "«nouns» is not known here"),
        ("reporting_verbs", {"kind": "say", "present": "قال"}, "present", "does not begin with ي"),
        ("speech_nouns", {"kind": "report", "takes": "أن"}, "takes", "has no use in a row of this kind"),
        ("honorifics", {"titles": ""}, "titles", "the cell is empty"),
        ("markers", {"kind": "makrer"}, "kind", "write marker"),
        ("markers", {"position": "starts"}, "position", "write start"),
        ("markers", {"kind": "section", "position": "word"}, "position", "«word» is not known here"),
        ("markers", {"form": "— … —"}, "form", "empty after folding"),
        ("function_words", {"use": "verbs"}, "use", "write verb"),
        ("function_words", {"use": "waw", "form": "رأى"}, "form", "does not begin with و"),
        ("name_cues", {"kind": "state"}, "kind", "«state» is not known here"),
        ("actors", {"actor": ""}, "actor", "the cell is empty; write an id"),
        ("actors", {"actor": "سلمى"}, "actor", "is no id"),
        ("actors", {"actor": "EGY"}, "actor", "is the code of a state"),
        ("actors", {"kind": "robot"}, "kind", "write one of person, organisation"),
        ("actors", {"name": ""}, "name", "the cell is empty; write the word"),
        ("actors", {"forms": "سلمى، ليلى"}, "forms", "separate the words by |"),
        ("actors", {"forms": "سلمى|سلمى"}, "forms", "«سلمى» is written twice in the cell"),
        ("actors", {"note": "News Agency"}, "note", "write news agency"),
        ("capitals", {"country": "ZZZ"}, "country", "unknown country code «ZZZ»; write an alpha-3 code"),
        ("capitals", {"country": "SY"}, "country", "write SYR"),
        ("capitals", {"country": "syr"}, "country", "write SYR"),
        ("capitals", {"country": ""}, "country", "the cell is empty"),
        ("capitals", {"forms": ""}, "forms", "the cell is empty"),
        ("guards", {"with": "EGY|XXX"}, "with", "unknown country code «XXX»"),
        ("demonyms", {"adjectives": "أفغان"}, "adjectives", "has no word that ends in ي"),
        ("demonyms", {"adjectives": "", "plurals": ""}, "adjectives", "fill one of the columns adjectives, plu"),
        ("family_first", {"name": "كيم"}, "name", "is not in Latin letters"),
    ],
)
def test_a_bad_cell_is_told_with_row_column_and_cure(tmp_path, name, row, column, says):
    [fault] = with_row(tmp_path, name, **row)
    assert (fault.row, fault.column) == (3, column)
    assert says in f"{fault.message}; {fault.cure}"
    assert str(fault).startswith(f"{tmp_path / name}.csv, row 3, column {column}: ")


@pytest.mark.parametrize(
    "name, row, column",
    [
        ("months", {"name": "اوت"}, "name"),
        ("given_names", {"name": "احمد"}, "name"),
        ("capitals", {"country": "EGY"}, "country"),
        ("actors", {"actor": "salma"}, "actor"),
        ("reporting_verbs", {"verb": "أعلنَ", "kind": "say"}, "verb"),
        ("markers", {"form": "إقرأ  أيضاً:", "kind": "marker", "position": "line"}, "form"),
    ],
)
def test_a_word_with_a_row_of_its_own_already_is_told_in_any_spelling(tmp_path, name, row, column):
    first = {"name": {"اوت": "أوت", "احمد": "أحمد"}.get(row.get("name")), "cue": "اعلن", "form": "اقرا ايضا"}
    header, *rows = shipped(name)
    like = dict(zip(header, rows[0])) | dict.fromkeys(["present", "participle"], "") | row
    like = {title: like[title] for title in header}
    twin = like | {title: first.get(title) or like[title] for title in header} | {"note": "x"}
    twin = {title: twin[title] for title in header}
    found = faults(tmp_path, name, [header, [*twin.values()], [*like.values()]])
    if "form" in row:  # two blanks are a fault of their own
        found = [fault for fault in found if "two blanks" not in fault.message]
    assert all(fault.row == 3 for fault in found) and any("row 2" in fault.message for fault in found)


@pytest.mark.parametrize(
    "name, row",
    [
        ("months", {"month": "1"}),
        ("months", {"month": "12"}),
        ("months", {"month": "٩"}),
        ("months", {"name": "Sept"}),
        ("months", {"name": " أغشت\u200f"}),
        ("calendar", {"kind": "weekday", "value": "6"}),
        ("calendar", {"kind": "decade", "value": "0"}),
        ("numbers", {"word": "مليون", "value": "1000000"}),
        ("actors", {"forms": "الـNATO|شركة F-16"}),
        ("actors", {"note": "she founded a newspaper"}),
        ("markers", {"form": "Read more | المزيد".replace(" | ", " - ")}),
        ("states", {"country": "XKX"}),
    ],
)
def test_a_row_that_is_merely_unusual_is_accepted(tmp_path, name, row):
    assert with_row(tmp_path, name, **row) == []


def test_all_problems_of_a_file_are_told_at_once_and_the_first_twenty_written_out(tmp_path):
    header, *rows = shipped("months")
    bad = [["13", *row[1:]] for row in rows]
    with pytest.raises(BadLexicon) as error:
        read_table(written(tmp_path / "months.csv", [header, *bad]), DECLARED["months"])
    assert [fault.row for fault in error.value.faults] == list(range(2, len(rows) + 2))
    *first, more = str(error.value).splitlines()
    assert len(first) == 20 and more == f"… and {len(rows) - 20} more"


def test_a_cell_is_cleaned_around_its_words_and_kept_within(tmp_path):
    rows = [["country", "forms"], ["\u200fEGY", " القاهرة |\u00a0مصر القديمة\u200f"]]
    path = written(tmp_path / "capitals.csv", rows)
    assert read_table(path, DECLARED["capitals"]).values.tolist() == [["EGY", "القاهرة|مصر القديمة"]]


# What shows it ----------------------------------------------------------------------------------------------


def test_jupyter_shows_the_sentences_alone(tmp_path):
    [fault] = with_row(tmp_path, "months", month="13")
    assert BadLexicon([fault])._render_traceback_() == [f"BadLexicon: {fault}"]


def test_a_worker_can_hand_it_on(tmp_path):
    error = BadLexicon(with_row(tmp_path, "months", month="13"))
    assert pickle.loads(pickle.dumps(error)).faults == error.faults


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the lexicons, which the helpers read."""
    monkeypatch.setattr(load, "LEXICONS", shutil.copytree(LEXICONS, tmp_path / "lexicons"))
    forgotten = (_lexicon, check_lexicons, gazetteer, steps.check)
    for function in forgotten:
        function.cache_clear()
    yield tmp_path / "lexicons"
    for function in forgotten:
        function.cache_clear()


def add(path, line):
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")


def test_the_command_line_tells_the_bad_rows_of_all_lexicons_before_a_page_is_read(copied, tmp_path, capsys):
    add(copied / "months.csv", "13,غشتت,gregorian,yes,")
    add(copied / "tenses.csv", "سيفتتحون,soon,")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("وصل الوفد أمس.", "utf-8")
    assert main(["annotate", str(tmp_path / "pages"), str(tmp_path / "out")]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{copied / 'months.csv'}, row 54, column month: ")
    assert re.match(rf"{copied / 'tenses.csv'}, row \d+, column tense: «soon» is not known here", second)
    assert not (tmp_path / "out").exists()


def test_rows_that_claim_one_name_are_told_too(copied):
    add(copied / "actors.csv", "salma,person,رويترز,,,,")
    says = r"actors.csv, row \d+, column name: «رويترز» is claimed by .*actors.csv, row \d+ too"
    with pytest.raises(BadLexicon, match=says):
        check_lexicons()


# Readers ----------------------------------------------------------------------------------------------------


def test_words_of_a_title_are_no_pattern(monkeypatch):
    rows = pd.DataFrame({"honorific": ["معاليه"], "titles": ["معالي(|وزي."]})
    monkeypatch.setattr(coreference, "lexicon", lambda name: rows)
    pattern = coreference.honorifics.__wrapped__()["معاليه"]
    assert pattern.search("معالي( سالم") and not pattern.search("وزير النقل")


def test_the_kinds_of_the_calendar_and_of_names_are_those_that_their_readers_know():
    assert set(CALENDAR) <= set(KINDS)
    assert set(DECLARED["name_cues"].columns[0].holds.values) <= set(CLASSES)


@pytest.mark.parametrize("name", DECLARED)
def test_a_table_without_rows_is_no_error(tmp_path, name):
    assert len(read_table(written(tmp_path / f"{name}.csv", shipped(name)[:1]), DECLARED[name])) == 0


# What README.md says ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DECLARED)
def test_the_readme_names_every_column_and_every_value_of_a_lexicon(name):
    types = [holds for column in DECLARED[name].columns for holds in column.types()]
    values = {value for holds in types for at in ("values", "marks") for value in getattr(holds, at, ())}
    section = SECTIONS[f"{name}.csv"]
    assert [word for word in [*DECLARED[name].names(), *sorted(values)] if f"`{word}`" not in section] == []


def test_every_file_has_a_declaration():
    assert [path.stem for path in FILES] == sorted(DECLARED)
