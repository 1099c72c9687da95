"""Quotations: the rows of the table, and the rules behind them.

Arabic news puts the verb first: cue, speaker, then «أن», a colon or a quotation mark, then the reported words. Each
sentence is searched for the cues of the lexicons; the rules of `constructions` decide about each, and `explain` says
which did. Text is read folded; offsets are those of the raw text.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

import numpy as np
import pandas as pd

from helpers.quotations.content import Saying
from helpers.quotations.coreference import RANK, Actors, Memory, Page
from helpers.quotations.reader import Block, Refused, read
from helpers.quotations.speaker_phrases import Span
from helpers.text import Batch, Folded

COLUMNS = {
    "article": "str",
    "block": "int64",
    "start": "int64",
    "end": "int64",
    "cue": "str",
    "speaker": "str",
    "actor": "str",
    "form": "str",
}
WHY = {
    "article": "str",
    "block": "int64",
    "start": "int64",
    "end": "int64",
    "cue": "str",
    "form": "str",
    "rule": "str",
    "sign": "str",
}  # of explain
MOST_PARAGRAPHS = 6  # of one quotation
Row = TypeVar("Row", "Story", "Mention")


def find_quotations(articles: pd.DataFrame | Batch, blocks: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the quotations of some pages, in blocks of role main and appended.

    If an outlet reports what somebody said, there are two rows: one for the speaker, and one of form agency for the
    outlet.

    Args:
        articles: pages, with article and text.
        blocks: their blocks.
        mentions: their mentions.

    Returns a frame with one row a quotation:
        article, block: where it is.
        start, end: code points into the raw text, end exclusive: the words between the marks if there are any, else
            the clause without cue and speaker; for an agency, the words credited to it.
        cue: the word that reports it, missing if the quotation continues one of the previous block.
        speaker: the phrase that names the speaker, as written; if the sentence has none, one from earlier in the same
            story, or missing.
        actor: the id of the mention in that phrase: a person, else an organisation, else a state (of an office or
            official); else the actor whom the same phrase named before. For a title with a pronoun («معاليه») it is the
            person with that title before, for «البيان» the one who issued a statement.
        form: direct, indirect or agency (credited to a news outlet).

    >>> text = "قالت وزيرة الصحة ليلى حداد إن اللقاح متوفر. وأضافت: «سنبدأ غدا في كل المدن»."
    >>> pages = pd.DataFrame({"article": ["1"], "text": [text]})
    >>> block = {"article": ["1"], "block": 0, "start": 0, "end": len(text), "role": "main", "item": 0}
    >>> none = pd.DataFrame(columns=["article", "start", "end", "actor", "kind", "form"])
    >>> for row in find_quotations(pages, pd.DataFrame(block), none).itertuples():
    ...     print(row.cue, row.speaker, row.form, text[row.start:row.end], sep=" | ")
    قالت | وزيرة الصحة ليلى حداد | indirect | اللقاح متوفر
    وأضافت | وزيرة الصحة ليلى حداد | direct | سنبدأ غدا في كل المدن
    """
    found = [(article, *row) for article, page in _read(articles, blocks, mentions) for row in page.rows()]
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS)


def explain(articles: pd.DataFrame, blocks: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the rule behind each quotation, and behind each word that looks like a cue and is none.

    Args:
        articles: as for `find_quotations`.
        blocks: as for `find_quotations`.
        mentions: as for `find_quotations`.

    Returns a frame with one row a quotation or word: article, block, start and end (of the reported words, or of the
    word that is no cue), cue, form (missing if nothing is quoted), rule and sign (names of rules of `constructions`;
    sign is the rule that found the reported words).

    >>> text = "لم يعلن الحزب موقفه. وقال الوزير إن السوق آمن."
    >>> pages = pd.DataFrame({"article": ["1"], "text": [text]})
    >>> block = {"article": ["1"], "block": 0, "start": 0, "end": len(text), "role": "main", "item": 0}
    >>> none = pd.DataFrame(columns=["article", "start", "end", "actor", "kind", "form"])
    >>> for row in explain(pages, pd.DataFrame(block), none).itertuples():
    ...     print(row.cue, row.rule, row.sign or None, sep=" | ")
    يعلن | a denial | None
    وقال | a cue and reported words | أن or إن
    """
    found = [(article, *row) for article, page in _read(articles, blocks, mentions) for row in page.reasons()]
    return pd.DataFrame(found, columns=list(WHY)).astype(WHY)


class Read(NamedTuple):
    """The result for a page: for each block its number, the sayings, and the words that are no cues."""

    folded: Folded
    actors: Actors
    blocks: list[tuple[int, list[Saying], list[Refused]]]

    def rows(self) -> Iterator[tuple]:
        """Yield the rows of `find_quotations`, without the article."""
        for block, said, _ in self.blocks:
            for saying in said:
                actor = self.actors.resolve(saying.speaker) if saying.speaker else None
                yield (
                    block,
                    *self.folded.span(saying.start, saying.end),
                    self.surface(saying.cue),
                    self.surface(saying.speaker),
                    actor,
                    saying.form,
                )

    def reasons(self) -> Iterator[tuple]:
        """Yield the rows of `explain`, without the article."""
        for block, said, refused in self.blocks:
            for cue, rule in refused:
                yield (block, *self.folded.span(*cue), self.surface(cue), None, rule, "")
            for saying in said:
                place = self.folded.span(saying.start, saying.end)
                yield (block, *place, self.surface(saying.cue), saying.form, saying.rule, saying.sign)

    def surface(self, span: Span | None) -> str | None:
        """Return the words of a span as they are written."""
        return self.folded.raw[slice(*self.folded.span(*span))] if span else None


def _read(articles: pd.DataFrame | Batch, blocks: pd.DataFrame, mentions: pd.DataFrame) -> Iterator[tuple[str, Read]]:
    """Yield the result for each page that has a story, with the id of the page."""
    stories = _by_article(blocks[blocks["role"].isin(["main", "appended"])], Story)
    named = _by_article(mentions, Mention)
    batch = Batch.of(articles)
    for article, folded in zip(batch.ids, batch.folded):
        if article in stories:
            yield article, _page(folded, stories[article], named.get(article, []))


class Story(NamedTuple):
    """A block of a story, with columns of the table of blocks."""

    start: int
    end: int
    block: int
    item: int


class Mention(NamedTuple):
    """A mention, with columns of the table of mentions."""

    start: int
    end: int
    kind: str
    form: str
    actor: str


def _by_article(frame: pd.DataFrame, row: type[Row]) -> dict[str, list[Row]]:
    """Return the rows of each article in order of start."""
    columns = [frame[column].tolist() for column in row._fields]
    rows = defaultdict(list)
    for article, found in zip(frame["article"].tolist(), map(row, *columns)):
        rows[article].append(found)
    return {article: sorted(here, key=lambda row: row.start) for article, here in rows.items()}


def _page(folded: Folded, blocks: list[Story], mentions: list[Mention]) -> Read:
    """Return the result for one page."""
    blocks, mentions = (_in_folded(folded, rows) for rows in (blocks, mentions))
    actors = [row for row in mentions if row.kind in RANK]
    names = sorted((row.start, row.end, RANK[row.kind]) for row in actors if row.form != "demonym")
    page = Page(folded.text, names, frozenset(row.start for row in mentions))
    memories: dict[int, Memory] = {}
    found = []
    for n, row in enumerate(blocks):
        following = tuple(
            (after.start, after.end) for after in blocks[n + 1 : n + MOST_PARAGRAPHS] if after.item == row.item
        )
        memory = memories.get(row.item, Memory())
        said, refused, memories[row.item] = read(page, Block(row.start, row.end, following), memory)
        found.append((row.block, sorted(said, key=lambda saying: (saying.start, saying.end)), refused))
    return Read(folded, Actors(folded.text, [(row.start, row.end, row.kind, row.actor) for row in actors]), found)


def _in_folded(folded: Folded, rows: list[Row]) -> list[Row]:
    """Return rows with offsets into the folded text."""
    offsets = np.array([row[:2] for row in rows], dtype=np.int64).reshape(-1, 2)
    places = np.searchsorted(folded.starts, offsets).tolist()
    return [type(row)(*place, *row[2:]) for place, row in zip(places, rows)]
