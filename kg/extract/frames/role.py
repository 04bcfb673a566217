"""Roles and titles: `Ada Byron, chief executive of Acme`, `Acme CEO Ada Byron`, `Beta, a subsidiary of Acme`.

A role stands in a sentence once; the frame finds who holds it and whose role it is, and pairs them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.frames.holder import holders_of
from kg.extract.frames.organisation import organisations_of
from kg.extract.frames.reading import Reading, pairs
from kg.extract.frames.title import Role, find_roles, meanings, title_text
from kg.extract.language import first_conjunct
from kg.extract.scene import Place, Scene
from kg.model import Status

FARTHEST_FOCUS = 60
"""How many tokens back the organisation of a bare title may be named."""


def read_roles(scene: Scene) -> Iterator[Reading]:
    """Yield what roles say: `Acme CEO Ada Byron`."""
    for series in _series(scene):
        holders, status = _first(holders_of(scene, role) for role in series)
        if not holders:
            holders, status = _as_first(scene, series[0])
        organisations = next((found for role in series if (found := organisations_of(scene, role, holders))), [])
        organisations = organisations or _spoken_of(scene, series, holders)
        for role in series:
            own = organisations_of(scene, role, holders) or organisations
            text = title_text(scene, role)
            for expression in meanings(scene, role):
                yield from pairs(scene, expression, holders, own, role.head, text, status)
                symmetric = scene.lexicon.ontology.relations[expression.relation].symmetric
                head = scene.doc[role.head]
                among = head.dep_ == "attr" and not any(child.dep_ == "poss" for child in head.children)
                if symmetric and among and not own and len(holders) > 1:
                    for n, one in enumerate(holders):  # "Acme and Beta are partners"
                        yield from pairs(scene, expression, [one], holders[n + 1 :], role.head, None, status)


def _spoken_of(scene: Scene, series: list[Role], holders: list[Place]) -> list[Place]:
    """Return the organisation that the article is about, for a title without one before a name: `co-founder Ada Byron said`.

    Only if it is the organisation named last, a few sentences ago at most.
    """
    role = series[-1]
    if scene.focus is None or len(holders) != 1 or holders[0].start != role.end or not scene.fits(holders[0], ("Person",)):
        return []
    before = [p for p in scene.places if p.end <= series[0].start and p.kind == "name" and scene.fits(p, ("Organization",))]
    if not before or before[-1].cluster != scene.focus or series[0].start - before[-1].end > FARTHEST_FOCUS:
        return []
    return [before[-1]]


def _as_first(scene: Scene, role: Role) -> tuple[list[Place], Status | None]:
    """Return the holder of the role that this one is coordinated with: `she was editor at Acme and host of Gamma`."""
    first = first_conjunct(scene.doc[role.head])
    if first.i == role.head:
        return [], None
    holders, status = holders_of(scene, Role(first.i, first.i + 1, first.i, (), True))
    former = scene.lexicon.words("formerWords")
    ended = any(t.lower_ in former for t in scene.doc[max(first.sent.start, first.i - 5) : first.i])
    return holders, "former" if ended else status


def _first(found: Iterator[tuple[list[Place], Status | None]]) -> tuple[list[Place], Status | None]:
    return next((one for one in found if one[0]), ([], None))


def _series(scene: Scene) -> Iterator[list[Role]]:
    """Yield roles that one person has at once, together: `co-founder and CEO`."""
    series: list[Role] = []
    for role in find_roles(scene):
        between = scene.doc[series[-1].end : role.start].text.strip() if series else ""
        if series and (between in {"and", "&", ",", "/", ", and", "-"} or (between == "" and series[-1].end == role.start)):
            series.append(role)
            continue
        if series:
            yield series
        series = [role]
    if series:
        yield series
