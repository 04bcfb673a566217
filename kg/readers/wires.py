"""XML to articles: NewsML-G2 and NITF, and feeds passed on. Entities of a document's own are never expanded, nothing is fetched."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from kg.errors import SourceError
from kg.model import Article
from kg.readers.decoding import decode
from kg.readers.feeds import read_feed
from kg.readers.page import read_page
from kg.readers.stated import Stated, article_of
from kg.readers.stream import Source

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#)([\w.-]*)(;?)")
_ROOT = re.compile(r"^(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>)*<([\w.:-]+)([^>]*)", re.S | re.I)
_FEEDS = ("rss", "feed", "rdf", "channel")
_GROUPS = ("newsmessage", "newsitem", "packageitem")


def read_xml(source: Source) -> Iterator[Article | SourceError]:
    """Yield the articles of an XML file: a feed, NewsML-G2, NITF or XHTML; SourceError when it is malformed or something else."""
    content = source.whole()
    declared = _ENCODING.search(content[:1024])
    text = _DECLARATION.sub("", decode(content, source.name, declared[1].decode("ascii") if declared else None), count=1)
    match = _ROOT.match(text)
    root = match[1].rpartition(":")[2].casefold() if match else ""
    # a document's own entities go with its type declaration: what still names one is kept as it is written
    text = _ENTITY.sub(_known_entity, _DOCTYPE.sub("", text, count=1))
    if root in _FEEDS and (root != "rdf" or "purl.org/rss" in text or "netscape.com/rdf" in text):
        yield from read_feed(text, source.name)
    elif root == "nitf":
        yield article_of(_nitf(_parse(text, source.name)), source.name)
    elif root in _GROUPS:
        yield from _news_items(_parse(text, source.name), source.name)
    elif root == "html":
        yield read_page(content, source.name, source.url)
    else:
        found = f"<{match[1]}>" if match else "no element"
        raise SourceError(
            source.name,
            f"is XML of a kind that is not known (it begins with {found[:40]})",
            "give RSS, Atom, NewsML-G2, NITF or XHTML",
        )


def _known_entity(match: re.Match[str]) -> str:
    character = html.entities.html5.get(f"{match[1]};") if match[2] else None
    return character if character and character not in "<>&" else f"&amp;{match[1]}{match[2]}"


def _parse(text: str, name: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg).split())
        raise SourceError(name, f"is malformed XML ({reason})", "fetch or export it again") from error


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements on a path of local names: wires put theirs into namespaces, or forget to."""
    steps = "/".join("" if step == "" else f"*[local-name()='{step}']" for step in path.split("/"))
    return list(element.xpath(f".//{steps}"))


def _words(element: etree._Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _first(element: etree._Element, *paths: str) -> str:
    return next((words for path in paths for one in _all(element, path) if (words := _words(one))), "")


def _attribute(element: etree._Element, name: str, *paths: str) -> str:
    return next((str(value) for path in paths for one in _all(element, path) if (value := one.get(name))), "")


def _blocks(element: etree._Element) -> Iterator[str]:
    """Yield the paragraphs below an element, in order."""
    for one in element.iter():
        if (
            isinstance(one.tag, str)
            and etree.QName(one).localname in ("p", "hl2", "h2", "h3", "li", "tagline")
            and (words := _words(one))
        ):
            yield words


def _nitf(root: etree._Element) -> Stated:
    """Return what a NITF document states (https://iptc.org/std/NITF/3.6/documentation/)."""
    head, body = "body.head", "body.content"
    content = [line for one in _all(root, body) for line in _blocks(one)]
    captions = tuple(_words(one) for one in _all(root, "media-caption"))
    bios = tuple(_words(one) for one in _all(root, "tagline"))
    return Stated(
        title=_first(root, f"{head}/hedline/hl1", "hedline/hl1", "hl1", "head/title"),
        text="\n\n".join([*dict.fromkeys(content), *(bio for bio in bios if bio not in content)]),
        authors=tuple(_first(one, "person") or _words(one) for one in _all(root, "byline")),
        url=_attribute(root, "href", "ds.url") or _attribute(root, "ex-ref", "pubdata"),
        publisher=_attribute(root, "name", "pubdata") or _first(root, f"{head}/distributor", "distributor"),
        published=_attribute(root, "norm", "date.issue", "story.date") or _attribute(root, "date.publication", "pubdata"),
        section=_attribute(root, "position.section", "pubdata") or _attribute(root, "tobject.subject.matter", "tobject.subject"),
        keywords=tuple(str(one.get("key") or "") for one in _all(root, "keyword")),
        language=str(root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
        captions=captions,
        bios=bios,
    )


def _news_items(root: etree._Element, name: str) -> Iterator[Article | SourceError]:
    """Yield the text articles of a NewsML-G2 message or of a single one (https://iptc.org/std/NewsML-G2/guidelines/)."""
    found = [one for one in root.iter() if isinstance(one.tag, str) and etree.QName(one).localname == "newsItem"]
    texts = [one for one in found if _all(one, "inlineXML") or _all(one, "inlineData")]
    if not texts:
        raise SourceError(name, "holds no article text", "give news items that carry their text")
    for number, one in enumerate(texts, 1):
        try:
            yield article_of(_news_item(one), name)
        except SourceError as error:
            yield SourceError(name, f"news item {number} {error.problem}", error.remedy)


def _news_item(item: etree._Element) -> Stated:
    inner = next(iter(_all(item, "inlineXML/nitf")), None)
    body = _nitf(inner) if inner is not None else Stated()
    if not body.text:
        blocks = [line for one in _all(item, "inlineXML") for line in _blocks(one)]
        plain = [str(one.text or "") for one in _all(item, "inlineData")]
        body = Stated(title=_first(item, "inlineXML//h1"), text="\n\n".join(dict.fromkeys(blocks or plain)))
    authors = [_words(one) for one in _all(item, "contentMeta/by")]
    authors = authors or [_first(one, "name") or str(one.get("literal") or "") for one in _all(item, "contentMeta/creator")]
    outlet = _first(item, "infoSource/name", "itemMeta/provider/name") or _attribute(
        item, "literal", "infoSource", "itemMeta/provider"
    )
    return Stated(
        title=_first(item, "contentMeta/headline", "itemMeta/title") or body.title,
        text=body.text,
        authors=tuple(authors) or body.authors,
        url=_attribute(item, "href", "itemMeta/link"),
        publisher=outlet or body.publisher,
        published=_first(item, "contentMeta/contentCreated", "itemMeta/firstCreated", "itemMeta/versionCreated") or body.published,
        modified=_first(item, "contentMeta/contentModified"),
        section=_first(item, "contentMeta/genre/name") or body.section,
        keywords=tuple(words for one in _all(item, "contentMeta/subject") if (words := _first(one, "name"))) or body.keywords,
        language=_attribute(item, "tag", "contentMeta/language") or body.language,
        captions=body.captions,
        bios=body.bios,
    )
