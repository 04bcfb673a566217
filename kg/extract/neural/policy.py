"""From which score on the trained reader is believed, and how far: counted on sentences that it was not trained on."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NEVER = 1e6


@dataclass(frozen=True)
class Policy:
    """`steps` by relation, ascending: the score from which on, and the share right there; nothing below the first is read."""

    steps: Mapping[str, tuple[tuple[float, float], ...]]

    def least(self, relation: str) -> float:
        """Return the score below which a relation is not read; beyond all scores where too little is known of it."""
        steps = self.steps.get(relation, ())
        return steps[0][0] if steps else NEVER

    def confidence(self, relation: str, score: float) -> float:
        """Return the share of held-out pairs with about this score for which the relation held."""
        steps = self.steps[relation]
        return steps[max(bisect_right([least for least, _ in steps], score) - 1, 0)][1]


def load_policy(path: Path) -> Policy:
    """Return the policy of a folder's `policy.json`."""
    written = json.loads(path.read_text(encoding="utf-8"))
    return Policy({name: tuple((least, share) for least, share in steps) for name, steps in written.items()})
