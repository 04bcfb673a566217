"""One labelled sentence, from whichever corpus: what is known of its words and of its pairs, and what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from kg.extract.neural import NOTHING, RELATIONS, TYPES, tag_names

TAG_INDEX: Mapping[str, int] = {tag: n for n, tag in enumerate(tag_names())}
RELATION_INDEX: Mapping[str, int] = {name: n for n, name in enumerate(RELATIONS)}
Range = tuple[int, int]
"""Half-open range of words."""


@dataclass(frozen=True)
class Pair:
    """A directed pair of mentions: the relations that hold, and those of which it is known whether they hold."""

    subject: Range
    object: Range
    holds: frozenset[str]
    judged: frozenset[str]


@dataclass(frozen=True)
class Sample:
    """A sentence's words, the tags each word may have (None: not known), its judged pairs, and where it comes from.

    `part` is train, dev (thresholds and confidence) or test (figures only). `weight` is what its pairs count in the loss.
    """

    corpus: str
    part: str
    words: tuple[str, ...]
    tags: tuple[frozenset[int] | None, ...]
    pairs: tuple[Pair, ...] = ()
    weight: float = 1.0


OUTSIDE = frozenset({TAG_INDEX[NOTHING]})


def span_tags(classes: frozenset[str], length: int) -> list[frozenset[int]]:
    """Return the tags that the words of a name may have, given the classes it may be of."""
    unknown = classes - {*TYPES}
    if unknown or not classes:
        raise ValueError(f"no classes of the model: {sorted(unknown) or 'none'}")
    begin = frozenset(TAG_INDEX[f"B-{name}"] for name in classes)
    inside = frozenset(TAG_INDEX[f"I-{name}"] for name in classes)
    return [begin, *[inside] * (length - 1)]


def share(key: str, salt: str = "") -> float:
    """Return a number in [0, 1) that depends on the key alone: how corpora are split, the same way each time."""
    return int.from_bytes(blake2b(f"{salt}\0{key}".encode(), digest_size=8).digest()) / 2**64
