"""Blocks: a scraped page cut into the main story, what was appended to it, and boilerplate.

A page goes through four steps. (1) `lines` parts it into lines and says what each is by its own words. (2)
`furniture` asks the lines beside it: a column of labels is a menu, a title that stands twice is told once. (3) The rest
is text, and is taken in `runs`: short lines with the paragraphs below them. (4) The first run is the main story, its
title the line whose words come back in it; what stands above that are headlines of other stories. Where a later run
shares no words with the story before, another story begins; where they come back, the main story goes on.
"""
import re
from collections import Counter

import pandas as pd

from helpers import furniture
from helpers.forms import key, lexicon, light_stem
from helpers.furniture import LINK_WORDS, TITLE_TOLD, is_label, is_verse, told_below
from helpers.letters import fold, words
from helpers.lines import LABEL_WORDS, Line, find_lines, goes_on
from helpers.runs import TICKER_LINES, TITLE_NEAR, Run, find_runs, strangeness

COLUMNS = ["article", "block", "start", "end", "role", "kind", "item"]
RECURRING_PAGES = 10   # a line on so many pages of one outlet is furniture
HEADLINE_WORDS = 4.5   # lines that are so long on average are headlines; shorter ones are verse
LIST_TOLD = 0.17       # headlines of other stories share at most so many of their words with this one
NAV_WORDS = 2.5        # lines above the title that are so short on average are the names of sections
TITLE_NAMED = 3        # a line of which so many words are told again below it is the title beyond doubt
BYLINES = 2            # so many names stand between title and story; more short lines are verse
NEW_STORY_WORDS = 20   # with no marker before it, a shorter stretch is never another story
UNTITLED = 1.0         # how much stranger a stretch without a title must be to be another story
TRAILING = ("..", "…", ":", "،", "؛", "؟", "?")  # how few titles end, but many lines of a column
CREDITED = re.compile(r"\w \([^()]{3,25}\)$")  # how a caption ends that credits somebody no lexicon has
TAGS_TOLD = 0.7         # so much of what stands behind the label of the tags was told in the story
TAGGED = re.compile(r"(\w+(?: \w+){0,2}) ?:(?:\s+\w+)+\s*$")  # a label, a colon, and words with no sign between them
PROSE = 0.25           # the share of function words in Arabic prose; headlines leave them out


def find_blocks(articles: pd.DataFrame, profile=None) -> pd.DataFrame:
    """The blocks of each page, in order: article, block, start, end, role, kind, item.

    They partition the page: every character that is not white space lies in one block, and no block begins or ends with
    white space. `articles` has article, text and, where a profile is given, outlet. A page without text has no blocks.

    role  main, appended, boilerplate
    kind  title, heading, paragraph, caption, dateline, byline, published, source, marker, tags, section, headline_list,
          widget, advert, duplicate, other
    item  0 for the main story, 1, 2, … for each appended story or list of headlines, missing for boilerplate (Int64)

    >>> page = "افتتاح جسر في صنعاء\\nافتتح الوزير اليوم الجسر الجديد في صنعاء.\\nاقرأ أيضاً: أسعار القمح ترتفع"
    >>> find_blocks(pd.DataFrame({"article": ["1"], "text": [page]})).iloc[:, 1:]
       block  start  end         role           kind  item
    0      0      0   19         main          title     0
    1      1     20   61         main      paragraph     0
    2      2     62   73  boilerplate         marker  <NA>
    3      3     74   91     appended  headline_list     1
    """
    return _table(articles, profile)[COLUMNS]


def explain(page: str, outlet: str = "", profile=None) -> pd.DataFrame:
    """The blocks of one page with the reason for each role: start, end, role, kind, item, reason, text.

    >>> explain("شارك الخبر")[["role", "kind", "reason"]].values.tolist()
    [['boilerplate', 'widget', 'markers.csv has «شارك الخبر»']]
    """
    blocks = _table(pd.DataFrame({"article": ["page"], "outlet": [outlet], "text": [page]}), profile)
    texts = pd.Series([page[start:end] for start, end in zip(blocks["start"], blocks["end"])], dtype="str")
    return blocks.assign(text=texts).drop(columns=["article", "block"])


def _table(articles: pd.DataFrame, profile) -> pd.DataFrame:
    recurring = _recurring(profile)
    outlets = articles["outlet"].fillna("") if "outlet" in articles else [""] * len(articles)
    rows = [(article, i, line.start, line.end, line.role, line.kind, line.item, line.reason)
            for article, outlet, text in zip(articles["article"], outlets, articles["text"].fillna(""))
            for i, line in enumerate(_page(text, recurring.get(outlet, set())))]
    types = {"block": "int64", "start": "int64", "end": "int64", "item": "Int64"}
    return pd.DataFrame(rows, columns=[*COLUMNS, "reason"], dtype=object).astype(
        {name: types.get(name, "str") for name in [*COLUMNS, "reason"]})


def _recurring(profile) -> dict[str, set[str]]:
    """For each outlet, the lines that stand on many of its pages."""
    if profile is None:
        return {}
    often = profile.lines[profile.lines["pages"] >= RECURRING_PAGES]
    return {outlet: set(map(key, lines)) for outlet, lines in often.groupby("outlet")["line"]}


def _page(text: str, recurring: set[str]) -> list[Line]:
    """The lines of a page with role, kind, item and reason."""
    lines = find_lines(text)
    furniture.settle(lines, recurring)
    _tell_stories(find_runs(lines))
    return lines


# Where stories change -------------------------------------------------------------------------------------------------

class Stories:
    """The stories of a page as they are found, 0 the main one, each with the lines whose words are not yet counted."""

    def __init__(self):
        self.lines, self.words, self.items, self.current, self.titled, self.begun = {0: []}, {}, 0, 0, False, False

    def tell(self, lines: list[Line], item: int, kind: str, reason: str):
        for line in lines:
            line.settle("appended" if item else "main", kind, item, reason)
            self.lines.setdefault(item, []).append(line)
            self.titled |= kind == "title" and item == 0
            self.begun |= kind == "paragraph" and item == 0
        self.current = item if lines else self.current

    def told(self, item: int) -> Counter:
        """The words of a story so far; they are counted only where it may end."""
        words = self.words.setdefault(item, Counter())
        for line in self.lines[item]:
            words.update(line.stems)
        self.lines[item].clear()
        return words

    def add_list(self, lines: list[Line], reason: str):
        self.items += bool(lines)
        for line in lines:
            line.settle("appended", "headline_list", self.items, reason)

    def add_story(self, run: Run, title: int, item: int, reason: str):
        self.tell(run.heads[title:title + 1], item, "title", f"{reason}; of the lines above it the one most told again")
        below = run.heads[title + 1:]
        for head in below:
            if len(below) <= BYLINES and head.count > 1 and is_label(head) and not told_below(head, run.body):
                head.be_boilerplate("byline", "a name or a label between title and story")
            elif CREDITED.search(head.tail):
                head.be_boilerplate("caption", "ends with a name in brackets, between title and story")
            else:
                self.tell([head], item, "heading", "between title and story")
        self.tell(run.body, item, "paragraph", reason)

    def home(self, run: Run) -> tuple[int | None, str]:
        """The story that a run goes on with, the current or the main one, or None for another; and why."""
        between = run.marker or run.over
        titled = run.heads and (between or _may_be_title(run.heads[run.title()]))
        judged = run if titled else Run([], run.body, run.marker, run.over)
        scores = {item: strangeness(judged, self.told(item)) for item in (self.current, 0)}
        item = min(scores, key=lambda item: scores[item][0])
        if not between and scores[self.current][0] <= 0:
            item = self.current  # the main story comes back only where something ends the current one
        if run.is_teaser():
            return None, "a title and the beginning of a story, cut off"
        strange = scores[item][0] > (0 if titled else UNTITLED)
        long = between or sum(line.count for line in run.body) >= NEW_STORY_WORDS
        return (None if strange and long else item), scores[item][1]


def _tell_stories(runs: list[Run]):
    """Role, kind and item of all text."""
    stories, first = Stories(), next((run for run in runs if run.body), None)
    only_headlines = not first and _are_headlines([head for run in runs for head in run.heads])
    for run, after in zip(runs, [*runs[1:], None]):
        title = run.title()
        if not run.body and first and not stories.begun:
            _place_before(run, first, stories)
        elif only_headlines:
            _place_list(run, run.heads, stories, "a headline on a page without a story")
        elif not run.body:
            _place_heads(run, stories)
        elif not stories.begun:
            _tell_first(run, title, after, stories)
            first = after if not stories.begun else first
        else:
            item, why = stories.home(run)
            if item is None:
                _place_list(run, run.heads[:title], stories, "a headline above another story")
                stories.items += 1
                stories.add_story(run, title, stories.items, f"another story: {why}")
                continue
            if run.marker or _are_headlines(run.heads, stories.told(item)):
                _place_list(run, run.heads, stories, "a headline amid the story, which goes on after it")
            else:
                stories.tell(run.heads, item, "heading", f"the story goes on: {why}")
            stories.tell(run.body, item, "paragraph", f"the story goes on: {why}")


def _tell_first(run: Run, title: int, after: Run | None, stories: Stories):
    """The main story; or a line of headlines, or the beginning of another story, above it."""
    if _is_ticker(run, after):
        stories.add_list(run.heads + run.body, "headlines above the story, of other ones")
    elif run.is_teaser() and after and after.body and (after.is_teaser() or strangeness(after, run.stems)[0] > 0):
        stories.items += 1
        stories.add_story(run, title, stories.items, "the beginning of another story, cut off, above the main one")
    elif stories.titled:
        if run.marker:
            stories.add_list(run.heads, "a headline between title and story")
        else:
            stories.tell(run.heads, 0, "heading", "between title and story")
        stories.tell(run.body, 0, "paragraph", "the first story of the page")
    else:
        if after and not max(run.named_below(), default=0) and any(
                len(head.stems.keys() & run.stems.keys()) >= TITLE_NAMED for head in after.heads[:TITLE_NEAR]):
            title = _without_labels(run)
        _place_above(run, title, stories)
        stories.add_story(run, title, 0, "the first story of the page")


def _without_labels(run: Run) -> int:
    """Make boilerplate of the labels above a story whose title stands below it; and which line is now its title."""
    labels = [head for head in run.heads if is_label(head)]
    run.heads = [head for head in run.heads if not is_label(head)]
    for label in labels:
        label.be_boilerplate("section", "a label above a story that has its title below")
    return run.title()


def _place_before(run: Run, first: Run, stories: Stories):
    """Short lines above the first story and apart from it: its title, labels, or headlines of other stories."""
    told, others = first.stems, []
    for head in run.heads:
        if not run.marker and not stories.titled and len(head.stems.keys() & told.keys()) >= TITLE_NAMED:
            stories.tell([head], 0, "title", "its words are told again in the first story of the page")
        elif is_label(head) and not run.marker:
            head.be_boilerplate("section", "a label above the story")
        else:
            others.append(head)
    stories.add_list(others, "a headline above the story, of another one")


def _are_tags(head: Line, told: Counter) -> bool:
    label = TAGGED.match(head.folded)
    if not label:
        return False
    named = {light_stem(word) for word in label[1].split()}
    known, others = head.stems.keys() & told.keys(), head.stems.keys() - named
    return not named & told.keys() and len(known) >= TAGS_TOLD * len(others)


def _may_be_title(head: Line) -> bool:
    return not head.tail.endswith(TRAILING) and not goes_on(head)


def _are_headlines(heads: list[Line], told: Counter | None = None) -> bool:
    """Whether short lines are headlines of other stories: many, long, no verse, their words not told in this one."""
    length = sum(line.count for line in heads) / max(len(heads), 1)
    if (len(heads) < TICKER_LINES or length < HEADLINE_WORDS or is_verse(heads)
            or sum(map(_may_be_title, heads)) * 2 < len(heads)):
        return False
    known = sum(len(head.stems.keys() & told.keys()) for head in heads) if told else 0
    return known <= LIST_TOLD * sum(len(head.stems) for head in heads)


def _place_list(run: Run, heads: list[Line], stories: Stories, reason: str):
    """Headlines of other stories; a label above them that no marker stands before is a marker in words of its own."""
    if heads and stories.begun and not run.marker and is_label(heads[0]):
        heads[0].be_boilerplate("marker", "a label above headlines of other stories")
        heads = heads[1:]
    stories.add_list(heads, reason)


def _place_above(run: Run, title: int, stories: Stories):
    """What stands above the title: headlines of other stories, the names of sections, or lines of the story itself."""
    above, named = run.heads[:title], run.named_below()
    length = sum(line.count for line in above) / max(len(above), 1)
    if run.marker or _are_headlines(above):
        return _place_list(run, above, stories, "a headline above the story, of another one")
    for line, n in zip(above, named):
        if len(above) >= TICKER_LINES and length <= NAV_WORDS:
            line.be_boilerplate("section", "a column of short labels above the title")
        elif line.count <= LABEL_WORDS and not n and named[title] >= TITLE_TOLD:
            line.be_boilerplate("section", "a label above the title")
        else:
            stories.tell([line], 0, "heading", "above the title")


def _place_heads(run: Run, stories: Stories):
    """Short lines with no paragraph below: headlines, labels, the title of the text above, or lines of the story."""
    told = stories.told(stories.current)
    length = sum(line.count for line in run.heads) / len(run.heads)
    known = [len(head.stems.keys() & told.keys()) for head in run.heads]
    many = len(run.heads) >= TICKER_LINES
    if run.marker or _are_headlines(run.heads, told):
        return _place_list(run, run.heads, stories, "a headline with no story below it")
    for head, n in zip(run.heads, known):
        if many and length <= NAV_WORDS:
            head.be_boilerplate("section", "a column of short labels")
        elif told and not n and head.count <= (LINK_WORDS if run.over else LABEL_WORDS) and (run.over or not many):
            head.be_boilerplate("widget", "a label below the text, none of its words told in it")
        elif told and _are_tags(head, told):
            head.be_boilerplate("tags", "a label that the story does not tell, a colon, and words that it does")
        elif stories.current == 0 and not stories.titled and (n or not told):
            stories.tell([head], 0, "title", "the story has no title above it")
        else:
            stories.tell([head], stories.current, "heading", "a short line of the story")


def _is_ticker(run: Run, after: Run | None) -> bool:
    """Whether the first text of a page is a line of headlines: no sentence, no title above, another story below."""
    if len(run.body) != 1 or run.body[0].final or max(run.named_below(), default=0):
        return False
    if not after or not after.heads or not after.body:
        return False
    found = [word for word, _, _ in words(fold(run.body[0].text))]
    prose = sum(word in lexicon().function for word in found) / max(len(found), 1) >= PROSE
    return not prose and strangeness(after, run.stems)[0] > 0
