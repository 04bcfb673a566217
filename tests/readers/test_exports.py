from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Article
from kg.readers import Source, exports
from kg.readers.exports import read_json, read_json_lines, read_table
from tests.readers.pages import BODY
from tests.readers.sources import articles, found, marked, problems

TEXT = "\n\n".join(BODY)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)


def _lines(*records: object) -> bytes:
    return "\n".join(json.dumps(record) for record in records).encode()


def _table(*rows: list[str], delimiter: str = ",") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode()


@pytest.mark.parametrize(
    "record",
    [
        {
            "title": "Looms learn to count",
            "text": TEXT,
            "author": "By Ada Byron and Karl Weber",
            "date": "2024-05-04",
            "publisher": "LoomWire",
        },
        {
            "headline": "Looms learn to count",
            "body": HTML,
            "authors": ["Ada Byron", "Karl Weber"],
            "published_at": "May 4, 2024",
            "source": "LoomWire",
        },
        {
            "headline": {"main": "Looms learn to count"},
            "content": TEXT,
            "byline": {"original": "By Ada Byron and Karl Weber"},
            "pubDate": "Sat, 04 May 2024 23:30:00 -0700",
            "source": {"id": None, "name": "LoomWire"},
        },
        {
            "@type": "NewsArticle",
            "headline": "Looms learn to count",
            "articleBody": TEXT,
            "author": [{"name": "Ada Byron"}, {"name": "Karl Weber"}],
            "datePublished": "2024-05-04T08:00:00Z",
            "publisher": {"@type": "Organization", "name": "LoomWire"},
        },
        {
            "title": {"rendered": "Looms learn to count"},
            "content": {"rendered": HTML},
            "author": "Ada Byron; Karl Weber",
            "date": 1714800000,
            "site_name": "LoomWire",
        },
    ],
)
def test_the_usual_names_of_fields_are_known(record: dict[str, object]) -> None:
    [article] = articles(read_json_lines, _lines(record))
    assert (article.title, article.bylines, article.published) == (
        "Looms learn to count",
        ("Ada Byron", "Karl Weber"),
        "2024-05-04",
    )
    assert (article.publisher, article.kind) == ("LoomWire", "article")
    assert [line for line in article.text.split("\n") if line] == ["Looms learn to count", *BODY]
    assert marked(article, "title") == ["Looms learn to count"]


def test_the_other_fields_are_kept() -> None:
    record = {
        "title": "Looms",
        "text": TEXT,
        "url": "https://loomwire.example/a#top",
        "section": "Weaving",
        "tags": "looms, warp",
        "language": "en-GB",
        "updated": "2024-06-01",
    }
    [article] = articles(read_json_lines, _lines(record))
    assert (article.url, article.section, article.keywords) == ("https://loomwire.example/a", "Weaving", ("looms", "warp"))
    assert (article.lang, article.modified) == ("en", "2024-06-01")


def test_what_no_field_says_is_read_off_the_text() -> None:
    [article] = articles(read_json_lines, _lines({"text": f"Looms\n\nBy Ada Byron\n\nMay 4, 2024\n\n{TEXT}"}))
    assert (article.title, article.bylines, article.published) == ("Looms", ("Ada Byron",), "2024-05-04")


@pytest.mark.parametrize(("kind", "expected"), [("sponsored", "sponsored"), ("article", "article"), ("photo", "article")])
def test_sponsored_matter_is_known_by_its_kind(kind: str, expected: str) -> None:
    assert articles(read_json_lines, _lines({"text": TEXT, "type": kind}))[0].kind == expected


def test_a_summary_stands_in_for_a_text_and_is_marked() -> None:
    [article] = articles(read_json_lines, _lines({"title": "Looms", "description": BODY[0]}))
    assert (article.kind, article.text) == ("summary", f"Looms\n\n{BODY[0]}")


def test_columns_can_be_named() -> None:
    columns = {"text": "copy", "author": "meta.who", "title": "hed2"}
    [article] = articles(
        read_json_lines, _lines({"copy": TEXT, "meta": {"who": "Ada Byron"}, "hed2": "Looms", "title": "x"}), columns
    )
    assert (article.title, article.bylines) == ("Looms", ("Ada Byron",))
    [row] = articles(read_table, _table(["a", "b"], ["Looms", TEXT]), {"title": "a", "text": "b"})
    assert row.text == f"Looms\n\n{TEXT}"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"text": "cut off', "line 2 is broken JSON"),
        (b"[1, 2]", "line 2 is no JSON object"),
        (b'{"title": "Looms"}', "line 2 has no text (columns: title)"),
        (b"[" * 100_000, "line 2 is broken JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "line 2 is broken JSON"),
    ],
)
def test_a_broken_line_is_told_by_its_number_and_the_rest_goes_on(line: bytes, problem: str) -> None:
    good = _lines({"title": "Looms", "text": TEXT})
    results = found(read_json_lines, b"\n".join([good, line, b"", good]))
    assert [type(one) for one in results] == [Article, SourceError, Article]
    assert isinstance(results[1], SourceError)
    assert results[1].problem.startswith(problem)


def test_a_line_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.readers.stream.LARGEST_RECORD", 1000)
    good = _lines({"title": "Looms", "text": TEXT[:500]})
    results = found(read_json_lines, b"\n".join([good, b"x" * 5000, good]))
    assert [type(one) for one in results] == [Article, SourceError, Article]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_are_read_in_any_encoding(encoding: str) -> None:
    record = json.dumps({"title": "Café looms", "text": TEXT}, ensure_ascii=False)
    assert [one.title for one in articles(read_json_lines, f"{record}\n{record}\n".encode(encoding))] == ["Café looms"] * 2


def test_stray_bytes_and_control_characters_are_set_right() -> None:
    content = '{"title": "Café, '.encode() + b'the weaver\x92s\x00", ' + json.dumps({"text": TEXT})[1:].encode()
    assert articles(read_json_lines, content)[0].title == "Café, the weaver’s"


RECORD = {"title": "Looms", "text": TEXT}


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ([RECORD, RECORD], 2),
        (RECORD, 1),
        ({"status": "ok", "articles": [RECORD, RECORD]}, 2),
        ({"response": {"total": 1, "results": [{"webTitle": "x", **RECORD}]}}, 1),
    ],
)
def test_json_holds_articles_in_several_shapes(value: object, count: int) -> None:
    assert [one.title for one in articles(read_json, json.dumps(value, indent=1).encode())] == ["Looms"] * count


def test_json_lines_with_the_wrong_ending_are_read() -> None:
    assert len(articles(read_json, _lines(RECORD, RECORD))) == 2


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b'{"a": 1', "broken JSON"),
        (b'{"a": 1}', "holds no articles"),
        (b'{"a":' * 100_000, "nested too deep"),
        (b'[{"text": "one two three four"}, {"text": ', "is broken JSON after article 1"),
        (b'[{"text": "one two three four"}, 7]', "article 2 is no JSON object"),
        (b"[" * 100_000, "broken JSON"),
    ],
)
def test_broken_json_is_told(content: bytes, problem: str) -> None:
    assert problem in problems(read_json, content)[-1]


def test_what_stands_before_the_break_of_a_list_is_read() -> None:
    results = found(read_json, json.dumps([RECORD, RECORD]).encode()[:-10])
    assert [type(one) for one in results] == [Article, SourceError]


def test_a_json_feed_gives_its_outlet_language_and_authors() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "LoomWire",
        "language": "en",
        "authors": [{"name": "Ada Byron"}],
        "items": [
            {
                "id": "1",
                "url": "https://loomwire.example/1",
                "title": "Looms",
                "content_html": HTML,
                "date_published": "2024-05-04T10:00:00Z",
            },
            {"id": "2", "content_text": TEXT, "authors": [{"name": "Karl Weber"}], "tags": ["wool"]},
            {"id": "3", "title": "Short", "summary": BODY[0]},
        ],
    }
    first, second, third = articles(read_json, json.dumps(feed).encode())
    assert (first.publisher, first.bylines, first.published) == ("LoomWire", ("Ada Byron",), "2024-05-04")
    assert (second.bylines, second.keywords) == (("Karl Weber",), ("wool",))
    assert [one.kind for one in (first, second, third)] == ["article", "article", "summary"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_are_read_whatever_divides_their_columns(delimiter: str) -> None:
    rows = [["Headline", "Story", "Byline", "Pub Date", "Outlet"], ["Looms", TEXT, "Ada Byron", "4 May 2024", "LoomWire"], [""] * 5]
    [article] = articles(read_table, _table(*rows, delimiter=delimiter))
    assert (article.title, article.bylines, article.published, article.publisher) == (
        "Looms",
        ("Ada Byron",),
        "2024-05-04",
        "LoomWire",
    )
    assert article.text == f"Looms\n\n{TEXT}"


def test_a_row_without_text_is_told_by_its_line() -> None:
    results = found(read_table, _table(["title", "text"], ["Looms", TEXT], ["Looms", ""], ["Looms", "One loom\nand another"]))
    assert [type(one) for one in results] == [Article, SourceError, Article]
    assert isinstance(results[1], SourceError)
    assert results[1].problem.startswith(f"line {TEXT.count(chr(10)) + 3} has no text")


@pytest.mark.parametrize(
    ("content", "problem"), [(b"", "is empty"), (b"1,2\n3,4", "no first line that names its columns"), (b'text\n"open', None)]
)
def test_broken_tables_are_told(content: bytes, problem: str | None) -> None:
    told = problems(read_table, content)
    assert (problem in told[-1]) if problem else told == []


def test_a_quote_never_closed_does_not_swallow_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "LARGEST_RECORD", 1000)
    assert "is no row of a table" in problems(read_table, b'text\n"open' + b"words\n" * 2000)[0]
    csv.field_size_limit(131_072)


class _Generated(io.RawIOBase):
    """A file of as many records as wanted, made while it is read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._rest = parts, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        self._rest = self._rest or next(self._parts, b"")
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def _records(separator: bytes, begin: bytes, end: bytes) -> Iterator[bytes]:
    record = json.dumps({"title": "Looms", "text": "A loom is counted here. " * 20_000}).encode()
    yield begin
    for number in range(40):
        yield (separator if number else b"") + record
    yield end


@pytest.mark.parametrize(
    ("reader", "parts"),
    [
        (read_json_lines, lambda: _records(b"\n", b"", b"")),
        (read_json, lambda: _records(b",", b"[", b"]")),
        (read_table, lambda: iter([b"title,text\n", *[b"Looms," + b"A loom is counted here. " * 20_000 + b"\n"] * 40])),
    ],
)
def test_twenty_megabytes_are_read_in_little_memory(
    reader: Callable[[Source], Iterator[Article | SourceError]], parts: Callable[[], Iterator[bytes]]
) -> None:
    tracemalloc.start()
    count = sum(1 for _ in reader(Source(io.BufferedReader(_Generated(parts())), "loom")))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 40
    assert most < 14_000_000


_KEYS = st.sampled_from(["text", "title", "author", "date", "url", "source", "name", "tags", "items"])
_SCALARS = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20)
_VALUES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=12
)


@settings(deadline=None)
@given(_VALUES)
def test_any_json_gives_articles_or_clear_errors(value: object) -> None:
    for reader in (read_json, read_json_lines):
        for one in found(reader, json.dumps(value).encode()):
            assert "\n" not in str(one) if isinstance(one, SourceError) else Article.from_json(one.to_json()) == one
