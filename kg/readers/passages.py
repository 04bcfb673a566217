"""Stretches of a text that are no plain body: captions, photo credits, reporters' bios. Never changes the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Passage, PassageKind, Span
from kg.readers.words import BIO_OPENING, CREDIT, FOLLOW, JOURNALISM

LONGEST_CREDIT = 160  # characters
LONGEST_BIO = 1500  # characters of one paragraph
BIO_LINES = 6  # paragraphs at the end among which a bio is looked for

_NAME = r"[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|der|la|al|bin|di|da)){1,4}"
_HANDLE = r"(?:\s*\(\s*@\w+\s*\))?"
_BIO_NAME = re.compile(rf"^(?:By\s+)?({_NAME}){_HANDLE}(?:,\s|\s+|(?=[’']s\b))(?={BIO_OPENING.pattern})")


def lines_of(text: str) -> Iterator[tuple[Span, str]]:
    """Yield each line that is not blank, with its span; the span leaves out blanks at both ends."""
    for match in re.finditer(r"[^\s\n](?:[^\n]*[^\s\n])?", text):
        yield Span(match.start(), match.end()), match[0]


def is_credit(line: str) -> bool:
    """Say whether the line is a photo credit: `Photo: Jane Doe/Agency`."""
    return len(line) <= LONGEST_CREDIT and bool(CREDIT.search(line)) and not re.search(r"[.!?]\s+[A-Z].*[.!?]\s", line)


def bio_name(line: str) -> str | None:
    """Return the name of the reporter whose bio the line is (`Jane Doe is a reporter at …`), else None."""
    match = _BIO_NAME.match(line)
    return match[1] if match and len(line) <= LONGEST_BIO and JOURNALISM.search(line) else None


def is_bio(line: str, names: Sequence[str]) -> bool:
    """Say whether the line tells of one of the named reporters as a reporter, by name, first name or a follow-up `Follow her`."""
    if len(line) > LONGEST_BIO:
        return False
    if FOLLOW.match(line):
        return True
    if not JOURNALISM.search(line):
        return False
    for name in names:
        words = name.split()
        for form in dict.fromkeys((name, words[0], words[-1])):
            if re.match(rf"(?:By\s+)?{re.escape(form)}\b{_HANDLE}(?:,?\s*)(?:{BIO_OPENING.pattern})", line):
                return True
    return False


def mark(text: str, title: str, names: Sequence[str], captions: Iterable[str], bios: Iterable[str]) -> tuple[Passage, ...]:
    """Return the passages of a text, in order and without overlap: title, captions and credits, the reporters' bios.

    `captions` and `bios` are texts that the page marks as such; `names` are the reporters.
    """
    lines = list(lines_of(text))
    if title and lines and lines[0][1] == title:
        found = [Passage(lines[0][0], "title")]
        lines = lines[1:]
    else:
        found = []
    marked = {_flat(caption) for caption in captions}
    boxes = " ".join(_flat(bio) for bio in bios)
    last = _bio_start([line for _, line in lines], names, boxes)
    for number, (span, line) in enumerate(lines):
        kind: PassageKind | None = None
        if number >= last:
            kind = "bio"
        elif is_credit(line):
            kind = "credit"
        elif _flat(line) in marked or any(len(line) > 15 and caption.startswith(_flat(line)) for caption in marked):
            kind = "caption"
        if kind:
            found.append(Passage(span, kind))
    return tuple(found)


def _bio_start(lines: Sequence[str], names: Sequence[str], boxes: str) -> int:
    """Return the number of the first line of the closing bio; the number of lines when there is none."""
    start = len(lines)
    for number in range(len(lines) - 1, max(-1, len(lines) - 1 - 2 * BIO_LINES), -1):
        line = lines[number]
        known = len(_flat(line)) > 20 and _flat(line) in boxes
        named = line in names and start == number + 1
        if (
            known
            or named
            or (len(lines) - number <= BIO_LINES and (is_bio(line, names) or (start < len(lines) and _continues(line))))
        ):
            if known or named or is_bio(line, names):
                start = number
        elif start < len(lines):
            break
    return start


def _continues(line: str) -> bool:
    return bool(re.match(r"(?:He|She|They|His|Her|Their|Prior to|Before|Previously)\b", line))


def _flat(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
