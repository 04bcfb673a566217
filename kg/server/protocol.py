"""Reads SPARQL 1.1 Protocol requests (https://www.w3.org/TR/sparql11-protocol/): a job for a worker, or a refusal."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from kg.server.reply import Reply, refuse
from kg.server.work import QueryJob

METHODS: Final = "GET, HEAD, POST, OPTIONS"
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_MOST_FIELDS: Final = 1000


def read_request(
    method: str, endpoint: str, url_query: bytes, content_type: str, body: bytes, accept: str
) -> QueryJob | Reply | None:
    """Return the query that a request asks, a refusal with its reason, or None for a request for the service description.

    Relative IRIs in a query start from the endpoint's address: a service must have a base of its own.
    """
    media_type, charset = _media_type(content_type)
    try:
        fields = _fields(url_query)
        if method == "POST":
            if charset not in {"", "utf-8", "us-ascii"}:
                return refuse(400, f"the request is in {charset}; write it in UTF-8")
            if media_type == _FORM:
                fields += _fields(body)
            elif media_type == _QUERY:
                if any(name == "query" for name, _ in fields):
                    return refuse(400, "two queries: one in the address and one in the body")
                fields.append(("query", body.decode("utf-8")))
            elif media_type == _UPDATE:
                return _refuse_update()
            else:
                return refuse(415, f"send a query as {_FORM} or {_QUERY}")
    except UnicodeDecodeError:
        return refuse(400, "the request is not UTF-8")
    except ValueError:
        return refuse(400, "the request has too many fields")
    if any(name == "update" for name, _ in fields):
        return _refuse_update()
    queries = [value for name, value in fields if name == "query"]
    if not queries and method != "POST" and not fields:
        return None
    if len(queries) != 1:
        return refuse(400, f"a request has one query; this one has {len(queries)}")
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    given = bool(default or named)
    return QueryJob(queries[0], accept, endpoint, default if given else None, named if given else None)


def _refuse_update() -> Reply:
    return refuse(405, "this endpoint answers questions and takes no updates", Allow=METHODS)


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    text = encoded.decode("ascii") if encoded.isascii() else encoded.decode("utf-8")
    return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_FIELDS)


def _media_type(content_type: str) -> tuple[str, str]:
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charset = next((one.removeprefix("charset=").strip('"') for one in parameters if one.startswith("charset=")), "")
    return media_type, charset
