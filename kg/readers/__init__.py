"""Sources to articles: files, folders, globs, web addresses and standard input. Never extracts anything from the text."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.model import Article
from kg.readers.decoding import tidy
from kg.readers.fields import FIELDS
from kg.readers.formats import READERS, Reader, reader_for, reader_of
from kg.readers.sources import Found, find, without_ending
from kg.readers.stream import Source, expanded, peek

if TYPE_CHECKING:
    from kg.readers.web import Fetcher

__all__ = ["FIELDS", "READERS", "Reader", "Source", "read"]

MOST_FAILURES = 20  # of one source that are told one by one
STDIN = "-"

_URL = re.compile(r"(?i)https?://")


def read(
    arguments: Iterable[str], columns: Mapping[str, str] | None = None, *, allow_private: bool = False
) -> Iterator[Article | SourceError]:
    """Yield the articles of all arguments in order, each file once; what cannot be read is yielded as a SourceError.

    An argument is a file, a folder (all files below it with a known ending, hidden ones left out), a glob, `-` for standard
    input, or the web address of a page or feed; addresses within private networks are refused unless they are allowed. `columns`
    says what exports call the fields of `FIELDS`, where the usual names are not theirs.
    """
    columns = columns or {}
    seen: set[str] = set()
    fetcher: Fetcher | None = None
    for argument in arguments:
        if argument == STDIN:
            yield from _articles(Source(sys.stdin.buffer, "stdin", columns), "standard input")
            continue
        if _URL.match(argument):
            if argument not in seen:
                seen.add(argument)
                fetcher = fetcher or _fetcher(allow_private=allow_private)
                yield from _read_address(argument, fetcher, columns)
            continue
        for found in find(argument, READERS):
            if isinstance(found, SourceError):
                yield found
            elif (real := os.path.realpath(found.path)) not in seen:
                seen.add(real)
                yield from _read_file(found, columns)


def _read_file(found: Found, columns: Mapping[str, str]) -> Iterator[Article | SourceError]:
    try:
        with found.path.open("rb") as file:
            yield from _articles(Source(file, found.name, columns), found.shown, reader_of(found.name))
    except PermissionError:
        yield SourceError(found.shown, "may not be read (permission denied)", "check its permissions")
    except OSError as error:
        yield SourceError(found.shown, f"cannot be read ({error.strerror})", "check that the file is whole")


def _fetcher(*, allow_private: bool) -> Fetcher:
    from kg.readers.web import Fetcher  # who names no address waits for no HTTP client

    return Fetcher(allow_private=allow_private)


def _read_address(address: str, fetcher: Fetcher, columns: Mapping[str, str]) -> Iterator[Article | SourceError]:
    try:
        fetched = fetcher.fetch(address)
    except SourceError as error:
        yield error
        return
    source = Source(BytesIO(fetched.content), address, columns, fetched.url, fetched.media_type)
    yield from _articles(source, address)


def _articles(source: Source, shown: str, reader: Reader | None = None) -> Iterator[Article | SourceError]:
    """Yield what a source holds, numbered when it is more than one article; failures beyond the first are told by their number."""
    key = without_ending(source.name, READERS)
    held: Article | None = None
    number = failures = 0
    for one in _guarded(source, reader):
        if isinstance(one, SourceError):
            failures += 1
            if failures <= MOST_FAILURES:
                yield SourceError(shown, " ".join(tidy(one.problem).split()), one.remedy)
            continue
        number += 1
        if held is not None:
            yield replace(held, id=f"{key}#{number - 1}")
        held = replace(one, source=source.name)
    if held is not None:
        alone = number == 1
        yield replace(held, id=key if alone else f"{key}#{number}", url=held.url or (source.url if alone else None))
    if failures > MOST_FAILURES:
        yield SourceError(shown, f"holds {failures - MOST_FAILURES:,} more parts that cannot be read", "correct the first ones")


def _guarded(source: Source, reader: Reader | None) -> Iterator[Article | SourceError]:
    """Yield what a reader yields, and as the last one what it raises."""
    try:
        source = expanded(source)
        if reader is None:
            head, stream = peek(source.stream)
            source = replace(source, stream=stream)
            reader = reader_for(head, source.media_type)
        nothing = True
        for one in reader(source):
            nothing = False
            yield one
        if nothing:
            raise SourceError(source.name, "holds no articles", "check that it is the file you mean")
    except SourceError as error:
        yield error
