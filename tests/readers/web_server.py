"""A real HTTP server on a loopback address, whose paths are functions, and which writes down what it was asked."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """Answers by the function of the path; 404 where there is none."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        if self.path != "/robots.txt":
            self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers))
        with suppress(ConnectionError):
            self.server.routes.get(self.path, lambda handler: handler.answer(404, b"nothing here", "text/plain"))(self)

    def answer(self, status: int, content: bytes = b"", media_type: str | None = "text/html", **headers: str) -> None:
        """Send a whole answer; underscores in the names of headers are hyphens."""
        self.send_response(status)
        if media_type is not None:
            self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """The server: `routes` by path, `asked` paths (without robots.txt) and `headers` of the requests."""

    daemon_threads = True

    def __init__(self, host: str, port: int = 0) -> None:
        super().__init__((host, port), Handler)
        self.host = host
        self.routes: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str) -> str:
        return f"http://{self.host}:{self.port}{path}"

    def gives(self, path: str, content: bytes, media_type: str | None = "text/html; charset=utf-8", **headers: str) -> str:
        """Let a path answer with this content, and return its address."""
        self.routes[path] = lambda handler: handler.answer(200, content, media_type, **headers)
        return self.url(path)

    def redirects(self, path: str, to: str, status: int = 302) -> str:
        """Let a path redirect, and return its address."""
        self.routes[path] = lambda handler: handler.answer(status, b"", None, Location=to)
        return self.url(path)


@contextmanager
def serving(host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server until the block ends."""
    server = Server(host, port)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
