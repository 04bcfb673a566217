"""Measures load, the named questions and Turtle export on made-up graphs, against rdflib's memory store.

    python tests/benchmarks/stores.py 100000 1000000

Each size is one table. rdflib loads the same quads into a `Dataset` ("load"), and for the questions their triples alone into a
`Graph` ("load without graphs", the fastest it reads, though the articles' named graphs are lost); a question that it has not
answered after `--patience` seconds counts as that many, which flatters rdflib.
"""

from __future__ import annotations

import argparse
import io
import math
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from newsrooms import graph
from pyoxigraph import RdfFormat, Store, serialize

from kg.exporters import EXPORTERS
from kg.graph.query import answer, ask, bind, format_results, questions
from kg.graph.store import write_store
from kg.graph.terms import LABEL, PREFIXES, RDF_TYPE, term, value_of

warnings.simplefilter("ignore")
RUNS = 20


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = function()
    return time.perf_counter() - start, result


def drawn_parameters(store: Store, draw: random.Random) -> dict[str, dict[str, str]]:
    """Return parameters for every question: names of companies and people, from the busiest to the least."""

    def name(kind: str) -> str:
        nodes = [quad.subject for quad in store.quads_for_pattern(None, RDF_TYPE, term(f"tn:{kind}"))]
        rank = int(len(nodes) ** draw.random()) - 1 if draw.random() < 0.5 else draw.randrange(len(nodes))
        node = sorted(nodes, key=lambda node: (len(str(node)), str(node)))[rank]
        return value_of(next(iter(store.quads_for_pattern(node, LABEL, None))).object)

    days = {"who-led-on": "2015-06-01", "changed-since": f"2024-{draw.randrange(4, 13):02}-01"}
    given = {}
    for question in questions().values():
        values = {}
        for one in question.parameters:
            values[one.name] = days[question.name] if one.kind == "date" else name("Company")
        given[question.name] = values
    return given


QUADS, TRIPLES = "load", "load without graphs"


def rdflib_loads(path: Path, channel: Any) -> None:
    """Load N-Quads into rdflib, reporting the seconds."""
    from rdflib import Dataset

    channel.send((QUADS, timed(lambda: Dataset().parse(path, format="nquads"))[0]))


def rdflib_answers(path: Path, asked: list[tuple[str, str]], channel: Any) -> None:
    """Load N-Triples into rdflib and answer one query after another, reporting the seconds of each."""
    from rdflib import Graph

    seconds, loaded = timed(lambda: Graph().parse(path, format="nt"))
    channel.send((TRIPLES, seconds))
    seconds, _ = timed(lambda: loaded.serialize(format="turtle"))
    channel.send(("Turtle export", seconds))
    for name, sparql in asked:
        channel.send((name, timed(lambda sparql=sparql: list(loaded.query(sparql, initNs=PREFIXES)))[0]))


def rdflib_seconds(
    quads: Path, triples: Path, asked: list[tuple[str, str]], patience: float, load_patience: float
) -> dict[str, float]:
    """Return rdflib's seconds by step. A question that outlasts the patience costs all of it; a fresh process is asked the rest."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=rdflib_loads, args=(quads, theirs))
    process.start()
    found: dict[str, float] = dict([ours.recv()])
    process.join()
    while rest := [one for one in asked if one[0] not in found]:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=rdflib_answers, args=(triples, rest, theirs))
        process.start()
        for step in [TRIPLES, "Turtle export", *(name for name, _ in rest)]:
            if not ours.poll(load_patience if step in {TRIPLES, "Turtle export"} else patience):
                found[step] = patience
                print(f"  (rdflib gave no answer to {step} in {patience:g} s)", flush=True)
                break
            name, seconds = ours.recv()
            found.setdefault(name, seconds)
        process.kill()
        process.join()
    return found


def measure(triples: int, patience: float, compare: bool) -> None:
    made, quads = timed(lambda: graph(triples))
    print(f"\n## {len(quads):,} quads (made up and assembled in {made:.0f} s)", flush=True)
    draw = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path, whole, plain = Path(folder) / "store", Path(folder) / "graph.nq", Path(folder) / "graph.nt"
        loading, _ = timed(lambda: write_store(path, quads))
        distinct = {quad.triple for quad in quads}
        serialize(distinct, str(plain), RdfFormat.N_TRIPLES)
        serialize(quads, str(whole), RdfFormat.N_QUADS)
        store = Store.read_only(str(path))
        every = [drawn_parameters(store, draw) for _ in range(RUNS)]
        seconds: dict[str, list[float]] = {name: [] for name in questions()}
        for parameters in every:
            for name in questions():
                run = timed(lambda n=name, p=parameters: format_results(answer(store, n, p[n]), "json"))
                seconds[name].append(run[0])
        exporting, _ = timed(lambda: EXPORTERS["turtle"](store, io.BytesIO()))
        asked = [(name, bind(store, name, every[0][name])) for name in questions()]
        ours = {name: timed(lambda s=sparql: list(ask(store, s)))[0] for name, sparql in asked}
        theirs = rdflib_seconds(whole, plain, asked, patience, 900) if compare else {}
        rows = [(QUADS, loading, math.nan), (TRIPLES, loading, math.nan), ("Turtle export", exporting, math.nan)]
        rows += [(name, ours[name], statistics.quantiles(seconds[name], n=20)[-1]) for name in questions()]
        print("| step | kg, s | p95 of 20, ms | rdflib, s | times |\n|---|---|---|---|---|")
        for name, own, p95 in rows:
            rival = theirs.get(name, math.nan)
            print(f"| {name} | {own:.4f} | {p95 * 1000:.1f} | {rival:.3f} | {rival / own:.1f} |")
        factors = [max(theirs[name], 1e-6) / max(ours[name], 1e-6) for name in ours if name in theirs]
        if factors:
            print(f"geometric mean of the questions: {math.exp(statistics.fmean(map(math.log, factors))):.0f} times", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", type=int, nargs="+")
    parser.add_argument("--patience", type=float, default=60)
    parser.add_argument("--alone", action="store_true", help="without rdflib")
    arguments = parser.parse_args()
    for size in arguments.triples:
        measure(size, arguments.patience, not arguments.alone)
