"""Keeps queries away from the network: finds SERVICE before a query runs, and fails closed where it cannot be sure."""

from __future__ import annotations

import re

# An IRI with `://` cannot be read as "less than, prefixed name, ...": two slashes never follow each other in an expression.
_TOKEN = re.compile(
    r"""
    "{3}(?:[^"\\]|\\.|"(?!""))*"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}  # long strings
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'                    # strings
    | <[A-Za-z][A-Za-z0-9+.-]*://[^<>"{}|^`\\\x00-\x20]*>              # web addresses
    | (?P<unsure> <[^<>"{}|^`\\\x00-\x20]*> | ["'\\] )                 # other IRIs, or a comparison; open quotes; escapes
    | \#[^\n\r]*                                                       # comments
    | [?$][A-Za-z0-9_]+                                                # variables
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*                                     # language tags
    | :[A-Za-z0-9_-]*                                                  # what follows the colon of a prefixed name
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)


def may_call_out(sparql: str) -> bool:
    """Say whether a query has, or might be read as having, a SERVICE clause (https://www.w3.org/TR/sparql11-federated-query/).

    The engine calls out for it by itself and needs no blank around the keyword, so that anything doubtful counts as a call.
    A query without the word is safe; so is the word within a string, a comment, a web address, a variable or a local name.
    """
    plain = _ESCAPE.sub(_decode, sparql)
    if "service" not in (sparql + plain).lower():
        return False
    if plain != sparql:  # an escape may spell the keyword or end a string
        return True
    if any(token["unsure"] for token in _TOKEN.finditer(sparql)):
        return True
    return "service" in _TOKEN.sub(" ", sparql).lower()


def names_dataset(sparql: str) -> bool:
    """Say whether a query chooses its own default graph with FROM."""
    return _FROM.search(_TOKEN.sub(" ", sparql)) is not None


def _decode(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else ""
