"""Prints how long drawing takes and how soon pages paint, medians of several runs: run it by hand, on a machine at rest.

    python tests/benchmarks/views.py [quick]

`quick` leaves out the layout of 20,000 names.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "views"), str(HERE.parent / "graph")]

from networks import large  # noqa: E402
from newsroom import Said, ontology, write  # noqa: E402

from kg.graph import GraphFolder, assemble, write_store  # noqa: E402
from kg.resolve import resolve  # noqa: E402
from kg.views import render, render_overview  # noqa: E402
from kg.views.draw import Box, place  # noqa: E402

ROUNDS = 5
PAINTED = """
const [paint] = performance.getEntriesByName('first-contentful-paint');
return [paint ? paint.startTime : -1, window.firstDrawing || -1];
"""
WATCH = (
    "addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => { window.firstDrawing = performance.now(); })));"
)


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median seconds of several runs."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def folder_of(count: int, path: Path) -> None:
    """Write a graph folder of so many entities: people who work for companies that develop products."""
    chance = random.Random(3)
    companies = [f"Company{i}" for i in range(count // 5)]
    others = [f"Person{i} Name{i}: Person" if i % 2 else f"Product{i}: Product" for i in range(count - len(companies))]
    sentences = []
    for i, other in enumerate(others):
        employer = f"{companies[min(chance.randrange(len(companies)), chance.randrange(len(companies)))]}: Company"
        name = other.partition(":")[0]
        ends = (other, "worksFor", employer) if i % 2 else (employer, "develops", other)
        sentences.append(Said(f"{name} and {employer.partition(':')[0]} belong together, as all who were asked have said.", *ends))
    extractions = tuple(
        write(str(i), *sentences[i : i + 20], published=f"2024-{1 + i % 12:02}-11") for i in range(0, len(sentences), 20)
    )
    folder = GraphFolder.create(path)
    write_store(folder.store, assemble(extractions, resolve(extractions, ontology()), ontology()).quads)


def paints(page: Path) -> tuple[float, float]:
    """Return the medians of first contentful paint and of the drawing standing, in milliseconds, in headless Chromium."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for switch in ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"):
        options.add_argument(switch)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    found = []
    for _ in range(ROUNDS):
        driver.get("about:blank")
        driver.get(page.as_uri())
        time.sleep(0.5)
        found.append(driver.execute_script(PAINTED))
    driver.quit()
    first, drawn = (statistics.median(column) for column in zip(*found, strict=True))
    return first, drawn


def main(quick: bool) -> None:
    """Print all measurements, a line each."""
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "page.html"
        network = large(2000)
        boxes = dict.fromkeys(network, Box(10, 90, 24))
        print(f"layout of 2,000: {median(lambda: place(network, boxes)):.1f} s (< 5)")
        for shown in (300, 2000):
            page.write_text(render(network, title="x", limit=shown), encoding="utf-8")
            first, drawn = paints(page)
            size = page.stat().st_size / 1e6
            print(f"{shown:,} shown of 2,000: first paint {first:.0f} ms, drawing stands {drawn:.0f} ms, {size:.2f} MB")
        folder_of(10_000, Path(scratch) / "graph")
        command = [sys.executable, "-m", "kg.cli", "view", "-g", f"{scratch}/graph", "-o", str(page)]
        seconds = median(lambda: subprocess.run(command, check=True, capture_output=True))
        print(f"kg view of 10,000 entities: {seconds:.1f} s (< 8), {page.stat().st_size / 1e6:.2f} MB")
        if not quick:
            whole = large(20_000)
            seconds = median(lambda: page.write_text(render_overview(whole, title="x"), encoding="utf-8"), 1)
            first, drawn = paints(page)
            print(f"overview of 20,000: {seconds:.0f} s (< 180), drawing stands {drawn:.0f} ms, {page.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main("quick" in sys.argv[1:])
