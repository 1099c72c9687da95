"""Mentions: persons, states and organisations, under every spelling and every name they go by.

Listed names (listed.py) and names that no lexicon lists (helpers.names) become mentions; each points to an actor.
"""

from bisect import bisect

import pandas as pd

from helpers.actors.cross_document import NOBODY, Bearers, bearers, tagged_names
from helpers.actors.linking import Place, apart, identified
from helpers.actors.listed import CONTEXT, FEMININE, TANWIN, listed_names
from helpers.lexicons import Entry
from helpers.names import NameSpan, Tagged, names_of, tagged, view
from helpers.schema import Profile
from helpers.text import Batch, Folded

COLUMNS = ["article", "block", "start", "end", "surface", "actor", "name", "kind", "form", "country", "variant"]


def find_mentions(articles: pd.DataFrame | Batch, blocks: pd.DataFrame, profile: Profile | None = None) -> pd.DataFrame:
    """The mentions of actors, sorted by article, as they come, and start; the columns are COLUMNS.

    start, end  code points into the raw text, end exclusive; the surface has its article ال, but no proclitics
                (و ف ب ل ك); of «للكرملين», where ل and ال are one, it is «كرملين»
    actor       an id of actors.csv, the ISO 3166-1 alpha-3 code of a state, or, of a person whom no lexicon lists, an
    id
                made from the name (`names.identity`); name is the form to print
    kind        person, organisation or state
    form        name, short (a family name alone), capital, seat or demonym
    country     the code of the state that is named or pointed to, missing for other kinds
    variant     the form of the lexicon that the surface is a spelling or an inflection of

    Mentions do not overlap; the longest wins. A short name counts where the full name stands in the same item, or else
    anywhere on the page, or where the lexicon lists it as `alone`; of two persons who go by it, it is the one who is
    named in full more often there, then the one named last before it.

    >>> page = pd.DataFrame({"article": ["a"], "text": ["زار الوزير الهولندي كانبرا، ثم عاد إلى هولندا."]})
    >>> blocks = pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "end": [46], "item": [0]})
    >>> find_mentions(page, blocks)[["start", "end", "surface", "actor", "form"]].to_dict("split")["data"]
    [[11, 19, 'الهولندي', 'NLD', 'demonym'], [20, 26, 'كانبرا', 'AUS', 'capital'], [39, 45, 'هولندا', 'NLD', 'name']]
    """
    by_article = dict(list(blocks.groupby("article", sort=False)))
    persons_known = NOBODY if profile is None else profile.once(bearers)
    batch = Batch.of(articles)
    views, tags = _tagged(batch, [by_article.get(article) for article in batch.ids])
    rows = []
    for article, page, persons in zip(batch.ids, views, names_of(tags, persons_known.families)):
        here = by_article.get(article)
        at = [] if here is None else sorted(zip(here["start"], here["end"], here["block"], here["item"]))
        rows += [(article, *row) for row in _page_mentions(page, at, persons, persons_known)]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({c: "Int64" if c in ("block", "start", "end") else "str" for c in COLUMNS})


def _tagged(batch: Batch, blocks: list[pd.DataFrame | None]) -> tuple[list[Folded], list[Tagged]]:
    """Return the view of each page with its words tagged; a page with cuts is read once more, with these."""
    views, tags = map(list, batch.once(tagged_names))
    cuts = {n: cuts for n, (text, here) in enumerate(zip(batch.texts, blocks)) if (cuts := _cuts(text, here))}
    for n, at in cuts.items():
        views[n] = view(batch.folded[n], at)
    for n, tag in zip(cuts, tagged([views[n] for n in cuts]) if cuts else ()):
        tags[n] = tag
    return views, tags


def _cuts(text: str, blocks: pd.DataFrame | None) -> list[int]:
    """Return where a block begins at a letter right behind another one: the page has run two words together."""
    starts = [] if blocks is None else blocks["start"].tolist()
    return [start for start in starts if start and text[start - 1].isalnum() and text[start : start + 1].isalnum()]


def _page_mentions(page: Folded, blocks: list[tuple], persons: list[NameSpan], bearers: Bearers) -> list[tuple]:
    """The mentions of a page, without its id; blocks are (start, end, block, item), in order."""
    starts = [start for start, *_ in blocks]

    def place(i, j):
        start, end = page.span(i, j)
        _, until, block, item = blocks[bisect(starts, start) - 1] if bisect(starts, start) else (0, 0, None, None)
        return Place(start, end, *((block, None if pd.isna(item) else item) if start < until else (None, None)))

    listed, false = listed_names(page, place)
    listed, others = apart(listed, [(place(name.start, name.end), name) for name in persons], false)
    mentions = sorted(listed + identified(others, listed, bearers, page.raw), key=lambda mention: mention[0].start)
    return [
        (
            at.block,
            at.start,
            at.end,
            page.raw[at.start : at.end],
            entry.actor,
            entry.name,
            entry.kind,
            _form(entry, page.raw[max(at.start - CONTEXT, 0) : at.start], page.raw[at.start : at.end]),
            entry.country,
            entry.variant,
        )
        for at, entry in mentions
    ]


def _form(entry: Entry, before: str, surface: str) -> str:
    """The form of a mention; a state's name with tanwin, or that agrees with a feminine noun before it, is the demonym.

    >>> from helpers.lexicons import gazetteer
    >>> riyadh = gazetteer().actors["SAU"]._replace(variant="السعودية")
    >>> _form(riyadh, "غادرت الوزيرة ", "السعودية"), _form(riyadh, "وصلت إلى ", "السعودية")
    ('demonym', 'name')
    """
    if entry.kind != "state" or entry.form != "name":
        return entry.form
    feminine = FEMININE.search(before) if entry.variant.endswith("ية") and " " not in entry.variant else None
    agrees = feminine and bool(feminine[1] or feminine[2]) == surface.startswith("ال")
    return "demonym" if agrees or TANWIN in surface else "name"
