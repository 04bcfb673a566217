"""Beats in a journalist's title: `Ada Byron, a business reporter at Acme News`; `the paper's China correspondent`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.frames.holder import holders_of
from kg.extract.frames.reading import Reading
from kg.extract.frames.title import find_roles
from kg.extract.language import lemma
from kg.extract.scene import Scene

BEAT_RELATION = "reportsOn"


def read_beats(scene: Scene) -> Iterator[Reading]:
    """Yield what the words before a journalist's title say: `business reporter Ada Byron`."""
    if BEAT_RELATION not in scene.lexicon.ontology.relations:
        return
    for role in find_roles(scene):
        beat = scene.at.get(role.head - 1)
        if beat is None or lemma(scene.doc[role.head]) not in scene.lexicon.words("beatRoles"):
            continue
        if scene.types(beat)[0] not in {"Topic", "Place"}:
            continue
        people, status = holders_of(scene, role)
        for person in people:
            if scene.fits(person, ("Person",)):
                yield Reading(BEAT_RELATION, person, beat, role.head, None, None, status)
