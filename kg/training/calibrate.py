"""Fits, on sentences that were not trained on, how a score on each relation turns into the chance that the relation holds."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.neural import RELATIONS, Encoder
from kg.training.measure import pair_scores
from kg.training.sample import RELATION_INDEX, Sample

CORPORA = frozenset({"own", "knowledgenet"})
"""Corpora whose sentences bring all their pairs: what holds of few of them, as in an article."""
FEWEST = 8
"""Held-out pairs of a relation below which it is not read at all."""
FLOOR = -6.0
"""Scores below this say nothing about where to draw the line."""
SPREAD = np.array([1.5, 0.3])
"""How far the offset and the slope of one relation may lie from those of all together (standard deviations of the prior)."""
Line = tuple[float, float]
"""Offset and slope: the chance is the logistic function of offset + slope x score."""


def calibrate(samples: Sequence[Sample], encoder: Encoder) -> dict[str, Line]:
    """Return the line of each relation that has enough held-out pairs (Platt scaling, shrunk towards all relations' line)."""
    held_out = [sample for sample in samples if sample.part == "dev" and sample.corpus in CORPORA]
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for sample, scores in zip(held_out, pair_scores(held_out, encoder), strict=True):
        for pair, row in zip(sample.pairs, scores, strict=True):
            for name in RELATIONS:
                if name in pair.judged and row[RELATION_INDEX[name]] > FLOOR:
                    seen[name].append((row[RELATION_INDEX[name]], name in pair.holds))
    every = fit_line([one for found in seen.values() for one in found], (0.0, 1.0), np.array([10.0, 10.0]))
    return {name: fit_line(seen[name], every) for name in RELATIONS if sum(holds for _, holds in seen[name]) >= FEWEST}


def fit_line(seen: Sequence[tuple[float, bool]], prior: Line, spread: NDArray[np.float64] = SPREAD) -> Line:
    """Return the likeliest line for (score, holds), given a normal prior around a line; by Newton's method.

    Platt, "Probabilistic outputs for support vector machines", 1999.
    """
    features = np.array([(1.0, score) for score, _ in seen]).reshape(-1, 2)
    holds = np.array([float(one) for _, one in seen])
    centre, precision = np.array(prior), np.diag(1 / spread**2)
    line = centre.copy()

    def loss(at: NDArray[np.float64]) -> float:
        away = at - centre
        return float(np.logaddexp(0, features @ at * (1 - 2 * holds)).sum() + away @ precision @ away / 2)

    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(features @ line, -30, 30)))
        gradient = features.T @ (chance - holds) + precision @ (line - centre)
        curvature = (features * (chance * (1 - chance))[:, None]).T @ features + precision
        step = np.linalg.solve(curvature, gradient)
        while float(np.abs(step).max()) > 1e-9 and loss(line - step) > loss(line):
            step = step / 2  # a whole step overshoots where nearly all chances are 0 or 1
        line = line - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return round(float(line[0]), 3), round(float(line[1]), 3)


def write_policy(lines: Mapping[str, Line], path: Path) -> None:
    """Write the policy, sorted."""
    path.write_text(json.dumps(lines, indent=1, sort_keys=True) + "\n", encoding="utf-8")
