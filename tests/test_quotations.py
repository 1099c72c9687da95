"""Quotations: who is reported to say what, in which words, and whose news it is."""
import pandas as pd
import pytest

from helpers.quotations import COLUMNS, find_quotations
from helpers.sentences import find_marks, find_sentences


def read(text, mentions=(), roles=("main",)):
    """The quotations of one page, every paragraph a block; `mentions` are (surface, actor, kind, form)."""
    articles = pd.DataFrame({"article": ["p"], "text": [text]})
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    blocks = pd.DataFrame([("p", n, start, end, roles[min(n, len(roles) - 1)], 0) for n, (start, end) in
                           enumerate(lines)], columns=["article", "block", "start", "end", "role", "item"])
    rows = [("p", text.index(surface), text.index(surface) + len(surface), actor, kind, form)
            for surface, actor, kind, form in mentions]
    mentioned = pd.DataFrame(rows, columns=["article", "start", "end", "actor", "kind", "form"])
    return find_quotations(articles, blocks, mentioned)


def said(text, mentions=()):
    """(form, cue, speaker, words) of each quotation, a missing speaker as None."""
    return [(row.form, row.cue, row.speaker if isinstance(row.speaker, str) else None, text[row.start:row.end])
            for row in read(text, mentions).itertuples()]


@pytest.mark.parametrize("opening, closing", ["«»", "“”", '""', "”“", '“"', "„“"])
def test_words_between_marks_of_every_kind_are_direct(opening, closing):
    text = f"وقال العمدة: {opening}سنعيد بناء الجسر قبل الشتاء{closing}."
    assert said(text) == [("direct", "وقال", "العمدة", "سنعيد بناء الجسر قبل الشتاء")]


def test_a_mark_left_open_runs_to_the_end_of_its_paragraph():
    text = "وقالت الطبيبة: \"لا نملك دواء كافيا لهذا الشهر\nووصلت القافلة مساء."
    assert said(text) == [("direct", "وقالت", "الطبيبة", "لا نملك دواء كافيا لهذا الشهر")]


def test_a_reported_clause_is_indirect_and_has_neither_cue_nor_speaker():
    text = "أكدت وزيرة الزراعة هدى منصور، اليوم الأحد، أن موسم القمح جيد. وانتهى اللقاء."
    assert said(text) == [("indirect", "أكدت", "وزيرة الزراعة هدى منصور", "موسم القمح جيد")]


def test_a_fragment_in_marks_inside_a_reported_clause_is_no_row_of_its_own():
    text = 'قال الوسيط إن الاتفاق "خطوة مهمة" نحو إنهاء الإضراب.'
    assert said(text) == [("indirect", "قال", "الوسيط", 'الاتفاق "خطوة مهمة" نحو إنهاء الإضراب')]


def test_a_clause_that_stands_in_marks_as_a_whole_is_direct():
    assert said('قال المدرب إن "الفريق جاهز للمباراة".') == [("direct", "قال", "المدرب", "الفريق جاهز للمباراة")]


@pytest.mark.parametrize("text", [
    'زار الوفد قاعدة "النسر" الجوية قبل الظهر.',
    'نشرت منصة "مدار" صورا من "المهرجان الكبير" أمس.',
    '"مدينة بلا ماء"',
    "يذكر أن المصنع افتتح قبل عشرة أعوام.",
    "تقع القرية بين جبلين، وتصل إليها الشاحنات عبر طريق ترابي.",
    "لم يعلن الحزب أنه سيشارك.",
    "وارتفع الإنتاج حسب الموسم والمنطقة.",
    "تأجل اللقاء بسبب المطر، إلا أن الجمهور بقي في الملعب."])
def test_sentences_in_which_nobody_speaks_give_nothing(text):
    assert said(text) == []


def test_who_goes_on_is_the_last_speaker():
    text = "قالت مديرة المتحف سلمى عزام إن القاعة مغلقة. وأضافت أن الترميم بدأ. وتابعت: «نحتاج إلى عام آخر»."
    assert [speaker for _, _, speaker, _ in said(text)] == ["مديرة المتحف سلمى عزام"] * 3


def test_a_participle_goes_on_with_the_speaker_and_ends_what_came_before():
    text = "أوضح الناطق باسم الشرطة أن الطريق مفتوح، مشيرا إلى أن الازدحام خف، ومؤكدا ضرورة الحذر."
    assert said(text) == [("indirect", "أوضح", "الناطق باسم الشرطة", "الطريق مفتوح"),
                          ("indirect", "مشيرا", "الناطق باسم الشرطة", "الازدحام خف"),
                          ("indirect", "ومؤكدا", "الناطق باسم الشرطة", "ضرورة الحذر")]


def test_a_subject_before_its_verb_speaks():
    text = "لكن رئيس النقابة قال إن الإضراب مستمر."
    assert said(text) == [("indirect", "قال", "رئيس النقابة", "الإضراب مستمر")]


def test_a_quotation_before_its_cue_is_found():
    text = "«لن نغادر أرضنا مهما حدث»، يقول المزارع العجوز."
    assert said(text) == [("direct", "يقول", "المزارع العجوز", "لن نغادر أرضنا مهما حدث")]


@pytest.mark.parametrize("text, cue, words", [
    ("شدد الوزير على أهمية التعاون.", "شدد", "أهمية التعاون"),
    ("حذرت المنظمة من كارثة صحية.", "حذرت", "كارثة صحية"),
    ("وأعرب المحافظ عن أسفه للحادث.", "وأعرب", "أسفه للحادث"),
    ("ودعا المفتي إلى التهدئة.", "ودعا", "التهدئة"),
    ("نفت الشركة عدم دفع الأجور.", "نفت", "عدم دفع الأجور"),
    ("طالب النواب بإقالة المدير.", "طالب", "بإقالة المدير"),
    ("فلفتت النائبة إلى أن القانون قديم.", "فلفتت", "القانون قديم"),
    ("ويرى الباحثون أنّ النهر يتراجع.", "ويرى", "النهر يتراجع")])
def test_each_cue_is_read_with_its_own_particle(text, cue, words):
    assert [(row[1], row[3]) for row in said(text)] == [(cue, words)]


@pytest.mark.parametrize("text, speaker, words", [
    ("وصلت السفينة إلى الميناء، حسب رويترز.", "رويترز", "وصلت السفينة إلى الميناء"),
    ("ووفقا لصحيفة الساحل، تأجل الافتتاح.", "صحيفة الساحل", "تأجل الافتتاح"),
    ("ارتفع سعر الخبز، وفق ما ذكرت وكالة الأنباء الرسمية.", "وكالة الأنباء الرسمية", "ارتفع سعر الخبز"),
    ("وقالت الصحيفة إن الميناء سيغلق.", "الصحيفة", "الميناء سيغلق")])
def test_news_of_another_outlet_is_agency(text, speaker, words):
    assert [(row[0], row[2], row[3]) for row in said(text)] == [("agency", speaker, words)]


def test_a_source_that_is_no_outlet_is_credited_as_indirect():
    assert [row[0] for row in said("أصيب عاملان في الحريق، بحسب مصدر طبي.")] == ["indirect"]


def test_what_an_outlet_relays_is_told_of_both():
    text = 'ونقلت قناة "الأفق" عن العمدة قوله إن الجسر آمن.'
    assert said(text) == [("agency", "ونقلت", 'قناة "الأفق"', "الجسر آمن"), ("indirect", "قوله", "العمدة", "الجسر آمن")]


def test_the_actor_is_the_person_in_the_speakers_name():
    text = "قال المتحدث باسم الكرملين فلان الفلاني إن اللقاء تأجل."
    rows = read(text, [("الكرملين", "RUS", "state", "seat"), ("فلان الفلاني", "fulan", "person", "name")])
    assert rows["actor"].tolist() == ["fulan"]


def test_a_spokesman_is_not_the_one_he_speaks_for():
    text = "قال المتحدث باسم رئيس الوزراء فلان الفلاني إن اللقاء تأجل."
    assert read(text, [("فلان الفلاني", "fulan", "person", "name")])["actor"].isna().all()


def test_the_agency_alone_is_the_one_named_before():
    text = "ذكرت وكالة الشمس أن المعبر مفتوح. وقالت الوكالة إن القوافل عبرت."
    assert read(text, [("وكالة الشمس", "shams", "organisation", "name")])["actor"].tolist() == ["shams", "shams"]


def test_boilerplate_is_not_read():
    assert read("وقال العمدة إن الجسر آمن.", roles=("boilerplate",)).empty


def test_offsets_point_into_the_raw_text_with_its_signs():
    text = "وقــالَ الوزيرُ إنّ العملَ بدأَ."
    assert said(text) == [("indirect", "وقــالَ", "الوزيرُ", "العملَ بدأَ")]


@pytest.mark.parametrize("text", [
    "", " \n ", '"', "«" * 300, "قال", "قال: ", "وبحسب", "نقلت عن", "He said: “no”", "إن أن قال عن"])
def test_odd_pages_give_a_frame_of_the_right_types(text):
    assert read(text).dtypes.astype(str).to_dict() == COLUMNS


def test_no_pages_give_no_rows():
    empty = pd.DataFrame({"article": pd.Series(dtype="str"), "text": pd.Series(dtype="str")})
    blocks = pd.DataFrame(columns=["article", "block", "start", "end", "role", "item"])
    mentions = pd.DataFrame(columns=["article", "start", "end", "actor", "kind", "form"])
    assert find_quotations(empty, blocks, mentions).dtypes.astype(str).to_dict() == COLUMNS


def test_a_sentence_ends_at_a_stop_but_not_inside_marks_or_initials():
    line = 'غادر د. حسن القاعة.ثم قال: "انتهى. شكرا." وصفق الحضور!'
    assert [line[start:end] for start, end in find_sentences(line, find_marks(line))] == [
        "غادر د. حسن القاعة.", 'ثم قال: "انتهى. شكرا."', "وصفق الحضور!"]
