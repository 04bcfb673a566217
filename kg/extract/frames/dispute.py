"""Who takes whom to task: suits that sentences tell of, conduct that is looked into, and orders of authorities.

`In the suit, Ada accuses Acme of theft`; `took Acme to court`; `is investigating Acme's prices`; `told Acme to stop selling it`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.phrases import agents, heads, objects, owners, prepositional, prepositional_tokens, subjects
from kg.extract.scene import Place, Scene

SUES = "sues"
FINES = "fines"
REGULATES = "regulates"
PROBES = "investigates"
AIMS = frozenset({"subject", "target", "focus"})
"""Nouns for what something is aimed at."""
HINDERING = frozenset({"block", "stop", "halt", "prevent", "unwind", "undo"})
PARTIES = ("Organization", "Person")
AUTHORITIES = ("GovernmentAgency",)
COURTS = frozenset({"Court", "Courts", "Tribunal", "Judge"})
"""Words in names of authorities that judge, and make no rules for a market."""


def read_disputes(scene: Scene) -> Iterator[Reading]:
    """Yield who sues, fines or gives orders to whom by more than a single verb."""
    words = scene.lexicon.words
    suits, accusing, summoning = words("suitNouns"), words("accusingVerbs"), words("summoningVerbs")
    orders = words("orderingVerbs")
    for token in scene.doc:
        if token.i in scene.at:
            continue
        word = lemma(token)
        if token.pos_ == "NOUN" and word in suits:
            yield from _filed(scene, token)
        elif token.pos_ == "NOUN" and word in AIMS:
            yield from _aimed_at(scene, token)
        elif token.pos_ != "VERB":
            continue
        elif word in accusing and any(_is_in_suit(scene, child) for child in token.children):
            yield from _against(scene, token, _accused(scene, token))
        elif word in summoning and _in_court(token):
            yield from _against(scene, token, objects(scene, token))
        elif word == "sue" and not any(c.dep_ == "dobj" for c in token.children):
            yield from _against(scene, token, _hindered(scene, token))
        elif word in orders:
            yield from _ordered(scene, token)


def conduct(scene: Scene, verb: Token) -> list[Place]:
    """Return whose doings somebody looks into or would stop: `investigates Acme's prices`, `whether Acme broke the law`."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.i not in scene.at and _is_doing(scene, child):
            clause = next((c for c in child.children if c.dep_ in {"acl", "ccomp"} and c.tag_ != "VBN"), None)
            return owners(scene, child) or (_doers_of(scene, clause) if clause is not None else [])
        if child.dep_ == "ccomp" and any(c.lower_ in {"whether", "how", "if", "why"} for c in child.children):
            return _doers_of(scene, child)
    return []


def allowed(scene: Scene, verb: Token) -> list[Place]:
    """Return whose goods or plans an authority allows: `approved Acme's drug`."""
    goods = [c for c in verb.children if c.dep_ == "dobj" and c.i not in scene.at]
    asked = scene.lexicon.words("approvedNouns")
    return [p for c in goods if lemma(c) in asked or "Product" in scene.lexicon.nouns.of(lemma(c)) for p in owners(scene, c)]


def _is_doing(scene: Scene, noun: Token) -> bool:
    """Say whether a noun is for what its possessor does or makes: neither for people and firms, nor for what befell it."""
    lexicon, word = scene.lexicon, lemma(noun)
    if word in lexicon.words("mishapNouns") or word in lexicon.roles or word in lexicon.role_heads:
        return False
    return not {"Company", "Person", "Organization"} & {*lexicon.nouns.of(word)}


def _doers_of(scene: Scene, clause: Token) -> list[Place]:
    """Return the subject of a clause in the active: what was done to somebody is not their doing."""
    return [p for child in clause.children if child.dep_ == "nsubj" for p in heads(scene, child)]


def _is_in_suit(scene: Scene, preposition: Token) -> bool:
    """Say whether a preposition introduces a suit: `in a lawsuit`, but not `in a lawsuit filed by Acme`, which says whose it is."""
    nouns = scene.lexicon.words("suitNouns")
    suits = [c for c in preposition.children if c.dep_ == "pobj" and lemma(c) in nouns]
    told = any(c.dep_ == "poss" or agents(scene, c) for suit in suits for c in suit.children) or any(
        agents(scene, s) for s in suits
    )
    return preposition.dep_ == "prep" and preposition.lower_ == "in" and bool(suits) and not told


def _accused(scene: Scene, verb: Token) -> list[Place]:
    """Return who is accused: the object, or the subject of what is alleged."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    return objects(scene, verb) or [p for clause in clauses for p in _doers_of(scene, clause)]


def _in_court(verb: Token) -> bool:
    """Say whether somebody is taken `to court`, for which the parser has several forms."""
    return any(
        t.lower_ == "court" and t.i > verb.i and t.nbor(-1).lower_ in {"to", "into"} and verb in {t.head, t.head.head}
        for t in verb.subtree
    )


def _against(scene: Scene, verb: Token, accused: list[Place]) -> Iterator[Reading]:
    doers, passive = subjects(scene, verb)
    if passive:
        doers, accused = agents(scene, verb), doers
    yield from _pairs(scene, SUES, doers, accused, verb, PARTIES)


def _hindered(scene: Scene, verb: Token) -> list[Place]:
    """`sued to block Acme's purchase of Beta`: whose doing is to be stopped."""
    aims = [c for c in verb.children if c.dep_ in {"xcomp", "advcl"} and lemma(c) in HINDERING]
    return [p for aim in aims for p in conduct(scene, aim)]


def _aimed_at(scene: Scene, aim: Token) -> Iterator[Reading]:
    """`Acme is the subject of a probe by the agency`, `the target of an agency inquiry`."""
    nouns = [t for t in prepositional_tokens(aim, ("of",)) if t.i not in scene.at]
    probes = [t for t in nouns if any(e.relation == PROBES for e in scene.lexicon.event_nouns.get(lemma(t), ()))]
    if aim.dep_ != "attr" or not probes:
        return
    befallen = subjects(scene, aim.head)[0]
    for probe in probes:
        before = [scene.at[c.i] for c in probe.children if c.dep_ in {"compound", "nmod"} and c.i in scene.at]
        doers = agents(scene, probe) or owners(scene, probe) or prepositional(scene, probe, ("from",)) or before
        yield from _pairs(scene, PROBES, doers, befallen, probe, ("Organization",))


def _filed(scene: Scene, suit: Token) -> Iterator[Reading]:
    """`a lawsuit filed by Ada against Acme`; `Acme settled a suit brought by Ada`."""
    words = scene.lexicon.words
    for verb in suit.children:
        if verb.dep_ != "acl" or lemma(verb) not in words("filingVerbs"):
            continue
        accused = prepositional(scene, suit, ("against",)) or prepositional(scene, verb, ("against",))
        if not accused and suit.dep_ == "dobj" and lemma(suit.head) in words("facingVerbs"):
            accused = subjects(scene, suit.head)[0]
        yield from _pairs(scene, SUES, agents(scene, verb), accused, suit, PARTIES)


def _ordered(scene: Scene, verb: Token) -> Iterator[Reading]:
    """`The agency told Acme to stop selling it`, `Acme was ordered to pay a fine by the agency`."""
    doers, passive = subjects(scene, verb)
    told = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and any(t.lower_ == "to" for t in c.children)), None)
    if told is None:
        return
    bidden = doers if passive else objects(scene, verb) or _doers_of(scene, told)
    doers = (agents(scene, verb) or agents(scene, told)) if passive else doers
    if lemma(told) == "pay" and any(c.dep_ == "dobj" and lemma(c) in {"fine", "penalty"} for c in told.children):
        yield from _pairs(scene, FINES, doers, bidden, verb, AUTHORITIES)
    elif lemma(told) in scene.lexicon.words("curbingVerbs") and told.nbor(1).lower_ not in {"by", "in"}:  # "to stop by"
        rulers = [p for p in doers if not COURTS & {t.text for t in scene.doc[p.start : p.end]}]
        yield from _pairs(scene, REGULATES, rulers, bidden, verb, AUTHORITIES)


def _pairs(
    scene: Scene, relation: str, doers: list[Place], others: list[Place], trigger: Token, classes: tuple[str, ...]
) -> Iterator[Reading]:
    if relation not in scene.lexicon.ontology.relations:
        return
    for one in doers:
        for other in others:
            if one.cluster != other.cluster and scene.fits(one, classes) and scene.fits(other, PARTIES):
                yield Reading(relation, one, other, trigger.i)
