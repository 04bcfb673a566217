"""The quality gate: sentences and articles of our own with all the facts they state, read by the real extractor once a run.

`dev.jsonl` is for development: `kg eval tests/quality/dev.jsonl --errors 200` shows what is missed or wrong. Of `gate.jsonl`, drawn
in the same way, only totals are looked at, so that it still measures. The same holds for `articles-dev.jsonl` and
`articles-gate.jsonl`, whole articles whose events are made up, whatever the names in them. `pytest tests/quality --update-floors`
raises the floors to what is reached now; it lowers none unless `--allow-lower` is given as well.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate import Account, Report, load_gold, predict_texts, score

HERE = Path(__file__).parent
REPORTS = pytest.StashKey[dict[str, Report]]()

sys.path.insert(0, str(HERE))
from floors import ARTICLES, SENTENCES, SETS, figures_of  # noqa: E402 - found by the line above


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("quality gate")
    group.addoption("--update-floors", action="store_true", help="raise the floors of the quality gate to what is reached")
    group.addoption("--update-confidence", action="store_true", help="count anew how often each frame is right")
    group.addoption("--allow-lower", action="store_true", help="with --update-floors: lower floors too")


@pytest.fixture(scope="session")
def sentences() -> dict[str, list[dict[str, Any]]]:
    """Return the lines of each set of sentences as they are written."""
    return {name: _lines(name) for name in SENTENCES}


@pytest.fixture(scope="session")
def articles() -> dict[str, list[dict[str, Any]]]:
    """Return the same of the sets of articles."""
    return {name: _lines(name) for name in ARTICLES}


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="session")
def gold() -> dict[str, tuple[Account, ...]]:
    return {name: load_gold(HERE / f"{name}.jsonl") for name in SETS}


@pytest.fixture(scope="session")
def reports(gold: dict[str, tuple[Account, ...]], pytestconfig: pytest.Config) -> dict[str, Report]:
    """Return how the extractor did on each set."""
    everything = [account for accounts in gold.values() for account in accounts]
    predicted = list(predict_texts(everything))
    found = {name: score(accounts, predicted) for name, accounts in gold.items()}
    pytestconfig.stash[REPORTS] = found
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for name, report in config.stash.get(REPORTS, {}).items():
        shown = ", ".join(f"{figure} {value:.3f}" for figure, value in figures_of(report).items())
        terminalreporter.write_line(f"quality on {name} ({report.articles} texts): {shown}")
