"""The options that choose what reads the text, and what the graph says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.neural import load_trained

TEXT = "Ada Byron, chief executive of Acme Robotics, said the company is based in London.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "acme.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_graph_names_the_weights_only_where_they_were_read_with(run_kg, article: Path, tmp_path: Path) -> None:
    weights = f"weights-{load_trained().version}"
    rules = run_kg("build", article, "-g", tmp_path / "rules", "--extractor", "rules")
    trained = run_kg("build", article, "-g", tmp_path / "trained", "--extractor", "trained")
    assert rules.returncode == trained.returncode == 0, rules.stderr + trained.stderr
    without = (tmp_path / "rules" / "graph.ttl").read_text(encoding="utf-8")
    beside = (tmp_path / "trained" / "graph.ttl").read_text(encoding="utf-8")
    assert "weights-" not in without
    assert weights in beside
    for text in (without, beside):
        assert "ceoOf" in text


def test_an_article_is_read_again_by_another_extractor(run_kg, article: Path, tmp_path: Path) -> None:
    for extractor, said in (("rules", "1 added"), ("trained", "1 replaced"), ("trained", "1 unchanged"), ("rules", "1 replaced")):
        done = run_kg("build", article, "-g", tmp_path / "graph", "--extractor", extractor)
        assert done.returncode == 0, done.stderr
        assert said in done.stderr


@pytest.mark.parametrize("command", ["build", "extract"])
def test_an_unknown_pipeline_is_one_clear_line(run_kg, article: Path, tmp_path: Path, command: str) -> None:
    graph = ["-g", tmp_path / "graph"] if command == "build" else []
    done = run_kg(command, article, *graph, "--model", "xx_no_such_pipeline", "--extractor", "rules")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith("kg: xx_no_such_pipeline: is no installed spaCy pipeline; install it")
    assert "Traceback" not in done.stderr


def test_a_broken_gliner_folder_is_one_clear_line(run_kg, article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "gliner_config.json").write_text("{}", encoding="utf-8")
    done = run_kg("extract", article, "--model", folder, "--extractor", "rules")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(f"kg: {folder}: lacks model.onnx, tokenizer.json; ")
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_model_is_one_clear_line(run_kg, article: Path, tmp_path: Path) -> None:
    done = run_kg("extract", article, "--model", tmp_path, "--extractor", "rules")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(f"kg: {tmp_path}: holds neither a spaCy pipeline")


def test_an_extractor_that_there_is_not_is_wrong_usage(run_kg, article: Path) -> None:
    done = run_kg("extract", article, "--extractor", "magic")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "'trained', 'rules'" in done.stderr
