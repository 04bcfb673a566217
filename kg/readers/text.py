"""A plain text to an article. The text is kept as it is: only newlines and control characters are set right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Article, name_key
from kg.readers.dates import read_day
from kg.readers.language import language_of
from kg.readers.outlet import SEPARATOR
from kg.readers.passages import closing_bios, is_credit, lines_of, mark
from kg.readers.people import people, person
from kg.readers.words import MONTH

LONGEST_TITLE = 200  # characters
LABEL_WORDS = 3  # of a section label above the title
LONGEST_LABEL = 40  # characters of a line that may be furniture
BYLINE_LINES = 8  # lines at the top among which a byline is looked for
LONGEST_BYLINE = 120  # characters

_BYLINE = re.compile(r"^(?:By|BY|by|Written by|Story by|Words by)\s*:?\s+(?=\S)")
_DATE = re.compile(
    rf"(?P<date>\b(?:{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\.?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4})(?!\d))",
    re.I,
)
_CHANGED = re.compile(r"(?i)^\W*(?:last\s+)?(?:up-?dated|modified|edited)\b")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DATE_LINE = re.compile(
    rf"(?i)^\W*(?:(?:first\s+)?(?:published|posted|date|last\s+updated|updated|modified)(?:\s+(?:on|at))?\W*)?{_WEEKDAY}{_DATE.pattern}"
    r"(?:[T,|·•\s]|at\b|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[ap]\.?m\.?|\(?\b[A-Z]{2,4}\b\)?|[+-]\d\d:?\d\d|Z)*$"
)
_DATELINE = re.compile(
    rf"^(?-i:[A-Z][A-Z.'’/-]+(?:[ ,]+[A-Z][A-Za-z.'’/-]*){{0,5}}),?\s+{_WEEKDAY}{_DATE.pattern}\s*"
    r"(?:\((?P<agency>[^()]{2,40})\))?\s*[-–—:]",
    re.I,
)
_OUTLET_WORD = re.compile(r"[A-Z0-9][\w.&'’]*|of|the|and")
_EMPLOYER = re.compile(
    r"\b(?:at|for|of)\s+((?:[Tt]he\s+)?[A-Z][\w&'’]*(?:\.\w+)?(?:\s+(?:of\s+)?[A-Z][\w&'’]*){0,3})"
    r"|^[^.]{0,60}?\bis\s+((?:[A-Z][\w&]*\s?){1,4})[’']s\s"
)


def text_article(
    text: str,
    name: str,
    heading: tuple[str | None, str] | None = None,
    boxes: Sequence[str] = (),
    languages: Sequence[str] = (),
) -> Article:
    """Return the article that a text is, with what its own lines tell: bylines, outlet and dates.

    `heading` is its section and title where they are known, `languages` are those that its source states; `boxes` are lines known
    to tell of whoever wrote it.
    """
    section, title = find_title(text) if heading is None else heading
    lines = [line for _, line in lines_of(text)]
    top = lines[:BYLINE_LINES]
    bios = [(who, line) for name, line in closing_bios(lines) if (who := person(name))]
    stated = next((names for line in top if (names := _byline(line))), ())
    bylines = stated or tuple(dict.fromkeys(who for who, _ in bios))
    datelines = [match for line in top if (match := _DATELINE.match(line))]
    agency = next((match["agency"] for match in datelines if match["agency"]), None)
    return Article(
        id=name,
        source=name,
        text=text,
        title=title,
        lang=language_of(languages, text),
        bylines=bylines,
        publisher=_outlet_of(title) or next((found for _, bio in bios if (found := _employer(bio))), None) or agency,
        published=next((day for line in top if not _CHANGED.match(line) and (day := _day(line))), None),
        modified=next((day for line in top if _CHANGED.match(line) and (day := _day(line))), None),
        section=section,
        passages=mark(
            text, title, bylines, [(one, "caption") for one in _captions(lines, title)], [*(bio for _, bio in bios), *boxes]
        ),
    )


def find_title(text: str) -> tuple[str | None, str]:
    """Return the section label above the title (None without one) and the title (empty without one).

    A line is a title when it is short, does not end like a sentence, and a blank line follows; a first line of up to three such
    words above another title is a section label.
    """
    blocks = [block.strip() for block in re.split(r"\n[^\S\n]*\n", text.strip(), maxsplit=2)]
    if len(blocks) < 2 or not is_heading(blocks[0]):
        return None, ""
    if len(blocks) > 2 and len(blocks[0].split()) <= LABEL_WORDS < len(blocks[1].split()) and is_heading(blocks[1]):
        return blocks[0], blocks[1]
    return None, blocks[0]


def is_heading(block: str) -> bool:
    """Say whether a line is short and does not end like a sentence; credits and bylines are none."""
    ends = re.search(r"[.…:;,][\"'”’)]*$", block)
    return "\n" not in block and 0 < len(block) <= LONGEST_TITLE and not ends and not is_credit(block) and not _BYLINE.match(block)


def is_byline(line: str) -> bool:
    """Say whether a line names the reporters: `By Jane Doe`."""
    return bool(_byline(line))


def is_date(line: str) -> bool:
    """Say whether a line is a date and nothing else."""
    return bool(_DATE_LINE.match(line))


def _captions(lines: Sequence[str], title: str) -> Iterator[str]:
    """Yield the line above a photo credit at the top, when it is the second one below the headline: the first sums up the piece."""
    top = lines[:BYLINE_LINES]
    start = top.index(title) + 1 if title in top else 0
    plain = [
        number
        for number in range(start, len(top))
        if top[number] != title and not is_byline(top[number]) and not is_date(top[number])
    ]
    for number in plain[2:]:
        if is_credit(top[number]) and not is_credit(top[number - 1]) and number - 1 in plain[1:]:
            yield top[number - 1]
            return


def _byline(line: str) -> tuple[str, ...]:
    return people(line) if len(line) <= LONGEST_BYLINE and _BYLINE.match(line) else ()


def _day(line: str) -> str | None:
    """Return the ISO day of a line that is a date, ends a byline or opens a report (`LONDON, 8 February 2022 —`); else None."""
    dated = _DATE_LINE.match(line) or _DATELINE.match(line)
    if not dated and len(line) <= LONGEST_BYLINE and _BYLINE.match(line):
        dated = _DATE.search(line)
    day = read_day(dated["date"]) if dated else None
    return day.isoformat() if day else None


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
        if found and name_key(found) and not (match[0].startswith("of") and person(found)):
            return found
    return None
