import pytest

from helpers.blocks.menus import COLUMN, columns, menu_labels
from helpers.blocks.places import Page
from helpers.blocks.splitting import find_lines


def page(*lines):
    return Page(find_lines("\n".join(lines)))


@pytest.mark.parametrize(
    "letters, found",
    [
        ("lbl", [(0, 3)]),
        ("lxl", [(0, 1), (2, 3)]),
        ("llkll", [(0, 5)]),  # a link amid labels
        ("lkll", [(0, 4)]),  # at the edge of the page one label above it is enough
        ("xlkll", [(1, 2), (3, 5)]),  # below a sentence it is not
        ("mll", [(0, 3)]),  # a marker above two labels
        ("lmx", [(0, 1)]),
    ],
)
def test_a_column_goes_as_far_as_labels_and_links_amid_them(letters, found):
    assert [column.span() for column in COLUMN.finditer(letters)] == found


def test_a_sentence_ends_a_column():
    assert columns(page("قمم", "دروب", "وصل القطار الأول إلى القمة.", "مخيمات")) == [range(2), range(3, 4)]


def test_few_labels_are_no_menu():
    assert menu_labels(page("قمم", "دروب", "مخيمات", "وصل القطار الأول إلى القمة.")) == set()


def test_the_title_below_a_menu_is_no_label_of_it():
    labels = ["قمم", "دروب", "مخيمات", "حكايات", "رفاق"]
    assert menu_labels(page(*labels, "القطار الأول", "وصل القطار الأول إلى القمة.")) == set(range(5))
