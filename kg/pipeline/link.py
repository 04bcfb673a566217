"""Rules which Wikidata ids the entities of a graph folder have, from a local extract."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from kg.pipeline.identity import Author, Bench, Thing
from kg.resolve.rulings import Ruling
from kg.resolve.wikidata import WIKIDATA, match


def link_wikidata(at: Bench, dump: Path, author: Author) -> list[Ruling]:
    """Return the rulings that give entities their Wikidata ids; entities that have one are passed over."""
    resolution = at.judged.resolution
    ids = {entity.iri: {iri for iri in entity.same_as if iri.startswith(WIKIDATA)} for entity in resolution.entities}
    beside: dict[str, set[str]] = defaultdict(set)
    for extraction in at.extractions:
        key = extraction.article.key
        for claim in extraction.claims:
            ends = resolution.iri_of.get((key, claim.subject)), resolution.iri_of.get((key, claim.object))
            if ends[0] and ends[1]:
                beside[ends[0]] |= ids[ends[1]]
                beside[ends[1]] |= ids[ends[0]]
    found = match(resolution.entities, {iri: frozenset(near) for iri, near in beside.items()}, dump, at.ontology)
    rulings = []
    for one in found:
        thing = Thing(one.entity, tuple(at.readings_of(one.entity)), True)
        reason = f"{one.score:.2f} ({', '.join(one.reasons)})" + (f"; {author.why}" if author.why else "")
        ruling = Ruling("linked", thing.iri, (one.wikidata,), by=author.by or "kg link", date=author.date, why=reason)
        rulings.append((ruling, at.anchor(thing)))
    return at.rule_all(rulings)
