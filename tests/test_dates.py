"""Dates: which words are temporal expressions, what they are worth, and which cannot be dated."""

import pandas as pd
import pytest

from helpers.dates import find_dates, find_published
from helpers.dates.expressions import COLUMNS

FRIDAY = "2031-05-16"  # the day on which the pages of these tests appear, where they say so


def pages(text, published=FRIDAY, role="main", kind="paragraph", published_from="catalogue"):
    articles = pd.DataFrame(
        {
            "article": ["page"],
            "outlet": ["outlet"],
            "published": [published],
            "published_from": [published_from if published else None],
            "text": [text],
        }
    )
    blocks = pd.DataFrame(
        {"article": ["page"], "block": [0], "start": [0], "end": [len(text)], "role": [role], "kind": [kind]}
    )
    return articles, blocks


def found(text, **page):
    """Surface and value of each expression; None for a missing value."""
    rows = find_dates(*pages(text, **page))
    return [(surface, None if pd.isna(value) else value) for surface, value in zip(rows.surface, rows.value)]


def values(text, **page):
    return [value for _, value in found(text, **page)]


@pytest.mark.parametrize(
    "text, value",
    [
        ("افتتح الجسر في 7 أبريل 2029", "2029-04-07"),
        ("افتتح الجسر في 7 ابريل 2029", "2029-04-07"),
        ("افتتح الجسر في ٧ نيسان/ أبريل عام ٢٠٢٩", "2029-04-07"),
        ("افتتح الجسر في 7 إبريل (نيسان) 2029", "2029-04-07"),
        ("افتتح الجسر في السابع من أفريل سنة 2029", "2029-04-07"),
        ("السبت, 7 أبريل/ نيسان, 2029, 10:15 GMT", "2029-04-07"),
        ("7th, April 2029 GMT", "2029-04-07"),
        ("April 7, 2029", "2029-04-07"),
        ("نشر في 7/4/2029", "2029-04-07"),
        ("نشر في 07-04-2029", "2029-04-07"),
        ("نشر في 2029/4/7", "2029-04-07"),
        ("نشر في 2029-04-07", "2029-04-07"),
        ("ولد الشاعر في الحادي والثلاثين من كانون الأول 1931", "1931-12-31"),
        ("أغلق المصنع في غشت 2018", "2018-08"),
        ("أغلق المصنع في أوت 2018", "2018-08"),
        ("أغلق المصنع في آب/أغسطس 2018", "2018-08"),
        ("تأسست الجمعية عام ألفين واثني عشر", "2012"),
        ("تأسست الجمعية في صيف 2012", "2012-SU"),
        ("نما الإنتاج في الربع الأخير من عام 2012", "2012-Q4"),
        ("بني المسجد في القرن السادس عشر", "15"),
        ("هاجرت الأسرة في تسعينيات القرن الماضي", "199"),
        ("صدر المرسوم في 12 رجب 1448 هـ الموافق 22 ديسمبر 2026", "2026-12-22"),
    ],
)
def test_a_dated_phrase_has_its_timex3_value(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text, value",
    [
        ("أعلنت الوزارة اليوم الجمعة نتائج المسح", "2031-05-16"),
        ("انهار سقف السوق أمس الخميس", "2031-05-15"),
        ("زار الوفد الميناء أمس الأول", "2031-05-14"),
        ("تصل الباخرة غدا السبت", "2031-05-17"),
        ("قالت البلدية الثلاثاء إن الأشغال انتهت", "2031-05-13"),
        ("قالت البلدية الجمعة إن الأشغال انتهت", "2031-05-16"),
        ("زار الوزير المخيم الجمعة الماضي", "2031-05-09"),
        ("سيزور الوزير المخيم الثلاثاء", "2031-05-20"),
        ("من المقرر أن تبدأ المحاكمة الاثنين", "2031-05-19"),
        ("يبدأ المعرض الأربعاء المقبل", "2031-05-21"),
        ("أجل القاضي الجلسة للأحد المقبل", "2031-05-18"),
        ("ارتفعت الأسعار الأسبوع الماضي", "2031-W19"),
        ("يعود المنتخب هذا الأسبوع", "2031-W20"),
        ("ارتفعت الأسعار خلال الشهر الجاري", "2031-05"),
        ("يزور الملك العاصمة في مايو الجاري", "2031-05"),
        ("ضرب زلزال الجزيرة في أيلول/سبتمبر الماضي", "2030-09"),
        ("ضرب زلزال الجزيرة في فبراير", "2031-02"),
        ("وستجرى الانتخابات في فبراير", "2032-02"),
        ("تضاعف الإنتاج العام الماضي", "2030"),
        ("عثر عليه قبل ثلاثة أيام", "2031-05-13"),
        ("غادر البلاد منذ 4 سنوات", "2027"),
        ("يجتمع المجلس في 28 من الشهر الجاري", "2031-05-28"),
        ("يجتمع المجلس في 28 الجاري", "2031-05-28"),
        ("يجتمع المجلس الأربعاء 28 الحالي", "2031-05-28"),
        ("انخفضت الأسعار منذ مطلع العام", "2031"),
        ("انعقد المؤتمر يوم الأربعاء 12 مارس", "2031-03-12"),
    ],
)
def test_a_relative_phrase_counts_from_the_publication_date(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text, value",
    [
        ("14 ربيع الآخر 1431هـ", "2010-03-30"),
        ("27 رمضان 1444", "2023-04-18"),
        ("وقع المرسوم في غرة محرم 1445 هـ", "2023-07-19"),
        ("وقع المرسوم في ١٥/١/١٤٤٥ هـ", "2023-08-02"),
        ("الأربعاء 10 شعبان 1452 هـ الموافق 16 ديسمبر 2030", "2030-12-16"),
        ("30 صفر 1445", "2023-09-15"),
        ("وصل القاضي في 7 محرم الماضي", "2031-04-29"),
        ("سيصل القاضي في 7 محرم المقبل", "2032-04-17"),
        ("في شهر رمضان 1444", "2023-03-23/2023-04-20"),
        ("في رمضان الماضي", "2030-12-26/2031-01-23"),
        ("صدر المرسوم عام 1436 هـ", "2014-10-25/2015-10-13"),
    ],
)
def test_a_hijri_date_has_gregorian_days(text, value):
    assert values(text) == [value]


def test_a_hijri_month_spans_its_gregorian_days():
    row = find_dates(*pages("في شهر رمضان 1444")).iloc[0]
    assert list(row[["first", "last", "grain", "anchor"]]) == ["2023-03-23", "2023-04-20", "month", "explicit"]


@pytest.mark.parametrize(
    "text, value",
    [
        ("أول يوم خميس من أغسطس 2030", "2030-08-01"),
        ("آخر أحد في أكتوبر 2030", "2030-10-27"),
        ("الثلاثاء الأخير من مارس العام المقبل", "2032-03-30"),
        ("آخر أسبوع في سبتمبر 2030", "2030-W39"),
        ("أول جمعة من الشهر المقبل", "2031-06-06"),
        ("الأسبوع الأول من الشهر المقبل", "2031-W23"),
        ("الأسبوع الأخير من الشهر التاسع سنة 2030", "2030-W39"),
        ("آخر يوم من فبراير 2032", "2032-02-29"),
    ],
)
def test_a_day_may_be_counted_within_its_month(text, value):
    assert values(text) == [value]


def test_a_phrase_that_points_to_another_day_counts_from_the_day_named_before_it():
    rows = find_dates(*pages("بدأ المؤتمر في 7 مايو 2030، وفي اليوم التالي وصل الوزير."))
    assert list(zip(rows.value, rows.anchor)) == [("2030-05-07", "explicit"), ("2030-05-08", "context")]


@pytest.mark.parametrize(
    "text, published, role, reason",
    [
        ("وصل الوفد أمس", None, "main", "the page does not say when it was published"),
        ("وصل الوفد أمس", "2031-02-31", "main", "the publication date of the page is no day of the calendar"),
        ("وصل الوفد أمس", FRIDAY, "appended", "the day on which the appended item was written is not known"),
        ("نشر في 30 فبراير 2023", FRIDAY, "main", "no such day in the calendar"),
        ("نشر في 12/13/2023", FRIDAY, "main", "no such day in the calendar"),
        ("نشر في 33 مايو 2023", FRIDAY, "main", "no such day in the calendar"),
        ("نشر في مايو 20233", FRIDAY, "main", "no such year"),
        ("12 رجب 1250 هـ", FRIDAY, "main", "outside the years 1343 to 1500 of the Umm al-Qura calendar"),
        ("عاد مؤخرا", FRIDAY, "main", "vague"),
        ("منذ نحو أربع سنوات", FRIDAY, "main", "vague"),
        ("خلال الأيام المقبلة", FRIDAY, "main", "a stretch of time without a fixed day"),
        ("وفي اليوم التالي عاد", FRIDAY, "main", "points to another day that the text does not name"),
        ("استقال بعد عامين", FRIDAY, "main", "counted from something else than the day of publication"),
        ("تفتح المكتبة كل يوم أحد", FRIDAY, "main", "a day that recurs"),
    ],
)
def test_a_row_without_value_says_why(text, published, role, reason):
    rows = find_dates(*pages(text, published=published, role=role))
    assert rows.value.isna().all() and list(rows.reason) == [reason]


def item(parts):
    """A page of blocks (text, role, kind, item) without a publication date of its own."""
    text, rows = "", []
    for part, role, kind, number in parts:
        rows.append(("page", len(rows), len(text), len(text) + len(part), role, kind, number))
        text += part + "\n"
    blocks = pd.DataFrame(rows, columns=["article", "block", "start", "end", "role", "kind", "item"])
    blocks["item"] = blocks["item"].astype("Int64")
    return find_dates(pd.DataFrame({"article": ["page"], "published": [FRIDAY], "text": [text]}), blocks)


def test_an_appended_item_that_says_which_day_today_is_dates_its_relative_expressions():
    rows = item(
        [
            ("وصل الوفد أمس.", "main", "paragraph", 0),
            ("أعلن القاضي اليوم السبت 19 أبريل 2031 حكمه.", "appended", "paragraph", 1),
            ("وكان قد أجله أمس.", "appended", "paragraph", 1),
            ("خسر الفريق أمس.", "appended", "paragraph", 2),
        ]
    )
    assert list(zip(rows.value.fillna("-"), rows.anchor.fillna("-"))) == [
        ("2031-05-15", "published"),
        ("2031-04-19", "explicit"),
        ("2031-04-18", "context"),
        ("-", "-"),
    ]


def test_an_appended_item_is_dated_by_its_own_publication_line():
    rows = item(
        [
            ("وصل الوفد أمس.", "main", "paragraph", 0),
            ("اقرأ أيضا", "boilerplate", "marker", None),
            ("نشر في 3 أبريل 2031", "boilerplate", "published", None),
            ("خسر الفريق أمس.", "appended", "paragraph", 1),
        ]
    )
    assert list(rows.value) == ["2031-05-15", "2031-04-03", "2031-04-02"]


def test_a_publication_line_behind_the_main_story_does_not_date_the_item_that_follows():
    rows = item(
        [
            ("وصل الوفد أمس.", "main", "paragraph", 0),
            ("نشر في 3 أبريل 2031", "boilerplate", "published", None),
            ("خسر الفريق أمس.", "appended", "paragraph", 1),
        ]
    )
    assert pd.isna(rows.value.iloc[-1])


@pytest.mark.parametrize(
    "text",
    [
        "مارس النواب ضغوطا على الحكومة",
        "التقى أحد المسؤولين أحد السكان",
        "آب الصيادون من البحر",
        "ألقى الشيخ خطبة الجمعة في جامع المدينة",
        "وصل إلى جزيرة مايوركا",
        "قرار مجلس الأمن 1718",
        "انتشر 2000 جندي في 1900 قرية",
        "فاز الفريق 3-2 في الوقت الإضافي",
        "ينتهي الدوام عند 16:30",
        "طائرة من طراز بوينغ 737",
        "انتشار كوفيد-19 في القرى",
        "للاتصال 00961-1-555-2019",
        "يبلغ الكاتب 40 عاما",
        "استمر الاجتماع أكثر من ساعتين",
        "لم يزرها منذ أكثر من عقدين",
        "استقال بعد أشهر من تعيينه",
        "لم يحدد موعدا حتى الآن",
        "وصلت السفن إلى باب المندب",
        "حركة 20 فبراير ترفض",
        "شارع 26 يوليو مزدحم",
        "حي السبت",
        "فيلم «الخميس الأسود»",
        "تحدث الكاتب محمد الأحد عن روايته",
        "شباط نقابي مغربي",
        "غنى شعبان ورمضان",
        "تيريزا ماي",
        "نقلت المصري اليوم",
        "في 2000 مدرسة",
    ],
)
def test_false_friends_are_no_dates(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text, surface",
    [
        ("غاب عنها منذ ما يقرب من سبعة أشهر", "منذ ما يقرب من سبعة أشهر"),
        ("يتوقع هطول الأمطار خلال الأيام المقبلة", "الأيام المقبلة"),
        ("وفي اليوم التالي عاد الهدوء", "اليوم التالي"),
        ("نشر في 30 فبراير 2023", "30 فبراير 2023"),
        ("نشر في 5/13/2023", "5/13/2023"),
        ("نشر في 5/3/20233", "5/3/20233"),
        ("لا حل في المستقبل القريب", "في المستقبل القريب"),
    ],
)
def test_words_that_nobody_can_date_are_rows_without_value(text, surface):
    assert found(text) == [(surface, None)]


def test_a_relative_phrase_on_a_page_without_a_date_has_no_value():
    assert found("وصل الوفد يوم الأحد", published=None) == [("يوم الأحد", None)]


def test_a_publication_date_that_is_none_counts_as_missing():
    assert values("وصل الوفد أمس", published="2023-02-31") == [None]


def test_an_appended_item_is_not_dated_by_the_page_around_it():
    text = "تحدث المدرب أمس الخميس عن بطولة عام 2018"
    assert found(text, role="appended") == [("أمس الخميس", None), ("عام 2018", "2018")]


@pytest.mark.parametrize(
    "text, surfaces",
    [
        ("والثلاثاء الماضي تجدد القصف", ["الثلاثاء الماضي"]),
        ("يزورها يومي الاثنين والثلاثاء", ["يومي الاثنين", "الثلاثاء"]),
        ("يقام المهرجان من 3 إلى 5 مايو 2030", ["3", "5 مايو 2030"]),
        ("تراجع الإنفاق بين 2014 و2016", ["2014", "2016"]),
        ("اشتدّتِ الحـرب في أيّـار/مايو 2030 ثم هدأت", ["أيّـار/مايو 2030"]),
    ],
)
def test_an_expression_is_cut_out_of_the_raw_text_without_its_proclitics(text, surfaces):
    rows = find_dates(*pages(text))
    assert [text[start:end] for start, end in zip(rows.start, rows.end)] == list(rows.surface) == surfaces


def test_both_ends_of_a_range_share_month_and_year():
    assert values("يقام المهرجان من 3 إلى 5 مايو 2030") == ["2030-05-03", "2030-05-05"]


def test_a_row_tells_the_days_it_spans_its_grain_and_its_anchor():
    row = find_dates(*pages("ارتفعت الأسعار الأسبوع الماضي")).iloc[0]
    assert list(row[["first", "last", "grain", "anchor"]]) == ["2031-05-05", "2031-05-11", "week", "published"]


def test_the_anchor_says_whether_the_publication_date_was_inferred():
    rows = find_dates(*pages("وصل أمس بعد غياب منذ عام 2019", published_from="inferred"))
    assert list(rows.anchor) == ["inferred", "explicit"]


def test_no_pages_and_empty_pages_give_an_empty_table():
    articles, blocks = pages("")
    assert list(find_dates(articles, blocks).columns) == COLUMNS
    assert len(find_dates(articles.head(0), blocks.head(0))) == 0


@pytest.mark.parametrize(
    "line, day",
    [
        ("تاريخ النشر: 21st, January 2030 GMT", "2030-01-21"),
        ("آخر تحديث: الجمعة - 5 أبريل 2030 - 10:15 م\nالأربعاء 3 نيسان/أبريل 2030", "2030-04-03"),
        ("الجمعة 2030-04-05\nالأربعاء، 3 أبريل 2030 03:00 م", "2030-04-03"),
        ("آخر تحديث 5/4/2030 نشر في 3/4/2030", "2030-04-03"),
        ("الخميس ٤ نيسان ٢٠٣٠ / ١٠:٣٠ بتوقيت غرينتش", "2030-04-04"),
    ],
)
def test_the_page_tells_its_own_publication_date(line, day):
    articles = find_published(*pages(line, published=None, role="boilerplate", kind="published"))
    assert list(articles[["published", "published_from"]].iloc[0]) == [day, "page"]


def test_a_line_that_holds_a_date_alone_dates_a_page_without_a_publication_line():
    text = "عودة القطارات إلى الجنوب\nالأحد، 5 مايو 2030 07:45 ص\nقالت الهيئة إن الخط افتتح عام 1911."
    assert find_published(*pages(text, published=None)).published[0] == "2030-05-05"


def test_a_date_inside_a_sentence_does_not_date_the_page():
    assert find_published(*pages("افتتح الخط في 5 مايو 2030 بعد تأخير", published=None)).published.isna().all()


def test_the_catalogue_wins_over_the_page():
    articles = find_published(*pages("تاريخ النشر: 5 مايو 2030", role="boilerplate", kind="published"))
    assert list(articles[["published", "published_from"]].iloc[0]) == [FRIDAY, "catalogue"]


# What no calendar has -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, surface, value",
    [
        ("عاد الوفد الاثنين السادس من الشهر الجاري.", "الاثنين السادس من الشهر الجاري", "2031-01-06"),
        ("يبدأ المعرض يوم السبت الثامن عشر من الشهر الحالي.", "يوم السبت الثامن عشر من الشهر الحالي", "2031-01-18"),
        ("وصلت السفينة الأحد الثامن من الشهر الماضي.", "الأحد الثامن من الشهر الماضي", "2030-12-08"),
        ("يسافر الفريق الجمعة السابع من الشهر المقبل.", "الجمعة السابع من الشهر المقبل", "2031-02-07"),
        ("عاد الوفد الخميس السادس من الشهر الجاري.", "الخميس السادس من الشهر الجاري", "2031-01-06"),  # a Monday
        ("كان ذلك في خمسينات القرن 1 قبل بناء السور.", "خمسينات القرن 1", "005"),
    ],
)
def test_an_ordinal_beside_a_weekday_is_the_day_of_the_month_that_is_pointed_to(text, surface, value):
    articles = pd.DataFrame({"article": ["a"], "text": [text], "published": ["2031-01-15"]})
    blocks = pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "end": [len(text)], "role": ["main"]})
    found = find_dates(articles, blocks)
    assert found[["surface", "value"]].values.tolist() == [[surface, value]]


@pytest.mark.parametrize(
    "text, reason",
    [
        ("وكانت تلك ثامن جمعة من مارس.", "no such day in the calendar"),
        ("وجرى السباق في الأسبوع السابع من مارس.", "no such day in the calendar"),
        ("عثر على نقش من ثلاثينات القرن 0 في الكهف.", "no such year"),
        ("كتب القصيدة في القرن 31 كما زعم.", "no such year"),
        ("يبرد الكوكب بعد 9200 عام.", "no such year"),
        ("نشأت الصخور قبل 123456789 عاما.", "no such year"),
        ("اكتمل البناء في 5 رجب 1200 هـ.", "outside the years 1343 to 1500 of the Umm al-Qura calendar"),
    ],
)
def test_what_lies_outside_the_calendar_has_a_reason(text, reason):
    articles = pd.DataFrame({"article": ["a"], "text": [text], "published": ["2031-01-15"]})
    blocks = pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "end": [len(text)], "role": ["main"]})
    found = find_dates(articles, blocks)
    assert reason in found["reason"].tolist() and found["value"].isna().all(), found[["surface", "reason"]]


def test_a_date_of_a_page_without_blanks_is_told_once():
    text = "ندوة7-5-2030،ثم" + "لقاء" * 20 + "8-5-2030،وحفل9-5-2030،" + "غناء" * 20
    articles = pd.DataFrame({"article": ["a"], "text": [text], "published": ["2031-01-15"]})
    blocks = pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "end": [len(text)], "role": ["main"]})
    found = find_dates(articles, blocks)
    assert found["value"].tolist() == ["2030-05-07", "2030-05-08", "2030-05-09"]


# Words that share a year, and days that are names ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, days",
    [
        ("ارتفعت الأجرة خلال شهري يناير وفبراير الماضيين", ["2031-01", "2031-02"]),
        ("ارتفعت الأجرة في نوفمبر وديسمبر 2029", ["2029-11", "2029-12"]),
        ("ارتفعت الأجرة في ديسمبر ويناير 2030", ["2029-12", "2030-01"]),
        ("تتوقف القطارات أيام 3 و4 و5 يونيو المقبل", ["2031-06-03", "2031-06-04", "2031-06-05"]),
        ("توقفت القطارات في الأعوام 2011 و2012 و2013", ["2011", "2012", "2013"]),
        ("تتوقف القطارات أيام السبت والأحد والاثنين المقبلة", ["2031-05-17", "2031-05-18", "2031-05-19"]),
        ("بني الخط في الفترة 1911-1914 من الخشب", ["1911", "1914"]),
        ("بني الخط (1911-1914) من الخشب", ["1911", "1914"]),
        ("نقل الخط ما بين 1911-1914 شخصا", []),
        ("بدأ العمل في 3 مارس الماضي وانتهى في 9 منه", ["2031-03-03", "2031-03-09"]),
        ("افتتح الخط في 9 كانون 2 2030", ["2030-01-09"]),
        ("ارتفعت الأجرة في 3/2030 قليلا", ["2030-03"]),
        ("حرر المحضر في 7\\4\\2030 بالمحطة", ["2030-04-07"]),
        ("بني الحصن عام 1620", ["1620"]),
        ("ولد البناء سنة 945 هـ/1538 م في القمة", [None, "1538"]),
        ("عاش في القرن العاشر/السادس عشر", ["15"]),
        ("نقش في القرن 3 ق.م", [None]),
        ("يعمل الخط منذ 9 يوليو", ["2030-07-09"]),
        ("في مخالفات ارتكبت ابتداء من 7 أغسطس", ["2030-08-07"]),
        ("سيبدأ العمل ابتداء من 7 أغسطس", ["2031-08-07"]),
        ("منذ هجمات 11 سبتمبر والمحطة تحت الحراسة", ["2001-09-11"]),
        ("وقع الهجوم بعد هجمات 11 سبتمبر 2030", ["2030-09-11"]),
        ("يفتتح الخط يوم السبت 31 مايو الجاري، وسيكون السفر مجانيا يوم السبت", ["2031-05-31", "2031-05-31"]),
        ("القلعة التي تسمى اليوم قلعة القمة", []),
        ("الميناء – الغد – افتتح الوزير الخط", []),
        ("رفض نواب قوى 14 آذار القانون", []),
        ("صرفت الدفعة 19 لشهر مارس", ["2031-03"]),
    ],
)
def test_words_beside_an_expression_decide_its_year(text, days):
    assert values(text) == days
