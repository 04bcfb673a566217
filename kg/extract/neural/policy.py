"""From which score on the trained reader is believed, and how far: fitted on sentences that it was not trained on."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BELIEVE = 0.95
"""A wrong fact in a graph is worse than a missing one: from here on the trained reader makes the graph no less precise."""
POSTS = frozenset({"founderOf", "ceoOf", "leads", "boardMemberOf", "memberOf", "writesFor", "educatedAt"})
"""Relations of people to organisations that have words of their own, which say little else; `worksFor` is read into too much."""
BELIEVE_POSTS = 0.8
"""From here on the reader makes articles that it was not taught with no less precise about these."""
STEP = 0.05
"""Confidence is told in steps: a difference in the last bit between two processors must not show."""


@dataclass(frozen=True)
class Policy:
    """`lines` by relation: offset and slope of the logistic function that turns a score into a chance. Others are not read.

    `believe` is the chance from which what the reader says of a pair is taken, where not each relation has its own.
    """

    lines: Mapping[str, tuple[float, float]]
    believe: float | None = None

    def believed_from(self, relation: str) -> float:
        """Return the chance from which a relation is taken."""
        if self.believe is not None:
            return self.believe
        return BELIEVE_POSTS if relation in POSTS else BELIEVE

    def chance(self, relation: str, score: float) -> float:
        """Return the chance that the relation holds of a pair with this score; 0 for a relation of which too little is known."""
        if relation not in self.lines:
            return 0.0
        offset, slope = self.lines[relation]
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, offset + slope * score))))

    def floors(self, relations: Sequence[str], share: float = 1.0) -> list[float]:
        """Return the scores from which relations are taken, or reach a share of that chance; infinite for those hardly known."""
        return [self._floor(name, self.believed_from(name) * share) for name in relations]

    def _floor(self, relation: str, chance: float) -> float:
        if relation not in self.lines:
            return math.inf
        sure = max(1e-9, min(1 - 1e-9, chance))
        offset, slope = self.lines[relation]
        return (math.log(sure / (1 - sure)) - offset) / slope

    def confidence(self, relation: str, score: float) -> float:
        """Return the chance in steps, and never as certain."""
        return round(min(int(self.chance(relation, score) / STEP + 1e-6) * STEP, 1 - STEP), 2)


def load_policy(path: Path) -> Policy:
    """Return the policy of a folder's `policy.json`."""
    written = json.loads(path.read_text(encoding="utf-8"))
    return Policy({name: (offset, slope) for name, (offset, slope) in written.items()})
