"""What relations ask of the names they link: `a subsidiary of X` makes X an organisation, whatever the model took it for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.extract.frames import Reading
from kg.extract.scene import Place, Scene

ONE_CLASS = 2.5
"""Weight of a relation that takes only one narrow class at that end; the unit is one mention labelled by the model."""
GENERAL_CLASS = 1.5
ONE_OF_MANY = 1.0
RARE = frozenset({"Event", "CreativeWork"})
"""Classes for which an expression may ask without speaking for them: most of what is launched is no event."""
GENERAL = {"Organization": "Company"}
"""The class that an end of a general class mostly has in technology news."""


def asked_of(scene: Scene, readings: Iterable[Reading]) -> Mapping[str, Mapping[str, float]]:
    """Return, for each cluster of no sure class, the weight of each class that the readings of a lenient scene ask of it.

    Where one trigger may mean several relations for one name, its weight is shared among the classes that they ask for.
    """
    asked: dict[tuple[Place, int], dict[str, float]] = defaultdict(dict)
    special: dict[tuple[Place, int], dict[str, float]] = defaultdict(dict)
    for reading in readings:
        relation = scene.lexicon.ontology.relations[reading.relation]
        for place, other, classes in (
            (reading.subject, reading.object, relation.domain),
            (reading.object, reading.subject, relation.range),
        ):
            if scene.is_sure(place) or place.kind != "name" or reading.expression is None:
                continue
            if not scene.is_sure(other) and not scene.lexicon.ontology.fits(
                scene.types(other), _other_end(relation.domain, relation.range, classes)
            ):
                continue
            name, weight = _wanted(scene, place, classes)
            if name == "Person" and _is_one_word(scene, place):
                continue  # people come with two names at first: who is hired under one may well be a firm
            if name:
                votes = (special if reading.expression.only in RARE else asked)[place, reading.trigger]
                votes[name] = max(votes.get(name, 0.0), weight)
    for end, votes in special.items():
        if "Product" not in asked[end]:  # "Acme created Beta": Beta is an event only where it is known to be one
            asked[end] |= votes
    total: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for (place, _), votes in sorted(asked.items()):
        for name, weight in votes.items():
            total[place.cluster][name] += weight if len(votes) == 1 else min(weight, ONE_OF_MANY) / len(votes)
    return total


def _is_one_word(scene: Scene, place: Place) -> bool:
    """Say whether the name is a single word that is no given name."""
    return place.end - place.start == 1 and scene.doc[place.start].text not in scene.lexicon.words("givenNames")


def _other_end(domain: tuple[str, ...], range_: tuple[str, ...], classes: tuple[str, ...]) -> tuple[str, ...]:
    return range_ if classes is domain else domain


def _wanted(scene: Scene, place: Place, classes: tuple[str, ...]) -> tuple[str, float]:
    """Return the class that an end asks for and its weight; the class that the name seems to have, where that fits."""
    types = scene.types(place)
    weight = ONE_CLASS if len(classes) == 1 and classes[0] not in GENERAL else GENERAL_CLASS
    if len(classes) > 1 and {"Organization", "Person"} & {*classes}:
        weight = ONE_OF_MANY
    if scene.lexicon.ontology.fits(types[:1], classes):
        return types[0], weight
    if "Topic" in classes:
        return "", 0.0
    name = "Organization" if "Organization" in classes else classes[0]
    return GENERAL.get(name, name), weight
