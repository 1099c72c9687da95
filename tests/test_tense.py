"""Direction in time: where the words around an expression look ahead, and where back."""

import pytest

from helpers.dates.tense import direction, explain_direction
from helpers.lexicons import lexicon
from helpers.text import fold

DAY = "الأحد"


def way(text):
    folded, day = fold(text), fold(DAY)
    start = folded.index(day)
    return direction(folded, start, start + len(day))


@pytest.mark.parametrize(
    "text",
    [
        "سيفتح المتحف أبوابه الأحد",
        "سوف تعود القطارات الأحد",
        "لن تقلع الطائرات الأحد",
        "يفتتح المعرض الأحد",
        "تنطلق الأحد بطولة السباحة",
        "من المقرر أن يصل الوفد الأحد",
        "وقال إن اللجنة تجتمع الأحد",
        "تأجلت المباراة إلى الأحد",
        "تظل المتاجر مغلقة حتى الأحد",
        "دعت النقابة إلى وقفة الأحد",
        "حددت المحكمة جلسة الأحد للنطق بالحكم",
        "هدد العمال بالإضراب الأحد",
        "قرعة البطولة الأحد في الدوحة",
        "الأحد، يلتقي الفريقان في النهائي",
        "بدءا من الأحد ترتفع الأجرة",
        "البيانات تنشر الأحد",
        "وزارة المالية: صرف الرواتب الأحد",
        "تقدم الحكومة برنامجها الأحد",
        "ترسو الباخرة التي تنقل القمح الأحد",
        "يمثل المتهم الأحد أمام القاضي",
    ],
)
def test_it_looks_ahead(text):
    assert way(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "لم تقلع الطائرات الأحد",
        "وكان المدرب قد تعاقد الأحد مع مساعد",
        "هبطت الأسهم الأحد",
        "انسحب الوفد الأحد",
        "كان يستعد للسفر الأحد",
        "البيان الذي صدر الأحد",
        "دعت النقابة الأحد إلى وقفة",
        "استمر القتال حتى الأحد",
        "تقدم الوزير الأحد باستقالته",
        "قال إنه سعيد بعد فوزه الأحد",
        "تراجعت المبيعات الأحد",
        "خرجوا الأحد إلى الشوارع",
        "كان مقررا أن يسافر الأحد",
        "أعلن سيرجيو اعتزاله الأحد",
        "حريق يلتهم سوقا الأحد",
    ],
)
def test_it_looks_back(text):
    assert way(text) == -1


@pytest.mark.parametrize("text", ["مقتل خمسة في انهيار منجم الأحد", "وفاة شاعر الأحد", "الأحد"])
def test_without_a_verb_nothing_tells(text):
    assert way(text) is None


def test_the_sentence_before_tells_nothing():
    assert way("سيعود الوفد غدا. وفاة شاعر الأحد") is None


def test_every_tense_of_the_lexicon_is_known():
    known = "future past present until lasted ahead planned mishap none".split()
    assert set(lexicon("tenses")["tense"]) == set(known)


@pytest.mark.parametrize(
    "text, clue",
    [
        ("الأحد، يلتقي الفريقان", ("يلتقي", "a verb or a plan behind it")),
        ("الأحد، التقى الفريقان", ("التقي", "a past behind it")),
        ("ترسو الباخرة" + " الكبيرة" * 20 + " الأحد", ("ترسو", "a present opens the clause")),
    ],
)
def test_a_word_that_is_not_before_the_expression_is_a_clue_too(text, clue):
    folded, day = fold(text), fold(DAY)
    start = folded.index(day)
    assert clue in explain_direction(folded, start, start + len(day)).clues
