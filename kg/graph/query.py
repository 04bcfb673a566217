"""Asks the store: SPARQL text, and named questions with parameters. Knows nothing of how answers look (see `results`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import QueryError
from kg.graph.describe import find_entity
from kg.graph.guard import may_call_out, names_dataset
from kg.graph.results import format_results
from kg.graph.terms import PREFIXES

QueryResults = QuerySolutions | QueryBoolean | QueryTriples

QUERIES: Final = Path(__file__).parent / "queries"
_HEADER = re.compile(r"# (title|parameter|example): (.*)")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_UPDATE = re.compile(
    r"\s*(?:(?:prefix|base)\b[^>]*>\s*)*(insert|delete|load|clear|create|drop|add|move|copy|with)\b", re.IGNORECASE
)

__all__ = ["NamedQuestion", "Parameter", "QueryResults", "answer", "ask", "format_results", "questions"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: an entity, given by name or IRI."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuestion:
    """A question of `queries/NAME.rq`: its text holds `$parameter` where a term goes in."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str


def ask(store: Store, sparql: str) -> QueryResults:
    """Return the answer to a SPARQL 1.1 query (https://www.w3.org/TR/sparql11-query/) over the union of all graphs.

    The prefixes of our own form need no declaration; FROM, where given, chooses the graphs instead. Raises QueryError, in one line,
    for a query that cannot be parsed (with line and column), that would change the store, or that would call another server.
    """
    if may_call_out(sparql):
        raise QueryError("the query", "calls another server with SERVICE, or could", "take SERVICE out; ask each store by itself")
    try:
        return store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=not names_dataset(sparql))
    except SyntaxError as error:
        if update := _UPDATE.match(sparql):
            raise QueryError(
                "the query", f"is an update ({update[1].upper()})", "only questions are answered: SELECT, ASK, CONSTRUCT, DESCRIBE"
            ) from None
        raise _syntax_error(sparql, str(error)) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError("the query", f"cannot be answered ({_one_line(str(error))})", "simplify the query") from None


def questions() -> Mapping[str, NamedQuestion]:
    """Return the named questions by name, sorted."""
    return {path.stem: _read(path) for path in sorted(QUERIES.glob("*.rq"))}


def answer(store: Store, name: str, parameters: Mapping[str, str]) -> QueryResults:
    """Return the answer to a named question.

    Raises QueryError for an unknown question, a parameter unknown or missing, or an unknown entity; it says what there is.
    """
    known = questions()
    if name not in known:
        raise QueryError(f'"{name}"', "is no question", f"there are: {', '.join(known)} (SPARQL needs blanks or a brace)")
    question = known[name]
    wanted = {parameter.name for parameter in question.parameters}
    if wrong := sorted(set(parameters) ^ wanted):
        problem = "unknown parameter" if wrong[0] in parameters else "missing parameter"
        raise QueryError(f"question {name}", f"{problem} {wrong[0]}", f"ask like this: {question.example}")
    sparql = question.sparql
    for parameter in sorted(wanted):
        # The IRI comes from the store and is written by the engine's own serializer: nothing of the user's text goes in.
        node = str(NamedNode(find_entity(store, parameters[parameter])))
        sparql = re.sub(rf"\${parameter}\b", node, sparql)
    return ask(store, sparql)


def _read(path: Path) -> NamedQuestion:
    text = path.read_text(encoding="utf-8")
    headers: dict[str, list[str]] = {}
    for key, value in _HEADER.findall(text):
        headers.setdefault(key, []).append(value)
    parameters = (line.partition(": ") for line in headers.get("parameter", ()))
    return NamedQuestion(
        name=path.stem,
        title=headers["title"][0],
        parameters=tuple(Parameter(name, description) for name, _, description in parameters),
        example=headers["example"][0],
        sparql="\n".join(line for line in text.splitlines() if not line.startswith("#")) + "\n",
    )


def _syntax_error(sparql: str, message: str) -> QueryError:
    """Return the error with its place: line, column, and the text around it."""
    found = _PLACE.search(message)
    if not found:
        return QueryError("the query", f"is not SPARQL ({_one_line(message)})", "correct it")
    line, column = int(found[1]), int(found[2])
    lines = sparql.splitlines() or [""]
    there = lines[min(line, len(lines)) - 1][max(0, column - 20) : column + 10].strip()
    return QueryError("the query", f'is not SPARQL: line {line}, column {column}, near "{there}"', "correct it there")


def _one_line(message: str) -> str:
    return " ".join(message.split())[:200]
