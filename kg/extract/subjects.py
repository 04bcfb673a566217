"""What an article is about, and whom it quotes."""

from __future__ import annotations

from collections import defaultdict

from kg.extract.language import lemma
from kg.extract.phrases import subjects
from kg.extract.scene import Scene
from kg.model import Article

MOST_SUBJECTS = 4
TITLE_WEIGHT = 3.0
OPENING_WEIGHT = 1.0
OPENING_SHARE = 0.2
"""The first part of the text, where journalism says what a piece is about."""
LEAST_SHARE = 0.35
"""A subject's weight against that of the weightiest one."""


def about(scene: Scene, article: Article) -> tuple[str, ...]:
    """Return the ids of the one to four clusters that the article is mainly about, weightiest first."""
    weight: dict[str, float] = defaultdict(float)
    title_end = len(article.title)
    for place in scene.places:
        start = scene.doc[place.start].idx
        types = scene.types(place)
        factor = 0.4 if types[0] in {"Place", "MediaOutlet"} else 1.0
        weight[place.cluster] += factor * (1.0 if place.kind == "name" else 0.5)
        if start < title_end:
            weight[place.cluster] += factor * TITLE_WEIGHT
        elif start < OPENING_SHARE * len(article.text):
            weight[place.cluster] += factor * OPENING_WEIGHT
    ranked = sorted(weight, key=lambda cluster: (-weight[cluster], cluster))
    return tuple(c for c in ranked[:MOST_SUBJECTS] if weight[c] >= LEAST_SHARE * weight[ranked[0]])


def quoted(scene: Scene) -> tuple[str, ...]:
    """Return the ids of the people and organisations whose words the article gives, in order of first quote."""
    found: dict[str, None] = {}
    verbs = scene.lexicon.words("quotingVerbs")
    for token in scene.doc:
        if token.pos_ != "VERB" or lemma(token) not in verbs or token.i in scene.at:
            continue
        speaks = any(c.dep_ in {"ccomp", "parataxis"} for c in token.children) or token.dep_ in {"parataxis", "ccomp"}
        speaks = speaks or any(t.text in {"“", "”", '"'} for t in token.sent)
        if speaks:
            for place in subjects(scene, token)[0]:
                if scene.fits(place, ("Person", "Organization")):
                    found.setdefault(place.cluster)
    return tuple(found)
