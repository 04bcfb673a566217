"""The graph over HTTP: a read-only SPARQL endpoint, its editor, the view, and a page for each entity. Writes nothing."""

from kg.server.app import create_app, serve
from kg.server.settings import Settings

__all__ = ["Settings", "create_app", "serve"]
