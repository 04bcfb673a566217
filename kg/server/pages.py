"""The HTML of the editor, and of an entity's page and timeline as sites have them. No script stands in a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import Store

from kg import views
from kg.graph.network import surroundings
from kg.graph.query import questions
from kg.graph.terms import PREFIXES
from kg.ontology import ID_BASE

ASSETS: Final = Path(__file__).parent / "assets"
_PLACE: Final = views.Place("Graph", (("Graph", "/"), ("Ask", "/query")), maker="kg serve", drawing="/", rdf=True)
_MOST: Final = 200  # facts on a page; more would take too long to read, for people and for the store
_FIRST: Final = (
    "SELECT ?subject ?relation ?object WHERE {\n  ?relation a tn:Relation .\n  ?subject ?relation ?object .\n}\nLIMIT 20\n"
)


def entity_page(store: Store, iri: str, *, timeline: bool = False) -> str:
    """Return the page of an entity, or its timeline: names and its newest facts with their sentences."""
    network, left_out = surroundings(store, iri, _MOST)
    page = views.timeline_page if timeline else views.entity_page
    return page(network, iri, {node: _file(node) for node in network}, _PLACE, left_out=left_out)


def editor_page(question: str, parameters: Mapping[str, str], sparql: str | None, problem: str) -> str:
    """Return the editor with a query in it: that of a named question with its parameters, or a first one to begin with."""
    body = sparql if sparql is not None else _FIRST
    used = {name: iri for name, iri in PREFIXES.items() if f"{name}:" in body}
    text = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in used.items()) + body
    configuration = json.dumps({"query": text, "prefixes": PREFIXES})
    shown = _templates().get_template("editor.html")
    return shown.render(
        questions=questions().values(), question=question, parameters=parameters, problem=problem, configuration=configuration
    )


def _file(iri: str) -> str:
    """Return the last part of the address of an entity's page on this server, or the empty string for what has none."""
    return quote(iri.removeprefix(ID_BASE), safe="") if iri.startswith(ID_BASE) else ""


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
