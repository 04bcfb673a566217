"""How far apart two mentions stand, as the pair scorer is told."""

from __future__ import annotations

_EDGES = (1, 3, 6, 12, 24)


def bucket(subject: tuple[int, int], object_: tuple[int, int]) -> int:
    """Return the class of the distance between two half-open ranges of words: 0-5 subject first, 6-11 object first."""
    ahead = object_[0] - subject[1]
    gap = ahead if object_[0] >= subject[0] else subject[0] - object_[1]
    size = sum(gap >= edge for edge in _EDGES)
    return size if object_[0] >= subject[0] else size + 6
