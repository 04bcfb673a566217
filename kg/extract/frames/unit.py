"""Parts of an organisation with a name of their own, before that of the whole: `the School of Medicine at Acme University`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.frames.ends import SCHOOLING
from kg.extract.frames.reading import Reading
from kg.extract.frames.title import EMPLOYMENT
from kg.extract.scene import Place, Scene

LEADING = frozenset({"leads", "ceoOf"})
JOINS = frozenset({"at", "of", ",", "in"})
"""What stands between a part and its whole."""


def with_wholes(scene: Scene, readings: Iterable[Reading]) -> Iterator[Reading]:
    """Yield the readings, and for work or study at a part of an organisation one of the whole: who leads a part works for it."""
    for reading in readings:
        yield reading
        relation = EMPLOYMENT if reading.relation in LEADING else reading.relation
        if relation not in {EMPLOYMENT, SCHOOLING} or relation not in scene.lexicon.ontology.relations:
            continue
        whole = _whole(scene, reading.object)
        if whole is None or whole.cluster in {reading.object.cluster, reading.subject.cluster}:
            continue
        if scene.fits(whole, scene.lexicon.ontology.relations[relation].range):
            yield replace(reading, relation=relation, object=whole)


def _whole(scene: Scene, part: Place) -> Place | None:
    """Return what stands right behind the name of a part, joined by a preposition; behind a comma only a school."""
    doc = scene.doc
    if part.kind != "name" or part.end + 1 >= len(doc) or doc[part.end].lower_ not in JOINS:
        return None
    if not any(t.text in scene.lexicon.words("unitNames") for t in doc[part.start : part.end]):
        return None
    start = part.end + 1 + (doc[part.end + 1].lower_ == "the")
    place = scene.at.get(start)
    if place is None or place.start != start or place.kind != "name":
        return None
    kind = "EducationalInstitution" if doc[part.end].text == "," else "Organization"
    return place if scene.fits(place, (kind,)) else None
