"""Event nouns: `X's acquisition of Y`, `the purchase of Y by X`, `X announced an investigation into Y`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.ends import PROBING
from kg.extract.frames.focus import spoken_of
from kg.extract.frames.pattern import SEATED_IN, is_honorary, is_regional
from kg.extract.frames.reading import Reading, pairs
from kg.extract.frames.stake import INVESTS, as_ownership
from kg.extract.language import lemma
from kg.extract.phrases import agents, heads, owners, prepositional, prepositional_tokens, subjects
from kg.extract.scene import Place, Scene
from kg.model import Status
from kg.ontology import Expression

TOGETHER = frozenset({"partnersWith", "mergesWith"})
"""Relations that the subjects of one verb have with each other: competition, which several face, is not among them."""


def read_event_nouns(scene: Scene) -> Iterator[Reading]:
    """Yield what nouns for events say: `Acme's purchase of Beta`."""
    for token in scene.doc:
        if token.pos_ not in {"NOUN", "PROPN"} or token.i in scene.at or is_honorary(token):
            continue
        known = scene.lexicon.event_nouns
        term = f"{scene.doc[token.i - 1].lower_}-{lemma(token)}" if token.i else ""  # "head office"
        for expression in (*known.get(lemma(token), ()), *known.get(term, ())):
            yield from _read(scene, token, expression)


def _read(scene: Scene, noun: Token, expression: Expression) -> Iterator[Reading]:
    if expression.relation == SEATED_IN and is_regional(scene, noun):
        return
    targets = _targets(scene, noun, expression)
    if scene.lexicon.ontology.relations[expression.relation].symmetric:
        between = prepositional(scene, noun, ("between", "of"))  # "a partnership between Acme and Beta"
        between = between or _signed(scene, noun)
        for n, one in enumerate(between):
            yield from pairs(scene, expression, [one], between[n + 1 :], noun.i)
        if len(between) > 1:
            return  # "Gamma is a venture between Acme and Beta" with neither of which it has one
        if not targets and expression.relation in TOGETHER:
            both = _both(scene, noun)
            for n, one in enumerate(both):
                yield from pairs(scene, expression, [one], both[n + 1 :], noun.i)
    elif not targets:  # "Acme's Beta acquisition"
        targets = [p for child in noun.children if child.dep_ in {"compound", "nmod"} for p in heads(scene, child)]
    doers = agents(scene, noun) if not targets else []
    if doers:  # "Beta's takeover by Acme"
        yield from pairs(scene, expression, doers, owners(scene, noun), noun.i)
    elif targets:
        whose = _doers(scene, noun)
        if expression.shape == "eventNounInverse" and any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children):
            whose = prepositional(scene, noun, ("of",))  # "the sale of Beta to Gamma"; of goods it is none of a firm
        if not whose and scene.lexicon.ontology.relations[expression.relation].symmetric:
            whose = _party(scene, noun)
            there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.children)  # "There is an alliance with Beta"
            new = any(c.lower_ in {"a", "an"} for c in noun.children)
            if not whose and new and (there or noun.dep_ in {"nsubj", "nsubjpass"}):
                whose = spoken_of(scene, noun.i, targets)  # "An integration with Beta is due in May"
        above = noun.head.head.head if noun.head.dep_ == "pcomp" else noun
        nearing: Status | None = "planned" if above.lower_ in {"close", "near", "nearer", "closer"} else None
        if expression.relation == SEATED_IN and not any(c.dep_ == "amod" for c in noun.children):
            nearing = "current"  # "at its headquarters in Oslo, Acme was calm": the seat outlasts the calm
        found = pairs(scene, expression, whose, targets, noun.i, status=nearing)
        if expression.relation == INVESTS and any(c.lower_ in {"a", "an"} for c in noun.children):
            found = (r for r in found if lemma(noun.head) not in scene.lexicon.words("sellingVerbs") or as_ownership(scene, r) == r)
        yield from (as_ownership(scene, r) for r in found)  # who "sold a majority stake" may own the rest


def _targets(scene: Scene, noun: Token, expression: Expression) -> list[Place]:
    """Return whom an event befalls: `inquiry into Acme`, `inquiry into Acme's purchase`, wherever the parser hangs `into`."""
    below = list(prepositional_tokens(noun, expression.prepositions))
    after = noun.nbor(1) if noun.i + 1 < len(scene.doc) else noun
    if not below and after.dep_ == "prep" and after.lower_ in expression.prepositions and after.lower_ not in {"of", "by"}:
        below = [c for c in after.children if c.dep_ == "pobj"]
    conduct = expression.relation == PROBING
    return [p for token in below for p in heads(scene, token) or (owners(scene, token) if conduct else [])]


def _signed(scene: Scene, noun: Token) -> list[Place]:
    """`a partnership that Acme and Beta signed`: who are in it."""
    verbs = [c for c in noun.children if c.dep_ == "relcl" and lemma(c) in {"sign", "form", "announce", "strike", "ink", "have"}]
    found = [p for verb in verbs for c in verb.children if c.dep_ == "nsubj" for p in heads(scene, c)]
    return found if len(found) > 1 else []


def _both(scene: Scene, noun: Token) -> list[Place]:
    """`Acme and Beta announced a partnership`: the subjects, who are in it with each other."""
    if noun.dep_ != "dobj" or noun.tag_ != "NN" or any(t.lower_ == "each" for t in noun.head.subtree):
        return []
    doers, passive = subjects(scene, noun.head)
    return doers if len(doers) > 1 and not passive else []


def _party(scene: Scene, noun: Token) -> list[Place]:
    """`Acme has relied on a partnership with Beta`: the subject of the verb is in it, whatever preposition stands between."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and verb.i in scene.at:  # "Acme, in partnership with Beta, …"
        return heads(scene, verb)
    others = any(c.dep_ in {"poss", "relcl"} for c in noun.children)  # "a rival's partnership", "a partnership that Beta has"
    if noun.dep_ != "pobj" or verb.pos_ != "VERB" or others or noun.head.lower_ in {"about", "against", "over", "at"}:
        return []
    doers, passive = subjects(scene, verb)
    return [] if passive else doers


def _doers(scene: Scene, noun: Token) -> list[Place]:
    """Return whose event it is: the possessor, the agent, a name before the noun, else the subject of its verb."""
    found = owners(scene, noun) or agents(scene, noun)
    if found:
        return found
    found = [p for child in noun.children if child.dep_ in {"compound", "nmod"} for p in heads(scene, child)]
    if found:
        return found
    if noun.dep_ == "pobj" and noun.head.lower_ in {"after", "before", "following", "during"} and noun.head.head.pos_ == "VERB":
        doers, passive = subjects(scene, noun.head.head)  # "Ada founded Acme after a stint at Beta"
        return [] if passive else doers
    if noun.dep_ == "pobj" and noun.head.lower_ == "from" and lemma(noun.head.head) in {"retire", "resign", "return", "come"}:
        return subjects(scene, noun.head.head)[0]  # "Ada retired from a career at Acme"
    bare = noun.head.is_sent_start and not any(c.lower_ == "the" for c in noun.children)  # "With headquarters in Oslo, Acme …"
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and (bare or scene.doc[noun.head.i - 1].text == ","):
        above = noun.head.head  # "Ada, with a degree from Yale, joined"
        return heads(scene, above) if above.pos_ != "VERB" else subjects(scene, above)[0] if above.i > noun.i else []
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.head.head.i in scene.at:
        return heads(scene, noun.head.head)  # "Acme with headquarters in Oslo"
    if noun.dep_ == "pobj" and noun.head.lower_ == "for" and lemma(noun.head.head) in {"pay", "spend"}:
        doers, passive = subjects(scene, noun.head.head)  # "Acme paid $3 million for a stake in Beta"
        return [] if passive else doers
    if noun.dep_ in {"dobj", "attr"} and noun.head.pos_ in {"VERB", "AUX"}:
        verb = noun.head
        if verb.dep_ == "pcomp" and verb.head.head.dep_ == "acomp":  # "Acme is close to agreeing a sale to Beta"
            verb = verb.head.head.head
        doers, passive = subjects(scene, verb)
        return [] if passive else doers
    return []
