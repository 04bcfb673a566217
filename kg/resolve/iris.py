"""Gives every cluster its name, types and IRI: functions of the articles and the rulings alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Entity, content_id, name_key, slug
from kg.ontology import ID_BASE, KnownName, Ontology
from kg.resolve.names import Names
from kg.resolve.readings import Reading

# The graph's own nodes are named like this; an entity with such a name must not take their place.
_RESERVED = re.compile(r"(st|ev|article|agent|ruling)-[0-9a-f]{8,16}(-.*)?$")


@dataclass(slots=True)
class Cluster:
    """The readings of one entity, oldest article first, and what rulings say of it; `frozen` IRIs, the earliest anchored first."""

    known: KnownName | None
    readings: list[Reading]
    frozen: list[str] = field(default_factory=list)
    label: str = ""
    types: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def name_clusters(
    clusters: Iterable[Cluster], position: Mapping[str, int], taken: Iterable[str], names: Names
) -> list[tuple[str, Cluster]]:
    """Return each cluster with its IRI: of one slug the earliest keeps it bare, the others get digits of their first article.

    A known name has its own IRI, and an IRI that rulings freeze stays; `taken` are IRIs that nothing else may get.
    """
    held = set(taken)
    named: list[tuple[str, Cluster]] = []
    rest: list[tuple[str, Cluster]] = []
    for cluster in clusters:
        if given := _given(cluster):
            named.append((given, cluster))
            held.update((given, *cluster.frozen))
        else:
            name = best_name(cluster.readings, names)  # "A. Lane" is no Lane with an article
            rest.append((slug(name if cluster.readings[0].families[0] == "Person" else name_key(name)), cluster))
    later: list[tuple[str, Cluster]] = []
    for token, cluster in sorted(rest, key=lambda pair: (pair[0], _first(pair[1], position))):
        if ID_BASE + token in held or _RESERVED.match(token):
            later.append((token, cluster))
        else:
            held.add(ID_BASE + token)
            named.append((ID_BASE + token, cluster))
    for token, cluster in later:
        digits = content_id(cluster.readings[0].article, length=6)
        while (iri := f"{ID_BASE}{token}-{digits}") in held:
            digits = content_id(digits, *cluster.readings[0].reference, length=6)
        held.add(iri)
        named.append((iri, cluster))
    return named


def _given(cluster: Cluster) -> str | None:
    if cluster.known:
        return cluster.known.iri
    return cluster.frozen[0] if cluster.frozen else None


def _first(cluster: Cluster, position: Mapping[str, int]) -> tuple[int, str, tuple[str, ...]]:
    """Return what ranks clusters of one slug: the article that speaks of it first, then what it calls it."""
    first = cluster.readings[0]
    return position[first.article], first.reference[1], first.types


def best_name(readings: Sequence[Reading], names: Names) -> str:
    """Return the name most often used, initials and bare surnames only where there is nothing fuller; of equals the longest."""
    votes = Counter(reading.name for reading in readings)
    candidates = sorted(votes)
    if readings[0].families[0] == "Person":
        fullness = {name: _fullness(name, names) for name in candidates}
        candidates = [name for name in candidates if fullness[name] == max(fullness.values())]
    elif len(candidates) > 1:
        short = {acronym for name in candidates for acronym in names.acronyms(name)}
        candidates = [name for name in candidates if "".join(filter(str.isalnum, name)).casefold() not in short] or candidates
    return min(candidates, key=lambda name: (-votes[name], -len(name), name))


def _fullness(name: str, names: Names) -> int:
    given = names.person(name).given
    return 0 if not given else 1 if len(given[0]) == 1 else 2


def entity_of(iri: str, cluster: Cluster, names: Names, ontology: Ontology) -> Entity:
    """Return the entity that a cluster is; the IRIs it also had by rulings are its `former` ones."""
    known = cluster.known
    own = known.name if known else best_name(cluster.readings, names)
    name = cluster.label or own
    said = (alias for reading in cluster.readings for alias in (reading.name, *reading.aliases))
    aliases = {name, own, *said, *(known.aliases if known else ())}
    same_as = {*(known.same_as if known else ()), *cluster.links}
    former = tuple(sorted(set(cluster.frozen) - {iri}))
    return Entity(iri, cluster.types or types_of(cluster, ontology), name, tuple(sorted(aliases)), tuple(sorted(same_as)), former)


def types_of(cluster: Cluster, ontology: Ontology) -> tuple[str, ...]:
    """Return the main type and, if there is one, the second: what the known name says, else what most articles say.

    A second type must be of another kind than the main one (a company, its product), or some article must give both to one thing:
    two kinds of organisation are more often a slip of one reading than two truths.
    """
    known, readings = cluster.known, cluster.readings
    votes = Counter(name for reading in readings for name in reading.types)
    main_votes = Counter(reading.types[0] for reading in readings)
    main = known.types[0] if known else min(main_votes, key=lambda name: (-main_votes[name], -votes[name], name))
    if known and len(known.types) > 1:
        return known.types[:2]

    def stands_beside(name: str) -> bool:
        if name not in ontology.classes or ontology.is_a(name, main) or ontology.is_a(main, name):
            return False
        organizations = ontology.is_a(name, "Organization") and ontology.is_a(main, "Organization")
        return not organizations or any({main, name} <= set(reading.types) for reading in readings)

    others = sorted((name for name in votes if stands_beside(name)), key=lambda name: (-votes[name], name))
    return (main, *others[:1])
