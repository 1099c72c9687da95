import unicodedata

import pytest

from helpers.text import INVISIBLE, fold, fold_map, words


@pytest.mark.parametrize(
    "written, meant",
    [
        ("أكّدَ المُتحدِّثُ", "اكد المتحدث"),
        ("إلى آسيا", "الي اسيا"),
        ("مســـؤول", "مسءول"),
        ("مدرسة", "مدرسه"),
        ("کوریا", "كوريا"),
        ("١٣ و۱۴", "13 و14"),
        ("ﻻ ﺗﻌﻠﻴﻖ", "لا تعليق"),
        ("Reuters", "reuters"),
        ("مي\u200cخواهم", "ميخواهم"),
        ("بعد\u00a0ساعة", "بعد ساعه"),
    ],
)
def test_spellings_that_a_reader_takes_for_one_fold_to_one(written, meant):
    assert fold(written) == meant


def test_folding_twice_changes_nothing_more():
    text = "قالَ الوزيرُ لـ«رويترز» إنّ ٪٢٠ من المؤسّسات ﻷصحابها… ﷺ"
    assert fold(fold(text)) == fold(text)


def test_line_ends_stay():
    assert fold("سطر\r\nآخر\n\nثالث") == "سطر\r\nاخر\n\nثالث"


def test_each_folded_word_leads_back_to_the_word_of_the_page():
    page = "\u200fوَصَلَ وفـــدٌ کوريّ إلى ﻻهاي،\nو﷽ ثم ٢٠٢٣م."
    folded = fold_map(page)
    for word, start, end in words(folded.text):
        first, last = folded.span(start, end)
        assert fold(page[first:last]) == word


def test_a_letter_keeps_the_signs_and_the_tatweel_behind_it():
    page = "كتابٌـ جديد"
    assert page[slice(*fold_map(page).span(0, 4))] == "كتابٌـ"


def test_a_ligature_gives_two_letters_that_come_from_one_place():
    folded = fold_map("ﻻ بد")
    assert folded.text == "لا بد" and folded.starts.tolist() == [0, 0, 1, 2, 3]


def test_characters_beyond_the_basic_plane_count_as_one():
    page = "😀 خبر 😀 سارّ"
    folded = fold_map(page)
    start = folded.text.index("سار")
    assert page[slice(*folded.span(start, start + 3))] == "سارّ"


def test_invisible_marks_go_wherever_they_stand():
    assert fold(INVISIBLE.join("خبر")) == "خبر"


@pytest.mark.parametrize("text", ["", " ", "\u064b", "\0\1", "\ud800", "\u0640\u0640"])
def test_odd_texts_fold_without_an_error(text):
    folded = fold_map(text)
    assert len(folded.text) == len(folded.starts)


def test_every_arabic_letter_folds_to_letters_and_never_to_nothing():
    letters = [chr(c) for c in range(0x600, 0x700) if unicodedata.category(chr(c)) == "Lo"]
    assert [c for c in letters if not fold(c).strip()] == []


def test_words_are_runs_of_letters_and_digits():
    assert words("قرار 1718: «لا»، ثم نعم") == [
        ("قرار", 0, 4),
        ("1718", 5, 9),
        ("لا", 12, 14),
        ("ثم", 17, 19),
        ("نعم", 20, 23),
    ]


def test_vowel_signs_do_not_part_a_word():
    assert [word for word, _, _ in words("مُتحدِّثٌ رسميّ")] == ["مُتحدِّثٌ", "رسميّ"]
