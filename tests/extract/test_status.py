"""Status: what the words around a trigger make of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Microsoft bought Spotify.", "current"),
        ("Microsoft agreed to buy Spotify.", "planned"),
        ("Microsoft plans to buy Spotify.", "planned"),
        ("Microsoft will buy Spotify.", "planned"),
        ("Microsoft announced its planned acquisition of Spotify.", "planned"),
        ("Microsoft may buy Spotify.", "alleged"),
        ("Microsoft reportedly bought Spotify.", "alleged"),
        ("Microsoft is considering buying Spotify.", "alleged"),
        ("Microsoft did not buy Spotify.", "denied"),
        ("Microsoft never bought Spotify.", "denied"),
        ("Microsoft abandoned its acquisition of Spotify.", "denied"),
        ("Microsoft called off its acquisition of Spotify.", "denied"),
        ("Microsoft declined to buy Spotify.", "denied"),
    ],
)
def test_events(facts: Callable, text: str, status: str) -> None:
    assert facts(text) == {f"Microsoft acquires Spotify {status}"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Anna Weber is chief executive of Figma.", "current"),
        ("Anna Weber was chief executive of Figma.", "former"),
        ("Anna Weber, former chief executive of Figma, laughed.", "former"),
        ("Anna Weber stepped down as chief executive of Figma.", "former"),
        ("Anna Weber is no longer chief executive of Figma.", "former"),
        ("Anna Weber, the incoming chief executive of Figma, laughed.", "planned"),
        ("Anna Weber will become chief executive of Figma.", "planned"),
        ("Anna Weber is not chief executive of Figma.", "denied"),
    ],
)
def test_states(facts: Callable, text: str, status: str) -> None:
    assert facts(text) == {f"Anna Weber ceoOf Figma {status}"}


def test_what_continues_is_current(facts: Callable) -> None:
    assert "Anna Weber ceoOf Figma current" in facts("Anna Weber will remain chief executive of Figma.")


def test_an_event_that_happened_is_never_former(facts: Callable) -> None:
    assert facts("Anna Weber previously founded Figma.") >= {"Anna Weber founderOf Figma current"}


def test_what_is_over_for_one_employer_is_not_over_for_the_next(facts: Callable) -> None:
    found = facts("Anna Weber, formerly of Spotify, has joined Figma as a scientist.")
    assert found == {"Anna Weber worksFor Spotify former", "Anna Weber worksFor Figma current"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Anna Weber, its chief executive for nine years, left in May.", "former"),
        ("Anna Weber, its chief executive, left Spotify in May.", "current"),
        ("Anna Weber, its chief executive, stepped down as chair of Spotify.", "current"),
    ],
)
def test_who_left_has_the_role_no_more(facts: Callable, text: str, status: str) -> None:
    assert f"Anna Weber ceoOf Figma {status}" in facts(f"Figma struggled. {text}")


def test_a_correction_repeats_what_was_wrong(facts: Callable) -> None:
    assert facts("An earlier version of this article said that Microsoft owns Spotify.") == set()


def test_what_was_once_considered_is_open(facts: Callable) -> None:
    assert facts("Microsoft once considered buying Spotify.") == set()


def test_what_somebody_turned_down_is_denied(facts: Callable) -> None:
    assert facts("Lionel Frey turned down a seat on Halvik's board.") <= {"Lionel Frey boardMemberOf Halvik denied"}
