"""The lexicons, declared: the columns of each table of data/lexicons and what their cells may hold.

`helpers/lexicons/tables.py` checks each table against its declaration when it is read, so no reader needs checks of
its own. To add a table, a column or a kind, add it here and to data/lexicons/README.md;
tests/test_lexicons.py compares the two.
"""

from helpers.lexicons.cells import NOTHING, Adjective, Code, Id, Latin, Note, OneOf, Whole, Words
from helpers.lexicons.tables import Column, Lexicon
from helpers.text import core_of, spaced


def one_of(*values: str, empty: bool = False) -> OneOf:
    """Return the type of a cell that holds one of some values."""
    return OneOf(empty=empty, values=values)


def name(empty: bool = False, several: bool = False) -> Words:
    """Return the type of the names of actors and states, and of the words beside them."""
    return Words(empty, several, key=spaced)


NOTE = Column("note", Note())
COUNTRY = Column("country", Code())
NAME = Column("name", name())
FORMS = Column("forms", name(several=True))
BESIDE = Words(empty=True, several=True, key=spaced, signs="#*")  # of a guard: a number, the rest of a word
MEDIA = ("news agency", "newspaper", "broadcaster", "news site", "photo agency")  # the notes that mark media

# name_cues.csv
NAME_CUES = (
    "title",
    "office",
    "job",
    "kin",
    "called",
    "place",
    "body",
    "firm",
    "named",
    "people",
    "verb",
    "son",
    "particle",
    "ordinal",
    "quality",
    "after",
)

# calendar.csv: what the column `value` holds for each kind
SHIFT = Whole(low=-99, high=99)  # by more days, months or years no word of the language shifts
WEEKDAY = Whole(low=0, high=6)
MONTH = Whole(low=1, high=12)
UNIT = one_of("day", "week", "month", "year", "decade", "century")
CALENDAR = {
    "weekday": WEEKDAY,
    "bare_weekday": WEEKDAY,
    "month": MONTH,
    "unsure_month": MONTH,
    "hijri": MONTH,
    "sure_hijri": MONTH,
    "day": SHIFT,
    "yawm": one_of("day"),
    "this": SHIFT,
    "that": NOTHING,
    "shift": SHIFT,
    "shift_both": SHIFT,
    "other": SHIFT,
    "last": NOTHING,
    "final": NOTHING,
    "the_week": one_of("week"),
    "the_month": one_of("month"),
    "the_year": one_of("year"),
    "the_century": one_of("century"),
    "the_decade": one_of("decade"),
    "week_word": one_of("week"),
    "month_word": one_of("month"),
    "year_word": one_of("year"),
    "long_word": UNIT,
    "few": UNIT,
    "two": UNIT,
    "many": UNIT,
    "part": NOTHING,
    "sometime": NOTHING,
    "vague": NOTHING,
    "ago": Whole(low=-1, high=-1),
    "hence": Whole(low=1, high=1),
    "about": NOTHING,
    "more": NOTHING,
    "in": NOTHING,
    "from": NOTHING,
    "to": NOTHING,
    "between": NOTHING,
    "namely": NOTHING,
    "half": one_of("half"),
    "quarter": one_of("quarter"),
    "season": one_of("SP", "SU", "FA", "WI"),
    "decade": Whole(low=0, high=9),
    "hijri_mark": NOTHING,
    "our_era": NOTHING,
    "before_era": NOTHING,
    "of_it": NOTHING,
    "called": NOTHING,
    "counted": NOTHING,
    "guard": NOTHING,
    "epithet": NOTHING,
    "named_for": NOTHING,
    "event": NOTHING,
    "every": NOTHING,
    "title": NOTHING,
}
NUMBER = Whole(low=1, high=10**6)  # numbers in words are read for days, years and counts of them

# tenses.csv and particles.csv
TENSES = ("future", "past", "present", "until", "lasted", "ahead", "planned", "mishap", "none")

# markers.csv: the positions at which forms of a kind are looked for
LABEL = ("line", "start", "opening", "within", "glued", "readers", "author")
LABELS = ("marker", "tags", "source", "byline", "section", "widget", "caption", "advert")
POSITIONS = dict.fromkeys(LABELS, one_of(*LABEL)) | {
    "published": one_of(*LABEL, "word", "since", "ago", "stated", "updated"),
    "credit": one_of("word"),
}

# function_words.csv: what the column `form` holds for each use
LINE_WORD = Words(key=core_of)
FUNCTION_WORDS = {
    "unfinished": LINE_WORD,
    "function": LINE_WORD,
    "connective": LINE_WORD,
    "verb": LINE_WORD,
    "ending verb": LINE_WORD,
    "waw": Words(key=core_of, begins="و"),
}

ARABIC = Words(arabic=True)
# reporting_verbs.csv: of say and relay all persons are made by rule
CONJUGATED = ("say", "relay")
# the words of quotations: what a phrase is, or does in a sentence
SPEECH_NOUNS = ("masdar", "saying", "report", "statement", "message", "titled")
ATTRIBUTION = ("credit", "credit clause", "sure credit clause", "tells", "outlet", "not outlet", "source", "current")
SPEAKER_WORDS = (
    "adverb",
    "preposition",
    "relative",
    "name end",
    "occasion",
    "nobody",
    "called",
    "attention",
    "blessing",
    "scripture",
)
# affixes.csv and name_parts.csv
AFFIXES = (
    "article",
    "article after ل",
    "article after proclitic",
    "pronoun",
    "first person pronoun",
    "pronoun after preposition",
    "pronoun after that",
    "feminine plural",
    "masculine plural",
    "oblique plural",
    "owner",
    "polite pronoun",
    "feminine past",
    "plural past",
    "dual past",
    "feminine dual past",
    "plural present",
    "dual present",
    "possessive ending",
    "feminine dual oblique",
    "dual",
    "feminine dual",
    "nisba",
    "feminine nisba",
    "ending of no verb",
    "ending of no future",
    "beginning of no present",
)
NAME_PARTS = ("son", "house", "father", "mother", "servant", "particle", "God", "second half", "saint", "state", "lord")
SYLLABLES = ("initial", "final", "whole")
# notice_words.csv
NOTICE_WORDS = (
    "invites readers",
    "invites a reader",
    "offers",
    "channel",
    "platform",
    "of the reader",
    "account",
    "liked",
    "page item",
    "reader says",
    "no longer",
    "opinion text",
    "opinion verb",
    "opinion holder",
    "rights",
    "reserved",
    "reuse",
    "permission",
    "moderator",
    "moderates",
    "comment",
    "reads on",
    "beside reads on",
    "reader writes",
    "made by",
)
CLAUSE_WORDS = ("clause", "denial", "not cue", "content", "no content", "gesture")
# particles.csv: uses in helpers/dates/tense.py, and in the helpers of quotations
TENSE_PARTICLES = (
    "due",
    "was",
    "after was",
    "after",
    "within",
    "preposition",
    "which",
    "opener",
    "denial",
    "since",
    "start",
)
SPEECH_PARTICLES = (
    "that",
    "no clause before",
    "past before",
    "condition after",
    "copula",
    "simple preposition",
    "reference",
    "with pronoun",
    "topic",
    "topic answer",
    "spelled after",
    "spelled before",
    "on behalf",
    "perfect",
    "spokesman",
    "unsaid",
    "between",
    "circumstance",
    "as",
    "all",
    "son",
    "but",
    "pronoun",
    "by it",
    "to me",
    "fronted particle",
    "link to source",
    "link to verb",
    "answer",
    "opening",
    "that is",
    "to",
    "from",
    "about",
    "in",
    "promised",
    "telling",
    "issued text",
    "spoken for",
    "verb link ending",
    "spelled like a name",
    "hamza apart from a name",
    "ends in ى",
)


def kinds(phrase: str, kind: str, values: tuple[str, ...]) -> Lexicon:
    """Return the declaration of a table of phrases, each with what it is."""
    return Lexicon((Column(phrase, Words()), Column(kind, OneOf(values=values)), NOTE), unique=(phrase, kind))


DECLARED = {
    "actors": Lexicon(
        (
            Column("actor", Id()),
            Column("kind", one_of("person", "organisation")),
            NAME,
            Column("forms", name(empty=True, several=True)),
            Column("short", name(empty=True, several=True)),
            Column("alone", name(empty=True, several=True)),
            Column("note", Note(marks=MEDIA)),
        ),
        unique=("actor",),
    ),
    # Of name_cues, a word may have two kinds: that of the later row counts.
    "name_cues": Lexicon((Column("kind", one_of(*NAME_CUES)), FORMS, NOTE)),
    "places": Lexicon((NAME, NOTE), unique=("name",)),
    "family_first": Lexicon(
        (
            Column("name", Latin()),
            FORMS,
            Column("languages", Latin(empty=True, several=True)),
        ),
        unique=("name",),
    ),
    "given_names": Lexicon((NAME,), unique=("name",)),
    "states": Lexicon(
        (
            COUNTRY,
            Column("name", name(empty=True)),
            Column("forms", name(empty=True, several=True)),
            Column("without", name(empty=True, several=True)),
        ),
        unique=("country",),
        one_of=("name", "forms", "without"),
    ),
    "demonyms": Lexicon(
        (
            COUNTRY,
            Column("adjectives", Adjective(empty=True, several=True, key=spaced)),
            Column("plurals", Words(empty=True, several=True, key=spaced, arabic=True)),
        ),
        unique=("country",),
        one_of=("adjectives", "plurals"),
    ),
    "capitals": Lexicon((COUNTRY, FORMS), unique=("country",)),
    "seats": Lexicon((COUNTRY, FORMS), unique=("country",)),
    "guards": Lexicon(
        (
            Column("form", name(several=True)),
            Column("written", name(empty=True)),
            Column("after", BESIDE),
            Column("before", BESIDE),
            Column("with", Code(empty=True, several=True)),
            Column("not_after", BESIDE),
            Column("not_before", BESIDE),
            Column("otherwise", Code(empty=True)),
            NOTE,
        ),
        unique=("form",),
        one_of=("written", "after", "before", "with", "not_after", "not_before"),
    ),
    "not_actors": Lexicon((Column("form", name()), NOTE), unique=("form",)),
    "markers": Lexicon(
        (
            Column("form", LINE_WORD),
            Column("kind", one_of(*POSITIONS)),
            Column("position", POSITIONS, by="kind"),
            NOTE,
        ),
        unique=("form", "position"),
    ),
    "function_words": Lexicon(
        (
            Column("form", FUNCTION_WORDS, by="use"),
            Column("use", one_of(*FUNCTION_WORDS)),
            NOTE,
        ),
        unique=("form", "use"),
    ),
    "named_days": Lexicon(
        (
            Column("month", MONTH),
            Column("day", Whole(low=1, high=31)),
            Column("year", Whole(low=1500, high=2099)),
            NOTE,
        ),
        unique=("month", "day"),
    ),
    "months": Lexicon(
        (
            Column("month", MONTH),
            Column("name", Words()),
            Column("calendar", one_of("gregorian", "hijri")),
            Column("alone", one_of("yes", "no")),
            NOTE,
        ),
        unique=("name",),
    ),
    "calendar": Lexicon(
        (
            Column("phrase", Words()),
            Column("kind", one_of(*CALENDAR)),
            Column("value", CALENDAR, by="kind"),
        ),
        unique=("phrase",),
    ),
    "numbers": Lexicon((Column("word", Words(single=True)), Column("value", NUMBER)), unique=("word",)),
    "tenses": Lexicon(
        (
            Column("word", Words(single=True)),
            Column("tense", one_of(*TENSES)),
            Column("needs", Words(empty=True, several=True)),
        ),
        unique=("word",),
    ),
    "particles": Lexicon(
        (
            Column("word", Words(single=True)),
            Column("use", one_of(*TENSE_PARTICLES, *SPEECH_PARTICLES)),
            NOTE,
        ),
        unique=("word", "use"),
    ),
    "affixes": kinds("affix", "use", AFFIXES),
    "light10": Lexicon(
        (
            Column("affix", Words(single=True)),
            Column("side", one_of("before", "behind")),
            Column("step", Whole(low=1, high=20)),
            NOTE,
        ),
        unique=("affix", "side"),
    ),
    "name_parts": Lexicon(
        (
            Column("part", Words(single=True)),
            Column("use", one_of(*NAME_PARTS)),
            Column("latin", Latin(empty=True)),
            NOTE,
        ),
        unique=("part",),
    ),
    "syllables": kinds("letters", "place", SYLLABLES),
    "letters": Lexicon(
        (Column("letter", Words(single=True)), Column("latin", Latin(empty=True)), NOTE), unique=("letter",)
    ),
    "notice_words": kinds("word", "use", NOTICE_WORDS),
    "reporting_verbs": Lexicon(
        (
            Column("verb", dict.fromkeys(CONJUGATED, ARABIC) | {"own": Words(single=True)}, by="kind"),
            Column("kind", one_of(*CONJUGATED, "own")),
            Column("present", dict.fromkeys(CONJUGATED, Words(empty=True, arabic=True, begins="ي")), by="kind"),
            Column("participle", dict.fromkeys(CONJUGATED, Words(empty=True, arabic=True)), by="kind"),
            Column("takes", Words(empty=True, several=True, arabic=True, single=True)),
            Column("content", OneOf(empty=True, several=True, values=("noun", "indefinite", "report"))),
            Column("object", one_of("must", "may", empty=True)),
            Column("speaker", one_of("source", "named", empty=True)),
            Column("place", one_of("first", "near", empty=True)),
            Column("later", one_of("yes", empty=True)),
            NOTE,
        ),
        unique=("verb", "kind", "participle"),
    ),
    "speech_nouns": Lexicon(
        (
            Column("noun", dict.fromkeys(SPEECH_NOUNS, Words(single=True)), by="kind"),
            Column("kind", one_of(*SPEECH_NOUNS)),
            Column("takes", {"masdar": Words(several=True, arabic=True, single=True)}, by="kind"),
            NOTE,
        ),
        unique=("noun", "kind"),
    ),
    "attribution": kinds("phrase", "kind", ATTRIBUTION),
    "speaker_words": kinds("word", "use", SPEAKER_WORDS),
    "clause_words": kinds("word", "use", CLAUSE_WORDS),
    "honorifics": Lexicon(
        (
            Column("honorific", Words(single=True)),
            Column("titles", Words(several=True, arabic=True)),
            NOTE,
        ),
        unique=("honorific",),
    ),
    "outlet_classes": Lexicon(
        (
            Column("word", Words(single=True)),
            Column("class", one_of(*MEDIA)),
        ),
        unique=("word",),
    ),
}
