"""Measures every export on a made-up graph: seconds, bytes, and the most memory that its process ever took.

    python tests/benchmarks/exports.py 5000000

The graph is made of parts of a million with names of their own. Each export runs in a process of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

PART = 1_000_000
FORMS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "graphml", "gexf", "cytoscape", "cosmograph", "csv", "neo4j")
EXPORT = """
import resource, sys
from pathlib import Path
from pyoxigraph import Store
from kg.exporters import EXPORTERS, FOLDER_EXPORTERS, Part, quads_of
store, form, target = Store.read_only(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
quads = quads_of(store, Part())
if form in FOLDER_EXPORTERS:
    target.mkdir()
    FOLDER_EXPORTERS[form](quads, target)
else:
    with target.open("wb") as file:
        EXPORTERS[form](quads, file)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
MAKE = """
import sys
from newsrooms import graph
from pyoxigraph import Store
store = Store(sys.argv[1])
store.bulk_extend(graph(int(sys.argv[2]), int(sys.argv[3])))
store.flush()
print(len(store))
"""


def run(script: str, *arguments: str) -> str:
    paths = f"import sys; sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(Path(__file__).parents[2])!r}]\n"
    return subprocess.run(
        [sys.executable, "-c", paths + script, *arguments], capture_output=True, text=True, check=True
    ).stdout.strip()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", type=int)
    parser.add_argument("forms", nargs="*", default=FORMS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        size = "0"
        for seed in range(max(1, asked.triples // PART)):
            size = run(MAKE, f"{folder}/store", str(min(PART, asked.triples)), str(seed))
        print(f"{int(size):,} quads\n\n| form | seconds | MB | peak memory, MiB |\n|---|---|---|---|", flush=True)
        for form in asked.forms:
            target = Path(folder) / form
            start = time.perf_counter()
            memory = run(EXPORT, f"{folder}/store", form, str(target))
            seconds = time.perf_counter() - start
            files = target.iterdir() if target.is_dir() else [target]
            print(f"| {form} | {seconds:.0f} | {sum(file.stat().st_size for file in files) / 1e6:.0f} | {memory} |", flush=True)
