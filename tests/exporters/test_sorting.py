from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.sorting import sort_lines

LINES = st.lists(st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\n"), max_size=8), max_size=40)


@given(LINES, st.integers(1, 7))
def test_lines_come_sorted_once_however_few_are_held(lines, in_memory):
    assert list(sort_lines(lines, in_memory)) == sorted(set(lines))
