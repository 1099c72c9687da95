"""Ids of persons: what transliteration leaves open makes no difference to them."""

import pytest

from helpers.names.structure import split_compound
from helpers.names.transliteration import exact_identity, identity


@pytest.mark.parametrize(
    "one, other", [("عبد العزيز", "عبدالعزيز"), ("أبو الغيط", "ابوالغيط"), ("عبد الله", "عبدالله")]
)
def test_a_name_written_as_one_word_or_as_two_has_one_id(one, other):
    one, other = (name.replace("أ", "ا").split() for name in (one, other))
    assert len(split_compound(*other)) == 2 and identity(one) == identity(other)


def test_an_exact_id_keeps_what_transliteration_leaves_open():
    names = [("غريغور", "زعرور"), ("غريغوري", "زعرور")]
    assert exact_identity(names[0]) != exact_identity(names[1])
