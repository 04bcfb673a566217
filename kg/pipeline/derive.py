"""Makes what is derived from a folder's articles: store, Turtle file and view, each swapped in when it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from kg.graph import GraphFolder, Refusal
from kg.ontology import Ontology
from kg.pipeline.progress import Progress

TITLE = "Knowledge graph"


@dataclass(frozen=True, slots=True)
class Derived:
    """How much a derived graph holds; `copies` of its `articles` are copies of another, `current` of its `facts` plain triples.

    `refused` claims did not enter it.
    """

    articles: int
    copies: int
    entities: int
    facts: int
    current: int
    refused: tuple[Refusal, ...]


def derive(folder: GraphFolder, ontology: Ontology, on_progress: Progress) -> Derived:
    """Return how much the graph holds that was made anew from all articles of the folder.

    Readers see the former graph until each part of the new one is whole. Raises GraphError when an article is broken or the disk
    is full.
    """
    from kg.exporters import EXPORTERS
    from kg.graph import assemble, open_store, write_store
    from kg.graph.folder import write_whole
    from kg.graph.network import network
    from kg.resolve.identity import judge_all
    from kg.resolve.ledger import ledger_of
    from kg.resolve.rulings import read_rulings
    from kg.views import render

    extractions = tuple(folder)
    on_progress("putting names together", 0)
    judged = judge_all(extractions, ontology, read_rulings(folder.rulings))
    resolution = judged.resolution
    ledger = ledger_of(judged)
    del judged
    on_progress("assembling the graph", 0)
    assembly = assemble(extractions, resolution, ontology)
    articles = len(extractions)
    del extractions
    on_progress("writing the store", 0)
    write_store(folder.store, assembly.quads)
    write_whole(folder.identity, ledger)
    refused = assembly.refused
    del assembly
    store = open_store(folder)
    on_progress("writing graph.ttl", 0)
    turtle = BytesIO()
    EXPORTERS["turtle"](store, turtle)
    write_whole(folder.turtle, turtle.getvalue())
    on_progress("drawing graph.html", 0)
    drawn = network(store)
    write_whole(folder.view, render(drawn, title=TITLE).encode())
    statuses: list[str] = [fact["status"] for _, _, fact in drawn.edges(data=True)]
    return Derived(
        articles=articles,
        copies=len(resolution.copy_of),
        entities=len(resolution.entities),
        facts=len(statuses),
        current=statuses.count("current"),
        refused=refused,
    )
