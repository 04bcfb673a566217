"""Fetches the web addresses that a person names, one by one, and no other: politely, within limits, from public addresses.

What a site's robots.txt disallows is not fetched (RFC 9309), two pages of one site are fetched with a pause between them, and every
failure is one line. Links are never followed; redirects are, one at a time, each one checked like the first address.
"""

from __future__ import annotations

import re
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import httpcore
import httpx
from platformdirs import user_cache_path
from protego import Protego

from kg import __version__
from kg.errors import SourceError
from kg.readers.web.address import PrivateAddressError
from kg.readers.web.cache import Answer, Cache
from kg.readers.web.transport import CheckedTransport

ROBOT = "kg"
USER_AGENT = f"{ROBOT}/{__version__} (reads single news articles that a person names; obeys robots.txt)"
LARGEST = 20_000_000  # bytes of one answer, decompressed
LARGEST_ROBOTS = 512_000  # bytes of a robots.txt that are looked at; RFC 9309 asks for 500 KiB
MOST_REDIRECTS = 10
SECONDS = 60.0  # for one whole answer
SILENCE = 20.0  # seconds without a byte, and for the connection
PAUSE = 1.0  # seconds between two requests to one site
LONGEST_PAUSE = 30.0  # seconds of a Crawl-delay that are waited
TEXT_TYPES = re.compile(
    r"text/[\w.+-]+|application/(?:[\w.-]+\+)?(?:xml|json)|application/(?:x-)?(?:ndjson|jsonl?(?:ines)?|gzip|zstd|warc)"
    r"|application/octet-stream|binary/octet-stream"
)

_KEPT_HEADERS = ("content-type", "location", "etag", "last-modified", "cache-control")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAVE_IT = "save the page in a browser and give that file"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lay at an address: the address after all redirects, the media type the server gave (empty without one), the bytes."""

    url: str
    media_type: str
    content: bytes


class Fetcher:
    """Fetches addresses; remembers what each site allows and when it was last asked.

    `cache` is the folder of kept answers, by default in the system's folder for caches; None keeps nothing.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        cache: Path | None = None,
        ssl_context: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
        pause: float = PAUSE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allow_private, self._seconds, self._pause, self._sleep = allow_private, seconds, pause, sleep
        self._cache = Cache(cache or user_cache_path("kg", appauthor=False) / "web")
        self._ssl_context = ssl_context or httpx.create_ssl_context(trust_env=False)
        self._robots: dict[str, Protego | None] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, address: str) -> Fetched:
        """Return what lies at a web address. Raises SourceError naming the address, with what is wrong and what to do."""
        try:
            url = _parse(address)
            for hop in range(MOST_REDIRECTS + 1):
                self._ask_robots(url)
                answer = self._get(url, 0 if hop else self._wait_time(url))
                if answer.status in _REDIRECTS:
                    url = _redirected(url, answer)
                    continue
                if answer.status != HTTPStatus.OK:
                    raise _FetchError(f"answers {answer.status}{_phrase(answer.status)}", _status_remedy(answer.status))
                return Fetched(str(url), answer.headers.get("content-type", ""), _as_utf8(answer))
            raise _FetchError(f"redirects more than {MOST_REDIRECTS} times", "give the address it should lead to")
        except _FetchError as failure:
            raise SourceError(address, failure.problem, failure.remedy) from failure

    def _ask_robots(self, url: httpx.URL) -> None:
        """Fail when the site's robots.txt does not allow the address (https://www.rfc-editor.org/rfc/rfc9309)."""
        site = _site(url)
        if site not in self._robots:
            self._robots[site] = self._read_robots(url)
        rules = self._robots[site]
        if rules is not None and not rules.can_fetch(str(url), ROBOT):
            raise _FetchError(f"may not be fetched by programs (robots.txt of {url.host})", _SAVE_IT)

    def _read_robots(self, url: httpx.URL) -> Protego | None:
        target = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._get(target, 0, robots=True)
            if answer.status in _REDIRECTS:
                target = _redirected(target, answer)
                continue
            if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise _FetchError(
                    f"has a robots.txt that cannot be read ({answer.status}{_phrase(answer.status)})", "try again later"
                )
            if answer.status != HTTPStatus.OK:
                return None
            return Protego.parse(answer.content[:LARGEST_ROBOTS].decode("utf-8", "replace"))
        return None

    def _wait_time(self, url: httpx.URL) -> float:
        """Return the seconds that must still pass before the site is asked for another page."""
        rules = self._robots.get(_site(url))
        pause = max(self._pause, min(rules.crawl_delay(ROBOT) or 0.0, LONGEST_PAUSE) if rules else 0.0)
        return max(0.0, self._asked.get(_site(url), -pause) + pause - time.monotonic())

    def _get(self, url: httpx.URL, wait: float, *, robots: bool = False) -> Answer:
        """Return the answer to one request, from the cache where it is fresh or has not changed."""
        key = f"{'private ' if self._allow_private else ''}{url}"
        kept, fresh = self._cache.get(key) or (None, False)
        if kept and fresh:
            return kept
        self._sleep(wait)
        known = {"if-none-match": "etag", "if-modified-since": "last-modified"} if kept else {}
        conditions = {asked: kept.headers[told] for asked, told in known.items() if kept and told in kept.headers}
        with _explained(url), httpx.Client(transport=self._transport(), trust_env=False, timeout=SILENCE) as client:
            headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Connection": "close"} | conditions
            with client.stream("GET", url, headers=headers) as response:
                if response.status_code == HTTPStatus.NOT_MODIFIED and kept:
                    self._cache.renew(key)
                    return kept
                told = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
                wanted = response.status_code == HTTPStatus.OK
                if wanted and not robots:
                    _check_type(told.get("content-type", ""))
                answer = Answer(response.status_code, told, _body(response, robots=robots) if wanted else b"")
        if not robots:
            self._asked[_site(url)] = time.monotonic()
        if (wanted or answer.status in _REDIRECTS) and "no-store" not in told.get("cache-control", "").casefold():
            self._cache.put(key, answer)
        return answer

    def _transport(self) -> CheckedTransport:
        return CheckedTransport(allow_private=self._allow_private, seconds=self._seconds, ssl_context=self._ssl_context)


class _FetchError(Exception):
    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(problem)


@contextmanager
def _explained(url: httpx.URL) -> Iterator[None]:
    """Turn what may go wrong between here and a server into words."""
    try:
        yield
    except PrivateAddressError as error:
        raise _FetchError(
            f"leads into a private network ({error.host} is {error.address})", "give --allow-private if that is meant"
        ) from error
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise _FetchError(f"takes too long to answer ({url.host})", f"try again later, or {_SAVE_IT}") from error
    except (httpx.TransportError, httpcore.NetworkError, httpcore.ProtocolError, OSError, UnicodeError) as error:
        certificate = next((one for one in _causes(error) if isinstance(one, ssl.SSLCertVerificationError)), None)
        if certificate:
            raise _FetchError(f"cannot prove that it is {url.host} ({certificate.verify_message})", _SAVE_IT) from error
        reason = next((one.strerror for one in _causes(error) if isinstance(one, OSError) and one.strerror), str(error))
        raise _FetchError(
            f"cannot be fetched from {url.host} ({' '.join(reason.split()) or type(error).__name__})",
            "check the address and your connection",
        ) from error


def _causes(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or one.__context__


def _parse(address: str, base: httpx.URL | None = None) -> httpx.URL:
    try:
        url = base.join(address) if base else httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise _FetchError("is no web address", "check the address") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise _FetchError(f"leads to {url}, which is no web address" if base else "is no web address", "give one with https://")
    if url.userinfo:
        raise _FetchError("carries a name or password", f"take it out, or {_SAVE_IT}")
    return url.copy_with(fragment=None)


def _redirected(url: httpx.URL, answer: Answer) -> httpx.URL:
    if "location" not in answer.headers:
        raise _FetchError(f"answers {answer.status} without saying where to go", _SAVE_IT)
    return _parse(answer.headers["location"], url)


def _site(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _check_type(stated: str) -> None:
    media_type = stated.split(";")[0].strip().casefold()
    if media_type and not TEXT_TYPES.fullmatch(media_type):
        raise _FetchError(f"is {media_type}, not an article or a feed", "give the address of the article's page")


def _body(response: httpx.Response, *, robots: bool) -> bytes:
    """Return the decompressed body, never holding more than `LARGEST` bytes of it; of a robots.txt its beginning will do."""
    limit = LARGEST_ROBOTS if robots else LARGEST
    encoding = response.headers.get("content-encoding", "identity").strip().casefold()
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise _FetchError(f"is compressed in a way that was not asked for ({encoding})", _SAVE_IT)
    unpacker = None if encoding in ("identity", "") else zlib.decompressobj(zlib.MAX_WBITS | 32)
    parts: list[bytes] = []
    size = 0
    for raw in response.iter_raw():
        try:
            part = unpacker.decompress(raw, limit + 1 - size) if unpacker else raw
        except zlib.error as error:
            raise _FetchError(f"is damaged ({error})", "try again later") from error
        parts.append(part)
        size += len(part)
        if size > limit:
            if robots:
                break
            raise _FetchError(f"is larger than {LARGEST // 1_000_000} MB", "give pages that hold one article each")
    else:
        if unpacker and not unpacker.eof:
            raise _FetchError("breaks off in the middle", "try again later")
    return b"".join(parts)[:limit]


def _as_utf8(answer: Answer) -> bytes:
    """Return the body in UTF-8 where it is not and the server says what it is; XML and JSON say it themselves."""
    media_type, _, parameters = answer.headers.get("content-type", "").partition(";")
    charset = re.search(r"(?i)\bcharset\s*=\s*[\"']?([\w.:-]+)", parameters)
    if not charset or "xml" in media_type.replace("xhtml", "") or "json" in media_type:
        return answer.content
    try:
        answer.content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return answer.content.decode(charset[1]).encode("utf-8")
        except (LookupError, ValueError):
            pass
    return answer.content


def _phrase(status: int) -> str:
    try:
        return f" {HTTPStatus(status).phrase}"
    except ValueError:
        return ""


def _status_remedy(status: int) -> str:
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return "check the address"
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN):
        return _SAVE_IT
    return "try again later"
