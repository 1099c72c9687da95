"""Credits: what a page tells as the news of another, «بحسب رويترز», «على ما ذكرت الوكالة», and of whom.

Functions work on the words of a `clauses.Sentence`, in offsets of the folded text.
"""
from bisect import bisect_left

from helpers.clauses import PAUSE, WITH_PRONOUN, Sentence
from helpers.cues import OBJECT, cues, readings
from helpers.phrases import Span, is_mute, is_named, name, past_proclitic
from helpers.reported import Saying
from helpers.speakers import is_outlet

CREDIT_WORDS = 8  # words that name an outlet when no comma ends the name
NAME_WORDS = 3    # a shorter quotation inside a sentence is a name or a word held at arm's length: وكالة "تاس"


def credited(sentence: Sentence, k: int, verb: bool) -> Span | None:
    """The source that a credit, word k, names: «بحسب رويترز», «وفقا لما ذكرت الوكالة»; none for «حسب الخطة».

    `verb`: the credit ends in «ما» and a verb of telling follows it.
    """
    first = k + 1
    while sentence.word(first) in ("عن", "ما", "لما", "به", "في"):
        first += 1
    verb = verb or first > k + 1 and sentence.word(first - 1) not in ("عن", "في") or sentence.word(k).endswith("ما")
    teller = sentence.word(first)
    first += verb
    sentence.cues[k + 1:first] = [None] * len(sentence.cues[k + 1:first])
    while WITH_PRONOUN.match(sentence.word(first)):  # «نقلته عنه قناة …»
        first += 1
    count = len(sentence.words)
    limit = next((j for j in range(first, count) if verb and sentence.word(j) == "عن"), count)
    phrase = name(sentence, first, limit, credit=True)  # «بحسب ما نقلت الوكالة | عن …»
    if phrase is None or is_mute(sentence, phrase) or _is_no_source(sentence, first):
        return None
    after = len(sentence.words) - len(sentence.between(phrase[1], sentence.end))
    answered = sentence.word(after) in ("فان", "فانه", "فانها", "فقد")  # «بحسب الرئيس، فإن …»
    told = verb and (_tells(teller) or is_named(sentence, first))
    if not (told or answered or sentence.is_source(first, ("source",)) or is_outlet(sentence, phrase) or
            any(start in (phrase[0], phrase[0] + 1) for start, _, _ in sentence.names)):
        return None
    inside = [mark for mark in sentence.marks if mark.closed and phrase[0] <= mark.open < mark.close < phrase[1]]
    mark = inside[0] if inside else None
    if mark and sentence.word(bisect_left(sentence.begins, mark.close))[:2] != "ال":
        phrase = phrase[0], mark.close  # «بحسب شبكة "الجسر اليوم" | وصلت السفينة»
    named = sentence.between(*phrase)
    if len(named) > CREDIT_WORDS:
        ends = [mark.close for mark in sentence.marks if phrase[0] <= mark.open < phrase[1]]
        ends += [end for start, end, _ in sentence.names if phrase[0] <= start < phrase[1]]
        phrase = phrase[0], (ends or [named[3].end])[0]
    of = named[0].text[0] == "ل" and sentence.word(k).endswith("ا") and not verb  # «وفقا لوكالة», «وفقا للوكالة»
    return past_proclitic(sentence, phrase) if of and named[0].text[:2] != "لل" else phrase


def _is_no_source(sentence: Sentence, k: int) -> bool:
    """Whether what would be credited is only how things are: «وفق المعطيات الراهنة», «حسب الجدول المعتاد»."""
    return sentence.listed(k + 1, "current") > 0 and sentence.word(k).startswith(("ال", "لل"))


def _tells(word: str) -> bool:
    """Whether a verb after «بحسب ما» tells something: «ذكرت», «نشرته»; never «تقتضيه»."""
    bare = OBJECT.sub("", word)
    return bool(readings(word) or readings(bare)) or not cues()[1]["tells"].isdisjoint((word, bare))


def told(sentence: Sentence, k: int) -> list[Saying]:
    """«…، على ما ذكرت وكالة الشمس»: a credit whose words are common, and so only with an outlet and at an end."""
    at = k + sentence.listed(k, "told")
    verb = sentence.cues[at] if at < len(sentence.words) else None
    if sentence.word(k) in ("ان", "انه") or not sentence.gap(k).strip() and k or not (verb or at - k == 2):
        return []
    cues = list(sentence.cues)
    phrase = credited(sentence, at - 1, True)
    after = bisect_left(sentence.begins, phrase[1]) if phrase else 0
    while phrase and (count := sentence.listed(after, "adverb")):
        after += count
    ends = phrase and (after >= len(sentence.words) or PAUSE.search(sentence.gap(after)))
    outlet = phrase and (sentence.word(k) == "علي" or is_outlet(sentence, phrase))
    if not ends or not outlet:
        sentence.cues = cues
        return []
    return said_of(sentence, k, phrase)


def said_of(sentence: Sentence, k: int, phrase: Span) -> list[Saying]:
    """What is credited to a source: the sentence after it, where it stands first, else the sentence before it."""
    words = sentence.words
    form = "agency" if is_outlet(sentence, phrase) else "indirect"
    saying = Saying(form, words[k][1:], sentence.start, sentence.end, phrase)
    rest = sentence.between(phrase[1], sentence.end)
    after = len(words) - len(rest)
    trails = not rest or sentence.cues[after] or \
        len(rest) <= CREDIT_WORDS < k and not PAUSE.search(sentence.text[phrase[1]:sentence.end])
    if rest and k <= NAME_WORDS and (k == 0 or PAUSE.search(sentence.gap(k))):  # stands before what is credited
        saying.start = words[min(after + (rest[0].text in ("فقد", "فان", "ان")), len(words) - 1)].start
    elif trails:
        saying.end = words[k - (k > 1 and words[k - 1].text in ("وذلك", "ذلك"))].start
    return [saying] if saying.start < saying.end else []
