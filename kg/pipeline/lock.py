"""Keeps two builds out of one graph folder. The lock is the system's, so a killed build leaves none behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import GraphError
from kg.graph import GraphFolder


@contextmanager
def locked(folder: GraphFolder) -> Iterator[None]:
    """Hold the folder for writing; GraphError at once when another process does. Readers are not kept out."""
    if sys.platform == "win32":  # it has no lock on folders: there, the store's own lock is all there is
        yield
        return
    import fcntl

    handle = os.open(folder.articles, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GraphError(str(folder.path), "is being written by another kg", "wait until that one has finished") from None
        yield
    finally:
        os.close(handle)
