"""Damaged pages: text that was decoded wrongly, lost its letters, or still is HTML. Refused only where it is sure.

A page is damaged where over a tenth of its letters are. One tag, one question mark, one replacement character, a page
in another language or with accents is no damage: such pages are read as they are.
"""
import html
import re

from helpers.encodings import ARABIC, UTF8, encoding_of
from helpers.problems import Problem

NOT_TEXT = re.compile(r"\s*(?:<!doctype\s|<html[\s>]|<\?xml\s|%PDF-|\{\\rtf)", re.I)
SHARE = 0.1  # of the letters: beyond it a page is damaged
AT_LEAST = 6  # damaged characters: a page of some words may hold one or two
AGAIN = "scrape the page again and decode it as UTF-8"

# Encodings that UTF-8 is taken for, and the first bytes of letters there: of Arabic, and of what was decoded wrongly twice.
MISTAKEN = {"cp1252": range(0xC2, 0xE0), "latin-1": range(0xC2, 0xE0), "mac_roman": range(0xC2, 0xE0),
            "cp1256": (0xC2, 0xC3, 0xD8, 0xD9, 0xDA, 0xDB), "mac_arabic": (0xD8, 0xD9, 0xDA, 0xDB)}
SECOND = range(0x80, 0xC0)  # bytes that follow them

REPLACED = re.compile("\N{REPLACEMENT CHARACTER}")
ASKED = re.compile(r"(?<!\S)[\"'«»(\[]*\?{2,}[\"'«»)\].,:;،؛!]*(?!\S)|(?<=[^\W\d_])\?+(?=[^\W\d_])")
ASKED_WORDS = 5  # words of question marks alone, for a writer may repeat them once or twice
LETTER = re.compile(r"[^\W\d_]")
LATIN_1 = re.compile("[\u00c0-\u00ff]")
ENTITY = re.compile(r"&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z][a-z0-9]{1,30});", re.I)
TAG = re.compile(r"</?(?:p|br|div|span|li|ul|ol|h[1-6]|a|b|i|em|strong|img|table|tr|td|th|blockquote)(?:\s[^<>]*)?/?>", re.I)
BLOCK = r"(?:p|div|li|ul|ol|h[1-6]|td|th|tr|table|tbody|blockquote|article|section|figure|figcaption|header|footer|dd|dt|dl)"
ELEMENT = re.compile(rf"<({BLOCK})(?:\s[^<>]*)?>.*</\1\s*>|</?{BLOCK}(?:\s[^<>]*)?>|.*<br\s*/?>", re.I | re.S)
BETWEEN_ELEMENTS = re.compile(rf"\n|(?<=>)(?=\s*<{BLOCK}[\s>])", re.I)


def _pairs(encoding: str, first) -> re.Pattern:
    """Return the pattern of a letter of UTF-8 that was decoded in another encoding."""
    def characters(numbers) -> str:
        known = {bytes([n]).decode(encoding, "ignore") for n in numbers} | {chr(n) for n in numbers if n < 0xA0}
        return re.escape("".join(sorted(known)))
    return re.compile(f"[{characters(first)}][{characters(SECOND)}]")


PAIRS = [_pairs(encoding, first) for encoding, first in MISTAKEN.items()]


def checked(text: str | None) -> str:
    """Return the text itself. Raises Problem where it is empty, is no plain text, or was surely damaged."""
    if not text or text.isspace():
        raise Problem("the page is empty", "scrape it again, or take it away")
    if "\0" in text or NOT_TEXT.match(text):
        raise Problem("not plain text", "give the page's text alone, without HTML or binary data")
    if _is_html(text):
        raise Problem("the lines of the page are HTML elements", "give the page's text alone, without tags")
    letters = len(LETTER.findall(text))
    if _is_mojibake(text, letters):
        raise Problem("the text was decoded in the wrong encoding (mojibake)", AGAIN)
    for lost, what in ((REPLACED, "replacement characters (U+FFFD)"), (ASKED, "question marks"), (ENTITY, "HTML entities")):
        if _over_a_tenth(_lost(lost, text), letters):
            cure = "decode the entities (html.unescape)" if lost is ENTITY else AGAIN
            raise Problem(f"over a tenth of the letters are {what}", cure)
    return text


def left_over(text: str) -> str | None:
    """Return what kind of markup is left in a page that is read, or None.

    >>> left_over("قال&nbsp;الناطق &quot;نعم&quot;")
    'HTML entities'
    """
    if "<" in text and TAG.search(text):
        return "HTML tags"
    found = ENTITY.search(text) if "&" in text else None
    return "HTML entities" if found and html.unescape(found[0]) != found[0] else None


def _over_a_tenth(damaged: int, letters: int) -> bool:
    return damaged >= AT_LEAST and damaged > SHARE * (letters + damaged)


def _lost(pattern: re.Pattern, text: str) -> int:
    """Return how many letters were lost to marks of one kind."""
    found = pattern.findall(text)
    if pattern is ENTITY:
        return sum(bool(LETTER.fullmatch(html.unescape(entity))) for entity in found)
    if pattern is ASKED:
        return sum(word.count("?") for word in found) if len(found) >= ASKED_WORDS or not LETTER.search(text) else 0
    return len(found)


def _is_mojibake(text: str, letters: int) -> bool:
    """Return whether letters of a page came out as two or more characters each, or as letters of another alphabet."""
    if text.isascii():
        return False
    others = sum(not c.isspace() for c in text)
    if any(_over_a_tenth(2 * len(pairs.findall(text)), others) for pairs in PAIRS):
        return True
    return _over_a_tenth(len(LATIN_1.findall(text)), letters) and any(
        encoding_of(text.encode(wrong, "ignore")) in ARABIC for wrong in ("cp1252", "latin-1"))


def _is_html(text: str) -> bool:
    """Return whether most lines of a page, and two at least, are block elements, or end in a line break of HTML."""
    if "<" not in text:
        return False
    lines = [line for line in map(str.strip, BETWEEN_ELEMENTS.split(text)) if line]
    elements = sum(bool(ELEMENT.fullmatch(line)) for line in lines)
    return elements >= 2 and 2 * elements > len(lines)
