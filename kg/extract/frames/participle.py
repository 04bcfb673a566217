"""Participles joined by a hyphen: `San Francisco-based Acme`, `the Acme-owned service Beta`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.reading import Reading, pairs
from kg.extract.phrases import heads, subjects
from kg.extract.scene import Place, Scene

FARTHEST = 8
"""How many tokens may stand between the participle and the name that it describes."""


def read_participles(scene: Scene) -> Iterator[Reading]:
    """Yield what hyphenated participles say: `Oslo-based Acme`."""
    for place in scene.places:
        if place.end + 1 >= len(scene.doc) or scene.doc[place.end].text not in {"-", "–"}:
            continue
        participle = scene.doc[place.end + 1]
        for expression in scene.lexicon.participles.get(participle.lower_, ()):
            yield from pairs(scene, expression, _described(scene, participle), [_city(scene, place)], participle.i)


def _city(scene: Scene, place: Place) -> Place:
    """Return the city where its region follows it: `Bedford, Massachusetts-based Acme`."""
    before = scene.at.get(place.start - 2)
    in_region = before is not None and scene.doc[place.start - 1].text == "," and before.end == place.start - 1
    return (
        before if before is not None and in_region and scene.fits(before, ("Place",)) and scene.fits(place, ("Place",)) else place
    )


def _described(scene: Scene, participle: Token) -> list[Place]:
    """Return what the participle describes: the head of its phrase, or a name that ends the phrase."""
    head = participle
    while (
        head.dep_ in {"amod", "compound", "nmod", "punct", "npadvmod"}
        and head.head.i > participle.i
        and head.head.i - participle.i <= FARTHEST
    ):
        head = head.head
    for i in range(participle.i + 1, head.i):
        if i in scene.at and scene.at[i].kind == "name" and scene.at[i].end < head.i and scene.doc[scene.at[i].end].tag_ == "POS":
            return [scene.at[i]]  # "the Oslo-based bank Acme's client Ada"
    if head.i > participle.i:
        found = heads(scene, head)
        if not found and head.dep_ == "attr":  # "Ada is an Oslo-based reporter"
            found = subjects(scene, head.head)[0]
        if found:
            return found
    for i in range(participle.i + 1, min(participle.i + FARTHEST, len(scene.doc))):
        token = scene.doc[i]
        if i in scene.at:
            return [scene.at[i]]
        if token.pos_ in {"VERB", "AUX", "ADP", "PUNCT", "SPACE", "PRON"} and token.text != "-":
            break
    return []
