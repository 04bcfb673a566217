"""The web application: which address gives what, and the limits and headers that all of them share."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import GraphError
from kg.graph import GraphFolder, open_store
from kg.server.answers import write_triples
from kg.server.description import service_description
from kg.server.pages import ASSETS
from kg.server.pool import Pool
from kg.server.protocol import METHODS, read_request
from kg.server.reply import Reply, refuse
from kg.server.settings import Settings
from kg.server.work import EditorJob, EntityJob

_VENDOR: Final = ASSETS.parent / "vendor"
_STATIC: Final = {
    "yasgui.min.js": (_VENDOR, "text/javascript; charset=utf-8"),
    "yasgui.min.css": (_VENDOR, "text/css; charset=utf-8"),
    "editor.js": (ASSETS, "text/javascript; charset=utf-8"),
    "page.css": (ASSETS, "text/css; charset=utf-8"),
}
_SHUT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_EDITOR = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_VIEW = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"  # the page brings the rest: hashes of its own scripts
_HEADERS: Final = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"cache-control": b"no-cache",
}
_TOKEN = re.compile(r"[A-Za-z0-9._~%-]{1,200}")
_BODY_SECONDS: Final = 10.0
_CONNECTIONS: Final = 1000


def create_app(settings: Settings) -> Starlette:
    """Return the application for a graph folder. Raises GraphError when there is no graph in it."""
    open_store(GraphFolder.open(settings.folder))
    pool = Pool(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.close()

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS})
        if request.method not in METHODS.split(", "):
            return _response(refuse(405, "ask with GET or POST", Allow=METHODS))
        body = await _body(request, settings.body) if request.method == "POST" else b""
        if isinstance(body, Reply):
            return _response(body)
        accept = request.headers.get("accept", "")
        query_string = request.scope["query_string"]
        address = str(request.url.replace(query=""))
        job = read_request(request.method, address, query_string, request.headers.get("content-type", ""), body, accept)
        if job is None:
            return _response(write_triples(service_description(address), accept, settings.rows))
        return _response(job if isinstance(job, Reply) else await pool.run(job))

    async def view(_: Request) -> Response:
        path = GraphFolder(settings.folder).view
        if not path.is_file():
            return _response(refuse(404, "this graph has no view yet; make it with kg build"))
        return FileResponse(path, media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": _VIEW})

    async def editor(request: Request) -> Response:
        parameters = {name: value for name, value in request.query_params.items() if name != "question"}
        response = _response(await pool.run(EditorJob(request.query_params.get("question", ""), parameters)))
        response.headers["Content-Security-Policy"] = _EDITOR
        return response

    async def entity(request: Request) -> Response:
        token = request.path_params["token"]
        if not _TOKEN.fullmatch(token):
            return _response(refuse(404, "no such entity"))
        timeline = request.url.path.startswith("/timeline/")
        return _response(await pool.run(EntityJob(token, request.headers.get("accept", ""), timeline)))

    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            return _response(refuse(404, "no such file"))
        folder, media_type = _STATIC[name]
        return FileResponse(folder / name, media_type=media_type)

    async def health(_: Request) -> Response:
        return Response(b'{"status": "ok"}', media_type="application/json")

    middleware = [Middleware(_SafeHeaders)]
    if settings.host in {"127.0.0.1", "localhost", "::1"}:  # a page elsewhere that points its own name here gets nothing
        middleware.append(Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"], www_redirect=False))
    if settings.cors:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=[settings.cors],
                allow_methods=["GET", "POST"],
                allow_headers=["*"],
                expose_headers=["X-Kg-Truncated"],
            )
        )
    every = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]
    routes = [
        Route("/", view),
        Route("/sparql", sparql, methods=every),
        Route("/sparql/", sparql, methods=every),  # a redirect would lose what is posted
        Route("/query", editor),
        Route("/entity/{token}", entity),
        Route("/timeline/{token}", entity),
        Route("/static/{name}", static),
        Route("/health", health),
    ]
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan)


def serve(settings: Settings, on_ready: Callable[[str], None]) -> None:
    """Serve until interrupted; calls `on_ready` with the address first. Raises GraphError for no graph, and for a port in use."""
    import socket

    import uvicorn

    app = create_app(settings)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=512)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise GraphError(where, f"cannot be listened on: {error.strerror}", "name another port with --port N") from None
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else the end of an answer waits for the client's word: 40 ms
    host = f"[{settings.host}]" if family == socket.AF_INET6 else settings.host
    configuration = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=256 * 1024,
        http="h11",
        ws="none",
    )
    on_ready(f"http://{host}:{listener.getsockname()[1]}/")
    asyncio.run(uvicorn.Server(configuration).serve(sockets=[listener]))


async def _body(request: Request, most: int) -> bytes | Reply:
    """Return the body, or a refusal when it is too long or too slow."""
    pieces, length = list[bytes](), 0
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for piece in request.stream():
                length += len(piece)
                if length > most:
                    return refuse(413, f"a request may have {most:,} bytes", Connection="close")
                pieces.append(piece)
    except TimeoutError:
        return refuse(408, "the request came too slowly", Connection="close")
    except ClientDisconnect:
        return refuse(400, "the request broke off")
    return b"".join(pieces)


def _response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, dict(reply.headers), reply.media_type)


class _SafeHeaders:
    """Adds the headers that keep a browser from misusing an answer; a page's own policy stands."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the head of its response."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                safe = {**_HEADERS, b"content-security-policy": _SHUT.encode()}
                message["headers"] = [*message["headers"], *((name, value) for name, value in safe.items() if name not in present)]
            await send(message)

        await self.app(scope, receive, with_headers)
