"""The language of an article, from what its source states. Never guesses between languages of one script."""

from __future__ import annotations

import re
from collections.abc import Iterable

SAMPLE = 2000  # characters

_LANGUAGES = {
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "ita": "it",
    "por": "pt",
    "nld": "nl",
    "dut": "nl",
    "jpn": "ja",
    "zho": "zh",
    "chi": "zh",
    "rus": "ru",
}


def language_of(stated: Iterable[str], text: str) -> str:
    """Return the first language stated (BCP 47, primary subtag); unstated it is English, or `und` in another script."""
    for one in stated:
        if match := re.match(r"([A-Za-z]{2,3})(?:$|[-_])", one.strip()):
            return _LANGUAGES.get(match[1].lower(), match[1].lower())
    letters = [letter for letter in text[:SAMPLE] if letter.isalpha()]
    return "en" if 2 * sum(letter < "\u0250" for letter in letters) >= len(letters) else "und"
