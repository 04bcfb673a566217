"""Money: who backed whom in a round of funding.

`Acme raised $40 million in a round led by Beta and Gamma`; `Leading the deal is Beta`; `Gamma put in more`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.focus import spoken_of
from kg.extract.frames.reading import Reading
from kg.extract.frames.stake import INVESTS
from kg.extract.language import lemma
from kg.extract.phrases import agents, heads, objects, owners, prepositional, subjects
from kg.extract.scene import Place, Scene

LEADING = frozenset({"lead", "co-lead", "back", "join", "anchor"})
LED = frozenset({"deal", "investment", "transaction"})
"""Nouns for a round where somebody leads it."""
JOINING = {"put": "in", "come": "in", "chip": "in", "join": "in", "participate": "", "take": "part"}
"""Verbs for giving money in a round, with the word that must stand behind them."""
SUMS = frozenset({"more", "money", "cash", "million", "billion", "dollar", "euro", "pound"})
RAISED = frozenset({"investor", "backer", "venture", "valuation", "shareholder"})
"""Nouns that show, as those for rounds do, that the text tells of the raising of money."""
FARTHEST_ROUND = 150
"""How many tokens back the round may stand in which somebody takes part."""


def read_rounds(scene: Scene) -> Iterator[Reading]:
    """Yield who invests in whom by the words for a round of funding: `raised $40 million from Beta, with Gamma participating`."""
    lexicon = scene.lexicon
    if INVESTS not in lexicon.ontology.relations:
        return
    rounds, raising = lexicon.words("roundNouns"), lexicon.words("raisingVerbs")
    told, told_at = list[Place](), -FARTHEST_ROUND
    for token in scene.doc:
        if token.i in scene.at:
            continue
        word = lemma(token)
        if token.pos_ in {"NOUN", "PROPN"} and (word in rounds or (word in LED and _is_led(token))):
            backers = _backers(scene, token)
            funded = _funded(scene, token)
            given = {p.cluster for p in backers}
            meant = _is_of_money(token) and (word in rounds or token.i - told_at < FARTHEST_ROUND or _tells_of_money(scene, token))
            if backers and meant and _is_led(token) and all(p.cluster in given for p in funded):
                funded = spoken_of(scene, token.sent.start, backers)
            if funded:
                told, told_at = funded, token.i
            yield from _invest(scene, backers, funded, token)
        elif token.pos_ == "VERB" and word in raising and any(t.ent_type_ == "MONEY" for t in token.subtree):
            doers, passive = subjects(scene, token)
            told, told_at = ([], told_at) if passive else (doers, token.i)
        elif token.pos_ == "VERB" and word in JOINING and token.i - told_at < FARTHEST_ROUND and _joins(token):
            yield from _invest(scene, _joiners(scene, token), told, token)
        elif token.pos_ == "VERB" and word == "put" and _joins(token) and _tells_of_money(scene, token):
            backers = _joiners(scene, token)
            yield from _invest(scene, backers, spoken_of(scene, token.sent.start, backers), token)


def _invest(scene: Scene, backers: list[Place], funded: list[Place], trigger: Token) -> Iterator[Reading]:
    domain = scene.lexicon.ontology.relations[INVESTS].domain
    clusters = {p.cluster for p in backers}
    for backer in backers:
        for one in funded:
            if one.cluster not in clusters and scene.fits(backer, domain) and scene.fits(one, ("Organization",)):
                yield Reading(
                    INVESTS, backer, one, trigger.i, status="current" if _is_closed(trigger) or _was_led(trigger) else None
                )


def _is_led(noun: Token) -> bool:
    """Say whether a verb for leading or joining has the noun for its object: `led the round`."""
    return (noun.dep_ == "dobj" and lemma(noun.head) in LEADING) or (noun.dep_ == "nsubjpass" and lemma(noun.head) in LEADING)


def _was_led(noun: Token) -> bool:
    """Say whether a round has been led: the state that began then is not over."""
    plain = not any(c.dep_ in {"neg", "aux"} for c in noun.head.children)
    return noun.dep_ == "dobj" and lemma(noun.head) in LEADING and noun.head.tag_ == "VBD" and plain


def _is_of_money(noun: Token) -> bool:
    """Say whether a round may be one of funding: not `a round of talks`, `an investment in staff`."""
    below = [t for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "in"} for t in c.children if t.dep_ == "pobj"]
    return all(t.like_num or t.ent_type_ or lemma(t) in {"funding", "financing", "investment", "capital"} for t in below)


def _joins(verb: Token) -> bool:
    """Say whether a verb says that somebody gives money, with no name for what they give it to: `put in more`, `participated`."""
    word = JOINING[lemma(verb)]
    below = {child.lower_: child for child in verb.children}
    given = [child for child in verb.children if child.dep_ == "dobj"]
    if word == "part" or not word:
        into = below.get("in")
        elsewhere = into is not None and not any(lemma(t) in {"it", "round", "deal", "financing"} for t in into.children)
        return not elsewhere and (not word or word in below)
    if lemma(verb) == "come" and not any(t.lower_ == "alongside" for t in verb.subtree):
        return False
    particle = below.get(word)
    if particle is None:
        return False
    given += [child for child in particle.children if child.dep_ == "pobj"]  # "put in $3 million" has its object below "in"
    sums = all(lemma(noun) in SUMS or noun.ent_type_ == "MONEY" for noun in given)
    return particle.dep_ in {"prt", "prep"} and sums and (bool(given) or lemma(verb) != "put")


def _joiners(scene: Scene, verb: Token) -> list[Place]:
    """Return who joins: the subject, and that of `as did Beta`."""
    also = [c for c in verb.children if c.dep_ == "advcl" and lemma(c) == "do"]
    doers, passive = subjects(scene, verb)
    found = doers + [p for clause in also for c in clause.children if c.dep_ == "nsubj" for p in heads(scene, c)]
    return [] if passive else [p for p in found if p.kind == "name"]


def _tells_of_money(scene: Scene, verb: Token) -> bool:
    """Say whether the paragraph, up to a verb, tells of the raising of money."""
    nouns = scene.lexicon.words("roundNouns") | RAISED
    i = verb.i
    while i > 0 and verb.i - i < FARTHEST_ROUND and "\n" not in scene.doc[i].text:
        i -= 1
        if lemma(scene.doc[i]) in nouns:
            return True
    return False


def _is_closed(noun: Token) -> bool:
    """Say whether a round was closed: that ends the raising of the money, and not that it is invested."""
    verb = noun.head
    plain = not any(c.dep_ == "neg" or c.lower_ in {"may", "might", "will", "would", "could"} for c in verb.children)
    return noun.dep_ == "dobj" and lemma(verb) == "close" and verb.tag_ in {"VBD", "VBN"} and plain


def _backers(scene: Scene, noun: Token) -> list[Place]:
    """Return who leads a round or takes part in it."""
    found: list[Place] = []
    if noun.dep_ == "dobj" and lemma(noun.head) in LEADING:  # "Beta led the round", "Leading the round is Beta"
        doers, passive = subjects(scene, noun.head)
        turned = [c for c in noun.head.children if c.dep_ in {"attr", "nsubj"} and c.i > noun.i]
        turned += [c for t in noun.head.children if lemma(t) == "be" for c in t.children if c.dep_ in {"attr", "nsubj"}]
        turned += [c for c in noun.head.head.children if noun.head.dep_ == "csubj" and c.dep_ in {"attr", "nsubj"}]
        found += [] if passive else doers + [p for c in turned for p in heads(scene, c)]
    for child in noun.children:
        if child.dep_ == "acl":
            found += [p for verb in (child, *child.conjuncts) if lemma(verb) in LEADING for p in agents(scene, verb)]
    for token in noun.sent:
        word = token.lower_
        if word == "participation":
            found += prepositional(scene, token, ("from", "by", "of"))
        elif word in {"investors", "backers"} and token.i > noun.i:
            found += heads(scene, token)
        elif word in {"led", "joined", "backed"} and token.i > noun.i and token.tag_ == "VBN":
            found += agents(scene, token)
    return list(dict.fromkeys(found))


def _funded(scene: Scene, noun: Token) -> list[Place]:
    """Return who gets the money of a round: its possessor, who raises it, or what it is in."""
    found = owners(scene, noun) or prepositional(scene, noun, ("in", "for"))
    found = found or [
        p for c in noun.children if c.dep_ == "relcl" and lemma(c) == "value" for p in objects(scene, c) if p.kind == "name"
    ]
    if found:
        return found
    token = noun
    while token.dep_ in {"pobj", "prep", "dobj", "pcomp", "conj", "appos", "compound", "nmod"} and token.head != token:
        token = token.head
        if token.pos_ == "VERB":
            break
    if token.pos_ == "VERB" and lemma(token) in scene.lexicon.words("raisingVerbs"):
        doers, passive = subjects(scene, token)
        return [] if passive else doers
    return []
