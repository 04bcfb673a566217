"""The ontology as plain values: what the other rooms ask of classes, relations and known names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.model import Status

Shape = Literal[
    "verb",  # "X acquired Y"
    "verbInverse",  # "X owns Y" for a relation that runs from Y to X
    "roleNoun",  # "X, chief executive of Y": the whole title
    "roleNounInverse",  # "Y, the parent of X"
    "roleHead",  # "X, a senior software engineer at Y": the title's last word
    "eventNoun",  # "X's acquisition of Y"
    "eventNounInverse",  # "Y's sale to X" read the other way round
    "participle",  # "Y-based X"
    "participleInverse",  # "Y-backed X" for a relation that runs from Y to X
    "adposition",  # "X of Y"
]
RelationKind = Literal["event", "state"]


@dataclass(frozen=True, slots=True)
class Expression:
    """One way in which text expresses a relation, parsed from its one-line form in the ontology.

    `words` are alternatives, each a lemma or a phrase; `particle` belongs to the verb (`take+over`); `nouns` are alternatives for
    an object noun that must be there (`file [lawsuit] against`); `prepositions` introduce the other argument; `only` narrows what
    stands
    there to one class (`launch <Organization>`); `status` is set where the words alone settle it (`leave; former`).
    """

    relation: str
    shape: Shape
    words: tuple[str, ...]
    particle: str | None = None
    nouns: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    only: str | None = None
    exactly: bool = False
    only_subject: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A class of the ontology, with the words that give it away: each a tuple of literals as the ontology writes them."""

    name: str
    iri: str
    label: str
    comment: str
    parents: tuple[str, ...]
    name_words: tuple[str, ...] = ()  # in the name itself: "University", "Commission"
    nouns: tuple[str, ...] = ()  # said of it: "startup", "regulator", "app"
    legal_forms: tuple[str, ...] = ()  # at the name's end: "Inc.", "GmbH"
    honorifics: tuple[str, ...] = ()  # before the name: "Mr.", "Judge"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: `domain` and `range` are class names, `parents` its super-properties, `kind` says whether it can end."""

    name: str
    iri: str
    label: str
    comment: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    kind: RelationKind
    parents: tuple[str, ...] = ()
    symmetric: bool = False
    one_holder: bool = False
    pairwise: bool = False  # "A and B ... X and Y" states it of A and X, of B and Y
    possessive: bool = False  # "X's Y" with types that fit states it
    possessive_inverse: bool = False  # "Y's X" does
    premodifying: bool = False  # "X, a Y startup" does
    expressions: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownName:
    """A thing that readers of tech news know: canonical name, other names, types (main one first), and where that is from.

    `ambiguous` names are common words too (Box, Time) and need more than themselves to be a mention.
    """

    iri: str
    name: str
    aliases: tuple[str, ...]
    types: tuple[str, ...]
    same_as: tuple[str, ...]
    source: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """Classes and relations by name, known names, and word lists of the language by name.

    `files` are the Turtle files it was read from, and `version` is a hash of all of them.
    """

    folder: Path
    version: str
    files: tuple[Path, ...]
    classes: Mapping[str, EntityClass]
    relations: Mapping[str, Relation]
    known: tuple[KnownName, ...]
    words: Mapping[str, frozenset[str]]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Say whether a class is the other one or lies below it."""
        return name == ancestor or any(self.is_a(parent, ancestor) for parent in self.classes[name].parents)

    def fits(self, types: Iterable[str], allowed: Iterable[str]) -> bool:
        """Say whether one of the types is one of the allowed classes or lies below it."""
        allowed = tuple(allowed)
        return any(self.is_a(name, one) for name in types for one in allowed)

    def ancestors(self, relation: str) -> tuple[str, ...]:
        """Return the super-properties of a relation, nearest first."""
        parents = self.relations[relation].parents
        return tuple(dict.fromkeys([*parents, *(a for parent in parents for a in self.ancestors(parent))]))
