"""Prepositions that alone state a relation: `Ada Byron of Acme`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.frames.reading import Reading, pairs
from kg.extract.scene import Scene


def read_adpositions(scene: Scene) -> Iterator[Reading]:
    """Yield what a preposition between two names says: `Ada Byron of Acme`."""
    for place in scene.places:
        if place.kind != "name" or not scene.is_sure(place) or place.end + 1 >= len(scene.doc):
            continue
        preposition = scene.doc[place.end]
        following = next((scene.at[i] for i in (place.end + 1, place.end + 2) if i in scene.at), None)
        if following is None or following.start > place.end + 2 or following.kind != "name":
            continue
        if following.start == place.end + 2 and scene.doc[place.end + 1].lower_ != "the":
            continue
        for expression in scene.lexicon.adpositions.get(preposition.lower_, ()):
            yield from pairs(scene, expression, [place], [following], preposition.i)
