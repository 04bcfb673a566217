"""What the trained reader makes of a parsed document: names with the chances of their classes, and scores of pairs of mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kg.extract.document import Doc
from kg.extract.neural.encoder import Encoder, Read
from kg.extract.neural.inventory import TYPES
from kg.extract.neural.spans import tagged_names

Range = tuple[int, int]
"""Half-open range of a document's tokens."""


@dataclass(frozen=True)
class Guess:
    """A name that the reader sees at a range of tokens: the chance that it is one, and the chance of each class, summing to one."""

    start: int
    end: int
    certainty: float
    chances: tuple[float, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence as the encoder read it; `tokens` are its tokens that are words."""

    tokens: tuple[int, ...]
    read: Read


class NameView(Protocol):
    """Whatever sees names in a document: the trained reader, or another model in its place."""

    def guesses(self) -> list[Guess]:
        """Return the names, in order."""
        ...

    def chances(self, start: int, end: int) -> tuple[float, tuple[float, ...]]:
        """Return the chance that a range of tokens is in a name, and of each class if so."""
        ...


class Hints:
    """The trained reader's view of one document."""

    def __init__(self, encoder: Encoder, sentences: Sequence[Sentence], length: int) -> None:
        self._encoder = encoder
        self.sentences = tuple(sentences)
        self._length = length
        self._word = {token: (n, k) for n, sentence in enumerate(self.sentences) for k, token in enumerate(sentence.tokens)}

    def guesses(self) -> list[Guess]:
        """Return the names that the reader sees, in order."""
        return [
            Guess(sentence.tokens[name.start], sentence.tokens[name.end - 1] + 1, name.certainty, name.chances)
            for sentence, tags in zip(self.sentences, self._tags, strict=True)
            for name in tagged_names(tags)
        ]

    def chances(self, start: int, end: int) -> tuple[float, tuple[float, ...]]:
        """Return the chance that a range of tokens is in a name, and of each class if so; the reader may cut names otherwise."""
        seen = [token for token in range(start, end) if token in self._word]
        classes = self._classes[seen].mean(0).tolist() if seen else [0.0] * len(TYPES)
        total = sum(classes)
        return total, tuple(chance / max(total, 1e-9) for chance in classes)

    @cached_property
    def _classes(self) -> NDArray[np.float32]:
        """The chance of each class [tokens, classes], of whatever place in a name."""
        classes = np.zeros((self._length, len(TYPES)), dtype=np.float32)
        for sentence, tags in zip(self.sentences, self._tags, strict=True):
            classes[list(sentence.tokens)] = tags[:, 1:].reshape(len(tags), len(TYPES), 2).sum(2)
        return classes

    @cached_property
    def _tags(self) -> tuple[NDArray[np.float32], ...]:
        return tuple(sentence.read.word_tags() for sentence in self.sentences)

    def score(self, ranges: Sequence[Range], pairs: Sequence[tuple[int, int]]) -> NDArray[np.float32] | None:
        """Return how far each relation lies above its threshold [pairs, relations], for mentions that stand in one sentence.

        `pairs` are indices of `ranges`. None where the mentions do not stand in one sentence as it was read.
        """
        placed = [self._placed(start, end) for start, end in ranges]
        numbers = {place[0] for place in placed if place is not None}
        if None in placed or len(numbers) != 1:
            return None
        read = self.sentences[numbers.pop()].read
        return self._encoder.score(read, [(a, b) for _, a, b in (place for place in placed if place is not None)], pairs)

    def sentence_of(self, start: int, end: int) -> int | None:
        """Return the number of the sentence that a range of tokens stands in; None if in no single one."""
        place = self._placed(start, end)
        return place[0] if place is not None else None

    def _placed(self, start: int, end: int) -> tuple[int, int, int] | None:
        words = [self._word[token] for token in range(start, end) if token in self._word]
        if not words or words[0][0] != words[-1][0]:
            return None
        return words[0][0], words[0][1], words[-1][1] + 1


def read_documents(encoder: Encoder, docs: Iterable[Doc]) -> list[Hints]:
    """Return the encoder's view of each document, all sentences read together."""
    tokens = []
    owners = []
    lengths = []
    for n, doc in enumerate(docs):
        lengths.append(len(doc))
        for sentence in doc.sents:
            words = tuple(token.i for token in sentence if not token.is_space)
            if words:
                tokens.append(([doc[i].text for i in words], words))
                owners.append(n)
    reads = encoder.read([words for words, _ in tokens])
    sentences: list[list[Sentence]] = [[] for _ in lengths]
    for owner, (_, places), read in zip(owners, tokens, reads, strict=True):
        sentences[owner].append(Sentence(places, read))
    return [Hints(encoder, found, length) for found, length in zip(sentences, lengths, strict=True)]
