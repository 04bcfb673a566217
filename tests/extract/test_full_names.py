"""Full names as profiles give them: honours, nicknames and months within a name, and other names of the same thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

WHOLE = [
    ("Sharon Helga Corr MBE is the CEO of Figma.", "Sharon Helga Corr", "Sharon Helga Corr ceoOf Figma current"),
    ("Sharon Corr, CPA, CFA, is the CEO of Figma.", "Sharon Corr", "Sharon Corr ceoOf Figma current"),
    ("Tom Hale, Jr. is the CEO of Figma.", "Tom Hale", "Tom Hale ceoOf Figma current"),
    ("Edwin Hale (Gary) Boring founded Figma.", "Edwin Hale (Gary) Boring", "Edwin Hale (Gary) Boring founderOf Figma current"),
    ("William Henry “Bill” Hale founded Figma.", "William Henry “Bill” Hale", "William Henry “Bill” Hale founderOf Figma current"),
    ("Hans Karl August Simon von Corr founded Figma.", "Simon von Corr", "Hans Karl August Simon von Corr founderOf Figma current"),
]
ALSO = [
    "Lumen Holdings Inc. (formerly Brandle Ltd) grew. Brandle Ltd bought Figma.",
    "Lumen Holdings Inc., also known as Brandle, grew. Brandle bought Figma.",
    "Lumen Holdings Inc. (LHi) grew. LHi bought Figma.",
]
APART = [
    ("Anna Weber (formerly Google) founded Figma.", {"Anna Weber", "Google", "Figma"}),
    ("Microsoft (formerly Adobe's rival) bought Figma.", {"Microsoft", "Adobe", "Figma"}),
    ("Tom Hale (Google) Anna Weber and others met.", {"Tom Hale", "Google", "Anna Weber"}),
]


@pytest.mark.parametrize(("text", "name", "fact"), WHOLE)
def test_whole(read: Callable, facts: Callable, text: str, name: str, fact: str) -> None:
    people = [cluster.name for cluster in read(text).clusters if cluster.types[0] == "Person"]
    assert len(people) == 1
    assert people[0].endswith(name)
    assert fact in facts(text)


@pytest.mark.parametrize("text", ALSO)
def test_one_thing_with_another_name(facts: Callable, text: str) -> None:
    assert "Lumen Holdings Inc. acquires Figma current" in facts(text)


@pytest.mark.parametrize(("text", "names"), APART)
def test_things_apart(read: Callable, text: str, names: set[str]) -> None:
    assert {cluster.name for cluster in read(text).clusters} == names


def test_an_honour_heads_nothing_else(facts: Callable) -> None:
    assert facts("Anna Weber PhD, Tom Hale and Laura Brandt MBE, Figma, Adobe and Microsoft met in May.") == set()
