import itertools

import matplotlib
import matplotlib.pyplot as plt
import pandas
import pytest

from helpers import charts
from helpers.arabic import label

PAGES = pandas.DataFrame({
    "outlet": ["جريدة الميناء", "وكالة «الواحة»", "XYZ عربي (تجريبي)",
               "شبكة المراسلين في بلدان المغرب والمشرق والخليج"],
    "main": [2400, 900, 3100, 1200], "appended": [0, 2100, 300, 15], "boilerplate": [300, 250, 0, 90],
    "pages": [4000, 2100, 3100, 1305]})
TITLE = "ممّ تتكوّن الصفحة؟ حصّة كل دور من أحرفها، في الصحف الأربع التي جُمعت صفحاتها في يوم واحد من أيام الربيع"
SUBTITLE = "What a page is made of: characters by role"


@pytest.fixture(autouse=True)
def styled():
    charts.style()
    yield
    plt.close("all")


def texts(figure):
    """The boxes of all texts that a figure shows, once laid out, in pixels."""
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    shown = [text for text in figure.findobj(matplotlib.text.Text) if text.get_visible() and text.get_text().strip()]
    return {text.get_text(): text.get_window_extent(renderer) for text in shown}


def stacked_shares(table):
    return charts.stacked(table, "outlet", unit="characters")


def stacked_counts(table):
    return charts.stacked(table, "outlet", shares=False)


def plain_bars(table):
    return charts.bars(table, "outlet", "main")


def bars_of_totals(table):
    return charts.bars(table, "outlet", "main", total="pages")


every_chart = pytest.mark.parametrize("chart", [stacked_shares, stacked_counts, plain_bars, bars_of_totals])


def drawn(chart, table):
    axes = chart(table)
    charts.title(axes, TITLE, SUBTITLE)
    charts.note(axes, "The outlets are made up.")
    return axes


@every_chart
@pytest.mark.parametrize("rows", [1, 4, 12])
def test_no_two_texts_overlap(chart, rows):
    table = pandas.concat([PAGES] * 3, ignore_index=True).head(rows)
    boxes = texts(drawn(chart, table).figure)
    assert [pair for pair in itertools.combinations(boxes, 2) if boxes[pair[0]].overlaps(boxes[pair[1]])] == []


@every_chart
def test_nothing_is_clipped(chart):
    figure = drawn(chart, PAGES).figure
    for text, box in texts(figure).items():
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1, text


@every_chart
def test_a_chart_of_no_rows_is_drawn(chart):
    texts(drawn(chart, PAGES.head(0)).figure)


def test_shares_add_up_and_run_from_right_to_left():
    axes = stacked_shares(PAGES)
    ends = [sum(bars[row].get_width() for bars in axes.containers) for row in range(len(PAGES))]
    assert ends == pytest.approx([1, 1, 1, 1])
    assert axes.get_xlim() == (1, 0)


def test_a_page_without_a_character_has_no_share():
    table = PAGES.head(2).assign(main=[10, 0], appended=0, boilerplate=0)
    axes = stacked_shares(table)
    assert [bars[1].get_width() for bars in axes.containers] == [0, 0, 0]


def test_names_of_outlets_are_prepared_for_drawing():
    axes = plain_bars(PAGES)
    assert axes.get_yticklabels()[2].get_text() == label("XYZ عربي (تجريبي)")


def test_the_table_is_written_beside_the_figure(tmp_path):
    table = pandas.DataFrame({"outlet": ["جريدة الميناء"], "share": [1 / 3], "pages": [7]})
    charts.save(charts.bars(table, "outlet", "share"), tmp_path / "new" / "01-share.png", table)
    assert (tmp_path / "new" / "01-share.csv").read_bytes() == "outlet,share,pages\nجريدة الميناء,0.3333,7\n".encode()


def test_a_named_index_is_a_column_of_the_table(tmp_path):
    table = PAGES.set_index("outlet")[["main"]].head(1)
    charts.save(plt.figure(), tmp_path / "01-main.png", table)
    assert (tmp_path / "01-main.csv").read_text(encoding="utf-8") == "outlet,main\nجريدة الميناء,2400\n"


def test_a_figure_is_the_same_to_the_byte_and_names_no_software(tmp_path):
    for name in ("one", "two"):
        charts.save(drawn(stacked_shares, PAGES), tmp_path / name, PAGES)
    one, two = ((tmp_path / name).with_suffix(".png").read_bytes() for name in ("one", "two"))
    assert one == two
    assert b"Software" not in one and b"matplotlib" not in one


def test_saving_shows_nothing_in_a_notebook(tmp_path):
    assert charts.save(plain_bars(PAGES), tmp_path / "01-x.png", PAGES) is None


def test_the_settings_of_this_machine_do_not_count():
    matplotlib.rcParams["axes.facecolor"] = "red"
    charts.style()
    assert matplotlib.rcParams["axes.facecolor"] == "white"
