"""Degrees and fields of study or work in capitals, which name nothing: `an MSc in Computer Science`, `Head of Product Design`."""

from __future__ import annotations

from kg.extract.document import Doc
from kg.extract.lexicon import Lexicon

BETWEEN = frozenset({"of", "in", "and", "&", ",", "for", "the"})
"""Words that may stand between those of a field: `Arts and Sciences`."""
HAVING = frozenset({"a", "an", "his", "her", "their", "and", "'s", "’s"})
"""Words before a degree that is written like the short form of a state or a firm: `an MA`, not `Boston, MA`."""
SHORTEST = 3
"""Letters from which on the short form of a degree is one of nothing else."""


def is_field(doc: Doc, lexicon: Lexicon, start: int, end: int) -> bool:
    """Say whether words in capitals are a degree, a field, or both, and no name."""
    degrees, alone, beside = (lexicon.words(purpose) for purpose in ("degreeWords", "fieldNames", "fieldWords"))
    words = [t.text for t in doc[start:end] if t.lower_ not in BETWEEN]
    if not words or doc.text_of(start, end) in lexicon.known:
        return False
    if len(words) == 1 and words[0] in degrees:
        follows = doc[end].lower_ if end < len(doc) else ""
        own = start > 0 and doc[start - 1].lower_ in HAVING
        return len(words[0]) >= SHORTEST or own or follows in {"in", "degree", "degrees"}
    if len(words) == 1:
        return words[0] in alone and (start == 0 or doc[start - 1].tag_ != "POS")  # "Moore's Law"
    return all(word in degrees or word in alone or word in beside for word in words)
