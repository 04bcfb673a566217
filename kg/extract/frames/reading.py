"""What a frame sees: two mentions, an expression of the ontology that links them, and the word that triggered it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.scene import Place, Scene
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
    relation = scene.lexicon.ontology.relations[expression.relation]
    turned = expression.shape.endswith("Inverse")
    objects = tuple(objects)
    for one in subjects:
        for other in objects:
            left, right = (other, one) if turned else (one, other)
            if left.cluster == right.cluster or not scene.fits(left, relation.domain) or not scene.fits(right, relation.range):
                continue
            if expression.only_subject and not scene.fits(left, (expression.only_subject,)):
                continue
            if expression.only and not scene.fits(right, (expression.only,)):
                continue
            if expression.exactly and scene.types(right)[0] != expression.only:
                continue
            yield Reading(expression.relation, left, right, trigger, expression, role, status or expression.status)
