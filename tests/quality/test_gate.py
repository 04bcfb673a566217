"""What the extractor reaches on our own sentences must not fall below the floors in floors.json."""

from __future__ import annotations

import pytest
from floors import PATH, SETS, figures_of, load_floors, moved, save_floors, shortfalls

from kg.evaluate import Report


@pytest.fixture(scope="session")
def floors(reports: dict[str, Report], pytestconfig: pytest.Config) -> dict[str, dict[str, float]]:
    """Return the floors, moved first when the run was asked to."""
    floors = load_floors() if PATH.exists() else {}
    if pytestconfig.getoption("--update-floors", default=False):
        allow_lower = pytestconfig.getoption("--allow-lower")
        floors = {
            name: moved(floors.get(name, {}), figures_of(report), allow_lower=allow_lower) for name, report in reports.items()
        }
        save_floors(floors)
    return floors


@pytest.mark.parametrize("name", SETS)
def test_no_figure_is_below_its_floor(name: str, reports: dict[str, Report], floors: dict[str, dict[str, float]]) -> None:
    reached = figures_of(reports[name])
    assert floors[name].keys() == reached.keys()
    assert shortfalls(floors[name], reached) == []


@pytest.mark.parametrize("name", SETS)
def test_every_sentence_was_read(name: str, reports: dict[str, Report]) -> None:
    assert reports[name].predicted_articles == reports[name].articles
