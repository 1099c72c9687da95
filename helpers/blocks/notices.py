"""Notices: lines in which an outlet speaks to its readers, known by what they do and not by their exact words.

A notice invites readers to a channel of the outlet, asks for their opinion, says whose opinion a text is, reserves
rights, or sets the rules for comments. Each rule asks for words of several uses of data/lexicons/notice_words.csv
in one line. To cover another notice, add words there; to cover another kind of notice, add a Rule.
"""

import re
from functools import cache, lru_cache

from helpers.blocks.lines import WORD, Line
from helpers.lexicons import affixes, any_of, lexicon, light_stem, without_article, words_with
from helpers.rules import Rule
from helpers.text import fold

NOTICE_WORDS = 25  # a longer line is a paragraph about channels, not an invitation to one
CACHED_WORDS = 2**15  # words whose uses are kept: those of some hundred pages
SHORT_WORDS = 10  # a verb that may be of the third person invites only in a line as short as a button's
DISCLAIMER_WORDS = 40  # a disclaimer may be two sentences
OPENING = 2  # words at the start of a line in which an invitation begins, behind «هل» or a sign
SUBJECT = 4  # words at its start in which a disclaimer names its subject: «ما ينشر في هذه الزاوية»
CALLING = (":", "：", "|", "..", "…")  # how such a line ends
CALLS = 5  # words that do nothing but lead to other stories: «للمزيد من الأخبار»
QUOTED = re.compile('[«»“”"]')
INITIALS = re.compile(r"\*?\s*(?:[^\W\d_]{1,2}\s*[/.\s]\s*){2,6}[^\W\d_]{0,2}\s*")
PROCLITIC = re.compile("[وفبل]")
STAMP = re.compile(r"\d{1,2}/\d{1,2}/\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?")


@cache
def notice_words(use: str) -> frozenset[str]:
    """Return the folded words of notice_words.csv with one use.

    >>> sorted(notice_words("page item"))[:2]
    ['تقرير', 'خبر']
    """
    return frozenset(map(fold, words_with("notice_words", use)))


@cache
def notice_stems(use: str) -> frozenset[str]:
    """Return the stems of the words with one use."""
    return frozenset(map(light_stem, notice_words(use)))


def found(words: list[str], *uses: str) -> str | None:
    """Return the first of the words that has one of the uses, as it is or without a proclitic or article; or None."""
    return next((word for word in words if not uses_of(word).isdisjoint(uses)), None)


@lru_cache(maxsize=CACHED_WORDS)
def uses_of(word: str) -> frozenset[str]:
    """Return the uses in notice_words.csv of a folded word, as it is or without a proclitic or article.

    >>> sorted(uses_of("بالتعليقات"))
    ['comment', 'opinion text']
    """
    forms = {word, without_article(word)}
    if PROCLITIC.match(word):
        forms |= {word[1:], without_article(word[1:])}
    return frozenset().union(*(_uses().get(form, ()) for form in forms))


@cache
def _uses() -> dict[str, set[str]]:
    """Return the uses of each folded word of notice_words.csv."""
    rows, uses = lexicon("notice_words"), {}
    for word, use in zip(rows["word"].map(fold), rows["use"]):
        uses.setdefault(word, set()).add(use)
    return uses


def own_channel(words: list[str]) -> str | None:
    """Return the first of the words that is a channel with «our» behind it: «صفحتنا», «بقناتنا»; or None."""
    for word in words:
        for our in affixes("first person pronoun"):
            noun = word.removesuffix(our)
            noun = noun[:-1] + "ه" if noun.endswith("ت") else noun
            if noun != word and {light_stem(noun), light_stem(noun[1:])} & notice_stems("channel"):
                return word
    return None


# Questions about a line -------------------------------------------------------------------------------------


def invites_readers(line: Line) -> str | None:
    """Return the word that invites readers to a channel, or None."""
    words = notice_tokens(line)
    invited = found(words[:OPENING], "invites readers")
    return invited if invited and (has_channel(words) or found(words, "channel")) else None


def invites_a_reader(line: Line) -> str | None:
    """Return the word that invites one reader to the outlet's own channel, or in a short line to any; or None."""
    words = notice_tokens(line)
    invited = found(words[:OPENING], "invites a reader", "offers")
    if not invited:
        return None
    certain = own_channel(words) or found(words, "of the reader", "account")
    brief = line.count <= SHORT_WORDS and not line.ends_sentence
    return invited if certain or brief and found(words[1:], "platform") else None


def asks_if_liked(line: Line) -> str | None:
    """Return the word that asks whether the reader likes the page, or None."""
    words = notice_tokens(line)
    liked = found(words[:OPENING], "liked")
    return liked if liked and found(words, "page item") else None


def lets_reader_speak(line: Line) -> bool:
    """Return whether a reader says on a button that something need not be shown again."""
    words = notice_tokens(line)
    return bool(found(words[:SUBJECT], "reader says") and found(words[SUBJECT:], "no longer"))


def disclaims(line: Line) -> str | None:
    """Return the word for the text whose opinion a disclaimer says is not the outlet's, or None."""
    if line.count > DISCLAIMER_WORDS or QUOTED.search(line.text):
        return None
    words = WORD.findall(line.core)
    subject = found(words[:SUBJECT], "opinion text")
    return subject if subject and found(words, "opinion verb") and found(words, "opinion holder") else None


def reserves_rights(line: Line) -> bool:
    """Return whether the line reserves rights, or says how its text may be used."""
    words = notice_tokens(line)
    reserved = found(words, "rights") and found(words, "reserved") and not line.continues_story
    return bool(reserved or found(words[:SUBJECT], "reuse") and found(words, "permission"))


def moderates(line: Line) -> bool:
    """Return whether the line says what is done with comments."""
    words = notice_tokens(line)
    return bool(found(words[:SUBJECT], "moderator") and found(words, "moderates") and found(words, "comment"))


def only_calls(line: Line) -> bool:
    """Return whether the line does nothing but lead to other stories: «للمزيد:», «نقترح عليكم».

    Where all words may be in a headline too, as in «شاهد», a sign must end the line.
    """
    words = WORD.findall(line.core)
    leads = [word for word in words if word in notice_words("reads on")]
    if not leads or len(words) > CALLS or not all(is_calling(word) for word in words):
        return False
    return len(words) > 1 or line.tail.rstrip().endswith(CALLING)


def is_calling(word: str) -> bool:
    """Return whether a word leads to other stories, or occurs beside such a word."""
    return word in notice_words("reads on") or word in notice_words("beside reads on")


def is_signature(line: Line) -> bool:
    """Return whether the line has the initials of editors, or these and the time of day: «س ع/ر م 12:05»."""
    without_stamp = STAMP.sub("", line.text)
    stamped = without_stamp != line.text
    return bool(INITIALS.fullmatch(without_stamp)) and (stamped or "/" in without_stamp)


def notice_tokens(line: Line) -> list[str]:
    """Return the folded words of a line; none where it is longer than a notice."""
    return WORD.findall(line.core) if line.count <= NOTICE_WORDS else []


@cache
def calls() -> re.Pattern:
    """Return a pattern for words that lead to another story, a sign, and the headline of that story."""
    lead, light = any_of(notice_words("reads on")), any_of(notice_words("beside reads on"))
    words = rf"(?:(?:{light})\s+){{0,2}}(?:{lead})(?:\s+(?:{lead}|{light})){{0,{CALLS - 1}}}"
    return re.compile(
        rf"\W*{words}\s*(?:[:：|…]|\.\.+)\s*(?=\S)|\W*(?:{light})\s+(?:{light})\s+(?:{lead})\s*[:：|…]\s*(?=\S)"
    )


def has_channel(words: list[str]) -> bool:
    """Return whether some of the words name a platform, the outlet's own channel, or something of the reader."""
    return bool(own_channel(words) or found(words, "platform", "of the reader"))


NOTICES = (
    Rule(
        "«{}» invites readers",
        verdict="widget",
        when=invites_readers,
        example="تابعوا مواعيد القطار عبر حساب الجبل في تلغرام:",
        unlike="تابعوا القطار من بعيد وهو يصعد إلى القمة",
    ),
    Rule(
        "«{}» invites a reader",
        verdict="widget",
        when=invites_a_reader,
        example="سجل إعجابك بصفحة الجبل",
        unlike="سجل القطار رقما جديدا بعد عام من انطلاقه",
    ),
    Rule(
        "«{}» asks the reader",
        verdict="widget",
        when=asks_if_liked,
        example="أعجبكم هذا التقرير المصور؟",
        unlike="هل أعجبكم القطار الجديد؟",
    ),
    Rule(
        "a reader speaks on a button",
        verdict="widget",
        when=lets_reader_speak,
        example="أنا مشترك في الصحيفة فعلا، لا تعرضوا هذا الطلب من جديد",
        unlike="أنا مشترك في النادي منذ افتتاحه، لا أغيب عن مباراة",
    ),
    Rule(
        "whose opinion «{}» is",
        verdict="other",
        when=disclaims,
        example="الآراء الواردة هنا تلزم أصحابها وحدهم",
        unlike="الآراء الواردة في الاستطلاع تختلف من مدينة إلى أخرى",
    ),
    Rule(
        "rights are reserved",
        verdict="widget",
        when=reserves_rights,
        example="حقوق هذا المحتوى محفوظة لصحيفة الجبل",
        unlike="حقوق العمال في صلب المفاوضات الجديدة",
    ),
    Rule(
        "rules for comments",
        verdict="widget",
        when=moderates,
        example="لإدارة الموقع الحق في إزالة التعليقات دون إنذار",
        unlike="إدارة النادي ترفض إزالة المدرجات القديمة",
    ),
    Rule(
        "leads to other stories, and says nothing else",
        verdict="marker",
        when=only_calls,
        example="للمزيد شاهد أيضا:",
        unlike="للمزيد من القوة:",
    ),
    Rule(
        "initials of editors",
        verdict="byline",
        when=is_signature,
        example="س م/ر ن ط03/02/2031 18:05:09",
        unlike="س 400/س 500",
    ),
)
