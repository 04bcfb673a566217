"""Headlines and subheadings, whose capitals mean nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Doc
from kg.extract.language import is_capitalised

HEADING_TOKENS = 18
"""Most tokens of a line that can be a heading."""


def lines(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the token range of each line that has words."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def is_heading(doc: Doc, start: int, end: int, most: int = HEADING_TOKENS) -> bool:
    """Say whether a line is a headline or subheading whose capitals mean nothing: most of its words have one."""
    words = [t for t in doc[start:end] if t.is_alpha and len(t) > 3]
    if end - start > most or doc[end - 1].text in {".", "!", "”", '"'} or not words:
        return False
    return sum(is_capitalised(t) for t in words) > 0.7 * len(words) or len(words) == 1


def headings(doc: Doc) -> list[tuple[int, int]]:
    """Return the headings: heading-like lines that open the text or stand before a paragraph, not the points of a list."""
    found = list(lines(doc))
    return [
        (start, end)
        for n, (start, end) in enumerate(found)
        if is_heading(doc, start, end, HEADING_TOKENS if n else 2 * HEADING_TOKENS)
        and (n == 0 or (n + 1 < len(found) and found[n + 1][1] - found[n + 1][0] > HEADING_TOKENS))
    ]
