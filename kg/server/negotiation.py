"""Chooses the form of an answer by the Accept header (https://www.rfc-editor.org/rfc/rfc9110#name-accept)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

ROWS: Final = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
    "text/xml",
)
TRIPLES: Final = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/json",
    "application/xml",
    "text/plain",
)


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that the header likes best, the earliest of equals; None when it likes none of them."""
    wanted = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best, best_quality = None, 0.0
    for media_type in offered:
        fitting = [(_exactness(pattern), quality) for pattern, quality in wanted if _fits(media_type, pattern)]
        quality = max(fitting)[1] if fitting else 0.0
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


def _range(part: str) -> tuple[str, float]:
    pattern, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
    try:
        return pattern, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return pattern, 0.0


def _exactness(pattern: str) -> int:
    return 0 if pattern == "*/*" else 1 if pattern.endswith("/*") else 2


def _fits(media_type: str, pattern: str) -> bool:
    return pattern in {"*/*", media_type} or (pattern.endswith("/*") and media_type.startswith(pattern[:-1]))
