"""Real pages of fourteen outlets, which lie beside the checkout and not in it, and how words are compared on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pytest

from kg.model import Article

ARTICLES = Path(__file__).parents[2].parent / "shared" / "data" / "articles"

needs_pages = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the measured pages are not beside this checkout")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def f1(found: Counter[str], wanted: Counter[str]) -> float:
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


def without(article: Article, kinds: Collection[str]) -> str:
    text = article.text
    for passage in reversed([passage for passage in article.passages if passage.kind in kinds]):
        text = text[: passage.span.start] + text[passage.span.end :]
    return text
