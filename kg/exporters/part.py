"""Chooses what part of a graph is exported, and what is added to it; quads in, quads out, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pyoxigraph import NamedNode, Quad, Store, Triple

from kg.errors import GraphError
from kg.graph.describe import find_entity
from kg.graph.terms import (
    DERIVED_FROM,
    DERIVED_GRAPH,
    OBJECT,
    ONTOLOGY_GRAPH,
    ORIGIN,
    PREDICATE,
    RDF_TYPE,
    STATEMENT,
    STATUS,
    SUBJECT,
    term,
    value_of,
)
from kg.ontology import ID_BASE, NAMESPACE

Only = Literal["all", "asserted"]

INFERRED_GRAPH = NamedNode(ID_BASE + "graph/inferred")
_EVIDENCE = ID_BASE + "ev-"
_EVIDENCE_LENGTH = len(_EVIDENCE) + 16
_PEOPLE = {term("schema:author"), term("schema:publisher")}
_NAMED = {term("schema:about"), term("schema:mentions"), term("tn:quotes")}
_HAS_COVERED, _COVERED, _JOURNALIST = term("tn:hasCovered"), term("tn:covered"), term("tn:journalist")


@dataclass(frozen=True, slots=True)
class Part:
    """What to export: all that is stated or only what holds, near an entity (name or IRI), of some types, since an ISO date."""

    only: Only = "all"
    around: str | None = None
    hops: int = 1
    types: tuple[str, ...] = ()
    since: str | None = None

    @property
    def is_slice(self) -> bool:
        """Say whether some entities are left out."""
        return bool(self.around or self.types or self.since)


@dataclass(slots=True)
class _Chosen:
    """The IRIs of what stays."""

    statements: set[str] = field(default_factory=set)
    facts: set[tuple[str, str, str]] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    coverage: set[str] = field(default_factory=set)


def quads_of(store: Store, part: Part, *, statements: bool = True) -> Iterator[Quad]:
    """Yield the quads of a part of the graph, with the ontology's declarations.

    A part is whole: a statement comes with all its evidence, that with its article, and whoever is named with their names. Of what
    is asserted only plain facts and names come, and with them the statements that hold unless `statements` is false.
    Raises QueryError for an unknown entity, and GraphError for a type of which nothing is.
    """
    chosen = _choose(store, part) if part.is_slice else None
    holding = _holding(store) if part.only == "asserted" and statements else set()
    for quad in store:
        stays = chosen is None or _stays(quad, chosen)
        if quad.graph_name == ONTOLOGY_GRAPH or (stays and (part.only == "all" or _is_asserted(quad, holding))):
            yield quad


def inferred(store: Store, quads: Iterator[Quad]) -> Iterator[Quad]:
    """Yield the quads, and after each plain fact what follows from it by super-properties and inverses, in a graph of its own.

    Follows rdfs:subPropertyOf and owl:inverseOf (https://www.w3.org/TR/rdf11-mt/#rdfs-entailment), the mappings to other
    vocabularies among them.
    """
    forward, backward = _entailed(store)
    for quad in quads:
        yield quad
        if quad.graph_name == DERIVED_GRAPH and isinstance(quad.object, NamedNode):
            for predicate in forward.get(quad.predicate.value, ()):
                yield Quad(quad.subject, NamedNode(predicate), quad.object, INFERRED_GRAPH)
            for predicate in backward.get(quad.predicate.value, ()):
                yield Quad(quad.object, NamedNode(predicate), quad.subject, INFERRED_GRAPH)


def reified(store: Store, quads: Iterator[Quad]) -> Iterator[Quad]:
    """Yield the quads with each statement as the reifier of a triple term (https://www.w3.org/TR/rdf12-concepts/).

    `rdf:reifies` takes the place of `rdf:subject`, `rdf:predicate`, `rdf:object` and the type `rdf:Statement`.
    """
    reifies, dropped = term("rdf:reifies"), {PREDICATE, OBJECT}
    for quad in quads:
        if quad.predicate == SUBJECT and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            predicate, object_ = (NamedNode(_one(store, quad.subject, end)) for end in (PREDICATE, OBJECT))
            yield Quad(quad.subject, reifies, Triple(quad.object, predicate, object_), quad.graph_name)
        elif quad.predicate not in dropped and not (quad.predicate == RDF_TYPE and quad.object == STATEMENT):
            yield quad


def _choose(store: Store, part: Part) -> _Chosen:
    """Return what stays: the statements that the part asks for, and what they rest on."""
    chosen = _Chosen()
    since = None if part.since is None else _said_since(store, part.since)
    wanted = _of_types(store, part.types) if part.types else None

    def fits(statement: str, subject: str, object_: str) -> bool:
        return (since is None or statement in since) and (wanted is None or subject in wanted or object_ in wanted)

    if part.around:
        start = find_entity(store, part.around)
        reached, edge = {start}, {start}
        for _ in range(part.hops):
            near = {end for node in edge for st, s, _, o in _touching(store, node) if fits(st, s, o) for end in (s, o)}
            edge = near - reached
            reached |= edge
        found = {one for node in reached for one in _touching(store, node) if {one[1], one[3]} <= reached}
        chosen.entities |= {start}
    else:
        nodes = (quad.subject for quad in store.quads_for_pattern(None, RDF_TYPE, STATEMENT, DERIVED_GRAPH))
        found = {_ends(store, value_of(node)) for node in nodes}
        chosen.entities |= wanted or set()
    for statement, subject, predicate, object_ in found:
        if fits(statement, subject, object_):
            chosen.statements.add(statement)
            chosen.facts |= {(subject, predicate, object_), (object_, predicate, subject)}
            chosen.entities |= {subject, object_}
    _add_sources(store, chosen)
    return chosen


def _add_sources(store: Store, chosen: _Chosen) -> None:
    """Add evidence, articles and whoever vouches, writes or publishes; and coverage between entities that stay."""
    for iri in chosen.statements:
        node = NamedNode(iri)
        chosen.articles |= {value_of(quad.object) for quad in store.quads_for_pattern(node, ORIGIN, None, DERIVED_GRAPH)}
        for quad in store.quads_for_pattern(node, DERIVED_FROM, None, DERIVED_GRAPH):
            chosen.evidence.add(value_of(quad.object))
            for one in store.quads_for_pattern(NamedNode(value_of(quad.object)), None, None):
                chosen.articles.add(_graph(one))
                if one.predicate == term("tn:attributedTo"):
                    chosen.entities.add(value_of(one.object))
    for iri in chosen.articles:
        for predicate in _PEOPLE:
            chosen.entities |= {value_of(quad.object) for quad in store.quads_for_pattern(NamedNode(iri), predicate, None)}
    for quad in store.quads_for_pattern(None, _COVERED, None, DERIVED_GRAPH):
        if value_of(quad.object) in chosen.entities:
            journalist = _one(store, quad.subject, _JOURNALIST) if isinstance(quad.subject, NamedNode) else ""
            if journalist in chosen.entities:
                chosen.coverage.add(value_of(quad.subject))


def _stays(quad: Quad, chosen: _Chosen) -> bool:
    subject, predicate = value_of(quad.subject), quad.predicate
    if quad.graph_name == DERIVED_GRAPH:
        if subject in chosen.entities:
            if predicate == _HAS_COVERED:
                return value_of(quad.object) in chosen.entities
            if (
                predicate.value.startswith(NAMESPACE)
                and isinstance(quad.object, NamedNode)
                and quad.object.value.startswith(ID_BASE)
            ):
                return (subject, predicate.value, quad.object.value) in chosen.facts
            return True
        if subject in chosen.articles:  # a copy and its origin
            return value_of(quad.object) in chosen.articles
        if subject in chosen.coverage:
            return predicate != DERIVED_FROM or value_of(quad.object) in chosen.articles
        return subject in chosen.statements
    if _graph(quad) not in chosen.articles:
        return False
    if subject.startswith(_EVIDENCE):
        return subject[:_EVIDENCE_LENGTH] in chosen.evidence
    return predicate not in _NAMED or value_of(quad.object) in chosen.entities


def _graph(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _is_asserted(quad: Quad, holding: set[str]) -> bool:
    """Say whether a quad is part of what holds: plain facts and names, and the statements of `holding` if there are any."""
    if quad.graph_name != DERIVED_GRAPH:
        return False
    subject = value_of(quad.subject)
    if subject in holding:
        return True
    token = subject.removeprefix(ID_BASE)
    return subject.startswith(ID_BASE) and not token.startswith(("st-", "co-", "article-"))


def _holding(store: Store) -> set[str]:
    statements = store.quads_for_pattern(None, STATUS, term("tn:current"), DERIVED_GRAPH)
    return {value_of(quad.subject) for quad in statements}


def _said_since(store: Store, date: str) -> set[str]:
    """Return the statements with evidence in an article of that day or later."""
    published = store.quads_for_pattern(None, term("schema:datePublished"), None)
    articles = {quad.subject for quad in published if value_of(quad.object) >= date}
    return {
        value_of(quad.object) for quad in store.quads_for_pattern(None, term("oa:hasBody"), None) if quad.graph_name in articles
    }


def _of_types(store: Store, types: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for name in types:
        one = {
            value_of(quad.subject) for quad in store.quads_for_pattern(None, RDF_TYPE, NamedNode(NAMESPACE + name), DERIVED_GRAPH)
        }
        if not one:
            there = {value_of(quad.object) for quad in store.quads_for_pattern(None, RDF_TYPE, None, DERIVED_GRAPH)}
            listed = sorted(iri.removeprefix(NAMESPACE) for iri in there if iri.startswith(NAMESPACE))
            raise GraphError(name, "is the type of nothing in this graph", f"there are: {', '.join(listed) or 'none'}")
        found |= one
    return found


def _touching(store: Store, entity: str) -> Iterator[tuple[str, str, str, str]]:
    for end in (SUBJECT, OBJECT):
        for quad in store.quads_for_pattern(None, end, NamedNode(entity), DERIVED_GRAPH):
            yield _ends(store, value_of(quad.subject))


def _ends(store: Store, statement: str) -> tuple[str, str, str, str]:
    node = NamedNode(statement)
    return statement, _one(store, node, SUBJECT), _one(store, node, PREDICATE), _one(store, node, OBJECT)


def _one(store: Store, node: NamedNode, predicate: NamedNode) -> str:
    return next((value_of(quad.object) for quad in store.quads_for_pattern(node, predicate, None, DERIVED_GRAPH)), "")


def _entailed(store: Store) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return for each relation the properties that hold the same way, and those that hold the other way round."""
    parents = _pairs(store, "rdfs:subPropertyOf")
    inverse = _pairs(store, "owl:inverseOf")
    for one, others in list(inverse.items()):
        for other in list(others):
            inverse.setdefault(other, set()).add(one)
    relations = [value_of(quad.subject) for quad in store.quads_for_pattern(None, RDF_TYPE, term("tn:Relation"), ONTOLOGY_GRAPH)]
    forward: dict[str, set[str]] = {}
    backward: dict[str, set[str]] = {}
    for relation in relations:
        above, open_ = set[str](), [relation]
        while open_:
            fresh = parents.get(open_.pop(), set()) - above
            above |= fresh
            open_ += fresh
        forward[relation] = above - {relation}
        backward[relation] = {other for one in {relation, *above} for other in inverse.get(one, ())}
    return forward, backward


def _pairs(store: Store, predicate: str) -> dict[str, set[str]]:
    pairs: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, term(predicate), None, ONTOLOGY_GRAPH):
        pairs.setdefault(value_of(quad.subject), set()).add(value_of(quad.object))
    return pairs
