"""Damaged pages: text that was decoded wrongly, lost its letters, or still is HTML.

A page is damaged if over a tenth of its letters are. One tag, one question mark, one replacement
character, another language or accents are no damage: such pages are read as they are.
"""

import html
import re

from helpers.corpus.mojibake import broken, is_exchanged
from helpers.corpus.problems import Problem

NOT_TEXT = re.compile(r"\s*(?:<!doctype\s|<html[\s>]|<\?xml\s|%PDF-|\{\\rtf)", re.I)
SHARE = 0.1  # of the letters: beyond it a page is damaged
AT_LEAST = 6  # damaged characters: a page of some words may hold one or two
AGAIN = "scrape the page again and decode it as UTF-8"

ESCAPED = re.compile(r"\\u0[67][0-9a-f]{2}", re.I)
ASKED = re.compile(r"(?<!\S)[\"'«»(\[]*\?{2,}[\"'«»)\].,:;،؛!]*(?!\S)|(?<=[^\W\d_])\?+(?=[^\W\d_])")
ASKED_WORDS = 5  # words of question marks alone, for a writer may repeat them once or twice
LETTER = re.compile(r"[^\W\d_]")
ENTITY = re.compile(r"&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z][a-z0-9]{1,30});", re.I)
BLOCK = (
    r"(?:p|div|li|ul|ol|h[1-6]|td|th|tr|table|tbody|blockquote|article|section|figure|figcaption|"
    r"header|footer|main|aside|nav|form|center|dd|dt|dl)"
)
TAG = re.compile(rf"</?(?:{BLOCK}|br|span|a|b|i|u|em|strong|img|font)(?:\s[^<>]*)?/?>", re.I)
ELEMENT = re.compile(rf"<({BLOCK})(?:\s[^<>]*)?>.*</\1\s*>|</?{BLOCK}(?:\s[^<>]*)?>|.*<br\s*/?>", re.I | re.S)
BETWEEN_ELEMENTS = re.compile(rf"\n|(?<=>)(?=\s*<{BLOCK}[\s>])", re.I)


def checked(text: str | None) -> str:
    """Return the text itself. Raises Problem if it is empty, is no plain text, or was surely damaged."""
    if not text or text.isspace():
        raise Problem("the page is empty", "scrape it again, or take it away")
    if "\0" in text or NOT_TEXT.match(text):
        raise Problem("not plain text", "give the page's text alone, without HTML or binary data")
    if _is_html(text):
        raise Problem("the lines of the page are HTML elements", "give the page's text alone, without tags")
    if is_exchanged(text) or (n := broken(text)) and _over_a_tenth(n, len("".join(text.split())) - n):
        raise Problem("the text was decoded in the wrong encoding (mojibake)", AGAIN)
    for lost, count, what, cure in LOST:
        if lost in text and _over_a_tenth(count(text), len(LETTER.findall(text))):
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


def _over_a_tenth(damaged: int, others: int) -> bool:
    return damaged >= AT_LEAST and damaged > SHARE * (others + damaged)


def _asked(text: str) -> int:
    """Return the count of letters that became question marks."""
    found = ASKED.findall(text)
    is_many = len(found) >= ASKED_WORDS or not LETTER.search(text)
    return sum(word.count("?") for word in found) if is_many else 0


def _entities(text: str) -> int:
    """Return the count of letters that are written as entities of HTML."""
    return sum(bool(LETTER.fullmatch(html.unescape(entity))) for entity in ENTITY.findall(text))


# A sign of lost letters, a function that counts them, what to call them, and the cure.
LOST = (
    (
        "\N{REPLACEMENT CHARACTER}",
        lambda text: text.count("\N{REPLACEMENT CHARACTER}"),
        "replacement characters (U+FFFD)",
        AGAIN,
    ),
    ("??", _asked, "question marks", AGAIN),
    (";", _entities, "HTML entities", "decode the entities: html.unescape in Python"),
    ("\\u0", lambda text: len(ESCAPED.findall(text)), r"escapes such as \u0627", "decode them: json.loads in Python"),
)


def _is_html(text: str) -> bool:
    """Return whether most lines of a page, and at least two, are block elements, or end in a <br>."""
    if "<" not in text:
        return False
    lines = [line for line in map(str.strip, BETWEEN_ELEMENTS.split(text)) if line]
    elements = sum(bool(ELEMENT.fullmatch(line)) for line in lines)
    return elements >= 2 and 2 * elements > len(lines)
