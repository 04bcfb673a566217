"""Who is a customer by what is paid or made: `NASA is paying Acme $3 million to carry it`, `Acme's chips are made by Beta`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.phrases import agents, heads, objects, owners, subjects
from kg.extract.scene import Place, Scene

BUYS = "customerOf"
PARTIES = ("Organization",)
MADE_TO_ORDER = frozenset(
    {"chip", "processor", "phone", "smartphone", "car", "laptop", "tablet", "headset", "watch", "rocket", "drug"}
)
"""Kinds of products that others make to order, beside those for parts."""


def read_trade(scene: Scene) -> Iterator[Reading]:
    """Yield who buys what others do or make, by verbs that say so together with what they have around them."""
    if BUYS not in scene.lexicon.ontology.relations:
        return
    making = scene.lexicon.words("makingVerbs")
    for token in scene.doc:
        if token.pos_ != "VERB" or token.i in scene.at:
            continue
        word = lemma(token)
        if word == "pay":
            yield from _paid(scene, token)
        elif word in making and token.tag_ == "VBN":
            yield from _made(scene, token)


def _paid(scene: Scene, verb: Token) -> Iterator[Reading]:
    """`NASA is paying Acme $118 million to carry six payloads`; money paid to settle a case buys nothing."""
    services = scene.lexicon.words("servicingVerbs")
    asked = [t for t in verb.subtree if t.i > verb.i and t.tag_ == "VB" and lemma(t) in services]
    if not any(t.left_edge.lower_ == "to" and t.head.i >= verb.i for t in asked):
        return
    doers, passive = subjects(scene, verb)
    paid = [p for c in verb.children if c.dep_ == "dative" for p in heads(scene, c)] or objects(scene, verb)
    yield from () if passive else _pairs(scene, doers, paid, verb)


def _made(scene: Scene, verb: Token) -> Iterator[Reading]:
    """`Acme's chips are manufactured by Beta`, `Acme has its chips made by Beta`: who has goods made is a customer."""
    goods = [c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj"}]
    made = [c for c in goods if lemma(c) in scene.lexicon.words("goodsNouns") | MADE_TO_ORDER]
    yield from _pairs(scene, [p for c in made for p in owners(scene, c)], agents(scene, verb), verb)


def _pairs(scene: Scene, buyers: list[Place], sellers: list[Place], trigger: Token) -> Iterator[Reading]:
    for buyer in buyers:
        for seller in sellers:
            if buyer.cluster != seller.cluster and scene.fits(buyer, PARTIES) and scene.fits(seller, ("Company",)):
                yield Reading(BUYS, buyer, seller, trigger.i)
