"""How short profiles of people and firms tell who began what, where it sits and whose it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TOGETHER = [
    ("Anna Weber co-founded Figma in 2003.", "Anna Weber founderOf Figma current"),
    ("Before co-founding Figma, Anna Weber was a nurse.", "Anna Weber founderOf Figma current"),
    ("Figma was co-founded by Anna Weber.", "Anna Weber founderOf Figma current"),
    ("Anna Weber co-wrote the book The Glass Harbor.", "Anna Weber develops Glass Harbor current"),
    ("Figma is co-owned by Adobe.", "Figma ownedBy Adobe current"),
    ("Anna Weber co-led Figma.", "Anna Weber leads Figma former"),
]


@pytest.mark.parametrize(("text", "fact"), TOGETHER)
def test_read(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(text)
