"""Sources to articles: files, folders, globs and standard input. Never extracts anything from the text."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Article
from kg.readers.page import read_html
from kg.readers.sources import Found, find
from kg.readers.text import read_text

__all__ = ["LARGEST", "READERS", "Reader", "read"]

Reader = Callable[[bytes, str], Iterator[Article]]
"""Takes a file's bytes and its name; yields its articles with `id` and `source` set to the name; SourceError when it holds none."""

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".htm": read_html,
        ".html": read_html,
        ".text": read_text,
        ".txt": read_text,
        ".xhtml": read_html,
    }
)
LARGEST = 50_000_000  # bytes of one file
STDIN = "-"


def read(arguments: Iterable[str]) -> Iterator[Article | SourceError]:
    """Yield the articles of all arguments in order, each file once; what cannot be read is yielded as a SourceError.

    An argument is a file, a folder (all files below it with a known ending, hidden ones left out), a glob, or `-` for standard
    input.
    """
    seen: set[str] = set()
    for argument in arguments:
        if argument == STDIN:
            yield from _read_stream(sys.stdin.buffer)
            continue
        for found in find(argument, READERS):
            if isinstance(found, SourceError):
                yield found
            elif (real := os.path.realpath(found.path)) not in seen:
                seen.add(real)
                yield from _read_file(found)


def _read_file(found: Found) -> Iterator[Article | SourceError]:
    try:
        with found.path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except PermissionError:
        yield SourceError(found.shown, "may not be read (permission denied)", "check its permissions")
    except OSError as error:
        yield SourceError(found.shown, f"cannot be read ({error.strerror})", "check that the file is whole")
    else:
        yield from _articles(READERS[found.path.suffix.lower()], content, found.shown, found.name)


def _read_stream(stream: BinaryIO) -> Iterator[Article | SourceError]:
    content = stream.read(LARGEST + 1)
    reader = read_html if re.match(rb"(?is)\s*(<!doctype html|<html|<head)", content) else read_text
    yield from _articles(reader, content, "standard input", "stdin")


def _articles(reader: Reader, content: bytes, shown: str, name: str) -> Iterator[Article | SourceError]:
    if len(content) > LARGEST:
        yield SourceError(shown, f"is larger than {LARGEST // 1_000_000} MB", "split it into files of one article each")
        return
    try:
        articles = list(reader(content, name))
    except SourceError as error:
        yield SourceError(shown, error.problem, error.remedy)
        return
    key = article_id(name)
    for number, article in enumerate(articles, 1):
        yield replace(article, id=key if len(articles) == 1 else f"{key}#{number}", source=name)


def article_id(name: str) -> str:
    """Return a file's name without folder and without its last known ending: what `kg extract` calls its article."""
    path = Path(name)
    return path.stem if path.suffix.lower() in READERS else path.name
