"""Who is who across articles: exact names and compatible types, never similarity alone."""

from kg.resolve.identity import resolve

__all__ = ["resolve"]
