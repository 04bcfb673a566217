"""Opens what a command reads: the store of a folder, or a remote one in its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from pyoxigraph import Store

from kg.graph.folder import GraphFolder
from kg.graph.store import open_store


@contextmanager
def reading(folder: Path, url: str | None, *, whole: bool = False) -> Iterator[Store]:
    """Yield the store to read: that of the graph folder, or with a `url` the remote one.

    A remote store answers queries and patterns as a local one does; for what goes through all of it, `whole` brings a copy to this
    machine first. Raises GraphError when there is no graph, or the server does not answer.
    """
    if url is None:
        yield open_store(GraphFolder.open(folder))
        return
    from kg.graph.remote import fetched, open_remote  # brings an HTTP client, which local reading does without

    with open_remote(url) as remote:
        if whole:
            with fetched(remote) as store:
                yield store
        else:
            yield cast(Store, remote)
