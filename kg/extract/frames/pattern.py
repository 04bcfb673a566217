"""Whether a verb is the one that an expression asks for: with its particle, and with one of its nouns."""

from __future__ import annotations

from kg.extract.document import Token
from kg.extract.language import lemma
from kg.extract.phrases import RELATIVE_WORDS, prepositional_tokens
from kg.extract.scene import Scene
from kg.ontology import Expression

SEATED_IN = "basedIn"
GOODS = "goods"
"""The noun by which an expression asks for any noun for what is bought and sold."""
ASSETS = frozenset({"land", "building", "patent", "stake", "share", "business", "plant", "factory", "site", "division", "unit"})
"""Nouns for what is bought once, with which no trade goes on."""
PARTS = frozenset(
    {
        "most",
        "all",
        "half",
        "some",
        "many",
        "much",
        "lot",
        "part",
        "parts",
        "percent",
        "%",
        "bulk",
        "majority",
        "dozens",
        "hundreds",
    }
)
"""Words for a part of what `of` names."""
HONORARY = frozenset({"honorary", "honourary"})
"""Adjectives for a degree that nobody studied for."""


def anchors_of(scene: Scene, verb: Token, expression: Expression) -> list[Token] | None:
    """Return the tokens whose prepositions may bring the object, or None where particle or noun are missing."""
    anchors = [verb]
    particle = None
    if expression.particle:
        particle = next(
            (
                c
                for c in verb.children
                if c.lower_ == expression.particle and c.dep_ in {"prt", "advmod", "prep", "aux", "acomp", "oprd", "xcomp"}
            ),
            None,
        )
        if particle is None:
            return None
        anchors.append(particle)
    if expression.nouns:
        places = [verb] + ([particle] if particle is not None else [])
        found = [
            c
            for p in places
            for c in p.children
            if c.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "pobj"} and _is_asked(scene, verb, c, expression)
        ]
        if not found and verb.dep_ == "conj":  # "her work has been published in Acme and heard on Beta"
            found = [c for c in verb.head.children if c.dep_ in {"nsubj", "nsubjpass"} and _is_asked(scene, verb, c, expression)]
        if not found and verb.dep_ == "relcl" and not any(c.dep_ == "dobj" for c in verb.children):  # "lenses it buys from Acme"
            with_subject = any(c.dep_ == "nsubj" and c.lower_ not in RELATIVE_WORDS for c in verb.children)
            return [verb] if with_subject and _is_asked(scene, verb, verb.head, expression) else None
        if not found:
            return None
        anchors += [noun for one in found for noun in (one, *one.conjuncts)]
        anchors += _further(scene, verb, expression, anchors[1:])
    return anchors


def _further(scene: Scene, verb: Token, expression: Expression, nouns: list[Token]) -> list[Token]:
    """Return what nouns are in, and further nouns that the parser joins to that or to the place: `a BA from Oslo and a PhD`.

    `a degree in physics from Oslo`: the place may hang from the field.
    """
    found: list[Token] = []
    above = [verb, *nouns]
    while above:
        noun = above.pop(0)
        below = _below(noun)
        found += below if noun != verb else []
        others = [other for one in below for other in one.conjuncts if other.i > one.i and other not in found]
        new = [other for other in others if _is_asked(scene, verb, other, expression)]
        found += new
        above += new
    return found


def _below(noun: Token) -> list[Token]:
    """Return what prepositions bring below a word; one right behind it is its own, wherever the parser hangs it."""
    behind = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    prepositions = [c for c in noun.children if c.dep_ == "prep"]
    prepositions += [behind] if behind.dep_ == "prep" and behind.lower_ == "in" and behind not in prepositions else []
    return [c for preposition in prepositions for c in preposition.children if c.dep_ == "pobj"]


def _is_asked(scene: Scene, verb: Token, noun: Token, expression: Expression) -> bool:
    """Say whether a noun is one of those that an expression asks for; `goods` asks for whatever is bought and sold."""
    if noun.lower_ in PARTS and GOODS in expression.nouns:  # "most of its chips"
        whole = [t for t in prepositional_tokens(noun, ("of",)) if t.i not in scene.at]
        if whole:
            noun = whole[0]
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.lower_ in RELATIVE_WORDS and verb.dep_ == "relcl":
        noun = verb.head  # "a lawsuit that was brought against Beta"
    if noun.dep_ == "pobj" and noun.i in scene.at and scene.at[noun.i].kind == "name":
        return False  # "went to Yale University" is not "went to university"
    if is_honorary(noun):
        return False
    if expression.relation == SEATED_IN and is_regional(scene, noun):
        return False
    words = {lemma(noun), noun.lower_, "percent" if noun.text == "%" or noun.lower_ in {"cent", "pct"} else ""}
    words |= {f"{lemma(c)}-{lemma(noun)}" for c in noun.children if c.dep_ in {"compound", "amod"}}  # "cooperation-agreement"
    if words & {asked.casefold() for asked in expression.nouns}:
        return True
    return GOODS in expression.nouns and noun.i not in scene.at and is_goods(scene, noun)


def is_honorary(noun: Token) -> bool:
    """Say whether a degree is given as an honour: `an honorary doctorate`."""
    return any(c.lower_ in HONORARY for c in noun.children)


def is_regional(scene: Scene, seat: Token) -> bool:
    """Say whether a headquarters is one of several: `Acme's European headquarters`."""
    before = [c for c in seat.children if c.dep_ in {"amod", "compound", "nmod"}]
    demonyms, regional = scene.lexicon.words("demonyms"), scene.lexicon.words("regionalWords")
    return any(c.text in demonyms or c.lower_ in regional for c in before)


def is_goods(scene: Scene, noun: Token) -> bool:
    """Say whether a noun is for what is made to be sold; a firm's own network or app in the singular is an asset."""
    if lemma(noun) in scene.lexicon.words("goodsNouns"):
        return lemma(noun) not in ASSETS or noun.tag_ != "NN"  # "two million units", not "its chip unit"
    own = noun.tag_ == "NN" and any(c.dep_ == "poss" or c.lower_ == "the" for c in noun.children)
    return "Product" in scene.lexicon.nouns.of(lemma(noun)) and not own
