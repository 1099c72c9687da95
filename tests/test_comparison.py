"""Comparison: the same words with two different speakers, and spellings beside those of the credited outlet."""

import pandas as pd
import pytest

from helpers.actors import outlets as media
from helpers.analysis import comparison
from helpers.pipeline.annotate import annotate
from helpers.reuse import near_duplicates, passages
from helpers.schema import Tables

CALL = "ستوقف بيع القمح إلى الجيران حتى يمتلئ المخزن الكبير في العاصمة وتنخفض أسعار الخبز في كل الأسواق"
MINISTER, MAYOR = f"قال وزير الزراعة إن الحكومة {CALL}.", f"وأكد رئيس اتحاد المزارعين أن الحكومة {CALL}."


def pages(*rows) -> Tables:
    return annotate(pd.DataFrame(rows, columns=["article", "outlet", "text"]))


def conflicts(one: str, two: str) -> list[tuple[str, str]]:
    tables = pages(("x", "الشاطئ", one), ("y", "المرفأ", two))
    found = comparison.conflicting_speakers(tables.articles, passages.find_passages(tables.articles), tables.quotations)
    return list(found[["speaker_a", "speaker_b"]].itertuples(index=False, name=None))


def test_the_same_words_with_two_speakers_are_found():
    assert conflicts(MINISTER, MAYOR) == [("وزير الزراعة", "رئيس اتحاد المزارعين")]


def test_the_same_words_with_one_speaker_are_no_conflict():
    assert conflicts(MINISTER, MINISTER.replace("قال", "أعلن")) == []


def test_a_page_beside_itself_has_no_saying_in_two_conflicts():
    nested = f"ذكرت وكالة رويترز أن وزير الزراعة قال إن الحكومة {CALL}."
    assert conflicts(nested, nested) == []


def test_a_longer_and_a_shorter_title_are_one_speaker():
    assert conflicts(MINISTER, MINISTER.replace("وزير الزراعة", "الوزير")) == []


def test_a_quotation_without_a_speaker_is_no_conflict():
    assert conflicts(MINISTER, f"الحكومة {CALL}.") == []


def test_pages_that_share_nothing_have_no_saying_in_two_conflicts():
    assert conflicts(MINISTER, "وصل القطار متأخرا بسبب الثلوج.") == []


@pytest.fixture
def credited():
    """A page that spells غورباتشيف with ج and credits عربي21, which spells it with غ."""
    tables = pages(
        ("copy", "المجمّع", "زار ميخائيل جورباتشوف المدينة ثم عاد ميخائيل جورباتشوف.\nالمصدر: عربي21"),
        ("own", "عربي21", "تحدث ميخائيل غورباتشوف عن المدينة التي زارها في الصيف مع ضيوفه."),
    )
    credits = media.find_credits(tables.articles, tables.blocks, tables.mentions, tables.quotations)
    return comparison.spelling_vs_source(tables.articles, tables.mentions, credits)


def test_a_spelling_is_beside_that_of_the_credited_outlet(credited):
    assert credited[["page", "own"]].values.tolist() == [["ميخائيل جورباتشوف", "ميخائيل غورباتشوف"]]


def test_the_page_and_its_source_are_named(credited):
    assert credited[["article", "outlet"]].values.tolist() == [["copy", "arabi21"]]


def test_pages_without_an_outlet_have_nothing_beside_them():
    tables = pages(("x", None, MINISTER), ("y", None, MAYOR))
    credits = media.find_credits(tables.articles, tables.blocks, tables.mentions, tables.quotations)
    assert comparison.spelling_vs_source(tables.articles, tables.mentions, credits).empty


def counts_of(tables: Tables) -> pd.DataFrame:
    shared = passages.find_passages(tables.articles)
    credits = media.find_credits(tables.articles, tables.blocks, tables.mentions, tables.quotations)
    near = near_duplicates.find_near_duplicates(tables.articles, tables.blocks, tables.mentions, shared, credits)
    return comparison.counts(tables.articles, tables.mentions, tables.quotations, shared, near, credits)


def test_counts_of_no_pages_are_zero():
    counts = counts_of(pages())
    assert counts["count"].sum() == 0 and counts["share"].isna().all()


def test_a_near_duplicate_in_one_outlet_is_not_in_two():
    counts = counts_of(pages(("x", "الشاطئ", MINISTER), ("y", "الشاطئ", MINISTER)))
    assert counts.set_index("question")["count"][["near-duplicates", "… in two outlets"]].tolist() == [1, 0]
