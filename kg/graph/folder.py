"""The folder of a graph: its articles with what was read in them, and where the store, the Turtle file and the view lie."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import GraphError
from kg.model import Extraction

_OURS = {
    "articles",
    "store",
    "store.new",
    "store.old",
    "graph.ttl",
    "graph.html",
    "rulings.ttl",
    "identity.jsonl",
    "skipped.txt",
    ".gitignore",
}


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """A graph folder at `path`; make one with `create` or `open`."""

    path: Path

    @staticmethod
    def create(path: Path) -> GraphFolder:
        """Return the graph folder at a path, made where there is none. Raises GraphError when something else is there."""
        strange = sorted(entry.name for entry in path.iterdir() if entry.name not in _OURS) if path.is_dir() else []
        if strange and not (path / "articles").is_dir():
            raise GraphError(
                str(path), f"is a folder that is not a graph (it holds {strange[0]})", "name a new or empty folder with -g DIR"
            )
        folder = GraphFolder(path)
        try:
            folder.articles.mkdir(parents=True, exist_ok=True)
            for leftover in folder.articles.glob("*.tmp"):
                leftover.unlink(missing_ok=True)
        except OSError as error:
            raise GraphError(str(path), f"cannot be written: {error.strerror}", "name another folder with -g DIR") from None
        return folder

    @staticmethod
    def open(path: Path) -> GraphFolder:
        """Return the graph folder at a path. Raises GraphError when there is none."""
        if not path.exists():
            raise GraphError(str(path), "there is no such folder", f"build a graph with: kg build SOURCE -g {path}")
        if not (path / "articles").is_dir():
            raise GraphError(str(path), "is not a graph (no articles/ in it)", f"build one with: kg build SOURCE -g {path}")
        return GraphFolder(path)

    @property
    def articles(self) -> Path:
        """Return the folder of the articles."""
        return self.path / "articles"

    @property
    def store(self) -> Path:
        """Return the folder of the store."""
        return self.path / "store"

    @property
    def turtle(self) -> Path:
        """Return the path of the graph as Turtle."""
        return self.path / "graph.ttl"

    @property
    def view(self) -> Path:
        """Return the path of the view."""
        return self.path / "graph.html"

    @property
    def rulings(self) -> Path:
        """Return the path of people's decisions."""
        return self.path / "rulings.ttl"

    @property
    def identity(self) -> Path:
        """Return the path of the reasons who is who, made with the graph."""
        return self.path / "identity.jsonl"

    @property
    def skipped(self) -> Path:
        """Return the path of the list of pairs that a reviewer passed over."""
        return self.path / "skipped.txt"

    def article_path(self, stem: str) -> Path:
        """Return where the article of that stem is kept."""
        return self.articles / f"{stem}.json"

    def put(self, extraction: Extraction) -> None:
        """Keep an extraction in the place of any former one of its article: whole or not at all, whenever the process dies."""
        form = json.dumps(extraction.to_json(), ensure_ascii=False, separators=(",", ":")) + "\n"
        write_whole(self.article_path(extraction.article.stem), form.encode())

    def get(self, stem: str) -> Extraction | None:
        """Return the extraction kept under a stem, or None. Raises GraphError naming the file when it is broken."""
        path = self.article_path(stem)
        if not path.exists():
            return None
        try:
            return Extraction.from_json(json.loads(path.read_bytes()))
        except (ValueError, KeyError, TypeError, AttributeError):
            problem, remedy = "is not an article that kg wrote", "delete the file and build its source again with: kg build SOURCE"
        except OSError as error:
            problem, remedy = f"cannot be read: {error.strerror}", "make the file readable"
        raise GraphError(str(path), problem, remedy) from None

    def stems(self) -> tuple[str, ...]:
        """Return the stems of all articles, sorted."""
        return tuple(sorted(path.stem for path in self.articles.glob("*.json")))

    def __iter__(self) -> Iterator[Extraction]:
        """Yield all extractions sorted by date of publication (undated first), then by the article's key."""
        kept = (extraction for stem in self.stems() if (extraction := self.get(stem)))
        yield from sorted(kept, key=lambda e: (e.article.published or "", e.article.key))

    def remove(self, stem: str) -> bool:
        """Take an article out; say whether it was there."""
        try:
            self.article_path(stem).unlink()
        except FileNotFoundError:
            return False
        return True


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the former content or the new one, never a part, even after a crash."""
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file that takes the place of the one at `path` when all is written; after a failure that one stands."""
    beside = path.with_name(path.name + ".tmp")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
