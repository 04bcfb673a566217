"""Lines of a list that give an organisation and its place: `Acme Robotics, Reno, Nevada`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.frames.reading import Reading
from kg.extract.scene import Place, Scene

HEADQUARTERS = "basedIn"


def read_lines(scene: Scene) -> Iterator[Reading]:
    """Yield where organisations are that fill a line together with a city and its region."""
    if HEADQUARTERS not in scene.lexicon.ontology.relations:
        return
    relation = scene.lexicon.ontology.relations[HEADQUARTERS]
    for place in scene.places:
        if place.kind != "name" or not _opens_line(scene, place) or not scene.fits(place, relation.domain):
            continue
        city = _after_comma(scene, place)
        region = _after_comma(scene, city) if city is not None else None
        if city is None or region is None or not scene.fits(city, relation.range) or not scene.fits(region, relation.range):
            continue
        if region.end >= len(scene.doc) or scene.doc[region.end].is_space:
            yield Reading(HEADQUARTERS, place, city, place.root)


def _opens_line(scene: Scene, place: Place) -> bool:
    i = place.start - 1
    while i >= 0 and scene.doc[i].text in {"-", "–", "•", "*", "·"}:
        i -= 1
    return i < 0 or (scene.doc[i].is_space and "\n" in scene.doc[i].text)


def _after_comma(scene: Scene, place: Place) -> Place | None:
    """Return the name that stands behind the next comma, a full stop or a legal form of the name itself between them or not."""
    i = place.end
    while i < len(scene.doc) and (scene.doc[i].text in scene.lexicon.legal_forms.classes or scene.doc[i].text == "."):
        i += 1
    if i + 1 < len(scene.doc) and scene.doc[i].text == "," and scene.doc[i + 1].text in scene.lexicon.legal_forms.classes:
        i += 2
    if i >= len(scene.doc) or scene.doc[i].text != ",":
        return None
    following = scene.at.get(i + 1)
    return following if following is not None and following.start == i + 1 else None
