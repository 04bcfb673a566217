"""What a server is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """The graph folder, where to listen, and limits: seconds and rows a query, queries at once, MiB a worker, bytes a request."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8000
    seconds: float = 30.0
    rows: int = 10_000
    workers: int = 4
    memory: int = 2048
    body: int = 1_000_000
    cors: str | None = None
