"""Outlets: which outlets a page credits, and where."""

import pandas as pd

from helpers.actors import outlets
from helpers.pipeline.annotate import annotate

STORY = "أغلقت البلدية الجسر القديم أمام الشاحنات حتى نهاية الشهر بعد أن ظهرت شقوق في إحدى دعائمه الأربع."
MORE = (
    "وقال رئيس البلدية إن المهندسين فحصوا الجسر يوم السبت، وإن الإصلاح سيبدأ بعد أن تصل المواد من الميناء.\n"
    "وسيعبر المشاة الجسر كما كانوا يعبرونه، أما السيارات فستسلك الطريق الشرقي إلى أن ينتهي العمل."
)
OTHER = (
    "قررت وزارة التعليم أن تبدأ عطلة الربيع مبكرا هذا العام، ونقلت رويترز عن مصدر فيها أن المدارس ستفتح أبوابها "
    "بعد أسبوعين، وأن الامتحانات ستعقد في موعدها الذي أعلن مطلع السنة الدراسية."
)


def credits(*texts: str, outlet: str | None = None) -> list[tuple]:
    """The credits of pages of these texts, each (article, outlet, place, mentions)."""
    articles = pd.DataFrame({"article": [str(n) for n in range(len(texts))], "text": texts, "outlet": outlet})
    tables = annotate(articles)
    found = outlets.find_credits(tables.articles, tables.blocks, tables.mentions, tables.quotations)
    return list(found[["article", "outlet", "place", "mentions"]].itertuples(index=False, name=None))


def test_a_source_line_is_a_credit():
    assert credits(f"{STORY}\nالمصدر: رويترز") == [("0", "reuters", "source", 1)]


def test_an_agency_before_the_first_sentence_is_a_byline():
    assert credits(f"واس- الرياض: {STORY}") == [("0", "spa", "byline", 1)]


def test_an_agency_in_brackets_behind_the_last_sentence_is_a_byline():
    assert credits(f"{STORY}\n{MORE} (د ب أ)") == [("0", "dpa", "byline", 1)]


def test_an_outlet_that_the_story_cites_stands_in_the_story():
    cited = f"{STORY} ونقلت شبكة سي إن إن عن مهندس أن الإصلاح قد يطول. {STORY}"
    assert credits(cited) == [("0", "cnn", "story", 1)]


def test_an_outlet_is_one_row_a_page_with_its_first_place():
    twice = f"{STORY} وقال العمدة لرويترز إن الجسر آمن للمشاة وإن المرور سيعود. {STORY}\nالمصدر: رويترز"
    assert credits(twice) == [("0", "reuters", "source", 2)]


def test_what_an_appended_story_cites_is_no_credit_of_the_page():
    assert credits(f"{STORY}\n{MORE}\nإقرأ أيضاً:\nعطلة المدارس تبدأ مبكرا\n{OTHER}") == []


def test_an_outlet_of_the_corpus_is_credited_by_its_label():
    assert credits(f"{STORY}\nالمصدر: بريد الساحل", outlet="بريد الساحل") == [("0", "بريد الساحل", "source", 1)]


def test_a_label_that_is_a_common_word_is_no_credit_in_a_sentence():
    assert credits(f"قالت البلدية اليوم إن العمل بدأ. {STORY}", outlet="اليوم") == []


def test_pages_that_credit_nobody_give_a_table_without_rows():
    assert credits(STORY) == []
