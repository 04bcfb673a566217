from __future__ import annotations

import html

import pytest

from kg.readers.wires import read_xml
from tests.readers.pages import BODY
from tests.readers.sources import articles, found, marked, problems

MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
)


def _rss(*items: str, channel: str = "<title>LoomWire</title><link>https://www.loomwire.example/</link>") -> bytes:
    listed = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel>{channel}{listed}</channel></rss>'.encode()


WHOLE = f"<title>Looms learn to count</title><content:encoded><![CDATA[{MARKUP}]]></content:encoded>"


def test_an_entry_with_its_whole_text_is_an_article() -> None:
    rest = (
        "<link>https://www.loomwire.example/a#x</link><dc:creator>Ada Byron and Karl Weber</dc:creator>"
        "<pubDate>Sat, 04 May 2024 23:30:00 -0700</pubDate><category>Weaving</category><category>Wool</category>"
        f"<description>{BODY[0]}</description>"
    )
    [article] = articles(read_xml, _rss(WHOLE + rest))
    assert article.text == "\n".join(("Looms learn to count", "", *BODY))
    assert (article.kind, article.bylines, article.published) == ("article", ("Ada Byron", "Karl Weber"), "2024-05-04")
    assert (article.url, article.publisher) == ("https://www.loomwire.example/a", "LoomWire")
    assert (article.section, article.keywords, article.modified) == ("Weaving", ("Weaving", "Wool"), None)


@pytest.mark.parametrize(
    "item",
    [
        f"<description>{BODY[0]}</description>",
        f"<description>{html.escape(f'<p>{BODY[0]}</p>')}</description>",
        f"<content:encoded><![CDATA[<p>{BODY[0]}</p> […]]]></content:encoded>",
        f"<content:encoded><![CDATA[<p>{BODY[0]}</p><a>Read more</a>]]></content:encoded>",
    ],
)
def test_an_entry_without_its_whole_text_is_a_summary(item: str) -> None:
    [article] = articles(read_xml, _rss(f"<title>Looms</title>{item}"))
    assert article.kind == "summary"
    assert BODY[0] in article.text


def test_an_aggregator_names_the_outlet_of_each_entry() -> None:
    source = '<source url="https://weft.example/rss">The Weft</source>'
    assert articles(read_xml, _rss(WHOLE + source))[0].publisher == "The Weft"


@pytest.mark.parametrize("title", ["LoomWire", "Weaving – LoomWire", "LoomWire » Weaving", "LoomWire &gt; Weaving"])
def test_the_outlet_is_told_from_the_section_in_a_feeds_title(title: str) -> None:
    channel = f"<title>{title}</title><link>https://www.loomwire.example/</link>"
    assert articles(read_xml, _rss(WHOLE, channel=channel))[0].publisher == "LoomWire"


def test_furniture_of_feeds_is_dropped_and_captions_are_marked() -> None:
    figure = "<figure><figcaption>A loom that counts its threads.</figcaption></figure>"
    markup = f"{figure}{MARKUP}<p>The post <a>Looms</a> appeared first on <a>LoomWire</a>.</p>"
    [article] = articles(read_xml, _rss(f"<title>Looms</title><content:encoded><![CDATA[{markup}]]></content:encoded>"))
    assert "appeared first" not in article.text
    assert marked(article, "caption") == ["A loom that counts its threads."]


def test_atom_is_read() -> None:
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>LoomWire</title><author><name>Ada Byron</name>
      </author>
      <entry><title type="html">Looms &amp;amp; wool</title><link rel="alternate" href="https://l.example/1"/>
        <published>2024-05-04T08:00:00Z</published><updated>2024-06-01T08:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{MARKUP}</div></content></entry>
      <entry><title>Short</title><updated>2024-06-02T08:00:00Z</updated><summary>{BODY[0]}</summary>
        <author><name>Karl Weber</name></author></entry></feed>"""
    first, second = articles(read_xml, feed.encode())
    assert (first.title, first.bylines, first.url) == ("Looms & wool", ("Ada Byron",), "https://l.example/1")
    assert (first.published, first.modified, first.kind, first.lang) == ("2024-05-04", "2024-06-01", "article", "en")
    assert (second.kind, second.bylines, second.published) == ("summary", ("Karl Weber",), "2024-06-02")


def test_rss_1_is_read() -> None:
    feed = f"""<rdf:RDF {SPACES} xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://l.example/">
      <title>LoomWire</title></channel>
      <item rdf:about="https://l.example/1"><title>Looms</title><link>https://l.example/1</link><dc:date>2024-05-04</dc:date>
      <dc:creator>Ada Byron</dc:creator><content:encoded><![CDATA[{MARKUP}]]></content:encoded></item></rdf:RDF>"""
    [article] = articles(read_xml, feed.encode())
    assert (article.title, article.bylines, article.published, article.publisher) == (
        "Looms",
        ("Ada Byron",),
        "2024-05-04",
        "LoomWire",
    )


def test_an_entry_without_text_is_told_and_the_rest_goes_on() -> None:
    results = found(read_xml, _rss("<title>Only a headline</title>", WHOLE))
    assert [getattr(one, "problem", "read") for one in results] == ["entry 1 holds no article text", "read"]


def test_a_feed_cut_short_gives_what_it_has_and_is_told() -> None:
    results = found(read_xml, _rss(WHOLE, WHOLE)[:-200])
    assert getattr(results[0], "title", None) == "Looms learn to count"
    assert "malformed XML" in getattr(results[-1], "problem", "")


def test_entities_of_the_feeds_own_are_not_expanded(tmp_path: object) -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))
    doctype = f'<!DOCTYPE rss [{bomb}<!ENTITY secret SYSTEM "file://{tmp_path}/secret">]>'
    feed = _rss(f"<title>Looms &e11; &secret; &eacute;</title><description>{BODY[0]}</description>")
    [article] = articles(read_xml, feed.replace(b"<rss", f"{doctype}<rss".encode()))
    assert article.title == "Looms &e11; &secret; é"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"<rss><channel><title>x</title></channel></rss>", "holds no entries"),
        (b"<rss", "of a kind that is not known|holds no entries|malformed"),
        (b"<catalog><book/></catalog>", "kind that is not known .it begins with <catalog>"),
        (b"no markup", "kind that is not known"),
        (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "kind that is not known"),
    ],
)
def test_what_is_no_feed_is_told(content: bytes, problem: str) -> None:
    [told] = problems(read_xml, content)
    assert any(one in told for one in problem.replace(".", "(").split("|"))


def test_a_feed_of_a_million_nested_tags_is_refused_or_read() -> None:
    assert found(read_xml, b"<rss><channel><item>" + b"<b>" * 1_000_000)
