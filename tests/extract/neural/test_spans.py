"""From the tags of words to names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.neural import NOTHING, TYPES, tag_names
from kg.extract.neural.spans import tagged_names

TAGS = tag_names()


@st.composite
def chances(draw: st.DrawFn) -> np.ndarray:
    """Return the chances of the tags of some words; those of a word that is not read are all 0."""
    words = draw(st.integers(0, 9))
    rows = np.random.default_rng(draw(st.integers(0, 10_000))).dirichlet(
        [draw(st.sampled_from([0.02, 0.2, 1.0]))] * len(TAGS), words
    )
    rows = rows.reshape(words, len(TAGS)).astype(np.float32)
    rows[[n for n in range(words) if draw(st.integers(0, 9)) == 0]] = 0
    return rows


@settings(deadline=None)
@given(chances())
def test_names_are_disjoint_and_in_bounds_and_their_chances_sum_to_one(tags: np.ndarray) -> None:
    names = tagged_names(tags)
    at = 0
    for name in names:
        assert at <= name.start < name.end <= len(tags)
        at = name.end
        assert sum(name.chances) == pytest.approx(1, abs=1e-4)
        assert min(name.chances) >= 0
        assert 0.5 < name.certainty <= 1.0001
        assert name.chances[TYPES.index(name.best)] == max(name.chances)
    inside = {n for name in names for n in range(name.start, name.end)}
    assert inside == {n for n, row in enumerate(tags) if row.any() and row[0] < 0.5}


def test_where_names_begin_and_what_they_are_of() -> None:
    sentence = ["B-Person", "I-Person", NOTHING, "B-Company", "B-Company", "I-Product", NOTHING, "I-Place"]
    tags = np.full((len(sentence), len(TAGS)), 0.001, dtype=np.float32)
    for row, tag in zip(tags, sentence, strict=True):
        row[TAGS.index(tag)] = 1 - 0.001 * (len(TAGS) - 1)
    tags[4, TAGS.index("B-Company")] += 0.01  # a name of two classes is of the likelier one
    assert [(name.start, name.end, name.best) for name in tagged_names(tags)] == [
        *[(0, 2, "Person"), (3, 4, "Company"), (4, 6, "Company"), (7, 8, "Place")]
    ]
