"""Writes the graph in standard RDF: the same triples give the same bytes, whatever order they came in, in bounded memory."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import IO, Any, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import GraphError
from kg.exporters.sorting import sort_lines
from kg.graph.terms import (
    ALT_LABEL,
    DERIVED_GRAPH,
    LABEL,
    OBJECT,
    ONTOLOGY_GRAPH,
    PREDICATE,
    PREFIXES,
    RDF_TYPE,
    SUBJECT,
    shorten,
    term,
)
from kg.ontology import ID_BASE, NAMESPACE

# Who and what first, then statements, their evidence, the articles; how the terms are defined comes last.
_SECTIONS = (r"st-[0-9a-f]{16}$", r"ev-[0-9a-f]{16}", r"article-[0-9a-f]{16}$", r"agent-[0-9a-f]{16}$", r"co-[0-9a-f]{16}$")

_FIRST = {node.value: str(rank) for rank, node in enumerate((RDF_TYPE, LABEL, ALT_LABEL, SUBJECT, PREDICATE, OBJECT))}
_GRAPHS_FIRST = {DERIVED_GRAPH.value: "0", ONTOLOGY_GRAPH.value: "2"}
_SEPARATOR = "\x00"  # stands in no IRI, and sorts before whatever does

_XSD_STRING, _XSD_INTEGER = term("xsd:string"), term("xsd:integer")
_OBJECT_PROPERTY, _RANGE = term("owl:ObjectProperty").value, term("rdfs:range").value
_LINKS: Final = (
    *(
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "rdfs:subPropertyOf",
        "rdfs:subClassOf",
        "prov:wasDerivedFrom",
        "prov:wasAttributedTo",
    ),
    *("oa:hasBody", "oa:hasTarget", "oa:hasSource", "oa:hasSelector", "schema:about", "schema:mentions", "schema:author"),
    *("schema:publisher", "schema:sameAs", "schema:url"),
)
_DATES: Final = ("schema:datePublished", "schema:dateModified")


def turtle(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Write all triples of all graphs as Turtle (https://www.w3.org/TR/turtle/), grouped by subject, without the graphs' names."""
    serialize(_triples(quads), output, RdfFormat.TURTLE, prefixes=PREFIXES)


def trig(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Write all quads as TriG (https://www.w3.org/TR/trig/): what is derived, then a graph for each article, then the terms."""
    keys = sort_lines(_graph_key(quad) + _SEPARATOR + _key(quad) for quad in quads)
    lines = (f"<{s}> <{p}> {o}{f' <{graph}>' if graph else ''} .\n" for _, graph, _, s, _, p, o in map(_split, keys))
    serialize(parse(_read(lines), RdfFormat.N_QUADS), output, RdfFormat.TRIG, prefixes=PREFIXES)


def nquads(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Write all quads as N-Quads (https://www.w3.org/TR/n-quads/), one line each, sorted."""
    for line in sort_lines(f"{quad} ." for quad in quads):
        output.write(f"{line}\n".encode())


def ntriples(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Write the triples of all graphs as N-Triples (https://www.w3.org/TR/n-triples/), one line each, sorted."""
    for line in sort_lines(f"{quad.triple} ." for quad in quads):
        output.write(f"{line}\n".encode())


def jsonld(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Write the triples of all graphs as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), compact: one node a line.

    Our own terms stand without a prefix, and the context says which of them link and which are dates. Raises GraphError for a
    triple term, which JSON-LD does not know.
    """
    links, typed = {term(name).value for name in _LINKS}, {term(name).value: "xsd:date" for name in _DATES}

    def noting(quads: Iterable[Quad]) -> Iterator[Quad]:
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode) and quad.graph_name != DERIVED_GRAPH:
                if quad.predicate == RDF_TYPE and quad.object.value == _OBJECT_PROPERTY:
                    links.add(quad.subject.value)
                elif quad.predicate.value == _RANGE and shorten(quad.object.value) in {"xsd:date", "xsd:decimal"}:
                    typed[quad.subject.value] = shorten(quad.object.value)
            yield quad

    triples = _triples(noting(quads))
    first = next(triples, None)  # by now all have been read, and noted
    coerced = dict.fromkeys(sorted(links), "@id") | dict(sorted(typed.items()))
    context: dict[str, object] = {"@vocab": NAMESPACE, **PREFIXES} | {
        _word(iri): {"@id": shorten(iri), "@type": kind} for iri, kind in coerced.items()
    }
    output.write(b'{"@context": ' + _dump(context) + b',\n"@graph": [')
    separator = b"\n"
    if first is not None:
        for subject, group in groupby(_chain(first, triples), key=lambda triple: triple.subject):
            node: dict[str, object] = {"@id": _name(subject)}
            for predicate, same in groupby(group, key=lambda triple: triple.predicate.value):
                if predicate == RDF_TYPE.value:
                    node["@type"] = _one_or_all([_word(_iri(triple.object)) for triple in same])
                else:
                    node[_word(predicate)] = _one_or_all([_value(triple.object, coerced.get(predicate)) for triple in same])
            output.write(separator + _dump(node))
            separator = b",\n"
    output.write(b"\n]}\n")


def _chain(first: Triple, rest: Iterator[Triple]) -> Iterator[Triple]:
    yield first
    yield from rest


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode()


def _one_or_all(values: Sequence[object]) -> object:
    return values[0] if len(values) == 1 else values


def _iri(node: object) -> str:
    if not isinstance(node, NamedNode):
        raise GraphError("the graph", f"holds {node} where JSON-LD takes an IRI", "export it as turtle or nquads")
    return node.value


def _name(node: object) -> str:
    return shorten(_iri(node))


def _word(iri: str) -> str:
    """Return a term as a key or a type: our own without a prefix."""
    local = iri.removeprefix(NAMESPACE)
    return local if local != iri and local.isalnum() else shorten(iri)


def _value(node: object, kind: str | None) -> object:
    """Return an object; what the context says of its key need not be said again."""
    if not isinstance(node, Literal):
        return _name(node) if kind == "@id" else {"@id": _name(node)}
    if node.language:
        return {"@value": node.value, "@language": node.language}
    if node.datatype == _XSD_INTEGER and str(node.value).lstrip("-").isdecimal() and str(int(node.value)) == node.value:
        return int(node.value)
    if node.datatype == _XSD_STRING:
        return node.value if kind is None else {"@value": node.value}
    datatype = shorten(node.datatype.value)
    return node.value if kind == datatype else {"@value": node.value, "@type": datatype}


class _Lines(io.RawIOBase):
    """Lines as a file, which the parser reads piece by piece."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._rest = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - typed so by io
        """Fill the buffer with as many of the next lines as go in, and return how many bytes that are; 0 at the end."""
        pieces, length = [self._rest], len(self._rest)
        while length < len(buffer) and (line := next(self._lines, None)) is not None:
            pieces.append(line.encode())
            length += len(pieces[-1])
        whole = b"".join(pieces)
        taken, self._rest = whole[: len(buffer)], whole[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def _read(lines: Iterator[str]) -> io.BufferedReader:
    return io.BufferedReader(_Lines(lines), buffer_size=1 << 20)


def _triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Yield the triples of all graphs, each once, in the order in which a person reads them."""
    lines = (f"<{s}> <{p}> {o} .\n" for _, s, _, p, o in map(_split, sort_lines(_key(quad) for quad in quads)))
    for quad in parse(_read(lines), RdfFormat.N_TRIPLES):
        yield quad.triple


def _split(key: str) -> list[str]:
    return key.split(_SEPARATOR)


def _key(quad: Quad) -> str:
    """Return what puts triples into reading order: section, subject, names and ends first, predicate, object."""
    subject, predicate = _iri(quad.subject), quad.predicate.value
    object_ = f"<<( {quad.object} )>>" if isinstance(quad.object, Triple) else str(quad.object)
    return _SEPARATOR.join((_section(subject), subject, _FIRST.get(predicate, "9"), predicate, object_))


def _graph_key(quad: Quad) -> str:
    name = quad.graph_name
    graph = name.value if isinstance(name, NamedNode) else ""
    return _SEPARATOR.join((_GRAPHS_FIRST.get(graph, "1"), graph))


def _section(iri: str) -> str:
    if iri.startswith(ID_BASE):
        token = iri.removeprefix(ID_BASE)
        return next((str(n) for n, pattern in enumerate(_SECTIONS, start=1) if re.match(pattern, token)), "0")
    return str(len(_SECTIONS) + 1) if iri.startswith(NAMESPACE.rstrip("#")) else "3"
