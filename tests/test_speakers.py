"""Speakers: who speaks, wherever the sentence names them, and which actor that is."""

import pandas as pd
import pytest

from helpers.actors import find_mentions
from helpers.quotations import find_quotations


def read(text):
    """The quotations of a page of one block, with the actors that are found in it."""
    articles = pd.DataFrame({"article": ["p"], "text": [text]})
    blocks = pd.DataFrame({"article": ["p"], "block": 0, "start": 0, "end": len(text), "role": "main", "item": 0})
    return find_quotations(articles, blocks, find_mentions(articles, blocks))


def said(text):
    """(speaker, words) of each quotation, a missing speaker as None."""
    return [
        (row.speaker if isinstance(row.speaker, str) else None, text[row.start : row.end])
        for row in read(text).itertuples()
    ]


def speakers(text):
    return [speaker for speaker, _ in said(text)]


def actors(text):
    return [actor if isinstance(actor, str) else None for actor in read(text)["actor"]]


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("أما الوزارة فأوضحت أن الطريق سيفتح غدا.", "الوزارة"),
        ("وأما مدير الميناء فقال إن الرافعة تعطلت.", "مدير الميناء"),
    ],
)
def test_the_topic_in_front_of_the_verb_speaks(text, speaker):
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "قالت سلمى، التي تتحدث باسم البلدية، إن السوق سيغلق.",
        "قالت سلمى التي تتحدث باسم البلدية إن السوق سيغلق.",
        "قالت سلمى، وهي عضو في المجلس، إن السوق سيغلق.",
        "قالت سلمى، نقلا عن تجار المدينة، إن السوق سيغلق.",
    ],
)
def test_a_remark_between_speaker_and_clause_is_neither(text):
    assert ("سلمى", "السوق سيغلق") in said(text)


def test_an_office_in_a_relative_clause_is_no_reported_speech():
    assert said("وصل خالد الدوري، الذي يتحدث باسم الوزارة، إلى الميناء.") == []


def test_participles_take_the_speaker_of_their_sentence():
    text = "وأعلنت الشركة أن المصنع أغلق، مضيفة أن العمال عادوا، مشددة على أهمية الصيانة."
    assert speakers(text) == ["الشركة"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "قال العمدة إن الحي آمن. وأشار إليه بأنه الأجمل.",
        "قال العمدة إن الحي آمن. وأضاف لهم أن الماء عاد.",
        "قال العمدة إن الحي آمن. وتحدث عنه بأنه قديم، مضيفا أن الماء عاد.",
    ],
)
def test_a_preposition_with_a_pronoun_never_speaks(text):
    assert set(speakers(text)) == {"العمدة"}


@pytest.mark.parametrize(
    "call",
    [
        "وحثّ الحكومة على التفاوض.",
        "ووصف الخطوة بأنها متسرعة.",
        "وأخبر أنصاره بأن اللقاء تأجل.",
        "وناشد الجهات المختصة التدخل، مؤكدا أن الوقت ضيق.",
        "لكنه دعا الوزارة إلى الصبر.",
    ],
)
def test_the_one_spoken_to_is_not_the_speaker(call):
    assert speakers("قال رئيس النقابة منير حلبي إن الإضراب مستمر. " + call)[1] == "رئيس النقابة منير حلبي"


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("أبلغ مسؤول محلي صحيفة المدينة بأن المعبر مغلق.", "مسؤول محلي"),
        ("أبلغ رئيس البلدية وزير المالية بأن الخزينة فارغة.", "رئيس البلدية"),
        ("أبلغ نائب رئيس البلدية بأن الخزينة فارغة.", "نائب رئيس البلدية"),
        ("اتهمت كييف موسكو بقصف الميناء.", "كييف"),
        ("اتهم الوزير المعارضة بتعطيل القانون.", "الوزير"),
        ("وأبلغ الوزير الصحفيين أن القمة تأجلت.", "الوزير"),
        ('أبلغ "الأفق" المهندس سالم حداد أن الجسر آمن.', "المهندس سالم حداد"),
    ],
)
def test_of_two_names_after_the_verb_the_subject_speaks(text, speaker):
    assert speakers(text) == [speaker]


def test_another_gender_than_that_of_the_last_verb_brings_another_speaker():
    assert speakers("قال الوزير إن الموسم جيد. وطالبت النقابة برفع الأجور.") == ["الوزير", "النقابة"]


def test_a_cue_inside_a_reported_clause_has_no_row_of_its_own():
    text = 'أعلن المجلس أن لديه تقارير تصف الوضع بأنه "خطير".'
    assert said(text) == [("المجلس", 'لديه تقارير تصف الوضع بأنه "خطير"')]


def test_what_somebody_is_told_to_have_said_has_a_row():
    assert said("قال الوزير إن الرئيس أكد أن الاتفاق قائم.") == [
        ("الوزير", "الرئيس أكد أن الاتفاق قائم"),
        ("الرئيس", "الاتفاق قائم"),
    ]


@pytest.mark.parametrize(
    "text, words",
    [
        ("وتساءل النائب عما إذا كانت الموازنة كافية.", "إذا كانت الموازنة كافية"),
        ("وتحدث النائب عن صعوبات كبيرة.", "صعوبات كبيرة"),
    ],
)
def test_a_particle_begins_the_clause_and_names_nobody(text, words):
    assert said(text) == [("النائب", words)]


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("أفادت يوم الأحد سلمى بأن السوق مغلق.", "سلمى"),
        ("أفادت يوم الأحد 3 مايو سلمى حداد بأن السوق مغلق.", "سلمى حداد"),
        ("قالت في بيان وزارة الصحة إن اللقاح متوفر.", "وزارة الصحة"),
        ("قال أمام الصحفيين سالم إن الحفل تأجل.", "سالم"),
        ("قال للصحافيين مدير المهرجان إن الحفل تأجل.", "مدير المهرجان"),
        ("ومن جانبها، أكدت البلدية أن الماء عاد.", "البلدية"),
        ("قال مسؤول في الإدارة طلب عدم الكشف عن هويته إن القرار وشيك.", "مسؤول في الإدارة"),
        ('ويقول لـ"الأفق"، جون تايلر، إن الاتفاق قريب.', "جون تايلر"),
    ],
)
def test_when_where_and_to_whom_it_was_said_is_passed_over(text, speaker):
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("وبحسب الرئيس اليمني، فإن المحادثات ستستأنف.", "الرئيس اليمني"),
        ("وفي رسالة كتبها سالم إلى منير، قال إن السفر تأجل.", "سالم"),
        ("وفي بيان نشرته الوزارة، أوضحت أن المهلة انتهت.", "الوزارة"),
        ("ردّ المتحدث باسم الجيش بأن القصف توقف.", "المتحدث باسم الجيش"),
        ("جاء في كتاب أصدره المركز أن النهر يجف.", "كتاب أصدره المركز"),
        ("وجاء القرار بعد تنبيه مسؤولين إلى أن السد ضعيف.", "مسؤولين"),
        ("وسط تحذير خبراء من أن السد ضعيف.", "خبراء"),
        ("صدر أمس بيان يعتبر الاتفاق خرقا للدستور.", "بيان"),
    ],
)
def test_each_construction_names_its_speaker(text, speaker):
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "رحّب الوزير بالضيوف.",
        "هدّد الحزب بالمقاطعة.",
        "وانتشلت السفينة قاربا يعتقد أنه غرق أمس.",
        "ولم تعلن أي جهة مسؤوليتها عن الهجوم.",
        "وهناك متابعة لكل المشاريع في المنطقة، كما أنها تتوسع.",
    ],
)
def test_a_verb_without_a_reported_clause_is_no_quotation(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text, actor",
    [
        ("قال مسؤول فرنسي إن السفينة غرقت.", "FRA"),
        ("أعلنت وزارة الخارجية المصرية أن السفير عاد.", "EGY"),
        ("قال المتحدث باسم رئيس الوزراء الكندي جاستن ترودو إن الزيارة ألغيت.", "CAN"),
        ("قالت المتحدثة باسم البيت الأبيض أدريان واتسون إن القرار نهائي.", "adrienne-watson"),
        ("وبحسب الرئيس اليمني، فإن المحادثات ستستأنف.", "YEM"),
    ],
)
def test_the_actor_is_the_person_else_the_state_that_speaks(text, actor):
    assert actors(text) == [actor]


def test_an_outlet_without_its_name_is_the_one_of_its_class_named_last():
    text = (
        "ذكرت وكالة رويترز أن السفينة غرقت. ونشرت نيويورك تايمز صورة. وقالت الوكالة إن البحارة نجوا. "
        "وأضافت الصحيفة أن التحقيق بدأ. وأشار تقرير الوكالة إلى أن الحطام باق."
    )
    assert actors(text) == ["reuters", "reuters", "new-york-times", "reuters"]


def test_an_unknown_outlet_between_them_is_not_taken_for_the_one_before():
    text = "ذكرت نيويورك تايمز أن السفينة غرقت. وذكرت صحيفة المدينة أنها عادت. وقالت الصحيفة إن البحارة نجوا."
    assert actors(text) == ["new-york-times", None, None]


def test_a_phrase_said_again_has_the_actor_that_it_had():
    text = "قال وزير الخارجية المصري إن السفير عاد. وأكد الوزير أن الحوار مستمر."
    assert actors(text) == ["EGY", "EGY"]


@pytest.mark.parametrize(
    "credit", ["حسب رويترز", "وفق ما نقلته شبكة سي إن إن", "في ما نقلته عنه وكالة تاس", "على ما ذكرت وكالة رويترز"]
)
def test_a_credit_is_a_row_beside_that_of_the_speaker(credit):
    rows = read(f"قال الوزير إن الجسر آمن، {credit}.")
    assert sorted(rows["form"]) == ["agency", "indirect"]
    assert rows.loc[rows["form"] == "agency", "actor"].notna().all()


@pytest.mark.parametrize(
    "text",
    [
        "نسبت وكالة رويترز إلى مسؤول أمني قوله إن الحدود مغلقة.",
        "نسبت وكالة رويترز إلى مسؤول أمني أن الحدود مغلقة.",
        "وبحسب ما نقلت وكالة رويترز عن مسؤول أمني، فإن الحدود مغلقة.",
    ],
)
def test_what_an_outlet_ascribes_to_somebody_is_told_of_both(text):
    assert sorted(zip(read(text)["form"], *zip(*said(text)))) == [
        ("agency", "وكالة رويترز", "الحدود مغلقة"),
        ("indirect", "مسؤول أمني", "الحدود مغلقة"),
    ]


def test_a_sentence_broken_over_lines_of_one_block_is_one():
    assert said("وقالت الوزارة\nإن الجسر\n  \nآمن. وأضافت أن العمل انتهى.") == [
        ("الوزارة", "الجسر\n  \nآمن"),
        ("الوزارة", "العمل انتهى"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير سالم منصور إن الجسر آمن، مشيرا إلى أن العمل بدأ. ",
        "قال الوزير: «إن الجسر آمن. ",
        'قال "الوزير" إن الجسر آمن ثم ',
    ],
)
def test_twice_the_text_takes_about_twice_the_steps(text, monkeypatch):
    from helpers.quotations import sentence as clauses

    steps = []
    word = clauses.Sentence.word
    monkeypatch.setattr(clauses.Sentence, "word", lambda self, k: steps.append(1) or word(self, k))
    counts = []
    for times in (200, 400):
        steps.clear()
        read(text * times)
        counts.append(len(steps))
    assert counts[1] < 2.2 * counts[0]


@pytest.mark.parametrize(
    "text",
    [
        "وأشاد بجهود العميد طلال الحمصي ورجاله، مؤكدا أن الأمن مستتب.",
        "ونوه بدعم الأمير خالد الفهد للمشروع، مؤكدا أن العمل انتهى.",
        "وأكد أن اللجنة التي يرأسها القاضي وليد منصور عادت، مشددا على ضرورة النشر.",
        "وأشار إلى أن الفريق برئاسة الدكتور سامي الخوري عاد، مؤكدا أن العمل انتهى.",
        "وقالت إن اللقاء مع السفير حسام الدين ناجي كان مثمرا. وأضافت أن الوفد غادر.",
    ],
)
def test_a_person_of_whom_somebody_speaks_does_not_speak(text):
    assert set(speakers(text)) == {None}


@pytest.mark.parametrize("text", ["قال تعالى: (ورحمتي وسعت كل شيء).", "كما قال عليه الصلاة والسلام: (الدين النصيحة)."])
def test_a_blessing_is_no_name(text):
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    "going_on",
    [
        "وأضاف ضاحكا: «كنت مخطئا تماما».",
        "ويضيف وهو يرتب أوراقه: «كنت مخطئا تماما».",
        "واختتم حديثه بالقول: «كنت مخطئا تماما».",
        "وحذر المواطنين من السيول.",
        "وتابع، في كلمة له، أن الماء عاد.",
        "لكنه حذر من السيول.",
    ],
)
def test_how_it_was_said_and_to_whom_is_no_speaker(going_on):
    assert speakers("قال العمدة إن الحي آمن. " + going_on)[1] == "العمدة"


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("تلقى الملك برقية من الرئيس التونسي عبر فيها عن تعازيه.", "الرئيس التونسي"),
        ("تلقى الوزير اتصالا هاتفيا من نظيره الكويتي أكد خلاله أن الحدود مفتوحة.", "نظيره الكويتي"),
        ("ونشرت الممثلة صورة مع والدتها وعلقت عليها: «أجمل أيام العمر كله».", "الممثلة"),
        ("وأما السائق منير الحلبي، فقد قال: الطريق مغلق منذ الصباح.", "السائق منير الحلبي"),
        ("قتل ثلاثة جنود في كمين، على ما أعلن الجيش النيجري الأحد.", "الجيش النيجري"),
        ("وقال المسؤول الذي تحدث إلى الصحافيين إن المفاوضات انتهت.", "المسؤول"),
        (
            "كشف مدير إدارة المرور في المحافظة الشرقية العقيد ناصر الهذيلي عن خطة للمواقف.",
            "مدير إدارة المرور في المحافظة الشرقية العقيد ناصر الهذيلي",
        ),
        ('وبحسب شبكة "الجسر اليوم" وصلت السفينة.', 'شبكة "الجسر اليوم"'),
        ("وبلغ عدد السياح مليونين، وفق تقديرات وزارة السياحة.", "تقديرات وزارة السياحة"),
    ],
)
def test_the_speaker_is_named_where_arabic_news_names_him(text, speaker):
    assert speakers(text) == [speaker]


def test_two_persons_of_one_office_are_two_speakers():
    text = (
        "قال وزير الخارجية الدنماركي لارس هانسن إن الاتفاق قائم. ووصف وزير الخارجية النرويجي أولي برغ الاتفاق بأنه "
        "ناقص. وأضاف الوزير النرويجي أن بلاده ستعود."
    )
    assert speakers(text) == [
        "وزير الخارجية الدنماركي لارس هانسن",
        "وزير الخارجية النرويجي أولي برغ",
        "الوزير النرويجي",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "قالت الهيئة إن الصوم عبادة. قال الله تعالى: «وأن تصوموا خير لكم». وأضافت أن الفجر في الخامسة.",
        "قالت الهيئة إن الصلح خير. وفيه رغّب إذ نصح النبي صلى الله عليه وسلم بالصلح. وأضافت أن الفجر في الخامسة.",
        "قالت الهيئة إن الصلح خير. قال صلى الله عليه وسلم: «الصلح جائز». وأضافت أن الفجر في الخامسة.",
    ],
)
def test_after_scripture_he_goes_on_who_cites_it(text):
    assert speakers(text)[::2] == ["الهيئة", "الهيئة"]


def test_the_formula_after_a_prophet_is_not_of_his_name():
    assert speakers("حث النبي صلى الله عليه وسلم على الصلح.") == ["النبي"]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير إن المخيم ممتلئ. وطالب المجتمع الدولي بزيادة الدعم.",
        "قال الوزير إن المخيم ممتلئ. ودعا جميع الأطراف إلى الحوار.",
        "قال الوزير إن المخيم ممتلئ. ولفت النظر إلى قرب الشتاء.",
        "قال الوزير إن المخيم ممتلئ. وقالت الدراسة إن البرد قريب، مؤكدا أن الدعم قليل.",
    ],
)
def test_who_is_called_upon_or_does_not_agree_is_no_speaker(text):
    assert speakers(text)[-1] == "الوزير"


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("قال العمدة أول أمس إن السوق عاد.", "العمدة"),
        ("وكان العمدة أعلن الصيف الماضي أن السوق سيعود.", "العمدة"),
        ("وصف العمدة تلك الشائعات بأنها كاذبة.", "العمدة"),
        ("ولفت العمدة الانتباه إلى ضيق الوقت.", "العمدة"),
        ("تدين البلدية بشدة استمرار الحفر ليلا.", "البلدية"),
        ("وقال سماحته في مداخلة هاتفية إن الصوم غدا.", "سماحته"),
        ('وقالت شركة "المرفأ" عن الحادث إن السفينة سليمة.', 'شركة "المرفأ"'),
        ("واختتم العمدة حديثه بالقول إن السوق آمن.", "العمدة"),
        ("والبلدية إذ تؤكد أن السوق آمن، تشكر التجار.", "البلدية"),
        (
            "أكد نائب العمدة، رئيس لجنة الأسواق، المهندس سالم منصور، أن السوق آمن.",
            "نائب العمدة، رئيس لجنة الأسواق، المهندس سالم منصور",
        ),
    ],
)
def test_a_name_ends_where_something_else_is_told(text, speaker):
    assert set(speakers(text)) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "أوضحت بلدية المرفأ ملابسات الحادث. وأضافت أن السوق آمن.",
        "استقبلت بلدية المرفأ وفدا من التجار. وأكدت أن السوق آمن.",
        "وفي ختام اللقاء، كرمت بلدية المرفأ خمسين تاجرا. وأكدت أن السوق آمن.",
    ],
)
def test_who_acts_in_the_sentence_before_goes_on(text):
    assert speakers(text) == ["بلدية المرفأ"]


def test_a_remark_on_somebody_else_leaves_the_speaker_as_he_was():
    text = "قال العمدة إن السوق آمن. ورد على التاجر الذي قال إن السقف هبط. وأضاف أن الفحص انتهى."
    assert speakers(text)[-1] == "العمدة"


@pytest.mark.parametrize(
    "text",
    [
        "وصل معالي وزير النقل المهندس فهد البارقي إلى الميناء. وأكد معاليه أن الرافعة سليمة.",
        "أكد معالي وزير النقل فهد البارقي أن الميناء مفتوح. وأوضح معاليه أن الرافعة سليمة.",
    ],
)
def test_a_title_with_a_pronoun_is_the_person_named_with_it(text):
    assert speakers(text)[-1] == "معاليه"
    assert actors(text)[-1] == "fahad-al-barqi"


def test_a_title_of_another_rank_is_not_that_person():
    text = "أكد معالي وزير النقل فهد البارقي أن الميناء مفتوح. وأوضح سماحته أن الرافعة سليمة."
    assert actors(text)[-1] is None


def test_a_statement_is_of_the_actor_who_issued_it():
    text = "قالت الأمم المتحدة في بيان إن المخيم ممتلئ. وحذر البيان من البرد."
    assert actors(text) == ["united-nations"] * 2


def test_the_office_of_an_international_body_is_not_spoken_to_it():
    assert speakers("أعلن الأمين العام للأمم المتحدة أن المخيم ممتلئ.") == ["الأمين العام للأمم المتحدة"]


@pytest.mark.parametrize(
    "text",
    [
        "إلى ذلك، قالت البلدية إن السوق آمن.",
        "وبعد ذلك أعلنت البلدية أن السوق آمن.",
        "في غضون ذلك أكدت البلدية أن السوق آمن.",
    ],
)
def test_a_phrase_that_joins_ends_before_the_verb(text):
    assert said(text) == [("البلدية", "السوق آمن")]


def test_a_verb_inside_a_quotation_says_nothing_of_the_participle_behind_it():
    text = "قال العمدة: «سنحمي السوق مهما كان»، مضيفا: «لن نغلق الشارع أمام أحد»."
    assert said(text)[-1] == ("العمدة", "لن نغلق الشارع أمام أحد")


def test_the_name_of_an_outlet_between_marks_is_not_what_was_said():
    text = "وقال العمدة في تصريحات لشبكة «مرفأ الشرق تي في» التلفزيونية: «السوق آمن منذ الصباح الباكر»."
    assert said(text) == [("العمدة", "السوق آمن منذ الصباح الباكر")]


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("وبين الناطق باسم البلدية، سالم منصور، أن السوق آمن.", "الناطق باسم البلدية، سالم منصور"),
        ("وبين المصدر، أن السوق آمن.", "المصدر"),
        ("وأوضح سالم منصور؛ رئيس البلدية، أن السوق آمن.", "سالم منصور"),
        ("أما عن تزيين السوق لا غير قالت البلدية إن السوق آمن.", "البلدية"),
    ],
)
def test_a_mark_of_any_kind_may_stand_behind_the_name(text, speaker):
    assert said(text) == [(speaker, "السوق آمن")]
