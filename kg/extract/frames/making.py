"""Who makes what, by how it is named: `Acme sells an app called Beta`, `the studio behind Beta`, `Acme has a new Beta`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.phrases import EXAMPLE_WORDS, NAMING_WORDS, heads, owners, prepositional, subjects
from kg.extract.scene import Place, Scene

MAKES = "develops"
MAKERS = ("Company", "EducationalInstitution", "Organization")
ANYBODY = (*MAKERS, "Person")
GIVING_NAMES = frozenset({"name", "call", "dub", "christen", "brand", "nickname"})


def read_making(scene: Scene) -> Iterator[Reading]:
    """Yield who makes a thing that the text names as theirs."""
    if MAKES not in scene.lexicon.ontology.relations:
        return
    for token in scene.doc:
        if token.lower_ in NAMING_WORDS and token.dep_ == "acl":
            yield from _called(scene, token)
        elif token.lower_ == "behind" and token.dep_ == "prep" and token.head.pos_ == "NOUN":
            yield from _behind(scene, token)
        elif token.lower_ in {"from", "by"} and token.dep_ == "prep" and token.head.pos_ in {"NOUN", "PROPN"}:
            yield from _from(scene, token)
        elif token.lower_ == "known" and token.dep_ in {"acl", "advcl"} and any(c.lower_ == "best" for c in token.children):
            yield from _made(scene, subjects(scene, token)[0], prepositional(scene, token, ("for",)), token)
        elif token.dep_ == "dobj" and token.i in scene.at and lemma(token.head) == "have":
            yield from _has(scene, token)
        elif token.dep_ in {"dobj", "oprd"} and token.i in scene.at and lemma(token.head) in GIVING_NAMES:
            yield from _names(scene, token)


def _called(scene: Scene, naming: Token) -> Iterator[Reading]:
    """`Acme sells an app called Beta`; what is bought, used or played under a name may be anybody's."""
    noun = naming.head
    verb = noun.head
    if noun.dep_ == "conj":
        verb = verb.head
    if "Product" not in scene.lexicon.nouns.of(lemma(noun)):
        return
    yield from _made(scene, owners(scene, noun), heads(scene, noun), naming)  # "Acme's app, called Beta"
    if verb.pos_ != "VERB":
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
    """`Beta, a game from Acme`, `the album by Ada`; `Beta, from Acme, is slow`, where nothing else can be from Acme."""
    noun = preposition.head
    makers = [p for child in preposition.children if child.dep_ == "pobj" for p in heads(scene, child)]
    kinds = {*scene.lexicon.nouns.of(lemma(noun))}
    by = preposition.lower_ == "by"
    if noun.dep_ == "appos" and kinds & {"Product", "CreativeWork"} and noun.head.i in scene.at:
        personal = by or "CreativeWork" in kinds
        yield from _made(scene, makers, [scene.at[noun.head.i]], noun, ANYBODY if personal else MAKERS)
    elif noun.i in scene.at and scene.at[noun.i].kind == "name" and _is_shown(noun, preposition):
        things = [p for p in [scene.at[noun.i]] if scene.types(p)[0] in {"Product", "CreativeWork"} and noun.i < preposition.i]
        works = bool(things) and scene.types(things[0])[0] == "CreativeWork"
        yield from _made(scene, makers, things, preposition, ANYBODY if works and by else MAKERS)


def _is_shown(name: Token, preposition: Token) -> bool:
    """Say whether what follows a name says of it where it is from: behind an object, it may say where that is taken from."""
    apart = name.i + 1 < preposition.i and name.nbor(1).text == ","
    exemplary = name.dep_ == "pobj" and name.head.lower_ in EXAMPLE_WORDS
    return name.dep_ in {"nsubj", "nsubjpass", "attr"} or exemplary or (apart and name.dep_ in {"dobj", "pobj", "appos", "conj"})


def _names(scene: Scene, name: Token) -> Iterator[Reading]:
    """`Acme calls its assistant Beta`, `Acme named the phone Beta`."""
    place, verb = scene.at[name.i], name.head
    noun = scene.doc[place.start - 1]
    own = "poss" in {c.dep_ for c in (*noun.children, *name.children)} or lemma(verb) != "call"
    if place.kind == "name" and own and noun.tag_ == "NN" and "Product" in scene.lexicon.nouns.of(lemma(noun)):
        yield from _made(scene, subjects(scene, verb)[0], [place], verb)


def staff_of(scene: Scene, verb: Token) -> list[Place]:
    """Return the organisation whose people do what a verb says: `engineers at Acme built`, `Acme's researchers have found`."""
    former = scene.lexicon.words("formerWords")
    doers = [c for c in verb.children if c.dep_ == "nsubj"]
    doers += [t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]
    for noun in doers:
        crowd = noun.tag_ == "NNS" or noun.lower_ in {"team", "group"}
        if crowd and lemma(noun) in scene.lexicon.words("staffNouns") and not any(c.lower_ in former for c in noun.children):
            before = [scene.at[c.i] for c in noun.children if c.dep_ in {"compound", "nmod"} and c.i in scene.at]
            return owners(scene, noun) or prepositional(scene, noun, ("at", "from")) or before
    return []


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


def _made(
    scene: Scene, makers: list[Place], things: list[Place], trigger: Token, classes: tuple[str, ...] = MAKERS
) -> Iterator[Reading]:
    for maker in makers:
        for thing in things:
            if maker.cluster != thing.cluster and scene.fits(maker, classes) and scene.fits(thing, ("Product", "CreativeWork")):
                yield Reading(MAKES, maker, thing, trigger.i)
