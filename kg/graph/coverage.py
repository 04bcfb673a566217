"""Derives who has covered what from bylines and what articles are about; beats that a text states are claims, and none of this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.terms import DERIVED_FROM, DERIVED_GRAPH, RDF_TYPE, article_iri, term
from kg.model import Article, Extraction, Resolution, content_id
from kg.ontology import ID_BASE


def coverage(extractions: Iterable[Extraction], resolution: Resolution) -> Iterator[Quad]:
    """Yield `tn:hasCovered` for every journalist and what their articles are about, with a node that counts and dates them.

    Sponsored pages are no coverage. First and last day are those of dated articles, and absent when none is dated.
    """
    written: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for extraction in extractions:
        article = extraction.article
        if article.kind == "sponsored":
            continue
        authors = _iris(article, (f"byline:{n}" for n in range(len(article.bylines))), resolution)
        for topic in _iris(article, extraction.about, resolution):
            for author in authors - {topic}:
                written[author, topic].append(article)
    for (author, topic), articles in written.items():
        node = NamedNode(f"{ID_BASE}co-{content_id(author, topic)}")
        days = sorted(article.published for article in articles if article.published)
        yield Quad(NamedNode(author), term("tn:hasCovered"), NamedNode(topic), DERIVED_GRAPH)
        yield Quad(node, RDF_TYPE, term("tn:Coverage"), DERIVED_GRAPH)
        yield Quad(node, term("tn:journalist"), NamedNode(author), DERIVED_GRAPH)
        yield Quad(node, term("tn:covered"), NamedNode(topic), DERIVED_GRAPH)
        yield Quad(node, term("tn:articleCount"), Literal(len(articles)), DERIVED_GRAPH)
        for name, day in zip(("tn:firstCovered", "tn:lastCovered"), (days[0], days[-1]) if days else (), strict=False):
            yield Quad(node, term(name), Literal(day, datatype=term("xsd:date")), DERIVED_GRAPH)
        for article in articles:
            yield Quad(node, DERIVED_FROM, NamedNode(article_iri(article)), DERIVED_GRAPH)


def _iris(article: Article, references: Iterable[str], resolution: Resolution) -> set[str]:
    return {iri for reference in references if (iri := resolution.iri_of.get((article.key, reference)))}
