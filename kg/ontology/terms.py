"""The IRIs that the ontology's own files are written in."""

from __future__ import annotations

NAMESPACE = "https://w3id.org/technews/ns#"
ID_BASE = "https://w3id.org/technews/id/"
