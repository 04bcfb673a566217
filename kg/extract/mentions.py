"""The names of a document: those that the rules find, with the trained reader's word on them where there is one."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.boards import without_boards
from kg.extract.document import Doc
from kg.extract.fields import is_field
from kg.extract.language import is_capitalised
from kg.extract.lexicon import Lexicon
from kg.extract.name import Name, clean, is_no_shape, is_plain_word, opens_sentence
from kg.extract.names import find_names
from kg.extract.neural import TYPES, NameView

ADDED = 0.98
"""Certainty from which a name that only the trained reader sees is taken."""
DOUBTED = 0.5
"""Chance below which a name that only its capital letter speaks for is dropped."""
OTHER = TYPES.index("Other")


def find_mentions(doc: Doc, lexicon: Lexicon, given: Iterable[str] = (), view: NameView | None = None) -> list[Name]:
    """Return the names of a document in order, none overlapping another; `given` are names that the article's metadata brings."""
    found = find_names(doc, lexicon, given)
    if view is None:
        return found
    kept = [name for name in found if name.origin != "case" or _is_name(view, name)]
    generic = lexicon.words("genericNames") | lexicon.words("demonyms")
    taken = {i for name in kept for i in range(name.start, name.end)}
    for guess in view.guesses():
        start, end = clean(doc, guess.start, guess.end)
        if guess.certainty < ADDED or guess.chances[OTHER] > 0.5 or start >= end or taken.intersection(range(start, end)):
            continue
        plain = all(token.text in generic or token.is_stop for token in doc[start:end]) or is_no_shape(doc.text_of(start, end))
        plain = (
            plain
            or doc.text_of(start, end).removesuffix(".") in generic
            or is_field(doc, lexicon, start, end)
            or (end - start == 1 and opens_sentence(doc[start]) and is_plain_word(doc[start], lexicon))
        )
        if not plain and any(is_capitalised(token) for token in doc[start:end]):
            kept += without_boards(doc, [Name(start, end, "trained")], lexicon)
    return sorted(kept, key=lambda name: name.start)


def _is_name(view: NameView, name: Name) -> bool:
    """Say whether the trained reader leaves it possible that a capitalised word is a name of one of our classes."""
    certainty, chances = view.chances(name.start, name.end)
    return certainty * (1 - chances[OTHER]) >= DOUBTED
