"""`kg query`, `show`, `check`, `export` and `view` on the sample graph, as processes of their own."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

LEADERS = "SELECT ?who ?what { ?who tn:ceoOf ?what } ORDER BY ?who ?what"


def test_query_alone_lists_the_questions_with_an_example(run_kg) -> None:
    done = run_kg("query")
    assert done.returncode == 0
    assert "who-leads\n" in done.stdout
    assert "    kg query who-leads -p entity=" in done.stdout


@pytest.mark.parametrize("question", ["who-leads", "who-covers", "everything-about"])
def test_the_three_named_questions_are_answered(run_kg, sample_graph: Path, question: str) -> None:
    done = run_kg("query", question, "-p", "entity=Microsoft", "-g", sample_graph, "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert len(list(csv.reader(io.StringIO(done.stdout)))) > 1


def test_sparql_from_the_command_line_and_from_a_file_give_one_answer(run_kg, sample_graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "leaders.rq"
    file.write_text(LEADERS, encoding="utf-8")
    typed = run_kg("query", LEADERS, "-g", sample_graph, "--format", "json")
    filed = run_kg("query", "-f", file, "-g", sample_graph, "--format", "json")
    assert typed.stdout == filed.stdout
    assert json.loads(typed.stdout)["results"]["bindings"]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["query", "SELECT ?s {"], "the query"),
        (["query", "DROP ALL # now"], "the query"),
        (["query", "who-sleeps"], '"who-sleeps"'),
        (["query", "who-leads"], "question who-leads"),
        (["query", "who-leads", "-p", "entity=Nobody Known Here"], '"Nobody Known Here"'),
        (["query", LEADERS, "--format", "turtle"], "format turtle"),
        (["show", "Nobody Known Here"], '"Nobody Known Here"'),
        (["view", "--type", "Starship", "-o", "-"], "Starship"),
        (["view", "--around", "Nobody Known Here", "-o", "-"], '"Nobody Known Here"'),
    ],
)
def test_a_bad_question_is_one_clear_line(run_kg, sample_graph: Path, arguments: list[str], names: str) -> None:
    done = run_kg(*arguments, "-g", sample_graph)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"kg: {names}: ")
    assert "; " in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["query", LEADERS], ["show", "X"], ["export"], ["view"], ["check"], ["remove", "x.txt"]])
def test_a_folder_that_is_no_graph_is_one_clear_line(run_kg, tmp_path: Path, arguments: list[str]) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        done = run_kg(*arguments, "-g", folder)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert done.stderr.startswith(f"kg: {folder}: ")
    assert not list(tmp_path.iterdir())


def test_a_question_file_that_is_no_text_is_one_clear_line(run_kg, sample_graph: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(bytes(range(128, 256)))
    done = run_kg("query", "-f", tmp_path / "q.rq", "-g", sample_graph)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("kg: the query: ")


def test_show_prints_each_fact_with_its_sentence_and_source(run_kg, sample_graph: Path) -> None:
    done = run_kg("show", "microsoft", "-g", sample_graph)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Microsoft (Company")
    facts = [line for line in done.stdout.splitlines() if " · " in line]
    assert facts
    assert done.stdout.count("    “") >= len(facts)
    assert all(
        "[current" in fact or "[former" in fact or "[planned" in fact or "[alleged" in fact or "[denied" in fact for fact in facts
    )


def test_check_finds_the_sample_graph_sound_and_a_changed_text_not(run_kg, sample_graph: Path, tmp_path: Path) -> None:
    done = run_kg("check", "-g", sample_graph)
    assert (done.returncode, done.stdout) == (0, "")
    folder = Path(shutil.copytree(sample_graph, tmp_path / "g"))
    changed = max(folder.glob("articles/*.json"), key=lambda path: len(json.loads(path.read_text(encoding="utf-8"))["claims"]))
    form = json.loads(changed.read_text(encoding="utf-8"))
    form["text"] = form["text"].swapcase()
    changed.write_text(json.dumps(form), encoding="utf-8")
    done = run_kg("check", "-g", folder)
    assert done.returncode == 1
    assert "SHA-256 differs" in done.stdout


def test_export_writes_to_standard_output_and_to_a_file(run_kg, sample_graph: Path, tmp_path: Path) -> None:
    done = run_kg("export", "-g", sample_graph)
    assert done.stdout.encode() == (sample_graph / "graph.ttl").read_bytes()
    assert run_kg("export", "-g", sample_graph, "--format", "nquads", "-o", tmp_path / "g.nq").returncode == 0
    lines = (tmp_path / "g.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    done = run_kg("export", "-g", sample_graph, "-o", tmp_path / "missing" / "g.ttl")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_view_draws_the_whole_and_a_part(run_kg, sample_graph: Path, tmp_path: Path) -> None:
    whole = (sample_graph / "graph.html").read_text(encoding="utf-8")
    assert run_kg("view", "-g", sample_graph, "-o", tmp_path / "whole.html").returncode == 0
    assert (tmp_path / "whole.html").read_text(encoding="utf-8") == whole
    part = run_kg("view", "-g", sample_graph, "--around", "Microsoft", "-o", "-")
    assert part.returncode == 0, part.stderr
    assert "Microsoft" in part.stdout
    assert len(part.stdout) < len(whole)
