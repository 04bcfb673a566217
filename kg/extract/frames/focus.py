"""Whose a thing is where a phrase leaves it out, since only one can be meant: `“We grow,” chief executive Ada said`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.extract.document import Token
from kg.extract.phrases import heads
from kg.extract.scene import Place, Scene

FARTHEST_FOCUS = 150
"""How many tokens back what an article is about may be named last."""
FEWEST_NAMES = 5
"""How often an article must name its main organisation at least, where others are named too."""


def spoken_of(scene: Scene, start: int, but: Iterable[Place] = ()) -> list[Place]:
    """Return the organisation that the words before a token speak of, if it can be no other; `but` are known to be others.

    It is the only one of the paragraph so far, or the subject of the sentence, or in a new paragraph what the article is about.
    """
    doc, others = scene.doc, {p.cluster for p in but}
    opening = start
    while opening > 0 and not (doc[opening - 1].is_space and "\n" in doc[opening - 1].text):
        opening -= 1
    before = [p for p in scene.places if p.end <= start and p.cluster not in others and _is_party(scene, p)]
    here = [p for p in before if p.start >= opening]
    if len({p.cluster for p in here}) == 1:
        return here[-1:]
    if here:
        root = doc[start].sent.root
        subjects = [p for c in root.children if c.dep_ == "nsubj" and c.i < start for p in heads(scene, c)]
        return [p for p in subjects if p in here] if len(subjects) == 1 else []
    main = main_organisation(scene)
    return [p for p in before if p.cluster == main and start - p.end <= FARTHEST_FOCUS][-1:]


def main_organisation(scene: Scene) -> str | None:
    """Return the cluster of the organisation that an article is mainly about: named at least twice as often as any other."""
    if scene.focus is not None:
        return scene.focus
    counts = Counter(p.cluster for p in scene.places if _is_party(scene, p)).most_common(2)
    if not counts or counts[0][1] < FEWEST_NAMES or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    return counts[0][0]


def _is_party(scene: Scene, place: Place) -> bool:
    """Say whether a mention is of an organisation other than an outlet, which may be there as the one that is told."""
    return scene.fits(place, ("Organization",)) and scene.types(place)[0] != "MediaOutlet"


def there(scene: Scene, token: Token) -> list[Place]:
    """Return the organisation that `there` stands for behind a token: `left Acme, having worked there`."""
    there = next((c for c in token.children if c.lower_ == "there" and c.dep_ in {"advmod", "npadvmod"} and c.i > token.i), None)
    if there is None:
        return []
    before = [p for p in scene.places if p.kind == "name" and token.sent.start <= p.start < token.i]
    before = [p for p in before if not scene.fits(p, ("Person",))]
    return [p for p in before[-1:] if scene.fits(p, ("Organization",))]
