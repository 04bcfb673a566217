"""Two lists in one statement: `Acme and Beta launched Zyx and Vox` pairs them in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extract.frames import Reading, refuse
from kg.extract.scene import Scene

IN_TURN = "respectively"
"""What says of any relation that two lists belong together in turn."""


def in_turn(scene: Scene, readings: Sequence[tuple[str, Reading]]) -> list[tuple[str, Reading]]:
    """Return the readings without those that join the members of two lists crosswise, where the sentence pairs them in turn."""
    relations = scene.lexicon.ontology.relations
    stated: dict[tuple[str, int], list[Reading]] = defaultdict(list)
    for _, reading in readings:
        stated[reading.relation, reading.trigger].append(reading)
    crossed: dict[Reading, None] = {}  # in the order of the readings, which those who ask for the reasons see
    for (relation, trigger), group in stated.items():
        subjects, objects = (sorted(places) for places in ({r.subject for r in group}, {r.object for r in group}))
        pairs = {(r.subject, r.object) for r in group}
        if len(subjects) < 2 or len(subjects) != len(objects) or len(pairs) != len(subjects) * len(objects):
            continue
        if relations[relation].pairwise or any(token.lower_ == IN_TURN for token in scene.doc[trigger].sent):
            pairs -= {*zip(subjects, objects, strict=True)}
            crossed |= dict.fromkeys(reading for reading in group if (reading.subject, reading.object) in pairs)
    for reading in crossed:
        refuse(scene, reading, "trigger links no two")
    return [one for one in readings if one[1] not in crossed]
