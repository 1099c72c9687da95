import json

import pandas as pd
import pytest

from helpers.corpus import BadPages
from helpers.corpus import pages as corpus
from helpers.lexicons import lexicon, load
from helpers.lexicons.load import LEXICONS
from helpers.lexicons.tables import read_table
from helpers.schema import ARTICLES, ERRORS

TEXT = "وصل الوفد إلى عدن.\nوقال الناطق إن المحادثات تبدأ غداً."


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def jsonl(path, *rows):
    return write(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def errors(path):
    """The problems of an input, each as (name of the file, row, article, message and cure)."""
    _, found = corpus.read(path)
    found = found.astype(object).where(found.notna(), None)
    return [(e.file.split("/")[-1], e.row, e.article, f"{e.message}; {e.cure}") for e in found.itertuples()]


def only_error(path):
    found = errors(path)
    assert len(found) == 1, found
    return found[0]


# What is read


def test_a_folder_of_text_files_gives_one_row_a_page_in_the_order_of_their_names(tmp_path):
    for name in ("b", "a", "007"):
        write(tmp_path / "pages" / f"{name}.txt", TEXT)
    articles = corpus.load(tmp_path / "pages")
    assert articles["article"].tolist() == ["007", "a", "b"] and articles.columns.tolist() == ARTICLES
    assert articles[["outlet", "published", "published_from", "title"]].isna().all(axis=None)


@pytest.mark.parametrize("place", ["pages/articles.csv", "pages.csv"])
def test_the_catalogue_stands_in_the_folder_or_beside_it(tmp_path, place):
    write(tmp_path / "pages" / "a.txt", TEXT)
    write(tmp_path / place, "article,outlet,published,follows\na,الميناء,2023-09-13,صحيفة أخرى\n")
    page = corpus.load(tmp_path / "pages").iloc[0]
    assert page[["outlet", "published", "published_from", "follows"]].tolist() == [
        "الميناء",
        "2023-09-13",
        "catalogue",
        "صحيفة أخرى",
    ]


def test_an_empty_cell_of_the_catalogue_is_missing(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "articles.csv", "article,outlet,published,title\na,,,\n")
    assert corpus.load(tmp_path)[["outlet", "published", "published_from", "title"]].isna().all(axis=None)


def test_what_the_catalogue_says_of_where_a_date_comes_from_is_kept(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "articles.csv", "article,published,published_from\na,2023-09-13,inferred\n")
    assert corpus.load(tmp_path)["published_from"].tolist() == ["inferred"]


@pytest.mark.parametrize(
    "data",
    [TEXT.encode("utf-8"), TEXT.encode("utf-8-sig"), TEXT.encode("utf-16")],
    ids=["UTF-8", "with a mark", "UTF-16"],
)
def test_text_is_decoded_without_its_byte_order_mark(tmp_path, data):
    write(tmp_path / "a.txt", data)
    assert corpus.load(tmp_path)["text"].tolist() == [TEXT]


@pytest.mark.parametrize("kind", ["txt", "csv", "jsonl", "parquet"])
def test_line_ends_and_blanks_of_the_text_stay_as_they_are(tmp_path, kind):
    text = " عنوان \r\nسطر أول\n\rسطر ثانٍ\u2028تتمة\t\n"
    frame = pd.DataFrame({"article": ["a"], "text": [text]})
    path = tmp_path / f"a.{kind}"
    if kind == "txt":
        write(path, text)
    elif kind == "csv":
        write(path, f'article,text\r\na,"{text}"\r\n')
    elif kind == "jsonl":
        jsonl(path, *frame.to_dict("records"))
    else:
        frame.to_parquet(path)
    assert corpus.load(path)["text"].tolist() == [text]


def test_ids_stay_as_they_are_written(tmp_path):
    write(tmp_path / "one.csv", "article,text\n007,خبر\n7,آخر\n7.0,ثالث\n")
    write(tmp_path / "two.jsonl", '{"article": 12345678901234567890, "text": "خبر"}\n{"article": 1.50, "text": "خ"}\n')
    pd.DataFrame({"article": [8], "text": ["خبر"]}).to_parquet(tmp_path / "three.parquet")
    assert corpus.load(tmp_path)["article"].tolist() == ["007", "7", "7.0", "8", "12345678901234567890", "1.50"]


def test_pages_of_a_table_without_ids_are_named_by_file_and_row(tmp_path):
    path = write(tmp_path / "news.csv", f"text\n{TEXT.splitlines()[0]}\nخبر ثانٍ\n")
    assert corpus.load(path)["article"].tolist() == ["news-2", "news-3"]


def test_columns_beyond_the_contract_are_kept_as_strings(tmp_path):
    first, second = {"text": "خبر", "tags": ["يمن", "نفط"], "views": 12}, {"text": "آخر", "editor": None}
    articles = corpus.load(jsonl(tmp_path / "a.jsonl", first, second))
    assert articles["tags"].tolist()[0] == '["يمن", "نفط"]' and articles["views"].tolist()[0] == "12"
    assert articles.loc[1, ["tags", "views", "editor"]].isna().all()


@pytest.mark.parametrize(
    "url, outlet", [("https://www.khabar.example/a/1", "khabar.example"), ("صفحة بلا عنوان", None), ("", None)]
)
def test_an_outlet_that_is_not_named_is_the_host_of_the_address(tmp_path, url, outlet):
    articles = corpus.load(jsonl(tmp_path / "a.jsonl", {"text": "خبر", "url": url}))
    assert articles["outlet"].dropna().tolist() == [outlet] * (outlet is not None)


@pytest.mark.parametrize(
    "written, day",
    [
        ("2023-09-13", "2023-09-13"),
        ("2023/9/3", "2023-09-03"),
        ("2023-09-13T23:30:00+03:00", "2023-09-13"),
        ("٢٠٢٣-٠٩-١٣", "2023-09-13"),
        ("2023-09-13 08:15", "2023-09-13"),
    ],
)
def test_dates_are_written_in_one_form(tmp_path, written, day):
    path = jsonl(tmp_path / "a.jsonl", {"text": "خبر", "published": written})
    assert corpus.load(path)["published"].tolist() == [day]


def test_dates_of_a_parquet_file_may_be_dates(tmp_path):
    days = pd.to_datetime(["2023-09-13", None])
    pd.DataFrame({"text": ["خبر", "آخر"], "published": days}).to_parquet(tmp_path / "a.parquet")
    articles = corpus.load(tmp_path)
    assert articles["published"].dropna().tolist() == ["2023-09-13"]
    assert articles["published_from"].isna().tolist() == [False, True]


def test_a_page_may_be_longer_than_the_limit_that_python_sets_a_cell(tmp_path):
    text = "كلمة " * 50_000 + "نهاية"
    assert corpus.load(write(tmp_path / "a.csv", f"text\n{text}\n"))["text"].tolist() == [text]


def test_hidden_files_and_notes_are_no_pages(tmp_path):
    for name in (".DS_Store", "README.md", "a.txt"):
        write(tmp_path / name, TEXT)
    assert corpus.load(tmp_path)["article"].tolist() == ["a"]


def test_missing_values_stay_missing_after_a_round_trip(tmp_path):
    first, second = {"article": "a", "text": "خبر"}, {"article": "b", "text": "آخر", "title": "عنوان"}
    articles = corpus.load(jsonl(tmp_path / "a.jsonl", first, second))
    articles.to_parquet(tmp_path / "kept.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "kept.parquet"), articles)
    pd.testing.assert_frame_equal(corpus.load(tmp_path / "kept.parquet"), articles)


# What is refused: one clear error that names file, row and cure


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(BadPages, match="nowhere: there is no such file or folder; check the path"):
        corpus.load(tmp_path / "nowhere")


def test_a_folder_without_pages_is_named(tmp_path):
    write(tmp_path / "README.md", "لا صفحات هنا")
    with pytest.raises(BadPages, match=f"{tmp_path.name}: holds no pages; give a folder"):
        corpus.read(tmp_path)


@pytest.mark.parametrize(
    "content, problem",
    [
        (b"", "the page is empty"),
        (" \n\u00a0\n", "the page is empty"),
        ("\ufeff", "the page is empty"),
        ("خبر".encode("cp1256"), "not UTF-8 at byte 0"),
        ("خبر ".encode() + b"\xe3\xe4" + "ثم".encode(), "not UTF-8 at byte 7"),
        (b"\xef\xbb\xbfab\xff", "not UTF-8 at byte 5"),
        ("خبر".encode("utf-16") + b"\x00", "not UTF-16 at byte 8"),
        ("خبر\0خبر", "not plain text"),
        ("<!DOCTYPE html>\n<html dir=rtl>خبر</html>", "not plain text"),
        (b"%PDF-1.7 stream", "not plain text"),
    ],
    ids=["no bytes", "blanks", "a mark", "cp1256", "two bytes", "after a mark", "half a unit", "NUL", "HTML", "PDF"],
)
def test_a_file_that_is_no_page_is_told_by_name_and_the_others_are_read(tmp_path, content, problem):
    write(tmp_path / "bad.txt", content)
    write(tmp_path / "good.txt", TEXT)
    file, row, article, told = only_error(tmp_path)
    assert (file, row, article) == ("bad.txt", None, "bad") and told.startswith(problem)
    assert corpus.read(tmp_path)[0]["article"].tolist() == ["good"]


@pytest.mark.parametrize(
    "catalogue, row, article, problem",
    [
        ("article,published\na,2023-02-30\n", 2, "a", "published 2023-02-30 is no day of the calendar; write it as"),
        ("article,published\na,13/9/2023\n", 2, "a", "published 13/9/2023 is not a date of the form YYYY-MM-DD"),
        ("article,published_from\na,الصفحة\n", 2, "a", "published_from is الصفحة"),
        ("article,outlet\na,x\nb,x\n", 3, "b", "there is no page for this row; add b.txt or delete the row"),
        ("article,outlet\na,x\na,y\n", 3, "a", "this article occurs a second time; delete one of the rows"),
        ("article,outlet\na,x\n,y\n", 3, None, "the column article is empty"),
        ("outlet,title\nx,y\n", 1, None, "there is no column article"),
        ("article,article\na,a\n", 1, None, "a column has no name, or two have the same"),
        ("", 1, None, "there is no header"),
        ("article,outlet\na,x\nb\n", 3, None, "the row has 1 cells and the header 2"),
        ("article,outlet\na,صحيفة\n".encode("cp1256"), 2, None, "not UTF-8; save the file as UTF-8"),
    ],
)
def test_a_bad_row_of_the_catalogue_is_told_by_file_and_row(tmp_path, catalogue, row, article, problem):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "articles.csv", catalogue)
    file, found, name, told = errors(tmp_path)[0]
    assert (file, found, name) == ("articles.csv", row, article) and told.startswith(problem)


def test_a_page_that_the_catalogue_does_not_know_is_told(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", TEXT)
    write(tmp_path / "articles.csv", "article\na\n")
    assert only_error(tmp_path)[:3] == ("b.txt", None, "b")


def test_a_table_without_text_names_the_columns_it_has(tmp_path):
    _, row, _, told = only_error(write(tmp_path / "a.csv", "article,body\n1,خبر\n"))
    assert row == 1 and told.startswith("there is no column text among article, body; name the column")


@pytest.mark.parametrize(
    "line, problem",
    [
        ('{"text": "خبر"', "not JSON"),
        ('["خبر"]', "not a JSON object"),
        ("[" * 100_000, "not JSON"),
        ('{"article": "x", "text": "نص \\ud800"}', "half a character (a lone surrogate) at character 3 of text"),
        ('{"article": "x\\udc00", "text": "نص"}', "half a character (a lone surrogate) at character 1 of article"),
        ('{"text": "نص", "عمود\\ud800": "x"}', "half a character (a lone surrogate) at character 4 of عمود"),
        ('{"article": "", "text": "نص"}', "the page has no id"),
        ('{"article": "x", "text": ""}', "the page is empty"),
        ('{"article": "x", "text": null}', "the page is empty"),
        ('{"article": "x", "title": "بلا نص"}', "there is no column text"),
    ],
    ids=[
        "cut short",
        "a list",
        "nested",
        "surrogate in text",
        "surrogate in id",
        "surrogate in a name",
        "no id",
        "empty",
        "null",
        "no text",
    ],
)
def test_a_bad_line_of_a_jsonl_file_is_told_and_the_others_are_read(tmp_path, line, problem):
    lines = ['{"article": "1", "text": "أول"}', "", line, '{"article": "2", "text": "ثانٍ"}']
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    _, row, _, told = only_error(path)
    assert row == 3 and told.startswith(problem)
    assert corpus.read(path)[0]["article"].tolist() == ["1", "2"]


def test_bytes_of_another_encoding_spoil_only_their_own_line(tmp_path):
    path = write(tmp_path / "a.jsonl", '{"text": "أول"}\n'.encode() + '{"text": "ثانٍ"}\n'.encode("cp1256"))
    assert only_error(path)[1] == 2 and len(corpus.read(path)[0]) == 1


def test_a_row_with_a_comma_too_many_is_told_with_its_cure(tmp_path):
    path = write(tmp_path / "a.csv", 'article,text\n1,"قال، وأضاف"\n2,قال, وأضاف\n3,"خبر"\n')
    _, row, _, told = only_error(path)
    assert row == 3 and "double quotes" in told and corpus.read(path)[0]["article"].tolist() == ["1", "3"]


def test_a_quotation_mark_that_is_not_closed_is_told(tmp_path):
    assert only_error(write(tmp_path / "a.csv", 'article,text\n1,"خبر\n2,آخر\n'))[1] == 2


def test_a_parquet_file_that_is_none_is_told(tmp_path):
    write(tmp_path / "a.parquet", b"PAR1")
    assert only_error(tmp_path)[0] == "a.parquet"


def test_pages_in_a_form_that_is_not_read_are_not_passed_over(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.html", TEXT)
    assert only_error(tmp_path)[0] == "b.html"


def test_an_id_that_stands_a_second_time_is_told_even_in_another_file(tmp_path):
    jsonl(tmp_path / "a.jsonl", {"article": "1", "text": "أول"}, {"article": "2", "text": "ثانٍ"})
    jsonl(tmp_path / "b.jsonl", {"article": "1", "text": "ثالث"})
    file, row, article, told = only_error(tmp_path)
    assert (file, row, article) == ("b.jsonl", 1, "1") and "a second time" in told


def test_load_raises_with_every_problem_in_its_frame(tmp_path):
    for i in range(30):
        write(tmp_path / f"{i:02}.txt", b"")
    with pytest.raises(BadPages, match="(?s)00.txt .article 00.: the page is empty.*and 10 more") as raised:
        corpus.load(tmp_path)
    assert raised.value.errors["article"].tolist() == [f"{i:02}" for i in range(30)]


# Batches


def test_batches_add_up_to_the_whole_whatever_their_size(tmp_path):
    jsonl(tmp_path / "a.jsonl", *({"article": str(i % 9), "text": f"خبر {i}"} for i in range(11)))
    articles, found = corpus.read(tmp_path)
    for size in (1, 4, 100):
        parts = list(corpus.batches(tmp_path, size))
        pd.testing.assert_frame_equal(pd.concat([a for a, _ in parts], ignore_index=True), articles)
        pd.testing.assert_frame_equal(pd.concat([e for _, e in parts], ignore_index=True), found)
        assert all(len(a) + len(e) <= size for a, e in parts)
    assert found["article"].tolist() == ["0", "1"]


def test_an_input_without_rows_gives_one_empty_batch(tmp_path):
    write(tmp_path / "a.jsonl", "\n")
    [(articles, found)] = corpus.batches(tmp_path)
    assert len(articles) == len(found) == 0 and articles.columns.tolist() == ARTICLES


def test_batches_are_cut_short_when_pages_are_long(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "BATCH_CHARACTERS", 100)
    jsonl(tmp_path / "a.jsonl", *({"text": "خبر " * 20} for _ in range(4)))
    assert [len(a) for a, _ in corpus.batches(tmp_path)] == [2, 2]


# Lexicons


def test_a_table_is_read_as_strings_without_blanks_around_them(tmp_path):
    table = read_table(write(tmp_path / "t.csv", "\ufeffname,code\r\n أوت ,08\r\nماي,\r\n"))
    assert table.to_dict("list") == {"name": ["أوت", "ماي"], "code": ["08", ""]}


def test_a_table_may_have_no_rows(tmp_path):
    assert read_table(write(tmp_path / "t.csv", "name,code\n")).columns.tolist() == ["name", "code"]


@pytest.mark.parametrize(
    "content, told",
    [
        ("اسم,رمز\nأوت,08\n".encode("cp1256"), "row 1: not UTF-8; save the file as UTF-8"),
        ("name,code\nأوت,08\n".encode("utf-16"), "row 1: not UTF-8; save the file as UTF-8"),
        ("name;code\nأوت;08\n", "row 1: cells are separated by semicolons"),
        ("name,code\nأوت,08\n\nماي,05\n", "row 3: the row is empty; delete it"),
        ("name,code\nأوت,08\n,\n", "row 3: the row is empty; delete it"),
        ("name,code\nأوت,08,آب\n", "row 2: the row has 3 cells and the header 2"),
        ("name,code\nأوت,08\nماي,05\nأوت,08 \n", "row 4: the row is the same as row 2; delete one of them"),
        ('name,code\n"أوت,08\n', "row 2: not a row of a .csv"),
        ("", "row 1: there is no header; name the columns in the first row"),
    ],
)
def test_a_bad_row_of_a_table_is_named_with_file_row_and_cure(tmp_path, content, told):
    with pytest.raises(ValueError, match=f"t.csv, {told}"):
        read_table(write(tmp_path / "t.csv", content))


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(ValueError, match="months.csv: there is no such file"):
        read_table(tmp_path / "months.csv")


def test_a_lexicon_is_read_once_and_cannot_be_spoilt_by_who_uses_it(tmp_path, monkeypatch):
    monkeypatch.setattr(load, "LEXICONS", tmp_path)
    path = write(tmp_path / "only-for-this-test.csv", "name\nأوت\n")
    first = lexicon("only-for-this-test")
    first.loc[0, "name"] = "غشت"
    path.unlink()
    assert lexicon("only-for-this-test")["name"].tolist() == ["أوت"]


@pytest.mark.parametrize("path", sorted(LEXICONS.glob("*.csv")), ids=lambda path: path.name)
def test_every_lexicon_that_is_shipped_reads_well(path):
    assert len(read_table(path))


def test_the_readme_of_the_lexicons_names_every_table_and_column():
    sections = (LEXICONS / "README.md").read_text(encoding="utf-8").split("\n### ")
    told = {section.splitlines()[0]: section for section in sections[1:]}
    for path in LEXICONS.glob("*.csv"):
        missing = [c for c in read_table(path).columns if f"`{c}`" not in told.get(path.name, "")]
        assert not missing, f"{path.name}: {missing}"


def test_parts_name_the_origin_of_each_good_page(tmp_path):
    write(tmp_path / "a.csv", "article,text\n1,خبر\n2,\n3,آخر\n")
    [part] = corpus.parts(tmp_path)
    assert part.articles["article"].tolist() == ["1", "3"]
    assert part.origins.values.tolist() == [[str(tmp_path / "a.csv"), 2], [str(tmp_path / "a.csv"), 4]]


@pytest.mark.parametrize("acting", ["\x1b[31m", "\n", "\r", "\u202e", "\u2066"])
def test_no_character_of_an_id_acts_on_the_terminal(acting):
    error = dict.fromkeys(ERRORS) | {"file": "صحف.csv", "article": f"خبر{acting}", "message": "m", "cure": "c"}
    told = corpus.describe(error)
    assert acting not in told and "خبر\\" in told
