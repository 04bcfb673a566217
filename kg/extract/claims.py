"""From readings to claims: which of them an article states, with what status, on whose word, since when, and how surely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kg.extract.confidence import confidence_of
from kg.extract.dates import validity_of
from kg.extract.frames import FRAMES, Reading, refuse, with_wholes
from kg.extract.lists import in_turn
from kg.extract.neural import Policy
from kg.extract.pairing import read_beside
from kg.extract.scene import Place, Scene
from kg.extract.sourcing import sourcing_of
from kg.extract.status import is_question, status_of
from kg.model import Article, Claim, Passage, Span, derive_status

SILENT_PASSAGES = frozenset({"caption", "credit"})
"""Names in these are entities, but they state no facts."""
TRAINED = "trained"
"""What names the trained reader among the frames: alone, or behind the frame that it agrees with (`verb+trained`)."""
OWN_WORD = frozenset({"worksFor", "develops", "organizes"})
"""Relations whose subject speaks for its object, or of it as of its own."""
WEAK_FRAMES = frozenset({"adposition", "possessive"})
"""Frames that only hint at a relation: alone they are idle wherever words say how the two things are related."""


def claims_of(scene: Scene, article: Article, policy: Policy | None) -> tuple[Claim, ...]:
    """Return what a scene states, in text order; with a policy, what the trained scorer reads counts too."""
    read = [(frame, reading) for frame, read in FRAMES.items() for reading in with_wholes(scene, read(scene))]
    readings = _most_specific(scene, [one for one in read if _speaks(article.passages, scene, one[1])])
    chances: dict[Reading, float] = {}
    if policy is not None:
        alone, agreed = read_beside(scene, policy, readings)
        chances = {reading: chance for reading, chance in alone.items() if _speaks(article.passages, scene, reading)}
        readings = [(f"{frame}+{TRAINED}" if reading in agreed else frame, reading) for frame, reading in readings]
        readings += [(TRAINED, reading) for reading in chances]
    readings = in_turn(scene, readings)
    employers: dict[str, set[str]] = defaultdict(set)
    for _, reading in readings:
        spoken_for = {reading.relation, *scene.lexicon.ontology.ancestors(reading.relation)}
        if spoken_for & OWN_WORD:  # what a company says of its product it says of itself
            employers[reading.subject.cluster].add(reading.object.cluster)
    loyal = {person: frozenset(organisations) for person, organisations in employers.items()}
    published = date.fromisoformat(article.published) if article.published else None
    claims: dict[tuple[str, str, str, Span, Span], tuple[Claim, Reading]] = {}
    for frame, reading in readings:
        status = status_of(scene, reading)
        if status is None:
            refuse(scene, reading, "question" if is_question(scene.doc[reading.trigger].sent) else "hypothetical")
            continue
        sourcing, by = sourcing_of(scene, reading, loyal)
        if article.kind == "sponsored":
            sourcing = "self"
        if sourcing == "anonymous" and status in {"current", "planned"}:
            status = "alleged"
        claim = Claim(
            subject=reading.subject.cluster,
            relation=reading.relation,
            object=reading.object.cluster,
            subject_span=scene.span(reading.subject),
            object_span=scene.span(reading.object),
            evidence=_sentence(scene, reading),
            frame=frame,
            status=status,
            sourcing=sourcing,
            by=by,
            role=reading.role,
            confidence=confidence_of(frame, chances.get(reading)),
            validity=validity_of(scene, reading, status, published),
        )
        key = (claim.subject, claim.relation, claim.object, claim.subject_span, claim.object_span)
        claims.setdefault(key, (claim, reading))
    found = _most_specific_facts(scene, [claim for claim, _ in claims.values()])
    stated = {*found}
    for _, reading in (one for one in claims.values() if one[0] not in stated):
        refuse(scene, reading, "stated elsewhere")
    told = _as_the_body_tells(article.passages, found)
    return tuple(sorted(told, key=lambda c: (c.evidence, c.subject_span, c.object_span, c.relation)))


def _as_the_body_tells(passages: tuple[Passage, ...], claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims, those of the title with the status that the body gives: `Acme buys Beta` may be a plan or a rumour."""
    of_fact: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    told = []
    for claim in claims:
        of_fact[claim.subject, claim.relation, claim.object].append(claim)
    for claims_ in of_fact.values():
        body = [claim.status for claim in claims_ if not _is_title(passages, claim)]
        for claim in claims_:
            if body and claim.status == "current" and _is_title(passages, claim):
                told.append(replace(claim, status=derive_status((None, status) for status in body)[0]))
            else:
                told.append(claim)
    return told


def _is_title(passages: tuple[Passage, ...], claim: Claim) -> bool:
    return any(p.kind == "title" and p.span.overlaps(claim.evidence) for p in passages)


def _most_specific_facts(scene: Scene, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims without those whose pair has a more specific claim elsewhere: who leads it also works for it."""
    found = list(claims)
    of_pair: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in found:
        of_pair[claim.subject, claim.object].add(claim.relation)
    ancestors = scene.lexicon.ontology.ancestors

    def is_idle(claim: Claim) -> bool:
        others = of_pair[claim.subject, claim.object] - {claim.relation}
        return any(claim.relation in ancestors(other) for other in others) or (bool(others) and claim.frame in WEAK_FRAMES)

    return [claim for claim in found if not is_idle(claim)]


def _speaks(passages: tuple[Passage, ...], scene: Scene, reading: Reading) -> bool:
    """Say whether the reading stands where facts are stated, not in a caption or a photo credit; refuse it where it does not."""
    spans = [scene.span(reading.subject), scene.span(reading.object)]
    if any(p.kind in SILENT_PASSAGES and any(p.span.overlaps(s) for s in spans) for p in passages):
        refuse(scene, reading, "silent passage")
        return False
    return True


def _sentence(scene: Scene, reading: Reading) -> Span:
    """Return the sentence of the trigger, widened to hold both mentions, without the white space around it."""
    sentence = scene.doc[reading.trigger].sent
    first = min(sentence.start, reading.subject.start, reading.object.start)
    last = max(sentence.end, reading.subject.end, reading.object.end) - 1
    while scene.doc[last].is_space and last > first:
        last -= 1
    while scene.doc[first].is_space and first < last:
        first += 1
    return Span(scene.doc[first].idx, scene.doc[last].idx + len(scene.doc[last]))


def _most_specific(scene: Scene, readings: list[tuple[str, Reading]]) -> list[tuple[str, Reading]]:
    """Return the readings without those that a more specific relation of the same two mentions makes idle."""
    ontology = scene.lexicon.ontology
    of_pair: dict[tuple[Place, Place], set[str]] = defaultdict(set)
    for _, reading in readings:
        of_pair[reading.subject, reading.object].add(reading.relation)
    narrow = {(r.subject, r.object, r.trigger) for _, r in readings if r.expression and r.expression.exactly}
    named_as = {
        (r.subject, r.object, scene.doc[r.trigger].head.head.i): r.relation
        for frame, r in readings
        if frame == "role" and scene.doc[r.trigger].head.lower_ == "as"
    }
    kept = []
    for frame, reading in readings:
        ends = (reading.subject, reading.object, reading.trigger)
        if frame == "verb" and named_as.get(ends, reading.relation) != reading.relation:
            continue  # "hired Ada as an adviser": the role says what the verb means
        is_narrow = reading.expression is not None and reading.expression.exactly
        if not is_narrow and (reading.subject, reading.object, reading.trigger) in narrow:
            continue  # "joined the party" is about a member, "joined Acme" about a job
        others = of_pair[reading.subject, reading.object]
        if not any(reading.relation in ontology.ancestors(other) for other in others):
            kept.append((frame, reading))
    return kept
