"""Writes answers: as a table to read, or in the standard formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)
from pyoxigraph import Literal as RdfLiteral

from kg.errors import QueryError
from kg.graph.terms import PREFIXES, shorten

Format = Literal["table", "csv", "tsv", "json", "turtle"]
FORMATS: tuple[Format, ...] = get_args(Format)

_STANDARD = {"csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON}
_WIDEST = 60


def format_results(results: QuerySolutions | QueryBoolean | QueryTriples, form: str) -> str:
    """Return an answer as `table`, `csv`, `tsv`, `json` (https://www.w3.org/TR/sparql11-results-json/) or `turtle`.

    Raises QueryError when the format does not fit: rows are no Turtle, and triples are nothing but a table or Turtle.
    """
    if isinstance(results, QueryTriples):
        return _format_triples(results, form)
    if form in _STANDARD:
        if isinstance(results, QueryBoolean) and form != "json":
            return f"{str(bool(results)).lower()}\n"
        written = results.serialize(format=_STANDARD[form])
        text = (written or b"").decode()
        return text if text.endswith("\n") else text + "\n"
    if form != "table":
        raise QueryError(
            f"format {form}", "does not fit an answer of rows", "use --format table, csv, tsv or json, or ask with CONSTRUCT"
        )
    if isinstance(results, QueryBoolean):
        return "yes\n" if results else "no\n"
    names = [variable.value for variable in results.variables]
    return _table(names, ([_cell(term) for term in solution] for solution in results))


def _format_triples(results: QueryTriples, form: str) -> str:
    triples = sorted(set(results), key=str)
    if form == "turtle":
        return (serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()
    if form == "table":
        return _table(["subject", "predicate", "object"], ([_cell(t) for t in (x.subject, x.predicate, x.object)] for x in triples))
    raise QueryError(f"format {form}", "does not fit an answer of triples", "use --format turtle or table, or ask with SELECT")


def _cell(term: NamedNode | BlankNode | RdfLiteral | Triple | None) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    return " ".join(term.value.split()) if isinstance(term, RdfLiteral) else str(term)


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows under their names in columns; a long cell pushes what follows it to the right rather than being cut."""
    cells = [list(names), *(list(row) for row in rows)]
    widths = [min(_WIDEST, max(len(row[n]) for row in cells)) for n in range(len(names))]
    cells.insert(1, ["─" * width for width in widths])
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "".join(f"{line}\n" for line in lines)
