"""The graph as a networkx network: what views lay out and draw. Takes no part in how they look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import networkx as nx
from pyoxigraph import Store

from kg.graph.statements import Evidence, Source, Statement, StatementReader

_ENDS_AND_KEY: Final = {"iri", "subject", "object"}


def network(store: Store) -> nx.MultiDiGraph[str]:
    """Return the entities that statements link, and the statements as edges keyed by IRI; nodes and edges are in sorted order.

    A node has `name`, `types` (main one first), `aliases`, `same_as` and `weight` (how many pieces of evidence touch it).
    An edge has the fields of a `Statement` from its relation on; its `evidence` is a list of dicts with the fields of an `Evidence`
    and those of its source, whose IRI is `article`. Text is empty and confidence None where unknown.
    """
    reader = StatementReader(store)
    return _linked(reader, tuple(reader.all()))


def surroundings(store: Store, iri: str, most: int) -> tuple[nx.MultiDiGraph[str], int]:
    """Return an entity with its newest statements and the entities they link it to, as `network` does, and how many it left out.

    It looks up these alone, at most so many statements, however large the graph. Weights count the evidence within this part.
    """
    reader = StatementReader(store)
    statements = reader.iris_about(iri)
    if len(statements) > most:
        newest = sorted(statements, key=reader.as_of, reverse=True)[:most]
        return _linked(reader, tuple(map(reader.statement, newest)), iri), len(statements) - most
    return _linked(reader, tuple(map(reader.statement, statements)), iri), 0


def _linked(reader: StatementReader, statements: Sequence[Statement], *alone: str) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    weights: dict[str, int] = dict.fromkeys(alone, 0)
    for one in statements:
        for end in (one.subject, one.object):
            weights[end] = weights.get(end, 0) + len(one.evidence)
    for iri in sorted(weights):
        graph.add_node(
            iri,
            name=reader.name(iri),
            types=list(reader.types(iri)),
            aliases=list(reader.aliases(iri)),
            same_as=list(reader.same_as(iri)),
            weight=weights[iri],
        )
    for one in sorted(statements, key=lambda one: (one.subject, one.object, one.iri)):
        graph.add_edge(one.subject, one.object, key=one.iri, **_edge(one))
    return graph


def _edge(statement: Statement) -> dict[str, Any]:
    kept = {name: getattr(statement, name) for name in Statement.__slots__ if name not in _ENDS_AND_KEY}
    return {**kept, "evidence": [_reading(one) for one in statement.evidence]}


def _reading(evidence: Evidence) -> dict[str, Any]:
    own = {name: getattr(evidence, name) for name in Evidence.__slots__ if name != "source"}
    source = {name: getattr(evidence.source, name) for name in Source.__slots__ if name != "iri"}
    return {**own, "article": evidence.source.iri, **source, "bylines": list(evidence.source.bylines)}
