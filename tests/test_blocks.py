import random
import re

import pandas as pd
import pytest
from made_up_page import STORY, TITLE

from helpers.blocks import explain, find_blocks
from helpers.blocks.recurring import RECURRING_PAGES
from helpers.pipeline.profile import profile

LATER = [
    "من جهته دعا رئيس بلدية المنارة السائقين إلى احترام السرعة على الجسر في أسابيعه الأولى "
    "ريثما تكتمل أعمال الإنارة على ضفتي النهر.",
    "وكانت الوزارة قد أغلقت الجسر القديم قبل أربع سنوات بعدما كشف المهندسون تصدعا في دعائمه.",
]
OTHER_TITLE = "منتخب الكرة الطائرة يبلغ نهائي البطولة"
OTHER = [
    "تأهل منتخب الكرة الطائرة إلى نهائي بطولة الشواطئ بفوزه على مضيفه بثلاثة أشواط مقابل شوط "
    "في مباراة حماسية شهدتها صالة الأمل الرياضية.",
    "وسجل القائد ناصر الحسن سبعا وعشرين نقطة ليتصدر قائمة هدافي البطولة قبل المباراة الأخيرة أمام حامل اللقب.",
]
HEADLINES = [
    "ارتفاع أسعار القمح في الأسواق العالمية",
    "متحف الخزف يستقبل زواره بعد الترميم",
    "علماء يرصدون مذنبا نادرا في سماء الجنوب",
]


def page(*lines):
    return "\n\n".join(lines)


def blocks(text):
    return list(explain(text)[["text", "role", "kind", "item"]].astype(object).itertuples(index=False, name=None))


def roles(text):
    return {text: (role, kind) for text, role, kind, _ in blocks(text)}


def texts(text, role):
    found = explain(text)
    return found.loc[found["role"] == role, "text"].tolist()


def items(text):
    found = explain(text).query("role == 'appended'")
    return dict(zip(found["text"], found["item"]))


def test_a_page_that_is_a_story_is_main_from_title_to_end():
    text = page(TITLE, *STORY, "أعمال الإنارة", *LATER)
    assert texts(text, "main") == [TITLE, *STORY, "أعمال الإنارة", *LATER]
    assert roles(text)[TITLE] == ("main", "title") and roles(text)["أعمال الإنارة"] == ("main", "heading")


def test_a_story_after_a_marker_is_appended_with_its_own_title_and_item():
    text = page(TITLE, *STORY, "المصدر: الأفق", "اقرأ أيضاً:", OTHER_TITLE, *OTHER)
    paragraphs = [(line, "appended", "paragraph", 1) for line in OTHER]
    assert blocks(text)[-3:] == [(OTHER_TITLE, "appended", "title", 1), *paragraphs]
    assert roles(text)["اقرأ أيضاً:"] == ("boilerplate", "marker")


def test_a_story_without_a_marker_is_found_by_its_words():
    assert texts(page(TITLE, *STORY, OTHER_TITLE, *OTHER), "appended") == [OTHER_TITLE, *OTHER]


def test_two_appended_stories_have_two_items():
    third = (
        "تراجعت مبيعات السيارات الكهربائية في الربع الثالث بعد رفع الرسوم الجمركية على البطاريات المستوردة "
        "وفق اتحاد الموزعين."
    )
    title = "مبيعات السيارات الكهربائية تتراجع"
    text = page(TITLE, *STORY, "شاهد أيضاً", OTHER_TITLE, *OTHER, "مواضيع ذات صلة", title, third)
    assert items(text)[OTHER_TITLE] == 1 and items(text)[third] == 2


SECOND_TITLE = "القاضي يعد بجسر ثان فوق النهر"
SECOND = [
    "وعد وزير الأشغال سامي القاضي سكان الأحياء الشرقية في مدينة المنارة بجسر ثان فوق نهر الوادي قبل نهاية العام.",
    "وقال القاضي إن الوزارة تدرس مكان الجسر الثاني على ضفتي النهر بعيدا عن وسط المدينة.",
]


def test_a_second_story_about_the_same_people_is_found_by_its_title_and_lead():
    found = roles(page(TITLE, *STORY, SECOND_TITLE, *SECOND))
    assert found[SECOND_TITLE] == ("appended", "title")
    assert [found[line][0] for line in SECOND] == ["appended", "appended"]


def test_a_subheading_above_a_later_paragraph_cuts_nothing():
    found = roles(page(TITLE, *STORY, "ضفتا النهر", *LATER))
    assert found["ضفتا النهر"] == ("main", "heading")
    assert found[LATER[0]] == ("main", "paragraph")


@pytest.mark.parametrize("marker", ["للمزيد:", "نقترح عليكم:", "مقال ذو صلة:", "طالع أيضا:", "قد يهمك كذلك:"])
def test_a_headline_about_the_same_bridge_behind_words_that_lead_on_is_appended(marker):
    alone, joined = (
        page(TITLE, *STORY, marker, SECOND_TITLE, *LATER),
        page(TITLE, *STORY, f"{marker} {SECOND_TITLE}", *LATER),
    )
    for text in (alone, joined):
        found = roles(text)
        assert (found[marker][0], found[SECOND_TITLE][0]) == ("boilerplate", "appended")
        assert found[LATER[0]][0] == "main"


@pytest.mark.parametrize("title", ["شاهد: افتتاح الجسر فوق النهر", "بالصور: الجسر فوق نهر الوادي"])
def test_words_that_lead_on_are_part_of_a_title(title):
    assert roles(page(title, *STORY))[title] == ("main", "title")


@pytest.mark.parametrize(
    "notice",
    [
        "تابعوا صفحتنا على فيسبوك",
        "انضم إلى قناتنا على تلغرام لتصلك الأخبار أولا بأول",
        "شاركونا آراءكم في التعليقات",
        "الآراء المنشورة تلزم أصحابها ولا تعبر بالضرورة عن رأي الصحيفة",
        "حقوق المحتوى محفوظة للصحيفة",
        "لإدارة الموقع الحق في حذف التعليقات المسيئة",
    ],
)
def test_what_an_outlet_says_to_its_readers_is_boilerplate(notice):
    found = roles(page(TITLE, STORY[0], notice, *STORY[1:]))
    assert found[notice][0] == "boilerplate"
    assert found[STORY[1]][0] == "main"


@pytest.mark.parametrize(
    "line",
    [
        "تابع الوزير سير العمل من صفحة إلى صفحة",
        "شارك القاضي في افتتاح قناة الري الجديدة",
        "الآراء الواردة في الاستطلاع تختلف من حي إلى حي",
    ],
)
def test_sentences_with_the_same_words_are_part_of_the_story(line):
    assert roles(page(TITLE, *STORY, line, *LATER))[line][0] == "main"


@pytest.mark.parametrize(
    "line", ["المنارة - (د ب أ):", "لندن ـ «الوادي»:", "بيروت: سلمى فهمي", "كتبت سلمى فهمي وسالم فهمي"]
)
def test_a_dateline_or_reporter_between_title_and_story_is_boilerplate(line):
    assert roles(page(TITLE, line, *STORY))[line][0] == "boilerplate"


def test_comments_are_known_by_the_names_and_times_above_them():
    comments = ["سالم - قبل ساعتين", "متى ينتهي العمل في الجسر", "منى تقول:", "شكرا لكل من عمل فيه"]
    found = roles(page(TITLE, *STORY, *comments))
    assert {found[line][0] for line in comments} == {"boilerplate"}


def test_a_last_sentence_about_comments_is_part_of_the_story():
    line = "وتلقت الوزارة مئات التعليقات من السكان، وأكثرها يشكر العمال."
    assert roles(page(TITLE, *STORY, line))[line][0] == "main"


def test_a_brief_line_behind_the_last_paragraph_heads_nothing():
    assert roles(page(TITLE, *STORY, "جسر الوادي في المساء"))["جسر الوادي في المساء"][0] == "boilerplate"
    assert roles(page(TITLE, *STORY, "فلماذا انتظر الناس الجسر؟!"))["فلماذا انتظر الناس الجسر؟!"][0] == "main"


def test_headlines_in_mid_story_are_a_list_and_the_story_continues():
    text = page(TITLE, *STORY, "أخبار ذات صلة", *HEADLINES, *LATER)
    assert texts(text, "main") == [TITLE, *STORY, *LATER]
    assert items(text) == dict.fromkeys(HEADLINES, 1)


def test_a_headline_on_the_line_of_its_marker_is_appended():
    text = page(TITLE, *STORY, f"اقرأ أيضاً: {HEADLINES[0]}", *LATER)
    assert roles(text)["اقرأ أيضاً:"] == ("boilerplate", "marker")
    assert roles(text)[HEADLINES[0]] == ("appended", "headline_list")
    assert texts(text, "main")[-1] == LATER[-1]


def test_an_empty_widget_in_mid_story_cuts_nothing():
    text = page(TITLE, *STORY, "اظهار أخبار متعلقة", *LATER)
    assert texts(text, "boilerplate") == ["اظهار أخبار متعلقة"] and not texts(text, "appended")


@pytest.mark.parametrize("after", ["منذ 3 ساعات", "7 مارس", "02:31"])
def test_a_list_of_headlines_each_with_a_date_or_a_time_is_appended(after):
    lines = [line for headline in HEADLINES for line in (headline, after)]
    assert texts(page(TITLE, *STORY, "أخبار ذات صلة", *lines), "appended") == HEADLINES


def test_headlines_under_a_label_that_no_lexicon_has_are_a_list():
    text = page(TITLE, *STORY, "شرفة القراء", *HEADLINES, *LATER)
    assert roles(text)["شرفة القراء"] == ("boilerplate", "marker") and texts(text, "appended") == HEADLINES
    assert texts(text, "main") == [TITLE, *STORY, *LATER]


def test_titles_with_the_beginning_of_their_stories_are_appended():
    lines = [
        line for headline in HEADLINES for line in (headline, f"{headline} وسط ترقب من المتابعين لما تأتي به الأيام...")
    ]
    assert texts(page(TITLE, *STORY, "اقرأ أيضاً", *lines), "appended") == lines


def test_a_title_with_headlines_between_it_and_the_story_is_its_title():
    text = page(TITLE, "اقرأ أيضاً", HEADLINES[0], *STORY)
    assert texts(text, "main") == [TITLE, *STORY] and texts(text, "appended") == [HEADLINES[0]]


def test_headlines_above_the_story_apart_from_it_do_not_make_it_another_one():
    text = page("ركن القراء", "آخر الأخبار", *HEADLINES, "محليات", TITLE, *STORY)
    assert texts(text, "main") == [TITLE, *STORY] and texts(text, "appended") == HEADLINES


def test_a_label_above_a_story_that_has_its_title_below_is_not_its_title():
    assert texts(page("ركن القراء", *STORY, TITLE, "بقلم ليلى منصور"), "main") == [*STORY, TITLE]


def test_tags_behind_a_label_that_no_lexicon_has_are_boilerplate():
    tags = "خيوط الخبر: الجسر النهر المنارة القاضي الطرق"
    assert roles(page(TITLE, *STORY, tags))[tags] == ("boilerplate", "tags")


def test_a_question_in_a_column_is_no_title_of_another_story():
    later = (
        "يسأل الناس في المقاهي كل مساء عن مصير القوارب القديمة وعن صيادين هجروا شباكهم ورحلوا "
        "إلى الموانئ البعيدة بحثا عن رزق آخر."
    )
    assert not texts(page(TITLE, *STORY, "أين ذهبت القوارب القديمة وأين رحل الصيادون؟", later), "appended")


def test_two_stories_on_one_line_are_separated_between_two_sentences():
    more = [
        "وقال مدرب المنتخب إن لاعبي الكرة الطائرة استحقوا نهائي البطولة بعد أشهر من "
        "تدريب شاق في معسكر خارجي، وشكر جمهور "
        "الصالة الرياضية على حماسته.",
        "وتقام المباراة النهائية يوم السبت على ملعب مكشوف يتسع لعشرة آلاف متفرج، وتنقلها قنوات رياضية عديدة.",
    ]
    end = (
        "وختمت الوزارة بيانها بالإشارة إلى دراسة تخص نفقا للمشاة تحت الميدان الكبير، "
        "وإلى مواقف حافلات تتسع لمئات الركاب "
        "قرب المحطة الغربية وسوق الخضار."
    )
    line = " ".join([*STORY, *LATER, end, OTHER_TITLE, *OTHER, *more])
    assert texts(line, "appended")[0].startswith(OTHER_TITLE) and texts(line, "main")[0].endswith(end)


def test_a_story_on_one_line_is_kept_whole():
    assert not texts(" ".join([*STORY, *LATER]), "appended")


def test_markers_with_nothing_below_are_boilerplate():
    markers = ["اقرأ أيضاً:", "تصنيفات", "قصص مقترحة"]
    assert texts(page(TITLE, *STORY, *markers), "boilerplate") == markers


def test_a_story_that_changes_its_angle_is_not_cut():
    history = (
        "ويعود أول جسر على النهر إلى العهد العثماني حين شيد تجار المنارة معبرا خشبيا للقوافل، ثم جرفته السيول ذات شتاء."
    )
    assert not texts(page(TITLE, *STORY, "من الخشب إلى الحديد", history), "appended")


def test_an_appended_story_keeps_a_heading_run_into_its_paragraph():
    last = (
        "لقاء الحسموقال المدرب إن اللاعبين جاهزون للمباراة الأخيرة في البطولة وإن القائد ناصر الحسن "
        "تعافى من إصابته في الكاحل."
    )
    text = page(TITLE, *STORY, "اقرأ أيضاً:", OTHER_TITLE, *OTHER, last)
    assert items(text)["لقاء الحسم"] == 1 and roles(text)["لقاء الحسم"] == ("appended", "heading")


def test_headlines_above_the_title_are_appended():
    text = page(*HEADLINES, TITLE, "تاريخ النشر: 2022-03-07", *STORY)
    assert texts(text, "appended") == HEADLINES and roles(text)[TITLE] == ("main", "title")


def test_one_line_of_headlines_above_the_title_is_appended():
    ticker = " ".join([*HEADLINES, "مزارعو الجنوب يطالبون بتعويضات", "الأرصاد تتوقع أمطارا غزيرة"])
    assert texts(page(ticker, TITLE, *STORY), "appended") == [ticker]


def test_names_of_sections_above_the_title_are_boilerplate():
    labels = ["المنوعات", "ركن القراء", "عدسة الأفق", "ملف الأسبوع"]
    assert texts(page(*labels, TITLE, *STORY), "boilerplate") == labels


def test_the_lines_of_a_poem_are_no_ticker():
    poem = [
        "يا نهرُ كم مرّت بكَ الأيامُ",
        "وسرى على أمواجِكَ الأحلامُ",
        "وعلى ضفافِكَ غنّتِ الأقلامُ",
        "ولكَ السلامُ إذا دنا الإظلامُ",
    ]
    assert not texts(page("نهر الوادي", *poem, *STORY), "appended")


def test_a_title_that_occurs_twice_is_kept_once():
    assert [kind for text, _, kind, _ in blocks(page(TITLE, TITLE, *STORY)) if text == TITLE] == ["title", "duplicate"]


def test_a_caption_that_occurs_twice_with_another_credit_is_a_duplicate():
    caption = "وزير الأشغال يقص شريط افتتاح الجسر الجديد - غيتي"
    text = page(TITLE, caption, caption + " - غيتي", *STORY)
    assert [kind for _, _, kind, _ in blocks(text)][1:3] == ["caption", "duplicate"]


def test_the_name_of_the_site_with_the_title_is_not_the_title():
    header = f"الأفق نت - محليات - {TITLE}"
    text = page(header, TITLE, *STORY)
    assert roles(text)[header] == ("boilerplate", "other") and roles(text)[TITLE] == ("main", "title")


def test_a_byline_between_title_and_story_is_boilerplate():
    assert roles(page(TITLE, "ليلى منصور – الأفق", *STORY))["ليلى منصور – الأفق"] == ("boilerplate", "byline")


def test_a_dateline_within_the_first_sentence_stays_in_it():
    first = "المنارة – " + STORY[0]
    assert roles(page(TITLE, first))[first] == ("main", "paragraph")


def test_a_title_below_the_text_is_found():
    assert roles(page(*STORY, TITLE, "الإثنين، 07 مارس 2022 09:15 م"))[TITLE] == ("main", "title")


def test_a_heading_that_is_named_like_a_section_stays_in_the_story():
    assert roles(page(TITLE, *STORY, "اقتصاد", *LATER))["اقتصاد"] == ("main", "heading")


def test_a_page_of_headlines_has_no_main_story():
    assert set(explain(page(*HEADLINES, "الأرصاد تتوقع أمطارا غزيرة غدا"))["role"]) == {"appended"}


@pytest.mark.parametrize(
    "lines",
    [
        ["الرئيسية", "ركن القراء", "سياسة", "عدسة الأفق", *HEADLINES, "من نحن", "اتصل بنا"],
        [line for headline in HEADLINES for line in (headline, "منذ 3 ساعات")],
        [
            line
            for headline in HEADLINES
            for line in (headline, f"{headline} كما جاء في {headline.split()[-1]}...", "المزيد")
        ],
    ],
)
def test_a_front_page_has_no_main_story(lines):
    assert not texts(page(*lines), "main")


def test_a_page_of_markers_is_boilerplate():
    assert set(explain(page("اقرأ أيضاً", "شارك", "إعلان"))["role"]) == {"boilerplate"}


PIECES = [
    *HEADLINES,
    TITLE,
    *STORY,
    *OTHER,
    "اقرأ أيضاً:",
    "المصدر: وكالات",
    "شارك",
    "إعلان",
    "التعليقات",
    "رويترز",
    "|",
    "2022-03-07",
    "منذ 3 ساعات",
    "٧ آذار",
    "#وسم",
    "و",
    "قال",
    "a@b.org",
    "<p>",
    "...",
    "؟",
    "«",
    "ـ",
    "ً",
    "\u200f",
]
BLANKS = [" ", " ", "", "\n", "\n\n", "\r\n", "   ", "\t", "\u2028", "\xa0", " \n "]


def random_page(seed):
    choose = random.Random(seed)
    pieces = PIECES if seed % 2 else "ابجدوهيةىءآ0123٤٥abc .,:؛،؟!«»()/|-_#@<>\"'\u200f\u064b\ufdfa\x00\x85\U0001f600"
    return "".join(choose.choice(pieces) + choose.choice(BLANKS) for _ in range(choose.randrange(1, 60)))


@pytest.mark.parametrize(
    "text",
    [
        *map(random_page, range(200)),
        "",
        " \n\t\n ",
        "\u200f",
        "…",
        "ـــ",
        "12",
        "إعلانو",
        "\x00",
        "اقرأ أيضاً:",
        "No Arabic here at all.",
        "كلمة " * 5000,
        "\n".join([TITLE] * 50),
        "   ".join([TITLE, *STORY, "شارك", *HEADLINES]),
    ],
    ids=lambda text: f"{len(text)} characters",
)
def test_blocks_partition_any_page(text):
    found = find_blocks(pd.DataFrame({"article": ["1"], "text": [text]}))
    covered = [False] * len(text)
    for start, end in zip(found["start"], found["end"]):
        assert text[start:end] == text[start:end].strip() and start < end and not any(covered[start:end])
        covered[start:end] = [True] * (end - start)
    assert all(inside or letter.isspace() for inside, letter in zip(covered, text))


def test_a_line_on_many_pages_of_an_outlet_is_boilerplate():
    line = "الأفق.. نافذتك على المدينة وأهلها"
    texts = [page(line, f"{TITLE} رقم {i}", *STORY) for i in range(RECURRING_PAGES)]
    articles = pd.DataFrame({"article": [str(i) for i in range(len(texts))], "outlet": "الأفق", "text": texts})
    roles = [find_blocks(articles, p).query("start == 0")["role"].unique().tolist() for p in (None, profile(articles))]
    assert roles == [["main"], ["boilerplate"]]


def test_blocks_of_a_page_do_not_depend_on_the_pages_beside_it():
    articles = pd.DataFrame({"article": ["ب", "أ"], "text": [page(TITLE, *STORY), page(OTHER_TITLE, *OTHER)]})
    together = find_blocks(articles)
    apart = pd.concat([find_blocks(articles[:1]), find_blocks(articles[1:])], ignore_index=True)
    assert together.equals(apart) and together["article"].unique().tolist() == ["ب", "أ"]


def test_no_pages_give_an_empty_table_of_the_same_types():
    articles = pd.DataFrame({"article": ["1"], "text": [page(TITLE, *STORY, "شارك")]})
    assert find_blocks(articles[:0]).dtypes.equals(find_blocks(articles).dtypes)


def test_items_stay_whole_numbers_in_a_parquet_file(tmp_path):
    found = find_blocks(pd.DataFrame({"article": ["1"], "text": [page("شارك", TITLE, *STORY)]}))
    found.to_parquet(tmp_path / "blocks.parquet")
    assert pd.read_parquet(tmp_path / "blocks.parquet")["item"].dtype == "Int64"


def test_headlines_above_a_story_that_is_cut_off_are_a_list():
    teaser = [
        HEADLINES[0],
        HEADLINES[1],
        f"{HEADLINES[1]} وسط ترقب من المتابعين لما تأتي به الأيام من أخبار عن صالاته الجديدة...",
    ]
    assert "short" not in set(explain(page(*teaser, OTHER_TITLE, *OTHER))["kind"])


def test_the_reason_of_another_story_adds_up_the_features_that_decided():
    reasons = explain(page(TITLE, *STORY, OTHER_TITLE, *OTHER)).set_index("text")["reason"]
    distance, parts = re.search(r"another story: distance ([+-][\d.]+) \(([^)]*)\)", reasons[OTHER[0]]).groups()
    assert float(distance) == pytest.approx(sum(float(part.split()[-1]) for part in parts.split(", ")), abs=0.5)
    assert float(distance) > 0 and "title repeated below" in parts


def test_every_block_has_a_reason():
    reasons = explain(page("شارك", TITLE, *STORY, "اقرأ أيضاً:", OTHER_TITLE, *OTHER, *HEADLINES))["reason"]
    assert (reasons.str.len() > 0).all()
