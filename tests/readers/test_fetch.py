"""Fetching, against a real server on loopback addresses."""

from __future__ import annotations

import gzip
import os
import socket
import ssl
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import trustme

from kg.errors import SourceError
from kg.model import Article
from kg.readers import read
from kg.readers.web import Fetcher, address, cache, fetch
from kg.readers.web.address import is_public
from tests.readers.pages import BODY, page
from tests.readers.web_server import Handler, Server, serving

PAGE = page()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return Fetcher(allow_private=True, cache=tmp_path / "cache", pause=0)


def _failure(fetcher: Fetcher, url: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        fetcher.fetch(url)
    assert caught.value.subject == url
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    return caught.value


# What is fetched


def test_a_page_comes_with_its_type_and_the_request_says_who_asks(server: Server, fetcher: Fetcher) -> None:
    fetched = fetcher.fetch(server.gives("/a?b=c", PAGE) + "#top")
    assert (fetched.url, fetched.media_type, fetched.content) == (server.url("/a?b=c"), "text/html; charset=utf-8", PAGE)
    assert all(headers["User-Agent"].startswith("kg/") for headers in server.headers)
    assert all("Cookie" not in headers and "Referer" not in headers for headers in server.headers)


def test_a_compressed_page_is_unpacked(server: Server, fetcher: Fetcher) -> None:
    url = server.gives("/a", gzip.compress(PAGE), Content_Encoding="gzip")
    assert fetcher.fetch(url).content == PAGE


def test_redirects_are_followed_and_the_last_address_counts(server: Server, fetcher: Fetcher) -> None:
    server.gives("/end", PAGE)
    server.redirects("/middle", "end", 308)
    fetched = fetcher.fetch(server.redirects("/start", server.url("/middle"), 301))
    assert (fetched.url, fetched.content) == (server.url("/end"), PAGE)


@pytest.mark.parametrize(("charset", "text"), [("iso-8859-1", "Käse"), ("windows-1251", "Станки"), ("nonsense", "Käse")])
def test_the_servers_charset_is_undone(server: Server, fetcher: Fetcher, charset: str, text: str) -> None:
    content = text.encode(charset if charset != "nonsense" else "latin-1")
    fetched = fetcher.fetch(server.gives("/a", content, f"text/html; charset={charset}"))
    assert fetched.content == (text.encode() if charset != "nonsense" else content)


# Limits


def test_an_endless_body_ends_at_the_limit(server: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch.LARGEST == 20_000_000
    monkeypatch.setattr(fetch, "LARGEST", 2_000_000)

    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"<p>And so on.</p>" * 1000)

    server.routes["/a"] = endless
    assert "larger than 2 MB" in _failure(fetcher, server.url("/a")).problem


def test_a_bomb_is_not_unpacked(server: Server, fetcher: Fetcher) -> None:
    bomb = gzip.compress(bytes(300_000_000), 9)
    assert len(bomb) < 500_000
    assert "larger than 20 MB" in _failure(fetcher, server.gives("/a", bomb, Content_Encoding="gzip")).problem


def test_other_compression_and_damage_are_refused(server: Server, fetcher: Fetcher) -> None:
    assert "not asked for (br)" in _failure(fetcher, server.gives("/a", b"?", Content_Encoding="br")).problem
    assert "damaged" in _failure(fetcher, server.gives("/b", b"no gzip at all", Content_Encoding="gzip")).problem
    cut = gzip.compress(PAGE)[:-20]
    assert "breaks off" in _failure(fetcher, server.gives("/c", cut, Content_Encoding="gzip")).problem


@pytest.mark.parametrize("when", ["before the status", "within the headers", "within the body"])
def test_a_server_that_drips_is_not_waited_for(server: Server, tmp_path: Path, when: str) -> None:
    def drip(handler: Handler) -> None:
        if when == "within the body":
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
        elif when == "within the headers":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        for _ in range(600):
            if when != "before the status":
                handler.wfile.write(b"a")
            time.sleep(0.05)

    server.routes["/a"] = drip
    slow = Fetcher(allow_private=True, cache=tmp_path, seconds=0.5, pause=0)
    start = time.monotonic()
    assert "too long" in _failure(slow, server.url("/a")).problem
    assert time.monotonic() - start < 20  # thirty seconds of dripping were cut off


def test_a_body_that_breaks_off_is_no_article(server: Server, fetcher: Fetcher) -> None:
    def broken(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"<html>")
        handler.close_connection = True

    server.routes["/a"] = broken
    assert "cannot be fetched" in _failure(fetcher, server.url("/a")).problem


def test_redirects_end(server: Server, fetcher: Fetcher) -> None:
    assert "redirects more than 10 times" in _failure(fetcher, server.redirects("/a", "/a")).problem
    assert len(server.asked) == 1  # the cache answers the others


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        ("ftp://news.example/x", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("http://me:secret@news.example/", "name or password"),
    ],
)
def test_redirects_to_what_is_no_web_address_are_refused(server: Server, fetcher: Fetcher, to: str, problem: str) -> None:
    assert problem in _failure(fetcher, server.redirects("/a", to)).problem


def test_a_redirect_that_does_not_say_where_to(server: Server, fetcher: Fetcher) -> None:
    server.routes["/a"] = lambda handler: handler.answer(302)
    assert "without saying where" in _failure(fetcher, server.url("/a")).problem


@pytest.mark.parametrize(
    ("status", "words", "remedy"),
    [(404, "404 Not Found", "address"), (403, "403 Forbidden", "save"), (503, "503 Service", "later"), (799, "799", "later")],
)
def test_a_refusal_is_told_with_its_remedy(server: Server, fetcher: Fetcher, status: int, words: str, remedy: str) -> None:
    server.routes["/a"] = lambda handler: handler.answer(status, b"<p>Sorry.</p>")
    failure = _failure(fetcher, server.url("/a"))
    assert words in failure.problem
    assert remedy in failure.remedy


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "video/mp4", "application/zip", "font/woff2"])
def test_what_is_no_text_is_not_fetched(server: Server, fetcher: Fetcher, media_type: str) -> None:
    assert f"is {media_type}, not an article" in _failure(fetcher, server.gives("/a", b"...", media_type)).problem


@pytest.mark.parametrize("url", ["http://", "https:///x", "http://a b/", "http://[::1", "http://x:port/", "http://" + "a" * 300])
def test_what_is_no_address_is_told(fetcher: Fetcher, url: str) -> None:
    _failure(fetcher, url)


def test_a_name_and_password_are_not_sent(server: Server, fetcher: Fetcher) -> None:
    assert "name or password" in _failure(fetcher, f"http://me:secret@127.0.0.1:{server.port}/").problem
    assert server.headers == []


def test_a_host_that_is_not_there(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert "Connection refused" in _failure(fetcher, f"http://127.0.0.1:{port}/").problem

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "from looms.invalid (Name or service not known)" in _failure(fetcher, "http://looms.invalid/").problem


# Private networks


@pytest.mark.parametrize(
    "private",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "192.0.0.8"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1", "::127.0.0.1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::1", "64:ff9b::127.0.0.1", "64:ff9b::a00:1"),
        *("64:ff9b:1::a00:1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
    ],
)
def test_addresses_that_are_not_public(private: str) -> None:
    assert not is_public(private)


@pytest.mark.parametrize("public", ["93.184.215.14", "8.8.8.8", "2606:2800:21f::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_that_are_public(public: str) -> None:
    assert is_public(public)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_a_private_address_is_refused_however_it_is_written(server: Server, tmp_path: Path, host: str) -> None:
    failure = _failure(Fetcher(cache=tmp_path), f"http://{host}:{server.port}/a")
    assert "private network" in failure.problem
    assert "--allow-private" in failure.remedy
    assert server.headers == []


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let 127.0.0.1 count as a public address; 127.0.0.2 stays private."""
    genuine = is_public
    monkeypatch.setattr(address, "is_public", lambda one: one == "127.0.0.1" or genuine(one))


@pytest.mark.usefixtures("loopback_is_public")
def test_a_redirect_into_a_private_network_is_refused(server: Server, tmp_path: Path) -> None:
    with serving("127.0.0.2") as private:
        private.gives("/secret", PAGE)
        failure = _failure(Fetcher(cache=tmp_path, pause=0), server.redirects("/a", private.url("/secret")))
        assert "private network (127.0.0.2 is 127.0.0.2)" in failure.problem
        assert private.headers == []


@pytest.mark.usefixtures("loopback_is_public")
def test_a_robots_txt_in_a_private_network_is_not_fetched(server: Server, tmp_path: Path) -> None:
    with serving("127.0.0.2") as private:
        server.redirects("/robots.txt", private.url("/robots.txt"))
        assert "private network" in _failure(Fetcher(cache=tmp_path, pause=0), server.gives("/a", PAGE)).problem
        assert private.headers == []


@pytest.mark.usefixtures("loopback_is_public")
def test_a_name_that_points_elsewhere_a_moment_later_changes_nothing(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["127.0.0.1", "127.0.0.1", "127.0.0.2"]  # for robots.txt, for the page, and for whoever asks once more
    genuine = socket.getaddrinfo

    def rebinding(host: str, *rest: object, **more: object) -> object:
        return genuine(answers.pop(0) if host == "news.example" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with serving("127.0.0.2", server.port) as private:
        server.gives("/a", PAGE)
        private.gives("/a", b"secret")
        assert Fetcher(cache=tmp_path, pause=0).fetch(f"http://news.example:{server.port}/a").content == PAGE
        assert private.headers == []
        assert server.headers[-1]["Host"] == f"news.example:{server.port}"
        assert answers == ["127.0.0.2"]


def test_a_name_with_one_private_address_among_its_addresses_is_refused(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, server.port)) for one in ("8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert "news.example is 127.0.0.1" in _failure(Fetcher(cache=tmp_path), "http://news.example/").problem


def test_what_was_fetched_from_a_private_network_is_not_in_the_cache_for_others(server: Server, tmp_path: Path) -> None:
    url = server.gives("/a", PAGE)
    Fetcher(allow_private=True, cache=tmp_path, pause=0).fetch(url)
    assert "private network" in _failure(Fetcher(cache=tmp_path), url).problem


# TLS


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


def test_tls_proves_the_name_though_the_connection_goes_to_a_checked_address(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(server_side)
    ours = ssl.create_default_context()
    authority.configure_trust(ours)
    genuine = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: genuine("127.0.0.1" if host.endswith(".example") else host, *rest, **more),
    )
    with serving(tls=server_side) as server:
        server.gives("/a", PAGE)
        trusting = partial(Fetcher, allow_private=True, pause=0)
        fetched = trusting(cache=tmp_path, ssl_context=ours).fetch(f"https://news.example:{server.port}/a")
        assert fetched.content == PAGE
        asked = len(server.headers)
        other = _failure(trusting(cache=tmp_path, ssl_context=ours), f"https://other.example:{server.port}/a")
        assert "cannot prove that it is other.example" in other.problem
        unknown = _failure(trusting(cache=tmp_path / "2"), f"https://news.example:{server.port}/a")
        assert "cannot prove that it is news.example" in unknown.problem
        assert len(server.headers) == asked


# Politeness


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (b"User-agent: *\nDisallow: /", False),
        (b"User-agent: kg\nDisallow: /a", False),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: kg\nAllow: /", True),
        (b"User-agent: *\nDisallow: /\nAllow: /a", True),
        (b"User-agent: *\nDisallow: /*.pdf$", True),
        (b"User-agent: other\nDisallow: /", True),
        (b"\xff\x00 what is this", True),
        (b"# long\n" * 200_000 + b"User-agent: *\nDisallow: /", True),
    ],
)
def test_robots_txt_is_obeyed(server: Server, fetcher: Fetcher, robots: bytes, allowed: bool) -> None:
    server.gives("/robots.txt", robots, "text/plain")
    url = server.gives("/a", PAGE)
    if allowed:
        assert fetcher.fetch(url).content == PAGE
    else:
        failure = _failure(fetcher, url)
        assert "robots.txt" in failure.problem
        assert "save the page" in failure.remedy
        assert server.asked == []


def test_robots_txt_is_asked_for_once_a_site_and_holds_for_redirects(server: Server, fetcher: Fetcher) -> None:
    with serving("127.0.0.2") as other:
        other.gives("/robots.txt", b"User-agent: *\nDisallow: /private/", "text/plain")
        other.gives("/private/b", PAGE)
        server.gives("/a", PAGE)
        for path in ("/a", "/b"):
            server.gives(path, PAGE)
            fetcher.fetch(server.url(path))
        assert len(server.headers) == 3
        assert "robots.txt of 127.0.0.2" in _failure(fetcher, server.redirects("/c", other.url("/private/b"))).problem
        assert other.asked == []


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_site_without_robots_txt_allows_all_and_one_whose_robots_txt_fails_nothing(
    server: Server, fetcher: Fetcher, status: int, allowed: bool
) -> None:
    server.routes["/robots.txt"] = lambda handler: handler.answer(status)
    url = server.gives("/a", PAGE)
    if allowed:
        assert fetcher.fetch(url).content == PAGE
    else:
        assert f"robots.txt that cannot be read ({status}" in _failure(fetcher, url).problem


@pytest.mark.parametrize(
    ("robots", "pause"), [(b"", 1.0), (b"User-agent: *\nCrawl-delay: 7", 7.0), (b"User-agent: *\nCrawl-delay: 999", 30.0)]
)
def test_a_site_has_a_rest_between_two_pages(server: Server, tmp_path: Path, robots: bytes, pause: float) -> None:
    server.gives("/robots.txt", robots, "text/plain")
    waits: list[float] = []
    polite = Fetcher(allow_private=True, cache=tmp_path, sleep=waits.append)
    for path in ("/a", "/b"):
        polite.fetch(server.gives(path, PAGE))
    polite.fetch(server.url("/a"))  # from the cache: nothing is waited for
    *before, last = [wait for wait in waits if wait]
    assert before == []
    assert pause - 1 < last <= pause


# Cache


def test_a_page_is_asked_for_once_an_hour_then_only_whether_it_has_changed(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def conditional(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == '"1"':
            handler.answer(304)
        else:
            handler.answer(200, PAGE, ETag='"1"')

    server.routes["/a"] = conditional
    for _ in range(2):
        assert Fetcher(allow_private=True, cache=tmp_path, pause=0).fetch(server.url("/a")).content == PAGE
    assert server.asked == ["/a"]
    for kept in tmp_path.iterdir():
        os.utime(kept, (time.time() - cache.FRESH - 9,) * 2)
    for _ in range(2):  # the second is fresh again
        assert Fetcher(allow_private=True, cache=tmp_path, pause=0).fetch(server.url("/a")).content == PAGE
    assert server.asked == ["/a", "/a"]
    assert [headers["if-none-match"] for headers in server.headers if "if-none-match" in headers] == ['"1"']


def test_failures_and_what_must_not_be_stored_are_not_kept(server: Server, fetcher: Fetcher) -> None:
    server.routes["/a"] = lambda handler: handler.answer(503)
    _failure(fetcher, server.url("/a"))
    assert fetcher.fetch(server.gives("/a", PAGE, Cache_Control="private, no-store")).content == PAGE
    assert fetcher.fetch(server.gives("/a", b"<p>New.</p>")).content == b"<p>New.</p>"


def test_old_answers_are_thrown_away_and_damaged_ones_fetched_again(server: Server, tmp_path: Path) -> None:
    url = server.gives("/a", PAGE)
    Fetcher(allow_private=True, cache=tmp_path, pause=0).fetch(url)
    (kept,) = tmp_path.iterdir()
    for damage in (b"", b"{}\n", kept.read_bytes()[:-1], b"\x00" * 99):
        kept.write_bytes(damage)
        assert Fetcher(allow_private=True, cache=tmp_path, pause=0).fetch(url).content == PAGE
    os.utime(kept, (0, 0))
    Fetcher(cache=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_stops_nothing(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert Fetcher(allow_private=True, cache=tmp_path / "file", pause=0).fetch(server.gives("/a", PAGE)).content == PAGE


# Articles


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr(fetch, "user_cache_path", lambda *_, **__: tmp_path / "user")
    monkeypatch.setattr(fetch, "PAUSE", 0)


FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>LoomWire</title>
<item><title>Looms learn to count</title><link>https://loomwire.example/1</link><description>{BODY[0]}</description></item>
<item><title>Weft and warp</title><link>https://loomwire.example/2</link><description>{BODY[1]}</description></item>
</channel></rss>"""


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize(
    ("content", "media_type", "urls"),
    [
        (PAGE, "text/html", None),
        ("\n\n".join(BODY).encode(), "text/plain; charset=utf-8", None),
        (FEED.encode(), "application/rss+xml", ["https://loomwire.example/1", "https://loomwire.example/2"]),
        (FEED.encode(), "text/xml", ["https://loomwire.example/1", "https://loomwire.example/2"]),
        (b'{"title": "Looms", "text": "' + BODY[0].encode() + b'"}', "application/json", None),
        (PAGE, None, None),
        (PAGE, "application/octet-stream", None),
    ],
)
def test_the_type_decides_the_reader_and_the_address_is_the_articles(
    server: Server, content: bytes, media_type: str | None, urls: list[str] | None
) -> None:
    url = server.gives("/2024/looms.html", content, media_type)
    found = list(read([url, url], allow_private=True))
    articles = [one for one in found if isinstance(one, Article)]
    assert articles == found
    assert [one.url for one in articles] == (urls or [url])
    assert {one.source for one in articles} == {url}
    assert [one.id for one in articles] == (["looms"] if urls is None else ["looms#1", "looms#2"])
    assert server.asked == ["/2024/looms.html"]  # nothing that it links to


@pytest.mark.usefixtures("own_cache")
def test_a_batch_goes_on_past_what_cannot_be_fetched(server: Server) -> None:
    kinds = [type(one) for one in read([server.url("/gone"), server.gives("/a", PAGE)], allow_private=True)]
    assert kinds == [SourceError, Article]
    (refused,) = read([server.url("/a")])
    assert isinstance(refused, SourceError)
    assert "private network" in refused.problem


@pytest.mark.usefixtures("own_cache")
def test_a_build_from_an_address_is_the_same_again_and_can_be_taken_out(run_kg, server: Server, tmp_path: Path) -> None:
    url = server.gives("/looms", PAGE)
    refused = run_kg("build", url, "-g", tmp_path / "g")
    assert (refused.returncode, refused.stderr.count("private network")) == (2, 1)
    made = []
    for _ in range(2):
        done = run_kg("build", url, "-g", tmp_path / "g", "--fresh", "--allow-private")
        assert done.returncode == 0, done.stderr
        made.append((tmp_path / "g" / "graph.ttl").read_bytes())
    assert made[0] == made[1]
    assert server.asked == ["/looms"]
    assert run_kg("remove", url, "-g", tmp_path / "g").returncode == 0
