"""Which parts read the text: chosen by whoever starts a run, and named in the graph that comes of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Engine:
    """`rules_only` leaves the trained reader out; `model` names a spaCy pipeline, or a folder with a GLiNER model, to use.

    `believe` is the chance of being right from which the trained reader's word on a relation is taken; None leaves that to the
    reader, which asks more for some relations than for others.
    """

    rules_only: bool = False
    model: str | None = None
    believe: float | None = None


STANDARD = Engine()
"""What reads where nothing else is asked for."""
