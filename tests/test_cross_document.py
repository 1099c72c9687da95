"""Persons across pages: which spellings are one person, and who never is."""

import pandas as pd
import pytest

from helpers.actors import find_mentions, joined_names
from helpers.lexicons import gazetteer, load
from helpers.pipeline.profile import profile
from helpers.schema import NO_PROFILE

NO_BLOCKS = pd.DataFrame({"article": [], "block": [], "start": [], "end": [], "role": [], "kind": [], "item": []})


def pages(*texts):
    return pd.DataFrame({"article": [f"p{i}" for i in range(len(texts))], "text": list(texts)})


def ids(*texts):
    """The ids of the full names of each of these pages, with the profile of all."""
    articles = pages(*texts)
    mentions = find_mentions(articles, NO_BLOCKS, profile(articles)).query("kind == 'person'")
    return [set(mentions.loc[mentions["article"] == article, "actor"]) for article in articles["article"]]


def said(title, name):
    return f"قال {title} {name} إن الجسر سيفتح غداً."


@pytest.mark.parametrize(
    "one, other",
    [
        ("تيموفي زارتشوفسكي", "تيموفيه زارتشوفسكي"),
        ("ديمتري بلاتونسكي", "دميتري بلاتونسكي"),
        ("غريغور شتاينفلد", "جريجور شتاينفلد"),
        ("بارك سوك يول", "بارك سيوك يول"),
    ],
)
def test_spellings_that_transliteration_parts_are_one_person(one, other):
    first, second = ids(said("الوزير", one), said("المدير", other))
    assert first == second and len(first) == 1


def test_names_that_nearly_agree_are_one_person_where_they_share_a_title():
    first, second = ids(
        said("وزير الطاقة النرويجي", "إلينا سولبرغستاد"), said("وزير الطاقة النرويجي", "لينا سولبرغستاد")
    )
    assert first == second


def test_names_that_nearly_agree_are_two_persons_without_one():
    first, second = ids(said("وزير الطاقة النرويجي", "إلينا سولبرغستاد"), said("المدربة", "لينا سولبرغستاد"))
    assert first != second


def test_a_title_that_many_bear_joins_nobody():
    first, second = ids(said("الدكتور", "هاني المرواني"), said("الدكتور", "هاني سمير المرواني"))
    assert first != second


def test_a_name_without_its_middle_is_the_same_person_behind_the_same_title():
    first, second = ids(
        said("وزير المالية التونسي", "هاني المرواني"), said("وزير المالية التونسي", "هاني بن سمير المرواني")
    )
    assert first == second


@pytest.mark.parametrize(
    "one, other",
    [
        ("حسن المرواني", "حسين المرواني"),
        ("سعد المرواني", "سعيد المرواني"),
        ("قاسم المرواني", "جاسم المرواني"),
        ("هاني المطرود", "هاني المطرودي"),
        ("كيم جونغ أون", "كيم جونغ إيل"),
        ("نايف بن سعد", "نايف بن سعود"),
    ],
)
def test_two_names_are_two_persons_even_behind_one_title(one, other):
    first, second = ids(said("وزير المالية التونسي", one), said("وزير المالية التونسي", other))
    assert first != second


def test_names_of_one_page_are_two_persons_on_every_page():
    both = said("الوزير", "غريغور شتاينفلد") + " " + said("المدير", "غريغوري شتاينفلد")
    together, first, second = ids(both, said("الوزير", "غريغور شتاينفلد"), said("المدير", "غريغوري شتاينفلد"))
    assert len(together) == 2 and first != second


def test_two_names_of_a_page_that_the_corpus_joins_elsewhere_stay_two():
    known = profile(pages(said("الوزير", "غريغور شتاينفلد"), said("الوزير", "غريغوري شتاينفلد")))
    page = pages(said("الوزير", "غريغور شتاينفلد") + " " + said("المدير", "غريغوري شتاينفلد"))
    assert find_mentions(page, NO_BLOCKS, known).query("kind == 'person'")["actor"].nunique() == 2


def test_a_short_form_is_of_the_person_under_any_spelling():
    first, second = ids(said("الوزير", "تيموفي زارتشوفسكي"), said("الوزير", "تيموفيه زارتشوفسكي") + " وسكت زارتشوفسكي.")
    assert first == second


def test_every_join_is_shown_with_its_reason():
    known = profile(
        pages(
            *[said("الوزير", "تيموفي زارتشوفسكي")] * 2,
            said("الوزير", "تيموفيه زارتشوفسكي"),
            *[said("وزير المالية التونسي", "هاني المرواني")] * 2,
            said("وزير المالية التونسي", "هاني سمير المرواني"),
        )
    )
    table = joined_names(known)
    assert table[["name", "other_name", "why", "pages"]].values.tolist() == [
        ["هاني المرواني", "هاني سمير المرواني", "middle, title: وزير ماليه تونسي", 1],
        ["تيموفي زارتشوفسكي", "تيموفيه زارتشوفسكي", "spelling", 1],
    ]


def test_without_a_profile_nothing_is_joined():
    columns = ["actor", "name", "other", "other_name", "why", "pages"]
    assert [list(joined_names(known).columns) for known in (None, NO_PROFILE)] == [columns] * 2
    assert len(joined_names(NO_PROFILE)) == 0


def test_the_joins_of_two_parts_are_those_of_the_whole():
    one, two = pages(said("الوزير", "تيموفي زارتشوفسكي")), pages(said("الوزير", "تيموفيه زارتشوفسكي"))
    whole = profile(pd.concat([one, two], ignore_index=True))
    assert len(joined_names(whole)) == 1
    pd.testing.assert_frame_equal(joined_names(profile(one) + profile(two)), joined_names(whole))


@pytest.fixture
def listed(monkeypatch):
    """A function that adds rows to actors.csv for one test."""
    read = load._lexicon

    def add(*rows):
        more = pd.DataFrame(rows, columns=["actor", "name"]).assign(kind="person")
        table = pd.concat([read("actors"), more], ignore_index=True).fillna("").astype("str")
        monkeypatch.setattr(load, "_lexicon", lambda name: table if name == "actors" else read(name))
        gazetteer.cache_clear()

    yield add
    monkeypatch.undo()
    gazetteer.cache_clear()


def test_a_row_of_the_lexicon_parts_what_would_be_joined(listed):
    listed(("timofei", "تيموفي زارتشوفسكي"), ("his-brother", "تيموفيه زارتشوفسكي"))
    assert ids(said("الوزير", "تيموفي زارتشوفسكي"), said("الوزير", "تيموفيه زارتشوفسكي")) == [
        {"timofei"},
        {"his-brother"},
    ]


def test_another_spelling_of_a_listed_person_has_the_listed_id(listed):
    listed(("timofei", "تيموفي زارتشوفسكي"))
    assert ids(said("الوزير", "تيموفي زارتشوفسكي"), said("الوزير", "تيموفيه زارتشوفسكي")) == [{"timofei"}, {"timofei"}]


def test_a_genealogy_that_goes_on_is_of_one_person():
    first, second = ids(said("الأمير", "نايف بن طلال"), said("الأمير", "نايف بن طلال بن عبد المحسن آل راشد"))
    assert first == second and len(first) == 1


def test_a_genealogy_that_two_persons_go_on_with_is_of_neither():
    one, two, three = ids(
        said("الأمير", "نايف بن طلال"), said("الأمير", "نايف بن طلال بن سعد"), said("الأمير", "نايف بن طلال بن راكان")
    )
    assert len(one | two | three) == 3


def test_a_genealogy_behind_another_title_is_of_somebody_else():
    first, second = ids(said("الأمير", "نايف بن طلال"), said("الطبيب", "نايف بن طلال بن سعد"))
    assert first != second
