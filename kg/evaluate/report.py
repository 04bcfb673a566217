"""All figures of one comparison; the reports of two articles add up to the report of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from kg.evaluate.marks import NO_MARKS, NO_SHARE, Marks, Share

FaultKind = Literal["false", "wrong", "missed", "status", "sourcing"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fact that is not as gold has it, with the sentence it was or should have been read in.

    `false` is an assertion (current or former) that gold does not have so, `wrong` any other prediction that gold does not have,
    `missed` a gold fact that nothing predicted, `status` and `sourcing` a fact found with another status or source.
    """

    article: str
    kind: FaultKind
    subject: str
    relation: str
    object: str
    detail: str = ""
    sentence: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the fields by name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True, slots=True)
class Report:
    """What was compared, and how well it went. Everything counts over all articles together.

    `types` is over matched entities; `graph` takes predicted current facts against gold's current ones; `false_assertions` is the
    share of current and former predictions that gold does not have with that status; `evidence` is over strict facts whose gold
    names its cue; `status` and `sourcing` are over matched facts, an ancestor relation included.
    """

    articles: int = 0
    predicted_articles: int = 0
    entities: Marks = NO_MARKS
    types: Share = NO_SHARE
    aliases: Marks = NO_MARKS
    facts_strict: Marks = NO_MARKS
    facts_relaxed: Marks = NO_MARKS
    graph: Marks = NO_MARKS
    false_assertions: Share = NO_SHARE
    evidence: Share = NO_SHARE
    status: Share = NO_SHARE
    status_not_current: Marks = NO_MARKS
    sourcing: Share = NO_SHARE
    sourcing_not_reporter: Marks = NO_MARKS
    bylines: Marks = NO_MARKS
    publisher: Share = NO_SHARE
    published: Share = NO_SHARE
    about: Marks = NO_MARKS
    quoted: Marks = NO_MARKS
    by_relation: Mapping[str, Marks] = field(default_factory=dict)
    by_status: Mapping[str, Marks] = field(default_factory=dict)
    by_sourcing: Mapping[str, Marks] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def __add__(self, other: Report) -> Report:
        return Report(**{f.name: _sum(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)})

    def to_json(self) -> dict[str, Any]:
        """Return all figures by name, the faults left out."""
        return {f.name: _json(getattr(self, f.name)) for f in fields(self) if f.name != "faults"}


def _sum(one: Any, other: Any) -> Any:  # noqa: ANN401 - one of the kinds of figures, twice
    if isinstance(one, Mapping):
        return {name: one.get(name, NO_MARKS) + other.get(name, NO_MARKS) for name in sorted({*one, *other})}
    return one + other


def _json(figure: Any) -> Any:  # noqa: ANN401 - one of the kinds of figures
    if isinstance(figure, Mapping):
        return {name: marks.to_json() for name, marks in figure.items()}
    return figure.to_json() if isinstance(figure, Marks | Share) else figure
