from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers import jsonld

ARTICLE = {"@type": "NewsArticle", "headline": "Looms learn to count", "author": {"name": "Ada Byron"}}


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(ARTICLE),
        json.dumps([{"@type": "WebSite"}, ARTICLE]),
        json.dumps({"@context": "https://schema.org", "@graph": [ARTICLE]}),
        json.dumps({"@type": "WebPage", "mainEntity": ARTICLE}),
        json.dumps({**ARTICLE, "@type": ["https://schema.org/NewsArticle", "Thing"]}),
        f"<![CDATA[{json.dumps(ARTICLE)}]]>",
        f"/*<![CDATA[*/{json.dumps(ARTICLE)}/*]]>*/",
        f"<!-- {json.dumps(ARTICLE)} -->",
        json.dumps(ARTICLE) + ";",
        json.dumps({"@type": "WebSite"}) + "\n" + json.dumps(ARTICLE),
        json.dumps(ARTICLE)[:-1] + ",}",
        json.dumps(ARTICLE).replace("learn", "learn\n"),
        json.dumps(ARTICLE).replace('"', "&quot;"),
        json.dumps(ARTICLE)[:-1] + ', "description": "a "broken" one"}',
        json.dumps(ARTICLE)[:-1] + ', "description": "cut off he',
    ],
)
def test_the_article_is_found_however_it_is_written(script: str) -> None:
    [article] = jsonld.articles(jsonld.nodes([script]))
    assert next(jsonld.strings(article["headline"])) == "Looms learn to count"
    assert list(jsonld.strings(article["author"])) == ["Ada Byron"]


def test_a_reference_is_replaced_by_what_it_names() -> None:
    graph = {"@graph": [{"@type": "Article", "author": [{"@id": "#ada"}]}, {"@type": "Person", "@id": "#ada", "name": "Ada Byron"}]}
    [article] = jsonld.articles(jsonld.nodes([json.dumps(graph)]))
    assert list(jsonld.strings(article["author"])) == ["Ada Byron"]


@pytest.mark.parametrize("script", ["", "{}", "[" * 100_000, '{"a":' * 100_000, "null", "not json", '"text"', "[[[1]]]"])
def test_nonsense_gives_nothing(script: str) -> None:
    assert jsonld.articles(jsonld.nodes([script])) == []


@given(st.text(max_size=300))
def test_no_script_is_too_broken(script: str) -> None:
    for node in jsonld.nodes([script, f'{{"@type": "Article", "headline": {script}']):
        list(jsonld.strings(node))
        jsonld.types(node)
