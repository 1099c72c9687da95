import pytest

from helpers.blocks.splitting import find_lines
from helpers.blocks.verse import is_verse
from helpers.lexicons import lexicon, line_key

PARAGRAPH = "افتتح وزير الأشغال صباح أمس جسرا جديدا فوق نهر الوادي شرقي المدينة بحضور عدد كبير من سكان الحي المجاور."


def kinds(page):
    return [(line.kind, page[line.start : line.end]) for line in find_lines(page)]


def kind(line):
    (found,) = find_lines(line)
    return found.kind


@pytest.mark.parametrize(
    "line",
    [
        "تاريخ النشر: 7th, March 2022 GMT",
        "تاريخ النشر : 09:15 - 2022/03/07",
        "2022-03-07 | 09:15",
        "07-03-2022 | 09:15",
        "الإثنين، 07 مارس 2022 09:15 ص",
        "09:15 م الإثنين 07 مارس 2022",
        "الإثنين 2022-03-07",
        "منذ 20 دقيقة - 2022-03-07",
        "الإثنين ٠٧ مارس ٢٠٢٢ / ٠٩:١٥ بتوقيت غرينتش",
        "الإثنين 4 شعبان 1443 هـ - 7 آذار 2022",
        "آذار 7, 2022",
        "آخر تحديث :الإثنين - 07 مارس 2022 - 09:15 م",
        "آخر تحديث GMT09:15:30",
        "تاريخ الخبر: 2022-03-07 09:15:30",
        "الإثنين 4/8/1443 هـ - الموافق 7/3/2022 م (آخر تحديث) الساعة 9:15 (مكة المكرمة)، 6:15 (غرينتش)",
        "منذ ساعتين",
        "2 ساعة قبل",
        "قبل 20 دقيقة",
        "ما يقرب من سنتين",
        "7 مارس",
        "0915 (GMT+04:00) - 07/03/22",
        "نُشر: 7 مارس 2022 09:15",
        "تم نشره الإثنين 7-مارس-2022",
        "العدد: 4411 تاريخ: 7/3/2022",
        "النسخة: الورقية - الإثنين 7 مارس 2022",
        "الإثنين - 4 شعبان 1443 هـ - 7 مارس 2022 مـ",
        "7 Sept 2022",
        "الإثنين, 7 مارس/ آذار, 2022, 09:15 GMT",
        "| 7 مارس 2022",
        "نشر في: 2022-03-07",
        "الإثنين 7 غشت 2022 09:15:30",
    ],
)
def test_a_line_that_is_a_date_and_nothing_else_is_a_publication_line(line):
    assert kind(line) == "published"


@pytest.mark.parametrize(
    "line",
    [
        "خطة 2030 في عامها الخامس",
        "قبل القمة بيوم",
        "انتخابات 2013 و2017",
        "اليوم.. 3 مباريات",
        "مارس الوفد ضغوطا على الحكومة",
    ],
)
def test_a_headline_with_a_figure_or_a_month_in_it_is_no_date(line):
    assert kind(line) == "short"


@pytest.mark.parametrize(
    "line, expected",
    [
        ("اقرأ أيضاً:", "marker"),
        ("إقرأ ايضا", "marker"),
        ("شاهد أيضًا", "marker"),
        ("◄ مواضيع ذات صلة ►", "marker"),
        ("الأكثر قراءة", "marker"),
        ("إظهار أخبار متعلقة", "marker"),
        ("المصدر: وكالات", "source"),
        (".المصدر: الأفق نت", "source"),
        ("نقلا عن: صحيفة الأفق", "source"),
        ("كلمات دلالية: النهر الجسر الوزارة المدينة الأشغال", "tags"),
        ("الكلمات المفتاحية", "tags"),
        ("تصنيفات", "tags"),
        ("التعليقات (3)", "widget"),
        ("شارك هذا الخبر", "widget"),
        ("عدد الردود 12", "widget"),
        ("Facebook Twitter WhatsApp", "widget"),
        ("1159 مشاركة", "widget"),
        ("قراءة 8 دقائق", "widget"),
        ("42 تعليقا", "widget"),
        ("احفظ القصة", "widget"),
        ("مواضيع أخرى تهمك", "marker"),
        ("تابعونا على منصة الأفق", "widget"),
        ("A+", "other"),
        ("#جسر_الوادي #المنارة", "tags"),
        ("الرئيسية | ديوان | مرايا", "section"),
        ("نقلا عن الأفق", "source"),
        ("بقلم سلمى الخطيب", "byline"),
        ("الجسر الجديد | AFP via Getty Images", "caption"),
        ("قصص لا تشبه غيرها!", "short"),
        ("دقيقتان قراءة - مدة القراءة", "widget"),
        ("https://example.org/khabar", "widget"),
        ("اعلان", "advert"),
        ("سياسة", "section"),
        ("الرئيسية » أخبار » محليات", "section"),
        ("الأفق نت/", "byline"),
        ("(وكالات)", "byline"),
        ("كتبت: سلمى الخطيب", "byline"),
        ("writer@example.org", "byline"),
        ("صنعاء/عدن (اليمن)-رويترز", "dateline"),
        ("جانب من افتتاح الجسر الجديد شرقي المدينة أمس - غيتي", "caption"),
        ("الجسر الجديد فوق النهر (الأناضول)", "caption"),
        (
            "وقال المهندس المشرف إن المشاة سيعبرون الجسر كما كانوا، أما السيارات فستسلك "
            "الطريق الشرقي إلى أن ينتهي العمل. (رويترز)",
            "paragraph",
        ),
        (" -  AFP", "caption"),
        ("صورة: الجسر من الجو", "caption"),
        ("• • •", "other"),
        ("04411 - 22", "other"),
        ('<img src="a.png">', "other"),
        (PARAGRAPH, "paragraph"),
        ("جسر جديد يربط ضفتي النهر", "short"),
        ("المصدر الرئيسي للمياه في المدينة مهدد بالجفاف", "short"),
    ],
)
def test_the_content_of_a_line_shows_its_kind(line, expected):
    assert kind(line) == expected


def test_an_advert_run_into_a_sentence_is_cut_off():
    parts = [("advert", "إعلان"), ("paragraph", "وقال الوزير إن العمل انتهى.")]
    assert kinds("إعلانوقال الوزير إن العمل انتهى.") == parts


@pytest.mark.parametrize("line", ["إعلان وقف العمل في الميناء", "إعلانات الوظائف", "إعلانه المفاجئ يربك السوق"])
def test_a_headline_about_an_announcement_is_left_whole(line):
    assert kinds(line) == [("short", line)]


def test_a_marker_between_two_sentences_of_a_line_is_separated_from_both():
    line = "وصل الوفد إلى المدينة مساء أمس.إقرأ المزيدوذكر مصدر أن الزيارة تدوم يومين."
    assert [found for found, _ in kinds(line)] == ["paragraph", "marker", "paragraph"]


def test_a_marker_with_a_colon_after_a_sentence_is_separated_from_both():
    line = "وصل الوفد إلى المدينة مساء أمس. المصدر: وكالات. اقرأ أيضاً: أسعار القمح ترتفع"
    assert [text for _, text in kinds(line)] == [
        "وصل الوفد إلى المدينة مساء أمس.",
        "المصدر:",
        "وكالات.",
        "اقرأ أيضاً:",
        "أسعار القمح ترتفع",
    ]


def test_a_heading_run_into_its_paragraph_is_separated_from_it():
    heading, paragraph = "كلفة المشروع", "و" + PARAGRAPH.replace("افتتح", "قال")
    assert kinds(heading + paragraph) == [("short", heading), ("paragraph", paragraph)]


def test_a_word_that_only_looks_like_a_heading_run_into_a_verb_is_left_whole():
    line = "ودعت أسرة الراحل المشيعين بعدما استودعت جثمانه ثرى القرية التي ولد فيها قبل سبعين عاما ونيف من اليوم."
    assert kinds(line) == [("paragraph", line)]


@pytest.mark.parametrize("marker", ["اقرأ أيضاً:", "اقرأ أيضا..", "شاهد أيضاً |"])
def test_a_headline_after_a_marker_and_a_sign_is_a_line(marker):
    assert kinds(f"{marker} أسعار القمح ترتفع") == [("marker", marker), ("short", "أسعار القمح ترتفع")]


def test_a_sentence_broken_over_two_lines_is_one_paragraph():
    page = "قال المهندس المشرف على أعمال البناء في الموقع إن الفريق يتوقع أن\n\nينتهي من رصف الطريق قبل الشتاء."
    assert kinds(page) == [("paragraph", page)]


def test_lines_that_end_like_sentences_stay_apart():
    assert [found for found, _ in kinds(f"{PARAGRAPH}\n{PARAGRAPH}")] == ["paragraph", "paragraph"]


def test_three_blanks_are_a_lost_line_break():
    assert kinds("جسر جديد   المصدر: وكالات") == [("short", "جسر جديد"), ("source", "المصدر: وكالات")]


@pytest.mark.parametrize(
    "line, expected",
    [
        ("وأضاف الوزير", True),
        ("من جهته قال المدير", True),
        ("وزير الأشغال يفتتح", False),
        ("وصل الوفد", False),
        ("افتتح الوزير", False),
    ],
)
def test_the_conjunction_is_not_confused_with_a_letter_of_the_word(line, expected):
    (found,) = find_lines(line)
    assert found.continues_story == expected


@pytest.mark.parametrize("name, column", [("markers", "position"), ("function_words", "use")])
def test_no_form_occurs_twice_in_a_lexicon_in_another_spelling(name, column):
    forms = [(line_key(row["form"]), row[column]) for row in lexicon(name).to_dict("records")]
    assert len(forms) == len(set(forms)) and all(form for form, _ in forms)


@pytest.mark.parametrize("word", ["للمنشورات", "المنصورات", "المطلوبين", "بأصواتهم", "التطورات"])
def test_no_heading_is_cut_off_inside_a_word(word):
    line = (
        f"تشرح المدربة قواعد {word} التي يحتاج إليها طلاب القرية في بداية كل عام دراسي جديد داخل قاعة "
        "المكتبة الكبيرة قرب السوق القديم."
    )
    assert kinds(line) == [("paragraph", line)]


def test_a_heading_run_into_its_paragraph_is_cut_off():
    line = (
        "حريق في مستودع الأخشابوقال شهود إن النار بدأت بعد منتصف الليل في الجهة الشمالية من المستودع ثم امتدت "
        "إلى المباني القريبة منه."
    )
    assert [found for found, _ in kinds(line)] == ["short", "paragraph"]


@pytest.mark.parametrize(
    "lines, expected",
    [
        (["نور على الوادي", "طير فوق بلادي", "شوق في فؤادي"], True),
        (["يا نهر كم مرت", "وسرت على الماء", "سفن من الصبر"], True),
        (["سفُنٌ تسيرُ ليلًا", "قمَرٌ يضيءُ بيتًا"], True),
        (["ارتفاع أسعار القمح", "متحف الخزف يستقبل زواره", "مطر غزير غدا"], False),
    ],
    ids=["rhyme", "continued", "vowel signs", "headlines"],
)
def test_verse_has_a_rhyme_or_vowel_signs_or_lines_that_continue(lines, expected):
    assert is_verse([line for text in lines for line in find_lines(text)]) == expected
