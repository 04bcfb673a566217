"""Names as the canvas can bear them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.views.label import LINE, visible, visible_spans, width, wrap


@given(st.text())
def test_a_label_is_short_visible_and_never_empty(name):
    lines = wrap(name).split("\n")
    assert 1 <= len(lines) <= 2
    assert all(0 < len(line) <= LINE for line in lines)


@given(st.text())
def test_visible_text_is_settled(text):
    assert visible(visible(text)) == visible(text)
    assert not set(visible(text)) & {"\x00", "\u202e", "\u200f", "\u2028", "\n"}


def test_names_wrap_at_blanks_and_end_in_an_ellipsis():
    assert wrap("Federal Trade Commission") == "Federal Trade\nCommission"
    assert wrap("A " * 60).endswith("…")
    assert wrap("\u202eabc") == "abc"


def test_wide_letters_take_more_room():
    assert width("WWW", 14) > width("iii", 14)
    assert width("漢字", 10) == 20
    assert width("ab\nabcdef", 10) == width("abcdef", 10)


@given(st.text(max_size=60), st.data())
def test_spans_of_what_is_visible_are_those_of_the_text_without_what_is_not(text, drawn):
    ends = [sorted(drawn.draw(st.tuples(*2 * [st.integers(0, len(text))]))) for _ in range(2)]
    found = visible_spans(text, [(start, end) for start, end in ends])
    shown = visible(text)
    assert found == sorted(found)
    assert all(0 <= start < end <= len(shown) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    marked = {letter for start, end in found for letter in shown[start:end]}
    assert marked - {" "} == {letter for start, end in ends for letter in visible(text[start:end])} - {" "}
