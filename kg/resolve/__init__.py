"""Who is who across articles: scored, named reasons and people's rulings, all of which can be explained and undone."""

from kg.resolve.identity import resolve

__all__ = ["resolve"]
