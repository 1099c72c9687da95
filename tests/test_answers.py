"""The helpers against what a careful reader found in the five pages, by hand (data/answers)."""

import pytest

from benchmarks.answers import DATA, answers, scores
from helpers.corpus import pages as corpus


@pytest.fixture(scope="module")
def score():
    return scores().set_index("table")


@pytest.fixture(scope="module")
def texts():
    return corpus.load(DATA / "articles").set_index("article")["text"]


@pytest.mark.parametrize("table", ["mentions", "dates", "quotations"])
def test_every_answer_stands_in_its_page(table, texts):
    rows = answers(table)
    assert [texts[r.article][r.start : r.end] for r in rows.itertuples()] == rows["surface"].tolist()


@pytest.mark.parametrize("side", ["a", "b"])
def test_every_shared_passage_stands_in_its_page(side, texts):
    rows = answers("passages")
    assert [texts[r[side]][r[f"{side}_start"] : r[f"{side}_end"]] for r in rows.to_dict("records")] == rows[
        f"{side}_surface"
    ].tolist()


def test_answers_leave_no_character_of_a_page_out(texts):
    covered = {name: set() for name in texts.index}
    for block in answers("blocks").itertuples():
        covered[block.article].update(range(block.start, block.end))
    assert {
        name: [at for at, c in enumerate(text) if not c.isspace() and at not in covered[name]]
        for name, text in texts.items()
    } == {name: [] for name in texts.index}


def test_blocks_have_the_role_that_a_reader_gives_them(score):
    assert score.loc["blocks: role", "recall"] >= 0.99


def test_blocks_have_the_kind_that_a_reader_gives_them(score):
    assert score.loc["blocks: kind", "recall"] >= 0.99


def test_blocks_belong_to_the_item_that_a_reader_puts_them_in(score):
    assert score.loc["blocks: item", "recall"] >= 0.99


@pytest.mark.parametrize("measure", ["precision", "recall"])
@pytest.mark.parametrize("table", ["mentions", "dates"])
def test_mentions_and_dates_are_those_that_a_reader_finds(table, measure, score):
    assert score.loc[table, measure] >= 0.98


def test_every_passage_that_a_reader_finds_is_found(score):
    assert score.loc["passages", "recall"] == 1


@pytest.mark.parametrize("measure", ["precision", "recall"])
def test_quotations_are_those_that_a_reader_finds(measure, score):
    assert score.loc["quotations", measure] >= 0.90


def test_quotations_are_given_to_those_who_said_them(score):
    assert score.loc["quotations: actor", "recall"] >= 0.90
