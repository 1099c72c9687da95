"""Passages: what two pages share is found where it stands, small changes or not; formulae are left alone."""

import pandas as pd
import pytest

from helpers.reuse import find_passages, seeds
from helpers.reuse.passages import aligned
from helpers.schema import PASSAGES
from helpers.text import hashing

NEWS = (
    "قررت بلدية الميناء القديم هدم المستودعات المهجورة على الرصيف الشرقي وتحويل أرضها إلى حديقة عامة "
    "قبل نهاية الصيف المقبل."
)
CHANGED = (
    "قررت بلدية الميناء القديم إزالة المستودعات المهجورة على الرصيف الشرقي وتحويل أرضها إلى متنزه عام "
    "قبل نهاية الصيف المقبل."
)
OTHER = "وتراجعت أسعار الزيتون في أسواق الجملة بعد موسم ممطر، فيما توقع التجار أن يرتفع الطلب مع بداية الخريف."
THIRD = "فاز فريق المدينة على ضيفه بهدفين دون رد في افتتاح بطولة الجامعات لكرة السلة أمام جمهور كبير."


def pages(*texts):
    return pd.DataFrame({"article": [f"p{i}" for i in range(len(texts))], "text": list(texts)})


def stretches(articles, found):
    texts = articles.set_index("article")["text"]
    return [
        (texts[row.a][row.a_start : row.a_end], texts[row.b][row.b_start : row.b_end]) for row in found.itertuples()
    ]


def test_a_copied_sentence_is_found_between_other_text():
    articles = pages(f"{OTHER}\n{NEWS}", f"{NEWS}\n{THIRD}")
    assert stretches(articles, find_passages(articles)) == [(NEWS[:-1], NEWS[:-1])]


def test_a_sentence_with_a_few_changed_words_is_one_passage():
    found = find_passages(pages(f"{OTHER} {NEWS}", f"{THIRD} {CHANGED}"))
    assert len(found) == 1
    assert found.loc[0, "words"] == 16
    assert 0.8 < found.loc[0, "similarity"] < 0.9


def test_a_passage_told_in_other_words_is_found_by_pairs_of_words_that_stand_near_one_another():
    told = (
        "أوضح مدير المختبر الزراعي أن التجارب التي أجريت على بذور القمح القديمة أثبتت قدرتها على تحمل الجفاف "
        "والملوحة العالية، وأن المزارعين في السهول الجنوبية سيحصلون على الدفعة الأولى من هذه البذور مجانا، "
        "وستوزع التعاونيات الأكياس على القرى البعيدة قبل موسم الأمطار بمساعدة طلاب المعهد التقني"
    )
    anew = (
        "وبحسب المختبر الزراعي فإن التجارب أثبتت أن بذور القمح القديمة لها قدرة على تحمل العطش والجفاف وأيضا "
        "الملوحة، وأن المزارعين في تلك السهول الجنوبية سيحصلون مجانا على دفعة أولى من هذه البذور، "
        "أما القرى البعيدة فستصلها الأكياس عبر التعاونيات قبل بدء موسم الأمطار، ويساعد طلاب من المعهد في ذلك"
    )
    articles = pages(f"{OTHER} {told}.", f"{THIRD} {anew}.")
    found = find_passages(articles)
    assert len(found) == 1
    assert found.loc[0, "similarity"] < 0.8
    assert "القمح القديمة" in stretches(articles, found)[0][0]


def test_two_reports_on_one_subject_in_words_of_their_own_share_nothing():
    one = "بحث وزير الزراعة مع نظيره التونسي سبل دعم صادرات الزيتون، ووقعا مذكرة تفاهم في ختام الزيارة التي دامت يومين."
    two = "عاد من تونس وفد يرأسه وزير الزراعة بعد اتفاق على تسهيل عبور شحنات الزيتون وزيت المائدة إلى أسواق المنطقة."
    assert find_passages(pages(one, two)).empty


def test_spelling_and_vowel_signs_do_not_hide_a_copy():
    articles = pages(
        "أعلنت إدارة الأرصاد الجوّيّةِ عن أمطارٍ غزيرة فى المناطق الساحليّةِ",
        "اعلنت ادارة الارصاد الجوية عن امطار غزيرة في المناطق الساحلية",
    )
    found = find_passages(articles)
    assert stretches(articles, found) == [tuple(articles["text"])]
    assert found.loc[0, "similarity"] == 1


def test_parts_in_another_order_stay_one_passage():
    first, second = NEWS.rstrip("."), OTHER.rstrip(".")
    found = find_passages(pages(f"{first}. {second}.", f"{second}. {first}."))
    assert len(found) == 1
    assert found.loc[0, "similarity"] == 1


def test_names_with_titles_are_no_passage():
    articles = pages(
        f"استقبل وزير النقل السوري سامر الحلبي وفدا من المزارعين. {OTHER}",
        f"وصل إلى الميناء صباحا وزير النقل السوري سامر الحلبي. {THIRD}",
    )
    assert find_passages(articles).empty


def test_what_stands_in_many_pages_is_no_passage():
    footer = "جميع الحقوق محفوظة لهذا الموقع ولا يجوز نقل أي جزء من المحتوى دون إذن مكتوب من الناشر"
    texts = [f"الخبر رقم {i} يخص الحي {i * 7} وحده {i * 13}. {footer}" for i in range(60)]
    assert find_passages(pages(*texts)).empty
    assert len(find_passages(pages(*texts[:2]))) == 1


def test_a_story_that_many_pages_copy_is_a_passage_of_each_two():
    story = f"{NEWS} {OTHER} {THIRD}"
    starts = ["أمس", "اليوم", "غدا", "صباحا", "مساء", "ظهرا", "ليلا", "فجرا", "حالا", "لاحقا", "قريبا", "سريعا"]
    found = find_passages(pages(*(f"{start} {story}" for start in starts)))
    assert len(found) == len(starts) * (len(starts) - 1) / 2


def test_a_is_the_page_that_comes_first_in_the_input():
    articles = pages(NEWS, OTHER, NEWS).assign(article=["z", "m", "a"])
    assert find_passages(articles)[["a", "b"]].values.tolist() == [["z", "a"]]


def test_fewer_words_can_be_asked_for():
    articles = pages("ستغلق المدارس أبوابها غدا الأحد", "ستغلق المدارس أبوابها غدا الأحد")
    assert find_passages(articles).empty
    assert len(find_passages(articles, min_words=4)) == 1


@pytest.mark.parametrize("texts", [[], [""], [NEWS], ["", None], ["، .", "؟ !"], ["قف", "قف"]])
def test_pages_without_anything_to_share_give_no_rows_of_the_right_types(texts):
    names = [str(i) for i in range(len(texts))]
    found = find_passages(pd.DataFrame({"article": names, "text": pd.Series(texts, dtype="str")}))
    assert found.empty
    assert found.dtypes.astype(str).to_dict() == PASSAGES


def test_identical_pages_of_one_sentence_repeated_are_one_passage():
    text = f"{NEWS} " * 20_000
    found = find_passages(pages(text, text))
    assert len(found) == 1
    assert (found.loc[0, "a_start"], found.loc[0, "a_end"]) == (0, len(text) - 2)


def test_a_page_that_repeats_one_sentence_shares_it_once_with_a_page_that_has_it():
    articles = pages(f"{NEWS} " * 1_000, f"{OTHER} {NEWS}")
    assert stretches(articles, find_passages(articles))[0][1] == NEWS[:-1]


def test_a_page_that_repeats_one_sentence_shares_nothing_with_itself():
    assert find_passages(pages(f"{NEWS} " * 1_000)).empty


def test_of_many_pages_with_the_same_words_the_first_stands_for_the_others():
    articles = pages(THIRD, *[NEWS] * 50)
    found = find_passages(articles)
    assert found["a"].unique().tolist() == ["p1"]
    assert found["b"].tolist() == [f"p{i}" for i in range(2, 51)]
    assert set(stretches(articles, found)) == {(NEWS[:-1], NEWS[:-1])}


def test_many_pages_that_differ_in_their_first_word_are_not_the_same():
    found = find_passages(pages(*(f"{word} {NEWS}" for word in OTHER.split()[:12])), min_words=4)
    assert (found["similarity"] < 1).all()


def test_few_pages_with_the_same_words_are_told_two_by_two():
    assert len(find_passages(pages(*[NEWS] * 5))) == 10


def test_a_page_that_shares_text_with_one_of_many_same_pages_is_told_with_the_first():
    found = find_passages(pages(*[f"{NEWS} {OTHER}"] * 30, f"{THIRD} {OTHER}"))
    assert found.loc[found["b"] == "p30", "a"].tolist() == ["p0"]


def test_pages_without_text_do_not_hide_what_others_share():
    assert find_passages(pages("", NEWS, "؟ …", NEWS, None))[["a", "b"]].values.tolist() == [["p1", "p3"]]


def test_the_active_turned_into_the_passive_with_words_moved_is_found():
    told = (
        "اختارت إدارة المسرح البلدي خمس فرق شابة لتقديم عروضها في القرى الجبلية طوال شهر نيسان، وستتكفل شركة النقل "
        "بحمل الديكور والملابس مجانا، بينما يتقاسم الممثلون نصف ثمن التذاكر ويذهب النصف الباقي إلى ترميم القاعة"
    )
    anew = (
        "خمس فرق من الشباب اختيرت من جانب إدارة المسرح البلدي كي تقدم عروضا في قرى الجبل خلال شهر نيسان كله، أما "
        "الديكور والملابس فستحملها شركة للنقل مجانا، وللممثلين نصف ثمن التذاكر وللقاعة نصفه الباقي كي ترمم"
    )
    articles = pages(f"{OTHER} {told}.", f"{THIRD} {anew}.")
    found = find_passages(articles)
    assert len(found) == 1
    assert "المسرح البلدي" in stretches(articles, found)[0][1]


def test_a_list_of_titles_in_common_is_no_passage_told_in_other_words():
    ministers = [
        "وزير العدل عضو اللجنة العليا القاضي منير الأشقر",
        "وزير الصحة عضو اللجنة العليا الطبيب وليد نصار",
        "وزير المالية عضو اللجنة العليا الخبير سليم بدران",
    ]
    one, two = f"حضر الحفل {'، و'.join(ministers)}. {OTHER}", f"زار المعرض {'، و'.join(ministers[::-1])}. {THIRD}"
    crowd = [f"{'، و'.join(ministers[n % 3 :] + ministers[: n % 3])} في اليوم {n}" for n in range(60)]
    found = find_passages(pages(one, two, *crowd))
    assert not ((found["a"] == "p0") & (found["b"] == "p1")).any()


def test_part_by_part_the_same_passages_are_found(monkeypatch):
    articles = pages(*[f"{NEWS} {OTHER}", f"{OTHER} {THIRD}", f"{THIRD} {CHANGED}"] * 3)
    whole = find_passages(articles)
    monkeypatch.setattr(seeds, "PAIRS", 1)
    monkeypatch.setattr(seeds, "PART", 64)
    monkeypatch.setattr(hashing, "CHUNK", 100)
    pd.testing.assert_frame_equal(find_passages(articles), whole)


def test_aligned_tells_the_words_that_differ():
    articles = pages(NEWS, CHANGED)
    rows = aligned(articles, find_passages(articles).iloc[0])
    changed = rows.loc[rows["op"] != "equal", ["a_words", "b_words"]]
    assert changed.values.tolist() == [["هدم", "إزالة"], ["حديقة عامة", "متنزه عام"]]
    assert " ".join(rows["a_words"]) == NEWS[:-1]
