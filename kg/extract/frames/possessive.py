"""Possession that states making: `Acme's Beta`, `Acme's new game, Beta`, `Acme's Beta app`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.scene import Place, Scene, heads
from kg.ontology import Relation


def read_possessives(scene: Scene) -> Iterator[Reading]:
    """Yield what possessives say for the relations that they state: `Acme's Beta` for develops."""
    relations = [relation for relation in scene.lexicon.ontology.relations.values() if relation.possessive]
    for token in scene.doc:
        if token.dep_ != "poss":
            continue
        owned = list(_owned(scene, token.head))
        for owner in heads(scene, token):
            for relation in relations:
                yield from _fitting(scene, relation, owner, owned, token.head.i)


def _owned(scene: Scene, head: Token) -> Iterator[Place]:
    place = scene.at.get(head.i)
    if place is not None:
        yield from heads(scene, head)
        return
    yield from (p for child in head.children if child.dep_ == "appos" for p in heads(scene, child))
    # "Acme's Beta app" names the app; "Acme's Beta phones" may be phones that run somebody else's Beta
    if head.tag_ in {"NN", "NNP"} and {"Product", "Event"} & {*scene.lexicon.nouns.of(lemma(head))}:
        before = scene.at.get(head.i - 1)
        if before is not None and before.kind == "name":
            yield before


def _fitting(scene: Scene, relation: Relation, owner: Place, owned: list[Place], trigger: int) -> Iterator[Reading]:
    for place in owned:
        if owner.cluster != place.cluster and scene.fits(owner, relation.domain) and scene.fits(place, relation.range):
            if scene.fits(owner, ("Person",)):  # "Musk's SpaceX" and "Nadella's Windows" state nothing
                continue
            yield Reading(relation.name, owner, place, trigger)
