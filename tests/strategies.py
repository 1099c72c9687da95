"""Hypothesis strategies: pages and temporal expressions of the lexicons' own words in every order, with every mark."""

from random import Random

from hypothesis import strategies as st

from benchmarks.odd_pages import MAKERS, MARKS, SHORT, date_expression, pieces

GAPS = ("", " ", " ", " ", *MARKS)
made = st.builds(lambda maker, seed: maker(Random(seed)), st.sampled_from(MAKERS), st.integers(0, 10**6))
parts = st.one_of(st.sampled_from(pieces()), st.sampled_from(SHORT), made)
days = st.sampled_from((None, "2023-09-13", "1800-01-01", "2099-12-31", "2024-02-29"))

pages = (
    st.lists(st.tuples(parts, st.sampled_from(GAPS)), min_size=1, max_size=25)
    .map(lambda pairs: "".join(part + gap for part, gap in pairs))
    .filter(str.strip)
)
date_expressions = st.integers(0, 10**9).map(lambda seed: date_expression(Random(seed)))
