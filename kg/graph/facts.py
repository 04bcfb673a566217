"""Gathers the claims of all articles into facts: refuses what does not fit, and derives status and dates. Writes no quads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from kg.model import (
    Article,
    Claim,
    Date,
    Entity,
    Extraction,
    Precision,
    Resolution,
    Sourcing,
    Status,
    Validity,
    content_id,
    derive_status,
)
from kg.ontology import ID_BASE, Ontology


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim that did not enter the graph: the key of its article, the claim, and why."""

    article: str
    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One accepted claim: its IRI, its article and the one whose words they are, and its two ends as the statement has them."""

    iri: str
    article: Article
    origin: Article
    extractor: str
    claim: Claim
    by: str | None

    @property
    def date(self) -> str | None:
        """Return when this was first said: a reprint is no newer than its origin."""
        return self.origin.published or self.article.published


@dataclass(slots=True)
class Fact:
    """One subject, relation and object with all evidence for it."""

    subject: str
    relation: str
    object: str
    evidence: dict[str, Evidence] = field(default_factory=dict)
    status: Status = "current"
    as_of: str | None = None

    @property
    def iri(self) -> str:
        """Return the statement's IRI: a hash of subject, relation and object."""
        return f"{ID_BASE}st-{content_id(self.subject, self.relation, self.object)}"

    @property
    def votes(self) -> tuple[tuple[str | None, Status], ...]:
        """Return the dated statuses that decide; an origin and its copies have one say, the origin's if it states this."""
        speaker: dict[str, Article] = {}
        for one in self.evidence.values():
            known = speaker.setdefault(one.origin.key, one.article)
            if known.key != one.origin.key and (one.article.key == one.origin.key or one.article.key < known.key):
                speaker[one.origin.key] = one.article
        return tuple((e.date, e.claim.status) for e in self.evidence.values() if speaker[e.origin.key].key == e.article.key)


def gather_facts(
    extractions: Sequence[Extraction], resolution: Resolution, ontology: Ontology
) -> tuple[tuple[Fact, ...], tuple[Refusal, ...]]:
    """Return the facts that the extractions add up to, each with its derived status, and the claims refused with their reasons."""
    articles = {extraction.article.key: extraction.article for extraction in extractions}
    entities = {entity.iri: entity for entity in resolution.entities}
    facts: dict[tuple[str, str, str], Fact] = {}
    refused: list[Refusal] = []
    for extraction in extractions:
        key = extraction.article.key
        origin = articles.get(resolution.copy_of.get(key, key), extraction.article)
        for claim in extraction.claims:
            if (key, claim.subject, claim.relation, claim.object) in resolution.struck:
                continue  # by a ruling: it stays in articles/ and leaves for nowhere
            reason = _why_not(claim, extraction, resolution, entities, ontology)
            if reason:
                refused.append(Refusal(key, claim, reason))
            else:
                _add(facts, claim, extraction, origin, resolution, ontology)
    for fact in facts.values():
        fact.status, fact.as_of = derive_status(fact.votes)
    _end_former_holders(facts.values(), ontology)
    return tuple(facts.values()), tuple(refused)


def _why_not(
    claim: Claim, extraction: Extraction, resolution: Resolution, entities: Mapping[str, Entity], ontology: Ontology
) -> str | None:
    """Return why a claim cannot enter the graph, or None."""
    relation = ontology.relations.get(claim.relation)
    if relation is None:
        return f"the ontology has no relation {claim.relation}"
    iris = [resolution.iri_of.get((extraction.article.key, cluster)) for cluster in (claim.subject, claim.object)]
    if iris[0] is None or iris[1] is None:
        return f"{claim.subject if iris[0] is None else claim.object} is no entity of the article"
    subject, object_ = entities[iris[0]], entities[iris[1]]
    if subject.iri == object_.iri:
        return f"subject and object are one entity, {subject.name}"
    ends = ((subject, relation.domain, "subject"), (object_, relation.range, "object"))
    for entity, allowed, end in ends:
        if not ontology.fits(entity.types, allowed):
            return f"{entity.name} is {' and '.join(entity.types)}; the {end} of {relation.name} must be {' or '.join(allowed)}"
    if relation.kind == "event" and claim.status == "former":
        return f"{relation.name} is an event: it has happened and is never former"
    length = len(extraction.article.text)
    spans = {"evidence": claim.evidence, "subject": claim.subject_span, "object": claim.object_span}
    outside = [name for name, span in spans.items() if span.end > length]
    if outside:
        return f"the span of its {' and '.join(outside)} ends after the text ({length} characters)"
    for word, allowed_words in ((claim.status, get_args(Status)), (claim.sourcing, get_args(Sourcing))):
        if word not in allowed_words:
            return f"{word} is none of {', '.join(allowed_words)}"
    if not claim.evidence.of(extraction.article.text).strip():
        return "its evidence is blank"
    if claim.confidence is not None and not 0 <= claim.confidence <= 1:
        return f"its confidence {claim.confidence} is not a probability"
    return _bad_validity(claim.validity)


def _bad_validity(validity: Validity) -> str | None:
    days = []
    for given in (validity.since, validity.until, validity.at):
        try:
            days.append(date.fromisoformat(given.day) if given else None)
        except ValueError:
            return f"{given.day if given else ''} is not a date"
        if given and given.precision not in get_args(Precision):
            return f"{given.precision} is no precision of a date: {', '.join(get_args(Precision))}"
    if days[0] and days[1] and days[0] > days[1]:
        return f"it ends ({days[1]}) before it begins ({days[0]})"
    return None


def _add(
    facts: dict[tuple[str, str, str], Fact],
    claim: Claim,
    extraction: Extraction,
    origin: Article,
    resolution: Resolution,
    ontology: Ontology,
) -> None:
    """Put an accepted claim with its fact; of two readings of the same mentions that agree in all else, the surer one stays."""
    article = extraction.article
    subject, object_ = (resolution.iri_of[article.key, cluster] for cluster in (claim.subject, claim.object))
    if ontology.relations[claim.relation].symmetric and object_ < subject:
        subject, object_ = object_, subject
        claim = replace(claim, subject_span=claim.object_span, object_span=claim.subject_span)
    fact = facts.setdefault((subject, claim.relation, object_), Fact(subject, claim.relation, object_))
    by = resolution.iri_of.get((article.key, claim.by)) if claim.by else None
    reading = (
        *(str(n) for span in (claim.evidence, claim.subject_span, claim.object_span) for n in (span.start, span.end)),
        *(claim.status, claim.sourcing, by or "", claim.role or ""),
        *(f"{d.day} {d.precision}" if d else "" for d in (claim.validity.since, claim.validity.until, claim.validity.at)),
    )
    iri = f"{ID_BASE}ev-{content_id(article.key, fact.iri, *reading)}"
    former = fact.evidence.get(iri)
    if former is None or (claim.confidence or 0) > (former.claim.confidence or 0):
        fact.evidence[iri] = Evidence(iri, article, origin, extraction.extractor, claim, by)


def _end_former_holders(facts: Iterable[Fact], ontology: Ontology) -> None:
    """Turn current facts former where a newer, different holder is known, for relations that one holds at a time.

    Holders whom one article names together (two chief executives at once) do not end each other.
    """
    held: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if ontology.relations[fact.relation].one_holder and fact.status == "current":
            held[fact.relation, fact.object].append(fact)
    for holders in held.values():
        newest = max(fact.as_of or "" for fact in holders)
        latest = [fact for fact in holders if (fact.as_of or "") == newest]
        beside = {e.article.key for fact in latest for e in fact.evidence.values() if e.claim.status == "current"}
        for fact in holders:
            together = any(e.article.key in beside for e in fact.evidence.values() if e.claim.status == "current")
            if fact not in latest and not together:
                fact.status, fact.as_of = "former", newest


def derived_validity(fact: Fact) -> Validity:
    """Return the dates of a fact: those that evidence of its very status gives, newest article and finest precision first.

    A state that has ended keeps the beginning that was read while it was current.
    """

    def pick(name: str, statuses: tuple[Status, ...]) -> Date | None:
        given = [
            (statuses.index(e.claim.status), e.date or "", found, e.iri)
            for e in fact.evidence.values()
            if e.claim.status in statuses and (found := getattr(e.claim.validity, name))
        ]
        newest = max((published for _, published, _, _ in given), default="")
        ranked = sorted(given, key=lambda g: (g[0], g[1] != newest, ("day", "month", "year").index(g[2].precision), g[2].day, g[3]))
        return ranked[0][2] if ranked else None

    begun: tuple[Status, ...] = (fact.status, "current") if fact.status == "former" else (fact.status,)
    since, until, at = pick("since", begun), pick("until", (fact.status,)), pick("at", (fact.status,))
    if since and until and since.day > until.day:  # two articles disagree; the status's own date is the surer one
        since = None
    return Validity(since, until, at)
