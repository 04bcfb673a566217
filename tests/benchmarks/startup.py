"""Prints how long `kg --help` takes against a bare `import click`: run it by hand, on a machine at rest."""

from __future__ import annotations

import subprocess
import sys
import time

ROUNDS = 15


def seconds(*arguments: str) -> float:
    """Return the shortest of several runs of Python with these arguments, in seconds."""
    shortest = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        shortest = min(shortest, time.perf_counter() - start)
    return shortest


if __name__ == "__main__":
    bare, ours = seconds("-c", "import click"), seconds("-m", "kg.cli", "--help")
    print(f"import click {bare * 1000:.0f} ms, kg --help {ours * 1000:.0f} ms: {ours / bare:.2f} times")
