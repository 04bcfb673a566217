"""Which parts read the text: chosen by whoever starts a run, and named in the graph that comes of it."""

from __future__ import annotations

from dataclasses import dataclass

BELIEVE = 0.95
"""A wrong fact in a graph is worse than a missing one: from here on the trained reader makes the graph no less precise."""


@dataclass(frozen=True)
class Engine:
    """`rules_only` leaves the trained reader out; `model` names a spaCy pipeline, or a folder with a GLiNER model, to use.

    `believe` is the chance of being right from which the trained reader's word on a relation is taken.
    """

    rules_only: bool = False
    model: str | None = None
    believe: float = BELIEVE


STANDARD = Engine()
"""What reads where nothing else is asked for."""
