"""Extraction beside the bare spaCy pipeline on the same text in one run, in one process, and the memory that more articles take.

    python tests/benchmarks/extraction.py [SOURCE...]

Reads the sample articles where no source is given. Prints words a second of both and their ratio, in the first pass over the
articles, when nothing is remembered yet, and in the best of several; and how peak memory grows from the first pass to the last.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import kg
from kg.extract import load_extractor
from kg.model import Article
from kg.ontology import load_ontology
from kg.readers import read

PASSES = 6


def peak_megabytes() -> float:
    """Return the most memory that the process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(sources: list[str]) -> None:
    articles = [a for a in read(sources or [str(Path(kg.__file__).parent / "samples")]) if isinstance(a, Article)]
    words = sum(len(article.text.split()) for article in articles)
    started = time.perf_counter()
    extractor = load_extractor(load_ontology())
    print(f"load        {time.perf_counter() - started:6.2f} s")
    bare: list[float] = []
    whole: list[float] = []
    first = 0.0
    for _ in range(PASSES):
        started = time.perf_counter()
        for doc in extractor.language.pipe([a.text for a in articles], batch_size=8):
            assert doc.text
        bare.append(time.perf_counter() - started)
        started = time.perf_counter()
        assert all(e.extractor for e in extractor.extract_all(articles))
        whole.append(time.perf_counter() - started)
        first = first or peak_megabytes()
    for name, passes in (("first pass", slice(0, 1)), ("best pass", slice(None))):
        plain, read_ = min(bare[passes]), min(whole[passes])
        print(f"{name:11} bare spaCy {words / plain:.0f} words/s, extraction {words / read_:.0f}: {plain / read_:.2f} of it")
    print(f"memory      {first:6.0f} MB after one pass over {len(articles)} articles, {peak_megabytes():.0f} MB after {PASSES}")


if __name__ == "__main__":
    main(sys.argv[1:])
