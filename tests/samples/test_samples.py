"""The bundled articles: whole pages and plain texts, without a trace of any machine, on subjects that meet again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

import kg

FOLDER = Path(kg.__file__).parent / "samples"
ARTICLES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".html", ".txt"})
PAGES = [path for path in ARTICLES if path.suffix == ".html"]
TEXTS = [path for path in ARTICLES if path.suffix == ".txt"]
SHARED_SUBJECTS = (
    "Amazon",
    "Apple",
    "Competition and Markets Authority",
    "Elon Musk",
    "European Commission",
    "Federal Trade Commission",
    "Google",
    "Instagram",
    "Meta",
    "Microsoft",
)


def by_name(path: Path) -> str:
    return path.name


def shown(path: Path) -> str:
    """Return the words that a reader of the article sees, without the furniture around it."""
    text = path.read_text(encoding="utf-8")
    return " ".join(p.text_content() for p in html.document_fromstring(text).xpath("//article//p")) if path in PAGES else text


def news_article(page: Path) -> dict[str, object]:
    """Return the page's NewsArticle, which stands alone or in an @graph."""
    tree = html.document_fromstring(page.read_text(encoding="utf-8"))
    blocks = [json.loads(block) for block in tree.xpath("//script[@type='application/ld+json']/text()")]
    nodes = [node for block in blocks for node in block.get("@graph", [block])]
    [article] = [node for node in nodes if node["@type"] == "NewsArticle"]
    return article


def test_the_folder_holds_at_least_six_articles_of_two_formats_and_no_code() -> None:
    assert len(ARTICLES) >= 6
    assert PAGES
    assert TEXTS
    assert sorted(FOLDER.iterdir()) == ARTICLES


@pytest.mark.parametrize("path", ARTICLES, ids=by_name)
def test_an_article_is_clean_utf8_without_paths_or_foreign_addresses(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    assert "\ufffd" not in text
    assert not re.search(r"file://|[A-Z]:\\|(?<![\w./<>@])/(?:home|root|work|tmp|usr|Users|var)/", text)
    hosts = {urlsplit(url).hostname or "" for url in re.findall(r"https?://[^\s\"'<>]+", text)}
    assert {host for host in hosts if not host.endswith(".example")} <= {"schema.org"}


@pytest.mark.parametrize("path", PAGES, ids=by_name)
def test_a_page_says_in_its_metadata_what_it_shows(path: Path) -> None:
    article = news_article(path)
    tree = html.document_fromstring(path.read_text(encoding="utf-8"))
    [heading] = tree.xpath("//h1")
    [canonical] = tree.xpath("//link[@rel='canonical']/@href")
    assert article["headline"] == heading.text_content()
    assert article["mainEntityOfPage"] == canonical
    assert urlsplit(canonical).hostname.endswith(".example")
    assert article["datePublished"] in tree.xpath("//time/@datetime")
    assert [author["name"] for author in article["author"]] == [
        link.text for link in tree.xpath("//h1/following::a[@rel='author']")
    ][: len(article["author"])]
    assert tree.xpath("//meta[@property='og:site_name']/@content") == [article["publisher"]["name"]]


@pytest.mark.parametrize("path", PAGES, ids=by_name)
def test_a_page_asks_nothing_of_any_server(path: Path) -> None:
    tree = html.document_fromstring(path.read_text(encoding="utf-8"))
    assert tree.xpath("//@src | //link[not(@rel='canonical')]/@href | //@srcset") == []


@pytest.mark.parametrize("path", TEXTS, ids=by_name)
def test_a_text_begins_with_a_title_and_a_blank_line(path: Path) -> None:
    title, blank, first, *_ = path.read_text(encoding="utf-8").split("\n")
    assert 0 < len(title) <= 100
    assert not title.endswith((".", "!", "?"))
    assert blank == ""
    assert first


@pytest.mark.parametrize("path", ARTICLES, ids=by_name)
def test_an_article_is_as_long_as_a_short_report(path: Path) -> None:
    assert 250 <= len(shown(path).split()) <= 500


@pytest.mark.parametrize("name", SHARED_SUBJECTS)
def test_a_shared_subject_stands_in_three_articles_or_more(name: str) -> None:
    assert sum(name in shown(path) for path in ARTICLES) >= 3
