"""What the page says: entities, facts, sentences and articles as plain values, every article and every sentence written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.views.label import visible, visible_spans

if TYPE_CHECKING:
    import networkx

KEPT = ("status", "symmetric", "as_of", "valid_from", "valid_until", "valid_at", "dates", "ruling")


def content(part: networkx.MultiDiGraph[Any], whole: networkx.MultiDiGraph[Any]) -> dict[str, Any]:
    """Return entities, facts, sentences and articles of the part, in its order: their places in it are the drawing's ids.

    IRIs of entities, facts and evidence are written without the `base` that all of them begin with. `more` counts an entity's
    facts that lead out of the part. A sentence is its article's number and its text; evidence names its sentence by number, and
    leaves out a status that is the fact's own. Its `marks` are where the sentence names the claim's two ends, in the units in which
    a browser counts; its `span` is where sentence and ends stand in the article's text.
    """
    readings = [one for *_, fact in part.edges(data=True) for one in fact["evidence"]]
    keys = [key for *_, key in part.edges(keys=True)]
    base = _beginning([*part, *keys, *(one["iri"] for one in readings), *(one["by_iri"] for one in readings if one["by_iri"])])
    number = {node: i for i, node in enumerate(part)}
    articles: dict[tuple[Any, ...], int] = {}
    sentences: dict[tuple[int, str], int] = {}
    readers = {iri: i for i, iri in enumerate(sorted({one["reader"] for one in readings} - {""}))}
    facts = [
        {
            "s": number[subject],
            "o": number[object_],
            "iri": key.removeprefix(base),
            "sources": sources(fact),
            "evidence": [_evidence(evidence, fact["status"], base, articles, sentences, readers) for evidence in fact["evidence"]],
            "relation": visible(fact["relation"]),
            "label": visible(fact["label"]),
            **{name: fact[name] for name in KEPT if fact[name]},
            **_origins(fact),
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
        "readers": list(readers),
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


def spans_of(evidence: dict[str, Any]) -> list[tuple[int, int]]:
    """Return where the sentence, as it is shown, names the claim's subject and object; nothing for an end that stands elsewhere."""
    if evidence["span"] is None:
        return []
    start, end = evidence["span"]
    within = [(a - start, b - start) for a, b in evidence["ends"] if start <= a and b <= end]
    return visible_spans(evidence["text"], within)


def _origins(fact: dict[str, Any]) -> dict[str, Any]:
    """Return the articles that say a fact in words of their own, unless they are just those of its evidence."""
    own = list(fact["origin_iris"])
    return {} if own == sorted({one["article"] for one in fact["evidence"]}) else {"origins": own}


def _units(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Return the spans in units of UTF-16, in which a browser counts: first start, first end, next start."""
    ends = [end for span in spans for end in span]
    return ends if text.isascii() else [len(text[:end].encode("utf-16-le")) // 2 for end in ends]


def _evidence(
    evidence: dict[str, Any],
    status: str,
    base: str,
    articles: dict[tuple[Any, ...], int],
    sentences: dict[tuple[int, str], int],
    readers: dict[str, int],
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
    kept = {
        name: evidence[name] for name in ("sourcing", "by", "role", "confidence", "dates") if evidence[name] not in (None, "", ())
    }
    if evidence["status"] != status:
        kept["status"] = evidence["status"]
    if evidence["by_iri"]:
        kept["by_iri"] = evidence["by_iri"].removeprefix(base)
    if evidence["reader"]:
        kept["reader"] = readers[evidence["reader"]]
    if evidence["span"]:
        kept["span"] = [edge for span in (evidence["span"], *evidence["ends"]) for edge in span]
    if marks := spans_of(evidence):
        kept["marks"] = _units(sentence[1], marks)
    kept["iri"] = evidence["iri"].removeprefix(base)
    return {"in": sentences.setdefault(sentence, len(sentences)), **kept}


def link(url: str | None) -> str | None:
    """Return the URL if it leads to a web page, else None: no other scheme may become a link."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
