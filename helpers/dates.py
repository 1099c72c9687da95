"""Dates: the temporal expressions of a page, each with its TIMEX3 value, or without one where nobody can know it.

A block is folded and turned into a row of one-letter codes, one a word (`KINDS`), names of one month joined, so that
«الثلاثاء 5 أيلول/سبتمبر 2023» reads `WNMY`. A rule is a regular expression over these codes and a function that works
out the day. Month and weekday names are CLDR's, for every Arab country; what CLDR lacks stands in data/lexicons/:
months.csv (spellings, Hijri months), numbers.csv, calendar.csv (everything else, false friends too), tenses.csv.

What counts. An expression runs from its first word («يوم», «عام», a part of the day or «مطلع» too) to its last,
without و ف ب ل ك in front («للأحد» stays whole: its article has no letters of its own). A range is two rows.
Left out on purpose: vague adverbs without a calendar word («مؤخراً», «حتى الآن», «في المستقبل القريب»), durations and
ages («أكثر من ساعتين», «بعد أشهر من», «40 عاماً»), times of day. Found without value: «منذ نحو 4 سنوات», «خلال الأيام
المقبلة», days that do not exist, Hijri dates without a Gregorian twin, and everything relative in an appended item or
on a page that does not say when it was published.
"""
import re
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import pandas as pd
from babel import Locale, localedata

from helpers.corpus import lexicon
from helpers.letters import fold, fold_map

COLUMNS = ["article", "block", "start", "end", "surface", "value", "first", "last", "grain", "anchor"]
KINDS = {  # the kinds of words in calendar.csv and of what digits stand for; z is a word that no table knows
    "weekday": "W", "bare_weekday": "w", "month": "M", "unsure_month": "m", "hijri": "H", "number": "N", "written": "n",
    "year": "Y", "hijri_year": "h", "numeral": "#", "numeric": "D", "day": "R", "yawm": "J", "this": "T", "that": "q",
    "shift": "S", "shift_both": "L", "other": "O", "last": "a", "the_week": "K", "the_month": "G", "the_year": "X",
    "the_century": "C", "the_decade": "V", "week_word": "k", "month_word": "g", "year_word": "Z", "long_word": "l",
    "few": "p", "two": "d", "many": "v", "part": "P", "ago": "B", "hence": "A", "about": "~", "more": ">", "in": "i",
    "from": "f", "to": "t", "between": "b", "namely": "o", "quarter": "Q", "season": "s", "decade": "E",
    "hijri_mark": "e", "counted": "c", "guard": "x",
}
FIRST_YEAR, LAST_YEAR = 1800, 2099  # news seldom goes further; 1718 is a resolution, 2100 a sum
WEEKDAY_SLACK = 3  # days by which «اليوم السبت» may differ from the publication date: pages go online late
YEARS_TRIED = 1    # around the publication date, for a day and month without a year
AGAINST_TENSE = 4  # the tense of a verb nearby is a sign, no proof: «انخفض القطن لعقود ديسمبر»
FUTURE_WEIGHT = 2  # without a sign of tense: news looks back, and says «المقبل» where it does not
EDGE_LINES = 4     # at either end of a page, that may state its date
MAX_LINE = 100     # characters of a line that is a date and nothing more
STATED = re.compile("نشر|تاريخ|كتب|posted|published")
NUMERIC = re.compile(r"\d ?[/.-] ?\d")
UPDATED = re.compile("تحديث|محدث|updated")
LINE_WORDS = set("تاريخ النشر نشر في نشرت كتب بتاريخ الخبر الموافق يوم الساعه اخر تحديث بتوقيت غرينتش جرينتش ص م صباحا "
                 "مساء ه gmt utc am pm".split())  # all that a line may say besides its date, folded
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
CLAUSE_OPENERS = {"", *"ان حيث سوف لن لم كما فيما بينما قد لا التي بان وان".split()}  # a verb may follow; folded
REACH = 60         # words before an expression that may tell its tense
PRESENT_REACH = 15  # a present further off seldom speaks of the day
FUTURE = re.compile("س[يتن]\\w\\w")
PRESENT = re.compile("ي(?!\\w*يه$)\\w\\w")  # «يصل»; not «يمنية»
SHE = re.compile("ت(?!\\w\\wي\\w$|\\w*ا[ت]?$)\\w\\w")  # «تصل»; not «تقرير», «تصريحات»
SENTENCE_END = ".!?؟؛\n"
SIGNS = dict(zip("/,-()،–—", "/,-(),--"))  # those that stand within dates; any other is _

TOKEN = re.compile(
    r"(?P<numeric>(?<![\d/.-])(?:\d{4} ?([/.-]) ?\d{1,2} ?\2 ?\d{1,2}"
    r"|\d{1,2} ?([/.-]) ?\d{1,2} ?\3 ?(?:\d{4,5}|(?<=/)\d\d))(?!\d|[/.-]\d))"
    r"|(?P<ordinal>\d{1,2}(?=(?:st|nd|rd|th)\b))(?:st|nd|rd|th)|(?P<other>\d+(?::\d+)+|\d+(?:[.,٫٬]\d+)+%?)"
    r"|(?P<digits>\d+)|(?P<word>[^\W\d_]+)|(?P<line>\n)|(?P<sign>[^\s\w])")
PROCLITICS = ("و", "ف", "ب", "ل", "ك", "ول", "وب", "فل", "فب")


class Token(NamedTuple):
    """A word or sign of the folded text: its code (`z` where the calendar does not know it), value, and place."""

    code: str
    value: object
    start: int
    end: int
    word: str


class Found(NamedTuple):
    """What a rule worked out: grain, a day of the span (missing where unknown), whether the words alone say it."""

    grain: str | None
    day: date | None
    explicit: bool = False


UNKNOWN = Found(None, None)


# Words ----------------------------------------------------------------------------------------------------------------

@cache
def _calendar() -> tuple[dict, dict]:
    """Each folded phrase with code, value and length of its proclitic; and the most words of a phrase by its first."""
    phrases = {}

    def add(phrase, kind, value, clitics=True):
        phrase = fold(phrase)
        phrases.setdefault(phrase, (KINDS[kind], value, 0))
        for clitic in ("و",) if kind == "unsure_month" else PROCLITICS if clitics else ():  # باب is not «in August»
            phrases.setdefault(clitic + phrase, (KINDS[kind], value, len(clitic)))
        if clitics and phrase.startswith("ال"):
            for clitic in ("", "و", "ف"):  # للأحد: the article loses its alef
                phrases.setdefault(clitic + "لل" + phrase[2:], (KINDS[kind], value, len(clitic)))

    for row in lexicon("calendar").itertuples():
        add(row.phrase, row.kind, int(row.value) if re.fullmatch(r"-?\d+", row.value) else row.value,
            clitics=row.kind not in ("about", "counted", "bare_weekday"))
    for row in lexicon("months").itertuples():
        kind = "hijri" if row.calendar == "hijri" else "month" if row.alone == "yes" else "unsure_month"
        add(row.name, kind, int(row.month))
    for name in sorted(localedata.locale_identifiers()):
        if name == "ar" or name.startswith("ar_"):
            for number, month in Locale.parse(name).months["format"]["wide"].items():
                if fold(month) not in phrases:  # months.csv knows which of them are other words as well
                    add(month, "month", number)
    for width in ("wide", "abbreviated"):
        for number, month in Locale("en").months["format"][width].items():
            add(month, "unsure_month", number, clitics=False)
        for number, day in Locale("en").days["format"][width].items():
            add(day, "weekday", number, clitics=False)
    for number, day in Locale("ar").days["format"]["wide"].items():
        add(day, "weekday", number)
    longest = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        longest[first] = max(longest.get(first, 0), len(rest) + 1)
    return phrases, longest


@cache
def _numbers() -> dict[str, int]:
    """Each written-out number by its folded word, tens and hundreds with the article too."""
    numbers = {fold(row.word): int(row.value) for row in lexicon("numbers").itertuples()}
    return numbers | {"ال" + word: value for word, value in numbers.items() if not word.startswith("ال")}


@cache
def _tenses() -> dict[str, str]:
    return {fold(row.word): row.tense for row in lexicon("tenses").itertuples()}


def _number(value: int, digits: str, start: int, end: int) -> Token:
    kind = ("number" if len(digits) < 3 and value < 32 else "year" if FIRST_YEAR <= value <= LAST_YEAR
            else "hijri_year" if 1300 <= value <= 1500 else "numeral")
    return Token(KINDS[kind], value, start, end, digits)


def _written_number(raw: list[re.Match], i: int) -> tuple[Token, int] | None:
    """The written-out number that begins at i («الثالث عشر», «ألفين وثلاثة وعشرين») and how many words it has."""
    numbers, total, j = _numbers(), 0, i
    while j < len(raw) and raw[j]["word"]:
        word = raw[j][0]
        if j == i or word in ("عشر", "عشره") and total % 100 in range(1, 10):
            step = numbers.get(word) or j == i and (numbers.get(word[1:]) if word[0] in "وبلف" else None)
        else:
            step = word[0] == "و" and numbers.get(word[1:])
        if not step or j > i and total < 20 and step < 10:  # «الأول والثاني» are two
            break
        total, j = total + step, j + 1
    if j == i:
        return None
    start = raw[i].start() + (raw[i][0] not in numbers)
    token = _number(total, str(total), start, raw[j - 1].end())
    return token._replace(code="n") if token.code == "N" else token, j - i


def _tokens(text: str) -> list[Token]:
    """The folded text as tokens, the longest phrase that the calendar knows at each place."""
    phrases, longest = _calendar()
    raw, tokens, i = list(TOKEN.finditer(text)), [], 0
    while i < len(raw):
        m, size = raw[i], 1
        start, end = m.span()
        if m[0] == "ال" and i + 1 < len(raw) and raw[i + 1]["digits"]:  # «القرن الـ19»
            pass
        elif m["word"]:
            known = None
            for size in range(min(longest.get(m[0], 0), len(raw) - i), 0, -1):
                known = phrases.get(" ".join(w[0] for w in raw[i:i + size]))
                if known:
                    tokens.append(Token(known[0], known[1], start + known[2], raw[i + size - 1].end(), m[0]))
                    break
            if not known:
                written, size = _written_number(raw, i) or (None, 1)
                tokens.append(written or Token("&" if m[0] == "و" else "z", None, start, end, m[0]))
        elif m["digits"] or m["ordinal"]:
            digits = m["digits"] or m["ordinal"]
            tokens.append(_number(int(digits) if len(digits) < 6 else -1, digits, start, end))
        elif m["numeric"]:
            tokens.append(Token("D", m[0], start, end, m[0]))
        else:
            code = "|" if m["line"] else SIGNS.get(m[0], "_") if m["sign"] else "z"
            tokens.append(Token(code, None, start, end, m[0]))
        i += size
    return _join_twins(tokens)


def _join_twins(tokens: list[Token]) -> list[Token]:
    """The tokens, with two names of one month made one: «أيلول/سبتمبر», «سبتمبر (أيلول)», «أيار مايو»."""
    joined = []
    for token in tokens:
        back = 2 if len(joined) > 1 and joined[-1].code in "/(-" else 1
        before = joined[-back] if len(joined) >= back else None
        if token.code in "Mm" and before and before.code in "Mm" and before.value == token.value:
            sign = joined[-1].code
            del joined[-back:]
            joined.append(token._replace(code="M", start=before.start, word=sign))
        elif token.code == ")" and joined and joined[-1].code == "M" and joined[-1].word == "(":
            joined[-1] = joined[-1]._replace(end=token.end)
        else:
            joined.append(token)
    return joined


# The calendar ---------------------------------------------------------------------------------------------------------

def _shift(day: date, unit: str, by: int) -> date:
    """The day that lies so many days, weeks, months, years … away; the first of its month for months and longer."""
    if unit in ("day", "week"):
        return day + timedelta(days=by * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + by * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    return date(months // 12, months % 12 + 1, 1)


def span(grain: str, day: date) -> tuple[str, date, date]:
    """The TIMEX3 value of the day, week, month … in which `day` lies, and the first and last day of that.

    A season is told by its first day and counts whole months: winter 2022 runs from December 2022 to February 2023.

    >>> span("week", date(2024, 5, 8))
    ('2024-W19', datetime.date(2024, 5, 6), datetime.date(2024, 5, 12))
    >>> span("century", date(1850, 1, 1))[0]
    '18'
    """
    year, month = day.year, day.month
    if grain == "day":
        return day.isoformat(), day, day
    if grain == "week":
        iso = day.isocalendar()
        monday = day - timedelta(days=day.weekday())
        return f"{iso.year}-W{iso.week:02d}", monday, monday + timedelta(days=6)
    value, first, months = {
        "month": (f"{year:04d}-{month:02d}", (year, month), 1),
        "quarter": (f"{year:04d}-Q{(month + 2) // 3}", (year, (month - 1) // 3 * 3 + 1), 3),
        "season": (f"{year:04d}-{SEASONS.get(month)}", (year, month), 3),
        "half": (f"{year:04d}-H{1 if month < 7 else 2}", (year, 1 if month < 7 else 7), 6),
        "year": (f"{year:04d}", (year, 1), 12),
        "decade": (f"{year // 10:03d}", (year // 10 * 10, 1), 120),
        "century": (f"{year // 100:02d}", (year // 100 * 100, 1), 1200),
    }[grain]
    return value, date(*first, 1), _shift(date(*first, 1), "month", months) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _choose(days: list[date], ref: date, way: int | None, strict: bool) -> date | None:
    """Of some days the nearest to `ref`; where `strict`, the nearest of those that lie the way it says.

    A day that lies the other way than the tense counts as AGAINST_TENSE times as far; without a tense, one in the
    future as FUTURE_WEIGHT times as far.
    """
    def distance(day):
        far = (day - ref).days
        against = AGAINST_TENSE if far * (way or 0) < 0 else FUTURE_WEIGHT if far > 0 and way is None else 1
        return abs(far) * against

    if strict and way:
        days = [day for day in days if (day - ref).days * way > 0]
    return min(days, key=distance, default=None)


# Rules ----------------------------------------------------------------------------------------------------------------

LEAD = r"P?(?:J?R[,(]?)?(?:J?(?P<weekday>W)S?[,)-]?)?(?:J?W,?i?)?o?J?"
MONTH = r"g?(?P<month>[Mm])"
YEAR = r"(?:[,_]?[if]?(?P<year>[ZX]?S?Y)|f?(?P<year_unit>XS|TX))"
HIJRI = r"[Nn][if]?g?HS?(?:,?[ifZX]*h)?e?"
DAY_MONTH = rf"(?P<day>[Nn])[-,_]?[if]?{MONTH}{YEAR}?(?P<shift>S)?"
AS_WELL = r"[,(/-]*o?[,(]?J?"  # between a date and its twin in the other calendar
COUNTED = "cJgZkpv"  # a number before one of these counts it
UNIT = r"(?:T[KGXCV]|[KGXCV][ST])"


def _year(g, ref) -> tuple[int | None, bool]:
    """The year that an expression names or points to («العام الماضي»), and whether it names it."""
    if g["year"]:
        return g["year"][-1].value, True
    if g["year_unit"] and ref:
        return ref.year + _unit(g["year_unit"])[1], False
    return None, False


def _unit(tokens) -> tuple[str, int]:
    """Unit and shift of «الأسبوع الماضي», «هذا العام»."""
    return next(t.value for t in tokens if t.code in "KGXCV"), next(t.value for t in tokens if t.code in "ST")


def _way(g, way) -> tuple[int | None, bool]:
    """The direction in time of an expression, and whether it leaves out the present («الماضي», «المقبل»)."""
    if g["shift"]:
        shift = g["shift"][0].value
        return (shift > 0) - (shift < 0), True
    return way(), False


def _weekdays(days: list[date], g) -> list[date]:
    """Those days that fall on the weekday that stands beside them; all where none does or none stands there."""
    fit = [d for d in days if g["weekday"] and d.weekday() == g["weekday"][0].value]
    return fit or days


def day_month(g, ref, way):
    """«الثلاثاء 5 أيلول/سبتمبر 2023», «13 مايو المقبل»: without a year, the day that weekday and tense allow."""
    day, month = g["day"][0].value, g["month"][0].value
    year, explicit = _year(g, ref)
    if year:
        return Found("day", _day(year, month, day), explicit)
    if not ref or g["year_unit"]:
        return UNKNOWN
    days = filter(None, (_day(ref.year + n, month, day) for n in range(-YEARS_TRIED, YEARS_TRIED + 1)))
    return Found("day", _choose(_weekdays(list(days), g), ref, *_way(g, way)))


def numeric(g, ref, way):
    """13/9/2023, 2023-09-13: the day first, or the year."""
    a, month, b = (int(part) for part in re.findall(r"\d+", g["numeric"][0].value))
    day, year = (b, a) if a > 31 else (a, b if b > 99 else 2000 + b if b < 50 else 1900 + b)
    return Found("day", _day(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None, True)  # others are Hijri


def month(g, ref, way):
    """«أيلول/سبتمبر الماضي», «يوليو 2000»; a bare month is the nearest one that fits."""
    number = g["month"][0].value
    year, explicit = _year(g, ref)
    if year:
        return Found("month", date(year, number, 1), explicit)
    if not ref or g["year_unit"]:
        return UNKNOWN
    months = [date(ref.year + n, number, 1) for n in (-1, 0, 1)]
    return Found("month", _choose(months, ref.replace(day=1), *_way(g, way)))


def day_of_month(g, ref, way):
    """«الأربعاء 20 من الشهر الجاري», «الخميس 21»: the day of a month that the words, or the weekday, point to."""
    if not ref:
        return UNKNOWN
    day = g["day"][0].value
    if g["unit"]:
        first = _shift(ref, *_unit(g["unit"]))
        return Found("day", _day(first.year, first.month, day))
    months = [_shift(ref, "month", n) for n in (-1, 0, 1)]
    days = [d for d in (_day(m.year, m.month, day) for m in months) if d and d.weekday() == g["weekday"][0].value]
    return Found("day", _choose(days, ref, way(), False)) if days else None


def relative_day(g, ref, way):
    """«أمس الأول», «اليوم السبت»: counted from the publication date, corrected by a weekday that stands beside it."""
    if not ref:
        return UNKNOWN
    day = ref + timedelta(days=g["relative"][0].value)
    near = [day + timedelta(days=n) for n in range(-WEEKDAY_SLACK, WEEKDAY_SLACK + 1)]
    return Found("day", _choose(_weekdays(near, g), day, 0, False))


def weekday(g, ref, way):
    """«الأربعاء»: the last one up to the publication date, or the next one where the words tell of the future."""
    if not ref:
        return UNKNOWN
    wanted = g["weekday"][0].value
    if g["unit"] or g["this"]:
        week = _shift(ref, "week", _unit(g["unit"])[1] if g["unit"] else 0)
        return Found("day", week + timedelta(days=wanted - week.weekday()))
    shift = sum(token.value for token in g["shift"] + g["both"])
    if shift > 0 or not shift and way() == 1:
        ahead = (wanted - ref.weekday()) % 7 or 7 * (shift > 0)
        return Found("day", ref + timedelta(days=ahead + 7 * (shift > 1)))
    back = (ref.weekday() - wanted) % 7 or 7 * (shift < 0)
    return Found("day", ref - timedelta(days=back + 7 * (shift < -1)))


def unit(g, ref, way):
    """«الأسبوع الماضي», «هذا العام»: the unit of the publication date, shifted."""
    name, by = _unit(g["unit"])
    return Found(name, _shift(ref, name, by)) if ref else UNKNOWN


def ago(g, ref, way):
    """«قبل ثلاثة أيام», «منذ 4 سنوات»: the day, week, month or year so far away; nothing where the number is vague."""
    name, number = g["unit"][0].value, g["count"][0].value if g["count"] else 2 if g["unit"][0].code == "d" else 1
    vague = g["about"] or g["after"] or not g["count"] and g["unit"][0].code == "p"
    if not ref or vague or g["way"][0].value > 0 and way() != 1:
        return UNKNOWN  # «بعد عام» tells of a year after something else, unless the sentence tells of the future
    try:
        return Found(name, _shift(ref, name, number * g["way"][0].value))
    except ValueError:  # before the year 1
        return UNKNOWN


def year(g, ref, way):
    """«عام 2018», «منذ 2014»; a round number before a word without the article may count things: «في 2000 قرية»."""
    bare = len(g["year"]) == 1 and g["year"][0].value % 100 == 0
    if bare and g["next"] and g["next"][0].code == "z" and not g["next"][0].word.startswith("ال"):
        return None
    return Found("year", date(g["year"][-1].value, 1, 1), True)


def part_of_year(g, ref, way):
    """«صيف 2022», «الربع الأول من العام الجاري», «النصف الثاني من 2019», «الشتاء الماضي»."""
    number, explicit = _year(g, ref)
    part = (g["season"] or g["part"])[0].value
    if g["season"]:
        first, grain = next(month for month, season in SEASONS.items() if season == part), "season"
    else:
        months, grain = 3 if part == "quarter" else 6, part
        first = 13 - months if g["rank"][0].code == "a" else (g["rank"][0].value - 1) * months + 1
    if g["shift"] and ref:
        return Found(grain, _choose([date(ref.year + n, first, 1) for n in (-1, 0, 1)], ref, *_way(g, way)))
    return Found(grain, date(number, first, 1), explicit) if number and first < 13 else UNKNOWN


def century(g, ref, way):
    """«القرن التاسع عشر», «تسعينيات القرن الماضي», «الثمانينيات»: a decade without a century is one of the 20th."""
    hundred = (g["rank"][0].value - 1) * 100 if g["rank"] else ref.year // 100 * 100 - 100 if ref else 1900
    if g["decade"]:
        return Found("decade", date(hundred + g["decade"][0].value * 10, 1, 1), not g["shift"])
    return Found("century", date(hundred, 1, 1), True) if 0 < hundred < 2100 else UNKNOWN


def unknown(g, ref, way):
    """Days that nobody can know («خلال الأيام المقبلة»); a Hijri date, unless its Gregorian twin stands beside it."""
    return day_month(g, None, way) if g["month"] else UNKNOWN


RULES = [(re.compile(pattern), resolve) for pattern, resolve in (
    (rf"{LEAD}{DAY_MONTH}(?:{AS_WELL}{HIJRI})?", day_month),
    (rf"{LEAD}g?{MONTH},?(?P<day>[Nn]),?(?P<year>Y)", day_month),
    (rf"(?P<day>[Nn])(?=[t&-]f?J?[Nn][if]?{MONTH}{YEAR}?(?P<shift>S)?)", day_month),
    (rf"{LEAD}(?P<numeric>D)e?", numeric),
    (rf"{LEAD}{HIJRI}(?:{AS_WELL}{DAY_MONTH})?", unknown),
    (rf"(?<=[fb])(?P<month>[Mm])(?=t?[Mm](?:{YEAR}|(?P<shift>S))?)", month),
    (rf"P?(?:g|(?<=[iBAP])|(?<=[fb][Mm])|(?<=[fb][Mm]t)|(?=M|m(?:S|[,f]?[ZX]?Y))){MONTH}{YEAR}?(?P<shift>S)?", month),
    (rf"{LEAD}(?P<day>[Nn])f?(?P<unit>TG|G[ST])", day_of_month),
    (r"J?(?P<weekday>W)i?(?P<day>[Nn])(?=$|[,|_)])", day_of_month),
    (r"P?J?(?P<relative>R)(?![nO])(?:[,(_]?J?(?P<weekday>W)S?)?", relative_day),
    (r"P?J?(?P<this>T)?(?P<weekday>W)(?![Oa])(?:(?P<shift>[SL])|(?=W(?P<both>L)))?", weekday),
    (r"J?(?P<weekday>[Ww])f?(?P<unit>TK|K[ST])", weekday),
    (rf"P?(?P<unit>{UNIT})", unit),
    (r"(?P<way>[BA])(?P<about>~)?(?P<count>[Nn#])?(?P<unit>[JgZkpdl])(?<![BA~]l)(?!n?~?[fYNWMmRHS])n?(?P<after>~)?",
     ago),
    (r"P?(?P<year>[ZXv]S?Y)", year),
    (rf"(?:P|(?<=[iBA]))(?P<year>Y)(?![{COUNTED}])", year),
    (rf"(?<=[ZXiBAPbf]Y[t&-])(?P<year>Y)(?![{COUNTED}])", year),
    (rf"(?<=[bf])(?P<year>Y)(?=[t&][ZX]?Y(?![{COUNTED}]))", year),
    (rf"P?(?:(?P<season>s)|(?P<part>Q)(?P<rank>[na]))(?:f?{YEAR}|(?P<shift>S))", part_of_year),
    (r"P?C(?P<rank>[Nn])(?!e)", century),
    (r"P?(?P<decade>E)(?!fz)(?:f?C(?:(?P<shift>S)|(?P<rank>[Nn])))?", century),
    (r"P?(?:q[RKGXC]|[ZX]?he|[RKGXC][Oa]|[WK][Oa]|C[Nn]e|[Nn]?(?:v[zn]?|p)[SLOa])", unknown),
)]


def _direction(tokens: list[Token], first: int, last: int) -> int | None:
    """1 where the words before an expression (after it, where none stand before) tell of the future, -1 of the past.

    The verb nearest to it decides; what follows «الذي» or «ما» is past unless it looks like a present. None: no sign.
    """
    tenses = _tenses()
    start = next((i + 1 for i in range(first - 1, max(-1, first - REACH), -1) if tokens[i].word in SENTENCE_END),
                 max(0, first - REACH))

    def tense(i, before):
        word = tokens[i].word
        bare = word[1:] if word[0] in "وف" and (word[1:] in tenses or len(word) > 4 and word[0] == "و") else word
        if word in tenses or bare in tenses:
            return tenses.get(word) or tenses[bare]
        if FUTURE.match(bare):
            return "future"
        if abs(first - i) <= PRESENT_REACH and (PRESENT.match(bare) or SHE.match(bare) and before in CLAUSE_OPENERS):
            return "past" if before == "لم" else "future"
        return None

    for i in range(first - 1, start - 1, -1):
        if tokens[i].code in "zBA" or tokens[i].word in tenses:
            said = tense(i, tokens[i - 1].word if i > start else "")
            if said == "future" or said == "until" and first - i <= 2:
                return 1
            if said == "past" or tokens[i].word in ("الذي", "التي", "الذين", "ما"):
                return -1
    if first == start:
        ahead = [i for i in range(last, min(last + 3, len(tokens))) if tokens[i].code == "z"]
        if ahead and tense(ahead[0], "") == "future":
            return 1
    return None


# Tables ---------------------------------------------------------------------------------------------------------------

def _expressions(text: str, ref: date | None) -> list[tuple[int, int, Found]]:
    """Start, end and what was found of each temporal expression; of overlapping ones the first, then the longest."""
    folded = fold_map(text)
    tokens = _tokens(folded.text)
    codes = "".join(token.code for token in tokens)
    matches = [(m, resolve) for pattern, resolve in RULES for m in pattern.finditer(codes)]
    rows, free = [], 0
    for m, resolve in sorted(matches, key=lambda match: (match[0].start(), -match[0].end())):
        first, last = m.span()
        if first < free:
            continue
        groups = defaultdict(list, {name: tokens[slice(*m.span(name))] for name in m.groupdict() if m[name]})
        groups["next"] = tokens[last:last + 1]
        found = resolve(groups, ref, lambda: _direction(tokens, first, last))
        if found:
            rows.append((*folded.span(tokens[first].start, tokens[last - 1].end), found))
            free = last
    return rows


def find_dates(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """Every temporal expression: article, block, start, end, surface, value, first, last, grain, anchor.

    start, end   code points in the page, end exclusive
    value        TIMEX3 (2023-09-13, 2023-W36, 2023-09, 2023); first and last are the days it spans (YYYY-MM-DD)
    grain        day, week, month, quarter, season, half, year, decade, century
    anchor       explicit, published or inferred (how `published` of the article is known); missing, with the value and
                 all else, where the day cannot be known: always so for relative expressions of appended items

    >>> text = "افتتح الوزير المعرض أمس الأحد، ويستمر حتى 3 أيار/مايو 2031."
    >>> articles = pd.DataFrame({"article": ["a"], "text": [text], "published": ["2031-04-28"]})
    >>> blocks = pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "end": [len(text)], "role": ["main"]})
    >>> find_dates(articles, blocks)[["surface", "value", "anchor"]].to_dict("split")["data"]
    [['أمس الأحد', '2031-04-27', 'published'], ['3 أيار/مايو 2031', '2031-05-03', 'explicit']]
    """
    rows, pages = [], dict(tuple(blocks.sort_values("start", kind="stable").groupby("article", sort=False)))
    for page in articles.to_dict("records"):
        published = _published(page)
        anchor = "inferred" if page.get("published_from") == "inferred" else "published"
        for block in pages[page["article"]].to_dict("records") if page["article"] in pages else ():
            text = page["text"][block["start"]:block["end"]]
            for start, end, found in _expressions(text, None if block["role"] == "appended" else published):
                row = [page["article"], block["block"], block["start"] + start, block["start"] + end, text[start:end]]
                if found.day:
                    value, first, last = span(found.grain, found.day)
                    row += [value, first.isoformat(), last.isoformat(), found.grain]
                    row += ["explicit" if found.explicit else anchor]
                rows.append(row + [None] * (len(COLUMNS) - len(row)))
    types = dict.fromkeys(COLUMNS, "str") | dict.fromkeys(["block", "start", "end"], "int64")
    return pd.DataFrame(rows, columns=COLUMNS).astype(types)


def _published(page: dict) -> date | None:
    """The publication date of a page; missing where it has none or one that cannot be."""
    try:
        day = date.fromisoformat(page.get("published"))
    except (TypeError, ValueError):
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def find_published(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """The articles, with `published` and `published_from` filled from the page's own publication line where missing.

    Lines of kind `published` are read, and where a page has none those that begin or end it and hold a date alone. A
    line that names the date of publication wins over one without a label, a date with its month in words over figures
    (often the day on which the page was fetched), and all over «آخر تحديث»; then the first wins.
    """
    articles = articles.copy()
    for column in ("published", "published_from"):
        if column not in articles:
            articles[column] = None
        articles[column] = articles[column].astype("str")
    lines = {}
    for block in blocks.to_dict("records"):
        lines.setdefault(block["article"], []).append(block)
    for i in articles.index[articles["published"].isna()]:
        article, text = articles.at[i, "article"], articles.at[i, "text"]
        stated = [text[b["start"]:b["end"]] for b in lines.get(article, []) if b.get("kind") == "published"]
        found = [day for line in stated for day in _stated_days(line, alone=False)]
        if not found:
            edge = [line for line in text.split("\n") if line.strip()]
            edge = edge[:EDGE_LINES] + edge[EDGE_LINES:][-EDGE_LINES:]
            found = [day for line in edge for day in _stated_days(line, alone=True)]
        if found:
            articles.loc[i, ["published", "published_from"]] = max(found, key=lambda day: day[0])[1].isoformat(), "page"
    return articles


def _stated_days(text: str, alone: bool) -> list[tuple[int, date]]:
    """The days that the lines of a text state, each with how far (0 to 3) it can be trusted as that of publication."""
    days = []
    for line in text.split("\n") if len(text) < MAX_LINE or not alone else ():
        before = 0
        for start, end, found in _expressions(line, None):
            rest = re.sub(r"\W|\d|_", " ", fold(line[:start] + " " + line[end:])).split()
            if found.grain != "day" or not found.explicit or not found.day or alone and not LINE_WORDS.issuperset(rest):
                continue
            label, before = fold(line[before:start]), end
            trust = (0 if UPDATED.search(label) else 3 if STATED.search(label)
                     else 1 if NUMERIC.search(fold(line[start:end])) else 2)
            days.append((trust, found.day))
    return days
