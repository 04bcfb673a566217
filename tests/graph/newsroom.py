"""Writes small articles with their extractions: each sentence is given with what it states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.graph import Assembly, GraphFolder, assemble, open_store, write_store
from kg.model import Article, Claim, Cluster, Extraction, Mention, Span
from kg.ontology import Ontology, load_ontology
from kg.resolve import resolve


@cache
def ontology() -> Ontology:
    return load_ontology()


@dataclass(frozen=True)
class Said:
    """A sentence, and the claim it makes: names of subject and object, `name: Type`."""

    sentence: str
    subject: str
    relation: str
    object: str
    more: tuple[tuple[str, Any], ...] = ()


def said(sentence: str, subject: str, relation: str, object_: str, **more: Any) -> Said:
    return Said(sentence, subject, relation, object_, tuple(more.items()))


def write(key: str, *sentences: Said, published: str | None = None, **page: Any) -> Extraction:
    """Return the extraction of an article of these sentences; `about`, `quoted` and `by` are names.

    `closing` ends the text; each article has its own unless it is given.
    """
    about, quoted = page.pop("about", ()), page.pop("quoted", ())
    extractor = page.pop("extractor", "kg test")
    closing = page.pop("closing", f"This is story {key}.")
    text = " ".join([*(one.sentence for one in sentences), closing])
    ids: dict[str, str] = {}
    types: dict[str, tuple[str, ...]] = {}
    mentions: dict[str, list[Mention]] = {}
    claims = []

    def cluster(name_and_types: str, span: Span | None = None) -> str:
        name, _, listed = name_and_types.partition(": ")
        ids.setdefault(name, f"e{len(ids) + 1}")
        types.setdefault(name, tuple(listed.split(", ")))
        if span:
            mentions.setdefault(name, []).append(Mention(span))
        return ids[name]

    start = 0
    for one in sentences:
        spans = []
        for end in (one.subject, one.object):
            name = end.partition(": ")[0]
            at = start + one.sentence.index(name)
            spans.append(Span(at, at + len(name)))
        more = dict(one.more)
        if "by" in more:
            more["by"] = cluster(more["by"])
        claims.append(
            Claim(
                cluster(one.subject, spans[0]),
                one.relation,
                cluster(one.object, spans[1]),
                *spans,
                evidence=Span(start, start + len(one.sentence)),
                frame="test",
                **more,
            )
        )
        start += len(one.sentence) + 1
    named = [cluster(name) for name in about], [cluster(name) for name in quoted]
    url = None if key.startswith("file:") else f"https://news.example/{key}"
    article = Article(id=key, source=f"{key}.html", text=text, url=url, published=published, **page)
    clusters = tuple(Cluster(id_, types[name], name, (name,), tuple(mentions.get(name, ()))) for name, id_ in ids.items())
    return Extraction(article, clusters, tuple(claims), tuple(named[0]), tuple(named[1]), extractor)


def graph_of(extractions: Sequence[Extraction]) -> Assembly:
    return assemble(extractions, resolve(extractions, ontology()), ontology())


def store_of(*extractions: Extraction) -> Store:
    store = Store()
    store.bulk_extend(graph_of(extractions).quads)
    return store


def build(path: Path, *extractions: Extraction) -> Store:
    """Write a graph folder, and return its store, opened from disk."""
    folder = GraphFolder.create(path)
    for extraction in extractions:
        folder.put(extraction)
    write_store(folder.store, graph_of(list(folder)).quads)
    return open_store(folder)


def with_status(one: Said, status: str) -> Said:
    return replace(one, more=(*one.more, ("status", status)))


LANE, CORVID = "Ada Lane: Person", "Corvid: Company"
LEADS = said("Ada Lane is chief executive of Corvid.", LANE, "ceoOf", CORVID, role="chief executive", confidence=0.9)
