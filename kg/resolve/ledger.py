"""The ledger of who is who, kept beside the graph: why each entity's mentions are one, and which pairs are in doubt."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GraphError
from kg.model import Reference, content_id
from kg.resolve.identity import Judged, end_of
from kg.resolve.senses import Sense


@dataclass(frozen=True, slots=True)
class Part:
    """The readings of one entity that have one name: what put them together, and where they stand."""

    name: str
    reason: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """Why two parts of an entity, given by name, are one."""

    first: str
    second: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity of the ledger."""

    iri: str
    name: str
    type: str
    parts: tuple[Part, ...]
    joints: tuple[Joint, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A pair in doubt: who the two are now, where they stand, and what speaks for their being one. `id` stays while they do."""

    id: str
    iris: tuple[str, str]
    names: tuple[str, str]
    references: tuple[Reference, Reference]
    score: float
    reasons: tuple[str, ...]
    value: int

    @property
    def joined(self) -> bool:
        """Say whether the two are one entity now."""
        return self.iris[0] == self.iris[1]


def ledger_of(judged: Judged) -> bytes:
    """Return the ledger of a resolution as JSON lines: entities sorted by IRI, then doubts, then rulings that wait."""
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in _lines(judged)).encode()


def _lines(judged: Judged) -> Iterator[dict[str, object]]:
    resolution, senses, joined = judged.resolution, judged.senses, judged.joined
    parts: dict[str, list[Sense]] = defaultdict(list)
    for sense in senses:
        if sense.readings:
            parts[resolution.iri_of[end_of(sense)]].append(sense)
    home = {n: resolution.iri_of[end_of(sense)] for n, sense in enumerate(senses) if sense.readings}
    root_home = {joined.root_of[n]: iri for n, iri in home.items()}
    joints: dict[str, list[tuple[str, str, float, tuple[str, ...]]]] = defaultdict(list)
    for (one, other), verdict in joined.accepted.items():
        if iri := root_home.get(joined.root_of[one]):
            joints[iri].append((name_of(senses[one]), name_of(senses[other]), verdict.score, verdict.reasons))
    for entity in resolution.entities:
        yield {
            "iri": entity.iri,
            "name": entity.name,
            "type": entity.types[0],
            "parts": [[name_of(sense), sense.reason, [r.reference for r in sense.readings]] for sense in parts[entity.iri]],
            "joints": sorted(joints[entity.iri]),
        }
    names = {reading.reference: reading.name for reading in judged.readings.all}
    for doubt in resolution.doubts:
        link = doubt.link
        yield {
            "doubt": doubt.iris,
            "names": [names[link.first], names[link.second]],
            "references": [link.first, link.second],
            "score": link.score,
            "reasons": link.reasons,
            "value": doubt.value,
        }
    for words in resolution.waiting:
        yield {"waiting": words}


def name_of(sense: Sense) -> str:
    """Return the name that a sense's readings have most often, else its known name."""
    votes = Counter(reading.name for reading in sense.readings)
    if votes:
        return min(votes, key=lambda name: (-votes[name], name))
    return sense.known.name if sense.known else sense.name_key


def _read(path: Path) -> Iterator[dict[str, object]]:
    """Yield the lines of the ledger. Raises GraphError when there is none, or it is broken."""
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except (OSError, ValueError):
        raise GraphError(str(path), "is missing or broken", f"make it anew with: kg build SOURCE -g {path.parent}") from None


def entry_of(path: Path, iri: str) -> Entry | None:
    """Return the entry of one entity, or None. Raises GraphError when there is no ledger."""
    return next((entry for entry in entries(path) if entry.iri == iri), None)


def entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of all entities, sorted by IRI. Raises GraphError when there is no ledger."""
    for line in _read(path):
        if "iri" in line:
            yield _entry(line)


def _entry(form: dict[str, object]) -> Entry:
    parts, joints = form["parts"], form["joints"]
    if not isinstance(parts, list) or not isinstance(joints, list):
        raise TypeError(f"no entry of the ledger: {form}")
    return Entry(
        str(form["iri"]),
        str(form["name"]),
        str(form["type"]),
        tuple(Part(name, reason, tuple((key, what) for key, what in references)) for name, reason, references in parts),
        tuple(Joint(first, second, score, tuple(reasons)) for first, second, score, reasons in joints),
    )


def questions_of(path: Path) -> tuple[Question, ...]:
    """Return the pairs in doubt, most valuable first. Raises GraphError when there is no ledger."""
    return tuple(_question(line) for line in _read(path) if "doubt" in line)


def _question(form: dict[str, object]) -> Question:
    iris, names, references, reasons = (form[name] for name in ("doubt", "names", "references", "reasons"))
    score, value = form["score"], form["value"]
    if not (isinstance(iris, list) and isinstance(names, list) and isinstance(references, list) and isinstance(reasons, list)):
        raise TypeError(f"no question of the ledger: {form}")
    if not isinstance(score, float | int) or not isinstance(value, int):
        raise TypeError(f"no question of the ledger: {form}")
    (key, what), (other_key, other_what) = references
    ends = sorted(([key, names[0]], [other_key, names[1]]))
    return Question(
        content_id(*ends[0], *ends[1], length=8),
        (iris[0], iris[1]),
        (names[0], names[1]),
        ((key, what), (other_key, other_what)),
        float(score),
        tuple(reasons),
        value,
    )


def iris_by_reference(all_entries: Iterable[Entry]) -> dict[Reference, tuple[str, str]]:
    """Return the IRI and main class of the entity that each reference stands for."""
    return {reference: (entry.iri, entry.type) for entry in all_entries for part in entry.parts for reference in part.references}
