"""Party membership: `Democratic Senator Ada Byron`, `Republican Bob Noyce`, `Ada Byron, an Oslo Democrat`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.holder import holders_of
from kg.extract.frames.reading import Reading
from kg.extract.frames.title import find_roles
from kg.extract.phrases import heads, subjects
from kg.extract.scene import Place, Scene

MEMBERSHIP = "memberOf"
OTHER_PARTIES = frozenset({"Social", "Christian", "Liberal", "Free"})
"""First words of parties whose last word alone is another's name: a Social Democrat is no Democrat."""
HIGHEST = 3
"""How many heads up from a party's name a person may stand."""


def read_parties(scene: Scene) -> Iterator[Reading]:
    """Yield which party somebody is said to be of."""
    if MEMBERSHIP not in scene.lexicon.ontology.relations:
        return
    adjectives = scene.lexicon.words("partyWords")
    places = [p for p in scene.places if p.kind == "name" and scene.doc.text_of(p.start, p.end) in adjectives]
    places = [p for p in places if not (p.start and scene.doc[p.start - 1].text in OTHER_PARTIES)]
    if not places:
        return
    holders = {role.head: holders_of(scene, role)[0] for role in find_roles(scene)}
    for place in places:
        for person in _members(scene, scene.doc[place.root], holders):
            if scene.fits(person, ("Person",)):
                yield Reading(MEMBERSHIP, person, place, place.root, status="current")


def _members(scene: Scene, word: Token, holders: dict[int, list[Place]]) -> list[Place]:
    """Return whom the name of a party is said of."""
    if word.dep_ in {"compound", "amod", "nmod"}:
        head = word.head
        for _ in range(HIGHEST):
            if head.i in scene.at or head.i in holders or head.dep_ not in {"compound", "amod", "nmod"}:
                break
            head = head.head
        if head.i in scene.at:
            return [scene.at[head.i]]
        if head.dep_ == "appos" and head.head.i in scene.at:  # "Ada Byron, the Labour MP"
            return [scene.at[head.head.i]]
        return holders.get(head.i, [])
    apposed = [p for c in word.children if c.dep_ == "appos" for p in heads(scene, c)]
    if apposed:  # "two Republicans, Ada Byron and Bob Noyce"
        return apposed
    if word.dep_ == "appos" and word.head.i in scene.at:
        return [scene.at[word.head.i]]
    if word.dep_ == "attr":
        return subjects(scene, word.head)[0]
    following = scene.at.get(word.i + 1)  # "Republican Tom Hale", where the parser sees no phrase
    return [following] if following is not None and word.i + 1 == following.start else []
