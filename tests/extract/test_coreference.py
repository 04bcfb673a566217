"""Pronouns and common nouns: whom they stand for, and when they are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Anna Weber spoke in Berlin. She is the chief executive of Figma.", "Anna Weber ceoOf Figma current"),
        ("Figma grew fast. Its chief executive, Anna Weber, was pleased.", "Anna Weber ceoOf Figma current"),
        ("Microsoft grew fast. The company bought VMware.", "Microsoft acquires VMware current"),
        ("Microsoft grew fast. The Redmond-based software company bought VMware.", "Microsoft acquires VMware current"),
        ("Microsoft, which bought VMware, grew fast.", "Microsoft acquires VMware current"),
    ],
)
def test_found(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft grew fast. Another company bought VMware.",
        "Microsoft grew fast. The new company bought VMware.",
        "It is clear that VMware grew.",
    ],
)
def test_left_alone(facts: Callable, text: str) -> None:
    assert facts(text) == set()
