"""Possession that states making: `Acme's Beta`, `Acme's new game, Beta`, `Acme's Beta app`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.document import Token
from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.phrases import heads, subjects
from kg.extract.scene import Place, Scene
from kg.model import Status
from kg.ontology import Relation

AUTHORED = "develops"
OTHERS = frozenset({"favorite", "favourite", "beloved", "preferred", "default", "main", "primary", "usual"})
"""Adjectives for a work of somebody else."""


def read_possessives(scene: Scene) -> Iterator[Reading]:
    """Yield what possessives say for the relations that they state: `Acme's Beta` for develops."""
    relations = scene.lexicon.ontology.relations.values()
    for token in scene.doc:
        if token.dep_ != "poss":
            continue
        owned = list(_owned(scene, token.head)) or _right_behind(scene, token)
        for owner in heads(scene, token):
            if scene.fits(owner, ("Person",)):  # "Ada's Acme" states nothing
                yield from _written(scene, owner, token.head, owned)
                continue
            if _has_role(scene, token.i, token.head.i):
                continue  # "its parent Acme": the role says what the possession means
            for place in owned:
                if place.cluster != owner.cluster:
                    yield from _stated(scene, relations, owner, place, token.head.i)


def _written(scene: Scene, author: Place, head: Token, owned: Iterable[Place]) -> Iterator[Reading]:
    """`Ada's memoir, “Beta”`: the book of a person who is named as having it is by them."""
    if AUTHORED not in scene.lexicon.ontology.relations or author.kind != "name":
        return
    if lemma(head) not in scene.lexicon.words("writtenNouns") or any(c.lower_ in OTHERS for c in head.children):
        return
    yield from (Reading(AUTHORED, author, one, head.i, status="current") for one in owned if scene.types(one)[0] == "CreativeWork")


def _has_role(scene: Scene, owner: int, head: int) -> bool:
    """Say whether a title or role stands in the possessed phrase."""
    lexicon = scene.lexicon
    words = [t for t in scene.doc[owner + 1 : head + 1] if t.i not in scene.at and t.pos_ in {"NOUN", "PROPN"}]
    return any(lemma(t) in lexicon.roles or lemma(t) in lexicon.role_heads for t in words)


def _owned(scene: Scene, head: Token) -> Iterator[Place]:
    place = scene.at.get(head.i)
    if place is not None:
        own = {t.i for t in head.subtree for c in t.children if c.dep_ == "poss" and t.i != head.i}  # "Acme's Beta, Gamma's Delta"
        yield from (p for p in heads(scene, head) if p.root not in own)
        return
    yield from (p for child in head.children if child.dep_ == "appos" for p in heads(scene, child))
    if head.dep_ == "appos" and head.head.i in scene.at:  # "Beta, Acme's newsletter"
        yield scene.at[head.head.i]
    kinds = {*scene.lexicon.nouns.of(lemma(head))}
    if head.dep_ == "attr" and head.tag_ == "NN" and kinds & {"Product", "CreativeWork"} and _is_its_own(head):
        yield from subjects(scene, head.head)[0]  # "Beta is Acme's chatbot"
    if not {"Product", "Event", "Company"} & kinds:
        return
    for child in head.children:
        named = scene.at.get(child.i)
        if child.dep_ in {"compound", "nmod"} and named is not None and named.kind == "name" and named.end <= head.i:
            # "Acme's Beta app" names the app; "Acme's Beta phones" may be phones that run somebody else's well-known Beta
            if head.tag_ in {"NN", "NNP"} or scene.doc.text_of(named.start, named.end) not in scene.lexicon.known:
                yield named
            return


def _is_its_own(noun: Token) -> bool:
    """Say whether a thing of somebody's may be made by them: `its chatbot`, not `its preferred chatbot`, `its app of choice`."""
    return not any(c.lower_ in OTHERS or (c.lower_ == "of" and c.dep_ == "prep") for c in noun.children)


def _right_behind(scene: Scene, owner: Token) -> list[Place]:
    """`whose Beta software`: a product's name between its possessor and the noun for its kind, wherever the parser hangs them."""
    doc = scene.doc
    start = owner.i + 1 + (owner.i + 1 < len(doc) and doc[owner.i + 1].tag_ == "POS")
    place = scene.at.get(start)
    if place is None or place.start != start or place.kind != "name" or place.end >= len(doc):
        return []
    noun = doc[place.end]
    is_kind = noun.tag_ == "NN" and noun.i not in scene.at and "Product" in scene.lexicon.nouns.of(lemma(noun))
    return [place] if is_kind and scene.types(place)[0] == "Product" else []


def _stated(scene: Scene, relations: Iterable[Relation], owner: Place, owned: Place, trigger: int) -> Iterator[Reading]:
    """Yield the relations that fit, those for what the owned thing mainly is before others."""
    main = scene.types(owned)[:1]
    for relation in relations:
        if relation.possessive and scene.fits(owner, relation.domain) and scene.lexicon.ontology.fits(main, relation.range):
            yield Reading(relation.name, owner, owned, trigger, status=_presupposed(scene, trigger, relation))
        # an unknown thing of Acme's is more often its product than its subsidiary
        told = "Product" not in main and scene.is_sure(owned) and scene.is_sure(owner)
        turned = relation.possessive_inverse and scene.fits(owner, relation.range) and _may_own(scene, owner, owned)
        if told and turned and scene.lexicon.ontology.fits(main, relation.domain):
            yield Reading(relation.name, owned, owner, trigger, status=_presupposed(scene, trigger, relation))


def _may_own(scene: Scene, owner: Place, owned: Place) -> bool:
    """Say whether a possessive may state ownership: an agency's company is one that it deals with."""
    return scene.types(owner)[0] != "GovernmentAgency" or scene.types(owned)[0] != "Company"


def _presupposed(scene: Scene, trigger: int, relation: Relation) -> Status | None:
    """Return "current" where the sentence takes the possession for granted, whatever it says will happen to the thing.

    None where the very verb is one for the relation: `Acme will launch its Beta` does not say that Beta is there.
    """
    verb = scene.doc[trigger].head
    own = any(e.relation == relation.name for e in scene.lexicon.verbs.get(lemma(verb), ()))
    return None if own and scene.doc[trigger].dep_ in {"dobj", "nsubjpass"} else "current"
