"""What the page says: entities, facts, evidence and articles as plain values, every article written once."""

from __future__ import annotations

from typing import Any

import networkx

from kg.views.label import visible


def content(part: networkx.MultiDiGraph[Any], whole: networkx.MultiDiGraph[Any]) -> dict[str, Any]:
    """Return entities, facts and articles of the part that is shown, in its order: their places in it are the drawing's ids.

    `more` counts an entity's facts that lead out of what is shown.
    """
    number = {node: i for i, node in enumerate(part)}
    articles: dict[tuple[Any, ...], int] = {}
    facts = [
        {
            "s": number[subject],
            "o": number[object_],
            "iri": key,
            "evidence": [_evidence(evidence, articles) for evidence in fact["evidence"]],
            "label": visible(fact["label"]),
            **{
                name: fact[name]
                for name in ("relation", "status", "symmetric", "as_of", "valid_from", "valid_until", "valid_at")
                if fact[name]
            },
        }
        for subject, object_, key, fact in part.edges(keys=True, data=True)
    ]
    return {
        "entities": [
            {
                "iri": node,
                "name": visible(attributes["name"]) or "(no name)",
                "types": list(attributes["types"]),
                "aliases": sorted({visible(alias) for alias in attributes["aliases"]} - {visible(attributes["name"]), ""}),
                "weight": attributes["weight"],
                "more": whole.degree(node) - part.degree(node),
            }
            for node, attributes in part.nodes(data=True)
        ],
        "facts": facts,
        "articles": [dict(article) for article in articles],
    }


def _evidence(evidence: dict[str, Any], articles: dict[tuple[Any, ...], int]) -> dict[str, Any]:
    """Return one evidence with its article's number, adding the article if it is new."""
    article = (
        ("iri", evidence["article"]),
        ("url", _link(evidence["url"])),
        ("headline", visible(evidence["headline"] or "")),
        ("outlet", visible(evidence["outlet"] or "")),
        ("date", evidence["date"]),
        ("bylines", tuple(visible(byline) for byline in evidence["bylines"])),
    )
    kept = {name: evidence[name] for name in ("status", "sourcing", "by", "role", "confidence") if evidence[name] is not None}
    return {"text": visible(evidence["text"]), "article": articles.setdefault(article, len(articles)), **kept}


def _link(url: str | None) -> str | None:
    """Return the URL if it leads to a web page, else None: no other scheme may become a link."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
