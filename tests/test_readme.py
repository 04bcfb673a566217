"""The README is tested: its tables against what they describe, its commands by running them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg
from kg.ontology import Ontology

NOT_RUN_HERE = ("pip install",)  # the two commands of the first screen and the contributor's: .ci/run runs those


@pytest.fixture(scope="module")
def readme(repository: Path) -> str:
    return (repository / "README.md").read_text(encoding="utf-8")


def rows(readme: str, header: str) -> list[list[str]]:
    table = re.search(rf"^\| {header} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", readme, re.M)
    assert table, f"no table headed {header}"
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1].splitlines()]


def blocks(readme: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", readme, re.M | re.S)


def test_relations_table_is_the_ontology(readme: str, ontology: Ontology) -> None:
    assert rows(readme, "Relation") == [
        [f"`{relation.name}`", ", ".join(relation.domain), ", ".join(relation.range), relation.comment]
        for relation in ontology.relations.values()
    ]


def test_every_dependency_has_its_reason(readme: str, repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    explained = [name for row in rows(readme, "Package") for name in re.findall(r"`([^`]+)`", row[0])]
    assert sorted(explained) == sorted({re.match(r"[\w.-]+", one)[0] for one in required})


def test_rooms_table_names_every_room(readme: str, repository: Path) -> None:
    named = {name for row in rows(readme, "Room of `kg/`") for name in re.findall(r"`(\w+)`", row[0])}
    source = repository / "kg"
    there = {path.parent.name for path in source.glob("*/__init__.py")} | {path.stem for path in source.glob("[!_]*.py")}
    assert named == there


def test_the_two_commands_are_marked_for_ci(readme: str) -> None:
    marked = re.findall(r"^<!-- ci: (\w+) -->\n```sh\n(.*)\n```", readme, re.M)
    assert [name for name, _ in marked] == ["try", "test"]
    assert all(command.startswith("pip install ") for _, command in marked)


def test_the_tour_runs(readme: str, samples: Path, tmp_path: Path) -> None:
    pages = tmp_path / "my-pages"
    pages.mkdir()
    for sample in sorted(samples.iterdir()):
        shutil.copy(sample, pages)
    terms = tmp_path / "my-terms"
    terms.mkdir()
    (vocabulary,) = blocks(readme, "turtle")
    (terms / "sponsors.ttl").write_text(vocabulary, encoding="utf-8")
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "kg"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg.cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    commands = [block for block in blocks(readme, "sh") if not block.startswith(NOT_RUN_HERE)]
    assert len(commands) >= 7
    done = subprocess.run(
        ["bash", "-euxo", "pipefail", "-c", "\n".join(commands)],
        cwd=tmp_path,
        env=os.environ | {"PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(Path(kg.__file__).parent.parent)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "microsoft.html").stat().st_size > 10_000
    exported = (tmp_path / "my-graph.ttl").read_text(encoding="utf-8")
    assert "tn:ceoOf" in exported
    assert "tn:sponsors" not in exported
    assert "tn:sponsors" in (tmp_path / "my-graph" / "graph.ttl").read_text(encoding="utf-8")
