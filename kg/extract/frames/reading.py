"""What a frame sees: two mentions, an expression of the ontology that links them, and the word that triggered it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.scene import Place, Reason, Refusal, Scene
from kg.model import Status
from kg.ontology import Expression


@dataclass(frozen=True, slots=True)
class Reading:
    """A possible claim, before status and sourcing: relation, subject and object mentions, and the trigger's token index.

    `expression` is None where grammar alone states the relation; `status` is set where the frame knows it; `role` is the title as
    the text has it.
    """

    relation: str
    subject: Place
    object: Place
    trigger: int
    expression: Expression | None = None
    role: str | None = None
    status: Status | None = None


def pairs(
    scene: Scene,
    expression: Expression,
    subjects: Iterable[Place],
    objects: Iterable[Place],
    trigger: int,
    role: str | None = None,
    status: Status | None = None,
) -> Iterator[Reading]:
    """Yield a reading for each subject and object whose classes fit the relation, turned round for inverse expressions."""
    turned = expression.shape.endswith("Inverse")
    subjects, objects = tuple(subjects), tuple(objects)
    if scene.refused is not None and not (subjects and objects):
        scene.refused.append(Refusal("trigger links no two", expression.relation, trigger, expression=expression))
    for one in subjects:
        for other in objects:
            left, right = (other, one) if turned else (one, other)
            if expression.exactly and scene.types(other)[0] != expression.only:
                continue
            reason = _misfit(scene, expression, left, right)
            if reason is None:
                yield Reading(expression.relation, left, right, trigger, expression, role, status or expression.status)
            elif scene.refused is not None:
                scene.refused.append(Refusal(reason, expression.relation, trigger, left, right, expression))


def _misfit(scene: Scene, expression: Expression, left: Place, right: Place) -> Reason | None:
    """Return why a relation cannot hold between two mentions, None where it can: what they are, or that they are one."""
    relation = scene.lexicon.ontology.relations[expression.relation]
    if left.cluster == right.cluster:
        return "same entity twice"
    if _is_likened(scene, left) or _is_likened(scene, right):
        return "type clash"
    asked = [(left, relation.domain), (right, relation.range)]
    one, other = (right, left) if expression.shape.endswith("Inverse") else (left, right)
    if expression.only_subject:
        asked.append((one, (expression.only_subject,)))
    if expression.only:
        asked.append((other, (expression.only,)))
    for place, classes in asked:
        if not scene.fits(place, classes):
            return "type clash" if scene.is_sure(place) else "ambiguous name"
    return None


def refuse(scene: Scene, reading: Reading, reason: Reason) -> None:
    """Note why a reading becomes no claim, where somebody asks."""
    if scene.refused is not None:
        ends = (reading.subject, reading.object)
        scene.refused.append(Refusal(reason, reading.relation, reading.trigger, *ends, reading.expression))


def _is_likened(scene: Scene, place: Place) -> bool:
    """Say whether a name stands for something like its bearer: `wants to create the Acme of shoes`."""
    doc = scene.doc
    if place.kind != "name" or not place.start or place.end >= len(doc) or doc[place.end].lower_ != "of":
        return False
    return doc[place.start - 1].lower_ in {"the", "a", "an"} and scene.types(place)[0] in {"Company", "MediaOutlet", "Person"}
