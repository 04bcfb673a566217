"""Writes the graph in standard RDF: the same triples give the same bytes, whatever order they came in."""

from __future__ import annotations

import re
from typing import IO

from pyoxigraph import RdfFormat, Store, Triple, serialize

from kg.graph.terms import ALT_LABEL, LABEL, OBJECT, PREDICATE, PREFIXES, RDF_TYPE, SUBJECT, value_of
from kg.ontology import ID_BASE, NAMESPACE

# Who and what first, then statements, their evidence, the articles; how the terms are defined comes last.
_SECTIONS = (r"st-[0-9a-f]{16}$", r"ev-[0-9a-f]{16}", r"article-[0-9a-f]{16}$", r"agent-[0-9a-f]{16}$")

_FIRST = [term.value for term in (RDF_TYPE, LABEL, ALT_LABEL, SUBJECT, PREDICATE, OBJECT)]


def turtle(store: Store, output: IO[bytes]) -> None:
    """Write all triples of all graphs as Turtle (https://www.w3.org/TR/turtle/), grouped by subject, without the graphs' names."""
    triples = sorted({quad.triple for quad in store}, key=_reading_order)
    serialize(triples, output, RdfFormat.TURTLE, prefixes=PREFIXES)


def nquads(store: Store, output: IO[bytes]) -> None:
    """Write all quads as N-Quads (https://www.w3.org/TR/n-quads/), one line each, sorted."""
    for line in sorted(f"{quad} .\n" for quad in store):
        output.write(line.encode())


def _reading_order(triple: Triple) -> tuple[int, str, int, str, str]:
    """Return what puts the triples in the order in which a person reads them."""
    subject, predicate = value_of(triple.subject), triple.predicate.value
    first = _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)
    return _section(subject), subject, first, predicate, str(triple.object)


def _section(iri: str) -> int:
    if iri.startswith(ID_BASE):
        token = iri.removeprefix(ID_BASE)
        return next((n for n, pattern in enumerate(_SECTIONS, start=1) if re.match(pattern, token)), 0)
    return len(_SECTIONS) + 1 if iri.startswith(NAMESPACE.rstrip("#")) else 3
