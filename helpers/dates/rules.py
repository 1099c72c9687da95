"""Rules for temporal expressions: the pattern of each, and the resolver that finds its day.

A stretch of text is a row of tokens, each of a kind (`helpers/dates/tokens.py`). A rule is a regular expression over
kinds: `{month}` is one token of that kind, `(?P<day>[{num}])` a token that the resolver reads, `{from}?` an optional
one; blanks have no meaning. FRAGMENTS are pieces that several rules share.

To add a rule, write a row of RULES: a name, an example, the value of the example on Friday 16 May 2031 (None if it has
no value), a resolver, kinds one of which must occur, and the pattern. If it needs a word that no table has, add that to
data/lexicons/calendar.csv with a kind; add a new kind to CALENDAR in helpers/lexicons/declarations.py.
`pytest tests/test_date_rules.py` tries every example. The resolvers are in resolvers.py and hijri.py. Of expressions
that overlap, the first wins, then the longest, then the rule that is higher in the table.
"""

from collections.abc import Callable
from typing import NamedTuple

from helpers.dates import hijri, resolvers
from helpers.dates.timex import At, Timex

CLASSES = {  # kinds that many rules treat alike, for use in brackets: [{num}]
    "num": "number written",
    "any_month": "month unsure_month",
    "any_hijri": "hijri sure_hijri",
    "of": "from in",
    "unit_name": "the_week the_month the_year the_century the_decade",
    "year_name": "year_word the_year",
    "counts": "counted few week_word month_word year_word yawm many",  # a number before one counts it
    "dated": "weekday month unsure_month hijri sure_hijri day year",
}
REFERENCE = ("day", "month", "year")  # grains that «اليوم التالي», «الشهر نفسه» count from
FRAGMENTS = {  # pieces of patterns; each may use those above it
    "stop": "(?=$|[{comma}{line}{close}{sign}])",
    "parts": "(?:{part}|{sometime}{from}?)?",
    "month_name": "{month_word}? (?P<month>[{any_month}])",
    "shifted": "(?P<shift>[{shift}{shift_both}])?",
    "past_year": "{old_year} (?![{counts}])",  # before FIRST_YEAR
    "a_year": """(?: [{comma}{sign}{slash}]? [{of}]? (?P<year>[{year_name}]? {shift}? (?:{year} | {past_year}))
                      {our_era}?
                   | [{comma}{of}]? (?P<year_unit>{the_year} {shift} | {this} {the_year}) )""",
    "unit": "(?:{this} [{unit_name}] | [{unit_name}] [{shift}{this}])",
    "that_month": "(?:{this} {the_month} | {the_month} {shift})",
    # Words that may precede a day: «مساء اليوم»، «يوم السبت»، «ليل السبت الأحد»، «الموافق»
    "lead": """{parts} (?:{yawm}? (?P<relative>{day}) [{comma}{open}]?)?
               (?:{yawm}? (?P<weekday>{weekday}) {shift}? [{comma}{close}{dash}]?)?
               (?:{yawm}? {weekday} {comma}? {in}?)? {namely}? {yawm}?""",
    "day_month": """(?P<day>[{num}]) [{dash}{comma}{sign}{slash}]? (?:{from} | (?<!{written}){in})? {month_name}
                    {a_year}? {shifted}""",
    "hijri_year_name": "(?:{comma}? [{of}{year_name}]* (?P<hijri_year>[{hijri_year}{numeral}]))",
    "hijri_shifted": "(?P<hijri_shift>{shift})?",
    "a_hijri": """[{num}] [{of}]? {month_word}? [{any_hijri}] {shift}? (?:{comma}? [{of}{year_name}]* {hijri_year})?
                  {hijri_mark}?""",
    "as_well": "[{comma}{open}{slash}{dash}]* {namely}? [{comma}{open}]? {yawm}?",  # between the two calendars
}


class Rule(NamedTuple):
    """A sort of temporal expression: its pattern, and the function that finds its day."""

    name: str  # the reason that `explain` prints
    example: str
    value: str | None  # of the example, on Friday 16 May 2031
    resolve: Callable[[dict, At], Timex | None]
    needs: str  # kinds; without one of them in the text the rule is not tried
    pattern: str


RULES = (
    # Days of a month
    Rule(
        "nth weekday of a month",
        "ثالث خميس من نوفمبر 2030",
        "2030-11-21",
        resolvers.nth_weekday,
        "any_month the_month",
        """(?: {yawm}? (?P<weekday>{weekday}) (?P<rank>[{last}{written}])
              | (?P<rank_first>[{written}{final}]) {yawm}? (?P<weekday_last>[{weekday}{bare_weekday}]) )
            [{of}] (?: {month_name} {a_year}? {shifted} | (?P<unit>{that_month}) )""",
    ),
    Rule(
        "nth week of a month",
        "الأسبوع الأول من يناير 2030",
        "2030-W01",
        resolvers.nth_week,
        "any_month the_month",
        """(?: {the_week} (?P<rank>[{last}{written}]) | (?P<rank_first>[{written}{final}]) {week_word} )
            [{of}] (?: {month_name} {a_year}? {shifted} | (?P<unit>{that_month}) )""",
    ),
    Rule(
        "nth day of a month or year",
        "آخر يوم من عام 2029",
        "2029-12-31",
        resolvers.nth_day,
        "yawm",
        """(?P<rank>[{written}{final}]) {yawm} [{of}]
            (?: {month_name} {a_year}? {shifted} | (?P<year_of>[{year_name}]? {year}) | (?P<unit>{unit}) )""",
    ),
    Rule(
        "day after which an event is named",
        "هجمات 11 سبتمبر",
        "2001-09-11",
        resolvers.named_day,
        "event",
        """(?<={event}) {yawm}? (?P<day>[{num}]) {from}? {month_name}
            (?! [{of}{comma}{slash}]? [{year_name}]? [{year}{shift}{the_year}])""",
    ),
    Rule(
        "day and month",
        "الثلاثاء 5 أيلول/سبتمبر 2023",
        "2023-09-05",
        resolvers.day_month,
        "any_month",
        "{lead} {day_month} (?:{as_well} {a_hijri})?",
    ),
    Rule(
        "month before day",
        "April 7, 2029",
        "2029-04-07",
        resolvers.day_month,
        "any_month",
        "{lead} {month_name} {comma}? (?P<day>[{num}]) {comma}? (?P<year>{year})",
    ),
    Rule(
        "first of two days",
        "من 3 إلى 5 مايو 2030",
        "2030-05-03",
        resolvers.day_month,
        "any_month",
        """{parts} (?:{yawm}? (?P<weekday>{weekday}))? (?P<day>[{num}]) (?(weekday)|(?!{dash}{yawm}?{weekday}))
            (?= (?: [{to}{in}{and}{dash}{comma}]{{1,2}} {from}? {yawm}? {weekday}? [{num}] ){{1,9}}
                [{of}]? {month_name} {a_year}? {shifted} )""",
    ),
    Rule(
        "day that cannot be",
        "33 مايو 2030",
        None,
        resolvers.no_day,
        "numeral",
        """{lead} (?P<numeral>{numeral}) [{of}]? (?: {month_name} | {month_word}? [{any_hijri}] )
            {a_year}? {hijri_year_name}? {hijri_mark}?""",
    ),
    Rule(
        "month with a year that cannot be",
        "13 مايو 20233",
        None,
        resolvers.no_year,
        "any_month",
        "{lead} [{num}]? {month_name} (?P<numeral>{numeral}) {stop}",
    ),
    Rule(
        "figures",
        "13/9/2023",
        "2023-09-13",
        resolvers.numeric,
        "numeric",
        "{lead} (?P<numeric>{numeric}) (?P<mark>{hijri_mark})?",
    ),
    Rule(
        "day of this, the last or the next month",
        "20 من الشهر الجاري",
        "2031-05-20",
        resolvers.day_of_shifted_month,
        "the_month",
        """{lead} (?P<day>[{num}]) {from}?
            (?: (?P<unit>{that_month}) | {the_month} (?P<other>{other}) )""",
    ),
    Rule(
        "day of this month",
        "يوم 20 الجاري",
        "2031-05-20",
        resolvers.day_of_this_month,
        "shift",
        "(?:{yawm} | {yawm}? (?P<weekday>{weekday}) | (?<={in})) (?P<day>[{num}]) {from}? (?P<current>{shift})",
    ),
    Rule(
        "weekday with its day",
        "الخميس 22",
        "2031-05-22",
        resolvers.weekday_with_day,
        "weekday",
        "{yawm}? (?P<weekday>{weekday}) {in}? (?P<day>[{num}]) {stop}",
    ),
    # The Hijri calendar
    Rule(
        "day of the month named before",
        "من 2 مايو 2030 إلى 9 منه",
        "2030-05-09",
        resolvers.day_of_that_month,
        "of_it",
        "(?: (?<=[{in}{to}{ago}{hence}{between}]) | {yawm} ) (?P<day>[{num}]) {of_it}",
    ),
    Rule(
        "month in figures",
        "في 3/2030",
        "2030-03",
        resolvers.month_in_figures,
        "year",
        """(?: {month_word} | (?<=[{in}{to}{ago}{hence}{between}{part}{from}]) )
            (?P<month>{number}) {slash} (?P<year>{year}) (?![{counts}{slash}])""",
    ),
    Rule(
        "Hijri day beside its Gregorian day",
        "10 شعبان 1452 هـ الموافق 16 ديسمبر 2030",
        "2030-12-16",
        resolvers.day_month,
        "any_hijri",
        "{lead} {a_hijri} {our_era}? {as_well} {day_month}",
    ),
    Rule(
        "Hijri day beside its Gregorian day in figures",
        "10 شعبان 1452 هـ الموافق 16/12/2030",
        "2030-12-16",
        resolvers.numeric,
        "any_hijri",
        "{lead} {a_hijri} {as_well} (?P<numeric>{numeric})",
    ),
    Rule(
        "Hijri day",
        "27 رمضان 1444 هـ",
        "2023-04-18",
        hijri.hijri_day,
        "any_hijri",
        """{lead} (?P<hijri_day>[{num}]) [{of}]? {month_word}? (?P<hijri>[{any_hijri}]) {hijri_shifted}
            {hijri_year_name}? {hijri_mark}?""",
    ),
    Rule(
        "nth weekday of a Hijri month",
        "الجمعة الأخيرة من رمضان 1444",
        "2023-04-14",
        hijri.nth_weekday,
        "any_hijri",
        """(?: {yawm}? (?P<weekday>{weekday}) (?P<rank>[{last}{written}])
              | (?P<rank_first>[{written}{final}]) {yawm}? (?P<weekday_last>[{weekday}{bare_weekday}]) )
            [{of}] {month_word}? (?P<hijri>[{any_hijri}]) {hijri_shifted} {hijri_year_name}? {hijri_mark}?""",
    ),
    Rule(
        "Hijri month",
        "شهر رمضان 1444",
        "2023-03-23/2023-04-20",
        hijri.hijri_month,
        "any_hijri",
        """{parts} (?: {month_word} (?P<hijri>[{any_hijri}]) | (?<={in})(?P<hijri_in>{sure_hijri})
                      | (?P<hijri_of>[{any_hijri}]) (?= {shift} | [{of}]? [{year_name}]* {hijri_year} | {hijri_mark}) )
            {hijri_shifted} {hijri_year_name}? {hijri_mark}?""",
    ),
    Rule(
        "Hijri year",
        "عام 1436 هـ",
        "2014-10-25/2015-10-13",
        hijri.hijri_year,
        "hijri_mark",
        """{parts} (?: [{year_name}] (?P<hijri_year>[{hijri_year}{numeral}]) {hijri_mark}
                      | {the_year} {hijri_mark} (?P<hijri_year_after>{hijri_year}) {hijri_mark}?
                      | (?P<hijri_year_alone>{hijri_year}) {hijri_mark} )""",
    ),
    Rule(
        "Hijri century",
        "القرن الثالث الهجري",
        None,
        hijri.hijri_century,
        "hijri_mark",
        "{parts} {the_century} [{num}] {hijri_mark}",
    ),
    # Days and weeks counted from today
    Rule(
        "relative day",
        "أمس الخميس",
        "2031-05-15",
        resolvers.relative_day,
        "day",
        """{parts} {yawm}? (?P<relative>{day}) (?![{written}{other}])
            (?: [{comma}{open}{sign}{dash}]? {yawm}? (?P<weekday>{weekday}) {shift}? )?""",
    ),
    Rule(
        "weekday that recurs",
        "كل يوم جمعة",
        None,
        resolvers.recurring,
        "every few",
        """{every} {yawm}? [{weekday}{bare_weekday}] | {yawm}? {weekday} (?={weekday}* {from}? {every} {week_word})
            | (?P<days>{few}) {weekday} (?![{weekday}{shift}{shift_both}{number}{written}])""",
    ),
    Rule(
        "weekday",
        "وصل الأربعاء",
        "2031-05-14",
        resolvers.weekday,
        "weekday",
        """{parts} {yawm}? (?P<this>{this})? (?P<weekday>{weekday}) (?![{other}{last}])
            (?: (?P<shift>[{shift}{shift_both}])
              | (?= (?:[{comma}{and}]? {weekday}){{1,6}} (?P<both>[{shift}{shift_both}])) )?""",
    ),
    Rule(
        "weekday of a week",
        "خميس هذا الأسبوع",
        "2031-05-15",
        resolvers.weekday,
        "the_week",
        "{yawm}? (?P<weekday>[{weekday}{bare_weekday}]) {from}? (?P<unit>{this} {the_week} | {the_week} {shift})",
    ),
    Rule("week, month or year", "الأسبوع الماضي", "2031-W19", resolvers.unit, "unit_name", "{parts} (?P<unit>{unit})"),
    Rule(
        "part of this week, month or year",
        "مطلع العام",
        "2031",
        resolvers.this_unit,
        "part",
        "{part} (?P<unit>[{the_week}{the_month}{the_year}]) (?![{dated}{written}{number}{other}{last}{hijri_mark}])",
    ),
    Rule(
        "distance from today",
        "قبل ثلاثة أيام",
        "2031-05-13",
        resolvers.counted_unit,
        "ago hence",
        """(?P<way>[{ago}{hence}]) (?P<about>{about})? (?P<count>[{number}{written}{numeral}])?
            (?P<unit>[{yawm}{week_word}{month_word}{year_word}{few}{two}{long_word}])
            (?<![{ago}{hence}{about}]{long_word}) (?! {written}? {about}? [{from}{written}{dated}{shift}] )
            {written}? (?P<after>{about})?""",
    ),
    Rule(
        "distance back from today",
        "من شهرين",
        "2031-03",
        resolvers.counted_unit,
        "from",
        "(?P<way>(?<!{more}){from}) (?P<count>[{num}])? (?P<unit>[{week_word}{month_word}{year_word}{two}]) {stop}",
    ),
    # Months, years and their parts
    Rule(
        "first of two months",
        "بين مايو ويوليو 2030",
        "2030-05",
        resolvers.month,
        "any_month",
        """(?: (?<=[{from}{between}]) (?P<month>[{any_month}])
                  (?= [{to}{and}{in}]? (?P<last_month>[{any_month}]) (?: {a_year} | {shifted} ) )
              | (?: {month_word} | (?<=[{in}{ago}{month}{unsure_month}])) (?P<month_listed>[{any_month}])
                  (?= (?: [{comma}{and}]? (?P<month_behind>[{any_month}]) ){{1,9}}
                      (?: {from}? (?P<year_behind>[{year_name}]? {shift}? {year}) (?![{counts}])
                        | (?P<shift_behind>[{shift}{shift_both}]) ) ) )""",
    ),
    Rule(
        "month",
        "أيلول/سبتمبر الماضي",
        "2030-09",
        resolvers.month,
        "any_month",
        """{parts} (?: {month_word} | (?<=[{in}{hence}{ago}{part}]) | (?<=[{from}{between}][{any_month}])
                      | (?<=[{from}{between}][{any_month}]{to}) | (?={month})
                      | (?={unsure_month} (?: [{shift}{shift_both}] | [{comma}{from}]? [{year_name}]? {year} )) )
            (?P<month>[{any_month}]) {a_year}? {our_era}? {shifted}""",
    ),
    Rule(
        "year",
        "عام 2018",
        "2018",
        resolvers.year,
        "year old_year",
        "{parts} (?P<year>[{year_name}{many}] {shift}? [{year}{old_year}]) (?!{before_era}) {our_era}?",
    ),
    Rule(
        "year after a preposition or event",
        "انتخابات 2018",
        "2018",
        resolvers.year,
        "year",
        "(?: {part} | (?<=[{in}{ago}{hence}{event}]) ) (?P<year>{year}) (?![{counts}]|{before_era}) {our_era}?",
    ),
    Rule(
        "last of two years",
        "بين 2014 و2016",
        "2016",
        resolvers.year,
        "year",
        """(?: (?<=[{year_name}{many}{in}{ago}{hence}{part}{between}{from}{event}]{year}[{to}{and}{dash}{slash}{comma}])
              | (?<=[{year_name}{many}]{year}[{and}{comma}]{year}[{and}{comma}])
              | (?<=[{year_name}{many}]{year}[{and}{comma}]{year}[{and}{comma}]{year}[{and}{comma}]) )
            (?P<year>{year}) (?![{counts}])""",
    ),
    Rule(
        "first year of a span",
        "في الفترة 2014-2016",
        "2014",
        resolvers.first_year_of_span,
        "year",
        "(?P<year>{year}) (?= {dash} (?P<until>{year}) (?![{counts}{dash}]) (?P<behind>{any})? )",
    ),
    Rule(
        "last year of a span",
        "في الفترة 2014-2016",
        "2016",
        resolvers.last_year_of_span,
        "year",
        "(?<=(?P<at>{any})(?P<since>{year}){dash}) (?P<year>{year}) (?![{counts}{dash}]) (?= (?P<behind>{any})? )",
    ),
    Rule(
        "Gregorian year beside a Hijri year",
        "سنة 945 هـ/1538 م",
        "1538",
        resolvers.year_beside_hijri,
        "hijri_mark",
        """(?<=[{hijri_year}{numeral}{number}]{hijri_mark}[{slash}{dash}{open}{comma}{namely}]) [{year_name}]?
            (?P<year>[{year}{old_year}{hijri_year}{numeral}]) {our_era}""",
    ),
    Rule(
        "first of two years",
        "بين 2014 و2016",
        "2014",
        resolvers.year,
        "year",
        "(?<=[{between}{from}]) (?P<year>{year}) (?= [{to}{and}] [{year_name}]? {year} (?![{counts}]) )",
    ),
    Rule(
        "part of a year",
        "الربع الأخير من عام 2029",
        "2029-Q4",
        resolvers.part_of_year,
        "quarter half season",
        """{parts} (?: (?P<season>{season}) | (?P<part>[{quarter}{half}]) (?P<rank>[{written}{last}]) )
            (?: {from}? {a_year} | (?P<shift>{shift}) )""",
    ),
    Rule(
        "century",
        "القرن التاسع عشر",
        "18",
        resolvers.century,
        "the_century",
        "{parts} {the_century} (?P<rank>[{num}]) (?!{hijri_mark}) (?P<before_era>{before_era})?",
    ),
    Rule(
        "century of both calendars",
        "القرن العاشر/السادس عشر",
        "15",
        resolvers.century,
        "the_century",
        """{parts} {the_century} [{num}] {hijri_mark}? [{slash}{open}] {the_century}? (?P<rank>[{num}])
            {our_era}?""",
    ),
    Rule(
        "decade",
        "تسعينيات القرن الماضي",
        "199",
        resolvers.decade,
        "decade",
        """{parts} (?P<decade>{decade}) (?!{from}{year_word})
            (?: {from}? {the_century} (?: (?P<shift>{shift}) | (?P<rank>[{num}]) ) )?""",
    ),
    # Expressions that point to another day, or to none
    Rule(
        "counted from a day nearby",
        "في 7 مايو 2031 ثم عاد في اليوم التالي",
        "2031-05-08",
        resolvers.nearby,
        "other",
        """{parts} (?: (?P<unit>[{day}{the_week}{the_month}{the_year}]) | {yawm}? (?P<weekday>{weekday}) )
            (?P<other>{other})""",
    ),
    Rule(
        "day that is named elsewhere",
        "ذلك اليوم",
        None,
        resolvers.elsewhere,
        "that",
        "{parts} {that} (?P<pointed>[{day}{the_week}{the_month}{the_year}{the_century}])",
    ),
    Rule(
        "stretch of time",
        "الأيام الثلاثة الماضية",
        None,
        resolvers.stretch,
        "shift shift_both last other",
        """{parts} (?: [{num}]? (?: {many} [{written}{word}]? | {few} ) [{shift}{shift_both}{last}{other}]
                      | [{day}{unit_name}{weekday}] {last} )""",
    ),
    Rule("vague time", "في الآونة الأخيرة", None, resolvers.vague, "vague sometime", "[{vague}{sometime}]"),
)
SILENT = (  # kinds that must occur, and the pattern of what is no date: «حركة 20 فبراير», «الخميس الأسود»
    (
        "named_for",
        """{named_for} {yawm}? (?: [{num}] {from}? )? (?: [{any_month}{any_hijri}] | {weekday} )
                     (?! [{of}]? [{year_name}]? {year} | {shift} )""",
    ),
    ("epithet", "{weekday} {epithet}"),
    ("day", "^ {any}{{1,3}} [{dash}{slash}] {day} [{dash}{slash}]"),  # a paper in a dateline: «الميناء – الغد –»
    ("day", "(?<={called}) {day} (?!{yawm}|[{dated}{number}])"),  # nowadays
)
