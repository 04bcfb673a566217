"""Checks a graph: its shape against SHACL, its quotes against the articles' texts. Reports, and mends nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyshacl
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, serialize
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from kg.graph.folder import GraphFolder
from kg.graph.store import open_store
from kg.graph.terms import (
    DERIVED_GRAPH,
    OBJECT,
    ONTOLOGY_GRAPH,
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
from kg.ontology import NAMESPACE, Ontology

SHAPES = "shapes.ttl"
_SHAPE = Namespace("https://w3id.org/technews/shapes#")
_REBUILD = "build the graph again from its articles: kg build SOURCE"
_RETYPE = "give the name its type in a known*.ttl of the ontology, then build again with --fresh"
_SAME_ARTICLES = "Graph and folder hold the same articles; this one is"
_FAR = (
    *(SH.inversePath, SH.alternativePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath, SH.sparql),
    *(SH.target, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf),
)  # constructs whose answer may depend on any part of the graph
CHUNK = 10_000


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a rule: the node as a short IRI or a file's name, the rule in words, and how to mend it."""

    node: str
    rule: str
    remedy: str


def check(folder: GraphFolder, ontology: Ontology, on_progress: Callable[[int], None] | None = None) -> list[Violation]:
    """Return what is wrong with a graph, sorted; nothing when all is well.

    Checks shapes.ttl (https://www.w3.org/TR/shacl/), that classes fit every relation's ends, that plain triples and current
    statements agree, and that every quote equals the text of its article. `on_progress` is told how many nodes have been
    held against the shapes. Raises GraphError when the folder cannot be read.
    """
    store = open_store(folder)
    return sorted({*check_store(store, ontology, on_progress), *_check_texts(store, folder)})


def check_store(store: Store, ontology: Ontology, on_progress: Callable[[int], None] | None = None) -> list[Violation]:
    """Return what is wrong with a graph in itself, sorted: all that `check` looks at but the articles' texts."""
    found = {*_check_plain(store, ontology), *_check_ends(store, ontology)}
    for nodes, violations in _check_shapes(store, ontology):
        found.update(violations)
        if on_progress:
            on_progress(nodes)
    return sorted(found)


def _check_shapes(store: Store, ontology: Ontology) -> Iterator[tuple[int, list[Violation]]]:
    """Yield how many nodes have been checked so far, and what is wrong with the newest: a chunk of the graph at a time.

    A chunk is some nodes with all that is said of them, and of what they link to as much as the shapes look at. Where a shape may
    look anywhere (an inverse path, a query), the whole graph is one chunk.
    """
    shapes = _shapes(ontology)
    whole = any((None, construct, None) in shapes for construct in _FAR)
    terms = Graph()
    _add(terms, (quad.triple for quad in store.quads_for_pattern(None, None, None, ONTOLOGY_GRAPH)))
    targets: dict[str, list[Node]] = {}
    for shape, of_class in shapes.subject_objects(SH.targetClass):
        for one in terms.transitive_subjects(RDFS.subClassOf, of_class):
            targets.setdefault(str(one), []).append(shape)
    shapes.remove((None, SH.targetClass, None))  # each chunk names its own nodes instead: what they link to is no target
    follow, steps = _reach(shapes)
    typed = ((quad.subject, targets[value_of(quad.object)]) for quad in _typed(store) if value_of(quad.object) in targets)
    checked = 0
    while chunk := list(islice(typed, None if whole else CHUNK)):
        data, wanted = Graph(), Graph()
        wanted += shapes
        data += terms
        _add(data, (quad.triple for quad in store) if whole else _around(store, {node for node, _ in chunk}, follow, steps))
        for node, own in chunk:
            for shape in own:
                wanted.add((shape, SH.targetNode, URIRef(value_of(node))))
        checked += len(chunk)
        yield checked, list(_violations(data, wanted))


def _violations(data: Graph, shapes: Graph) -> Iterator[Violation]:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"no report from SHACL validation: {report!r}")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape = report.value(result, SH.sourceShape)
        rule = _words(shapes.value(shape, SH.message)) or f"breaks the shape {shorten(str(shape))}"
        node = shorten(str(report.value(result, SH.focusNode)))
        yield Violation(node, rule, _words(shapes.value(shape, RDFS.comment)) or _REBUILD)


def _typed(store: Store) -> Iterator[Quad]:
    return (quad for quad in store.quads_for_pattern(None, RDF_TYPE, None) if isinstance(quad.subject, NamedNode))


def _add(graph: Graph, triples: Iterable[Triple]) -> None:
    graph.parse(data=serialize(set(triples), format=RdfFormat.N_TRIPLES), format="nt")


def _reach(shapes: Graph) -> tuple[list[NamedNode], int]:
    """Return which properties the shapes follow from what a node links to, and how many links away they look."""
    follow: set[Node] = {RDF.type}
    steps = 1
    for named in shapes.objects(None, SH.node):
        follow |= {path for one in shapes.objects(named, SH.property) for path in shapes.objects(one, SH.path)}
    for path in shapes.objects(None, SH.path):
        members = list(Collection(shapes, path)) if (path, RDF.first, None) in shapes else []
        follow.update(members)
        steps = max(steps, len(members))
    return [NamedNode(iri) for iri in sorted(str(one) for one in follow if isinstance(one, URIRef))], steps


def _around(store: Store, nodes: set[NamedNode | BlankNode | Triple], follow: Sequence[NamedNode], steps: int) -> Iterator[Triple]:
    """Yield all that is said of the nodes, and of what they link to, so many links away, what the given properties say."""
    said = [quad.triple for node in nodes for quad in store.quads_for_pattern(node, None, None)]
    met = set(nodes)
    for _ in range(steps):
        yield from said
        linked = {one.object for one in said if isinstance(one.object, NamedNode) and one.predicate != RDF_TYPE} - met
        met |= linked
        said = [quad.triple for node in linked for one in follow for quad in store.quads_for_pattern(node, one, None)]
    yield from said


def _check_ends(store: Store, ontology: Ontology) -> Iterator[Violation]:
    """Yield entities whose classes do not fit a relation that they are an end of."""
    relations = {one.iri: one for one in ontology.relations.values()}
    for quad in store.quads_for_pattern(None, PREDICATE, None, DERIVED_GRAPH):
        relation = relations.get(value_of(quad.object))
        if relation is None:
            continue  # a shape tells of it
        for end, predicate, allowed in (("subject", SUBJECT, relation.domain), ("object", OBJECT, relation.range)):
            for found in store.quads_for_pattern(quad.subject, predicate, None, DERIVED_GRAPH):
                entity = NamedNode(value_of(found.object))
                of = (value_of(one.object).removeprefix(NAMESPACE) for one in store.quads_for_pattern(entity, RDF_TYPE, None))
                if not ontology.fits([name for name in of if name in ontology.classes], allowed):
                    rule = f"The {end} of {relation.name} must be {' or '.join(allowed)}"
                    yield Violation(shorten(entity.value), rule, _RETYPE)


def _words(node: Node | None) -> str:
    return str(node).rstrip(".") if node else ""


def _shapes(ontology: Ontology) -> Graph:
    """Return the shapes of the ontology's files, and the one that follows from its classes."""
    shapes = Graph()
    for file in ontology.files:
        if file.name == SHAPES:
            shapes.parse(file, format="turtle")
    entity = _SHAPE["entity-label"]
    for one in ontology.classes.values():
        shapes.add((entity, SH.targetClass, URIRef(one.iri)))
    shapes.add((entity, RDF.type, SH.PropertyShape))
    shapes.add((entity, SH.path, RDFS.label))
    shapes.add((entity, SH.message, Literal("An entity has one name")))
    shapes.add((entity, SH.minCount, Literal(1)))
    shapes.add((entity, SH.maxCount, Literal(1)))
    return shapes


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


def _check_texts(store: Store, folder: GraphFolder) -> Iterator[Violation]:
    """Yield articles of graph and folder that differ, and quotes that do not equal their article's text; one article at a time."""
    unmet = {value_of(quad.subject) for quad in store.quads_for_pattern(None, RDF_TYPE, term("schema:NewsArticle"))}
    for stem in folder.stems():
        extraction = folder.get(stem)
        if extraction is None:  # taken out meanwhile
            continue
        article = extraction.article
        iri = article_iri(article)
        if article.stem != stem:
            rule = "An article's file is named after its URL or text; this one was changed"
            yield Violation(str(Path("articles", f"{stem}.json")), rule, "delete the file and " + _REBUILD)
        if iri not in unmet:
            yield Violation(shorten(iri), f"{_SAME_ARTICLES} in articles/ but not in the graph", _REBUILD)
            continue
        unmet.remove(iri)
        if _value(store, iri, term("tn:sha256")) != article.sha256:
            yield Violation(shorten(iri), "The text in articles/ is the one that was read (its SHA-256 differs)", _REBUILD)
        for quad in store.quads_for_pattern(None, term("oa:hasSource"), NamedNode(iri)):
            if not _quotes(store, quad.subject, article.text):
                node = shorten(value_of(quad.subject).removesuffix("-target"))
                rule = f"A quote equals its article's text at its offsets; this one does not in {shorten(iri)}"
                yield Violation(node, rule, _REBUILD)
    for iri in unmet:
        yield Violation(shorten(iri), f"{_SAME_ARTICLES} in the graph but not in articles/", _REBUILD)


def _quotes(store: Store, target: NamedNode | BlankNode | Triple, text: str) -> bool:
    """Say whether the quote of a target stands in the text where its position says."""
    selectors = [value_of(found.object) for found in store.quads_for_pattern(target, term("oa:hasSelector"), None)]
    exact, start, end = (
        "".join(_value(store, one, term(name)) for one in selectors) for name in ("oa:exact", "oa:start", "oa:end")
    )
    return start.isdecimal() and end.isdecimal() and text[int(start) : int(end)] == exact
