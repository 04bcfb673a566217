"""Readers on input that is damaged at random: 150 inputs of each kind for each of 17 endings, 7 650 in all.

Whatever they are given, articles or clear errors come back, within ten seconds.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Article
from kg.readers import READERS, read
from kg.readers.formats import reader_for
from tests.readers.pages import BODY, page
from tests.readers.sources import found
from tests.readers.test_archives import PAGE, _archive
from tests.readers.test_dump import LABELLED
from tests.readers.test_feeds import WHOLE, _rss
from tests.readers.test_wires import NITF, XHTML, _item, _message

RECORD = json.dumps({"title": "Looms learn to count", "text": "\n\n".join(BODY), "author": "Ada Byron", "date": "2024-05-04"})
RUNS = settings(
    max_examples=150,
    derandomize=True,
    deadline=timedelta(seconds=10),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
WHOLE_FILES: dict[str, list[bytes]] = {
    ".csv": [b"title,text,author\nLooms," + BODY[0].replace(",", "").encode() + b',"Byron, Ada"\n' * 3],
    ".json": [f"[{RECORD}, {RECORD}]".encode(), RECORD.encode()],
    ".jsonl": [f"{RECORD}\n{RECORD}\n".encode()],
    ".md": [f"---\ntitle: Looms\nauthor: [Ada Byron]\n---\n\n{BODY[0]}\n\n> {BODY[1]}\n".encode()],
    ".txt": [LABELLED.encode()],
    ".warc": [_archive(PAGE, PAGE), _archive(PAGE, packed=True), _archive(PAGE, encoding="gzip")],
    ".xml": [_rss(WHOLE, WHOLE), NITF.encode(), _message(_item(XHTML))],
    ".html": [page()],
}
ALIKE = {".atom": ".xml", ".rdf": ".xml", ".rss": ".xml", ".htm": ".html", ".xhtml": ".html", ".text": ".txt"} | {
    ".markdown": ".md",
    ".ndjson": ".jsonl",
    ".tsv": ".csv",
}
TOKENS = [
    b"<",
    b">",
    b"&",
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"\\",
    b"\n",
    b"\r",
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"---\n",
    b"]]>",
    b"<!--",
]
TOKENS += [
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;",
    b"WARC/1.1\r\n",
    b"\xef\xbb\xbf",
    b"\x1f\x8b\x08",
    b",",
    b"9" * 40,
    b"By ",
    b"\xe2\x80\xa8",
]


FOLDER = tempfile.TemporaryDirectory()


def _check(suffix: str, content: bytes) -> None:
    path = Path(FOLDER.name) / f"loom{suffix}"
    path.write_bytes(content)
    results = list(read([str(path)]))
    assert results
    for one in results:
        if isinstance(one, SourceError):
            assert "\n" not in str(one)
            str(one).encode()
        else:
            assert Article.from_json(json.loads(json.dumps(one.to_json()))) == one
            one.text.encode()


def _whole(suffix: str) -> list[bytes]:
    return WHOLE_FILES[ALIKE.get(suffix, suffix)]


@pytest.mark.parametrize("suffix", sorted(READERS))
@RUNS
@given(st.data())
def test_files_damaged_in_places(suffix: str, data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(_whole(suffix)))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 60)))
        content = content[:start] + data.draw(st.sampled_from(TOKENS) | st.binary(max_size=12)) + content[end:]
    _check(suffix, content)


@pytest.mark.parametrize("suffix", sorted(READERS))
@RUNS
@given(st.lists(st.sampled_from(TOKENS) | st.binary(max_size=30), max_size=60))
def test_files_of_nothing_but_damage(suffix: str, parts: list[bytes]) -> None:
    _check(suffix, b"".join(parts))


@pytest.mark.parametrize("suffix", sorted(READERS))
@RUNS
@given(st.data())
def test_files_cut_short_and_compressed_ones_damaged(suffix: str, data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(_whole(suffix)))
    packed = data.draw(st.sampled_from([bytes, gzip.compress, zstandard.compress]))(content)
    packed = packed[: data.draw(st.integers(1, len(packed)))]
    spoilt = data.draw(st.integers(0, len(packed) - 1))
    packed = packed[:spoilt] + data.draw(st.binary(min_size=1, max_size=1)) + packed[spoilt + 1 :]
    _check(suffix, packed)


@RUNS
@given(st.binary(max_size=200) | st.lists(st.sampled_from(TOKENS), max_size=20).map(b"".join), st.none() | st.text(max_size=20))
def test_a_reader_is_found_for_any_bytes(head: bytes, media_type: str | None) -> None:
    assert reader_for(head, media_type) in READERS.values()


@RUNS
@given(st.integers(0, 9), st.binary(max_size=60))
def test_a_spoilt_line_takes_no_other_with_it(number: int, damage: bytes) -> None:
    lines = [RECORD.replace("Looms", f"Loom {one}") for one in range(10)]
    content = [line.encode() for line in lines]
    content[number] = damage.replace(b"\n", b" ").replace(b"\r", b" ")
    titles = [one.title for one in found(READERS[".jsonl"], b"\n".join(content)) if isinstance(one, Article)]
    assert [f"Loom {one} learn to count" for one in range(10) if one != number] == titles
