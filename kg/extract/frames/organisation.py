"""Whose role it is: `chief executive of Acme`, `Acme's chief executive`, `Ada joined Acme as chief executive`."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.document import Token
from kg.extract.frames.focus import there
from kg.extract.frames.title import BACK_TO_NAME, SEATS, Role, before_name
from kg.extract.language import lemma
from kg.extract.phrases import agents, heads, objects, owners, prepositional, subjects
from kg.extract.scene import Place, Scene

ROLE_PREPOSITIONS = ("of", "at", "for", "in", "with", "to")
FARTHEST_NAME = 5
"""How many words may stand between a preposition and the name that it introduces."""


def organisations_of(scene: Scene, role: Role, holders: list[Place]) -> list[Place]:
    """Return whose role it is."""
    doc = scene.doc
    head = doc[role.head]
    taken = {p.cluster for p in holders}

    def other(places: list[Place]) -> list[Place]:
        parties = scene.lexicon.words("partyWords")  # "Democratic Commissioner" tells of no employer
        found = [p for p in places if p.cluster not in taken and doc.text_of(p.start, p.end) not in parties]
        return [
            p for p in found if lemma(head) != "critic" or scene.types(p)[0] == "MediaOutlet"
        ]  # a firm's critics are not its own

    candidates: tuple[Callable[[], list[Place]], ...] = (
        lambda: _behind_person(scene, role, following(scene, role)),
        lambda: following(scene, role),
        lambda: prepositional(scene, head, ROLE_PREPOSITIONS),
        lambda: _deeper(scene, head),
        lambda: _preceding(scene, role),
        lambda: owners(scene, head),
        lambda: owners(scene, head.head) if head.dep_ in {"compound", "conj"} else [],
        lambda: _of_verb(scene, head),
        lambda: there(scene, head),
        lambda: _with_them(scene, head) if head.tag_ == "NNS" else [],
    )
    return next((found for find in candidates if (found := other(find()))), [])


def following(scene: Scene, role: Role) -> list[Place]:
    """`chief executive of Acme`, `head of design at Acme`: read off the words, where the parser may attach them elsewhere."""
    doc = scene.doc
    i = role.end
    steps = 0
    while i < len(doc) and steps < BACK_TO_NAME:
        token = doc[i]
        if token.lower_ in ROLE_PREPOSITIONS:
            j = i + 1
            while (
                j < len(doc)
                and j not in scene.at
                and j - i <= FARTHEST_NAME
                and (doc[j].pos_ in {"DET", "ADJ"} or (doc[j].pos_ in {"NOUN", "PROPN"} and before_name(scene, j)))
            ):
                j += 1
            if j in scene.at:
                place = scene.at[j]
                if scene.fits(place, ("Place",)) and (based := _behind_based(scene, place)):  # "of the Oslo-based bank Acme"
                    i = based
                    continue
                is_owner = place.end < len(doc) and doc[place.end].text in {"'s", "’s"}
                if is_owner and scene.fits(place, ("Place",)):  # "a unit of Germany's Acme"
                    i = place.end + 1
                    continue
                if is_owner and (named := _behind_role(scene, place)) is not None:
                    return [named]
                place = maker_of(scene, place)
                if is_owner:
                    return [place]
                further = _again(scene, place, token)
                return list(dict.fromkeys([place, *heads(scene, doc[place.root]), *further]))
        elif (
            (token.is_punct and token.text not in {"-", "&", "/"})
            or (token.pos_ in {"VERB", "AUX"} and not (token.tag_ == "VBG" and token.dep_ == "acl" and i == role.end))
            or token.pos_ in {"SCONJ", "PRON", "SPACE"}
            or (i in scene.at and scene.types(scene.at[i]) != ("Topic",))
        ):
            return []
        i += 1
        steps += 1
    return []


def _again(scene: Scene, place: Place, preposition: Token) -> list[Place]:
    """`a professor at Acme and at Beta`: return what the same preposition brings again."""
    doc, i = scene.doc, place.end
    if i + 2 >= len(doc) or doc[i].lower_ != "and" or doc[i + 1].lower_ != preposition.lower_:
        return []
    other = scene.at.get(i + 2 + (doc[i + 2].lower_ == "the"))
    return [other] if other is not None and other.kind == "name" else []


def _behind_person(scene: Scene, role: Role, named: list[Place]) -> list[Place]:
    """`a student of Ada Byron at Acme`: return where that is, for a role that nobody has with a person."""
    ranges = (scene.lexicon.ontology.relations[e.relation].range for e in role.expressions)
    if len(named) != 1 or scene.types(named[0])[0] != "Person" or any("Person" in classes for classes in ranges):
        return []
    i = named[0].end
    if i + 1 >= len(scene.doc) or scene.doc[i].lower_ not in {"at", "in"}:
        return []
    place = scene.at.get(i + 1 + (scene.doc[i + 1].lower_ == "the"))
    return [place] if place is not None and place.kind == "name" and scene.fits(place, ("Organization",)) else []


def _behind_role(scene: Scene, owner: Place) -> Place | None:
    """`chief executive of Acme's rival Beta`: return whom a role between two names is of, Beta; None where no role stands there."""
    i = owner.end + 1
    while i < len(scene.doc) and i not in scene.at and scene.doc[i].pos_ in {"ADJ", "NOUN", "PROPN"}:
        i += 1
    named = scene.at.get(i)
    word = lemma(scene.doc[i - 1])
    is_role = i > owner.end + 1 and (word in scene.lexicon.roles or word in scene.lexicon.role_heads)
    return named if is_role and named is not None and named.kind == "name" and scene.fits(named, ("Organization",)) else None


def _behind_based(scene: Scene, place: Place) -> int:
    """Return the token behind `Oslo-based` or `Reno, Nevada-based`, if a place opens that; else 0."""
    doc = scene.doc
    if place.end + 1 < len(doc) and doc[place.end].text == "," and place.end + 1 in scene.at:
        place = scene.at[place.end + 1]
    i = place.end
    hyphened = i + 2 < len(doc) and doc[i].text == "-" and doc[i + 1].lower_ in scene.lexicon.participles
    return i + 2 if hyphened else 0


def _deeper(scene: Scene, head: Token) -> list[Place]:
    """`head of industrial design at Acme`: the organisation hangs below the field."""
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ != "behind":  # not "the lawyer behind the Acme case"
            for field in preposition.children:
                if field.dep_ == "pobj" and field.i not in scene.at:
                    found = prepositional(scene, field, ("at", "for", "in", "of")) or owners(scene, field)
                    found = found or [scene.at[c.i] for c in field.children if c.dep_ == "compound" and c.i in scene.at]
                    if found:
                        return found
    return []


def _preceding(scene: Scene, role: Role) -> list[Place]:
    """`Acme chief executive`, `Acme's former chief executive`, `its chief executive`."""
    doc = scene.doc
    status = scene.lexicon.words("formerWords") | scene.lexicon.words("futureWords")
    i = role.start - 1
    while (
        i >= 0
        and (doc[i].lower_ in status or doc[i].text in {"-", "and", "&"} or doc[i].pos_ in {"ADJ", "NUM"})
        and i not in scene.at
    ):
        i -= 1
    if doc[i + 1].text == "-" and (doc[i + 2].lower_ in scene.lexicon.participles or doc[i + 2].tag_ == "VBN"):
        return []  # "a Yale-trained engineer"
    if i >= 0 and (doc[i].text in {"'s", "’s", "'", "’"} or doc[i].tag_ == "POS"):
        i -= 1
    if i > 2 and doc[i].text == ")" and doc[i - 2].text == "(" and i - 3 in scene.at:  # "Acme Tech (AT) professor"
        i -= 3
    if i >= 0 and i in scene.at and not (doc[i].is_sent_end or (scene.at[i].root != i and scene.at[i].end - 1 != i)):
        return [maker_of(scene, scene.at[i])]
    return []


def maker_of(scene: Scene, place: Place) -> Place:
    """Return the mention as one of the organisation whose name opens it: the head of `Acme Maps` works for Acme."""
    if scene.fits(place, ("Organization", "Place", "Person")) or place.end - place.start < 2:
        return place
    for end in range(place.end - 1, place.start, -1):
        name = scene.doc.text_of(place.start, end)
        for other in scene.places:
            if other.kind == "name" and scene.fits(other, ("Organization",)) and scene.doc.text_of(other.start, other.end) == name:
                return Place(place.start, end, end - 1, other.cluster)
    return place


def _with_them(scene: Scene, head: Token) -> list[Place]:
    """`a venture of Acme with Beta and Gamma as shareholders`: what the venture is."""
    noun = head.head.head
    return heads(scene, noun) if head.dep_ == "pobj" and head.head.lower_ == "as" and noun.pos_ == "NOUN" else []


def _of_verb(scene: Scene, head: Token) -> list[Place]:
    """`Acme named Ada chief executive`, `Ada joined Acme as CEO`, `Acme, where she was CEO`."""
    verb = head.head
    if head.dep_ == "compound" and (verb.lower_ in SEATS or (verb.i in scene.at and verb.dep_ in {"dobj", "nsubjpass"})):
        verb = verb.head  # "Acme replaced chief executive Ada Byron"
    while verb.dep_ == "prep" or verb.pos_ == "ADP":
        if verb.head == verb:
            return []
        verb = verb.head
    if head.dep_ == "pobj" and head.head.lower_ == "as" and verb.dep_ == "dobj" and verb.i in scene.at:  # "runs Acme as chief"
        return [scene.at[verb.i]] if scene.fits(scene.at[verb.i], ("Organization",)) else []
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    if verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children):
        return heads(scene, verb.head)
    lexicon = scene.lexicon
    word = lemma(verb)
    if word in lexicon.words("creatingVerbs") and head.dep_ == "dobj" and lemma(head) in lexicon.words("unitNouns"):
        return subjects(scene, verb)[0]  # "Acme set up a new unit, Beta"
    if word in lexicon.words("countingVerbs") and head.dep_ == "pobj" and head.head.lower_ in {"as", "among"}:
        return subjects(scene, verb)[0]  # "Acme counts Beta as a customer"
    if word in lexicon.words("appointingVerbs") | lexicon.words("endingVerbs"):
        doers, passive = subjects(scene, verb)
        found = agents(scene, verb) if passive else doers
        if organisations := [p for p in found if scene.fits(p, ("Organization",))]:
            return organisations
    if word in lexicon.words("startingVerbs") | lexicon.words("endingVerbs") or (head.dep_ == "pobj" and head.head.lower_ == "as"):
        found = objects(scene, verb) + prepositional(scene, verb, ("at", "for", "with", "of", "from"))
        return [p for p in found if scene.fits(p, ("Organization",))]
    return []
