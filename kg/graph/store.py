"""The store on disk: written beside the former one and swapped by rename, opened read-only."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.errors import GraphError
from kg.graph.folder import GraphFolder


def open_store(folder: GraphFolder) -> Store:
    """Return the folder's store, read-only: it stays as it is while a build writes the next one.

    After a crash between the two renames of a build the former store is opened. Raises GraphError when there is none that opens.
    """
    remedy = f"build the graph again with: kg build SOURCE -g {folder.path}"
    for path in (folder.store, _former(folder.store), folder.store):  # once more: a build may have swapped them meanwhile
        if path.is_dir():
            try:
                return Store.read_only(str(path))
            except (OSError, RuntimeError) as error:
                if path.is_dir():
                    raise GraphError(str(path), f"is not a store that opens ({_first_line(error)})", remedy) from None
    raise GraphError(str(folder.path), "holds no finished store", remedy)


def write_store(path: Path, quads: Iterable[Quad]) -> None:
    """Write the quads as the store at `path`, in the place of the former one, which stays readable until the new one is whole."""
    fresh, former = path.with_name(path.name + ".new"), _former(path)
    if former.is_dir() and not path.is_dir():  # a build died between the renames
        former.rename(path)
    _delete(fresh)
    _delete(former)
    try:
        store = Store(str(fresh))
        store.bulk_extend(quads)
        store.flush()
        del store
    except (OSError, RuntimeError) as error:
        raise GraphError(
            str(fresh), f"cannot be written: {_first_line(error)}", "free some space or name another folder with -g DIR"
        ) from None
    if path.is_dir():
        path.rename(former)
    fresh.rename(path)
    _delete(former)


def _former(path: Path) -> Path:
    return path.with_name(path.name + ".old")


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]
