"""Bytes become text in the right encoding, or are refused with the right cure."""

import pytest

from helpers.corpus import Problem
from helpers.corpus.encodings import decoded, encoding_of

PAGE = (
    "أعادت البلدية فتح الجسر القديم بعد أعمال صيانة دامت ستة أشهر، وشارك في الافتتاح سكان الضفتين.\n"
    "وذكرت المهندسة المشرفة أن الجسر صار يتسع لمسارين، وأن الشاحنات الثقيلة ستبقى على الطريق الدائري."
)
ENCODINGS = ["cp1256", "iso8859_6", "mac_arabic"]


def refused(data):
    with pytest.raises(Problem) as raised:
        decoded(data)
    return raised.value.message, raised.value.cure


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_page_of_some_sentences_is_read_in_its_encoding(encoding):
    assert decoded(PAGE.encode(encoding))[0] == PAGE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("page", ["نبأ", "عاجل: bridge", "Bridge open"])
def test_utf16_without_a_mark_is_sure_even_in_a_few_words(page, encoding):
    assert decoded(page.encode(encoding)) == (page, encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_two_words_are_too_short_to_be_sure_of_a_one_byte_encoding(encoding):
    message, cure = refused("الجسر مفتوح".encode(encoding))
    name = {"cp1256": "WINDOWS-1256", "iso8859_6": "ISO-8859-6", "mac_arabic": "MACARABIC"}[encoding]
    assert message == "not UTF-8 at byte 0" and name in cure


@pytest.mark.parametrize("others", ["iso8859_6", "mac_arabic"])
def test_windows_1256_is_not_read_as_a_neighbour_that_could_decode_it(others):
    # no ف, ق, ك or غ, which ISO-8859-6 does not define there
    page = "وصل الوزير الى المدينة الساحلية يوم الثلاثاء ومن المنتظر ان يزور المدرسة الجديدة والميناء"
    data = page.encode("cp1256")
    assert data.decode(others) and encoding_of(data) == "cp1256"


def test_vowel_signs_do_not_hide_the_encoding():
    page = "إِنَّ المُعَلِّمَ الَّذِي زَارَ القَرْيَةَ حَمَلَ مَعَهُ كُتُبًا كَثِيرَةً لِأَطْفَالِ المَدْرَسَةِ، وَوَزَّعَهَا عَلَيْهِم"
    assert encoding_of(page.encode("cp1256")) == "cp1256"


@pytest.mark.parametrize(
    "page, encoding",
    [
        ("Les élèves de la forêt étaient très émus à l'arrivée du préfet, déjà âgé.", "cp1252"),
        ("Министр обороны прибыл сегодня с официальным визитом в столицу республики", "cp1251"),
        ("Der Bürgermeister von Köln eröffnete größere Straßen für Fußgänger", "latin-1"),
        ("Ο υπουργός ανακοίνωσε νέα μέτρα για την οικονομία της χώρας", "cp1253"),
        ("ראש העיר פתח היום את הגשר החדש מעל הנהר", "cp1255"),
    ],
)
def test_other_languages_in_one_byte_encodings_are_not_read_as_arabic(page, encoding):
    assert refused(page.encode(encoding))[0].startswith("not UTF-8 at byte")


def test_a_page_cut_in_the_middle_of_a_character_is_told_so():
    page = "أعادت البلدية فتح الجسر"
    at = len(page.encode()) - 2
    assert refused(page.encode()[:-1])[0] == f"not UTF-8 at byte {at}: cut in the middle of a character"


def test_single_bad_bytes_in_utf8_are_no_other_encoding():
    data = PAGE.encode()
    message, cure = refused(data[:30] + b"\xe7" + data[30:])
    assert message == "not UTF-8 at byte 30: some bytes are damaged" and "WINDOWS" not in cure
