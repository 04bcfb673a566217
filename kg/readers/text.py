"""Plain text to an article. The text is kept as it is: only newlines and control characters are set right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Article, name_key
from kg.readers.decoding import decode
from kg.readers.outlet import SEPARATOR
from kg.readers.passages import BIO_LINES, bio_name, is_credit, lines_of, mark
from kg.readers.people import people, person

LONGEST_TITLE = 200  # characters
LONGEST_LABEL = 3  # words of a section label above the title
BYLINE_LINES = 8  # lines at the top among which a byline is looked for
LONGEST_BYLINE = 120  # characters

_BYLINE = re.compile(r"^(?:By|BY|by|Written by|Story by|Words by)\s*:?\s+(?=\S)")
_OUTLET_WORD = re.compile(r"[A-Z0-9][\w.&'’]*|of|the|and")
_EMPLOYER = re.compile(
    r"\b(?:at|for|of)\s+((?:[Tt]he\s+)?[A-Z][\w&'’]*(?:\.\w+)?(?:\s+[A-Z][\w&'’]*){0,3})|^[^.]{0,60}?\bis\s+((?:[A-Z][\w&]*\s?){1,4})[’']s\s"
)


def read_text(content: bytes, name: str) -> Iterator[Article]:
    """Yield the one article of a plain-text file; SourceError when the bytes are no text."""
    text = decode(content, name)
    section, title = find_title(text)
    lines = [line for _, line in lines_of(text)]
    bio = next(((line, who) for line in reversed(lines[-BIO_LINES:]) if (who := _bio_of(line))), None)
    bylines = next((found for line in lines[:BYLINE_LINES] if (found := _byline(line))), ())
    if not bylines and bio:
        bylines = (bio[1],)
    yield Article(
        id=name,
        source=name,
        text=text,
        title=title,
        bylines=bylines,
        publisher=_outlet_of(title) or (_employer(bio[0]) if bio else None),
        section=section,
        passages=mark(text, title, bylines),
    )


def find_title(text: str) -> tuple[str | None, str]:
    """Return the section label above the title (None without one) and the title (empty without one).

    A line is a title when it is short, does not end like a sentence, and a blank line follows; a first line of up to three such
    words above another title is a section label.
    """
    blocks = [block.strip() for block in re.split(r"\n[^\S\n]*\n", text.strip(), maxsplit=2)]
    if len(blocks) < 2 or not _is_title(blocks[0]):
        return None, ""
    if len(blocks) > 2 and len(blocks[0].split()) <= LONGEST_LABEL < len(blocks[1].split()) and _is_title(blocks[1]):
        return blocks[0], blocks[1]
    return None, blocks[0]


def _is_title(block: str) -> bool:
    ends = re.search(r"[.…:;,][\"'”’)]*$", block)
    return "\n" not in block and 0 < len(block) <= LONGEST_TITLE and not ends and not is_credit(block) and not _BYLINE.match(block)


def _byline(line: str) -> tuple[str, ...]:
    return people(line) if len(line) <= LONGEST_BYLINE and _BYLINE.match(line) else ()


def _bio_of(line: str) -> str | None:
    found = bio_name(line)
    return person(found) if found else None


def _outlet_of(title: str) -> str | None:
    """Return the outlet that a title ends with (`… | TechCrunch`), when those words look like an outlet's name."""
    parts = list(SEPARATOR.finditer(title))
    if not parts or ":" in parts[-1][0]:
        return None
    suffix = title[parts[-1].end() :].strip()
    words = suffix.split()
    if 1 <= len(words) <= 4 and len(title) > 2 * len(suffix) and all(_OUTLET_WORD.fullmatch(word) for word in words):
        return suffix
    return None


def _employer(bio: str) -> str | None:
    """Return the outlet that a bio says its reporter works for."""
    for match in _EMPLOYER.finditer(re.split(r"(?i)\b(?:previously|prior to|before|formerly)\b", bio)[0]):
        found = (match[1] or match[2] or "").strip(" .")
        if found and name_key(found) and not person(found):
            return found
    return None
