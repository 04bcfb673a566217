"""Draws a graph folder, or a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import GraphError
from kg.graph import GraphFolder
from kg.pipeline.derive import TITLE


def view(
    path: Path, *, around: str | None = None, hops: int = 1, types: Sequence[str] = (), since: str | None = None, limit: int = 300
) -> str:
    """Return one HTML page of the graph folder at `path`: of what lies within `hops` of an entity, of its types, since an ISO date.

    Raises GraphError when there is no graph, or nothing in it to draw, and QueryError for an unknown entity.
    """
    from kg import views
    from kg.graph import open_store
    from kg.graph.describe import find_entity
    from kg.graph.network import network

    store = open_store(GraphFolder.open(path))
    drawn = network(store)
    if types:
        there = {name for _, names in drawn.nodes(data="types") for name in names}
        if strange := sorted(set(types) - there):
            raise GraphError(strange[0], "is the type of nothing in this graph", f"there are: {', '.join(sorted(there)) or 'none'}")
        drawn = views.of_types(drawn, types)
    if since:
        drawn = views.since(drawn, since)
    if around:
        drawn = views.around(drawn, find_entity(store, around), hops)
    return views.render(drawn, title=around or TITLE, limit=limit)
