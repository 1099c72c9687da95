"""Every form of input is read, or named with its cure."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from helpers.corpus import pages as corpus
from helpers.schema import ARTICLES

BRIDGE = "أعادت البلدية فتح الجسر القديم بعد أعمال صيانة دامت ستة أشهر"
SCHOOL = "استقبلت المدرسة الريفية تلاميذها صباح الأحد بعد عطلة طويلة، وزودتها الوزارة بحافلتين"


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def line(**fields):
    return json.dumps(fields, ensure_ascii=False) + "\n"


def found(path):
    """The texts by id, the errors by file and row with message and cure, and the notes of an input."""
    notes = []
    articles, errors = corpus.read(path, note=notes.append)
    rows = {
        (Path(e.file).name, None if pd.isna(e.row) else e.row): f"{e.message}; {e.cure}" for e in errors.itertuples()
    }
    assert len(rows) == len(errors), errors
    return dict(zip(articles["article"], articles["text"])), rows, "\n".join(notes)


def told(path):
    """The one error of an input, as file, row and what it says."""
    [((file, row), message)] = found(path)[1].items()
    return file, row, message


# Folders


@pytest.mark.parametrize(
    "name, cure",
    [
        ("b.md", "rename it to .txt"),
        ("b.text", "rename it to .txt"),
        ("b.jsonl.gz", "unpack it"),
        ("b.zst", "unpack it"),
        ("b.bz2", "unpack it"),
        ("b.warc", "save its text"),
        ("b.html", "save its text"),
        ("b.xlsx", "CSV UTF-8"),
        ("b.json", ".jsonl"),
        ("b", "move it out of the folder"),
    ],
)
def test_a_file_of_another_form_is_named_and_the_pages_beside_it_are_read(tmp_path, name, cure):
    write(tmp_path / "a.txt", BRIDGE)
    write(tmp_path / name, SCHOOL)
    file, _, message = told(tmp_path)
    assert file == name and message.startswith("not a file of pages") and cure in message
    assert found(tmp_path)[0] == {"a": BRIDGE}


def test_a_subfolder_is_named(tmp_path):
    write(tmp_path / "a.txt", BRIDGE)
    write(tmp_path / "شباط" / "b.txt", SCHOOL)
    assert told(tmp_path)[0] == "شباط" and "give it as PAGES by itself" in told(tmp_path)[2]


def test_subfolders_without_pages_are_no_errors(tmp_path):
    write(tmp_path / "a.txt", BRIDGE)
    write(tmp_path / "out" / "blocks.parquet", b"")
    (tmp_path / "empty").mkdir()
    _, errors, notes = found(tmp_path)
    assert not errors and "earlier run" in notes and "empty" in notes


def test_a_pipe_and_a_socket_are_named_and_not_opened(tmp_path):
    write(tmp_path / "a.txt", BRIDGE)
    os.mkfifo(tmp_path / "b.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "c.jsonl"))
        errors = found(tmp_path)[1]
    assert "a pipe" in errors["b.txt", None] and "a socket" in errors["c.jsonl", None] and len(errors) == 2


@pytest.mark.parametrize(
    "target, message",
    [
        ("../outside.txt", "a link that leaves the folder"),
        ("/dev/null", "a link that leaves the folder"),
        ("nothing.txt", "a link to nothing"),
        ("link.txt", "cannot be read"),
        (".", "a subfolder"),
    ],
)
def test_a_link_is_followed_only_to_a_file_within_the_folder(tmp_path, target, message):
    write(tmp_path / "outside.txt", SCHOOL)
    write(tmp_path / "pages" / "a.txt", BRIDGE)
    os.symlink(target, tmp_path / "pages" / "link.txt")
    assert told(tmp_path / "pages")[2].startswith(message)


def test_a_link_within_the_folder_is_a_page(tmp_path):
    write(tmp_path / "a.txt", BRIDGE)
    os.symlink("a.txt", tmp_path / "b.txt")
    assert found(tmp_path)[0] == {"a": BRIDGE, "b": BRIDGE}


def test_a_folder_may_be_given_by_a_link(tmp_path):
    write(tmp_path / "pages" / "a.txt", BRIDGE)
    os.symlink("pages", tmp_path / "link")
    assert found(tmp_path / "link")[:2] == ({"a": BRIDGE}, {})


def test_a_folder_of_refused_things_alone_is_one_sentence(tmp_path):
    write(tmp_path / "b.md", BRIDGE)
    write(tmp_path / "2019" / "a.txt", BRIDGE)
    with pytest.raises(corpus.BadPages, match=r"holds no pages \(2019, b.md\); give a folder"):
        corpus.read(tmp_path)


def test_a_readme_in_plain_text_is_noted(tmp_path):
    write(tmp_path / "a.txt", BRIDGE)
    write(tmp_path / "README.txt", "صفحات جُمعت في شباط")
    pages, errors, notes = found(tmp_path)
    assert list(pages) == ["a"] and not errors and "README.txt" in notes


# Files that go or change during a run


def both_passes(path, between):
    """The errors of a first pass, and of a second one after something happened."""
    seen = {}
    first = [error for _, errors in corpus.batches(path, seen=seen) for error in errors["message"]]
    between()
    return first, [error for _, errors in corpus.batches(path, seen=seen) for error in errors["message"]]


def test_a_second_pass_over_the_same_files_has_nothing_to_tell(tmp_path):
    write(tmp_path / "pages" / "a.txt", BRIDGE)
    write(tmp_path / "pages" / "articles.csv", "article\na\n")
    assert both_passes(tmp_path / "pages", lambda: None) == ([], [])


@pytest.mark.parametrize("catalogue", [True, False])
def test_a_page_that_goes_between_two_passes_is_one_error(tmp_path, catalogue):
    write(tmp_path / "a.txt", BRIDGE)
    gone = write(tmp_path / "b.txt", SCHOOL)
    if catalogue:
        write(tmp_path / "articles.csv", "article\na\nb\n")
    assert both_passes(tmp_path, gone.unlink) == ([], ["the file has gone during the run"])


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_a_file_that_changes_between_two_passes_is_told(tmp_path, name):
    content = {
        "a.txt": BRIDGE,
        "a.jsonl": line(text=BRIDGE) + line(text=SCHOOL),
        "a.csv": f"text\n{BRIDGE}\n{BRIDGE}\n",
    }[name].encode()
    path = write(tmp_path / name, content)
    first, second = both_passes(tmp_path, lambda: write(path, content[: len(content) // 2 + 1]))
    assert not first and "the file has changed during the run; some of its rows may be missing" in second


def test_a_file_that_grows_while_it_is_read_is_told(tmp_path):
    path = write(tmp_path / "a.jsonl", line(article=1, text=BRIDGE) + line(article=2, text=SCHOOL))
    messages = []
    for _, errors in corpus.batches(path, size=1):
        messages += errors["message"].tolist()
        with open(path, "a") as file:
            file.write("\n")
    assert messages == ["the file has changed during the run; some of its rows may be missing"]


@pytest.mark.parametrize("catalogue", [True, False])
def test_a_page_that_goes_after_the_folder_was_listed_is_one_error(tmp_path, catalogue):
    for name in "abc":
        write(tmp_path / f"{name}.txt", BRIDGE)
    if catalogue:
        write(tmp_path / "articles.csv", "article\na\nb\nc\n")
    parts = corpus.batches(tmp_path, size=1)
    next(parts)
    (tmp_path / "c.txt").unlink()
    [(article, message)] = [pair for _, e in parts for pair in zip(e["article"], e["message"])]
    assert (article, message) == ("c", "there is no such file")


def test_a_file_that_may_not_be_read_is_told_with_its_cure(tmp_path, monkeypatch):
    write(tmp_path / "a.txt", BRIDGE)
    write(tmp_path / "b.txt", SCHOOL)
    read = Path.read_bytes

    def refuse(path):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told(tmp_path) == ("b.txt", None, "cannot be read: no permission; allow it: chmod u+r FILE")


# Tables as spreadsheets save them


@pytest.mark.parametrize(
    "content",
    [
        f'article;text\r\n7;{BRIDGE}\r\n8;"{SCHOOL}"\r\n',
        f"article\ttext\n7\t{BRIDGE}\n8\t{SCHOOL}\n",
        f"sep=;\narticle;text\n7;{BRIDGE}\n8;{SCHOOL}\n",
        f'"sep=|"\narticle|text\n7|{BRIDGE}\n8|{SCHOOL}\n',
        f"article\ttext\r\n7\t{BRIDGE}\r\n8\t{SCHOOL}\r\n".encode("utf-16"),
        f"article;text\r\n7;{BRIDGE}\r\n8;{SCHOOL}\r\n".encode("cp1256"),
        f"article;text\r\n7;{BRIDGE}\r\n8;{SCHOOL}\r\n".encode("utf-8-sig"),
    ],
    ids=["semicolons", "tabs", "sep", "sep in quotes", "Unicode text", "Windows-1256", "a mark"],
)
def test_a_table_with_other_separators_is_read_with_a_note(tmp_path, content):
    pages, errors, notes = found(write(tmp_path / "a.csv", content))
    assert pages == {"7": BRIDGE, "8": SCHOOL} and not errors and "between the cells" in notes


@pytest.mark.parametrize(
    "content",
    [
        f"article,text,,\n7,{BRIDGE},,\n,,,\n8,{SCHOOL},,\n,,,\n",
        f"\n,,\n,article,text\n,7,{BRIDGE}\n,8,{SCHOOL}\n",
        f"article,,text\n7,,{BRIDGE}\n8,,{SCHOOL}\n",
    ],
    ids=["at the end", "at the beginning", "between"],
)
def test_empty_rows_and_columns_of_a_spreadsheet_are_dropped_without_an_error(tmp_path, content):
    content = content.replace(SCHOOL, f'"{SCHOOL}"')
    articles, errors = corpus.read(write(tmp_path / "a.csv", content))
    assert articles.columns.tolist() == ARTICLES and articles["text"].tolist() == [BRIDGE, SCHOOL]
    assert not len(errors)


def test_a_column_of_numbers_without_a_name_is_kept(tmp_path):
    articles = corpus.load(write(tmp_path / "a.csv", f",article,text\n0,7,{BRIDGE}\n"))
    assert articles[["article", "column 1"]].values.tolist() == [["7", "0"]]


def test_text_that_a_comma_cut_off_is_an_error_even_beside_an_empty_column(tmp_path):
    path = write(tmp_path / "a.csv", f"article,text,\n7,قال, وأضاف\n8,{BRIDGE},\n")
    assert told(path)[1] == 2 and found(path)[0] == {"8": BRIDGE}


def test_a_cell_that_is_not_closed_costs_its_own_row(tmp_path):
    table = f'article,text\n1,"{BRIDGE}\n2,"{SCHOOL}"\n3,{BRIDGE}\n4,"{SCHOOL}\n5,{BRIDGE}\n'
    path = write(tmp_path / "a.csv", table)
    pages, errors, _ = found(path)
    assert list(pages) == ["2", "3", "5"] and [row for _, row in errors] == [2, 5]


def test_cells_with_line_ends_are_one_cell(tmp_path):
    text = f"{BRIDGE}\r\n{SCHOOL}; وأضافت"
    assert found(write(tmp_path / "a.csv", f'article;text\r\n7;"{text}"\r\n'))[0] == {"7": text}


@pytest.mark.parametrize("name", ["a.txt", "a.tsv"])
def test_a_table_saved_as_unicode_text_is_read_as_a_table(tmp_path, name):
    content = f'article\ttext\toutlet\r\n7\t{BRIDGE}\tالضفة\r\n8\t"{SCHOOL}\nسطر"\tالضفة\r\n'
    pages, errors, notes = found(write(tmp_path / name, content.encode("utf-16")))
    assert pages == {"7": BRIDGE, "8": f"{SCHOOL}\nسطر"} and not errors and "UTF-16" in notes


def test_a_page_that_begins_with_the_word_text_is_no_table(tmp_path):
    page = f"text\tmessage\n{BRIDGE}"
    assert found(write(tmp_path / "a.txt", page))[0] == {"a": page}


def test_a_header_alone_is_an_error(tmp_path):
    assert told(write(tmp_path / "a.csv", "article;text\n"))[:2] == ("a.csv", 1)


def test_a_row_of_another_encoding_is_read_where_it_is_long_enough_to_be_sure(tmp_path):
    data = f"article,text\n1,{BRIDGE}\n".encode() + f'2,"{SCHOOL}"\n3,نبأ\n'.encode("cp1256")
    path = write(tmp_path / "a.csv", data)
    pages, errors, notes = found(path)
    assert pages == {"1": BRIDGE, "2": SCHOOL} and "row 3: read as Windows-1256" in notes
    assert errors["a.csv", 4].startswith("not UTF-8; save the file as UTF-8 (iconv -f WINDOWS-1256")


# Columns and ids


@pytest.mark.parametrize(
    "header, message",
    [
        ("article,txet", "there is no column text among article, txet; rename txet to text"),
        ("article,Text", "there is no column text among article, Text; rename Text to text"),
        ("id,text\u200f", "there is no column text among id, text‹U+200F›; rename text‹U+200F› to text"),
        ("article,النص", "there is no column text among article, النص; name the column of the pages `text`"),
    ],
)
def test_a_table_without_text_is_one_error_with_the_nearest_name(tmp_path, header, message):
    path = write(tmp_path / "a.csv", f'{header}\n1,{BRIDGE}\n2,"{SCHOOL}"\n')
    assert told(path) == ("a.csv", 1, message)


@pytest.mark.parametrize(
    "name, content",
    [("a.csv", f"text,publishd\n{BRIDGE},2024-02-01\n"), ("a.jsonl", line(text=BRIDGE, publishd="2024-02-01"))],
)
def test_a_column_that_is_probably_misspelt_is_kept_and_noted(tmp_path, name, content):
    pages, errors, notes = found(write(tmp_path / name, content))
    assert len(pages) == 1 and not errors
    assert "publishd is kept as it is; if published is meant, rename it" in notes


@pytest.mark.parametrize(
    "header, note", [("article,publishd", "if published is meant"), ("article,publis\u200bhed", "publis‹U+200B›hed")]
)
def test_a_misspelt_column_of_the_catalogue_is_noted(tmp_path, header, note):
    write(tmp_path / "a.txt", BRIDGE)
    write(tmp_path / "articles.csv", f"{header}\na,2024-02-01\n")
    _, errors, notes = found(tmp_path)
    assert not errors and note in notes


def test_the_catalogue_may_name_files_with_their_ending_or_with_signs_that_nobody_sees(tmp_path):
    write(tmp_path / "a.txt", BRIDGE)
    write(tmp_path / "b.txt", SCHOOL)
    write(tmp_path / "articles.csv", "article;outlet\na.txt;الضفة\n\u200fb;الضفة\n")
    notes = []
    articles, errors = corpus.read(tmp_path, note=notes.append)
    assert articles[["article", "outlet"]].values.tolist() == [["a", "الضفة"], ["b", "الضفة"]]
    assert not len(errors)
    assert any("‹U+200F›b is read as b" in note for note in notes)


def test_a_row_of_the_catalogue_without_a_page_is_told_by_the_name_of_the_file(tmp_path):
    write(tmp_path / "a.txt", BRIDGE)
    write(tmp_path / "articles.csv", "article\na\nb.txt\n")
    assert told(tmp_path)[2] == "there is no page for this row; add b.txt or delete the row"


def test_a_catalogue_in_an_encoding_that_is_too_short_to_be_sure_names_the_likely_ones(tmp_path):
    write(tmp_path / "a.txt", BRIDGE)
    write(tmp_path / "articles.csv", "article,outlet\na,الضفة\n".encode("iso8859_6"))
    assert "ISO-8859-6" in found(tmp_path)[1]["articles.csv", 2]


def test_ids_that_differ_only_in_what_nobody_sees_are_told(tmp_path):
    table = f"article,text\nx1,{BRIDGE}\nx1\u200f,{BRIDGE}\n\u2067x2,{BRIDGE}\nx2,{BRIDGE}\n"
    path = write(tmp_path / "a.csv", table)
    pages, errors, notes = found(path)
    assert list(pages) == ["x1", "\u2067x2"] and "x1‹U+200F›" in errors["a.csv", 3] and ("a.csv", 5) in errors
    assert "‹U+2067›x2" in notes


# Records


@pytest.mark.parametrize(
    "value, kind",
    [([BRIDGE], "a list"), ({"ar": BRIDGE}, "an object"), (7, "a number"), (7.5, "a number"), (True, "true or false")],
)
def test_text_of_a_record_is_a_string(tmp_path, value, kind):
    path = write(tmp_path / "a.jsonl", line(article="1", text=value) + line(article="2", text=BRIDGE))
    assert told(path) == ("a.jsonl", 1, f"text is {kind}, not a string; write text as one string")


def test_an_id_of_a_record_may_be_a_number_but_no_list(tmp_path):
    path = write(tmp_path / "a.jsonl", line(article=7, text=BRIDGE) + line(article=[8], text=BRIDGE))
    assert list(found(path)[0]) == ["7"] and told(path)[1] == 2


def test_two_fields_of_one_name_are_told(tmp_path):
    path = write(tmp_path / "a.jsonl", f'{{"text": "{BRIDGE}", "text": "{SCHOOL}"}}\n')
    assert told(path)[2].startswith("two fields of the object have one name")


@pytest.mark.parametrize("first", [False, True])
def test_a_line_that_begins_with_the_mark_of_utf16_costs_itself(tmp_path, first):
    lines = [line(article=n, text=BRIDGE).encode() for n in range(3)]
    bad = 0 if first else 1
    lines[bad] = b"\xff\xfe" + lines[bad]
    path = write(tmp_path / "a.jsonl", b"".join(lines))
    assert told(path)[1] == bad + 1 and len(found(path)[0]) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6", "utf-8-sig"])
def test_a_jsonl_file_is_read_in_its_encoding(tmp_path, encoding):
    text = f"{BRIDGE}\n{SCHOOL}"
    content = line(article=1, text=text) + "\r\n" + line(article=2, text="نبأ").replace("\n", "\r\n")
    pages, errors, notes = found(write(tmp_path / "a.ndjson", content.encode(encoding)))
    assert pages == {"1": text, "2": "نبأ"} and not errors
    assert ("read as" in notes) == (encoding != "utf-8-sig")


def test_a_line_separator_within_a_string_does_not_end_the_line(tmp_path):
    text = f"{BRIDGE}\u2028{SCHOOL}\u0085"
    assert found(write(tmp_path / "a.jsonl", line(article=1, text=text).encode("utf-16")))[0] == {"1": text}


# Parquet


def parquet(tmp_path, table, **options):
    pq.write_table(table, tmp_path / "a.parquet", **options)
    return tmp_path / "a.parquet"


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.string(), pa.large_string(), pa.string_view()])
def test_text_may_be_bytes_or_strings_of_any_kind(tmp_path, kind):
    path = parquet(tmp_path, pa.table({"text": pa.array([BRIDGE.encode()], pa.binary()).cast(kind)}))
    assert found(path) == ({"a-1": BRIDGE}, {}, "")


def test_text_may_be_a_dictionary(tmp_path):
    path = parquet(tmp_path, pa.table({"text": pa.array([BRIDGE, SCHOOL, BRIDGE]).dictionary_encode()}))
    assert list(found(path)[0].values()) == [BRIDGE, SCHOOL, BRIDGE]


def test_bytes_that_are_no_text_cost_their_row(tmp_path):
    path = parquet(tmp_path, pa.table({"text": [BRIDGE.encode(), b"\xff\xfe\xfd", SCHOOL.encode("cp1256")]}))
    assert told(path)[1] == 2 and list(found(path)[0].values()) == [BRIDGE, SCHOOL]


@pytest.mark.parametrize(
    "values", [[[BRIDGE]], [{"ar": BRIDGE}], [7], [True]], ids=["list", "struct", "number", "boolean"]
)
def test_a_column_text_of_another_type_is_one_error_that_names_it(tmp_path, values):
    file, row, message = told(parquet(tmp_path, pa.table({"text": values * 3})))
    assert row is None and message.startswith("the column text is of type")
    assert "write the column as strings" in message


@pytest.mark.parametrize("name, values", [("title", [["عنوان"]]), ("article", [True]), ("outlet", [{"a": 1}])])
def test_another_column_of_an_unfit_type_is_one_error_and_the_pages_are_read(tmp_path, name, values):
    path = parquet(tmp_path, pa.table({"text": [BRIDGE], name: values}))
    assert told(path)[2].startswith(f"the column {name} is of type")
    assert list(found(path)[0].values()) == [BRIDGE]


def test_two_columns_of_one_name_are_told_and_the_others_read(tmp_path):
    arrays = [pa.array([BRIDGE]), pa.array(["x"]), pa.array(["y"])]
    table = pa.Table.from_arrays(arrays, names=["text", "tag", "tag"])
    path = parquet(tmp_path, table)
    assert told(path)[2].startswith("2 columns are called tag") and list(found(path)[0].values()) == [BRIDGE]


@pytest.mark.parametrize("kind, days", [(pa.timestamp("us"), 86_400_000_000), (pa.date32(), 1)])
def test_a_day_beyond_the_calendar_costs_its_row(tmp_path, kind, days):
    published = pa.array([19_754 * days, 9_000_000 * days], pa.int64() if days > 1 else pa.int32()).cast(kind)
    path = parquet(tmp_path, pa.table({"text": [BRIDGE, SCHOOL], "published": published}))
    assert told(path)[1] == 2 and "published" in told(path)[2] and found(path)[0] == {"a-1": BRIDGE}


def test_nested_columns_and_pictures_are_kept_as_strings(tmp_path):
    table = pa.table({"text": [BRIDGE], "tags": [["جسر", "نهر"]], "size": [{"w": 3}], "icon": [b"\xff\xd8"]})
    articles = corpus.load(parquet(tmp_path, table))
    assert articles[["tags", "size", "icon"]].values.tolist() == [['["جسر", "نهر"]', '{"w": 3}', "ffd8"]]


def test_a_row_group_that_cannot_be_read_costs_only_its_own_rows(tmp_path):
    table = pa.table({"article": [f"p{i}" for i in range(9)], "text": [f"{BRIDGE} {i}" for i in range(9)]})
    path = parquet(tmp_path, table, row_group_size=3, use_dictionary=False)
    at = pq.ParquetFile(path).metadata.row_group(1).column(1).data_page_offset
    data = bytearray(path.read_bytes())
    data[at : at + 20] = b"\xff" * 20
    path.write_bytes(bytes(data))
    file, row, message = told(path)
    assert row == 4 and message.startswith("the rows from here to 6 cannot be read")
    assert list(found(path)[0]) == ["p0", "p1", "p2", "p6", "p7", "p8"]


@pytest.mark.parametrize("cut", [5, -20])
def test_a_parquet_file_cut_short_is_told_and_the_others_are_read(tmp_path, cut):
    path = parquet(tmp_path, pa.table({"text": [BRIDGE]}))
    path.write_bytes(path.read_bytes()[:cut])
    write(tmp_path / "b.txt", SCHOOL)
    assert told(tmp_path)[2].startswith("cannot be read") and found(tmp_path)[0] == {"b": SCHOOL}


# Notes


def test_a_note_is_logged_once_a_file_and_counts_its_rows(tmp_path, caplog):
    write(tmp_path / "a.jsonl", "".join(line(text=f"{BRIDGE} &quot;{n}&quot;") for n in range(3)))
    write(tmp_path / "b.txt", f"{SCHOOL}&nbsp;")
    corpus.load(tmp_path)
    first, second = (record.getMessage() for record in caplog.records)
    assert "a.jsonl, row 1 and 2 more: HTML entities" in first and "b.txt: HTML entities" in second


def test_a_note_for_many_files_ends_with_their_number(tmp_path):
    for n in range(corpus.NOTE_FILES + 5):
        write(tmp_path / f"{n:02}.txt", BRIDGE.encode("utf-16"))
    notes = found(tmp_path)[2].split("\n")
    assert len(notes) == corpus.NOTE_FILES + 1 and "… and 5 more files: read as UTF-16" in notes[-1]


def test_a_run_with_notes_alone_is_a_good_run(tmp_path):
    path = write(tmp_path / "a.csv", f'article;text\n1;{BRIDGE}\n2;"{SCHOOL}"\n'.encode("cp1256"))
    command = [sys.executable, "-m", "helpers", "annotate", path, tmp_path / "out"]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0 and not (tmp_path / "out" / "errors.csv").exists()
    assert run.stderr.count("read as Windows-1256") == 1
