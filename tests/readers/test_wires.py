from __future__ import annotations

import pytest

from kg.readers.wires import read_xml
from tests.readers.pages import BODY, page
from tests.readers.sources import articles, found, marked, problems

NITF = f"""<nitf><head><title>tab</title><docdata><date.issue norm="20240504T100000Z"/><key-list><keyword key="looms"/>
      </key-list></docdata>
  <pubdata name="LoomWire" position.section="Weaving"/></head>
  <body><body.head><hedline><hl1>Looms learn to count</hl1><hl2>A second line</hl2></hedline>
    <byline>By <person>Ada Byron</person><byttl>Staff Writer</byttl></byline></body.head>
  <body.content><p>{BODY[0]}</p><media><media-caption><p>A loom that counts its threads.</p></media-caption></media>
      <p>{BODY[1]}</p></body.content>
  <body.end><tagline>Ada Byron covers textiles for LoomWire.</tagline></body.end></body></nitf>"""


def _item(content: str, extra: str = "") -> str:
    return f"""<newsItem guid="urn:a" version="1"><itemMeta><provider literal="LoomWire"/>
      <versionCreated>2024-05-05T01:00:00Z</versionCreated>
      <firstCreated>2024-05-04T10:00:00Z</firstCreated></itemMeta><contentMeta><headline>Looms learn to count</headline>
      <by>By Ada Byron</by>
      <language tag="en-GB"/><subject type="cpnat:abstract"><name>weaving</name></subject>{extra}</contentMeta>
      <contentSet>{content}</contentSet></newsItem>"""


def _message(*items: str) -> bytes:
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{"".join(items)}</itemSet></newsMessage>'.encode()


XHTML = (
    '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>tab</h1>'
    f"<p>{BODY[0]}</p><p>{BODY[1]}</p></body></html></inlineXML>"
)


def test_nitf_is_read() -> None:
    [article] = articles(read_xml, NITF.encode())
    assert (article.title, article.bylines, article.publisher) == ("Looms learn to count", ("Ada Byron",), "LoomWire")
    assert (article.published, article.section, article.keywords) == ("2024-05-04", "Weaving", ("looms",))
    lines = [line for line in article.text.split("\n") if line]
    caption, bio = "A loom that counts its threads.", "Ada Byron covers textiles for LoomWire."
    assert lines == ["Looms learn to count", BODY[0], caption, BODY[1], bio]
    assert (marked(article, "caption"), marked(article, "bio")) == ([caption], [bio])


@pytest.mark.parametrize("content", [XHTML, f"<inlineXML>{NITF}</inlineXML>", f"<inlineData>{BODY[0]}\n\n{BODY[1]}</inlineData>"])
def test_newsml_g2_is_read_whatever_form_its_text_has(content: str) -> None:
    [article] = articles(read_xml, _message(_item(content)))
    assert (article.title, article.bylines, article.publisher) == ("Looms learn to count", ("Ada Byron",), "LoomWire")
    assert (article.published, article.lang, article.keywords) == ("2024-05-04", "en", ("weaving",))
    assert BODY[0] in article.text
    assert BODY[1] in article.text


def test_a_message_may_hold_several_items_and_pictures() -> None:
    picture = _item('<remoteContent href="https://l.example/p.jpg"/>')
    empty = _item("<inlineXML/>")
    results = found(read_xml, _message(_item(XHTML), picture, empty, _item(XHTML)))
    assert [getattr(one, "problem", "read") for one in results] == ["read", "news item 2 holds no article text", "read"]


def test_a_page_saved_as_xml_is_read() -> None:
    assert articles(read_xml, page().replace(b"<!DOCTYPE html>", b""))[0].title == "Looms learn to count"


def test_a_declared_encoding_is_used() -> None:
    content = '<?xml version="1.0" encoding="iso-8859-1"?>' + NITF.replace("count", "café")
    assert articles(read_xml, content.encode("iso-8859-1"))[0].title == "Looms learn to café"


def test_entities_are_neither_expanded_nor_fetched() -> None:
    doctype = (
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd" [<!ENTITY x "expanded"><!ENTITY y SYSTEM "file:///etc/hostname">]>'
    )
    [article] = articles(read_xml, (doctype + NITF.replace("count", "count &x;&y;&nbsp;all")).encode())
    assert article.title == "Looms learn to count &x;&y; all"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (NITF.encode()[:-100], "malformed XML"),
        (NITF.replace("<p>", "<p><b>", 1).encode(), "malformed XML"),
        (b"<nitf>" + b"<p>" * 1_000_000, "malformed XML"),
        (b"<nitf><body/></nitf>", "no article text"),
        (_message(), "no article text"),
    ],
)
def test_broken_wires_are_told(content: bytes, problem: str) -> None:
    [told] = problems(read_xml, content)
    assert problem in told
