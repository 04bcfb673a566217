"""The whole of a large graph as marks on a plane: where each stands and how large it is, no labels to make room for."""

from __future__ import annotations

from math import isqrt
from typing import Any

import networkx

from kg.views.layout import Box, place


def plan(network: networkx.MultiDiGraph[Any]) -> list[dict[str, int]]:
    """Return place and radius of every node of a network, in its order: `x`, `y` and `size` in pixels."""
    radii = {node: 4 + min(22, isqrt(2 * degree)) for node, degree in network.degree()}
    places = place(network, {node: Box(radius, 2 * radius, 0) for node, radius in radii.items()}, padding=(6, 6))
    return [{"id": i, "x": places[node][0], "y": places[node][1], "size": radius} for i, (node, radius) in enumerate(radii.items())]
