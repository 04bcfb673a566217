"""One self-contained HTML page: template, style, scripts and drawing library inlined, and a policy that lets nothing else run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kg.views.content import content
from kg.views.inline import as_json, asset, library, policy, script, template
from kg.views.label import visible
from kg.views.marks import FIRST, LINES, SOURCING, Mark, marks_of, spaced
from kg.views.select import weightiest

if TYPE_CHECKING:
    import networkx

CARRIED = 2000
WEBGL = "['webgl2', 'webgl'].some((kind) => document.createElement('canvas').getContext(kind))"
SHARED = ("words.js", "marks.js", "filters.js", "state.js")
PANELS = ("panel.js", "tables.js", "search.js", "export.js", "main.js")


def render(network: networkx.MultiDiGraph[Any], *, title: str, limit: int = 300) -> str:
    """Return the whole HTML page of a network, opening with at most `limit` entities by weight of evidence.

    The next ones, up to 2,000, travel in the page and are drawn on demand. The page works offline from disk and requests nothing;
    same network, title and limit give the same text.
    """
    from kg.views.draw import draw  # brings numpy, which a server of entities' pages has no room for

    carried = weightiest(network, max(limit, CARRIED))
    shown = weightiest(carried, limit)
    marks = marks_of({attributes["types"][0] for _, attributes in carried.nodes(data=True)})
    drawing = draw(carried, shown, marks)
    graph = _graph(carried, network, marks) | asdict(drawing)
    return _page(graph, title, drawn_by=library("vis-network.min.js"), scripts=(*SHARED, "canvas.js", *PANELS))


def render_overview(network: networkx.MultiDiGraph[Any], *, title: str) -> str:
    """Return the HTML page of a whole network, however large, drawn by the graphics card where there is one.

    It has the panel, search, filters and exports of the other page. Same network and title give the same text.
    """
    from kg.views.overview import plan  # brings numpy

    marks = marks_of({attributes["types"][0] for _, attributes in network.nodes(data=True)})
    ordered = weightiest(network, len(network)) if network.number_of_edges() else network
    graph = _graph(ordered, network, marks) | {"nodes": plan(ordered), "edges": []}
    sigma = f"if ({WEBGL}) {{\n{library('sigma.min.js')}\n}}"  # where there is none, it fails while it loads
    drawn_by = f"{library('graphology.umd.min.js')}\n{sigma}"
    return _page(graph, title, drawn_by=drawn_by, scripts=(*SHARED, "overview.js", *PANELS))


def _graph(carried: networkx.MultiDiGraph[Any], network: networkx.MultiDiGraph[Any], marks: dict[str, Mark]) -> dict[str, Any]:
    """Return what both kinds of page are given to say."""
    return content(carried, network) | {
        "total": len(network),
        "bare": sum(1 for node, degree in network.degree() if degree == 0 and node not in carried),
        "types": {name: {"label": visible(spaced(name)) or "(no type)"} | asdict(mark) for name, mark in marks.items()},
        "lines": {name: asdict(line) for name, line in LINES.items()},
        "sourcing": SOURCING,
        "first": FIRST,
    }


def _page(graph: dict[str, Any], title: str, *, drawn_by: str, scripts: Sequence[str]) -> str:
    style = asset("tokens.css") + asset("style.css")
    own = script(scripts)
    return template("template.html").render(
        title=visible(title) or "Knowledge graph",
        policy=policy(scripts=[drawn_by, own], style=style),
        graph=as_json(graph),
        style=style,
        library=drawn_by,
        script=own,
    )
