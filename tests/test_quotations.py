"""Quotations: who is reported to say what, in which words, and whose news it is."""

import pandas as pd
import pytest

from helpers.quotations import explain, find_quotations
from helpers.quotations.rows import COLUMNS
from helpers.text import find_marks, find_sentences


def read(text, mentions=(), roles=("main",)):
    """The quotations of one page, every paragraph a block; `mentions` are (surface, actor, kind, form)."""
    articles = pd.DataFrame({"article": ["p"], "text": [text]})
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    blocks = pd.DataFrame(
        [("p", n, start, end, roles[min(n, len(roles) - 1)], 0) for n, (start, end) in enumerate(lines)],
        columns=["article", "block", "start", "end", "role", "item"],
    )
    rows = [
        ("p", text.index(surface), text.index(surface) + len(surface), actor, kind, form)
        for surface, actor, kind, form in mentions
    ]
    mentioned = pd.DataFrame(rows, columns=["article", "start", "end", "actor", "kind", "form"])
    return find_quotations(articles, blocks, mentioned)


def said(text, mentions=()):
    """(form, cue, speaker, words) of each quotation, what is missing as None."""
    rows = read(text, mentions).astype(object)
    rows = rows.where(rows.notna(), None)
    return [(row.form, row.cue, row.speaker, text[row.start : row.end]) for row in rows.itertuples()]


@pytest.mark.parametrize("opening, closing", ["«»", "“”", '""', "”“", '“"', "„“"])
def test_words_between_marks_of_every_kind_are_direct(opening, closing):
    text = f"وقال العمدة: {opening}سنعيد بناء الجسر قبل الشتاء{closing}."
    assert said(text) == [("direct", "وقال", "العمدة", "سنعيد بناء الجسر قبل الشتاء")]


def test_a_mark_left_open_runs_to_the_end_of_its_paragraph():
    text = 'وقالت الطبيبة: "لا نملك دواء كافيا لهذا الشهر\nووصلت القافلة مساء.'
    assert said(text) == [("direct", "وقالت", "الطبيبة", "لا نملك دواء كافيا لهذا الشهر")]


def test_a_reported_clause_is_indirect_and_has_neither_cue_nor_speaker():
    text = "أكدت وزيرة الزراعة هدى منصور، اليوم الأحد، أن موسم القمح جيد. وانتهى اللقاء."
    assert said(text) == [("indirect", "أكدت", "وزيرة الزراعة هدى منصور", "موسم القمح جيد")]


def test_a_fragment_in_marks_inside_a_reported_clause_is_no_row_of_its_own():
    text = 'قال الوسيط إن الاتفاق "خطوة مهمة" نحو إنهاء الإضراب.'
    assert said(text) == [("indirect", "قال", "الوسيط", 'الاتفاق "خطوة مهمة" نحو إنهاء الإضراب')]


def test_a_clause_that_stands_in_marks_as_a_whole_is_direct():
    assert said('قال المدرب إن "الفريق جاهز للمباراة".') == [("direct", "قال", "المدرب", "الفريق جاهز للمباراة")]


@pytest.mark.parametrize(
    "text",
    [
        'زار الوفد قاعدة "النسر" الجوية قبل الظهر.',
        'نشرت منصة "مدار" صورا من "المهرجان الكبير" أمس.',
        '"مدينة بلا ماء"',
        "يذكر أن المصنع افتتح قبل عشرة أعوام.",
        "تقع القرية بين جبلين، وتصل إليها الشاحنات عبر طريق ترابي.",
        "لم يعلن الحزب أنه سيشارك.",
        "وارتفع الإنتاج حسب الموسم والمنطقة.",
        "تأجل اللقاء بسبب المطر، إلا أن الجمهور بقي في الملعب.",
    ],
)
def test_sentences_in_which_nobody_speaks_give_nothing(text):
    assert said(text) == []


def test_who_goes_on_is_the_last_speaker():
    text = "قالت مديرة المتحف سلمى عزام إن القاعة مغلقة. وأضافت أن الترميم بدأ. وتابعت: «نحتاج إلى عام آخر»."
    assert [speaker for _, _, speaker, _ in said(text)] == ["مديرة المتحف سلمى عزام"] * 3


def test_a_participle_goes_on_with_the_speaker_and_ends_what_came_before():
    text = "أوضح الناطق باسم الشرطة أن الطريق مفتوح، مشيرا إلى أن الازدحام خف، ومؤكدا ضرورة الحذر."
    assert said(text) == [
        ("indirect", "أوضح", "الناطق باسم الشرطة", "الطريق مفتوح"),
        ("indirect", "مشيرا", "الناطق باسم الشرطة", "الازدحام خف"),
        ("indirect", "ومؤكدا", "الناطق باسم الشرطة", "ضرورة الحذر"),
    ]


def test_a_subject_before_its_verb_speaks():
    text = "لكن رئيس النقابة قال إن الإضراب مستمر."
    assert said(text) == [("indirect", "قال", "رئيس النقابة", "الإضراب مستمر")]


def test_a_quotation_before_its_cue_is_found():
    text = "«لن نغادر أرضنا مهما حدث»، يقول المزارع العجوز."
    assert said(text) == [("direct", "يقول", "المزارع العجوز", "لن نغادر أرضنا مهما حدث")]


@pytest.mark.parametrize(
    "text, cue, words",
    [
        ("شدد الوزير على أهمية التعاون.", "شدد", "أهمية التعاون"),
        ("حذرت المنظمة من كارثة صحية.", "حذرت", "كارثة صحية"),
        ("وأعرب المحافظ عن أسفه للحادث.", "وأعرب", "أسفه للحادث"),
        ("ودعا المفتي إلى التهدئة.", "ودعا", "التهدئة"),
        ("نفت الشركة عدم دفع الأجور.", "نفت", "عدم دفع الأجور"),
        ("طالب النواب بإقالة المدير.", "طالب", "بإقالة المدير"),
        ("فلفتت النائبة إلى أن القانون قديم.", "فلفتت", "القانون قديم"),
        ("ويرى الباحثون أنّ النهر يتراجع.", "ويرى", "النهر يتراجع"),
    ],
)
def test_each_cue_is_read_with_its_own_particle(text, cue, words):
    assert [(row[1], row[3]) for row in said(text)] == [(cue, words)]


@pytest.mark.parametrize(
    "text, speaker, words",
    [
        ("وصلت السفينة إلى الميناء، حسب رويترز.", "رويترز", "وصلت السفينة إلى الميناء"),
        ("ووفقا لصحيفة الساحل، تأجل الافتتاح.", "صحيفة الساحل", "تأجل الافتتاح"),
        ("ارتفع سعر الخبز، وفق ما ذكرت وكالة الأنباء الرسمية.", "وكالة الأنباء الرسمية", "ارتفع سعر الخبز"),
        ("وقالت الصحيفة إن الميناء سيغلق.", "الصحيفة", "الميناء سيغلق"),
    ],
)
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


@pytest.mark.parametrize(
    "text", ["", " \n ", '"', "«" * 300, "قال", "قال: ", "وبحسب", "نقلت عن", "He said: “no”", "إن أن قال عن"]
)
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
        "غادر د. حسن القاعة.",
        'ثم قال: "انتهى. شكرا."',
        "وصفق الحضور!",
    ]


@pytest.mark.parametrize("marks", ['"»', '«"', '“"', '"”'])
def test_a_mark_may_be_closed_by_one_of_another_kind(marks):
    text = f"وأضاف العمدة: {marks[0]}الموعد في أبريل المقبل{marks[1]}، ثم غادر."
    assert [row[3] for row in said(text)] == ["الموعد في أبريل المقبل"]


def test_a_quotation_inside_a_quotation_ends_neither():
    text = 'وقال العمدة: "قلت لهم «ابتعدوا عن السور» ولم يسمعوا" وغادر.'
    assert [row[3] for row in said(text)] == ["قلت لهم «ابتعدوا عن السور» ولم يسمعوا"]


def test_a_mark_left_open_in_a_long_block_ends_with_its_sentence():
    text = "وقال العمدة: «سنفتح السوق غدا. " + "وصلت القافلة إلى القرية مساء ثم عادت. " * 100
    assert [row[3] for row in said(text)] == ["سنفتح السوق غدا."]


def test_what_is_said_behind_a_mark_left_open_in_a_long_block_has_its_own_rows():
    text = "وقال العمدة: «سنفتح السوق غدا. " + "قال الوزير إن الطريق مفتوح. " * 100
    assert [row[2] for row in said(text)] == ["العمدة"] + ["الوزير"] * 100


def test_a_quotation_over_two_paragraphs_has_a_row_in_each():
    text = "وقالت المزارعة: «زرعنا القمح في الخريف.\nثم جاء الصقيع وأتى عليه».\nوالقرية بعيدة عن السوق."
    assert said(text) == [
        ("direct", "وقالت", "المزارعة", "زرعنا القمح في الخريف."),
        ("direct", None, "المزارعة", "ثم جاء الصقيع وأتى عليه"),
    ]


def test_a_mark_may_open_again_in_each_paragraph_of_a_quotation():
    text = "وقالت المزارعة: «زرعنا القمح في الخريف.\n«ثم جاء الصقيع وأتى عليه».\nوالقرية بعيدة عن السوق."
    assert [row[2:] for row in said(text)] == [
        ("المزارعة", "زرعنا القمح في الخريف."),
        ("المزارعة", "ثم جاء الصقيع وأتى عليه"),
    ]


@pytest.mark.parametrize(
    "next_paragraph",
    [
        "وأضافت أن الصقيع جاء». ثم غادرت.",
        "وعن الموسم، أوضحت أنه ضعيف».",
        "والقرية «بعيدة عن السوق الكبير».",
        "والقرية بعيدة عن السوق.",
    ],
)
def test_a_mark_that_was_only_forgotten_does_not_run_into_the_next_paragraph(next_paragraph):
    text = "وقالت المزارعة: «زرعنا القمح في الخريف.\n" + next_paragraph
    assert next_paragraph[:9] not in "".join(row[3] for row in said(text))


def test_a_question_goes_on_in_the_verb_behind_it():
    assert said("«كيف أطعم أولادي؟» يتساءل النازح أبو خليل.") == [
        ("direct", "يتساءل", "النازح أبو خليل", "كيف أطعم أولادي؟")
    ]


@pytest.mark.parametrize(
    "text, words",
    [
        ("توقعت هيئة الأرصاد طقسا حارا في الجنوب.", "طقسا حارا في الجنوب"),
        ("أعلن المصرف تأجيل اجتماع جمعيته.", "تأجيل اجتماع جمعيته"),
        ("وأكدت الجمعية التزامها بنشر تقاريرها.", "التزامها بنشر تقاريرها"),
        ("واستبعد الطبيب مشاركة الجناح في لقاء الغد.", "مشاركة الجناح في لقاء الغد"),
        ("وعزا خبراء التأخير إلى نقص العمال.", "نقص العمال"),
        ("أشاد وكيل الوزارة بما قدمه المتطوعون.", "بما قدمه المتطوعون"),
        ("أعلن النادي التعاقد مع حارس جديد.", "التعاقد مع حارس جديد"),
    ],
)
def test_a_noun_can_be_what_was_said(text, words):
    assert [row[3] for row in said(text)] == [words]


@pytest.mark.parametrize(
    "text, words", [("قلت له إن الوقت متأخر.", "الوقت متأخر"), ("كم مرة قلنا إن الرصيف للمشاة؟", "الرصيف للمشاة؟")]
)
def test_whoever_writes_speaks_without_a_name(text, words):
    assert [row[2:] for row in said(text)] == [(None, words)]


@pytest.mark.parametrize(
    "text",
    [
        "وكما يقول المثل «من جد وجد دائما»، عاد الفريق إلى الصدارة.",
        "يقال إن القلعة بنيت في ليلة واحدة، ويروى أن البناء طال.",
        "أشار الوزير بيده إلى الحقول الغارقة.",
        "وكان العجوز يبتسم وهو يشير إلى خيمته.",
        "ذكر النحل لا يلسع، أما الشغالة فتموت بعد أن تلسع.",
        "لم يكن متوقعا أن يفوز الضيوف.",
        "فلو قلنا إن العام ألف يوم لطال الكلام.",
        "يمكن أن نقول إن الطقس جميل.",
        "أقول: الشارع ليس ملعبا.",
        "ومن هنا نقول إن الرصيف حق للمشاة.",
        "يسرني أن أعلن لكم أن المعرض مفتوح.",
        "يسعدني أن أعرب لفخامتكم عن بالغ تقديري.",
        "وفق المعطيات الراهنة لا تبدو العودة قريبة.",
        "سينقل السوق إلى الضاحية وفقا لما تقتضيه المصلحة العامة.",
        "وكل الظروف تؤكد أن الموسم صعب.",
        "نفي القائد إلى جزيرة نائية قبل عامين.",
        "أعلنت الهيئة نتائج القبول، ومنها قائمة الاحتياط.",
        "أعلنت اللجنة أسماء الأفلام المشاركة في المسابقة، ومنها فيلم «قل لي شيئا».",
        "أضاف المهاجم الهدف الثالث، وتابع الحكم اللعب رغم الاحتجاج.",
        "زاد الإنتاج هذا العام في مصنع «النور والأمل والعمل»، وتوسعت الأسواق.",
        "بدا السائق حذرا من أول الطريق، ثم توقف.",
    ],
)
def test_words_that_look_like_speech_and_are_none_give_nothing(text):
    assert said(text) == []


@pytest.mark.parametrize("signs", ['"', "«", "»", "“", "”", '«"”»', "« كلمة ", '"كلمة" '])
def test_marks_without_a_cue_are_no_quotations_however_many(signs):
    assert said(signs * (100_000 // len(signs))) == []


def test_the_first_person_speaks_by_the_name_behind_it():
    text = "نحن نقول إن السوق بخير، هكذا تختم البائعة رجاء نصار حديثها."
    assert said(text) == [("indirect", "نقول", "البائعة رجاء نصار", "السوق بخير")]


@pytest.mark.parametrize(
    "text", ["وأظهرت دراسة نشرت في صحيفة الضفة أن المشي مفيد.", "ورجح خبراء استطلعت وكالة الساحل آراءهم أن يهبط السعر."]
)
def test_who_is_only_printed_in_an_outlet_is_none(text):
    assert [row[0] for row in said(text)] == ["indirect"]


def test_of_marks_nested_a_thousand_deep_the_outermost_is_the_quotation():
    inside = "نعم " + "«لا " * 999 + "»" * 999
    assert said(f"قال سالم: «{inside}». وغادر.") == [("direct", "قال", "سالم", inside)]


def test_a_sentence_that_stands_two_thousand_times_is_found_each_time():
    assert said("قال الوزير إن الطريق مفتوح. " * 2_000) == [("indirect", "قال", "الوزير", "الطريق مفتوح")] * 2_000


def test_words_without_a_full_stop_are_read_in_stretches():
    rows = read("قال الوزير إن الطريق مفتوح " * 2_000)
    assert len(rows) == 2_000 and (rows["end"] - rows["start"]).max() < 2_000


def test_a_run_of_full_stops_is_read_once():
    line = "وصل الوفد" + "." * 100_000 + "ثم عاد"
    assert find_sentences(line, []) == [(0, len(line))]


# Odd pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["حذرت ال، أن السد ممتلئ.", "صرح الـ إن السوق مفتوح.", "تقول ال:ق", "أكد ل: نعم", "زعم و أن الباب موصد."]
)
def test_the_article_or_a_letter_alone_is_no_speaker(text):
    assert all(speaker not in ("ال", "الـ", "ل", "و", "") for _, _, speaker, _ in said(text))


def test_words_to_which_two_cues_lead_are_told_once_by_the_one_that_names_its_speaker():
    text = "وتابع المدرب «الفريق جاهز للمباراة القادمة في كل الخطوط» مكررا القول إنه واثق."
    assert [(cue, words) for form, cue, _, words in said(text) if form == "direct"] == [
        ("وتابع", "الفريق جاهز للمباراة القادمة في كل الخطوط")
    ]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2028", "\u3000", "\v"])
def test_reported_words_have_no_blank_at_their_ends(blank):
    text = f"أضاف المدير أن المعرض يفتح أبوابه غدا{blank}، وقال: «{blank}أهلا بكم في المعرض الكبير{blank}»"
    rows = read(text)
    assert len(rows) and all(
        text[row.start : row.end].strip() == text[row.start : row.end] for row in rows.itertuples()
    )


def test_a_source_behind_a_preposition_apart_has_no_blank_before_it():
    text = 'ووفقا ل "رويترز"، ارتفع سعر القمح في الموانئ بعد توقف السفن.'
    [row] = said(text, [("رويترز", "reuters", "organisation", "name")])
    assert row[2] == '"رويترز"'


@pytest.mark.parametrize(
    "text",
    [
        "وصلت السفينة، على ما هم صحيفة الساحل.",
        "وصلت السفينة، في ما ها وكالة الشمس.",
        "وفقا لما نا صحيفة الساحل، تأجل الافتتاح.",
    ],
)
def test_a_pronoun_alone_where_a_verb_is_due_stops_nothing(text):
    assert set(read(text + " وقال الوزير إن الطريق مفتوح.")["cue"]) >= {"وقال"}


def test_a_quotation_that_goes_on_leaves_an_item_between_alone():
    text = "قال العمدة: «زرعنا القمح.\nاقرأ عن السوق.\nثم جاء الصقيع»."
    lines = [(0, 24), (25, 39), (40, len(text))]
    rows = [
        ("p", n, *span, role, item)
        for n, (span, role, item) in enumerate(zip(lines, ("main", "appended", "main"), (0, 1, 0)))
    ]
    blocks = pd.DataFrame(rows, columns=["article", "block", "start", "end", "role", "item"])
    page = pd.DataFrame({"article": ["p"], "text": [text]})
    mentions = pd.DataFrame(columns=["article", "start", "end", "actor", "kind", "form"])
    assert find_quotations(page, blocks, mentions)["block"].tolist() == [0, 2]


def test_each_row_and_each_word_that_is_no_cue_has_its_rule():
    text = "لم يعلن الحزب موقفه. وقال الوزير إن السوق آمن."
    page = pd.DataFrame({"article": ["p"], "text": [text]})
    blocks = pd.DataFrame({"article": ["p"], "block": 0, "start": 0, "end": len(text), "role": "main", "item": 0})
    mentions = pd.DataFrame(columns=["article", "start", "end", "actor", "kind", "form"])
    assert explain(page, blocks, mentions)[["cue", "rule"]].values.tolist() == [
        ["يعلن", "a denial"],
        ["وقال", "a cue and reported words"],
    ]
