"""The command line: each command parses its arguments, calls one function, prints and sets the exit code.

Rooms are imported inside the commands, so that `kg --help` answers at once.
"""

from kg.cli.main import main

__all__ = ["main"]
