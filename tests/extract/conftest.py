"""Short texts read by the real extractor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Extractor
from kg.model import Article, Extraction, facts_of

Read = Callable[..., Extraction]
Facts = Callable[..., set[str]]


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    """Return a function that reads a text as an article."""

    def of(text: str, **fields: object) -> Extraction:
        return extractor.extract(Article(id="a", source="a.txt", text=text, **fields))

    return of


@pytest.fixture(scope="session")
def facts(read: Read) -> Facts:
    """Return a function that gives a text's facts as words: `Ada Byron ceoOf Acme current`."""

    def of(text: str, **fields: object) -> set[str]:
        extraction = read(text, **fields)
        name = {cluster.id: cluster.name for cluster in extraction.clusters}
        return {f"{name[fact.subject]} {fact.relation} {name[fact.object]} {fact.status}" for fact in facts_of(extraction.claims)}

    return of
