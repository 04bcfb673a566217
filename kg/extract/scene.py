"""A parsed article with its mentions in place: what the frames walk over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.extract.classify import Kind
from kg.extract.document import Doc
from kg.extract.lexicon import Lexicon
from kg.extract.neural import Hints
from kg.model import Span
from kg.model.extraction import MentionKind
from kg.ontology import Expression


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a cluster is mentioned: the half-open token range, the token that heads it, and how it is mentioned."""

    start: int
    end: int
    root: int
    cluster: str
    kind: MentionKind = "name"


Reason = Literal[
    "stated elsewhere",
    "question",
    "hypothetical",
    "silent passage",
    "below threshold",
    "ambiguous name",
    "type clash",
    "same entity twice",
    "unresolved pronoun",
    "trigger links no two",
    "no trigger",
]
"""Why something became no claim: the further a reading came, the earlier its reason stands here."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A possible claim that was turned down, and why; both ends are None where grammar found none for one of them."""

    reason: Reason
    relation: str
    trigger: int
    subject: Place | None = None
    object: Place | None = None
    expression: Expression | None = None


@dataclass(frozen=True, eq=False)
class Scene:
    """A document, its mentions by token, and the types of each cluster."""

    doc: Doc
    lexicon: Lexicon
    places: tuple[Place, ...]
    kinds: Mapping[str, Kind]
    at: Mapping[int, Place]  # every token of a mention
    lenient: bool = False  # whether a name of no sure class may stand for anything
    hints: Hints | None = None  # what the trained reader makes of the document
    behind: Mapping[int, Place] = field(default_factory=dict)  # by the honour behind a name that heads it: `Ada Byron OBE`
    focus: str | None = None  # the organisation that the article is mainly about, if it is about one
    refused: list[Refusal] | None = None  # takes what is turned down, where somebody asks

    def span(self, place: Place) -> Span:
        """Return the characters of a mention."""
        return Span(self.doc[place.start].idx, self.doc[place.end - 1].idx + len(self.doc[place.end - 1]))

    def fits(self, place: Place, classes: tuple[str, ...]) -> bool:
        """Say whether the mention's cluster is of one of the classes."""
        kind = self.kinds[place.cluster]
        if self.lenient and not kind.sure and place.kind == "name":
            return True
        return self.lexicon.ontology.fits(kind.types, classes)

    def types(self, place: Place) -> tuple[str, ...]:
        """Return the classes of the mention's cluster, main one first."""
        return self.kinds[place.cluster].types

    def is_sure(self, place: Place) -> bool:
        """Say whether the text itself shows what kind of thing the mention stands for."""
        return self.kinds[place.cluster].sure


FOCUS_SHARE = 0.5
"""Share of an article's mentions of organisations that its main one must have."""


def build_scene(doc: Doc, lexicon: Lexicon, places: list[Place], kinds: Mapping[str, Kind], lenient: bool = False) -> Scene:
    """Return the scene of a document; `places` do not overlap."""
    at = {i: place for place in places for i in range(place.start, place.end)}
    counts = Counter(p.cluster for p in places if lexicon.ontology.fits(kinds[p.cluster].types[:1], ("Organization",)))
    first, most = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    focus = first if most > 1 and most >= FOCUS_SHARE * counts.total() else None
    behind = {place.root: place for place in places if place.root >= place.end}
    return Scene(doc, lexicon, tuple(sorted(places)), kinds, at, lenient, behind=behind, focus=focus)
