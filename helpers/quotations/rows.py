"""Quotations: who says what on a page, and what the page credits to another outlet.

Arabic news puts the verb first: cue, speaker, then «أن», a colon or a quotation mark, then what was said.
Each sentence is searched for the cues of the lexicons; from the cue on, the rules of `constructions` decide,
and `explain` says which did. Text is read folded; offsets are those of the raw text.
"""

from collections.abc import Iterator
from typing import NamedTuple

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
MOST_PARAGRAPHS = 6  # over which one quotation runs


def find_quotations(articles: pd.DataFrame | Batch, blocks: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return what somebody is reported to say: article, block, start, end, cue, speaker, actor, form.

    form: direct, indirect or agency (credited to a news outlet). start, end: code points into the raw text,
    end exclusive: between the marks where there are any, else the clause without cue and speaker; of an
    agency, what is credited to it. `speaker` is the phrase as written, from earlier in the same story where
    the sentence has none, else missing; `actor` the mention in it: a person, else an organisation, else the
    state whose office or official it is, else who the same phrase named before; for a title with a pronoun
    («معاليه») the person named with that title before it, for «البيان» who issued one. Blocks of role main
    and appended are read. Where an outlet reports what somebody said, there are two rows: the speaker's, and
    one of form agency for the outlet.

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

    Columns: article, block, start, end (of the reported words, or of the word that is no cue), cue, form
    (missing where nothing is quoted), rule and sign: names of rules of `constructions`; sign is what showed
    the reported words.

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
    """What was read on a page: for each block its number, what was said, and the cues that are none."""

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
    """Yield what was read on each page, with the id of the page."""
    told = _by_article(blocks[blocks["role"].isin(["main", "appended"])], ["start", "end", "block", "item"])
    named = _by_article(mentions, ["start", "end", "kind", "form", "actor"])
    batch = Batch.of(articles)
    for article, folded in zip(batch.ids, batch.folded):
        if article in told:
            yield article, _page(folded, told[article], named.get(article, []))


def _by_article(frame: pd.DataFrame, columns: list[str]) -> dict[str, list[list]]:
    """Return the rows of each article as lists, in order of start.

    Small frames would take longer than reading the pages.
    """
    rows = {}
    for article, *row in zip(frame["article"].tolist(), *(frame[column].tolist() for column in columns)):
        rows.setdefault(article, []).append(row)
    return {article: sorted(here, key=lambda row: row[0]) for article, here in rows.items()}


def _page(folded: Folded, blocks: list[list], mentions: list[list]) -> Read:
    """Read one page; blocks and mentions as `_read` orders their columns."""

    def places(offsets) -> list[int]:
        return np.searchsorted(folded.starts, np.asarray(offsets, dtype=np.int64)).tolist()

    starts, ends = places([row[0] for row in mentions]), places([row[1] for row in mentions])
    ranked = [
        (start, end, RANK[kind])
        for start, end, (_, _, kind, form, _) in zip(starts, ends, mentions)
        if kind in RANK and form != "demonym"
    ]
    page, memories, found = Page(folded.text, sorted(ranked), frozenset(starts)), {}, []
    actors = Actors(folded.text, [(start, end, row[2], row[4]) for start, end, row in zip(starts, ends, mentions)])
    spans = list(zip(places([row[0] for row in blocks]), places([row[1] for row in blocks])))
    for n, (_, _, block, item) in enumerate(blocks):
        following = tuple(spans[j] for j in range(n + 1, min(n + MOST_PARAGRAPHS, len(blocks))) if blocks[j][3] == item)
        said, refused, memories[item] = read(page, Block(*spans[n], following), memories.get(item, Memory()))
        found.append((block, sorted(said, key=lambda saying: (saying.start, saying.end)), refused))
    return Read(folded, actors, found)
