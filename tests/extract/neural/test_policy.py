"""How a score becomes a chance, and how far it is believed."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.extract.neural import RELATIONS, Policy
from kg.extract.neural.encoder import WEIGHTS
from kg.extract.neural.policy import STEP, load_policy

SCORES = st.floats(-200, 200)
LINES = st.tuples(st.floats(-10, 10), st.floats(0.01, 5))


@given(LINES, SCORES, SCORES)
def test_a_higher_score_is_believed_at_least_as_much(line: tuple[float, float], one: float, other: float) -> None:
    policy = Policy({"sues": line})
    low, high = sorted((one, other))
    assert 0 < policy.chance("sues", low) <= policy.chance("sues", high) <= 1
    assert policy.confidence("sues", low) <= policy.confidence("sues", high)


@given(LINES, SCORES)
def test_confidence_is_the_chance_in_steps_and_never_certain(line: tuple[float, float], score: float) -> None:
    policy = Policy({"sues": line})
    chance, confidence = policy.chance("sues", score), policy.confidence("sues", score)
    assert 0 <= confidence <= 1 - STEP
    assert confidence / STEP == pytest.approx(round(confidence / STEP))
    assert chance - STEP - 1e-6 <= confidence <= chance + 1e-6


def test_a_relation_of_which_too_little_is_known_is_never_read() -> None:
    assert Policy({"sues": (0.0, 1.0)}).chance("fines", 100.0) == 0.0
    assert Policy({}).confidence("fines", 100.0) == 0.0


def test_the_bundled_policy_is_one() -> None:
    policy = load_policy(WEIGHTS / "policy.json")
    assert policy.lines
    assert {*policy.lines} <= {*RELATIONS}
    assert all(slope > 0 for _, slope in policy.lines.values())


@given(LINES, st.floats(0.01, 0.99), st.floats(-20, 20))
def test_floors_are_where_the_chance_is_reached(line: tuple[float, float], chance: float, score: float) -> None:
    policy = Policy({"acquires": line}, believe=chance)
    known, unknown = policy.floors(["acquires", "sues"])
    assert unknown == math.inf
    assume(abs(score - known) > 1e-6)
    assert (score >= known) == (policy.chance("acquires", score) >= chance)


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_the_ends_of_belief_have_floors_too(chance: float) -> None:
    assert math.isfinite(Policy({"acquires": (0.0, 1.0)}, believe=chance).floors(["acquires"])[0])


def test_what_people_are_to_organisations_is_believed_sooner_unless_a_chance_is_asked_for() -> None:
    policy = Policy({"founderOf": (0.0, 1.0), "acquires": (0.0, 1.0)})
    assert policy.believed_from("founderOf") < policy.believed_from("acquires")
    founder, buyer = policy.floors(["founderOf", "acquires"])
    assert founder < buyer
    assert policy.floors(["acquires"], share=0.5)[0] < buyer
    asked = replace(policy, believe=0.8)
    assert asked.believed_from("founderOf") == asked.believed_from("acquires") == 0.8
