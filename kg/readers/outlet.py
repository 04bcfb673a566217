"""The real name of the outlet that published a page. Never a bare domain where the page knows better."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.model import name_key
from kg.readers.jsonld import Node, strings, types
from kg.readers.markup import Page, marks_of, words_of

LONGEST = 60  # characters of an outlet's name
SEPARATOR = re.compile(r"\s+[|–—•·»«:‹›~]+\s+|\s+-{1,2}\s+|\s*\|\s*|\s+::\s+")

_DOMAIN = re.compile(r"(?i)^(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*)\.([a-z]{2,})/?$")
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "edu", "ac"})
_GENERIC = re.compile(
    r"(?i)^(?:home(?:page)?|news|blog|article|index|site|website|wordpress|untitled|web|rss|null|undefined|logo|articles?)$"
)
_LEGAL = re.compile(r"(?i),?\s+(?:inc|llc|ltd|limited|corp|corporation|gmbh|plc|co)\.?$")
_COPYRIGHT = re.compile(
    r"(?i)(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright)?\s*(?:(?:19|20)\d\d\s*(?:[-–—]\s*(?:(?:19|20)\d\d|present))?)?,?\s*(?:by\s+)?([^.|©\n,]{2,60})"
)
_ORGANISATIONS = frozenset({"newsmediaorganization", "organization", "website", "corporation"})


def publisher(page: Page, title_suffixes: Iterable[str] = ()) -> str | None:
    """Return the outlet's name as its readers know it; None when the page does not tell."""
    label = host_label(page)
    strong = [*_clean(page.metas("og:site_name"), label)]
    stated = [*_clean((text for article in page.articles for text in strings(article.get("publisher"))), label)]
    applications = [
        *_clean(
            page.metas("application-name", "apple-mobile-web-app-title", "dc.publisher", "citation_publisher", "publisher"), label
        )
    ]
    applications += _clean(_microdata(page), label)
    suffixes = [*_clean(title_suffixes, label)]
    sites = [*_clean(_organisations(page.nodes), label)]
    loose = [*_clean(_loose(page), label)]
    everything = [*strong, *stated, *applications, *suffixes, *sites, *loose]
    chosen = (
        next(iter(strong), None)
        or _best(stated, [*applications, *suffixes, *sites], label)
        or next(iter([*applications, *sites]), None)
    )
    chosen = chosen or next((one for one in [*suffixes, *loose] if not label or fits_host(one, label)), None)
    if chosen is None:
        return _as_written(page, label) if label else None
    return _improve(chosen, everything, [*stated, *suffixes], label, page)


def host_label(page: Page) -> str | None:
    """Return the part of the page's host name that stands for the outlet: `theverge` of `www.theverge.com`."""
    return label_of(page.hosts[0]) if page.hosts else None


def fits_host(name: str, label: str) -> bool:
    """Say whether a name is what the host label stands for: `The New York Times` and `nytimes`, `WSJ` and `wsj`."""
    words = re.findall(r"[a-z0-9]+", name_key(re.sub(r"(?i)\.(?:com|net|org|io|co)$", "", name.strip())).replace("'", ""))
    if not words:
        return False
    label = re.sub(r"[^a-z0-9]", "", label)
    squashed = "".join(words)
    if words[0] == label or label.removeprefix("the") in (squashed, squashed.removeprefix("the")):
        return True
    long = min(len(label), len(squashed)) >= 4
    if long and (label.startswith(squashed) or label.endswith(squashed) or squashed.startswith(label) or squashed.endswith(label)):
        return True
    return len(label) >= 2 and len(words) > 1 and _abbreviates(label, words)


def squash(name: str) -> str:
    """Return the name's letters and digits in lower case, without a leading `the` and a trailing top-level domain."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^the\s+|\.(?:com|net|org|io|tv)$", "", name.casefold().strip()))


def _abbreviates(label: str, words: list[str]) -> bool:
    """Say whether the label is made of beginnings of the words, in order, none left out but the first of `the`."""
    if not words:
        return not label
    first, rest = words[0], words[1:]
    return any(label.startswith(first[:size]) and _abbreviates(label[size:], rest) for size in range(len(first), 0, -1))


def label_of(host: str) -> str:
    """Return the part of a host name that stands for its owner: `theverge` of `www.theverge.com`."""
    parts = [part for part in host.casefold().split(".") if part]
    parts = parts[:-1] or parts
    while len(parts) > 1 and (parts[-1] in _SECOND_LEVEL):
        parts = parts[:-1]
    return parts[-1]


def _clean(names: Iterable[str], label: str | None) -> Iterator[str]:
    """Yield the names without tagline, legal form and wrapping; what cannot be an outlet's name is left out."""
    for stated in names:
        name = " ".join(stated.split()).strip(" -|:,\"'“”")
        if label and len(parts := [part for part in SEPARATOR.split(name) if part]) > 1:
            name = next((part for part in parts if fits_host(part, label)), parts[0])
        name = _LEGAL.sub("", name).strip()
        if (
            2 <= len(name) <= LONGEST
            and not _GENERIC.match(name)
            and not name.startswith(("@", "http", "//"))
            and re.search(r"[^\W\d_]", name)
        ):
            yield "The " + name[4:] if name.startswith("the ") else name


def organisations(page: Page) -> list[str]:
    """Return every name that the page gives to itself and to the house that owns it: none of them is a person."""
    stated = (text for article in page.articles for text in strings(article.get("publisher")))
    return [
        *page.metas("og:site_name", "application-name", "publisher"),
        *stated,
        *_organisations(page.nodes),
        *_clean(_loose(page), None),
    ]


def _microdata(page: Page) -> Iterator[str]:
    for element in page.tree.xpath('//body//*[contains(concat(" ", @itemprop, " "), " publisher ")]'):
        named = element.xpath('.//*[contains(concat(" ", @itemprop, " "), " name ")]')
        for one in named:
            yield one.get("content") or one.get("value") or words_of(one)
        if not named:
            yield element.get("content") or words_of(element)


def _organisations(found: Iterable[Node]) -> Iterator[str]:
    for node in found:
        if types(node) & _ORGANISATIONS:
            yield from strings(node.get("name"))


def _loose(page: Page) -> Iterator[str]:
    """Yield what hints at the outlet: an account's plain name, the logo's words, the holder of the copyright."""
    yield from (name for name in page.metas("twitter:site", "al:ios:app_name", "al:android:app_name") if not name.startswith("@"))
    for image in page.tree.xpath('//img[@alt] | //*[name()="svg"][@aria-label] | //a[@title]'):
        if "logo" in f"{marks_of(image)} {image.get('src') or ''} {image.get('alt') or ''}".casefold():
            yield re.sub(r"(?i)\s*\blogo\b\s*", " ", image.get("alt") or image.get("aria-label") or image.get("title") or "")
    yield from page.metas("copyright", "dc.rights")
    for element in page.tree.xpath(
        '//footer | //*[contains(@class, "footer") or contains(@class, "copyright") or contains(@id, "footer")]'
    )[-4:]:
        yield from (holder.strip() for holder in _COPYRIGHT.findall(words_of(element)))


def _best(stated: list[str], others: list[str], label: str | None) -> str | None:
    """Return the stated publisher, or the outlet's own name where the publisher is the house that owns it."""
    if not stated:
        return None
    if label and not fits_host(stated[0], label):
        return next((one for one in [*stated, *others] if fits_host(one, label)), stated[0])
    return stated[0]


def _improve(name: str, others: list[str], long_forms: list[str], label: str | None, page: Page) -> str:
    domain = _DOMAIN.match(name)
    if domain and _is_brand(domain, page):
        return name
    if domain:
        own = label_of(name.casefold().removeprefix("www."))
        better = [one for one in others if not _DOMAIN.match(one) and fits_host(one, own)]
        return max(better, key=lambda one: (len(one.split()) > 1, better.count(one))) if better else _as_written(page, own)
    if name.isupper() and 2 <= len(name) <= 4 and label:
        initials = {name.casefold(), "t" + name.casefold()}
        for one in long_forms:
            if "".join(word[0] for word in one.split()).casefold() in initials and len(one.split()) > 1 and fits_host(one, label):
                return one
    if name.islower():
        return next((one for one in others if squash(one) == squash(name) and not one.islower()), None) or _as_written(page, name)
    return name


def _is_brand(domain: re.Match[str], page: Page) -> bool:
    """Say whether a name with a dot is meant: an outlet that is called `Example.com` has accounts like `@ExampleDotCom`."""
    accounts = [
        account.casefold().rstrip("/").rsplit("/", 1)[-1]
        for account in page.metas("twitter:site", "twitter:creator", "article:publisher")
    ]
    own, top = domain[1].casefold(), domain[2].casefold()
    return any(f"{own}dot{top}" in account or f"{own}{top}" in account or f"{own}.{top}" in account for account in accounts)


def _as_written(page: Page, label: str) -> str:
    """Return the label as the page's own text writes it most often with capitals, else with a capital."""
    body = page.tree.find("body")
    text = words_of(body)[:200_000] if body is not None else ""
    spaced = r"[\s’']?".join(re.escape(letter) for letter in re.sub(r"[^a-z0-9]", "", label.casefold()))
    written = (
        Counter(match for match in re.findall(rf"(?i)(?<![\w.@/-])(?:the\s)?{spaced}(?![\w@]|\.\w)", text) if not match.islower())
        if spaced
        else None
    )
    if written:
        return str(min(written, key=lambda one: (-written[one], one)))
    return label if not label.islower() else label[:1].upper() + label[1:]
