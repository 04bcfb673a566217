"""Readings from the trained scorer: what it makes of two mentions of a sentence, where their classes allow the relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.extract.frames import Reading
from kg.extract.neural import RELATIONS
from kg.extract.neural.policy import Policy
from kg.extract.scene import Place, Scene

FEWER = {"worksFor": ("ceoOf", "leads", "boardMemberOf", "memberOf", "writesFor", "founderOf")}
"""What makes the scorer's general label idle: it says no more than that a person belongs to an organisation."""
ONE_OF = (frozenset({"acquires", "ownedBy", "mergesWith"}), frozenset({"ceoOf", "leads"}))
"""Relations of which a sentence mostly states one for two things; the scorer's likeliest is taken."""
MOST_PLACES = 24
"""Mentions of a sentence from which it is a list, and its pairs are left to the frames."""


def read_scores(scene: Scene, policy: Policy) -> Iterator[tuple[Reading, float]]:
    """Yield what the scorer reads in each sentence, with how far each reading lies above the threshold."""
    if scene.hints is None:
        return
    by_sentence: dict[int, list[Place]] = defaultdict(list)
    for place in scene.places:
        number = scene.hints.sentence_of(place.start, place.end)
        if number is not None:
            by_sentence[number].append(place)
    for _, places in sorted(by_sentence.items()):
        if 2 <= len(places) <= MOST_PLACES:
            yield from _read_sentence(scene, places, policy)


def _read_sentence(scene: Scene, places: Sequence[Place], policy: Policy) -> Iterator[tuple[Reading, float]]:
    pairs = [(a, b) for a in range(len(places)) for b in range(len(places)) if places[a].cluster != places[b].cluster]
    assert scene.hints is not None
    scores = scene.hints.score([(p.start, p.end) for p in places], pairs)
    if scores is None:
        return
    found: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for (a, b), row in zip(pairs, scores.tolist(), strict=True):
        for name, score in zip(RELATIONS, row, strict=True):
            relation = scene.lexicon.ontology.relations.get(name)
            if relation is None or score < policy.least(name):
                continue
            if scene.fits(places[a], relation.domain) and scene.fits(places[b], relation.range):
                found[a, b][name] = score
    for (a, b), names in sorted(found.items()):
        opposite = found.get((b, a), {})
        for name, score in sorted(_chosen(names, opposite, scene).items()):
            yield Reading(name, places[a], places[b], trigger_between(scene.doc, places[a], places[b])), score


def _chosen(names: dict[str, float], opposite: dict[str, float], scene: Scene) -> dict[str, float]:
    """Return the relations of a pair without those that a likelier one rules out; one direction only, the likelier."""
    relations = scene.lexicon.ontology.relations
    kept = {}
    for name, score in names.items():
        rivals = [names.get(other, -100.0) for group in ONE_OF if name in group for other in group - {name}]
        rivals += [opposite.get(other, -100.0) for group in ONE_OF[:1] if name in group for other in group - {name}]
        if not relations[name].symmetric:
            rivals.append(opposite.get(name, -100.0))
        if any(names.get(other, -100.0) > -100.0 for other in FEWER.get(name, ())) or any(rival > score for rival in rivals):
            continue
        kept[name] = score
    return kept


def trigger_between(doc: Doc, subject: Place, object_: Place) -> int:
    """Return the token that governs what joins two mentions: the top of the path between them that is in neither, else a root."""
    one, other = doc[subject.root], doc[object_.root]
    above_one = [one, *one.ancestors]
    above_other = [other, *other.ancestors]
    common = next((token for token in above_one if token in above_other), None)
    if common is None:
        return object_.root
    path: list[Token] = [common]
    path += reversed(above_one[: above_one.index(common)])
    path += reversed(above_other[: above_other.index(common)])
    inside = {*range(subject.start, subject.end), *range(object_.start, object_.end)}
    return next((t.i for t in path if t.i not in inside and t.pos_ != "ADP" and not t.is_punct), object_.root)
