"""Bytes given to a reader as if they were a file's."""

from __future__ import annotations

import io
from collections.abc import Mapping

from kg.errors import SourceError
from kg.model import Article
from kg.readers import Reader, Source


def found(reader: Reader, content: bytes, columns: Mapping[str, str] | None = None) -> list[Article | SourceError]:
    """Return all that a reader yields, and what it raises as the last of it."""
    results: list[Article | SourceError] = []
    try:
        results.extend(reader(Source(io.BytesIO(content), "loom", columns or {})))
    except SourceError as error:
        results.append(error)
    return results


def articles(reader: Reader, content: bytes, columns: Mapping[str, str] | None = None) -> list[Article]:
    """Return the articles that a reader yields when nothing fails."""
    results = found(reader, content, columns)
    assert all(isinstance(one, Article) for one in results), results
    return [one for one in results if isinstance(one, Article)]


def problems(reader: Reader, content: bytes) -> list[str]:
    """Return the problems that a reader tells of."""
    return [one.problem for one in found(reader, content) if isinstance(one, SourceError)]


def marked(article: Article, kind: str) -> list[str]:
    """Return the words of the passages of one kind."""
    return [passage.span.of(article.text) for passage in article.passages if passage.kind == kind]
