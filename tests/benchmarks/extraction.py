"""Extraction beside the bare spaCy pipeline on the same text in one run, in one process, and the memory that more articles take.

    python tests/benchmarks/extraction.py [SOURCE...]

Reads the sample articles where no source is given. Prints words a second of both and their ratio, and the growth of peak memory
from the first pass over the articles to the fifth.
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


def peak_megabytes() -> float:
    """Return the most memory that the process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(sources: list[str]) -> None:
    articles = [a for a in read(sources or [str(Path(kg.__file__).parent / "samples")]) if isinstance(a, Article)]
    words = sum(len(article.text.split()) for article in articles)
    started = time.perf_counter()
    extractor = load_extractor(load_ontology())
    print(f"load        {time.perf_counter() - started:6.2f} s")
    for doc in extractor.language.pipe([a.text for a in articles[:2]]):
        assert doc.text  # warm up
    started = time.perf_counter()
    for doc in extractor.language.pipe([a.text for a in articles], batch_size=8):
        assert doc.text
    bare = time.perf_counter() - started
    started = time.perf_counter()
    claims = sum(len(e.claims) for e in extractor.extract_all(articles))
    whole = time.perf_counter() - started
    first = peak_megabytes()
    for _ in range(4):
        assert sum(len(e.claims) for e in extractor.extract_all(articles)) == claims
    print(f"bare spaCy  {words / bare:6.0f} words/s")
    print(f"extraction  {words / whole:6.0f} words/s, {bare / whole:.2f} of the bare pipeline")
    print(f"memory      {first:6.0f} MB after one pass over {len(articles)} articles, {peak_megabytes():.0f} MB after five")


if __name__ == "__main__":
    main(sys.argv[1:])
