"""Checks a graph: its shape against SHACL, its quotes against the articles' texts. Reports, and mends nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyshacl
from pyoxigraph import NamedNode, RdfFormat, Store, serialize
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from kg.graph.folder import GraphFolder
from kg.graph.store import open_store
from kg.graph.terms import (
    DERIVED_GRAPH,
    OBJECT,
    PREDICATE,
    RDF_TYPE,
    STATEMENT,
    STATUS,
    SUBJECT,
    article_iri,
    shorten,
    term,
    value_of,
)
from kg.model import Extraction
from kg.ontology import NAMESPACE, Ontology

SHAPES = "shapes.ttl"
_SHAPE = Namespace("https://w3id.org/technews/shapes#")
_REBUILD = "build the graph again from its articles: kg build SOURCE"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a rule: the node as a short IRI or a file's name, the rule in words, and how to mend it."""

    node: str
    rule: str
    remedy: str


def check(folder: GraphFolder, ontology: Ontology) -> list[Violation]:
    """Return what is wrong with a graph, sorted; nothing when all is well.

    Checks shapes.ttl (https://www.w3.org/TR/shacl/), that classes fit every relation's ends, that plain triples and current
    statements agree, and that every quote equals the text of its article. Raises GraphError when the folder cannot be read.
    """
    store = open_store(folder)
    extractions = list(folder)
    found = [
        *_check_shapes(store, ontology),
        *_check_plain(store, ontology),
        *_check_texts(store, extractions),
        *_check_names(folder),
    ]
    return sorted(set(found))


def _check_shapes(store: Store, ontology: Ontology) -> Iterator[Violation]:
    shapes = _shapes(ontology)
    triples = serialize({quad.triple for quad in store}, format=RdfFormat.N_TRIPLES)
    graph = Graph().parse(data=triples, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"no report from SHACL validation: {report!r}")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape = report.value(result, SH.sourceShape)
        node = report.value(result, SH.focusNode)
        if (shape, SH.targetNode, node) in shapes:  # a relation's end: the entity is what does not fit
            node = report.value(result, SH.value)
        rule = _words(shapes.value(shape, SH.message)) or f"breaks the shape {shorten(str(shape))}"
        yield Violation(shorten(str(node)), rule, _words(shapes.value(shape, RDFS.comment)) or _REBUILD)


def _words(node: Node | None) -> str:
    return str(node).rstrip(".") if node else ""


def _shapes(ontology: Ontology) -> Graph:
    """Return the shapes of the ontology's files, and those that follow from its classes and relations."""
    shapes = Graph()
    for file in ontology.files:
        if file.name == SHAPES:
            shapes.parse(file, format="turtle")
    entity = _SHAPE["entity-label"]
    for one in ontology.classes.values():
        shapes.add((entity, SH.targetClass, URIRef(one.iri)))
    _describe(shapes, entity, RDFS.label, "An entity has one name", _REBUILD)
    shapes.add((entity, SH.minCount, Literal(1)))
    shapes.add((entity, SH.maxCount, Literal(1)))
    for relation in ontology.relations.values():
        for end, predicate, allowed in (("subject", RDF.subject, relation.domain), ("object", RDF.object, relation.range)):
            shape = _SHAPE[f"{relation.name}-{end}"]
            to_statement, path = BNode(), BNode()
            shapes.add((to_statement, SH.inversePath, RDF.predicate))
            Collection(shapes, path, [to_statement, predicate])
            words = f"The {end} of {relation.name} must be {' or '.join(allowed)}"
            _describe(
                shapes, shape, path, words, "give the name its type in a known*.ttl of the ontology, then build again with --fresh"
            )
            shapes.add((shape, SH.targetNode, URIRef(relation.iri)))
            fitting, either = {BNode(): URIRef(ontology.classes[name].iri) for name in allowed}, BNode()
            for choice, one_class in fitting.items():
                shapes.add((choice, SH["class"], one_class))
            Collection(shapes, either, list(fitting))
            shapes.add((shape, SH["or"], either))
    return shapes


def _describe(shapes: Graph, shape: URIRef, path: Node, rule: str, remedy: str) -> None:
    shapes.add((shape, RDF.type, SH.PropertyShape))
    shapes.add((shape, SH.path, path))
    shapes.add((shape, SH.message, Literal(rule)))
    shapes.add((shape, RDFS.comment, Literal(remedy)))


def _check_plain(store: Store, ontology: Ontology) -> Iterator[Violation]:
    """Yield plain triples without a current statement, and current statements without their plain triples."""
    symmetric = {one.iri for one in ontology.relations.values() if one.symmetric}
    expected = set()
    for quad in store.quads_for_pattern(None, RDF_TYPE, STATEMENT, DERIVED_GRAPH):
        node = quad.subject
        ends = [_value(store, value_of(node), predicate) for predicate in (SUBJECT, PREDICATE, OBJECT)]
        if _value(store, value_of(node), STATUS) == NAMESPACE + "current":
            expected.add((ends[0], ends[1], ends[2]))
            if ends[1] in symmetric:
                expected.add((ends[2], ends[1], ends[0]))
    plain = {
        (value_of(quad.subject), one.iri, value_of(quad.object))
        for one in ontology.relations.values()
        for quad in store.quads_for_pattern(None, NamedNode(one.iri), None, DERIVED_GRAPH)
    }
    for triple in plain - expected:
        yield Violation(_words_of(triple), "A plain fact needs a statement that is current", _REBUILD)
    for triple in expected - plain:
        yield Violation(_words_of(triple), "A current statement stands as a plain fact too", _REBUILD)


def _words_of(triple: tuple[str, str, str]) -> str:
    return " ".join(shorten(iri) for iri in triple)


def _value(store: Store, subject: str, predicate: NamedNode) -> str:
    return next((value_of(quad.object) for quad in store.quads_for_pattern(NamedNode(subject), predicate, None)), "")


def _check_texts(store: Store, extractions: Iterable[Extraction]) -> Iterator[Violation]:
    """Yield articles of graph and folder that differ, and quotes that do not equal their article's text."""
    texts = {article_iri(extraction.article): extraction.article for extraction in extractions}
    in_graph = {value_of(quad.subject) for quad in store.quads_for_pattern(None, RDF_TYPE, term("schema:NewsArticle"))}
    for iri in in_graph ^ texts.keys():
        where = "in the graph but not in articles/" if iri in in_graph else "in articles/ but not in the graph"
        yield Violation(shorten(iri), f"Graph and folder hold the same articles; this one is {where}", _REBUILD)
    for iri in in_graph & texts.keys():
        if _value(store, iri, term("tn:sha256")) != texts[iri].sha256:
            yield Violation(shorten(iri), "The text in articles/ is the one that was read (its SHA-256 differs)", _REBUILD)
    for quad in store.quads_for_pattern(None, term("oa:hasSource"), None):
        target, source = value_of(quad.subject), value_of(quad.object)
        if source not in texts:
            continue
        selectors = [value_of(found.object) for found in store.quads_for_pattern(quad.subject, term("oa:hasSelector"), None)]
        exact, start, end = (
            "".join(_value(store, one, term(name)) for one in selectors) for name in ("oa:exact", "oa:start", "oa:end")
        )
        if not (start.isdecimal() and end.isdecimal() and texts[source].text[int(start) : int(end)] == exact):
            node = shorten(target.removesuffix("-target"))
            yield Violation(
                node, f"A quote equals its article's text at its offsets; this one does not in {shorten(source)}", _REBUILD
            )


def _check_names(folder: GraphFolder) -> Iterator[Violation]:
    """Yield article files whose content belongs under another name: it was changed by hand."""
    for stem in folder.stems():
        extraction = folder.get(stem)
        if extraction and extraction.article.stem != stem:
            name = Path("articles", f"{stem}.json")
            yield Violation(
                str(name),
                "An article's file is named after its URL or text; this one was changed",
                "delete the file and " + _REBUILD,
            )
