"""Prints what resolving generated mentions takes, and what doubling them costs: run it by hand, on a machine at rest.

python tests/benchmarks/identity.py [ENTITIES], by default 20,000 with five mentions each. Every size runs in a process of its own.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time

from kg.model import Article, Claim, Cluster, Extraction, Mention, Span
from kg.ontology import load_ontology
from kg.resolve import resolve

PER_ENTITY = 5
PER_ARTICLE = 10
GIVEN = [
    "Ada",
    "Bo",
    "Cleo",
    "Dana",
    "Ewan",
    "Fay",
    "Gil",
    "Hana",
    "Ivo",
    "Jana",
    "Kai",
    "Lena",
    "Milo",
    "Nora",
    "Otto",
    "Pia",
    "Rosa",
    "Sven",
    "Udo",
    "Vera",
]
SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "cor",
    "da",
    "del",
    "dra",
    "en",
    "fal",
    "gar",
    "hel",
    "in",
    "jor",
    "kan",
    "lu",
    "mar",
    "nel",
    "or",
    "pra",
    "quo",
    "ros",
    "sal",
    "tor",
    "ul",
    "var",
    "wen",
    "xan",
    "yor",
    "zem",
]
ENDS = ["", "", " Inc.", " Labs", " Technologies", " Group", " Ltd."]


def word(rng: random.Random) -> str:
    """Return a made-up word with a capital."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()


def extractions(entities: int) -> list[Extraction]:
    """Return articles that mention every generated person, company and product `PER_ENTITY` times, under changing names."""
    rng = random.Random(entities)
    surnames = [word(rng) for _ in range(max(10, entities // 8))]
    things: list[tuple[str, list[str]]] = []
    for n in range(entities):
        if n % 2:
            first, last = rng.choice(GIVEN), rng.choice(surnames)
            middle = rng.choice("ABCDEFGHKLM")
            things.append(
                ("Person", [f"{first} {last}", f"{first} {last}", f"{first} {middle}. {last}", f"{first[0]}. {last}", last])
            )
        elif n % 4:
            name = f"{word(rng)} {word(rng)}"
            things.append(
                ("Company", [name, name, name + rng.choice(ENDS), "".join(part[0] for part in name.split()), name.upper()])
            )
        else:
            name = f"{word(rng)} {rng.randint(1, 20)}"
            things.append(("Product", [name, name.lower(), name, f"the {name}", name]))
    slots = [n for n in range(entities) for _ in range(PER_ENTITY)]
    rng.shuffle(slots)
    made = []
    for start in range(0, len(slots), PER_ARTICLE):
        text, clusters = "", []
        for n in dict.fromkeys(slots[start : start + PER_ARTICLE]):
            kind, names = things[n]
            name = rng.choice(names)
            span = Span(len(text), len(text) + len(name))
            text += name + " was there. "
            clusters.append(Cluster(f"e{len(clusters)}", (kind,), name, (name,), (Mention(span),)))
        people = [one for one in clusters if one.types == ("Person",)]
        firms = [one for one in clusters if one.types == ("Company",)]
        claims = [
            Claim(p.id, "worksFor", f.id, p.mentions[0].span, f.mentions[0].span, Span(0, len(text)), "test")
            for p, f in zip(people, firms, strict=False)
        ]
        day = f"20{10 + start % 15}-01-{1 + start % 28:02}"
        made.append(
            Extraction(
                Article(f"a{start}", "a", text, url=f"https://news.example/{start}", published=day), tuple(clusters), tuple(claims)
            )
        )
    return made


def measure(entities: int) -> None:
    """Print one line: mentions, entities, seconds and MiB."""
    articles = extractions(entities)
    ontology = load_ontology()
    start = time.perf_counter()
    resolution = resolve(articles, ontology)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    mentions = sum(len(one.clusters) for one in articles)
    print(
        f"{mentions:,} mentions of {entities:,} things: {len(resolution.entities):,} entities, {seconds:.1f} s, {memory:,.0f} MiB"
    )


if __name__ == "__main__":
    if sys.argv[2:] == ["one"]:
        measure(int(sys.argv[1]))
    else:
        smaller = int(sys.argv[1]) if sys.argv[1:] else 20_000
        for size in (smaller, 2 * smaller):
            subprocess.run([sys.executable, __file__, str(size), "one"], check=True)
