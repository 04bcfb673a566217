"""How types and statuses look and what they are called: colour and shape for types, line and words for statuses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A type's sign: one of vis-network's shapes, filled or hollow, and its colour on a light and on a dark page."""

    shape: str
    hollow: bool
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Line:
    """A status's sign: the dashes of its line (empty: unbroken) and what the status means."""

    dashes: tuple[int, ...]
    meaning: str


MARKS = {
    "Person": Mark("dot", False, "#2563a8", "#7db4ee"),
    "Company": Mark("square", False, "#b4521a", "#f0a06a"),
    "GovernmentAgency": Mark("triangle", False, "#6d3fa3", "#c3a0f0"),
    "MediaOutlet": Mark("diamond", False, "#0b7568", "#5fcfbf"),
    "EducationalInstitution": Mark("hexagon", False, "#776300", "#d9c35a"),
    "Organization": Mark("triangleDown", False, "#4d5d6c", "#a9bac9"),
    "Product": Mark("star", False, "#b3256b", "#f290be"),
    "CreativeWork": Mark("square", True, "#b3256b", "#f290be"),
    "Place": Mark("dot", True, "#38752b", "#8fcf7f"),
    "Event": Mark("diamond", True, "#b42b2b", "#f59a92"),
    "Law": Mark("triangle", True, "#6d3fa3", "#c3a0f0"),
    "Topic": Mark("hexagon", True, "#4d5d6c", "#a9bac9"),
}
OTHERS = (
    Mark("star", True, "#0b7568", "#5fcfbf"),
    Mark("triangleDown", True, "#2563a8", "#7db4ee"),
    Mark("hexagon", True, "#b4521a", "#f0a06a"),
    Mark("dot", True, "#776300", "#d9c35a"),
)
LINES = {
    "current": Line((), "said to be so at the date given"),
    "former": Line((9, 6), "was so, and has ended"),
    "planned": Line((14, 4, 2, 4), "announced or agreed, not yet done"),
    "alleged": Line((2, 4), "rumoured or claimed, not confirmed"),
    "denied": Line((5, 3, 1, 3, 1, 3), "the text says it is not so"),
}
SOURCING = {  # with the name of whoever vouches, and without
    "reporter": ("stated by the article itself", "stated by the article itself"),
    "named": ("attributed to {by}", "attributed to a named source"),
    "self": ("said by {by}, a party to it", "said by a party to it"),
    "document": ("from a document of {by}", "from a document"),
    "anonymous": ("from sources the article does not name", "from sources the article does not name"),
}
FIRST = (  # the order in which a person asks; other relations follow by name
    *("ceoOf", "leads", "founderOf", "ownedBy", "acquires", "mergesWith", "boardMemberOf"),
    *("worksFor", "writesFor", "reportsOn", "develops", "investsIn", "partnersWith"),
    *("customerOf", "competesWith", "investigates", "sues", "fines", "regulates"),
)


def marks_of(types: set[str]) -> dict[str, Mark]:
    """Return the mark of each type, in the legend's order; types the table does not know get a free one in alphabetical order."""
    known = [name for name in MARKS if name in types]
    others = sorted(types.difference(MARKS))
    return {name: MARKS[name] for name in known} | {name: OTHERS[i % len(OTHERS)] for i, name in enumerate(others)}


def spaced(name: str) -> str:
    """Return a class name as words: `GovernmentAgency` gives `Government agency`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return words[:1].upper() + words[1:]
