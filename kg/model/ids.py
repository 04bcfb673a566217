"""Ids that are functions of content alone, so that the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import re
import unicodedata

SLUG_LENGTH = 80
_LEGAL_FORM = re.compile(r"[\s,]+(inc|corp|corporation|co|company|ltd|limited|llc|plc|gmbh|ag|sa|nv|holdings?)\.?$")
_TYPOGRAPHIC = str.maketrans("‘’“”–—\u00a0", "''\"\"-- ")


def content_id(*parts: str, length: int = 16) -> str:
    """Return `length` hex digits of the SHA-256 of the parts, joined so that no two part lists collide."""
    joined = "\x1f".join(part.replace("\x1f", "\x1f\x1f") for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


def slug(name: str) -> str:
    """Return a readable ASCII token for an IRI: `Société Générale` gives `societe-generale`, never empty."""
    text = unicodedata.normalize("NFKD", name.translate(_TYPOGRAPHIC)).encode("ascii", "ignore").decode()
    token = re.sub(r"[^a-z0-9]+", "-", text.casefold().replace("'", "")).strip("-")
    return token[:SLUG_LENGTH].rstrip("-") or f"n{content_id(name, length=8)}"


def name_key(name: str) -> str:
    """Return the name without case, accents, leading article, legal form, possessive and stray punctuation.

    Two names with one key are the same name; the key of a name made of nothing else is the name itself.
    """
    text = name
    while (plainer := _plainer(text)) not in {text, ""}:
        text = plainer
    return text


def _plainer(text: str) -> str:
    """Return the text with one layer of what does not tell names apart taken off."""
    text = unicodedata.normalize("NFKD", text.translate(_TYPOGRAPHIC))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold().strip().strip("\"'.,;:()[]*").strip()
    text = re.sub(r"'s$", "", text)
    text = re.sub(r"^(the|a|an)\s+", "", text)
    text = _LEGAL_FORM.sub("", text)
    return re.sub(r"[\s\-_./&']+", " ", text).strip()
