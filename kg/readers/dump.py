"""A text that holds several pieces one after the other, as copied from a page of teasers, to its pieces.

Only general signs count: headings with label, byline or repeated headline; reporters' boxes; lines that cut a teaser off. A text in
which they do not add up to two pieces is one article, and is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Article
from kg.readers.passages import bio_name, continues_bio, flat, is_credit, lines_of, tells_of_reporter
from kg.readers.people import person
from kg.readers.text import LONGEST_LABEL, is_byline, is_date, is_heading, text_article
from kg.readers.words import (
    ABOUT_AUTHOR,
    CONTACT,
    CUT_LINE,
    FURNITURE,
    LIST_HEADING,
    NAVIGATION,
    SEPARATOR_LINE,
    SPONSOR_LABEL,
)

FEWEST_LINES = 6  # of a text that holds several pieces
LONGEST_FURNITURE = 120  # characters
HEADER_LINES = 7  # lines after a headline among which the body begins
FEWEST_TITLE_WORDS = 4  # fewer are a label, or a heading within an article
LONGEST_SPONSOR = 6  # words of a sponsor's name
REPEATED = 3  # times that a short line stands there to be furniture
ENOUGH = 2  # signs that make a headline the beginning of a piece


@dataclass(frozen=True, slots=True)
class _Piece:
    """The numbers of the lines of one piece, furniture left out, and what its frame tells."""

    lines: tuple[int, ...]
    label: int | None
    title: int | None
    bios: tuple[int, ...]
    sponsored: bool


def split(text: str, name: str) -> list[Article]:
    """Return the pieces of a text as articles, in order; the one article that the text is when it does not hold several."""
    spans = list(lines_of(text))
    lines = [line for _, line in spans]
    pieces = _Dump(lines).pieces() if len(lines) >= FEWEST_LINES else []
    if not pieces:
        return [text_article(text, name)]
    found = []
    for piece in pieces:
        parts: list[str] = []
        for position, number in enumerate(piece.lines):
            if position:
                near = piece.lines[position - 1] == number - 1
                parts.append(text[spans[number - 1][0].end : spans[number][0].start] if near else "\n\n")
            parts.append(lines[number])
        heading = (None if piece.label is None else lines[piece.label], "" if piece.title is None else lines[piece.title])
        article = text_article("".join(parts), name, heading, [lines[number] for number in piece.bios])
        found.append(replace(article, kind="sponsored") if piece.sponsored else article)
    return found


class _Dump:
    """The lines of a text with what each one is; finds where pieces begin and end."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        counts = Counter(lines)
        self.furniture = [_is_furniture(line) for line in lines]
        self.heading = [is_heading(line) and not bad for line, bad in zip(lines, self.furniture, strict=True)]
        for number, line in enumerate(lines):
            # a short line that keeps coming back is furniture, unless headlines follow it as they follow a section's label
            labels = number + 1 < len(lines) and self._is_title(number + 1)
            if self.heading[number] and len(line) <= LONGEST_LABEL and counts[line] >= REPEATED and not labels:
                self.furniture[number], self.heading[number] = True, False
        self._drop_lists()
        self.bios, self.sponsors = self._boxes()

    def pieces(self) -> list[_Piece]:
        """Return the pieces when there are several, else none."""
        headers = {start: (label, title, sure) for start, label, title, sure in self._headers()}
        starts = sorted({0, *headers, *self._after_ends()})
        bounds = list(zip(starts, [*starts[1:], len(self.lines)], strict=True))
        parts: list[tuple[int, int]] = []
        for start, end in bounds:
            headed = start in headers
            ended = any(
                number in self.bios or number in self.sponsors or CUT_LINE.match(self.lines[number]) for number in range(start, end)
            )
            if parts and (not self._has_body(start, end) or not (headed or ended)):
                parts[-1] = (parts[-1][0], end)
            elif parts and not self._has_body(*parts[-1]):
                parts[-1] = (parts[-1][0], end)  # what stands above the first headline
            else:
                parts.append((start, end))
        certain = sum(sure for _, _, sure in headers.values()) + len(self.sponsors)
        certain += sum(number in self.bios and number - 1 not in self.bios for number in range(len(self.lines)))
        if len(parts) < 2 or certain < 2:
            return []
        return [self._piece(start, end, headers) for start, end in parts]

    def _piece(self, start: int, end: int, headers: dict[int, tuple[int | None, int, bool]]) -> _Piece:
        label, title = next((headers[number][:2] for number in range(start, end) if number in headers), (None, None))
        if title is not None and self._has_body(start, title):
            label = title = None  # it heads nothing
        titles = {flat(self.lines[one]) for _, one, _ in headers.values()}
        first = next((number for number in (label, title) if number is not None), start)
        kept = []
        for number in range(first, end):
            repeated = self.heading[number] and number not in (label, title) and flat(self.lines[number]) in titles
            if not self.furniture[number] and not repeated:
                kept.append(number)
        bios = tuple(number for number in kept if number in self.bios or number in self.sponsors)
        labels = [self.lines[number] for number in kept[:3]]
        sponsored = any(number in self.sponsors for number in kept) or any(map(SPONSOR_LABEL.match, labels))
        return _Piece(tuple(kept), label, title, bios, sponsored)

    def _headers(self) -> Iterator[tuple[int, int | None, int, bool]]:
        """Yield where pieces begin with a headline: first line, label, headline, and whether it cannot stand within a piece."""
        number = 0
        while number < len(self.lines):
            label = number if self._is_label(number) else None
            title = number if label is None else number + 1
            if title < len(self.lines) and self._is_title(title):
                signs, sure = self._signs(title)
                before = self._before(number)
                ended = before < 0 or before in self.bios or before in self.sponsors
                cut = ended or any(CUT_LINE.match(self.lines[one]) for one in range(before + 1, number))
                signs += (label is not None) + cut
                if signs >= ENOUGH and (label is not None or sure or ended):
                    yield number, label, title, sure or (number > 0 and cut)
                    number = title
            number += 1

    def _signs(self, title: int) -> tuple[int, bool]:
        """Return how many signs below a headline make it one, and whether a sure one is among them: byline or repetition."""
        signs, sure = 0, False
        for number in range(title + 1, min(title + 1 + HEADER_LINES, len(self.lines))):
            line = self.lines[number]
            if flat(line) == flat(self.lines[title]) or is_byline(line):
                signs, sure = signs + 1 + (not sure), True
            elif is_date(line) or is_credit(line):
                signs += 1
            elif self._is_title(number) and self._is_label(number - 1):
                break
            elif self._is_body(number) and number > title + 1 and not (is_credit(self.lines[number - 1]) or number - title < 4):
                return signs, sure
        return signs, sure

    def _boxes(self) -> tuple[set[int], set[int]]:
        """Return the lines of reporters' boxes and of sponsors' boxes, with the names above them."""
        bios: set[int] = set()
        sponsors: set[int] = set()
        for number, line in enumerate(self.lines):
            above = self.lines[number - 1] if number else ""
            name = bio_name(line)
            if name and (above == name or (tells_of_reporter(line) and person(name) and self._closes(number))):
                bios |= {number, number - 1} if above == name else {number}
            elif number - 1 in bios and (CONTACT.match(line) or continues_bio(line)):
                bios.add(number)
            elif number > 1 and CUT_LINE.match(self.lines[number - 2]) and self._names_sponsor(above, line):
                sponsors |= {number - 1, number}
        return bios, sponsors

    def _names_sponsor(self, heading: str, line: str) -> bool:
        """Say whether a paragraph introduces the organisation that its heading names."""
        short = is_heading(heading) and len(heading.split()) <= LONGEST_SPONSOR and not person(heading)
        return short and bool(re.search(rf"\b{re.escape(heading)}\b", line)) and self._is_sentence(line)

    def _closes(self, number: int) -> bool:
        """Say whether a paragraph stands where a reporter's box does: below its heading or a cut, above a headline or the end."""
        above = self.lines[number - 1] if number else ""
        if ABOUT_AUTHOR.match(above) or CUT_LINE.match(above):
            return True
        below = self._next(number + 1)
        while below < len(self.lines) and (CONTACT.match(self.lines[below]) or continues_bio(self.lines[below])):
            below = self._next(below + 1)
        return below >= len(self.lines) or self.heading[below] or tells_of_reporter(self.lines[below])

    def _after_ends(self) -> Iterator[int]:
        """Yield the lines after boxes and cuts, furniture passed over."""
        for number, line in enumerate(self.lines):
            box = number in self.bios or number in self.sponsors
            after = self._next(number + 1)
            if after < len(self.lines) and (box or CUT_LINE.match(line)) and after not in self.bios and after not in self.sponsors:
                yield after

    def _drop_lists(self) -> None:
        """Make the headlines below `Most read` and its like furniture, up to the one that a body follows."""
        for number, line in enumerate(self.lines):
            if not LIST_HEADING.match(line):
                continue
            end = number + 1
            while end < len(self.lines) and (self.heading[end] or self.furniture[end]):
                end += 1
            own = end - 1 if end < len(self.lines) else end  # the last one is the next piece's headline, maybe with a label
            while number + 1 < own < len(self.lines) and (
                is_byline(self.lines[own]) or is_date(self.lines[own]) or self.furniture[own]
            ):
                own -= 1
            if own > number + 1 and own < len(self.lines) and self._is_label(own - 1):
                own -= 1
            for listed in range(number + 1, own):
                self.furniture[listed], self.heading[listed] = True, False

    def _next(self, number: int) -> int:
        while number < len(self.lines) and self.furniture[number]:
            number += 1
        return number

    def _before(self, number: int) -> int:
        number -= 1
        while number >= 0 and self.furniture[number]:
            number -= 1
        return number

    def _is_label(self, number: int) -> bool:
        line = self.lines[number]
        short = len(line.split()) < FEWEST_TITLE_WORDS and line[:1].isupper() and not person(line)
        return self.heading[number] and (short or bool(SPONSOR_LABEL.match(line)))

    def _is_title(self, number: int) -> bool:
        return self.heading[number] and len(self.lines[number].split()) >= FEWEST_TITLE_WORDS and not is_date(self.lines[number])

    def _is_body(self, number: int) -> bool:
        line = self.lines[number]
        framed = self.furniture[number] or number in self.bios or number in self.sponsors or is_credit(line)
        return not framed and self._is_sentence(line)

    @staticmethod
    def _is_sentence(line: str) -> bool:
        return bool(re.search(r"[.!?…:][\"'”’)\]]*$", line)) and len(line.split()) >= FEWEST_TITLE_WORDS

    def _has_body(self, start: int, end: int) -> bool:
        return any(self._is_body(number) for number in range(start, end))


def _is_furniture(line: str) -> bool:
    if SPONSOR_LABEL.match(line):
        return False
    if SEPARATOR_LINE.match(line):
        return True
    if len(line) > LONGEST_FURNITURE:
        return False
    segments = [part for part in re.split(r"\s*[|•·›»/]\s*|\s{3,}|\t", line) if part]
    bar = len(segments) >= 3 and all(len(part.split()) <= 3 for part in segments) and not is_byline(line)
    return bar or any(one.match(line) for one in (CUT_LINE, LIST_HEADING, NAVIGATION, ABOUT_AUTHOR, FURNITURE))
