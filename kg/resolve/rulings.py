"""People's decisions in `rulings.ttl`: read, added as blocks of Turtle, and taken back. Never rewrites what others wrote there.

Each ruling is one block: a comment in words, the plain triple (`id:a owl:sameAs id:b`), which article calls each thing by which
name, and a node that says who ruled, when, and why. Since an IRI is a function of the articles, the file anchors every IRI that it
speaks of to an article and a name; that freezes the IRI, and lets a ruling outlive new articles and new models. Triples that a
person writes by hand, without the rest, are rulings too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

import pyoxigraph as ox

from kg.errors import GraphError
from kg.model import content_id
from kg.ontology import ID_BASE, NAMESPACE

Kind = Literal["same", "different", "rename", "retype", "rejected", "accepted", "pin", "linked"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_DCTERMS = "http://purl.org/dc/terms/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_PREDICATE: Final[Mapping[Kind, str]] = {
    "same": _OWL + "sameAs",
    "different": _OWL + "differentFrom",
    "rename": _RDFS + "label",
    "retype": _RDF + "type",
    "linked": _SKOS + "exactMatch",
}
_SHORT = {
    _RDF: "rdf",
    _RDFS: "rdfs",
    _OWL: "owl",
    _SKOS: "skos",
    NAMESPACE: "tn",
    ID_BASE: "id",
    "http://www.wikidata.org/entity/": "wd",
}
HEADER = f"""# Rulings: who is who, and which facts are struck, as people decided. Keep this file in git; edit it by hand or with
# kg same, different, rename, retype, reject, accept, pin, link and undo. A graph is built from its articles and this file.
@prefix id: <{ID_BASE}> .
@prefix tn: <{NAMESPACE}> .
@prefix dcterms: <{_DCTERMS}> .
@prefix owl: <{_OWL}> .
@prefix rdf: <{_RDF}> .
@prefix rdfs: <{_RDFS}> .
@prefix skos: <{_SKOS}> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <{_XSD}> .
"""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an IRI of the file stands for: the names it goes by, its main class, and the keys of articles that call it so."""

    iri: str
    names: tuple[str, ...]
    type: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision. `object` is an IRI, a name (rename) or class names (retype); `relation` a fact's; `line` where it stands."""

    kind: Kind
    subject: str
    object: tuple[str, ...] = ()
    relation: str = ""
    by: str = ""
    date: str = ""
    why: str = ""
    id: str = ""
    line: int = 0

    @property
    def fact(self) -> tuple[str, str, str]:
        """Return the fact that is rejected or accepted: IRI of the subject, name of the relation, IRI of the object."""
        return self.subject, self.relation, self.object[0]


@dataclass(frozen=True, slots=True)
class Rulings:
    """All decisions in the order of the file, and what its IRIs stand for."""

    path: str = "rulings.ttl"
    all: tuple[Ruling, ...] = ()
    anchors: Mapping[str, Anchor] = field(default_factory=dict)

    def of(self, *kinds: Kind) -> list[Ruling]:
        """Return the rulings of some kinds."""
        return [ruling for ruling in self.all if ruling.kind in kinds]


NO_RULINGS: Final = Rulings()


def read_rulings(path: Path) -> Rulings:
    """Return the rulings of a file; none where there is no file.

    Raises GraphError when it is not Turtle or not a ruling (https://www.w3.org/TR/turtle/), and when two rulings contradict each
    other, with both lines.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Rulings(str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(str(path), f"cannot be read ({error})", "mend the file, or take its last good state from git") from None
    return parse_rulings(text, str(path))


def parse_rulings(text: str, path: str) -> Rulings:
    """Return the rulings of a text, as `read_rulings` does."""
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal)):
                said[quad.subject.value][quad.predicate.value].append(quad.object)
    except SyntaxError as error:
        line = getattr(error, "lineno", None) or 0
        raise GraphError(
            f"{path}, line {line}", f"is not Turtle ({error.msg})", "mend that line, or take the file from git"
        ) from None
    rulings = _read(said, text, path)
    anchors = {iri: _anchor(iri, about) for iri, about in said.items() if NAMESPACE + "calledName" in about}
    found = Rulings(path, tuple(rulings), anchors)
    _refuse_contradictions(found)
    return found


def _values(about: Mapping[str, list[ox.NamedNode | ox.Literal]], predicate: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.value for value in about.get(predicate, ())))


def _anchor(iri: str, about: Mapping[str, list[ox.NamedNode | ox.Literal]]) -> Anchor:
    return Anchor(
        iri,
        _values(about, NAMESPACE + "calledName"),
        next(iter(_values(about, NAMESPACE + "calledType")), "").removeprefix(NAMESPACE),
        _values(about, NAMESPACE + "calledIn"),
    )


def _read(said: Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]], text: str, path: str) -> list[Ruling]:
    rulings = []
    for iri, about in said.items():
        if NAMESPACE + "Ruling" not in _values(about, _RDF + "type"):
            continue
        own = iri.removeprefix(ID_BASE + "ruling-")
        line = _line_of(text, rf"(?:id:ruling-{own}|<{re.escape(iri)}>)\s+a\s+tn:Ruling")
        kind = next(iter(_values(about, NAMESPACE + "decides")), "").removeprefix(NAMESPACE)
        subjects, objects = _values(about, _RDF + "subject"), _values(about, _RDF + "object")
        matching = next((one for one in KINDS if one == kind), None)
        if matching is None or not subjects or (not objects and matching != "pin"):
            raise GraphError(f"{path}, line {line}", "is no complete ruling", f"mend it, or take it out: kg undo {own}")
        rulings.append(
            Ruling(
                kind=matching,
                subject=subjects[0],
                object=tuple(one.removeprefix(NAMESPACE) if matching == "retype" else one for one in objects),
                relation=next(iter(_values(about, _RDF + "predicate")), "").removeprefix(NAMESPACE),
                by=next(iter(_values(about, _DCTERMS + "creator")), ""),
                date=next(iter(_values(about, _DCTERMS + "date")), ""),
                why=next(iter(_values(about, _RDFS + "comment")), ""),
                id=own,
                line=line,
            )
        )
    told = {
        (ruling.subject, _PREDICATE[ruling.kind], one): ruling
        for ruling in rulings
        if ruling.kind in _PREDICATE
        for one in ruling.object
    }
    plain = set()
    for iri, about in said.items():
        for kind, predicate in _PREDICATE.items():
            for value in _values(about, predicate):
                if kind == "retype" and (not value.startswith(NAMESPACE) or value == NAMESPACE + "Ruling"):
                    continue
                told_as = value.removeprefix(NAMESPACE) if kind == "retype" else value
                plain.add((iri, predicate, told_as))
                if (iri, predicate, told_as) not in told:
                    line = _line_of(
                        text, rf"{re.escape(_short(iri))}\s+(?:a|{re.escape(_short(predicate))})\s+.*?{re.escape(_word(value))}"
                    )
                    rulings.append(Ruling(kind, iri, (told_as,), id=content_id(kind, iri, told_as, length=8), line=line))
    for triple, ruling in told.items():
        if triple not in plain:
            raise GraphError(
                f"{path}, line {ruling.line}", "has lost the triple it rules", f"put the triple back, or: kg undo {ruling.id}"
            )
    return sorted(rulings, key=lambda ruling: (ruling.line, ruling.id))


def _word(value: str) -> str:
    return _short(value).removeprefix("tn:") if "://" in value else value


def _line_of(text: str, pattern: str) -> int:
    found = re.search(pattern, text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _refuse_contradictions(rulings: Rulings) -> None:
    """Raise GraphError with the lines of the first two rulings that cannot both hold."""
    neighbours: dict[str, list[tuple[str, Ruling]]] = defaultdict(list)
    for ruling in rulings.of("same"):
        for one in ruling.object:
            neighbours[ruling.subject].append((one, ruling))
            neighbours[one].append((ruling.subject, ruling))
    for ruling in rulings.of("different"):
        for one in ruling.object:
            if path := _path(ruling.subject, one, neighbours):
                raise _contradiction(rulings, path[-1], ruling)
    for kind, clash in (("rename", "rename"), ("retype", "retype"), ("rejected", "accepted")):
        seen: dict[tuple[str, ...], Ruling] = {}
        for ruling in rulings.all:
            if ruling.kind not in (kind, clash):
                continue
            about = ruling.fact if kind == "rejected" else (ruling.subject,)
            former = seen.setdefault(about, ruling)
            if former is not ruling and ((former.kind != ruling.kind) if kind == "rejected" else (former.object != ruling.object)):
                raise _contradiction(rulings, former, ruling)


def _path(start: str, goal: str, neighbours: Mapping[str, list[tuple[str, Ruling]]]) -> list[Ruling]:
    """Return the rulings that make two IRIs one, or nothing."""
    ways: dict[str, list[Ruling]] = {start: []}
    queue = [start]
    for at in queue:
        for other, ruling in neighbours.get(at, ()):
            if other not in ways:
                ways[other] = [*ways[at], ruling]
                queue.append(other)
    return ways.get(goal, [])


def _contradiction(rulings: Rulings, one: Ruling, other: Ruling) -> GraphError:
    first, second = sorted((one, other), key=lambda ruling: ruling.line)
    return GraphError(
        rulings.path,
        f"line {first.line} ({in_words(first)}) contradicts line {second.line} ({in_words(second)})",
        f"take one back: kg undo {first.id}, or kg undo {second.id}",
    )


def in_words(ruling: Ruling) -> str:
    """Return what a ruling decides, in one short line."""
    subject, objects = _short(ruling.subject), ", ".join(map(_short, ruling.object))
    match ruling.kind:
        case "same":
            return f"{subject} is the same as {objects}"
        case "different":
            return f"{subject} is different from {objects}"
        case "rename":
            return f"{subject} is called {objects}"
        case "retype":
            return f"{subject} is a {objects}"
        case "pin":
            return f"{subject} keeps its IRI"
        case "linked":
            return f"{subject} is {objects} elsewhere"
        case _:
            return f"{ruling.kind}: {subject} {ruling.relation} {objects}"


def _short(iri: str) -> str:
    for start, prefix in _SHORT.items():
        if iri.startswith(start) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", iri[len(start) :]):
            return f"{prefix}:{iri[len(start) :]}"
    return f"<{iri}>" if "://" in iri else iri


def block_of(ruling: Ruling, anchors: Iterable[Anchor]) -> str:
    """Return a ruling as a block of Turtle: a comment, what its IRIs stand for, the plain triple, who, when and why."""
    subject = _short(ruling.subject)
    objects = [
        _literal(one) if ruling.kind == "rename" else _short(NAMESPACE + one if ruling.kind == "retype" else one)
        for one in ruling.object
    ]
    lines = [f"# {' '.join(in_words(ruling).split())}"]
    for anchor in sorted(anchors, key=lambda one: one.iri):
        parts = [("calledName", [_literal(name) for name in anchor.names])]
        if anchor.type:
            parts.append(("calledType", [f"tn:{anchor.type}"]))
        if anchor.articles:
            parts.append(("calledIn", [_literal(key) for key in anchor.articles]))
        lines.append(f"{_short(anchor.iri)} " + " ; ".join(f"tn:{name} {', '.join(values)}" for name, values in parts) + " .")
    if ruling.kind in _PREDICATE:
        predicate = "a" if ruling.kind == "retype" else _short(_PREDICATE[ruling.kind])
        lines.append(f"{subject} {predicate} {', '.join(objects)} .")
    node = [f"id:ruling-{ruling.id} a tn:Ruling ; tn:decides tn:{ruling.kind} ; rdf:subject {subject}"]
    if ruling.relation:
        node.append(f"rdf:predicate tn:{ruling.relation}")
    if objects:
        node.append(f"rdf:object {', '.join(objects)}")
    said = [("dcterms:creator", ruling.by), ("rdfs:comment", ruling.why)]
    node += [f"{predicate} {_literal(value)}" for predicate, value in said if value]
    if ruling.date:
        node.append(f'dcterms:date "{ruling.date}"^^xsd:date')
    lines.append(" ;\n  ".join([node[0], *([" ; ".join(node[1:])] if node[1:] else [])]) + " .")
    return "\n" + "\n".join(lines) + "\n"


def _literal(text: str) -> str:
    return str(ox.Literal(" ".join(text.split())))


def with_rulings(text: str, rulings: Iterable[tuple[Ruling, Sequence[Anchor]]], path: str) -> str:
    """Return the text of the file with rulings added at its end. Raises GraphError when one contradicts another."""
    added = (text or HEADER) + "".join(block_of(ruling, anchors) for ruling, anchors in rulings)
    parse_rulings(added, path)
    return added


def id_of(ruling: Ruling) -> str:
    """Return the id that a ruling gets: the same ruling twice has the same."""
    return content_id(ruling.kind, ruling.subject, ruling.relation, *ruling.object, length=8)


def without_ruling(text: str, ruling_id: str) -> str | None:
    """Return the text without the block of a ruling, or None where no block has it; nothing but the header becomes nothing."""
    blocks = re.split(r"(?<=\n)(?=\n)", text)
    kept = [block for block in blocks if not re.search(rf"^id:ruling-{re.escape(ruling_id)}\s", block, re.M)]
    if len(kept) == len(blocks):
        return None
    left = "".join(kept)
    return "" if left == HEADER else left
