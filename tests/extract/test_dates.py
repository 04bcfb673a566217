"""Dates: what words name, relative to the day of the article, and what a claim keeps of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import parse_date
from kg.model import Date

THURSDAY = date(2024, 5, 16)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2014", Date("2014-01-01", "year")),
        ("in early 2014", Date("2014-01-01", "year")),
        ("March 2014", Date("2014-03-01", "month")),
        ("March 3, 2014", Date("2014-03-03", "day")),
        ("3 March 2014", Date("2014-03-03", "day")),
        ("March", Date("2024-03-01", "month")),
        ("November", Date("2023-11-01", "month")),
        ("last year", Date("2023-01-01", "year")),
        ("last month", Date("2024-04-01", "month")),
        ("this year", Date("2024-01-01", "year")),
        ("Thursday", Date("2024-05-16", "day")),
        ("Monday", Date("2024-05-13", "day")),
        ("yesterday", Date("2024-05-15", "day")),
        ("February 30, 2014", None),
        ("two years", None),
        ("the 1990s", None),
    ],
)
def test_words_for_dates(words: str, expected: Date | None) -> None:
    assert parse_date(words, THURSDAY) == expected


def test_what_is_planned_lies_ahead() -> None:
    assert parse_date("November", THURSDAY, ahead=True) == Date("2024-11-01", "month")
    assert parse_date("March", THURSDAY, ahead=True) == Date("2025-03-01", "month")


def test_without_the_articles_day_only_whole_dates_are_known() -> None:
    assert parse_date("March", None) is None
    assert parse_date("last year", None) is None
    assert parse_date("March 2014", None) == Date("2014-03-01", "month")


@given(st.text(max_size=30), st.booleans())
def test_any_words_are_a_date_or_none(words: str, ahead: bool) -> None:
    found = parse_date(words, THURSDAY, ahead=ahead)
    assert found is None or date.fromisoformat(found.day)


def test_a_claim_keeps_when_it_holds(read: Callable) -> None:
    (bought,) = read("Microsoft bought VMware in March 2022.").claims
    assert bought.validity.at == Date("2022-03-01", "month")
    (led,) = read("Anna Weber has been chief executive of Figma since 2019.").claims
    assert led.validity.since == Date("2019-01-01", "year")
    (undated,) = read("Microsoft bought VMware.").claims
    assert undated.validity.to_json() == {"from": None, "until": None, "at": None, "precision": None}
