"""Verbs: `X acquired Y`, `Y was acquired by X`, `X, which works with Y`, `X filed a lawsuit against Y`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.document import Token
from kg.extract.frames.dispute import REGULATES, allowed, conduct
from kg.extract.frames.focus import main_organisation, spoken_of, there
from kg.extract.frames.making import MAKES, staff_of
from kg.extract.frames.reading import Reading, pairs
from kg.extract.frames.stake import INVESTS, as_ownership, funded_by_sale
from kg.extract.frames.title import EMPLOYMENT
from kg.extract.language import lemma
from kg.extract.scene import (
    RELATIVE_WORDS,
    Place,
    Scene,
    agents,
    heads,
    objects,
    owners,
    prepositional,
    prepositional_tokens,
    subjects,
)
from kg.ontology import Expression

GOODS = "goods"
"""The noun by which an expression asks for any noun for what is bought and sold."""
FOUNDING = "founderOf"
SCHOOLING = "educatedAt"
ADVICE = "advises"
SEATED_IN = "basedIn"
LEADERSHIP = "leads"
PROBING = "investigates"
BUYING = "customerOf"
RIVALRY = "competesWith"
ASSETS = frozenset({"land", "building", "patent", "stake", "share", "business", "plant", "factory", "site", "division", "unit"})
"""Nouns for what is bought once, with which no trade goes on."""
BOARD = "boardMemberOf"
SEATED = frozenset({"board", "boards"})
HELPING = frozenset({"help", "helps", "helped"})
"""Forms of `help` that the tagger takes for an auxiliary: `helped found Acme`."""
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


def read_verbs(scene: Scene) -> Iterator[Reading]:
    """Yield what verbs say: `Acme bought Beta`."""
    for token in scene.doc:
        if token.pos_ not in {"VERB", "AUX"} or token.i in scene.at:
            continue
        for expression in scene.lexicon.verbs.get(_base(token, scene), ()):
            anchor = _anchor(scene, token, expression)
            if anchor is not None:
                yield from _read(scene, token, anchor, expression)


def _base(verb: Token, scene: Scene) -> str:
    """Return the verb's base form: behind `to` it stands as it is, as in `left Acme to found Beta`."""
    known = scene.lexicon.verbs
    if verb.lower_.endswith("ed") and lemma(verb) not in known:  # the lemmatizer cuts wrongly: "fined" is of no verb "fin"
        stems = (verb.lower_[:-1], verb.lower_[:-2], verb.lower_[:-3])
        return next((stem for stem in stems if stem in known), lemma(verb))
    infinitive = any(c.dep_ == "aux" and (c.lower_ == "to" or c.lower_ in HELPING) and c.i < verb.i for c in verb.children)
    perfect = any((c.dep_ == "aux" and lemma(c) == "have") or c.dep_ == "auxpass" for c in verb.children)
    return verb.lower_ if infinitive and not perfect else lemma(verb)


def _anchor(scene: Scene, verb: Token, expression: Expression) -> list[Token] | None:
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
    words = {lemma(noun), noun.lower_, "percent" if noun.text == "%" or noun.lower_ in {"cent", "pct"} else ""}
    words |= {f"{lemma(c)}-{lemma(noun)}" for c in noun.children if c.dep_ in {"compound", "amod"}}  # "cooperation-agreement"
    if words & {asked.casefold() for asked in expression.nouns}:
        return True
    return GOODS in expression.nouns and noun.i not in scene.at and _is_goods(scene, noun)


def _is_firm(scene: Scene, noun: Token) -> bool:
    """Say whether what is bought is a company, named or not."""
    if noun.i in scene.at:
        return scene.types(scene.at[noun.i])[0] in {"Company", "Organization"}
    return "Company" in scene.lexicon.nouns.of(lemma(noun))


def _is_appointment(meet: Token) -> bool:
    """Say whether people met on a day or for a purpose: `met at Yale on Monday to talk`."""
    return any(
        (c.dep_ == "npadvmod" and c.ent_type_ == "DATE")
        or (c.dep_ == "prep" and c.lower_ == "on" and any(t.ent_type_ == "DATE" for t in c.children))
        or (c.dep_ in {"advcl", "xcomp"} and any(t.lower_ == "to" and t.dep_ == "aux" for t in c.children))
        for c in meet.children
    )


def _is_goods(scene: Scene, noun: Token) -> bool:
    """Say whether a noun is for what is made to be sold; a firm's own network or app in the singular is an asset."""
    if lemma(noun) in scene.lexicon.words("goodsNouns"):
        return lemma(noun) not in ASSETS or noun.tag_ != "NN"  # "two million units", not "its chip unit"
    own = noun.tag_ == "NN" and any(c.dep_ == "poss" or c.lower_ == "the" for c in noun.children)
    return "Product" in scene.lexicon.nouns.of(lemma(noun)) and not own


def _read(scene: Scene, verb: Token, anchors: list[Token], expression: Expression) -> Iterator[Reading]:
    doers, passive = subjects(scene, verb)
    if expression.relation == SEATED_IN and not expression.nouns and not expression.particle and _has_object(verb):
        return  # "Acme moved its servers to Oslo"
    if passive and not expression.nouns and lemma(verb) in scene.lexicon.words("activeVerbs"):
        return
    if (
        expression.relation == BUYING
        and not expression.nouns
        and any(
            c.dep_ == "dobj" and (lemma(c) in ASSETS or (expression.prepositions and _is_firm(scene, c))) for c in verb.children
        )
    ):
        return  # who sells land, a plant, a patent or a firm is no supplier
    if lemma(verb) == "meet" and (len(doers) < 2 or any(c.dep_ == "dobj" for c in verb.children) or _is_appointment(verb)):
        return  # "Ada and Bob met at Yale" as students, "Ada met Bob at Yale" perhaps for a day
    if expression.relation == SCHOOLING and lemma(verb) == "go" and not expression.nouns and _is_appointment(verb):
        return
    if expression.relation == ADVICE and any(c.dep_ in {"xcomp", "ccomp"} for c in verb.children):
        return  # "advised Acme to wait", as anybody may
    moving = (scene.lexicon.words(purpose) for purpose in ("selectingVerbs", "sellingVerbs", "takingVerbs"))
    moved = lemma(verb) in frozenset().union(*moving)
    if expression.prepositions and not passive and not expression.nouns and moved and any(c.dep_ == "dobj" for c in verb.children):
        doers = objects(scene, verb)  # "picked Acme for the program", "sold Acme to Beta", "hired Ada away from Acme"
    if expression.prepositions:
        prepositions = tuple(p for p in expression.prepositions if not (passive and p == "by"))
        below = [t for anchor in anchors for t in prepositional_tokens(anchor, prepositions)]
        if expression.relation == PROBING:
            below += [t for anchor in anchors for c in anchor.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pcomp"]
        named = [p for t in below for p in _targets(scene, t, expression)]
        targets = [p for p in named if _may_be(scene, p, expression)]
        mine = [noun for noun in anchors[1:] if noun.head in {verb, verb.head} and noun.dep_ in {"nsubj", "nsubjpass"}]
        if mine:  # "a lawsuit was filed against Beta by Acme"; "her work has been published in Beta"
            doers = agents(scene, verb) or [p for noun in mine for p in owners(scene, noun)]
        if expression.relation == INVESTS and lemma(verb) in scene.lexicon.words("sellingVerbs"):
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
        if not targets:
            targets = _through_object(scene, verb, anchors, expression, passive) or named
        if not targets and expression.relation == EMPLOYMENT:  # "spent years on the Beta team at Acme"
            deeper = [t for anchor in anchors for t in prepositional_tokens(anchor, ("on", "in", "as", "for"))]
            deeper = [t for t in deeper if not any(c.lower_ == "same" for c in t.children)]  # "the same job" says which by itself
            targets = [p for t in deeper for p in prepositional(scene, t, (*expression.prepositions, "at"))]
        if not targets and expression.relation == INVESTS and not passive and _is_stake(verb, anchors):
            targets = [p for p in spoken_of(scene, verb.i, doers) if p.cluster == main_organisation(scene)]
    elif expression.nouns and len(anchors) > 1 and anchors[-1].dep_ in {"dobj", "attr"}:
        targets = []
    elif expression.nouns and anchors[-1].dep_ == "nsubj":  # "Acme's board includes Ada"
        doers, targets = owners(scene, anchors[-1]), objects(scene, verb)
    elif passive:
        agents_ = [p for anchor in anchors for p in agents(scene, anchor)]
        doers, targets = agents_, doers or _whose_goods(scene, verb, expression)
    else:
        targets = objects(scene, verb) or _behind_particle(scene, verb, expression)
        if not targets and lemma(verb) == "use":
            targets = _whose_goods(scene, verb, expression)
        if not targets and expression.relation == PROBING and not expression.only:
            targets = conduct(scene, verb)
        elif not targets and expression.relation == REGULATES:
            targets = allowed(scene, verb)
        targets += [p for c in verb.children if c.dep_ in {"oprd", "dative"} and c.i in scene.at for p in heads(scene, c)]
    if expression.relation == MAKES and not doers:  # "researchers at Acme built Beta"
        doers = staff_of(scene, verb)
    together = expression.relation == FOUNDING or (expression.relation == MAKES and _are_people(scene, doers))
    if together and not passive:  # "Ada founded Acme with Bob"
        doers = doers + [p for p in _companions(scene, verb) if scene.fits(p, ("Person",)) and p not in doers]
    if expression.relation == LEADERSHIP and EMPLOYMENT in scene.lexicon.ontology.relations and _is_some_team(anchors):
        expression = replace(expression, relation=EMPLOYMENT)
    yield from (as_ownership(scene, reading) for reading in pairs(scene, expression, doers, targets, verb.i))
    if not targets and not passive and _is_symmetric(scene, expression):
        yield from _together(scene, doers, expression, verb)


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


def _companions(scene: Scene, verb: Token) -> list[Place]:
    """`Ada founded Acme in 2019 with Bob and Carl`, wherever the parser hangs the phrase."""
    with_ = [t for t in verb.subtree if t.lower_ in {"with", "alongside"} and t.i > verb.i and _is_near(t, verb)]
    found = [p for t in with_ for c in t.children if c.dep_ == "pobj" for p in heads(scene, c)]
    return [p for p in found if p.end >= len(scene.doc) or scene.doc[p.end].lower_ != "as"]  # "with Bob as its chief"


def _has_object(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)


def _behind_particle(scene: Scene, verb: Token, expression: Expression) -> list[Place]:
    """`Acme puts on Beta`, where the parser takes the particle for a preposition."""
    below = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == expression.particle]
    return [p for particle in below for c in particle.children if c.dep_ == "pobj" for p in heads(scene, c)]


def _is_some_team(anchors: list[Token]) -> bool:
    """Say whether what is led is `a team`: no part of an organisation that has a name or is the only one."""
    return any(lemma(a) in {"team", "group"} and any(c.lower_ in {"a", "an"} for c in a.children) for a in anchors[1:])


def _where(scene: Scene, verb: Token) -> list[Place]:
    """`Acme, where Ada works`: return what a clause opened by `where` is about."""
    opened = verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children)
    return heads(scene, verb.head) if opened else []


def _are_people(scene: Scene, doers: list[Place]) -> bool:
    return bool(doers) and all(scene.types(p)[0] == "Person" for p in doers)


def _is_near(preposition: Token, verb: Token) -> bool:
    """Say whether no other verb stands between a verb and a preposition below it."""
    above = preposition.head
    while above != verb and above.head != above and above.dep_ in {"dobj", "pobj", "prep", "npadvmod"}:
        above = above.head
    return above == verb


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
    return [p for noun in nouns if noun.i not in scene.at and _is_goods(scene, noun) for p in owners(scene, noun)]


def _is_part(noun: Token) -> bool:
    return noun.lower_ in PARTS or noun.like_num or noun.lower_ in {"several", "any", "one"}


def _before_nouns(scene: Scene, nouns: list[Token]) -> list[Place]:
    """Return the names that nouns have before them: `an Acme contract`."""
    return [scene.at[c.i] for noun in nouns for c in noun.children if c.dep_ in {"compound", "nmod"} and c.i in scene.at]


def _is_symmetric(scene: Scene, expression: Expression) -> bool:
    return scene.lexicon.ontology.relations[expression.relation].symmetric


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
