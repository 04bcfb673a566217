"""Boards in capitals, which are no body of their own but those of whom they are the board: `the Board of Trustees of Yale`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.document import Doc
from kg.extract.lexicon import Lexicon
from kg.extract.name import Name

KINDS = frozenset({"Advisory", "Executive", "Supervisory"})
"""Words for what kind of board it is."""
OPENING = 3
"""Most words before the noun for those who sit on a board: `Advisory Board of`."""


def without_boards(doc: Doc, names: Iterable[Name], lexicon: Lexicon) -> Iterator[Name]:
    """Yield the names without `Board of Trustees (of)` at either end; a board without a name of its own is none."""
    seated = lexicon.words("boardNouns")
    for name in names:
        if doc.text_of(name.start, name.end) in lexicon.known:
            yield name
            continue
        start, end = name.start, name.end
        closing = end - start > 3 and doc[end - 1].text in seated and doc.text_of(end - 3, end - 1).casefold() == "board of"
        if closing and doc.text_of(start, end - 3) not in KINDS:
            end -= 3
        opening = next((i for i in range(start, min(start + OPENING + 1, end)) if doc[i].text in seated), None)
        if opening is not None and opening > 1 and doc.text_of(opening - 2, opening).casefold() == "board of":
            start = opening + 1
            while start < end and doc[start].lower_ in {"of", "at", "for", "the"}:
                start += 1
        if start < end:
            yield name if (start, end) == (name.start, name.end) else replace(name, start=start, end=end)
