"""Reads statements and their evidence back from a store as plain values: what views, pages and `kg show` are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode, Store

from kg.graph.terms import (
    ALSO_A,
    ALT_LABEL,
    AS_OF,
    DERIVED_FROM,
    DERIVED_GRAPH,
    LABEL,
    OBJECT,
    ORIGIN,
    PREDICATE,
    RDF_TYPE,
    SAME_AS,
    STATEMENT,
    STATUS,
    SUBJECT,
    term,
    value_of,
)
from kg.ontology import NAMESPACE

_DAY_LENGTH: Final = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Source:
    """The article a sentence stands in: its IRI and what its page says; empty where it says nothing. `date` is ISO."""

    iri: str
    headline: str
    outlet: str
    date: str
    bylines: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence and its reading; `by` is the name of whoever vouches. Empty, or None for confidence, where unknown."""

    iri: str
    text: str
    status: str
    sourcing: str
    by: str
    role: str
    confidence: float | None
    source: Source


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with its derived status and dates; dates are ISO as far as they are known (`2024`, `2024-05`), else empty.

    `subject` and `object` are IRIs; `relation` is the local name, `label` its words. `origins` counts the articles that say so in
    words of their own: one for an origin with all its copies. Evidence is sorted, newest article first.
    """

    iri: str
    subject: str
    relation: str
    label: str
    object: str
    status: str
    as_of: str
    valid_from: str
    valid_until: str
    valid_at: str
    symmetric: bool
    origins: int
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class StatementReader:
    """Reads statements from one store; remembers the sources and names it has met."""

    store: Store
    _sources: dict[str, Source] = field(default_factory=dict)

    def all(self) -> Iterator[Statement]:
        """Yield every statement, sorted by IRI."""
        iris = {value_of(quad.subject) for quad in self.store.quads_for_pattern(None, RDF_TYPE, STATEMENT, DERIVED_GRAPH)}
        for iri in sorted(iris):
            yield self.statement(iri)

    def about(self, entity: str) -> tuple[Statement, ...]:
        """Return the statements that have the entity as subject or object, sorted by IRI."""
        node = NamedNode(entity)
        iris = {
            value_of(quad.subject)
            for end in (SUBJECT, OBJECT)
            for quad in self.store.quads_for_pattern(None, end, node, DERIVED_GRAPH)
        }
        return tuple(self.statement(iri) for iri in sorted(iris))

    def statement(self, iri: str) -> Statement:
        """Return one statement by its IRI."""
        node = NamedNode(iri)
        relation = self._one(node, PREDICATE)
        evidence = (self._evidence(value) for value in self._values(node, DERIVED_FROM))
        newest_first = sorted(sorted(evidence, key=lambda e: e.iri), key=lambda e: e.source.date, reverse=True)
        return Statement(
            iri=iri,
            subject=self._one(node, SUBJECT),
            relation=relation.removeprefix(NAMESPACE),
            label=self.name(relation),
            object=self._one(node, OBJECT),
            status=self._local(node, STATUS),
            as_of=self._one(node, AS_OF),
            valid_from=self._known_part(node, "From"),
            valid_until=self._known_part(node, "Until"),
            valid_at=self._known_part(node, "At"),
            symmetric=term("owl:SymmetricProperty").value in self._values(NamedNode(relation), RDF_TYPE),
            origins=len(self._values(node, ORIGIN)),
            evidence=tuple(newest_first),
        )

    def types(self, iri: str) -> tuple[str, ...]:
        """Return the names of an entity's classes, main one first."""
        node = NamedNode(iri)
        second = self._values(node, ALSO_A)
        own = (one for one in self._values(node, RDF_TYPE) if one.startswith(NAMESPACE))
        return tuple(one.removeprefix(NAMESPACE) for one in sorted(own, key=lambda one: one in second))

    def aliases(self, iri: str) -> tuple[str, ...]:
        """Return the other names of an entity, sorted."""
        return self._values(NamedNode(iri), ALT_LABEL)

    def same_as(self, iri: str) -> tuple[str, ...]:
        """Return the IRIs of the same thing elsewhere, sorted."""
        return self._values(NamedNode(iri), SAME_AS)

    def name(self, iri: str) -> str:
        """Return the label of an entity or term, or its IRI."""
        return self._one(NamedNode(iri), LABEL) or iri

    def _values(self, node: NamedNode, predicate: NamedNode) -> tuple[str, ...]:
        """Return the values of a predicate in any graph, sorted, each once."""
        return tuple(sorted({value_of(quad.object) for quad in self.store.quads_for_pattern(node, predicate, None)}))

    def _one(self, node: NamedNode, predicate: NamedNode) -> str:
        return next(iter(self._values(node, predicate)), "")

    def _local(self, node: NamedNode, predicate: NamedNode) -> str:
        return self._one(node, predicate).removeprefix(NAMESPACE)

    def _known_part(self, node: NamedNode, name: str) -> str:
        """Return a date no finer than it is known."""
        precision = self._local(node, term(f"tn:valid{name}Precision"))
        return self._one(node, term(f"tn:valid{name}"))[: _DAY_LENGTH.get(precision)]

    def _evidence(self, iri: str) -> Evidence:
        node = NamedNode(iri)
        by, confidence = self._one(node, term("tn:attributedTo")), self._one(node, term("tn:confidence"))
        target = NamedNode(self._one(node, term("oa:hasTarget")))
        selectors = self._values(target, term("oa:hasSelector"))
        return Evidence(
            iri=iri,
            text="".join(self._one(NamedNode(selector), term("oa:exact")) for selector in selectors),
            status=self._local(node, STATUS),
            sourcing=self._local(node, term("tn:sourcing")),
            by=self.name(by) if by else "",
            role=self._one(node, term("tn:role")),
            confidence=float(confidence) if confidence else None,
            source=self.source(self._one(target, term("oa:hasSource"))),
        )

    def source(self, iri: str) -> Source:
        """Return what an article's page says of itself."""
        if iri not in self._sources:
            node = NamedNode(iri)
            self._sources[iri] = Source(
                iri=iri,
                headline=self._one(node, term("schema:headline")) or self._one(node, term("schema:identifier")),
                outlet=", ".join(self.name(one) for one in self._values(node, term("schema:publisher"))),
                date=self._one(node, term("schema:datePublished")),
                bylines=tuple(sorted(self.name(one) for one in self._values(node, term("schema:author")))),
                url=self._one(node, term("schema:url")),
            )
        return self._sources[iri]
