"""Reads statements and their evidence back from a store as plain values: what views, pages and `kg show` are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
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
_RULING: Final = term("tn:ruling")
_BY: Final = term("tn:attributedTo")
_CONFIDENCE: Final = term("tn:confidence")
_SOURCING: Final = term("tn:sourcing")
_ROLE: Final = term("tn:role")
_READER: Final = term("prov:wasAttributedTo")
_TARGET: Final = term("oa:hasTarget")
_SOURCE: Final = term("oa:hasSource")
_SELECTOR: Final = term("oa:hasSelector")
_EXACT: Final = term("oa:exact")
_POSITION: Final = (term("oa:start"), term("oa:end"))
_ENDS: Final = tuple((term(f"tn:{end}Start"), term(f"tn:{end}End")) for end in ("subject", "object"))
_DATES: Final = tuple((name, term(f"tn:valid{name}"), term(f"tn:valid{name}Precision")) for name in ("From", "Until", "At"))

_Said = Mapping[NamedNode, tuple[str, ...]]


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
    """One sentence and its reading; `by` is the name of whoever vouches. Empty, or None for confidence, where unknown.

    `span` is where the sentence stands in the article's text, `ends` where that names the claim's subject and object: first and
    last+1 character. `dates` are those the sentence itself gives, as `Statement.dates`; `reader` is the IRI of what read it.
    """

    iri: str
    text: str
    status: str
    sourcing: str
    by: str
    by_iri: str
    role: str
    confidence: float | None
    span: tuple[int, int] | None
    ends: tuple[tuple[int, int], ...]
    dates: tuple[tuple[str, str, str], ...]
    reader: str
    source: Source


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with its derived status and dates; dates are ISO as far as they are known (`2024`, `2024-05`), else empty.

    `subject` and `object` are IRIs; `relation` is the local name, `label` its words. `origin_iris` are the articles that say so in
    words of their own, sorted: one for an origin with all its copies. `dates` has each date as the graph has it: `From`, `Until` or
    `At`, the day, its precision. `ruling` is empty where no person has ruled on it. Evidence is sorted, newest article first.
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
    dates: tuple[tuple[str, str, str], ...]
    symmetric: bool
    ruling: str
    origin_iris: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def origins(self) -> int:
        """Return how many articles say so in words of their own."""
        return len(self.origin_iris)


@dataclass(slots=True)
class StatementReader:
    """Reads statements from one store; remembers the sources and relations it has met."""

    store: Store
    _sources: dict[str, Source] = field(default_factory=dict)
    _relations: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def all(self) -> Iterator[Statement]:
        """Yield every statement, sorted by IRI."""
        iris = {value_of(quad.subject) for quad in self.store.quads_for_pattern(None, RDF_TYPE, STATEMENT, DERIVED_GRAPH)}
        for iri in sorted(iris):
            yield self.statement(iri)

    def about(self, entity: str) -> tuple[Statement, ...]:
        """Return the statements that have the entity as subject or object, sorted by IRI."""
        return tuple(self.statement(iri) for iri in self.iris_about(entity))

    def iris_about(self, entity: str) -> tuple[str, ...]:
        """Return the IRIs of the statements that have the entity as subject or object, sorted."""
        node = NamedNode(entity)
        iris = {
            value_of(quad.subject)
            for end in (SUBJECT, OBJECT)
            for quad in self.store.quads_for_pattern(None, end, node, DERIVED_GRAPH)
        }
        return tuple(sorted(iris))

    def as_of(self, iri: str) -> str:
        """Return the date of a statement, empty where it has none, without reading the rest of it."""
        return self._one(NamedNode(iri), AS_OF)

    def statement(self, iri: str) -> Statement:
        """Return one statement by its IRI."""
        said = self._said(NamedNode(iri))
        relation = _one(said, PREDICATE)
        label, symmetric = self._relation(relation)
        evidence = (self._evidence(value) for value in said.get(DERIVED_FROM, ()))
        newest_first = sorted(sorted(evidence, key=lambda e: e.iri), key=lambda e: e.source.date, reverse=True)
        dates = _dates(said)
        known = {name: day[: _DAY_LENGTH.get(precision)] for name, day, precision in dates}
        return Statement(
            iri=iri,
            subject=_one(said, SUBJECT),
            relation=relation.removeprefix(NAMESPACE),
            label=label,
            object=_one(said, OBJECT),
            status=_local(said, STATUS),
            as_of=_one(said, AS_OF),
            valid_from=known.get("From", ""),
            valid_until=known.get("Until", ""),
            valid_at=known.get("At", ""),
            dates=dates,
            symmetric=symmetric,
            ruling=_local(said, _RULING),
            origin_iris=said.get(ORIGIN, ()),
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

    def _relation(self, iri: str) -> tuple[str, bool]:
        """Return a relation's words, and whether it is symmetric."""
        if iri not in self._relations:
            symmetric = term("owl:SymmetricProperty").value in self._values(NamedNode(iri), RDF_TYPE)
            self._relations[iri] = self.name(iri), symmetric
        return self._relations[iri]

    def _values(self, node: NamedNode, predicate: NamedNode) -> tuple[str, ...]:
        """Return the values of a predicate in any graph, sorted, each once."""
        return tuple(sorted({value_of(quad.object) for quad in self.store.quads_for_pattern(node, predicate, None)}))

    def _one(self, node: NamedNode, predicate: NamedNode) -> str:
        return next(iter(self._values(node, predicate)), "")

    def _said(self, node: NamedNode) -> _Said:
        """Return all that is said of a node, by one look into the index: values by predicate, sorted, each once."""
        found = defaultdict[NamedNode, set[str]](set)
        for quad in self.store.quads_for_pattern(node, None, None):
            found[quad.predicate].add(value_of(quad.object))
        return {predicate: tuple(sorted(values)) for predicate, values in found.items()}

    def _evidence(self, iri: str) -> Evidence:
        said = self._said(NamedNode(iri))
        by, confidence = _one(said, _BY), _one(said, _CONFIDENCE)
        target = self._said(NamedNode(_one(said, _TARGET)))
        selectors = [self._said(NamedNode(one)) for one in target.get(_SELECTOR, ())]
        positions = [found for one in selectors if (found := _span(one, _POSITION))]
        return Evidence(
            iri=iri,
            text="".join(_one(one, _EXACT) for one in selectors),
            status=_local(said, STATUS),
            sourcing=_local(said, _SOURCING),
            by=self.name(by) if by else "",
            by_iri=by,
            role=_one(said, _ROLE),
            confidence=float(confidence) if confidence else None,
            span=positions[0] if positions else None,
            ends=tuple(found for edges in _ENDS if (found := _span(said, edges))),
            dates=_dates(said),
            reader=_one(said, _READER),
            source=self.source(_one(target, _SOURCE)),
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


def _one(said: _Said, predicate: NamedNode) -> str:
    return next(iter(said.get(predicate, ())), "")


def _local(said: _Said, predicate: NamedNode) -> str:
    return _one(said, predicate).removeprefix(NAMESPACE)


def _span(said: _Said, edges: tuple[NamedNode, NamedNode]) -> tuple[int, int] | None:
    start, end = (_one(said, edge) for edge in edges)
    return (int(start), int(end)) if start and end else None


def _dates(said: _Said) -> tuple[tuple[str, str, str], ...]:
    return tuple((name, _one(said, day), _local(said, precision)) for name, day, precision in _DATES if day in said)
