"""Who is named on a page: states, persons and organisations, under every spelling."""

import pandas as pd
import pytest

from helpers.actors import find_mentions
from helpers.analysis.mentions import concordance, conventions
from helpers.lexicons import gazetteer, lexicon, match_key
from helpers.lexicons.gazetteer import TABLES, build

NO_BLOCKS = pd.DataFrame({"article": [], "block": [], "start": [], "end": [], "role": [], "kind": [], "item": []})


def pages(*texts, outlets=None):
    return pd.DataFrame(
        {"article": [f"p{i}" for i in range(len(texts))], "outlet": outlets or [None] * len(texts), "text": list(texts)}
    )


def blocks(text, *parts):
    """Blocks of a page p0 from (the words with which each begins, its item)."""
    starts = [text.index(words) for words, _ in parts]
    return pd.DataFrame(
        {
            "article": "p0",
            "block": range(len(parts)),
            "start": starts,
            "end": [*starts[1:], len(text)],
            "role": "main",
            "kind": "paragraph",
            "item": pd.array([item for _, item in parts], "Int64"),
        }
    )


def found(text, *columns, blocks=NO_BLOCKS):
    """The mentions of one page as tuples of these columns: surface and actor if none are given."""
    mentions = find_mentions(pages(text), blocks)
    return list(mentions[list(columns or ("surface", "actor"))].itertuples(index=False, name=None))


# States ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, code, form",
    [
        ("وقعت أوروغواي العقد", "URY", "name"),
        ("اجتمعوا في أمريكا", "USA", "name"),
        ("اجتمعوا في أميركا", "USA", "name"),
        ("وصلت سفينة إلى سلطنة عمان", "OMN", "name"),
        ("وفد من روسيا الاتحادية", "RUS", "name"),
        ("ندد الكرملين", "RUS", "seat"),
        ("تدرس داونينغ ستريت العرض", "GBR", "seat"),
        ("أغلقت بيونجيانج حدودها", "PRK", "capital"),
        ("غادر كوبنهاجن", "DNK", "capital"),
        ("مزارعون نمساويون", "AUT", "demonym"),
        ("الحافلتين البولنديتين", "POL", "demonym"),
        ("الممثلات الهنديات", "IND", "demonym"),
        ("السائقون الأتراك", "TUR", "demonym"),
        ("عمال مغاربة", "MAR", "demonym"),
        ("البحارة الكوريون الجنوبيون", "KOR", "demonym"),
        ("سفينة كورية شمالية", "PRK", "demonym"),
    ],
)
def test_a_state_is_found_by_each_of_its_names(text, code, form):
    assert found(text, "actor", "form", "country") == [(code, form, code)]


def test_every_state_of_the_world_has_a_name_that_is_found():
    names = {code: entry.name for code, entry in gazetteer().actors.items() if entry.kind == "state"}
    mentions = find_mentions(pages(*(f"زار الوفد {name}، ثم عاد." for name in names.values())), NO_BLOCKS)
    ambiguous = {"ABW", "BEN", "BLZ", "ESH", "JEY", "MAF", "MLI", "NIU", "SXM"}  # words of other meanings
    assert len(names) == 250 and set(names) - set(mentions["actor"]) == ambiguous


def test_every_capital_belongs_to_a_state_of_its_own():
    capitals = lexicon("capitals")
    assert capitals["country"].is_unique and len(capitals) > 200


def test_a_mention_keeps_its_article_and_leaves_its_proclitics():
    text = "وبالكويت ولليابان وللكرملين وفي لبنان وللبنان وكالروسي"
    assert [surface for surface, _ in found(text)] == ["الكويت", "يابان", "كرملين", "لبنان", "لبنان", "الروسي"]


def test_the_longest_name_wins():
    assert found("اتفقت غينيا الاستوائية وغينيا بيساو وغينيا", "actor") == [("GNQ",), ("GNB",), ("GIN",)]


def test_a_description_is_a_mention_of_the_state_only():
    assert found("وصل الزعيم الكوري الشمالي", "surface", "actor", "kind") == [("الكوري الشمالي", "PRK", "state")]


def test_an_adjective_that_looks_like_the_state_is_a_demonym():
    assert found("أرسلت السفارة السعودية مهندساً روسياً إلى السعودية", "surface", "form") == [
        ("السعودية", "demonym"),
        ("روسياً", "demonym"),
        ("السعودية", "name"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "وزارة المالية",
        "دعم مالي سخي",
        "أردنا أن نسافر",
        "هند ولبنى في المدرسة",
        "أذّن المؤذن لصلاة المغرب",
        "قضى في مسقط رأسه",
        "أمطار وسيول جارفة",
        "أنبوب بقطر 5 أمتار",
        "سوّى الظروف القاهرة",
        "المحيط الهندي",
        "أمريكا اللاتينية",
        "مجرى النهر",
        "القدم اليمنى",
        "قصيدة لتركي الفيصل",
        "زاره محمد المصري",
        "ولاية جورجيا",
        "أصيب في الرباط الصليبي",
        "غاز البوتان وغاز بوتان",
        "وصل باكراً",
        "دافع بحماس شديد",
        "كوريا في كرة اليد",
        "العراقيل كثيرة",
        "مصر على رأيه",
    ],
)
def test_a_false_friend_is_no_mention(text):
    assert [actor for actor, kind in found(text, "actor", "kind") if kind != "person"] == []


@pytest.mark.parametrize(
    "text, code",
    [
        ("زار السلطان صحار، وشكر أهل سلطنة عمان. وعادت عمان إلى الحياد", ["OMN", "OMN"]),
        ("بحث ملك الأردن في عمان شؤون المياه", ["JOR", "JOR"]),
        ("انطلق من عُمان", ["OMN"]),
        ("انطلق من عَمّان", ["JOR"]),
        ("في مالي وفي جمهورية مالي", ["MLI", "MLI"]),
        ("أعلنت كوريا الجنوبية أن سيول مستعدة", ["KOR", "KOR"]),
    ],
)
def test_the_neighbours_or_the_page_decide_what_an_ambiguous_name_is(text, code):
    assert [actor for (actor,) in found(text, "actor")] == code


# Persons and organisations --------------------------------------------------------------------------------------------


def test_hyphens_spaces_and_signs_make_no_difference_to_a_name():
    texts = ["كيم جونغ-أون", "كيم  جونغ أون", "كيم جونج أون", "کیم جونغ أون", "كيـم جونغَ أون", "كيم جونغ\u200f أون"]
    mentions = find_mentions(pages(*texts), NO_BLOCKS)
    assert mentions["actor"].tolist() == ["kim-jong-un"] * len(texts)
    assert mentions["surface"].tolist() == texts


def test_presentation_forms_match_and_offsets_point_into_the_raw_text():
    text = "عاد إلى ﻻتفيا أمس"
    assert found(text, "start", "end", "actor") == [(8, 13, "LVA")]


def test_a_short_name_needs_the_full_one_on_the_page():
    assert "matthew-miller" not in dict(found("قال ميلر إنه متعب", "actor", "surface"))
    assert found("تحدث ماثيو ميلر، ثم غادر ميلر", "surface", "form") == [("ماثيو ميلر", "name"), ("ميلر", "short")]


def test_a_distinctive_family_name_stands_alone():
    assert found("سافر شويغو", "actor", "form") == [("sergei-shoigu", "short")]


def test_a_short_name_is_of_the_item_in_which_it_stands():
    text = "خطب كيم جونغ إيل طويلاً وصفقوا لكيم.\nوفي العام التالي ظهر كيم جونغ أون، وسكت كيم."
    parts = blocks(text, ("خطب", 0), ("وفي العام", 1))
    assert [actor for (actor,) in found(text, "actor", blocks=parts)] == ["kim-jong-il"] * 2 + ["kim-jong-un"] * 2


def test_of_two_with_one_short_name_it_is_the_one_named_more_often():
    text = "صافح كيم جونغ أون الحضور، وهو ابن كيم جونغ إيل، ثم عاد كيم جونغ أون، ونام كيم"
    assert found(text, "actor")[-1] == ("kim-jong-un",)


def test_the_father_of_somebody_is_not_who_is_named():
    assert found("حضر الأمير فهد بن محمد بن سلمان", "surface") == [("فهد بن محمد بن سلمان",)]


def test_organisations_are_found_and_have_no_country():
    mentions = find_mentions(pages("أفادت وكالة رويترز بأن الناتو وللأمم المتحدة رأي"), NO_BLOCKS)
    assert mentions["surface"].tolist() == ["رويترز", "الناتو", "أمم المتحدة"]
    assert set(mentions["kind"]) == {"organisation"} and mentions["country"].isna().all()


# Any page -------------------------------------------------------------------------------------------------------------


def test_each_surface_is_the_text_between_its_offsets_and_none_overlap():
    text = "اتصل الرئيس الأمريكي جو بايدن بالرئيس الفرنسي، فيما أعلن البيت الأبيض أن بايدن سيزور باريس ولندن."
    mentions = find_mentions(pages(text), NO_BLOCKS)
    assert len(mentions) == 7
    assert all(text[row.start : row.end] == row.surface for row in mentions.itertuples())
    assert (mentions["start"].iloc[1:].to_numpy() >= mentions["end"].iloc[:-1].to_numpy()).all()


def test_a_mention_has_the_block_in_which_it_starts():
    text = "هبطت في أثينا.\nثم أقلعت إلى روما."
    assert found(text, "actor", "block", blocks=blocks(text, ("هبطت", 0), ("ثم", pd.NA))) == [("GRC", 0), ("ITA", 1)]


@pytest.mark.parametrize("text", ["", " \n ", "12345", "No Arabic here.", "😀", None])
def test_a_page_without_names_has_no_mentions(text):
    assert find_mentions(pages(text), NO_BLOCKS).empty


def test_no_pages_give_a_table_with_the_same_columns_and_types():
    none = find_mentions(pages(), NO_BLOCKS)
    some = find_mentions(pages("هانوي"), NO_BLOCKS)
    assert none.empty and none.dtypes.equals(some.dtypes)


def test_mentions_come_back_from_parquet_as_they_were(tmp_path):
    mentions = find_mentions(pages("التقى سوناك وفداً من الناتو في أوسلو"), NO_BLOCKS)
    mentions.to_parquet(tmp_path / "mentions.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "mentions.parquet"), mentions)


# What the mentions show -----------------------------------------------------------------------------------------------


def test_conventions_compare_spellings_of_a_name_and_not_its_other_names():
    articles = pages("أمريكا ثم أمريكا", "أميركا والولايات المتحدة", outlets=["الساحل", "الجبل"])
    table = conventions(find_mentions(articles, NO_BLOCKS), articles)
    assert table[["outlet", "variant", "mentions", "share"]].values.tolist() == [
        ["الجبل", "أميركا", 1, 1.0],
        ["الساحل", "أمريكا", 2, 1.0],
    ]


def test_conventions_count_all_inflections_as_one_spelling():
    articles = pages("الأمريكية والأمريكان", "أميركيين", outlets=["أ", "ب"])
    table = conventions(find_mentions(articles, NO_BLOCKS), articles)
    assert table[["variant", "mentions"]].values.tolist() == [["أمريكي", 2], ["أميركي", 1]]


def test_a_concordance_shows_each_mention_between_its_neighbours():
    articles = pages("سافر الطبيب\nإلى السويد في الصيف")
    mentions = find_mentions(articles, NO_BLOCKS)
    assert concordance(articles, mentions, "SWE", width=10).values.tolist() == [
        ["p0", 16, 22, "لطبيب إلى ", "السويد", " في الصيف"]
    ]


def test_a_concordance_of_an_unknown_actor_says_what_an_actor_is():
    with pytest.raises(ValueError, match="alpha-3"):
        concordance(pages("السويد"), find_mentions(pages("السويد"), NO_BLOCKS), "sweden")


# The lexicons ---------------------------------------------------------------------------------------------------------


def lexicons(changed, /, **row):
    """The shipped lexicons, with one more row in one of them."""
    tables = {n: lexicon(n) for n in TABLES}
    added = pd.DataFrame([dict.fromkeys(tables[changed], "") | row])
    tables[changed] = pd.concat([tables[changed], added], ignore_index=True)
    return tables


@pytest.mark.parametrize(
    "name, row, says",
    [
        (
            "actors",
            {"actor": "who", "kind": "person", "name": "رويترز"},
            "column name: «رويترز» is claimed by data/lexicons/actors.csv, row",
        ),
        ("actors", {"actor": "who", "kind": "person", "name": "البرازيل"}, "claimed by CLDR"),
        ("capitals", {"country": "PER", "forms": "أنقرة"}, "claimed by data/lexicons/capitals.csv"),
        (
            "demonyms",
            {"country": "AFG", "adjectives": "الأفغاني"},
            "column adjectives: «الأفغاني» begins with the article",
        ),
        ("guards", {"form": "كلمة لا يعرفها أحد"}, "column form: no lexicon has"),
        ("states", {"country": "GHA", "without": "ساحل الذهب"}, "CLDR has no name «ساحل الذهب» of GHA"),
        ("states", {"country": "GHA", "without": "غانا"}, "column name: no name to print is left"),
    ],
)
def test_a_bad_row_is_named_with_its_file(name, row, says):
    tables = lexicons(name, **row)
    with pytest.raises(ValueError, match=says) as error:
        build(tables)
    assert f"data/lexicons/{name}.csv, row {len(tables[name]) + 1}" in str(error.value)


def test_a_new_row_is_found():
    built = build(lexicons("actors", actor="salma", kind="person", name="سلمى التجريبية"))
    assert built.entries[match_key("سلمى التجريبية")].actor == "salma"


# Odd pages ------------------------------------------------------------------------------------------------------------


def test_a_word_is_part_of_one_name_alone():
    text = "شارك اللاعبان كريم عبدالغني وحسن الحلواني في السباق."
    assert [surface for surface, _ in found(text)] == ["كريم عبدالغني", "حسن الحلواني"]


@pytest.mark.parametrize("apart", ["   ", "\u2028", "\r", "\f", "\t\t\t"])
def test_a_name_does_not_run_over_what_breaks_a_line(apart):
    surfaces = [surface for surface, _ in found(f"زار الضيف فلاديمير{apart}بوتين المدينة.")]
    assert not any("فلاديمير" in surface and "بوتين" in surface for surface in surfaces)


@pytest.mark.parametrize("dash", ["- ", " - ", "-\u2003", " – "])
def test_a_name_does_not_begin_before_a_dash_with_a_blank(dash):
    assert not any(surface.startswith("الحارس") for surface, _ in found(f"عاد الحارس{dash}بن فهد العتيبي إلى الفريق."))


def test_a_name_is_found_behind_a_marker_that_is_run_into_it():
    text = "إعلانوروسيا ترسل القمح"
    assert found(text, "surface", "block", blocks=blocks(text, ("إعلان", 0), ("وروسيا", 0))) == [("روسيا", 1)]


def test_no_name_begins_or_ends_inside_a_character_of_several_words():
    places = found("حضر كريم سعيد ﷺ عماد الحلواني وغادر.", "start", "end")
    assert all(end <= start for (_, end), (start, _) in zip(places, places[1:]))
