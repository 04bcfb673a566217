"""The project's own labelled sentences: every line is well-formed and says what the ontology allows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg.training
from kg.extract.neural import RELATIONS, TYPES
from kg.ontology import Ontology
from kg.training.corpora import plain_text

FILES = sorted((Path(kg.training.__file__).parent / "sentences").glob("*.jsonl"))


def lines(path: Path) -> Iterator[tuple[str, str, list[str], list[list]]]:
    """Yield where each line is, its plain text, the marks of its mentions and its facts."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        written = json.loads(line)
        assert written.keys() == {"text", "facts"}, f"{path.name}:{number}"
        text, spans, marks = plain_text(written["text"])
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans), f"{path.name}:{number}"
        yield f"{path.name}:{number}", text, marks, written["facts"]


def class_of(marks: list[str], index: int) -> str:
    """Return the class of a mention, by way of the mentions that it stands for."""
    seen = set()
    while marks[index].startswith("=") and marks[index][1:].isdigit():
        assert index not in seen, "mentions that stand for each other"
        seen.add(index)
        index = int(marks[index][1:])
    return marks[index].removeprefix("=")


def test_there_are_sentences() -> None:
    assert sum(1 for path in FILES for _ in lines(path)) > 1_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marks_and_facts_are_well_formed(path: Path) -> None:
    for where, text, marks, facts in lines(path):
        assert not set("[]|") & set(text), f"{where}: a mark is not closed"
        for index in range(len(marks)):
            assert class_of(marks, index) in {*TYPES, "Topic"}, f"{where}: {marks[index]}"
        assert len({tuple(fact) for fact in facts}) == len(facts), f"{where}: a fact twice"
        for subject, relation, object_ in facts:
            assert relation in RELATIONS, f"{where}: {relation}"
            assert 0 <= subject < len(marks), f"{where}: {subject}"
            assert 0 <= object_ < len(marks), f"{where}: {object_}"
            assert subject != object_, where


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_facts_fit_the_ontology(path: Path, ontology: Ontology) -> None:
    for where, _, marks, facts in lines(path):
        for subject, name, object_ in facts:
            ends = class_of(marks, subject), class_of(marks, object_)
            if name == "brandOf":  # the model's own label
                assert ends[0] in {"Product", "Company"}, where
                assert ends[1] == "Company", where
                continue
            relation = ontology.relations[name]
            assert ontology.fits(ends[:1], relation.domain), f"{where}: {ends[0]} {name}"
            assert ontology.fits(ends[1:], relation.range), f"{where}: {name} {ends[1]}"


def test_no_sentence_stands_twice() -> None:
    counts = Counter(text for path in FILES for _, text, _, _ in lines(path))
    assert [text for text, count in counts.items() if count > 1] == []
