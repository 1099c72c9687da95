"""Blocks: cut a scraped page into the main story, the items appended to it, and boilerplate.

A page goes through four steps. (1) `splitting` cuts it into lines, and `line_rules` gives each its shape by
its own words. (2) `furniture` classifies lines by those beside them: a column of labels is a menu, a title
that occurs twice is kept once. (3) The rest is text, and is taken in segments (`runs`): short lines with the
paragraphs below them. (4) The first segment is the main story, its title the line whose words come back in
it; above that are headlines of other stories. Where a later segment shares no words with the story before,
another story begins; where they come back, the main story goes on. What a short line of a story is, the
tables of rules at the end say.
"""

import re
from collections import Counter
from typing import NamedTuple

import pandas as pd

from helpers.blocks import boilerplate
from helpers.blocks.boilerplate import LINK_WORDS, TITLE_REPEATED, is_verse
from helpers.blocks.lines import LABEL_WORDS, Line
from helpers.blocks.recurring import recurring_lines
from helpers.blocks.segments import TICKER_LINES, TITLE_NEAR, Segment, find_segments, story_distance
from helpers.blocks.splitting import lines_of
from helpers.lexicons import light_stem, line_key, markers
from helpers.rules import Rule, first_match
from helpers.schema import Profile
from helpers.text import Batch, Folded, fold, words

COLUMNS = ["article", "block", "start", "end", "role", "kind", "item"]
IN_STORY = ("title", "heading", "paragraph")  # kinds of a story; a headline list is an item of its own
HEADLINE_WORDS = 4.5  # headlines have as many words on average; shorter lines are verse
LIST_REPEATED = 0.17  # the share of their words that headlines of other stories share at most with this one
NAV_WORDS = 2.5  # lines above the title with so few words on average are the names of sections
TITLE_NAMED = 3  # a line with as many words that the text repeats is the title beyond doubt
BYLINES = 2  # as many names may be between title and story; more short lines are verse
NEW_STORY_WORDS = 20  # with no marker before it, a shorter stretch is never another story
UNTITLED = 1.0  # distance from the story that a stretch without a title needs to be another story
TRAILING = ("..", "…", ":", "،", "؛", "؟", "?")  # how few titles end, but many lines of a column
CREDITED = re.compile(r"\w \([^()]{3,25}\)$")  # how a caption ends that credits somebody no lexicon has
TAGS_REPEATED = 0.7  # the story has so much of what is behind the label of the tags
TAGGED = re.compile(r"(\w+(?: \w+){0,2}) ?:(?:\s+\w+)+\s*$")  # a label, a colon, words with no sign between
PROSE = 0.25  # the share of function words in Arabic prose; headlines leave them out


def find_blocks(articles: pd.DataFrame | Batch, profile: Profile | None = None) -> pd.DataFrame:
    """Return the blocks of each page, in order: article, block, start, end, role, kind, item.

    They partition the page: every character that is not white space lies in one block, and no block begins or
    ends with white space. A page without text has no blocks.

    Args: articles with article, text and, if a profile is given, outlet; the profile of the pages.

    Returns:
    role  main, appended, boilerplate
    kind  title, heading, paragraph, caption, dateline, byline, published, source, marker, tags, section,
          headline_list, widget, advert, duplicate, other
    item  0 for the main story, 1, 2, … for each appended story or list of headlines, missing for boilerplate

    >>> story = "افتتاح جسر في صنعاء\\nافتتح الوزير اليوم الجسر الجديد في صنعاء."
    >>> page = story + "\\nاقرأ أيضاً: أسعار القمح ترتفع"
    >>> find_blocks(pd.DataFrame({"article": ["1"], "text": [page]})).iloc[:, 1:]
       block  start  end         role           kind  item
    0      0      0   19         main          title     0
    1      1     20   61         main      paragraph     0
    2      2     62   73  boilerplate         marker  <NA>
    3      3     74   91     appended  headline_list     1
    """
    return _table(articles, profile)[COLUMNS]


def explain(page: str, outlet: str = "", profile: Profile | None = None) -> pd.DataFrame:
    """Return the blocks of one page and why: start, end, role, kind, item, reason, text.

    >>> explain("شارك الخبر")[["role", "kind", "reason"]].values.tolist()
    [['boilerplate', 'widget', 'markers.csv has «شارك الخبر»']]
    """
    blocks = _table(pd.DataFrame({"article": ["page"], "outlet": [outlet], "text": [page]}), profile)
    texts = pd.Series([page[start:end] for start, end in zip(blocks["start"], blocks["end"])], dtype="str")
    return blocks.assign(text=texts).drop(columns=["article", "block"])


def _table(articles: pd.DataFrame | Batch, profile: Profile | None) -> pd.DataFrame:
    """Return the blocks of each page with their reasons."""
    batch, recurring = Batch.of(articles), {} if profile is None else profile.once(recurring_lines)
    rows = [
        (article, i, line.start, line.end, line.role, line.kind, line.item, line.reason)
        for article, outlet, folded in zip(batch.ids, batch.outlets, batch.folded)
        for i, line in enumerate(_page(folded, recurring.get(outlet, set())))
    ]
    types = {"block": "int64", "start": "int64", "end": "int64", "item": "Int64"}
    return pd.DataFrame(rows, columns=[*COLUMNS, "reason"], dtype=object).astype(
        {name: types.get(name, "str") for name in [*COLUMNS, "reason"]}
    )


def _page(page: Folded, recurring: set[str]) -> list[Line]:
    """Return the lines of a page with role, kind, item and reason."""
    lines = boilerplate.classify(lines_of(page), recurring)
    decided = {line.start: line for line in _find_stories(find_segments(lines))}
    return [decided.get(line.start, line) for line in lines]


# Where stories change ---------------------------------------------------------------------------------------


class Stories:
    """The stories of a page as they are found, 0 the main one: the lines decided so far, and their words."""

    def __init__(self):
        self.decided = []  # lines with role, kind and item
        self.items = 0  # the last number of an appended item
        self.current = 0  # the item that the last line of a story belongs to
        self.titled = False  # the main story has a title
        self.begun = False  # the main story has a paragraph
        self.words = {0: Counter()}  # the words of each story, up to the segment that is read
        self.uncounted = []  # item and line of those that came since

    def tell(self, lines: list[Line], item: int, kind: str, reason: str):
        """Add lines to a story."""
        for line in lines:
            self.decided.append(line.classify(kind, reason, "appended" if item else "main", item))
            self.uncounted.append((item, line))
            self.titled |= kind == "title" and item == 0
            self.begun |= kind == "paragraph" and item == 0
        self.current = item if lines else self.current

    def count_words(self):
        """Count the words of the lines so far, where a story may end; so most pages need no count."""
        for item, line in self.uncounted:
            self.words.setdefault(item, Counter()).update(line.stems)
        self.uncounted = []

    def add_boilerplate(self, line: Line, kind: str, reason: str):
        """Add a line that is part of no story."""
        self.decided.append(line.classify(kind, reason))

    def add_list(self, lines: list[Line], reason: str):
        """Add headlines of other stories as an item."""
        self.items += bool(lines)
        self.decided += [line.classify("headline_list", reason, "appended", self.items) for line in lines]

    def add_headlines(self, segment: Segment, heads: list[Line], reason: str):
        """Add headlines of other stories; a label above them with no marker before it is itself a marker."""
        if heads and self.begun and not segment.marker and heads[0].is_label:
            self.add_boilerplate(heads[0], "marker", "a label above headlines of other stories")
            heads = heads[1:]
        self.add_list(heads, reason)

    def add_heads(self, rules: tuple[Rule, ...], heads: list[Line], segment: Segment, item: int, story: Counter):
        """Add short lines as the rules decide: as lines of a story, headlines of others, or boilerplate."""
        lists, mean = {}, sum(line.count for line in heads) / max(len(heads), 1)
        for line in heads:
            lacks_title = item == 0 and not self.titled
            rule, _ = first_match(rules, Head(line, len(heads), mean, segment, story, lacks_title))
            if rule.verdict in IN_STORY:
                self.tell([line], item, rule.verdict, rule.name)
            elif rule.verdict == "headline_list":
                lists.setdefault(rule.name, []).append(line)
            else:
                self.add_boilerplate(line, rule.verdict, rule.name)
        for reason, lines in lists.items():
            self.add_list(lines, reason)

    def add_story(self, segment: Segment, title: int, item: int, reason: str):
        """Add a segment as the beginning of a story: its title, the lines below that, and the text."""
        why = f"{reason}; of the lines above it the one most told again"
        self.tell(segment.heads[title : title + 1], item, "title", why)
        below = segment.heads[title + 1 :]
        self.add_heads(BELOW_TITLE, below, segment, item, segment.stems if below else Counter())
        self.tell(segment.body, item, "paragraph", reason)

    def home(self, segment: Segment) -> tuple[int | None, str]:
        """Return the story that a segment continues, the current or the main one, or None; and why."""
        if segment.is_teaser:
            return None, "a title and the beginning of a story, cut off"
        titled = segment.heads and (segment.is_apart or _may_be_title(segment.heads[segment.title]))
        judged = segment if titled else Segment([], segment.body, segment.marker, segment.over)
        distances = {item: story_distance(judged, self.words[item]) for item in (self.current, 0)}
        item = min(distances, key=lambda item: distances[item][0])
        if not segment.is_apart and distances[self.current][0] <= 0:
            item = self.current  # the main story comes back only where something ends the current one
        distance, why = distances[item]
        another = distance > (0 if titled else UNTITLED) and _may_be_story(segment)
        return None if another else item, why


def _find_stories(segments: list[Segment]) -> list[Line]:
    """Return the lines of all segments with role, kind and item."""
    stories, first = Stories(), next((segment for segment in segments if segment.body), None)
    only_headlines = not first and _are_headlines([head for segment in segments for head in segment.heads])
    for segment, after in zip(segments, [*segments[1:], None]):
        stories.count_words()
        if not segment.body and first and not stories.begun:
            stories.add_heads(ABOVE_STORY, segment.heads, segment, 0, first.stems)
        elif only_headlines:
            stories.add_headlines(segment, segment.heads, "a headline on a page without a story")
        elif not segment.body:
            _add_short_lines(segment, stories)
        elif stories.begun:
            _add_later(segment, stories)
        else:
            _add_first(segment, after, stories)
            first = first if stories.begun else after
    return stories.decided


def _add_first(segment: Segment, after: Segment | None, stories: Stories):
    """Add the main story; or a line of headlines, or the beginning of another story, above it."""
    if _is_ticker(segment, after):
        stories.add_list(segment.heads + segment.body, "headlines above the story, of other ones")
    elif _is_teaser_of_another(segment, after):
        stories.items += 1
        reason = "the beginning of another story, cut off, above the main one"
        stories.add_story(segment, segment.title, stories.items, reason)
    elif not stories.titled:
        segment = _without_labels(segment, stories) if _has_title_below(segment, after) else segment
        _add_above_title(segment, stories)
        stories.add_story(segment, segment.title, 0, "the first story of the page")
    else:
        if segment.marker:
            stories.add_list(segment.heads, "a headline between title and story")
        else:
            stories.tell(segment.heads, 0, "heading", "between title and story")
        stories.tell(segment.body, 0, "paragraph", "the first story of the page")


def _add_later(segment: Segment, stories: Stories):
    """Add a segment below the main story: another story, or the current or the main one that goes on."""
    item, why = stories.home(segment)
    if item is None:
        title = segment.title
        stories.add_headlines(segment, segment.heads[:title], "a headline above another story")
        stories.items += 1
        stories.add_story(segment, title, stories.items, f"another story: {why}")
        return
    if segment.marker or _are_headlines(segment.heads, stories.words[item]):
        stories.add_headlines(segment, segment.heads, "a headline amid the story, which goes on after it")
    else:
        stories.tell(segment.heads, item, "heading", f"the story goes on: {why}")
    stories.tell(segment.body, item, "paragraph", f"the story goes on: {why}")


def _add_above_title(segment: Segment, stories: Stories):
    """Add what is above the title: headlines of other stories, names of sections, or lines of the story."""
    above = segment.heads[: segment.title]
    if segment.marker or _are_headlines(above):
        stories.add_headlines(segment, above, "a headline above the story, of another one")
    else:
        stories.add_heads(ABOVE_TITLE, above, segment, 0, segment.stems if above else Counter())


def _add_short_lines(segment: Segment, stories: Stories):
    """Add short lines with no paragraph below: headlines, labels, the title, or lines of the story."""
    story = stories.words[stories.current]
    if segment.marker or _are_headlines(segment.heads, story):
        stories.add_headlines(segment, segment.heads, "a headline with no story below it")
    else:
        stories.add_heads(BELOW_STORY, segment.heads, segment, stories.current, story)


def _without_labels(segment: Segment, stories: Stories) -> Segment:
    """Return a segment without its labels, which are added as boilerplate."""
    for head in segment.heads:
        if head.is_label:
            stories.add_boilerplate(head, "section", "a label above a story that has its title below")
    heads = [head for head in segment.heads if not head.is_label]
    return Segment(heads, segment.body, segment.marker, segment.over)


# Questions about segments -----------------------------------------------------------------------------------


def _is_ticker(segment: Segment, after: Segment | None) -> bool:
    """Return whether the first text of a page is a line of headlines, with another story below."""
    if len(segment.body) != 1 or segment.body[0].ends_sentence or _is_titled(segment):
        return False
    if not after or not after.heads or not after.body:
        return False
    return not _is_prose(segment.body[0]) and story_distance(after, segment.stems)[0] > 0


def _is_teaser_of_another(segment: Segment, after: Segment | None) -> bool:
    """Return whether a segment is the beginning of a story, cut off, and another one follows."""
    if not segment.is_teaser or not after or not after.body:
        return False
    return after.is_teaser or story_distance(after, segment.stems)[0] > 0


def _is_titled(segment: Segment) -> bool:
    """Return whether the paragraphs repeat a word of a short line above them."""
    return any(segment.named_below)


def _has_title_below(segment: Segment, after: Segment | None) -> bool:
    """Return whether no line above a story is its title, but one below it."""
    if not after or _is_titled(segment):
        return False
    return any(segment.repeated(head) >= TITLE_NAMED for head in after.heads[:TITLE_NEAR])


def _is_prose(line: Line) -> bool:
    """Return whether a line has as many function words as sentences have."""
    found = [word for word, _, _ in words(fold(line.text))]
    return sum(word in markers().function for word in found) >= PROSE * max(len(found), 1)


def _may_be_story(segment: Segment) -> bool:
    """Return whether a segment is apart from the story before, or long enough for a story of its own."""
    return segment.is_apart or sum(line.count for line in segment.body) >= NEW_STORY_WORDS


def _may_be_title(head: Line) -> bool:
    """Return whether a line neither trails off nor goes on with a sentence."""
    return not head.tail.endswith(TRAILING) and not head.continues_story


def _are_headlines(heads: list[Line], story: Counter | None = None) -> bool:
    """Return whether short lines are headlines of other stories: many, long, no verse, with other words."""
    long = sum(line.count for line in heads) >= HEADLINE_WORDS * len(heads)
    if len(heads) < TICKER_LINES or not long or is_verse(heads):
        return False
    known = sum(len(head.stems.keys() & story.keys()) for head in heads) if story else 0
    titles, stems = sum(map(_may_be_title, heads)), sum(len(head.stems) for head in heads)
    return titles * 2 >= len(heads) and known <= LIST_REPEATED * stems


# Rules for the short lines of a segment ---------------------------------------------------------------------


class Head(NamedTuple):
    """A short line of a segment: what the rules below are asked about."""

    line: Line
    beside: int  # short lines above or below the title, itself among them
    mean: float  # their words on average
    segment: Segment
    story: Counter  # the words of the story that it may belong to
    lacks_title: bool  # that is the main story, and it has no title yet

    @property
    def repeated(self) -> int:
        """How many of its words the story has."""
        return len(self.line.stems.keys() & self.story.keys())

    @property
    def is_among_many(self) -> bool:
        """Whether it is among as many lines as a ticker or a menu has."""
        return self.beside >= TICKER_LINES


def is_in_column(head: Head) -> bool:
    """Return whether the line is one of many that are as short as labels."""
    return head.is_among_many and head.mean <= NAV_WORDS


def is_title(head: Head) -> bool:
    """Return whether the main story has no title, and repeats most words that a title can have."""
    return head.lacks_title and not head.segment.marker and head.repeated >= TITLE_NAMED


def is_label_above(head: Head) -> bool:
    """Return whether a label has no marker before it, which would make it a headline."""
    return head.line.is_label and not head.segment.marker


def is_label_of_other_words(head: Head) -> bool:
    """Return whether the story does not repeat a label, but the title below it."""
    title = head.segment.heads[head.segment.title]
    label = head.line.count <= LABEL_WORDS and not head.repeated
    return label and head.segment.repeated(title) >= TITLE_REPEATED


def is_name(head: Head) -> bool:
    """Return whether a label between title and story is one of few that the story does not repeat."""
    if head.beside > BYLINES or head.line.count < 2 or not head.line.is_label:
        return False
    return not head.line.repeated_below(head.segment.body)


def ends_with_name(head: Head) -> bool:
    """Return whether a line ends with a name in brackets."""
    return bool(CREDITED.search(head.line.tail))


def is_label_below(head: Head) -> bool:
    """Return whether a label, or a link below the end of the story, has no word of the story above."""
    if head.segment.over:
        brief = head.line.count <= LINK_WORDS
    else:
        brief = head.line.count <= LABEL_WORDS and not head.is_among_many
    return brief and bool(head.story) and not head.repeated


def has_tags(head: Head) -> bool:
    """Return whether a line is a label that the story does not have, a colon, and words that it does."""
    label = TAGGED.match(head.line.folded)
    if not label:
        return False
    named = {light_stem(word) for word in label[1].split()}
    others = head.line.stems.keys() - named
    return bool(head.story) and named.isdisjoint(head.story) and head.repeated >= TAGS_REPEATED * len(others)


def is_title_below(head: Head) -> bool:
    """Return whether the main story above has no title, and a word of the line, or no word at all."""
    return head.lacks_title and (head.repeated > 0 or not head.story)


def is_any(head: Head) -> bool:
    """Return True: the last rule of a table takes what is left."""
    return True


# Each example is a page; the line in question is behind furniture.MARK.
ABOVE_STORY = (
    Rule(
        "its words are told again in the first story of the page",
        verdict="title",
        when=is_title,
        example=">> القطار الجديد يصل إلى القمة\nاقرأ أيضا\nحافلة تعود إلى الوادي\nوصل القطار الجديد إلى القمة ومضى.",
        unlike=">> القطار يصل إلى محطته\nاقرأ أيضا\nحافلة تعود إلى الوادي\nوصل القطار الجديد إلى القمة ومضى.",
    ),
    Rule(
        "a label above the story",
        verdict="section",
        when=is_label_above,
        example=">> دفتر المسافر\nاقرأ أيضا\nحافلة تعود إلى الوادي\nوصل القطار الجديد إلى القمة ومضى.",
        unlike="آخر الأخبار\n>> حافلة تعود\nاقرأ أيضا\nمخيم جديد في الوادي\nوصل القطار الجديد إلى القمة ومضى.",
    ),
    Rule(
        "a headline above the story, of another one",
        verdict="headline_list",
        when=is_any,
        example="آخر الأخبار\n>> حافلة تعود إلى الوادي\nاقرأ أيضا\nمخيم جديد في الوادي\nوصل القطار الأول إلى القمة.",
        unlike=">> القطار الجديد يصل إلى القمة\nاقرأ أيضا\nحافلة تعود إلى الوادي\nوصل القطار الجديد إلى القمة ومضى.",
    ),
)
ABOVE_TITLE = (
    Rule(
        "a column of short labels above the title",
        verdict="section",
        when=is_in_column,
        example=">> دروب\nمخيمات\nرفاق\nالقطار الأول في القمة\nوصل القطار الأول إلى القمة.",
        unlike=">> دروب\nمخيمات\nالقطار الأول في القمة\nوصل القطار الأول إلى القمة.",
    ),
    Rule(
        "a label above the title",
        verdict="section",
        when=is_label_of_other_words,
        example=">> دروب\nالقطار الأول في القمة\nوصل القطار الأول إلى القمة.",
        unlike=">> قطار\nالقطار الأول في القمة\nوصل القطار الأول إلى القمة.",
    ),
    Rule(
        "above the title",
        verdict="heading",
        when=is_any,
        example=">> قطار\nالقطار الأول في القمة\nوصل القطار الأول إلى القمة.",
        unlike=">> دروب\nالقطار الأول في القمة\nوصل القطار الأول إلى القمة.",
    ),
)
BELOW_TITLE = (
    Rule(
        "a name or a label between title and story",
        verdict="byline",
        when=is_name,
        example="القطار الأول في القمة\n>> سلمى الحداد\nوصل القطار الأول إلى القمة.",
        unlike="القطار الأول في القمة\n>> القطار الطويل\nوصل القطار الأول إلى القمة.",
    ),
    Rule(
        "ends with a name in brackets, between title and story",
        verdict="caption",
        when=ends_with_name,
        example="القطار الأول في القمة\n>> ركاب على رصيف المحطة (الجبل نت)\nوصل القطار الأول إلى القمة.",
        unlike="القطار الأول في القمة\n>> ركاب على رصيف (الجبل) الطويل\nوصل القطار الأول إلى القمة.",
    ),
    Rule(
        "between title and story",
        verdict="heading",
        when=is_any,
        example="القطار الأول في القمة\n>> ركاب على رصيف المحطة\nوصل القطار الأول إلى القمة.",
        unlike="القطار الأول في القمة\n>> سلمى الحداد\nوصل القطار الأول إلى القمة.",
    ),
)
BELOW_STORY = (
    Rule(
        "a column of short labels",
        verdict="section",
        when=is_in_column,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> دروب\nمخيمات\nرفاق",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> دروب\nمخيمات",
    ),
    Rule(
        "a label below the text, none of its words told in it",
        verdict="widget",
        when=is_label_below,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> دفتر المسافر",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> صعود القطار",
    ),
    Rule(
        "a label the story does not have, a colon, and words that it has",
        verdict="tags",
        when=has_tags,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> دليلك: القطار القمة",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> القمة: قطار ومحطة",
    ),
    Rule(
        "the story has no title above it",
        verdict="title",
        when=is_title_below,
        example="وصل القطار الأول إلى القمة.\n>> القطار الأول في محطته",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> القطار الأول في محطته",
    ),
    Rule(
        "a short line of the story",
        verdict="heading",
        when=is_any,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> القطار الأول في محطته",
        unlike="وصل القطار الأول إلى القمة.\n>> القطار الأول في محطته",
    ),
)
