"""First-person pronouns of quotations stand for who speaks, and for whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ('"We bought Figma," said Anna Weber, the president of Adobe.', "Adobe acquires Figma current"),
        ('"We bought Figma," Adobe said.', "Adobe acquires Figma current"),
        ('"I worked at Google for ten years," said Anna Weber.', "Anna Weber worksFor Google former"),
    ],
)
def test_who_speaks_is_meant(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        '"We bought Figma," said Anna Weber.',  # nobody says whom she speaks for
        '"We bought Figma," said Anna Weber, a former president of Adobe.',
        "We bought Figma, and Anna Weber, the president of Adobe, said so.",  # no quotation
    ],
)
def test_nobody_is_meant_where_the_text_leaves_it_open(facts: Callable, text: str) -> None:
    assert not any("acquires" in fact for fact in facts(text))


def test_one_speaks_for_oneself(read: Callable) -> None:
    (claim,) = [c for c in read('"We bought Figma," said Anna Weber, president of Adobe.').claims if c.relation == "acquires"]
    assert claim.sourcing == "self"
