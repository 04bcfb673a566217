"""The HTML of the editor and of an entity's page, from templates that escape what they are given. No script stands in a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import Store

from kg.graph.describe import describe
from kg.graph.query import questions
from kg.graph.terms import PREFIXES
from kg.ontology import ID_BASE

ASSETS: Final = Path(__file__).parent / "assets"
_FIRST: Final = (
    "SELECT ?subject ?relation ?object WHERE {\n  ?relation a tn:Relation .\n  ?subject ?relation ?object .\n}\nLIMIT 20\n"
)


def entity_page(store: Store, iri: str) -> str:
    """Return the page of an entity: names, classes, and each fact with its sentences and sources."""
    return _templates().get_template("entity.html").render(entity=describe(store, iri), path=entity_path)


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


def entity_path(iri: str) -> str:
    """Return the path of an entity's page on this server, or the empty string for what has none."""
    return "/entity/" + iri.removeprefix(ID_BASE) if iri.startswith(ID_BASE) else ""


def _web(iri: str) -> str:
    """Return an address that a page may link to, and nothing for any that could run a script."""
    return iri if iri.startswith(("https://", "http://")) else ""


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["web"] = _web
    return environment
