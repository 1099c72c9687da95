"""Stories: give each segment of a page to the main story, another story, or a list of headlines.

The first segment with text is the main story. SEGMENTS is the table of the cases of a segment, in which the first rule
that holds decides; its verdict names the action of ACTIONS that adds the lines. `head_rules` decides about short lines.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cached_property
from itertools import repeat
from operator import attrgetter

from helpers.blocks.head_rules import ABOVE_STORY, ABOVE_TITLE, BELOW_STORY, BELOW_TITLE, IN_STORY, TITLE_NAMED, Head
from helpers.blocks.lines import Line, count_of
from helpers.blocks.notices import CALLING, CALLS
from helpers.blocks.segments import TICKER_LINES, TITLE_NEAR, TITLE_WORDS, Segment, Story, story_distance
from helpers.blocks.verse import is_verse
from helpers.rules import Rule, first_match, is_any

HEADLINE_WORDS = 4.5  # headlines have as many words on average; shorter lines are verse
ROW_LINES = 3  # as many lines in a row are no subheadings; two may be a quotation and its speaker, or verse
ROW_WORDS = 5  # headlines of a short row have as many words on average
LIST_REPEATED = 0.17  # the share of their words that headlines of other stories share at most with this one
NEW_STORY_WORDS = 20  # with no marker before it, a shorter stretch is never another story
UNTITLED_MARGIN = 1.0  # distance from the story that a stretch without a title needs to be another story
MAIN = 0  # the item of the main story


def find_stories(segments: list[Segment]) -> list[Line]:
    """Return the lines of all segments with role, kind and item."""
    stories = Stories(segments)
    for segment, after, text in zip(segments, [*segments[1:], None], _next_texts(segments)):
        stories.count_words()
        stories.ended = text is None and stories.begun
        case = Case(segment, after, text, stories)
        rule, found = first_match(SEGMENTS, case)
        ACTIONS[rule.verdict](case, rule.name.format(found))
    return stories.decided


def _next_texts(segments: list[Segment]) -> list[Segment | None]:
    """Return for each segment the first with text from there on."""
    texts: list[Segment | None] = [None]
    for segment in reversed(segments):
        texts.append(segment if segment.body else texts[-1])
    return texts[:0:-1]


class Stories:
    """The stories of a page as they are found: the lines decided so far, and the words of each story."""

    def __init__(self, segments: list[Segment]):
        has_text = any(segment.body for segment in segments)
        self.only_headlines = not has_text and are_headlines([head for segment in segments for head in segment.heads])
        self.ended = False  # no text follows
        self.decided: list[Line] = []  # lines with role, kind and item
        self.items = 0  # the last number of an appended item
        self.current = MAIN  # the item that the last line of a story belongs to
        self.kinds: dict[int, set[str]] = defaultdict(set)  # of the lines of each story
        self.words: dict[int, Counter[str]] = defaultdict(Counter)  # of each story, up to the segment that is read
        self.leads: dict[int, Line] = {}  # the first paragraph of each story
        self.uncounted: list[tuple[int, Line]] = []  # item and line of those that came since

    @property
    def titled(self) -> bool:
        """Whether the main story has a title."""
        return "title" in self.kinds[MAIN]

    @property
    def begun(self) -> bool:
        """Whether the main story has a paragraph."""
        return "paragraph" in self.kinds[MAIN]

    def add(self, lines: list[Line], item: int, kind: str, reason: str) -> None:
        """Add lines to a story."""
        role = "appended" if item else "main"
        self.decided += [line.classify(kind, reason, role, item) for line in lines]
        self.uncounted += zip(repeat(item), lines)
        if lines:
            self.current = item
            self.kinds[item].add(kind)
        if lines and kind == "paragraph":
            self.leads.setdefault(item, lines[0])

    def story(self, item: int) -> Story:
        """Return a story up to the segment that is read."""
        return Story(self.words[item], self.leads.get(item))

    def count_words(self) -> None:
        """Count the words of the lines so far, where a story may end; so most pages need no count."""
        for item, line in self.uncounted:
            self.words[item].update(line.stems)
        self.uncounted = []

    def add_boilerplate(self, line: Line, kind: str, reason: str) -> None:
        """Add a line that is part of no story."""
        self.decided.append(line.classify(kind, reason))

    def add_list(self, lines: list[Line], reason: str) -> None:
        """Add headlines of other stories as an item."""
        self.items += bool(lines)
        self.decided += [line.classify("headline_list", reason, "appended", self.items) for line in lines]

    def add_headlines(self, segment: Segment, heads: list[Line], reason: str) -> None:
        """Add headlines of other stories; a label above them with no marker before it is itself a marker."""
        if len(heads) > 1 and self.begun and not segment.marker and announces(heads[0]):
            self.add_boilerplate(heads[0], "marker", "a label above headlines of other stories")
            heads = heads[1:]
        self.add_list(heads, reason)

    def add_heads(
        self, rules: tuple[Rule, ...], heads: list[Line], segment: Segment, item: int, story: Counter[str]
    ) -> None:
        """Add short lines as the rules decide: as lines of a story, headlines of others, or boilerplate."""
        lists: dict[str, list[Line]] = {}
        mean = count_of(heads) / max(len(heads), 1)
        for line in heads:
            lacks_title = item == MAIN and not self.titled
            rule, _ = first_match(rules, Head(line, len(heads), mean, segment, story, lacks_title, self.ended))
            if rule.verdict in IN_STORY:
                self.add([line], item, rule.verdict, rule.name)
            elif rule.verdict == "headline_list":
                lists.setdefault(rule.name, []).append(line)
            else:
                self.add_boilerplate(line, rule.verdict, rule.name)
        for reason, lines in lists.items():
            self.add_list(lines, reason)

    def add_story(self, segment: Segment, item: int, reason: str) -> None:
        """Add a segment as the beginning of a story: its title, the lines below that, and the text."""
        title = segment.title
        self.add(segment.heads[title : title + 1], item, "title", f"{reason}; its text repeats this line most")
        if segment.heads[title + 1 :]:
            self.add_heads(BELOW_TITLE, segment.heads[title + 1 :], segment, item, segment.stems)
        self.add(segment.body, item, "paragraph", reason)


class Case:
    """A segment beside the next one and the stories so far, as the predicates of SEGMENTS take it."""

    def __init__(self, segment: Segment, after: Segment | None, text: Segment | None, stories: Stories):
        self.segment, self.after, self.stories = segment, after, stories
        self.text = text  # the first segment with text from here on

    @cached_property
    def distances(self) -> dict[int, tuple[float, str]]:
        """The distance of the segment from the current and from the main story, with its parts."""
        segment, stories = self.segment, self.stories
        judged = segment if self.has_title else Segment([], segment.body, segment.marker, segment.below_end)
        return {item: story_distance(judged, stories.story(item)) for item in (stories.current, MAIN)}

    @property
    def has_title(self) -> bool:
        """Whether a short line of the segment may be the title of another story."""
        segment = self.segment
        return bool(segment.heads) and (segment.is_apart or segment.heads[segment.title].may_be_title)

    @cached_property
    def item(self) -> int:
        """The story that is nearest; the main one only where something ends the current one."""
        current = self.stories.current
        if not self.segment.is_apart and self.distances[current][0] <= 0:
            return current
        return min(self.distances, key=lambda item: self.distances[item][0])

    @property
    def distance(self) -> float:
        """The distance from the nearest story."""
        return self.distances[self.item][0]

    @property
    def why(self) -> str:
        """The parts of that distance."""
        return self.distances[self.item][1]

    @property
    def is_distant(self) -> bool:
        """Whether the segment is below the main story, and far from it and from the current one."""
        return self.stories.begun and self.distance > (0 if self.has_title else UNTITLED_MARGIN)

    @property
    def may_be_story(self) -> bool:
        """Whether the segment is apart from the story before, or long enough for a story of its own."""
        return self.segment.is_apart or self.segment.count >= NEW_STORY_WORDS

    @property
    def is_above_another(self) -> bool:
        """Whether the next segment has text, and is another story."""
        if not self.after or not self.after.body:
            return False
        return story_distance(self.after, Story(self.segment.stems))[0] > 0


# Predicates over a case -------------------------------------------------------------------------------------


def is_above_story(case: Case) -> bool:
    """Return whether short lines are above the first text of the page."""
    return not case.segment.body and case.text is not None and not case.stories.begun


def is_on_page_of_headlines(case: Case) -> bool:
    """Return whether the page has headlines and no text."""
    return case.stories.only_headlines


def are_headlines_alone(case: Case) -> bool:
    """Return whether short lines with no text below them are headlines of other stories."""
    return not case.segment.body and is_list(case.segment, case.stories.words[case.stories.current])


def has_no_text(case: Case) -> bool:
    """Return whether short lines have no text below them."""
    return not case.segment.body


def is_other_teaser(case: Case) -> bool:
    """Return whether a title and the beginning of a story, cut off, are below the main story."""
    return case.stories.begun and case.segment.is_teaser


def is_other_story(case: Case) -> str | None:
    """Return the distance of a segment from the stories above if it is great, and the segment no small part."""
    return case.why if case.is_distant and case.may_be_story else None


def has_headlines_amid_story(case: Case) -> str | None:
    """Return the distance of a segment from the story that it continues, if headlines of others are above it."""
    if not case.stories.begun or not is_list(case.segment, case.stories.words[case.item]):
        return None
    return case.why


def is_too_small(case: Case) -> str | None:
    """Return the distance of a segment from the stories above if it is great, but the segment a small part."""
    return case.why if case.is_distant else None


def continues(case: Case) -> str | None:
    """Return the distance of a segment from the story that it continues."""
    return case.why if case.stories.begun else None


def is_ticker(case: Case) -> bool:
    """Return whether the first text of a page is a line of headlines, with another story below."""
    if not case.after or not case.after.heads or not case.segment.may_be_headlines:
        return False
    return case.is_above_another


def is_first_teaser(case: Case) -> bool:
    """Return whether the first text is the beginning of a story, cut off, and another one follows."""
    if not case.segment.is_teaser or not case.after:
        return False
    return case.after.is_teaser or case.is_above_another


def has_title_above(case: Case) -> bool:
    """Return whether the main story has a title and no text yet: a marker is between them."""
    return case.stories.titled


def has_title_below(case: Case) -> bool:
    """Return whether no line above a story is its title, but one below it."""
    if not case.after or case.segment.is_titled:
        return False
    return any(head.repeated_in(case.segment.stems) >= TITLE_NAMED for head in case.after.heads[:TITLE_NEAR])


def is_list(segment: Segment, story: Counter[str]) -> bool:
    """Return whether the short lines of a segment below the beginning of a story are headlines of other stories."""
    return segment.marker or are_headlines(segment.heads, story) or is_row(segment.heads, bool(segment.body))


def is_row(heads: list[Line], has_text: bool) -> bool:
    """Return whether short lines are several headlines in a row, or one below a label: no subheadings are.

    What they are about does not count, since headlines beside a story are often about its people and events. With no
    text below them, a name or a closing formula may be the first of two lines, so a sign must end the label.
    """
    titles = [head for head in heads if head.count >= TITLE_WORDS and head.may_be_title]
    labelled = bool(heads) and announces(heads[0])
    announced = labelled and (has_text or heads[0].tail.endswith(CALLING))
    if len(titles) + labelled < len(heads) or len(heads) < (2 if announced else ROW_LINES) or is_verse(heads):
        return False
    return count_of(titles) >= ROW_WORDS * len(titles)


def announces(head: Line) -> bool:
    """Return whether a short line may be the label of a list: a few words, or an announcement that a sign ends."""
    return head.is_label or head.count <= CALLS and head.tail.endswith(CALLING)


def are_headlines(heads: list[Line], story: Counter[str] | None = None) -> bool:
    """Return whether short lines are headlines of other stories: many, long, no verse, with other words."""
    if len(heads) < TICKER_LINES or count_of(heads) < HEADLINE_WORDS * len(heads) or is_verse(heads):
        return False
    titles = sum(map(attrgetter("may_be_title"), heads))
    return titles * 2 >= len(heads) and _share_few_words(heads, story or Counter())


def _share_few_words(heads: list[Line], story: Counter[str]) -> bool:
    """Return whether a story repeats few words of some lines."""
    known, words = sum(head.repeated_in(story) for head in heads), sum(len(head.stems) for head in heads)
    return known <= LIST_REPEATED * words


# Actions: how the lines of a segment are added --------------------------------------------------------------


def add_above_story(case: Case, reason: str) -> None:
    """Add short lines above the first text: its title, labels, or headlines of other stories."""
    case.stories.add_heads(ABOVE_STORY, case.segment.heads, case.segment, MAIN, case.text.stems)


def add_below_story(case: Case, reason: str) -> None:
    """Add short lines with no text below them: labels, tags, the title, or lines of the story."""
    story = case.stories.current
    case.stories.add_heads(BELOW_STORY, case.segment.heads, case.segment, story, case.stories.words[story])


def add_headlines(case: Case, reason: str) -> None:
    """Add headlines of other stories."""
    case.stories.add_headlines(case.segment, case.segment.heads, reason)


def add_ticker(case: Case, reason: str) -> None:
    """Add headlines of other stories, one of which looks like text."""
    case.stories.add_list(case.segment.heads + case.segment.body, reason)


def add_other_story(case: Case, reason: str) -> None:
    """Add another story, and the headlines above its title."""
    above = case.segment.heads[: case.segment.title]
    case.stories.add_headlines(case.segment, above, "a headline above another story")
    case.stories.items += 1
    case.stories.add_story(case.segment, case.stories.items, reason)


def add_to_story(case: Case, reason: str) -> None:
    """Add headings and text to the nearest story."""
    case.stories.add(case.segment.heads, case.item, "heading", reason)
    case.stories.add(case.segment.body, case.item, "paragraph", reason)


def add_to_story_below_headlines(case: Case, reason: str) -> None:
    """Add headlines of other stories, and text to the nearest story."""
    add_headlines(case, reason)
    case.stories.add(case.segment.body, case.item, "paragraph", reason)


def add_main(case: Case, reason: str) -> None:
    """Add the main story, and the lines above its title: headlines, names of sections, or lines of the story."""
    add_main_segment(case.segment, case.stories, reason)


def add_main_without_labels(case: Case, reason: str) -> None:
    """Add the main story whose title is below it; the labels above it are boilerplate."""
    segment = case.segment
    for head in filter(attrgetter("is_label"), segment.heads):
        case.stories.add_boilerplate(head, "section", "a label above a story that has its title below")
    heads = [head for head in segment.heads if not head.is_label]
    add_main_segment(Segment(heads, segment.body, segment.marker, segment.below_end), case.stories, reason)


def add_main_segment(segment: Segment, stories: Stories, reason: str) -> None:
    """Add a segment as the beginning of the main story."""
    above = segment.heads[: segment.title]
    if segment.marker or are_headlines(above):
        stories.add_headlines(segment, above, "a headline above the story, of another one")
    elif above:
        stories.add_heads(ABOVE_TITLE, above, segment, MAIN, segment.stems)
    stories.add_story(segment, MAIN, reason)


def add_text_below_headlines(case: Case, reason: str) -> None:
    """Add the text of the main story, and headlines of other stories between it and its title."""
    case.stories.add_list(case.segment.heads, reason)
    case.stories.add(case.segment.body, MAIN, "paragraph", reason)


ACTIONS: dict[str, Callable[[Case, str], None]] = {
    "above the story": add_above_story,
    "below the story": add_below_story,
    "headlines": add_headlines,
    "ticker": add_ticker,
    "another story": add_other_story,
    "the same story": add_to_story,
    "the same story below headlines": add_to_story_below_headlines,
    "main story": add_main,
    "main story without labels": add_main_without_labels,
    "text below headlines": add_text_below_headlines,
}

# Each example is a page; a line of the segment in question is behind boilerplate.MARK. First the segments without
# text, then those below the beginning of the main story, then those with which it may begin.
SEGMENTS = (
    Rule(
        "short lines above the first text",
        verdict="above the story",
        when=is_above_story,
        example=">> القطار الجديد يصل إلى القمة\nاقرأ أيضا\nحافلة تعود إلى الوادي\nوصل القطار الجديد إلى القمة ومضى.",
        unlike="القطار الجديد يصل إلى القمة\nاقرأ أيضا\n>> حافلة تعود إلى الوادي\nوصل القطار الجديد إلى القمة ومضى.",
    ),
    Rule(
        "a headline on a page without a story",
        verdict="headlines",
        when=is_on_page_of_headlines,
        example=">> حافلة الوادي تعود إلى طريقها\nمخيم جديد يفتح أبوابه للزوار\nسباق الدراجات ينطلق غدا من الساحة",
        unlike=">> حافلة الوادي تعود إلى طريقها\nمخيم جديد يفتح أبوابه للزوار",
    ),
    Rule(
        "a headline with no story below it",
        verdict="headlines",
        when=are_headlines_alone,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\nاقرأ أيضا\n>> حافلة تعود إلى الوادي",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> حافلة تعود إلى الوادي",
    ),
    Rule(
        "short lines with no text below them",
        verdict="below the story",
        when=has_no_text,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> القطار الأول في محطته",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\nاقرأ أيضا\n>> حافلة تعود إلى الوادي",
    ),
    Rule(
        "another story: a title and the beginning of a story, cut off",
        verdict="another story",
        when=is_other_teaser,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\nاقرأ أيضا\n>> حافلة الوادي تعود إلى طريقها\n"
        "تعود حافلة الوادي إلى طريقها بين القرى بعد شتاء طويل توقفت فيه الرحلات كلها بسبب الثلوج التي أغلقت الجسور...",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\nاقرأ أيضا\n>> حافلة الوادي تعود إلى طريقها\n"
        "وتعود حافلة الوادي إلى طريقها بين القرى بعد شتاء طويل توقفت فيه الرحلات كلها بسبب الثلوج التي أغلقت الجسور...",
    ),
    Rule(
        "another story: {}",
        verdict="another story",
        when=is_other_story,
        example="القطار الأول في القمة\nوصل القطار الأول إلى محطة القمة صباحا بعد رحلة طويلة عبر أنفاق الجبل، واستقبله "
        "مئات الركاب وعمال السكة بالورود والأناشيد.\nاقرأ أيضا\n>> منتخب الشباب يهزم ضيفه في الملعب الكبير\n"
        "هزم منتخب الشباب ضيفه بهدفين سجلهما المهاجم في الملعب الكبير، وبلغ نهائي الكأس للمرة الثالثة.",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى محطة القمة صباحا بعد رحلة طويلة عبر أنفاق الجبل، واستقبله "
        "مئات الركاب وعمال السكة بالورود والأناشيد.\nاقرأ أيضا\n>> حافلة تعود إلى الوادي\n"
        "وقال مدير المحطة إن القطار نقل مئات الركاب إلى القمة في رحلته.",
    ),
    Rule(
        "headlines amid the story, which continues below them: {}",
        verdict="the same story below headlines",
        when=has_headlines_amid_story,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\nاقرأ أيضا\n>> حافلة تعود إلى الوادي\n"
        "وقال مدير المحطة إن القطار الأول سيعود من القمة.",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> رحلة العودة\n"
        "وقال مدير المحطة إن القطار الأول سيعود من القمة.",
    ),
    Rule(
        "the story continues, in a part too small for another story: {}",
        verdict="the same story",
        when=is_too_small,
        example="القطار الأول في القمة\nوصل القطار الأول إلى محطة القمة صباحا بعد رحلة طويلة عبر أنفاق الجبل، واستقبله "
        "مئات الركاب وعمال السكة بالورود والأناشيد.\n>> منتخب الشباب يهزم ضيفه في الملعب\n"
        "هزم منتخب الشباب ضيفه في الملعب بهدفين.",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى محطة القمة صباحا بعد رحلة طويلة عبر أنفاق الجبل، واستقبله "
        "مئات الركاب وعمال السكة بالورود والأناشيد.\nاقرأ أيضا\n>> منتخب الشباب يهزم ضيفه في الملعب\n"
        "هزم منتخب الشباب ضيفه في الملعب بهدفين.",
    ),
    Rule(
        "the story continues: {}",
        verdict="the same story",
        when=continues,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> رحلة العودة\n"
        "وقال مدير المحطة إن القطار الأول سيعود من القمة.",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\nاقرأ أيضا\n>> حافلة تعود إلى الوادي\n"
        "وقال مدير المحطة إن القطار الأول سيعود من القمة.",
    ),
    Rule(
        "headlines above the story, of other ones",
        verdict="ticker",
        when=is_ticker,
        example=">> منتخب الشباب يهزم ضيفه حافلة الوادي تعود مخيم جديد يفتح أبوابه سباق الدراجات ينطلق غدا متحف الخزف "
        "يستقبل زواره مزارعو الجنوب يطالبون بتعويضات\nالقطار الأول في محطة القمة\n"
        "وصل القطار الأول إلى محطة القمة صباحا بعد رحلة طويلة عبر أنفاق الجبل.",
        unlike=">> وصل القطار الأول إلى محطة القمة صباحا بعد رحلة طويلة عبر أنفاق الجبل، واستقبله على الرصيف مئات من "
        "الركاب ومن عمال السكة\nالقطار الأول في القمة\nوصل القطار الأول إلى محطة القمة صباحا.",
    ),
    Rule(
        "the beginning of another story, cut off, above the main one",
        verdict="another story",
        when=is_first_teaser,
        example=">> حافلة الوادي تعود إلى طريقها\n"
        "تعود حافلة الوادي إلى طريقها بين القرى بعد شتاء طويل توقفت فيه الرحلات كلها بسبب الثلوج التي أغلقت الجسور...\n"
        "منتخب الشباب يهزم ضيفه في الملعب الكبير\n"
        "هزم منتخب الشباب ضيفه بهدفين سجلهما المهاجم في الملعب الكبير، وبلغ نهائي الكأس للمرة الثالثة.",
        unlike=">> حافلة الوادي تعود إلى طريقها\n"
        "تعود حافلة الوادي إلى طريقها بين القرى بعد شتاء طويل توقفت فيه الرحلات كلها بسبب الثلوج التي أغلقت الجسور...\n"
        "رحلة الحافلة\nوتعبر حافلة الوادي القرى والجسور في طريقها بعد شتاء الثلوج الطويل.",
    ),
    Rule(
        "the first text of the page, headlines between it and its title",
        verdict="text below headlines",
        when=has_title_above,
        example="القطار الجديد يصل إلى القمة\nاقرأ أيضا\n>> حافلة تعود إلى الوادي\nوصل القطار الجديد إلى القمة ومضى.",
        unlike="القطار الجديد يصل إلى القمة\n>> حافلة تعود إلى الوادي\nوصل القطار الجديد إلى القمة ومضى.",
    ),
    Rule(
        "the first story of the page, its title below",
        verdict="main story without labels",
        when=has_title_below,
        example=">> دفتر المسافر\nوصل القطار الجديد إلى القمة ومضى.\nالقطار الجديد يصل إلى القمة",
        unlike=">> القطار الجديد\nوصل القطار الجديد إلى القمة ومضى.\nالقطار الجديد يصل إلى القمة",
    ),
    Rule(
        "the first story of the page",
        verdict="main story",
        when=is_any,
        example=">> القطار الأول في القمة\nوصل القطار الأول إلى القمة.",
        unlike=">> دفتر المسافر\nوصل القطار الجديد إلى القمة ومضى.\nالقطار الجديد يصل إلى القمة",
    ),
)
