"""Money: who backed whom in a round of funding, and stakes that are large enough to own.

`Acme raised $40 million in a round led by Beta and Gamma`; `Beta holds 70 percent of Acme`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.scene import Place, Scene, agents, heads, owners, prepositional, subjects

INVESTS = "investsIn"
OWNED = "ownedBy"
MAJORITY = 50.0
"""Percentage of the shares from which a holder owns."""
LEADING = frozenset({"lead", "co-lead", "back", "join", "anchor"})
CURRENCIES = frozenset({"million", "billion", "dollar", "euro", "pound", "yen", "yuan", "rupee", "won"})
LARGE = frozenset({"majority", "controlling", "entire", "half"})


def as_ownership(scene: Scene, reading: Reading) -> Reading:
    """Return the reading of a stake as one of ownership where the stake is a majority, else itself."""
    if reading.relation != INVESTS or OWNED not in scene.lexicon.ontology.relations:
        return reading
    trigger = scene.doc[reading.trigger]
    phrases = [c for c in trigger.children if c.dep_ in {"dobj", "attr"}] + ([trigger] if trigger.pos_ == "NOUN" else [])
    if not any(_is_majority(phrase) for phrase in phrases):
        return reading
    owned = scene.lexicon.ontology.relations[OWNED]
    if not (scene.fits(reading.object, owned.domain) and scene.fits(reading.subject, owned.range)):
        return reading
    return Reading(OWNED, reading.object, reading.subject, reading.trigger, None, None, reading.status)


def _is_majority(noun: Token) -> bool:
    """Say whether the words before a stake make it a majority: `a 60% stake`, `70 percent`, `a controlling interest`."""
    if noun.ent_type_ == "MONEY" or lemma(noun) in CURRENCIES:  # "half a billion dollars"
        return False
    words = [t for t in noun.doc[noun.left_edge.i : noun.i + 1] if t.head == noun or t.head.head == noun or t == noun]
    if any(t.lower_ in LARGE for t in words):
        return True
    shares = [t for t in words if t.text == "%" or t.lower_ in {"percent", "pct"}]
    numbers = [words[i].nbor(-1).text for i, t in enumerate(words) if t in shares and t.i > 0]
    return any(float(number) >= MAJORITY for number in numbers if re.fullmatch(r"\d{1,3}(\.\d+)?", number))


def funded_by_sale(scene: Scene, sellers: list[Place], stakes: list[Token]) -> list[Place]:
    """Return in whom somebody has a stake that was sold to them: in the seller, unless the seller had it in somebody else.

    `Acme sold a stake to Beta`; `Gamma sold a stake in Acme to Beta`; of `Gamma sold its stake to Beta` nothing is known.
    """
    named = [p for noun in stakes for p in prepositional(scene, noun, ("in", "of"))]
    own = any(child.dep_ == "poss" for noun in stakes for child in noun.children)
    return named or ([] if own else sellers)


def read_rounds(scene: Scene) -> Iterator[Reading]:
    """Yield who invests in whom by the words for a round of funding: `raised $40 million from Beta, with Gamma participating`."""
    lexicon = scene.lexicon
    if INVESTS not in lexicon.ontology.relations:
        return
    invests = lexicon.ontology.relations[INVESTS]
    for noun in scene.doc:
        if lemma(noun) not in lexicon.words("roundNouns") or noun.pos_ not in {"NOUN", "PROPN"} or noun.i in scene.at:
            continue
        backers = _backers(scene, noun)
        funded = [p for p in _funded(scene, noun) if p not in backers] if backers else []
        for backer in backers:
            for one in funded:
                if backer.cluster != one.cluster and scene.fits(backer, invests.domain) and scene.fits(one, ("Organization",)):
                    yield Reading(INVESTS, backer, one, noun.i, status="current" if _is_closed(noun) else None)


def _is_closed(noun: Token) -> bool:
    """Say whether a round was closed: that ends the raising of the money, and not that it is invested."""
    verb = noun.head
    plain = not any(c.dep_ == "neg" or c.lower_ in {"may", "might", "will", "would", "could"} for c in verb.children)
    return noun.dep_ == "dobj" and lemma(verb) == "close" and verb.tag_ in {"VBD", "VBN"} and plain


def _backers(scene: Scene, noun: Token) -> list[Place]:
    """Return who leads a round or takes part in it."""
    found: list[Place] = []
    for child in noun.children:
        if child.dep_ == "acl":
            found += [p for verb in (child, *child.conjuncts) if lemma(verb) in LEADING for p in agents(scene, verb)]
    for token in noun.sent:
        word = token.lower_
        if word == "participation":
            found += prepositional(scene, token, ("from", "by", "of"))
        elif word in {"investors", "backers"} and token.i > noun.i:
            found += heads(scene, token)
        elif word in {"led", "joined", "backed"} and token.i > noun.i and token.tag_ == "VBN":
            found += agents(scene, token)
    return list(dict.fromkeys(found))


def _funded(scene: Scene, noun: Token) -> list[Place]:
    """Return who gets the money of a round: its possessor, who raises it, or what it is in."""
    found = owners(scene, noun) or prepositional(scene, noun, ("in", "for"))
    if found:
        return found
    token = noun
    while token.dep_ in {"pobj", "prep", "dobj", "pcomp", "conj", "appos", "compound", "nmod"} and token.head != token:
        token = token.head
        if token.pos_ == "VERB":
            break
    if token.pos_ == "VERB" and lemma(token) in scene.lexicon.words("raisingVerbs"):
        doers, passive = subjects(scene, token)
        return [] if passive else doers
    return []
