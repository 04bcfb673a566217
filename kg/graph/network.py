"""The graph as a networkx network: what views lay out and draw. Takes no part in how they look."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import networkx as nx
from pyoxigraph import Store

from kg.graph.statements import Evidence, Statement, StatementReader


def network(store: Store) -> nx.MultiDiGraph[str]:
    """Return the entities that statements link, and the statements as edges keyed by IRI; nodes and edges are in sorted order.

    A node has `name`, `types` (main one first), `aliases` and `weight` (how many pieces of evidence touch it).
    An edge has `relation`, `label`, `status`, `as_of`, `valid_from`, `valid_until`, `valid_at`, `symmetric`, `origins` (how many
    independent articles say so) and `evidence`: a list of dicts with `iri`, `text`, `status`, `sourcing`, `by`, `role`,
    `confidence`, `article`, `headline`, `outlet`, `date`, `bylines` and `url`.
    Text is empty and confidence None where unknown.
    """
    reader = StatementReader(store)
    statements = tuple(reader.all())
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    weights: dict[str, int] = {}
    for one in statements:
        for end in (one.subject, one.object):
            weights[end] = weights.get(end, 0) + len(one.evidence)
    for iri in sorted(weights):
        graph.add_node(
            iri,
            name=reader.name(iri),
            types=list(reader.types(iri)),
            aliases=list(reader.aliases(iri)),
            weight=weights[iri],
        )
    for one in sorted(statements, key=lambda one: (one.subject, one.object, one.iri)):
        graph.add_edge(one.subject, one.object, key=one.iri, **_edge(one))
    return graph


def _edge(statement: Statement) -> dict[str, Any]:
    kept = ("relation", "label", "status", "as_of", "valid_from", "valid_until", "valid_at", "symmetric", "origins")
    return {**{name: getattr(statement, name) for name in kept}, "evidence": [_reading(one) for one in statement.evidence]}


def _reading(evidence: Evidence) -> dict[str, Any]:
    own, source = asdict(evidence), asdict(evidence.source)
    del own["source"]
    return {**own, "article": source.pop("iri"), **source, "bylines": list(evidence.source.bylines)}
