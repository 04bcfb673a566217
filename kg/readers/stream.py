"""What a reader reads from: bytes of any size, decompressed on the way, under limits. Knows nothing of articles."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, TextIO, cast

import zstandard

from kg.errors import SourceError
from kg.readers.decoding import encoding_of, mend

LARGEST = 50_000_000  # bytes of a file that is read whole
LARGEST_RECORD = 10_000_000  # characters of one line, row or list element of a file that is not
SAMPLE = 65_536  # bytes at the beginning that tell format and encoding
HARMLESS = 10_000_000  # bytes that may come out of a compressed file however small it is
MOST_EXPANSION = 250  # times its size, beyond that: text shrinks to a tenth

_GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read, and the name that their articles keep.

    `columns` gives fields the column names that the user says they have; `url` is the address that the bytes were fetched from, and
    `media_type` what the server said they are.
    """

    stream: BinaryIO
    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    url: str | None = None
    media_type: str | None = None

    def whole(self) -> bytes:
        """Return all the bytes; SourceError when there are more than `LARGEST`."""
        content = read_up_to(self.stream, LARGEST + 1)
        if len(content) > LARGEST:
            raise SourceError(self.name, f"is larger than {LARGEST // 1_000_000} MB", "split it, or save it as JSON Lines")
        return content

    def text(self) -> TextIO:
        """Return the bytes as text, in the encoding that their beginning tells."""
        head, stream = peek(self.stream)
        encoding = encoding_of(head)
        return io.TextIOWrapper(stream, encoding, "surrogateescape" if encoding == "utf-8" else "replace")

    def lines(self) -> Iterator[tuple[int, str | None]]:
        """Yield each line with its number, from 1 on; None stands for one longer than `LARGEST_RECORD`."""
        text = self.text()
        number = 0
        while line := text.readline(LARGEST_RECORD):
            number += 1
            if line == "\n":  # a flood of them must not cost much
                yield number, line
                continue
            whole = len(line) < LARGEST_RECORD
            while not line.endswith("\n") and (line_end := text.readline(LARGEST_RECORD)):
                line, whole = line_end, False
            yield number, mend(line.removeprefix("\ufeff")) if whole else None


def expanded(source: Source) -> Source:
    """Return the source with gzip or Zstandard undone; reading it raises SourceError when that is damaged or a bomb."""
    head, stream = peek(source.stream)
    if head.startswith(_GZIP):
        raw: io.RawIOBase = _Expanding(stream, "gzip", source.name)
    elif head.startswith(_ZSTD):
        raw = _Expanding(stream, "zstd", source.name)
    else:
        return replace(source, stream=stream)
    return replace(source, stream=io.BufferedReader(raw, SAMPLE))


def peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream that begins with them again."""
    head, failure = b"", None
    try:
        while len(head) < SAMPLE and (part := _portion(stream, SAMPLE - len(head))):
            head += part
    except SourceError as error:
        failure = error  # what stands before the damage can be read
    return head, io.BufferedReader(_Replaying(head, stream, failure), SAMPLE)


def read_up_to(stream: BinaryIO, size: int) -> bytes:
    """Return `size` bytes of a stream, fewer only at its end, however small the portions in which they come."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _portion(stream: BinaryIO, size: int) -> bytes:
    """Return up to `size` bytes as one look into the stream gives them: a second one may come upon damage and lose them."""
    return cast("io.BufferedReader", stream).read1(size)


class _Replaying(io.RawIOBase):
    """A stream whose beginning was read already, up to a failure if there was one."""

    def __init__(self, head: bytes, rest: BinaryIO, failure: SourceError | None) -> None:
        self._head, self._rest, self._failure = memoryview(head), rest, failure

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer and return how much of it."""
        if self._head:
            part: bytes | memoryview = self._head[: len(buffer)]
            self._head = self._head[len(part) :]
        elif self._failure:
            raise self._failure
        else:
            part = _portion(self._rest, len(buffer))
        buffer[: len(part)] = part
        return len(part)


class Counted:
    """A stream that knows how many bytes were read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.count = stream, 0

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self.count

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        part = self._stream.read(size)
        self.count += len(part)
        return part


class _Expanding(io.RawIOBase):
    """A compressed stream, decompressed: compares what comes out with what went in."""

    def __init__(self, packed: BinaryIO, form: str, name: str) -> None:
        self._packed, self._name, self._count = Counted(packed), name, 0
        counted = cast("BinaryIO", self._packed)
        self._unpacked = (
            gzip.GzipFile(fileobj=counted)
            if form == "gzip"
            else zstandard.ZstdDecompressor().stream_reader(counted, read_across_frames=True)
        )

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer and return how much of it; SourceError when the file is damaged or expands beyond measure."""
        try:
            part = self._unpacked.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile, zstandard.ZstdError) as error:
            raise SourceError(self._name, f"is cut short or damaged ({error})", "fetch or compress it again") from error
        self._count += len(part)
        if self._count > max(HARMLESS, MOST_EXPANSION * self._packed.count):
            raise SourceError(
                self._name, f"expands to more than {MOST_EXPANSION} times its size", "decompress it yourself if you trust it"
            )
        buffer[: len(part)] = part
        return len(part)
