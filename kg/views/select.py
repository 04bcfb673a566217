"""Which part of a network is shown. Nothing here changes a network: each function returns a copy of a part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx

from kg.errors import GraphError


def around(network: networkx.MultiDiGraph[Any], iri: str, hops: int) -> networkx.MultiDiGraph[Any]:
    """Return the entity and all that lies within so many hops of it, whichever way facts point; GraphError if it is unknown."""
    if iri not in network:
        raise GraphError(iri, "no such entity in this graph", "look it up with `kg show NAME`")
    reached = {iri}
    edge = {iri}
    for _ in range(hops):
        edge = {near for node in edge for near in networkx.all_neighbors(network, node)} - reached
        reached |= edge
    return _part(network, reached, network.subgraph(reached).edges(keys=True))


def of_types(network: networkx.MultiDiGraph[Any], types: Iterable[str]) -> networkx.MultiDiGraph[Any]:
    """Return the entities of these types, with every fact about them and the entities those facts lead to."""
    wanted = set(types)
    chosen = {node for node, seen in network.nodes(data="types") if wanted.intersection(seen)}
    edges = [edge for edge in network.edges(keys=True) if edge[0] in chosen or edge[1] in chosen]
    return _part(network, chosen, edges)


def since(network: networkx.MultiDiGraph[Any], date: str) -> networkx.MultiDiGraph[Any]:
    """Return the facts with evidence published on or after an ISO date, and their entities. Facts without a date are left out."""
    edges = [(s, o, key) for s, o, key, fact in network.edges(keys=True, data=True) if _newest(fact) >= date]
    return _part(network, (), edges)


def _newest(fact: dict[str, Any]) -> str:
    """Return the date of a fact's newest evidence, empty when none is dated."""
    return max((evidence["date"] or "" for evidence in fact["evidence"]), default="")


def weightiest(network: networkx.MultiDiGraph[Any], limit: int) -> networkx.MultiDiGraph[Any]:
    """Return the part to open with: at most `limit` entities, by weight of evidence, each with a fact that is shown too.

    Facts are taken by the weight of their lighter entity, so that no entity stands alone because its neighbours were too light.
    Entities without any fact are shown only when there are no facts at all.
    """
    weight = dict(network.nodes(data="weight", default=0))
    ranked = sorted(
        network.edges(keys=True),
        key=lambda e: (-min(weight[e[0]], weight[e[1]]), -max(weight[e[0]], weight[e[1]]), e),
    )
    chosen: set[str] = set()
    for subject, object_, _ in ranked:
        fresh = {subject, object_} - chosen
        if len(chosen) + len(fresh) <= limit:
            chosen |= fresh
    if not ranked:
        chosen.update(sorted(network, key=lambda node: (-weight[node], node))[:limit])
    return _part(network, chosen, network.subgraph(chosen).edges(keys=True))


def _part(
    network: networkx.MultiDiGraph[Any], nodes: Iterable[str], edges: Iterable[tuple[str, str, str]]
) -> networkx.MultiDiGraph[Any]:
    """Return the part with these nodes, these edges and their ends, in sorted order: sets come out differently from run to run."""
    facts = sorted(edges)
    part: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph()
    ends = {node for subject, object_, _ in facts for node in (subject, object_)}
    part.add_nodes_from((node, network.nodes[node]) for node in sorted(ends.union(nodes)))
    for subject, object_, key in facts:
        part.add_edge(subject, object_, key=key, **network.edges[subject, object_, key])
    return part
