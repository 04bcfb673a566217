"""Which part of a network is shown. Nothing here changes a network: each function returns a copy of a part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx

from kg.errors import GraphError

Network = networkx.MultiDiGraph  # type: ignore[type-arg,unused-ignore]


def around(network: Network, iri: str, hops: int) -> Network:
    """Return the entity and all that lies within so many hops of it, whichever way the facts point; GraphError if it is not there."""
    if iri not in network:
        raise GraphError(iri, "no such entity in this graph", "look it up with `kg show NAME`")
    reached = {iri}
    edge = {iri}
    for _ in range(hops):
        edge = {near for node in edge for near in networkx.all_neighbors(network, node)} - reached
        reached |= edge
    return _copy(network.subgraph(reached))


def of_types(network: Network, types: Iterable[str]) -> Network:
    """Return the entities of these types, with every fact about them and the entities those facts lead to."""
    wanted = set(types)
    chosen = {node for node, seen in network.nodes(data="types") if wanted.intersection(seen)}
    edges = [edge for edge in network.edges(keys=True) if edge[0] in chosen or edge[1] in chosen]
    part = _copy(network.edge_subgraph(edges))
    part.add_nodes_from((node, dict(network.nodes[node])) for node in sorted(chosen))
    return part


def since(network: Network, date: str) -> Network:
    """Return the facts with evidence published on or after an ISO date, and their entities. Facts without a date are left out."""
    edges = [(s, o, key) for s, o, key, fact in network.edges(keys=True, data=True) if newest(fact) >= date]
    return _copy(network.edge_subgraph(edges))


def newest(fact: dict[str, Any]) -> str:
    """Return the date of a fact's newest evidence, empty when none is dated."""
    return max((evidence["date"] or "" for evidence in fact["evidence"]), default="")


def weightiest(network: Network, limit: int) -> Network:
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
    return _copy(network.subgraph(chosen))


def _copy(part: Network) -> Network:
    """Return the part in sorted order: networkx's own views keep the order of sets, which differs from run to run."""
    copy = networkx.MultiDiGraph()
    copy.add_nodes_from(sorted(part.nodes(data=True), key=lambda node: str(node[0])))
    copy.add_edges_from(sorted(part.edges(keys=True, data=True), key=lambda edge: edge[:3]))
    return copy
