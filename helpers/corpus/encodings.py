"""Encodings: turn the bytes of a file into text, and name their encoding where it is not UTF-8.

UTF-8 and UTF-16 are recognised by their form. The one-byte encodings of Arabic share most of their bytes with one
another, so they are read only where the decoded text is surely Arabic: enough letters, as frequent as
they are in Arabic, and hardly any words that mix Arabic and Latin letters. Else the page is refused, and the message
names the likely encoding.
"""

import codecs
import math
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from helpers.corpus.problems import SURROGATE, Problem

HEAD = 1 << 20  # bytes of a table from which its encoding is recognised: some hundred pages
UTF8 = "utf-8"
# UTF-32 before UTF-16: its mark begins as that of UTF-16 does.
MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WITHOUT_MARK = ("utf-16-le", "utf-16-be")
ARABIC = ("cp1256", "iso8859_6", "mac_arabic")
NAMES = {
    UTF8: "UTF-8",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    **dict.fromkeys(WITHOUT_MARK, "UTF-16 without a byte order mark"),
    "cp1256": "Windows-1256",
    "iso8859_6": "ISO-8859-6",
    "mac_arabic": "MacArabic",
}
ICONV = {"cp1256": "WINDOWS-1256", "iso8859_6": "ISO-8859-6", "mac_arabic": "MACARABIC"}
AS_UTF8 = "save the file as UTF-8"
CUT = "scrape the page again, or drop the damaged bytes: iconv -c -f UTF-8 -t UTF-8 FILE > NEW"

# Letters of Arabic news per thousand, counted on the pages of data/articles; all others are RARE.
FREQUENCY = {
    "ا": 139,
    "ل": 99,
    "ي": 98,
    "و": 75,
    "م": 59,
    "ن": 53,
    "ر": 52,
    "ت": 44,
    "ب": 34,
    "س": 31,
    "ة": 29,
    "ع": 28,
    "ك": 26,
    "أ": 24,
    "ف": 24,
    "د": 24,
    "ق": 22,
    "ه": 18,
    "ح": 15,
    "ج": 12,
    "ش": 12,
    "ى": 10,
    "إ": 8,
    "ز": 8,
    "ث": 7,
    "ص": 7,
    "ض": 6,
    "غ": 6,
    "ط": 6,
    "خ": 5,
    "ذ": 4,
    "ئ": 4,
    "ء": 3,
}
RARE = 0.1
LETTERS = 40  # fewer letters, seven words or so, may look like Arabic by chance
BITS = 5.0  # a letter of Arabic carries 4.1 to 4.9 bits; decoded wrongly it mostly carries 5.2 or more
MARGIN = 0.25  # bits by which the right encoding must be better than any other
MIXED = 0.05  # share of words with Arabic and Latin letters; a wrong encoding mixes a fifth or more
COMMON_BLOCKS = 0.9  # share of the characters of UTF-16 in the blocks of COMMON; other bytes have few there

MAC_SIGNS = re.compile("[\u00a0\u00a4\u00ad]")  # blank, dollar and hyphen of MacArabic, read as ISO-8859-6
WORD = re.compile(r"[^\W\d_]+")
MARK_OF_VOWEL = re.compile("[\u0640\u064b-\u0652]")
# With two of the vowel signs, which are rare: a wrong encoding has them for ى and ي.
ARABIC_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a\u064c\u064d\u0671-\u06d3]")
LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
UNDEFINED = re.compile("[\x80-\x9f\ufffd]")  # no text has them, so the encoding is another one
COMMON = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0600-\u06ff\u0750-\u077f\u2000-\u206f\u20a0-\u20cf\ufb50-\ufdff\ufe70-\ufeff]"
)


class Fit(NamedTuple):
    """How well bytes fit Arabic when they are decoded from one encoding."""

    bits: float  # information per letter; lower is better
    letters: int
    text: str


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of some bytes without its byte order mark, and its encoding. Raises Problem if that is not sure.

    >>> decoded("أعلنت الوزارة مواعيد الامتحانات النهائية لطلاب المرحلة الثانوية".encode("cp1256"))[1]
    'cp1256'
    """
    encoding = encoding_of(data)
    return decoded_as(data, encoding), encoding


def decoded_as(data: bytes, encoding: str) -> str:
    """Return the text of some bytes in an encoding, without its byte order mark. Raises Problem."""
    mark = len(codecs.BOM_UTF8) if encoding == UTF8 and data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        raise not_decoded(data, encoding, mark + error.start) from None


def encoding_of(data: bytes, whole: bool = True) -> str:
    """Return the encoding of some bytes, or of the beginning of a table; UTF-8 where none is sure.

    A table in UTF-16 holds commas or braces, and so zero bytes; without them the mark is one bad row of a
    UTF-8 table.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark) and (whole or encoding == UTF8 or b"\0" in data):
            return encoding
    for encoding in WITHOUT_MARK:
        if (b"\x00" in data or b"\x06" in data) and _is_utf16(data, encoding):  # of ASCII, of Arabic
            return encoding
    return _one_byte_encoding(data) or UTF8 if _is_not_utf8(data) else UTF8


def head_encoding(path: Path) -> str:
    """Return the encoding of a table, as its first bytes show it."""
    with open(path, "rb") as file:
        return encoding_of(file.read(HEAD), whole=False)


def not_decoded(data: bytes, encoding: str, at: int | None = None) -> Problem:
    """Return the problem of bytes that cannot be decoded: at which byte, what is likely, and what to do."""
    what = f"not {NAMES[encoding]}" + (f" at byte {at:,}" if at is not None else "")
    if encoding != UTF8:
        return Problem(f"{what}: damaged, or cut short", AS_UTF8)
    if not _is_not_utf8(data):
        is_cut = at is not None and len(data) - at < 4
        likely = "cut in the middle of a character" if is_cut else "some bytes are damaged"
        return Problem(f"{what}: {likely}", CUT)
    fits = _fits(data)
    if not fits:
        return Problem(what, f"{AS_UTF8}; it is in no encoding of Arabic that is known here")
    best = min(fit.bits for fit in fits.values())
    names = [ICONV[name] for name, fit in fits.items() if fit.bits <= best + 1]  # the most usual one first
    others = f", or {' or '.join(names[1:])} in its place" if names[1:] else ""
    macos = "; only the iconv of macOS knows MACARABIC" if "MACARABIC" in names else ""
    return Problem(
        what,
        f"{AS_UTF8} (iconv -f {names[0]} -t UTF-8 FILE > NEW{others}{macos}); "
        "the text is too short or too unusual to be sure of its encoding",
    )


def _is_utf16(data: bytes, encoding: str) -> bool:
    """Return whether bytes are text in UTF-16: common characters come out, and hardly any others."""
    text = data[:HEAD].decode(encoding, "replace")
    return bool(text) and len(COMMON.findall(text)) >= COMMON_BLOCKS * len(text)


def _is_not_utf8(data: bytes) -> bool:
    """Return whether bytes are in another encoding than UTF-8, and not in UTF-8 with some bytes damaged."""
    try:
        data.decode(UTF8)
        return False
    except UnicodeDecodeError:
        text = data.decode(UTF8, "surrogateescape")
    wrong = len(SURROGATE.findall(text))
    return wrong > len(re.findall("[\u0080-\ud7ff\ue000-\U0010ffff]", text))


def _one_byte_encoding(data: bytes) -> str | None:
    """Return the one-byte encoding of Arabic that bytes are surely in, or None."""
    fits = _fits(data)
    if not fits:
        return None
    best, fit = min(fits.items(), key=lambda item: item[1].bits)  # of equals the first, the narrower encoding
    rivals = [other.bits for other in fits.values() if WORD.findall(other.text) != WORD.findall(fit.text)]
    sure = fit.letters >= LETTERS and fit.bits <= BITS and all(bits >= fit.bits + MARGIN for bits in rivals)
    return best if sure else None


def _fits(data: bytes) -> dict[str, Fit]:
    """Return the encodings in which bytes may be Arabic, and how well each fits."""
    fits = {}
    for encoding in ARABIC:
        text = data.decode(encoding, "replace")
        letters = ARABIC_LETTER.findall(text)
        is_wrong = UNDEFINED.search(text) or encoding == "iso8859_6" and MAC_SIGNS.search(text)
        if letters and not is_wrong and mixed(text) <= MIXED:
            bits = sum(n * _bits(letter) for letter, n in Counter(letters).items())
            fits[encoding] = Fit(bits / len(letters), len(letters), text)
    return fits


def _bits(letter: str) -> float:
    return -math.log2(FREQUENCY.get(letter, RARE) / 1000)


def mixed(text: str) -> float:
    """Return the share of the words with an Arabic letter that have a Latin letter too."""
    words = [word for word in WORD.findall(MARK_OF_VOWEL.sub("", text)) if ARABIC_LETTER.search(word)]
    return sum(bool(LATIN_LETTER.search(word)) for word in words) / max(1, len(words))
