"""Who makes what, by how it is named: `Acme sells an app called Beta`, `the studio behind Beta`, `Acme has a new Beta`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.scene import NAMING_WORDS, Place, Scene, heads, subjects

MAKES = "develops"
MAKERS = ("Company", "EducationalInstitution", "Organization")


def read_making(scene: Scene) -> Iterator[Reading]:
    """Yield who makes a thing that the text names as theirs."""
    if MAKES not in scene.lexicon.ontology.relations:
        return
    for token in scene.doc:
        if token.lower_ in NAMING_WORDS and token.dep_ == "acl":
            yield from _called(scene, token)
        elif token.lower_ == "behind" and token.dep_ == "prep" and token.head.pos_ == "NOUN":
            yield from _behind(scene, token)
        elif token.lower_ in {"from", "by"} and token.dep_ == "prep" and token.head.dep_ == "appos":
            yield from _from(scene, token)
        elif token.dep_ == "dobj" and token.i in scene.at and lemma(token.head) == "have":
            yield from _has(scene, token)


def _called(scene: Scene, naming: Token) -> Iterator[Reading]:
    """`Acme sells an app called Beta`; what is bought, used or played under a name may be anybody's."""
    noun = naming.head
    verb = noun.head
    if noun.dep_ == "conj":
        verb = verb.head
    if "Product" not in scene.lexicon.nouns.of(lemma(noun)) or verb.pos_ != "VERB":
        return
    if noun.dep_ not in {"dobj", "conj"} or lemma(verb) not in scene.lexicon.words("offeringVerbs"):
        return
    yield from _made(scene, subjects(scene, verb)[0], heads(scene, noun), verb)


def _behind(scene: Scene, preposition: Token) -> Iterator[Reading]:
    """`Acme, the studio behind Beta and Gamma`."""
    noun = preposition.head
    if "Company" not in scene.lexicon.nouns.of(lemma(noun)) and lemma(noun) not in scene.lexicon.words("unitNouns"):
        return
    things = [p for child in preposition.children if child.dep_ == "pobj" for p in heads(scene, child)]
    named = scene.at.get(noun.i - 1) if noun.tag_ == "NN" else None
    before = scene.at.get(noun.left_edge.i - 2) if scene.doc[noun.left_edge.i - 1].text == "," else None  # "Acme, the studio"
    makers = heads(scene, noun) or [p for p in (before, named) if p is not None][:1]
    yield from _made(scene, makers, things, noun)


def _from(scene: Scene, preposition: Token) -> Iterator[Reading]:
    """`Beta, a game from Acme`."""
    noun = preposition.head
    if "Product" in scene.lexicon.nouns.of(lemma(noun)) and noun.head.i in scene.at:
        makers = [p for child in preposition.children if child.dep_ == "pobj" for p in heads(scene, child)]
        yield from _made(scene, makers, [scene.at[noun.head.i]], noun)


def _has(scene: Scene, thing: Token) -> Iterator[Reading]:
    """`Acme has the Beta`, `Acme has a new Beta`: who presents several firms with a thing each says whose each is."""
    words = {c.lower_ for c in thing.children if c.dep_ in {"det", "amod", "poss"}}
    place = scene.at[thing.i]
    if place.kind != "name" or scene.types(place)[0] != "Product" or thing.tag_ not in {"NN", "NNP"} or thing.head.tag_ != "VBZ":
        return
    after = scene.doc[place.end] if place.end < len(scene.doc) else None
    if after is not None and not after.is_punct and after.pos_ not in {"CCONJ", "SPACE"}:  # "has the Beta in stock"
        return
    if not ("the" in words or {"a", "new"} <= words or "its" in words):
        return
    yield from _made(scene, subjects(scene, thing.head)[0], [place], thing.head)


def _made(scene: Scene, makers: list[Place], things: list[Place], trigger: Token) -> Iterator[Reading]:
    for maker in makers:
        for thing in things:
            if maker.cluster != thing.cluster and scene.fits(maker, MAKERS) and scene.fits(thing, ("Product", "CreativeWork")):
                yield Reading(MAKES, maker, thing, trigger.i)
