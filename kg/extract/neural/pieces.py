"""Words as the encoder takes them: word pieces, with the case that its vocabulary drops given beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LONGEST = 256
"""Pieces of the longest stretch that is read in one go, its two marks included."""
CASES = 7


def case_class(word: str) -> int:
    """Return how a word is written: 0 no letters, 1 lower, 2 Capital, 3 UPPER, 4 camelCase, 5 with digits, 6 one capital letter."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 0
    if any(c.isdigit() for c in word):
        return 5
    if all(c.islower() for c in letters):
        return 1
    if len(letters) == 1:
        return 6
    if all(c.isupper() for c in letters):
        return 3
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 2
    return 4


@dataclass(frozen=True)
class Pieces:
    """A sentence's pieces: `ids` and `cases` by piece, the sentence's marks included, and the half-open pieces of each word.

    Words beyond the longest stretch have no pieces: their range is empty.
    """

    ids: NDArray[np.int64]
    cases: NDArray[np.int64]
    words: tuple[tuple[int, int], ...]


class Piecer:
    """Cuts words into the encoder's pieces; it remembers those it has seen."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.mask = self._tokenizer.token_to_id("[MASK]") or 0
        self._first, self._last, self._unknown = (self._tokenizer.token_to_id(mark) or 0 for mark in ("[CLS]", "[SEP]", "[UNK]"))
        self._seen: dict[str, tuple[int, ...]] = {}

    def cut(self, words: Sequence[str]) -> Pieces:
        """Return the pieces of a sentence given as words."""
        ids, cases, ranges = [self._first], [0], []
        is_full = False
        for word in words:
            pieces = self._pieces(word)
            start = len(ids)
            is_full = is_full or start + len(pieces) >= LONGEST  # no shorter word after one that is left out
            if not is_full:
                ids.extend(pieces)
                cases.extend([case_class(word)] * len(pieces))
            ranges.append((start, len(ids)))
        ids.append(self._last)
        cases.append(0)
        return Pieces(np.array(ids, dtype=np.int64), np.array(cases, dtype=np.int64), tuple(ranges))

    def _pieces(self, word: str) -> tuple[int, ...]:
        found = self._seen.get(word)
        if found is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids or [self._unknown]
            found = tuple(ids[:16])
            if len(self._seen) < 100_000:  # memory must not grow with the number of articles
                self._seen[word] = found
        return found
