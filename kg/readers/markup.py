"""An HTML page as the other modules ask it: tree, meta tags, JSON-LD, addresses. Never decides what is true of the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kg.errors import SourceError
from kg.readers import jsonld
from kg.readers.decoding import decode

LARGEST_MARKUP = 5_000_000  # characters of a page without embedded pictures and scripts
MOST_ELEMENTS = 300_000
MOST_ATTRIBUTES = 1000  # of one tag: the parser compares each with all
FEWEST_PARAGRAPHS = 3  # of an article that is more than a teaser

_SILENT = frozenset({"script", "style", "noscript", "svg", "template", "form", "iframe"})
_INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"})
_CHARSET = re.compile(rb"""(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""")
_SAVED_FROM = re.compile(r"(?i)<!--\s*(?:saved from url=\(\d+\)|page saved with singlefile\s+url:)\s*(https?://\S+)")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_ASIDE = re.compile(
    r"related|recirc|recommend|promo|teaser|trending|popular|sidebar|comments?\b|(?:site|page|global)[-_]*footer|(?:^|\s)footer\b|most-read|newsletter"
    r"|latest|more-stories|river|card-list|carousel|next-up|\bnav\b|menu"
)
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)\s[^<>]{10000,}>")
_BALLAST = re.compile(
    r"(?is)<script\b(?![^>]*ld\+json)[^>]*>.*?</script\s*>|<style\b[^>]*>.*?</style\s*>|(?<=data:)[\w/+.-]+;base64,[\w+/=%]+"
)
_INLINE_TAG = re.compile(
    r"(?i)</?(?:div|span|font|b|i|em|strong|small|big|u|s|tt|center|section|main|blockquote|a|ul|ol|dl|dd|dt|table|tbody|tr|td|th|form|fieldset|label|nobr|bdo|ins|del|sub|sup|"
    r"code|pre|cite|q|abbr|kbd|var|samp|object|details|summary|article|[a-z]+-[a-z-]+|x+)(?:\s[^<>]*)?>"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page.

    `meta` maps lower-case names to their contents in page order; `nodes` are all JSON-LD objects, `articles` those about this
    article; `own` are the elements of the body that belong to the article, other stories, comments and the page's frame left out.
    """

    tree: HtmlElement
    meta: Mapping[str, tuple[str, ...]]
    nodes: tuple[jsonld.Node, ...]
    articles: tuple[jsonld.Node, ...]
    own: tuple[HtmlElement, ...]
    url: str | None
    hosts: tuple[str, ...]

    def metas(self, *names: str) -> list[str]:
        """Return the contents of the meta tags of these names, in the order of the names."""
        return [value for name in names for value in self.meta.get(name, ())]


def parse_page(content: bytes, name: str, address: str | None = None) -> Page:
    """Return the parsed page, which lay at `address`; SourceError when the bytes are no text or hold no element."""
    match = _CHARSET.search(content[:4096])
    text = _lighten(_XML_DECLARATION.sub("", decode(content, name, match[1].decode("ascii") if match else None)))
    if len(text) > LARGEST_MARKUP:
        raise SourceError(
            name, f"holds more than {LARGEST_MARKUP // 1_000_000} MB of markup", "give pages that hold one article each"
        )
    tree = _parse(text)
    if tree is None or not len(tree):
        raise SourceError(name, "holds no HTML", "save the page again, complete")
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise SourceError(name, f"holds more than {MOST_ELEMENTS:,} elements", "give pages that hold one article each")
    meta = _meta(tree)
    scripts = tree.xpath('//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]')
    found = jsonld.nodes(script.text or "" for script in scripts)
    saved = _SAVED_FROM.search(text[:5000])
    stated = _stated_addresses(tree, meta, address or (saved[1] if saved else None))
    articles = _main(jsonld.articles(found), stated)
    addresses = list(dict.fromkeys([*stated, *(one for article in articles for one in _own_addresses(article))]))
    hosts = tuple(dict.fromkeys(host for address in addresses if (host := urlsplit(address).hostname)))
    # an address without a path is the outlet's front page, put there by mistake
    url = next((address for address in addresses if len(urlsplit(address).path) > 1 or urlsplit(address).query), None)
    return Page(tree, meta, tuple(found), tuple(articles), tuple(_own(tree)), url, hosts)


def words_of(element: HtmlElement) -> str:
    """Return the visible text of an element with single blanks; letters that inline tags part (`<b>W</b>ord`) stay together."""
    text = ""
    inline = True
    for event, inside in etree.iterwalk(element, events=("start", "end")):
        inline = inline and inside.tag in _INLINE
        if event == "start":
            piece = inside.text if inside.tag not in _SILENT else None
        else:
            piece = inside.tail if inside is not element else None
        if piece:
            parted = not inline or not (text[-1:].isalpha() and piece[0].islower())
            text += " " + piece if parted else piece
            inline = True
    return " ".join(text.split())


def marks_of(element: HtmlElement) -> str:
    """Return what an element says of itself: class, id and the like, in lower case."""
    return " ".join(
        element.get(name) or "" for name in ("class", "id", "itemprop", "rel", "data-testid", "data-component")
    ).casefold()


def canonical_address(address: str, base: str | None = None) -> str | None:
    """Return the absolute http(s) address, percent-encoded and without fragment (RFC 3987 section 3.1); None when it is none."""
    try:
        parts = urlsplit(urljoin(base or "", address.strip()))
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return None
    path, query = quote(parts.path, safe="/:@!$&'()*+,;=~%-._"), quote(parts.query, safe="/?:@!$&'()*+,;=~%-._")
    return urlunsplit((parts.scheme.lower(), host + port, path, query, ""))


def _lighten(text: str) -> str:
    """Return the page without thousands of attributes in one tag, a large one also without embedded pictures and scripts."""
    text = _LONG_TAG.sub(lambda m: f"<{m[1]}>" if m[0].count("=") > MOST_ATTRIBUTES else m[0], text)
    return _BALLAST.sub("", text) if len(text) > LARGEST_MARKUP else text


def _parse(text: str) -> HtmlElement | None:
    parser = _parser()
    tree = _tree(text, parser)
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        return _tree(_INLINE_TAG.sub(" ", text), _parser())
    return tree


def _parser() -> HTMLParser:
    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False)


def _tree(text: str, parser: HTMLParser) -> HtmlElement | None:
    try:
        return document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _meta(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in tree.iter("meta"):
        # some savers write `value` where the page had `content`
        content = " ".join((element.get("content") or element.get("value") or "").split())
        if content:
            names = {token for key in ("property", "name", "itemprop") for token in (element.get(key) or "").casefold().split()}
            for name in sorted(names):
                if content not in found[name]:
                    found[name].append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def _stated_addresses(tree: HtmlElement, meta: Mapping[str, tuple[str, ...]], saved: str | None) -> list[str]:
    raw = [*tree.xpath('//link[contains(concat(" ", @rel, " "), " canonical ")]/@href'), *meta.get("og:url", ())]
    raw += [*meta.get("twitter:url", ()), *meta.get("parsely-link", ()), *([saved] if saved else [])]
    base = next(iter(meta.get("og:url", ())), saved)
    return [address for one in raw if (address := canonical_address(one, base))]


def _own_addresses(article: jsonld.Node) -> list[str]:
    entity = article.get("mainEntityOfPage")
    raw = (article.get("url"), entity, entity.get("@id") if isinstance(entity, dict) else None)
    return [address for one in raw if isinstance(one, str) and (address := canonical_address(one))]


def _main(articles: list[jsonld.Node], stated: list[str]) -> list[jsonld.Node]:
    """Return the nodes about the page's own article: a page may describe the stories that it links to as well."""
    main = next((article for article in articles if set(_own_addresses(article)) & set(stated)), next(iter(articles), None))
    if main is None:
        return []
    same = set(_own_addresses(main)), main.get("headline")
    others = (article for article in articles if article is not main)
    return [main, *(one for one in others if set(_own_addresses(one)) & same[0] or (same[1] and one.get("headline") == same[1]))]


def _own(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements of the body in page order, without what belongs to other stories, to comments or to the page's frame."""
    body = tree.find("body")
    pending = [(body, False)] if body is not None else []
    while pending:
        element, in_article = pending.pop()
        yield element
        inside = in_article or element.tag in ("article", "main")
        children = [child for child in element if isinstance(child.tag, str) and child.tag not in _SILENT]
        pending.extend((child, inside) for child in reversed(children) if not _is_aside(child, inside))


def _is_aside(element: HtmlElement, in_article: bool) -> bool:
    if element.tag == "nav":
        return True
    suspect = (element.tag == "footer" and not in_article) or bool(_ASIDE.search(marks_of(element)))
    if element.tag == "article" and not suspect:
        suspect = sum(1 for _ in element.iter("p")) < FEWEST_PARAGRAPHS  # the teaser of another story
    return suspect and element.find(".//h1") is None
