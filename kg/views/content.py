"""What the page says: entities, facts, sentences and articles as plain values, every article and every sentence written once."""

from __future__ import annotations

from typing import Any

import networkx

from kg.views.label import visible


def content(part: networkx.MultiDiGraph[Any], whole: networkx.MultiDiGraph[Any]) -> dict[str, Any]:
    """Return entities, facts, sentences and articles of the part, in its order: their places in it are the drawing's ids.

    IRIs of entities, facts and evidence are written without the `base` that all of them begin with. `more` counts an entity's
    facts that lead out of the part. A sentence is its article's number and its text; evidence names its sentence by number, and
    leaves out a status that is the fact's own.
    """
    keys = [one for *_, key, fact in part.edges(keys=True, data=True) for one in (key, *(e["iri"] for e in fact["evidence"]))]
    base = _beginning([*part, *keys])
    number = {node: i for i, node in enumerate(part)}
    articles: dict[tuple[Any, ...], int] = {}
    sentences: dict[tuple[int, str], int] = {}
    facts = [
        {
            "s": number[subject],
            "o": number[object_],
            "iri": key.removeprefix(base),
            "sources": sources(fact),
            "evidence": [_evidence(evidence, fact["status"], base, articles, sentences) for evidence in fact["evidence"]],
            "relation": visible(fact["relation"]),
            "label": visible(fact["label"]),
            **{
                name: fact[name] for name in ("status", "symmetric", "as_of", "valid_from", "valid_until", "valid_at") if fact[name]
            },
        }
        for subject, object_, key, fact in part.edges(keys=True, data=True)
    ]
    return {
        "base": base,
        "entities": [
            {
                "iri": node.removeprefix(base),
                "name": name_of(attributes),
                "types": list(attributes["types"]),
                "aliases": aliases_of(attributes),
                "weight": attributes["weight"],
                "more": whole.degree(node) - part.degree(node),
            }
            for node, attributes in part.nodes(data=True)
        ],
        "facts": facts,
        "sentences": [list(sentence) for sentence in sentences],
        "articles": [{name: value for name, value in article if value} for article in articles],
    }


def _beginning(texts: list[str]) -> str:
    """Return what all the texts begin with."""
    low, high = min(texts, default=""), max(texts, default="")
    same = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    return low[:same]


def name_of(attributes: dict[str, Any]) -> str:
    """Return an entity's name without anything invisible in it, never empty."""
    return visible(attributes["name"]) or "(no name)"


def aliases_of(attributes: dict[str, Any]) -> list[str]:
    """Return an entity's other names, sorted, without anything invisible in them."""
    return sorted({visible(alias) for alias in attributes["aliases"]} - {visible(attributes["name"]), ""})


def sources(fact: dict[str, Any]) -> int:
    """Return how many independent articles say a fact; all of them in a graph that does not tell copies from origins."""
    return len(fact["origin_iris"]) or len({evidence["article"] for evidence in fact["evidence"]})


def _evidence(
    evidence: dict[str, Any], status: str, base: str, articles: dict[tuple[Any, ...], int], sentences: dict[tuple[int, str], int]
) -> dict[str, Any]:
    """Return one evidence with its sentence's number, adding sentence and article if they are new."""
    article = (
        ("iri", evidence["article"]),
        ("url", link(evidence["url"])),
        ("headline", visible(evidence["headline"] or "")),
        ("outlet", visible(evidence["outlet"] or "")),
        ("date", evidence["date"]),
        ("bylines", tuple(visible(byline) for byline in evidence["bylines"])),
    )
    sentence = (articles.setdefault(article, len(articles)), visible(evidence["text"]))
    kept = {name: evidence[name] for name in ("sourcing", "by", "role", "confidence") if evidence[name] not in (None, "")}
    if evidence["status"] != status:
        kept["status"] = evidence["status"]
    kept["iri"] = evidence["iri"].removeprefix(base)
    return {"in": sentences.setdefault(sentence, len(sentences)), **kept}


def link(url: str | None) -> str | None:
    """Return the URL if it leads to a web page, else None: no other scheme may become a link."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
