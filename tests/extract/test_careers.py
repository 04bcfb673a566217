"""How profiles tell a career in few words: where somebody worked, studied and what they founded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SHARED = [
    ("Anna Weber founded and runs Figma today.", {"founderOf", "leads"}),
    ("Anna Weber left and joined Figma in May.", {"worksFor"}),
    ("Anna Weber studied, and founded Figma in May.", {"founderOf"}),
]
STAFF = [
    "Anna Weber joined the faculty of Yale University in 1990.",
    "Anna Weber joined the Yale University faculty in 1990.",
    "Anna Weber has been on the faculty of Yale University since 1990.",
    "Anna Weber is a faculty member at Yale University.",
    "Yale University psychologist Anna Weber agreed.",
    "Prior to joining Yale University, Anna Weber was a judge.",
    "Before joining Yale University, Anna Weber was a judge.",
    "After joining Yale University, Anna Weber wrote.",
]


@pytest.mark.parametrize(("text", "relations"), SHARED)
def test_verbs_that_share_what_stands_behind(facts: Callable, text: str, relations: set[str]) -> None:
    assert facts(text) == {f"Anna Weber {relation} Figma current" for relation in relations}


@pytest.mark.parametrize("text", STAFF)
def test_staff(facts: Callable, text: str) -> None:
    assert facts(text) == {"Anna Weber worksFor Yale University current"}
