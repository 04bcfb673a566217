"""Words become pieces: every word has its range, in order, as long as there is room."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.neural import Piecer, case_class
from kg.extract.neural.pieces import CASES, LONGEST

WORDS = st.lists(
    st.one_of(st.text(max_size=12), st.sampled_from(["Acme", "unbelievably", "🦜", "שלום", "\0", "x" * 300])), max_size=40
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS, times=st.integers(1, 12))
def test_ranges_cover_the_pieces_in_order_until_they_are_full(piecer: Piecer, words: list[str], times: int) -> None:
    words = words * times
    pieces = piecer.cut(words)
    assert len(pieces.ids) == len(pieces.cases) <= LONGEST
    assert set(pieces.cases.tolist()) <= set(range(CASES))
    assert len(pieces.words) == len(words)
    at = 1  # the opening mark
    full = False
    for start, end in pieces.words:
        assert start == at
        assert not (full and end > start), "a word is read after one that is left out"
        full = end == start
        at = end
    assert at == len(pieces.ids) - 1  # the closing mark


def test_a_word_has_the_same_pieces_alone_and_in_company(piecer: Piecer) -> None:
    words = ["Ada", "Byron", "founded", "Acme", "Robotics", "."]
    together = piecer.cut(words)
    for word, (start, end) in zip(words, together.words, strict=True):
        alone = piecer.cut([word])
        assert together.ids[start:end].tolist() == alone.ids[1:-1].tolist()
        assert together.cases[start:end].tolist() == [case_class(word)] * (end - start)


def test_only_a_sentence_beyond_the_longest_stretch_is_cut(piecer: Piecer) -> None:
    assert all(end > start for start, end in piecer.cut(["a"] * (LONGEST - 2)).words)
    ranges = piecer.cut(["a"] * LONGEST).words
    assert [end > start for start, end in ranges] == [True] * (LONGEST - 2) + [False] * 2


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *[("", 0), ("—", 0), ("2024", 0), ("🦜", 0), ("\0", 0), ("phone", 1), ("straße", 1), ("Acme", 2), ("Östersund", 2)],
        *[
            ("FCC", 3),
            ("U.S.", 3),
            ("iPhone", 4),
            ("OpenAI", 4),
            ("YouTube", 4),
            ("3M", 5),
            ("5g", 5),
            ("X", 6),
            ("X.", 6),
            ("a", 1),
        ],
    ],
)
def test_how_a_word_is_written(word: str, expected: int) -> None:
    assert case_class(word) == expected
