"""Short names: the person whom each means, among those whom the page names in full."""

from helpers.actors.antecedents import Namesakes, Place


def at(start, item=0):
    return Place(start, start + 5, 0, item)


SALIM, SAMIR = "salim-al-hilwani", "samir-al-hilwani"


def test_a_short_name_means_the_person_named_most_often():
    names = Namesakes([(at(0), SALIM), (at(10), SALIM), (at(20), SAMIR)])
    assert names.antecedent(at(30)) == SALIM


def test_of_persons_named_equally_often_it_means_the_one_named_last_before_it():
    names = Namesakes([(at(0), SALIM), (at(10), SAMIR), (at(40), SALIM), (at(50), SAMIR)])
    assert [names.antecedent(at(start)) for start in (5, 15, 45, 60)] == [SALIM, SAMIR, SALIM, SAMIR]


def test_the_order_in_which_mentions_come_changes_nothing():
    mentions = [(at(40), SALIM), (at(10), SAMIR), (at(0), SALIM), (at(50), SAMIR)]
    assert Namesakes(mentions).antecedent(at(45)) == Namesakes(mentions[::-1]).antecedent(at(45)) == SALIM


def test_the_item_of_the_short_name_comes_before_the_rest_of_the_page():
    names = Namesakes([(at(0, item=0), SALIM), (at(10, item=0), SALIM), (at(20, item=1), SAMIR)])
    assert names.antecedent(at(30, item=1)) == SAMIR
    assert names.antecedent(at(30, item=2)) == SALIM


def test_a_name_that_nobody_has_in_full_means_nobody():
    assert Namesakes([]).antecedent(at(0)) is None


def test_places_overlap_only_where_they_share_a_character():
    assert at(0).overlaps(at(4)) and not at(0).overlaps(at(5))
    assert at(0).holds(at(0)) and not at(0).holds(at(1))
