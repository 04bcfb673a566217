"""`kg build`, `kg remove` and what a person does with a graph, as processes of their own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

NEW = "Lumora is a startup based in Lisbon. Ada Obi is chief executive of Lumora.\n"


@pytest.fixture
def graph(sample_graph: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample graph that a test may change."""
    return Path(shutil.copytree(sample_graph, tmp_path / "graph"))


def made(folder: Path) -> dict[str, bytes]:
    """Return the content of all that a build leaves for others, but the store's files (it is read through its export)."""
    return {path.name: path.read_bytes() for path in [folder / "graph.ttl", folder / "graph.html", *folder.glob("articles/*")]}


def test_build_leaves_the_folder_of_the_design(sample_graph: Path, samples: Path) -> None:
    made = sorted(path.name for path in sample_graph.iterdir())
    assert made == ["articles", "graph.html", "graph.ttl", "identity.jsonl", "store"]
    assert len(list((sample_graph / "articles").iterdir())) == len(list(samples.iterdir()))


def test_order_and_hash_seed_do_not_change_a_byte(run_kg, sample_graph: Path, samples: Path, tmp_path: Path) -> None:
    backwards = sorted(samples.iterdir(), reverse=True)
    done = run_kg("build", *backwards, "-g", tmp_path / "g", PYTHONHASHSEED="4242")
    assert done.returncode == 0, done.stderr
    assert made(tmp_path / "g") == made(sample_graph)


def test_the_sample_graph_of_the_repository_is_the_one_built(repository: Path, sample_graph: Path) -> None:
    for name in ("graph.ttl", "graph.html"):
        same = (repository / "output" / "sample" / name).read_bytes() == (sample_graph / name).read_bytes()
        assert same, f"{name} differs; if it should, run: kg build kg/samples -g output/sample"


def test_building_again_skips_what_is_there_and_changes_nothing(run_kg, graph: Path, samples: Path) -> None:
    before, count = made(graph), len(list(samples.iterdir()))
    times = {path: path.stat().st_mtime_ns for path in graph.glob("articles/*")}
    done = run_kg("build", samples, "-g", graph)
    assert done.returncode == 0
    assert f"{count} in the graph ({count} unchanged)" in done.stderr
    assert done.stdout == ""
    assert made(graph) == before
    assert {path: path.stat().st_mtime_ns for path in graph.glob("articles/*")} == times


def test_an_article_comes_changes_and_goes(run_kg, graph: Path, tmp_path: Path) -> None:
    before = made(graph)
    page = tmp_path / "lumora.html"
    form = (
        "<html lang='en'><head><link rel='canonical' href='https://news.example/lumora'><title>{0}</title></head>"
        "<body><article><h1>{0}</h1><p>{1}</p><p>{2}</p></article></body></html>"
    )
    rest = "The company makes sensors for farms, and it employs forty people. " * 8
    page.write_text(form.format("Lumora grows", NEW, rest), encoding="utf-8")
    done = run_kg("build", page, "-g", graph)
    assert "(1 added)" in done.stderr
    shown = run_kg("show", "Lumora", "-g", graph)
    assert "Ada Obi is chief executive of Lumora." in shown.stdout
    assert "https://news.example/lumora" in shown.stdout

    page.write_text(form.format("Lumora grows", NEW.replace("Ada Obi", "Kim Tan"), rest), encoding="utf-8")
    done = run_kg("build", page, "-g", graph)
    assert "(1 replaced)" in done.stderr
    shown = run_kg("show", "Lumora", "-g", graph)
    assert "Kim Tan" in shown.stdout
    assert "Ada Obi" not in shown.stdout

    done = run_kg("remove", "https://news.example/lumora", "-g", graph)
    assert done.returncode == 0
    assert "(1 removed)" in done.stderr
    assert run_kg("show", "Lumora", "-g", graph).returncode == 2
    assert made(graph) == before


def test_remove_takes_files_ids_and_folders_and_says_what_it_does_not_know(run_kg, graph: Path, samples: Path) -> None:
    one, two, *rest = sorted(samples.iterdir())
    done = run_kg("remove", one, two.stem, "never-read.txt", "-g", graph)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: never-read.txt: ")
    assert "(2 removed, 1 failed)" in done.stderr
    done = run_kg("remove", "never-read.txt", "-g", graph)
    assert done.returncode == 2
    assert len(list(graph.glob("articles/*"))) == len(rest)
    done = run_kg("remove", samples, "-g", graph)  # the two that are gone already are failures
    assert done.returncode == 1
    assert not list(graph.glob("articles/*"))


def test_fresh_leaves_these_sources_and_the_rulings(run_kg, graph: Path, samples: Path, tmp_path: Path) -> None:
    rulings = "# what people decided\n"
    (graph / "rulings.ttl").write_text(rulings, encoding="utf-8")
    one, *rest = sorted(samples.iterdir())
    done = run_kg("build", one, "-g", graph, "--fresh")
    assert done.returncode == 0
    assert f"1 in the graph (1 replaced, {len(rest)} removed)" in done.stderr
    assert (graph / "rulings.ttl").read_text(encoding="utf-8") == rulings
    alone = tmp_path / "alone"
    assert run_kg("build", one, "-g", alone).returncode == 0
    assert made(graph) == made(alone)


def test_inputs_that_fail_are_one_line_each_and_the_rest_goes_on(run_kg, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a-good.txt").write_text(NEW, encoding="utf-8")
    (pages / "b-latin.txt").write_bytes("Renée Noël is chief executive of Lumora, based in Orléans.\n".encode("latin-1"))
    (pages / "c-broken.html").write_text("<html><head><title>Broken</tit<body><p" + "<div>" * 50, encoding="utf-8")
    (pages / "d-binary.txt").write_bytes(bytes(range(256)) * 40)
    (pages / "e-empty.txt").touch()
    (pages / "f-huge.txt").write_bytes(b"A word and a word more. " * 2_200_000)
    (pages / "g-picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    locked = pages / "h-locked.txt"
    locked.write_text(NEW, encoding="utf-8")
    locked.chmod(0)
    failing = {"c-broken.html", "d-binary.txt", "e-empty.txt", "f-huge.txt", "missing"}
    if not os.access(locked, os.R_OK):  # the system's administrator may read everything
        failing.add("h-locked.txt")
    done = run_kg("build", pages, tmp_path / "missing", "-g", tmp_path / "g")
    assert done.returncode == 1, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("kg: ")]
    assert {Path(line.split(": ")[1]).name for line in lines} == failing
    assert len(lines) == len(failing)
    assert all("; " in line for line in lines)
    assert "Traceback" not in done.stderr
    shown = run_kg("show", "Lumora", "-g", tmp_path / "g")
    assert "Renée Noël" in shown.stdout
    assert run_kg("check", "-g", tmp_path / "g").returncode == 0


def test_when_every_input_fails_nothing_is_touched(run_kg, graph: Path, tmp_path: Path) -> None:
    before = made(graph)
    (tmp_path / "empty.txt").touch()
    for fresh in ((), ("--fresh",)):
        done = run_kg("build", tmp_path / "empty.txt", tmp_path / "missing", "-g", graph, *fresh)
        assert done.returncode == 2
        assert done.stderr.count("kg: ") == 2
    assert made(graph) == before
    assert run_kg("build", tmp_path / "missing", "-g", tmp_path / "new").returncode == 2
    assert not (tmp_path / "new").exists()


def test_build_refuses_a_folder_that_is_something_else(run_kg, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    done = run_kg("build", samples, "-g", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_article_in_another_language_is_kept_without_facts(run_kg, tmp_path: Path) -> None:
    sentence = "Der Vorstand des Unternehmens hat am Montag entschieden, dass die neue Fabrik in Dresden gebaut wird. "
    (tmp_path / "werk.html").write_text(
        f"<html lang='de'><head><title>Werk</title></head><body><article><p>{sentence * 6}</p></article></body></html>"
    )
    done = run_kg("build", tmp_path / "werk.html", "-g", tmp_path / "g")
    assert done.returncode == 0, done.stderr
    assert "1 not in English" in done.stderr


def test_two_builds_of_one_folder_at_once_do_not_mix(run_kg, graph: Path, samples: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    handle = os.open(graph / "articles", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        done = run_kg("build", samples, "-g", graph)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "another kg" in done.stderr
        assert run_kg("query", "SELECT ?s { ?s a rdf:Statement }", "-g", graph).returncode == 0
    finally:
        os.close(handle)


@pytest.mark.parametrize("moment", ["articles/*.json", "store.new"])
def test_a_killed_build_leaves_the_former_graph_and_the_next_one_completes_it(
    run_kg, sample_graph: Path, samples: Path, tmp_path: Path, moment: str
) -> None:
    folder = tmp_path / "g"
    one = min(samples.iterdir())
    assert run_kg("build", one, "-g", folder).returncode == 0
    former = (folder / "graph.ttl").read_bytes()
    start = set(folder.glob(moment))
    running = subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "build", samples, "-g", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while set(folder.glob(moment)) == start and running.poll() is None:
        time.sleep(0.002)
    with contextlib.suppress(ProcessLookupError):
        running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    exported = run_kg("export", "-g", folder)
    assert exported.returncode == 0, exported.stderr
    assert exported.stdout.encode() == former
    done = run_kg("build", samples, "-g", folder)
    assert done.returncode == 0, done.stderr
    assert made(folder) == made(sample_graph)
    assert run_kg("check", "-g", folder).returncode == 0
    assert not list(folder.glob("store.*"))


def test_extract_prints_one_object_an_article_and_stores_nothing(run_kg, samples: Path, tmp_path: Path) -> None:
    done = run_kg("extract", samples, "nowhere.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: nowhere.txt: ")
    forms = [json.loads(line) for line in done.stdout.splitlines()]
    assert [form["source"] for form in forms] == sorted(path.name for path in samples.iterdir())
    for form in forms:
        for fact in form["facts"]:
            for claim in fact["claims"]:
                quote = claim["evidence"]
                assert form["text"][quote["start"] : quote["end"]] == quote["text"]
    assert sum(len(form["facts"]) for form in forms) > 10
    assert not list(tmp_path.iterdir())


def test_extract_reads_standard_input_and_prints_a_table(run_kg) -> None:
    done = run_kg("extract", "-", "--format", "table", stdin=NEW)
    assert done.returncode == 0, done.stderr
    header, *rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert header == ["article", "subject", "relation", "object", "status", "from", "sentence"]
    assert ["stdin", "Ada Obi", "ceoOf", "Lumora", "current", "reporter", "Ada Obi is chief executive of Lumora."] in rows
