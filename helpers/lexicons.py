"""The lexicons, declared: the columns of each table of data/lexicons, what their cells hold, and what makes a row unique.

`helpers/tables.py` checks each table against its declaration when it is read, so no reader needs checks of its own. To
add a table, a column or a kind, add it here and to data/lexicons/README.md; tests/test_lexicons.py compares the two.
"""
from helpers.cells import NOTHING, Adjective, Code, Id, Latin, Note, OneOf, SomeOf, Whole, Words
from helpers.letters import core_of, spaced
from helpers.tables import Column, Lexicon


NOTE = Column("note", Note())
COUNTRY = Column("country", Code())
MEDIA = ("news agency", "newspaper", "broadcaster", "news site", "photo agency")  # notes of actors.csv that mark them


def name(empty: bool = False, several: bool = False) -> Words:
    """Return the type of the names of actors and states, and of the words beside them."""
    return Words(empty, several, key=spaced)


def beside() -> Words:
    """Return the type of the words of a guard: `#` is a number, `*` the rest of a word."""
    return Words(empty=True, several=True, key=spaced, signs="#*")


# calendar.csv: what the column `value` holds for each kind
DAYS = Whole(low=-99, high=99)
SHIFT = DAYS
WEEKDAY = Whole(low=0, high=6)
MONTH = Whole(low=1, high=12)
UNIT = OneOf(values=("day", "week", "month", "year", "decade", "century"))
CALENDAR = {
    "weekday": WEEKDAY, "bare_weekday": WEEKDAY, "month": MONTH, "unsure_month": MONTH, "hijri": MONTH,
    "sure_hijri": MONTH, "day": DAYS, "yawm": OneOf(values=("day",)), "this": SHIFT, "that": NOTHING, "shift": SHIFT,
    "shift_both": SHIFT, "other": SHIFT, "last": NOTHING, "final": NOTHING,
    "the_week": OneOf(values=("week",)), "the_month": OneOf(values=("month",)), "the_year": OneOf(values=("year",)),
    "the_century": OneOf(values=("century",)), "the_decade": OneOf(values=("decade",)),
    "week_word": OneOf(values=("week",)), "month_word": OneOf(values=("month",)), "year_word": OneOf(values=("year",)),
    "long_word": UNIT, "few": UNIT, "two": UNIT, "many": UNIT, "part": NOTHING, "sometime": NOTHING, "vague": NOTHING,
    "ago": Whole(low=-1, high=-1), "hence": Whole(low=1, high=1), "about": NOTHING, "more": NOTHING, "in": NOTHING,
    "from": NOTHING, "to": NOTHING, "between": NOTHING, "namely": NOTHING, "half": OneOf(values=("half",)),
    "quarter": OneOf(values=("quarter",)), "season": OneOf(values=("SP", "SU", "FA", "WI")),
    "decade": Whole(low=0, high=9), "hijri_mark": NOTHING, "our_era": NOTHING, "before_era": NOTHING, "counted": NOTHING,
    "guard": NOTHING, "epithet": NOTHING, "named_for": NOTHING, "event": NOTHING, "every": NOTHING, "title": NOTHING,
}
MOST = 10**6  # a million: numbers in words are read for days, years and counts of them

# markers.csv: the positions at which forms of a kind are looked for
LABEL = ("line", "start", "opening", "within", "glued", "readers", "author")
POSITIONS = {kind: OneOf(values=LABEL) for kind in ("marker", "tags", "source", "byline", "section", "widget", "caption",
                                                    "advert")} | {
    "published": OneOf(values=(*LABEL, "word")), "credit": OneOf(values=("word",))}

# function_words.csv: what the column `form` holds for each use
FUNCTION_WORDS = dict.fromkeys(("unfinished", "function", "connective", "verb", "ending verb"), Words(key=core_of)) | {
    "waw": Words(key=core_of, begins="و")}

# cues.csv
VERBS = ("say", "relay")  # all persons of which are made by rule
LISTED = ("saying", "credit", "outlet", "report", "statement", "message", "occasion", "gesture", "nobody", "titled",
          "blessing", "scripture", "called", "attention", "current", "tells", "adverb", "preposition", "relative",
          "source", "what", "stop", "clause", "not said", "not outlet", "not cue", "not")
CUES = (*VERBS, "own", "masdar", "rank", *LISTED)
TAKES = Words(empty=True, arabic=True)
NEEDS = SomeOf(empty=True, values=("near", "now", "may object", "object", "subject", "first", "source"))

LEXICONS = {
    "actors": Lexicon(
        (Column("actor", Id()), Column("kind", OneOf(values=("person", "organisation"))), Column("name", name()),
         Column("forms", name(empty=True, several=True)), Column("short", name(empty=True, several=True)),
         Column("alone", name(empty=True, several=True)), Column("note", Note(marks=MEDIA))),
        unique=("actor",)),
    "name_cues": Lexicon(  # a word may have two kinds: that of the later row counts
        (Column("kind", OneOf(values=("title", "office", "job", "kin", "called", "place", "body", "firm", "named", "people",
                                      "verb", "son", "particle", "ordinal", "quality", "after"))),
         Column("forms", name(several=True)), NOTE)),
    "places": Lexicon((Column("name", name()), NOTE), unique=("name",)),
    "family_first": Lexicon(
        (Column("name", Latin()), Column("forms", name(several=True)), Column("languages", Latin(empty=True, several=True))),
        unique=("name",)),
    "given_names": Lexicon((Column("name", name()),), unique=("name",)),
    "states": Lexicon(
        (COUNTRY, Column("name", name(empty=True)), Column("forms", name(empty=True, several=True)),
         Column("without", name(empty=True, several=True))),
        unique=("country",), one_of=("name", "forms", "without")),
    "demonyms": Lexicon(
        (COUNTRY, Column("adjectives", Adjective(empty=True, several=True, key=spaced)),
         Column("plurals", Words(empty=True, several=True, key=spaced, arabic=True))),
        unique=("country",), one_of=("adjectives", "plurals")),
    "capitals": Lexicon((COUNTRY, Column("forms", name(several=True))), unique=("country",)),
    "seats": Lexicon((COUNTRY, Column("forms", name(several=True))), unique=("country",)),
    "guards": Lexicon(
        (Column("form", name(several=True)), Column("written", name(empty=True)), Column("after", beside()),
         Column("before", beside()), Column("with", Code(empty=True, several=True)), Column("not_after", beside()),
         Column("not_before", beside()), Column("otherwise", Code(empty=True)), NOTE),
        unique=("form",), one_of=("written", "after", "before", "with", "not_after", "not_before")),
    "not_actors": Lexicon((Column("form", name()), NOTE), unique=("form",)),
    "markers": Lexicon(
        (Column("form", Words(key=core_of)), Column("kind", OneOf(values=tuple(POSITIONS))),
         Column("position", POSITIONS, by="kind"), NOTE),
        unique=("form", "position")),
    "function_words": Lexicon(
        (Column("form", FUNCTION_WORDS, by="use"), Column("use", OneOf(values=tuple(FUNCTION_WORDS))), NOTE),
        unique=("form", "use")),
    "months": Lexicon(
        (Column("month", MONTH), Column("name", Words()), Column("calendar", OneOf(values=("gregorian", "hijri"))),
         Column("alone", OneOf(values=("yes", "no"))), NOTE),
        unique=("name",)),
    "calendar": Lexicon(
        (Column("phrase", Words()), Column("kind", OneOf(values=tuple(CALENDAR))), Column("value", CALENDAR, by="kind")),
        unique=("phrase",)),
    "numbers": Lexicon((Column("word", Words(single=True)), Column("value", Whole(low=1, high=MOST))), unique=("word",)),
    "tenses": Lexicon(
        (Column("word", Words(single=True)),
         Column("tense", OneOf(values=("future", "past", "present", "until", "lasted", "ahead", "planned", "mishap", "none"))),
         Column("needs", Words(empty=True, several=True))),
        unique=("word",)),
    "particles": Lexicon(
        (Column("word", Words(single=True)),
         Column("use", OneOf(values=("due", "was", "after was", "denial", "after", "within", "preposition", "which", "opener"))),
         NOTE),
        unique=("word", "use")),
    "cues": Lexicon(
        (Column("cue", dict.fromkeys(VERBS, Words(arabic=True)) | dict.fromkeys(("own", "masdar", "rank"), Words(single=True))
                | dict.fromkeys(LISTED, Words()), by="kind"),
         Column("kind", OneOf(values=CUES)),
         Column("present", dict.fromkeys(VERBS, Words(empty=True, arabic=True, begins="ي")), by="kind"),
         Column("participle", dict.fromkeys(VERBS, Words(empty=True, arabic=True)), by="kind"),
         Column("takes", dict.fromkeys((*VERBS, "own", "masdar"), TAKES) | {"rank": Words(arabic=True)}, by="kind"),
         Column("needs", dict.fromkeys((*VERBS, "own"), NEEDS) | {"credit": OneOf(empty=True, values=("verb",))}, by="kind"),
         NOTE),
        unique=("cue", "kind", "participle")),
}
