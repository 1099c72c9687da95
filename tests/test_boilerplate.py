import pytest
from made_up_page import STORY, TITLE

from helpers.blocks import explain

HEADLINES = [
    "ارتفاع أسعار القمح في الأسواق العالمية",
    "متحف الخزف يستقبل زواره بعد الترميم",
    "علماء يرصدون مذنبا نادرا في سماء الجنوب",
    "الأرصاد تتوقع أمطارا غزيرة على السواحل",
]
MENU = ["الرئيسية", "ديوان", "حديقة القراء", "عدسة الأفق", "مرايا", "أوراق", "سبت أخضر"]  # most in no lexicon


def texts(lines, role):
    found = explain("\n".join(lines))
    return found.loc[found["role"] == role, "text"].tolist()


@pytest.mark.parametrize(
    "page",
    [
        [*MENU, TITLE, *STORY],
        [TITLE, *STORY, "المصدر: وكالات", *MENU],
        [*MENU, "نشرة الأفق على هاتفك", *MENU[1:], TITLE, *STORY],
    ],
)
def test_a_column_of_labels_that_no_lexicon_has_is_a_menu(page):
    assert texts(page, "main") == [TITLE, *STORY]


def test_a_title_as_short_as_a_label_is_not_taken_for_one_below_a_menu():
    assert texts([*MENU, "جسر الوادي", *STORY], "main") == ["جسر الوادي", *STORY]


def test_a_menu_on_one_line_is_boilerplate():
    rows = ["الرئيسية | ديوان | مرايا | أوراق", "سياسة اقتصاد رياضة ديوان ثقافة مرايا صحة", "ديوان / مرايا / أوراق"]
    assert texts([*rows, TITLE, *STORY], "boilerplate") == rows


def test_a_list_of_a_few_short_lines_stays_in_the_story():
    winners = ["ناصر الحسن", "ليلى منصور", "سامي درويش"]
    assert texts([TITLE, STORY[0], *winners, *STORY[1:]], "main") == [TITLE, STORY[0], *winners, *STORY[1:]]


def test_labels_between_buttons_are_buttons():
    buttons = ["فيسبوك", "أهدها لغيرك", "واتساب", "علّق عليها", "طباعة"]
    assert texts([TITLE, *buttons, *STORY], "boilerplate") == buttons


def test_names_of_sections_between_headlines_are_boilerplate():
    labels = ["سياسة", "اقتصاد", "مرايا", "رياضة"]
    page = [TITLE, *STORY, "اقرأ أيضاً", *(line for pair in zip(HEADLINES, labels) for line in pair), "علماء في القطب"]
    assert texts(page, "boilerplate")[1:] == labels


@pytest.mark.parametrize(
    "header", [f"{TITLE} - الأفق نت", f"الأفق نت | {TITLE}", f"الأفق نت: {TITLE}", f"الرئيسية » محليات » {TITLE}"]
)
def test_the_name_of_the_site_with_the_title_is_boilerplate_on_either_side(header):
    assert texts([header, TITLE, *STORY], "boilerplate") == [header]


def test_a_sentence_that_quotes_the_title_of_a_film_is_no_page_header():
    last = "وعرض في الختام فيلم قصير: نهر المدينة القديمة"
    assert last in texts(["نهر المدينة القديمة", *STORY, last + "."], "main")[-1]


def test_the_title_stays_below_a_caption_with_the_same_words():
    caption = f"{TITLE} - رويترز"
    assert texts([caption, TITLE, *STORY], "main") == [TITLE, *STORY]


def test_the_refrain_of_a_poem_is_no_duplicate():
    poem = [
        "يا نهر كم مرت بك الأيام",
        "وسرت على أمواجك الأحلام",
        "يا نهر كم مرت بك الأيام",
        "ولك السلام إذا دنا الإظلام",
    ]
    assert texts(["نهر الوادي", *poem, *STORY], "main") == ["نهر الوادي", *poem, *STORY]


def test_comments_of_readers_are_boilerplate():
    comments = [
        "تعليقات القراء",
        "أبو سامر",
        "شكرا لكل من عمل في هذا الجسر الذي انتظرناه سنوات طويلة",
        "زائرة",
        "مبروك",
    ]
    assert texts([TITLE, *STORY, *comments], "boilerplate") == comments


def test_headlines_below_the_comments_are_still_headlines():
    assert texts([TITLE, *STORY, "التعليقات", "أبو سامر", "مبروك", "اقرأ أيضاً", *HEADLINES], "appended") == HEADLINES


@pytest.mark.parametrize(
    "notice",
    [
        "يستخدم موقعنا ملفات تعريف الارتباط لتحسين القراءة، ومن تابعها فقد وافق على ذلك.",
        "آراء الكتاب في هذه الصفحة لا تعبر عن رأي الأفق ولا عن رأي محرريها.",
    ],
)
def test_a_notice_at_the_foot_of_the_page_is_boilerplate(notice):
    assert texts([TITLE, *STORY, "شارك الخبر", notice, "من نحن"], "boilerplate") == ["شارك الخبر", notice, "من نحن"]


def test_a_stray_paragraph_amid_boilerplate_is_no_other_story():
    stray = "تصدر الأفق كل صباح عن دار القلم، وفيها يلتقي قراء البلد وكتابه منذ عشرين عاما."
    assert not texts([TITLE, *STORY, "شارك الخبر", stray, "من نحن"], "appended")


def test_the_end_of_a_story_below_buttons_stays_in_it():
    assert texts([TITLE, *STORY[:2], "شارك الخبر", STORY[2], "من نحن"], "main") == [TITLE, *STORY]


def test_lines_in_other_letters_on_an_arabic_page_are_boilerplate():
    assert texts(["The Horizon Daily", TITLE, *STORY, "Powered by Horizon"], "main") == [TITLE, *STORY]


def test_a_page_in_another_language_is_read_as_any_other():
    page = ["A bridge opens", "The minister opened a new bridge over the river on Monday, officials said."]
    assert texts(page, "main") == page


def test_a_note_on_the_author_is_boilerplate_below_its_label():
    author = "هدى قاسم: كاتبة من مدينة المنارة صدرت لها روايتان"
    assert texts([TITLE, *STORY, "عن الكاتبة", author], "boilerplate") == ["عن الكاتبة", author]


@pytest.mark.parametrize("name", ["هدى قاسم", "بقلم هدى قاسم", "هدى قاسم - المنارة", "المنارة/ هدى قاسم/ الأفق"])
def test_a_name_between_title_and_story_is_a_byline(name):
    assert texts([TITLE, name, *STORY], "boilerplate") == [name]


def test_a_name_below_the_label_of_the_source_is_the_source():
    assert texts([TITLE, *STORY, "المصدر:", "الأفق + وكالات"], "boilerplate") == ["المصدر:", "الأفق + وكالات"]


def test_a_line_between_title_and_story_that_credits_somebody_is_a_caption():
    caption = "الجسر الجديد يربط ضفتي النهر (الأفق نت)"
    assert texts([TITLE, caption, *STORY], "boilerplate") == [caption]


def test_a_title_between_two_rows_of_buttons_is_the_title():
    assert texts(["فيسبوك", "تويتر", TITLE, "شارك", "طباعة", *STORY], "main") == [TITLE, *STORY]
