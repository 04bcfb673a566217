"""Real pages of fourteen outlets, measured against what readers of them wrote down. They lie beside the checkout, not in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pytest

from kg.model import Article, name_key
from kg.readers import read

ARTICLES = Path(__file__).parents[2].parent / "shared" / "data" / "articles"

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the measured pages are not beside this checkout")


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Article, dict[str, object]]]:
    articles = [article for article in read([str(ARTICLES / "html")]) if isinstance(article, Article)]
    gold = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((ARTICLES / "gold").glob("*.json"))}
    assert sorted(gold) == [article.id for article in articles]
    found = []
    for article in articles:
        names = {entity["id"]: entity["name"] for entity in gold[article.id]["entities"]}
        stated = gold[article.id]["article"]
        found.append((article, {**stated, "bylines": {name_key(names.get(one, one)) for one in stated["bylines"]}}))
    return found


def _share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_bylines(pairs: list[tuple[Article, dict[str, object]]]) -> None:
    read_, gold, both = 0, 0, 0
    for article, stated in pairs:
        names, wanted = {name_key(name) for name in article.bylines}, stated["bylines"]
        assert isinstance(wanted, set)
        read_, gold, both = read_ + len(names), gold + len(wanted), both + len(names & wanted)
    assert 2 * both / (read_ + gold) >= 0.97


def test_publisher(pairs: list[tuple[Article, dict[str, object]]]) -> None:
    assert _share([name_key(article.publisher or "") == name_key(str(stated["publisher"])) for article, stated in pairs]) >= 0.95


def test_published(pairs: list[tuple[Article, dict[str, object]]]) -> None:
    assert _share([article.published == stated["published"] for article, stated in pairs]) >= 0.95


def test_body(pairs: list[tuple[Article, dict[str, object]]]) -> None:
    """Words of title and body against the text that was annotated, which holds bio and captions on some pages only."""
    for article, _ in pairs:
        wanted = _words((ARTICLES / "text" / f"{article.id}.txt").read_text(encoding="utf-8"))
        texts = [_without(article, kinds) for kinds in ((), ("bio",), ("caption", "credit"), ("bio", "caption", "credit"))]
        assert max(_f1(_words(text), wanted) for text in texts) >= 0.95, article.id


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def _f1(words: Counter[str], wanted: Counter[str]) -> float:
    return 2 * (words & wanted).total() / (words.total() + wanted.total())


def _without(article: Article, kinds: Collection[str]) -> str:
    text = article.text
    for passage in reversed([passage for passage in article.passages if passage.kind in kinds]):
        text = text[: passage.span.start] + text[passage.span.end :]
    return text
