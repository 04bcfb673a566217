"""The table of pairs: what is joined must be one, and nearly all that is one must be joined."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import pairs as table


def test_the_table_is_large_and_mixed():
    pairs = table.pairs()
    assert len(pairs) >= 200
    assert min(Counter(pair.same for pair in pairs).values()) >= 80
    assert {pair.level for pair in pairs} == {"easy", "medium", "hard"}
    assert {pair.kind for pair in pairs} >= {"person", "company", "agency", "product", "outlet", "city and company"}
    assert len({(pair.first, pair.second) for pair in pairs}) == len(pairs)


def test_what_is_joined_is_one_and_what_is_one_is_joined():
    precision, recall, wrong = table.score()
    assert precision >= 0.99, [pair for pair in wrong if not pair.same]
    assert recall >= 0.92, [pair for pair in wrong if pair.same]
