"""Composed pages: their answers partition them, a seed makes them again, and what is hidden or left unread stays so."""

import json
from collections import Counter
from functools import partial
from random import Random

from benchmarks import generalise
from benchmarks.composed_pages import briefs, compose, compose_pages, forms, rows_of, shipped_stories

PAGES = compose_pages(40, seed=7)


def test_answers_partition_each_page():
    for page in PAGES:
        at = 0
        for row in page.answers:
            assert not page.text[at : row["start"]].strip()
            stretch = page.text[row["start"] : row["end"]]
            assert stretch and stretch == stretch.strip()
            at = row["end"]
        assert at == len(page.text)


def test_a_page_has_one_title_and_numbers_its_items():
    for page in PAGES:
        kinds = Counter(row["kind"] for row in page.answers)
        items = [row["item"] for row in page.answers if row["role"] == "appended"]
        assert kinds["title"] == 1 and kinds["paragraph"] >= 1
        assert list(dict.fromkeys(items)) == list(range(1, len(set(items)) + 1))
        assert all(row["item"] is None for row in page.answers if row["role"] == "boilerplate")


def test_the_day_of_a_page_is_printed_nowhere_else():
    assert all(page.published not in page.elsewhere for page in PAGES)


def test_a_seed_makes_the_same_page_again():
    assert compose(Random("a")) == compose(Random("a")) != compose(Random("b"))


def test_every_field_of_every_form_is_filled():
    assert not [page.text for page in compose_pages(150, seed=2) if "{" in page.text or "}" in page.text]


def test_furniture_has_many_forms_of_each_kind_and_none_twice():
    rows = [(form.kind, form.form) for group in forms().values() for form in group]
    assert len(rows) == len(set(rows)) >= 800
    assert len(forms()["published"]) >= 30 and len(forms()["marker"]) + len(forms()["list label"]) >= 60


def test_stories_are_those_of_the_answers_and_briefs_have_a_headline():
    assert len(shipped_stories()) == 7 and all(len(story.body) >= 8 for story in shipped_stories())
    assert all(story.title not in story.body[0][1] for story in briefs())


def test_a_fold_hides_about_half_of_the_markers_and_no_other_table(tmp_path):
    folder = generalise.hide_rows(tmp_path / "lexicons", partial(generalise.is_hidden, fold=1))
    whole, left = ((path / "markers.csv").read_text("utf-8").splitlines() for path in (generalise.LEXICONS, folder))
    assert 0.4 * len(whole) < len(left) < 0.6 * len(whole) and left[0] == whole[0]
    assert (folder / "months.csv").read_bytes() == (generalise.LEXICONS / "months.csv").read_bytes()


def test_a_note_names_outlets_by_their_hosts():
    assert generalise.outlets_named("seen on example.com and news.example.org only") == {
        "example.com",
        "news.example.org",
    }
    assert generalise.outlets_named("announces other stories; after a colon their headline") == set()


def right_blocks(task):
    """What a perfect reader finds."""
    return generalise.Found(task.answers, {
        name: page.published.isoformat() if page.published else None for name, page in task.composed.items()
    })  # fmt: skip


def test_a_perfect_reader_gets_full_marks():
    task = generalise.composed_task(12, seed=3)
    found = right_blocks(task)
    pairs = generalise.page_pairs(task, found)
    assert {round(pairs_right, 6) for pairs_right in map(generalise.share_right, pairs.values())} == {1.0}
    assert all(row["wrong"] == 0 for row in generalise.kind_rows(task, found, []))
    assert all(row["own item"] == 1 for row in generalise.item_rows(task, found))
    assert all(row["right"] == 1 for row in generalise.published_rows(task, found, []) if row["n"])


def test_a_day_of_a_comment_is_told_as_taken_from_elsewhere():
    page = next(page for page in PAGES if page.elsewhere and page.published)
    assert generalise.verdict(page, next(iter(page.elsewhere)).isoformat()) == "from elsewhere"
    assert generalise.verdict(page, None) == "missing"
    assert generalise.verdict(page._replace(published=None), None) == "right"


def test_pages_of_unread_outlets_are_never_listed(tmp_path):
    unread = sorted(generalise.unread_outlets())
    assert len(unread) == 10
    pages = [
        {"article": str(n), "outlet": outlet, "text": "خبر"} for n, outlet in enumerate([unread[0], "example.com"])
    ]
    gold = [{"article": page["article"], "start": 0, "end": 3, "role": "main"} for page in pages]
    for name, rows in (("pages", pages), ("gold", gold)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    task = generalise.read_task(tmp_path)
    pairs = generalise.page_pairs(task, generalise.Found({}, {}))
    assert [row["outlet"] for row in generalise.wrong_rows(task, pairs, 9)] == ["example.com"]
    assert [row["outlet"] for row in generalise.outlet_rows(task, pairs, [])] == ["example.com"]
    parts = {
        (row["part"], row.get("n"))
        for row in generalise.set_rows(task, pairs, [pairs], None)
        if row["words"] == "listed"
    }
    assert parts == {("all", 2), ("read", 1), ("unread", 1)}


def test_rows_have_a_page_and_its_answers_by_one_name():
    articles, answers = rows_of(PAGES[:2])
    assert {row["article"] for row in answers} == {page["article"] for page in articles}
