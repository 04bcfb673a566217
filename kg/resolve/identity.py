"""Decides which clusters of which articles are one entity, and gives each its IRI. Looks at names and types, never at text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Entity, Extraction, Reference, Resolution, content_id, name_key, slug
from kg.ontology import ID_BASE, KnownName, Ontology
from kg.resolve.copies import find_copies

# The graph's own nodes are named like this; an entity with such a name must not take their place.
_RESERVED = re.compile(r"(st|ev|article|agent)-[0-9a-f]{16}(-.*)?$")
# Whatever may share its name with its maker: "a company and its product of one name" is one entity.
_ONE_FAMILY = {"Product": "Organization"}
_APART = ("Person", "Topic")

GroupKey = tuple[str, str, str]
"""What makes references one entity: family, normalised name (or the known name's IRI), article key where it counts there alone."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one article calls one thing."""

    reference: Reference
    name: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """The readings of one entity, oldest article first."""

    known: KnownName | None
    readings: list[_Reading] = field(default_factory=list)


def resolve(extractions: Iterable[Extraction], ontology: Ontology) -> Resolution:
    """Return who is who across the articles, one entity per normalised name and family of compatible types, and which are copies.

    Every alias of a known name counts as that name. A person called by one word alone stays apart in each article, unless that word
    is a known name. The order of the extractions does not matter.
    """
    ordered = sorted(extractions, key=lambda e: (e.article.published or "", e.article.key))
    known = _known_by_key(ontology)
    groups: dict[GroupKey, _Group] = {}
    joined = _Joined()
    for extraction in ordered:
        for reading in _readings(extraction, known, ontology):
            keys, match = _group_keys(reading, known, ontology)
            for key in keys:
                joined.join(keys[0], key)
            groups.setdefault(keys[0], _Group(match)).readings.append(reading)
    merged: dict[GroupKey, _Group] = {}
    for key, group in groups.items():
        whole = merged.setdefault(joined.root(key), _Group(group.known))
        whole.readings += group.readings
    position = {extraction.article.key: n for n, extraction in enumerate(ordered)}
    for group in merged.values():
        group.readings.sort(key=lambda reading: position[reading.reference[0]])
    named = _name_iris(merged.values(), position, {one.iri for one in ontology.known})
    entities = [_entity(iri, group, ontology) for iri, group in named]
    iri_of = {reading.reference: iri for iri, group in named for reading in group.readings}
    aliases = {entity.iri: entity.aliases for entity in entities}
    outlets = {key: aliases[iri] for (key, what), iri in iri_of.items() if what == "publisher"}
    copies = find_copies((extraction.article for extraction in ordered), outlets)
    return Resolution(tuple(sorted(entities, key=lambda entity: entity.iri)), iri_of, copies)


@dataclass(slots=True)
class _Joined:
    """Keys that turned out to be one, as a union-find forest whose root is the smallest key."""

    parent: dict[GroupKey, GroupKey] = field(default_factory=dict)

    def root(self, key: GroupKey) -> GroupKey:
        """Return the key that stands for all that were joined with this one."""
        while (up := self.parent.get(key, key)) != key:
            key = up
        return key

    def join(self, one: GroupKey, other: GroupKey) -> None:
        """Make two keys one."""
        first, second = sorted((self.root(one), self.root(other)))
        self.parent[second] = first


def _known_by_key(ontology: Ontology) -> Mapping[str, tuple[KnownName, ...]]:
    """Return the known names under every normalised name they go by; those whose main name it is come first."""
    found: dict[str, list[KnownName]] = defaultdict(list)
    for one in sorted(ontology.known, key=lambda one: one.iri):
        for key in dict.fromkeys(name_key(name) for name in (one.name, *one.aliases)):
            found[key].append(one)
    return {key: tuple(sorted(ones, key=lambda one: name_key(one.name) != key)) for key, ones in found.items()}


def _readings(extraction: Extraction, known: Mapping[str, Sequence[KnownName]], ontology: Ontology) -> Iterator[_Reading]:
    """Yield what one article names: its clusters, its publisher, and its bylines."""
    article = extraction.article
    for cluster in extraction.clusters:
        yield _Reading((article.key, cluster.id), cluster.name, cluster.types, cluster.aliases)
    if article.publisher:
        yield _Reading((article.key, "publisher"), article.publisher, ("MediaOutlet",), (article.publisher,))
    for n, byline in enumerate(article.bylines):
        # A byline may be a news agency or the outlet itself.
        key = name_key(byline)
        own = article.publisher is not None and key == name_key(article.publisher)
        outlet = any(ontology.fits(one.types, ("MediaOutlet",)) for one in known.get(key, ()))
        yield _Reading((article.key, f"byline:{n}"), byline, ("MediaOutlet" if own or outlet else "Person",), (byline,))


def _family(name: str, ontology: Ontology) -> str:
    """Return the topmost class above a class: types of one family can be types of one thing."""
    while name in ontology.classes and ontology.classes[name].parents:
        name = ontology.classes[name].parents[0]
    return _ONE_FAMILY.get(name, name)


def _families(types: Sequence[str], ontology: Ontology) -> tuple[str, ...]:
    """Return the families of a thing's types; a person and a topic is nothing else beside."""
    families = tuple(dict.fromkeys(_family(name, ontology) for name in types))
    if families[0] in _APART:
        return families[:1]
    return tuple(family for family in families if family not in _APART)


def _group_keys(
    reading: _Reading, known: Mapping[str, Sequence[KnownName]], ontology: Ontology
) -> tuple[tuple[GroupKey, ...], KnownName | None]:
    """Return the keys a reading belongs under (all of them one entity), and the known name it is, if any."""
    key = name_key(reading.name)
    families = _families(reading.types, ontology)
    for one in known.get(key, ()):
        if set(_families(one.types, ontology)) & set(families):
            return (("", one.iri, ""),), one
    alone = families[0] == "Person" and len(key.split()) == 1
    return tuple((family, key, reading.reference[0] if alone else "") for family in families), None


def _name_iris(groups: Iterable[_Group], position: Mapping[str, int], known: set[str]) -> list[tuple[str, _Group]]:
    """Return each group with its IRI: of one slug the earliest keeps it bare, the others get digits of their first article."""
    named = [(group.known.iri, group) for group in groups if group.known]
    taken = set(known)
    later: list[tuple[str, _Group]] = []
    rest = ((slug(name_key(_best_name(group))), group) for group in groups if not group.known)
    for token, group in sorted(rest, key=lambda pair: (pair[0], _first(pair[1], position))):
        if ID_BASE + token in taken or _RESERVED.match(token):
            later.append((token, group))
        else:
            taken.add(ID_BASE + token)
            named.append((ID_BASE + token, group))
    for token, group in later:
        digits = content_id(group.readings[0].reference[0], length=6)
        while (iri := f"{ID_BASE}{token}-{digits}") in taken:
            digits = content_id(digits, *group.readings[0].reference, length=6)
        taken.add(iri)
        named.append((iri, group))
    return named


def _first(group: _Group, position: Mapping[str, int]) -> tuple[int, str, tuple[str, ...]]:
    """Return what ranks groups of one slug: the article that speaks of it first, then what it calls it."""
    first = group.readings[0]
    return position[first.reference[0]], first.reference[1], first.types


def _best_name(group: _Group) -> str:
    """Return the name most often used; the longest of those, then the first by code point."""
    votes = Counter(reading.name for reading in group.readings)
    return min(votes, key=lambda name: (-votes[name], -len(name), name))


def _entity(iri: str, group: _Group, ontology: Ontology) -> Entity:
    known = group.known
    name = known.name if known else _best_name(group)
    said = (alias for reading in group.readings for alias in (reading.name, *reading.aliases))
    aliases = {name, *said, *(known.aliases if known else ())}
    return Entity(iri, _types(group, ontology), name, tuple(sorted(aliases)), known.same_as if known else ())


def _types(group: _Group, ontology: Ontology) -> tuple[str, ...]:
    """Return the main type and, if there is one, the second: what the known name says, else what most articles say.

    A second type must be of another kind than the main one (a company, its product), or some article must give both to one thing:
    two kinds of organisation are more often a slip of one reading than two truths.
    """
    votes = Counter(name for reading in group.readings for name in reading.types)
    main_votes = Counter(reading.types[0] for reading in group.readings)
    main = group.known.types[0] if group.known else min(main_votes, key=lambda name: (-main_votes[name], -votes[name], name))
    if group.known and len(group.known.types) > 1:
        return group.known.types[:2]

    def stands_beside(name: str) -> bool:
        if name not in ontology.classes or ontology.is_a(name, main) or ontology.is_a(main, name):
            return False
        organizations = ontology.is_a(name, "Organization") and ontology.is_a(main, "Organization")
        return not organizations or any({main, name} <= set(reading.types) for reading in group.readings)

    others = sorted((name for name in votes if stands_beside(name)), key=lambda name: (-votes[name], name))
    return (main, *others[:1])
