"""Verbs: `X acquired Y`, `Y was acquired by X`, `X, which works with Y`, `X filed a lawsuit against Y`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.document import Token
from kg.extract.frames.ends import BUYING, SCHOOLING, ends_of, has_object
from kg.extract.frames.making import MAKES, staff_of
from kg.extract.frames.pattern import ASSETS, SEATED_IN, anchors_of
from kg.extract.frames.reading import Reading, pairs
from kg.extract.frames.stake import as_ownership
from kg.extract.frames.title import EMPLOYMENT
from kg.extract.language import lemma
from kg.extract.phrases import heads, prepositional_tokens, subjects
from kg.extract.scene import Place, Scene
from kg.ontology import Expression

FOUNDING = "founderOf"
ADVICE = "advises"
LEADERSHIP = "leads"
RIVALRY = "competesWith"
HELPING = frozenset({"help", "helps", "helped"})
"""Forms of `help` that the tagger takes for an auxiliary: `helped found Acme`."""


def read_verbs(scene: Scene) -> Iterator[Reading]:
    """Yield what verbs say: `Acme bought Beta`."""
    for token in scene.doc:
        if token.pos_ not in {"VERB", "AUX"} or token.i in scene.at:
            continue
        for expression in scene.lexicon.verbs.get(_base(token, scene), ()):
            anchors = anchors_of(scene, token, expression)
            if anchors is not None:
                yield from _read(scene, token, anchors, expression)


def _base(verb: Token, scene: Scene) -> str:
    """Return the verb's base form: behind `to` it stands as it is, as in `left Acme to found Beta`."""
    known = scene.lexicon.verbs
    if verb.lower_.endswith("ed") and lemma(verb) not in known:  # the lemmatizer cuts wrongly: "fined" is of no verb "fin"
        stems = (verb.lower_[:-1], verb.lower_[:-2], verb.lower_[:-3])
        return next((stem for stem in stems if stem in known), lemma(verb))
    infinitive = any(c.dep_ == "aux" and (c.lower_ == "to" or c.lower_ in HELPING) and c.i < verb.i for c in verb.children)
    perfect = any((c.dep_ == "aux" and lemma(c) == "have") or c.dep_ == "auxpass" for c in verb.children)
    return verb.lower_ if infinitive and not perfect else lemma(verb)


def _read(scene: Scene, verb: Token, anchors: list[Token], expression: Expression) -> Iterator[Reading]:
    subject, passive = subjects(scene, verb)
    if _means_otherwise(scene, verb, expression, subject, passive):
        return
    if passive and (expression.relation == SEATED_IN or (expression.relation == FOUNDING and not subject)):
        subject = _outer_firm(scene, verb, subject)
    doers, targets = ends_of(scene, verb, anchors, expression, subject, passive)
    if expression.relation == MAKES and not doers:  # "researchers at Acme built Beta"
        doers = staff_of(scene, verb)
    together = expression.relation == FOUNDING or (expression.relation == MAKES and _are_people(scene, doers))
    if together and not passive:  # "Ada founded Acme with Bob"
        doers = doers + [p for p in _companions(scene, verb) if scene.fits(p, ("Person",)) and p not in doers]
    if expression.relation == LEADERSHIP and EMPLOYMENT in scene.lexicon.ontology.relations and _is_some_team(anchors):
        expression = replace(expression, relation=EMPLOYMENT)
    yield from (as_ownership(scene, reading) for reading in pairs(scene, expression, doers, targets, verb.i))
    if not targets and not passive and scene.lexicon.ontology.relations[expression.relation].symmetric:
        yield from _together(scene, doers, expression, verb)


def _means_otherwise(scene: Scene, verb: Token, expression: Expression, subject: list[Place], passive: bool) -> bool:
    """Say whether a verb is that of an expression by its form, but does not say what the expression does."""
    relation, bare = expression.relation, not expression.nouns
    if relation == SEATED_IN and bare and not expression.particle and has_object(verb):
        return True  # "Acme moved its servers to Oslo"
    if passive and bare and lemma(verb) in scene.lexicon.words("activeVerbs"):
        return True
    if relation == BUYING and bare and any(_is_no_trade(scene, c, expression) for c in verb.children if c.dep_ == "dobj"):
        return True
    if lemma(verb) == "meet" and (len(subject) < 2 or has_object(verb) or is_appointment(verb)):
        return True  # "Ada and Bob met at Yale" as students, "Ada met Bob at Yale" perhaps for a day
    if relation == SCHOOLING and lemma(verb) == "go" and bare and is_appointment(verb):
        return True
    return relation == ADVICE and any(c.dep_ in {"xcomp", "ccomp"} for c in verb.children)  # "advised Acme to wait", as anybody may


def _is_no_trade(scene: Scene, thing: Token, expression: Expression) -> bool:
    """Say whether what is bought makes nobody a supplier: land, a plant, a patent, a firm."""
    return lemma(thing) in ASSETS or (bool(expression.prepositions) and _is_firm(scene, thing))


def _is_firm(scene: Scene, noun: Token) -> bool:
    """Say whether what is bought is a company, named or not."""
    if noun.i in scene.at:
        return scene.types(scene.at[noun.i])[0] in {"Company", "Organization"}
    return "Company" in scene.lexicon.nouns.of(lemma(noun))


def is_appointment(meet: Token) -> bool:
    """Say whether people met on a day or for a purpose: `met at Yale on Monday to talk`."""
    return any(
        (c.dep_ == "npadvmod" and c.ent_type_ == "DATE")
        or (c.dep_ == "prep" and c.lower_ == "on" and any(t.ent_type_ == "DATE" for t in c.children))
        or (c.dep_ in {"advcl", "xcomp"} and any(t.lower_ == "to" and t.dep_ == "aux" for t in c.children))
        for c in meet.children
    )


def _outer_firm(scene: Scene, participle: Token, nearest: list[Place]) -> list[Place]:
    """Return who is based or founded, where the parser hangs that from a noun inside the phrase for them.

    `Acme is a maker of ships based in Oslo`; `Acme is a subsidiary of Beta based in Oslo`, with no comma before it.
    """
    noun, kinds = participle.head, scene.lexicon.nouns
    if participle.dep_ != "acl" or (nearest and (noun.dep_ != "pobj" or noun.i + 1 != participle.i)):
        return nearest
    while (
        noun.dep_ in {"pobj", "dobj", "prep", "acl"} and (nearest or noun.i not in scene.at) and not _is_body(kinds.of(lemma(noun)))
    ):
        noun = noun.head
    is_firm = noun != participle.head and noun.i not in scene.at and _is_body(kinds.of(lemma(noun)))
    return heads(scene, noun) if is_firm else nearest


def _is_body(classes: tuple[str, ...]) -> bool:
    """Say whether a noun of these classes is one for organisations."""
    return bool({"Company", "Organization", "MediaOutlet", "EducationalInstitution"} & {*classes})


def _companions(scene: Scene, verb: Token) -> list[Place]:
    """`Ada founded Acme in 2019 with Bob and Carl`, wherever the parser hangs the phrase."""
    with_ = [t for t in verb.subtree if t.lower_ in {"with", "alongside"} and t.i > verb.i and _is_near(t, verb)]
    found = [p for t in with_ for c in t.children if c.dep_ == "pobj" for p in heads(scene, c)]
    return [p for p in found if p.end >= len(scene.doc) or scene.doc[p.end].lower_ != "as"]  # "with Bob as its chief"


def _is_near(preposition: Token, verb: Token) -> bool:
    """Say whether no other verb stands between a verb and a preposition below it."""
    above = preposition.head
    while above != verb and above.head != above and above.dep_ in {"dobj", "pobj", "prep", "npadvmod"}:
        above = above.head
    return above == verb


def _is_some_team(anchors: list[Token]) -> bool:
    """Say whether what is led is `a team`: no part of an organisation that has a name or is the only one."""
    return any(lemma(a) in {"team", "group"} and any(c.lower_ in {"a", "an"} for c in a.children) for a in anchors[1:])


def _are_people(scene: Scene, doers: list[Place]) -> bool:
    return bool(doers) and all(scene.types(p)[0] == "Person" for p in doers)


def _together(scene: Scene, doers: list[Place], expression: Expression, verb: Token) -> Iterator[Reading]:
    """`Acme and Beta compete`: all of a coordinated subject with each other, where the verb has no object at all."""
    rivals = expression.relation == RIVALRY
    if any(c.dep_ in {"dobj", "ccomp"} or (rivals and (c.dep_ == "xcomp" or c.lower_ in {"for", "at"})) for c in verb.children):
        return  # to compete at a fair or for a prize is no rivalry
    contests = [p for t in prepositional_tokens(verb, ("in",)) for p in heads(scene, t) if scene.fits(p, ("Event",))]
    if contests:
        return
    for n, one in enumerate(doers):
        yield from pairs(scene, expression, [one], doers[n + 1 :], verb.i)
