"""A name beside a common noun for its bearer's kind: `Acme, an Oslo startup`; `Acme, a startup in Oslo`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.scene import Place, Scene, heads, subjects


def read_premodifiers(scene: Scene) -> Iterator[Reading]:
    """Yield what a name beside a kind's noun says of the thing of that kind: `Acme, an Oslo startup`."""
    relations = [relation for relation in scene.lexicon.ontology.relations.values() if relation.premodifying]
    for place in scene.places:
        noun = _kind_noun(scene, place)
        if noun is None or noun.i in scene.at or noun.tag_ != "NN":
            continue
        kinds = scene.lexicon.nouns.of(lemma(noun))
        for relation in relations:
            if not scene.fits(place, relation.range) or not scene.lexicon.ontology.fits(kinds, relation.domain):
                continue
            described = subjects(scene, noun.head)[0] if noun.dep_ == "attr" else heads(scene, noun) if noun.dep_ == "appos" else []
            for one in described:
                if one.cluster != place.cluster and scene.fits(one, relation.domain):
                    yield Reading(relation.name, one, place, noun.i)


def _kind_noun(scene: Scene, place: Place) -> Token | None:
    """Return the noun that the name narrows: before it, or behind it with `in` and an indefinite article before all."""
    root = scene.doc[place.root]
    if place.kind != "name":
        return None
    if root.dep_ in {"compound", "nmod"}:
        return root.head
    if root.dep_ == "pobj" and root.head.lower_ == "in" and any(c.lower_ in {"a", "an"} for c in root.head.head.children):
        return root.head.head
    return None
