"""Finds an entity by name and says all that the graph knows of it, each fact with its sentences."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import QueryError
from kg.graph.statements import Statement, StatementReader
from kg.graph.terms import ALT_LABEL, DERIVED_GRAPH, FORMER_IRI, LABEL, shorten, value_of
from kg.model import name_key
from kg.ontology import ID_BASE


@dataclass(frozen=True, slots=True)
class DescribedFact:
    """A statement, with the names of its subject and object."""

    subject: str
    object: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Description:
    """An entity: IRI, names (`aliases` without the main one), classes, the same thing elsewhere, and its facts.

    Facts are sorted: those the entity is the subject of first, current ones first, then by relation and name.
    """

    iri: str
    name: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    facts: tuple[DescribedFact, ...]


def describe(store: Store, entity: str) -> Description:
    """Return what the graph knows of an entity, given by name or IRI. Raises QueryError when it knows no such entity."""
    iri = find_entity(store, entity)
    reader = StatementReader(store)
    facts = [DescribedFact(reader.name(one.subject), reader.name(one.object), one) for one in reader.about(iri)]
    return Description(
        iri=iri,
        name=reader.name(iri),
        types=reader.types(iri),
        aliases=reader.aliases(iri),
        same_as=reader.same_as(iri),
        facts=tuple(sorted(facts, key=lambda fact: _rank(fact, iri))),
    )


def _rank(fact: DescribedFact, entity: str) -> tuple[bool, bool, str, str, str, str]:
    one = fact.statement
    return one.subject != entity, one.status != "current", one.relation, fact.subject, fact.object, one.iri


def find_entity(store: Store, name_or_iri: str) -> str:
    """Return the IRI of the entity that a name (in any case), an IRI or `id:slug` stands for.

    A main name written just so goes before one in another case, that before an alias, and an alias before a name that is the same
    but for accents, legal form or punctuation.
    Raises QueryError when nothing fits, with close names, and when several things fit equally well, with their IRIs.
    """
    wanted = name_or_iri.strip().removeprefix("<").removesuffix(">")
    iri = ID_BASE + wanted.removeprefix("id:") if wanted.startswith("id:") else wanted
    if iri.startswith(ID_BASE):
        if _is_entity(store, iri):
            return iri
        if now := _made_one_with(store, iri):
            return now
    exact = {value_of(quad.subject) for quad in store.quads_for_pattern(None, LABEL, Literal(wanted), DERIVED_GRAPH)}
    if len(exact) == 1:  # one look into the index: a large graph has too many names to compare each
        return exact.pop()
    found: dict[int, set[str]] = defaultdict(set)
    names: set[str] = set()
    key = name_key(wanted)
    for rank, predicate in enumerate((LABEL, ALT_LABEL)):
        for quad in store.quads_for_pattern(None, predicate, None, DERIVED_GRAPH):
            name = value_of(quad.object)
            names.add(name)
            if name.casefold() == wanted.casefold():
                found[rank].add(value_of(quad.subject))
            elif name_key(name) == key:
                found[2 + rank].add(value_of(quad.subject))
    if not found:
        raise QueryError(f'"{wanted}"', "names nothing in the graph", _suggest(wanted, names))
    best = sorted(found[min(found)])
    if len(best) > 1:
        raise QueryError(f'"{wanted}"', f"names {len(best)} things", f"say which: {', '.join(shorten(iri) for iri in best)}")
    return best[0]


def _is_entity(store: Store, iri: str) -> bool:
    try:
        return any(store.quads_for_pattern(NamedNode(iri), LABEL, None, DERIVED_GRAPH))
    except ValueError:  # not an IRI at all
        return False


def _made_one_with(store: Store, iri: str) -> str | None:
    """Return the entity that an IRI stands for since a ruling made it one with another, or None."""
    try:
        found = store.quads_for_pattern(None, FORMER_IRI, NamedNode(iri), DERIVED_GRAPH)
        return next((value_of(quad.subject) for quad in found), None)
    except ValueError:
        return None


def _suggest(wanted: str, names: set[str]) -> str:
    """Return the remedy for a name that was not found: the names closest to it."""
    by_lower = {name.casefold(): name for name in sorted(names)}
    close = difflib.get_close_matches(wanted.casefold(), sorted(by_lower), n=5, cutoff=0.6)
    part = [low for low in sorted(by_lower) if wanted.casefold() in low][: 5 - len(close)]
    listed = [by_lower[low] for low in dict.fromkeys([*close, *part])]
    return f"close to it: {', '.join(listed)}" if listed else "look at the names with: kg export --format turtle, or kg view"
