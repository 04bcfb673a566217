"""The IRIs that the graph is written in, and how an article, a statement and a piece of evidence get theirs."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.model import Article
from kg.ontology import ID_BASE, NAMESPACE

PREFIXES: Final[dict[str, str]] = {
    "id": ID_BASE,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tn": NAMESPACE,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def term(name: str) -> NamedNode:
    """Return the node that a prefixed name such as `tn:status` stands for."""
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


def value_of(node: NamedNode | BlankNode | Literal | Triple) -> str:
    """Return the IRI or the lexical form of a term. Raises TypeError for a triple term, which our graph never holds."""
    if isinstance(node, Triple):
        raise TypeError(f"a triple term in the graph: {node}")
    return node.value


def shorten(iri: str) -> str:
    """Return an IRI as a prefixed name where one of our prefixes fits, else the IRI itself."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and iri[len(start) :].replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{iri[len(start) :]}"
    return iri


DERIVED_GRAPH: Final = NamedNode(ID_BASE + "graph/derived")
ONTOLOGY_GRAPH: Final = NamedNode(ID_BASE + "graph/ontology")

RDF_TYPE: Final = term("rdf:type")
SUBJECT: Final = term("rdf:subject")
PREDICATE: Final = term("rdf:predicate")
OBJECT: Final = term("rdf:object")
STATEMENT: Final = term("rdf:Statement")
LABEL: Final = term("rdfs:label")
ALT_LABEL: Final = term("skos:altLabel")
ALSO_A: Final = term("tn:alsoA")
FORMER_IRI: Final = term("owl:sameAs")
SAME_AS: Final = term("schema:sameAs")
STATUS: Final = term("tn:status")
AS_OF: Final = term("tn:asOf")
DERIVED_FROM: Final = term("prov:wasDerivedFrom")
ORIGIN: Final = term("tn:origin")
COPY_OF: Final = term("tn:copyOf")


def article_iri(article: Article) -> str:
    """Return the article's IRI: its canonical web address, percent-encoded where needed, else one made from its key."""
    if article.url and article.url.startswith(("https://", "http://")):
        return quote(article.url, safe="!#$%&'()*+,/:;=?@[]~-._")
    return f"{ID_BASE}article-{article.stem}"
