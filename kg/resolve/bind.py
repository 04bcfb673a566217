"""Binds rulings to what the articles call things: an IRI of `rulings.ttl` stands for the reading that its anchor names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Cluster, Extraction, Reference
from kg.ontology import Ontology
from kg.resolve.names import Names
from kg.resolve.readings import Reading, Readings, families_of, key_of
from kg.resolve.rulings import Anchor, Ruling, Rulings
from kg.resolve.senses import Apart

Told = tuple[str, str, str, str]
"""One claim: its article's key, the clusters of subject and object with the relation between."""


@dataclass(slots=True)
class Bound:
    """Rulings in terms of references: the reference of every IRI, and the rulings of whose IRIs no article speaks."""

    reference_of: dict[str, Reference] = field(default_factory=dict)
    apart: Apart = field(default_factory=Apart)
    waiting: list[Ruling] = field(default_factory=list)


def bind(rulings: Rulings, readings: Readings, spare: Mapping[str, Reference], names: Names, ontology: Ontology) -> Bound:
    """Return the rulings bound to references; `spare` gives the references of IRIs that the file does not anchor."""
    bound = Bound()
    if not rulings.all:
        return bound
    by_name: dict[str, list[Reading]] = defaultdict(list)
    by_article: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings.all:
        by_name[reading.key].append(reading)
        by_article[reading.article].append(reading)
    used = {iri for ruling in rulings.all for iri in _iris(ruling)}
    for iri in sorted(used | rulings.anchors.keys()):
        anchor = rulings.anchors.get(iri)
        found = _find(anchor, by_name, by_article, names, ontology) if anchor else spare.get(iri)
        if found:
            bound.reference_of[iri] = found
    for ruling in rulings.all:
        ends = [bound.reference_of.get(iri) for iri in _iris(ruling)]
        if None in ends:
            bound.waiting.append(ruling)
    for ruling in rulings.of("same"):
        for one in ruling.object:
            _between(bound, ruling.subject, one, together=True)
    for ruling in rulings.of("different"):
        for one in ruling.object:
            _between(bound, ruling.subject, one, together=False)
    return bound


def _iris(ruling: Ruling) -> tuple[str, ...]:
    return (ruling.subject, *(ruling.object if ruling.kind in ("same", "different", "rejected", "accepted") else ()))


def _between(bound: Bound, one: str, other: str, *, together: bool) -> None:
    ends = bound.reference_of.get(one), bound.reference_of.get(other)
    if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return
    if together:
        bound.apart.join(ends[0], ends[1])
    else:
        bound.apart.pairs.add(frozenset({ends[0], ends[1]}))


def _find(
    anchor: Anchor, by_name: Mapping[str, list[Reading]], by_article: Mapping[str, list[Reading]], names: Names, ontology: Ontology
) -> Reference | None:
    """Return the reading that an anchor names: in its article, else the earliest of that name where the name alone tells."""
    types = (anchor.type,) if anchor.type in ontology.classes else ("Organization",)
    families = set(families_of(types, ontology))
    keys = [key_of(name, types, names, ontology) for name in anchor.names]

    def fits(reading: Reading, *, by_alias: bool) -> bool:
        named = reading.key in keys or (by_alias and any(key in reading.alias_keys for key in keys))
        return named and (not anchor.type or bool(families & set(reading.families)))

    for by_alias in (False, True):
        for article in anchor.articles:
            for reading in by_article.get(article, ()):
                if fits(reading, by_alias=by_alias):
                    return reading.reference
    for key in keys:
        if "Person" not in families or " " in key:
            for reading in by_name.get(key, ()):
                if fits(reading, by_alias=False):
                    return reading.reference
    return None


def anchor_of(iri: str, readings: Sequence[Reading]) -> Anchor:
    """Return the anchor of an entity's IRI: its earliest reading, with the class that reading gives it."""
    first = readings[0]
    return Anchor(iri, (first.name,), first.types[0], (first.article,))


def struck(
    rulings: Rulings,
    extractions: Sequence[Extraction],
    iri_of: Mapping[Reference, str],
    bound: Bound,
    names: Names,
    ontology: Ontology,
) -> frozenset[Told]:
    """Return the claims that rulings reject: those about the same entities, and those whose words name both ends the same.

    The names count beside the entities so that a struck fact stays struck when an entity is split, or read anew by another model.
    """
    rejected = rulings.of("rejected")
    if not rejected:
        return frozenset()
    found: set[Told] = set()
    for ruling in rejected:
        ends = [
            _End(
                iri,
                iri_of.get(bound.reference_of[iri]) if iri in bound.reference_of else None,
                rulings.anchors.get(iri),
                names,
                ontology,
            )
            for iri in (ruling.subject, ruling.object[0])
        ]
        relation = ontology.relations.get(ruling.relation)
        both_ways = relation is not None and relation.symmetric
        for extraction in extractions:
            clusters = {cluster.id: (cluster.types, _called(cluster)) for cluster in extraction.clusters}
            key = extraction.article.key
            for claim in extraction.claims:
                if claim.relation != ruling.relation or claim.subject not in clusters or claim.object not in clusters:
                    continue
                for subject, object_ in ((claim.subject, claim.object), *([(claim.object, claim.subject)] if both_ways else [])):
                    if ends[0].is_named(iri_of.get((key, subject)), *clusters[subject]) and ends[1].is_named(
                        iri_of.get((key, object_)), *clusters[object_]
                    ):
                        found.add((key, claim.subject, claim.relation, claim.object))
    return frozenset(found)


def _called(cluster: Cluster) -> tuple[str, ...]:
    """Return the names that stand for a cluster wherever they stand: a surname is one only where the article has no more."""
    person = cluster.types[0] == "Person"
    return (cluster.name, *(alias for alias in cluster.aliases if not person or " " in alias))


class _End:
    """One end of a rejected fact: the entity it is now, and the names it had when it was struck."""

    def __init__(self, iri: str, now: str | None, anchor: Anchor | None, names: Names, ontology: Ontology) -> None:
        self._iri = now or iri
        self._names = names
        self._ontology = ontology
        self._spoken = {" ".join(name.casefold().split()) for name in (anchor.names if anchor else ())}
        self._families: set[str] = set()
        self._keys: set[str] = set()
        if anchor and anchor.type in ontology.classes:
            self._families = set(families_of((anchor.type,), ontology))
            self._keys = {key_of(name, (anchor.type,), names, ontology) for name in anchor.names}

    def is_named(self, iri: str | None, types: tuple[str, ...], called: tuple[str, ...]) -> bool:
        """Say whether a cluster, by its entity or by one of its names, is this end."""
        if iri == self._iri:
            return True
        if any(" ".join(name.casefold().split()) in self._spoken for name in called):
            return True
        if not self._families & set(families_of(types, self._ontology)):
            return False
        return any(key_of(name, types, self._names, self._ontology) in self._keys for name in called)
