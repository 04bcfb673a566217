"""What costs seconds is made once a run: the ontology, the language pipeline, the graph of the sample articles."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.ontology import Ontology, load_ontology

Run = Callable[..., "subprocess.CompletedProcess[str]"]

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of the bundled articles."""
    return Path(kg.__file__).parent / "samples"


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """Return the bundled ontology."""
    return load_ontology()


@pytest.fixture(scope="session")
def extractor(ontology: Ontology):
    """Return the real extractor, loaded once."""
    from kg.extract import load_extractor

    return load_extractor(ontology)


@pytest.fixture(scope="session")
def run_kg() -> Run:
    """Return a function that runs `kg` as a process of its own."""

    def run(
        *arguments: str | Path, stdin: str | None = None, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg.cli", *map(str, arguments)],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            cwd=cwd,
            env=os.environ | {"PYTHONPATH": str(Path(kg.__file__).parent.parent)} | environment,
        )

    return run


@pytest.fixture(scope="session")
def sample_graph(samples: Path, run_kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph folder that `kg build` makes of the sample articles; copy it before changing it."""
    folder = tmp_path_factory.mktemp("sample") / "graph"
    done = run_kg("build", samples, "-g", folder)
    assert done.returncode == 0, done.stderr
    return folder
