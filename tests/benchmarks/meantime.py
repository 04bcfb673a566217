"""Prints B³ across the documents of a part of MEANTIME for its gold mentions: exact names, and what `kg.resolve` makes of them.

Run it by hand: python tests/benchmarks/meantime.py [FOLDER...]; a FOLDER holds .naf files, by default GM and Airbus of
../shared/data/meantime. Mentions count whose text has a capital letter and whose id is not "None". Who is who within one document
is the extractor's business, so that the first two rows take it from the gold standard: exact names then match each document's most
common name of a thing. In the other two nothing is given: every mention stands alone.

B³: Bagga and Baldwin 1998, https://aclanthology.org/P98-1012/. MEANTIME: Minard et al., LREC 2016.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.model import Article, Cluster, Extraction, Mention, Span
from kg.ontology import load_ontology
from kg.resolve import resolve

DATA = Path(__file__).parents[3] / "shared" / "data" / "meantime"
TYPES = {"ORG": "Company", "LOC": "Place", "PER": "Person", "PRO": "Product", "FIN": "Topic"}
PRONOUNS = {"it", "we", "he", "she", "they", "i", "ya", "our", "its", "his", "her", "their", "you", "who", "which"}
SMALL = {"of", "the", "and", "for", "de", "da", "der", "van", "von", "&", "'s", "-"}


@dataclass(frozen=True)
class Gold:
    """One gold mention: its document, position, words, type and cross-document id."""

    document: str
    start: int
    text: str
    type: str
    id: str


def read(folder: Path) -> list[Gold]:
    """Return the mentions of a folder that count."""
    found = []
    for path in sorted(folder.glob("*.naf")):
        root = ET.parse(path).getroot()
        words = {word.get("id"): (n, word.text or "") for n, word in enumerate(root.iter("wf"))}
        for entity in root.iter("entity"):
            ids = [one.get("reference") for one in entity.iter("externalRef")]
            for span in entity.iter("span"):
                target = [words[one.get("id")] for one in span.iter("target")]
                text = " ".join(word for _, word in target)
                if ids and ids[0] not in (None, "None") and re.search("[A-Z]", text):
                    found.append(Gold(path.stem, target[0][0], text, entity.get("type") or "", ids[0]))
    return found


def b_cubed(predicted: Mapping[int, Hashable], gold: Mapping[int, Hashable]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""

    def side(one: Mapping[int, Hashable], other: Mapping[int, Hashable]) -> float:
        mine, theirs = defaultdict(set), defaultdict(set)
        for n in one:
            mine[one[n]].add(n)
            theirs[other[n]].add(n)
        return sum(len(mine[one[n]] & theirs[other[n]]) / len(mine[one[n]]) for n in one) / len(one)

    precision, recall = side(predicted, gold), side(gold, predicted)
    return precision, recall, 2 * precision * recall / (precision + recall)


def is_name(text: str) -> bool:
    """Say whether a mention is a name and no description or pronoun: every word has a capital or a figure, but for small ones."""
    words = [word for word in text.split() if word not in SMALL]
    return bool(words) and text.casefold() not in PRONOUNS and all(word[0].isupper() or word[0].isdigit() for word in words)


def resolved(clusters: Iterable[list[tuple[int, Gold]]]) -> dict[int, str]:
    """Return the IRI of every mention, the clusters of one document being given."""
    by_document: dict[str, list[list[tuple[int, Gold]]]] = defaultdict(list)
    for cluster in clusters:
        by_document[cluster[0][1].document].append(cluster)
    extractions, home = [], {}
    for document, own in sorted(by_document.items()):
        text, made = "", []
        for n, cluster in enumerate(own):
            names = Counter(one.text for _, one in cluster if is_name(one.text)) or Counter(one.text for _, one in cluster)
            mentions = []
            for number, one in cluster:
                mentions.append(Mention(Span(len(text), len(text) + len(one.text)), "name" if is_name(one.text) else "nominal"))
                text += one.text + "\n"
                home[number] = (f"sha256:{document}", f"e{n}")
            name = min(names, key=lambda name: (-names[name], -len(name), name))
            kind = Counter(one.type for _, one in cluster).most_common(1)[0][0]
            made.append(Cluster(f"e{n}", (TYPES[kind],), name, tuple(sorted(names)), tuple(mentions)))
        article = Article(document, document, text, url=f"sha256:{document}")
        extractions.append(Extraction(article, tuple(made)))
    iri_of = resolve(extractions, load_ontology()).iri_of
    return {number: iri_of[reference] for number, reference in home.items()}


def report(mentions: list[Gold]) -> list[tuple[str, tuple[float, float, float]]]:
    """Return the rows of both tables."""
    gold = {n: one.id for n, one in enumerate(mentions)}
    within: dict[tuple[str, str], list[tuple[int, Gold]]] = defaultdict(list)
    for n, one in enumerate(mentions):
        within[one.document, one.id].append((n, one))
    exact = {}
    for cluster in within.values():
        names = Counter(one.text for _, one in cluster)
        name = min(names, key=lambda name: (-names[name], -len(name), name))
        exact |= dict.fromkeys((n for n, _ in cluster), name)
    alone = [[(n, one)] for n, one in enumerate(mentions)]
    return [
        ("within documents as given: exact names", b_cubed(exact, gold)),
        ("within documents as given: kg", b_cubed(resolved(within.values()), gold)),
        ("nothing given: exact names", b_cubed({n: one.text for n, one in enumerate(mentions)}, gold)),
        ("nothing given: kg", b_cubed(resolved(alone), gold)),
    ]


if __name__ == "__main__":
    folders = [Path(one) for one in sys.argv[1:]] or [DATA / "GM", DATA / "Airbus"]
    if missing := [folder for folder in folders if not folder.is_dir()]:
        sys.exit(f"{missing[0]}: there is no such folder; name one with .naf files of MEANTIME")
    everything = [one for folder in folders for one in read(folder)]
    things, documents = len({one.id for one in everything}), len({one.document for one in everything})
    print(f"{len(everything)} mentions of {things} things in {documents} documents")
    for what, (precision, recall, f1) in report(everything):
        print(f"{what:45}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
