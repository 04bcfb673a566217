"""Stretches of a text that are no plain body: captions, photo credits, reporters' bios. Never changes the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Passage, PassageKind, Span
from kg.readers.words import BIO_OPENING, CONTACT, CONTRIBUTED, CREDIT, FURNITURE, JOURNALISM, REPORTING, SPEAKING

LONGEST_LABEL = 40  # characters of a line that is no sentence, among bios: a name, a heading
LONGEST_CREDIT = 160  # characters
LONGEST_BIO = 1500  # characters of one paragraph
BIO_LINES = 8  # paragraphs at the end among which a bio is looked for
TITLE_LINES = 3  # paragraphs at the beginning among which the title is looked for
SHORTEST_KNOWN = 20  # characters from which a line is recognised as part of a box

_NAME = r"[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|der|la|al|bin|di|da)){1,4}"
_HANDLE = r"(?:\s*\(\s*@\w+\s*\))?"
_BIO_NAME = re.compile(rf"^(?:By\s+)?({_NAME}){_HANDLE}\s*{BIO_OPENING.pattern}")
_REPORTER = re.compile(r"(?i)\b(?:him|her|them|me|the (?:author|reporter|writer))\b|^\W*(?:@\w+|[\w.+-]+@\S+)\W*$")
_GOES_ON = re.compile(r"(?:He|She|They|His|Her|Their|Prior to|Before|Previously)\b")


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


def closing_bios(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the bios that end a text, in order: the reporter's name and the whole paragraph.

    Such a paragraph speaks of a journalist's work, or has the name above it as a heading. Nothing above the last paragraph of the
    body counts: people in the news have jobs too.
    """
    found = []
    for number in range(len(lines) - 1, max(-1, len(lines) - 1 - BIO_LINES), -1):
        line = lines[number]
        headed = bio_name(line) if number and lines[number - 1] == bio_name(line) else None
        names = [headed] if headed else list(_journalists(line))
        found += [(name, line) for name in reversed(names)]
        aside = CONTACT.match(line) or FURNITURE.match(line) or CONTRIBUTED.search(line) or _GOES_ON.match(line)
        if not names and not aside and not (len(line) <= LONGEST_LABEL and not line.endswith((".", "!", "?", "”", '"'))):
            break
    yield from reversed(found)


def tells_of_reporter(line: str) -> bool:
    """Say whether a paragraph opens like a journalist's bio: with a name, and what that person covers or writes."""
    return next(_journalists(line), None) is not None


def continues_bio(line: str) -> bool:
    """Say whether a paragraph goes on with the bio above it."""
    return bool(_GOES_ON.match(line) and JOURNALISM.search(line))


def _journalists(line: str) -> Iterator[str]:
    """Yield the reporters whose work a paragraph tells of, up to its first sentence that is about something else."""
    if len(line) > LONGEST_BIO:
        return
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", line):
        name = bio_name(sentence)
        if name and REPORTING.search(sentence) and not SPEAKING.search(sentence):
            yield name
        elif not CONTRIBUTED.search(sentence):
            return


def is_bio(line: str, names: Sequence[str]) -> bool:
    """Say whether the line tells of one of the named reporters as a reporter, or how to reach them."""
    if len(line) > LONGEST_BIO:
        return False
    forms = tuple(dict.fromkeys(form for name in names for form in (name, name.split()[0], name.split()[-1])))
    if CONTACT.match(line):
        return any(re.search(rf"\b{re.escape(form)}\b", line) for form in forms) or bool(_REPORTER.search(line))
    return bool(JOURNALISM.search(line)) and any(
        re.match(rf"(?:By\s+)?{re.escape(form)}\b{_HANDLE}\s*{BIO_OPENING.pattern}", line) for form in forms
    )


def mark(
    text: str, title: str, names: Sequence[str], captions: Iterable[tuple[str, PassageKind]] = (), bios: Iterable[str] = ()
) -> tuple[Passage, ...]:
    """Return the passages of a text, in order and without overlap: title, captions and credits, the reporters' bios.

    `names` are the reporters; `captions` and `bios` are texts that the page marks as such. The title is looked for among the first
    lines, bios among the last.
    """
    lines = list(lines_of(text))
    kinds: dict[int, PassageKind] = {}
    heading = next((number for number, (_, line) in enumerate(lines[:TITLE_LINES]) if title and line == title), None)
    marked = {flat(caption): kind for caption, kind in captions}
    for number, (_, line) in enumerate(lines):
        if number == heading:
            kinds[number] = "title"
        elif is_credit(line):
            kinds[number] = "credit"
        elif marked and (kind := marked.get(words := flat(line))):
            kinds[number] = kind
        elif marked and len(line) > SHORTEST_KNOWN and any(caption.startswith(words) for caption in marked):
            kinds[number] = "caption"
    for number in _bio_lines([line for _, line in lines], names, list(map(flat, bios))):
        kinds.setdefault(number, "bio")
    return tuple(Passage(lines[number][0], kind) for number, kind in sorted(kinds.items()))


def _bio_lines(lines: Sequence[str], names: Sequence[str], boxes: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the closing lines that are a bio: recognised by box or wording, with its name line and its going on."""
    end = range(max(0, len(lines) - BIO_LINES), len(lines))
    sure = {number for number in end if is_bio(lines[number], names) or (bio_name(lines[number]) in names)}
    if boxes:
        everywhere = range(len(lines) // 2, len(lines))
        told = "\n".join(boxes)
        for number in everywhere:
            line = flat(lines[number])
            if line in boxes or (len(line) > SHORTEST_KNOWN and line in told):
                sure.add(number)
    for number in end:
        if number - 1 in sure and continues_bio(lines[number]):
            sure.add(number)
    yield from sure | {number - 1 for number in sure if number and lines[number - 1] in names}


def flat(text: str) -> str:
    """Return the words alone, in lower case with single blanks: two texts with one form say the same."""
    return re.sub(r"\W+", " ", text.casefold()).strip()
