"""Names from the tags of words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.neural.inventory import TYPES

NONE, BEGINS, INSIDE = range(3)
"""What a word may be: in no name, the first word of one, a further word of one."""
LEAST = 1e-9
"""Added to a chance before its logarithm."""


@dataclass(frozen=True)
class TaggedName:
    """A name at the half-open range of words [start, end); `chances` by class add up to one; `certainty` that it is a name."""

    start: int
    end: int
    chances: tuple[float, ...]
    certainty: float

    @property
    def best(self) -> str:
        """Return the likeliest class."""
        return TYPES[max(range(len(TYPES)), key=lambda n: (self.chances[n], -n))]


def tagged_names(tags: NDArray[np.float32]) -> list[TaggedName]:
    """Return the names in a sentence, given the chance of each tag for each word [words, tags].

    Whether each word is in no name, begins one or goes on with one is decided for the whole sentence, by its likeliest path
    (Viterbi); the class is decided for the whole name.
    """
    if not len(tags):
        return []
    chances = np.stack([tags[:, 0], tags[:, 1::2].sum(1), tags[:, 2::2].sum(1)], 1)
    chances[chances.sum(1) == 0, 0] = 1.0  # a word beyond what was read is in no name
    none, begun, inside = 0.0, -np.inf, -np.inf  # before the first word there is no name
    came: list[tuple[int, int]] = []  # from which state the likeliest path comes to "none" or "begins", and to "goes on"
    for out, begin, go_on in np.log(chances + LEAST).tolist():
        best = max((none, -NONE), (begun, -BEGINS), (inside, -INSIDE))
        longer = max((begun, -BEGINS), (inside, -INSIDE))
        came.append((-best[1], -longer[1]))
        none, begun, inside = best[0] + out, best[0] + begin, longer[0] + go_on
    state = -max((none, -NONE), (begun, -BEGINS), (inside, -INSIDE))[1]
    ranges: list[tuple[int, int]] = []
    end = 0
    for n in reversed(range(len(came))):
        if state != NONE:
            end = end or n + 1
            if state == BEGINS:
                ranges.append((n, end))
                end = 0
        state = came[n][state == INSIDE]
    return [_name(tags, start, end) for start, end in reversed(ranges)]


def _name(tags: NDArray[np.float32], start: int, end: int) -> TaggedName:
    chances = tags[start:end, 1:].reshape(end - start, len(TYPES), 2).sum(2).mean(0)
    total = float(chances.sum())
    return TaggedName(start, end, tuple(float(chance) / total for chance in chances), total)
