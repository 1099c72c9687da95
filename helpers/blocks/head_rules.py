"""Head rules: the kind of a short line of a segment, above or below a title or a story.

Each table below is for one place; the first rule that holds decides. To add a rule, add a row to the table of its
place: a reason, a page with the line in question behind `boilerplate.MARK`, the kind, a near miss, and a predicate over
a `Head`. A kind of IN_STORY makes the line part of the story, `headline_list` part of a list of headlines of other
stories, and any other kind boilerplate.
"""

import re
from collections import Counter
from typing import NamedTuple

from helpers.blocks.lines import LABEL_WORDS, Line
from helpers.blocks.menus import LINK_WORDS, TITLE_REPEATED
from helpers.blocks.segments import TICKER_LINES, Segment
from helpers.blocks.verse import is_verse
from helpers.lexicons import light_stem
from helpers.rules import Rule, is_any

IN_STORY = ("title", "heading", "paragraph")  # kinds of a story; a headline list is an item of its own
NAV_WORDS = 2.5  # lines above the title with so few words on average are the names of sections
TITLE_NAMED = 3  # a line with as many words that the text repeats is the title beyond doubt
LAST_WORDS = 6  # a line behind the last text with as many is a caption, a name or a tag; longer ones may end it
LAST_LINES = 10  # more lines in a row are a text in short lines
BYLINES = 2  # as many names may be between title and story; more short lines are verse
CREDITED = re.compile(r"\w \([^()]{3,25}\)$")  # how a caption ends that credits somebody no lexicon has
TAGS_REPEATED = 0.7  # the share of the words behind the label of the tags that the story has
TAGGED = re.compile(r"(\w+(?: \w+){0,2}) ?:(?:\s+\w+)+\s*$")  # a label, a colon, words with no sign between


class Head(NamedTuple):
    """A short line of a segment, as the predicates of the rules take it."""

    line: Line
    beside: int  # short lines above or below the title, itself among them
    mean: float  # their words on average
    segment: Segment
    story: Counter[str]  # the words of the story that it may belong to
    lacks_title: bool  # that is the main story, and it has no title yet
    ended: bool  # no text follows on the page

    @property
    def repeated(self) -> int:
        """How many of its words the story has."""
        return self.line.repeated_in(self.story)

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
    label = head.line.count <= LABEL_WORDS and not head.repeated
    return label and head.segment.repeated[head.segment.title] >= TITLE_REPEATED


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
    if head.segment.below_end:
        brief = head.line.count <= LINK_WORDS
    else:
        brief = head.line.count <= LABEL_WORDS and not head.is_among_many
    return brief and bool(head.story) and not head.repeated


def has_tags(head: Head) -> bool:
    """Return whether a line is a label that the story does not have, a colon, and words that it does."""
    label = TAGGED.match(head.line.folded)
    if not label:
        return False
    named = set(map(light_stem, label[1].split()))
    others = head.line.stems.keys() - named
    return bool(head.story) and named.isdisjoint(head.story) and head.repeated >= TAGS_REPEATED * len(others)


def is_behind_end(head: Head) -> bool:
    """Return whether a brief line is behind the last text: it heads nothing, and no sentence ends with it."""
    if not head.ended or head.line.count > LAST_WORDS or head.beside > LAST_LINES or is_verse(head.segment.heads):
        return False
    return head.line.may_be_title and not head.line.tail.endswith(("!", "."))


def is_title_below(head: Head) -> bool:
    """Return whether the main story above has no title, and a word of the line, or no word at all."""
    return head.lacks_title and (head.repeated > 0 or not head.story)


ABOVE_STORY = (
    Rule(
        "the first story of the page repeats its words",
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
        example="القطار الأول في القمة\n>> ركاب ينتظرون القطار على رصيف المحطة (الجبل نت)\nوصل القطار الأول إلى القمة.",
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
        "a label below the text, none of its words in it",
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
        "a brief line behind the end of the story",
        verdict="caption",
        when=is_behind_end,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> القطار الأول في محطته",
        unlike="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> القطار الأول في محطته!",
    ),
    Rule(
        "a short line of the story",
        verdict="heading",
        when=is_any,
        example="القطار الأول في القمة\nوصل القطار الأول إلى القمة.\n>> القطار الأول في محطته!",
        unlike="وصل القطار الأول إلى القمة.\n>> القطار الأول في محطته!",
    ),
)
