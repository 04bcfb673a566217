"""Who has or had a role beside the one it is told of: `Ada succeeds Bob as chief executive`, `Bob, Ada's predecessor as chief`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.title import Role
from kg.extract.language import lemma
from kg.extract.phrases import agents, heads, is_passive, objects, owners, prepositional, subjects
from kg.extract.scene import Place, Scene
from kg.model import Status

OTHER_HOLDERS: dict[str, Status] = {"predecessor": "current", "successor": "former"}
"""Nouns for one who has a role, with how the person whose they are has it."""
RELATIVES: dict[str, Status] = {"predecessor": "former", "successor": "current"}
"""The same nouns, with how the one that they are said of has the role."""
AHEAD = frozenset({"will", "'ll", "’ll", "may", "might", "could", "would", "should", "can"})


def others_in_role(scene: Scene, role: Role) -> Iterator[tuple[list[Place], Status]]:
    """Yield who else has a role that the text tells of, and whether they still do."""
    yield _successors(scene, role), "current"
    head = scene.doc[role.head]
    if head.dep_ != "pobj" or head.head.lower_ != "as":
        return
    above = head.head.head
    if above.lower_ in RELATIVES:
        yield _said_of(scene, above), RELATIVES[above.lower_]
        yield owners(scene, above), OTHER_HOLDERS[above.lower_]
    elif above.pos_ == "VERB" and not _is_ahead(above):
        yield _replaced(scene, above), "former"


def _successors(scene: Scene, role: Role) -> list[Place]:
    """Return who has a role after its holder gave it up: `stepped down as chief executive and was replaced by Ada`."""
    lexicon = scene.lexicon
    token = scene.doc[role.head]
    while token.dep_ in {"pobj", "prep", "compound", "conj"} and token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    if token.pos_ != "VERB" or lemma(token) not in lexicon.words("endingVerbs"):
        return []
    following_verbs = [c for c in token.children if c.dep_ == "conj" and lemma(c) in lexicon.words("succeedingVerbs")]
    return [p for c in following_verbs if is_passive(c) for p in agents(scene, c)]


def _said_of(scene: Scene, noun: Token) -> list[Place]:
    """Return who is the predecessor or successor: `Bob, her predecessor`, `her predecessor, Bob`, `her successor is Bob`."""
    apposed = [p for c in noun.children if c.dep_ == "appos" for p in heads(scene, c)]
    if apposed:
        return apposed
    if noun.dep_ == "appos":
        return heads(scene, noun.head)
    if noun.dep_ == "attr":
        return subjects(scene, noun.head)[0]
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        return [p for c in noun.head.children if c.dep_ == "attr" for p in heads(scene, c)]
    return []


def _is_ahead(verb: Token) -> bool:
    """Say whether somebody is only going to take over, so that the other need not have gone."""
    modal = any(c.dep_ == "aux" and c.lower_ in AHEAD | {"to"} for c in verb.children)
    return modal or any(c.dep_ == "neg" for c in verb.children) or verb.tag_ in {"VB", "VBG"}


def _replaced(scene: Scene, verb: Token) -> list[Place]:
    """`Ada succeeded Bob as chief executive`, `Acme replaced Bob with Ada`, `Ada took over from Bob`: return who went."""
    if lemma(verb) in scene.lexicon.words("succeedingVerbs"):
        return subjects(scene, verb)[0] if is_passive(verb) else objects(scene, verb)
    over = [c for c in verb.children if c.lower_ == "over" and c.dep_ in {"prt", "advmod", "prep"}]
    if lemma(verb) == "take" and over:
        return [p for anchor in (verb, *over) for p in prepositional(scene, anchor, ("from",))]
    return []
