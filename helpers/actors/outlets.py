"""News outlets: which actors are media, and which of them a page credits."""

import re
from functools import cache

import numpy as np
import pandas as pd

from helpers.actors.listed import listed_names
from helpers.lexicons import MEDIA, lexicon
from helpers.text import fold, fold_map, spaced_map

AGENCY = "news agency"
CREDIT_KINDS = ("source", "byline", "dateline")  # kinds of blocks that name an outlet only to credit it
EDGE = 40  # characters at each end of a story in which an outlet is its credit: «واس - الرياض: …», «… (رويترز)»
STORY = "story"
COLUMNS = ["article", "outlet", "name", "place", "mentions"]


@cache
def media() -> dict[str, str]:
    """Return the class of each news outlet of data/lexicons/actors.csv by its id.

    >>> media()["reuters"]
    'news agency'
    """
    notes = lexicon("actors").set_index("actor")["note"]
    return notes[notes.isin(MEDIA)].to_dict()


def is_agency(outlet: str) -> bool:
    """Return whether an id is that of a news agency."""
    return media().get(outlet) == AGENCY


@cache
def outlet_id(label: str) -> str:
    """Return the id of the outlet that a catalogue gives by its label, or the label if no lexicon lists the outlet.

    >>> outlet_id("وكالة رويترز"), outlet_id("صحيفة الشاطئ")
    ('reuters', 'صحيفة الشاطئ')
    """
    names, _ = listed_names(spaced_map(fold_map(label)))
    return next((entry.actor for _, entry in names if entry.actor in media()), label)


def find_credits(
    articles: pd.DataFrame, blocks: pd.DataFrame, mentions: pd.DataFrame, quotations: pd.DataFrame
) -> pd.DataFrame:
    """Return the outlets that each page credits with its story, or with part of it.

    An outlet that no lexicon lists is found by its label, in a credit line or as the speaker whom the page cites.
    What appended items credit is left out.

    Returns: a table
        outlet    an id of actors.csv, or the label of an outlet of the corpus that no lexicon lists
        name      the form to print
        place     source, byline (also first or last in the story), dateline, story, or another kind of boilerplate; of
                  several the first one in this order
        mentions  count of mentions
    """
    named = mentions[mentions["actor"].isin(media()) & (mentions["role"] != "appended")]
    named = named.merge(blocks[["article", "block", "kind"]], on=["article", "block"], suffixes=("_actor", ""))
    story = blocks[(blocks["role"] == "main") & (blocks["kind"] == "paragraph")].groupby("article")
    begin, end = (of.reindex(named["article"]).to_numpy(float) for of in (story["start"].min(), story["end"].max()))
    edge = named["start"].between(begin, begin + EDGE) | named["end"].between(end - EDGE, end)
    place = named["kind"].where(named["role"] == "boilerplate", np.where(edge, "byline", STORY))
    found = pd.concat([named.assign(outlet=named["actor"], place=place), _by_label(articles, blocks, quotations)])
    places = [*CREDIT_KINDS, STORY, *sorted({*found["place"]} - {*CREDIT_KINDS, STORY})]
    found["place"] = pd.Categorical(found["place"], places, ordered=True)
    credits = found.groupby(["article", "outlet"], sort=False)
    credits = credits.agg(name=("name", "first"), place=("place", "min"), mentions=("name", "size")).reset_index()
    return credits.astype({"place": "str"})[COLUMNS]


def credit_lines(credits: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `find_credits` that are of a credit line, and not of the story itself."""
    return credits[credits["place"].isin(CREDIT_KINDS)]


def _by_label(articles: pd.DataFrame, blocks: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """Return the credits of outlets of the corpus that no lexicon lists: article, outlet, name, place."""
    labels = [label for label in articles["outlet"].dropna().unique() if outlet_id(label) == label]
    if not labels:
        return pd.DataFrame(columns=["article", "outlet", "name", "place"])
    texts = articles.set_index("article")["text"]
    lines = blocks[blocks["kind"].isin(CREDIT_KINDS)]
    said = quotations[(quotations["form"] == "agency") & (quotations["role"] != "appended")]
    written = [texts[article][start:end] for article, start, end in zip(lines["article"], lines["start"], lines["end"])]
    places = pd.DataFrame(
        {
            "article": [*lines["article"], *said["article"]],
            "place": [*lines["kind"], *[STORY] * len(said)],
            "text": [*written, *said["speaker"]],
        }
    )
    folded = places["text"].fillna("").map(fold).astype("str")
    rows = [
        places[folded.str.contains(rf"(?<!\w){re.escape(fold(label))}(?!\w)")].assign(outlet=label, name=label)
        for label in labels
    ]
    return pd.concat(rows)[["article", "outlet", "name", "place"]]
