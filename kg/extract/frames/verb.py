"""Verbs: `X acquired Y`, `Y was acquired by X`, `X, which works with Y`, `X filed a lawsuit against Y`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.frames.reading import Reading, pairs
from kg.extract.frames.stake import as_ownership
from kg.extract.language import lemma
from kg.extract.scene import Place, Scene, agents, heads, objects, owners, prepositional_tokens, subjects
from kg.ontology import Expression


def read_verbs(scene: Scene) -> Iterator[Reading]:
    """Yield what verbs say: `Acme bought Beta`."""
    for token in scene.doc:
        if token.pos_ not in {"VERB", "AUX"} or token.i in scene.at:
            continue
        for expression in scene.lexicon.verbs.get(_base(token), ()):
            anchor = _anchor(token, expression)
            if anchor is not None:
                yield from _read(scene, token, anchor, expression)


def _base(verb: Token) -> str:
    """Return the verb's base form: behind `to` it stands as it is, as in `left Acme to found Beta`."""
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" and child.i < verb.i for child in verb.children)
    perfect = any(child.dep_ == "aux" and lemma(child) == "have" for child in verb.children)
    return verb.lower_ if infinitive and not perfect else lemma(verb)


def _anchor(verb: Token, expression: Expression) -> list[Token] | None:
    """Return the tokens whose prepositions may bring the object, or None where particle or noun are missing."""
    anchors = [verb]
    particle = None
    if expression.particle:
        particle = next(
            (c for c in verb.children if c.lower_ == expression.particle and c.dep_ in {"prt", "advmod", "prep", "aux", "acomp"}),
            None,
        )
        if particle is None:
            return None
        anchors.append(particle)
    if expression.nouns:
        nouns = {noun.casefold() for noun in expression.nouns}
        places = [verb] + ([particle] if particle is not None else [])
        found = [
            c
            for p in places
            for c in p.children
            if c.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "pobj"}
            and (lemma(c) in nouns or c.lower_ in nouns or (c.text == "%" and "percent" in nouns))
        ]
        if not found and verb.dep_ == "conj":  # "her work has been published in Acme and heard on Beta"
            found = [c for c in verb.head.children if c.dep_ in {"nsubj", "nsubjpass"} and lemma(c) in nouns]
        if not found:
            return None
        anchors += [noun for one in found for noun in (one, *one.conjuncts)]
        # "a degree in physics from Oslo": the parser may hang the place from the field
        anchors += [
            field for noun in anchors[1:] for c in noun.children if c.dep_ == "prep" for field in c.children if field.dep_ == "pobj"
        ]
    return anchors


def _read(scene: Scene, verb: Token, anchors: list[Token], expression: Expression) -> Iterator[Reading]:
    doers, passive = subjects(scene, verb)
    if passive and not expression.nouns and lemma(verb) in scene.lexicon.words("activeVerbs"):
        return
    moved = lemma(verb) in scene.lexicon.words("selectingVerbs") | scene.lexicon.words("sellingVerbs")
    if expression.prepositions and not passive and not expression.nouns and moved and any(c.dep_ == "dobj" for c in verb.children):
        doers = objects(scene, verb)  # "picked Acme for the program", "sold Acme to Beta"
    if expression.prepositions:
        targets = [p for anchor in anchors for t in prepositional_tokens(anchor, expression.prepositions) for p in heads(scene, t)]
        mine = [noun for noun in anchors[1:] if noun.head in {verb, verb.head} and noun.dep_ in {"nsubj", "nsubjpass"}]
        if mine:  # "a lawsuit was filed against Beta by Acme"; "her work has been published in Beta"
            doers = agents(scene, verb) or [p for noun in mine for p in owners(scene, noun)]
        if not targets and "to" in expression.prepositions:  # "awarded Acme a contract"
            targets = [p for c in verb.children if c.dep_ == "dative" and c.i in scene.at for p in heads(scene, c)]
        if not targets:
            targets = _through_object(scene, verb, anchors, expression)
    elif expression.nouns and anchors[-1].dep_ in {"dobj", "attr"}:
        targets = []
    elif expression.nouns and anchors[-1].dep_ == "nsubj":  # "Acme's board includes Ada"
        doers, targets = owners(scene, anchors[-1]), objects(scene, verb)
    elif passive:
        doers, targets = agents(scene, verb), doers
    else:
        targets = objects(scene, verb)
        targets += [p for c in verb.children if c.dep_ in {"oprd", "dative"} and c.i in scene.at for p in heads(scene, c)]
    yield from (as_ownership(scene, reading) for reading in pairs(scene, expression, doers, targets, verb.i))
    if not targets and not passive and _is_symmetric(scene, expression):
        yield from _together(scene, doers, expression, verb)


def _through_object(scene: Scene, verb: Token, anchors: list[Token], expression: Expression) -> list[Place]:
    """`joined Acme's board`; `exhibited its arm at the fair`, where the parser hangs the fair from the arm."""
    if expression.nouns:
        return [p for noun in anchors[1:] if noun.dep_ == "dobj" for p in owners(scene, noun)]
    nouns = [c for c in verb.children if c.dep_ == "dobj" and c.i not in scene.at]
    return [p for noun in nouns for t in prepositional_tokens(noun, expression.prepositions) for p in heads(scene, t)]


def _is_symmetric(scene: Scene, expression: Expression) -> bool:
    return scene.lexicon.ontology.relations[expression.relation].symmetric


def _together(scene: Scene, doers: list[Place], expression: Expression, verb: Token) -> Iterator[Reading]:
    """`Acme and Beta compete`: all of a coordinated subject with each other, where the verb has no object at all."""
    if any(child.dep_ in {"dobj", "ccomp", "xcomp"} or child.lower_ in {"for", "at"} for child in verb.children):
        return  # to compete at a fair or for a prize is no rivalry
    contests = [p for t in prepositional_tokens(verb, ("in",)) for p in heads(scene, t) if scene.fits(p, ("Event",))]
    if contests:
        return
    for n, one in enumerate(doers):
        yield from pairs(scene, expression, [one], doers[n + 1 :], verb.i)
