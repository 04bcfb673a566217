"""Finds the Wikidata ids of entities in a local extract: candidates by name, scored like any other identity. Calls nobody.

Reads the JSON dump's form (https://www.wikidata.org/wiki/Wikidata:Database_download), one entity a line, and N-Triples with
rdfs:label, skos:altLabel and wdt:P31; both also compressed with gzip or bzip2. The file is read once, and only what has one of our
names is kept.
"""

from __future__ import annotations

import bz2
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.errors import SourceError
from kg.model import Entity
from kg.ontology import Ontology
from kg.resolve.names import Names
from kg.resolve.readings import family, key_of

WIKIDATA = "http://www.wikidata.org/entity/"
ENOUGH = 0.8
# Classes of Wikidata whose members are of one family of ours (`none`: pages about words); most others say nothing here.
_ORGANIZATIONS = ("Q4830453", "Q6881511", "Q783794", "Q891723", "Q43229", "Q163740", "Q327333", "Q3918", "Q11032", "Q1110794")
_PRODUCTS = ("Q7397", "Q22645", "Q2424752", "Q9135", "Q35127", "Q618779")
_PLACES = ("Q515", "Q6256", "Q35657", "Q486972", "Q1549591", "Q3624078")
_WORDS = ("Q4167410", "Q101352", "Q202444", "Q12308941", "Q11879590")
_FAMILY = {
    "Q5": "Person",
    **dict.fromkeys((*_ORGANIZATIONS, *_PRODUCTS), "Organization"),
    **dict.fromkeys(_PLACES, "Place"),
    **dict.fromkeys(_WORDS, "none"),
}
_LABEL, _ALIAS = "label", "alias"


@dataclass(slots=True)
class Candidate:
    """An entity of Wikidata: its id, English names, and the ids of its classes."""

    id: str
    labels: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Match:
    """An entity's Wikidata IRI, with score and reasons."""

    entity: str
    wikidata: str
    score: float
    reasons: tuple[str, ...]


def match(entities: Iterable[Entity], beside: Mapping[str, frozenset[str]], dump: Path, ontology: Ontology) -> list[Match]:
    """Return the matches that score enough, sorted by entity; of several that fit alike, none.

    `beside` gives the Wikidata IRIs of the entities that facts tie to each. Raises SourceError for a file that is no extract.
    """
    names = Names.of(ontology)
    wanted: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if not any(iri.startswith(WIKIDATA) for iri in entity.same_as) and family(entity.types[0], ontology) != "Topic":
            for key in {key_of(name, entity.types, names, ontology) for name in (entity.name, *entity.aliases)}:
                if family(entity.types[0], ontology) != "Person" or " " in key:
                    wanted[key].append(entity)
    scored: dict[str, list[Match]] = defaultdict(list)
    for candidate in candidates(dump):
        keys = {
            (key_of(name, (kind,), names, ontology), how)
            for how, given in ((_LABEL, candidate.labels), (_ALIAS, candidate.aliases))
            for name in given
            for kind in ("Person", "Organization")
        }
        fitting = {entity.iri: entity for key, _ in keys for entity in wanted.get(key, ())}
        for entity in fitting.values():
            if found := _score(entity, candidate, {key for key, how in keys if how == _LABEL}, beside, names, ontology):
                scored[entity.iri].append(found)
    chosen = []
    for found_here in scored.values():
        best = sorted(found_here, key=lambda one: (-one.score, one.wikidata))
        if best[0].score >= ENOUGH and (len(best) == 1 or best[1].score < best[0].score):
            chosen.append(best[0])
    return sorted(chosen, key=lambda one: one.entity)


def _score(
    entity: Entity, candidate: Candidate, labels: set[str], beside: Mapping[str, frozenset[str]], names: Names, ontology: Ontology
) -> Match | None:
    own = family(entity.types[0], ontology)
    theirs = {_FAMILY[one] for one in candidate.classes if one in _FAMILY}
    if "none" in theirs or (theirs and own not in theirs) or (own == "Person" and not theirs):
        return None
    main = key_of(entity.name, entity.types, names, ontology) in labels
    reasons = ["same name as its label" if main else "one of its other names"]
    score = 0.7 if main else 0.55
    if theirs:
        reasons.append("same kind")
        score += 0.1
    if own == "Person" and len(entity.name.split()) < 2:
        score -= 0.3
    if {WIKIDATA + one for one in candidate.ids} & beside.get(entity.iri, frozenset()):
        reasons.append("tied to the same entities")
        score += 0.2
    if any(alias in candidate.aliases for alias in entity.aliases if alias != entity.name):
        reasons.append("another name agrees")
        score += 0.1
    return Match(entity.iri, WIKIDATA + candidate.id, round(min(score, 1.0), 2), tuple(reasons))


def candidates(dump: Path) -> Iterator[Candidate]:
    """Yield the entities of an extract. Raises SourceError when it is none."""
    plain = dump.name.removesuffix(".gz").removesuffix(".bz2")
    try:
        with _opened(dump) as file:
            yield from _of_triples(file) if plain.endswith((".nt", ".ttl")) else _of_json(file)
    except (OSError, EOFError, ValueError, SyntaxError, KeyError, TypeError, AttributeError) as error:
        problem = f"is no Wikidata extract ({' '.join(str(error).split())[:100]})"
        raise SourceError(str(dump), problem, "give the JSON dump's form, one entity a line, or N-Triples") from None


def _opened(dump: Path) -> IO[bytes]:
    if dump.suffix == ".gz":
        return cast("IO[bytes]", gzip.open(dump, "rb"))
    return cast("IO[bytes]", bz2.open(dump, "rb")) if dump.suffix == ".bz2" else dump.open("rb")


def _of_json(file: IO[bytes]) -> Iterator[Candidate]:
    for line in file:
        text = line.strip().rstrip(b",")
        if text in (b"", b"[", b"]"):
            continue
        form = json.loads(text)
        label = form.get("labels", {}).get("en", {}).get("value")
        targets = {(p, _target(one)) for p, claims in form.get("claims", {}).items() for one in claims}
        yield Candidate(
            form["id"],
            {label} if label else set(),
            {one["value"] for one in form.get("aliases", {}).get("en", ())},
            {id_ for p, id_ in targets if p == "P31" and id_},
            {id_ for _, id_ in targets if id_},
        )


def _target(claim: dict[str, Any]) -> str:
    value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
    return str(value.get("id", "")) if isinstance(value, dict) else ""


def _of_triples(file: IO[bytes]) -> Iterator[Candidate]:
    """Yield candidates; the lines of one entity need not stand together."""
    found: dict[str, Candidate] = {}
    for quad in ox.parse(file, format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode) or not quad.subject.value.startswith(WIKIDATA):
            continue
        id_ = quad.subject.value.removeprefix(WIKIDATA)
        one = found.setdefault(id_, Candidate(id_))
        predicate, value = quad.predicate.value, quad.object
        if isinstance(value, ox.NamedNode):
            target = value.value.removeprefix(WIKIDATA)
            one.ids.add(target)
            if predicate.endswith("/P31"):
                one.classes.add(target)
        elif isinstance(value, ox.Literal) and value.language in (None, "en"):
            if predicate.endswith(("#label", "#prefLabel", "schema.org/name")):
                one.labels.add(value.value)
            elif predicate.endswith("#altLabel"):
                one.aliases.add(value.value)
    yield from found.values()
