"""The publication date of a page: inferred from its main story, if the page does not state it."""

from datetime import date

import pandas as pd
import pytest

from helpers.dates.publication import DEMANDS, date_page, find_published

TODAY_IS_FRIDAY = "افتتح الجسر الخميس 3 أبريل 2031. وقالت البلدية اليوم الجمعة إن الإقبال كبير"


def dated(text, blocks=None):
    return date_page({"article": "page", "text": text}, blocks)


@pytest.mark.parametrize("rule", DEMANDS, ids=lambda rule: rule.name)
def test_an_example_makes_the_demand_beside_it(rule):
    assert [reason for reason in dated(rule.example).reasons if reason.endswith(f"»: {rule.verdict}")]


def test_a_day_named_with_its_date_and_yesterday_is_one_day():
    assert dated("افتتح الجسر أمس الخميس 3 أبريل 2031.").day == date(2031, 4, 4)


def test_weekday_and_month_leave_a_range():
    found = dated(TODAY_IS_FRIDAY + " في أبريل الجاري.")
    assert (found.first, found.last, found.day) == (date(2031, 4, 4), date(2031, 4, 25), None)


def test_a_coming_day_ends_the_range():
    assert dated(TODAY_IS_FRIDAY + ". وسيغلق الجسر في 10 أبريل 2031.").day == date(2031, 4, 4)


def test_a_bare_weekday_of_the_past_is_that_of_the_last_event():
    found = dated("وقع الاتفاق الأربعاء 2 أبريل 2031. وقال الوزير الأربعاء إنه راض.")
    assert (found.first, found.last) == (date(2031, 4, 2), date(2031, 4, 8))


def test_each_demand_is_given_with_the_words_that_make_it():
    reasons = dated(TODAY_IS_FRIDAY + " في أبريل الجاري.").reasons
    assert reasons == [
        "«الخميس 3 أبريل 2031»: not before 2031-04-03",
        "«اليوم الجمعة»: published on a Friday",
        "«أبريل الجاري»: in the month 4",
    ]


@pytest.mark.parametrize(
    "text, reason",
    [
        ("وصل الوفد أمس الخميس.", "no day or month of the past is named with its year"),
        (
            "بني الجسر في أبريل 2019. وقالت البلدية اليوم الجمعة إنه قديم.",
            "43 days meet all of these, too many to choose from",
        ),
        ("افتتح الجسر أمس الخميس 3 أبريل 2031، وقالت البلدية اليوم الأحد إنه جديد.", "no day meets all of these"),
    ],
)
def test_a_story_with_too_few_dates_or_too_few_limits_has_no_day(text, reason):
    found = dated(text)
    assert found[:3] == (None, None, None) and found.reasons[-1] == reason


def test_appended_items_do_not_date_the_page():
    main, appended = "وصل الوفد أمس الخميس.", " افتتح الجسر أمس الخميس 3 أبريل 2031."
    blocks = pd.DataFrame(
        {
            "article": ["page"] * 2,
            "start": [0, len(main)],
            "end": [len(main), len(main + appended)],
            "role": ["main", "appended"],
            "kind": ["paragraph"] * 2,
        }
    )
    assert dated(main + appended, blocks).day is None


@pytest.mark.parametrize(
    "line", ["القاهرة في 5 مايو 2031", "آخر تحديث للموقع: 5 مايو 2031", "الأحد 5 مايو 2031 (غرينتش)"]
)
def test_a_line_with_words_of_date_lines_alone_dates_the_page(line):
    articles = pd.DataFrame({"article": ["page"], "text": [f"عودة القطارات\n{line}\nقالت الهيئة إن الخط عاد."]})
    blocks = pd.DataFrame({"article": [], "kind": []})
    assert find_published(articles, blocks)["published"].tolist() == ["2031-05-05"]


def test_blocks_of_other_pages_do_not_date_a_page():
    articles = pd.DataFrame({"article": ["page"], "text": ["عودة القطارات"]})
    blocks = pd.DataFrame({"article": ["other"], "start": [0], "end": [5], "kind": ["published"]})
    assert find_published(articles, blocks)["published"].isna().all()


# The day that a page prints -------------------------------------------------------------------------------------------

STORY = (
    "وقالت الهيئة إن الخط سيعمل يوميا بين الميناء والقمة، وإن التذاكر ستباع في المحطات وعلى الشبكة من الأسبوع المقبل."
)


def printed(*lines):
    """The day that a page prints; each line has the role and the kind of its block before it: «main title: …»."""
    text, rows = "", []
    for line in lines:
        place, words = line.split(": ", 1)
        role, kind = place.split()
        rows.append(["page", len(text), len(text) + len(words), role, kind])
        text += words + "\n"
    blocks = pd.DataFrame(rows, columns=["article", "start", "end", "role", "kind"])
    found = find_published(pd.DataFrame({"article": ["page"], "text": [text]}), blocks)["published"]
    return None if found.isna().all() else found[0]


TITLE, MAIN = "main title: عودة القطارات", f"main paragraph: {STORY}"


@pytest.mark.parametrize(
    "line",
    [
        "boilerplate other: 2031-05-04T22:10:00+02:00",
        "boilerplate byline: تاريخ النشر: 2031-05-04T22:10:00Z",
        "main heading: بتاريخ الأحد 4 مايو 2031 بواسطة سلمى الحداد",
        "boilerplate published: الأحد 04/مايو/2031 - 7:10 م 5/4/2031 7:10:15 PM",
        "main heading: 4 مايو 2031 (5/4/2031 7:10 PM)",
        "main heading: 04-05-2031 , 19:10",
        "main heading: الأحد - 4 مايو 2031م",
        "main heading: نشر في صحيفة الجبل يوم 04 - 05 - 2031",
        "boilerplate published: العدد 16 - الأحد 4 مايو 2031",
        "main heading: الأحد الموافق 4 مايو| أيار 2031",
        "main heading: الميناء 4 مايو 2031 (وكالة الجبل) -",
    ],
)
def test_a_line_below_the_title_states_the_day(line):
    assert printed(TITLE, line, MAIN) == "2031-05-04"


@pytest.mark.parametrize(
    "sentence",
    [
        "الميناء 4 مايو 2031 (وكالة الجبل) - أعادت الهيئة القطارات إلى الخط.",
        "أعادت الهيئة اليوم الأحد الموافق 4 مايو 2031 القطارات إلى الخط.",
        "أعادت الهيئة أمس السبت 3 مايو 2031 القطارات إلى الخط.",
    ],
)
def test_a_dateline_or_today_beside_its_date_states_the_day(sentence):
    assert printed(TITLE, f"main paragraph: {sentence}", MAIN) == "2031-05-04"


def test_an_editor_signs_with_the_day():
    assert printed(TITLE, MAIN, "boilerplate other: س ح/م ن ط04/05/2031 10:20:45") == "2031-05-04"


@pytest.mark.parametrize(
    "lines",
    [
        ("boilerplate marker: اقرأ أيضا", "appended headline_list: فوز الفريق", "boilerplate published: 4 مايو 2031"),
        ("boilerplate widget: التعليقات", "main heading: حسام", "boilerplate published: 4 مايو 2031"),
        ("boilerplate caption: القطار في الميناء في 4 مايو 2031 (وكالة الجبل)",),
        ("appended title: فوز الفريق", "boilerplate published: نشر في 4 مايو 2031", f"appended paragraph: {STORY}"),
    ],
)
def test_an_item_a_comment_and_a_caption_do_not_date_the_page(lines):
    assert printed(TITLE, MAIN, *lines) is None


def test_the_day_below_the_title_wins_over_that_of_the_reader_and_of_a_change():
    above, changed = "boilerplate published: الثلاثاء 6 مايو 2031", "boilerplate published: تم التحديث: 5 مايو 2031"
    assert printed(above, TITLE, changed, "boilerplate published: 04/05/2031 10:15", MAIN) == "2031-05-04"


def test_of_two_changes_the_first_is_nearer_to_publication():
    lines = [f"boilerplate published: آخر تحديث: {day} مايو 2031" for day in (6, 4)]
    assert printed(TITLE, *lines, MAIN) == "2031-05-04"
