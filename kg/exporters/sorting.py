"""Sorts more lines than fit into memory: what an export promises in order may be larger than the machine."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from tempfile import TemporaryFile

LINES_IN_MEMORY = 250_000


def sort_lines(lines: Iterable[str], in_memory: int = LINES_IN_MEMORY) -> Iterator[str]:
    """Yield the lines sorted by code point, each once; at most `in_memory` of them are held, the others wait in temporary files.

    A line may hold anything but a line feed, and comes without one.
    """
    remaining = iter(lines)
    with ExitStack() as open_files:
        runs: list[Iterable[str]] = []
        while chunk := sorted(islice(remaining, in_memory)):
            if not runs and len(chunk) < in_memory:
                runs.append(chunk)
                break
            file = open_files.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(f"{line}\n" for line in chunk)
            file.seek(0)
            runs.append(line[:-1] for line in file)
            del chunk
        for line, _ in groupby(heapq.merge(*runs)):
            yield line
