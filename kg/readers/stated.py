"""An article as a feed, an export or a wire states it, field by field, to an article."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape

from kg.errors import SourceError
from kg.model import Article, Kind, PassageKind
from kg.readers.dates import read_day
from kg.readers.decoding import tidy
from kg.readers.markup import canonical_address
from kg.readers.page import read_fragment
from kg.readers.passages import mark
from kg.readers.people import people
from kg.readers.text import text_article
from kg.readers.words import FURNITURE, SPONSORED

_MARKUP = re.compile(
    r"(?i)</?(?:p|div|br|h[1-6]|ul|ol|li|figure|figcaption|img|a|blockquote|span|em|strong|b|i|u|section|article|table)\b[^<>]*>"
)
_TAG = re.compile(r"<[^<>]*>")
_EPOCH = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a source states about one article; empty where it does not. `text` is plain or HTML; dates are as written."""

    title: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    publisher: str = ""
    published: str = ""
    modified: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    kind: Kind = "article"
    captions: tuple[str, ...] = ()
    bios: tuple[str, ...] = ()


def article_of(stated: Stated, name: str) -> Article:
    """Return the article; what is not stated is read off its text. SourceError when it has none."""
    title = plain(stated.title)
    publisher = plain(stated.publisher) or None
    bylines = bylines_of(stated.authors, [publisher] if publisher else [])
    if _MARKUP.search(stated.text):
        text, passages = read_fragment(stated.text, title, bylines, name)
        own = text_article(text, name, languages=[stated.language])
    else:
        text = _plain_text(stated.text, title)
        if not text.removeprefix(title).strip():
            raise SourceError(name, "holds no article text", "give articles with their text")
        own = text_article(text, name, languages=[stated.language])
        captions: list[tuple[str, PassageKind]] = [(plain(caption), "caption") for caption in stated.captions]
        passages = mark(text, title or own.title, bylines or own.bylines, captions, [*stated.bios, *_marked(own, "bio")])
    section = plain(stated.section) or None
    return replace(
        own,
        title=title or own.title,
        kind="sponsored" if section and SPONSORED.search(section) else stated.kind,
        url=canonical_address(stated.url) if stated.url else None,
        bylines=bylines or own.bylines,
        publisher=publisher or own.publisher,
        published=day(stated.published) or own.published,
        modified=day(stated.modified) or own.modified,
        section=section or own.section,
        keywords=tuple(dict.fromkeys(word for one in stated.keywords if (word := plain(one)))),
        passages=passages,
    )


def bylines_of(authors: Iterable[str], outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the people that the stated authors are, each once."""
    outlets = tuple(outlets)
    return tuple(dict.fromkeys(name for author in authors for name in people(_TAG.sub(" ", author), outlets)))


def plain(text: str) -> str:
    """Return a stated name or headline without tags, entities and superfluous blanks."""
    return " ".join(tidy(unescape(_TAG.sub(" ", text))).split())


def day(text: str) -> str | None:
    """Return the ISO day of a date as exports write it: any written form, or seconds or milliseconds since 1970 (UTC)."""
    text = text.strip()
    if _EPOCH.fullmatch(text):
        number = float(text)
        seconds = number / 1000 if number > 1e11 else number
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    found = read_day(text)
    return found.isoformat() if found else None


def _plain_text(text: str, title: str) -> str:
    text = tidy(text).strip("\n")
    lines = [line for line in text.split("\n") if not (line.strip() and FURNITURE.match(line.strip()))]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return text if not title or text.startswith(title) else f"{title}\n\n{text}"


def _marked(article: Article, kind: str) -> list[str]:
    return [passage.span.of(article.text) for passage in article.passages if passage.kind == kind]
