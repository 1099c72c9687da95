"""Seeds: words and stems are hashed all at once just as they are folded one by one."""

import numpy as np

from helpers.lexicons import light_affixes, stem
from helpers.reuse.seeds import ngrams, shared_ngrams, stem_pairs
from helpers.text import fold, words
from helpers.text import hashed_words as hashed

TEXTS = ["والمزارعون ينتظرون المطر، ولمزارعهم آبارٌ قديمة.", "", "مزارعون بالمزارع: لا مطر في ٢٠٢٤ ولا 2025!"]


def numbers(hashes):
    """The same hashes as numbers in order of their first place."""
    return [hashes.tolist().index(value) for value in hashes.tolist()]


def test_words_have_one_hash_if_they_are_folded_alike():
    spelled = [fold(word) for text in TEXTS for word, _, _ in words(text)]
    assert numbers(hashed(TEXTS, light_affixes()).word) == [spelled.index(word) for word in spelled]


def test_stems_have_one_hash_if_letters_stem_makes_them_the_same():
    stems = [stem(fold(word)) for text in TEXTS for word, _, _ in words(text)]
    assert numbers(hashed(TEXTS, light_affixes()).stem) == [stems.index(word) for word in stems]


def test_words_point_into_the_raw_text_of_their_page():
    found = hashed(TEXTS, light_affixes())
    assert [TEXTS[page][start:end] for page, start, end in zip(found.page, found.start, found.end)] == [
        "والمزارعون",
        "ينتظرون",
        "المطر",
        "ولمزارعهم",
        "آبارٌ"[:-1],
        "قديمة",
        "مزارعون",
        "بالمزارع",
        "لا",
        "مطر",
        "في",
        "٢٠٢٤",
        "ولا",
        "2025",
    ]


def test_a_pair_of_words_is_the_same_in_either_order():
    found = hashed(["القمح قليل", "قليل القمح"], light_affixes())
    hashes, whole, _ = stem_pairs(found.word, found.page, 1)
    assert whole.tolist() == [True, False, True]
    assert hashes[0] == hashes[2]


def test_an_ngram_on_one_page_is_no_seed():
    found = hashed(["غاب القمر ثم غاب القمر", "غاب المطر"], light_affixes())
    assert not len(shared_ngrams(ngrams(found.word, found.page, 2), found.page, 40).place)


def test_an_ngram_on_too_many_pages_is_no_seed():
    found = hashed(["غاب القمر"] * 4, light_affixes())
    runs = ngrams(found.word, found.page, 2)
    assert len(shared_ngrams(runs, found.page, 4).place) == 4
    assert not len(shared_ngrams(runs, found.page, 3).place)


def test_an_ngram_has_one_number_on_all_pages():
    found = hashed(["هطل مطر غزير", "قيل هطل مطر غزير"], light_affixes())
    number = shared_ngrams(ngrams(found.word, found.page, 2), found.page, 40).number
    assert number[0] == number[4] and number[1] == number[5]
    assert np.all(number[[2, 3, 6]] < 0)
