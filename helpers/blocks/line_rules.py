"""Line rules: the shape of a line by its content, as a table in which the first rule that holds decides.

To add another kind of line, add a Rule to RULES: a reason, a line that it decides, the shape, a near miss,
and a predicate. A new word for a rule that is here needs no rule, only a row of markers.csv. The order goes
from the surest signs (the whole line is a form of markers.csv) over the beginning of a line to its length.
"""

import re
from collections.abc import Iterator

from helpers.blocks.lines import CAPTION_WORDS, DASH, LABEL_WORDS, NUMBER_WORDS, Line, are_brief
from helpers.blocks.notices import NOTICES
from helpers.lexicons import Form, line_key, markers
from helpers.rules import Rule, first_match
from helpers.text import without_edges

AS_FORM = ""  # verdict of a rule: the kind that markers.csv gives the form that was found
PARAGRAPH_WORDS = 18  # an unfinished line of fewer words is a title, a heading or a headline
SENTENCE_WORDS = 5  # a line of fewer words with a full stop is a label or a headline: «انتهى البث.»
WIDGET_WORDS = 10  # a longer line with the words of a widget in it is a sentence about one
ROW_WORDS = 60  # a menu on one line has no more words
ROW_LABELS = 4  # a menu has as many known labels; a headline may have three by chance
ROW_KNOWN = 0.5  # and they make up half of it, since no lexicon has all sections of an outlet
LONG_AGO_WORDS = 2  # «منذ ساعة»: a number or a unit after the preposition
STAMP_WORDS = 12  # «صحيفة الوادي نشر في صحيفة الوادي يوم 2 حزيران يونيو 2020»
DATE_WORDS = 24  # two calendars and the time of day in two places
DATE_LETTERS = 160  # as many words of dates are no longer than that
DATE_LABEL_WORDS = 2  # words beside a full date that no lexicon has: «النسخة الورقية»
LEAST_LETTERS = 3  # fewer letters are a bullet or the button of a widget: «A+»
# The words after a form that belong to it: an outlet, a name, a channel, a sentence, «من القسم».
ROOM = {"source": 6, "byline": 4, "widget": 8, "caption": 40, "marker": 2}

ARABIC = re.compile("[\u0621-\u064a]")
DIGIT = re.compile(r"\d")
DIGITS = re.compile(r"\d+")
CLOSED = re.compile(r"[.؟!][\s\"'»”]*[-–—/|(][^.؟!]*$")
CREDIT_MARK = re.compile(r"\s*[-–—/|©]")
# A «>» anywhere behind the first tag that is opened; a search from each would read on to the end of the line.
HTML = re.compile(r"^(?>.*?</?[a-zA-Z]).*>|/>\s*$|^\w+=[\"']", re.S)
HASHTAGS = re.compile(r"(?:#[\w]+\s*)+")
LINK = re.compile(r"\W*+(?:https?://|www\.)\S++\W*+")
# A mail address or the name of an account, with signs around it: `\W*\S*@[\w.-]+\W*`, read from its end. Only
# one place there can be its @ (with no letter behind it, the first is as good as any): none is tried twice.
MAIL_BACKWARDS = re.compile(r"(?>\W*+\w[\w.-]*+@|\W*[.-]@)\S*+\W*+")
PATH = re.compile(r"[»›>](?:(?<=>)>*|(?<=\s.)(?=\s))")  # » and › between blanks; others close quotations
ROW = re.compile(r"[|•·]")
IN_BRACKETS = re.compile(r"\([^()]*\)")
DATE_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:st|nd|rd|th)?")
NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?")
TIME = re.compile(r"\b(?:19|20)\d\d\b|\d:\d\d|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b")
GAP_IN_DATE = re.compile(r"(?<=\d)\s+([-/.])\s+(?=\d)")  # «02 - 06 - 2020»
CLOCK = re.compile(r"\b\d{1,2}:\d\d")
DAY = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b")


def shaped(line: Line) -> Line:
    """Return the line with the shape that the first rule gives it, and the name of the rule as the reason."""
    rule, found = first_match(RULES, line)
    return line.shaped(rule.verdict or found.kind, rule.name.format(found))


# Forms of markers.csv ---------------------------------------------------------------------------------------


def is_form(line: Line) -> Form | None:
    """Return the form if the line is one and nothing else."""
    kind = markers().lines.get(line.core)
    return Form(without_edges(line.text), kind) if kind else None


def begins_with_form(line: Line) -> Form | None:
    """Return the form that begins the line if what follows belongs to it; of keywords any number does."""
    form = line.first_form
    return form if form and (form.kind == "tags" or has_room(line, form)) else None


def opens_with_form(line: Line) -> Form | None:
    """Return the form that opens the line with no sign behind it, if what follows belongs to it."""
    found = markers().opening.match(line.core)
    form = found and Form(found[0], markers().openings[found[0]])
    return form if form and has_room(line, form) else None


def has_widget(line: Line) -> str | None:
    """Return the words of a widget within a line that is no longer than one."""
    found = markers().within.search(line.core) if line.count <= WIDGET_WORDS else None
    return found and found[0]


def is_label_with_number(line: Line) -> bool:
    """Return whether the line without its numbers is a form: «42 تعليقا», «التعليقات 3»."""
    bare = line_key(DIGITS.sub("", line.core)) if has_number(line) else ""
    return bool(bare) and (bare in markers().lines or bool(markers().within.fullmatch(bare)))


def has_room(line: Line, form: Form) -> bool:
    """Return whether an unfinished line has no more words after a form than belong to a form of its kind."""
    most = ROOM.get(form.kind)
    return most is not None and not line.ends_sentence and line.count <= most + len(form.words.split())


# Words of labels --------------------------------------------------------------------------------------------


def has_only_marker_words(line: Line) -> bool:
    """Return whether each word occurs in some marker, and no number beside them makes the line a widget."""
    return has_only_words_of(line, "marker") and not has_number(line)


def has_only_widget_words(line: Line) -> bool:
    """Return whether each word occurs in some widget."""
    return has_only_words_of(line, "widget")


def has_only_words_of(line: Line, kind: str) -> bool:
    """Return whether the line is a label and all its words but function words occur in labels of a kind."""
    if line.count > LABEL_WORDS + 1 or not line.is_plain:
        return False
    return bool(line.stems) and line.stems.keys() <= markers().vocabulary[kind]


def is_row_of_labels(line: Line) -> bool:
    """Return whether most words are known labels, one after the other with no sign between them."""
    if line.ends_sentence or line.count > ROW_WORDS:
        return False
    row = line.core.split()
    lengths = list(known_labels(row))
    return sum(lengths) == len(row) or len(lengths) >= ROW_LABELS and sum(lengths) >= ROW_KNOWN * len(row)


def known_labels(row: list[str]) -> Iterator[int]:
    """Yield how many words each known label among these words has, the longest first."""
    at = 0
    while at < len(row):
        lengths = range(LABEL_WORDS, 0, -1)
        length = next((n for n in lengths if " ".join(row[at : at + n]) in markers().lines), 0)
        if length:
            yield min(length, len(row) - at)
        at += max(length, 1)


# Dates ------------------------------------------------------------------------------------------------------


def is_labelled_date(line: Line) -> bool:
    """Return whether a date or an age follows a label of publication; with the label any number is a date."""
    form = line.first_form
    if not form or form.kind != "published":
        return False
    date = line.core[len(form.words) :]
    return any(map(is_figure, date_words(date))) or is_age(date)


def has_stamp(line: Line) -> bool:
    """Return whether a brief line that is no sentence has a full date, and a time of day or words of publication.

    An outlet may be before or between them: «الجبل نشر في الجبل يوم 02 - 06 - 2020».
    """
    if line.count > STAMP_WORDS or line.ends_sentence:
        return False
    core = GAP_IN_DATE.sub(r"\1", line.core)
    return has_full_date(core) and bool(CLOCK.search(core) or markers().stamped.search(core))


def is_age_alone(line: Line) -> bool:
    """Return whether the line is the age of a story and nothing else: «منذ ساعتين»."""
    return is_age(line.core)


def is_date_alone(line: Line) -> bool:
    """Return whether the line is a date, or a day and a month, and little else."""
    found = date_words(line.core) if DIGIT.search(line.core) else []
    return any(map(is_figure, found)) and (is_day_and_month(found) or bool(TIME.search(line.core)))


def is_age(core: str) -> bool:
    """Return whether a text is a length of time ago, and nothing else."""
    brief = len(core) <= DATE_LETTERS and markers().age.search(core)
    return bool(brief) and len(date_words(core)) >= LONG_AGO_WORDS


def is_day_and_month(found: list[str]) -> bool:
    """Return whether the words of a date line are a day and a month, as «7 مارس»."""
    return len(found) <= LABEL_WORDS and not markers().months.isdisjoint(found)


def date_words(core: str) -> list[str]:
    """Return the words of a line if all are words of dates, or all but the label of a full date."""
    found = DATE_TOKEN.findall(core) if len(core) <= DATE_LETTERS else []
    others = len(found) - sum(map(is_date_word, found))
    allowed = DATE_LABEL_WORDS if others and has_full_date(core) else 0
    return found if len(found) <= DATE_WORDS and others <= allowed else []


def is_date_word(word: str) -> bool:
    """Return whether a word may be part of a date line, or its letters after the first: «والثلاثاء»."""
    known = markers().date_words
    return word in known or word[1:] in known or bool(NUMBER.fullmatch(word))


def is_figure(word: str) -> bool:
    """Return whether a word begins with a digit."""
    return word[0].isdigit()


def has_full_date(core: str) -> bool:
    """Return whether a line has a day, a month and a year."""
    return bool(DAY.search(core) or markers().day.search(core))


# Signs and figures ------------------------------------------------------------------------------------------


def is_blank(line: Line) -> bool:
    """Return whether the line has no letter and no digit."""
    return not line.core


def is_tiny(line: Line) -> bool:
    """Return whether the line has too few letters for a word."""
    return len(line.core) < LEAST_LETTERS


def has_number(line: Line) -> bool:
    """Return whether the line is as short as a number with its label, and has a digit."""
    return line.count <= NUMBER_WORDS and bool(DIGIT.search(line.core))


def is_number(line: Line) -> bool:
    """Return whether the line is a number without an Arabic word."""
    return has_number(line) and not ARABIC.search(line.core)


def has_html(line: Line) -> bool:
    """Return whether a tag, the end of one or an attribute was left in the line."""
    may_have = ">" in line.text or "=" in line.text
    return may_have and bool(HTML.search(line.text))


def is_hashtags(line: Line) -> bool:
    """Return whether the line is a row of hashtags."""
    return bool(HASHTAGS.fullmatch(line.text))


def is_mail_address(line: Line) -> bool:
    """Return whether the line is a mail address or an account, as reporters sign, or a link to one."""
    return "@" in line.text and bool(MAIL_BACKWARDS.fullmatch(line.text[::-1]) or LINK.fullmatch(line.text))


def is_link(line: Line) -> bool:
    """Return whether the line is a link."""
    return bool(LINK.fullmatch(line.text))


def ends_with_slash(line: Line) -> bool:
    """Return whether the line is a short name with a slash behind it."""
    return line.count <= NUMBER_WORDS and line.tail[-1] in "/\\"


def is_path(line: Line) -> bool:
    """Return whether the line is a path of sections: «الرئيسية » محليات»."""
    return has_brief_parts(PATH, line.core, 2)


def is_row(line: Line) -> bool:
    """Return whether the line is a row of labels: «الرئيسية | ديوان | مرايا»."""
    return has_brief_parts(ROW, line.core, 3)


def has_brief_parts(sign: re.Pattern, core: str, least: int) -> bool:
    """Return whether a sign splits a line into labels, at least as many as asked for."""
    parts = sign.split(core)
    return len(parts) >= least and are_brief(parts)


def is_section_with_labels(line: Line) -> bool:
    """Return whether the line is the name of a section and other labels, with dashes between them."""
    if len(line.core) > DATE_LETTERS:
        return False
    section, *others = DASH.split(line.core)
    return bool(others) and markers().lines.get(section) == "section" and are_brief(others)


def is_row_of_names(line: Line) -> bool:
    """Return whether the line is three names or labels with dashes between them, and no figure."""
    if line.count > CAPTION_WORDS or line.ends_sentence:
        return False
    names = DASH.split(line.core)
    return len(names) > 2 and all(names) and are_brief(names) and not DIGIT.search(line.core)


# Credits ----------------------------------------------------------------------------------------------------


def is_credit(line: Line) -> bool:
    """Return whether the line is an agency with the sign before it that closes a caption."""
    return line.core in markers().credits and bool(CREDIT_MARK.match(line.text))


def has_credit(line: Line) -> bool:
    """Return whether an agency ends the line."""
    return line.ends_with_credit


def has_credit_behind_story(line: Line) -> bool:
    """Return whether an agency follows the last full stop of a paragraph."""
    return is_long(line) and line.ends_with_credit and bool(CLOSED.search(line.tail))


def is_dateline(line: Line) -> bool:
    """Return whether the line has places or names, then an agency."""
    if not line.ends_with_credit:
        return False
    places = [part for part in DASH.split(IN_BRACKETS.sub("", line.core)) if part]
    return len(places) > 1 and are_brief(places)


# Length -----------------------------------------------------------------------------------------------------


def is_long(line: Line) -> bool:
    """Return whether the line has the words of a paragraph."""
    return line.count >= PARAGRAPH_WORDS


def words_of_sentence(line: Line) -> int:
    """Return the count of words if the line ends as a sentence does, and is no label; else 0."""
    return line.count if line.ends_sentence and line.count >= SENTENCE_WORDS else 0


def words_of_long_line(line: Line) -> int:
    """Return the count of words if they are those of a paragraph, else 0."""
    return line.count if is_long(line) else 0


def words_of(line: Line) -> int:
    """Return the count of words; it is never 0, since no blank line comes here."""
    return line.count


RULES = (
    Rule("no letter and no digit", verdict="other", when=is_blank, example="* * *", unlike="* 7 *"),
    Rule("a credit alone", verdict="caption", when=is_credit, example="- رويترز", unlike="رويترز"),
    Rule("markers.csv has «{}»", verdict=AS_FORM, when=is_form, example="اقرأ أيضاً:", unlike="اقرأ أيضاً رواية قديمة"),
    Rule(
        "hashtags and nothing else",
        verdict="tags",
        when=is_hashtags,
        example="#قطار_الجبل #سكة",
        unlike="وسم #قطار_الجبل يتصدر",
    ),
    Rule(
        "a piece of HTML in it",
        verdict="other",
        when=has_html,
        example="<br> قطار الجبل",
        unlike="سرعة القطار > سرعة الحافلة",
    ),
    Rule(
        "a bare mail address or account",
        verdict="byline",
        when=is_mail_address,
        example="salma@example.org",
        unlike="راسلونا على salma@example.org",
    ),
    Rule(
        "a bare link",
        verdict="widget",
        when=is_link,
        example="https://example.org/qitar",
        unlike="الموقع https://example.org/qitar",
    ),
    Rule(
        "a label of publication and a date",
        verdict="published",
        when=is_labelled_date,
        example="نشر في: 3 مايو 2021",
        unlike="نشر في: صحيفة الجبل",
    ),
    Rule(
        "a full date with its time or label",
        verdict="published",
        when=has_stamp,
        example="صحيفة الجبل نشر في صحيفة الجبل يوم 02 - 06 - 2020",
        unlike="افتتح القطار يوم 02 - 06 - 2020 في صحيفة الجبل",
    ),
    Rule(
        "how long ago and nothing else",
        verdict="published",
        when=is_age_alone,
        example="منذ ساعتين",
        unlike="منذ ساعتين والقطار متوقف",
    ),
    Rule(
        "a date and little else",
        verdict="published",
        when=is_date_alone,
        example="الاثنين 3 مايو 2021",
        unlike="قطار 2021 يصل متأخرا",
    ),
    Rule(
        "a path of sections",
        verdict="section",
        when=is_path,
        example="الصفحة الأولى » مدن » قطارات",
        unlike="قال المدير » وصل القطار الأول إلى الجبل",
    ),
    Rule(
        "a row of labels with signs between them",
        verdict="section",
        when=is_row,
        example="مدن | قطارات | محطات",
        unlike="مدن | قطارات",
    ),
    Rule(
        "a section, and labels after dashes",
        verdict="section",
        when=is_section_with_labels,
        example="اقتصاد - سكك الحديد",
        unlike="اقتصاد - قطار الجبل ينقل ألف سائح",
    ),
    Rule(
        "begins with «{}»",
        verdict=AS_FORM,
        when=begins_with_form,
        example="المصدر: جريدة الجبل",
        unlike="المصدر: جريدة الجبل التي أرسلت مراسلها إلى المحطة أمس",
    ),
    Rule(
        "opens with «{}»",
        verdict=AS_FORM,
        when=opens_with_form,
        example="تابعونا على قناة الجبل",
        unlike="تابعونا على قناة الجبل في رحلة القطار الأولى بين محطة الوادي ومحطة القمة",
    ),
    Rule(
        "has «{}» in it",
        verdict="widget",
        when=has_widget,
        example="ألبوم القمة، جميع الحقوق محفوظة",
        unlike="وزارة النقل تغير سياسة الخصوصية في موقع التذاكر بعد شكوى من ركاب القطار",
    ),
    *NOTICES,
    Rule(
        "a label and a number", verdict="widget", when=is_label_with_number, example="1840 مشاركة", unlike="1840 قطارا"
    ),
    Rule(
        "a label made of the words of markers",
        verdict="marker",
        when=has_only_marker_words,
        example="أهم ما جاء اليوم",
        unlike="مواضيع القمة",
    ),
    Rule(
        "a label made of the words of widgets",
        verdict="widget",
        when=has_only_widget_words,
        example="مشاركة الصفحة",
        unlike="مشاركة القطار",
    ),
    Rule(
        "labels and little else",
        verdict="widget",
        when=is_row_of_labels,
        example="سياسة قطارات اقتصاد رياضة محطات ثقافة",
        unlike="سياسة النقل واقتصاد الجبل",
    ),
    Rule("a letter or two", verdict="other", when=is_tiny, example="A+", unlike="قطر"),
    Rule("a number and no Arabic word", verdict="other", when=is_number, example="0771 - 24", unlike="القطار 24"),
    Rule(
        "ends with a slash", verdict="byline", when=ends_with_slash, example="سلمى الحداد/", unlike="سلمى الحداد/ الجبل"
    ),
    Rule(
        "an agency behind a full stop",
        verdict="paragraph",
        when=has_credit_behind_story,
        example="وقال مدير المحطة إن القطار سيقطع المسافة بين الوادي والقمة في ساعتين، وإن التذاكر نفدت "
        "كلها قبل أسبوع. (رويترز)",
        unlike="قطار الجبل يغادر المحطة. (رويترز)",
    ),
    Rule(
        "places or names, then an agency",
        verdict="dateline",
        when=is_dateline,
        example="القمة - رويترز",
        unlike="قطار الجبل يغادر محطة القمة - رويترز",
    ),
    Rule(
        "ends with a credit",
        verdict="caption",
        when=has_credit,
        example="قطار الجبل يغادر محطة القمة - رويترز",
        unlike="رويترز: قطار الجبل يغادر القمة",
    ),
    Rule(
        "names and labels with signs between them",
        verdict="section",
        when=is_row_of_names,
        example="مدن / قطارات / محطات",
        unlike="مدن / قطارات",
    ),
    Rule(
        "{} words, a full stop",
        verdict="paragraph",
        when=words_of_sentence,
        example="وصل القطار الأول إلى القمة.",
        unlike="وصل القطار.",
    ),
    Rule(
        "{} words, enough for a paragraph",
        verdict="paragraph",
        when=words_of_long_line,
        example="وقال مدير المحطة إن القطار سيقطع المسافة بين الوادي والقمة في ساعتين وإن التذاكر نفدت كلها قبل أسبوع",
        unlike="قطار الجبل يقطع المسافة في ساعتين",
    ),
    Rule(
        "{} words",
        verdict="short",
        when=words_of,
        example="قطار الجبل يقطع المسافة في ساعتين",
        unlike="وصل القطار الأول إلى القمة.",
    ),
)
