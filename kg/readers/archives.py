"""Web archives to the articles of their pages, one at a time."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from kg.errors import SourceError
from kg.model import Article
from kg.readers.page import read_page
from kg.readers.stream import LARGEST_RECORD, Counted, Source, read_up_to

logging.getLogger("warcio").addHandler(logging.NullHandler())  # what it warns of is told as a SourceError
_PAGES = ("text/html", "application/xhtml+xml")


class _Records(ArchiveIterator):  # type: ignore[misc] # warcio has no types
    """The records of an archive; what lies between them is counted in `err_count`, and not printed."""

    INC_RECORD = ""


def read_archive(source: Source) -> Iterator[Article | SourceError]:
    """Yield the article of each page in a WARC or ARC file; pages without one, and those that are damaged, are SourceErrors.

    Follows https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/. Answers other than 200 are passed over.
    """
    told = False
    try:
        records = _Records(Counted(source.stream))
        for record in records:
            if records.err_count:
                records.err_count, told = 0, True
                yield SourceError(
                    source.name, f"is spoilt before byte {records.get_record_offset():,}", "fetch it again; the rest is read"
                )
            if record.rec_type in ("response", "resource") and _address(record) and _is_page(record):
                told = True
                yield from _page(record, source.name)
    except (ArchiveLoadFailed, EOFError, ValueError, TypeError, AttributeError, zlib.error) as error:  # warcio checks little
        told = True
        reason = " ".join(str(error).split())[:120]
        yield SourceError(source.name, f"is no whole web archive ({reason})", "fetch it again; what stands before is read")
    if not told:
        raise SourceError(source.name, "is no whole web archive (it holds no page)", "give one with answers to requests for pages")


def _page(record: Any, name: str) -> Iterator[Article | SourceError]:  # noqa: ANN401 warcio has no types
    where = f"page {_address(record)}"
    try:
        content = read_up_to(record.content_stream(), LARGEST_RECORD + 1)
        if len(content) > LARGEST_RECORD:
            raise SourceError(name, f"is larger than {LARGEST_RECORD // 1_000_000} MB", "leave it out")
        read_up_to(record.raw_stream, LARGEST_RECORD)
        if record.raw_stream.limit:
            yield SourceError(name, f"{where} is cut short", "fetch it again; what there is of it is read")
        yield read_page(content, name, _address(record))
    except SourceError as error:
        yield SourceError(name, f"{where} {error.problem}", error.remedy)
    except (zlib.error, ValueError) as error:
        yield SourceError(name, f"{where} is damaged ({error})", "fetch it again")


def _address(record: Any) -> str | None:  # noqa: ANN401
    headers = record.rec_headers
    return headers.get_header("WARC-Target-URI") or headers.get_header("uri") or None


def _is_page(record: Any) -> bool:  # noqa: ANN401
    if record.http_headers is None:
        return str(record.rec_headers.get_header("Content-Type") or "").casefold().startswith(_PAGES)
    kind = str(record.http_headers.get_header("Content-Type") or "").casefold()
    return kind.startswith(_PAGES) and str(record.http_headers.get_statuscode()) == "200"
