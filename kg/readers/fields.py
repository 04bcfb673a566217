"""The fields of an article in exports, by the names that newsrooms and archives give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kg.errors import SourceError
from kg.model import Article
from kg.readers.stated import Stated, article_of

MOST_SHOWN = 12  # columns that a message lists
LONGEST_SHOWN = 30  # characters of a column's name in it
DEEPEST = 4  # levels of nesting within one field
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title", "headline", "heading", "hed"),
        "text": (
            "text",
            "body",
            "content",
            "articlebody",
            "articletext",
            "fulltext",
            "maintext",
            "bodytext",
            "contenttext",
            "contenthtml",
            "bodyhtml",
            "html",
            "story",
            "article",
        ),
        "summary": ("summary", "description", "abstract", "excerpt", "dek", "standfirst", "snippet", "lead", "leadparagraph"),
        "author": ("author", "authors", "byline", "bylines", "creator", "dccreator", "writer", "reporter", "by"),
        "url": ("url", "link", "canonicalurl", "weburl", "articleurl", "sourceurl", "permalink", "href", "uri", "externalurl"),
        "published": (
            "published",
            "date",
            "publishedat",
            "datepublished",
            "publicationdate",
            "publisheddate",
            "publishdate",
            "publishedon",
            "pubdate",
            "webpublicationdate",
            "dategmt",
            "createdat",
            "timestamp",
        ),
        "modified": ("modified", "datemodified", "updated", "updatedat", "modifiedat", "lastmodified"),
        "publisher": ("publisher", "source", "outlet", "publication", "sourcename", "sitename", "site", "newspaper", "provider"),
        "section": ("section", "articlesection", "sectionname", "desk", "category", "rubric", "channel"),
        "keywords": ("keywords", "tags", "categories", "subjects", "topics"),
        "language": ("language", "lang", "inlanguage", "languagecode"),
        "kind": ("kind", "contenttype", "type"),
    }
)
_SPONSORED = re.compile(r"(?i)sponsored|advertorial|paid|promoted|advertisercontentarticle")
_INNER = ("name", "title", "main", "rendered", "value", "text", "@value", "original", "html", "plain")


def article(record: Mapping[str, object], name: str, columns: Mapping[str, str], default: Stated | None = None) -> Article:
    """Return the article that one row or object is; `columns` says which column a field is where the usual names do not.

    `default` holds what the whole file states (its outlet, its language). SourceError when there is no text.
    """
    keyed: dict[str, object] = {}
    for key, value in record.items():
        keyed.setdefault(_key(str(key)), value)

    def texts(field: str) -> tuple[str, ...]:
        if field in columns:
            return tuple(_texts(_mapped(record, columns[field])))
        return next((found for alias in FIELDS[field] if (found := tuple(_texts(keyed.get(alias))))), ())

    def first(field: str) -> str:
        return next(iter(texts(field)), "")

    text, summary = "\n\n".join(texts("text")), "\n\n".join(texts("summary"))
    if not text and not summary:
        known = ", ".join(sorted(str(key)[:LONGEST_SHOWN] for key in record)[:MOST_SHOWN])
        raise SourceError(name, f"has no text (columns: {known})", "name its column: --map text=COLUMN")
    publishers = [one for one in texts("publisher") if "://" not in one]
    default = default or Stated()
    stated = Stated(
        title=first("title"),
        text=text or summary,
        authors=texts("author") or default.authors,
        url=first("url") or next((one for one in texts("publisher") if "://" in one), ""),
        publisher=next(iter(publishers), "") or default.publisher,
        published=first("published"),
        modified=first("modified"),
        section=first("section"),
        keywords=tuple(part for one in texts("keywords") for part in re.split(r"[,;|]", one)),
        language=first("language") or default.language,
        kind="sponsored" if any(map(_SPONSORED.fullmatch, texts("kind"))) else "article" if text else "summary",
    )
    return article_of(stated, name)


def is_article(record: object) -> bool:
    """Say whether an object has a field that an article's text or title could be."""
    if not isinstance(record, dict):
        return False
    keys = {_key(str(key)) for key in record}
    return any(keys & set(FIELDS[field]) for field in ("text", "title", "summary"))


def known_columns(columns: list[str]) -> int:
    """Return how many of the columns have a name that a field has."""
    names = {alias for aliases in FIELDS.values() for alias in aliases}
    return sum(_key(column) in names for column in columns)


def _key(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _mapped(record: Mapping[str, object], column: str) -> object:
    """Return the value of a column, or that of a path of names with dots."""
    if column in record:
        return record[column]
    value: object = record
    for part in column.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _texts(value: object, depth: int = 0) -> Iterator[str]:
    """Yield the texts of a value that may be a text, a number, an object with a name or text in it, or a list of these."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif depth < DEEPEST and isinstance(value, Mapping):
        yield from _texts(next((value[key] for key in _INNER if value.get(key)), None), depth + 1)
    elif depth < DEEPEST and isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one, depth + 1)
    elif hasattr(value, "isoformat"):
        yield str(value.isoformat())
