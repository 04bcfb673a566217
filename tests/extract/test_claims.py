"""Claims: what becomes of readings that the whole article puts in another light."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import facts_of
from kg.readers.text import text_article


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("Microsoft has agreed to buy Spotify, the companies said.", "planned"),
        ("Microsoft is reportedly buying Spotify.", "alleged"),
        ("Microsoft bought Spotify in May.", "current"),
        ("Shares rose in May.", "current"),
    ],
)
def test_a_headline_says_no_more_than_the_body(extractor: Callable, body: str, status: str) -> None:
    article = text_article(f"Microsoft buys Spotify for $2 billion\n\n{body}\n", "a")
    (fact,) = (fact for fact in facts_of(extractor.extract(article).claims) if fact.relation == "acquires")
    assert fact.status == status
