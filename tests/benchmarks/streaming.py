"""How much memory it takes to read one large file: `python tests/benchmarks/streaming.py FORMAT [MEGABYTES]`.

FORMAT is jsonl, csv, json or warc. The file is made first (1,000 MB unless told otherwise), read in this process, and removed.
"""

from __future__ import annotations

import csv
import io
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.model import Article
from kg.readers import read

WORDS = ["loom", "warp", "weft", "yarn", "wool", "flax", "shuttle", "thread", "count", "yard", "mill", "dye", "spool", "weaver"]
WORDS += [
    "sensor",
    "screen",
    "ledger",
    "order",
    "foreman",
    "nephew",
    "flood",
    "paper",
    "copper",
    "price",
    "hill",
    "winter",
    "market",
]
PARAGRAPHS = 12


def _paragraphs(chance: random.Random) -> list[str]:
    sentences = [" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(4 * PARAGRAPHS)]
    return [" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]


def _rows(chance: random.Random) -> Iterator[dict[str, str]]:
    for number in range(10**9):
        yield {
            "title": f"Report {number} from the mill",
            "text": "\n\n".join(_paragraphs(chance)),
            "url": f"https://loom.example/{number}",
        }


def _json_lines(chance: random.Random) -> Iterator[bytes]:
    for row in _rows(chance):
        yield json.dumps(row).encode() + b"\n"


def _json(chance: random.Random) -> Iterator[bytes]:
    for number, row in enumerate(_rows(chance)):
        yield (b"," if number else b"[") + json.dumps(row).encode()


def _table(chance: random.Random) -> Iterator[bytes]:
    yield b"title,text,url\n"
    for row in _rows(chance):
        written = io.StringIO()
        csv.writer(written).writerow(row.values())
        yield written.getvalue().encode()


def _archive(chance: random.Random) -> Iterator[bytes]:
    for row in _rows(chance):
        body = "".join(f"<p>{paragraph}</p>" for paragraph in row["text"].split("\n\n"))
        links = "".join(f'<li><a href="/{chance.random()}">{" ".join(chance.choices(WORDS, k=5))}</a></li>' for _ in range(200))
        script = f"<script>{' '.join(chance.choices(WORDS, k=15_000))}</script>"  # most of a page is not its text
        head = f"<html><head><title>{row['title']}</title>{script}</head>"
        page = f"{head}<body><nav><ul>{links}</ul></nav><article>{body}</article></body></html>"
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {row['url']}\r\nContent-Type: application/http; msgtype=response"
        )
        yield f"{head}\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


FORMATS: dict[str, Callable[[random.Random], Iterator[bytes]]] = {
    "jsonl": _json_lines,
    "csv": _table,
    "json": _json,
    "warc": _archive,
}


def main(form: str, megabytes: int = 1000) -> None:
    """Print size, articles, seconds and the most memory that the process ever held."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"large.{form}"
        size = 0
        with path.open("wb") as file:
            for part in FORMATS[form](random.Random(7)):
                size += file.write(part)
                if size >= megabytes * 1_000_000:
                    break
            file.write(b"]" if form == "json" else b"")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        start = time.monotonic()
        articles = sum(isinstance(one, Article) for one in read([str(path)]))
        seconds = time.monotonic() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{form}: {size / 1e6:,.0f} MB, {articles:,} articles in {seconds:,.0f} s; {before} MB of memory before, {most} MB at most"
    )


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
