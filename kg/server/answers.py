"""Writes an answer in a standard form, no longer than the limit, with a mark where it was cut."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg.graph.terms import PREFIXES
from kg.server.negotiation import ROWS, TRIPLES, choose
from kg.server.reply import Reply, refuse

TRUNCATED = "X-Kg-Truncated"
_MARK = "https://w3id.org/technews/ns#truncated"
_ROW_FORMS = {
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
_TRIPLE_FORMS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/xml": RdfFormat.RDF_XML,
}
_COMMENTED = {RdfFormat.TURTLE, RdfFormat.N_TRIPLES}


def write_answer(results: QuerySolutions | QueryBoolean | QueryTriples, accept: str, limit: int) -> Reply:
    """Return an answer of at most `limit` rows or triples, in the form that the Accept header likes best.

    A longer one is cut, and says so: in the header X-Kg-Truncated; as a `link` in the head of JSON and XML
    (https://www.w3.org/TR/sparql11-results-json/#select-link), and as a comment in Turtle and N-Triples.
    """
    if isinstance(results, QueryTriples):
        return write_triples(results, accept, limit)
    form = choose(accept, ROWS)
    if form is None:
        return refuse(406, f"rows come as {', '.join(ROWS)}")
    written_as = _ROW_FORMS.get(form)
    if isinstance(results, QueryBoolean):
        if written_as is None:
            return Reply(200, form, json.dumps({"head": {}, "boolean": bool(results)}).encode())
        if written_as != QueryResultsFormat.XML:
            return Reply(200, form, f"{str(bool(results)).lower()}\n".encode())
        return Reply(200, form, results.serialize(format=written_as) or b"")
    names = [variable.value for variable in results.variables]
    rows = list(islice(results, limit + 1))
    cut = len(rows) > limit
    bindings = [{name: _term(value) for name, value in zip(names, row, strict=True) if value is not None} for row in rows[:limit]]
    head: dict[str, Any] = {"vars": names}
    headers = {TRUNCATED: f"rows={limit}"} if cut else {}
    if written_as is None:
        if cut:
            head["link"] = [_MARK]
        return Reply(200, form, json.dumps({"head": head, "results": {"bindings": bindings}}, ensure_ascii=False).encode(), headers)
    plain = json.dumps({"head": head, "results": {"bindings": bindings}}).encode()
    parsed = parse_query_results(plain, QueryResultsFormat.JSON)
    body = parsed.serialize(format=written_as) or b""
    if cut and written_as == QueryResultsFormat.XML:
        body = body.replace(b"</head>", f'<link href="{_MARK}"/></head>'.encode(), 1)
    return Reply(200, form, body, headers)


def write_triples(triples: Iterable[Triple], accept: str, limit: int) -> Reply:
    """Return at most `limit` triples, sorted, in the form that the Accept header likes best."""
    form = choose(accept, TRIPLES)
    if form is None:
        return refuse(406, f"triples come as {', '.join(TRIPLES)}")
    written_as = _TRIPLE_FORMS[form]
    found = list(islice(triples, limit + 1))
    cut = len(found) > limit
    kept = sorted(set(found[:limit]), key=lambda triple: (str(triple.subject), triple.predicate.value, str(triple.object)))
    body = serialize(kept, format=written_as, prefixes=PREFIXES) or b""
    if cut and written_as in _COMMENTED:
        body += f"# Truncated: the first {limit:,} triples\n".encode()
    return Reply(200, form, body, {TRUNCATED: f"triples={limit}"} if cut else {})


def _term(term: NamedNode | BlankNode | Literal | Triple) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        if term.datatype.value == PREFIXES["xsd"] + "string":
            return {"type": "literal", "value": term.value}
        return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    ends = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _term(value) for name, value in ends.items()}}
