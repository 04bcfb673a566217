"""Readings from the trained scorer: what it makes of two mentions of a sentence, where their classes allow the relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

import numpy as np

from kg.extract.document import Token
from kg.extract.doubts import is_doubtful
from kg.extract.frames import Reading, refuse
from kg.extract.frames.title import EMPLOYMENT, find_roles, meanings, title_text
from kg.extract.language import lemma
from kg.extract.lexicon import Lexicon
from kg.extract.neural import RELATIONS
from kg.extract.neural.policy import Policy
from kg.extract.scene import Place, Scene

FEWER = {"worksFor": ("ceoOf", "leads", "boardMemberOf", "memberOf", "writesFor", "founderOf")}
"""What makes the scorer's general label idle: it says no more than that a person belongs to an organisation."""
ONE_OF = (frozenset({"acquires", "ownedBy", "mergesWith"}), frozenset({"ceoOf", "leads"}))
"""Relations of which a sentence mostly states one for two things; the scorer's likeliest is taken."""
DEALS = frozenset({"acquires", "mergesWith"})
"""Relations that the same deal is called by."""
NEAR = 0.3
"""Share of the chance asked for from which a pair is worth a word to somebody who asks why it gave no claim."""
BEFORE_NAME = 2
"""Most tokens between a title and its organisation: `of the`."""
MOST_PLACES = 24
"""Mentions of a sentence from which it is a list, and its pairs are left to the frames."""


def read_beside(
    scene: Scene, policy: Policy, readings: Iterable[tuple[str, Reading]]
) -> tuple[dict[Reading, float], frozenset[Reading]]:
    """Return what the trained scorer alone reads, with its confidence, and those of the frames' readings that it agrees with.

    A pair that a frame reads is the frame's, since a frame knows status and role.
    """
    ancestors = scene.lexicon.ontology.ancestors
    framed = [reading for _, reading in readings]
    read = {frozenset((reading.subject, reading.object)) for reading in framed}
    deals = {frozenset((r.subject.cluster, r.object.cluster)) for r in framed if r.relation in DEALS}
    says: dict[tuple[Place, Place], set[str]] = defaultdict(set)
    alone: dict[Reading, float] = {}
    for reading, confidence in read_scores(scene, policy):
        if frozenset((reading.subject, reading.object)) in read:
            says[reading.subject, reading.object].update((reading.relation, *ancestors(reading.relation)))
        elif reading.relation in DEALS and frozenset((reading.subject.cluster, reading.object.cluster)) in deals:
            refuse(scene, reading, "stated elsewhere")  # a purchase is often called a merger too
        else:
            alone[reading] = confidence
    return alone, frozenset(r for r in framed if says[r.subject, r.object] & {r.relation, *ancestors(r.relation)})


def read_scores(scene: Scene, policy: Policy) -> Iterator[tuple[Reading, float]]:
    """Yield what the scorer reads in each sentence, with the confidence of each reading."""
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
    places = [place for place in places if not _only_locates(scene, place)]
    pairs = [(a, b) for a, b in permutations(range(len(places)), 2) if places[a].cluster != places[b].cluster]
    assert scene.hints is not None
    scores = scene.hints.score([(p.start, p.end) for p in places], pairs)
    if scores is None:
        return
    relations = scene.lexicon.ontology.relations
    asked = NEAR if scene.refused is not None else 1.0
    found: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for pair, column in np.argwhere(scores >= policy.floors(RELATIONS, asked)).tolist():
        (a, b), name, score = pairs[pair], RELATIONS[column], float(scores[pair, column])
        relation = relations.get(name)
        if relation is None or not scene.fits(places[a], relation.domain) or not scene.fits(places[b], relation.range):
            continue
        if policy.chance(name, score) >= policy.believed_from(name):
            found[a, b][name] = score
        else:
            trigger = trigger_between(scene, name, places[a], places[b])
            refuse(scene, Reading(name, places[a], places[b], trigger), "below threshold")
    for (a, b), names in sorted(found.items()):
        opposite = found.get((b, a), {})
        for name, score in sorted(_chosen(names, opposite, scene).items()):
            if is_doubtful(scene, name, places[a], places[b]):
                continue
            if not (relations[name].symmetric and a > b and name in opposite):
                yield _reading(scene, name, places[a], places[b]), policy.confidence(name, score)


def _reading(scene: Scene, relation: str, subject: Place, object_: Place) -> Reading:
    """Return what the scorer says of two mentions, with the title beside the organisation if there is one, and what that means."""
    ontology = scene.lexicon.ontology
    if EMPLOYMENT in (relation, *ontology.ancestors(relation)):
        for role in find_roles(scene):
            if not (role.start - 1 <= object_.end <= role.start or 0 < object_.start - role.end <= BEFORE_NAME):
                continue  # "Acme CEO", "CEO of Acme"
            for meaning in meanings(scene, role):
                narrower = EMPLOYMENT in (meaning.relation, *ontology.ancestors(meaning.relation))
                if narrower and not meaning.shape.endswith("Inverse"):
                    return Reading(meaning.relation, subject, object_, role.head, meaning, title_text(scene, role))
    return Reading(relation, subject, object_, trigger_between(scene, relation, subject, object_))


def _only_locates(scene: Scene, place: Place) -> bool:
    """Say whether a place only says where the place before it lies: `Oslo, Norway`."""
    before = scene.at.get(place.start - 2) if place.start > 1 and scene.doc[place.start - 1].text == "," else None
    return before is not None and scene.fits(before, ("Place",)) and scene.fits(place, ("Place",))


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


def trigger_between(scene: Scene, relation: str, subject: Place, object_: Place) -> int:
    """Return the token that states a relation of two mentions: the nearest of the ontology's words for it in their sentence.

    Where there is none it is the top of the path between the two that is in neither, else the object's own head.
    """
    doc = scene.doc
    first, last = min(subject.start, object_.start), max(subject.end, object_.end)
    words = [token for token in doc[subject.root].sent if token.i not in scene.at and _states(token, relation, scene.lexicon)]
    if words:
        return min(words, key=lambda t: (max(first - t.i, t.i - last, 0), abs(t.i - object_.root), t.i)).i
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


def _states(token: Token, relation: str, lexicon: Lexicon) -> bool:
    """Say whether the ontology lists the word among those that state the relation."""
    tables = (lexicon.verbs, lexicon.event_nouns, lexicon.roles, lexicon.role_heads, lexicon.participles)
    words = {lemma(token), token.lower_}
    return any(expression.relation == relation for table in tables for word in words for expression in table.get(word, ()))
