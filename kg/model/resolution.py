"""Who is who across articles: entities with IRIs, and which cluster of which article each one stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Reference = tuple[str, str]
"""An article's key, and what it names: a cluster id (`e3`), `byline:0` (its position in `bylines`) or `publisher`."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with an IRI. `types` are class names, main one first; `aliases` are sorted and include `name`."""

    iri: str
    types: tuple[str, ...]
    name: str
    aliases: tuple[str, ...]
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The decision who is who: all entities, sorted by IRI, and the IRI that each reference stands for.

    `copy_of` gives the key of the origin for the key of every article that tells the same story in the same words.
    """

    entities: tuple[Entity, ...]
    iri_of: Mapping[Reference, str]
    copy_of: Mapping[str, str] = field(default_factory=dict)
