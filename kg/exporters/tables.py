"""Writes entities and statements as two tables in a folder: for a spreadsheet or a notebook, and for Neo4j's import."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from kg.exporters.network import EDGE_COLUMNS, NODE_COLUMNS, Node, nodes_and_edges

_NEO4J_NODE: Final = ("iri:ID", "name", "aliases:string[]", "sameAs:string[]", ":LABEL")
_NEO4J_EDGE: Final = (
    *(":START_ID", ":END_ID", ":TYPE", "statement", "relation", "status", "weight:int", "origins:int", "asOf:date"),
    *("validFrom:date", "validUntil:date", "validAt:date"),
)


def tables(quads: Iterable[Quad], folder: Path) -> None:
    """Write `nodes.csv` and `edges.csv` (https://www.rfc-editor.org/rfc/rfc4180), one row an entity and one a statement."""
    with ExitStack() as files:
        nodes = _writer(files, folder / "nodes.csv", ("id", *NODE_COLUMNS))
        edges = _writer(files, folder / "edges.csv", ("id", "source", "target", *EDGE_COLUMNS))
        for one in nodes_and_edges(quads):
            row = one.row()
            if isinstance(one, Node):
                nodes.writerow([one.id, *(row[name] for name in NODE_COLUMNS)])
            else:
                edges.writerow([one.id, one.source, one.target, *(row[name] for name in EDGE_COLUMNS)])


def neo4j(quads: Iterable[Quad], folder: Path) -> None:
    """Write `nodes.csv` and `relationships.csv` with the headers of `neo4j-admin database import`.

    See https://neo4j.com/docs/operations-manual/current/import/ for the header format. Lists are joined by `;`, the tool's default.
    """
    with ExitStack() as files:
        nodes = _writer(files, folder / "nodes.csv", _NEO4J_NODE)
        edges = _writer(files, folder / "relationships.csv", _NEO4J_EDGE)
        for one in nodes_and_edges(quads):
            if isinstance(one, Node):
                nodes.writerow([one.id, one.label, _list(one.aliases), _list(one.same_as), _list(("Entity", *one.types))])
            else:
                dates = (one.as_of, one.valid_from, one.valid_until, one.valid_at)
                kind = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", one.relation).upper()
                edges.writerow([one.source, one.target, kind, one.id, one.relation, one.status, one.weight, one.origins, *dates])


def _list(values: Iterable[str]) -> str:
    return ";".join(value.replace(";", ",") for value in values)


def _writer(files: ExitStack, path: Path, header: Iterable[str]) -> csv._writer:  # type: ignore[name-defined]
    writer = csv.writer(files.enter_context(path.open("w", encoding="utf-8", newline="")), lineterminator="\r\n")
    writer.writerow(header)
    return writer
