"""The network as pyvis draws it: nodes, edges and options for vis-network, positions given and physics off."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import isqrt
from typing import Any

import networkx

from kg.views.content import sources
from kg.views.label import width, wrap
from kg.views.layout import Box, place
from kg.views.marks import LINES, Mark

OPTIONS = """{
  "physics": {"enabled": false},
  "layout": {"improvedLayout": false, "randomSeed": 1},
  "interaction": {"hover": true, "dragNodes": true, "multiselect": false, "keyboard": false, "zoomSpeed": 0.6},
  "nodes": {"borderWidth": 1, "labelHighlightBold": false, "chosen": false},
  "edges": {"smooth": false, "selectionWidth": 0, "hoverWidth": 0, "chosen": false, "arrowStrikethrough": false}
}"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What vis-network is given: plain values, ready for JSON. Node and edge ids are positions in the network's order."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def draw(carried: networkx.MultiDiGraph[Any], shown: networkx.MultiDiGraph[Any], marks: dict[str, Mark]) -> Drawing:
    """Return the drawing of a network whose nodes are in order; those of the part that is shown get a place.

    Ids are numbers: no name or IRI is ever used as one. Colours are left to the page, which knows whether it is light or dark.
    """
    # pyvis brings IPython along: a second that only drawing should cost
    from pyvis.edge import Edge
    from pyvis.network import Network

    canvas = Network(directed=True)
    canvas.set_options(OPTIONS)
    number = {node: i for i, node in enumerate(carried)}
    sizes = _sizes(carried)
    labels = {node: wrap(attributes["name"]) for node, attributes in carried.nodes(data=True)}
    places = place(shown, {node: _box(labels[node], *sizes[node]) for node in shown})
    for node, i in number.items():
        radius, font = sizes[node]
        x, y = places.get(node, (None, None))
        canvas.add_node(
            i,
            label=labels[node],
            shape=marks[carried.nodes[node]["types"][0]].shape,
            color=None,
            x=x,
            y=y,
            size=radius,
            font={"size": font, "vadjust": -2},
        )
    pairs: Counter[tuple[int, int]] = Counter()
    for i, (subject, object_, fact) in enumerate(carried.edges(data=True)):
        pair = (min(number[subject], number[object_]), max(number[subject], number[object_]))
        pairs[pair] += 1
        # pyvis's own add_edge searches all nodes and all edges each time: quadratic
        edge = Edge(number[subject], number[object_], directed=not fact["symmetric"], id=i, width=_width(fact))
        edge.options.update(_line(fact["status"]), **_bend(pairs[pair], pair == (number[subject], number[object_])))
        canvas.edges.append(edge.options)
    nodes = [{key: value for key, value in node.items() if value is not None} for node in canvas.nodes]
    return Drawing(nodes, canvas.edges, canvas.options)


def _box(label: str, radius: int, font: int) -> Box:
    return Box(radius, width(label, font + 2), (label.count("\n") + 1) * (font * 5 // 4) + 4)


def _sizes(network: networkx.MultiDiGraph[Any]) -> dict[Any, tuple[int, int]]:
    """Return each node's radius and font size: the more facts meet in it the larger, so that hubs are read from afar."""
    degree = dict(network.degree())
    return {node: (9 + min(17, isqrt(4 * degree[node])), 14 + min(16, isqrt(7 * max(0, degree[node] - 2)))) for node in network}


def _width(fact: dict[str, Any]) -> float:
    return min(5.0, 1.5 + sources(fact) / 2)


def _line(status: str) -> dict[str, Any]:
    dashes = LINES[status].dashes
    return {"dashes": list(dashes)} if dashes else {}


def _bend(nth: int, forward: bool) -> dict[str, Any]:
    """Return the curve of the nth edge between two nodes: the first is straight, the others part to both sides."""
    if nth == 1:
        return {}
    kind = "curvedCW" if (nth % 2 == 0) == forward else "curvedCCW"
    return {"smooth": {"enabled": True, "type": kind, "roundness": min(0.9, 0.16 * (nth // 2))}}
