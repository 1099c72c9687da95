"""Who is named: persons, states and organisations, under every spelling and every name they go by.

All spellings of the gazetteer are looked for in one pass over the folded page; what stands there as a word, with or
without the proclitics و ف ب ل ك, is a mention, unless its neighbours or the rest of the page make it a false friend.
"""
import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import product
from operator import itemgetter

import numpy as np
import pandas as pd

from helpers.bearers import NOBODY, Bearers
from helpers.gazetteer import Entry, gazetteer
from helpers.identities import EVERYWHERE, Mention, Place, Ranking, apart, identified
from helpers.letters import SIGN, Folded
from helpers.names import view
from helpers.persons import Found, find_names
from helpers.spellings import skeleton

COLUMNS = ["article", "block", "start", "end", "surface", "actor", "name", "kind", "form", "country", "variant"]
PROCLITICS = frozenset(map("".join, product(("", "و", "ف"), ("", "ب", "ل", "ك"))))
BEFORE_LL = frozenset(("", "و", "ف"))  # ل and ال together are written لل, and only a conjunction stands before that
LONGEST_PROCLITIC = 2
CONTEXT = 40  # characters on each side in which a guard looks for its words
TANWIN = "\N{ARABIC FATHATAN}"  # روسياً is the demonym, روسيا the state
SON_OF = frozenset(("بن", "ابن", "بنت", "ابو", "ال"))
LAST_WORD = re.compile(r"(\w+) $")
NISBA = re.compile(r"ال\w+ي")  # of a man: الهولندي, or a family name
# A feminine noun right before a word, with its article: السفارة, للشركة.
FEMININE = re.compile(rf"(?<!\w)[وف]?(?:[بك]?(ال)|(لل)|[بلك])?\w+(?:ة|ات)(?:{SIGN.pattern})?\W? \W?$")
Z = 1.96  # standard deviations on either side that hold 95 per cent of a normal distribution


def find_mentions(articles: pd.DataFrame, blocks: pd.DataFrame, profile=None) -> pd.DataFrame:
    """The mentions of actors, sorted by article, as they come, and start; the columns are COLUMNS.

    start, end  code points into the raw text, end exclusive; the surface has its article ال, but no proclitics
                (و ف ب ل ك); of «للكرملين», where ل and ال are one, it is «كرملين»
    actor       an id of actors.csv, the ISO 3166-1 alpha-3 code of a state, or, of a person whom no lexicon lists, an
    id
                made from the name (`persons.identity`); name is the form to print
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
    bearers = NOBODY if profile is None else profile.bearers
    pages = [(article, view(text, _cuts(text, by_article.get(article))))
             for article, text in zip(articles["article"], articles["text"]) if isinstance(text, str)]
    names = find_names([page for _, page in pages], bearers.families)
    rows = []
    for (article, page), persons in zip(pages, names):
        here = by_article.get(article)
        at = [] if here is None else sorted(zip(here["start"], here["end"], here["block"], here["item"]))
        rows += [(article, *row) for row in _page_mentions(page, at, persons, bearers)]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({c: "Int64" if c in ("block", "start", "end") else "str" for c in COLUMNS})


def _cuts(text: str, blocks: pd.DataFrame | None) -> list[int]:
    """Return where a block begins at a letter right behind another one: the page has run two words together."""
    starts = [] if blocks is None else blocks["start"].tolist()
    return [start for start in starts if start and text[start - 1].isalnum() and text[start:start + 1].isalnum()]


def _page_mentions(page: Folded, blocks: list[tuple], persons: list[Found], bearers: Bearers) -> list[tuple]:
    """The mentions of a page, without its id; blocks are (start, end, block, item), in order."""
    starts = [start for start, *_ in blocks]

    def place(i, j):
        start, end = page.span(i, j)
        _, until, block, item = blocks[bisect(starts, start) - 1] if bisect(starts, start) else (0, 0, None, None)
        return Place(start, end, *((block, None if pd.isna(item) else item) if start < until else (None, None)))

    listed, false = listed_names(page, place)
    listed, others = apart(listed, [(place(name.start, name.end), name) for name in persons], false)
    mentions = sorted(listed + identified(others, listed, bearers, page.raw), key=lambda mention: mention[0].start)
    return [(at.block, at.start, at.end, page.raw[at.start:at.end], entry.actor, entry.name, entry.kind,
             _form(entry, page.raw[max(at.start - CONTEXT, 0):at.start], page.raw[at.start:at.end]), entry.country,
             entry.variant)
            for at, entry in mentions]


def listed_names(page: Folded, place: Callable[[int, int], Place] | None = None) -> tuple[list[Mention], list[Place]]:
    """The names of a page (`names.view`) that the gazetteer has, and the places of false friends."""
    place = place or (lambda i, j: Place(*page.span(i, j), None, None))
    found = []
    for i, j, spelling in _longest(page.text):
        at = place(i, j)
        before, after = page.text[max(i - CONTEXT, 0):i], page.text[j:j + CONTEXT]
        found.append((at, spelling, _judge(spelling, before, after, page.raw[at.start:at.end])))
    entries = gazetteer().entries
    return _named(found), [at for at, spelling, _ in found if spelling in entries and not entries[spelling].actor]


def _longest(text: str) -> list[tuple[int, int, str]]:
    """The spellings that stand as words in a folded text: (start, end, spelling); of those that overlap the longest."""
    g = gazetteer()
    hits = []
    for pattern, i, j in g.automaton.find_matches_as_indexes(text, overlapping=True):
        if text[j:j + 1].isalnum():
            continue
        word = i
        while word and i - word <= LONGEST_PROCLITIC and text[word - 1].isalnum():
            word -= 1
        spelling, clitics = g.patterns[pattern]
        if text[word:i] in (BEFORE_LL if clitics else PROCLITICS):
            hits.append((i + clitics, j, spelling))
    taken, kept = bytearray(len(text)), []
    for i, j, spelling in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0], len(hit[2]))):
        if not any(taken[i:j]):
            taken[i:j] = b"\1" * (j - i)
            kept.append((i, j, spelling))
    return sorted(kept)


def _judge(spelling: str, before: str, after: str, surface: str) -> bool | None:
    """Whether what stands around a spelling lets it be the actor; None where the page must decide."""
    g = gazetteer()
    entry, last = g.entries.get(spelling) or g.shorts[spelling][0], LAST_WORD.search(before)
    if last and (last[1] in g.given_names and (entry.kind == "person" or NISBA.fullmatch(spelling))
                 or last[1] in SON_OF and entry.kind == "person"):
        return False  # part of another person's name: his father's or family's
    guard = g.guards.get(spelling)
    if guard is None:
        return True
    if guard.written and not _agrees(surface, guard.written):
        return False
    if guard.written and SIGN.search(surface):
        return True
    if guard.not_after and guard.not_after.search(before) or guard.not_before and guard.not_before.search(after):
        return False
    if guard.after and guard.after.search(before) or guard.before and guard.before.search(after):
        return True
    return None if guard.near else not (guard.after or guard.before)


def _form(entry: Entry, before: str, surface: str) -> str:
    """The form of a mention; a state's name with tanwin, or that agrees with a feminine noun before it, is the demonym.

    >>> riyadh = gazetteer().actors["SAU"]._replace(variant="السعودية")
    >>> _form(riyadh, "غادرت الوزيرة ", "السعودية"), _form(riyadh, "وصلت إلى ", "السعودية")
    ('demonym', 'name')
    """
    if entry.kind != "state" or entry.form != "name":
        return entry.form
    feminine = FEMININE.search(before) if entry.variant.endswith("ية") and " " not in entry.variant else None
    agrees = feminine and bool(feminine[1] or feminine[2]) == surface.startswith("ال")
    return "demonym" if agrees or TANWIN in surface else "name"


def _agrees(surface: str, written: str) -> bool:
    """Whether a surface has the letters of `written`, and no vowel sign that it has not.

    >>> _agrees("عُمان", "عُمان"), _agrees("عمان", "عُمان"), _agrees("عَمّان", "عُمان")
    (True, True, False)
    """
    left = iter(written)
    return SIGN.sub("", surface) == SIGN.sub("", written) and all(c in left for c in surface)


def _named(found: list[tuple]) -> list[tuple]:
    """The listed names of a page: what was found, with what only the page can tell (place, entry)."""
    g = gazetteer()
    sure = [(at.start, at.item, g.entries[s]) for at, s, verdict in found if verdict and s in g.entries]
    countries = Counter(entry.country for _, _, entry in sure if entry.country)
    people = Shorts([(start, item, entry.actor) for start, item, entry in sure if entry.actor and not entry.country])
    mentions = []
    for at, spelling, verdict in found:
        guard = g.guards.get(spelling)
        if verdict is None:
            rival = countries[guard.otherwise] if guard.otherwise else 0
            verdict = max(countries[code] for code in guard.near) > rival
        entry = g.entries.get(spelling)
        if spelling in g.shorts:
            entry = people.meant(spelling, at.start, at.item) if verdict else None
        elif not verdict:
            capital = g.actors[guard.otherwise] if guard and guard.otherwise else None
            entry = capital and capital._replace(form="capital", variant=entry.variant)
        if entry and entry.actor:
            mentions.append((at, entry))
    return mentions


class Shorts:
    """Whom the short names of a page mean; `people` are those named in full: start, item, actor, in order."""

    def __init__(self, people: list[tuple]):
        self.places, self.scopes, self.rankings = defaultdict(list), {}, {}
        for place in people:
            self.places[place[2]].append(place)

    def meant(self, spelling: str, start: int, item) -> Entry | None:
        """Who is named in full in the item, else on the page, most often, then last before the short name."""
        g = gazetteer()
        bearers = {entry.actor: entry for entry in g.shorts[spelling]}
        if spelling not in self.scopes:
            self.scopes[spelling] = defaultdict(list)
            for place, scope, actor in sorted(
                    (place for actor in bearers for place in self.places.get(actor, ())), key=itemgetter(0)):
                self.scopes[spelling][scope].append((place, actor))
                self.scopes[spelling][EVERYWHERE].append((place, actor))
        scope = item if item in self.scopes[spelling] else EVERYWHERE
        named = self.scopes[spelling].get(scope)
        if not named:
            return g.shorts[spelling][0] if spelling in g.alone else None
        if (spelling, scope) not in self.rankings:
            self.rankings[spelling, scope] = Ranking(named, itemgetter(0))
        return bearers[self.rankings[spelling, scope].before(start)]


def joins(profile) -> pd.DataFrame:
    """The names that a profile joins to one person: actor, name, other, other_name, why, pages; one row a name joined.

    actor, name        the person's id and the form to print
    other, other_name  the id that the other name has by itself, and the name
    why                one id: the ids are the same; spelling: only transliteration parts them; or how they nearly agree
                       (vowels, letter: one consonant; middle: one is a shorter form), and the title that they share
    pages              on how many pages the other name stands

    A row of data/lexicons/actors.csv overrules a join: give the other name a row of its own to part the two, or list
    two names in one row to join them.
    """
    rows = () if profile is None else profile.bearers.joins
    columns = ["actor", "name", "other", "other_name", "why", "pages"]
    return pd.DataFrame(rows, columns=columns).astype({c: "int64" if c == "pages" else "str" for c in columns})


# What the mentions show -----------------------------------------------------------------------------------------------

def conventions(mentions: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Which spelling each outlet keeps of the names of which the corpus has several.

    Columns: outlet, actor, name, form, variant, mentions, share. The outlet is a column of
    `mentions`, or that of `articles`. Spellings are compared that differ in what transliteration leaves open
    (`skeleton`): أمريكا with أميركا, not with الولايات المتحدة. share is of the outlet's mentions of that name.
    """
    if articles is not None:
        mentions = mentions.merge(articles[["article", "outlet"]], on="article", how="left")
    mentions = mentions.assign(skeleton=mentions["variant"].map(skeleton))
    name = ["actor", "form", "skeleton"]
    several = mentions.groupby(name)["variant"].transform("nunique") > 1
    counts = (mentions[several].groupby(["outlet", *name, "variant"], dropna=False)
              .agg(name=("name", "first"), mentions=("variant", "size")).reset_index())
    counts["share"] = counts["mentions"] / counts.groupby(["outlet", *name], dropna=False)["mentions"].transform("sum")
    return counts[["outlet", "actor", "name", "form", "variant", "mentions", "share"]]


def concordance(articles: pd.DataFrame, mentions: pd.DataFrame, actor: str, width: int = 40) -> pd.DataFrame:
    """Each mention of an actor in its context: article, start, end, before, surface, after.

    before and after are up to `width` characters of the page, line ends as spaces. Raises ValueError for an actor that
    neither the mentions nor the lexicons know.
    """
    here = mentions[mentions["actor"] == actor]
    if here.empty and actor not in gazetteer().actors:
        raise ValueError(f"unknown actor {actor!r}: give an id of data/lexicons/actors.csv or a state's alpha-3 code")
    texts = dict(zip(articles["article"], articles["text"]))
    rows = [(article, start, end, re.sub(r"\s", " ", texts[article][max(start - width, 0):start]), surface,
             re.sub(r"\s", " ", texts[article][end:end + width]))
            for article, start, end, surface in zip(here["article"], here["start"], here["end"], here["surface"])]
    return pd.DataFrame(rows, columns=["article", "start", "end", "before", "surface", "after"])


def shares(mentions: pd.DataFrame, by: str = "name") -> pd.DataFrame:
    """Each value's share of all mentions, most first: the column `by`, mentions, of, share, low, high.

    low and high are the ends of the 95 per cent interval of Wilson (1927), which stays sensible for small counts:
    shares whose intervals overlap are not to be compared.

    >>> shares(pd.DataFrame({"name": ["تونس"] * 3 + ["ليبيا"]})).round(2).values.tolist()
    [['تونس', 3, 4, 0.75, 0.3, 0.95], ['ليبيا', 1, 4, 0.25, 0.05, 0.7]]
    """
    counts = mentions[by].value_counts().rename("mentions").rename_axis(by).reset_index()
    counts = counts.sort_values(["mentions", by], ascending=[False, True], ignore_index=True).assign(of=len(mentions))
    share, n = counts["mentions"] / counts["of"], counts["of"]
    middle, spread = share + Z ** 2 / (2 * n), Z * np.sqrt(share * (1 - share) / n + Z ** 2 / (4 * n ** 2))
    scale = 1 + Z ** 2 / n
    return counts.assign(share=share, low=(middle - spread) / scale, high=(middle + spread) / scale)


def co_occurrences(mentions: pd.DataFrame) -> pd.DataFrame:
    """The pairs of actors that are named in one block: one, other, blocks (how many name both), most first.

    >>> rows = [("1", 0, "تونس"), ("1", 0, "ليبيا"), ("1", 1, "تونس"), ("1", 2, "ليبيا"), ("1", 2, "تونس")]
    >>> co_occurrences(pd.DataFrame(rows, columns=["article", "block", "name"])).values.tolist()
    [['تونس', 'ليبيا', 2]]
    """
    named = mentions[["article", "block", "name"]].drop_duplicates()
    both = named.merge(named, on=["article", "block"], suffixes=("", "_other"))
    both = both[both["name"] < both["name_other"]]
    pairs = both.groupby(["name", "name_other"]).size().rename("blocks").reset_index()
    pairs = pairs.rename(columns={"name": "one", "name_other": "other"})
    return pairs.sort_values(["blocks", "one", "other"], ascending=[False, True, True], ignore_index=True)
