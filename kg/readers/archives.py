"""Web archives to the articles of their pages, one at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from kg.errors import SourceError
from kg.model import Article
from kg.readers.page import read_page
from kg.readers.stream import LARGEST_RECORD, Source, read_up_to

_PAGES = ("text/html", "application/xhtml+xml")


def read_archive(source: Source) -> Iterator[Article | SourceError]:
    """Yield the article of each page in a WARC or ARC file; pages without one, and those that are damaged, are SourceErrors.

    Follows https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/. Answers other than 200 are passed over.
    """
    try:
        for record in ArchiveIterator(source.stream):
            address = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri")
            if record.rec_type not in ("response", "resource") or not address or not _is_page(record):
                continue
            try:
                content = read_up_to(record.content_stream(), LARGEST_RECORD + 1)
                if len(content) > LARGEST_RECORD:
                    raise SourceError(source.name, f"is larger than {LARGEST_RECORD // 1_000_000} MB", "leave it out")
                yield read_page(content, source.name, address)
            except SourceError as error:
                yield SourceError(source.name, f"page {address} {error.problem}", error.remedy)
            except (zlib.error, ValueError) as error:
                yield SourceError(source.name, f"page {address} is damaged ({error})", "fetch it again")
    except (ArchiveLoadFailed, EOFError, ValueError, zlib.error) as error:
        reason = " ".join(str(error).split())[:120]
        yield SourceError(source.name, f"is no whole web archive ({reason})", "fetch it again; what stands before is read")


def _is_page(record: object) -> bool:
    headers = getattr(record, "http_headers", None)
    if headers is None:
        return str(record.rec_headers.get_header("Content-Type") or "").casefold().startswith(_PAGES)  # type: ignore[attr-defined]
    kind = str(headers.get_header("Content-Type") or "").casefold()
    return kind.startswith(_PAGES) and str(headers.get_statuscode()) == "200"
