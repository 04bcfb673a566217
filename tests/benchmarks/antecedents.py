"""Learns anew the weights by which `kg.extract.antecedents` chooses whom `he` or `she` stands for, and writes them.

    python tests/benchmarks/antecedents.py [--write]

Reads GAP development (../shared/data/gap), the part that may be learnt from; `coreference.py gap` measures on validation too, which
is not. Each snippet gives one choice: the mentions that the pronoun may stand for, and which of them are right; where neither of
the two names is, whatever is none of them. The weights make right mentions likely (softmax over mentions, summed over the right
ones), with a small penalty on their squares. What is chosen early in a snippet is a feature of later choices: hence two rounds.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import kg
from kg.extract import Extractor, antecedents, load_extractor
from kg.extract.antecedents import Choice, choose, options
from kg.extract.coreference import find_anaphors
from kg.extract.document import Doc
from kg.extract.scene import Place
from kg.model import Article, Engine
from kg.ontology import load_ontology

DATA = Path(__file__).parents[3] / "shared" / "data" / "gap" / "gap-development.tsv"
WEIGHTS = Path(kg.__file__).parent / "extract" / "antecedents.json"
LEARNT = "GAP development: 2,000 snippets of Wikipedia (Webster et al. 2018, https://aclanthology.org/Q18-1042/, Apache-2.0)"
ROUNDS, STEPS, RATE, PENALTY = 2, 400, 0.05, 0.002
RAREST = 5
"""How often a feature must occur to have a weight."""


@dataclass(frozen=True)
class Snippet:
    """A parsed snippet: its row of GAP, and what `find_anaphors` was given."""

    row: Mapping[str, str]
    doc: Doc
    places: list[Place]
    rest: tuple[Any, ...]

    def cluster(self, name: str) -> str | None:
        """Return the cluster of the row's first or second name, A or B."""
        start = int(self.row[f"{name}-offset"])
        end = start + len(self.row[name])
        doc = self.doc
        return next(
            (p.cluster for p in self.places if doc[p.start].idx < end and start < doc[p.end - 1].idx + len(doc[p.end - 1])), None
        )


@dataclass(frozen=True)
class Sample:
    """The features of each mention that may be meant, and which mentions are right."""

    features: list[list[str]]
    right: list[bool]


def snippets(extractor: Extractor) -> list[Snippet]:
    with DATA.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: list[Snippet] = []

    def keep(row: Mapping[str, str], doc: Doc, places: list[Place], *rest: Any) -> list[Place]:
        found.append(Snippet(row, doc, places, rest))
        return []

    for row, (article, doc) in zip(rows, extractor.parse_all(Article(r["ID"], r["ID"], r["Text"]) for r in rows), strict=True):
        assert doc is not None
        with patch("kg.extract.extractor.find_anaphors", partial(keep, row)):
            extractor.read(article, doc)
    return found


def sample(snippet: Snippet) -> Sample | None:
    """Return the choice that a snippet asks for; None where no mention is right."""
    asked: list[list[tuple[str, list[str]]]] = []

    def spy(choice: Choice) -> str | None:
        if choice.pronoun.idx == int(snippet.row["Pronoun-offset"]):
            asked.append(list(options(choice)))
        return choose(choice)

    with patch("kg.extract.coreference.choose", spy):
        find_anaphors(snippet.doc, snippet.places, *snippet.rest)
    if not asked:
        return None
    meant = {snippet.cluster(name) for name in "AB" if snippet.row[f"{name}-coref"] == "TRUE"}
    others = {snippet.cluster("A"), snippet.cluster("B")}
    right = [cluster in meant if meant else cluster not in others for cluster, _ in asked[0]]
    return Sample([features for _, features in asked[0]], right) if any(right) else None


def learn(samples: Sequence[Sample]) -> dict[str, float]:
    """Return the weight of each feature, by Adam on the mean log likelihood of the right mentions."""
    counts = Counter(name for one in samples for features in one.features for name in features)
    names = sorted(counts)
    place = {name: n for n, name in enumerate(names)}
    mentions = [features for one in samples for features in one.features]
    columns = np.array([place[name] for features in mentions for name in features])
    rows = np.repeat(np.arange(len(mentions)), [len(features) for features in mentions])
    sizes = [len(one.features) for one in samples]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(samples)), sizes)
    right = np.array([is_right for one in samples for is_right in one.right])
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = np.bincount(rows, weights=weights[columns], minlength=len(mentions))
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        chosen = raised / np.add.reduceat(raised, starts)[owner]
        wanted = raised * right / np.add.reduceat(raised * right, starts)[owner]
        slope = np.bincount(columns, weights=(wanted - chosen)[rows], minlength=len(names)) / len(samples) - PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    found = {name: round(float(weights[n]), 3) for n, name in enumerate(names)}
    return {name: weight for name, weight in found.items() if counts[name] >= RAREST and abs(weight) >= 0.005}


def main(arguments: list[str]) -> None:
    if not DATA.is_file():
        sys.exit(f"{DATA}: there is no such file; it holds GAP development")
    least = json.loads(WEIGHTS.read_text(encoding="utf-8"))["least"]
    every = snippets(load_extractor(load_ontology(), Engine(rules_only=True)))
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        with patch.object(antecedents, "learnt", return_value=(weights, least)):
            samples = [found for found in map(sample, every) if found is not None]
        weights = learn(samples)
        print(f"{len(samples)} choices, {len(weights)} weights")
    form = json.dumps({"learnt": LEARNT, "least": least, "weights": weights}, indent=1, sort_keys=True)
    if "--write" in arguments:
        WEIGHTS.write_text(form + "\n", encoding="utf-8")
    else:
        print(form)


if __name__ == "__main__":
    main(sys.argv[1:])
