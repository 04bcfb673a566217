"""Measures what `kg serve` takes under many clients at once: answers, refusals, waiting, and the memory of all its processes.

    python tests/benchmarks/server.py 1000000 --clients 200 --seconds 20

The clients ask named questions about names drawn at random, one after the other, each as soon as it has its answer. At the same
time a cross product runs again and again, until the server stops it. Every answer must be a 200, a 503, or a 504 where a query was
stopped. The server is given five seconds for each.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import httpx
from newsrooms import graph
from stores import drawn_parameters

from kg.graph import GraphFolder, open_store, write_store
from kg.graph.query import bind, questions
from kg.graph.terms import PREFIXES

CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LOOK = "SELECT * { ?s ?p ?o } LIMIT 3"
DRAWS = 20


def resident(root: int) -> int:
    """Return the MiB that a process and all below it hold. What they share is counted for each: no less than what they take."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    family = {root}
    while more := {one for one, parent in parents.items() if parent in family} - family:
        family |= more
    total = 0
    for one in family:
        with suppress(OSError):
            found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{one}/status").read_text())
            total += int(found[1]) if found else 0
    return total // 1024


@contextmanager
def served(folder: Path, *options: str) -> Iterator[tuple[int, str]]:
    """Yield the process id and the address of a server of the folder."""
    command = [sys.executable, "-m", "kg.cli", "serve", "-g", str(folder), "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        line = process.stderr.readline() if process.stderr else ""
        yield process.pid, line.split()[4]
    finally:
        process.terminate()
        process.wait()


async def measure(root: int, address: str, asked: list[str], clients: int, seconds: float) -> None:
    limits = httpx.Limits(max_connections=clients + 10)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=120, trust_env=False) as web:

        async def ask(sparql: str) -> tuple[int, float]:
            start = time.perf_counter()
            response = await web.post("/sparql", data={"query": sparql})
            return response.status_code, time.perf_counter() - start

        print(f"memory before the first query: {resident(root):,} MiB")
        stuck = asyncio.create_task(ask(CROSS_PRODUCT))
        await asyncio.sleep(1)
        beside = [await ask(sparql) for sparql in (LOOK, *asked)]
        stopped, after = await stuck
        longest = max(took for _, took in beside)
        print(
            f"beside a cross product ({stopped} after {after:.1f} s): {dict(Counter(code for code, _ in beside))}, "
            f"a look within {beside[0][1] * 1000:.0f} ms, "
            f"the slowest of {len(asked)} named questions within {longest * 1000:.0f} ms"
        )
        end = time.perf_counter() + seconds
        codes: Counter[int] = Counter()
        took: list[float] = []
        peak = 0

        async def client(number: int) -> None:
            draw = random.Random(number)
            while time.perf_counter() < end:
                code, waited = await ask(draw.choice(asked))
                codes[code] += 1
                if code == 200:
                    took.append(waited)
                else:
                    await asyncio.sleep(draw.random())

        async def hog() -> None:
            while time.perf_counter() < end:
                codes[(await ask(CROSS_PRODUCT))[0]] += 1

        async def watch() -> None:
            nonlocal peak
            while time.perf_counter() < end:
                peak = max(peak, await asyncio.to_thread(resident, root))
                await asyncio.sleep(0.2)

        await asyncio.gather(watch(), hog(), *(client(number) for number in range(clients)))
        await asyncio.sleep(2)
        tenths = statistics.quantiles(took, n=20)
        print(
            f"{clients} clients for {seconds:g} s: {dict(codes)}; answers within {statistics.median(took) * 1000:.0f} ms (median), "
            f"{tenths[-1] * 1000:.0f} ms (p95); memory at most {peak:,} MiB, {resident(root):,} MiB afterwards"
        )
        if wrong := codes.keys() - {200, 503, 504}:
            raise SystemExit(f"failures: {wrong}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", type=int)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = GraphFolder.create(Path(made))
        write_store(folder.store, graph(given.triples))
        store = open_store(folder)
        draw, prologue = random.Random(1), "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        drawn = [drawn_parameters(store, draw) for _ in range(DRAWS)]
        sparql = [prologue + bind(store, name, one[name]) for one in drawn for name in questions()]
        print(f"{len(store):,} quads")
        del store
        with served(folder.path, "--seconds", "5") as (root, address):
            asyncio.run(measure(root, address, sparql, given.clients, given.seconds))
