"""Reads ontology folders into an `Ontology`, and reports every error in them at once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import pyoxigraph as ox

import kg
from kg.errors import OntologyError
from kg.ontology.expressions import parse_expression
from kg.ontology.terms import NAMESPACE
from kg.ontology.vocabulary import EntityClass, Expression, KnownName, Ontology, Relation, RelationKind, Shape

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
OWL = "http://www.w3.org/2002/07/owl#"
DCTERMS_SOURCE = "http://purl.org/dc/terms/source"

KINDS: dict[RelationKind, str] = {"event": "EventRelation", "state": "StateRelation"}
SHAPES: tuple[Shape, ...] = get_args(Shape)


def find_ontologies() -> Path:
    """Return the folder of the ontologies that come with kg: inside the wheel, or beside the package in a checkout."""
    package = Path(kg.__file__).parent
    inside = package / "ontologies"
    return inside if inside.is_dir() else package.parent / "ontologies"


def load_ontology(*folders: Path | None) -> Ontology:
    """Return the bundled ontology, extended by the given folders in order (None is passed over).

    A file of a later folder replaces the earlier file of the same name; any other file adds to what is there.
    Raises OntologyError with every error found, each naming its file and term.
    """
    places = [find_ontologies(), *(folder for folder in folders if folder is not None)]
    files: dict[str, Path] = {}
    for place in places:
        found = sorted(place.glob("*.ttl")) if place.is_dir() else []
        if not found:
            raise OntologyError(str(place), ["no .ttl file in this folder"])
        files |= {path.name: path for path in found}
    triples, errors = _Triples(), list[str]()
    digest = hashlib.sha256()
    for name, path in sorted(files.items()):
        text = path.read_bytes()
        digest.update(name.encode() + b"\0" + text + b"\0")
        errors += triples.add(name, text)
    reader = _Reader(triples, errors)
    ontology = Ontology(
        folder=places[-1],
        version=digest.hexdigest()[:16],
        files=tuple(path for _, path in sorted(files.items())),
        classes=reader.classes(),
        relations=reader.relations(),
        known=reader.known(),
        words=reader.words(),
    )
    reader.check_terms()
    if errors:
        raise OntologyError(str(places[-1]), sorted(dict.fromkeys(errors)))
    return ontology


@dataclass
class _Triples:
    """All triples by subject and predicate, and the file that speaks of each subject first."""

    of: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = field(default_factory=dict)
    file_of: dict[str, str] = field(default_factory=dict)
    by_type: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, text: bytes) -> list[str]:
        """Take in one file; return its syntax errors."""
        try:
            for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
                if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, (ox.NamedNode, ox.Literal)):
                    continue  # shapes may use blank nodes; the vocabulary itself never does
                subject, predicate = quad.subject.value, quad.predicate.value
                self.file_of.setdefault(subject, name)
                self.of.setdefault(subject, defaultdict(list))[predicate].append(quad.object)
                if predicate == RDF_TYPE:
                    self.by_type[quad.object.value].append(subject)
        except SyntaxError as error:
            return [f"{name}: {error.msg}"]
        return []

    def all(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a subject's predicate in the order of the file."""
        return [term.value for term in self.of[subject].get(predicate, ())]

    def one(self, subject: str, predicate: str) -> str:
        """Return the first value of a subject's predicate, or the empty string."""
        return next(iter(self.all(subject, predicate)), "")


def _local(iri: str) -> str:
    return iri.removeprefix(NAMESPACE)


class _Reader:
    """Turns triples into the values of the vocabulary; every error it meets goes on one list."""

    def __init__(self, triples: _Triples, errors: list[str]) -> None:
        self._triples = triples
        self._errors = errors

    def _complain(self, iri: str, problem: str) -> None:
        self._errors.append(f"{self._triples.file_of.get(iri, '?')}: {_local(iri)}: {problem}")

    def _text(self, iri: str, predicate: str, name: str) -> str:
        value = self._triples.one(iri, predicate)
        if not value:
            self._complain(iri, f"has no {name}")
        return value

    def _named(self, iri: str, predicate: str, known: Callable[[str], bool], what: str) -> tuple[str, ...]:
        """Return the local names of our own terms among a predicate's values; complain of those that do not exist."""
        own = [_local(value) for value in self._triples.all(iri, predicate) if value.startswith(NAMESPACE)]
        for name in own:
            if not known(name):
                self._complain(iri, f"{what} {name} does not exist")
        return tuple(name for name in own if known(name))

    def _is_class(self, name: str) -> bool:
        return NAMESPACE + name in self._triples.by_type[NAMESPACE + "EntityClass"]

    def _is_relation(self, name: str) -> bool:
        return NAMESPACE + name in self._triples.by_type[NAMESPACE + "Relation"]

    def _acyclic(self, parents: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Return the hierarchy without the links that close a circle, each of them complained of."""
        safe: dict[str, tuple[str, ...]] = {}

        def reaches(start: str, goal: str) -> bool:
            return start == goal or any(reaches(parent, goal) for parent in safe.get(start, ()))

        for name in sorted(parents):
            kept = tuple(parent for parent in parents[name] if not reaches(parent, name))
            if len(kept) < len(parents[name]):
                self._complain(NAMESPACE + name, "is its own ancestor")
            safe[name] = kept
        return safe

    def classes(self) -> dict[str, EntityClass]:
        """Return the classes by name."""
        iris = sorted(self._triples.by_type[NAMESPACE + "EntityClass"])
        parents = self._acyclic({_local(iri): self._named(iri, RDFS + "subClassOf", self._is_class, "the class") for iri in iris})

        def cues(iri: str, name: str) -> tuple[str, ...]:
            return tuple(sorted(self._triples.all(iri, NAMESPACE + name)))

        return {
            _local(iri): EntityClass(
                name=_local(iri),
                iri=iri,
                label=self._text(iri, RDFS + "label", "rdfs:label"),
                comment=self._text(iri, RDFS + "comment", "rdfs:comment"),
                parents=parents[_local(iri)],
                name_words=cues(iri, "nameWord"),
                nouns=cues(iri, "noun"),
                legal_forms=cues(iri, "legalForm"),
                honorifics=cues(iri, "honorific"),
            )
            for iri in iris
        }

    def relations(self) -> dict[str, Relation]:
        """Return the relations by name."""
        iris = sorted(self._triples.by_type[NAMESPACE + "Relation"])
        parents = self._acyclic(
            {_local(iri): self._named(iri, RDFS + "subPropertyOf", self._is_relation, "the relation") for iri in iris}
        )
        return {_local(iri): self._relation(iri, parents[_local(iri)]) for iri in iris}

    def _relation(self, iri: str, parents: tuple[str, ...]) -> Relation:
        types = self._triples.all(iri, RDF_TYPE)
        kinds = [kind for kind in KINDS if NAMESPACE + KINDS[kind] in types]
        if len(kinds) != 1:
            self._complain(iri, f"must be one of {', '.join(f'tn:{name}' for name in KINDS.values())}")
        return Relation(
            name=_local(iri),
            iri=iri,
            label=self._text(iri, RDFS + "label", "rdfs:label"),
            comment=self._text(iri, RDFS + "comment", "rdfs:comment"),
            domain=self._ends(iri, "domainIncludes"),
            range=self._ends(iri, "rangeIncludes"),
            kind=kinds[0] if kinds else "state",
            parents=parents,
            symmetric=OWL + "SymmetricProperty" in types,
            one_holder=self._triples.one(iri, NAMESPACE + "oneHolder") == "true",
            pairwise=self._triples.one(iri, NAMESPACE + "pairwise") == "true",
            possessive=self._triples.one(iri, NAMESPACE + "possessive") == "true",
            possessive_inverse=self._triples.one(iri, NAMESPACE + "possessiveInverse") == "true",
            premodifying=self._triples.one(iri, NAMESPACE + "premodifying") == "true",
            expressions=tuple(self._expressions(iri)),
        )

    def _ends(self, iri: str, predicate: str) -> tuple[str, ...]:
        names = self._named(iri, SCHEMA + predicate, self._is_class, "the class")
        if not names:
            self._complain(iri, f"has no schema:{predicate}")
        return names

    def _expressions(self, iri: str) -> Iterable[Expression]:
        for shape in SHAPES:
            for line in sorted(self._triples.all(iri, NAMESPACE + shape)):
                try:
                    expression = parse_expression(_local(iri), shape, line)
                    for name in (expression.only, expression.only_subject):
                        if name and not self._is_class(name):
                            raise ValueError(f'"{line}" names the class {name}, which does not exist')
                    yield expression
                except ValueError as error:
                    self._complain(iri, str(error))

    def known(self) -> tuple[KnownName, ...]:
        """Return the known names, sorted by IRI: whatever has one of our classes as its type."""
        classes = self._triples.by_type[NAMESPACE + "EntityClass"]
        iris = sorted({iri for one in classes for iri in self._triples.by_type[one]})
        owner: dict[str, str] = {}
        names = []
        for iri in iris:
            main = self._named(iri, RDF_TYPE, self._is_class, "the class")
            also = self._named(iri, NAMESPACE + "alsoA", self._is_class, "the class")
            label = self._text(iri, RDFS + "label", "rdfs:label")
            aliases = tuple(dict.fromkeys([label, *sorted(self._triples.all(iri, SKOS + "altLabel"))]))
            for alias in aliases:
                if owner.setdefault(alias, iri) != iri:
                    self._complain(iri, f'the name "{alias}" belongs to {owner[alias]} already')
            names.append(
                KnownName(
                    iri=iri,
                    name=label,
                    aliases=aliases,
                    types=tuple(dict.fromkeys([*main, *also]))[:2],
                    same_as=tuple(sorted(self._triples.all(iri, SKOS + "exactMatch"))),
                    source=self._text(iri, DCTERMS_SOURCE, "dcterms:source"),
                    ambiguous=self._triples.one(iri, NAMESPACE + "ambiguous") == "true",
                )
            )
        return tuple(names)

    def words(self) -> dict[str, frozenset[str]]:
        """Return the word lists of the language by name."""
        lists = {}
        for iri in sorted(self._triples.by_type[NAMESPACE + "WordList"]):
            lists[_local(iri)] = frozenset(self._triples.all(iri, NAMESPACE + "word"))
            if not lists[_local(iri)]:
                self._complain(iri, "has no tn:word")
        return lists

    def check_terms(self) -> None:
        """Complain of terms of our namespace that are used and declared nowhere: a misspelt predicate must not be ignored."""
        declared = {iri for iri in self._triples.of if iri.startswith(NAMESPACE)}
        for subject, predicates in self._triples.of.items():
            for predicate, values in predicates.items():
                terms = [predicate, *(value.value for value in values if isinstance(value, ox.NamedNode))]
                for term in terms:
                    if term.startswith(NAMESPACE) and term not in declared:
                        self._complain(subject, f"uses the undeclared term {_local(term)}")
