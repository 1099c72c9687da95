"""Morphology: the closed classes, light stems and forms of verbs that the lexicons give to all packages."""

import re

import pytest

from helpers.lexicons import any_of, is_definite, is_that, month_names, name_cues, stem, without_object
from helpers.lexicons.calendar import weekday_names
from helpers.lexicons.markers import _any
from helpers.lexicons.morphology import conjugated, declined
from helpers.text import fold


def words_of(forms):
    return [form.word for form in forms]


def test_forms_of_a_word_share_a_stem():
    assert {stem(fold(word)) for word in ("المهندس", "والمهندسون", "مهندسين", "للمهندس")} == {"مهندس"}


@pytest.mark.parametrize("word", ["وفد", "اب", "و", "في", ""])
def test_short_words_keep_their_letters(word):
    assert stem(word) == word


def test_a_verb_has_forms_of_the_past_without_a_present():
    assert words_of(conjugated("كتب")) == ["كتب", "كتبت", "كتبوا", "كتبا", "كتبتا"]


@pytest.mark.parametrize("past, feminine", [("دعا", "دعت"), ("نفي", "نفت"), ("كتب", "كتبت")])
def test_a_weak_verb_loses_its_last_letter_before_endings(past, feminine):
    assert words_of(conjugated(past))[1] == feminine


def test_each_form_of_a_verb_says_whether_it_is_feminine_and_singular():
    forms = {form.word: (form.feminine, form.singular) for form in conjugated("كتب", "يكتب")}
    assert forms["كتبت"] == forms["تكتب"] == (True, True)
    assert forms["كتبوا"] == forms["يكتبون"] == (False, False)


def test_a_participle_agrees_with_its_speaker():
    assert declined("مءكدا") == ["مءكدا", "مءكده", "مءكدين", "مءكدتين"]
    assert declined("") == []


def test_a_pronoun_is_taken_off_and_an_article_is_not():
    assert without_object("رسالتها") == "رسالت" and without_object("الرساله") != "رسال"
    assert is_definite("الرساله") and not is_definite("رساله")


def test_that_may_have_a_pronoun():
    assert is_that("انهم") and not is_that("انهار")


def test_no_words_give_a_pattern_that_matches_nothing():
    assert not re.search(any_of([]), "نص") and not re.search(_any([]), "نص")


def test_months_of_all_arab_countries_have_names_folded():
    assert {"نيسان", "ابريل", "افريل", "جويليه", "شعبان"} <= month_names()
    assert "الجمعه" in weekday_names() and not month_names() & weekday_names()


def test_verbs_of_saying_beside_a_name_are_forms_of_the_language():
    cues = name_cues()
    assert {cues[word] for word in ("اكد", "اكدت", "يءكد", "تءكد", "نفت")} == {"say"}
    assert not {"يءكدت", "مءكدات", "عزت"} & {word for word, kind in cues.items() if kind == "say"}
