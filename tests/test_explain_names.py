"""names.explain gives the reason of each name: its margins, the rules of its boundaries, and the names around it."""

from helpers.names import explain, find_names
from helpers.text import fold_map, spaced_map

TEXT = "قال الوزير هاني المرواني أمس إن الطريق سيفتح. وغادر المرواني"


def test_all_names_of_a_text_are_explained():
    names = find_names([spaced_map(fold_map(TEXT))])[0]
    rows = explain(TEXT)
    assert rows["title"].tolist() == [name.title for name in names]
    assert [TEXT[start:end] for start, end in zip(rows["start"], rows["end"])] == rows["surface"].tolist()


def test_each_word_of_a_name_has_its_class_and_margin():
    words = explain(TEXT)["words"][0]
    assert (
        words.startswith("«هاني» given (a frequent given name) +") and "«المرواني» al family (a family name) +" in words
    )


def test_the_rules_that_gave_the_boundaries_are_named():
    assert "«الوزير»: a title with its article, an adjective or a demonym: begins no name" in explain(TEXT)["rules"][0]
    assert "«فهيد»: bound to «بن»" in explain("وصل فهيد بن سالم أمس")["rules"][0]


def test_a_short_name_names_its_full_name_or_the_profile():
    assert explain(TEXT)["reason"][1] == "short for «هاني المرواني»"
    assert explain("وغادر المرواني القاعة", {"المرواني"})["reason"].tolist() == ["a family name of the profile"]


def test_a_text_without_names_has_a_table_without_rows():
    rows = explain("")
    assert rows.empty and rows["margin"].dtype == "float64"
