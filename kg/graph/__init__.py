"""The graph: from claims and identities to quads, the folder and store that keep them, and the questions one can ask."""

from kg.graph.assembly import Assembly, assemble
from kg.graph.facts import Refusal
from kg.graph.folder import GraphFolder
from kg.graph.store import open_store, write_store

__all__ = ["Assembly", "GraphFolder", "Refusal", "assemble", "open_store", "write_store"]
