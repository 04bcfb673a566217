"""Prepositions that alone state a relation: `Ada Byron of Acme`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.frames.reading import Reading, pairs
from kg.extract.language import lemma
from kg.extract.scene import Scene

SEEING = frozenset({"meet", "see", "spot", "greet", "join"})
"""Verbs behind whose object `at` says where that was: `Ada met Bob at Acme`."""

LONGEST_KIND = 4
"""Most words for the kind of what is named."""
NOW = frozenset({"now", "currently", "today"})


def read_adpositions(scene: Scene) -> Iterator[Reading]:
    """Yield what a preposition between two names says: `Ada Byron of Acme`."""
    for place in scene.places:
        if place.kind != "name" or not scene.is_sure(place) or place.end + 1 >= len(scene.doc):
            continue
        at = place.end
        adverb = scene.doc[at + 1].lower_ if scene.doc[at].text == "," else ""
        former = adverb in scene.lexicon.words("formerAdverbs") | {"late"}
        at += 2 * (former or adverb in NOW)  # "Ada Byron, formerly of Acme,"
        after = at + 1 + (at + 1 < len(scene.doc) and scene.doc[at + 1].lower_ == "the")
        after = _behind_kind(scene, after)
        following = scene.at.get(after)
        if following is None or following.start != after or following.kind != "name":
            continue
        root = scene.doc[place.root]
        if scene.doc[at].lower_ == "at" and root.dep_ == "dobj" and lemma(root.head) in SEEING:
            continue
        for expression in scene.lexicon.adpositions.get(scene.doc[at].lower_, ()):
            yield from pairs(scene, expression, [place], [following], at, status="former" if former else None)


def _behind_kind(scene: Scene, start: int) -> int:
    """Return where the name begins behind words for its kind: `Ada Byron of the research firm Acme`; else the start itself."""
    i = start
    while i < len(scene.doc) and i not in scene.at and i - start < LONGEST_KIND and scene.doc[i].pos_ in {"NOUN", "ADJ", "PROPN"}:
        i += 1
    named = i > start and i in scene.at and scene.doc[start - 1].lower_ in {"the", "a", "an"} | set(scene.lexicon.adpositions)
    return i if named and scene.lexicon.nouns.of(lemma(scene.doc[i - 1])) and scene.doc[i - 1].tag_ == "NN" else start
