"""Real pages of fourteen outlets, measured against what readers of them wrote down."""

from __future__ import annotations

import json

import pytest

from kg.model import Article, name_key
from kg.readers import read
from tests.readers.measured import ARTICLES, f1, needs_pages, without, words

pytestmark = needs_pages

CUT_SHORT = {"d11_ai_burn"}


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
    """Words of title and body against the text that was annotated, which holds bio and captions on some pages only.

    What was annotated of one page stops in the middle: of that page the same stretch is compared.
    """
    for article, _ in pairs:
        annotated = (ARTICLES / "text" / f"{article.id}.txt").read_text(encoding="utf-8").strip()
        wanted = words(annotated)
        texts = [without(article, kinds) for kinds in ((), ("bio",), ("caption", "credit"), ("bio", "caption", "credit"))]
        if article.id in CUT_SHORT:
            last = annotated.rsplit("\n", 1)[-1]
            texts = [text[: text.index(last) + len(last)] for text in texts]
        assert max(f1(words(text), wanted) for text in texts) >= 0.95, article.id
