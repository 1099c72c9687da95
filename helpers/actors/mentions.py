"""Mentions: persons, states and organisations, under every spelling and every name they have.

Listed names (listed.py) and names that no lexicon lists (helpers.names) become mentions; each points to an actor.
"""

from bisect import bisect

import pandas as pd

from helpers.actors.antecedents import Place
from helpers.actors.cross_document import NO_PERSONS, KnownPersons, known_persons, tagged_names
from helpers.actors.linking import Unlisted, has_feminine_ending, link_persons, without_overlaps
from helpers.actors.listed import CONTEXT, TANWIN, feminine_noun, listed_names
from helpers.lexicons import Entry, is_definite
from helpers.names import NameSpan, Tagged, names_of, tagged
from helpers.schema import Profile
from helpers.text import Batch, Folded, printed, spaced_map

COLUMNS = ["article", "block", "start", "end", "surface", "actor", "name", "kind", "form", "country", "variant"]
NUMBERS = ("block", "start", "end")


def find_mentions(articles: pd.DataFrame | Batch, blocks: pd.DataFrame, profile: Profile | None = None) -> pd.DataFrame:
    """Return the mentions of actors, sorted by article (in the order of `articles`) and start.

    Args: articles with article and text; blocks with article, block, start, end and item; a profile of the corpus,
    which knows persons of other pages.

    Returns: a table
        start, end  code points into the raw text, end exclusive; the surface has its article ال, but no proclitics
                    (و ف ب ل ك); of «للكرملين», where ل and ال are one, it is «كرملين»
        actor       an id of actors.csv, the ISO 3166-1 alpha-3 code of a state, or, for a person whom no lexicon
                    lists, an id made from the name (`names.identity`)
        name        the form to print
        kind        person, organisation or state
        form        name, short (a family name alone), capital, seat or demonym
        country     the code of the state that is named or pointed to, missing for other kinds
        variant     the form of the lexicon that the surface is a spelling or an inflection of

    Mentions do not overlap; the longest wins. A short name counts where the full name is in the same item, or else
    anywhere on the page, or where the lexicon lists it as `alone`. Of two persons with one short name, it means the
    one who is named in full more often there, then the one named last before it.

    >>> page = pd.DataFrame({"article": ["a"], "text": ["زار الوزير الهولندي كانبرا، ثم عاد إلى هولندا."]})
    >>> blocks = pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "end": [46], "item": [0]})
    >>> find_mentions(page, blocks)[["start", "end", "surface", "actor", "form"]].to_dict("split")["data"]
    [[11, 19, 'الهولندي', 'NLD', 'demonym'], [20, 26, 'كانبرا', 'AUS', 'capital'], [39, 45, 'هولندا', 'NLD', 'name']]
    """
    known = NO_PERSONS if profile is None else profile.once(known_persons)
    batch, by_article = Batch.of(articles), dict(list(blocks.groupby("article", sort=False)))
    layouts = [PageBlocks(by_article.get(article, blocks.iloc[:0])) for article in batch.ids]
    views, tags = _tagged(batch, layouts)
    pages = zip(batch.ids, views, layouts, names_of(tags, known.families))
    rows = [
        (article, *row) for article, page, layout, names in pages for row in _page_mentions(page, layout, names, known)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({c: "Int64" if c in NUMBERS else "str" for c in COLUMNS})


def _tagged(batch: Batch, layouts: list["PageBlocks"]) -> tuple[list[Folded], list[Tagged]]:
    """Return the view of each page with its words tagged; a page with cuts is read once more, with these."""
    views, tags = map(list, batch.once(tagged_names))
    cuts = {n: cuts for n, (text, layout) in enumerate(zip(batch.texts, layouts)) if (cuts := layout.cuts(text))}
    for n, at in cuts.items():
        views[n] = spaced_map(batch.folded[n], at)
    for n, tag in zip(cuts, tagged([views[n] for n in cuts]) if cuts else ()):
        tags[n] = tag
    return views, tags


class PageBlocks:
    """The blocks of a page, in order."""

    def __init__(self, blocks: pd.DataFrame):
        items = (None if pd.isna(item) else item for item in blocks["item"])
        self.blocks = sorted(zip(blocks["start"], blocks["end"], blocks["block"], items), key=lambda block: block[:3])
        self.starts = [start for start, *_ in self.blocks]

    def cuts(self, text: str) -> list[int]:
        """Return where a block begins at a letter right behind another one: the page has run two words together."""
        within = (start for start in self.starts if start)
        return [start for start in within if text[start - 1].isalnum() and text[start : start + 1].isalnum()]

    def place(self, start: int, end: int) -> Place:
        """Return a place with the block and the item in which it starts."""
        at = bisect(self.starts, start) - 1
        if at < 0 or start >= self.blocks[at][1]:
            return Place(start, end, None, None)
        return Place(start, end, *self.blocks[at][2:])


def _page_mentions(page: Folded, blocks: PageBlocks, names: list[NameSpan], known: KnownPersons) -> list[tuple]:
    """Return the mentions of a page as rows of COLUMNS without the article."""

    def place(start, end):
        return blocks.place(*page.span(start, end))

    listed, false = listed_names(page, place)
    places = [place(name.start, name.end) for name in names]
    unlisted = [Unlisted(at, name, printed(page.raw[at.start : at.end])) for at, name in zip(places, names)]
    listed, unlisted = without_overlaps(listed, unlisted, false)
    mentions = listed + link_persons(unlisted, listed, known)
    return [_row(page.raw, at, entry) for at, entry in sorted(mentions, key=lambda mention: mention[0].start)]


def _row(text: str, at: Place, entry: Entry) -> tuple:
    surface, before = text[at.start : at.end], text[max(at.start - CONTEXT, 0) : at.start]
    form = _form(entry, before, surface)
    return at.block, at.start, at.end, surface, entry.actor, entry.name, entry.kind, form, entry.country, entry.variant


def _form(entry: Entry, before: str, surface: str) -> str:
    """Return the form of a mention.

    The name of a state is the demonym if it has tanwin, or agrees with a feminine noun before it.

    >>> from helpers.lexicons import gazetteer
    >>> riyadh = gazetteer().actors["SAU"]._replace(variant="السعودية")
    >>> _form(riyadh, "غادرت الوزيرة ", "السعودية"), _form(riyadh, "وصلت إلى ", "السعودية")
    ('demonym', 'name')
    """
    if entry.kind != "state" or entry.form != "name":
        return entry.form
    return "demonym" if TANWIN in surface or _agrees_with_noun(entry, before, surface) else "name"


def _agrees_with_noun(entry: Entry, before: str, surface: str) -> bool:
    """Whether a name that is also a feminine adjective has the article just as the feminine noun before it does."""
    if " " in entry.variant or not has_feminine_ending(entry.variant):
        return False
    noun = feminine_noun().search(before)
    return noun is not None and bool(noun[1] or noun[2]) == is_definite(surface)
