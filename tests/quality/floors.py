"""The floors of the quality gate: what is measured, what it must not fall below, and how a floor is moved."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from kg.evaluate import Report

PATH = Path(__file__).with_name("floors.json")
SENTENCES = ("dev", "gate")
ARTICLES = ("articles-dev", "articles-gate")
SETS = (*SENTENCES, *ARTICLES)
"""What is measured."""
SLACK = 0.02
"""How far below what was reached a floor is set: a change that helps real articles may cost a sentence here."""

Figures = Mapping[str, float]


def figures_of(report: Report) -> dict[str, float]:
    """Return the figures that have a floor; all are better when higher."""
    false = report.false_assertions.value
    return {
        "fact precision": report.facts_strict.precision,
        "fact recall": report.facts_strict.recall,
        "true assertions": 0.0 if false is None else 1 - false,
        "status accuracy": report.status.value or 0.0,
    }


def load_floors() -> dict[str, dict[str, float]]:
    """Return the floors by set of sentences and figure."""
    return json.loads(PATH.read_text(encoding="utf-8"))


def shortfalls(floors: Figures, reached: Figures) -> list[str]:
    """Return one line for each figure that is below its floor."""
    return [f"{name}: {reached[name]:.4f} is below {floor}" for name, floor in sorted(floors.items()) if reached[name] < floor]


def moved(floors: Figures, reached: Figures, *, allow_lower: bool) -> dict[str, float]:
    """Return the floors that what was reached now allows; ValueError when one would fall and that is not allowed."""
    if not allow_lower and (short := shortfalls(floors, reached)):
        raise ValueError(f"a floor only falls with --allow-lower: {'; '.join(short)}")
    new = {name: max(0.0, math.floor((value - SLACK) * 1000) / 1000) for name, value in reached.items()}
    return new if allow_lower else {name: max(floor, floors.get(name, 0.0)) for name, floor in new.items()}


def save_floors(floors: Mapping[str, Figures]) -> None:
    """Write the floors, sorted."""
    PATH.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
