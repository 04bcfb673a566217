"""From the tags of words to names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

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
        assert 0 < name.certainty <= 1.0001
        assert name.chances[TYPES.index(name.best)] == max(name.chances)


@settings(deadline=None)
@given(chances().filter(lambda tags: len(tags) <= 6))
def test_the_likeliest_path_of_all_is_taken(tags: np.ndarray) -> None:
    states = np.stack([tags[:, 0], tags[:, 1::2].sum(1), tags[:, 2::2].sum(1)], 1).astype(np.float64)
    states[states.sum(1) == 0, 0] = 1
    logs = np.log(states + 1e-9)

    def worth(path: Sequence[int]) -> float:
        return float(sum(logs[n, state] for n, state in enumerate(path)))

    possible = [p for p in product(range(3), repeat=len(tags)) if all(b != 2 or a for a, b in pairwise((0, *p)))]
    mine = [0] * len(tags)
    for name in tagged_names(tags):
        mine[name.start : name.end] = [1, *[2] * (name.end - name.start - 1)]
    assert worth(mine) == pytest.approx(max(map(worth, possible), default=0.0), abs=1e-4)


def test_where_names_begin_and_what_they_are_of() -> None:
    sentence = ["I-Place", NOTHING, "B-Person", "I-Person", NOTHING, "B-Company", "B-Company", "I-Product"]
    tags = np.full((len(sentence), len(TAGS)), 0.001, dtype=np.float32)
    for row, tag in zip(tags, sentence, strict=True):
        row[TAGS.index(tag)] = 1 - 0.001 * (len(TAGS) - 1)
    tags[6, TAGS.index("B-Company")] += 0.01  # a name of two classes is of the likelier one
    assert [(name.start, name.end, name.best) for name in tagged_names(tags)] == [
        *[(0, 1, "Place"), (2, 4, "Person"), (5, 6, "Company"), (6, 8, "Company")]
    ]
