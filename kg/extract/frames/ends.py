"""Whom a verb joins: who does it, and what stands where its expression looks for the other end."""

from __future__ import annotations

from kg.extract.document import Token
from kg.extract.frames.dispute import REGULATES, allowed, conduct
from kg.extract.frames.focus import main_organisation, spoken_of, there
from kg.extract.frames.pattern import GOODS, PARTS, is_goods
from kg.extract.frames.stake import INVESTS, funded_by_sale
from kg.extract.frames.title import EMPLOYMENT
from kg.extract.language import lemma
from kg.extract.phrases import agents, heads, objects, owners, prepositional, prepositional_tokens, shared_with
from kg.extract.scene import Place, Scene
from kg.ontology import Expression

BOARD = "boardMemberOf"
BUYING = "customerOf"
PROBING = "investigates"
SCHOOLING = "educatedAt"
SEATED = frozenset({"board", "boards"})
Ends = tuple[list[Place], list[Place]]
"""Who does it, and whom or what it is done to."""


def ends_of(scene: Scene, verb: Token, anchors: list[Token], expression: Expression, doers: list[Place], passive: bool) -> Ends:
    """Return both ends of what a verb says in the way that an expression asks for; `doers` are the mentions of its subject."""
    if expression.prepositions:
        return _by_preposition(scene, verb, anchors, expression, doers, passive)
    if expression.nouns and len(anchors) > 1 and anchors[-1].dep_ in {"dobj", "attr"}:
        return doers, []
    if expression.nouns and anchors[-1].dep_ == "nsubj":  # "Acme's board includes Ada"
        return owners(scene, anchors[-1]), objects(scene, verb)
    if passive:
        return [p for anchor in anchors for p in agents(scene, anchor)], doers or _whose_goods(scene, verb, expression)
    return doers, _direct(scene, verb, expression)


def _direct(scene: Scene, verb: Token, expression: Expression) -> list[Place]:
    """Return the objects of a verb in the active, or what stands for them."""
    targets = objects(scene, verb) or _behind_particle(scene, verb, expression)
    ends = lemma(verb) in scene.lexicon.words("endingVerbs")
    if not targets and not expression.particle and not ends and (other := shared_with(verb)) is not None:
        targets = objects(scene, other)  # "founded and runs Acme"
    if not targets and lemma(verb) == "use":
        targets = _whose_goods(scene, verb, expression)
    if not targets and expression.relation == PROBING and not expression.only:
        targets = conduct(scene, verb)
    elif not targets and expression.relation == REGULATES:
        targets = allowed(scene, verb)
    return targets + [p for c in verb.children if c.dep_ in {"oprd", "dative"} and c.i in scene.at for p in heads(scene, c)]


def _by_preposition(
    scene: Scene, verb: Token, anchors: list[Token], expression: Expression, doers: list[Place], passive: bool
) -> Ends:
    """Return both ends where prepositions bring the second: `works for Acme`, `filed a lawsuit against Beta`."""
    moved = is_moving(scene, verb)
    if not passive and not expression.nouns and moved and has_object(verb):
        doers = objects(scene, verb)  # "picked Acme for the program", "sold Acme to Beta", "hired Ada away from Acme"
    prepositions = tuple(p for p in expression.prepositions if not (passive and p == "by"))
    below = [t for anchor in anchors for t in prepositional_tokens(anchor, prepositions)]
    if not below and len(anchors) == 1 and (other := shared_with(verb)) is not None:  # "studied and works at Acme"
        below = [] if has_object(other) else list(prepositional_tokens(other, prepositions))
    if expression.relation == PROBING:
        below += [t for anchor in anchors for c in anchor.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pcomp"]
    named = [p for t in below for p in _targets(scene, t, expression)]
    targets = [p for p in named if _may_be(scene, p, expression)]
    mine = [noun for noun in anchors[1:] if noun.head in {verb, verb.head} and noun.dep_ in {"nsubj", "nsubjpass"}]
    if mine:  # "a lawsuit was filed against Beta by Acme"; "her work has been published in Beta"
        whose = [p for noun in mine for p in owners(scene, noun) or prepositional(scene, noun, ("of",))]
        doers = agents(scene, verb) or whose
    sold = expression.relation == INVESTS and lemma(verb) in scene.lexicon.words("sellingVerbs")
    if sold:
        doers = funded_by_sale(scene, doers, anchors[1:])
    if passive and not targets and "to" in expression.prepositions and any(noun.dep_ == "dobj" for noun in anchors[1:]):
        doers, targets = agents(scene, verb) or _before_nouns(scene, anchors[1:]), doers  # "Acme was awarded a Beta contract"
    if not targets and "to" in expression.prepositions:  # "awarded Acme a contract"
        targets = [p for c in verb.children if c.dep_ == "dative" and c.i in scene.at for p in heads(scene, c)]
    if not targets and {"at", "in"} & {*expression.prepositions} and lemma(verb) != "be":
        targets = _where(scene, verb) or there(scene, verb)
    if not targets and moved and not passive:  # "poached Ada from Acme", where the parser hangs the phrase from the name
        things = [c for c in verb.children if c.dep_ == "dobj" and c.i in scene.at]
        targets = [p for c in things for t in prepositional_tokens(c, prepositions) for p in heads(scene, t)]
    if sold and not targets:
        return doers, []  # "Acme sold its stake in Beta": to whom is not said
    targets = targets or _through_object(scene, verb, anchors, expression, passive) or named
    if not targets and expression.relation in {EMPLOYMENT, SCHOOLING}:
        targets = _deeper(scene, anchors, expression)
    if not targets and expression.relation == INVESTS and not passive and _is_stake(verb, anchors):
        targets = [p for p in spoken_of(scene, verb.i, doers) if p.cluster == main_organisation(scene)]
    return doers, targets


def is_moving(scene: Scene, verb: Token) -> bool:
    """Say whether a verb moves its object to or from what a preposition brings: `sold Acme to Beta`, `hired Ada from Acme`."""
    purposes = ("selectingVerbs", "sellingVerbs", "takingVerbs")
    return any(lemma(verb) in scene.lexicon.words(purpose) for purpose in purposes)


def has_object(verb: Token) -> bool:
    """Say whether a verb has a direct object."""
    return any(c.dep_ == "dobj" for c in verb.children)


def _deeper(scene: Scene, anchors: list[Token], expression: Expression) -> list[Place]:
    """`spent years on the Beta team at Acme`, `graduated in physics from Yale`: look below a further preposition."""
    below = [t for anchor in anchors for t in prepositional_tokens(anchor, ("on", "in", "as", "for"))]
    below = [t for t in below if not any(c.lower_ == "same" for c in t.children)]  # "the same job" says which by itself
    return [p for t in below for p in prepositional(scene, t, (*expression.prepositions, "at"))]


def _is_stake(verb: Token, anchors: list[Token]) -> bool:
    """Say whether somebody holds a stake of which the sentence does not say in what: `Acme, which owns 9 percent, objects`."""
    for noun in anchors[1:]:
        below = list(prepositional_tokens(noun, ("of", "in", "on", "from")))
        share = noun.text == "%" or noun.lower_ in {"percent", "cent"}
        if noun.dep_ == "dobj" and (noun.lower_ == "stake" or (share and lemma(verb) in {"hold", "own"})):
            return all(any(c.like_num for c in t.children) for t in below)  # "a stake of 3 percent"
    return False


def _targets(scene: Scene, token: Token, expression: Expression) -> list[Place]:
    """Return what a preposition's object stands for in an expression: `a seat on Acme's board` is one at Acme."""
    if GOODS in expression.nouns:  # "two flights of Acme's Beta rocket" are bought from Acme
        named = heads(scene, token)
        parties = any(scene.fits(p, ("Organization", "Person")) for p in named)  # "from Acme's rival Beta", "to Acme's rivals"
        is_role = lemma(token) in scene.lexicon.roles or lemma(token) in scene.lexicon.role_heads
        return named if parties or is_role else owners(scene, token) or named
    if expression.relation == PROBING:  # "an inquiry into Acme's purchase of Beta"; "looks into whether Acme broke the law"
        clause = next((c for c in token.children if c.dep_ == "nsubj"), None) if token.dep_ == "pcomp" else None
        about = token if clause is None else clause
        return heads(scene, about) or owners(scene, about)
    found = heads(scene, token)
    if not found and lemma(token) in SEATED and expression.relation == BOARD:
        return owners(scene, token) or prepositional(scene, token, ("of",))
    if token.i in scene.at and not any(_may_be(scene, p, expression) for p in found):
        return owners(scene, token) or found  # "listed on the Oslo Exchange's Main Market"
    return found


def _may_be(scene: Scene, place: Place, expression: Expression) -> bool:
    """Say whether a mention may be the other end of an expression."""
    relation = scene.lexicon.ontology.relations[expression.relation]
    return scene.fits(place, relation.domain if expression.shape.endswith("Inverse") else relation.range)


def _behind_particle(scene: Scene, verb: Token, expression: Expression) -> list[Place]:
    """`Acme puts on Beta`, where the parser takes the particle for a preposition."""
    below = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == expression.particle]
    return [p for particle in below for c in particle.children if c.dep_ == "pobj" for p in heads(scene, c)]


def _where(scene: Scene, verb: Token) -> list[Place]:
    """`Acme, where Ada works`: return what a clause opened by `where` is about."""
    opened = verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children)
    return heads(scene, verb.head) if opened else []


def _through_object(scene: Scene, verb: Token, anchors: list[Token], expression: Expression, passive: bool) -> list[Place]:
    """`joined Acme's board`, `won an Acme contract`; `exhibited its arm at the fair`, where the fair hangs from the arm."""
    if expression.shape == "verbInverse" and expression.relation == BUYING and "to" in expression.prepositions:
        return []  # "licenses Acme's software" is no sale to Acme
    if expression.nouns:
        nouns = [noun for noun in anchors[1:] if noun.dep_ in {"dobj", "pobj"} and noun.head.head not in anchors[1:]]
        found = [p for noun in nouns for p in owners(scene, noun)]
        return found if found or passive or GOODS in expression.nouns else _before_nouns(scene, nouns)
    nouns = [c for c in verb.children if c.dep_ == "dobj" and (c.i not in scene.at or scene.types(scene.at[c.i]) == ("Topic",))]
    return [p for noun in nouns for t in prepositional_tokens(noun, expression.prepositions) for p in heads(scene, t)]


def _whose_goods(scene: Scene, verb: Token, expression: Expression) -> list[Place]:
    """`Acme's software is used by Beta`, `Beta uses several of Acme's robots`: whose the goods are that are used."""
    if expression.relation != BUYING or expression.nouns:
        return []
    nouns = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and c.i not in scene.at]
    nouns = [whole for c in nouns for whole in (list(prepositional_tokens(c, ("of",))) if _is_part(c) else [c])]
    return [p for noun in nouns if noun.i not in scene.at and is_goods(scene, noun) for p in owners(scene, noun)]


def _is_part(noun: Token) -> bool:
    return noun.lower_ in PARTS or noun.like_num or noun.lower_ in {"several", "any", "one"}


def _before_nouns(scene: Scene, nouns: list[Token]) -> list[Place]:
    """Return the names that nouns have before them: `an Acme contract`."""
    return [scene.at[c.i] for noun in nouns for c in noun.children if c.dep_ in {"compound", "nmod"} and c.i in scene.at]
