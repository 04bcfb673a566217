"""Bytes to text: encodings, newlines and characters that no text should hold. Knows nothing of articles."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import SourceError

SAMPLE = 200_000  # bytes that the encoding detector looks at
WESTERN_SHARE = 0.1  # up to this share of bytes above 127 it is a Western language: too few for the detector
FEW_HIGH_BYTES = 3
BINARY_SHARE = 0.05  # above this share of control characters it is no text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"MZ\x90",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
)
_CONTROL_BYTES = bytes(sorted(set(range(32)) - {9, 10, 12, 13, 27}))
_CONTROLS = {c: None for c in (*range(32), 0x7F, *range(0x80, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF) if c not in (9, 10, 0x85)} | {
    0x0B: "\n",
    0x0C: "\n",
    0x85: "\n",
    0xFFFC: None,  # the place of an object that is not there
}
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(content: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of the bytes, newlines as `\\n`, without byte order mark and control characters.

    UTF-8 first, then the declared encoding, then detection; single wrong bytes in UTF-8 are read as Windows-1252. SourceError
    (naming `name`) when the bytes are empty or no text.
    """
    if not content.strip():
        raise SourceError(name, "is empty", "save the article again")
    if content.startswith(_MAGIC):
        raise SourceError(name, "is a binary file, not text", "save the article as .html or .txt")
    text = tidy(_decode(content, name, declared))
    if not text.strip():
        raise SourceError(name, "holds nothing but blanks", "save the article again")
    return text


def tidy(text: str) -> str:
    """Return the text with newlines as `\\n` and without characters that XML, JSON or a terminal cannot carry."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)


def encoding_of(content: bytes, declared: str | None = None) -> str:
    """Return the encoding that bytes, or the first of many, are in: by mark, else UTF-8, else as declared, else by detection.

    `utf-8` may hold a few bytes that are not; `mend` sets them right.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return encoding
    nulls = content.count(0)
    if nulls > len(content) // 4:
        # UTF-16 without a mark: Latin letters put their zero bytes all on one side
        even = content[::2].count(0)
        if max(even, nulls - even) > 0.9 * nulls:
            return "utf-16-be" if even > nulls - even else "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content)  # the last character may be cut
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    high = len(content) - len(content.translate(None, bytes(range(128, 256))))
    good = sum(len(match) for match in _MULTIBYTE.findall(content))
    if good > high - good:
        return "utf-8"
    if declared and _decode_as(content, declared) is not None:
        return declared
    if high <= max(FEW_HIGH_BYTES, WESTERN_SHARE * len(content)):
        return "cp1252"
    first_high = next(i for i, byte in enumerate(content) if byte > 127)
    best = from_bytes(content[max(0, first_high - SAMPLE // 2) :][:SAMPLE]).best()
    return best.encoding if best else "cp1252"


def mend(text: str) -> str:
    """Return UTF-8 text, decoded with `surrogateescape`, whose stray bytes from an older system are read as Windows-1252."""
    if text.isascii():
        return text
    return re.sub("[\udc80-\udcff]+", lambda m: m[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text)


def _decode(content: bytes, name: str, declared: str | None) -> str:
    encoding = encoding_of(content, declared)
    for bom, marked in _BOMS:
        if encoding == marked and content.startswith(bom):
            content = content[len(bom) :]
    wide = encoding.startswith(("utf-16", "utf-32"))
    if not wide and len(content) - len(content.translate(None, _CONTROL_BYTES)) > BINARY_SHARE * len(content):
        raise SourceError(name, "is a binary file, not text", "save the article as .html or .txt")
    return mend(content.decode("utf-8", "surrogateescape")) if encoding == "utf-8" else content.decode(encoding, "replace")


def _decode_as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None
