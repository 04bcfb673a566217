"""Names of works: what stands in quotation marks, and names that hold a possessive."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.extract.document import Doc
from kg.extract.language import is_capitalised
from kg.extract.lexicon import Lexicon
from kg.extract.name import Name

LONGEST_WORK = 12
"""Most tokens of a work's title in quotation marks."""


def whole_works(doc: Doc, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """Return the names with those of works made whole: quoted titles, `Zipf's Law` where Zipf is named nowhere else."""
    quoted = list(_quoted_titles(doc, names))
    covered = {i for name in quoted for i in range(name.start, name.end)}
    rest = sorted((n for n in names if n.start not in covered), key=lambda name: name.start)
    counts = Counter(name.text(doc) for name in rest)
    result: list[Name] = []
    for name in rest:
        before = result[-1] if result else None
        joined = before is not None and before.end == name.start - 1 and doc[before.end].text in {"'s", "’s"}
        if before is not None and joined and re.fullmatch(r"(St\.?|Saint) \w+", before.text(doc)):
            result[-1] = Name(before.start, name.end, "case", "ORG")  # "St Mary's Clinic": saints own nothing
            continue
        if before is not None and joined and "known" not in {before.origin, name.origin} and before.label not in {"PERSON", "GPE"}:
            plain = all(t.lower_ in lexicon.dictionary and t.is_alpha for t in doc[name.start : name.end])
            stands = doc[before.end].ent_type_ or name.end >= len(doc) or doc[name.end].pos_ != "NOUN"  # not "Acme's Zyx engine"
            once = plain and bool(stands) and counts[before.text(doc)] == 1 and counts[name.text(doc)] == 1
            if once:
                result[-1] = Name(before.start, name.end, "model" if doc[before.end].ent_type_ else "case")
                continue
        result.append(name)
    return sorted([*result, *quoted], key=lambda name: name.start)


def _quoted_titles(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Yield titles of works in quotation marks: a few words, the longer ones capitalised, that are no mere name already found."""
    spans = {(name.start, name.end) for name in names}
    opening: int | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            opening = None
        elif token.text in {"“", '"'} and opening is None:
            opening = token.i + 1
        elif token.text in {"”", '"'} and opening is not None:
            start, end = opening, token.i
            opening = None
            while end > start and doc[end - 1].text in {",", "."}:
                end -= 1
            words = [t for t in doc[start:end] if t.is_alpha and len(t) > 3]
            if not 2 <= end - start <= LONGEST_WORK or len(words) < 2 or not all(is_capitalised(t) for t in words):
                continue
            if is_capitalised(doc[start]) and (start, end) not in spans:
                yield Name(start, end, "model", "WORK_OF_ART")
