import pandas as pd
import pytest

from helpers.blocks.recurring import LINE_CHARACTERS
from helpers.pipeline.profile import BadProfile, profile, read_profile, save_profile
from helpers.schema import NO_PROFILE, Profile, sum_profiles


def pages(*texts, outlet="الأفق"):
    return pd.DataFrame({"article": [f"{outlet}-{i}" for i, _ in enumerate(texts)], "outlet": outlet, "text": texts})


FIRST = pages("شارك المقال\nوصل الوفد إلى صنعاء\nشارك المقال", "شارك المقال\nعاد الوفد")
THIRD = pages("شارك المقال\nارتفعت الأسعار", outlet="المدى")
SECOND = pd.concat([pages("شارك المقال\nغادر الوفد"), THIRD], ignore_index=True)


def count(frame, **where):
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return frame["pages"].tolist()


def test_a_line_counts_once_a_page_and_within_its_outlet():
    both = profile(FIRST) + profile(SECOND)
    assert count(both.lines, line="شارك المقال", outlet="الأفق") == [3]
    assert count(both.lines, line="شارك المقال", outlet="المدى") == [1]


def test_a_word_counts_once_a_page_over_all_outlets():
    both = profile(FIRST) + profile(SECOND)
    assert count(both.words, word="شارك") == [4] and count(both.words, word="الوفد") == [3]


def test_the_profile_of_two_parts_is_the_sum_of_their_profiles():
    whole = profile(pd.concat([FIRST, SECOND], ignore_index=True))
    assert profile(FIRST) + profile(SECOND) == whole
    assert profile(SECOND) + profile(FIRST) == whole


def test_many_parts_add_up_as_one_by_one():
    parts = [profile(pages(f"خبر رقم {i}\nاقرأ المزيد")) for i in range(9)]
    assert sum_profiles(parts) == sum(parts, NO_PROFILE) and len(sum_profiles(parts)) == 9


def test_profiles_of_different_pages_differ():
    assert profile(FIRST) != profile(SECOND)


def test_an_empty_profile_adds_nothing():
    one = profile(FIRST)
    assert one + NO_PROFILE == one and NO_PROFILE + NO_PROFILE == NO_PROFILE and sum_profiles([]) == NO_PROFILE
    assert profile(FIRST.iloc[:0]) == NO_PROFILE


def test_spellings_of_one_line_are_counted_as_one():
    counts = profile(pages("إقرأ أيضاً", "اقرا ايضا  ", "\u200fاقرأ أيضا"))
    assert count(counts.lines, line="اقرا ايضا") == [3]


def test_paragraphs_are_not_remembered_as_lines():
    long = "كلمة " * (LINE_CHARACTERS // 5 + 1)
    counts = profile(pages(long, "كلمة"))
    assert counts.lines["line"].tolist() == ["كلمه"] and count(counts.words, word="كلمه") == [2]


def test_pages_without_an_outlet_are_counted_together():
    nameless = FIRST.assign(outlet=pd.Series([None, None], dtype="str"))
    assert profile(nameless) == profile(nameless.drop(columns="outlet"))
    assert profile(nameless).pages.values.tolist() == [["", 2]]


def test_a_saved_profile_comes_back_as_it_was(tmp_path):
    for kept in (profile(SECOND), NO_PROFILE):
        save_profile(kept, tmp_path)
        assert read_profile(tmp_path) == kept


def test_a_folder_without_a_profile_is_named_in_the_error(tmp_path):
    with pytest.raises(BadProfile, match="no profile here.*pages.parquet"):
        read_profile(tmp_path)


def test_a_profile_says_how_many_pages_it_counted():
    assert isinstance(profile(FIRST), Profile) and len(profile(FIRST)) == 2
