"""The page of one entity and its timeline: HTML that needs no script, the same whether it stands in a site or is served."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg.views.content import aliases_of, link, name_of, sources, spans_of
from kg.views.inline import asset, policy, template
from kg.views.label import run_together, visible
from kg.views.marks import FIRST, LINES, MARKS, SOURCING, spaced

if TYPE_CHECKING:
    import networkx

SPOKES = 16
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as other pages speak of it: its name and its page's file name, empty for one that has no page."""

    name: str
    file: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pages of entities stand: the whole's title, its other pages as words and address, and what made them.

    `drawing` is the address of the drawing, `rdf` whether an entity's own address gives its RDF too.
    """

    title: str
    links: tuple[tuple[str, str], ...]
    maker: str
    drawing: str
    rdf: bool = False


def naming(network: networkx.MultiDiGraph[Any], files: Mapping[str, str]) -> Callable[[str], Named]:
    """Return how to speak of an entity of the network, given the file names of pages."""
    return lambda node: Named(name_of(network.nodes[node]), files[node])


def page_policy() -> str:
    """Return the Content-Security-Policy of an entity's page and of its timeline: they have one style and no script."""
    return policy(style=_style())


def _style() -> str:
    return asset("tokens.css") + asset("site.css") + _colours()


def render_page(name: str, place: Place, *, heading: str, scripts: tuple[str, ...] = (), **values: Any) -> str:  # noqa: ANN401
    """Return a page in the looks and under the policy that all pages of a site share."""
    return template(name).render(
        heading=heading, place=place, style=_style(), policy=policy(scripts=scripts, style=_style()), **values
    )


def entity_page(
    network: networkx.MultiDiGraph[Any],
    node: str,
    files: Mapping[str, str],
    place: Place,
    *,
    drawn: bool = True,
    left_out: int = 0,
) -> str:
    """Return the page of an entity: names, neighbours, facts by relation with their sentences; only its own facts are read.

    `files` are the names of its own page and its neighbours', `drawn` says whether the drawing has it, `left_out` how many older
    facts the network was not given.
    """
    named = naming(network, files)
    facts = _facts_of(network, node)
    attributes = network.nodes[node]
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for subject, object_, _, fact in facts:
        outward = subject == node
        heading = visible(fact["label"]) if outward or fact["symmetric"] else f"{visible(fact['label'])} {named(node).name}"
        groups[heading].append(
            {
                "other": named(object_ if outward else subject),
                "status": fact["status"],
                "when": _times(fact),
                "sources": "1 source" if sources(fact) == 1 else f"{sources(fact)} independent sources",
                "evidence": [_figure(one, spans_of(one)) for one in fact["evidence"]],
            }
        )
    return render_page(
        "entity.html",
        place,
        heading=named(node).name,
        file=files[node],
        iri=node,
        same_as=[(one, link(one)) for one in attributes["same_as"]],
        types=", ".join(visible(spaced(name)) for name in attributes["types"]),
        aliases=", ".join(aliases_of(attributes)[:12]),
        drawing=quote(node, safe=":/") if drawn and facts else "",
        short=named(node).name[:40],
        left_out=_left_out(facts, left_out),
        sign=sign(attributes),
        spokes=_spokes(network, node, facts, named),
        groups=list(groups.items()),
    )


def timeline_page(
    network: networkx.MultiDiGraph[Any], node: str, files: Mapping[str, str], place: Place, *, left_out: int = 0
) -> str:
    """Return the page of an entity's sentences, newest article first; a sentence that states several facts stands once."""
    named = naming(network, files)
    told: dict[tuple[str, str, str], tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}
    facts = _facts_of(network, node)
    for subject, object_, _, fact in facts:
        for one in fact["evidence"]:
            stated, readings = told.setdefault((one["date"] or "", one["article"], one["text"]), ([], []))
            said = {"subject": named(subject), "label": visible(fact["label"]), "object": named(object_), "status": fact["status"]}
            if said not in stated:
                stated.append(said)
            readings.append(one)
    days: dict[str, list[tuple[list[dict[str, Any]], dict[str, Any]]]] = defaultdict(list)
    for key in sorted(sorted(told, key=lambda key: key[1:]), key=lambda key: key[0], reverse=True):
        stated, readings = told[key]
        marked = run_together(span for one in readings for span in spans_of(one))
        days[_day(key[0]) or "Undated"].append((stated, _figure(readings[0], marked)))
    heading = f"Timeline of {named(node).name}"
    left = _left_out(facts, left_out)
    return render_page("timeline.html", place, heading=heading, file=files[node], left_out=left, days=list(days.items()))


def _left_out(facts: list[tuple[str, str, str, dict[str, Any]]], number: int) -> str:
    if not number:
        return ""
    older = f"{number:,} older one is" if number == 1 else f"{number:,} older ones are"
    return f"These are its {len(facts):,} newest facts; {older} in the graph too: ask for them."


def _facts_of(network: networkx.MultiDiGraph[Any], node: str) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return an entity's facts as subject, object, IRI and attributes, by what a person asks first."""
    out = network.out_edges(node, keys=True, data=True)
    into = ((s, o, key, fact) for s, o, key, fact in network.in_edges(node, keys=True, data=True) if s != node)
    rank = {relation: i for i, relation in enumerate(FIRST)}
    statuses = list(LINES)
    return sorted(
        [*out, *into],
        key=lambda edge: (
            rank.get(edge[3]["relation"], len(rank)),
            edge[3]["label"],
            edge[0] != node,
            statuses.index(edge[3]["status"]),
            [-ord(c) for c in edge[3]["as_of"] or ""],
            edge[2],
        ),
    )


def _spokes(
    network: networkx.MultiDiGraph[Any],
    node: str,
    facts: list[tuple[str, str, str, dict[str, Any]]],
    named: Callable[[str], Named],
) -> list[dict[str, Any]]:
    """Return the neighbours that most sentences link to the entity, on an ellipse around it."""
    first: dict[str, dict[str, Any]] = {}
    sentences: Counter[str] = Counter()
    for subject, object_, _, fact in facts:
        other = object_ if subject == node else subject
        first.setdefault(other, fact)
        sentences[other] += len(fact["evidence"])
    first.pop(node, None)
    near = sorted(first, key=lambda other: (-sentences[other], other))[:SPOKES]
    places = [*range(0, len(near), 2), *range(1, len(near), 2)]  # a small window leaves out the second half: every other spoke
    return [
        {
            "across": (across := round((215 + 70 * (i % 2)) * cos(2 * pi * i / len(near)))),
            "down": (down := round((120 + 50 * (i % 2)) * sin(2 * pi * i / len(near)))),
            "half": (across * 11 // 20, down * 11 // 20),
            "far": nth >= SPOKES // 2,
            "name": named(other).name[:24],
            "file": named(other).file,
            "sign": sign(network.nodes[other]),
            "words": _short(first[other]),
            "dashes": " ".join(map(str, LINES[first[other]["status"]].dashes)),
        }
        for nth, (i, other) in enumerate(zip(places, near, strict=True))
    ]


def _short(fact: dict[str, Any]) -> str:
    words = visible(fact["label"])
    told = words if len(words) <= 22 else f"{words[:20]} …"
    return told if fact["status"] == "current" else f"{told} ({fact['status']})"


def sign(attributes: dict[str, Any]) -> str:
    """Return the class by which the style colours an entity's mark, empty for a type that has no colour of its own."""
    main = attributes["types"][0] if attributes["types"] else ""
    return f"is-{main}" if main in MARKS else ""


def _colours() -> str:
    """Return the style of marks: a colour for each type that has one, on light and on dark."""
    light = "".join(f".is-{name} {{ --own: {mark.light}; }}\n" for name, mark in MARKS.items())
    dark = "".join(f".is-{name} {{ --own: {mark.dark}; }}\n" for name, mark in MARKS.items())
    return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _figure(evidence: dict[str, Any], marked: list[tuple[int, int]]) -> dict[str, Any]:
    """Return one evidence ready for the page: the sentence in pieces, marked and not, where it stands, and who vouches."""
    text = visible(evidence["text"])
    edges = [0, *(edge for span in marked for edge in span), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    byline = ", ".join(visible(one) for one in evidence["bylines"])
    where = [visible(evidence["outlet"] or ""), _day(evidence["date"] or "") or "undated", f"by {byline}" if byline else ""]
    by, without = SOURCING[evidence["sourcing"]]
    vouched = by.replace("{by}", visible(evidence["by"])) if evidence["by"] else without
    confidence = evidence["confidence"]
    reading = [
        vouched,
        f"as {visible(evidence['role'])}" if evidence["role"] else "",
        f"read as {evidence['status']}",
        "" if confidence is None else f"reading {round(100 * confidence)} % sure",
    ]
    return {
        "pieces": [(piece, i % 2 == 1) for i, piece in enumerate(pieces)],
        "where": " · ".join(filter(None, where)),
        "headline": visible(evidence["headline"] or evidence["url"] or ""),
        "url": link(evidence["url"]),
        "reading": "; ".join(filter(None, reading)),
    }


def _times(fact: dict[str, Any]) -> str:
    """Return when a fact holds, in words."""
    words = (("since", "valid_from"), ("until", "valid_until"), ("on", "valid_at"))
    known = [f"{word} {_day(fact[name])}" for word, name in words if fact[name]]
    return ", ".join([*known, f"as of {_day(fact['as_of'])}" if fact["as_of"] else "undated"])


def _day(text: str) -> str:
    """Return `2024-05-16` as `16 May 2024`, anything else as it is."""
    try:
        day = date.fromisoformat(text) if len(text) == len("2024-05-16") else None
    except ValueError:
        day = None
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else visible(text)


def main_type(attributes: dict[str, Any]) -> str:
    """Return an entity's main type as words, empty if it has none."""
    return visible(spaced(attributes["types"][0])) if attributes["types"] else ""
