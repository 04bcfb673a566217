"""The confidence of claims is what their frames reach on the gate sentences, and nobody's guess."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from kg.extract import Extractor
from kg.extract.confidence import TABLE, confidence_of, counted
from kg.model import name_key
from kg.readers.text import text_article

Lines = dict[str, list[dict[str, Any]]]
MOST_OFF = 0.06
"""How far a frame's share of right claims may drift from the table before it has to be counted anew."""


@pytest.fixture(scope="session")
def measured(extractor: Extractor, sentences: Lines, articles: Lines) -> dict[str, tuple[int, int]]:
    """Return, for each frame, its right claims and all its claims on the sentences and articles of the gate."""
    right: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for line in (*sentences["gate"], *articles["articles-gate"]):
        extraction = extractor.extract(text_article(line["text"], line["id"]))
        named = {e["id"]: {name_key(alias) for alias in e["aliases"]} for e in line["entities"]}
        found = {c.id: {name_key(alias) for alias in c.aliases} for c in extraction.clusters}
        symmetric = {n for n, relation in extractor.lexicon.ontology.relations.items() if relation.symmetric}
        for claim in extraction.claims:
            ends = found[claim.subject], found[claim.object]
            made[claim.frame] += 1
            right[claim.frame] += any(
                fact["r"] == claim.relation
                and fact["status"] == claim.status
                and any(
                    ends[0] & named[s] and ends[1] & named[o]
                    for s, o in [(fact["s"], fact["o"]), *([(fact["o"], fact["s"])] if fact["r"] in symmetric else [])]
                )
                for fact in line["facts"]
            )
    return {frame: (right[frame], made[frame]) for frame in sorted(made)}


def test_the_table_says_what_is_measured(measured: dict[str, tuple[int, int]], pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update-confidence"):
        TABLE.write_text(json.dumps({frame: list(pair) for frame, pair in measured.items()}, indent=2) + "\n", encoding="utf-8")
        counted.cache_clear()
    off = {
        frame: (counted().get(frame), pair)
        for frame, pair in measured.items()
        if frame not in counted() or abs(pair[0] / pair[1] - counted()[frame][0] / counted()[frame][1]) > MOST_OFF
    }
    assert off == {}, "count anew: pytest tests/quality --update-confidence"


def test_a_frame_that_was_hardly_seen_is_unknown() -> None:
    assert confidence_of("no such frame") is None


def test_confidence_is_never_certainty() -> None:
    assert all(0 < value < 1 for value in map(confidence_of, counted()) if value is not None)
