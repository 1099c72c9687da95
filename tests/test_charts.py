import itertools

import matplotlib
import matplotlib.pyplot as plt
import pandas
import pytest

from helpers.display import charts
from helpers.display.labels import label

PAGES = pandas.DataFrame(
    {
        "outlet": [
            "جريدة الميناء",
            "وكالة «الواحة»",
            "XYZ عربي (تجريبي)",
            "شبكة المراسلين في بلدان المغرب والمشرق والخليج",
        ],
        "main": [2400, 900, 3100, 1200],
        "appended": [0, 2100, 300, 15],
        "boilerplate": [300, 250, 0, 90],
        "pages": [4000, 2100, 3100, 1305],
    }
)
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


def differences(table):
    return charts.diverging(table.assign(g2=[(-1) ** n * (n + 1.5) for n in range(len(table))]), "outlet", "g2")


def two_counts(table):
    return charts.dumbbell(table, "outlet", "main", "pages", ["في القصص (main)", "في الصفحات (whole pages)"])


def square(table):
    names = [f"page-{n:03}" for n in range(len(table))]
    counts = [[n * m for n in range(len(names))] for m in range(len(names))]
    return charts.matrix(pandas.DataFrame(counts, names, names))


def lanes(table):
    articles = pandas.DataFrame(
        {
            "article": [f"page-{n:03}" for n in range(len(table))],
            "published": "2023-09-14",
            "published_from": ["inferred" if n % 2 else "page" for n in range(len(table))],
        }
    )
    spans = [("2019", "2019-01-01", "2019-12-31"), ("2023-W37", "2023-09-11", "2023-09-17"), ("2023-09-13",) * 3]
    dates = [(article, *span) for article in articles["article"] for span in spans]
    return charts.timeline(articles, pandas.DataFrame(dates, columns=["article", "value", "first", "last"]))


def ages(table):
    return charts.look_back(table.assign(days=[10 ** (n % 4) - 1 for n in range(len(table))]), "outlet", "days")


def dots_of_roles(table):
    roles = (["main", "appended"] * len(table))[: len(table)]
    similarity = [0.1 * (n % 9) for n in range(len(table))]
    return charts.dots(table.assign(role=roles, similarity=similarity), "outlet", "similarity")


def shares_with_intervals(table):
    return charts.intervals(table.assign(share=0.2, low=0.1, high=0.45), "outlet")


every_chart = pytest.mark.parametrize(
    "chart",
    [
        stacked_shares,
        stacked_counts,
        plain_bars,
        bars_of_totals,
        differences,
        two_counts,
        square,
        lanes,
        ages,
        dots_of_roles,
        shares_with_intervals,
    ],
)


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


def test_a_span_covers_the_columns_of_the_days_within_it():
    axes = lanes(PAGES.head(1))
    ends = [x for path in axes.collections if path.get_zorder() == 2 for x in path.get_segments()[0][:, 0]]
    assert ends == pytest.approx([-0.28, 0.28, 0.72, 3.28])


def test_no_two_names_of_a_network_overlap():
    names = ["البنك المركزي", "وزارة المالية", "الاتحاد الأفريقي", "جيبوتي", "موريتانيا", "نواكشوط"]
    pairs = pandas.DataFrame(itertools.combinations(names, 2), columns=["one", "other"]).assign(blocks=range(15))
    boxes = {text: box for text, box in texts(charts.network(pairs).figure).items() if not text.isdigit()}
    assert len(boxes) == len(names)
    assert [pair for pair in itertools.combinations(boxes, 2) if boxes[pair[0]].overlaps(boxes[pair[1]])] == []


def test_a_timeline_of_many_pages_counts_years():
    axes = lanes(pandas.concat([PAGES] * 6))
    assert sum(bar.get_height() for bar in axes.containers[0]) == 3 * 24


def test_events_of_many_pages_are_counted_by_age():
    table = pandas.DataFrame({"article": [f"page-{n:03}" for n in range(30)], "days": [-3, 0, 5] + [400] * 27})
    widths = [bar.get_width() for bar in charts.look_back(table, "article", "days").containers[1]]
    assert widths == [1, 1, 1, 0, 0, 27, 0, 0]


def test_a_figure_says_that_its_pages_were_written_for_the_project():
    assert "written for this project" in charts.about(PAGES.assign(follows="a report of 2023"))


def test_a_figure_of_other_pages_says_how_many():
    assert charts.about(PAGES) == "4 pages"


def test_a_figure_of_the_first_of_many_pages_says_so():
    assert charts.about(PAGES, shown=2) == "the first 2 of 4 pages"


def test_names_of_outlets_are_prepared_for_drawing():
    axes = plain_bars(PAGES)
    assert axes.get_yticklabels()[2].get_text() == label("XYZ عربي (تجريبي)")


def test_the_table_is_written_beside_the_figure(tmp_path):
    table = pandas.DataFrame({"outlet": ["جريدة الميناء"], "share": [1 / 3], "pages": [7]})
    charts.save(charts.bars(table, "outlet", "share"), tmp_path / "new" / "01-share.png", table)
    written = (tmp_path / "new" / "01-share.csv").read_bytes()
    assert written == "\ufeffoutlet,share,pages\nجريدة الميناء,0.3333,7\n".encode()


def test_a_named_index_is_a_column_of_the_table(tmp_path):
    table = PAGES.set_index("outlet")[["main"]].head(1)
    charts.save(plt.figure(), tmp_path / "01-main.png", table)
    assert (tmp_path / "01-main.csv").read_text(encoding="utf-8-sig") == "outlet,main\nجريدة الميناء,2400\n"


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
