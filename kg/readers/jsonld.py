"""JSON-LD as pages carry it, broken or not, to plain objects.

Follows https://www.w3.org/TR/json-ld11/ no further than `@graph`, `@id` and `@type`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Node = dict[str, Any]

DEEPEST = 12  # levels of nesting that are looked into
ARTICLE_TYPES = (
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "reviewnewsarticle",
    "backgroundnewsarticle",
    "askpublicnewsarticle",
    "advertisercontentarticle",
    "article",
    "techarticle",
    "scholarlyarticle",
    "satiricalarticle",
    "blogposting",
    "liveblogposting",
    "report",
    "review",
    "socialmediaposting",
)
PAGE_TYPES = frozenset({"webpage", "itempage", "creativework"})
_WRAPPING = re.compile(
    r"^\s*(?:/\*\s*)?(?://\s*)?<!\[CDATA\[(?:\s*\*/)?|(?:/\*\s*)?(?://\s*)?\]\]>(?:\s*\*/)?\s*$|^\s*<!--|-->\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_STRING_FIELD = re.compile(r'"(headline|datePublished|dateModified|articleSection|url|inLanguage)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_NAMED_FIELD = re.compile(r'"(author|publisher|creator)"\s*:\s*[\[{][^\]}]*?"name"\s*:\s*"((?:[^"\\]|\\.)*)"')
_ARTICLE_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"\w*(?:Article|BlogPosting)"', re.I)


def nodes(scripts: Iterable[str]) -> list[Node]:
    """Return every object of the scripts, nested ones too, references (`{"@id": …}`) replaced by what they name."""
    found = [node for script in scripts for value in parse(script) for node in _walk(value, 0)]
    by_id = {node["@id"]: node for node in reversed(found) if isinstance(node.get("@id"), str) and len(node) > 1}
    return [{key: _resolve(value, by_id) for key, value in node.items()} for node in found]


def parse(script: str) -> list[Any]:
    """Return the JSON values of one script; what is beyond repair gives the few fields that can still be told."""
    text = _WRAPPING.sub("", script.strip()).strip().rstrip(";")
    if not text:
        return []
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), _TRAILING_COMMA.sub(r"\1", html.unescape(text))):
        try:
            return list(_values(attempt))
        except (ValueError, RecursionError):
            continue
    return _salvage(text)


def types(node: Node) -> set[str]:
    """Return the node's types in lower case, without namespace."""
    named = node.get("@type", ())
    listed = named if isinstance(named, list) else [named]
    return {re.split(r"[/#:]", one)[-1].casefold() for one in listed if isinstance(one, str)}


def articles(found: Iterable[Node]) -> list[Node]:
    """Return the nodes that are articles (pages where there are none), those that say most (headline, author, date) first."""

    def weight(node: Node) -> int:
        return sum(bool(node.get(key)) for key in ("headline", "author", "datePublished", "publisher", "mainEntityOfPage"))

    listed = [node for node in found if types(node) & set(ARTICLE_TYPES)]
    pages = [node for node in found if types(node) & PAGE_TYPES and weight(node)]
    return sorted(listed or pages, key=weight, reverse=True)


def strings(value: object) -> Iterator[str]:
    """Yield the texts of a value that may be a string, a node with a name, or a list of either."""
    if isinstance(value, str):
        if text := " ".join(html.unescape(value).split()):
            yield text
    elif isinstance(value, dict):
        yield from strings(value.get("name") or value.get("@value"))
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def _values(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    position = 0
    while position < len(text):  # some pages write several objects one after the other
        value, position = decoder.raw_decode(text, position)
        yield value
        position += len(text[position:]) - len(text[position:].lstrip(" \t\r\n,;"))


def _walk(value: object, depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _walk(one, depth)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            if isinstance(one, (dict, list)):
                yield from _walk(one, depth + 1)


def _resolve(value: object, by_id: dict[str, Node]) -> object:
    if isinstance(value, list):
        return [_resolve(one, by_id) for one in value]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
        return by_id.get(value["@id"], value)
    return value


def _salvage(text: str) -> list[Any]:
    if not _ARTICLE_TYPE.search(text):
        return []
    node: Node = {"@type": "Article"}
    for key, value in _STRING_FIELD.findall(text):
        node.setdefault(key, _unescape(value))
    for key, value in _NAMED_FIELD.findall(text):
        node.setdefault(key, {"name": _unescape(value)})
    return [node]


def _unescape(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value
