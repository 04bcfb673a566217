"""Asks the store: SPARQL text, and named questions with parameters. Knows nothing of how answers look (see `results`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import QueryError
from kg.graph.describe import find_entity
from kg.graph.guard import may_call_out, names_dataset
from kg.graph.results import format_results
from kg.graph.terms import PREFIXES, term

QueryResults = QuerySolutions | QueryBoolean | QueryTriples

# Oxigraph orders joins by the form of their patterns alone, so how a question is written decides how fast it is: it finds its few
# statements first, in a sub-select where that takes several steps, and looks up what it only shows in OPTIONALs of one triple each.
# One of several triples, or one that comes late in a long chain, is joined with the whole graph instead.
QUERIES: Final = Path(__file__).parent / "queries"
_HEADER = re.compile(r"# (title|parameter|example): (.*)")
_PARAMETER = re.compile(r"(\w+)(?: \((date)\))?: (.+)")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_UPDATE = re.compile(
    r"\s*(?:(?:prefix|base)\b[^>]*>\s*)*(insert|delete|load|clear|create|drop|add|move|copy|with)\b", re.IGNORECASE
)

ParameterKind = Literal["entity", "date"]

__all__ = ["NamedQuestion", "Parameter", "ParameterKind", "QueryResults", "answer", "ask", "bind", "format_results", "questions"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: an entity, given by name or IRI, or a date, given as YYYY-MM-DD."""

    name: str
    kind: ParameterKind
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuestion:
    """A question of `queries/NAME.rq`: its text holds `$parameter` where a term goes in."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str


def ask(
    store: Store,
    sparql: str,
    *,
    base: str | None = None,
    default_graphs: Sequence[NamedNode] | None = None,
    named_graphs: Sequence[NamedNode] | None = None,
) -> QueryResults:
    """Return the answer to a SPARQL 1.1 query (https://www.w3.org/TR/sparql11-query/) over the union of all graphs.

    The prefixes of our own form need no declaration, and relative IRIs are taken against `base` where one is given. FROM, where
    given, chooses the graphs instead; graphs given as arguments take the place of FROM
    (https://www.w3.org/TR/sparql11-protocol/#dataset). Raises QueryError, in one line, for a query that cannot be
    parsed (with line and column), that would change the store, or that would call another server.
    """
    if may_call_out(sparql):
        raise QueryError("the query", "calls another server with SERVICE, or could", "take SERVICE out; ask each store by itself")
    try:
        if default_graphs is None and named_graphs is None:
            return store.query(sparql, base_iri=base, prefixes=PREFIXES, use_default_graph_as_union=not names_dataset(sparql))
        default, named = list(default_graphs or ()), list(named_graphs or ())
        return store.query(sparql, base_iri=base, prefixes=PREFIXES, default_graph=[*default], named_graphs=[*named])
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
    """Return the answer to a named question; raises QueryError as `bind` does."""
    return ask(store, bind(store, name, parameters))


def bind(store: Store, name: str, parameters: Mapping[str, str]) -> str:
    """Return the SPARQL of a named question with its parameters put in: what any engine that knows our prefixes can answer.

    Raises QueryError for an unknown question, a parameter unknown or missing, an unknown entity, or a bad date.
    """
    known = questions()
    if name not in known:
        raise QueryError(f'"{name}"', "is no question", f"there are: {', '.join(known)} (SPARQL needs blanks or a brace)")
    question = known[name]
    wanted = {parameter.name: parameter.kind for parameter in question.parameters}
    if wrong := sorted(parameters.keys() ^ wanted.keys()):
        problem = "unknown parameter" if wrong[0] in parameters else "missing parameter"
        raise QueryError(f"question {name}", f"{problem} {wrong[0]}", f"ask like this: {question.example}")
    terms = {
        name: (_entity(store, parameters[name]) if kind == "entity" else _day(parameters[name])) for name, kind in wanted.items()
    }
    return re.sub(r"\$(\w+)", lambda found: terms[found[1]], question.sparql)


def _entity(store: Store, name_or_iri: str) -> str:
    """Return the term for an entity: its IRI comes from the store, and nothing of the user's text goes into the query."""
    return str(NamedNode(find_entity(store, name_or_iri)))


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise QueryError(f'"{text}"', "is no date", "write it as YYYY-MM-DD") from None
    return str(RdfLiteral(day.isoformat(), datatype=term("xsd:date")))


def _read(path: Path) -> NamedQuestion:
    text = path.read_text(encoding="utf-8")
    headers: dict[str, list[str]] = {}
    for key, value in _HEADER.findall(text):
        headers.setdefault(key, []).append(value)
    parameters = (_PARAMETER.fullmatch(line) for line in headers.get("parameter", ()))
    return NamedQuestion(
        name=path.stem,
        title=headers["title"][0],
        parameters=tuple(Parameter(found[1], "date" if found[2] else "entity", found[3]) for found in parameters if found),
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
