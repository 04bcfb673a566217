"""The forms in which a graph leaves `kg`: one plain function each, in an explicit table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Final

from pyoxigraph import Store

from kg.exporters.rdf import nquads, turtle

Exporter = Callable[[Store, IO[bytes]], None]

EXPORTERS: Final[Mapping[str, Exporter]] = {"nquads": nquads, "turtle": turtle}

__all__ = ["EXPORTERS", "Exporter", "nquads", "turtle"]
