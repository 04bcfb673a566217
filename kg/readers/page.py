"""Saved HTML of any outlet to an article: text by trafilatura, the rest by what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

import trafilatura
from lxml.html import HtmlElement

from kg.errors import SourceError
from kg.model import Article, Kind, Passage, PassageKind
from kg.model.ids import name_key
from kg.readers import dates, outlet
from kg.readers.decoding import tidy
from kg.readers.jsonld import strings, types
from kg.readers.language import language_of
from kg.readers.markup import FEWEST_PARAGRAPHS, Page, marks_of, parse_page, words_of
from kg.readers.passages import flat, is_bio, is_credit, mark
from kg.readers.people import people
from kg.readers.stream import Source
from kg.readers.words import CONTACT, FURNITURE, JOURNALISM, LEAD_IN, SPONSORED

for library in ("htmldate", "trafilatura"):
    logging.getLogger(library).addHandler(logging.NullHandler())  # what they warn of is told as a SourceError

SHORTEST = 25  # characters: less is no article
LONGEST_BYLINE = 200
SHORTEST_BIO = 30
LONGEST_BOX = 2500  # characters of a bio box
LONGEST_CAPTION = 800
MOST_IN_A_ROW = 4  # captions without a paragraph between them; more are a slideshow
FEWEST_CAPTION_WORDS = 3  # fewer are a photographer without the word for it
LONGEST_FURNITURE = 300
SHORTEST_PROSE = 80  # characters of a paragraph that is no label or link
SHORTEST_STEM = 10  # characters that a cut headline shares with the whole one
NEAR_HEADLINE = 12  # lines after the headline among which a byline is looked for

_AUTHOR_META = (
    "author",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "mrf:authors",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "authors",
    "citation_author",
    "article:author_name",
    "cxenseparse:author",
    "rbauthors",
    "article.author",
    "dc.contributor",
    "og:article:author",
    "twitter:creator:name",
)
_BYLINE_MARK = re.compile(r"by-?_?line|author|contributor|writer|\bcreator\b")
_NOT_BYLINE_MARK = re.compile(r"bio|avatar|image|photo|social|share|comment|follow|desc|about")
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|by|people|contributors?|profiles?|staff|writers?|reporters?|journalists?)/([a-z]+(?:-[a-z]+){1,3})/?$"
)
_BIO_BOX = re.compile(r"bio\b|about[-_]*(?:the[-_]*)?author|author[-_]*(?:box|info|desc|card|blurb|profile|details|summary|note)")
_MAYBE_BIO = re.compile(r"byline|author|contributor")
_BLOCKS = ("p", "div", "section", "ul", "li")
_CAPTION_CLASSES = {"caption", "wp-caption-text", "caption-text", "image-caption", "photo-caption", "figure-caption"}
_CREDIT_MARK = re.compile(r"credit|copyrightholder")


@dataclass(frozen=True, slots=True)
class _Caption:
    """A caption's element and its lines, each with what it is."""

    element: HtmlElement
    lines: tuple[tuple[str, PassageKind], ...]


def read_html(source: Source) -> Iterator[Article]:
    """Yield the one article of a page; SourceError when the page holds no article text."""
    yield read_page(source.whole(), source.name, source.url)


def read_page(content: bytes, name: str, address: str | None = None) -> Article:
    """Return the article of a page that lay at an address, if that is known; SourceError when there is no article text."""
    page = parse_page(content, name, address)
    headlines = _headlines(page)
    publisher = outlet.publisher(page, [suffix for headline in headlines for suffix in _suffixes(headline)])
    title = _title(page, headlines, publisher)
    bylines = _bylines(page, [*([publisher] if publisher else []), *outlet.organisations(page), *_sections(page)])
    published = dates.published(page)
    text, passages = _text(page, title, bylines, name)
    return Article(
        id=name,
        source=name,
        text=text,
        title=title,
        kind=_kind(page),
        lang=_language(page, text),
        url=page.url,
        bylines=bylines,
        publisher=publisher,
        published=published,
        modified=dates.modified(page),
        section=next(iter(_sections(page)), None),
        keywords=_keywords(page),
        passages=passages,
    )


def read_fragment(markup: str, title: str, bylines: Sequence[str], name: str) -> tuple[str, tuple[Passage, ...]]:
    """Return the text and passages of an article given as HTML without its page; SourceError when there is no text in it."""
    page = parse_page(f'<html><head><meta charset="utf-8"></head><body><article>{markup}</article></body></html>'.encode(), name)
    return _text(page, title, bylines, name, everything=True)


def _text(
    page: Page, title: str, bylines: Sequence[str], name: str, *, everything: bool = False
) -> tuple[str, tuple[Passage, ...]]:
    captions, boxes = list(_captions(page)), list(_bio_boxes(page, bylines))
    paragraphs = _with_captions(page, _body(page, title, name, everything), captions)
    written = re.sub(r"\W+", " ", " ".join(paragraphs)).casefold()
    paragraphs += [line for line in dict.fromkeys(boxes) if re.sub(r"\W+", " ", line).casefold().strip() not in written]
    text = "\n".join(paragraphs)
    text = f"{title}\n\n{text}" if title else text
    return text, mark(text, title, bylines, [line for caption in captions for line in caption.lines], boxes)


# Headline


def _headlines(page: Page) -> list[str]:
    """Return what the page gives as its headline, the best source first."""
    stated = [text for article in page.articles for text in strings(article.get("headline"))]
    shown = [words for element in page.own if element.tag == "h1" and (words := words_of(element))]
    tab = [words_of(element) for element in page.tree.xpath("//head/title | //title")][:1]
    found = [
        *page.metas("og:title"),
        *stated,
        *page.metas("headline", "parsely-title", "sailthru.title", "twitter:title", "dc.title"),
        *shown,
        *tab,
    ]
    return [tidy(" ".join(text.split())) for text in found if text.strip()]


def _suffixes(headline: str) -> list[str]:
    parts = outlet.SEPARATOR.split(headline)
    return [part.strip() for part in (parts[-1], parts[0]) if len(parts) > 1 and part and len(part) < len(headline) / 2]


def _title(page: Page, headlines: Sequence[str], publisher: str | None) -> str:
    """Return the first headline, without the outlet's name, in the page's own displayed form where it is cut short."""
    names = {outlet.squash(one) for one in (publisher, *page.metas("og:site_name"), *page.hosts) if one}
    label = outlet.host_label(page)
    shown = [words_of(element) for element in page.tree.xpath("//h1")]
    for headline in headlines:
        title = headline
        while (cut := list(outlet.SEPARATOR.finditer(title))) and _is_outlet(title[cut[-1].end() :], names, label):
            title = title[: cut[-1].start()].strip()
        if (cut := list(outlet.SEPARATOR.finditer(title))) and _is_outlet(title[: cut[0].start()], names, label):
            title = title[cut[0].end() :].strip()
        stem = re.sub(r"\s*(?:…|\.\.\.)$", "", title)
        longer = [one for one in shown if _begins(one, stem) or _begins(title, one)] if stem != title or cut else []
        title = max(longer, key=len, default=title)
        if title and not _is_outlet(title, names, None):
            return title
    return ""


def _is_outlet(part: str, names: Iterable[str], label: str | None) -> bool:
    part = part.strip()
    own = outlet.squash(part)
    if not own or len(part) > outlet.LONGEST:
        return False
    return any(
        own == one or (len(own) > 4 and len(part.split()) <= 4 and (one.endswith(own) or own.endswith(one))) for one in names if one
    ) or bool(label and len(part.split()) <= 5 and outlet.fits_host(part, label))


def _begins(longer: str, shorter: str) -> bool:
    flat = re.sub(r"\W+", " ", shorter.casefold()).strip()
    return len(flat) >= SHORTEST_STEM and re.sub(r"\W+", " ", longer.casefold()).strip().startswith(flat)


# Bylines


def _bylines(page: Page, outlets: Sequence[str]) -> tuple[str, ...]:
    """Return the people who wrote the article: of what the markup states the fullest list, else what the page shows."""
    best: tuple[str, ...] = ()
    for group in _stated_authors(page):
        names = _merge(people(text, outlets) for text in group)
        if names and (not best or {name_key(one) for one in best} < {name_key(one) for one in names}):
            best = names
    if best:
        return best
    for text in [*_shown_authors(page), *_author_addresses(page)]:
        if names := people(text, outlets):
            return names
    return ()


def _merge(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for group in groups:
        for name in group:
            names.setdefault(name_key(name), name)
    return tuple(names.values())


def _stated_authors(page: Page) -> Iterator[list[str]]:
    for article in page.articles:
        for field in ("author", "creator"):
            listed = _listed(article.get(field))
            yield [
                text
                for one in listed
                if not (isinstance(one, dict) and types(one) & {"organization", "newsmediaorganization"})
                for text in strings(one)
            ]
    for name in _AUTHOR_META:
        yield page.metas(name)
    labels = page.metas("twitter:label1"), page.metas("twitter:data1")
    if labels[0] and re.match(r"(?i)(?:written )?by", labels[0][0]):
        yield labels[1]
    for element in page.tree.xpath('//meta[@name="parsely-page"]'):
        yield re.findall(r'"authors?"\s*:\s*\[?\s*"([^"]+)"', element.get("content") or element.get("value") or "")


def _shown_authors(page: Page) -> Iterator[str]:
    """Yield byline texts, the surest first: microdata, links to the author, byline elements, a line after the headline."""
    for element in page.own:
        if "author" in (element.get("itemprop") or "").split():
            named = element.xpath('.//*[contains(concat(" ", @itemprop, " "), " name ")]')
            yield from (one.get("content") or words_of(one) for one in named or [element])
    yield from (words_of(element) for element in page.own if "author" in (element.get("rel") or "").split())
    for element in page.own:
        marks = marks_of(element)
        if _BYLINE_MARK.search(marks) and not _NOT_BYLINE_MARK.search(marks):
            words = words_of(element)
            if 0 < len(words) <= LONGEST_BYLINE:
                yield words
    headline = next((number for number, element in enumerate(page.own) if element.tag == "h1"), 0)
    near = (words_of(element) for element in page.own[headline : headline + 10 * NEAR_HEADLINE] if len(element) < NEAR_HEADLINE)
    yield from (words for words in near if len(words) <= LONGEST_BYLINE and re.match(r"(?:By|BY|by)\s+[^\W\d_]", words))


def _author_addresses(page: Page) -> Iterator[str]:
    """Yield the names that addresses of author pages spell: `/author/jane-doe`."""
    stated = page.metas("article:author", "author")
    stated += [one.get("url") or "" for article in page.articles for one in _listed(article.get("author")) if isinstance(one, dict)]
    stated += [element.get("href") or "" for element in page.own if "author" in (element.get("rel") or "").split()]
    for address in stated:
        if isinstance(address, str) and (match := _AUTHOR_PAGE.search(address)):
            yield match[1].replace("-", " ")


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


# Body


def _body(page: Page, title: str, name: str, everything: bool) -> list[str]:
    """Return the paragraphs of the article without furniture and repeated headline; SourceError when there are none.

    Of a page the article is taken, of a fragment `everything`.
    """
    text = trafilatura.extract(_in_one_box(page), include_comments=False, favor_recall=everything) or ""
    if len(text) < SHORTEST:
        text = max((text, *(one for article in page.articles for one in strings(article.get("articleBody")))), key=len)
    if len(text) < (0.5 * len(words_of(page.tree)) if everything else SHORTEST):
        text = trafilatura.html2txt(page.tree)
    lines = [line.strip() for line in tidy(text).split("\n")]
    lines = [line for line in lines if line and not (len(line) <= LONGEST_FURNITURE and FURNITURE.match(line))]
    shown = {title, *(tidy(words_of(element)) for element in page.own if element.tag == "h1")}
    while lines and lines[0] in shown:
        lines = lines[1:]
    if sum(map(len, lines)) < (1 if everything else SHORTEST):
        raise SourceError(name, "holds no article text", "open the page in a browser until the article shows, and save it complete")
    return lines


def _in_one_box(page: Page) -> HtmlElement:
    """Return the tree, the boxes of one kind into which advertisements part its body put together: trafilatura takes one alone."""
    alike: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = defaultdict(list)
    for element in page.own:
        around, kind = element.getparent(), element.get("class")
        if not kind or element.tag not in ("div", "section") or around.tag != "div" or around.getparent() is None:
            continue
        prose = sum(1 for child in element if child.tag == "p" and len(words_of(child)) >= SHORTEST_PROSE)
        # a headline of its own beside the box makes another story
        if prose >= FEWEST_PARAGRAPHS and around.find(".//h1") is None:
            alike[around.getparent(), around.get("class") or "", kind].append(element)
    # of boxes side by side trafilatura takes what holds them all, with the headings between them
    parted = [boxes for boxes in alike.values() if 1 < len(boxes) == len({box.getparent() for box in boxes})]
    if not parted:
        return page.tree
    tree, path = deepcopy(page.tree), page.tree.getroottree().getpath
    for first, *others in [[tree.xpath(path(box))[0] for box in boxes] for boxes in parted]:
        for other in others:
            first.extend(list(other))
    return tree


def _captions(page: Page) -> Iterator[_Caption]:
    """Yield the captions of the article's pictures; words and credit that the page marks apart are lines of their own."""
    within: set[HtmlElement] = set()
    for element in page.own:
        if element.getparent() in within:
            within.add(element)
        elif element.tag == "figcaption" or _CAPTION_CLASSES & set((element.get("class") or "").casefold().split()):
            within.add(element)
            words = tidy(words_of(element))
            if words and len(words) <= LONGEST_CAPTION:
                yield _Caption(element, tuple(_caption_lines(element, words)))


def _caption_lines(element: HtmlElement, words: str) -> Iterator[tuple[str, PassageKind]]:
    credited = (words_of(inside) for inside in element.iterdescendants() if _CREDIT_MARK.search(marks_of(inside)))
    credit = next((tidy(one) for one in credited if one), "")
    if credit and words.endswith(credit):
        words = words.removesuffix(credit).strip()
    else:
        credit = ""
    if words:
        yield words, "credit" if is_credit(words) else "caption"
    if credit:
        yield credit, "credit"


def _with_captions(page: Page, lines: list[str], captions: Iterable[_Caption]) -> list[str]:
    """Return the paragraphs with the captions that trafilatura left out, each before the paragraph that follows it on the page.

    A caption that no paragraph of the article follows belongs to another story.
    """
    missing = {caption.element: caption for caption in captions}
    numbers = {flat(line): number for number, line in enumerate(lines)}
    written, seen = " ".join(numbers), set(numbers)
    before: dict[int, list[str]] = defaultdict(list)
    waiting: list[list[str]] = []
    for element in page.own if missing else ():
        if element in missing:
            waiting.append([])
            for line, kind in missing[element].lines:
                known = flat(line) in seen or (len(line) > SHORTEST_STEM and flat(line) in written)
                if not known and (kind == "credit" or len(line.split()) >= FEWEST_CAPTION_WORDS):
                    waiting[-1].append(line)
                    seen.add(flat(line))
        elif waiting and element.tag in _BLOCKS and (number := numbers.get(flat(words_of(element)))) is not None:
            # the pictures of a slideshow have no place of their own in the text: the first stands for them
            before[number] += [line for one in (waiting if len(waiting) <= MOST_IN_A_ROW else waiting[:1]) for line in one]
            waiting = []
    return [one for number, line in enumerate(lines) for one in (*before[number], line)]


def _bio_boxes(page: Page, bylines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of boxes that tell of the article's own reporters."""
    forms = [form for name in bylines for form in (name, name.split()[0], name.split()[-1])]
    for element in page.own:
        marks = marks_of(element)
        if not forms or (not _MAYBE_BIO.search(marks) and not _BIO_BOX.search(marks)):
            continue
        words = words_of(element)
        if not SHORTEST_BIO <= len(words) <= LONGEST_BOX:
            continue
        own = bool(_BIO_BOX.search(marks)) and any(form in words.split() for form in forms) and bool(JOURNALISM.search(words))
        for block in element.iter(*_BLOCKS, "span"):
            line = words_of(block)
            if any(child.tag in _BLOCKS for child in block) or len(line) < SHORTEST_BIO:
                continue
            line = LEAD_IN.sub("", line) if line.startswith("By ") else line
            shorter = next(
                (line.removeprefix(name).strip() for name in bylines if line.startswith(f"{name} {name.split()[0]} ")), line
            )
            if is_bio(shorter, bylines) or (own and shorter.endswith((".", "!")) and not CONTACT.match(shorter)):
                yield tidy(re.sub(r"\s+(?=[,.;:!?])", "", shorter))


# The rest


def _kind(page: Page) -> Kind:
    stated = {one for article in page.articles[:1] for one in types(article)}
    sponsored = "advertisercontentarticle" in stated or any(SPONSORED.search(text) for text in _sections(page)[:1])
    return "sponsored" if sponsored else "article"


def _language(page: Page, text: str) -> str:
    """Return the language the page states (BCP 47, primary subtag); unstated it is English, or `und` in another script."""
    stated = [
        page.tree.get("lang") or "",
        page.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        *page.metas("og:locale", "content-language", "language"),
    ]
    stated += [text for article in page.articles for text in strings(article.get("inLanguage"))]
    return language_of(stated, text)


def _sections(page: Page) -> list[str]:
    return [
        *(text for article in page.articles for text in strings(article.get("articleSection"))),
        *page.metas("article:section", "parsely-section", "section", "articlesection"),
    ]


def _keywords(page: Page) -> tuple[str, ...]:
    groups = [[text for article in page.articles for text in strings(article.get("keywords"))]]
    groups += [page.metas(name) for name in ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords")]
    stated = next((group for group in groups if group), [])
    return tuple(dict.fromkeys(word for text in stated for part in re.split(r"[,;]", text) if (word := part.strip())))
