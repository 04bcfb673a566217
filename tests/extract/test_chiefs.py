"""Chief executives in profiles: how short portraits of people and companies say who heads what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

READ = [
    ("Anna Weber is a German engineer and poet, and the current chief executive of Figma.", "Anna Weber ceoOf Figma current"),
    ("Anna Weber previously served as president and founding chief executive officer of Figma.", "Anna Weber ceoOf Figma former"),
    ("Tom Hale met Anna Weber the former CEO of Figma in May.", "Anna Weber ceoOf Figma former"),
    ("Figma is led by Anna Weber, president and chief executive officer.", "Anna Weber ceoOf Figma current"),
    ("Figma was founded in 2010 by Anna Weber, the chief executive.", "Anna Weber ceoOf Figma current"),
    ("Led by CEO Anna Weber, Figma makes editors.", "Anna Weber ceoOf Figma current"),
    ("From 2010 to 2014, Anna Weber was the C.E.O. of Figma.", "Anna Weber ceoOf Figma former"),
]
UNREAD = [
    "Figma was founded by Anna Weber, a former chief executive.",
    "Figma was praised by Anna Weber, a chief executive officer.",
    "Tom Hale told Anna Weber the CEO of Figma had left.",
    "Anna Weber is an engineer, and the chief executive of Figma said so.",
]


@pytest.mark.parametrize(("text", "fact"), READ)
def test_read(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize("text", UNREAD)
def test_unread(facts: Callable, text: str) -> None:
    assert not [fact for fact in facts(text) if "ceoOf" in fact]
