"""The store on disk: written beside the former one and swapped by rename, opened read-only."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, serialize

from kg.errors import GraphError
from kg.graph.folder import GraphFolder

# Quads of the first and of the largest parcel that a store is filled with. The first is small so that both workers start early;
# each parcel leaves files of its own, and a lookup asks every file, so there must be few.
FIRST_PARCEL, LARGEST_PARCEL = 32_000, 256_000
WORKERS = 2


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
    """Write the quads as the store at `path`, in the place of the former one, which stays readable until the new one is whole.

    Raises GraphError when the disk is full or closed to writing; the former store then stays in its place.
    """
    fresh, former = path.with_name(path.name + ".new"), _former(path)
    if former.is_dir() and not path.is_dir():  # a build died between the renames
        former.rename(path)
    _delete(fresh)
    _delete(former)
    try:
        store = Store(str(fresh))
        _fill(store, quads)
        store.flush()
        del store
    except (OSError, RuntimeError) as error:
        shutil.rmtree(fresh, ignore_errors=True)  # a half store would keep a full disk full
        raise GraphError(
            str(fresh), f"cannot be written: {_first_line(error)}", "free some space or name another folder with -g DIR"
        ) from None
    if path.is_dir():
        path.rename(former)
    fresh.rename(path)
    _delete(former)


def _fill(store: Store, quads: Iterable[Quad]) -> None:
    """Put the quads into the store. Handed over as N-Quads, because only a load from text runs on several cores at once."""
    with ThreadPoolExecutor(WORKERS) as pool:
        loading: deque[Future[None]] = deque()
        for parcel in _parcels(quads):
            if len(loading) > WORKERS:  # hold no more text than the workers need
                loading.popleft().result()
            loading.append(pool.submit(store.bulk_load, parcel, RdfFormat.N_QUADS, lenient=True))
        for one in loading:
            one.result()


def _parcels(quads: Iterable[Quad]) -> Iterator[bytes]:
    rest, size = iter(quads), FIRST_PARCEL
    while parcel := serialize(islice(rest, size), format=RdfFormat.N_QUADS):
        yield parcel
        size = min(2 * size, LARGEST_PARCEL)


def _former(path: Path) -> Path:
    return path.with_name(path.name + ".old")


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]
