"""Damaged pages are refused where that is sure; pages that are only unusual are read."""

import html

import pytest

from helpers.corpus import Problem
from helpers.corpus.damage import checked, left_over

TITLE = "البلدية تعيد فتح الجسر القديم"
BODY = "أعادت البلدية فتح الجسر القديم بعد أعمال صيانة دامت ستة أشهر، وشارك في الافتتاح سكان الضفتين."
PAGE = f"{TITLE}\n{BODY}"


def wrongly(encoding, page=PAGE):
    """A page in UTF-8 as a reader of another encoding sees it; undefined bytes stay control characters."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in page.encode())


def problem(page):
    with pytest.raises(Problem) as raised:
        checked(page)
    return raised.value.message


@pytest.mark.parametrize(
    "encoding",
    ["latin-1", "cp1252", "cp1256", "mac_roman", "mac_arabic", "cp720", "cp437", "cp850", "cp1250", "cp1251", "koi8_r"],
)
def test_utf8_that_was_decoded_in_another_encoding_is_refused(encoding):
    assert "mojibake" in problem(wrongly(encoding))


@pytest.mark.parametrize("encoding", ["cp1252", "cp1256", "latin-1"])
def test_text_that_was_decoded_wrongly_twice_is_refused(encoding):
    assert "mojibake" in problem(wrongly(encoding, wrongly(encoding)))


@pytest.mark.parametrize(
    "page", [PAGE.encode("utf-16-le").decode("utf-16-be"), PAGE.encode("utf-16-le")[1:-1].decode("utf-16-le")]
)
def test_utf16_with_exchanged_or_lost_bytes_is_refused(page):
    assert "mojibake" in problem(page)


def test_mojibake_is_found_below_a_sound_title():
    assert "mojibake" in problem(f"{TITLE}\n{wrongly('cp1252', BODY)}")


@pytest.mark.parametrize(
    "right, wrong",
    [
        ("cp1256", "latin-1"),
        ("cp1256", "cp1252"),
        ("cp1256", "mac_roman"),
        ("cp1256", "cp1251"),
        ("iso8859_6", "latin-1"),
        ("iso8859_6", "cp1256"),
    ],
)
def test_one_encoding_of_arabic_that_was_taken_for_another_is_refused(right, wrong):
    assert "mojibake" in problem(PAGE.encode(right).decode(wrong, "replace"))


@pytest.mark.parametrize(
    "page, what",
    [
        (PAGE.encode("ascii", "replace").decode(), "question marks"),
        (f"{TITLE}\n???? ???????? ??? ????? ?????? ??? ?????", "question marks"),
        ("????? ????????", "question marks"),
        (PAGE.replace("ا", "\N{REPLACEMENT CHARACTER}").replace("ل", "\N{REPLACEMENT CHARACTER}"), "U+FFFD"),
        ("".join(f"&#{ord(c)};" for c in PAGE), "HTML entities"),
        (PAGE.encode("unicode_escape").decode(), "escapes"),
    ],
    ids=["all lost", "body lost", "two words", "U+FFFD", "entities", "escapes"],
)
def test_pages_that_lost_over_a_tenth_of_their_letters_are_refused(page, what):
    assert what in problem(page)


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{TITLE}</p>\n<p>{BODY}</p>",
        f'<div class="t">{TITLE}</div>\n\n<div dir="rtl">{BODY}</div>\n',
        f"<ul>\n<li>{TITLE}</li>\n<li>{BODY}</li>\n</ul>",
        f"<h1>{TITLE}</h1>\n  <p>{BODY} <a href='/x'>المزيد</a></p>",
        f"<H2>{TITLE}</H2><P>{BODY}</P>",
        f"<p>\n{TITLE}\n</p>\n<p>\n{BODY}\n</p>",
        f"{TITLE}<br>\n{BODY}<br/>\n{BODY}<br />",
    ],
    ids=["p", "div", "li", "h1 and p", "one line", "tags on lines of their own", "br"],
)
def test_pages_of_block_elements_are_refused(page):
    assert problem(page) == "the lines of the page are HTML elements"


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        f"<p>{BODY}</p>",
        f"<p>{TITLE}</p>\n{BODY}\n{BODY}",
        f"{TITLE}\n<b>{BODY}</b>",
        f"{BODY}\nالحرارة < ٤٠ والرطوبة > ٢٠",
        "يشرح الدرس وسم <br> ثم وسم <p> ثم </p>\nوفي الختام تمرين",
        f"{TITLE}؟؟؟؟ ???",
        f"{BODY}\n??? ????",
        "هل فتح الجسر ???",
        f"{BODY} \N{REPLACEMENT CHARACTER}",
        "جسر \N{REPLACEMENT CHARACTER} جديد",
        f"{BODY}&nbsp;&nbsp;&quot;{TITLE}&quot;",
        "&nbsp;&nbsp;&nbsp;&nbsp;جسر",
        "ط، ظ، ع، غ، ط؛ ع؟ «ط» «ظ» «ع»",
        "مـــــرحبا بـــكـــم",
        "س ≤ ٣ × ٤ ± ٢ ° ² ³ ¼ §",
    ],
)
def test_what_is_only_unusual_in_an_arabic_page_is_read(page):
    assert checked(page) == page


@pytest.mark.parametrize(
    "page",
    [
        "L'été où la forêt brûlait à côté de l'Élysée, les élèves étaient émus : « Noël à Évian », § 7.",
        "Øystein Åse på Ærø og Ångström møttes i Årø. Ø! Å?",
        "Þetta er íslenskur texti: Þórður, ðað, áéíóúýöæ.",
        "Chính phủ Việt Nam đã công bố kế hoạch mới về phát triển kinh tế xã hội",
        "AÇÃO, SÃO, PÃES, ÕES: três irmãos",
        "Президент открыл мост; всё ещё шёл дождь",
        "ראש העיר פתח היום את הגשר",
        "市长今天为新桥剪彩",
        "رئیس‌جمهور دربارهٔ موضوع‌های مهم گفت‌وگو کرد؛ عکس‌ها، آگهی‌ها، طی‌شده، «چگونه؟» آپارات، عکّاسی",
        "عہدیداروں نے عہد کیا کہ عہدے داروں کو آگاہ کیا جائے، ٹھیک ہے، آپ کہاں ہیں؟",
        "طے پایا، عکاس، غیر ملکی ظہرانہ",
        "سەرۆکی هەرێم لە هەولێر کۆبووەوە؛ پێشمەرگە، چاوپێکەوتن، ژیان، گۆڤار، حەفتە",
        f"{TITLE} — Ébène, Zoé, Chloé, Noël, Raphaël, Øystein, Ångström",
        "إِنَّ المُعَلِّمَ زَارَ القَرْيَةَ وَحَمَلَ كُتُبًا",
    ],
)
def test_other_languages_and_accents_are_no_damage(page):
    assert checked(page) == page


@pytest.mark.parametrize(
    "page, left",
    [
        (f"{TITLE}&nbsp;{html.escape(chr(34) + BODY + chr(34))}", "HTML entities"),
        (f"{TITLE} <b>{BODY}</b>", "HTML tags"),
        ("AT&T; سعر السهم < ٩ & > ٣", None),
        (PAGE, None),
    ],
)
def test_markup_that_is_left_in_a_page_is_noted(page, left):
    assert left_over(page) == left
