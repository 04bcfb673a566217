"""One line on stderr that says how far a long command is; nothing when stderr is not a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

REFRESH_SECONDS = 0.1
CLEAR_LINE = "\r\x1b[K"


@contextmanager
def progress_line(*, beside_output: bool = False) -> Iterator[Callable[[str, int], None]]:
    """Return a function that shows a stage and its count so far; the line is wiped at the end.

    With `beside_output` nothing is shown when the output goes to the terminal too: that is progress enough.
    """
    if not sys.stderr.isatty() or (beside_output and sys.stdout.isatty()):
        yield lambda _stage, _done: None
        return
    start = time.monotonic()
    shown = ("", -REFRESH_SECONDS)

    def show(stage: str, done: int) -> None:
        nonlocal shown
        seconds = time.monotonic() - start
        if stage == shown[0] and seconds - shown[1] < REFRESH_SECONDS:
            return
        shown = (stage, seconds)
        count = f" {done:,}" if done else ""
        sys.stderr.write(f"{CLEAR_LINE}{stage}{count} ({seconds:.0f} s)")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write(CLEAR_LINE)
        sys.stderr.flush()
