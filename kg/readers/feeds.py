"""RSS 0.9 to 2.0, RSS 1.0 and Atom to articles. JSON Feed is read with the other JSON."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.sax import SAXException

import feedparser
from lxml import etree

from kg.errors import SourceError
from kg.model import Article
from kg.readers import outlet
from kg.readers.stated import Stated, article_of, plain
from kg.readers.words import CUT_OFF

LONGEST = 10_000_000  # characters of one feed


def read_feed(text: str, name: str) -> Iterator[Article | SourceError]:
    """Yield the articles of a feed, its summaries marked as such where it does not have the whole text.

    Follows https://www.rssboard.org/rss-specification, RFC 4287 and https://web.resource.org/rss/1.0/spec. An entry without text is
    a SourceError, and so is a feed that is broken or holds none.
    """
    if len(text) > LONGEST:
        raise SourceError(name, f"holds more than {LONGEST // 1_000_000} MB", "split the feed")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    etree.fromstring(text.encode(), parser)
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise SourceError(name, "is nested too deep for a feed", "fetch the feed again")
    try:
        parsed = feedparser.parse(io.BytesIO(text.encode()), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError) as error:  # it trusts names and numbers it is given
        raise SourceError(name, "is malformed beyond what a feed reader bears", "fetch the feed again") from error
    for number, entry in enumerate(parsed.entries, 1):
        try:
            yield article_of(_stated(entry, parsed.feed), name)
        except SourceError as error:
            yield SourceError(name, f"entry {number} {error.problem}", "it has a headline at most: give the page that it links to")
    broken = parsed.get("bozo_exception")
    if isinstance(broken, SAXException):
        reason = " ".join(str(broken.getMessage()).split())
        yield SourceError(name, f"is malformed XML ({reason})", "fetch the feed again; what could be told apart was read")
    elif not parsed.entries:
        raise SourceError(name, "holds no entries", "give a feed that has articles")


def _stated(entry: Any, feed: Any) -> Stated:  # noqa: ANN401 feedparser has no types
    contents = [_markup(one) for one in entry.get("content", ())]
    summary = _markup(entry.get("summary_detail") or {})
    updated = str(dict.get(entry, "updated") or "")  # the feed's own: the parser would put the publication in its place
    whole = max(contents, key=len, default="")
    complete = bool(whole.strip()) and not CUT_OFF.search(plain(whole))
    language = next((one.get("language") for one in entry.get("content", ()) if one.get("language")), None)
    categories = tuple(str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", ()))
    origin = entry.get("source") or {}
    address = str(entry.get("feedburner_origlink") or entry.get("link") or "")
    return Stated(
        title=str(entry.get("title") or ""),
        text=whole if complete else max(whole, summary, key=len),
        authors=_authors(entry) or _authors(origin) or _authors(feed),
        url=address,
        publisher=_outlet(str(origin.get("title") or entry.get("publisher") or ""), str(origin.get("href") or ""))
        or _outlet(str(feed.get("title") or feed.get("publisher") or ""), str(feed.get("link") or "")),
        published=str(entry.get("published") or updated),
        modified=updated if entry.get("published") else "",
        section=next((one for one in categories if one), ""),
        keywords=categories,
        language=str(language or feed.get("language") or ""),
        kind="article" if complete else "summary",
    )


def _markup(content: Any) -> str:  # noqa: ANN401
    value = str(content.get("value") or "")
    return f"<div>{value}</div>" if value and content.get("type") != "text/plain" else value


def _authors(holder: Any) -> tuple[str, ...]:  # noqa: ANN401
    listed = tuple(str(one.get("name") or "") for one in holder.get("authors", ()) if one.get("name"))
    return listed or ((str(holder["author"]),) if holder.get("author") else ())


def _outlet(title: str, address: str) -> str:
    """Return the outlet in a feed's title: `Example Wire » Chips` and `Chips – Example Wire` are Example Wire's."""
    parts = [part.strip() for part in outlet.SEPARATOR.split(plain(title).replace(" > ", " | ")) if part.strip()]
    host = urlsplit(address).hostname if "://" in address else None
    label = outlet.label_of(host) if host else None
    return next((part for part in parts if label and outlet.fits_host(part, label)), parts[0] if parts else "")
