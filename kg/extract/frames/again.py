"""A person told of again by title: `Ada Byron spoke first. The Acme chief executive said …`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.frames.title import Role
from kg.extract.scene import Place, Scene

ELSEWHERE = frozenset({"of", "at", "from"})
"""Words behind a name that say where the person is from."""


def called_again(scene: Scene, role: Role, told: Mapping[str, set[str]]) -> Iterator[tuple[Place, Place]]:
    """Yield the person whom `the Acme chief executive` stands for, and Acme: the only one of the paragraph, and of no other firm.

    `told` has, for each person, the organisations that roles of theirs were told with.
    """
    doc, head = scene.doc, scene.doc[role.head]
    named = scene.at.get(role.start - 1)
    if named is None or named.kind != "name" or named.end != role.start or head.dep_ != "nsubj" or head.tag_ not in {"NN", "NNP"}:
        return
    if named.start == 0 or doc[named.start - 1].lower_ != "the" or not scene.fits(named, ("Organization",)):
        return
    if doc[role.end - 1].lower_ not in scene.lexicon.words("insiderTitles") or (
        role.end < len(doc) and doc[role.end].lower_ == "of"
    ):
        return
    opening = named.start
    while opening > 0 and not (doc[opening - 1].is_space and "\n" in doc[opening - 1].text):
        opening -= 1
    people = [p for p in scene.places if opening <= p.start < named.start and p.kind == "name" and scene.fits(p, ("Person",))]
    if len({p.cluster for p in people}) != 1 or any(_is_anothers(scene, p) for p in people):
        return
    person = people[-1]
    if told.get(person.cluster, set()) <= {named.cluster}:
        yield person, named


def _is_anothers(scene: Scene, person: Place) -> bool:
    """Say whether words beside a name tell who the person is: `Ada Byron of Beta`, `Beta's Ada Byron`, `Ada Byron, a farmer`."""
    doc, root = scene.doc, scene.doc[person.root]
    if person.end < len(doc) and doc[person.end].lower_ in ELSEWHERE:
        return True
    return any(c.dep_ in {"appos", "relcl", "poss"} for c in root.children) or root.dep_ == "appos"
