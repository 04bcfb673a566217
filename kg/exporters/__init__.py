"""The forms in which a graph leaves `kg`: one plain function each, in an explicit table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Final

from pyoxigraph import Quad

from kg.exporters.network import cosmograph, cytoscape, gexf, graphml
from kg.exporters.part import Only, Part, inferred, quads_of, reified
from kg.exporters.rdf import jsonld, nquads, ntriples, trig, turtle
from kg.exporters.tables import neo4j, tables

Exporter = Callable[[Iterable[Quad], IO[bytes]], None]
"""Writes quads, whatever their order, as one file; a store is such quads."""

FolderExporter = Callable[[Iterable[Quad], Path], None]
"""Writes quads, whatever their order, as files in a folder that is there."""

RDF_EXPORTERS: Final[Mapping[str, Exporter]] = {
    "turtle": turtle,
    "trig": trig,
    "nquads": nquads,
    "ntriples": ntriples,
    "jsonld": jsonld,
}
EXPORTERS: Final[Mapping[str, Exporter]] = {
    **RDF_EXPORTERS,
    "graphml": graphml,
    "gexf": gexf,
    "cytoscape": cytoscape,
    "cosmograph": cosmograph,
}
FOLDER_EXPORTERS: Final[Mapping[str, FolderExporter]] = {"csv": tables, "neo4j": neo4j}

__all__ = [
    "EXPORTERS",
    "FOLDER_EXPORTERS",
    "RDF_EXPORTERS",
    "Exporter",
    "FolderExporter",
    "Only",
    "Part",
    "inferred",
    "quads_of",
    "reified",
]
