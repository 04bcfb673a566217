"""Starts `kg serve` as a process of its own, and asks it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import httpx

import kg

JSON = "application/sparql-results+json"


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[httpx.Client]:
    """Yield a client of a server on a free port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "serve", "-g", str(folder), "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(kg.__file__).parent.parent)},
    )
    assert process.stderr
    try:
        line = process.stderr.readline()
        found = re.search(r"http://\S+:\d+", line)
        assert found, line + process.stderr.read()
        with httpx.Client(base_url=found[0], timeout=60, trust_env=False) as client:
            yield client
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()


def ask(client: httpx.Client, query: str, accept: str = JSON, **fields: object) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **fields}, headers={"Accept": accept})


def form(client: httpx.Client, fields: object, **headers: str) -> httpx.Response:
    content = urlencode(fields, doseq=True)
    return client.post("/sparql", content=content, headers={"Content-Type": "application/x-www-form-urlencoded", **headers})


def bindings(response: httpx.Response) -> list[dict[str, str]]:
    assert response.status_code == 200, response.text
    return [{name: term["value"] for name, term in row.items()} for row in response.json()["results"]["bindings"]]
