"""Names from the tags of words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.neural.inventory import TYPES


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

    A word is in a name where "none" has less than half of the chance; it begins one where its begin tags outweigh the inside tags.
    The class is decided for the whole name.
    """
    outside = tags[:, 0]
    begins = tags[:, 1::2].sum(1)
    insides = tags[:, 2::2].sum(1)
    ranges: list[tuple[int, int]] = []
    for n in range(len(tags)):
        if outside[n] >= 0.5 or begins[n] + insides[n] == 0:
            continue
        if ranges and ranges[-1][1] == n and insides[n] >= begins[n]:
            ranges[-1] = (ranges[-1][0], n + 1)
        else:
            ranges.append((n, n + 1))
    return [_name(tags, start, end) for start, end in ranges]


def _name(tags: NDArray[np.float32], start: int, end: int) -> TaggedName:
    chances = tags[start:end, 1:].reshape(end - start, len(TYPES), 2).sum(2).mean(0)
    total = float(chances.sum())
    return TaggedName(start, end, tuple(float(chance) / total for chance in chances), total)
