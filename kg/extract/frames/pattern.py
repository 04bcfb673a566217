"""Whether a verb is the one that an expression asks for: with its particle, and with one of its nouns."""

from __future__ import annotations

from kg.extract.document import Token
from kg.extract.language import lemma
from kg.extract.phrases import RELATIVE_WORDS, prepositional_tokens
from kg.extract.scene import Scene
from kg.ontology import Expression

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
        # "a degree in physics from Oslo": the parser may hang the place from the field
        anchors += [
            field for noun in anchors[1:] for c in noun.children if c.dep_ == "prep" for field in c.children if field.dep_ == "pobj"
        ]
    return anchors


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
    words = {lemma(noun), noun.lower_, "percent" if noun.text == "%" or noun.lower_ in {"cent", "pct"} else ""}
    words |= {f"{lemma(c)}-{lemma(noun)}" for c in noun.children if c.dep_ in {"compound", "amod"}}  # "cooperation-agreement"
    if words & {asked.casefold() for asked in expression.nouns}:
        return True
    return GOODS in expression.nouns and noun.i not in scene.at and is_goods(scene, noun)


def is_honorary(noun: Token) -> bool:
    """Say whether a degree is given as an honour: `an honorary doctorate`."""
    return any(c.lower_ in HONORARY for c in noun.children)


def is_goods(scene: Scene, noun: Token) -> bool:
    """Say whether a noun is for what is made to be sold; a firm's own network or app in the singular is an asset."""
    if lemma(noun) in scene.lexicon.words("goodsNouns"):
        return lemma(noun) not in ASSETS or noun.tag_ != "NN"  # "two million units", not "its chip unit"
    own = noun.tag_ == "NN" and any(c.dep_ == "poss" or c.lower_ == "the" for c in noun.children)
    return "Product" in scene.lexicon.nouns.of(lemma(noun)) and not own
