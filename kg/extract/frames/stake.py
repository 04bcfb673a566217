"""Stakes: those that are large enough to own, and in whom somebody has one that was sold: `Beta holds 70 percent of Acme`."""

from __future__ import annotations

import re

from kg.extract.document import Token
from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.phrases import prepositional
from kg.extract.scene import Place, Scene

INVESTS = "investsIn"
OWNED = "ownedBy"
MAJORITY = 50.0
"""Percentage of the shares from which a holder owns."""
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
