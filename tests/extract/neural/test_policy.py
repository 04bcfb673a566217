"""From which score on a relation is read, and how far it is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.neural import RELATIONS, Policy
from kg.extract.neural.encoder import WEIGHTS
from kg.extract.neural.policy import load_policy

SCORES = st.floats(-20, 20)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    lows = sorted(draw(st.sets(SCORES, min_size=1, max_size=6)))
    shares = sorted(draw(st.lists(st.floats(0.01, 1), min_size=len(lows), max_size=len(lows))))
    return Policy({"sues": tuple(zip(lows, shares, strict=True))})


@given(policies(), SCORES, SCORES)
def test_a_higher_score_is_believed_at_least_as_much(policy: Policy, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert policy.confidence("sues", low) <= policy.confidence("sues", high)
    shares = [share for _, share in policy.steps["sues"]]
    assert policy.confidence("sues", high) in shares
    assert policy.confidence("sues", policy.least("sues")) == shares[0]
    assert policy.confidence("sues", 1e5) == shares[-1]


@given(policies())
def test_each_step_holds_from_its_own_score_on(policy: Policy) -> None:
    for score, share in policy.steps["sues"]:
        assert policy.confidence("sues", score) == share


@pytest.mark.parametrize("steps", [{}, {"fines": ()}])
def test_a_relation_of_which_too_little_is_known_is_never_read(steps: dict[str, tuple]) -> None:
    assert Policy(steps).least("fines") > 1_000


def test_the_bundled_policy_is_one() -> None:
    policy = load_policy(WEIGHTS / "policy.json")
    assert policy.steps
    assert {*policy.steps} <= {*RELATIONS}
    for steps in policy.steps.values():
        lows, shares = zip(*steps, strict=True)
        assert list(lows) == sorted(lows)
        assert list(shares) == sorted(shares)
        assert all(0 < share <= 1 for share in shares)
