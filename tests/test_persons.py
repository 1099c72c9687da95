"""Persons whom no lexicon lists: found by what stands around a name, confirmed over page and corpus, one id each."""

import pandas as pd
import pytest

from helpers.actors import find_mentions, known_persons, linking
from helpers.analysis.mentions import conventions
from helpers.lexicons import CLASSES
from helpers.names import features, recognition, structure, tagger, transliteration
from helpers.paths import MODELS
from helpers.pipeline import profile
from helpers.schema import sum_profiles
from helpers.text import fold, fold_map, spaced_map

NO_BLOCKS = pd.DataFrame({"article": [], "block": [], "start": [], "end": [], "role": [], "kind": [], "item": []})


def pages(*texts):
    return pd.DataFrame({"article": [f"p{i}" for i in range(len(texts))], "text": list(texts)})


def found(text, *columns, profile=None, blocks=NO_BLOCKS):
    """The persons of one page as tuples of these columns, or the surfaces alone."""
    mentions = find_mentions(pages(text), blocks, profile).query("kind == 'person'")
    rows = list(mentions[list(columns or ("surface",))].itertuples(index=False, name=None))
    return rows if len(columns) > 1 else [row[0] for row in rows]


# What stands around a name --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, name",
    [
        ("قال الوزير سمير الحلواني إن الجسر سيفتح غداً.", "سمير الحلواني"),
        ("أعلن المتحدث باسم البلدية نادر أبو الهيجاء إغلاق الطريق.", "نادر أبو الهيجاء"),
        ("المدعو كامل الشويري (41 عاماً) أوقف قرب الحدود.", "كامل الشويري"),
        ("نعت النقابة الشهيد باسل القواسمة.", "باسل القواسمة"),
        ("وأضاف اللاعب مازن الغرباوي أن الفريق متعب.", "مازن الغرباوي"),
        ("صرح المدرب خوسيه مارادونيس بأنه باق.", "خوسيه مارادونيس"),
        ("وبحسب ڤاليري تشوبانوف فإن الخطة ناقصة.", "ڤاليري تشوبانوف"),
        ("وسلم الجائزة نجله عامر الكيلاني.", "عامر الكيلاني"),
        ("زار المعرض عبد الحميد بن رابح أمس.", "عبد الحميد بن رابح"),
        ("رئيسة البنك ماريا غوتشيفا تستقيل", "ماريا غوتشيفا"),
        ("اتهم النائب راشد آل مبارك بالتقصير.", "راشد آل مبارك"),
        ("هز الهداف ستيفان ميركوفيتش الشباك مرتين.", "ستيفان ميركوفيتش"),
        ("دخل هان وو سونغ القاعة.", "هان وو سونغ"),
        ("أشرف وزير النقل يوهان ليندكفيست على البناء.", "يوهان ليندكفيست"),
    ],
)
def test_a_person_nobody_listed_is_found(text, name):
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "وصل الزعيم الكوري الشمالي إلى المحطة.",
        "وزير الخارجية النمساوي يصل مساء",
        "قال رئيس الوزراء إن الطريق طويل.",
        "شهود عيان قالوا إن السائق هرب",
        "قتل جنديان عراقيان في انفجار",
        "فاز نادي الاتحاد على ضيفه الهلال بهدفين.",
        "ذكرت صحيفة الغد الجديد أن عملية درع النهر انتهت.",
        "أعلنت شركة فولكس فاغن نتائجها.",
        "تراجع سعر الدولار أمام الين في بورصة طوكيو",
        "احتجاجات في شارع بورقيبة ومدينة نابل",
        "في قرية الهاشمية وبلدة تل عمران",
        "فإن الوفد سيغادر مساء",
        "وأبدى الوزير استعداده للقيام بأي دور يطلب منه",
        "دعا شيخ الأزهر إلى الهدوء.",
    ],
)
def test_what_only_looks_like_a_person_is_none(text):
    assert found(text) == []


def test_a_name_begins_after_its_proclitics():
    assert found("التقى الوفد بسمير الحلواني أمس، وللوزير هاني المرواني رأي آخر.") == ["سمير الحلواني", "هاني المرواني"]


def test_a_state_inside_a_longer_name_is_part_of_the_person():
    mentions = find_mentions(pages("قال الخبير سليم الكويتي إن السد متين، ثم عاد إلى الكويت."), NO_BLOCKS)
    assert mentions[["surface", "kind"]].values.tolist() == [["سليم الكويتي", "person"], ["الكويت", "state"]]


# The page and the corpus ----------------------------------------------------------------------------------------------


def test_a_family_name_alone_is_whose_full_name_the_page_has():
    text = "قال الوزير سمير الحلواني إن الجسر سيفتح. ثم سكت الحلواني طويلاً."
    assert found(text, "surface", "actor", "form", "name") == [
        ("سمير الحلواني", "samir-al-halawani", "name", "سمير الحلواني"),
        ("الحلواني", "samir-al-halawani", "short", "سمير الحلواني"),
    ]


def test_of_two_of_one_family_it_is_the_one_named_last():
    text = "صافح الوزير سمير الحلواني الطبيبة لينا الحلواني. وقالت الحلواني إنها متعبة."
    assert found(text, "actor")[-1] == "lina-al-halawani"


def test_a_short_name_is_of_the_item_in_which_it_stands():
    text = (
        "قال الوزير سمير الحلواني إنه باق، وصمت الحلواني.\nوقالت الطبيبة لينا الحلواني إنها باقية. ثم غادرت الحلواني."
    )
    second = text.index("\n") + 1
    blocks = pd.DataFrame(
        {
            "article": "p0",
            "block": [0, 1],
            "start": [0, second],
            "end": [second, len(text)],
            "role": ["main", "appended"],
            "kind": "paragraph",
            "item": pd.array([0, 1], "Int64"),
        }
    )
    assert found(text, "actor", blocks=blocks) == ["samir-al-halawani"] * 2 + ["lina-al-halawani"] * 2


def test_the_profile_tells_whose_family_name_a_page_has_alone():
    text = "رفض الحلواني التعليق على الخبر."
    known = profile(pages("قال الوزير سمير الحلواني إن الجسر سيفتح.", "وأضاف الوزير سمير الحلواني أنه باق.", text))
    assert found(text, "actor", "form", "name", profile=known) == [("samir-al-halawani", "short", "سمير الحلواني")]


def test_the_profile_counts_the_full_names_that_a_title_confirms_and_adds_up():
    one, two = pages("قال الوزير سمير الحلواني إن الجسر سيفتح."), pages("الوزيرُ سميـر الحلواني", "لا أحد هنا.")
    both = profile(one) + profile(two)
    assert both.names.values.tolist() == [["سمير الحلواني", 2]]
    assert both == profile(pd.concat([one, two]))


def test_a_name_is_printed_in_the_commonest_form_of_the_corpus():
    texts = [
        "قال الوزير سمير الحلواني إنه باق.",
        "قال الوزير سمير الحلواني إنه راض.",
        "قال الوزير سمير الحلوانى إنه متعب.",
    ]
    assert found(texts[2], "name", profile=profile(pages(*texts))) == ["سمير الحلواني"]


def test_pages_beside_a_page_change_nothing():
    texts = [
        "قال الوزير سمير الحلواني إن الجسر سيفتح. ثم سكت الحلواني.",
        "",
        "تحدثت لينا الحلواني",
        "الحلواني\nالحلواني",
    ]
    alone = pd.concat([find_mentions(pages(*texts).iloc[[i]], NO_BLOCKS) for i in range(4)], ignore_index=True)
    pd.testing.assert_frame_equal(alone, find_mentions(pages(*texts), NO_BLOCKS))


@pytest.mark.parametrize(
    "text, names",
    [
        ("أشرف الزعيم كيم سونغ هيوك على البناء. وأمر كيم بالمزيد.", ["كيم سونغ هيوك", "كيم"]),
        ("قالت الوزيرة تشوي سون هي إن الباب مفتوح. وأضافت تشوي أن الوقت ضيق.", ["تشوي سون هي", "تشوي"]),
        ("وصل الرئيس نغوين فان ثوونغ إلى المطار. ثم غادر نغوين.", ["نغوين فان ثوونغ", "نغوين"]),
        ("قال الأمين أحمد أبو الهيجاء إنه باق. وأضاف أبو الهيجاء أنه راض.", ["أحمد أبو الهيجاء", "أبو الهيجاء"]),
        ("قال النائب محمد إسماعيلي إن السد متين. وأوضح إسماعيلي أن الماء كثير.", ["محمد إسماعيلي", "إسماعيلي"]),
    ],
)
def test_a_person_goes_by_the_family_name_wherever_it_stands_in_the_name(text, names):
    mentions = found(text, "surface", "actor")
    assert [surface for surface, _ in mentions] == names and len({actor for _, actor in mentions}) == 1


def test_two_persons_side_by_side_are_two():
    text = "قال الوزير تيموفي زارتشوفسكي إنه باق. وقال السفير غريغور شتاينفلد إنه راض. وشكر زارتشوفسكي شتاينفلد."
    assert found(text)[2:] == ["زارتشوفسكي", "شتاينفلد"]


@pytest.mark.parametrize(
    "text, title",
    [
        ("قال وزير الخارجية النرويجي يوهان ليندكفيست إن الثلج يذوب", "وزير خارجيه نرويجي"),
        ("قال المتحدث باسم الشرطة سمير الحلواني إن الطريق مغلق", "متحدث باسم شرطه"),
        ("ثم قال سمير الحلواني إن الطريق مغلق", ""),
    ],
)
def test_a_name_has_the_title_before_it(text, title):
    assert [name.title for name in recognition.find_names([spaced_map(fold_map(text))])[0]] == [title]


@pytest.mark.parametrize("text", ["زار مطار سمير الحلواني", "في شارع هاني المرواني", "فاز بجائزة الحلواني للرواية"])
def test_what_is_named_after_a_person_is_no_mention_of_him(text):
    full = "قال الوزير سمير الحلواني إنه باق."
    assert found(f"{full} ثم {text}") == ["سمير الحلواني"]


def test_a_name_alone_that_anybody_may_bear_is_nobody_the_profile_knows():
    known = profile(pages("قال الوزير سمير عبد العزيز إن الجسر سيفتح."))
    assert "samir-abd-al-aziz" not in found("وغادر عبد العزيز القاعة.", "actor", profile=known)


def test_a_longer_genealogy_is_the_same_person():
    text = "وصل الأمير نايف بن سعد إلى القاعة. وتحدث الأمير نايف بن سعد بن تركي عن الماء."
    assert len(set(found(text, "actor"))) == 1


@pytest.mark.parametrize(
    "words, is_one",
    [("كيم جونغ اون", True), ("شي جينبينغ", True), ("لي كوان يو", True), ("كيم باسنغر", False), ("لين وود", False)],
)
def test_an_eastern_name_is_told_by_its_syllables(words, is_one):
    assert structure.eastern(tuple(words.split())) == is_one


def test_a_foreign_name_in_the_news_is_no_inflected_word():
    common = {"قرار", "القرار", "قراره", "بوتين", "بوت"}
    assert features.inflections("قرار", common) and not features.inflections("بوتين", common)


@pytest.mark.parametrize("word, parted", [("لويد", ("لويد", "")), ("وأكد", ("اكد", "و")), ("لوبان", ("لوبان", ""))])
def test_a_proclitic_is_taken_off_only_where_a_word_is_left(word, parted):
    assert features.bare(fold(word)) == parted


# Spellings ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "one, other",
    [
        ("هيلاري كلينتون", "هيلاري كلنتون"),
        ("يفغيني غوريف", "يفجيني جوريف"),
        ("عبد العزيز الراشد", "عبدالعزيز الراشد"),
        ("جان-لوك مورو", "جان لوك مورو"),
        ("هانس مولّر", "هانس موللر"),
        ("أحمد أبو الغيط", "احمد ابو الغيط"),
    ],
)
def test_spellings_of_one_name_have_one_id(one, other):
    from helpers.lexicons import match_key

    assert transliteration.identity(match_key(one).split()) == transliteration.identity(match_key(other).split())


@pytest.mark.parametrize(
    "one, other", [("حسن الراشد", "حسين الراشد"), ("محمد علي", "محمود علي"), ("سعيد حداد", "سعد حداد")]
)
def test_different_arab_names_have_different_ids(one, other):
    assert transliteration.identity(fold(one).split()) != transliteration.identity(fold(other).split())


def test_ids_are_plain_letters():
    ids = [
        transliteration.identity(fold(name).split())
        for name in ("حسن الأمين", "ڤاليري چوپان", "إيمانويل ماكرون", "زكي ئاڤا")
    ]
    assert ids[0] == "hassan-al-amin" and all(
        name.replace("-", "").isascii() and name.replace("-", "").isalpha() for name in ids
    )


def test_two_of_one_id_on_one_page_are_two_persons():
    times = {("هيلاري", "كلينتون"): 3, ("هيلاري", "كلنتون"): 1}
    assert len(set(linking.page_ids(times).values())) == 2


def test_spellings_of_one_person_can_be_compared_between_outlets():
    articles = pages("قال السفير يفغيني غوريفسكي إنه باق.", "قال السفير يفجيني جوريفسكي إنه باق.").assign(
        outlet=["الساحل", "الجبل"]
    )
    table = conventions(find_mentions(articles, NO_BLOCKS), articles)
    assert set(zip(table["outlet"], table["variant"])) == {("الساحل", "يفغيني غوريفسكي"), ("الجبل", "يفجيني جوريفسكي")}


# Any page -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["هـانـي المِـرواني", "ﻫﺎﻧﻲ ﺍﻟﻤﺮﻭﺍﻧﻲ", "هاني\u200d المرواني", "هانی المروانی", "هاني  المرواني"]
)
def test_odd_characters_change_neither_the_person_nor_the_offsets(written):
    text = f"قال الوزير {written} إن الجسر سيفتح."
    assert found(text, "surface", "actor") == [(written, transliteration.identity(("هاني", "المرواني")))]


@pytest.mark.parametrize(
    "text", ["", "\n\n", ". . .", "بن", "و", "ال", "عبد بن آل", "a b c", "١٢٣ ٤٥٦", "(", "بن\nبن بن", "😀 محمد 😀"]
)
def test_odd_pages_break_nothing(text):
    assert all(text[start:end] == surface for start, end, surface in found(text, "start", "end", "surface"))


def test_a_page_of_one_very_long_line_is_read():
    text = "ثم عاد الوفد إلى الفندق " * 5000 + "وقال الوزير سمير الحلواني إنه راض"
    assert found(text) == ["سمير الحلواني"]


def test_the_model_forgets_words_without_a_change(monkeypatch):
    texts = ["قال الوزير سمير الحلواني إن الجسر سيفتح.", "وغادرت لينا الحلواني مساء."]
    before = find_mentions(pages(*texts), NO_BLOCKS)
    monkeypatch.setattr(tagger, "KNOWN_WORDS", 1)
    pd.testing.assert_frame_equal(find_mentions(pages(*texts), NO_BLOCKS), before)


def test_the_model_stays_small_and_holds_no_long_word():
    files = list(MODELS.glob("*.parquet"))
    assert sum(path.stat().st_size for path in files) < 2_000_000
    weights = pd.read_parquet(MODELS / "names.parquet")
    letters = weights["feature"].str.extract(r"^(?:begins|ends|has) (.+)$")[0].dropna()
    assert letters.str.len().max() <= 4


def test_every_weight_is_of_a_feature_that_a_word_can_have():
    weights = pd.read_parquet(MODELS / "names.parquet")
    kinds = weights.loc[weights["place"] == "0", "feature"].str.extract(r"^is (.+)$")[0].dropna()
    assert set(kinds) <= set(CLASSES)
    assert not weights[["begin", "inside"]].isna().any(axis=None)


def test_a_name_part_that_is_a_common_word_is_no_name_by_itself():
    assert not structure.is_name("جديد") and structure.is_name("ماركوني")


# What is no person ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "وصلت القافلة إلى خميس مشيط قادمة من دير الزور.",
        "سافر الوفد إلى سان بيدرو ثم عاد.",
        "تعادل كارديف سيتي مع بلاكبيرن روفرز.",
        "نسأل الله أن يلهمكم صبرا جميلا.",
        "سيفتح الجسر بعون الله تعالى.",
    ],
)
def test_places_clubs_and_prayers_are_no_persons(text):
    assert found(text) == []


def test_a_dash_with_a_blank_beside_it_ends_a_name():
    assert found("تصوير المهندس سمير الحلواني- الواحة: وصلت القافلة.") == ["سمير الحلواني"]


def test_john_kerry_begins_with_no_proclitic():
    assert found("قال جون كيري إن الجسر سيفتح.") == ["جون كيري"]


def test_the_name_of_a_servant_of_god_goes_with_what_follows():
    assert found("قال الرئيس عبد ربه منصور الحلواني إن الجسر سيفتح.") == ["عبد ربه منصور الحلواني"]


def test_a_word_that_stands_on_many_pages_without_its_bearer_is_no_short_name():
    named = ["قال الوزير سمير الشباك إن الجسر سيفتح.", "وعد الوزير سمير الشباك بجسر آخر."]
    texts = [*named, *["عاد الصياد ومعه الشباك والقارب."] * 9]
    assert "الشباك" not in known_persons(profile(pages(*texts))).families
    assert "الشباك" in known_persons(profile(pages(*texts[:3]))).families


@pytest.mark.parametrize(
    "texts, is_known",
    [
        (["قال الوزير سمير الحلواني إن الجسر سيفتح."], False),
        (["قال الوزير سمير الحلواني إن الجسر سيفتح."] * 3, False),
        (["قال الوزير سمير الحلواني إن الجسر سيفتح.", "قال الوزير سمير الحلوانى إنّ الجسر سيُفتح"], False),
        (["قال الوزير سمير الحلواني إن الجسر سيفتح.", "قال الوزير نبيل الحلواني إن النفق باق."], False),
        (["قال الوزير سمير الحلواني إن الجسر سيفتح.", "وعد الوزير سمير الحلواني بجسر آخر."], True),
        (["قال الوزير سمير الحلواني إن الجسر سيفتح."] * 3 + ["وعد الوزير سمير الحلوانى بجسر آخر."], True),
    ],
    ids=["one page", "copies", "copies but for signs", "two persons", "two texts", "copies and another text"],
)
def test_only_full_names_in_different_texts_let_a_family_name_alone_mean_a_person(texts, is_known):
    whole = profile(pages(*texts))
    assert ("الحلواني" in known_persons(whole).families) == is_known
    assert sum_profiles(profile(pages(text)) for text in reversed(texts)) == whole
    assert len(whole.texts) <= 2 * len(whole.names)


def test_texts_that_are_taken_out_of_a_profile_leave_the_evidence_of_the_others():
    named = [f"{verb} الوزير سمير الحلواني بجسر آخر." for verb in ("وعد", "وافتتح", "وعاد", "وزار", "وأشاد")]
    whole = profile(pages(*named))
    families = [known_persons(whole - profile(pages(text))).families for text in named]
    assert all("الحلواني" in known for known in families)


@pytest.mark.parametrize(
    "text, names",
    [
        ("زار بن ناصر المعرض ثم غادر.", ["بن ناصر"]),
        ("انتقد ابن كريم الإسراف في الولائم.", ["ابن كريم"]),
        ("شكر نائب حاكم الشارقة سالم الدليمي الحضور.", ["سالم الدليمي"]),
        ("صافح خالد الدليمي سعاد المرواني عند الباب.", ["خالد الدليمي", "سعاد المرواني"]),
        ("ودع العقيد السعيد المرواني زملاءه.", ["السعيد المرواني"]),
        ("اختلف الصيادون على الثمن.", []),
        ("بكت سعاد والدتها في العزاء.", []),
    ],
)
def test_a_name_begins_and_ends_at_its_own_words(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text, actor",
    [
        ("غرم الاتحاد الأوروبي لكرة القدم الناديين.", "uefa"),
        ("أجل الاتحاد الأوروبي القمة.", "european-union"),
        ("رفع البنك المركزي الأوروبي الفائدة.", "european-central-bank"),
        ("وزع الهلال الأحمر البطانيات.", "red-crescent"),
    ],
)
def test_the_longest_name_of_a_body_says_which_it_is(text, actor):
    mentions = find_mentions(pages(text), NO_BLOCKS)
    assert mentions["actor"].tolist() == [actor]
