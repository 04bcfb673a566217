from __future__ import annotations

import pytest
from floors import SLACK, moved, shortfalls

FLOORS = {"fact precision": 0.9, "fact recall": 0.5}


def test_only_what_is_below_its_floor_falls_short() -> None:
    assert shortfalls(FLOORS, {"fact precision": 0.9, "fact recall": 0.6}) == []
    assert shortfalls(FLOORS, {"fact precision": 0.89, "fact recall": 0.6}) == ["fact precision: 0.8900 is below 0.9"]


def test_a_floor_rises_to_a_little_below_what_is_reached() -> None:
    new = moved(FLOORS, {"fact precision": 0.91, "fact recall": 0.7}, allow_lower=False)
    assert new["fact recall"] == pytest.approx(0.7 - SLACK, abs=0.001)
    assert new["fact precision"] == FLOORS["fact precision"]


def test_a_floor_does_not_fall_unless_that_is_asked_for() -> None:
    reached = {"fact precision": 0.95, "fact recall": 0.4}
    with pytest.raises(ValueError, match="fact recall"):
        moved(FLOORS, reached, allow_lower=False)
    assert moved(FLOORS, reached, allow_lower=True)["fact recall"] < FLOORS["fact recall"]
