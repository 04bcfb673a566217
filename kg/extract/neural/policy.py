"""From which score on the trained reader is believed, and how far: fitted on sentences that it was not trained on."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import BELIEVE

STEP = 0.05
"""Confidence is told in steps: a difference in the last bit between two processors must not show."""


@dataclass(frozen=True)
class Policy:
    """`lines` by relation: offset and slope of the logistic function that turns a score into a chance. Others are not read.

    `believe` is the chance from which what the reader says of a pair is taken.
    """

    lines: Mapping[str, tuple[float, float]]
    believe: float = BELIEVE

    def chance(self, relation: str, score: float) -> float:
        """Return the chance that the relation holds of a pair with this score; 0 for a relation of which too little is known."""
        if relation not in self.lines:
            return 0.0
        offset, slope = self.lines[relation]
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, offset + slope * score))))

    def floors(self, relations: Sequence[str], chance: float) -> list[float]:
        """Return the scores from which the relations reach a chance; infinite for those of which too little is known."""
        sure = max(1e-9, min(1 - 1e-9, chance))
        logit = math.log(sure / (1 - sure))
        lines = [self.lines.get(name) for name in relations]
        return [(logit - line[0]) / line[1] if line else math.inf for line in lines]

    def confidence(self, relation: str, score: float) -> float:
        """Return the chance in steps, and never as certain."""
        return round(min(int(self.chance(relation, score) / STEP + 1e-6) * STEP, 1 - STEP), 2)


def load_policy(path: Path) -> Policy:
    """Return the policy of a folder's `policy.json`."""
    written = json.loads(path.read_text(encoding="utf-8"))
    return Policy({name: (offset, slope) for name, (offset, slope) in written.items()})
