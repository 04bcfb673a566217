"""Which parts read the text: chosen by whoever starts a run, and named in the graph that comes of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Engine:
    """`rules_only` leaves the trained reader out; `model` names a spaCy pipeline, or a folder with a GLiNER model, to use."""

    rules_only: bool = True
    model: str | None = None


STANDARD = Engine()
"""What reads where nothing else is asked for."""
