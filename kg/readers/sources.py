"""Which files a source argument stands for: file, folder, glob or standard input. Never looks inside a file."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from kg.errors import SourceError

COMPRESSED = (".gz", ".zst")

_MAGIC = re.compile(r"[*?\[]")
_URL = re.compile(r"(?i)[a-z][a-z0-9+.-]+://")
_COMPANION = re.compile(r"(?i)^(.+)[_-]files$|^(.+)\.fld$")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, how the user knows it (`shown`), and the name the article keeps (`name`)."""

    path: Path
    shown: str
    name: str


def ending(name: str, suffixes: Collection[str]) -> str | None:
    """Return the known ending of a name, in lower case and without the one that says how it is compressed; None without one."""
    path = PurePath(name)
    if path.suffix.lower() in COMPRESSED:
        path = path.with_suffix("")
    return found if (found := path.suffix.lower()) in suffixes else None


def without_ending(name: str, suffixes: Collection[str]) -> str:
    """Return a file's name without folder and without its last known ending: what `kg extract` calls its article."""
    path = PurePath(name)
    packed = path.suffix.lower() in COMPRESSED and ending(name, suffixes)
    path = path.with_suffix("") if packed else path
    return path.stem if ending(path.name, suffixes) else path.name


def find(argument: str, suffixes: Collection[str]) -> Iterator[Found | SourceError]:
    """Yield the files that one argument names, in sorted order; what cannot be found is yielded as a SourceError."""
    shown = printable(argument)
    listed = ", ".join(sorted(suffixes))
    if _URL.match(argument):
        yield SourceError(
            shown, "is an address of a kind that is not read", "give one with https://, or save the page and give that file"
        )
        return
    path = Path(argument)
    try:
        mode = path.stat().st_mode if argument else None
    except FileNotFoundError:
        mode = None
    except (OSError, ValueError) as error:
        yield SourceError(shown, _reason(error), "check the path and its permissions")
        return
    if mode is None:
        if _MAGIC.search(argument):
            yield from _find_glob(argument, shown, suffixes)
        else:
            yield SourceError(shown or "''", "does not exist", "check the path")
    elif stat.S_ISDIR(mode):
        found = list(_walk(path, path, suffixes, set()))
        yield from found or [
            SourceError(shown, "holds no file that can be read", f"put files with one of these endings there: {listed}")
        ]
    elif not stat.S_ISREG(mode):
        yield SourceError(shown, "is not a regular file", "give a file, a folder, or - for standard input")
    elif not ending(path.name, suffixes):
        yield SourceError(
            shown, f"has no ending that is known ({path.suffix or 'none'})", f"save it with one of these endings: {listed}"
        )
    else:
        yield Found(path, shown, printable(path.name))


def printable(name: str) -> str:
    """Return the file name as valid Unicode: bytes that are no UTF-8 become replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace") if not name.isascii() else name


def _find_glob(pattern: str, shown: str, suffixes: Collection[str]) -> Iterator[Found | SourceError]:
    root = Path(*_fixed_part(Path(pattern)))
    found = False
    for match in sorted(glob.iglob(pattern, recursive=True)):  # noqa: PTH207 Path.glob takes no absolute pattern
        path = Path(match)
        if path.is_file() and ending(path.name, suffixes):
            found = True
            yield Found(path, printable(match), printable(path.relative_to(root).as_posix()))
    if not found:
        yield SourceError(shown, "matches no file that can be read", f"the endings known are {', '.join(sorted(suffixes))}")


def _fixed_part(pattern: Path) -> Iterator[str]:
    for part in pattern.parts[:-1]:
        if _MAGIC.search(part):
            return
        yield part


def _walk(folder: Path, root: Path, suffixes: Collection[str], seen: set[tuple[int, int]]) -> Iterator[Found | SourceError]:
    try:
        where = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield SourceError(printable(str(folder)), _reason(error), "check its permissions")
        return
    if (where.st_dev, where.st_ino) in seen:  # a link back to a folder that is being read
        return
    seen.add((where.st_dev, where.st_ino))
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not _is_companion(entry.name, names):
                yield from _walk(entry, root, suffixes, seen)
        elif ending(entry.name, suffixes) and (entry.is_file() or entry.is_symlink()):
            yield Found(entry, printable(str(entry)), printable(entry.relative_to(root).as_posix()))


def _is_companion(folder: str, names: set[str]) -> bool:
    """Say whether a folder holds the pictures and advertising frames that a browser saved beside a page."""
    match = _COMPANION.match(folder)
    return match is not None and any(f"{match[1] or match[2]}{suffix}" in names for suffix in (".html", ".htm", ".xhtml"))


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    return f"cannot be read ({getattr(error, 'strerror', None) or error})"
