"""Describes the endpoint to machines (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph.terms import RDF_TYPE

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPH_FORMATS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def service_description(endpoint: str) -> Iterator[Triple]:
    """Yield what the endpoint at this address is and can do; without blank nodes."""
    service, dataset, graph = NamedNode(endpoint), NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#graph")

    def sd(name: str) -> NamedNode:
        return NamedNode(_SD + name)

    yield Triple(service, RDF_TYPE, sd("Service"))
    yield Triple(service, sd("endpoint"), service)
    yield Triple(service, sd("supportedLanguage"), sd("SPARQL11Query"))
    yield Triple(service, sd("feature"), sd("UnionDefaultGraph"))
    for name in (*_FORMATS, *_GRAPH_FORMATS):
        yield Triple(service, sd("resultFormat"), NamedNode(f"http://www.w3.org/ns/formats/{name}"))
    yield Triple(service, sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF_TYPE, sd("Dataset"))
    yield Triple(dataset, sd("defaultGraph"), graph)
    yield Triple(graph, RDF_TYPE, sd("Graph"))
