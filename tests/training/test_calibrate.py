"""Chances fitted to scored pairs, and the policy that they become."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.neural import RELATIONS, Encoder
from kg.extract.neural.encoder import WEIGHTS
from kg.extract.neural.policy import load_policy
from kg.training.calibrate import FEWEST, SPREAD, Line, calibrate, fit_line, write_policy
from kg.training.sample import OUTSIDE, Pair, Sample, span_tags

SEEN = st.lists(st.tuples(st.floats(-6, 12), st.booleans()), max_size=80)
PRIORS = st.tuples(st.floats(-4, 2), st.floats(0.3, 1.5))


def loss(line: Line, seen: list[tuple[float, bool]], prior: Line) -> float:
    """Return minus the log chance of what was seen, and of the line given its prior."""
    away = ((np.array(line) - prior) / SPREAD) ** 2 / 2
    return float(away.sum() + sum(np.logaddexp(0, (line[0] + line[1] * x) * (-1 if holds else 1)) for x, holds in seen))


@settings(deadline=None)
@given(SEEN, PRIORS)
def test_the_line_is_the_likeliest(seen: list[tuple[float, bool]], prior: Line) -> None:
    line = fit_line(seen, prior)
    least = loss(line, seen, prior)
    for other in (prior, *((line[0] + a, line[1] + b) for a, b in ((0.3, 0), (-0.3, 0), (0, 0.06), (0, -0.06)))):
        assert least <= loss(other, seen, prior) + 0.02  # the line is rounded
    again = fit_line(seen[::-1], prior)
    assert again == pytest.approx(line, abs=0.002)


def test_without_pairs_the_line_is_that_of_all_relations() -> None:
    assert fit_line([], (-1.0, 0.5)) == (-1.0, 0.5)


def test_more_right_pairs_raise_the_chance_and_more_wrong_ones_lower_it() -> None:
    right, wrong = fit_line([(1.0, True)] * 50, (-1.0, 0.5)), fit_line([(1.0, False)] * 50, (-1.0, 0.5))
    assert sum(wrong) < -0.5 < sum(right)


def test_many_pairs_outweigh_the_prior() -> None:
    rng = np.random.default_rng(1)
    scores = rng.uniform(-5, 10, 5_000)
    holds = rng.random(5_000) < 1 / (1 + np.exp(2 - 0.8 * scores))
    line = fit_line([*zip(scores.tolist(), holds.tolist(), strict=True)], (0.0, 1.0))
    assert line == pytest.approx((-2.0, 0.8), abs=0.2)


def test_what_is_counted_is_held_out_and_becomes_a_policy(tmp_path: Path) -> None:
    words = ("Ada", "Byron", "is", "chief", "executive", "of", "Acme", "Robotics", ".")
    person, firm = (0, 2), (6, 8)
    tags = [*span_tags(frozenset({"Person"}), 2), *[OUTSIDE] * 4, *span_tags(frozenset({"Company"}), 2), OUTSIDE]
    true = Pair(person, firm, frozenset({"ceoOf"}), frozenset({"ceoOf", "sues"}))
    dev = Sample("own", "dev", words, tuple(tags), (true,))
    others = [Sample("own", "train", words, tuple(tags), (true,)), Sample("core", "dev", words, tuple(tags), (true,))]
    encoder = Encoder(WEIGHTS)
    assert calibrate([*others * FEWEST, *[dev] * (FEWEST - 1)], encoder) == {}
    lines = calibrate([dev] * FEWEST, encoder)
    assert {*lines} == {"ceoOf"}
    write_policy(lines, tmp_path / "policy.json")
    policy = load_policy(tmp_path / "policy.json")
    assert policy.lines == lines
    assert {name for name in RELATIONS if policy.chance(name, 50.0)} == {"ceoOf"}
