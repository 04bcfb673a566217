from __future__ import annotations

from pathlib import Path

from kg.errors import KgError, SourceError
from kg.extract.language import LONGEST_TEXT
from kg.model import Article
from kg.pipeline import extraction


def test_articles_that_no_model_takes_are_failures_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Lumora is a startup based in Lisbon.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Lumora is a startup. " * 50_000, encoding="utf-8")
    (tmp_path / "c.txt").write_text("Lumora grows in Lisbon, and hires.\n", encoding="utf-8")
    failures: list[KgError] = []
    articles = list(extraction.articles_of([str(tmp_path), str(tmp_path / "none.txt")], failures))
    assert all(isinstance(article, Article) for article in articles)
    assert [article.id for article in articles] == ["a", "c"]
    assert [Path(failure.subject).name for failure in failures] == ["b.txt", "none.txt"]
    assert all(isinstance(failure, SourceError) for failure in failures)


def test_the_longest_article_is_one_that_the_model_takes() -> None:
    assert extraction.LONGEST <= LONGEST_TEXT
