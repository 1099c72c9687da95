"""Vocabulary: counted by stem, compared with an effect size, and led back to the page."""

import math

import pandas as pd
import pytest

from helpers.analysis.keyness import block_similarity, find_words, keyness, similarity


def words_of(*texts):
    articles = pd.DataFrame({"article": [str(n) for n in range(len(texts))], "text": texts})
    blocks = pd.DataFrame(
        {
            "article": articles["article"],
            "block": 0,
            "start": 0,
            "end": [len(t) for t in texts],
            "role": "main",
            "item": 0,
        }
    )
    return articles, find_words(articles, blocks)


def test_forms_of_one_word_are_counted_together():
    _, words = words_of("بدأت المفاوضات، ثم توقفت مفاوضات السلاح للمفاوضات القادمة")
    assert words["stem"].value_counts().iloc[0] == 3


def test_every_word_stands_where_its_row_says():
    articles, words = words_of("وصلَ الوفدُ، ثم غادر")
    assert [articles["text"][0][w.start : w.end] for w in words.itertuples()] == words["word"].tolist()


def test_numbers_are_no_words():
    _, words = words_of("في عام 2023 وصل ٤٥ وفداً")
    assert "2023" not in set(words["word"]) and "٤٥" not in set(words["word"])


@pytest.fixture
def harvest_and_court():
    return words_of("القمح القمح القمح المحصول")[1], words_of("المحكمة المحكمة المحكمة المحصول")[1]


def test_a_word_of_one_side_is_key_there(harvest_and_court):
    assert keyness(*harvest_and_court)["word"].iloc[0] == "القمح"


def test_a_word_of_the_other_side_has_a_negative_g2(harvest_and_court):
    assert keyness(*harvest_and_court).set_index("word").loc["المحكمة", "g2"] < 0


def test_g2_is_dunnings_log_likelihood():
    here, there = words_of("نهر " * 10 + "جبل " * 90)[1], words_of("نهر " * 5 + "جبل " * 195)[1]
    by_hand = 2 * (10 * math.log(10 / 5) + 5 * math.log(5 / 10))  # 15 in 300 words: 5 and 10 would be expected
    assert keyness(here, there).set_index("word").loc["نهر", "g2"] == pytest.approx(by_hand)


def test_a_word_that_many_pages_of_one_side_have_is_steady():
    here, there = words_of(*["القمح في الحقل"] * 9)[1], words_of(*["السفينة في الميناء"] * 9)[1]
    assert keyness(here, there).set_index("word").loc["القمح", "steady"]


def test_a_word_that_one_page_repeats_is_not_steady():
    here, there = words_of("القمح " * 20, *["غادر الوفد المدينة"] * 9)[1], words_of(*["وصل الوفد المدينة"] * 9)[1]
    wheat = keyness(here, there).set_index("word").loc["القمح"]
    assert wheat["g2"] > 6.63 and not wheat["steady"]


def test_pages_are_counted_where_the_word_is_the_commoner():
    here, there = words_of(*["القمح في الحقل"] * 3)[1], words_of("القمح في السفينة", *["السفينة في الميناء"] * 4)[1]
    pages = keyness(here, there).set_index("word")["pages"].to_dict()
    assert pages == {"القمح": 3, "الحقل": 3, "السفينة": 5, "الميناء": 4}


def test_a_visit_is_no_function_word():
    here, there = words_of("زيارة زيارة زيارة")[1], words_of("القمح القمح")[1]
    assert "زيارة" in set(keyness(here, there)["word"])


def test_rare_words_are_left_out(harvest_and_court):
    assert "المحصول" not in set(keyness(*harvest_and_court, least=3)["word"])


def test_a_text_is_like_itself_and_unlike_another(harvest_and_court):
    one, other = harvest_and_court
    assert similarity(one, one) == 1 and similarity(one, other) < 0.2


def test_a_block_is_compared_with_the_rest_of_the_main_story():
    text = "فتح المتحف أبوابه للزوار. زوار المتحف دخلوا أبوابه. القمح والمطر والمحصول"
    ends = [text.index(".") + 1, text.index(".", 30) + 1, len(text)]
    articles = pd.DataFrame({"article": ["1"], "text": [text]})
    blocks = pd.DataFrame(
        {
            "article": "1",
            "block": [0, 1, 2],
            "start": [0, *ends[:2]],
            "end": ends,
            "role": ["main", "main", "appended"],
            "item": [0, 0, 1],
        }
    )
    alike = block_similarity(find_words(articles, blocks), least=3)["similarity"]
    assert alike[1] > 0.5 and alike[2] == 0


def test_words_that_are_compared_with_none_have_no_keyness(harvest_and_court):
    one, _ = harvest_and_court
    assert keyness(one, one.head(0)).empty


def test_no_words_give_no_rows():
    assert words_of("1 2 3")[1].empty
