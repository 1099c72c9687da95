"""benchmarks/contamination.py plants wrong names where it says, and counts what changes on other pages."""

import pandas as pd

from benchmarks import contamination
from benchmarks.contamination import KINDS, PROBE_PAGES, RARE, changed_rows, counts, plants_for, with_sentences

PAGES = pd.DataFrame(
    {
        "article": [f"p{n}" for n in range(250)],
        "text": [f"وصل الوفد {n}\nناقش الوفد المقترحات.\nوعاد مساء." for n in range(250)],
    }
)


def test_every_kind_is_planted_and_one_page_of_a_hundred_gets_it():
    plants = plants_for(PAGES, nouns=2, seed=1)
    assert {plant.kind for plant in plants} == set(KINDS) and len(KINDS) == 20
    assert len({plant.article for plant in plants}) == 2
    assert plants == plants_for(PAGES, nouns=2, seed=1) != plants_for(PAGES, nouns=2, seed=2)


def test_a_rare_noun_is_on_other_pages_in_sentences_that_name_nobody():
    plants = plants_for(PAGES, nouns=1, seed=1)
    hosts = {plant.article for plant in plants}
    assert all(plant.noun in RARE and len(plant.probes) == PROBE_PAGES for plant in plants)
    assert not hosts & {article for plant in plants for article, _ in plant.probes}
    assert len(set(RARE)) == len(RARE)


def test_sentences_are_added_to_their_pages_alone():
    more = with_sentences(PAGES, [("p3", "ورفض ابن ماجد المحراث.")])
    assert "ورفض ابن ماجد المحراث." in more.loc[3, "text"].split("\n")
    assert more.drop(3).equals(PAGES.drop(3))


def test_rows_that_change_on_other_pages_are_counted_for_the_planted_noun():
    columns = ["article", "start", "end", "surface"]
    none = pd.DataFrame(columns=columns)
    more = pd.DataFrame([("p1", 0, 7, "المحراث"), ("p2", 0, 3, "وصل"), ("p9", 0, 7, "المحراث")], columns=columns)

    class Side:
        def __init__(self, mentions):
            self.blocks = self.dates = self.quotations = none
            self.mentions = mentions

    changed = changed_rows(Side(none), Side(more), {"p1", "p2"})
    assert sorted(changed) == [("mentions", "p1", 0, 7), ("mentions", "p2", 0, 3)]
    plants = [plant for plant in plants_for(PAGES, 2, 1) if plant.noun != "المحراث"][:1]
    plants.append(plants[0]._replace(noun="المحراث"))
    found = counts(changed, plants, {"p1": "المحراث قديم", "p2": "وصل الوفد"})
    assert dict(zip(found["noun"], found["rows"])) == {"المحراث": 1, "": 1, plants[0].noun: 0}


def test_pages_on_which_nothing_is_planted_keep_their_rows():
    pages = PAGES.head(12)
    assert contamination.contamination(pages, nouns=0, seed=1)["rows"].tolist() == [0]
