"""The failures a person can mend: each names the input it came from and the remedy.

Anything that is not a `KgError` is a bug and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable


class KgError(Exception):
    """A failure that one line can explain: what is wrong with which input, and what to do."""

    def __init__(self, subject: str, problem: str, remedy: str) -> None:
        self.subject = " ".join(subject.split())
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{self.subject}: {problem}; {remedy}")


class SourceError(KgError):
    """A source that cannot be read: the batch goes on without it."""


class OntologyError(KgError):
    """An ontology folder with errors: carries all of them, one line each."""

    def __init__(self, folder: str, errors: Iterable[str]) -> None:
        self.errors = tuple(errors)
        listed = "".join(f"\n  {error}" for error in self.errors)
        super().__init__(folder, f"{len(self.errors)} errors in the ontology", f"correct these lines:{listed}")


class GraphError(KgError):
    """A graph folder that cannot be used."""


class QueryError(KgError):
    """A query that cannot be parsed or answered."""


class ModelError(KgError):
    """A language model that is not installed, or lacks what reading needs."""
