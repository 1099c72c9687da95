"""Mojibake: text that was decoded in the wrong encoding, «Ø§Ù„» or «طھط£» for Arabic in UTF-8."""

import re
from collections.abc import Iterable

from helpers.corpus.encodings import ARABIC, encoding_of

# Encodings that UTF-8 is taken for, and the first bytes of letters in UTF-8: of Arabic, or of any two-byte
# letter where no usual text has such pairs. Text that was decoded wrongly twice begins with C2 and C3.
ARABIC_BYTES, TWICE, TWO_BYTES = (0xD8, 0xD9, 0xDA, 0xDB), (0xC2, 0xC3), tuple(range(0xC2, 0xE0))
MISTAKEN = {
    "cp1252": TWO_BYTES,
    "latin-1": TWO_BYTES,
    "mac_roman": TWO_BYTES,
    "cp1256": ARABIC_BYTES + TWICE,
    "mac_arabic": ARABIC_BYTES,
    "cp720": ARABIC_BYTES,
    "cp437": ARABIC_BYTES,
    "cp850": ARABIC_BYTES,
    "cp1250": ARABIC_BYTES,
    "cp1251": ARABIC_BYTES,
    "koi8_r": ARABIC_BYTES,
}
SECOND_BYTES = range(0x80, 0xC0)
ALEF = 0xA7  # the second byte of ا
# What follows a letter in any page of Arabic or Persian, so that it is no second half in the encodings of
# Arabic.
SIGNS = "،؛؟«»…‘’“”–—\N{NO-BREAK SPACE}\N{ZERO WIDTH NON-JOINER}"

# Arabic letters in UTF-16 of which the bytes were exchanged, or a byte was lost: 0627 is 2706 then.
SWAPPED = re.compile("[" + "".join(chr(low << 8 | 0x06) for low in range(0x21, 0x53)) + "]")

# Encodings that those of Arabic are taken for, and what is frequent in the text that comes out.
EXCHANGED = {
    "cp1252": "[\u00c0-\u00ff]",
    "latin-1": "[\u00c0-\u00ff]",
    "cp1251": "[\u0400-\u04ff]",
    "mac_roman": "[·„‰Á-ÔÂÊËÈ]",
    "cp1256": "[\u00e0-\u00ff]",
    "iso8859_6": "[\u064c\u064d\ufffd]",
}
ANY_SIGN = re.compile("[\u00c0-\u00ff\u0400-\u04ff\u064c\u064d\ufffd]")
FREQUENT, FEW = 0.1, 6  # share of the letters, and number
LETTER = re.compile(r"[^\W\d_]")


def broken(text: str) -> int:
    """Return the count of characters that are halves of letters: the two bytes of UTF-8, decoded one by one.

    >>> broken("سوق الخضار".encode().decode("latin-1"))
    18
    """
    likely = [pairs for pairs, alef, firsts in PAIRS if alef in text and any(map(text.__contains__, firsts))]
    return max(len(SWAPPED.findall(text)), *(2 * len(pairs.findall(text)) for pairs in likely), 0)


def is_exchanged(text: str) -> bool:
    """Return whether a text is surely Arabic once it is decoded again from an encoding of Arabic.

    >>> is_exchanged("ÃÚáä ÇáãÌáÓ ÇáãÍáí ÇÝÊÊÇÍ ÓæÞ ÌÏíÏÉ ááÎÖÇÑ ÞÑÈ ÇáãÍØÉ")
    True
    """
    if len(ANY_SIGN.findall(text)) < FEW:
        return False
    letters = len(LETTER.findall(text))
    for wrong, signs in EXCHANGED.items():
        if len(re.findall(signs, text)) > FREQUENT * letters:
            right = encoding_of(text.encode(wrong, "ignore"))
            if right in ARABIC and right != wrong:
                return True
    return False


def _pairs(encoding: str, first_bytes: Iterable[int]) -> tuple[re.Pattern, str, set[str]]:
    """Return the pattern of a letter of UTF-8 in another encoding, the end of alef there, and all beginnings.

    Alef is in every text of Arabic letters, so a page without its second half needs no count.
    """
    firsts = _characters(encoding, first_bytes)
    seconds = _characters(encoding, SECOND_BYTES) - {*(SIGNS if encoding in ARABIC else "")}
    pattern = re.compile(f"[{re.escape(''.join(sorted(firsts)))}][{re.escape(''.join(sorted(seconds)))}]")
    return pattern, bytes([ALEF]).decode(encoding), firsts


def _characters(encoding: str, numbers: Iterable[int]) -> set[str]:
    """Return the characters that bytes become; undefined bytes become control characters, as in some readers."""
    return {bytes([n]).decode(encoding, "ignore") or chr(n) for n in numbers}


PAIRS = [_pairs(encoding, first_bytes) for encoding, first_bytes in MISTAKEN.items()]
