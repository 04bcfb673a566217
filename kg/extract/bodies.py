"""Names of public bodies that go on in lower-case words: `House of Commons trade committee`, `Ohio attorney general's office`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.document import Doc
from kg.extract.lexicon import Lexicon, regions
from kg.extract.name import Name

LONGEST_CAMPUS = 4
"""Most tokens of a campus behind its university's name, the comma included."""
LONGEST_FIELD = 6
"""Most tokens between a parliament's name and `committee`: what the committee is for."""
_CHAMBERS = frozenset({"Assembly", "Commons", "Congress", "House", "Legislature", "Lords", "Parliament", "Senate"})
_COMMITTEES = frozenset({"committee", "subcommittee"})
_OFFICES = frozenset({"department", "office"})
_FIELD = frozenset({"ADJ", "CCONJ", "NOUN", "PROPN"})


def whole_bodies(doc: Doc, names: Iterable[Name], lexicon: Lexicon) -> Iterator[Name]:
    """Yield the names, those of parliaments and places with the lower-case words that make them a committee or an office.

    Those of universities come with the campus behind a comma.
    """
    done = 0
    for name in sorted(names, key=lambda name: name.start):
        if name.start < done:
            continue
        done = campus = _campus_end(doc, name)
        end = campus or _committee_end(doc, name) or _office_end(doc, name, lexicon)
        yield replace(name, end=end, origin="model", label="ORG") if end else name


def _campus_end(doc: Doc, name: Name) -> int:
    """Return where the campus ends that a comma sets off: `University of California, Berkeley`, but not `…, California`."""
    system = re.search(r"^University of [A-Z]\w+$|State University$", name.text(doc))
    i = name.end + 1
    if system is None or i >= len(doc) or doc[name.end].text != "," or not doc[i].is_title or doc[i].ent_type_ == "PERSON":
        return 0
    while i < len(doc) and doc[i].is_title and doc[i].is_alpha:
        i += 1
    apart = i >= len(doc) or doc[i].is_punct or doc[i].is_space or doc[i].pos_ in {"ADP", "PART", "CCONJ"} or doc[i].tag_ == "POS"
    return i if apart and i - name.end <= LONGEST_CAMPUS and doc.text_of(name.end + 1, i) not in regions() else 0


def _committee_end(doc: Doc, name: Name) -> int:
    if doc[name.end - 1].text not in _CHAMBERS:
        return 0
    for token in doc[name.end : name.end + LONGEST_FIELD]:
        if token.text in _COMMITTEES:
            return int(token.i) + 1
        if token.pos_ not in _FIELD or not token.is_lower:
            return 0
    return 0


def _office_end(doc: Doc, name: Name, lexicon: Lexicon) -> int:
    """Return where `attorney general's office` ends behind the name of a place, 0 where it does not stand there."""
    at = next((at for at in range(name.end + 1, min(name.end + 4, len(doc) - 1)) if doc[at].text in {"'s", "’s"}), 0)
    if not at or doc[at + 1].text not in _OFFICES or name.label not in {"GPE", "LOC", ""}:
        return 0
    return at + 2 if doc.text_of(name.end, at) in lexicon.words("publicOffices") else 0
