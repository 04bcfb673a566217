from __future__ import annotations

import gzip

import pytest

from kg.errors import SourceError
from kg.model import Article
from kg.readers import archives
from kg.readers.archives import read_archive
from tests.readers.pages import BODY, page
from tests.readers.sources import found, problems

Answer = tuple[str, str, bytes]


def _record(kind: str, address: str, media_type: str, content: bytes) -> bytes:
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: {media_type}\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def _archive(*answers: Answer, packed: bool = False, encoding: str | None = None) -> bytes:
    records = []
    for number, (status, kind, content) in enumerate(answers):
        encoded = f"Content-Encoding: {encoding}\r\n" if encoding else ""
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoded}\r\n".encode() + content
        records.append(_record("response", f"https://www.loomwire.example/{number}", "application/http; msgtype=response", answer))
    return b"".join(gzip.compress(record) if packed else record for record in records)


PAGE: Answer = ("200 OK", "text/html; charset=utf-8", page())


@pytest.mark.parametrize("packed", [False, True])
def test_each_page_is_an_article_under_its_address(packed: bool) -> None:
    results = found(
        read_archive,
        _archive(PAGE, ("200 OK", "image/png", b"\x89PNG"), ("404 Not Found", "text/html", page()), PAGE, packed=packed),
    )
    assert [getattr(one, "url", one) for one in results] == ["https://www.loomwire.example/0", "https://www.loomwire.example/3"]
    assert all(isinstance(one, Article) and BODY[0] in one.text and one.publisher == "Loomwire" for one in results)


def test_a_page_kept_as_a_resource_is_read() -> None:
    content = _record("resource", "https://l.example/1", "text/html", page())
    assert [getattr(one, "url", one) for one in found(read_archive, content)] == ["https://l.example/1"]


def test_a_page_without_text_is_told_by_its_address() -> None:
    results = found(read_archive, _archive(("200 OK", "text/html", b"<html><p>x</p></html>"), PAGE))
    assert isinstance(results[0], SourceError)
    assert results[0].problem == "page https://www.loomwire.example/0 holds no article text"
    assert isinstance(results[1], Article)


def test_a_page_that_was_sent_compressed_is_read_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = ("200 OK", "text/html", gzip.compress(page()))
    assert isinstance(found(read_archive, _archive(packed, encoding="gzip"))[0], Article)
    monkeypatch.setattr(archives, "LARGEST_RECORD", 100_000)
    bomb = ("200 OK", "text/html", gzip.compress(b"<p>" + b"0" * 10_000_000))
    told, after = found(read_archive, _archive(bomb, packed, encoding="gzip"))
    assert "is larger than" in str(told)
    assert isinstance(after, Article)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_cut_short_is_read_as_far_as_it_goes_and_told(packed: bool) -> None:
    results = found(read_archive, _archive(PAGE, PAGE, packed=packed)[:-300])
    assert isinstance(results[0], Article)
    assert any("cut short" in str(one) for one in results)


@pytest.mark.parametrize(
    "content",
    [b"", b"WARC/1.0 nonsense", b"WARC/1.1\r\nWARC-Ty", b"plain words\r\n\r\n", b"WARC/1.0\r\nContent-Length: -5\r\n\r\n"],
)
def test_what_is_no_archive_is_told(content: bytes) -> None:
    assert "no whole web archive" in problems(read_archive, content)[-1]
