"""How far a claim can be believed: how often its frame was right on sentences that it was not built on.

`confidence.json` counts the claims of each frame (`verb`; `verb+trained` where the trained reader says the same; `trained`
where it alone does) on the sentences and articles of the project's gate (`tests/quality/gate.jsonl`, `articles-gate.jsonl`),
and those of them that are stated there with that status. `pytest tests/quality --update-confidence` counts anew. Others'
articles are in others' words: read the figure as an order among claims rather than as a promise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "confidence.json"
FEWEST = 5
"""Claims below which a frame's confidence is unknown."""


@cache
def counted() -> Mapping[str, tuple[int, int]]:
    """Return, for each frame, how many of its claims were right and how many it made."""
    return {frame: (right, made) for frame, (right, made) in json.loads(TABLE.read_text(encoding="utf-8")).items()}


def confidence_of(frame: str, chance: float | None = None) -> float | None:
    """Return the chance that a claim of this frame is right, by Laplace's rule of succession; None where too few were seen.

    `chance` is what the trained reader gives its own claim; the lower of the two counts, since its chances were fitted on sentences
    that are more like what it learned from.
    """
    right, made = counted().get(frame, (0, 0))
    known = [(right + 1) / (made + 2)] if made >= FEWEST else []
    known += [chance] if chance is not None else []
    return round(min(known), 2) if known else None
