"""One self-contained HTML page: template, style, scripts and drawing library inlined, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import networkx

from kg.views.content import content
from kg.views.draw import draw
from kg.views.label import visible
from kg.views.marks import FIRST, LINES, SOURCING, marks_of, spaced
from kg.views.select import weightiest

HERE = Path(__file__).parent
SCRIPTS = ("words.js", "marks.js", "canvas.js", "panel.js", "search.js", "main.js")


def render(network: networkx.MultiDiGraph[Any], *, title: str, limit: int = 300) -> str:
    """Return the whole HTML page of a network, opening with at most `limit` entities by weight of evidence.

    The page works offline from disk and requests nothing; same network, title and limit give the same text.
    """
    from jinja2 import Environment, StrictUndefined

    part = weightiest(network, limit)
    types = {attributes["types"][0] for _, attributes in part.nodes(data=True)}
    marks = marks_of(types)
    drawing = draw(part, marks)
    graph = content(part, network) | {
        "total": len(network),
        "bare": sum(1 for node, degree in network.degree() if degree == 0 and node not in part),
        "types": {name: {"label": visible(spaced(name)) or "(no type)"} | asdict(mark) for name, mark in marks.items()},
        "lines": {name: asdict(line) for name, line in LINES.items()},
        "sourcing": SOURCING,
        "first": FIRST,
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "options": drawing.options,
    }
    style = (HERE / "assets" / "style.css").read_text(encoding="utf-8")
    library = _library()
    script = "\n".join(['"use strict";', *((HERE / "assets" / name).read_text(encoding="utf-8") for name in SCRIPTS)])
    template = (HERE / "assets" / "template.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(template)
    return page.render(
        title=visible(title) or "Knowledge graph",
        policy=_policy(scripts=[library, script], style=style),
        shown=len(part),
        total=len(network),
        facts=part.number_of_edges(),
        articles=len(graph["articles"]),
        graph=_json(graph),
        style=style,
        library=library,
        script=script,
    )


def _library() -> str:
    """Return vis-network without the pointer to its source map, which a browser's inspector would ask for."""
    source = (HERE / "vendor" / "vis-network.min.js").read_text(encoding="utf-8")
    return source.partition("//# sourceMappingURL")[0]


def _json(value: dict[str, Any]) -> str:
    """Return JSON that no HTML parser can leave: pure ASCII without `<`, `>` and `&`."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(*, scripts: list[str], style: str) -> str:
    """Return the Content-Security-Policy under which these very scripts and this style run, and nothing else.

    https://www.w3.org/TR/CSP3/#match-element-to-source-list
    """
    runs = " ".join(_sha256(script) for script in scripts)
    return f"default-src 'none'; script-src {runs}; style-src {_sha256(style)}; img-src data:; base-uri 'none'; form-action 'none'"


def _sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
