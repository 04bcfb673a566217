"""Five pages of as many outlets, whose body paragraphs a reader marked by hand, measured beside trafilatura alone.

`bodies.json` names each page by its SHA-256 and each body paragraph, in the order of the page, by the SHA-256 of page and text, so
no text is kept. Marked are the paragraphs, headings, lists and quotes of the article's own. Left out are headline and standfirst,
captions and bio, pull quotes that repeat a sentence, links to other stories, newsletter boxes, comments and navigation.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import trafilatura
from lxml import html

from kg.model import Article
from kg.readers import read
from tests.readers.measured import ARTICLES, f1, needs_pages, without, words

BODIES = json.loads(Path(__file__).with_name("bodies.json").read_text(encoding="utf-8"))
BLOCKS = ("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre")

pytestmark = needs_pages


def blocks(content: bytes) -> Iterator[str]:
    """Yield the text of each innermost block of a page, in order, with single blanks."""
    tree = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    for element in tree.iter(*BLOCKS):
        if next(element.iterdescendants(*BLOCKS), None) is None:
            for line_break in element.iter("br"):
                line_break.tail = f" {line_break.tail or ''}"
            if text := " ".join(element.text_content().split()):
                yield text


def fingerprint(page: str, text: str) -> str:
    return hashlib.sha256(f"{page}\n{text}".encode()).hexdigest()


@pytest.mark.parametrize("page", BODIES, ids=lambda page: page["file"])
def test_body(page: dict[str, object]) -> None:
    path = ARTICLES / "html" / str(page["file"])
    content = path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == page["sha256"]
    marked = page["body"]
    assert isinstance(marked, list)
    texts = {fingerprint(str(page["sha256"]), text): text for text in blocks(content)}
    body = [texts[paragraph["sha256"]] for paragraph in marked]
    assert [words(text).total() for text in body] == [paragraph["words"] for paragraph in marked]
    wanted = words("\n".join(body))

    (article,) = (one for one in read([str(path)]) if isinstance(one, Article))
    asides = {article.text[passage.span.start : passage.span.end] for passage in article.passages}
    alone = "\n".join(line for line in (trafilatura.extract(content) or "").split("\n") if line.strip() not in asides)
    own = f1(words(without(article, ("title", "caption", "credit", "bio"))), wanted)
    assert own >= 0.95
    assert own >= f1(words(alone), wanted)
