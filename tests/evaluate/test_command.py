"""`kg eval` as a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = "Ada Obi is the chief executive of Lumora. Microsoft acquired GitHub in 2018.\n"
GOLD = {
    "id": "lumora",
    "entities": [
        {"id": "e1", "type": ["Person"], "name": "Ada Obi"},
        {"id": "e2", "type": ["Company"], "name": "Lumora"},
        {"id": "e3", "type": ["Company"], "name": "Microsoft"},
        {"id": "e4", "type": ["Company"], "name": "GitHub"},
    ],
    "facts": [{"s": "e1", "r": "ceoOf", "o": "e2"}, {"s": "e4", "r": "ownedBy", "o": "e3"}],
    "article": {},
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "lumora.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "lumora.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_figures_and_errors_are_printed(run_kg, gold: Path) -> None:
    done = run_kg("eval", gold, gold.parent / "lumora.txt", "--errors", "5")
    assert done.returncode == 0, done.stderr
    assert "facts strict            P 0.500  R 0.500  F1 0.500  (1 of 2 predicted, 1 of 2 gold)" in done.stdout
    assert "false    lumora: Microsoft | acquires | GitHub [current, gold: no such fact]\n" in done.stdout
    assert (
        "missed   lumora: GitHub | ownedBy | Microsoft [gold: current]\n         Microsoft acquired GitHub in 2018.\n"
        in done.stdout
    )


def test_json_holds_the_same_figures(run_kg, gold: Path) -> None:
    done = run_kg("eval", gold, gold.parent / "lumora.txt", "--json", "--errors", "1")
    report = json.loads(done.stdout)
    assert report["facts_strict"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "right": 1, "predicted": 2, "found": 1, "gold": 2}
    assert report["by_relation"]["ceoOf"]["f1"] == 1
    assert [fault["relation"] for fault in report["faults"]] == ["acquires"]


def test_texts_within_the_gold_need_no_source(run_kg, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD | {"text": TEXT}) + "\n", encoding="utf-8")
    done = run_kg("eval", path)
    assert done.returncode == 0, done.stderr
    assert "articles 1, predicted 1" in done.stdout


def test_a_source_that_cannot_be_read_is_named_and_the_rest_scored(run_kg, gold: Path, tmp_path: Path) -> None:
    done = run_kg("eval", gold, gold.parent / "lumora.txt", tmp_path / "gone.txt")
    assert done.returncode == 1
    assert "gone.txt" in done.stderr
    assert "articles 1, predicted 1" in done.stdout


def test_what_is_no_gold_is_one_clear_line(run_kg, tmp_path: Path) -> None:
    done = run_kg("eval", tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "holds no gold article" in done.stderr
