"""Reads and extracts; what comes out is kept by whoever asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.errors import KgError, SourceError
from kg.model import STANDARD, Article, Engine, Extraction
from kg.ontology import Ontology, load_ontology
from kg.pipeline.progress import Progress, silent
from kg.readers import read

if TYPE_CHECKING:
    from kg.extract import Extractor
    from kg.extract.explain import Explanation

T = TypeVar("T")

LONGEST = 1_000_000  # characters: the most that the language model takes, and a shelf of novels for one article


def articles_of(
    sources: Iterable[str], failures: list[KgError], columns: Mapping[str, str] | None = None, *, allow_private: bool = False
) -> Iterator[Article]:
    """Yield the articles of the sources; put a failure on the list for each source that cannot be read."""
    for one in read(sources, columns, allow_private=allow_private):
        if isinstance(one, SourceError):
            failures.append(one)
        elif len(one.text) > LONGEST:
            failures.append(SourceError(one.source, f"is longer than {LONGEST:,} characters", "split it into articles"))
        else:
            yield one


def extract(
    sources: Iterable[str],
    *,
    ontologies: Sequence[Path] = (),
    columns: Mapping[str, str] | None = None,
    allow_private: bool = False,
    engine: Engine = STANDARD,
    on_progress: Progress = silent,
) -> Iterator[Extraction | KgError]:
    """Yield what each article of the sources says, in order, and a KgError for each source that cannot be read.

    Addresses within private networks are fetched only if that is allowed; `columns` says what exports call an
    article's fields. Raises OntologyError for the user's own `ontologies`, and ModelError for an `engine` that cannot be loaded.
    """
    failures: list[KgError] = []
    articles = articles_of(sources, failures, columns, allow_private=allow_private)
    return _each(
        articles, failures, load_ontology(*ontologies), engine, on_progress, lambda extractor, every: extractor.extract_all(every)
    )


def explain(
    sources: Iterable[str],
    *,
    ontologies: Sequence[Path] = (),
    columns: Mapping[str, str] | None = None,
    allow_private: bool = False,
    engine: Engine = STANDARD,
    on_progress: Progress = silent,
) -> Iterator[Explanation | KgError]:
    """Yield for each article of the sources which sentences gave no claim and why; otherwise like `extract`."""
    from kg.extract.explain import explain_all

    failures: list[KgError] = []
    articles = articles_of(sources, failures, columns, allow_private=allow_private)
    return _each(articles, failures, load_ontology(*ontologies), engine, on_progress, explain_all)


def _each(
    articles: Iterator[Article],
    failures: list[KgError],
    ontology: Ontology,
    engine: Engine,
    on_progress: Progress,
    read: Callable[[Extractor, Iterable[Article]], Iterator[T]],
) -> Iterator[T | KgError]:
    """Yield what is made of each article, and the failures as they come up; the model is loaded only for a first article."""
    first = next(articles, None)
    if first is not None:
        from kg.extract import load_extractor

        on_progress("loading the language model", 0)
        for done, one in enumerate(read(load_extractor(ontology, engine), chain([first], articles)), 1):
            while failures:
                yield failures.pop(0)
            on_progress("articles read", done)
            yield one
    yield from failures
