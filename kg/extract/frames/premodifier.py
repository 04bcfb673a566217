"""A name before a common noun for its bearer's kind: `Acme, an Oslo startup`; `the Oslo firm`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.scene import Scene, heads, subjects


def read_premodifiers(scene: Scene) -> Iterator[Reading]:
    """Yield what a name before a kind's noun says of the thing of that kind: `Acme, an Oslo startup`."""
    relations = [relation for relation in scene.lexicon.ontology.relations.values() if relation.premodifying]
    for place in scene.places:
        noun = scene.doc[place.root].head
        if (
            place.kind != "name"
            or noun.i in scene.at
            or scene.doc[place.root].dep_ not in {"compound", "nmod"}
            or noun.tag_ != "NN"
        ):
            continue
        kinds = scene.lexicon.nouns.of(lemma(noun))
        for relation in relations:
            if not scene.fits(place, relation.range) or not scene.lexicon.ontology.fits(kinds, relation.domain):
                continue
            described = subjects(scene, noun.head)[0] if noun.dep_ == "attr" else heads(scene, noun) if noun.dep_ == "appos" else []
            for one in described:
                if one.cluster != place.cluster and scene.fits(one, relation.domain):
                    yield Reading(relation.name, one, place, noun.i)
