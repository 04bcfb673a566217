"""Steps of confidence counted from scored pairs, and the policy that they become."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.neural import RELATIONS, Encoder
from kg.extract.neural.encoder import WEIGHTS
from kg.extract.neural.policy import load_policy
from kg.training.calibrate import FEWEST, calibrate, steps_of, write_policy
from kg.training.sample import OUTSIDE, Pair, Sample, span_tags

SEEN = st.lists(st.tuples(st.one_of(st.floats(-5, 5), st.sampled_from([0.0, 1.0, 1.004])), st.booleans()), max_size=120)
LIKELY = st.lists(st.tuples(st.floats(0, 6), st.sampled_from([True, True, True, True, False])), min_size=30, max_size=120)


@settings(deadline=None)
@given(st.one_of(SEEN, LIKELY), st.sampled_from([0.5, 0.7, 0.8, 0.9]))
def test_shares_fall_with_the_scores_and_all_that_is_read_reaches_the_target(seen: list[tuple[float, bool]], target: float) -> None:
    steps = steps_of(seen, target)
    lows, shares = [low for low, _ in steps], [share for _, share in steps]
    assert lows == sorted({*lows})
    assert shares == sorted(shares)
    assert all(0 < share < 1 for share in shares)
    if steps:
        read = [holds for score, holds in seen if round(score, 2) >= lows[0]]
        assert sum(read) >= FEWEST
        assert (sum(read) + 1) / (len(read) + 2) >= target
        assert any(holds for score, holds in seen if round(score, 2) == lows[0])
    assert steps_of(seen[::-1], target) == steps


@given(LIKELY)
def test_a_higher_target_reads_no_more(seen: list[tuple[float, bool]]) -> None:
    low, high = steps_of(seen, 0.6), steps_of(seen, 0.85)
    assert not high or low[0][0] <= high[0][0]


def test_too_few_right_pairs_are_none() -> None:
    assert steps_of([], 0.8) == []
    assert steps_of([(9.0, True)] * (FEWEST - 1), 0.8) == []
    assert steps_of([(9.0, True)] * FEWEST, 0.8) == [(9.0, 0.9)]
    assert steps_of([(float(n), n % 2 == 0) for n in range(100)], 0.8) == []


def test_a_long_step_below_a_short_one_is_not_believed_more() -> None:
    wrong = {10}
    steps = steps_of([(100.0 - n, n not in wrong) for n in range(64)], 0.8)
    assert [share for _, share in steps] == sorted(share for _, share in steps)
    assert steps[-1][1] > 0.9


def test_what_is_counted_is_held_out_and_becomes_a_policy(tmp_path: Path) -> None:
    words = ("Ada", "Byron", "is", "chief", "executive", "of", "Acme", "Robotics", ".")
    person, firm = (0, 2), (6, 8)
    tags = [*span_tags(frozenset({"Person"}), 2), *[OUTSIDE] * 4, *span_tags(frozenset({"Company"}), 2), OUTSIDE]
    true = Pair(person, firm, frozenset({"ceoOf"}), frozenset({"ceoOf", "sues"}))
    dev = Sample("own", "dev", words, tuple(tags), (true,))
    others = [Sample("own", "train", words, tuple(tags), (true,)), Sample("core", "dev", words, tuple(tags), (true,))]
    encoder = Encoder(WEIGHTS)
    assert calibrate(others * FEWEST, encoder) == {}
    steps = calibrate([dev] * FEWEST, encoder)
    assert {*steps} == {"ceoOf"}
    write_policy(steps, tmp_path / "policy.json")
    policy = load_policy(tmp_path / "policy.json")
    assert policy.steps["ceoOf"] == tuple(steps["ceoOf"])
    assert [policy.least(name) > 1_000 for name in RELATIONS].count(False) == 1
