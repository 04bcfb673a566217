"""Turns claims and identities into quads. Pure but for reading the ontology's files; it decides nothing about who is who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.coverage import coverage
from kg.graph.declarations import declarations
from kg.graph.facts import Evidence, Fact, Refusal, derived_validity, gather_facts
from kg.graph.terms import (
    ALSO_A,
    ALT_LABEL,
    AS_OF,
    COPY_OF,
    DERIVED_FROM,
    DERIVED_GRAPH,
    FORMER_IRI,
    LABEL,
    OBJECT,
    ORIGIN,
    PREDICATE,
    RDF_TYPE,
    SAME_AS,
    STATEMENT,
    STATUS,
    SUBJECT,
    article_iri,
    term,
)
from kg.model import Article, Entity, Extraction, Resolution, Span, Validity, content_id
from kg.ontology import ID_BASE, NAMESPACE, Ontology

_XSD_DATE = term("xsd:date")
_XSD_DECIMAL = term("xsd:decimal")
_CONFIDENCE_STEP = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Assembly:
    """The graph as sorted quads without duplicates, and the claims it refused."""

    quads: tuple[Quad, ...]
    refused: tuple[Refusal, ...]


def assemble(extractions: Iterable[Extraction], resolution: Resolution, ontology: Ontology) -> Assembly:
    """Return the graph that the extractions state about the resolved entities, and the claims refused with their reasons.

    The order of the extractions does not matter. Evidence is a Web Annotation (https://www.w3.org/TR/annotation-model/), an article
    a schema:NewsArticle, a statement an rdf:Statement whose status, date and validity derive from all of its evidence.
    """
    ordered = sorted(extractions, key=lambda e: (e.article.published or "", e.article.key))
    facts, refused = gather_facts(ordered, resolution, ontology)
    quads: set[Quad] = set(declarations(ontology))
    for extraction in ordered:
        quads.update(_article_quads(extraction, resolution))
    quads.update(_copy_quads((extraction.article for extraction in ordered), resolution))
    for entity in resolution.entities:
        quads.update(_entity_quads(entity))
    for fact in facts:
        quads.update(_fact_quads(fact, ontology))
        if {(fact.subject, fact.relation, fact.object), (fact.object, fact.relation, fact.subject)} & resolution.accepted:
            quads.add(Quad(NamedNode(fact.iri), term("tn:ruling"), _own("accepted"), DERIVED_GRAPH))
    quads.update(coverage(ordered, resolution))
    return Assembly(tuple(sorted(quads, key=str)), refused)


def _fact_quads(fact: Fact, ontology: Ontology) -> Iterator[Quad]:
    """Yield the plain triples of a current fact, its statement, and its evidence in the graphs of the articles."""
    relation = ontology.relations[fact.relation]
    subject, predicate, object_ = NamedNode(fact.subject), NamedNode(relation.iri), NamedNode(fact.object)
    statement = NamedNode(fact.iri)
    if fact.status == "current":
        yield Quad(subject, predicate, object_, DERIVED_GRAPH)
        if relation.symmetric:
            yield Quad(object_, predicate, subject, DERIVED_GRAPH)
    yield Quad(statement, RDF_TYPE, STATEMENT, DERIVED_GRAPH)
    yield Quad(statement, SUBJECT, subject, DERIVED_GRAPH)
    yield Quad(statement, PREDICATE, predicate, DERIVED_GRAPH)
    yield Quad(statement, OBJECT, object_, DERIVED_GRAPH)
    yield Quad(statement, STATUS, _own(fact.status), DERIVED_GRAPH)
    if fact.as_of:
        yield Quad(statement, AS_OF, _day(fact.as_of), DERIVED_GRAPH)
    yield from _validity_quads(statement, derived_validity(fact), DERIVED_GRAPH)
    for evidence in fact.evidence.values():
        yield Quad(statement, DERIVED_FROM, NamedNode(evidence.iri), DERIVED_GRAPH)
        yield Quad(statement, ORIGIN, NamedNode(article_iri(evidence.origin)), DERIVED_GRAPH)
        yield from _evidence_quads(evidence, statement)


def _evidence_quads(evidence: Evidence, statement: NamedNode) -> Iterator[Quad]:
    """Yield one claim as a Web Annotation with its two selectors, in its article's graph."""
    claim, source = evidence.claim, NamedNode(article_iri(evidence.article))
    node = NamedNode(evidence.iri)
    target, text_quote, position = (NamedNode(f"{evidence.iri}-{part}") for part in ("target", "quote", "position"))
    rows: list[tuple[NamedNode, str, NamedNode | Literal]] = [
        (node, "rdf:type", term("oa:Annotation")),
        (node, "oa:hasBody", statement),
        (node, "oa:hasTarget", target),
        (node, "tn:status", _own(claim.status)),
        (node, "tn:sourcing", _own(claim.sourcing)),
        *((node, f"tn:{end}{edge}", Literal(n)) for end, edge, n in _ends(claim.subject_span, claim.object_span)),
        (target, "rdf:type", term("oa:SpecificResource")),
        (target, "oa:hasSource", source),
        (target, "oa:hasSelector", text_quote),
        (target, "oa:hasSelector", position),
        (text_quote, "rdf:type", term("oa:TextQuoteSelector")),
        (text_quote, "oa:exact", Literal(claim.evidence.of(evidence.article.text))),
        (position, "rdf:type", term("oa:TextPositionSelector")),
        (position, "oa:start", Literal(claim.evidence.start)),
        (position, "oa:end", Literal(claim.evidence.end)),
    ]
    if evidence.by:
        rows.append((node, "tn:attributedTo", NamedNode(evidence.by)))
    if claim.role:
        rows.append((node, "tn:role", Literal(claim.role)))
    if claim.confidence is not None:
        rows.append((node, "tn:confidence", _decimal(claim.confidence)))
    if evidence.extractor:
        rows.append((node, "prov:wasAttributedTo", _agent(evidence.extractor)))
    for subject, predicate, value in rows:
        yield Quad(subject, term(predicate), value, source)
    yield from _validity_quads(node, claim.validity, source)


def _ends(subject: Span, object_: Span) -> Iterator[tuple[str, str, int]]:
    for name, span in (("subject", subject), ("object", object_)):
        yield name, "Start", span.start
        yield name, "End", span.end


def _validity_quads(node: NamedNode, validity: Validity, graph: NamedNode) -> Iterator[Quad]:
    for name, given in (("From", validity.since), ("Until", validity.until), ("At", validity.at)):
        if given:
            yield Quad(node, term(f"tn:valid{name}"), _day(given.day), graph)
            yield Quad(node, term(f"tn:valid{name}Precision"), _own(given.precision), graph)


def _article_quads(extraction: Extraction, resolution: Resolution) -> Iterator[Quad]:
    """Yield the article's description and its extractor, in the article's graph (https://schema.org/NewsArticle)."""
    article = extraction.article
    node = NamedNode(article_iri(article))

    def named(*references: str) -> Iterator[NamedNode]:
        for reference in references:
            if iri := resolution.iri_of.get((article.key, reference)):
                yield NamedNode(iri)

    rows: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", term("schema:NewsArticle")),
        ("schema:inLanguage", Literal(article.lang)),
        ("tn:sha256", Literal(article.sha256)),
        *(("schema:author", iri) for iri in named(*(f"byline:{n}" for n in range(len(article.bylines))))),
        *(("schema:publisher", iri) for iri in named("publisher")),
        *(("schema:about", iri) for iri in named(*extraction.about)),
        *(("schema:mentions", iri) for iri in named(*(cluster.id for cluster in extraction.clusters))),
        *(("tn:quotes", iri) for iri in named(*extraction.quoted)),
        *(("schema:keywords", Literal(keyword)) for keyword in article.keywords),
    ]
    if article.title:
        rows.append(("schema:headline", Literal(article.title)))
    if node.value == article.url:
        rows.append(("schema:url", node))
    else:
        rows.append(("schema:identifier", Literal(article.id)))
    if article.published:
        rows.append(("schema:datePublished", _day(article.published)))
    if article.modified:
        rows.append(("schema:dateModified", _day(article.modified)))
    if article.section:
        rows.append(("schema:articleSection", Literal(article.section)))
    if article.kind != "article":
        rows.append(("schema:genre", Literal(article.kind)))
    for predicate, value in rows:
        yield Quad(node, term(predicate), value, node)
    if extraction.extractor:
        agent = _agent(extraction.extractor)
        yield Quad(agent, RDF_TYPE, term("prov:SoftwareAgent"), node)
        yield Quad(agent, LABEL, Literal(extraction.extractor), node)


def _copy_quads(articles: Iterable[Article], resolution: Resolution) -> Iterator[Quad]:
    """Yield what is a copy of what: a decision over all articles, so that it stands in no single article's graph."""
    node_of = {article.key: NamedNode(article_iri(article)) for article in articles}
    for copy, origin in resolution.copy_of.items():
        if copy in node_of and origin in node_of:
            yield Quad(node_of[copy], COPY_OF, node_of[origin], DERIVED_GRAPH)


def _entity_quads(entity: Entity) -> Iterator[Quad]:
    node = NamedNode(entity.iri)
    for name in entity.types:
        yield Quad(node, RDF_TYPE, _own(name), DERIVED_GRAPH)
    for name in entity.types[1:]:
        yield Quad(node, ALSO_A, _own(name), DERIVED_GRAPH)
    yield Quad(node, LABEL, Literal(entity.name), DERIVED_GRAPH)
    for alias in entity.aliases:
        if alias != entity.name:
            yield Quad(node, ALT_LABEL, Literal(alias), DERIVED_GRAPH)
    for iri in entity.same_as:
        yield Quad(node, SAME_AS, NamedNode(iri), DERIVED_GRAPH)
    for iri in entity.former:
        yield Quad(node, FORMER_IRI, NamedNode(iri), DERIVED_GRAPH)


def _own(name: str) -> NamedNode:
    return NamedNode(NAMESPACE + name)


def _agent(extractor: str) -> NamedNode:
    return NamedNode(f"{ID_BASE}agent-{content_id(extractor)}")


def _day(day: str) -> Literal:
    return Literal(day, datatype=_XSD_DATE)


def _decimal(number: float) -> Literal:
    """Return the number in canonical form (https://www.w3.org/TR/xmlschema11-2/#decimal), four digits at most."""
    fixed = f"{Decimal(str(number)).quantize(_CONFIDENCE_STEP):f}"
    return Literal(fixed.rstrip("0").rstrip("."), datatype=_XSD_DECIMAL)
