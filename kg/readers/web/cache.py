"""Answers kept on disk for a while, so that building again does not ask a site again. Losing it loses nothing."""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

FRESH = 3600  # seconds in which an answer is taken as it is; after that the site is asked whether it has changed
KEPT = 30 * 24 * 3600  # seconds after which an answer is thrown away
_FORM = "1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request: the status, the headers that matter here (names in lower case), the decoded body."""

    status: int
    headers: dict[str, str]
    content: bytes


class Cache:
    """Answers by address under one folder; what cannot be written is not kept, and what cannot be read is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with suppress(OSError):
            for entry in folder.glob("*.answer"):
                if time.time() - entry.stat().st_mtime > KEPT:
                    entry.unlink()

    def get(self, key: str) -> tuple[Answer, bool] | None:
        """Return the answer kept under a key, and whether it is fresh; None without one."""
        path = self._path(key)
        try:
            age = time.time() - path.stat().st_mtime
            head, _, content = path.read_bytes().partition(b"\n")
            form = json.loads(head)
            if form["key"] != key or form["length"] != len(content):
                return None
            return Answer(int(form["status"]), {str(k): str(v) for k, v in form["headers"].items()}, content), 0 <= age < FRESH
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer in the place of any former one: whole or not at all."""
        form = {"key": key, "status": answer.status, "headers": answer.headers, "length": len(answer.content)}
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, suffix=".tmp", delete=False) as file:
                beside = Path(file.name)
                try:
                    file.write(json.dumps(form).encode() + b"\n" + answer.content)
                except OSError:
                    beside.unlink()
                    raise
            beside.replace(self._path(key))

    def renew(self, key: str) -> None:
        """Count the answer kept under a key as fresh again."""
        with suppress(OSError):
            os.utime(self._path(key))

    def _path(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(f'{_FORM} {key}'.encode()).hexdigest()}.answer"
