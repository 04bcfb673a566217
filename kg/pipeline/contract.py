"""What `kg extract` shows of one extraction: the JSON object of the command-line contract, and its facts as rows of a table."""

from __future__ import annotations

from typing import Any

from kg.model import Article, Claim, Extraction, Fact, Span, claims_by_pair, facts_of

COLUMNS = ("article", "subject", "relation", "object", "status", "from", "sentence")


def contract_form(extraction: Extraction) -> dict[str, Any]:
    """Return the JSON object of one article as `kg extract --format jsonl` writes it; offsets are code points into its `text`.

    A fact's `from`, `role`, `confidence` and `valid` are those of its deciding claim; an entity's `mentions` are those by name.
    """
    article = extraction.article
    return {
        "id": article.id,
        "source": article.source,
        "url": article.url,
        "kind": article.kind,
        "lang": article.lang,
        "title": article.title,
        "bylines": list(article.bylines),
        "publisher": article.publisher,
        "published": article.published,
        "modified": article.modified,
        "text": article.text,
        "entities": [
            {
                "id": cluster.id,
                "type": list(cluster.types),
                "name": cluster.name,
                "aliases": list(cluster.aliases),
                "mentions": [_offsets(mention.span) for mention in cluster.mentions if mention.kind == "name"],
            }
            for cluster in extraction.clusters
        ],
        "facts": [_fact_form(fact, extraction) for fact in facts_of(extraction.claims)],
        "about": list(extraction.about),
        "quoted": list(extraction.quoted),
    }


def table_rows(extraction: Extraction) -> list[tuple[str, ...]]:
    """Return one row per fact of the article, in the order of `COLUMNS`, with its deciding sentence on one line."""
    names = {cluster.id: cluster.name for cluster in extraction.clusters}
    return [
        (
            extraction.article.id,
            names[fact.subject],
            fact.relation,
            names[fact.object],
            fact.status,
            fact.decider.sourcing,
            " ".join(fact.decider.evidence.of(extraction.article.text).split()),
        )
        for fact in facts_of(extraction.claims)
    ]


def _fact_form(fact: Fact, extraction: Extraction) -> dict[str, Any]:
    decider = fact.decider
    return {
        "s": fact.subject,
        "r": fact.relation,
        "o": fact.object,
        "status": fact.status,
        "from": decider.sourcing,
        "role": decider.role,
        "confidence": decider.confidence,
        "valid": decider.validity.to_json(),
        "claims": [_claim_form(claim, extraction.article) for claim in claims_by_pair(fact.claims, extraction.clusters)],
    }


def _claim_form(claim: Claim, article: Article) -> dict[str, Any]:
    return {
        "evidence": {"start": claim.evidence.start, "end": claim.evidence.end, "text": claim.evidence.of(article.text)},
        "mentions": {"s": _offsets(claim.subject_span), "o": _offsets(claim.object_span)},
        "status": claim.status,
        "from": claim.sourcing,
        "by": claim.by,
        "confidence": claim.confidence,
    }


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]
