"""Reads the corpora into samples. Each reader says how it splits: always by document, company or whole file, never by sentence."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from kg.extract.neural import RELATIONS, case_class
from kg.training import table
from kg.training.sample import OUTSIDE, Pair, Range, Sample, share, span_tags

Tags = list[frozenset[int] | None]
Candidates = Callable[[str], tuple[list[tuple[int, int]], list[Range]]]
"""From a text to its words' character offsets and the ranges of words that may be mentions: names and pronouns."""

DEV = 0.1
CORE_HELD_OUT = 0.2
SENTENCES_HELD_OUT = 0.2
ALL = frozenset(RELATIONS)
CORE_JUDGED = frozenset(name for name, _ in table.CORE.values())
KNOWLEDGENET_SIX = frozenset(name for name, _ in table.KNOWLEDGENET.values())
REDOCRED_JUDGED = frozenset(name for name, _ in table.REDOCRED.values())


def columns(path: Path, word: int, label: int) -> Iterator[list[tuple[str, str]]]:
    """Yield the sentences of a CoNLL file as (word, label); an empty list at each document's start."""
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if cells and cells[0] != "-DOCSTART-":
            if len(cells) > max(word, label):
                sentence.append((cells[word], cells[label]))
            continue
        if sentence:
            yield sentence
            sentence = []
        if cells:
            yield []
    if sentence:
        yield sentence


def names_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (start, end, label) of the names in BIO or IO labels."""
    found: list[tuple[int, int, str]] = []
    for n, label in enumerate(labels):
        if label == "O":
            continue
        name = label[2:]
        if label[0] == "I" and found and found[-1][1] == n and found[-1][2] == name:
            found[-1] = (found[-1][0], n + 1, name)
        else:
            found.append((n, n + 1, name))
    return found


DEMONYM = re.compile(
    r"[A-Z][a-z]*(?:ese|ish|ian|ean|[bc]an|ican)|(?:Dutch|French|Welsh|Greek|Czech|Swiss|Thai|Afghan|Roman|German|Pakistani|Israeli)"
)
"""A nationality as an adjective: wikigold labels it as no place, Re-DocRED as one, and our own sentences do not mark it."""


def labelled(sentence: Sequence[tuple[str, str]], corpus: str, part: str, classes: str) -> Sample:
    """Return a sentence with every name labelled."""
    words = tuple(word for word, _ in sentence)
    tags: Tags = [OUTSIDE] * len(words)
    for start, end, label in names_of([label for _, label in sentence]):
        allowed = table.TYPES[classes][label]
        if allowed != {"Other"} or any(case_class(word) not in {0, 1} for word in words[start:end]):
            tags[start:end] = span_tags(allowed, end - start)  # else a common noun: no name of any class
    return Sample(corpus, part, words, tuple(tags))


def wikigold(root: Path) -> Iterator[Sample]:
    """Yield wikigold; the last quarter of its documents is for testing."""
    documents: list[list[list[tuple[str, str]]]] = [[]]
    for sentence in columns(root / "ner/wikigold/wikigold.conll.txt", 0, 1):
        if sentence:
            documents[-1].append(sentence)
        else:
            documents.append([])
    documents = [document for document in documents if document]
    for n, document in enumerate(documents):
        part = "test" if n >= len(documents) * 3 // 4 else "train"
        yield from (labelled(sentence, "wikigold", part, "wikigold") for sentence in document)


def wnut17(root: Path) -> Iterator[Sample]:
    """Yield WNUT17: its training file, and its development file for testing."""
    for name, part in (("wnut17train.conll", "train"), ("emerging.dev.conll", "test")):
        for sentence in columns(root / "ner/wnut17" / name, 0, 1):
            known = {"O", *(f"{b}-{label}" for b in "BI" for label in table.TYPES["wnut17"])}
            yield labelled([(w, label if label in known else "O") for w, label in sentence], "wnut17", part, "wnut17")


def crossner(root: Path) -> Iterator[Sample]:
    """Yield CrossNER AI, politics and science; the development file of AI is for testing, the other two are learned from."""
    for domain in ("ai", "politics", "science"):
        for name in ("train", "dev"):
            part = "test" if (domain, name) == ("ai", "dev") else "train"
            for sentence in columns(root / f"ner/crossner_{domain}" / f"{name}.txt", 0, 1):
                if sentence:
                    yield labelled(sentence, f"crossner_{domain}", part, "crossner")


def redocred(root: Path) -> Iterator[Sample]:
    """Yield Re-DocRED's sentences; a tenth of the documents is dev. A pair related elsewhere in its document is left open."""
    documents = json.loads((root / "redocred/dev_revised.json").read_text(encoding="utf-8"))
    for document in documents:
        part = "dev" if share(document["title"]) < DEV else "train"
        related: dict[tuple[int, int], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for label in document["labels"]:
            if label["r"] in table.REDOCRED:
                name, turned = table.REDOCRED[label["r"]]
                ends = (label["t"], label["h"]) if turned else (label["h"], label["t"])
                related[ends][name].update(label["evidence"])
        for number, words in enumerate(document["sents"]):
            tags: Tags = [OUTSIDE] * len(words)
            mentions: list[tuple[int, Range, str]] = []
            for entity, places in enumerate(document["vertexSet"]):
                for place in places:
                    if place["sent_id"] != number or place["type"] not in table.TYPES["redocred"]:
                        continue
                    start, end = place["pos"]
                    allowed = table.TYPES["redocred"][place["type"]]
                    if place["type"] == "LOC" and DEMONYM.fullmatch(" ".join(words[start:end])):
                        allowed = frozenset({"Other"})
                    tags[start:end] = span_tags(allowed, end - start)
                    mentions.append((entity, (start, end), place["type"]))
            pairs = []
            for (one, subject, kind), (other, object_, other_kind) in permutations(mentions, 2):
                if one == other or kind == "LOC" or (kind, other_kind) in {("MISC", "LOC"), ("MISC", "MISC")}:
                    continue
                found = related.get((one, other), {})
                holds = {name for name, sentences in found.items() if number in sentences}
                if kind == "PER":
                    holds |= {implied for name in holds for implied in table.IMPLIED.get(name, ())}
                pairs.append(Pair(subject, object_, frozenset(holds), (REDOCRED_JUDGED | table.RARE) - ({*found} - holds)))
            yield Sample("redocred", part, tuple(words), tuple(tags), tuple(pairs))


def _companies(samples: Iterable[dict[str, Any]]) -> Callable[[dict[str, Any]], str]:
    """Return what names the group of companies of a sample: those that samples link, however far."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    for sample in samples:
        one, other = sorted((top(sample["e1_name"].casefold()), top(sample["e2_name"].casefold())))
        above[other] = one
    return lambda sample: top(sample["e1_name"].casefold())


def core(root: Path) -> Iterator[Sample]:
    """Yield CORE; samples that share a company with no other part: a fifth for testing, a tenth for dev."""
    samples = json.loads((root / "core/train.json").read_text(encoding="utf-8"))
    group = _companies(samples)
    for sample in samples:
        place = share(group(sample), "core")
        part = "test" if place < CORE_HELD_OUT else "dev" if place < CORE_HELD_OUT + DEV else "train"
        words = tuple(sample["context"])
        one, other = (sample["e1_start"], sample["e1_end"] + 1), (sample["e2_start"], sample["e2_end"] + 1)
        tags: Tags = [OUTSIDE if case_class(word) in {0, 1} else None for word in words]
        for start, end in (one, other):
            # What CORE calls a company may be its product, brand or agency.
            tags[start:end] = span_tags(table.ORGANISATIONS | {"Product", "CreativeWork"}, end - start)
        first: set[str] = set()
        second: set[str] = set()
        if sample["relation"] != "undefined":
            name, turned = table.CORE[sample["relation"]]
            (second if turned != bool(sample["invert_relation"]) else first).add(name)
            if name in table.SYMMETRIC:
                first.add(name)
                second.add(name)
        pairs = (
            Pair(one, other, frozenset(first), CORE_JUDGED),
            Pair(other, one, frozenset(second), CORE_JUDGED),
        )
        yield Sample("core", part, words, tuple(tags), pairs)


def knowledgenet(root: Path, candidates: Candidates) -> Iterator[Sample]:
    """Yield KnowledgeNet's passages: fold 3 for testing, a tenth of the other folds' documents for dev."""
    with (root / "knowledgenet/folds123.jsonl").open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    for document in documents:
        held_out = share(document["documentId"], "knowledgenet") < DEV
        part = "test" if str(document["fold"]) == "3" else "dev" if held_out else "train"
        for passage in document["passages"]:
            yield _passage(passage, part, candidates)


def _passage(passage: dict[str, Any], part: str, candidates: Candidates) -> Sample:
    text, shift = passage["passageText"], passage["passageStart"]
    offsets, found = candidates(text)
    words = tuple(text[start:end] for start, end in offsets)

    def range_of(start: int, end: int) -> Range | None:
        inside = [n for n, (a, b) in enumerate(offsets) if a < end - shift and start - shift < b]
        return (inside[0], inside[-1] + 1) if inside else None

    tags: Tags = [OUTSIDE if case_class(word) in {0, 1} else None for word in words]
    mentions: dict[Range, None] = {}
    holds: dict[tuple[Range, Range], set[str]] = defaultdict(set)
    other: set[tuple[Range, Range]] = set()
    for fact in passage["facts"]:
        subject = range_of(fact["subjectStart"], fact["subjectEnd"])
        object_ = range_of(fact["objectStart"], fact["objectEnd"])
        if subject is None or object_ is None or _overlap(subject, object_):
            continue
        ends = table.KNOWLEDGENET_ENDS[fact["propertyId"]]
        for place, classes in ((subject, ends[0]), (object_, ends[1])):
            capital = any(case_class(w) not in {0, 1} for w in words[place[0] : place[1]])
            pronoun = words[place[0]].casefold() in PRONOUNS
            if classes and capital and not pronoun:
                tags[place[0] : place[1]] = span_tags(classes, place[1] - place[0])
            mentions[place] = None
        if fact["propertyId"] in table.KNOWLEDGENET:
            name, turned = table.KNOWLEDGENET[fact["propertyId"]]
            holds[(object_, subject) if turned else (subject, object_)].add(name)
        else:
            other.add((subject, object_))
    for place in found:
        if not any(_overlap(place, taken) for taken in mentions):
            mentions[place] = None
    listed = {entry["propertyId"] for entry in passage["exhaustivelyAnnotatedProperties"]}
    judged = {table.KNOWLEDGENET[name][0] for name in listed if name in table.KNOWLEDGENET}
    pairs = []
    for subject, object_ in permutations(mentions, 2):
        true = set(holds.get((subject, object_), ()))
        here = judged | true | (KNOWLEDGENET_SIX if (subject, object_) in other or (object_, subject) in other else set())
        if "ceoOf" in true:
            true.add("worksFor")
            here.add("worksFor")
        pairs.append(Pair(subject, object_, frozenset(true), frozenset(here | table.RARE)))
    return Sample("knowledgenet", part, words, tuple(tags), tuple(pairs))


PRONOUNS = frozenset(
    {"he", "she", "his", "her", "him", "it", "its", "they", "their", "them", "who", "which", "that", "whose", "itself"}
    | {"himself", "herself"}
)


def _overlap(one: Range, other: Range) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")


def plain_text(marked: str) -> tuple[str, list[tuple[int, int]], list[str]]:
    """Return a marked sentence's plain text, the character ranges of its mentions, and what each is marked as."""
    text, last = "", 0
    spans: list[tuple[int, int]] = []
    marks: list[str] = []
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        marks.append(match[2])
        text += match[1]
        last = match.end()
    return text + marked[last:], spans, marks


def own_sentences(folder: Path, candidates: Candidates) -> Iterator[Sample]:
    """Yield the project's own sentences, every mention marked and every fact listed; a part of them is dev."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            written = json.loads(line)
            text, spans, marks = plain_text(written["text"])
            yield _own(text, spans, marks, written["facts"], candidates)


def _own(
    text: str, spans: list[tuple[int, int]], marks: list[str], facts: list[tuple[int, str, int]], candidates: Candidates
) -> Sample:
    offsets, _ = candidates(text)
    tags: Tags = [None if DEMONYM.fullmatch(text[start:end]) else OUTSIDE for start, end in offsets]
    ranges: list[Range] = []
    for (start, end), mark in zip(spans, marks, strict=True):
        inside = [n for n, (a, b) in enumerate(offsets) if a < end and start < b]
        place = (inside[0], inside[-1] + 1)
        ranges.append(place)
        if not mark.startswith("="):
            classes = frozenset({"Other"}) if mark == "Topic" else frozenset({mark})
            if mark != "Topic" or case_class(text[start:end]) not in {0, 1}:
                tags[place[0] : place[1]] = span_tags(classes, place[1] - place[0])
    holds: dict[tuple[int, int], set[str]] = defaultdict(set)
    for subject, name, object_ in facts:
        holds[subject, object_].add(name)
        if _type_of(marks, subject) == "Person":
            holds[subject, object_].update(table.IMPLIED.get(name, ()))
        if name in table.SYMMETRIC:
            holds[object_, subject].add(name)
    brands = {frozenset(ends) for ends, names in holds.items() if "brandOf" in names}
    judged = ALL if brands else ALL - {"brandOf"}

    def pair(one: int, other: int) -> Pair:
        open_ = table.OF_BRANDS - holds.get((one, other), set()) if frozenset((one, other)) in brands else frozenset()
        return Pair(ranges[one], ranges[other], frozenset(holds.get((one, other), ())), judged - open_)

    pairs = tuple(
        pair(one, other) for one, other in permutations(range(len(ranges)), 2) if not _overlap(ranges[one], ranges[other])
    )
    part = "dev" if share(text, "own") < SENTENCES_HELD_OUT else "train"
    return Sample("own", part, tuple(text[a:b] for a, b in offsets), tuple(tags), pairs)


def _type_of(marks: Sequence[str], index: int) -> str:
    mark = marks[index]
    while mark.startswith("=") and mark[1:].isdigit():
        mark = marks[int(mark[1:])]
    return mark.removeprefix("=")


def read_corpora(root: Path, sentences: Path, candidates: Candidates) -> list[Sample]:
    """Return all samples: the public corpora below `root`, and the project's own sentences."""
    return [
        *wikigold(root),
        *wnut17(root),
        *crossner(root),
        *redocred(root),
        *core(root),
        *knowledgenet(root, candidates),
        *own_sentences(sentences, candidates),
    ]
