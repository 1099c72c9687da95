"""Near-duplicates: which stories stand on two pages, and which of the two took them over."""

import pandas as pd
import pytest

from helpers.actors import outlets as media
from helpers.pipeline.annotate import annotate
from helpers.reuse import near_duplicates, passages
from helpers.schema import NEAR_DUPLICATES

FLOOD = (
    "ارتفع منسوب النهر الكبير ليل السبت أكثر من مترين بعد أمطار لم تتوقف ثلاثة أيام، فغمرت المياه عشرات البيوت "
    "في الأحياء الواطئة، وأخلت فرق الإنقاذ مئتي أسرة إلى مدارس فتحت أبوابها لها.\n"
    "وأوضح رئيس البلدية أن الجسر الحجري سيبقى مغلقا إلى أن يفحصه المهندسون، وأن خسائر المزارعين لم تحصر بعد."
)
MUSEUM = (
    "افتتح في العاصمة متحف للخط العربي يضم أكثر من ألف لوحة جمعها خطاط راحل طوال أربعين سنة، وتعرض فيه أدوات "
    "الكتابة من القصب والحبر والورق المصقول.\n"
    "ويستقبل المتحف زواره مجانا حتى نهاية الشهر المقبل، ثم تباع التذاكر في مدخله وفي محطات المترو القريبة منه."
)


def pages(*rows) -> pd.DataFrame:
    """Articles of these (article, outlet, published, text), with dates of the catalogue."""
    frame = pd.DataFrame(rows, columns=["article", "outlet", "published", "text"])
    return frame.assign(published_from="catalogue", title=None)


def pairs(articles: pd.DataFrame) -> list[dict]:
    tables = annotate(articles)
    credits = media.find_credits(tables.articles, tables.blocks, tables.mentions, tables.quotations)
    found = near_duplicates.find_near_duplicates(
        tables.articles, tables.blocks, tables.mentions, passages.find_passages(tables.articles), credits
    )
    return found.astype(object).where(found.notna(), None).to_dict("records")


def test_a_story_in_two_outlets_is_a_near_duplicate():
    [pair] = pairs(pages(("x", "الشاطئ", None, FLOOD), ("y", "المرفأ", None, FLOOD.replace("عشرات", "مئات"))))
    assert (pair["a"], pair["b"], pair["kind"]) == ("x", "y", "near-duplicate")


def test_a_story_within_a_longer_one_is_contained():
    [pair] = pairs(pages(("x", "الشاطئ", None, MUSEUM), ("y", "المرفأ", None, f"{FLOOD}\n{MUSEUM}")))
    assert pair["kind"] == "contained"
    assert pair["a_share"] > near_duplicates.HALF > pair["b_share"]


def test_two_stories_of_their_own_are_no_pair():
    assert pairs(pages(("x", "الشاطئ", None, FLOOD), ("y", "المرفأ", None, MUSEUM))) == []


def test_a_passage_is_not_enough():
    quote = FLOOD.splitlines()[1]
    filler = "وصل الوفد إلى المدينة صباحا وزار المعرض والمكتبة والحديقة ثم التقى الطلبة في قاعة البلدية القديمة. "
    assert (
        pairs(
            pages(
                ("x", "الشاطئ", None, f"{filler}{MUSEUM} {quote}"),
                (
                    "y",
                    "المرفأ",
                    None,
                    f"{FLOOD[:180]} وأعلنت المدارس عطلة أسبوع كامل ودعت الأهالي إلى الحذر "
                    f"من التيار والصخور والطين الذي سد الطرق كلها {quote}",
                ),
            )
        )
        == []
    )


def test_without_a_date_or_a_credit_nothing_tells_the_source():
    [pair] = pairs(pages(("x", "الشاطئ", None, FLOOD), ("y", "المرفأ", None, FLOOD)))
    assert (pair["source"], pair["evidence"]) == (None, None)


def test_the_page_of_the_earlier_day_is_the_source():
    [pair] = pairs(pages(("x", "الشاطئ", "2021-11-09", FLOOD), ("y", "المرفأ", "2021-11-08", FLOOD)))
    assert (pair["source"], pair["evidence"]) == ("y", "published")


def test_an_inferred_date_tells_no_source():
    articles = pages(("x", "الشاطئ", "2021-11-09", FLOOD), ("y", "المرفأ", "2021-11-08", FLOOD))
    [pair] = pairs(articles.assign(published_from=["catalogue", "inferred"]))
    assert pair["source"] is None


def test_a_credit_tells_more_than_a_date():
    [pair] = pairs(
        pages(("x", "عربي21", "2021-11-09", FLOOD), ("y", "المرفأ", "2021-11-08", f"{FLOOD}\nالمصدر: عربي21"))
    )
    assert (pair["source"], pair["evidence"]) == ("x", "credit")


def test_an_outlet_that_no_lexicon_lists_is_credited_by_its_label():
    [pair] = pairs(pages(("x", "بريد الساحل", None, FLOOD), ("y", "المرفأ", None, f"{FLOOD}\nالمصدر: بريد الساحل")))
    assert (pair["source"], pair["evidence"]) == ("x", "credit")


def test_an_agency_that_both_credit_is_the_source_of_both():
    [pair] = pairs(
        pages(
            ("x", "الشاطئ", "2021-11-09", f"{FLOOD}\nالمصدر: رويترز"),
            ("y", "المرفأ", "2021-11-08", f"{FLOOD} (رويترز)"),
        )
    )
    assert (pair["source"], pair["evidence"]) == ("reuters", "agency")


def test_the_page_of_the_agency_itself_is_the_source():
    [pair] = pairs(pages(("x", "رويترز", None, FLOOD), ("y", "المرفأ", None, f"{FLOOD}\nالمصدر: رويترز")))
    assert (pair["source"], pair["evidence"]) == ("x", "credit")


def test_a_story_that_stands_appended_was_taken_over():
    appended = f"{MUSEUM}\nإقرأ أيضاً:\nمياه النهر الكبير تغمر عشرات البيوت في الأحياء الواطئة\n{FLOOD}"
    [pair] = pairs(pages(("x", "المجمّع", "2021-11-08", appended), ("y", "الشاطئ", "2021-11-09", FLOOD)))
    assert (pair["a_item"], pair["b_item"]) == (1, 0)
    assert (pair["source"], pair["evidence"]) == ("y", "appended")


@pytest.mark.parametrize(
    "articles",
    [pages(), pages(("x", None, None, "")), pages(("x", None, None, "؟!")), pages(("x", "الشاطئ", None, FLOOD))],
)
def test_where_there_are_no_two_stories_there_is_no_row(articles):
    tables = annotate(articles)
    credits = media.find_credits(tables.articles, tables.blocks, tables.mentions, tables.quotations)
    shared = passages.find_passages(tables.articles)
    found = near_duplicates.find_near_duplicates(tables.articles, tables.blocks, tables.mentions, shared, credits)
    assert list(found) == list(NEAR_DUPLICATES) and found.empty


MARKET = (
    "أغلق مؤشر السوق اليوم على ارتفاع قدره {0} نقطة عند مستوى {1} نقطة بتداولات بلغت {2} مليون ريال، "
    "وارتفعت أسهم {3} شركة في قيمتها بينما انخفضت أسهم {4} شركة، وكانت شركات "
    "الأسمنت أكثر الشركات ارتفاعا في نهاية التداول."
)


def test_one_form_filled_in_twice_is_a_template_and_no_near_duplicate():
    one, other = MARKET.format(21.3, 8790, 310, 70, 44), MARKET.format(9.8, 8412, 275, 61, 52)
    other = other.replace("اليوم على", "أمس على").replace("الأسمنت", "البترول")
    [pair] = pairs(pages(("x", "الشاطئ", "2021-11-09", one), ("y", "المرفأ", "2021-11-08", other)))
    assert (pair["kind"], pair["source"]) == ("template", None)


def test_days_later_a_story_is_printed_again_only_word_for_word():
    later = FLOOD.replace("عشرات", "مئات").replace("مئتي", "ثلاثمئة").replace("الحجري", "الخشبي").replace("ليل", "فجر")
    later = later.replace("أسرة", "عائلة").replace("المهندسون", "الخبراء")
    days = [("x", "الشاطئ", "2021-11-02"), ("y", "المرفأ", "2021-11-09")]
    [changed] = pairs(pages((*days[0], FLOOD), (*days[1], later)))
    [again] = pairs(pages((*days[0], FLOOD), (*days[1], FLOOD)))
    assert (changed["kind"], again["kind"]) == ("template", "near-duplicate")
