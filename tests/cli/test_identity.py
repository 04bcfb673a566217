"""The identity commands as processes of their own: review in the terminal and as CSV, a struck fact in every export, undo."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

ARTICLES = {
    "one": "Ada Lane is chief executive of Corvid Labs. Corvid Labs makes robots.\n",
    "two": "A. Lane spoke to Halden Robotics. Halden Robotics acquired Meridian Robotics in 2023.\n",
}
SAID = "Ada Lane is chief executive of Corvid Labs."


@pytest.fixture(scope="module")
def small_graph(run_kg, tmp_path_factory) -> Path:
    pages = tmp_path_factory.mktemp("pages")
    for name, text in ARTICLES.items():
        (pages / f"{name}.txt").write_text(text, encoding="utf-8")
    done = run_kg("build", pages, "-g", pages.parent / f"{pages.name}-g")
    assert done.returncode == 0, done.stderr
    return pages.parent / f"{pages.name}-g"


@pytest.fixture
def graph(small_graph: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_graph, tmp_path / "g"))


def test_a_struck_fact_is_in_no_export_until_it_is_undone(run_kg, graph: Path) -> None:
    before = (graph / "graph.ttl").read_bytes()
    assert SAID.encode() in before
    done = run_kg("reject", "Ada Lane", "ceoOf", "Corvid Labs", "-g", graph, "--why", "wrong", "--by", "ed")
    assert done.returncode == 0, done.stderr
    for form in ("turtle", "trig", "nquads", "ntriples", "jsonld", "graphml", "gexf", "cytoscape"):
        out = run_kg("export", "-g", graph, "--format", form)
        assert out.returncode == 0, out.stderr
        assert SAID not in out.stdout
    assert SAID not in (graph / "graph.html").read_text(encoding="utf-8")
    assert "wrong" in run_kg("show", "Ada Lane", "-g", graph).stdout
    assert run_kg("check", "-g", graph).returncode == 0
    assert run_kg("undo", "-g", graph).returncode == 0
    assert (graph / "graph.ttl").read_bytes() == before


def test_review_in_the_terminal_keeps_each_answer_and_goes_on_where_it_stopped(run_kg, graph: Path) -> None:
    questions = list(csv.DictReader(io.StringIO(run_kg("review", "--format", "csv", "-g", graph).stdout)))
    assert any({row["first"], row["second"]} == {"A. Lane", "Ada Lane"} for row in questions)
    done = run_kg("review", "-g", graph, "--by", "ed", stdin="y\nq\n")
    assert done.returncode == 0, done.stderr
    assert "1 rulings" in done.stderr
    assert "owl:sameAs" in (graph / "rulings.ttl").read_text(encoding="utf-8")
    left = list(csv.DictReader(io.StringIO(run_kg("review", "--format", "csv", "-g", graph).stdout)))
    assert len(left) == len(questions) - 1


def test_answers_of_a_spreadsheet_are_read_back_and_wrong_ones_named(run_kg, graph: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run_kg("review", "--format", "csv", "-g", graph).stdout)))
    rows[0] |= {"answer": "n", "why": "two people"}
    filled = tmp_path / "filled.csv"
    with filled.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows([*rows, {"id": "nothing", "answer": "y"}])
    done = run_kg("review", "--read", filled, "-g", graph)
    assert done.returncode == 1
    assert "names no open pair" in done.stderr
    rulings = (graph / "rulings.ttl").read_text(encoding="utf-8")
    assert "owl:differentFrom" in rulings
    assert '"two people"' in rulings


def test_mentions_are_exported_one_a_line(run_kg, graph: Path) -> None:
    lines = [json.loads(line) for line in run_kg("export", "--format", "mentions", "-g", graph).stdout.splitlines()]
    assert {line["article"] for line in lines} == set(ARTICLES)
    assert all(ARTICLES[line["article"]][line["start"] : line["end"]] == line["text"] for line in lines)


def test_why_says_what_it_takes(run_kg, graph: Path) -> None:
    said = run_kg("why", "A. Lane", "Ada Lane", "-g", graph).stdout
    assert said.startswith("They are two.\n")
    assert "an initial that agrees" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["same", "Ada Lane", "Ada Lane"], "are one thing already"),
        (["different", "Ada Lane", "Ada Lane@two"], "is not named in two"),
        (["retype", "Ada Lane", "Wizard"], "is no class of the ontology"),
        (["reject", "Ada Lane", "meets", "Corvid Labs"], "is no relation of the ontology"),
        (["reject", "id:st-0123456789abcdef"], "is no fact of the graph"),
        (["undo"], "holds no ruling"),
        (["rename", "Nobody Known", "X"], "names nothing in the graph"),
        (["reject", "Ada Lane", "ceoOf"], "FACT is one IRI"),
    ],
)
def test_what_cannot_be_ruled_is_one_clear_line(run_kg, graph: Path, arguments: list[str], says: str) -> None:
    before = (graph / "graph.ttl").read_bytes()
    done = run_kg(*arguments, "-g", graph)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert (graph / "graph.ttl").read_bytes() == before
    assert not (graph / "rulings.ttl").exists()
