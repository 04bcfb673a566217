"""Prints how well an extractor reads six business properties of KnowledgeNet, by overlapping mention spans, with published marks.

    python tests/benchmarks/knowledgenet.py [--fold N]... [--rules | --believe CHANCE | --extractor MODULE:FUNCTION] [--errors N]

Reads ../shared/data/knowledgenet/folds123.jsonl; fold 3 unless told otherwise, so that folds 1 and 2 are free to be learnt from.
FUNCTION takes an ontology and returns whatever has an `extract_all`; `measure` does the same for an extractor at hand.

A property is judged only in passages whose facts of that property are all annotated, and only by pairs of mentions that both lie in
the passage. The gold standard marks every pair of mentions, so a claim counts once for each pair of its sentence. A predicted pair
is right if both its spans overlap those of a gold fact not yet taken. Denied claims are left out; former, planned and alleged ones
count, since the gold standard does not tell them apart.

KnowledgeNet: Mesquita et al., EMNLP 2019, https://aclanthology.org/D19-1069/.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from kg.extract import load_extractor
from kg.model import Article, Claim, Engine, Extraction, Span, claims_by_pair
from kg.ontology import load_ontology
from kg.readers.text import text_article

DATA = Path(__file__).parents[3] / "shared" / "data" / "knowledgenet" / "folds123.jsonl"
HELD_OUT = 3
PROPERTIES = {
    "1": "subsidiary of",
    "2": "founded by",
    "3": "employee or member of",
    "4": "CEO",
    "6": "headquarters",
    "9": "educated at",
}
READ_AS = {
    "ownedBy": (("1", False),),
    "founderOf": (("2", True),),
    "ceoOf": (("4", True), ("3", False)),
    "leads": (("3", False),),
    "worksFor": (("3", False),),
    "memberOf": (("3", False),),
    "boardMemberOf": (("3", False),),
    "writesFor": (("3", False),),
    "basedIn": (("6", False),),
    "educatedAt": (("9", False),),
}
"""The properties that each of our relations states, and whether they run from our object to our subject."""
PUBLISHED = (("people", 0.88), ("best system", 0.81), ("BERT baseline", 0.69), ("Bi-LSTM over spaCy names", 0.52))
"""F1 on text of all fifteen properties, on a fold that is not published: near ours, not the same."""

Pair = tuple[Span, Span]


class Reader(Protocol):
    """Whatever can be measured: `kg.extract.Extractor`, or anything that reads articles like it."""

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield the extraction of each article, in order."""
        ...


@dataclass
class Count:
    """Pairs that were right, predicted and annotated."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.right else 0.0

    def line(self, name: str) -> str:
        figures = f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
        return f"{name:24} {figures}   ({self.right} of {self.predicted} predicted, {self.gold} gold)"


@dataclass
class Scores:
    """Counts by property, and the faults behind them: what kind, the property, the two mentions, and the passage."""

    by_property: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in PROPERTIES})
    faults: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    @property
    def together(self) -> Count:
        counts = self.by_property.values()
        return Count(sum(c.right for c in counts), sum(c.predicted for c in counts), sum(c.gold for c in counts))


def documents(folds: Collection[int], path: Path = DATA) -> list[dict[str, Any]]:
    """Return the documents of some folds that have a passage in which one of the six properties is judged."""
    with path.open(encoding="utf-8") as lines:
        every = (json.loads(line) for line in lines)
        return [d for d in every if d["fold"] in folds and any(_judged(passage) for passage in d["passages"])]


def measure(reader: Reader, folds: Collection[int] = (HELD_OUT,), path: Path = DATA) -> Scores:
    """Return the scores of an extractor on some folds."""
    wanted = documents(folds, path)
    articles = [text_article(d["documentText"].lstrip() + "\n", d["documentId"]) for d in wanted]
    scores = Scores()
    for document, extraction in zip(wanted, reader.extract_all(articles), strict=True):
        _judge(document, extraction, scores)
    return scores


def _judged(passage: dict[str, Any]) -> list[str]:
    listed = {one["propertyId"] for one in passage["exhaustivelyAnnotatedProperties"]}
    return sorted(listed & PROPERTIES.keys())


def _judge(document: dict[str, Any], extraction: Extraction, scores: Scores) -> None:
    text = document["documentText"]
    shift = len(text) - len(text.lstrip())  # what is read is the text without the blanks before it
    found: dict[str, set[Pair]] = defaultdict(set)
    for claim in claims_by_pair(extraction.claims, extraction.clusters):
        for name, turned in READ_AS.get(claim.relation, ()) if claim.status != "denied" else ():
            found[name].add(_pair(claim, turned, shift))
    for passage in document["passages"]:
        whole = Span(passage["passageStart"], passage["passageEnd"])
        for name in _judged(passage):
            facts = [fact for fact in passage["facts"] if fact["propertyId"] == name]
            gold = [
                (Span(fact["subjectStart"], fact["subjectEnd"]), Span(fact["objectStart"], fact["objectEnd"])) for fact in facts
            ]
            mine = sorted(pair for pair in found[name] if whole.contains(pair[0]) and whole.contains(pair[1]))
            missed, wrong = _unmatched(gold, mine)
            count = scores.by_property[name]
            count.right += len(gold) - len(missed)
            count.predicted += len(mine)
            count.gold += len(gold)
            for kind, pairs in (("missed", missed), ("wrong", wrong)):
                for one, other in pairs:
                    passage_text = " ".join(whole.of(text).split())
                    scores.faults.append((kind, PROPERTIES[name], one.of(text), other.of(text), passage_text))


def _pair(claim: Claim, turned: bool, shift: int) -> Pair:
    subject = Span(claim.subject_span.start + shift, claim.subject_span.end + shift)
    object_ = Span(claim.object_span.start + shift, claim.object_span.end + shift)
    return (object_, subject) if turned else (subject, object_)


def _unmatched(gold: list[Pair], mine: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return the gold pairs that none of ours meets and those of ours that meet no gold pair, each taken at most once."""
    missed, wrong = list(gold), []
    for pair in mine:
        met = next((g for g in missed if pair[0].overlaps(g[0]) and pair[1].overlaps(g[1])), None)
        if met is None:
            wrong.append(pair)
        else:
            missed.remove(met)
    return missed, wrong


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description="Scores an extractor on KnowledgeNet.")
    parser.add_argument("--fold", type=int, action="append", choices=[1, 2, 3], help="a fold to measure on (3)")
    parser.add_argument("--rules", action="store_true", help="without the trained reader")
    parser.add_argument("--believe", type=float, help="from which chance on the trained reader is believed")
    parser.add_argument("--extractor", metavar="MODULE:FUNCTION", help="another extractor")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list N faults of each kind and property")
    options = parser.parse_args()
    if not DATA.is_file():
        sys.exit(f"{DATA}: there is no such file; it holds KnowledgeNet's folds, one document a line")
    reader: Reader
    if options.extractor:
        module, _, function = options.extractor.partition(":")
        reader = getattr(import_module(module), function)(load_ontology())
    else:
        reader = load_extractor(load_ontology(), Engine(options.rules, None, options.believe))
    folds = sorted(set(options.fold or [HELD_OUT]))
    scores = measure(reader, folds)
    print(f"KnowledgeNet, fold {', '.join(map(str, folds))}, six properties, overlapping spans of text")
    for name, count in scores.by_property.items():
        print(count.line(PROPERTIES[name]))
    print(scores.together.line("together"))
    print("published, all fifteen properties, a hidden fold: " + ", ".join(f"{who} F1 {f1:.2f}" for who, f1 in PUBLISHED))
    shown: Counter[tuple[str, str]] = Counter()
    for kind, name, subject, object_, passage in scores.faults:
        shown[kind, name] += 1
        if shown[kind, name] <= options.errors:
            print(f"{kind:6} {name}: {subject} | {object_}\n       {passage}")


if __name__ == "__main__":
    main()
