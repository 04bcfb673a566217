"""Which reader reads what: by the ending of a name, by what a server said, or by how the bytes begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from kg.errors import SourceError
from kg.model import Article
from kg.readers.archives import read_archive
from kg.readers.decoding import decode, encoding_of, tidy
from kg.readers.dump import split
from kg.readers.exports import looks_like_table, read_json, read_json_lines, read_table
from kg.readers.markdown import read_markdown
from kg.readers.page import read_html
from kg.readers.sources import ending
from kg.readers.stream import Source
from kg.readers.wires import read_xml

Reader = Callable[[Source], Iterator[Article | SourceError]]
"""Takes a source; yields its articles with `id` and `source` set to its name, and a SourceError for each that is broken.

Raises SourceError when the source as a whole cannot be read.
"""


def read_text(source: Source) -> Iterator[Article]:
    """Yield the article of a plain text, or the pieces when it holds several."""
    yield from split(decode(source.whole(), source.name), source.name)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".atom": read_xml,
        ".csv": read_table,
        ".htm": read_html,
        ".html": read_html,
        ".json": read_json,
        ".jsonl": read_json_lines,
        ".markdown": read_markdown,
        ".md": read_markdown,
        ".ndjson": read_json_lines,
        ".rdf": read_xml,
        ".rss": read_xml,
        ".text": read_text,
        ".tsv": read_table,
        ".txt": read_text,
        ".warc": read_archive,
        ".xhtml": read_html,
        ".xml": read_xml,
    }
)
_MEDIA_TYPES: Mapping[str, Reader] = MappingProxyType(
    {
        "application/feed+json": read_json,
        "application/json": read_json,
        "application/warc": read_archive,
        "application/x-ndjson": read_json_lines,
        "application/xhtml+xml": read_html,
        "text/csv": read_table,
        "text/html": read_html,
        "text/markdown": read_markdown,
    }
)
_HTML = re.compile(r"(?i)(?:\s|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.S)
_XML = re.compile(r"(?i)\s*<(?:\?xml|!doctype|!--|(?:[\w.-]+:)?(?:rss|feed|rdf|nitf|newsitem|newsmessage)\b)")
_FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n[^\n]*[:=]")


def reader_of(name: str) -> Reader | None:
    """Return the reader for a file's name, whose ending may be followed by `.gz` or `.zst`; None when it is not known."""
    found = ending(name, READERS)
    return READERS[found] if found else None


def reader_for(head: bytes, media_type: str | None = None) -> Reader:
    """Return the reader for bytes that begin so, and that a server said are of this type."""
    stated = (media_type or "").split(";")[0].strip().casefold()
    if stated in _MEDIA_TYPES:
        return _MEDIA_TYPES[stated]
    if head.startswith(b"WARC/"):
        return read_archive
    encoding = encoding_of(head)
    text = tidy(head.decode(encoding, "replace")).lstrip()
    line = text.split("\n", 1)[0]
    if _HTML.match(text):
        return read_html
    if _XML.match(text):
        return read_xml
    if text.startswith("["):
        return read_json
    if text.startswith("{"):
        return read_json_lines if re.fullmatch(r"\{.+\}\s*", line) and "\n{" in text else read_json
    if _FRONT_MATTER.match(text):
        return read_markdown
    return read_table if looks_like_table(line) else read_text
