"""The article: the text every offset points into, and what its page says about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

from kg.model.ids import content_id

Kind = Literal["article", "sponsored", "summary"]
PassageKind = Literal["title", "caption", "credit", "bio"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points of `Article.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of the text that is not plain body: the title, a caption, a photo credit, a reporter's bio."""

    span: Span
    kind: PassageKind


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of journalism. `text` is title, blank line, body; dates are ISO `YYYY-MM-DD`."""

    id: str
    source: str
    text: str
    title: str = ""
    kind: Kind = "article"
    lang: str = "en"
    url: str | None = None
    bylines: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = field(default=())

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the UTF-8 text in hex: what the offsets can be checked against for ever."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def key(self) -> str:
        """Return what makes this article this article: its canonical URL, else its content hash."""
        return self.url or f"sha256:{self.sha256}"

    @property
    def stem(self) -> str:
        """Return the name, free of path characters, under which the graph folder keeps the article."""
        return content_id(self.key)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form; `from_json` reads it back to an equal article."""
        return {
            "id": self.id,
            "source": self.source,
            "url": self.url,
            "kind": self.kind,
            "lang": self.lang,
            "title": self.title,
            "bylines": list(self.bylines),
            "publisher": self.publisher,
            "published": self.published,
            "modified": self.modified,
            "section": self.section,
            "keywords": list(self.keywords),
            "text": self.text,
            "passages": [[p.span.start, p.span.end, p.kind] for p in self.passages],
        }

    @staticmethod
    def from_json(form: dict[str, Any]) -> Article:
        """Return the article that `to_json` wrote; KeyError or ValueError when the form is not one."""
        return Article(
            id=form["id"],
            source=form["source"],
            text=form["text"],
            title=form["title"],
            kind=form["kind"],
            lang=form["lang"],
            url=form["url"],
            bylines=tuple(form["bylines"]),
            publisher=form["publisher"],
            published=form["published"],
            modified=form["modified"],
            section=form["section"],
            keywords=tuple(form["keywords"]),
            passages=tuple(Passage(Span(start, end), kind) for start, end, kind in form["passages"]),
        )
