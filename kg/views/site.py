"""A static site of the graph: a page and a timeline for every entity, lists of names, search, and the drawing.

Only searching and the drawing need a script. Any web server will do, and none: the pages work from disk too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.model import content_id, slug
from kg.views.content import aliases_of
from kg.views.entity import Named, Place, entity_page, main_type, naming, render_page, sign, timeline_page
from kg.views.inline import as_json, script
from kg.views.label import visible
from kg.views.page import CARRIED, render
from kg.views.select import weightiest

if TYPE_CHECKING:
    import networkx

FRONT = 60
LIST_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.ASCII)  # device names of Windows


def site(network: networkx.MultiDiGraph[Any], *, title: str, limit: int = 300) -> Iterator[tuple[str, str]]:
    """Yield every file of the site: its path from the site's root, with `/`, and its text. Same network, same files."""
    title = visible(title) or "Knowledge graph"
    files = file_names(network)
    named = naming(network, files)
    carried = set(weightiest(network, max(limit, CARRIED)))
    place = _place(title, "../")
    yield "graph.html", render(network, title=title, limit=limit)
    yield "search.html", _search(network, named, title)
    yield from _lists(network, named, title)
    for node in network:
        yield f"entity/{files[node]}", entity_page(network, node, files, place, drawn=node in carried)
        yield f"timeline/{files[node]}", timeline_page(network, node, files, place)


def _place(title: str, up: str) -> Place:
    links = ((title, f"{up}index.html"), ("Search", f"{up}search.html"), ("Drawing", f"{up}graph.html"))
    return Place(title, links, maker="kg view --pages", drawing=f"{up}graph.html")


def file_names(iris: Iterable[str]) -> dict[str, str]:
    """Return a file name for every IRI, safe on every system: its last part, if plain and its own, else a hash too."""
    tails = {iri: iri.rstrip("/").rpartition("/")[2].rpartition("#")[2] for iri in iris}
    shared = Counter(tails.values())
    return {
        iri: f"{tail}.html"
        if SAFE.fullmatch(tail) and not RESERVED.fullmatch(tail) and shared[tail] == 1
        else f"{slug(visible(tail))[:60].strip('-')}-{content_id(iri)}.html"
        for iri, tail in tails.items()
    }


def _search(network: networkx.MultiDiGraph[Any], named: Callable[[str], Named], title: str) -> str:
    own = script(["site.js"])
    ordered = sorted(network.nodes(data=True), key=lambda node: (-node[1]["weight"], node[0]))
    names = [[named(node).name, named(node).file, main_type(one), *aliases_of(one)] for node, one in ordered]
    return render_page(
        "search.html", _place(title, ""), heading="Search", scripts=(own,), names=as_json({"names": names}), script=own
    )


def _lists(network: networkx.MultiDiGraph[Any], named: Callable[[str], Named], title: str) -> Iterator[tuple[str, str]]:
    """Yield the first page and the lists of names by their first letter."""
    by_letter: dict[str, list[dict[str, str]]] = defaultdict(list)
    lines = (_line(network, node, named) for node in network)
    for one in sorted(lines, key=lambda one: (one["name"].casefold(), one["file"])):
        first = slug(one["name"])[0]
        by_letter[first if first in LIST_LETTERS and one["name"][0].isalpha() else "other"].append(one)
    letters = [(letter.upper() if letter != "other" else "other", f"names/{letter}.html") for letter in sorted(by_letter)]
    weights = network.nodes(data="weight")
    heaviest = [_line(network, node, named) for node, _ in sorted(weights, key=lambda node: (-node[1], node[0]))[:FRONT]]
    edges = network.number_of_edges()
    facts = f"{edges:,} {'fact' if edges == 1 else 'facts'}"
    extent = f"{_entities(len(network))} and {facts}. Below, those with the most evidence."
    front: dict[str, Any] = {"extent": extent, "letters": letters, "names": heaviest, "up": "", "here": ""}
    yield "index.html", render_page("names.html", _place(title, ""), heading=title, **front)
    for (shown, path), letter in zip(letters, sorted(by_letter), strict=True):
        own = by_letter[letter]
        page: dict[str, Any] = {"extent": _entities(len(own)), "letters": letters, "names": own, "up": "../", "here": path}
        heading = f"Names under {shown}" if letter != "other" else "Names under other signs"
        yield path, render_page("names.html", _place(title, "../"), heading=heading, **page)


def _line(network: networkx.MultiDiGraph[Any], node: str, named: Callable[[str], Named]) -> dict[str, str]:
    """Return an entity as lists name it."""
    attributes = network.nodes[node]
    return {"name": named(node).name, "file": named(node).file, "sign": sign(attributes), "type": main_type(attributes)}


def _entities(number: int) -> str:
    return f"{number:,} {'entity' if number == 1 else 'entities'}"
