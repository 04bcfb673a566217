"""Prints precision and recall of `kg.resolve` on the table of pairs beside this file, and every pair it gets wrong.

Run it by hand: python tests/benchmarks/pairs.py. A row of pairs.csv is two names as two articles have them, each with its type and
what its article says beside it: `ceoOf Corvid` (a claim), `beside Kinect` (another name), `alias GM` (another name of the same
thing), `text the record label` (words after the name); several are parted by `;`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kg.model import Article, Claim, Cluster, Extraction, Mention, Span
from kg.ontology import Ontology, load_ontology
from kg.resolve import resolve

TABLE = Path(__file__).parent / "pairs.csv"
GUESSED = {
    "ceoOf": "Company",
    "worksFor": "Company",
    "writesFor": "MediaOutlet",
    "develops": "Product",
    "leads": "Company",
    "founderOf": "Company",
}


@dataclass(frozen=True)
class Pair:
    """A row of the table."""

    level: str
    kind: str
    same: bool
    first: tuple[str, str, str]
    second: tuple[str, str, str]


def pairs() -> list[Pair]:
    """Return the rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                row["level"],
                row["kind"],
                row["same"] == "yes",
                (row["a"], row["a_type"], row["a_context"]),
                (row["b"], row["b_type"], row["b_context"]),
            )
            for row in csv.DictReader(file)
        ]


def article(key: str, side: tuple[str, str, str]) -> Extraction:
    """Return an article that names one thing with what stands beside it."""
    name, kind, context = side
    text, aliases, others, claims = name, [name], [], []
    for one in filter(None, (part.strip() for part in context.split(";"))):
        word, _, rest = one.partition(" ")
        if word == "text":
            text += f", {rest}"
        elif word == "alias":
            aliases.append(rest)
        elif word == "beside":
            others.append((rest, "Company"))
        else:
            others.append((rest, GUESSED.get(word, "Company")))
            claims.append((word, len(others)))
    text += ". "
    clusters = [Cluster("e0", (kind,), name, tuple(aliases), (Mention(Span(0, len(name))),))]
    for other, its_kind in others:
        span = Span(len(text), len(text) + len(other))
        text += f"{other}. "
        clusters.append(Cluster(f"e{len(clusters)}", (its_kind,), other, (other,), (Mention(span),)))
    told = tuple(
        Claim("e0", relation, f"e{n}", clusters[0].mentions[0].span, clusters[n].mentions[0].span, Span(0, len(text)), "table")
        for relation, n in claims
    )
    page = Article(key, key, text, url=f"https://news.example/{key}", published="2024-01-0" + key)
    return Extraction(page, tuple(clusters), told)


def joined(pair: Pair, ontology: Ontology) -> bool:
    """Say whether the two names of a pair come out as one entity."""
    iri_of = resolve([article("1", pair.first), article("2", pair.second)], ontology).iri_of
    return iri_of["https://news.example/1", "e0"] == iri_of["https://news.example/2", "e0"]


def score() -> tuple[float, float, list[Pair]]:
    """Return precision, recall, and the pairs that came out wrong."""
    ontology = load_ontology()
    right = defaultdict(int)
    wrong = []
    for pair in pairs():
        found = joined(pair, ontology)
        right[found, pair.same] += 1
        if found != pair.same:
            wrong.append(pair)
    hits = right[True, True]
    return hits / (hits + right[True, False]), hits / (hits + right[False, True]), wrong


if __name__ == "__main__":
    precision, recall, wrong = score()
    table = pairs()
    print(
        f"{len(table)} pairs, {sum(pair.same for pair in table)} of them the same: precision {precision:.3f}, recall {recall:.3f}"
    )
    for pair in wrong:
        print(f"{'missed' if pair.same else 'WRONGLY JOINED'} ({pair.level}): {pair.first} / {pair.second}")
