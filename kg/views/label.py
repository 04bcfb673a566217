"""A name as the canvas can bear it: one or two short lines, with nothing invisible in it, and the room they take."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable

LINE = 20
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
JOINER = "\u200d"  # holds emoji together
NARROW = frozenset("iljtfrI.,:;'|!()[] ")
WIDE = frozenset("mwMW@%")


def visible(text: str) -> str:
    """Return the text without control characters, direction marks and lone surrogates, blanks run together."""
    kept = (c if c == JOINER or unicodedata.category(c) not in INVISIBLE else " " if c.isspace() else "" for c in text)
    return " ".join("".join(kept).split())


def visible_spans(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where spans of a text stand in `visible(text)`: in order, run together where they overlap, empty ones left out."""
    if visible(text) != text:
        # a letter after the span's beginning keeps the blank before it, which ends up outside
        spans = [(len(visible(f"{text[:start]}x")) - 1, len(visible(text[:end]))) for start, end in spans]
    return run_together(spans)


def run_together(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, as one where they overlap, without empty ones."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    return joined


def wrap(name: str) -> str:
    """Return the name on at most two lines of some twenty characters, cut with an ellipsis; never empty."""
    lines = textwrap.wrap(visible(name)[: 8 * LINE], LINE, max_lines=2, placeholder=" …")
    return "\n".join(lines) or "(no name)"


def width(label: str, size: int) -> int:
    """Return a generous guess of the label's width in pixels at this font size: no font of the machine enters it."""
    return max(sum(_tenths(c) for c in line) for line in label.split("\n")) * size // 10


def _tenths(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 10
    return 4 if character in NARROW else 9 if character in WIDE else 7 if character.isupper() else 6
