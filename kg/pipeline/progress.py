"""How a long job says where it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int], None]
"""Is told the stage and how many articles are done in it (0 where they are not counted)."""


def silent(_stage: str, _done: int) -> None:
    """Say nothing."""
