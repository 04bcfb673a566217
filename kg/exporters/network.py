"""Reads entities and statements off a stream of quads as nodes and edges, and writes them for network tools, in bounded memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import IO, Final
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Quad

from kg.exporters.sorting import sort_lines
from kg.graph.terms import (
    ALSO_A,
    ALT_LABEL,
    AS_OF,
    DERIVED_FROM,
    DERIVED_GRAPH,
    LABEL,
    OBJECT,
    ONTOLOGY_GRAPH,
    ORIGIN,
    PREDICATE,
    RDF_TYPE,
    SAME_AS,
    STATUS,
    SUBJECT,
    term,
    value_of,
)
from kg.ontology import ID_BASE, NAMESPACE

_VALIDITY = {
    term(f"tn:valid{name}{end}"): f"valid_{name.lower()}{end and '_precision'}"
    for name in ("From", "Until", "At")
    for end in ("", "Precision")
}
_KEPT: Final = {
    **{RDF_TYPE: "type", ALSO_A: "also", LABEL: "label", ALT_LABEL: "alias", SAME_AS: "same_as"},
    **{
        SUBJECT: "source",
        OBJECT: "target",
        PREDICATE: "relation",
        STATUS: "status",
        AS_OF: "as_of",
        DERIVED_FROM: "evidence",
        ORIGIN: "origin",
    },
    **_VALIDITY,
}
_STATEMENT = re.compile(re.escape(ID_BASE) + "st-[0-9a-f]{16}")
_APART = re.compile(re.escape(ID_BASE) + "(co|ev|agent|article)-[0-9a-f]{16}")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_Json = dict[str, str | int]
_DAY_LENGTH = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Node:
    """An entity: its IRI, name, types (main one first), other names, and the same thing elsewhere."""

    id: str
    label: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]

    def row(self) -> dict[str, str | int]:
        """Return the attributes beside the id, as words."""
        row: dict[str, str | int] = {"label": self.label, "type": self.types[0] if self.types else ""}
        return row | {"types": " | ".join(self.types), "aliases": " | ".join(self.aliases), "same_as": " ".join(self.same_as)}


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement: its IRI, ends, relation and label; `weight` counts its evidence, `origins` the independent articles.

    Dates are full ISO days, empty where unknown; `known` holds them no finer than they are known, by name.
    """

    id: str
    source: str
    target: str
    relation: str
    label: str
    status: str
    weight: int
    origins: int
    as_of: str
    valid_from: str
    valid_until: str
    valid_at: str
    known: Mapping[str, str]

    def row(self) -> dict[str, str | int]:
        """Return the attributes beside id and ends; dates no finer than they are known."""
        row: dict[str, str | int] = {"relation": self.relation, "label": self.label, "status": self.status}
        row |= {"weight": self.weight, "origins": self.origins, "as_of": self.as_of}
        return row | dict(self.known)


NODE_COLUMNS: Final = ("label", "type", "types", "aliases", "same_as")
EDGE_COLUMNS: Final = ("relation", "label", "status", "weight", "origins", "as_of", "valid_from", "valid_until", "valid_at")
_NUMBERS: Final = {"weight", "origins"}


def nodes_and_edges(quads: Iterable[Quad]) -> Iterator[Node | Edge]:
    """Yield all entities, sorted by IRI, and then all statements, sorted by IRI, of the quads, in whatever order those come."""
    words: dict[str, str] = {}

    def rows() -> Iterator[str]:
        for quad in quads:
            if quad.graph_name == ONTOLOGY_GRAPH:
                if quad.predicate == LABEL:
                    words[value_of(quad.subject)] = value_of(quad.object)
            elif quad.graph_name == DERIVED_GRAPH and (name := _KEPT.get(quad.predicate)):
                subject = value_of(quad.subject)
                if subject.startswith(ID_BASE) and not _APART.fullmatch(subject):
                    section = 1 if _STATEMENT.fullmatch(subject) else 0
                    yield json.dumps([section, subject, name, value_of(quad.object)], ensure_ascii=False)

    parsed = (json.loads(line) for line in sort_lines(rows()))
    for (section, iri), group in groupby(parsed, key=lambda row: (row[0], row[1])):
        values: dict[str, list[str]] = {}
        for _, _, name, value in group:
            values.setdefault(name, []).append(value)
        if section and {"source", "target", "relation"} <= values.keys():
            yield _edge(iri, values, words)
        elif not section and "label" in values:
            yield _node(iri, values)


def _node(iri: str, values: Mapping[str, list[str]]) -> Node:
    also = values.get("also", ())
    own = (name for name in values.get("type", ()) if name.startswith(NAMESPACE))
    types = tuple(name.removeprefix(NAMESPACE) for name in sorted(own, key=lambda name: name in also))
    return Node(iri, values["label"][0], types, tuple(values.get("alias", ())), tuple(values.get("same_as", ())))


def _edge(iri: str, values: Mapping[str, list[str]], words: Mapping[str, str]) -> Edge:
    def one(name: str) -> str:
        return next(iter(values.get(name, ())), "")

    names = ("valid_from", "valid_until", "valid_at")
    known = {name: one(name)[: _DAY_LENGTH.get(one(f"{name}_precision").removeprefix(NAMESPACE), 10)] for name in names}
    relation = one("relation")
    return Edge(
        id=iri,
        source=one("source"),
        target=one("target"),
        relation=relation.removeprefix(NAMESPACE),
        label=words.get(relation, relation.removeprefix(NAMESPACE)),
        status=one("status").removeprefix(NAMESPACE),
        weight=len(values.get("evidence", ())),
        origins=len(values.get("origin", ())),
        as_of=one("as_of"),
        valid_from=one("valid_from"),
        valid_until=one("valid_until"),
        valid_at=one("valid_at"),
        known=known,
    )


def graphml(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Write entities and statements as GraphML (http://graphml.graphdrawing.org/specification.html), as Gephi and yEd read it."""

    def write(text: str) -> None:
        output.write(text.encode())

    write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for kind, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        for name in columns:
            of_type = "int" if name in _NUMBERS else "string"
            write(f'  <key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{of_type}"/>\n')
    write('  <graph edgedefault="directed">\n')
    for one in nodes_and_edges(quads):
        kind = "node" if isinstance(one, Node) else "edge"
        ends = "" if isinstance(one, Node) else f" source={_attribute(one.source)} target={_attribute(one.target)}"
        write(f"    <{kind} id={_attribute(one.id)}{ends}>\n")
        for name, value in one.row().items():
            if value != "":
                write(f'      <data key="{kind}_{name}">{_text(value)}</data>\n')
        write(f"    </{kind}>\n")
    write("  </graph>\n</graphml>\n")


def gexf(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Write entities and statements as GEXF 1.2 (https://gexf.net/1.2/), dynamic: Gephi's timeline shows when a fact holds."""

    def write(text: str) -> None:
        output.write(text.encode())

    write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n')
    write('  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n')
    columns = {
        "node": [name for name in NODE_COLUMNS if name != "label"],
        "edge": [n for n in EDGE_COLUMNS if n not in {"label", "weight"}],
    }
    for kind, names in columns.items():
        write(f'    <attributes class="{kind}" mode="static">\n')
        for name in names:
            of_type = "integer" if name in _NUMBERS else "string"
            write(f'      <attribute id="{kind}_{name}" title="{name}" type="{of_type}"/>\n')
        write("    </attributes>\n")
    section = "nodes"
    write("    <nodes>\n")
    for one in nodes_and_edges(quads):
        if isinstance(one, Edge) and section == "nodes":
            section = "edges"
            write("    </nodes>\n    <edges>\n")
        _write_gexf(one, columns["node" if isinstance(one, Node) else "edge"], write)
    write(f"    </{section}>\n")
    if section == "nodes":
        write("    <edges/>\n")
    write("  </graph>\n</gexf>\n")


def _write_gexf(one: Node | Edge, names: Iterable[str], write: Callable[[str], None]) -> None:
    if isinstance(one, Node):
        kind = "node"
        write(f"      <node id={_attribute(one.id)} label={_attribute(one.label)}>\n")
    else:
        kind = "edge"
        dates = (("start", one.valid_from or one.valid_at), ("end", one.valid_until or one.valid_at))
        when = "".join(f' {name}="{day}"' for name, day in dates if day)
        ends = f"source={_attribute(one.source)} target={_attribute(one.target)}"
        write(f'      <edge id={_attribute(one.id)} {ends} label={_attribute(one.label)} weight="{max(one.weight, 1)}"{when}>\n')
    row = one.row()
    given = [(name, row[name]) for name in names if row[name] != ""]
    if given:
        values = "".join(f'<attvalue for="{kind}_{name}" value={_attribute(value)}/>' for name, value in given)
        write(f"        <attvalues>{values}</attvalues>\n")
    write(f"      </{kind}>\n")


def cytoscape(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Write entities and statements as Cytoscape.js JSON (https://js.cytoscape.org/#notation/elements-json), one element a line."""
    _write_json(quads, output, b'{"elements": {"nodes": [', b'], "edges": [', b"]}}\n", lambda element: {"data": element})


def cosmograph(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Write entities and statements as `nodes` and `links`, as Cosmograph and d3 read them (https://cosmograph.app), one a line."""
    _write_json(quads, output, b'{"nodes": [', b'], "links": [', b"]}\n", lambda element: element)


def _write_json(
    quads: Iterable[Quad], output: IO[bytes], head: bytes, between: bytes, tail: bytes, wrap: Callable[[_Json], object]
) -> None:
    output.write(head)
    separator, in_edges = b"\n", False
    for one in nodes_and_edges(quads):
        element: _Json = {"id": one.id}
        if isinstance(one, Edge):
            element |= {"source": one.source, "target": one.target}
            if not in_edges:
                output.write(b"\n" + between)
                separator, in_edges = b"\n", True
        element |= {name: value for name, value in one.row().items() if value != ""}
        output.write(separator + json.dumps(wrap(element), ensure_ascii=False).encode())
        separator = b",\n"
    if not in_edges:
        output.write(b"\n" + between)
    output.write(b"\n" + tail)


def _text(value: str | int) -> str:
    return escape(_NOT_XML.sub("", str(value)))


def _attribute(value: str | int) -> str:
    return quoteattr(_NOT_XML.sub("", str(value)))
