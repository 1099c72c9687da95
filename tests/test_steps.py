"""The steps hold to their protocol: needs, tables and counts are what steps.py and schema.py say."""

import pandas as pd
import pytest

from helpers.pipeline.annotate import Kept
from helpers.pipeline.profile import profile
from helpers.pipeline.steps import STEPS, run, tables_of_words
from helpers.quotations import coreference
from helpers.schema import COUNTED, ITEM, NO_PROFILE, TYPES, Tables, as_profile
from helpers.text import Batch

TEXT = """وزيرة الزراعة تفتتح سوق البذور
قالت وزيرة الزراعة سلمى الخوري أمس إن السوق يفتح أبوابه في 4 آذار/مارس 2031.
وزارت الوزيرة فرنسا.
"""
PAGE = pd.DataFrame(
    {"article": ["1"], "outlet": "المرفأ", "published": "2031-02-16", "published_from": "catalogue", "text": TEXT}
)
RAW = {"articles", "blocks"}  # tables whose rows have no block to take role and item from


@pytest.fixture(scope="module")
def found():
    return run(PAGE.assign(title=None), NO_PROFILE)[0]


@pytest.mark.parametrize("n, step", list(enumerate(STEPS)), ids=[step.name for step in STEPS])
def test_a_step_needs_only_steps_before_it(n, step):
    assert set(step.needs) <= {before.name for before in STEPS[:n]}


def test_the_steps_make_every_table_of_annotate_once():
    assert sorted(step.table for step in STEPS) == sorted(set(Tables._fields) - {"errors"})
    assert {step.table for step in STEPS} <= set(TYPES)


def test_a_step_whose_rows_take_role_and_item_of_their_block_needs_blocks():
    assert all("blocks" in step.needs for step in STEPS if step.table not in RAW)


@pytest.mark.parametrize("step", STEPS, ids=[step.name for step in STEPS])
def test_a_step_gives_the_columns_of_its_table_from_what_it_needs(step, found):
    batch = Batch(PAGE.assign(title=None))
    rows = step.annotate(batch, {need: found[need] for need in step.needs}, NO_PROFILE)
    added = set() if step.table in RAW else set(ITEM)
    assert len(rows) > 0 and set(TYPES[step.table]) - added <= set(rows.columns)
    assert found[step.name].columns.tolist()[: len(TYPES[step.table])] == list(TYPES[step.table])


def test_each_table_of_the_profile_is_counted_by_one_step_and_their_sum_is_the_profile():
    counts = [step.count(Batch(PAGE)) for step in STEPS]
    assert sorted(table for part in counts for table in part) == sorted(COUNTED)
    assert as_profile({table: rows for part in counts for table, rows in part.items()}) == profile(PAGE)


def test_a_text_is_folded_and_tagged_once_for_all_steps():
    batch = Batch(PAGE.assign(title=None))
    known = profile(batch)
    read = dict(batch._readings)
    assert len(read) >= 3  # texts, folded texts, tagged names
    run(batch, known)
    assert all(batch._readings[key] is value for key, value in read.items()) and len(batch._readings) == len(read)


def test_what_counting_reads_is_kept_for_the_same_pages_while_there_is_room():
    one, other, third = (Batch(PAGE.assign(article=name)) for name in ("1", "2", "3"))
    kept = Kept(characters=2 * len(TEXT))
    for batch in (one, other, third):
        kept.add(batch)
    again, changed, left_out = Batch(one.articles.assign(title="")), Batch(PAGE.assign(article="2", text="خبر")), third
    assert kept.take(again).texts is one.texts and kept.take(again) is again
    assert kept.take(changed) is changed and kept.take(left_out) is left_out


def test_what_is_derived_from_a_profile_is_derived_once():
    known = profile(PAGE)
    assert known.once(len) == 1 and known.once(sorted_names) is known.once(sorted_names)


def sorted_names(counts):
    return sorted(counts.names["name"])


def test_a_batch_shares_its_readings_only_with_the_same_pages():
    batch = Batch(pd.DataFrame({"article": ["1", "2", "3"], "text": ["خبر", "آخر", "ثالث"]}))
    folded = batch.folded
    assert batch.with_articles(batch.articles.assign(published="2031-02-16")).folded is folded
    assert batch.without([]) is batch and batch.without(["2"]).texts == ["خبر", "ثالث"]
    assert [half.ids for half in batch.halves()] == [["1"], ["2", "3"]]
    assert Batch.of(batch) is batch and batch.outlets == [""] * 3


def test_every_table_of_words_is_built_before_the_first_page():
    assert coreference.honorifics in tables_of_words()
