"""What notebooks show as right-to-left HTML: tables, passages, pages with their blocks, and the choosers."""

import re

import IPython.display
import pandas
import pytest

from helpers.display import reader as arabic
from helpers.display.tables import table

TEXT = "افتتح الوزير المعرض صباح الأحد\nاقرأ أيضاً\nأمطار على الساحل"
BLOCKS = pandas.DataFrame(
    {
        "start": [0, 31, 42],
        "end": [30, 41, 58],
        "role": ["main", "boilerplate", "appended"],
        "kind": ["paragraph", "marker", "headline_list"],
    }
)


def test_a_table_runs_from_right_to_left():
    assert table(pandas.DataFrame({"n": [1]})).data.startswith('<div dir="rtl" lang="ar" ')


def test_prices_in_dollars_are_no_formula_anywhere():
    price = "ارتفع السعر من $50 للبرميل إلى $60 في المرفأ"
    articles = pandas.DataFrame({"article": ["1"], "text": [price]})
    rows = pandas.DataFrame({"article": ["1"], "start": [0], "end": [len(price)]})
    blocks = pandas.DataFrame({"start": [0], "end": [len(price)], "role": ["main"], "kind": ["paragraph"]})
    aligned = pandas.DataFrame({"op": ["equal"], "a_words": [price], "b_words": [price]})
    for shown in (
        table(pandas.DataFrame({price: [price]})),
        arabic.concordance(rows, articles),
        arabic.passage(price, 3, 9),
        arabic.page(price, blocks),
        arabic.side_by_side(aligned, price, price),
    ):
        outermost = re.match(r'<div [^>]*class="([^"]*)"[^>]*>.*</div>$', shown.data, re.S)[1]
        assert {"mathjax_ignore", "tex2jax_ignore"} <= set(outermost.split())


def test_page_text_is_escaped_everywhere():
    evil = "<script>alert(1)</script> & «خبر»"
    articles = pandas.DataFrame({"article": [evil], "text": [evil]})
    rows = pandas.DataFrame({"article": [evil], "start": [0], "end": [len(evil)]})
    blocks = pandas.DataFrame({"start": [0], "end": [len(evil)], "role": ["main"], "kind": ["<b>"]})
    for shown in (
        table(pandas.DataFrame({evil: [evil]})),
        arabic.concordance(rows, articles),
        arabic.passage(evil, 3, 9),
        arabic.page(evil, blocks),
    ):
        assert "<script" not in shown.data and "<b>" not in shown.data
        assert "&lt;" in shown.data and "&amp;" in shown.data


def test_a_table_has_its_headings_and_missing_values_show_as_a_dash():
    frame = pandas.DataFrame({"outlet": ["جريدة الميناء", None], "pages": pandas.array([1204, None], "Int64")})
    html = table(frame, names={"outlet": "الصحيفة"}).data
    assert ">الصحيفة</th>" in html and ">1,204</td>" in html
    assert html.count(">–</td>") == 2


def test_each_cell_runs_as_most_of_its_letters_do():
    frame = pandas.DataFrame({"outlet": ["XYZ (test)", "XYZ عربي", "«الأحد» is not a date here"]})
    assert re.findall(r'<td dir="(\w+)"', table(frame).data) == ["ltr", "rtl", "ltr"]


def test_shares_show_as_per_cent():
    assert ">12.5 %</td>" in table(pandas.DataFrame({"share": [0.125]}), percent=["share"]).data


def test_a_long_table_says_how_much_it_leaves_out():
    html = table(pandas.DataFrame({"n": range(50)}), rows=20).data
    assert html.count("<td") == 20 and "rows not shown: 30" in html


def test_the_same_table_is_the_same_html():
    frame = pandas.DataFrame({"اسم": ["كيم", "سارة"], "n": [1, 2]})
    assert table(frame).data == table(frame.copy()).data


def test_a_passage_is_marked_in_its_context():
    html = arabic.passage(TEXT, 13, 19, around=14).data
    assert ">المعرض</mark>" in html and "الوزير" in html and "أمطار" not in html


def test_a_passage_at_the_edge_of_a_page_has_no_ellipsis_there():
    assert "…" not in arabic.passage("خبر قصير", 0, 3).data


def test_a_concordance_has_a_row_for_each_find():
    articles = pandas.DataFrame({"article": ["a"], "text": [TEXT]})
    rows = pandas.DataFrame({"article": ["a", "a"], "start": [6, 50], "end": [12, 58], "role": ["main", "appended"]})
    html = arabic.concordance(rows, articles, columns=["role"]).data
    assert html.count("<tr>") == 2
    assert "الوزير</mark>" in html and ">appended</td>" in html


def test_a_concordance_of_nothing_says_so():
    rows = pandas.DataFrame({"article": [], "start": [], "end": []})
    assert "no row" in arabic.concordance(rows, pandas.DataFrame({"article": ["a"], "text": [TEXT]})).data


def test_a_page_shows_all_its_text_once_and_names_each_role():
    html = arabic.page(TEXT, BLOCKS).data
    for line in TEXT.split("\n"):
        assert html.count(line) == 1
    for role in BLOCKS["role"]:
        assert html.count(f"{role} · ") == 1


def test_text_outside_all_blocks_is_shown_without_a_role():
    html = arabic.page(TEXT, BLOCKS.iloc[[0, 2]]).data
    assert html.count("اقرأ أيضاً") == 1 and "boilerplate" not in html


def test_roles_differ_by_their_border_and_not_by_colour_alone():
    html = arabic.page(TEXT, BLOCKS).data
    assert all(html.count(f"4px {border}") == 1 for border in ("solid", "dashed", "dotted"))


@pytest.fixture
def displayed(monkeypatch):
    """What cells display, in order."""
    bundles = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: bundles.append(data))
    return bundles


def show(name, count):
    if not name:
        raise ValueError("<no name>")
    return table(pandas.DataFrame({"name": [name] * count}))


def test_where_no_kernel_runs_the_first_choices_are_shown(displayed):
    arabic.choose(show, name=["سارة", "كيم"], count=[2, 5])
    [bundle] = displayed
    assert bundle["text/html"] == show("سارة", 2).data
    assert bundle["text/plain"] == "name: سارة, count: 2"


def test_another_choice_shows_another_table():
    box = arabic.chooser(show, name={"الأولى": "سارة", "الثانية": "كيم"}, count=[2, 5])
    name, count = box.children[0].children
    name.value, count.value = "كيم", 5
    assert box.children[1].value == show("كيم", 5).data


def test_what_goes_wrong_after_a_choice_shows_in_place_of_the_table():
    box = arabic.chooser(show, name="سارة", count=[2])
    box.children[0].children[0].value = ""
    assert box.children[1].value == "ValueError: &lt;no name&gt;"


def test_two_passages_stand_beside_one_another_with_their_differences_marked():
    aligned = pandas.DataFrame(
        {"op": ["equal", "replace"], "a_words": ["فتح الجسر", "أمس"], "b_words": ["فتح الجسر", "اليوم"]}
    )
    html = arabic.side_by_side(aligned, "page-1", "page-2").data
    assert html.count("فتح الجسر") == 2 and html.count("<mark") == 2 and ">أمس</mark>" in html


def test_a_choice_of_mentions_begins_with_the_actor_named_most(monkeypatch):
    articles = pandas.DataFrame({"article": ["1"], "text": ["زار وفد تونس ليبيا ثم عاد إلى تونس"]})
    mentions = pandas.DataFrame(
        {
            "article": "1",
            "start": [13, 8, 30],
            "end": [18, 12, 34],
            "role": "main",
            "actor": ["LBY", "TUN", "TUN"],
            "name": ["ليبيا", "تونس", "تونس"],
        }
    )
    offered = {}
    monkeypatch.setattr(arabic, "choose", lambda show, **choices: offered.update(choices))
    arabic.choose_mentions(articles, mentions)
    assert list(offered["actor"].items())[0] == ("تونس (2)", "TUN")


def test_a_choice_among_no_mentions_shows_that_there_are_none():
    articles = pandas.DataFrame({"article": ["1"], "text": ["لا أحد هنا"]})
    mentions = pandas.DataFrame(columns=["article", "start", "end", "actor", "name", "role"])
    assert arabic.choose_mentions(articles, mentions) is None
