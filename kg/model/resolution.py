"""Who is who across articles: entities with IRIs, and which cluster of which article each one stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Reference = tuple[str, str]
"""An article's key, and what it names: a cluster id (`e3`), `byline:0` (its position in `bylines`) or `publisher`."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with an IRI. `types` are class names, main one first; `aliases` are sorted and include `name`.

    `former` are IRIs that the thing had before rulings made it one with another: they still lead to it.
    """

    iri: str
    types: tuple[str, ...]
    name: str
    aliases: tuple[str, ...]
    same_as: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Why two references are one: a score from 0 to 1 and the named reasons. A known name's own end is `(its IRI, "known")`."""

    first: Reference
    second: Reference
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that a person should look at: one entity that may be two, or two that may be one; `value` is what hangs on it."""

    link: Link
    iris: tuple[str, str]
    value: int

    @property
    def joined(self) -> bool:
        """Say whether the two are one entity now."""
        return self.iris[0] == self.iris[1]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The decision who is who: all entities, sorted by IRI, and the IRI that each reference stands for.

    The entities are the connected components of `links`. `doubts` come most valuable first; `struck` are the claims that rulings
    reject (article's key, subject, relation, object), `accepted` the facts they confirm (by IRI), and `waiting` the rulings, in
    words, of which no article speaks now. `copy_of` gives the key of the origin for the key of every article that tells the same
    story in the same words.
    """

    entities: tuple[Entity, ...]
    iri_of: Mapping[Reference, str]
    copy_of: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    struck: frozenset[tuple[str, str, str, str]] = frozenset()
    accepted: frozenset[tuple[str, str, str]] = frozenset()
    waiting: tuple[str, ...] = ()
