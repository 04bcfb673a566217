"""What a worker sends back: everything an HTTP response is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reply:
    """A status code, media type, body and further headers."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def refuse(status: int, why: str, **headers: str) -> Reply:
    """Return a refusal in one line of plain text; `_` in a header's name stands for `-`."""
    line = " ".join(why.split())
    return Reply(status, "text/plain; charset=utf-8", f"{line}\n".encode(), {k.replace("_", "-"): v for k, v in headers.items()})
