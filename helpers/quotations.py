"""Quotations: who says what on a page, in direct and in indirect speech, and whose news it is that the page tells.

Arabic news puts the verb first: cue, speaker, then «أن», a colon or a quotation mark, then what was said. Each sentence
is read for the cues of data/lexicons/cues.csv; from the cue on, the first sign of reported words decides. Everything is
read on folded text and told in raw offsets.
"""
from itertools import takewhile

import numpy as np
import pandas as pd

from helpers.letters import fold_map
from helpers.sayings import Reader
from helpers.sentences import find_close
from helpers.speakers import RANK, Actors

COLUMNS = {"article": "str", "block": "int64", "start": "int64", "end": "int64",
           "cue": "str", "speaker": "str", "actor": "str", "form": "str"}
MOST_PARAGRAPHS = 6  # over which one quotation runs


def find_quotations(articles: pd.DataFrame, blocks: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """What somebody is reported to say: article, block, start, end, cue, speaker, actor, form.

    form: direct, indirect or agency (credited to a news outlet).
    start, end: code points into the raw text, end exclusive: between the marks where there are any, else the clause
    without cue and speaker; of an agency, what is credited to it. `speaker` is the phrase as it stands, from earlier in
    the same story where the sentence has none, else missing; `actor` the mention in it: a person, else an organisation,
    else the state whose office or official it is, else whom the same phrase named before; of a title with a pronoun
    («معاليه») the person named with that title before it, of «البيان» whoever issued one. Blocks of role main and
    appended are read. Where an outlet tells what somebody said, there are two rows, one of the speaker and one, of form
    agency, of the outlet.

    >>> text = "قالت وزيرة الصحة ليلى حداد إن اللقاح متوفر. وأضافت: «سنبدأ غدا في كل المدن»."
    >>> pages = pd.DataFrame({"article": ["1"], "text": [text]})
    >>> blocks = pd.DataFrame({"article": ["1"], "block": 0, "start": 0, "end": len(text), "role": "main", "item": 0})
    >>> none = pd.DataFrame(columns=["article", "start", "end", "actor", "kind", "form"])
    >>> for row in find_quotations(pages, blocks, none).itertuples():
    ...     print(row.cue, row.speaker, row.form, text[row.start:row.end], sep=" | ")
    قالت | وزيرة الصحة ليلى حداد | indirect | اللقاح متوفر
    وأضافت | وزيرة الصحة ليلى حداد | direct | سنبدأ غدا في كل المدن
    """
    told = _by_article(blocks[blocks["role"].isin(["main", "appended"])], ["start", "end", "block", "item"])
    named = _by_article(mentions, ["start", "end", "kind", "form", "actor"])
    found = []
    for article, text in zip(articles["article"], articles["text"]):
        if article in told:
            found += [(article, *row) for row in _page(text, told[article], named.get(article, []))]
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS)


def _by_article(frame: pd.DataFrame, columns: list[str]) -> dict[str, list[list]]:
    """The rows of each article as lists, by their start: small frames would take longer than reading the pages."""
    rows = {}
    for article, *row in zip(frame["article"].tolist(), *(frame[column].tolist() for column in columns)):
        rows.setdefault(article, []).append(row)
    return {article: sorted(here, key=lambda row: row[0]) for article, here in rows.items()}


def _page(text: str, blocks: list[list], mentions: list[list]) -> list[tuple]:
    """The rows of one page, without its id; blocks and mentions as `find_quotations` orders their columns."""
    folded = fold_map(text)

    def places(offsets) -> list[int]:
        return np.searchsorted(folded.starts, np.asarray(offsets, dtype=np.int64)).tolist()

    starts, ends = places([row[0] for row in mentions]), places([row[1] for row in mentions])
    ranked = [(start, end, RANK[kind]) for start, end, (_, _, kind, form, _) in zip(starts, ends, mentions)
              if kind in RANK and form != "demonym"]
    reader, last, rows = Reader(folded.text, sorted(ranked), set(starts)), {}, []
    kinds = [(kind, actor) for _, _, kind, _, actor in mentions]
    actors = Actors(folded.text, [(start, end, *kind) for start, end, kind in zip(starts, ends, kinds)])
    until = 0  # where a quotation closes that an earlier block has left open
    for n, (start, end, block, item) in enumerate(blocks):
        reader.last, reader.woman, reader.heard = last.get(item, (None, False, {}))
        reader.previous = reader.previous if item in last else (0, 0)
        sayings = reader.read(*places([start, end]), until)
        last[item] = reader.last, reader.woman, reader.heard
        if reader.left_open in [saying.start for saying in sayings]:
            rest = [places(row[:2]) for row in blocks[n + 1:n + MOST_PARAGRAPHS] if row[3] == item]
            until = find_close(folded.text, list(takewhile(lambda span: not reader.begins_with_cue(*span), rest)))
        for saying in sorted(sayings, key=lambda saying: (saying.start, saying.end)):
            cue, speaker = (folded.span(*span) if span else None for span in (saying.cue, saying.speaker))
            actor = actors.of(saying.speaker) if speaker else None
            rows.append((block, *folded.span(saying.start, saying.end), text[slice(*cue)] if cue else None,
                         text[slice(*speaker)] if speaker else None, actor, saying.form))
    return rows
