"""What the extractor says, as accounts: of the sources that belong to a gold folder, or of the texts that gold itself carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import KgError
from kg.evaluate.account import Account, account_of
from kg.model import STANDARD, Article, Engine
from kg.ontology import load_ontology
from kg.pipeline import contract_form, extract
from kg.pipeline.progress import Progress, silent
from kg.readers.text import text_article


def predict_sources(
    sources: Iterable[str], *, ontologies: Sequence[Path] = (), engine: Engine = STANDARD, on_progress: Progress = silent
) -> Iterator[Account | KgError]:
    """Yield what is read in each article of the sources, and a KgError for each source that cannot be read.

    Raises OntologyError for the user's own `ontologies`.
    """
    for one in extract(sources, ontologies=ontologies, engine=engine, on_progress=on_progress):
        yield one if isinstance(one, KgError) else account_of(contract_form(one))


def predict_texts(
    gold: Iterable[Account], *, ontologies: Sequence[Path] = (), engine: Engine = STANDARD, on_progress: Progress = silent
) -> Iterator[Account]:
    """Yield what is read in the texts of the gold articles that carry one; see `predict_sources`."""
    from kg.extract import load_extractor

    on_progress("loading the language model", 0)
    extractor = load_extractor(load_ontology(*ontologies), engine)
    for done, extraction in enumerate(extractor.extract_all(_articles(gold)), 1):
        on_progress("articles read", done)
        yield account_of(contract_form(extraction))


def _articles(gold: Iterable[Account]) -> Iterator[Article]:
    for account in gold:
        if account.text:
            yield text_article(account.text, account.id)
