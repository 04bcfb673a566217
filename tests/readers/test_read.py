from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from kg.errors import SourceError
from kg.model import Article
from kg.readers import read, stream
from kg.readers.markup import LARGEST_MARKUP, MOST_ELEMENTS
from tests.readers.pages import BODY, page

TEXT = "\n\n".join(("Looms learn to count", *BODY))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.TXT").write_text(TEXT)
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "frame.html").write_bytes(page())
    return tmp_path


def _sources(arguments: list[str]) -> list[str]:
    found = list(read(arguments))
    assert all(isinstance(article, Article) for article in found), found
    return [article.source for article in found if isinstance(article, Article)]


def _error(*arguments: str) -> SourceError:
    [error] = read(arguments)
    assert isinstance(error, SourceError)
    assert "\n" not in str(error)
    return error


def test_a_folder_gives_its_articles_in_order_and_passes_over_the_rest(folder: Path) -> None:
    assert _sources([str(folder)]) == ["a.html", "b.txt", "deeper/c.TXT"]


def test_an_article_is_called_by_its_file_without_the_ending(folder: Path) -> None:
    assert [article.id for article in read([str(folder)]) if isinstance(article, Article)] == ["a", "b", "c"]


def test_a_name_with_dots_loses_the_last_known_ending_only(tmp_path: Path) -> None:
    (tmp_path / "2024.05.looms.html.txt").write_text(TEXT)
    [article] = read([str(tmp_path)])
    assert isinstance(article, Article)
    assert article.id == "2024.05.looms.html"


def test_a_glob_and_a_file_give_names_that_hold_no_path_of_this_machine(folder: Path) -> None:
    assert _sources([str(folder / "*.txt"), str(folder / "a.html")]) == ["b.txt", "a.html"]
    assert _sources([str(folder / "**" / "*.TXT")]) == ["deeper/c.TXT"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert _sources([str(folder / "b.txt"), str(folder), str(folder / "b.txt")]) == ["b.txt", "a.html", "deeper/c.TXT"]


def test_where_the_folder_lies_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from_afar = list(read([str(folder)]))
    monkeypatch.chdir(folder)
    assert list(read(["."])) == from_afar


def test_links_that_go_round_end(folder: Path) -> None:
    (folder / "deeper" / "up").symlink_to(folder, target_is_directory=True)
    assert _sources([str(folder)]) == ["a.html", "b.txt", "deeper/c.TXT"]


def test_a_name_that_is_no_utf8_is_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT)
    [article] = read([str(tmp_path)])
    assert isinstance(article, Article)
    assert article.id.encode() == "caf\ufffd".encode()


@pytest.mark.parametrize(("content", "title"), [(TEXT.encode(), "Looms learn to count"), (page(title="Looms sing"), "Looms sing")])
def test_standard_input_is_text_or_a_page(content: bytes, title: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(content)
    with (tmp_path / "in").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        [article] = read(["-"])
    assert isinstance(article, Article)
    assert (article.id, article.source, article.title) == ("stdin", "stdin", title)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
@pytest.mark.parametrize(
    ("content", "titles"),
    [
        (f'{{"title": "Looms", "text": "{BODY[0]}"}}\n{{"title": "Wool", "text": "{BODY[1]}"}}\n', ["Looms", "Wool"]),
        (f'[{{"title": "Looms", "text": "{BODY[0]}"}}]', ["Looms"]),
        (f'{{"title": "Looms",\n"text": "{BODY[0]}"}}', ["Looms"]),
        (f'title,text\nLooms,"{BODY[0]}"\n', ["Looms"]),
        (f"---\ntitle: Looms\n---\n{BODY[0]}\n", ["Looms"]),
        (
            f"<?xml version='1.0'?>\n<rss><channel><item><title>Looms</title>"
            f"<description>{BODY[0]}</description></item></channel></rss>",
            ["Looms"],
        ),
        (f"<nitf><body><body.head><hedline><hl1>Looms</hl1></hedline></body.head><p>{BODY[0]}</p></body></nitf>", []),
        ("WARC/1.1\r\n", []),
    ],
)
def test_standard_input_may_have_any_format(
    content: str, titles: list[str], pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "in").write_bytes(pack(content.encode()))
    with (tmp_path / "in").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        results = list(read(["-"]))
    assert [one.title for one in results if isinstance(one, Article)] == titles
    assert all(one.subject == "standard input" for one in results if isinstance(one, SourceError))
    assert len(results) == max(1, len(titles))


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress), (".GZ", gzip.compress)])
def test_compressed_files_are_read_and_called_by_what_is_in_them(
    ending: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    (tmp_path / f"a.html{ending}").write_bytes(pack(page()))
    (tmp_path / f"b.txt{ending}").write_bytes(pack(TEXT.encode()))
    (tmp_path / f"c.pdf{ending}").write_bytes(pack(b"%PDF"))
    articles = [one for one in read([str(tmp_path)]) if isinstance(one, Article)]
    assert [(one.id, one.source) for one in articles] == [("a", f"a.html{ending}"), ("b", f"b.txt{ending}")]


def test_what_stands_before_the_damage_of_a_compressed_file_is_read(tmp_path: Path) -> None:
    lines = "".join(
        f'{{"title": "Loom {number}", "text": "{hashlib.sha256(bytes([number])).hexdigest()} words"}}\n' for number in range(99)
    )
    packed = gzip.compress(lines.encode())
    (tmp_path / "x.jsonl.gz").write_bytes(packed[: len(packed) * 2 // 3])
    results = list(read([str(tmp_path)]))
    assert 40 < sum(isinstance(one, Article) for one in results) < 70
    [error] = [one for one in results if isinstance(one, SourceError)]
    assert "is cut short or damaged" in error.problem


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
@pytest.mark.parametrize("name", ["x.txt", "x.jsonl", "x.csv", "x.warc", "x.xml", "x.json"])
def test_a_decompression_bomb_is_refused(name: str, pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / f"{name}.gz"
    path.write_bytes(pack(b" " * 60_000_000))
    assert "expands to more than 250 times its size" in _error(str(path)).problem


def test_a_flood_of_broken_parts_is_told_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("broken\n" * 500 + f'{{"text": "{BODY[0]}"}}\n')
    results = list(read([str(tmp_path)]))
    assert sum(isinstance(one, Article) for one in results) == 1
    assert len(results) == 22
    assert "holds 480 more parts" in str(results[-1])


def test_the_batch_goes_on_past_what_cannot_be_read(folder: Path) -> None:
    (folder / "aa.txt").write_bytes(b"")
    kinds = [type(found) for found in read([str(folder / "nowhere"), str(folder)])]
    assert kinds == [SourceError, Article, SourceError, Article, Article]


def test_an_error_names_the_file_as_the_user_knows_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "deeper" / "c.TXT").write_bytes(b"")
    monkeypatch.chdir(folder)
    assert _error("deeper").subject == "deeper/c.TXT"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("x.txt", b"", "is empty"),
        ("x.html", b"", "is empty"),
        ("x.txt", bytes(range(32)) * 40, "binary"),
        ("x.html", b"\x89PNG\r\n\x1a\n", "binary"),
        ("x.html", b"<html><body><script>let a = 1</script></body></html>", "no article text"),
        ("x.html", b"<html></html>", "no article text|no HTML"),
        ("x.html", b"just a few", "no article text"),
        ("x.html", b"<!-- nothing -->", "no HTML|no article text"),
        ("x.html", b"<html><body>" + b"<p>Word.</p>" * (LARGEST_MARKUP // 12), "MB of markup"),
        ("x.html", b"<html><body>" + b"<b>" * (MOST_ELEMENTS // 10) + b"<p>x" * MOST_ELEMENTS, "elements"),
        ("x.docx", b"PK", "ending"),
        ("README", b"text", "ending"),
    ],
)
def test_bad_files_are_named_with_problem_and_remedy(name: str, content: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    error = _error(str(path))
    assert error.subject == str(path)
    pytest.importorskip("re").search(problem, error.problem) or pytest.fail(str(error))
    assert error.remedy


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        ("nowhere.html", "does not exist"),
        ("", "does not exist"),
        ("nowhere/*.html", "matches no file"),
        ("ftp://news.example/looms", "an address of a kind that is not read"),
        ("bad\0name", "cannot be read"),
    ],
)
def test_bad_arguments_are_named_with_problem_and_remedy(
    argument: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    error = _error(argument)
    assert problem in error.problem
    assert error.remedy


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    assert "no file that can be read" in _error(str(tmp_path)).problem


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    assert "not a regular file" in _error(str(tmp_path / "x.txt")).problem


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert "permission denied" in _error(str(path)).problem


def test_a_link_to_nowhere_in_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.txt").symlink_to(tmp_path / "gone.txt")
    assert _error(str(tmp_path)).subject == str(tmp_path / "x.txt")


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stream.LARGEST == 50_000_000
    monkeypatch.setattr(stream, "LARGEST", 2_000_000)
    (tmp_path / "x.txt").write_text("word " * 400_001)
    assert "larger than 2 MB" in _error(str(tmp_path / "x.txt")).problem
