"""Counts, on sentences that were not trained on, from which score on each relation can be believed, and how far."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kg.extract.neural import RELATIONS, Encoder
from kg.training.measure import pair_scores
from kg.training.sample import RELATION_INDEX, Sample

CORPORA = frozenset({"own", "knowledgenet"})
"""Corpora whose sentences bring all their pairs: what holds of few of them, as in an article."""
FEWEST = 8
"""Right pairs below which a relation is not read at all, and pairs of a step."""
TARGET = 0.8
"""Share of right pairs that those above the lowest score must have together."""
Steps = list[tuple[float, float]]


def calibrate(samples: Sequence[Sample], encoder: Encoder, target: float = TARGET) -> dict[str, Steps]:
    """Return, for each relation, the scores from which on it is read, ascending, each with the share that was right there."""
    held_out = [sample for sample in samples if sample.part == "dev" and sample.corpus in CORPORA]
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for sample, scores in zip(held_out, pair_scores(held_out, encoder), strict=True):
        for pair, row in zip(sample.pairs, scores, strict=True):
            for name in RELATIONS:
                if name in pair.judged:
                    seen[name].append((row[RELATION_INDEX[name]], name in pair.holds))
    return {name: steps for name in RELATIONS if (steps := steps_of(seen[name], target))}


def steps_of(seen: Sequence[tuple[float, bool]], target: float) -> Steps:
    """Return the steps of one relation, none where no score is good enough.

    The pairs are cut into steps of like size, highest scores first, equal scores together; shares are smoothed by Laplace's rule of
    succession, and that of a step may not exceed that of the step above it (pool adjacent violators).
    """
    ordered = sorted(((round(score, 2), holds) for score, holds in seen), reverse=True)
    levels = [(score, [holds for _, holds in pairs]) for score, pairs in groupby(ordered, itemgetter(0))]
    best = right = made = 0
    for n, (_, held) in enumerate(levels, 1):
        right, made = right + sum(held), made + len(held)
        if any(held) and right >= FEWEST and _smoothed(right, made) >= target:
            best = n
    blocks: list[tuple[int, int, float]] = []  # right, all, lowest score
    right = made = 0
    for n, (score, held) in enumerate(levels[:best], 1):
        right, made = right + sum(held), made + len(held)
        if made < FEWEST and n < best:
            continue
        blocks.append((right, made, score))
        right = made = 0
        while len(blocks) > 1 and _smoothed(*blocks[-1][:2]) >= _smoothed(*blocks[-2][:2]):
            (a, b, _), (c, d, low) = blocks[-2:]
            blocks[-2:] = [(a + c, b + d, low)]
    return [(low, round(_smoothed(right, made), 2)) for right, made, low in reversed(blocks)]


def _smoothed(right: int, made: int) -> float:
    return (right + 1) / (made + 2)


def write_policy(steps: dict[str, Steps], path: Path) -> None:
    """Write the policy, sorted."""
    path.write_text(json.dumps(steps, indent=1, sort_keys=True) + "\n", encoding="utf-8")
