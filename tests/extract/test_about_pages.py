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
SEATS = [
    ("Figma is located in Denver.", "Figma basedIn Denver current"),
    ("Figma, which was located in Denver, makes lamps.", "Figma basedIn Denver former"),
    ("Figma has its head office in Denver.", "Figma basedIn Denver current"),
    ("The headquarters of Figma are in Denver.", "Figma basedIn Denver current"),
    ("Figma's main office is located in Denver.", "Figma basedIn Denver current"),
    ("With headquarters in Denver, Figma makes lamps.", "Figma basedIn Denver current"),
    ("Figma, originally based in Denver, makes lamps.", "Figma basedIn Denver former"),
    ("Figma is a maker of lamps based in Denver.", "Figma basedIn Denver current"),  # the maker is, not the lamps
    ("Figma is a company selling lamps, headquartered in Denver.", "Figma basedIn Denver current"),
    ("Figma is a subsidiary of Adobe based in Denver.", "Figma basedIn Denver current"),
    ("Figma, a maker of lamps founded by Anna Weber, has grown.", "Anna Weber founderOf Figma current"),
]
NO_SEATS = [
    "Police located Figma in Denver.",
    "Figma's factory is located in Denver.",
    "Figma's European headquarters are in Dublin.",
    "Figma has offices located in Denver and Oslo.",
    "Figma is an association of schools based in Denver.",
    "Figma runs a data center located in Denver.",
]
WHOSE = [
    ("Anna Weber, founding partner of Accel, agreed.", "Anna Weber founderOf Accel current"),
    ("Figma was the creation of Anna Weber.", "Anna Weber founderOf Figma current"),
    ("Figma is a subsidiary company of Adobe.", "Figma ownedBy Adobe current"),
    ("Figma is a maker of lamps and a subsidiary of Adobe.", "Figma ownedBy Adobe current"),
    ("Anna Weber is an author of three books, a speaker, and the co-founder of Figma.", "Anna Weber founderOf Figma current"),
]


@pytest.mark.parametrize(("text", "fact"), TOGETHER + SEATS + WHOSE)
def test_read(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize("text", NO_SEATS)
def test_no_seat(facts: Callable, text: str) -> None:
    assert not any("basedIn" in fact for fact in facts(text))
