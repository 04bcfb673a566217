"""The ontology's own declarations as quads, so that a question may follow sub-properties and a reader finds every label."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from kg.graph.terms import ONTOLOGY_GRAPH, RDF_TYPE
from kg.ontology import NAMESPACE, Ontology

FORM = "form.ttl"
_KEPT = {NAMESPACE + "oneHolder", NAMESPACE + "alsoA"}
_ROOTS = {NAMESPACE + "EntityClass", NAMESPACE + "Relation"}


def declarations(ontology: Ontology) -> tuple[ox.Quad, ...]:
    """Return what the ontology's files declare of classes, relations and the terms the graph uses, in the ontology graph.

    How text expresses a relation stays out: it is the extractor's business. Raises OSError when a file has gone since loading.
    """
    said: dict[str, list[ox.Quad]] = defaultdict(list)
    wanted: list[str] = []
    for path in ontology.files:
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(NAMESPACE.rstrip("#")):
                continue
            if predicate.value.startswith(NAMESPACE) and predicate.value not in _KEPT:
                continue
            said[subject.value].append(ox.Quad(subject, predicate, value, ONTOLOGY_GRAPH))
            is_root = predicate == RDF_TYPE and isinstance(value, ox.NamedNode) and value.value in _ROOTS
            if is_root or path.name == FORM or subject.value in _KEPT or not subject.value.startswith(NAMESPACE):
                wanted.append(subject.value)
    kept: dict[str, list[ox.Quad]] = {}
    while wanted:
        if (iri := wanted.pop()) in kept or iri not in said:
            continue
        kept[iri] = said[iri]
        for quad in kept[iri]:
            wanted += [node.value for node in (quad.predicate, quad.object) if isinstance(node, ox.NamedNode)]
    return tuple(quad for iri in sorted(kept) for quad in sorted(set(kept[iri]), key=str))
